"""Send create calls: the one place where a job is bought.

Runs only in the process that holds the lease. A job waits for its turn at the request budget as ``requested``: a
crash meanwhile harms nothing, and it can still be cancelled. When it is next it is marked ``submitting`` on disk, and
the call is sent; whatever the answer, it is on disk before anything else happens to the job. An unreadable answer makes
the job ``unknown``: it is never sent again from here.

``queued`` jobs are sent fairly between servers, and within a server between users. When the provider says "later",
the whole product pauses with a growing, jittered delay, and resumes at once when one of its jobs ends. A job that could
not be sent for a day is refused, and its caller notified.

Delays and ages are measured on the monotonic clock, from when this process first learns of a job.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from bot.clock import Clock
from bot.errors import Ambiguous, Blame, Deferred, NotSent, ProviderError, Rejected, StoreError
from bot.jobs.expiry import Expiry
from bot.jobs.model import ColumnUpdate, Job, State, Transition, TransitionRequest
from bot.jobs.ports import Provider
from bot.jobs.repository import JobRepository
from bot.utils.backoff import Backoff
from bot.utils.tasks import Tasks, wait_or_wake
from bot.worker.create_answers import CreateAnswers
from bot.worker.fair_queue import FairQueue

log = logging.getLogger(__name__)
_BACKOFF = Backoff(2.0, 60.0)
EXPIRY_CHECK_SECONDS = 10.0
# Shorter than any answer takes, so that nothing is dated before the create it belongs to.
_SUBMIT_JITTER_SECONDS = 0.001
_UNSENT = (State.REQUESTED, State.QUEUED)


@dataclass
class _Lane:
    """The create calls of one product. ``working``: its jobs that the provider is working on.

    Times are monotonic, except ``later_at``: when the provider last said "later", on the wall clock that endings are
    dated by.
    """

    queue: FairQueue
    working: set[str] = field(default_factory=set)
    in_flight: int = 0
    pauses: int = 0
    paused_until: float = float("-inf")
    later_at: float = float("-inf")
    checked_at: float = float("-inf")
    wake: asyncio.Event = field(default_factory=asyncio.Event)


class Dispatcher:
    """Turns requested and queued jobs into waiting ones. ``concurrency`` bounds calls in flight per product."""

    def __init__(
        self,
        repository: JobRepository,
        provider: Provider,
        clock: Clock,
        *,
        concurrency: int = 8,
        rng: random.Random | None = None,
    ) -> None:
        self._repository = repository
        self._provider = provider
        self._clock = clock
        self._concurrency = concurrency
        self._random = rng or random.Random()
        self._answers = CreateAnswers(repository, clock)
        self._lanes: dict[str, _Lane] = {}
        self._calls = Tasks("create")
        self._loops = Tasks("dispatcher")
        self._running = False
        self._sending: set[str] = set()
        self._dequeued: set[str] = set()
        self._expiry = Expiry(repository, clock)
        self.paused = False

    def _lane(self, job: Job) -> _Lane:
        key = self._provider.create_key(job)
        if key not in self._lanes:
            self._lanes[key] = _Lane(
                FairQueue(self._clock, lambda job: job.retry_at, lambda job: (job.state, job.attempts))
            )
            if self._running:
                self._keep_sending(key)
        return self._lanes[key]

    def observe(self, job: Job) -> None:
        """Observe a job: queue it while it waits to be sent, resume its product when one has ended."""
        lane = self._lane(job)
        if job.state in _UNSENT:
            if job.id in self._dequeued:
                return  # it is being sent already; the sweep reports it again
            self._put(lane, job)
            lane.wake.set()
        else:
            lane.queue.discard(job.id)
        self._expiry.observe(job)
        self._count(lane, job)

    def _put(self, lane: _Lane, job: Job) -> None:
        """Queue a job. Only a new delay holds its product back: the sweep reports every delay again."""
        due_at = lane.queue.put(job)
        if due_at is not None and job.state is State.QUEUED:
            lane.pauses = max(lane.pauses, 1)
            lane.paused_until = max(lane.paused_until, due_at)

    def _count(self, lane: _Lane, job: Job) -> None:
        """Track what the provider is working on: while it says "later", the end of one job is a reason to try again.

        An ending from before it said so does not count, however late we learn of it: there was no room in spite of it.
        """
        if job.state is State.WAITING:
            lane.working.add(job.id)
            return
        was_working = job.id in lane.working
        lane.working.discard(job.id)
        is_since_later = (job.ended_at or lane.later_at) >= lane.later_at
        if was_working and job.state.is_final and lane.pauses and is_since_later:
            lane.paused_until = float("-inf")
            lane.wake.set()

    def position(self, job: Job) -> tuple[int, int] | None:
        """Return (place from 1, length) among the unsent jobs of the same server and product."""
        return self._lane(job).queue.position(job.id)

    def positions(self) -> dict[str, tuple[int, int]]:
        """Return the :meth:`position` of every unsent job."""
        return {job_id: place for lane in self._lanes.values() for job_id, place in lane.queue.positions()}

    def waiting(self) -> int:
        """Return how many jobs are not sent yet."""
        return sum(len(lane.queue) for lane in self._lanes.values())

    def failing(self, now: float) -> list[str]:
        """Return the loops that fail repeatedly."""
        return self._loops.failing(now)

    def start(self) -> None:
        """Start sending."""
        self._running = True
        for key in self._lanes:
            self._keep_sending(key)

    def _keep_sending(self, key: str) -> None:
        self._loops.keep(partial(self._send_all, self._lanes[key]), key, self._clock)

    def on_their_way(self) -> frozenset[str]:
        """Return the jobs whose create is being sent, or whose answer is not on disk yet."""
        return frozenset(self._sending)

    async def stop_sending(self) -> None:
        """Stop sending because the lease is lost; answers to calls already sent are still recorded.

        A call not sent yet raises NotSent once the lease is lost, and its job is requeued. None of these transitions
        can interfere with the new lease holder: each names its create, and is taken only from ``submitting``, or from
        the ``unknown`` that the new holder has put the job into.
        """
        self._running = False
        await self._loops.cancel()

    async def stop(self, timeout_seconds: float) -> None:
        """Stop sending; wait up to the timeout for outstanding answers."""
        self._running = False
        await self._loops.cancel()
        if not await self._calls.settle(timeout_seconds):
            log.warning("create.unanswered: they become unknown at the next start")
        await self._calls.cancel()

    def hold(self, *, paused: bool) -> None:
        """Send nothing while paused; try every lane again when the pause ends."""
        self.paused = paused
        for lane in self._lanes.values():
            lane.wake.set()

    async def _send_all(self, lane: _Lane) -> None:
        while True:
            lane.wake.clear()
            delay_seconds = self._send_due(lane)
            await wait_or_wake(lane.wake, self._clock, delay_seconds)

    def _send_due(self, lane: _Lane) -> float | None:
        """Send what may be sent now; return seconds until the next may be, None when only an event can change that."""
        now = self._clock.monotonic()
        self._expire(lane, now)
        while not self.paused and lane.in_flight < self._concurrency and now >= lane.paused_until:
            # While a product is recovering from "later", one call at a time probes whether it has room again.
            if lane.pauses and lane.in_flight:
                return None
            # While the product is being probed anyway, a job told "later" may be sent before its retry time.
            job = lane.queue.pop(early=bool(lane.pauses))
            if job is None:
                return lane.queue.seconds_until_due()
            lane.in_flight += 1
            self._sending.add(job.id)
            self._dequeued.add(job.id)
            self._calls.start(self._send(lane, job), job.id, after=partial(self._sent, lane, job))
        if self.paused or lane.in_flight >= self._concurrency or not len(lane.queue):
            return None
        return max(0.05, lane.paused_until - now)

    def _expire(self, lane: _Lane, now: float) -> None:
        """Refuse jobs that could not be sent for a day, even while sending is paused."""
        if now - lane.checked_at < EXPIRY_CHECK_SECONDS:
            return
        lane.checked_at = now
        if not self._expiry.is_any_expired(now):
            return
        for job in lane.queue.jobs():
            if self._expiry.is_expired(job, now):
                lane.queue.discard(job.id)
                self._dequeued.add(job.id)  # until the refusal is on disk: nobody sends it meanwhile
                self._calls.start(self._expiry.expire(job), job.id, after=partial(self._dequeued.discard, job.id))

    def _sent(self, lane: _Lane, job: Job) -> None:
        self._sending.discard(job.id)
        self._dequeued.discard(job.id)
        lane.in_flight -= 1
        lane.wake.set()

    async def _send(self, lane: _Lane, job: Job) -> None:
        release_turn = await self._provider.approach(job)
        try:
            started = await self._submit(lane, job)
            if started is not None:
                await self._create(lane, started, release_turn)
        finally:
            release_turn()

    async def _submit(self, lane: _Lane, job: Job) -> Job | None:
        """Mark a job ``submitting``; None where it may not be sent now. It counts as dequeued until that is on disk."""
        if self.paused or not self._running:
            self._dequeued.discard(job.id)
            self._put(lane, job)
            return None
        # The answer identifies its create by this time. The jitter keeps two processes that wait for the same
        # wall-clock moment from marking the same job with the same time.
        at = self._clock.now() + self._random.uniform(0.0, _SUBMIT_JITTER_SECONDS)
        try:
            started = await self._repository.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=at)))
        except StoreError as error:
            log.warning("create.postponed: database away: %s", error)
            self._pause_for(lane, _BACKOFF.first_seconds)
            await self._undo_submit(lane, job, at)
            return None
        self._dequeued.discard(job.id)
        return started

    async def _undo_submit(self, lane: _Lane, job: Job, at: float) -> None:
        """Requeue a job whose ``submitting`` mark was not confirmed: nothing was sent, but the mark may be on disk.

        The time in the mark tells ours from that of a process that took over meanwhile. That process may have marked
        the job unknown, and reported it as possibly billed: then it is refused.
        """
        while True:
            await self._clock.sleep(_BACKOFF.first_seconds)
            try:
                requeue = TransitionRequest(
                    job.id, Transition.QUEUE, ColumnUpdate(retry_at=self._clock.now()), submitted_at=at
                )
                row = await self._repository.take(requeue) or await self._repository.store.get(job.id)
                if row is not None and row.state is State.UNKNOWN:
                    refusal = Rejected("not marked", key="job-not-sent", code="Foley.NotMarked", blame=Blame.BUG)
                    await self._answers.refused(replace(job, submitted_at=at), refusal)
            except StoreError as error:
                log.warning("create.not_restored: database away: %s", error)
                continue
            if row is not None and row.state in _UNSENT:
                self._dequeued.discard(job.id)
                self._put(lane, row)
            return

    async def _create(self, lane: _Lane, job: Job, release_turn: Callable[[], None]) -> None:
        has_left = False

        def on_turn() -> None:
            nonlocal has_left
            has_left = True
            release_turn()

        try:
            submission = await self._provider.create(job, on_turn=on_turn)
        except (Deferred, NotSent) as error:
            pause_seconds = self._pause(lane, error)
            await self._answers.put_off(job, error, self._clock.now() + pause_seconds)
        except Rejected as error:
            await self._answers.refused(job, error)
        except Ambiguous as error:
            await self._answers.lost(job, error)
        except Exception as error:
            detail = f"{type(error).__name__} in the provider adapter"
            if has_left:  # a bug of ours after bytes may have been sent: treat it as no answer, then surface it
                await self._answers.lost(job, Ambiguous(detail))
            else:  # nothing was sent, so nobody should be told that it may be billed
                refusal = Rejected(detail, key="job-not-sent", code="Foley.Bug", blame=Blame.BUG)
                await self._answers.refused(job, refusal)
            raise
        else:
            # The provider accepts jobs. One that was told "later" keeps its own delay, and holds back no other.
            lane.pauses, lane.paused_until = 0, float("-inf")
            if submission.outputs:
                await self._answers.completed(job, submission)
            else:
                await self._answers.accepted(job, submission)

    def _pause(self, lane: _Lane, error: ProviderError) -> float:
        """Pause the whole product; return for how many seconds."""
        lane.pauses += 1
        asked = error.retry_after_seconds if isinstance(error, Deferred) else None
        pause_seconds = max(asked or 0.0, _BACKOFF.after(lane.pauses) * self._random.uniform(0.5, 1.0))
        self._pause_for(lane, pause_seconds)
        lane.later_at = self._clock.now()
        return pause_seconds

    def _pause_for(self, lane: _Lane, seconds: float) -> None:
        """Pause a lane for at least this long; an earlier, longer pause stays."""
        lane.paused_until = max(lane.paused_until, self._clock.monotonic() + seconds)
