"""Find create calls whose sender died, and mark their jobs unknown: they may be billed.

A job that is ``submitting`` on disk was being sent by some process. The lease holder measures on its own monotonic
clock for how long it has seen that; after longer than a create and its retries can take, the sender is dead. No other
process and no other machine's clock is consulted. If the verdict comes too early, the late answer is still accepted
(``ACCEPT_LATE``).
"""

import logging
from collections.abc import Callable, Collection

from bot.clock import Clock
from bot.jobs.model import ColumnUpdate, Fault, Job, Transition, TransitionRequest
from bot.jobs.repository import JobRepository
from bot.worker.lost_tasks import told_after

log = logging.getLogger(__name__)


class OrphanedCreates:
    """Marks jobs unknown. ``after_seconds``: how long a create may be in flight; 0 where nobody else can be sending."""

    def __init__(
        self, repository: JobRepository, clock: Clock, on_their_way: Callable[[], Collection[str]], after_seconds: float
    ) -> None:
        self._repository = repository
        self._clock = clock
        self._on_their_way = on_their_way
        self._after_seconds = after_seconds
        # When each create was first seen in flight, by job id and the time it was sent: a job may be sent again.
        self._seen_at: dict[tuple[str, float | None], float] = {}

    async def settle(self) -> None:
        """Mark the creates that are orphaned by now. Raises StoreError."""
        found = await self._repository.store.being_sent()
        now = self._clock.monotonic()
        self._seen_at = {_call(job): self._seen_at.get(_call(job), now) for job in found}
        # Read after the list: jobs that this process began to send since then are not on it.
        ours = self._on_their_way()
        lost = [job for job in found if job.id not in ours and self._is_over(job, now)]
        if lost:
            log.error("create.orphaned count=%d: on their way when a process died", len(lost))
            await self._repository.save_each([self._lose_track(job) for job in lost])

    def _is_over(self, job: Job, now: float) -> bool:
        return now - self._seen_at[_call(job)] >= self._after_seconds

    def _lose_track(self, job: Job) -> TransitionRequest:
        now = self._clock.now()
        fault = Fault(key="provider-unknown", code="Foley.Restarted")
        changes = ColumnUpdate(at=now, deliver_at=now + told_after(job), fault=fault)
        return TransitionRequest(job.id, Transition.LOSE_TRACK, changes, submitted_at=job.submitted_at)


def _call(job: Job) -> tuple[str, float | None]:
    return job.id, job.submitted_at
