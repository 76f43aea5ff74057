"""Let commands and buttons handle the message about an ending: show it to one person alone, or remove it."""

from bot.clock import Clock
from bot.jobs.model import ColumnUpdate, Job, Transition, TransitionRequest
from bot.jobs.repository import JobRepository


class EphemeralDelivery:
    """Takes endings over from the delivery worker. Every method raises StoreError."""

    def __init__(self, repository: JobRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock

    async def claim(self, job: Job) -> bool:
        """Claim the delivery of this job's ending; False when somebody else has it."""
        return (
            await self._repository.take(
                TransitionRequest(job.id, Transition.START_DELIVERY, ColumnUpdate(at=self._clock.now()))
            )
            is not None
        )

    async def sent(self, job: Job) -> None:
        """Confirm a claimed delivery; nobody else saw the message, so there is none to remember."""
        await self._repository.save(
            TransitionRequest(job.id, Transition.CONFIRM_DELIVERY, ColumnUpdate(at=self._clock.now()))
        )

    async def removed(self, job: Job, message_id: int) -> None:
        """Write down that the posted message was deleted, where it is the one this posting is known by."""
        if job.result_message_id == message_id:
            await self._repository.take(
                TransitionRequest(job.id, Transition.REMOVED, ColumnUpdate(result_message_id=0), posting=job.postings)
            )

    async def give_back(self, job: Job) -> None:
        """Give a claimed delivery back: the person was not told, and the delivery worker posts it now."""
        await self._repository.save(
            TransitionRequest(job.id, Transition.POSTPONE_DELIVERY, ColumnUpdate(deliver_at=self._clock.now()))
        )
