"""Status messages of jobs that were told just before the lease changed hands: the next holder shows how they ended."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.jobs.model import ColumnUpdate, Job, State, Transition, TransitionRequest
from tests.support.manual_clock import settle
from tests.unit.worker.test_work import House

TOLD = (
    Transition.SUBMIT,
    Transition.ACCEPT,
    Transition.FAIL,
    Transition.START_DELIVERY,
    Transition.CONFIRM_DELIVERY,
)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path, alone=False)
    yield house
    stopping = asyncio.create_task(house.worker.stop(5.0))
    await settle()
    await house.clock.advance(10)
    await stopping


async def take_the_lease(house: House) -> None:
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(10)


def shown(house: House) -> list[Job]:
    return [view.job for _, view in house.wall.shown]


async def test_an_ending_told_just_before_the_holder_died_is_shown_by_the_next_one(house: House) -> None:
    told = await house.job(*TOLD)
    await house.clock.advance(7200)  # nobody is there for two hours
    await take_the_lease(house)
    assert shown(house) == [house.row(told)]


async def test_so_is_a_cancellation(house: House) -> None:
    cancelled = await house.job(Transition.SUBMIT, Transition.ACCEPT, Transition.CANCEL)
    await take_the_lease(house)
    assert [(job.id, job.state) for job in shown(house)] == [(cancelled.id, State.CANCELLED)]


async def test_what_was_told_long_before_is_left_alone(house: House) -> None:
    await house.job(*TOLD)
    await house.clock.advance(300)
    late = await house.job(*TOLD)
    await take_the_lease(house)
    assert [job.id for job in shown(house)] == [late.id]


async def test_a_result_deleted_since_is_shown_as_deleted(house: House) -> None:
    removed = await house.job(*TOLD)
    await house.clock.advance(300)
    last = await house.job(*TOLD)
    changes = ColumnUpdate(result_message_id=0)
    await house.store.take(TransitionRequest(removed.id, Transition.REMOVED, changes, posting=removed.postings))
    await take_the_lease(house)
    assert {job.id: job.is_removed for job in shown(house)} == {removed.id: True, last.id: False}
