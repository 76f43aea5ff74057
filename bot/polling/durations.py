"""How long jobs take, learned from finished ones: the single source for the schedule and for the times people see.

Each (kind, model, version) has a histogram of log durations. Three levels are pooled: a version leans on its model,
a model on its kind, a kind on the catalogue's prior (log-normal: median and spread), each as if the level above had
seen a few jobs of it (``_TRUST`` of them). Levels above a version hold durations relative to the catalogue's median,
so that a kind with quick and slow models still says something of a new one. Two humps stay two humps.

* **Forgets slowly**: every finished job takes 1/``_MEMORY`` off the weight of the older ones.
* **Only seen between two looks**: a job found finished at one look and unfinished at the look before is spread over
  that interval as the present estimate sees it (one step of Turnbull's self-consistent estimate for interval-censored
  times, J. R. Stat. Soc. B 38, 1976), so that rare looks don't read as slow jobs.
* **Robust**: one outlier has the weight of one job, and nothing here is a mean of seconds.
* **Notices a sudden change**: two one-sided CUSUM tests (Page, Biometrika 41, 1954) count jobs past the 90th and before
  the 10th percentile. A job still unfinished at the 90th percentile counts at that moment, not only when it ends. On an
  alarm the histogram moves by the median log ratio of the latest jobs and loses most of its weight.

Must not read clocks, and must not know the store: :meth:`Durations.changed` and :meth:`Durations.load` exchange
:class:`DurationRecord` values with whoever does.
"""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.polling.histogram import Drift, Histogram, spread_normal
from bot.polling.survival import CELL_LOG_WIDTH, CELLS, EDGES, Curve, cell_of

_TRUST = 6.0
_KEEP_AFTER_SHIFT = 0.05
_REFRESH_GROWTH = 1.05
_ANY = "*"


DurationKey = tuple[str, str, str]
"""What durations are learned by: kind, model, version."""


@dataclass(frozen=True, slots=True)
class Prior:
    """The catalogue's word: half are finished by the median; ``spread`` is the standard deviation of the logarithm."""

    median_seconds: float
    spread: float = 0.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """When a job is usually ready, in seconds from submission: half are by ``p50``, nine of ten by ``p90``."""

    p50_seconds: float
    p90_seconds: float
    samples: int  # finished jobs it rests on; 0 = the catalogue's word


@dataclass(frozen=True, slots=True)
class DurationRecord:
    """The stored estimate of how long (kind, model, version) takes: an opaque JSON text and when it was written."""

    kind: str
    model: str
    version: str
    state: str
    updated_at: float


class _Learned:
    """All that is held of one key: the histogram, the change detector and the curve made of it."""

    __slots__ = ("curve", "dirty", "drift", "histogram", "next_refresh", "p10_seconds", "p90_seconds", "revision")

    def __init__(self, histogram: Histogram, drift: Drift) -> None:
        self.histogram = histogram
        self.drift = drift
        self.dirty = False
        self.curve: Curve | None = None
        self.next_refresh = 0.0
        self.revision = 0
        self.p10_seconds = 0.0
        self.p90_seconds = 0.0

    def to_state(self) -> str:
        """Return what is stored."""
        return json.dumps(
            {"histogram": self.histogram.to_state(), "drift": self.drift.to_state()}, separators=(",", ":")
        )


