"""When to look at which waiting job: pure, no I/O, no clock of its own.

**The rule.** Let T be how long a job takes and S(t) = P(T > t) its learned survival function. After a look at age l
that found it unfinished, the expected lag (seconds it has been finished unseen) at age a is ::

    A(a | l) = integral from l to a of P(T <= s | T > l) ds = (a - l) - (1 / S(l)) * integral from l to a of S(s) ds

and the next look is due at the age where A reaches the threshold theta. Where looks are dense A = h·d²/2 for hazard h
and distance d, so d = sqrt(2·theta / h): the asymptotically optimal inspection density when a look costs theta seconds
of lag (Barlow, Hunter & Proschan, "Optimum checking procedures", J. SIAM 11, 1963, give the exact recursion; Keller,
"Optimum checking schedules for systems subject to random failure", Management Science 21, 1974, the density). It is
a heuristic, not the exact optimum, where looks are few.

**The budget is the price.** Theta is the same for all jobs of one budget, as a Lagrange multiplier is: the look rate
falls as theta rises. It is held where looks just fill the budget, and never below a floor at which looks about one
second apart pay. Among jobs past the threshold the one with the largest A goes first; A serves as the index of an
index policy in the manner of Whittle ("Restless bandits", J. Appl. Probab. 25A, 1988). A is not claimed to be the
exact Whittle index here. Crawlers that keep copies of pages fresh under a bandwidth limit meet the same question (Cho &
Garcia-Molina, "Effective page refresh policies for Web crawlers", ACM TODS 28, 2003; Azar, Horvitz, Lubetzky, Peres
& Shahaf, "Tractable near-optimal policies for crawling", PNAS 115, 2018), with pages that change for ever by a
Poisson process instead of jobs that finish once at a learned age.

**No server starves another**: one with fewer jobs never pays a higher price than its fair share of the budget asks
for, and its lag weighs more in the index (:mod:`bot.polling.fair_share`); among the jobs of one server nothing changes.

**No job starves**: no job sleeps longer than a quarter of an hour after a look, and a job that has been due for half
a minute gains a second of index for each further second, so that in the end it precedes all that came after it.
Hazards never reach zero either (:class:`~bot.polling.survival.Curve` has a heavy tail).

**No burst**: looks of one budget are spaced by 1/budget, up to two may catch up after a late wake-up, and a window
count keeps every second at or below the budget. Due times come from job ages alone, so after a restart a thousand jobs
queue by what is to be gained from looking, at exactly the budget.

**Cost**: due times are looked up in tables (one per key and threshold step, made on first use) and kept in a heap.
A changed threshold or curve is applied when an entry surfaces, and to the rest by a sweep of a few per cent a step.
Memory is one slotted object per job.
"""

import math
from collections.abc import Hashable
from typing import Protocol

from bot.polling.durations import DurationKey
from bot.polling.fair_share import Shares
from bot.polling.look_heap import Entry, LookHeap, Phase
from bot.polling.pacer import LookPace
from bot.polling.price_control import PriceControl
from bot.polling.prices import CurveSource, DueTables, price_seconds, steps_of

SPACING_SECONDS = 1.0
"""Looks at one job are never closer than this."""

_LONGEST_GAP_SECONDS = 900.0
_PATIENCE_SECONDS = 30.0
# A server's own threshold is rounded up to so many steps: each one in use has a table.
_OWN_STEPS = 4
_RANK_SECONDS = 0.2
_RANK_SECONDS_PER_JOB = 0.0002
_SWEEP_SHARE = 0.05


class DurationSource(CurveSource, Protocol):
    """What the queue needs of :class:`~bot.polling.durations.Durations`."""

    def p90_seconds(self, key: DurationKey) -> float:
        """Return the age past which an unfinished job is late."""

    def late(self, key: DurationKey, age_seconds: float) -> None:
        """Hear of a job that is unfinished past that age."""

    def finished(
        self, key: DurationKey, after_seconds: float, by_seconds: float, *, counted_late: bool = False
    ) -> None:
        """Hear of a finished job."""


