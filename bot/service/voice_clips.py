"""Voice messages made of finished sounds on request: they cost the provider nothing, but results to be posted wait
for the same workers, so one person makes one at a time, and all together few.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import Conflict
from bot.jobs.model import Job
from bot.jobs.ports import Attachment, MediaFile
from bot.worker.result_builder import ResultBuilder

_AT_ONCE = 2


class VoiceClips:
    """Makes them under that bound."""

    def __init__(self, result_builder: ResultBuilder) -> None:
        self._result_builder = result_builder
        self._makers: set[int] = set()
        self._turns = asyncio.Semaphore(_AT_ONCE)

    @asynccontextmanager
    async def of(self, job: Job, user_id: int, limit_bytes: int) -> AsyncIterator[Attachment]:
        """Give a voice message of a job's sound, removed on exit.

        Raises FetchError, MediaError, and Conflict while this person has another one made.
        """
        async with self._turn(user_id), self._result_builder.voice_message(job, limit_bytes) as attachment:
            yield attachment

    @asynccontextmanager
    async def for_soundboard(self, job: Job, user_id: int, start_seconds: float) -> AsyncIterator[MediaFile]:
        """Give a job's sound cut for a soundboard; as :meth:`of`, and InvalidRequest where it is over by then."""
        async with self._turn(user_id), self._result_builder.soundboard_clip(job, start_seconds) as file:
            yield file

    @asynccontextmanager
    async def _turn(self, user_id: int) -> AsyncIterator[None]:
        if user_id in self._makers:
            raise Conflict(key="refusal-clip-running")
        self._makers.add(user_id)
        try:
            async with self._turns:
                yield
        finally:
            self._makers.discard(user_id)