class Durations:
    """The estimates of every (kind, model, version). Not for several threads."""

    def __init__(self, prior: Callable[[DurationKey], Prior]) -> None:
        """Start with what ``prior`` says of each key; it is asked once a key."""
        self._prior_of = prior
        self._priors: dict[DurationKey, Prior] = {}
        self._levels: dict[DurationKey, _Learned] = {}

    # --- reading ----------------------------------------------------------------------------------

    def estimate(self, kind: str, model: str, version: str) -> Estimate:
        """Return when a job of this key is usually ready."""
        key = (kind, model, version)
        curve = self.curve(key)
        samples = self._level(key).histogram.samples
        return Estimate(p50_seconds=curve.quantile(0.5), p90_seconds=curve.quantile(0.9), samples=samples)

    def curve(self, key: DurationKey) -> Curve:
        """Return the present distribution; the same object until enough was learned to change it."""
        learned = self._level(key)
        if learned.curve is None or learned.histogram.seen >= learned.next_refresh:
            self._refresh(key, learned)
        assert learned.curve is not None  # noqa: S101 - set by _refresh
        return learned.curve

    def revision(self, key: DurationKey) -> int:
        """Return a number that changes with the curve."""
        self.curve(key)
        return self._level(key).revision

    def p90_seconds(self, key: DurationKey) -> float:
        """Return the age past which an unfinished job counts as late."""
        self.curve(key)
        return self._level(key).p90_seconds

    # --- learning ---------------------------------------------------------------------------------

    def finished(
        self, key: DurationKey, after_seconds: float, by_seconds: float, *, counted_late: bool = False
    ) -> None:
        """Learn from a job that finished at an age in (after, by]; both the same where it is known exactly.

        ``counted_late``: :meth:`late` was told of this job already.
        """
        by_seconds = max(by_seconds, after_seconds, 1e-3)
        after_seconds = min(max(0.0, after_seconds), by_seconds)
        learned = self._level(key)
        curve = self.curve(key)
        shares = _spread_over(curve, after_seconds, by_seconds)
        middle = _likely_age(curve, after_seconds, by_seconds)
        learned.drift.remember(math.log(middle))
        learned.histogram.add(shares)
        learned.dirty = True
        self._learn_above(key, shares)
        if after_seconds >= learned.p90_seconds or (after_seconds == by_seconds and by_seconds > learned.p90_seconds):
            late: bool | None = True
        elif by_seconds <= learned.p90_seconds:
            late = False
        else:
            late = None
        if not counted_late and late is not None:
            self._count(key, learned, late=late, early=by_seconds < learned.p10_seconds)

    def late(self, key: DurationKey, age_seconds: float) -> None:
        """Learn that a job is unfinished at an age past the 90th percentile. Tell of each job once."""
        learned = self._level(key)
        self.curve(key)
        learned.drift.remember(math.log(max(age_seconds, 1e-3)))
        self._count(key, learned, late=True, early=False)

    def _count(self, key: DurationKey, learned: _Learned, *, late: bool, early: bool) -> None:
        if not learned.drift.count(late=late, early=early):
            return
        curve = self.curve(key)
        ratio = learned.drift.recent_median() - math.log(curve.quantile(0.5))
        # The key's own view, pooled levels included, becomes its histogram, so that a thin one can move as well.
        weights = self._weights(key)
        learned.histogram.become(weights, ratio / CELL_LOG_WIDTH, _KEEP_AFTER_SHIFT, _TRUST)
        learned.drift.reset()
        learned.dirty = True
        self._refresh(key, learned)

    def _learn_above(self, key: DurationKey, shares: Sequence[tuple[int, float]]) -> None:
        offset = self._offset(key)
        relative = [(min(CELLS - 1, max(0, cell - offset)), share) for cell, share in shares]
        for above in _levels_above(key):
            level = self._level(above)
            level.histogram.add(relative)
            level.dirty = True

    # --- pooling ----------------------------------------------------------------------------------

    def _prior(self, key: DurationKey) -> Prior:
        prior = self._priors.get(key)
        if prior is None:
            prior = self._priors[key] = self._prior_of(key)
        return prior

    def _offset(self, key: DurationKey) -> int:
        """Return by how many cells this key's catalogue median lies right of the middle of the grid."""
        return cell_of(self._prior(key).median_seconds) - CELLS // 2

    def _level(self, key: DurationKey) -> _Learned:
        learned = self._levels.get(key)
        if learned is None:
            learned = self._levels[key] = _Learned(Histogram(), Drift())
        return learned

    def _refresh(self, key: DurationKey, learned: _Learned) -> None:
        learned.curve = curve = Curve(self._weights(key))
        learned.revision += 1
        learned.p10_seconds, learned.p90_seconds = curve.quantile(0.1), curve.quantile(0.9)
        learned.next_refresh = learned.histogram.seen + max(1.0, learned.histogram.weight * (_REFRESH_GROWTH - 1))

    def _weights(self, key: DurationKey) -> list[float]:
        prior = self._prior(key)
        weights = spread_normal(math.log(prior.median_seconds), max(prior.spread, 0.05))
        offset = self._offset(key)
        for above in reversed(_levels_above(key)):
            histogram = self._level(above).histogram
            if histogram.weight > 0.0:
                weights = histogram.blend(weights, _TRUST, prior.spread, offset)
        return self._level(key).histogram.blend(weights, _TRUST, prior.spread, 0)

    # --- keeping ----------------------------------------------------------------------------------

    def load(self, records: Iterable[DurationRecord]) -> None:
        """Take over stored estimates; one that can't be read is left out (it will be learned again)."""
        for record in records:
            key = (record.kind, record.model, record.version)
            try:
                state = json.loads(record.state)
                learned = _Learned(Histogram.from_state(state["histogram"]), Drift.from_state(state["drift"]))
            except (ValueError, KeyError, TypeError, AttributeError, IndexError):
                continue
            self._levels[key] = learned
        for learned in self._levels.values():
            learned.curve = None

    def changed(self, now: float) -> list[DurationRecord]:
        """Return what has changed and is not :meth:`kept` yet, for the store. ``now``: unix seconds."""
        return [DurationRecord(*key, learned.to_state(), now) for key, learned in self._levels.items() if learned.dirty]

    def kept(self, records: Iterable[DurationRecord]) -> None:
        """Hear that these are on disk; what was learned meanwhile is still to be kept."""
        for record in records:
            learned = self._levels.get((record.kind, record.model, record.version))
            if learned is not None and learned.dirty and learned.to_state() == record.state:
                learned.dirty = False


def _levels_above(key: DurationKey) -> tuple[DurationKey, DurationKey]:
    kind, model, _ = key
    return (kind, model, _ANY), (kind, _ANY, _ANY)


def _spread_over(curve: Curve, after_seconds: float, by_seconds: float) -> list[tuple[int, float]]:
    """Share one job out over the cells it may have finished in, as the curve sees them."""
    first, last = cell_of(after_seconds), cell_of(by_seconds)
    if first == last:
        return [(first, 1.0)]
    shares = []
    for cell in range(first, last + 1):
        low, high = max(after_seconds, EDGES[cell]), min(by_seconds, EDGES[cell + 1])
        shares.append((cell, max(1e-12, curve.survival(low) - curve.survival(high))))
    total = math.fsum(share for _, share in shares)
    return [(cell, share / total) for cell, share in shares]


def _likely_age(curve: Curve, after_seconds: float, by_seconds: float) -> float:
    """Return the middle of (after, by] as the curve sees it."""
    target = (curve.survival(after_seconds) + curve.survival(by_seconds)) / 2
    age = curve.quantile(1.0 - target)
    return min(by_seconds, max(after_seconds, age, 1e-3))
