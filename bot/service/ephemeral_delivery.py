"""What commands and buttons do to the notice of an ending: tell it in the delivery's place, or take it away."""

from bot.clock import Clock
from bot.jobs.model import ColumnUpdate, Job, Transition, TransitionRequest
from bot.jobs.repository import JobRepository


class CommandNotices:
    """Takes notices over from the delivery. Every method raises StoreError."""

    def __init__(self, repository: JobRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock

    async def claim(self, job: Job) -> bool:
        """Take over telling how this job ended; False when somebody else tells it."""
        return (
            await self._repository.take(
                TransitionRequest(job.id, Transition.START_NOTICE, ColumnUpdate(at=self._clock.now()))
            )
            is not None
        )

    async def told(self, job: Job) -> None:
        """Write down that a claimed notice was told; nobody else saw it, so there is no message to remember."""
        await self._repository.save(
            TransitionRequest(job.id, Transition.NOTICE_SENT, ColumnUpdate(at=self._clock.now()))
        )

    async def removed(self, job: Job, message_id: int) -> None:
        """Write down that the posted message was deleted, where it is the one this posting is known by."""
        if job.result_message_id == message_id:
            await self._repository.take(
                TransitionRequest(job.id, Transition.REMOVED, ColumnUpdate(result_message_id=0), posting=job.postings)
            )

    async def give_back(self, job: Job) -> None:
        """Give a claimed notice back: it was not told, and the delivery does it now."""
        await self._repository.save(
            TransitionRequest(job.id, Transition.NOTICE_LATER, ColumnUpdate(notice_at=self._clock.now()))
        )
