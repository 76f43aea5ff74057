"""Send create calls: the one place where a job is bought.

Runs only in the process that holds the lease. A job waits for its turn at the request budget as ``requested``: a
crash meanwhile harms nothing, and it can still be cancelled. When it is next it is marked ``submitting`` on disk, and
the call leaves; whatever the answer, it is on disk before anything else happens to the job. An answer that can't be
read makes the job ``unknown``: it is never sent again from here.

``queued`` jobs go out fairly between servers, and within a server between people. When the provider says "later",
the whole product pauses with a growing, jittered delay, and goes on at once when one of its jobs ends. What could not
be sent for a day is refused with a word to its caller.

Delays and ages are measured on the monotonic clock, from the moment this process first hears of a job.
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
# Less than any answer takes: nothing is dated before the create it belongs to.
_MARK_SECONDS = 0.001
_UNSENT = (State.REQUESTED, State.QUEUED)


@dataclass
class _Lane:
    """The create calls of one product. ``working``: its jobs that the provider has; times are monotonic, but for
    ``later_at``: when the provider said "later" last, by the wall clock that endings are dated by.
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
        self._in_line: set[str] = set()
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
        """Observe a job: queue it when it waits to be sent, let its product go on when one ended."""
        lane = self._lane(job)
        if job.state in _UNSENT:
            if job.id in self._in_line:
                return  # it is on its way already; told again by the sweep
            self._put(lane, job)
        else:
            lane.queue.discard(job.id)
        self._expiry.observe(job)
        self._count(lane, job)
        lane.wake.set()

    def _put(self, lane: _Lane, job: Job) -> None:
        """Put a job in line. Only a delay that is new holds its product back: the sweep tells of each again."""
        due_at = lane.queue.put(job)
        if due_at is not None and job.state is State.QUEUED:
            lane.pauses = max(lane.pauses, 1)
            lane.paused_until = max(lane.paused_until, due_at)

    def _count(self, lane: _Lane, job: Job) -> None:
        """Keep count of what the provider works on: while it says "later", the end of one is a reason to ask again.

        Not one from before it said so, of which we hear late: in spite of that end there was no room.
        """
        if job.state is State.WAITING:
            lane.working.add(job.id)
            return
        was_working = job.id in lane.working
        lane.working.discard(job.id)
        is_since_later = (job.ended_at or lane.later_at) >= lane.later_at
        if was_working and job.state.is_final and lane.pauses and is_since_later:
            lane.paused_until = float("-inf")

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
        """Return the loops that fail again and again."""
        return self._loops.failing(now)

    def start(self) -> None:
        """Begin to send."""
        self._running = True
        for key in self._lanes:
            self._keep_sending(key)

    def _keep_sending(self, key: str) -> None:
        self._loops.keep(partial(self._send_all, self._lanes[key]), key, self._clock)

    def on_their_way(self) -> frozenset[str]:
        """Return the jobs whose create is being sent, or whose answer is not on disk yet."""
        return frozenset(self._sending)

    async def let_go(self) -> None:
        """Send nothing new: the lease is lost. What has left is still answered, and its answer written down.

        A call that has not left yet raises NotSent once the lease is lost, and its job is put back. No transition of
        these can hurt whoever holds the lease now: each names its create, and is taken from ``submitting`` only, or
        from the ``unknown`` that the new holder has made of it.
        """
        self._running = False
        await self._loops.cancel()

    async def stop(self, timeout_seconds: float) -> None:
        """Send nothing new; wait for answers on their way, as far as time allows."""
        self._running = False
        await self._loops.cancel()
        if not await self._calls.settle(timeout_seconds):
            log.warning("create.unanswered: they become unknown at the next start")
        await self._calls.cancel()

    def hold(self, *, paused: bool) -> None:
        """Send nothing while paused; try every lane again when that ends."""
        self.paused = paused
        for lane in self._lanes.values():
            lane.wake.set()

    async def _send_all(self, lane: _Lane) -> None:
        while True:
            lane.wake.clear()
            delay_seconds = self._send_due(lane)
            await wait_or_wake(lane.wake, self._clock, delay_seconds)

    def _send_due(self, lane: _Lane) -> float | None:
        """Send what may go now; return seconds until the next may, None when only an event can change it."""
        now = self._clock.monotonic()
        self._expire(lane, now)
        while not self.paused and lane.in_flight < self._concurrency and now >= lane.paused_until:
            # While a product is recovering from "later", one call at a time finds out whether it goes on.
            if lane.pauses and lane.in_flight:
                return None
            # What was told "later" is tried before its time while the product is being tried anyway.
            job = lane.queue.pop(early=bool(lane.pauses))
            if job is None:
                return lane.queue.seconds_until_due()
            lane.in_flight += 1
            self._sending.add(job.id)
            self._in_line.add(job.id)
            self._calls.start(self._send(lane, job), job.id, after=partial(self._sent, lane, job))
        if self.paused or lane.in_flight >= self._concurrency or not len(lane.queue):
            return None
        return max(0.05, lane.paused_until - now)

    def _expire(self, lane: _Lane, now: float) -> None:
        """Refuse what could not be sent for a day, whether anything may be sent now or not."""
        if now - lane.checked_at < EXPIRY_CHECK_SECONDS:
            return
        lane.checked_at = now
        if not self._expiry.is_any_over(now):
            return
        for job in lane.queue.jobs():
            if self._expiry.is_over(job, now):
                lane.queue.discard(job.id)
                self._in_line.add(job.id)  # until it is on disk: nobody sends it meanwhile
                self._calls.start(self._expiry.expire(job), job.id, after=partial(self._in_line.discard, job.id))

    def _sent(self, lane: _Lane, job: Job) -> None:
        self._sending.discard(job.id)
        self._in_line.discard(job.id)
        lane.in_flight -= 1
        lane.wake.set()

    async def _send(self, lane: _Lane, job: Job) -> None:
        leave = await self._provider.approach(job)
        try:
            started = await self._submit(lane, job)
            if started is not None:
                await self._create(lane, started, leave)
        finally:
            leave()

    async def _submit(self, lane: _Lane, job: Job) -> Job | None:
        """Mark a job as being sent; None where it may not be sent now. It is in line until that is on disk."""
        if self.paused or not self._running:
            self._in_line.discard(job.id)
            self._put(lane, job)
            return None
        # Its answer names a create by this moment: no other process may have marked the same job with the very same
        # one, and two that wait for one moment of the wall clock would.
        at = self._clock.now() + self._random.uniform(0.0, _MARK_SECONDS)
        try:
            started = await self._repository.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=at)))
        except StoreError as error:
            log.warning("create.postponed: database away: %s", error)
            self._pause_for(lane, _BACKOFF.first_seconds)
            await self._take_back(lane, job, at)
            return None
        self._in_line.discard(job.id)
        return started

    async def _take_back(self, lane: _Lane, job: Job, at: float) -> None:
        """Put back a job whose mark was not answered: nothing was sent, but the mark may be on disk.

        The moment in the mark tells ours from that of a process which took the work over meanwhile. That process may
        have taken the create for lost, and the job be told as one that may be paid for: then it is refused.
        """
        while True:
            await self._clock.sleep(_BACKOFF.first_seconds)
            try:
                back = TransitionRequest(
                    job.id, Transition.QUEUE, ColumnUpdate(retry_at=self._clock.now()), submitted_at=at
                )
                row = await self._repository.take(back) or await self._repository.store.get(job.id)
                if row is not None and row.state is State.UNKNOWN:
                    refusal = Rejected("not marked", key="job-not-sent", code="Foley.NotMarked", blame=Blame.BUG)
                    await self._answers.refused(replace(job, submitted_at=at), refusal)
            except StoreError as error:
                log.warning("create.not_restored: database away: %s", error)
                continue
            if row is not None and row.state in _UNSENT:
                self._in_line.discard(job.id)
                self._put(lane, row)
            return

    async def _create(self, lane: _Lane, job: Job, leave: Callable[[], None]) -> None:
        has_left = False

        def on_turn() -> None:
            nonlocal has_left
            has_left = True
            leave()

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
            if has_left:  # a bug of ours after bytes may have left: treat it as the provider's silence, then show it
                await self._answers.lost(job, Ambiguous(detail))
            else:  # nothing was sent, and nobody should fear to pay for it
                refusal = Rejected(detail, key="job-not-sent", code="Foley.Bug", blame=Blame.BUG)
                await self._answers.refused(job, refusal)
            raise
        else:
            # It takes things. Who was told "later" keeps a delay of its own, and holds back nobody else.
            lane.pauses, lane.paused_until = 0, float("-inf")
            if submission.outputs:
                await self._answers.completed(job, submission)
            else:
                await self._answers.accepted(job, submission)

    def _pause(self, lane: _Lane, error: ProviderError) -> float:
        """Hold the whole product back; returns for how many seconds."""
        lane.pauses += 1
        asked = error.retry_after_seconds if isinstance(error, Deferred) else None
        pause_seconds = max(asked or 0.0, _BACKOFF.after(lane.pauses) * self._random.uniform(0.5, 1.0))
        self._pause_for(lane, pause_seconds)
        lane.later_at = self._clock.now()
        return pause_seconds

    def _pause_for(self, lane: _Lane, seconds: float) -> None:
        """Send nothing for so long, and no less than was said before."""
        lane.paused_until = max(lane.paused_until, self._clock.monotonic() + seconds)
