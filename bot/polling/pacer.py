"""Limit how closely polls of one budget follow each other. Pure: time is an argument. Knows no jobs and no schedule."""

import math
from collections import deque

_CATCH_UP_POLLS = 2.0


class Pacer:
    """Spaces polls evenly: never above the budget in any second, and never a burst after a pause."""

    __slots__ = ("_earliest_at", "_spacing", "_taken", "_window_seconds", "budget_per_second")

    def __init__(self, budget_per_second: float) -> None:
        if not (0.0 < budget_per_second < math.inf):
            raise ValueError("a budget is a positive number of polls a second")
        self.budget_per_second = budget_per_second
        self._spacing = 1.0 / budget_per_second
        self._window_seconds = max(1.0, self._spacing)
        self._earliest_at = -math.inf
        self._taken: deque[float] = deque(maxlen=max(1, math.floor(budget_per_second)))

    def free_at(self) -> float:
        """Return the earliest time of the next poll."""
        maximum = self._taken.maxlen
        if maximum is not None and len(self._taken) == maximum:
            return max(self._earliest_at, self._taken[0] + self._window_seconds)
        return self._earliest_at

    def take(self, now: float) -> None:
        """Count a poll at ``now``."""
        self._earliest_at = max(self._earliest_at, now - _CATCH_UP_POLLS * self._spacing) + self._spacing
        self._taken.append(now)
