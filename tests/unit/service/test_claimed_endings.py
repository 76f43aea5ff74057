"""An ending that a command takes over from the delivery, and a database that does not answer: it is told once."""

import asyncio

import pytest

from bot.errors import StoreUnavailable
from bot.jobs.model import ColumnUpdate, DeliveryState, Job, Transition, TransitionRequest
from bot.jobs.repository import JobRepository
from bot.service.ephemeral_delivery import EphemeralDelivery
from tests.support.domain import a_new_job
from tests.support.manual_clock import ManualClock, settle
from tests.support.memory_store import MemoryJobStore, QuietSignals


class Desk:
    def __init__(self) -> None:
        self.clock = ManualClock()
        self.store = MemoryJobStore()
        self.repository = JobRepository(self.store, QuietSignals(), self.clock)
        self.endings = EphemeralDelivery(self.repository, self.clock)

    async def refused_job(self) -> Job:
        job = await self.repository.add(a_new_job(self.clock))
        for transition in (Transition.SUBMIT, Transition.REFUSE):
            await self.take(job, transition)
        await self.clock.advance(1)
        return self.store.rows[job.id]

    async def take(self, job: Job, transition: Transition) -> None:
        changes = ColumnUpdate(at=self.clock.now())
        assert await self.repository.take(TransitionRequest(job.id, transition, changes)) is not None

    async def claim(self, job: Job, *, away_afterwards: int = 0) -> bool:
        claiming = asyncio.create_task(self.endings.claim(job))
        await settle()
        self.store.away = away_afterwards
        await self.clock.advance(3)
        return await claiming

    def state(self, job: Job) -> DeliveryState:
        return self.store.rows[job.id].delivery_state


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_claim_that_was_stored_without_an_answer_is_a_claim(desk: Desk) -> None:
    job = await desk.refused_job()
    desk.store.unanswered = 1
    assert await desk.claim(job)
    await desk.clock.advance(60)
    assert desk.state(job) is DeliveryState.SENDING


async def test_a_claim_that_turns_up_after_the_command_gave_up_is_given_back(desk: Desk) -> None:
    job = await desk.refused_job()
    desk.store.unanswered = 1
    with pytest.raises(StoreUnavailable):
        await desk.claim(job, away_afterwards=4)  # three looks, and one in the background
    assert desk.state(job) is DeliveryState.SENDING
    await desk.clock.advance(12)
    assert desk.state(job) is DeliveryState.DUE
    await desk.endings.close()


async def test_what_somebody_else_claimed_meanwhile_is_left_to_them(desk: Desk) -> None:
    job = await desk.refused_job()
    desk.store.away = 1
    with pytest.raises(StoreUnavailable):
        await desk.claim(job, away_afterwards=3)
    await desk.take(job, Transition.START_DELIVERY)
    await desk.clock.advance(60)
    assert desk.state(job) is DeliveryState.SENDING
    await desk.endings.close()


async def test_a_process_that_stops_writes_down_what_a_command_has_just_told(desk: Desk) -> None:
    job = await desk.refused_job()
    assert await desk.claim(job)
    desk.store.away = 3
    telling = asyncio.create_task(desk.endings.sent(job))
    await settle()
    closing = asyncio.create_task(desk.endings.close())
    await settle()
    assert not closing.done()
    await desk.clock.advance(2.5)
    assert closing.done()
    await telling
    assert desk.state(job) is DeliveryState.SENT


async def test_a_process_that_stops_does_not_wait_for_a_database_that_is_away_for_long(desk: Desk) -> None:
    job = await desk.refused_job()
    assert await desk.claim(job)
    closing = asyncio.create_task(desk.endings.close())
    await desk.clock.advance(3)
    assert closing.done()
    assert desk.state(job) is DeliveryState.SENDING
