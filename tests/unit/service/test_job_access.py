"""Who may page through which jobs."""

import pytest

from bot.errors import NotAllowed
from bot.guilds.guild_service import GuildService
from bot.guilds.operator import OperatorService
from bot.jobs.caller import Caller
from bot.jobs.repository import JobRepository
from bot.patterns import compile_pattern
from tests.support.domain import a_new_job
from tests.support.job_service import job_service
from tests.support.manual_clock import ManualClock
from tests.support.memory_guilds import MemoryGuildStore
from tests.support.memory_store import MemoryJobStore, QuietSignals


async def test_everybodys_jobs_are_for_moderators() -> None:
    clock, store = ManualClock(), MemoryJobStore()
    signals, guild_store = QuietSignals(), MemoryGuildStore()
    service = job_service(
        JobRepository(store, signals, clock),
        GuildService(guild_store, signals, clock, compile_pattern),
        OperatorService(guild_store, signals, clock),
    )
    job = await store.add(a_new_job(clock, user_id=8))
    with pytest.raises(NotAllowed):
        await service.list(Caller(7, 100, "en-US"), everyone=True)
    assert await service.list(Caller(7, 100, "en-US")) == []
    assert await service.list(Caller(7, 100, "en-US", is_moderator=True), everyone=True) == [job]
