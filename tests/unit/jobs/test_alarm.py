"""An alarm wakes its loop when it is rung, and once at the earliest of the times it was set to."""

import asyncio

from bot.utils.alarm import Alarm
from tests.support.manual_clock import ManualClock, settle


class Waiter:
    """A loop that notes when it was woken."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.alarm = Alarm(self.clock)
        self.woken: list[float] = []
        self.task = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        while True:
            await self.alarm.wait()
            self.woken.append(self.clock.monotonic())

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.wait([self.task])


async def test_it_rings_once_at_the_earliest_time_whatever_the_order() -> None:
    waiter = Waiter()
    for at in (20.0, 10.0, 15.0):
        waiter.alarm.ring_at(at)
        await settle()
    assert waiter.woken == []  # setting it wakes nobody
    await waiter.clock.advance(60)
    assert waiter.woken == [10.0]
    await waiter.end()


async def test_a_time_in_the_past_rings_at_once() -> None:
    waiter = Waiter()
    await waiter.clock.advance(5)
    waiter.alarm.ring_at(5.0)
    await settle()
    assert waiter.woken == [5.0]
    await waiter.end()


async def test_once_rung_its_time_is_forgotten() -> None:
    waiter = Waiter()
    waiter.alarm.ring_at(10.0)
    waiter.alarm.ring()
    await waiter.clock.advance(60)
    assert waiter.woken == [0.0]
    waiter.alarm.ring_at(70.0)
    await waiter.clock.advance(60)
    assert waiter.woken == [0.0, 70.0]
    await waiter.end()


async def test_rung_while_nobody_waits_it_ends_the_next_wait() -> None:
    alarm = Alarm(ManualClock())
    alarm.ring()
    alarm.ring()
    async with asyncio.timeout(5):
        await alarm.wait()
    waiting = asyncio.create_task(alarm.wait())
    await settle()
    assert not waiting.done()
    waiting.cancel()
    await asyncio.wait([waiting])


async def test_a_cancelled_wait_leaves_no_timer() -> None:
    waiter = Waiter()
    waiter.alarm.ring_at(10.0)
    await settle()
    await waiter.end()
    await waiter.clock.advance(60)
    waiting = asyncio.create_task(waiter.alarm.wait())
    await settle()
    assert not waiting.done()
    waiting.cancel()
    await asyncio.wait([waiting])
