"""Decide when to poll which running job. Pure: no I/O, no clock of its own.

**The rule.** Let T be the age at which a job ends, well or badly, and S(t) = P(T > t), learned, and doubted until it is
(:mod:`bot.polling.durations`). After a poll at age l that found it unfinished, the expected detection lag (the seconds
since it ended undetected) at age a is ::

    A(a | l) = integral from l to a of P(T <= s | T > l) ds = (a - l) - (1 / S(l)) * integral from l to a of S(s) ds

1. A job is *due* when A reaches ``WORTH_SECONDS``, and at the latest after ``longest_gap_seconds(l)``: a small share of
   its age, whatever was learned. So nothing is detected late while the budget is idle, neither an early failure nor a
   job whose catalogue estimate is wrong; and a lone job is not polled needlessly.
2. Whenever the budget has room, the due job with the largest A is polled.

That is all. While the budget is idle every due job is polled at once. As it fills, jobs wait for their turn and the
ranking alone decides; where it is full, a job is polled about when A reaches the level at which polls just fill the
budget, and no controller has to find that level.

**Where it comes from.** Polls where A reaches a threshold theta are ``sqrt(2 * theta / h)`` apart for hazard h: the
asymptotically optimal inspection density when a poll costs theta seconds of lag (Barlow, Hunter & Proschan, "Optimum
checking procedures", J. SIAM 11, 1963, give the exact recursion; Keller, "Optimum checking schedules for systems
subject to random failure", Management Science 21, 1974, the density). Taking the largest A first is an index policy in
the manner of Whittle ("Restless bandits", J. Appl. Probab. 25A, 1988; A is not claimed to be his index). Crawlers
that keep pages fresh under a bandwidth limit meet the same question (Cho & Garcia-Molina, ACM TODS 28, 2003; Azar et
al., PNAS 115, 2018). ``make bench ARGS=schedule`` computes how far this is from the least possible lag.

**No server starves another**: lag weighs in inverse proportion to a server's jobs (:mod:`bot.polling.fair_share`).
**No job starves**: past ``STARVING_AFTER_SECONDS`` without a poll, A grows by an extra second per second.
**No bursts**: the :class:`~bot.polling.pacer.Pacer` spaces polls and holds every second at or below the budget. Due
times come from job ages, so after a restart a thousand jobs are ranked by the lag to be saved.

**Cost.** Jobs that are not due sleep in a heap. The due ones are ranked again only so often that ranking takes a few
per cent of a core however many there are; in between the latest ranking holds.
"""

import heapq
import math
from collections.abc import Hashable
from enum import Enum, auto
from typing import Protocol

from bot.polling.durations import DurationKey
from bot.polling.fair_share import FairShare
from bot.polling.pacer import Pacer
from bot.polling.survival import Survival

SPACING_SECONDS = 1.0
"""Polls of one job are never closer than this."""

WORTH_SECONDS = 0.005
"""Expected lag from which a poll is worthwhile while the budget is idle.

A lone video of 220 s is polled about 130 times, 150 at most.
"""

STARVING_AFTER_SECONDS = 900.0
_GAP_SHARE = 0.15
# Even if the catalogue is off by a factor of four, the end of a job at its usual time is detected within a second on
# average, that of a job of minutes within a second and a half.
_SHORT_GAP_SECONDS = 1.75
_LONG_GAP_SHARE = 1 / 90
_RANKING_SECONDS_PER_JOB = 0.0004


def longest_gap_seconds(age_seconds: float) -> float:
    """Return how long a job of this age sleeps at most: 15 % of its age, from one second up to 1.75 s or 1/90 of it."""
    most = max(_SHORT_GAP_SECONDS, _LONG_GAP_SHARE * age_seconds)
    return min(most, max(SPACING_SECONDS, _GAP_SHARE * age_seconds))


class DurationSource(Protocol):
    """What the queue needs from :class:`~bot.polling.durations.Durations`."""

    def endings(self, key: DurationKey) -> Survival:
        """Return when jobs of this key end, well or badly."""

    def unfinished(self, key: DurationKey, age_seconds: float) -> bool:
        """Learn of a job that a poll found unfinished; True if it now counts as late."""

    def ended(
        self,
        key: DurationKey,
        after_seconds: float,
        by_seconds: float,
        *,
        well: bool = True,
        counted_late: bool = False,
    ) -> None:
        """Learn of a job that ended."""


class _Phase(Enum):
    SLEEPING = auto()  # until its next poll is due
    DUE = auto()  # waits for its turn
    IN_FLIGHT = auto()  # handed out by take()
    REMOVED = auto()


class _Job:
    """One watched job. Ages are seconds since ``started_at``."""

    __slots__ = (
        "counted_late", "due_at", "index", "job_id", "key", "not_before", "owner", "phase", "polled_age", "started_at",
    )  # fmt: skip

    def __init__(self, job_id: str, key: DurationKey, started_at: float, polled_age: float, owner: Hashable) -> None:
        self.job_id = job_id
        self.key = key
        self.started_at = started_at
        self.polled_age = polled_age
        self.owner = owner
        self.not_before = -math.inf
        self.due_at = -math.inf
        self.index = 0.0
        self.phase = _Phase.SLEEPING
        self.counted_late = False

    def __lt__(self, other: "_Job") -> bool:
        return self.due_at < other.due_at


