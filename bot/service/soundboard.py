"""Sounds cut for a server's soundboard: whose job it may be, and whether the server allows it at all."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.errors import InvalidRequest
from bot.guilds.guild_service import GuildService
from bot.jobs.caller import Caller
from bot.jobs.model import Job, Kind, State
from bot.jobs.ports import MediaFile
from bot.service.voice_clips import VoiceClips


class Soundboard:
    """Cuts sounds. ``find``: a job of the caller's server, whoever's it is."""

    def __init__(self, find: Callable[[Caller, str], Awaitable[Job]], guilds: GuildService, clips: VoiceClips) -> None:
        self._find = find
        self._guilds = guilds
        self._clips = clips

    @asynccontextmanager
    async def clip(self, caller: Caller, job_id: str, start_seconds: float) -> AsyncIterator[MediaFile]:
        """Cut a finished sound, removed on exit.

        Raises FetchError, MediaError, InvalidRequest, NotAllowed, Conflict.
        """
        job = await self._find(caller, job_id)
        if job.state is not State.READY or job.kind is Kind.VIDEO:
            raise InvalidRequest(key="refusal-no-sound")
        await self._guilds.enforce_soundboard(caller)
        async with self._clips.for_soundboard(job, caller.user_id, start_seconds) as file:
            yield file
