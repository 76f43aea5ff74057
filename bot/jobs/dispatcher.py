"""Sends create calls: the one place where a job is bought.

Runs only in the process that holds the lease. A job waits for its turn at the request budget as ``requested``: a
crash meanwhile harms nothing, and it can still be cancelled. When it is next it is marked ``submitting`` on disk, and
the call leaves; whatever the answer, it is on disk before anything else happens to the job. An answer that can't be
read makes the job ``unknown``: it is never sent again from here.

``queued`` jobs go out fairly between servers, and within a server between people. When the provider says "later",
the whole product pauses with a growing, jittered delay, and goes on at once when one of its jobs ends.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bot.clock import Clock
from bot.errors import Ambiguous, Deferred, NotSent, ProviderError, Rejected, StoreError
from bot.jobs.book import JobBook
from bot.jobs.fair import FairQueue
from bot.jobs.model import Arrow, Changes, Fault, Job, Move, State
from bot.jobs.ports import Provider, Submission
from bot.jobs.tasks import Tasks, wait_or_wake

log = logging.getLogger(__name__)
_FIRST_PAUSE_SECONDS = 2.0
_LONGEST_PAUSE_SECONDS = 60.0
# A cog tells a refusal to the person alone; only if it can't (crash) does the delivery tell it, this much later.
REFUSAL_GRACE_SECONDS = 15.0


@dataclass
class _Lane:
    """The create calls of one product."""

    queue: FairQueue[Job]
    in_flight: int = 0
    pauses: int = 0
    paused_at: float = 0.0
    paused_until: float = 0.0
    wake: asyncio.Event = field(default_factory=asyncio.Event)


class Dispatcher:
    """Turns requested and queued jobs into waiting ones. ``concurrency`` bounds calls in flight per product."""

    def __init__(
        self, book: JobBook, provider: Provider, clock: Clock, *, concurrency: int = 8, rng: random.Random | None = None
    ) -> None:
        self._book = book
        self._provider = provider
        self._clock = clock
        self._concurrency = concurrency
        self._random = rng or random.Random()
        self._lanes: dict[str, _Lane] = {}
        self._calls = Tasks("create")
        self._loops = Tasks("dispatcher")
        self._running = False
        self._sending: set[str] = set()
        self._in_line: set[str] = set()
        self.paused = False

    def _lane(self, job: Job) -> _Lane:
        key = self._provider.create_key(job.kind, job.backend)
        if key not in self._lanes:
            self._lanes[key] = _Lane(
                FairQueue(lambda queued: queued.place.guild_id, lambda queued: queued.id, lambda queued: queued.user_id)
            )
            if self._running:
                self._keep_sending(key)
        return self._lanes[key]

    def see(self, job: Job) -> None:
        """Hear of a job: queue it when it waits to be sent, let its product go on when one ended."""
        lane = self._lane(job)
        if job.state in (State.REQUESTED, State.QUEUED):
            if job.id in self._in_line:
                return  # it is on its way already; told again by the sweep
            lane.queue.put(job)
            if job.state is State.QUEUED:
                self._hear_later(lane, job)
        else:
            lane.queue.discard(job.id)
        if lane.pauses and job.state.is_final and (job.ended_at or 0.0) >= lane.paused_at:
            lane.paused_until = 0.0
        lane.wake.set()

    def _hear_later(self, lane: _Lane, job: Job) -> None:
        """Hold the product back as one of its jobs says, here or found after a restart.

        While the provider says "later", the end of a job since then is a reason to ask again.
        """
        if not lane.pauses:
            lane.pauses, lane.paused_at = 1, self._clock.now()
        lane.paused_until = max(lane.paused_until, job.retry_at or 0.0)

    def position(self, job: Job) -> tuple[int, int] | None:
        """Return (place from 1, length) among the unsent jobs of the same server and product."""
        return self._lane(job).queue.position(job.id)

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

        A call that has not left yet finds the gate of the provider shut and puts its job back. No arrow of these can
        hurt whoever holds the lease now: each is taken from ``submitting`` only, and the new holder leaves the jobs
        alone that we claim (``roll_call``).
        """
        self._running = False
        await self._loops.cancel()

    async def stop(self, timeout_seconds: float) -> None:
        """Send nothing new; wait for answers on their way, as far as time allows."""
        self._running = False
        await self._loops.cancel()
        if not await self._calls.settle(timeout_seconds):
            log.warning("stopping with create calls unanswered; they become unknown at the next start")
        await self._calls.cancel()

    def hold(self, *, paused: bool) -> None:
        """Send nothing while paused; look at every lane again when that ends."""
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
        now = self._clock.now()
        while not self.paused and lane.in_flight < self._concurrency and now >= lane.paused_until:
            # While a product is recovering from "later", one call at a time finds out whether it goes on.
            if lane.pauses and lane.in_flight:
                return None
            job = lane.queue.pop(lambda queued: (queued.retry_at or 0.0) <= now or bool(lane.pauses))
            if job is None:
                return self._next_retry(lane, now)
            lane.in_flight += 1
            self._sending.add(job.id)
            self._in_line.add(job.id)
            self._calls.start(self._send(lane, job), job.id, after=partial(self._sent, lane, job))
        if self.paused or lane.in_flight >= self._concurrency or not len(lane.queue):
            return None
        return max(0.05, lane.paused_until - now)

    def _next_retry(self, lane: _Lane, now: float) -> float | None:
        times = [job.retry_at for job in lane.queue.items() if job.retry_at is not None]
        return max(0.05, min(times) - now) if times else None

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
            lane.queue.put(job)
            return None
        at = self._clock.now()
        try:
            started = await self._book.take(Move(job.id, Arrow.SUBMIT, Changes(at=at)))
        except StoreError as error:
            log.warning("database away, create put off: %s", error)
            lane.paused_until = at + _FIRST_PAUSE_SECONDS
            await self._take_back(lane, job, at)
            return None
        self._in_line.discard(job.id)
        return started

    async def _take_back(self, lane: _Lane, job: Job, at: float) -> None:
        """Put back a job whose mark was not answered: nothing was sent, but the mark may be on disk.

        The moment in the mark tells ours from that of a process which took the work over meanwhile.
        """
        while True:
            await self._clock.sleep(_FIRST_PAUSE_SECONDS)
            try:
                row = await self._book.store.get(job.id)
                if row is not None and row.state is State.SUBMITTING and row.submitted_at == at:
                    row = await self._book.take(Move(job.id, Arrow.QUEUE, Changes(retry_at=self._clock.now())))
            except StoreError as error:
                log.warning("database away, a create that was not sent waits: %s", error)
                continue
            if row is not None and row.state in (State.REQUESTED, State.QUEUED):
                lane.queue.put(row)
            return

    async def _create(self, lane: _Lane, job: Job, leave: Callable[[], None]) -> None:
        try:
            submission = await self._provider.create(job, on_turn=leave)
        except (Deferred, NotSent) as error:
            pause_seconds = self._pause(lane, error)
            retry_at = self._clock.now() + pause_seconds
            log.info("create put off for %.0f s", pause_seconds, extra=_fields(job, error))
            await self._book.save(Move(job.id, Arrow.QUEUE, Changes(retry_at=retry_at, fault=_fault(error))))
        except Rejected as error:
            # Its code alone: the provider's own words may quote what people wrote, in any spelling.
            log.warning("create refused: %s", error.code, extra=_fields(job, error))
            await self._end(job, Arrow.REFUSE, error)
        except Ambiguous as error:
            log.error("create without a readable answer: %s", error.code, extra=_fields(job, error))
            await self._end(job, Arrow.LOSE_TRACK, error)
        except Exception as error:
            # A bug of ours after bytes may have left: treat it as the provider's silence, then show it.
            await self._end(job, Arrow.LOSE_TRACK, Ambiguous(f"{type(error).__name__} in the provider adapter"))
            raise
        else:
            await self._accepted(lane, job, submission)

    async def _accepted(self, lane: _Lane, job: Job, submission: Submission) -> None:
        lane.pauses = 0
        changes = Changes(at=self._clock.now(), task_id=submission.task_id, provider_request_id=submission.request_id)
        fields = {"job": job.id, "guild": job.place.guild_id, "request_id": submission.request_id}
        try:
            accepted = await self._book.save(Move(job.id, Arrow.ACCEPT, changes))
            if accepted is None:  # taken for lost meanwhile
                accepted = await self._book.save(Move(job.id, Arrow.ACCEPT_LATE, changes))
        except StoreError:
            log.error("create accepted and not written down: nobody watches task %s", submission.task_id, extra=fields)
            raise
        if accepted is None:
            # Submitted again meanwhile, or deleted: who looks into it needs the number.
            log.error("create accepted too late, nobody watches task %s", submission.task_id, extra=fields)
        else:
            log.info("create accepted", extra=fields)

    async def _end(self, job: Job, arrow: Arrow, error: ProviderError) -> None:
        now = self._clock.now()
        changes = Changes(
            at=now,
            notice_at=now + REFUSAL_GRACE_SECONDS if arrow is Arrow.REFUSE else now,
            fault=_fault(error),
            provider_request_id=error.request_id or None,
        )
        await self._book.save(Move(job.id, arrow, changes))

    def _pause(self, lane: _Lane, error: ProviderError) -> float:
        """Hold the whole product back; returns for how many seconds."""
        longest: float = min(_LONGEST_PAUSE_SECONDS, _FIRST_PAUSE_SECONDS * 2**lane.pauses)
        asked = error.retry_after_seconds if isinstance(error, Deferred) else None
        pause_seconds = max(asked or 0.0, longest * self._random.uniform(0.5, 1.0))
        lane.pauses = min(lane.pauses + 1, 10)
        lane.paused_at = self._clock.now()
        lane.paused_until = lane.paused_at + pause_seconds
        return pause_seconds


def _fault(error: ProviderError) -> Fault:
    return Fault(key=error.key, code=error.code, detail=error.detail[:300])


def _fields(job: Job, error: ProviderError) -> dict[str, object]:
    return {"job": job.id, "guild": job.place.guild_id, "code": error.code, "request_id": error.request_id}
