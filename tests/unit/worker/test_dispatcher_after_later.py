"""After the provider has said "later": the product pauses as long as asked, and one call finds out for all."""

import asyncio

from bot.errors import Deferred
from bot.jobs.model import State
from tests.support.manual_clock import settle
from tests.unit.worker.test_dispatcher import Desk
from tests.unit.worker.test_dispatcher import desk as desk


async def test_after_later_one_create_finds_out_for_all(desk: Desk) -> None:
    desk.provider.answers = [Deferred("rate", code="RequestLimitExceeded")] * 4  # as many as may be sent at once
    jobs = [await desk.add() for _ in range(4)]
    await settle()
    assert len(desk.provider.created) == 4
    may_answer = asyncio.Event()
    desk.provider.hold = may_answer.wait  # type: ignore[assignment]  # what it returns is not looked at
    await desk.clock.advance(60)
    assert len(desk.provider.created) == 5
    may_answer.set()
    await settle()
    assert {desk.state(job) for job in jobs} == {State.WAITING}


async def test_later_pauses_the_product_as_long_as_it_says(desk: Desk) -> None:
    desk.provider.answers = [Deferred("full", code="LimitExceeded.CreateTask", retry_after_seconds=40.0)]
    first = await desk.add()
    await settle()
    second = await desk.add()
    await desk.clock.advance(39)
    assert desk.provider.created == [first.id]
    await desk.clock.advance(2)
    assert sorted(desk.provider.created[1:]) == sorted([first.id, second.id])
