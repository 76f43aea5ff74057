"""A new job and a database that does not answer: what people are told is what is so."""

import asyncio

import pytest

from bot.errors import StoreUnavailable
from bot.jobs.claim import Claim
from bot.jobs.model import ColumnUpdate, Group, Job, State, Transition, TransitionRequest
from bot.jobs.repository import JobRepository
from bot.service.insert_job import JobInserter
from tests.support.domain import a_new_job
from tests.support.manual_clock import ManualClock, settle
from tests.support.memory_store import MemoryJobStore, QuietSignals


class Desk:
    def __init__(self) -> None:
        self.clock = ManualClock()
        self.store = MemoryJobStore()
        self.repository = JobRepository(self.store, QuietSignals(), self.clock)
        self.inserter = JobInserter(self.repository, self.clock)
        self.heard: list[Job] = []
        self.repository.subscribe(self.hear)

    def hear(self, job: Job) -> None:
        self.heard.append(job)

    async def add(self, count: int = 1) -> Job:
        adding = asyncio.create_task(self.inserter.add(a_new_job(self.clock), Claim(1.0, count=count)))
        await settle()
        await self.clock.advance(3)
        return await adding


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_job_that_was_stored_without_an_answer_is_a_job(desk: Desk) -> None:
    desk.store.unanswered = 1
    job = await desk.add()
    assert list(desk.store.rows) == [job.id]
    assert [one.id for one in desk.heard] == [job.id]
    await desk.clock.advance(60)
    assert desk.store.rows[job.id].state is State.REQUESTED
    await desk.inserter.close()


async def test_a_group_that_was_stored_without_an_answer_is_all_there(desk: Desk) -> None:
    desk.store.unanswered = 1
    job = await desk.add(count=4)
    assert job.group is not None
    assert [one.group for one in sorted(desk.heard, key=lambda one: one.id)] == [
        Group(job.id, index, 4) for index in (1, 2, 3, 4)
    ]
    assert sorted(desk.store.rows) == sorted(one.id for one in desk.heard)
    await desk.inserter.close()


async def test_a_group_that_turns_up_after_nothing_was_promised_is_withdrawn_whole(desk: Desk) -> None:
    desk.store.unanswered = 1
    adding = asyncio.create_task(desk.inserter.add(a_new_job(desk.clock), Claim(1.0, count=3)))
    await settle()
    desk.store.away = 3
    await desk.clock.advance(3)
    with pytest.raises(StoreUnavailable):
        await adding
    await desk.clock.advance(20)
    assert [job.state for job in desk.store.rows.values()] == [State.CANCELLED] * 3
    await desk.inserter.close()


async def test_a_database_that_is_away_makes_no_job(desk: Desk) -> None:
    desk.store.away = 1
    with pytest.raises(StoreUnavailable):
        await desk.add()
    await desk.clock.advance(60)
    assert desk.store.rows == {}
    await desk.inserter.close()


async def test_a_job_that_turns_up_after_nothing_was_promised_is_withdrawn(desk: Desk) -> None:
    desk.store.unanswered = 1
    adding = asyncio.create_task(desk.inserter.add(a_new_job(desk.clock), Claim(1.0)))
    await settle()
    desk.store.away = 5  # three looks and two tries to withdraw it
    await desk.clock.advance(3)
    with pytest.raises(StoreUnavailable):
        await adding
    [job] = desk.store.rows.values()
    assert job.state is State.REQUESTED
    await desk.clock.advance(20)
    assert desk.store.rows[job.id].state is State.CANCELLED
    await desk.inserter.close()


async def test_a_long_outage_is_asked_about_once_for_all_commands(desk: Desk) -> None:
    desk.store.away = 1000
    adding = [asyncio.create_task(desk.inserter.add(a_new_job(desk.clock), Claim(1.0))) for _ in range(20)]
    await desk.clock.advance(3)
    assert {type(failure) for failure in await asyncio.gather(*adding, return_exceptions=True)} == {StoreUnavailable}
    left = desk.store.away
    await desk.clock.advance(50)
    assert left - desk.store.away <= 11
    await desk.inserter.close()


async def test_one_that_was_sent_meanwhile_goes_its_way(desk: Desk) -> None:
    desk.store.unanswered = 1
    adding = asyncio.create_task(desk.inserter.add(a_new_job(desk.clock), Claim(1.0)))
    await settle()
    desk.store.away = 3
    await desk.clock.advance(3)
    with pytest.raises(StoreUnavailable):
        await adding
    [job] = desk.store.rows.values()
    await desk.repository.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=desk.clock.now())))
    await desk.clock.advance(20)
    assert desk.store.rows[job.id].state is State.SUBMITTING
    await desk.inserter.close()
