"""Learn how jobs end from ended ones: the single source for the polling schedule and for the times people see.

A job of one (kind, model, version) fails with a small probability, usually early (a wrong version, moderation, an
unreadable picture), or else succeeds after its usual time; and the estimate of that time may be wrong by any factor.
So the distribution of endings is a mixture ::

    S(t) = p * S_bad(t) + (1 - p) * ((1 - u) * S_well(t) + u * S_any(t))     S(t): the share of jobs unfinished at age t

S_bad, S_well and p are learned separately. S_any is a tail that hardly falls
(:meth:`~bot.polling.survival.Survival.tail`), and the doubt u is one half at first and halves with every five jobs of a
key that succeed: a job that outlives a wrong catalogue estimate is polled less and less often, not every second. The
schedule uses the mixture, people are shown S_well alone.

Each part is a histogram of log durations. Three levels are pooled: a version borrows from its model, a model from its
kind, a kind from the catalogue's prior, each as if the level above had seen a few jobs of it (``_TRUST`` of them).
Levels above a version hold the durations of success relative to the catalogue's median, so that a kind with fast and
slow models still says something about a new one. Bimodal durations stay bimodal. Versions that people typed and no
catalogue lists share one key (:meth:`Durations.key`), so their number is bounded.

* **Forgets slowly**: every ended job takes 1/``_MEMORY`` off the weight of the older ones.
* **Interval-censored**: a job found ended at one poll and unfinished at the poll before is spread over that interval
  according to the present estimate (one step of Turnbull's self-consistent estimate for interval-censored times,
  J. R. Stat. Soc. B 38, 1976), so that infrequent polls don't read as slow jobs.
* **Robust**: one outlier has the weight of one job, and nothing here is a mean of seconds.
* **Detects sudden changes**: two one-sided CUSUM tests (Page, Biometrika 41, 1954) count jobs past the 90th and before
  the 10th percentile of success. A job still unfinished at the 90th percentile counts at that moment, not only when it
  ends. On an alarm the histogram is shifted by the median log ratio of the latest jobs and loses most of its weight.

Must not read clocks, and must not know the store: the caller stores what :meth:`Durations.changed` returns, and passes
the stored :class:`DurationRecord` values to :meth:`Durations.load`.
"""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.polling.histogram import Drift, Histogram, spread_normal
from bot.polling.learned import Curves, Learned
from bot.polling.survival import CELL_LOG_WIDTH, CELLS, Survival, cell_of

_TRUST = 6.0
# Before anything is learned. The catalogue's times are order-of-magnitude guesses: no vendor publishes any.
_DOUBT = 0.5
_DOUBT_HALVES_IN = 5.0
_KEEP_AFTER_SHIFT = 0.05
_REFRESH_GROWTH = 1.05
_ANY = "*"
_UNLISTED = "?"


DurationKey = tuple[str, str, str]
"""The key durations are learned under: kind, model, version."""


@dataclass(frozen=True, slots=True)
class FailurePrior:
    """The catalogue's prior for failures: their share, the median age at failure, and its spread."""

    share: float = 0.08
    median_seconds: float = 4.0
    spread: float = 1.0


@dataclass(frozen=True, slots=True)
class Prior:
    """The catalogue's prior: half are finished by the median; ``spread``: the standard deviation of the logarithm."""

    median_seconds: float
    spread: float = 0.5
    failures: FailurePrior = FailurePrior()


@dataclass(frozen=True, slots=True)
class Estimate:
    """When a job is usually ready, in seconds from submission: half are by ``p50``, nine of ten by ``p90``."""

    p50_seconds: float
    p90_seconds: float
    samples: int  # finished jobs it is based on; 0 = only the catalogue's prior


@dataclass(frozen=True, slots=True)
class DurationRecord:
    """The stored estimate of how long (kind, model, version) takes: an opaque JSON text and when it was written."""

    kind: str
    model: str
    version: str
    state: str
    updated_at: float