class PollQueue:
    """The running jobs that draw on one budget. All times are seconds on the caller's monotonic clock."""

    def __init__(self, budget_per_second: float, durations: DurationSource) -> None:
        self._pacer = Pacer(budget_per_second)
        self._durations = durations
        self._fair_share = FairShare()
        self._jobs: dict[str, _Job] = {}
        self._sleeping: list[tuple[float, _Job]] = []  # a heap; stale entries are skipped
        self._due: dict[str, _Job] = {}
        self._ranking: list[_Job] = []
        self._ranked_at = -math.inf

    def __len__(self) -> int:
        return len(self._jobs)

    def __contains__(self, job_id: object) -> bool:
        return job_id in self._jobs

    # --- watched jobs -----------------------------------------------------------------------------

    def add(self, job_id: str, key: DurationKey, started_at: float, *, owner: Hashable = None) -> None:
        """Watch a job that started at ``started_at``. ``owner``: the server whose share of the budget it draws on."""
        self.remove(job_id)
        job = self._jobs[job_id] = _Job(job_id, key, started_at, 0.0, owner)
        self._fair_share.join(owner)
        self._sleep(job)

    def remove(self, job_id: str) -> None:
        """Stop watching a job; do nothing if it is not watched."""
        job = self._jobs.pop(job_id, None)
        if job is not None:
            job.phase = _Phase.REMOVED
            self._due.pop(job_id, None)
            self._fair_share.leave(job.owner)

    def ended(self, job_id: str, now: float, *, well: bool) -> None:
        """Stop watching a job that a poll at ``now`` found ended, and learn how long that took."""
        job = self._jobs.get(job_id)
        if job is not None:
            self.remove(job_id)
            self._durations.ended(
                job.key, job.polled_age, now - job.started_at, well=well, counted_late=job.counted_late
            )

    def unfinished(self, job_id: str, asked_at: float, now: float) -> None:
        """Keep watching a job that a poll sent at ``asked_at`` and answered by ``now`` found unfinished."""
        job = self._jobs.get(job_id)
        if job is None:
            return
        job.polled_age = max(job.polled_age, asked_at - job.started_at)
        if not job.counted_late:
            job.counted_late = self._durations.unfinished(job.key, job.polled_age)
        self.postpone(job_id, now, SPACING_SECONDS)

    def postpone(self, job_id: str, now: float, delay_seconds: float) -> None:
        """Keep watching a job, the next poll not before the delay: a poll without an answer teaches nothing."""
        job = self._jobs.get(job_id)
        if job is None:
            return
        job.not_before = now + max(SPACING_SECONDS, delay_seconds)
        self._due.pop(job_id, None)
        self._sleep(job)

    def detection_lag_seconds(self, job_id: str, now: float) -> float | None:
        """Return how long at most an ended job has been undetected: the time since its last answered poll."""
        job = self._jobs.get(job_id)
        return None if job is None else now - job.started_at - job.polled_age

    def give_back(self, job_id: str, now: float) -> None:
        """Finish a poll: a job whose outcome was not reported is due again after the spacing."""
        job = self._jobs.get(job_id)
        if job is not None and job.phase is _Phase.IN_FLIGHT:
            self.postpone(job_id, now, SPACING_SECONDS)

    # --- choosing what to poll --------------------------------------------------------------------

    def next_due(self) -> float | None:
        """Return when :meth:`take` has something next; None while no job waits to be polled."""
        if self._due:
            return self._pacer.free_at()
        while self._sleeping and not _is_current(self._sleeping[0]):
            heapq.heappop(self._sleeping)
        return max(self._sleeping[0][0], self._pacer.free_at()) if self._sleeping else None

    def take(self, now: float, limit: int | None = None) -> list[str]:
        """Return the jobs to poll now, at most ``limit``, the most urgent first.

        Each must be followed by one of :meth:`unfinished`, :meth:`ended`, :meth:`postpone` or :meth:`remove`; until
        then the job is not handed out again.
        """
        self._wake(now)
        taken: list[str] = []
        while self._due and self._pacer.free_at() <= now and (limit is None or len(taken) < limit):
            job = self._most_urgent(now)
            del self._due[job.job_id]
            job.phase = _Phase.IN_FLIGHT
            self._pacer.take(now)
            taken.append(job.job_id)
        return taken

    def _wake(self, now: float) -> None:
        while self._sleeping and self._sleeping[0][0] <= now:
            item = heapq.heappop(self._sleeping)
            if _is_current(item):
                job = item[1]
                job.phase = _Phase.DUE
                self._due[job.job_id] = job

    def _most_urgent(self, now: float) -> _Job:
        if len(self._due) == 1:
            return next(iter(self._due.values()))
        if now - self._ranked_at < len(self._due) * _RANKING_SECONDS_PER_JOB:
            while self._ranking:
                job = self._ranking.pop()
                if job.phase is _Phase.DUE:
                    return job
        self._rank(now)
        return self._ranking.pop()

    def _rank(self, now: float) -> None:
        weights = self._fair_share.weights()
        endings = {key: self._durations.endings(key) for key in {job.key for job in self._due.values()}}
        for job in self._due.values():
            age = now - job.started_at
            lag = endings[job.key].expected_lag(job.polled_age, age)
            starving_seconds = max(0.0, age - job.polled_age - STARVING_AFTER_SECONDS)
            job.index = (lag + starving_seconds) * weights[job.owner]
        self._ranking = sorted(self._due.values(), key=lambda job: job.index)
        self._ranked_at = now

    def _sleep(self, job: _Job) -> None:
        latest = job.polled_age + longest_gap_seconds(job.polled_age)
        age = self._durations.endings(job.key).due_age(job.polled_age, WORTH_SECONDS, latest)
        job.phase = _Phase.SLEEPING
        job.due_at = max(job.started_at + age, job.not_before)
        heapq.heappush(self._sleeping, (job.due_at, job))


def _is_current(item: tuple[float, _Job]) -> bool:
    return item[1].phase is _Phase.SLEEPING and item[1].due_at == item[0]
