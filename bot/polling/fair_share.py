"""How the looks of one budget are shared between servers: a server counts as one, however many jobs it has. Pure.

Where the budget is short, the price of a look (the threshold) rises for all alike: a server with ten thousand waiting
jobs would make the single job of another wait as long as its own. So a server with fewer jobs than the one with the
most never pays more than the price at which its own jobs would just use its fair share, the budget divided by the
servers. Looks are sqrt(hazard / (2·theta)) a second and job, so n jobs whose looks at the lowest price theta0 come
r a second and job fit into a share s at ::

    theta = theta0 * max(1, n * r / s)²

And among the jobs past their threshold a second of lag weighs in inverse proportion to the jobs of the server. While
nothing is short, where one server is alone, or where all have as many, nothing changes.
"""

import math
from collections import Counter
from collections.abc import Hashable

# At the lowest price a job is looked at about so often a second, taken over its life.
_LOOKS_PER_JOB = 0.5
# Servers are told apart by size in coarse grades: it would be a race for turns else.
_GRADE = 2.0


class Shares:
    """Counts the waiting jobs of each server."""

    def __init__(self) -> None:
        self._jobs: Counter[Hashable] = Counter()
        self._most = 1

    def join(self, owner: Hashable) -> None:
        """Hear of one more job."""
        self._jobs[owner] += 1
        self._most = max(self._most, self._jobs[owner])

    def leave(self, owner: Hashable) -> None:
        """Hear of one job less."""
        self._jobs[owner] -= 1
        if self._jobs[owner] <= 0:
            del self._jobs[owner]

    def settle(self) -> None:
        """Find the largest count anew: it only grows in between."""
        self._most = max(self._jobs.values(), default=1)

    def weight(self, owner: Hashable) -> float:
        """Return what a second of lag of this server weighs: 1 for the one with the most jobs, more for the others."""
        return float(_GRADE ** int(math.log(self._most / max(1, self._jobs[owner]), _GRADE)))

    def highest_price(self, owner: Hashable, budget_per_second: float) -> float:
        """Return the highest threshold this server pays, as a multiple of the lowest; infinite for the largest."""
        if self.weight(owner) <= 1.0:
            return math.inf
        share = budget_per_second / len(self._jobs)
        return max(1.0, self._jobs[owner] * _LOOKS_PER_JOB / share) ** 2
