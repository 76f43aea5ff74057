"""The prices of a look, in steps of a fifth, and a table of due times for each distribution and step. Pure."""

import math
from typing import Protocol

from bot.polling.durations import DurationKey
from bot.polling.survival import Curve, DueTable

_FLOOR_SECONDS = 0.004
_STEP = 1.2
MOST_STEPS = 90
_MOST_TABLES = 256


class CurveSource(Protocol):
    """What is needed of :class:`~bot.polling.durations.Durations`."""

    def curve(self, key: DurationKey) -> Curve:
        """Return the present distribution."""

    def revision(self, key: DurationKey) -> int:
        """Return a number that changes with it."""


def price_seconds(step: int) -> float:
    """Return the expected lag at which a look is due at this step; step 0 is the lowest price."""
    return float(_FLOOR_SECONDS * _STEP**step)


def steps_of(multiple: float) -> float:
    """Return how many steps above the lowest a price is that is so many times as high."""
    return math.log(multiple, _STEP)


def log_of(steps: int) -> float:
    """Return the natural logarithm of so many steps, in which the threshold is controlled."""
    return math.log(_STEP) * steps


class DueTables:
    """Tables made on first use; one is made anew when its curve has changed."""

    def __init__(self, curves: CurveSource) -> None:
        self._curves = curves
        self._tables: dict[tuple[DurationKey, int], tuple[int, DueTable]] = {}

    def table(self, key: DurationKey, step: int) -> DueTable:
        """Return the due times of jobs of this key at this price."""
        revision = self._curves.revision(key)
        held = self._tables.get((key, step))
        if held is not None and held[0] == revision:
            return held[1]
        if len(self._tables) >= _MOST_TABLES:
            self._tables.clear()
        table = DueTable(self._curves.curve(key), price_seconds(step))
        self._tables[key, step] = revision, table
        return table
