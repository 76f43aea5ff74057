"""The simulated loop: virtual time, an order given by the seed, processes that can be killed and frozen."""

import asyncio
import gc
import time

import pytest

from bot.errors import StoreUnavailable
from tests.simulation.loop import NotSimulated, Owner, SimulatedLoop
from tests.simulation.network import Network


def _loop(seed: int = 1) -> SimulatedLoop:
    return SimulatedLoop(seed)  # type: ignore[abstract]  # as in the world


def test_sleeping_for_a_day_takes_no_time() -> None:
    async def sleep() -> float:
        await asyncio.sleep(86_400.0)
        return asyncio.get_running_loop().time()

    assert _loop().run_until_complete(sleep()) == 86_400.0


def _order(seed: int) -> list[int]:
    found: list[int] = []

    async def note(number: int) -> None:
        await asyncio.sleep(0)
        found.append(number)

    async def all_at_once() -> None:
        await asyncio.gather(*(note(number) for number in range(8)))

    _loop(seed).run_until_complete(all_at_once())
    return found


def test_the_seed_decides_the_order() -> None:
    assert _order(1) == _order(1)
    assert len({tuple(_order(seed)) for seed in range(10)}) > 5


def test_threads_are_refused() -> None:
    async def think() -> None:
        await asyncio.to_thread(time.time)

    with pytest.raises(NotSimulated):
        _loop().run_until_complete(think())


def test_a_killed_process_runs_no_further() -> None:
    loop, owner, done = _loop(), Owner("victim"), list[str]()

    async def work() -> None:
        try:
            await asyncio.sleep(1.0)
            done.append("work")
        finally:
            await asyncio.sleep(0)
            done.append("tidied")

    async def whole() -> None:
        loop.start(owner, work(), "work")
        await asyncio.sleep(0.5)
        assert loop.kill(owner) == 1
        await asyncio.sleep(5.0)

    loop.run_until_complete(whole())
    assert done == []
    assert loop.leaked_tasks(owner) == []


@pytest.mark.parametrize("dies_at", [0.5, 1.5])
def test_a_request_of_a_dead_process_arrives_and_its_answer_is_dropped(dies_at: float) -> None:
    loop, owner, arrived = _loop(), Owner("sender"), list[float]()
    network = Network(loop)

    def arrive() -> None:
        arrived.append(loop.time())
        raise StoreUnavailable("no")

    async def whole() -> None:
        loop.start(owner, network.ask(1.0, arrive, lambda: 1.0), "ask")
        await asyncio.sleep(dies_at)
        assert loop.kill(owner) == 1
        await asyncio.sleep(5.0)

    loop.run_until_complete(whole())
    gc.collect()
    assert arrived == [1.0]
    assert loop.unhandled_errors == []


def test_an_unread_exception_of_a_dead_process_is_no_bug() -> None:
    loop, owner = _loop(), Owner("victim")

    async def fail() -> None:
        raise StoreUnavailable("no")

    async def whole() -> None:
        left = loop.start(owner, fail(), "fail")
        await asyncio.sleep(1.0)
        loop.kill(owner)
        del left

    loop.run_until_complete(whole())
    gc.collect()
    assert loop.unhandled_errors == []


def test_a_frozen_process_catches_up_when_it_resumes() -> None:
    loop, owner, seen = _loop(), Owner("paused"), list[float]()

    async def tick() -> None:
        while True:
            await asyncio.sleep(1.0)
            seen.append(loop.time())

    async def whole() -> None:
        loop.start(owner, tick(), "tick")
        await asyncio.sleep(1.5)
        loop.stall(owner)
        loop.stall(owner)
        await asyncio.sleep(5.0)
        loop.resume(owner)
        await asyncio.sleep(5.0)
        assert seen == pytest.approx([1.0])
        loop.resume(owner)
        await asyncio.sleep(1.5)

    loop.run_until_complete(whole())
    assert seen == pytest.approx([1.0, 11.5, 12.5])
