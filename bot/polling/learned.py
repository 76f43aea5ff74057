"""What :mod:`bot.polling.durations` keeps for one key: two histograms, a change detector, and the derived curves."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.polling.histogram import Drift, Histogram
from bot.polling.survival import Survival

# For a job that outlives its estimate: its hazard is a tenth of 1 / age.
_ANY_TIME_EXPONENT = 0.1


@dataclass(frozen=True, slots=True)
class Curves:
    """When jobs of one key end if they end well, if they end badly, and either way."""

    well: Survival
    badly: Survival
    endings: Survival
    p10_seconds: float
    p50_seconds: float
    p90_seconds: float

    @classmethod
    def of(cls, well: Sequence[float], badly: Sequence[float], bad_share: float, doubt: float) -> "Curves":
        """Derive them from the weights of both parts, the share that fails, and the share that may take any time."""
        success, failure = Survival.of(well), Survival.of(badly)
        p10_seconds, p50_seconds, p90_seconds = (success.quantile(share) for share in (0.1, 0.5, 0.9))
        any_time = Survival.tail(p50_seconds, _ANY_TIME_EXPONENT)
        endings = success.mixed_with(any_time, doubt).mixed_with(failure, bad_share)
        return cls(success, failure, endings, p10_seconds, p50_seconds, p90_seconds)


class Learned:
    """Everything kept for one key: the histograms, the change detector and the curves derived from them."""

    __slots__ = ("badly", "curves", "dirty", "drift", "next_refresh", "well")

    def __init__(self, well: Histogram, badly: Histogram, drift: Drift) -> None:
        self.well = well
        self.badly = badly
        self.drift = drift
        self.dirty = False
        self.curves: Curves | None = None
        self.next_refresh = 0.0

    @property
    def seen(self) -> float:
        """How many jobs have ended, either way."""
        return self.well.seen + self.badly.seen

    def add(self, shares: Iterable[tuple[int, float]], *, well: bool) -> None:
        """Add one ended job, spread over cells; both histograms forget a little."""
        grows, fades = (self.well, self.badly) if well else (self.badly, self.well)
        fades.fade()
        grows.add(shares)
        self.dirty = True

    def to_state(self) -> str:
        """Return what is stored."""
        state = {"histogram": self.well.to_state(), "failures": self.badly.to_state(), "drift": self.drift.to_state()}
        return json.dumps(state, separators=(",", ":"))

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> "Learned":
        """Undo :meth:`to_state`. Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
        # Records from before failures were learned have none.
        badly = Histogram.from_state(state["failures"]) if "failures" in state else Histogram()
        return cls(Histogram.from_state(state["histogram"]), badly, Drift.from_state(state["drift"]))
