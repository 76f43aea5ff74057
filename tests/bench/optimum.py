"""The least mean lag that any schedule can have, for the benches to hold Foley's against.

Jobs do not influence each other but for the requests they share. So the least mean lag at a number of requests per job
is found by pricing a request at theta seconds of lag, planning each job's looks at that price to the optimum (dynamic
programming over ages, backwards; the recursion of Barlow, Hunter & Proschan, J. SIAM 11, 1963, for every age at once),
and choosing theta so that all jobs together make that number. A budget that holds in every second, as a real one does,
can only do worse. The planner knows the true distributions; Foley has to learn them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from bot.polling.poll_queue import SPACING_SECONDS
from tests.bench.simulate import Hump, Traffic

_AGES = 1000
_REACH = 3.8
_PRICES = (1e-4, 1e3)
_HALVINGS = 16
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Optimum:
    """What the best schedule makes of a workload."""

    requests_per_job: float
    mean_lag: float


@dataclass(frozen=True)
class _Ages:
    """One kind's ages on a grid: the share finished by each, and its integral."""

    ages: np.ndarray
    finished: np.ndarray
    area: np.ndarray

    @classmethod
    def of(cls, humps: Sequence[Hump]) -> "_Ages":
        longest = max(hump.median_seconds * math.exp(_REACH * hump.spread) for hump in humps)
        ages = np.linspace(0.0, longest, _AGES + 1)
        finished = sum((_share_finished(hump, ages) for hump in humps), np.zeros_like(ages))
        area = np.concatenate(([0.0], np.cumsum((finished[1:] + finished[:-1]) / 2 * ages[1])))
        return cls(ages, finished, area)

    def plan(self, price: float) -> Optimum:
        """Plan the looks of one job to the optimum at a price; return what they cost on average."""
        last = len(self.ages) - 1
        alive = 1.0 - self.finished
        spacing = max(1, round(SPACING_SECONDS / self.ages[1]))
        cost = np.zeros(last + 1)
        cost[last] = price * alive[last]
        following = np.full(last + 1, last)
        for now in range(last - 1, -1, -1):
            ahead = np.arange(min(last, now + spacing), last + 1)
            totals = price * alive[now] + self._lag(now, ahead) + cost[ahead]
            best = int(np.argmin(totals))
            cost[now], following[now] = totals[best], ahead[best]
        looks = lag = 0.0
        now = 0
        while now < last:
            then = int(following[now])
            looks += float(alive[now])
            lag += float(self._lag(now, np.array([then]))[0])
            now = then
        return Optimum(looks, lag)

    def _lag(self, now: int, ahead: np.ndarray) -> np.ndarray:
        """Expected seconds unseen from one look to another, of all jobs ever: not only of those still unfinished."""
        seen: np.ndarray = self.area[ahead] - self.area[now] - self.finished[now] * (self.ages[ahead] - self.ages[now])
        return seen


def _share_finished(hump: Hump, ages: np.ndarray) -> np.ndarray:
    logs = np.log(ages[1:] / hump.median_seconds) / hump.spread
    return hump.share * np.concatenate(([0.0], [_NORMAL.cdf(float(one)) for one in logs]))


def least_lag(workload: Sequence[Traffic], requests_per_job: float) -> Optimum:
    """Return the best that can be had of a workload with at most this many requests per job."""
    kinds = [(row.share, _Ages.of(row.humps)) for row in workload]
    low, high = _PRICES
    for _ in range(_HALVINGS):
        price = math.sqrt(low * high)
        if _together(kinds, price).requests_per_job > requests_per_job:
            low = price
        else:
            high = price
    # Between two prices next to each other lies the exact number; the line between them is what mixing them gives.
    dear, cheap = _together(kinds, high), _together(kinds, low)
    span = cheap.requests_per_job - dear.requests_per_job
    part = (requests_per_job - dear.requests_per_job) / span if span > 0 else 0.0
    return Optimum(requests_per_job, dear.mean_lag + min(1.0, max(0.0, part)) * (cheap.mean_lag - dear.mean_lag))


def _together(kinds: Sequence[tuple[float, _Ages]], price: float) -> Optimum:
    plans = [(share, ages.plan(price)) for share, ages in kinds]
    return Optimum(
        math.fsum(share * plan.requests_per_job for share, plan in plans),
        math.fsum(share * plan.mean_lag for share, plan in plans),
    )
