"""Who may page through which jobs."""

import pytest

from bot.errors import NotAllowed
from bot.jobs.caller import Caller
from bot.jobs.repository import JobRepository
from bot.service.access import JobAccess
from tests.support.domain import a_new_job
from tests.support.manual_clock import ManualClock
from tests.support.memory_store import MemoryJobStore, QuietSignals


async def test_everybodys_jobs_are_for_moderators() -> None:
    clock, store = ManualClock(), MemoryJobStore()
    access = JobAccess(JobRepository(store, QuietSignals(), clock))
    job = await store.add(a_new_job(clock, user_id=8))
    with pytest.raises(NotAllowed):
        await access.list(Caller(7, 100, "en-US"), everyone=True)
    assert await access.list(Caller(7, 100, "en-US")) == []
    assert await access.list(Caller(7, 100, "en-US", is_moderator=True), everyone=True) == [job]
