"""When jobs end, as one frozen curve: the share still unfinished at each age.

Owns the grid (ages in steps of an eighth of an octave, half a second to six days) and the arithmetic on it:
quantiles, survival, the expected lag since a poll, and the age at which that lag reaches a threshold.
Must not learn (:mod:`bot.polling.durations`) and must not plan (:mod:`bot.polling.poll_queue`).

Between two edges, finishing times are assumed to be uniform, so the integrals are exact and cheap.
"""

import math
import operator
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise

_STEPS_PER_OCTAVE = 8
_FIRST_EDGE_SECONDS = 0.5
_OCTAVES = 20
CELLS = _STEPS_PER_OCTAVE * _OCTAVES + 1
"""Cells of the grid: one from 0 to the first edge, the rest an eighth of an octave each."""

EDGES: tuple[float, ...] = (
    0.0,
    *(_FIRST_EDGE_SECONDS * 2 ** (step / _STEPS_PER_OCTAVE) for step in range(CELLS)),
)
"""Boundaries of the cells, as ages in seconds: cell i is from EDGES[i] to EDGES[i + 1]."""

_WIDTHS = tuple(high - low for low, high in pairwise(EDGES))

CELL_LOG_WIDTH = math.log(2) / _STEPS_PER_OCTAVE
"""The width of a cell in natural logarithm."""

_TAIL_SHARE = 0.01
_MINIMUM_SURVIVAL = 1e-9


def cell_of(age_seconds: float) -> int:
    """Return the cell an age lies in; ages past the grid belong to its last cell."""
    return min(bisect_right(EDGES, age_seconds), CELLS) - 1


class Survival:
    """The share of jobs unfinished at each edge, from 1 down, and never 0; frozen."""

    def __init__(self, survival: Sequence[float]) -> None:
        self._survival = survival

    @cached_property
    def _integrals(self) -> list[float]:
        """The integral of the survival up to each edge. Lazy: most curves are only intermediate steps."""
        steps = (
            width * (start + end) / 2 for width, (start, end) in zip(_WIDTHS, pairwise(self._survival), strict=True)
        )
        return list(accumulate(steps, initial=0.0))

    @staticmethod
    def of(weights: Sequence[float]) -> "Survival":
        """Build a curve from one weight per cell (any positive sum), with a thin heavy tail mixed in.

        The tail, one hundredth of all jobs, keeps the hazard of a job that is far past its time positive and slowly
        falling: such a job is polled less and less often, but never forgotten.
        """
        total = math.fsum(weights)
        left = accumulate(weights[:-1], operator.sub, initial=total)
        shares = [share if (share := rest / total) > _MINIMUM_SURVIVAL else _MINIMUM_SURVIVAL for rest in left]
        shares.append(_MINIMUM_SURVIVAL)
        return Survival(shares).mixed_with(Survival.tail(_quantile_of(shares, 0.5), 1.0), _TAIL_SHARE)

    @staticmethod
    def tail(from_seconds: float, exponent: float) -> "Survival":
        """Build a curve that falls as age ** -exponent from an age on: the hazard is exponent / age."""
        whole = bisect_right(EDGES, from_seconds)
        return Survival([1.0] * whole + [(from_seconds / edge) ** exponent for edge in EDGES[whole:]])

    def mixed_with(self, other: "Survival", share: float) -> "Survival":
        """Return the mixture in which ``share`` of the jobs end according to the other curve."""
        rest, pairs = 1 - share, zip(self._survival, other._survival, strict=True)
        return Survival([rest * own + share * others for own, others in pairs])

    def shares_between(self, after_seconds: float, by_seconds: float) -> list[tuple[int, float]]:
        """Return the cells that (after, by] reaches into, each with the share of jobs that finish there within it."""
        first, last = cell_of(after_seconds), cell_of(by_seconds)
        left = [self.survival(after_seconds), *self._survival[first + 1 : last + 1], self.survival(by_seconds)]
        return [(cell, start - end) for cell, (start, end) in enumerate(pairwise(left), first)]

    def survival(self, age_seconds: float) -> float:
        """Return the share of jobs not finished at an age."""
        cell = cell_of(age_seconds)
        if age_seconds >= EDGES[-1]:
            return self._survival[-1] * EDGES[-1] / age_seconds
        low, high = EDGES[cell], EDGES[cell + 1]
        start, end = self._survival[cell], self._survival[cell + 1]
        return start + (end - start) * (age_seconds - low) / (high - low)

    def share_within(self, cell: int) -> float:
        """Return the share of jobs that finish in one cell."""
        return self._survival[cell] - self._survival[cell + 1]

    def quantile(self, share: float) -> float:
        """Return the age in seconds by which ``share`` (0…1) of the jobs are finished."""
        return _quantile_of(self._survival, share)

    def expected_lag(self, polled_age: float, age: float) -> float:
        """Return the expected detection lag in seconds at ``age``, if unfinished at a poll at ``polled_age``."""
        survived = self._integral_until(age) - self._integral_until(polled_age)
        return max(0.0, age - polled_age - survived / self.survival(polled_age))

    def due_age(self, polled_age: float, lag_seconds: float, longest_age: float) -> float:
        """Return the age at which the expected lag since the poll at ``polled_age`` reaches ``lag_seconds``.

        At most ``longest_age``.
        """
        alive = self.survival(polled_age)
        age, done, lag = polled_age, 0.0, 0.0
        for cell in range(cell_of(polled_age), CELLS):
            rate = self.share_within(cell) / (_WIDTHS[cell] * alive)
            span = max(0.0, EDGES[cell + 1] - age)
            gained = span * (done + rate * span / 2)
            if lag + gained >= lag_seconds:
                return min(longest_age, age + _solve(rate / 2, done, lag_seconds - lag))
            lag += gained
            age += span
            done += rate * span
            if age >= longest_age:
                break
        return longest_age

    def _integral_until(self, age: float) -> float:
        """Return the integral of the survival from 0 to an age: the mean of the durations cut off there."""
        if age >= EDGES[-1]:
            return self._integrals[-1] + self._survival[-1] * EDGES[-1] * math.log(age / EDGES[-1])
        cell = cell_of(age)
        low, high = EDGES[cell], EDGES[cell + 1]
        start, end = self._survival[cell], self._survival[cell + 1]
        span = age - low
        return self._integrals[cell] + span * (start + (end - start) * span / (2 * (high - low)))


def _solve(square: float, linear: float, value: float) -> float:
    """Return x >= 0 with square·x² + linear·x = value, in the form that avoids cancellation."""
    root = math.sqrt(linear * linear + 4 * square * value)
    return 2 * value / (linear + root) if linear + root > 0.0 else 0.0


def _quantile_of(survival: Sequence[float], share: float) -> float:
    target = 1.0 - share
    cell = max(0, min(bisect_left(survival, -target, key=lambda value: -value), CELLS) - 1)
    start, end = survival[cell], survival[cell + 1]
    part = (start - target) / (start - end) if start > end else 0.0
    return EDGES[cell] + min(1.0, max(0.0, part)) * (EDGES[cell + 1] - EDGES[cell])
