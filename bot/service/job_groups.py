"""Cancel the jobs of one request: all of them, or all but one. The usual rules apply to each."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.errors import Conflict
from bot.jobs.caller import Caller
from bot.jobs.model import DeliveryState, Job, State
from bot.jobs.repository import JobRepository

_BEING_DELIVERED = (DeliveryState.DUE, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class Cancellation:
    """A cancelled job. ``provider_stopped`` is False where the provider can't be stopped and may still bill."""

    job: Job
    provider_stopped: bool


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """The outcome for a group: ``posted`` have a message of their own; ``busy`` are being sent or posted just now."""

    cancelled: tuple[Cancellation, ...]
    posted: tuple[Job, ...]
    busy: tuple[Job, ...]


class JobGroups:
    """Acts on the jobs of one request.

    ``may_edit``: returns a job the caller may change, or raises; ``cancel``: cancels one job.
    """

    def __init__(
        self,
        repository: JobRepository,
        may_edit: Callable[[Caller, str], Awaitable[Job]],
        cancel: Callable[[Caller, str], Awaitable[Cancellation]],
    ) -> None:
        self._store = repository.store
        self._may_edit = may_edit
        self._cancel = cancel

    async def members(self, job: Job) -> list[Job]:
        """Return all jobs of the request, in their order. Raises StoreUnavailable."""
        members = [] if job.group is None else await self._store.group(job.group.id)
        return members or [job]

    async def cancel_all(self, caller: Caller, job_id: str) -> GroupOutcome:
        """Cancel every job that is not posted yet. Raises NotFound, NotAllowed; Conflict if none could be."""
        outcome = await self._cancel_each(caller, await self.members(await self._may_edit(caller, job_id)))
        if not outcome.cancelled:
            raise Conflict(key="refusal-cancel-submitting" if outcome.busy else "refusal-cancel-too-late")
        return outcome

    async def cancel_others(self, caller: Caller, job_id: str) -> GroupOutcome:
        """Cancel every other job that is not posted yet. Raises NotFound, NotAllowed."""
        kept = await self._may_edit(caller, job_id)
        return await self._cancel_each(caller, [job for job in await self.members(kept) if job.id != kept.id])

    async def _cancel_each(self, caller: Caller, jobs: list[Job]) -> GroupOutcome:
        cancelled: list[Cancellation] = []
        for job in jobs:
            if not job.state.is_final or job.state is State.READY:
                try:
                    cancelled.append(await self._cancel(caller, job.id))
                except Conflict:
                    continue  # being sent or posted, or posted already: its current row says which
        cancelled_ids = {one.job.id for one in cancelled}
        rest = await self._store.changed_since({job.id for job in jobs} - cancelled_ids)
        busy = (job for job in rest if job.state is State.SUBMITTING or job.delivery_state in _BEING_DELIVERED)
        return GroupOutcome(tuple(cancelled), tuple(job for job in rest if job.result_message_id), tuple(busy))
