"""Record the answer to a create call, however late, for exactly the call that this process sent.

The sender may have stalled for a long time. Meanwhile its job may have been marked unknown and the caller notified; or
its task found, handed back, and the job sent again by another process. Each transition names its create, so a late
answer never changes the state of a newer create.
"""

import logging

from bot.clock import Clock
from bot.errors import ProviderError, StoreError
from bot.jobs.model import ColumnUpdate, Fault, Job, Transition, TransitionRequest
from bot.jobs.ports import Submission
from bot.jobs.repository import JobRepository
from bot.worker.lost_tasks import told_after

log = logging.getLogger(__name__)
# A cog shows a refusal to the caller alone; the delivery posts it this much later, only if the cog could not (crash).
REFUSAL_GRACE_SECONDS = 15.0


class CreateAnswers:
    """One method per kind of answer; each raises StoreError. ``job``: the row as it was when its create was sent."""

    def __init__(self, repository: JobRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock

    async def accepted(self, job: Job, submission: Submission) -> None:
        """Store the TaskId."""
        changes = ColumnUpdate(
            at=self._clock.now(), task_id=submission.task_id, provider_request_id=submission.request_id
        )
        fields = {"job": job.id, "guild": job.place.guild_id, "request_id": submission.request_id}
        try:
            accepted = await self._save(job, Transition.ACCEPT, changes)
            if accepted is None:  # taken for lost meanwhile
                accepted = await self._save(job, Transition.ACCEPT_LATE, changes)
        except StoreError:
            log.error("job.accepted_unsaved task=%s: nobody watches it", submission.task_id, extra=fields)
            raise
        if accepted is None:
            # Submitted again meanwhile, or deleted: whoever investigates needs the TaskId.
            log.error("job.accepted_too_late task=%s: nobody watches it", submission.task_id, extra=fields)
        else:
            log.info("job.accepted kind=%s", job.kind, extra=fields)

    async def completed(self, job: Job, submission: Submission) -> None:
        """Store the result that the answer contains: there is no task to watch."""
        now = self._clock.now()
        changes = ColumnUpdate(
            at=now, deliver_at=now, outputs=submission.outputs, provider_request_id=submission.request_id or None
        )
        fields = {"job": job.id, "guild": job.place.guild_id, "request_id": submission.request_id}
        try:
            completed = await self._save(job, Transition.COMPLETE_AT_ONCE, changes)
            if completed is None:  # taken for lost meanwhile
                completed = await self._save(job, Transition.COMPLETE_LATE, changes)
        except StoreError:
            log.error("job.result_unsaved: it came with the answer to the create", extra=fields)
            raise
        if completed is None:
            log.error("job.result_too_late: its job was submitted again, or deleted", extra=fields)
        else:
            log.info("job.made_at_once kind=%s", job.kind, extra=fields)

    async def put_off(self, job: Job, error: ProviderError, retry_at: float) -> None:
        """Requeue a job that was not started; one marked unknown meanwhile is refused instead."""
        log.info("create.postponed seconds=%.0f", retry_at - self._clock.now(), extra=_fields(job, error))
        changes = ColumnUpdate(retry_at=retry_at, fault=_fault(error))
        if await self._save(job, Transition.QUEUE, changes) is None:
            await self._end(job, Transition.REFUSE_LATE, error, told_after_seconds=0.0)

    async def refused(self, job: Job, error: ProviderError) -> None:
        """End a job that was definitely not started, even if it was marked unknown meanwhile."""
        # Only the code: the provider's message may quote the user's text, in any spelling.
        log.warning("create.refused: %s", error.code, extra=_fields(job, error))
        if await self._end(job, Transition.REFUSE, error, told_after_seconds=REFUSAL_GRACE_SECONDS) is None:
            await self._end(job, Transition.REFUSE_LATE, error, told_after_seconds=0.0)

    async def lost(self, job: Job, error: ProviderError) -> None:
        """End a job that may or may not have been started: it is never sent again from here."""
        log.error("create.outcome_unknown: %s", error.code, extra=_fields(job, error))
        await self._end(job, Transition.LOSE_TRACK, error, told_after_seconds=told_after(job))

    async def _end(
        self, job: Job, transition: Transition, error: ProviderError, *, told_after_seconds: float
    ) -> Job | None:
        now = self._clock.now()
        changes = ColumnUpdate(
            at=now,
            deliver_at=now + told_after_seconds,
            fault=_fault(error),
            provider_request_id=error.request_id or None,
        )
        return await self._save(job, transition, changes)

    async def _save(self, job: Job, transition: Transition, changes: ColumnUpdate) -> Job | None:
        return await self._repository.save(
            TransitionRequest(job.id, transition, changes, submitted_at=job.submitted_at)
        )


def _fault(error: ProviderError) -> Fault:
    return Fault(key=error.key, code=error.code, detail=error.detail[:300])


def _fields(job: Job, error: ProviderError) -> dict[str, object]:
    """Return the log fields of a create that was not accepted."""
    return {"job": job.id, "guild": job.place.guild_id, "code": error.code, "request_id": error.request_id}
