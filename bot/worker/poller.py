"""Poll the provider about waiting jobs, when a poll is worthwhile, and record the answers.

When to poll is decided by :mod:`bot.polling.poll_queue`, how often by the provider's rate limiter. Each budget has a
lane of its own, so a slow or dead product does not stop the others. Failed polls never end a job, however many: only an
answer from the provider does (:mod:`bot.worker.give_up`). Endings are written by :mod:`bot.worker.outcome_writer`.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.errors import Blame, ProviderError, Rejected, TaskUnknown
from bot.jobs.model import Backend, ColumnUpdate, Fault, Job, State, Transition, TransitionRequest
from bot.jobs.ports import Failed, PollResult, Provider, Running, Succeeded
from bot.jobs.repository import JobRepository
from bot.polling.durations import Durations
from bot.polling.poll_queue import PollQueue
from bot.utils.alarm import Alarm
from bot.utils.backoff import Backoff
from bot.utils.tasks import Tasks
from bot.worker.give_up import GiveUp
from bot.worker.outcome_writer import OutcomeWriter

log = logging.getLogger(__name__)
_CONCURRENT_POLLS = 32
_BACKOFF = Backoff(1.0, 30.0)
_AFTER_ERROR_SECONDS = 2.0
_AFTER_REJECTION_SECONDS = 60.0
# Several of these fit into the silence that bot.runtime and bot.ops.readiness allow a poller.
_HEARTBEAT_SECONDS = 2.5
# For a job that the provider has handed back for lack of capacity.
_CAPACITY_BACKOFF = Backoff(5.0, 120.0)
# After this many consecutive polls without an answer, a lane sends one at a time until one is answered.
_ERRORS_UNTIL_PAUSE = 8
_SHORTEST_WAIT_SECONDS = 0.005


@dataclass
class _Lane:
    """The polls that draw on one request budget. ``paused_until`` is monotonic."""

    queue: PollQueue
    alarm: Alarm
    in_flight: int = 0
    errors: int = 0
    paused_until: float = 0.0

    @property
    def room(self) -> int:
        """How many more polls may be sent before one has ended."""
        return (1 if self.errors >= _ERRORS_UNTIL_PAUSE else _CONCURRENT_POLLS) - self.in_flight


@dataclass(frozen=True, slots=True)
class Polled:
    """One poll, for the metrics; ``lag_seconds``: at most how long a finished job went undetected."""

    poll_key: str
    outcome: str  # "running", "succeeded", "failed", "error"
    job: Job
    lag_seconds: float | None = None


class Poller:
    """Watches waiting jobs.

    ``on_running`` gets the answer about an unfinished job (progress for the status), ``on_poll`` every poll.
    """

    def __init__(
        self,
        repository: JobRepository,
        provider: Provider,
        durations: Durations,
        clock: Clock,
        *,
        give_up_seconds: Callable[[Backend], float],
        on_running: Callable[[Job, Running], None] = lambda job, running: None,
        on_poll: Callable[[Polled], None] = lambda polled: None,
    ) -> None:
        self._provider = provider
        self._durations = durations
        self._clock = clock
        self._give_up = GiveUp(give_up_seconds)
        self._on_running = on_running
        self._on_poll = on_poll
        self._jobs: dict[str, Job] = {}
        self._lanes: dict[str, _Lane] = {}
        self._polls = Tasks("poll")
        self._loops = Tasks("poller")
        self._outcomes = OutcomeWriter(repository)
        self._running = False
        self.last_tick_at = clock.monotonic()

    def observe(self, job: Job) -> None:
        """Observe a job: watch it while it waits, forget it when it does not."""
        if job.state is not State.WAITING or job.waiting_at is None:
            self._forget(job)
        elif not self._outcomes.holds(job):
            if not self._is_watched(job):
                self._forget(job)
                self._watch(job, job.waiting_at)
            self._jobs[job.id] = job

    def _is_watched(self, job: Job) -> bool:
        """Return whether this very task is the one watched: the job may have got another task meanwhile."""
        watched = self._jobs.get(job.id)
        return watched is not None and watched.task_id == job.task_id

    def _watch(self, job: Job, started_at: float) -> None:
        lane = self._lane(job)
        # Ages run on the monotonic clock from here on: setting the wall clock must neither stop polls nor hasten them.
        now, wall_now = self._clock.monotonic(), self._clock.now()
        self._give_up.watch(job, wall_now - (job.resumed_at or started_at), now)
        key = self._durations.key(job.kind.value, job.model, job.timed_as)
        lane.queue.add(job.id, key, now - max(0.0, wall_now - started_at), owner=job.place.guild_id)
        self._set_alarm(lane)

    def _forget(self, job: Job) -> None:
        if self._jobs.pop(job.id, None) is not None:
            self._lane(job).queue.remove(job.id)
            self._give_up.forget(job.id)

    def watched(self) -> int:
        """Return how many jobs are being watched."""
        return len(self._jobs)

    def failing(self, now: float) -> list[str]:
        """Return the loops that fail repeatedly."""
        return self._loops.failing(now)

    def start(self) -> None:
        """Start polling."""
        self._running = True
        self._loops.keep(self._outcomes.run, "record", self._clock)
        self._loops.start(self._heartbeat(), "beat")
        for key in self._lanes:
            self._keep_polling(key)

    async def stop(self, timeout_seconds: float) -> None:
        """Start no more polls; wait up to the timeout for outstanding answers, and write the endings."""
        self._running = False
        await self._polls.settle(timeout_seconds)
        await self._polls.cancel()
        await self._loops.cancel()
        await self._outcomes.stop()

    def _lane(self, job: Job) -> _Lane:
        key = self._provider.poll_key(job.kind, job.backend)
        if key not in self._lanes:
            self._lanes[key] = _Lane(PollQueue(self._provider.poll_rate(key), self._durations), Alarm(self._clock))
            if self._running:
                self._keep_polling(key)
        return self._lanes[key]

    def _keep_polling(self, key: str) -> None:
        self._loops.keep(partial(self._poll_when_due, self._lanes[key]), key, self._clock)

    async def _heartbeat(self) -> None:
        """Record that the poller's loop runs, even with nothing to watch: readiness checks it."""
        while True:
            self.last_tick_at = self._clock.monotonic()
            await self._clock.sleep(_HEARTBEAT_SECONDS)

    async def _poll_when_due(self, lane: _Lane) -> None:
        while True:
            self._start_due_polls(lane)
            self._set_alarm(lane)
            await lane.alarm.wait()

    def _start_due_polls(self, lane: _Lane) -> None:
        now = self._clock.monotonic()
        if not self._running or now < lane.paused_until or lane.room <= 0:
            return
        for job_id in lane.queue.take(now, limit=lane.room):
            lane.in_flight += 1
            self._polls.start(self._poll(lane, self._jobs[job_id]), job_id, after=partial(self._polled, lane, job_id))

    def _set_alarm(self, lane: _Lane) -> None:
        """Wake the lane's loop when its next poll is due; without room for one, the end of a poll sets the alarm."""
        due_at = lane.queue.next_due()
        if due_at is not None and lane.room > 0:
            lane.alarm.ring_at(max(due_at, lane.paused_until, self._clock.monotonic() + _SHORTEST_WAIT_SECONDS))

    def _polled(self, lane: _Lane, job_id: str) -> None:
        """Release what a poll held. A poll cut off by a stop is repeated after the next start."""
        lane.in_flight -= 1
        lane.queue.give_back(job_id, self._clock.monotonic())
        self._set_alarm(lane)

    async def _poll(self, lane: _Lane, job: Job) -> None:
        key = self._provider.poll_key(job.kind, job.backend)
        asked_at = self._clock.monotonic()
        try:
            answer = await self._provider.poll(job)
        except ProviderError as error:
            self._poll_failed(lane, job, error)
            self._on_poll(Polled(key, "error", job))
            delay_seconds = _AFTER_REJECTION_SECONDS if _is_about_job(error) else _AFTER_ERROR_SECONDS
            lane.queue.postpone(job.id, self._clock.monotonic(), delay_seconds)
            if isinstance(error, TaskUnknown) and self._is_watched(job):
                fault = Fault(key=error.key, code=error.code)
                self._give_up_for(lane, job, self._give_up.gone(job, fault, self._clock.monotonic()))
        except Exception:
            # A bug of ours: the job is polled again, and the exception is surfaced.
            lane.queue.postpone(job.id, self._clock.monotonic(), _AFTER_REJECTION_SECONDS)
            raise
        else:
            lane.errors = 0
            now, is_watched = self._clock.monotonic(), self._is_watched(job)
            is_ended = is_watched and not isinstance(answer, Running)
            lag_seconds = lane.queue.detection_lag_seconds(job.id, now) if is_ended else None
            self._on_poll(Polled(key, type(answer).__name__.lower(), job, lag_seconds))
            if not is_watched:
                return  # ended in another way meanwhile, or handed back and waiting for another task
            if isinstance(answer, Running):
                lane.queue.unfinished(job.id, asked_at, now)
            self._apply(lane, job, answer)

    def _poll_failed(self, lane: _Lane, job: Job, error: ProviderError) -> None:
        lane.errors += not _is_about_job(error)
        fields = {"job": job.id, "guild": job.place.guild_id, "code": error.code, "request_id": error.request_id}
        log.warning("poll.failed: %s", error.code, extra=fields)
        if lane.errors >= _ERRORS_UNTIL_PAUSE:
            pause_seconds = _BACKOFF.after(lane.errors - _ERRORS_UNTIL_PAUSE + 1)
            lane.paused_until = self._clock.monotonic() + pause_seconds

    def _apply(self, lane: _Lane, job: Job, answer: PollResult) -> None:
        now = self._clock.now()
        if isinstance(answer, Succeeded):
            lane.queue.ended(job.id, self._clock.monotonic(), well=True)
            changes = ColumnUpdate(at=now, deliver_at=now, outputs=answer.outputs)
            self._end(TransitionRequest(job.id, Transition.COMPLETE, changes, job.task_id))
        elif isinstance(answer, Failed):
            lane.queue.ended(job.id, self._clock.monotonic(), well=False)
            self._end(self._failed(job, answer, now))
        else:
            self._on_running(job, answer)
            self._give_up_for(lane, job, self._give_up.unfinished(job, self._clock.monotonic()))

    def _give_up_for(self, lane: _Lane, job: Job, fault: Fault | None) -> None:
        """Abandon a job with this fault; do nothing when there is none."""
        if fault is None:
            return
        now = self._clock.now()
        lane.queue.remove(job.id)
        self._end(
            TransitionRequest(
                job.id, Transition.ABANDON, ColumnUpdate(at=now, deliver_at=now, fault=fault), job.task_id
            )
        )

    def _failed(self, job: Job, answer: Failed, now: float) -> TransitionRequest:
        """Return the transition of a failed job: to its end, or back to the queue if it was never started."""
        fields = {"job": job.id, "guild": job.place.guild_id, "code": answer.fault.code}
        if not answer.not_begun:
            log.info("job.failed kind=%s", job.kind, extra=fields)
            return TransitionRequest(
                job.id, Transition.FAIL, ColumnUpdate(at=now, deliver_at=now, fault=answer.fault), job.task_id
            )
        delay_seconds = _CAPACITY_BACKOFF.after(job.attempts + 1)
        log.info("job.handed_back retry_seconds=%.0f: the provider had no room", delay_seconds, extra=fields)
        changes = ColumnUpdate(retry_at=now + delay_seconds, task_id="", fault=answer.fault)
        return TransitionRequest(job.id, Transition.PUT_BACK, changes, job.task_id)

    def _end(self, request: TransitionRequest) -> None:
        if self._jobs.pop(request.job_id, None) is not None:
            self._give_up.forget(request.job_id)
            self._outcomes.add(request)


def _is_about_job(error: ProviderError) -> bool:
    """Return whether this is a definite rejection of this job, which the provider has forgotten.

    Errors of keys, account or this machine's clock concern the whole product, and may be fixed a moment later.
    """
    return isinstance(error, Rejected) and error.blame is not Blame.OWNER
