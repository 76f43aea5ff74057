"""Make voice messages from finished sounds on request, within a limit.

They cost nothing at the provider, but results to be posted wait for the same workers: so each user makes one at a time,
and all users together a few.
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
    """Makes voice messages and soundboard clips within that limit."""

    def __init__(self, result_builder: ResultBuilder) -> None:
        self._result_builder = result_builder
        self._busy_users: set[int] = set()
        self._slots = asyncio.Semaphore(_AT_ONCE)

    @asynccontextmanager
    async def of(self, job: Job, user_id: int, limit_bytes: int) -> AsyncIterator[Attachment]:
        """Yield a voice message from a job's sound, removed on exit.

        Raises FetchError, MediaError, and Conflict while another one is being made for this user.
        """
        async with self._slot(user_id), self._result_builder.voice_message(job, limit_bytes) as attachment:
            yield attachment

    @asynccontextmanager
    async def for_soundboard(self, job: Job, user_id: int, start_seconds: float) -> AsyncIterator[MediaFile]:
        """Yield a job's sound, cut for a soundboard. Raises as :meth:`of`; InvalidRequest for a start past its end."""
        async with self._slot(user_id), self._result_builder.soundboard_clip(job, start_seconds) as file:
            yield file

    @asynccontextmanager
    async def _slot(self, user_id: int) -> AsyncIterator[None]:
        if user_id in self._busy_users:
            raise Conflict(key="refusal-clip-running")
        self._busy_users.add(user_id)
        try:
            async with self._slots:
                yield
        finally:
            self._busy_users.discard(user_id)
