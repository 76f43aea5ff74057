"""After the provider has said "later": the product pauses as long as asked, and one call finds out for all."""

import asyncio

from bot.errors import Deferred, NotSent
from bot.jobs.model import ColumnUpdate, Job, State, Transition, TransitionRequest
from tests.support.manual_clock import settle
from tests.unit.worker.test_dispatcher import Desk
from tests.unit.worker.test_dispatcher import desk as desk

FULL_FOR_40_SECONDS = Deferred("full", code="LimitExceeded.CreateTask", retry_after_seconds=40.0)


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
    desk.provider.answers = [FULL_FOR_40_SECONDS]
    first = await desk.add()
    await settle()
    second = await desk.add()
    await desk.clock.advance(39)
    assert desk.provider.created == [first.id]
    await desk.clock.advance(2)
    assert sorted(desk.provider.created[1:]) == sorted([first.id, second.id])


async def test_late_news_of_an_end_before_later_is_no_reason_to_ask_again(desk: Desk) -> None:
    old = await desk.add()
    await settle()
    cancelled = TransitionRequest(old.id, Transition.CANCEL, ColumnUpdate(at=desk.clock.now()))
    ended = await desk.repository.store.take(cancelled)  # by another process, whose signal is lost
    assert ended is not None
    await desk.clock.advance(5)
    desk.provider.answers = [FULL_FOR_40_SECONDS]
    waiting = await desk.add()
    await settle()
    desk.dispatcher.observe(ended)  # the sweep has read it
    await desk.clock.advance(30)
    assert desk.provider.created == [old.id, waiting.id]
    await desk.clock.advance(12)
    assert desk.provider.created == [old.id, waiting.id, waiting.id]


async def test_a_shorter_later_does_not_shorten_a_longer_one(desk: Desk) -> None:
    desk.provider.answers = [FULL_FOR_40_SECONDS, NotSent("no connection")]
    jobs = [await desk.add() for _ in range(2)]
    await settle()
    assert desk.provider.created == [job.id for job in jobs]
    await desk.clock.advance(39)
    assert len(desk.provider.created) == 2
    await desk.clock.advance(2)
    assert len(desk.provider.created) == 4


async def test_a_database_that_is_away_does_not_shorten_a_later(desk: Desk) -> None:
    def lose_the_database(job: Job) -> None:
        if job.state is State.QUEUED and job.attempts == 1:  # the second one is about to be marked
            desk.store.away = 1

    desk.repository.subscribe(lose_the_database)
    desk.provider.answers = [FULL_FOR_40_SECONDS]
    desk.provider.turn.clear()
    first, second = [await desk.add() for _ in range(2)]
    await settle()
    desk.provider.turn.set()
    await settle()
    assert desk.store.away == 0
    await desk.clock.advance(39)
    assert desk.provider.created == [first.id]
    await desk.clock.advance(2)
    assert sorted(desk.provider.created[1:]) == sorted([first.id, second.id])
