"""The two statistics behind :mod:`bot.polling.durations`: a histogram that forgets, and a test for sudden change.

Neither knows about keys, the origin of priors or storage; both export and import plain JSON values.
"""

import math
import operator
from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Any

from bot.polling.survival import CELL_LOG_WIDTH, CELLS, EDGES

_MEMORY = 400.0
_BANDWIDTH = 0.6
_RECENT = 12
# Six late jobs in a row. A lower threshold gives false alarms where many jobs are polled rarely.
_ALARM = 7.5
_USUAL_SHARE = 0.1
_CHANGED_SHARE = 0.35
_HIT = math.log(_CHANGED_SHARE / _USUAL_SHARE)
_MISS = math.log((1 - _CHANGED_SHARE) / (1 - _USUAL_SHARE))


@lru_cache(maxsize=256)  # called with the same few priors each time something is learned
def spread_normal(log_median: float, spread: float) -> tuple[float, ...]:
    """Return the weight in each cell of a log-normal distribution."""
    scale = spread * math.sqrt(2)
    below = [0.0, *(0.5 * (1 + math.erf((math.log(edge) - log_median) / scale)) for edge in EDGES[1:])]
    return tuple(high - low for low, high in pairwise(below))


class Histogram:
    """Weights of finished jobs over the cells of the grid; old ones fade as new ones come."""

    __slots__ = ("_cells", "samples", "seen", "weight")

    def __init__(self) -> None:
        self._cells: dict[int, float] = {}
        self._set_counts(0.0, 0.0, 0)

    def _set_counts(self, weight: float, seen: float, samples: int) -> None:
        self.weight = weight
        self.seen = seen
        self.samples = samples

    def add(self, shares: Iterable[tuple[int, float]]) -> None:
        """Add one job, spread over cells (shares sum to 1)."""
        self.fade()
        for cell, share in shares:
            self._cells[cell] = self._cells.get(cell, 0.0) + share
        self._set_counts(self.weight + 1.0, self.seen + 1.0, self.samples + 1)

    def fade(self) -> None:
        """Discount the older jobs a little, for one more that has ended and may be counted elsewhere."""
        keep = 1.0 - 1.0 / _MEMORY
        for cell in self._cells:
            self._cells[cell] *= keep
        self.weight *= keep

    def become(self, weights: Sequence[float], shift_cells: float, keep: float, least: float) -> None:
        """Become a distribution shifted by some cells, with ``keep`` of the present weight, but at least ``least``."""
        weight = max(least, self.weight * keep)
        total = math.fsum(weights)
        moved: dict[int, float] = {}
        whole = math.floor(shift_cells)
        part = shift_cells - whole
        for cell, value in enumerate(weights):
            for target, share in ((cell + whole, 1 - part), (cell + whole + 1, part)):
                inside = min(CELLS - 1, max(0, target))
                moved[inside] = moved.get(inside, 0.0) + value * share * weight / total
        self._cells = {cell: value for cell, value in moved.items() if value > 1e-9}
        self._set_counts(weight, self.seen, self.samples)

    def blend(self, parent: Sequence[float], trust: float, spread: float, offset: int) -> list[float]:
        """Return smoothed weights, shifted by ``offset``, on top of ``trust`` jobs' worth of the parent's."""
        total = math.fsum(parent)
        mixed = [value * trust / total for value in parent]
        if not self._cells:
            return mixed
        kernel = _kernel(_BANDWIDTH * spread * max(1.0, self.weight) ** -0.2 / CELL_LOG_WIDTH)
        width, begin = len(kernel), offset + abs(offset)
        margin = width // 2 + abs(offset)
        spilled = [0.0] * (CELLS + 2 * margin)  # including what falls past either end of the grid
        for cell, value in self._cells.items():
            first = cell + begin
            reached = spilled[first : first + width]
            # Without ``strict``, which costs a fifth here; the lengths are the same.
            spilled[first : first + width] = [held + value * share for held, share in zip(reached, kernel)]  # noqa: B905
        spilled[margin] += math.fsum(spilled[:margin])
        spilled[-margin - 1] += math.fsum(spilled[CELLS + margin :])
        return list(map(operator.add, mixed, spilled[margin : CELLS + margin]))

    def to_state(self) -> dict[str, Any]:
        """Return plain JSON values."""
        cells = {str(cell): round(value, 6) for cell, value in sorted(self._cells.items()) if value > 1e-6}
        return {"cells": cells, "weight": round(self.weight, 6), "seen": self.seen, "samples": self.samples}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> "Histogram":
        """Undo :meth:`to_state`. Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
        histogram = cls()
        cells = {int(cell): float(value) for cell, value in state["cells"].items()}
        numbers = [*cells.values(), float(state["weight"]), float(state["seen"])]
        if any(not 0 <= cell < CELLS for cell in cells) or any(not 0 <= value < math.inf for value in numbers):
            raise ValueError("histogram out of range")
        histogram._cells = cells
        histogram._set_counts(float(state["weight"]), float(state["seen"]), int(state["samples"]))
        return histogram


def _kernel(deviation_cells: float) -> list[float]:
    """Return a Gaussian over whole cells that sums to 1."""
    if deviation_cells < 0.2:
        return [1.0]
    reach = math.ceil(3 * deviation_cells)
    values = [math.exp(-0.5 * (step / deviation_cells) ** 2) for step in range(-reach, reach + 1)]
    total = math.fsum(values)
    return [value / total for value in values]


class Drift:
    """Counts jobs past the 90th and before the 10th percentile until there are too many to be due to chance."""

    __slots__ = ("_early", "_late", "_recent")

    def __init__(self) -> None:
        self._late = 0.0
        self._early = 0.0
        self._recent: deque[float] = deque(maxlen=_RECENT)

    def remember(self, log_seconds: float) -> None:
        """Keep the logarithm of one duration (or of the age of one late job) among the latest."""
        self._recent.append(log_seconds)

    def count(self, *, late: bool, early: bool) -> bool:
        """Count one job; return whether durations have changed."""
        self._late = max(0.0, self._late + (_HIT if late else _MISS))
        self._early = max(0.0, self._early + (_HIT if early else _MISS))
        if self._late == self._early == 0.0:
            self._recent.clear()  # all as usual: earlier durations are no part of a change that may follow
        return max(self._late, self._early) >= _ALARM

    def recent_median(self) -> float:
        """Return the median logarithm of the latest durations."""
        return median(self._recent)

    def reset(self) -> None:
        """Start counting anew, after the estimate was shifted."""
        self._late = self._early = 0.0
        self._recent.clear()

    def to_state(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"late": self._late, "early": self._early, "recent": [round(value, 4) for value in self._recent]}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> "Drift":
        """Undo :meth:`to_state`. Raises ValueError, KeyError or TypeError for anything else."""
        drift = cls()
        numbers = [float(state["late"]), float(state["early"]), *(float(value) for value in state["recent"])]
        if not all(math.isfinite(value) for value in numbers):
            raise ValueError("drift out of range")
        drift._late, drift._early = numbers[:2]
        drift._recent.extend(numbers[2:])
        return drift
