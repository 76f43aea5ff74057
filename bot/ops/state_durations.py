"""Measure how long jobs stay in their states, from the times in the jobs. Remembers only when a job was queued.

Every transition into a state records its time in the job, except into "queued": those times are kept here, up to a
limit, until the job leaves that state.
"""

from bot.clock import Clock
from bot.jobs.model import DeliveryState, Job, State
from bot.utils.lru import LruDict

_MOST_QUEUED = 20_000
_AFTER_SUBMITTING = frozenset({State.QUEUED, State.WAITING, State.UNKNOWN, State.REFUSED})
_AFTER_WAITING = frozenset({State.READY, State.FAILED, State.ABANDONED})


class StateDurations:
    """Derives which state a changed job has just left, and after how many seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._queued_at: LruDict[str, float] = LruDict(_MOST_QUEUED)

    def left(self, job: Job) -> tuple[State, float] | None:
        """Return the state just left and its seconds; None if not known or if only the delivery state has changed."""
        now = self._clock.now()
        if job.state is State.SUBMITTING:
            at = job.submitted_at or now
            return _span(State.REQUESTED, job.created_at, at) if not job.attempts else self._leave_queue(job, at)
        if job.state.is_final and not has_just_ended(job):
            return None
        queued = self._leave_queue(job, now)
        if job.state is State.QUEUED:
            self._queued_at[job.id] = now
        elif queued is not None:  # refused or cancelled while it was queued
            return queued
        if job.state is State.QUEUED and job.waiting_at is not None and job.waiting_at >= (job.submitted_at or 0.0):
            return _span(State.WAITING, job.waiting_at, now)  # the provider returned it for lack of capacity
        if job.state in _AFTER_SUBMITTING:
            return _span(State.SUBMITTING, job.submitted_at, now)
        return _span(State.WAITING, job.waiting_at, now) if job.state in _AFTER_WAITING else None

    def _leave_queue(self, job: Job, at: float) -> tuple[State, float] | None:
        return _span(State.QUEUED, self._queued_at.pop(job.id, None), at)


def _span(state: State, since: float | None, until: float) -> tuple[State, float] | None:
    return None if since is None else (state, max(0.0, until - since))


def has_just_ended(job: Job) -> bool:
    """Return whether this change is the job's end, and not one of the deliveries after it."""
    if not job.state.is_final:
        return False
    if job.state is State.CANCELLED:
        return job.delivery_state is DeliveryState.SENT
    return job.delivery_state is DeliveryState.DUE and job.delivery_attempts == 0 and job.postings == 0
