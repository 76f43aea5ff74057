"""Refuse jobs that could not be sent for a day, and notify their callers.

Ages are measured on the monotonic clock, from when this process first learns of a job.
"""

import logging

from bot.clock import Clock
from bot.jobs.model import ColumnUpdate, Fault, Job, State, Transition, TransitionRequest
from bot.jobs.repository import JobRepository

log = logging.getLogger(__name__)
# A caller from yesterday no longer waits for the result, and should not pay for it.
UNSENT_SECONDS = 86_400.0
_UNSENT = (State.REQUESTED, State.QUEUED)


class Expiry:
    """Tracks when each unsent job becomes too old."""

    def __init__(self, repository: JobRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock
        self._expires_at: dict[str, float] = {}
        self._soonest_at = float("inf")  # a lower bound: its job may have ended

    def observe(self, job: Job) -> None:
        """Observe a job: track its age until it has ended."""
        if job.state.is_final:
            self._expires_at.pop(job.id, None)
        elif job.state in _UNSENT and job.id not in self._expires_at:
            age_seconds = max(0.0, self._clock.now() - job.created_at)
            expires_at = self._expires_at[job.id] = self._clock.monotonic() + UNSENT_SECONDS - age_seconds
            self._soonest_at = min(self._soonest_at, expires_at)

    def is_any_expired(self, now: float) -> bool:
        """Return whether :meth:`is_expired` may be true of any job."""
        if self._soonest_at <= now:
            self._soonest_at = min(self._expires_at.values(), default=float("inf"))
        return self._soonest_at <= now

    def is_expired(self, job: Job, now: float) -> bool:
        """Return whether a job is too old to be sent; ``now`` is monotonic."""
        return self._expires_at.get(job.id, float("inf")) <= now

    async def expire(self, job: Job) -> None:
        """End a job, unless another process is sending it by now. Raises StoreError."""
        now = self._clock.now()
        log.warning("job.expired: not sent for a day", extra={"job": job.id, "guild": job.place.guild_id})
        fault = Fault(key="job-unsent-too-long", code="Foley.UnsentTooLong")
        await self._repository.save(
            TransitionRequest(job.id, Transition.EXPIRE, ColumnUpdate(at=now, deliver_at=now, fault=fault))
        )