class Durations:
    """The estimates of every (kind, model, version). Not thread-safe."""

    def __init__(
        self, prior: Callable[[DurationKey], Prior], is_listed: Callable[[DurationKey], bool] = lambda key: True
    ) -> None:
        """Start from the ``prior`` of each key, which is called once per key.

        ``is_listed``: whether the catalogue lists this version.
        """
        self._prior_of = prior
        self._is_listed = is_listed
        self._priors: dict[DurationKey, Prior] = {}
        self._levels: dict[DurationKey, Learned] = {}

    # --- reading ----------------------------------------------------------------------------------

    def key(self, kind: str, model: str, version: str) -> DurationKey:
        """Return the key that jobs of this version are learned under: a model's unlisted versions share one."""
        key = (kind, model, version)
        return key if self._is_listed(key) else (kind, model, _UNLISTED)

    def estimate(self, kind: str, model: str, version: str) -> Estimate:
        """Return when a job of this version is usually ready, if it ends well."""
        key = self.key(kind, model, version)
        curves = self._curves(key)
        return Estimate(curves.p50_seconds, curves.p90_seconds, self._level(key).well.samples)

    def endings(self, key: DurationKey) -> Survival:
        """Return when jobs of this key end, well or badly; the same object until enough was learned to change it."""
        return self._curves(key).endings

    # --- learning ---------------------------------------------------------------------------------

    def ended(
        self,
        key: DurationKey,
        after_seconds: float,
        by_seconds: float,
        *,
        well: bool = True,
        counted_late: bool = False,
    ) -> None:
        """Learn from a job that ended at an age in (after, by]; both the same where it is known exactly.

        ``counted_late``: :meth:`unfinished` has counted this job already.
        """
        by_seconds = max(by_seconds, after_seconds, 1e-3)
        after_seconds = min(max(0.0, after_seconds), by_seconds)
        curves = self._curves(key)
        shares = _spread_over(curves.well if well else curves.badly, after_seconds, by_seconds)
        self._add(key, shares, well=well)
        if well:
            self._count_success(key, curves, after_seconds, by_seconds, counted_late=counted_late)

    def unfinished(self, key: DurationKey, age_seconds: float) -> bool:
        """Learn that a job is unfinished at an age; True if that counts as late, which is reported once per job."""
        if age_seconds <= self._curves(key).p90_seconds:
            return False
        learned = self._level(key)
        learned.drift.remember(math.log(age_seconds))
        self._count(key, learned, late=True, early=False)
        return True

    def _count_success(
        self, key: DurationKey, curves: Curves, after_seconds: float, by_seconds: float, *, counted_late: bool
    ) -> None:
        learned = self._level(key)
        learned.drift.remember(math.log(_likely_age(curves.well, after_seconds, by_seconds)))
        late = after_seconds >= curves.p90_seconds or after_seconds == by_seconds > curves.p90_seconds
        # A job that may have ended on either side of the 90th percentile is no evidence.
        if (late or by_seconds <= curves.p90_seconds) and not counted_late:
            self._count(key, learned, late=late, early=by_seconds < curves.p10_seconds)

    def _count(self, key: DurationKey, learned: Learned, *, late: bool, early: bool) -> None:
        learned.dirty = True
        if not learned.drift.count(late=late, early=early):
            return
        ratio = learned.drift.recent_median() - math.log(self._curves(key).p50_seconds)
        # The key's own view, pooled levels included, becomes its histogram, so that a sparse one can shift as well.
        learned.well.become(self._well_weights(key), ratio / CELL_LOG_WIDTH, _KEEP_AFTER_SHIFT, _TRUST)
        learned.drift.reset()
        self._refresh(key, learned)

    def _add(self, key: DurationKey, shares: Sequence[tuple[int, float]], *, well: bool) -> None:
        self._level(key).add(shares, well=well)
        # Failures have a typical age of their own, whether the model is fast or slow.
        offset = self._offset(key) if well else 0
        relative = [(min(CELLS - 1, max(0, cell - offset)), share) for cell, share in shares]
        for parent in _parent_keys(key):
            self._level(parent).add(relative, well=well)

    # --- pooling ----------------------------------------------------------------------------------

    def _prior(self, key: DurationKey) -> Prior:
        prior = self._priors.get(key)
        if prior is None:
            prior = self._priors[key] = self._prior_of(key)
        return prior

    def _offset(self, key: DurationKey) -> int:
        """Return by how many cells this key's catalogue median lies right of the middle of the grid."""
        return cell_of(self._prior(key).median_seconds) - CELLS // 2

    def _level(self, key: DurationKey) -> Learned:
        learned = self._levels.get(key)
        if learned is None:
            learned = self._levels[key] = Learned(Histogram(), Histogram(), Drift())
        return learned

    def _curves(self, key: DurationKey) -> Curves:
        learned = self._level(key)
        if learned.curves is None or learned.seen >= learned.next_refresh:
            return self._refresh(key, learned)
        return learned.curves

    def _refresh(self, key: DurationKey, learned: Learned) -> Curves:
        doubt = _DOUBT ** (1 + learned.well.weight / _DOUBT_HALVES_IN)
        curves = Curves.of(self._well_weights(key), self._bad_weights(key), self._bad_share(key), doubt)
        learned.curves = curves
        weight = learned.well.weight + learned.badly.weight
        learned.next_refresh = learned.seen + max(1.0, weight * (_REFRESH_GROWTH - 1))
        return curves

    def _well_weights(self, key: DurationKey) -> Sequence[float]:
        prior = self._prior(key)
        weights: Sequence[float] = spread_normal(math.log(prior.median_seconds), max(prior.spread, 0.05))
        offset = self._offset(key)
        for parent in reversed(_parent_keys(key)):
            weights = self._level(parent).well.blend(weights, _TRUST, prior.spread, offset)
        return self._level(key).well.blend(weights, _TRUST, prior.spread, 0)

    def _bad_weights(self, key: DurationKey) -> Sequence[float]:
        prior = self._prior(key).failures
        weights: Sequence[float] = spread_normal(math.log(prior.median_seconds), max(prior.spread, 0.05))
        for level in (*reversed(_parent_keys(key)), key):
            weights = self._level(level).badly.blend(weights, _TRUST, prior.spread, 0)
        return weights

    def _bad_share(self, key: DurationKey) -> float:
        share = self._prior(key).failures.share
        for level in (*reversed(_parent_keys(key)), key):
            learned = self._level(level)
            share = (share * _TRUST + learned.badly.weight) / (_TRUST + learned.badly.weight + learned.well.weight)
        return share

    # --- keeping ----------------------------------------------------------------------------------

    def load(self, records: Iterable[DurationRecord]) -> None:
        """Load stored estimates; one that can't be read is skipped, and will be learned again."""
        for record in records:
            try:
                learned = Learned.from_state(json.loads(record.state))
            except (ValueError, KeyError, TypeError, AttributeError, IndexError):
                continue
            self._levels[record.kind, record.model, record.version] = learned
        for learned in self._levels.values():
            learned.curves = None

    def changed(self, now: float) -> list[DurationRecord]:
        """Return what has changed and is not :meth:`kept` yet, for the store. ``now``: unix seconds."""
        return [DurationRecord(*key, learned.to_state(), now) for key, learned in self._levels.items() if learned.dirty]

    def kept(self, records: Iterable[DurationRecord]) -> None:
        """Mark these records as stored; what was learned meanwhile is still to be stored."""
        for record in records:
            learned = self._levels.get((record.kind, record.model, record.version))
            if learned is not None and learned.dirty and learned.to_state() == record.state:
                learned.dirty = False


def _parent_keys(key: DurationKey) -> tuple[DurationKey, DurationKey]:
    kind, model, _ = key
    return (kind, model, _ANY), (kind, _ANY, _ANY)


def _spread_over(curve: Survival, after_seconds: float, by_seconds: float) -> list[tuple[int, float]]:
    """Distribute one job over the cells it may have finished in, weighted by the curve."""
    shares = [(cell, max(1e-12, share)) for cell, share in curve.shares_between(after_seconds, by_seconds)]
    total = math.fsum(share for _, share in shares)
    return [(cell, share / total) for cell, share in shares]


def _likely_age(curve: Survival, after_seconds: float, by_seconds: float) -> float:
    """Return the median age within (after, by] according to the curve."""
    target = (curve.survival(after_seconds) + curve.survival(by_seconds)) / 2
    age = curve.quantile(1.0 - target)
    return min(by_seconds, max(after_seconds, age, 1e-3))