class LookQueue:
    """The jobs waiting on one budget. All times are seconds of one and the same clock, the caller's choice."""

    def __init__(self, budget_per_second: float, durations: DurationSource) -> None:
        self._pace = LookPace(budget_per_second)
        self._durations = durations
        self._entries: dict[str, Entry] = {}
        self._shares = Shares()
        self._heap = LookHeap()
        self._ripe: set[Entry] = set()
        self._ranking: list[Entry] = []
        self._ranked_at = -math.inf
        self._price = PriceControl(budget_per_second)
        self._sweep: list[Entry] = []
        self._tables = DueTables(durations)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, job_id: object) -> bool:
        return job_id in self._entries

    @property
    def budget_per_second(self) -> float:
        """Looks a second at most."""
        return self._pace.budget_per_second

    @property
    def threshold_seconds(self) -> float:
        """The expected lag at which a look is due now: the price of a look."""
        return price_seconds(self._price.step)

    @property
    def backlog(self) -> int:
        """How many jobs are due and wait for their turn."""
        return len(self._ripe)

    # --- jobs come and go -------------------------------------------------------------------------

    def add(
        self,
        job_id: str,
        key: DurationKey,
        started_at: float,
        looked_at: float | None = None,
        *,
        owner: Hashable = None,
    ) -> None:
        """Watch a job that started at ``started_at`` (and was last seen unfinished at ``looked_at``).

        ``owner``: the server whose share of the budget its looks draw on.
        """
        self.remove(job_id)
        looked_age = 0.0 if looked_at is None else max(0.0, looked_at - started_at)
        entry = self._entries[job_id] = Entry(job_id, key, started_at, looked_age, owner)
        self._shares.join(owner)
        if looked_at is not None:
            entry.not_before = looked_at + SPACING_SECONDS
        self._sleep(entry)

    def remove(self, job_id: str) -> None:
        """Stop watching a job; one that is not watched is left alone."""
        entry = self._entries.pop(job_id, None)
        if entry is not None:
            entry.phase = Phase.GONE
            self._shares.leave(entry.owner)
            self._ripe.discard(entry)

    def finished(self, job_id: str, now: float, *, finished_at: float | None = None, learn: bool = True) -> None:
        """Stop watching a job that a look at ``now`` found finished, and learn how long it took.

        ``finished_at``: when the provider says when. ``learn`` False for jobs that failed: they say nothing of how
        long good ones take.
        """
        entry = self._entries.get(job_id)
        if entry is None:
            return
        self.remove(job_id)
        if not learn:
            return
        by = now - entry.started_at if finished_at is None else finished_at - entry.started_at
        after = entry.looked_age if finished_at is None else by
        self._durations.finished(entry.key, after, by, counted_late=entry.counted_late)

    def looked(self, job_id: str, now: float) -> None:
        """Go on watching a job that a look sent at ``now`` found unfinished."""
        entry = self._entries.get(job_id)
        if entry is None:
            return
        entry.looked_age = max(entry.looked_age, now - entry.started_at)
        entry.not_before = now + SPACING_SECONDS
        if not entry.counted_late and entry.looked_age > self._durations.p90_seconds(entry.key):
            entry.counted_late = True
            self._durations.late(entry.key, entry.looked_age)
        self._ripe.discard(entry)
        self._sleep(entry)

    def unseen_seconds(self, job_id: str, now: float) -> float | None:
        """Return how long nobody has known how this job stands: since its last answered look, or its start."""
        entry = self._entries.get(job_id)
        return None if entry is None else now - entry.started_at - entry.looked_age

    def postpone(self, job_id: str, now: float, delay_seconds: float) -> None:
        """Go on watching a job whose look brought no answer; nothing was learned, next look not before the delay."""
        entry = self._entries.get(job_id)
        if entry is None:
            return
        entry.not_before = now + max(SPACING_SECONDS, delay_seconds)
        self._ripe.discard(entry)
        self._sleep(entry)

    def give_back(self, job_id: str, now: float) -> None:
        """Hear that a look is over: one that nobody has answered for is due again after the spacing."""
        entry = self._entries.get(job_id)
        if entry is not None and entry.phase is Phase.LOOKING:
            self.postpone(job_id, now, SPACING_SECONDS)

    # --- whose turn it is -------------------------------------------------------------------------

    def next_due(self) -> float | None:
        """Return when :meth:`take` should be called next (it may have nothing then); None while nothing is watched."""
        due_at = -math.inf if self._ripe else self._heap.first_at()
        if due_at is None:
            return None
        control_at = self._price.next_at()
        if control_at is not None:
            due_at = min(due_at, control_at)
        return max(due_at, self._pace.free_at())

    def take(self, now: float, limit: int | None = None) -> list[str]:
        """Return the jobs to look at now, at most ``limit``, the most urgent first.

        Each must be answered with one of :meth:`looked`, :meth:`finished`, :meth:`postpone` or :meth:`remove`; until
        then it is not given out again.
        """
        if self._price.control(now, len(self._ripe)):
            self._shares.settle()
            self._sweep_some(now)
        self._ripen(now)
        taken: list[str] = []
        while self._ripe and self._pace.free_at() <= now and (limit is None or len(taken) < limit):
            entry = self._most_urgent(now)
            self._ripe.discard(entry)
            entry.phase = Phase.LOOKING
            entry.not_before = now + SPACING_SECONDS
            self._pace.take(now)
            taken.append(entry.job_id)
        return taken

    def _most_urgent(self, now: float) -> Entry:
        ranking = self._ranking
        pause = max(_RANK_SECONDS, len(self._ripe) * _RANK_SECONDS_PER_JOB)
        if now - self._ranked_at < pause:
            while ranking:
                entry = ranking.pop()
                if entry.phase is Phase.RIPE:
                    return entry
        self._ranked_at = now
        for entry in self._ripe:
            lag = self._durations.curve(entry.key).expected_lag(entry.looked_age, now - entry.started_at)
            waited = max(0.0, now - entry.ripe_at - _PATIENCE_SECONDS)
            entry.index = (lag + waited) * self._shares.weight(entry.owner)
        self._ranking = ranking = sorted(self._ripe, key=_index_of)
        return ranking.pop()

    def _ripen(self, now: float) -> None:
        """Move the jobs that are due to the ripe ones; those the threshold has left behind go back to sleep."""
        while (entry := self._heap.pop_due(now)) is not None:
            due_at = self._due_at(entry)
            if due_at <= now:
                entry.phase = Phase.RIPE
                entry.ripe_at = now
                self._ripe.add(entry)
            else:
                self._push(entry, due_at)

    # --- due times --------------------------------------------------------------------------------

    def _due_at(self, entry: Entry) -> float:
        age = self._tables.table(entry.key, self._step_of(entry)).due_age(entry.looked_age)
        age = min(age, entry.looked_age + _LONGEST_GAP_SECONDS)
        return max(entry.started_at + age, entry.not_before)

    def _step_of(self, entry: Entry) -> int:
        """Return the threshold that holds for a job: a server with few jobs never pays more than its share asks for."""
        if self._price.step == 0:
            return 0
        highest = self._shares.highest_price(entry.owner, self._pace.budget_per_second)
        if highest == math.inf:
            return self._price.step
        steps = math.ceil(steps_of(highest) / _OWN_STEPS) * _OWN_STEPS
        return min(self._price.step, steps)

    def _sleep(self, entry: Entry) -> None:
        entry.phase = Phase.SLEEPING
        self._push(entry, self._due_at(entry))

    def _push(self, entry: Entry, due_at: float) -> None:
        self._heap.push(entry, due_at, len(self._entries))

    def _sweep_some(self, now: float) -> None:
        """Bring some sleeping jobs' due times up to date: a lower threshold or a new curve may make them due sooner."""
        if not self._sweep:
            self._sweep = list(self._entries.values())
        for _ in range(min(len(self._sweep), 1 + math.ceil(len(self._entries) * _SWEEP_SHARE))):
            entry = self._sweep.pop()
            if entry.phase is not Phase.SLEEPING:
                continue
            due_at = self._due_at(entry)
            if due_at < entry.due_at:
                self._push(entry, max(due_at, now))


def _index_of(entry: Entry) -> float:
    return entry.index
