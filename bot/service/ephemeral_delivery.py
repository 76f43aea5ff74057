"""Let commands and buttons deliver the message about an ending: show it to one user only, or remove it."""

import asyncio
import logging

from bot.clock import Clock
from bot.errors import StoreUnavailable
from bot.jobs.model import ColumnUpdate, DeliveryState, Job, Transition, TransitionRequest
from bot.jobs.repository import JobRepository
from bot.utils.tasks import Tasks, wait_or_wake

log = logging.getLogger(__name__)
_RECHECK_SECONDS = (0.2, 0.5, 1.0)
_GIVE_BACK_SECONDS = 5.0
# Fits into what remains after a stop that took all of its time.
_CLOSE_SECONDS = 1.5


class EphemeralDelivery:
    """Takes endings over from the delivery worker. Every method raises StoreError."""

    def __init__(self, repository: JobRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock
        self._returns = Tasks("claim")
        self._claimed: set[str] = set()
        self._none_claimed = asyncio.Event()

    async def close(self) -> None:
        """Briefly wait for commands to record what they are showing people: the next process would post it again.

        What is left half done is recovered by the sweep.
        """
        if self._claimed:
            self._none_claimed.clear()
            await wait_or_wake(self._none_claimed, self._clock, _CLOSE_SECONDS)
        await self._returns.cancel()

    async def claim(self, job: Job) -> bool:
        """Claim the delivery of this job's ending; False when somebody else has it.

        The time of the claim is stored in the row: it tells a claim of ours that was stored but not confirmed from
        anybody else's.
        """
        is_ours = await self._take(job, self._clock.now())
        if is_ours:
            self._claimed.add(job.id)
        return is_ours

    async def _take(self, job: Job, at: float) -> bool:
        request = TransitionRequest(job.id, Transition.START_DELIVERY, ColumnUpdate(at=at, deliver_at=at))
        try:
            return await self._repository.take(request) is not None
        except StoreUnavailable:
            if await self._was_stored(job, at):
                return True
            # Also where it is not there: a commit may still be on its way.
            self._returns.start(self._return(job, at), job.id)
            raise

    async def _was_stored(self, job: Job, at: float) -> bool:
        for delay_seconds in _RECHECK_SECONDS:
            await self._clock.sleep(delay_seconds)
            try:
                return await self._is_ours(job, at)
            except StoreUnavailable:
                continue
        return False

    async def _is_ours(self, job: Job, at: float) -> bool:
        row = await self._repository.store.get(job.id)
        return row is not None and row.delivery_state is DeliveryState.SENDING and row.deliver_at == at

    async def _return(self, job: Job, at: float) -> None:
        """Give back a claim that was stored after all: nobody notifies the caller, so the delivery worker has to."""
        while True:
            await self._clock.sleep(_GIVE_BACK_SECONDS)
            try:
                is_ours = await self._is_ours(job, at)
            except StoreUnavailable:
                continue
            if is_ours:
                log.warning("delivery.returned: its claim was not answered", extra={"job": job.id})
                await self.give_back(job)
            return

    async def sent(self, job: Job) -> None:
        """Confirm a claimed delivery; the message was ephemeral, so its id is not recorded."""
        await self._end(job, Transition.CONFIRM_DELIVERY, ColumnUpdate(at=self._clock.now()))

    async def removed(self, job: Job, message_id: int) -> None:
        """Record that a posted message was deleted, if it is this posting's current message."""
        if job.result_message_id == message_id:
            await self._repository.take(
                TransitionRequest(job.id, Transition.REMOVED, ColumnUpdate(result_message_id=0), posting=job.postings)
            )

    async def give_back(self, job: Job) -> None:
        """Give a claimed delivery back: the caller was not notified, so the delivery worker posts it now."""
        await self._end(job, Transition.POSTPONE_DELIVERY, ColumnUpdate(deliver_at=self._clock.now()))

    async def _end(self, job: Job, transition: Transition, changes: ColumnUpdate) -> None:
        try:
            await self._repository.save(TransitionRequest(job.id, transition, changes))
        finally:
            self._claimed.discard(job.id)
            if not self._claimed:
                self._none_claimed.set()
