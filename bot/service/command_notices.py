"""Endings that a command tells the person alone, in the delivery's place: claimed on disk first, and told once."""

from bot.clock import Clock
from bot.jobs.model import Arrow, Changes, Job, Move
from bot.jobs.repository import JobBook


class CommandNotices:
    """Takes notices over from the delivery. Every method raises StoreError."""

    def __init__(self, book: JobBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    async def claim(self, job: Job) -> bool:
        """Take over telling how this job ended; False when somebody else tells it."""
        return await self._book.take(Move(job.id, Arrow.START_NOTICE, Changes(at=self._clock.now()))) is not None

    async def told(self, job: Job) -> None:
        """Write down that a claimed notice was told; nobody else saw it, so there is no message to remember."""
        await self._book.save(Move(job.id, Arrow.NOTICE_SENT, Changes(at=self._clock.now())))

    async def give_back(self, job: Job) -> None:
        """Give a claimed notice back: it was not told, and the delivery does it now."""
        await self._book.save(Move(job.id, Arrow.NOTICE_LATER, Changes(notice_at=self._clock.now())))
