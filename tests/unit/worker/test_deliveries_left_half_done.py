"""Notices that stand as being told when a process gets the lease: those of the dead are told, others left alone."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.jobs.model import DeliveryState, Transition
from bot.worker.reconciler import LEFT_SECONDS
from tests.support.manual_clock import settle
from tests.unit.worker.test_work import House

CLAIMED_REFUSAL = (Transition.SUBMIT, Transition.REFUSE, Transition.START_DELIVERY)
CLAIMED_RESULT = (Transition.SUBMIT, Transition.ACCEPT, Transition.FAIL, Transition.START_DELIVERY)


@pytest.fixture(params=[True, False], ids=["alone", "one-of-many"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path, alone=request.param)
    yield house
    stopping = asyncio.create_task(house.worker.stop(5.0))
    await settle()
    await house.clock.advance(10)
    await stopping


async def take_the_lease(house: House) -> None:
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(10)
    assert house.worker.active


async def lose_it_and_take_it_again(house: House) -> None:
    house.lease.free.clear()
    house.lease.gone.set()
    await settle()
    await house.clock.advance(1)
    house.lease.free.set()
    await house.clock.advance(10)
    assert house.lease.taken == 2


async def test_what_a_command_elsewhere_is_telling_is_left_alone(house: House) -> None:
    job = await house.job(*CLAIMED_REFUSAL)
    await take_the_lease(house)
    if house.alone:  # nobody can be telling it: who was is dead
        assert (house.row(job).delivery_state, len(house.wall.posts)) == (DeliveryState.SENT, 1)
        return
    assert house.row(job).delivery_state is DeliveryState.SENDING
    await house.clock.advance(LEFT_SECONDS - 60)
    assert house.row(job).delivery_state is DeliveryState.SENDING
    await house.clock.advance(90)
    assert (house.row(job).delivery_state, len(house.wall.posts)) == (DeliveryState.SENT, 1)


async def test_what_a_command_here_is_telling_is_left_alone_when_the_lease_comes_back(house: House) -> None:
    await take_the_lease(house)
    job = await house.job(*CLAIMED_REFUSAL)
    await lose_it_and_take_it_again(house)
    await house.clock.advance(60)
    assert (house.row(job).delivery_state, house.wall.posts) == (DeliveryState.SENDING, [])


async def test_what_the_last_holder_was_posting_is_posted_at_once(house: House) -> None:
    first = await house.job(*CLAIMED_RESULT)
    await take_the_lease(house)
    assert house.row(first).delivery_state is DeliveryState.SENT
    second = await house.job(*CLAIMED_RESULT)
    await lose_it_and_take_it_again(house)
    assert house.row(second).delivery_state is DeliveryState.SENT
    assert len(house.wall.posts) == 2
