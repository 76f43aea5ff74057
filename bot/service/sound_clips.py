"""Make voice messages and soundboard clips from finished jobs: check which jobs, and for whom."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.errors import InvalidRequest
from bot.guilds.guild_service import GuildService
from bot.jobs.caller import Caller
from bot.jobs.model import Job, Kind, State
from bot.jobs.ports import Attachment, MediaFile
from bot.service.voice_clips import VoiceClips


class SoundClips:
    """One at a time per user, a few at once in total. ``find``: returns a job of the caller's server, whoever owns it.

    Every method raises FetchError, MediaError, InvalidRequest, NotAllowed, Conflict.
    """

    def __init__(self, find: Callable[[Caller, str], Awaitable[Job]], guilds: GuildService, clips: VoiceClips) -> None:
        self._find = find
        self._guilds = guilds
        self._clips = clips

    @asynccontextmanager
    async def voice_message(
        self, caller: Caller, job_id: str, limit_bytes: int, *, in_server: bool = True
    ) -> AsyncIterator[Attachment]:
        """Make a voice message from a finished sound, removed on exit."""
        job = await self._sound(caller, job_id)
        await self._guilds.enforce_here(caller, in_server=in_server)
        async with self._clips.of(job, caller.user_id, limit_bytes) as attachment:
            yield attachment

    @asynccontextmanager
    async def for_soundboard(self, caller: Caller, job_id: str, start_seconds: float) -> AsyncIterator[MediaFile]:
        """Cut a finished sound for a server's soundboard, removed on exit."""
        job = await self._sound(caller, job_id)
        await self._guilds.enforce_soundboard(caller)
        async with self._clips.for_soundboard(job, caller.user_id, start_seconds) as file:
            yield file

    async def _sound(self, caller: Caller, job_id: str) -> Job:
        job = await self._find(caller, job_id)
        if job.state is not State.READY or job.kind is Kind.VIDEO:
            raise InvalidRequest(key="refusal-no-sound")
        return job
