"""Background loops: a bug is shown and ends no loop for good."""

import asyncio
import itertools

import pytest

from bot.utils.backoff import Backoff
from bot.utils.lru import LruDict
from bot.utils.tasks import Tasks, racing, sleep_unless, wait_or_wake
from tests.support.manual_clock import ManualClock, settle


async def test_a_loop_begins_again_some_seconds_after_a_bug(caplog: pytest.LogCaptureFixture) -> None:
    clock, tasks = ManualClock(), Tasks("some")
    begun: list[float] = []

    async def loop() -> None:
        begun.append(clock.monotonic())
        if len(begun) < 3:
            raise ZeroDivisionError
        await clock.sleep(1e9)

    tasks.keep(loop, "loop", clock)
    await settle()
    await clock.advance(30)
    assert [later - earlier for earlier, later in itertools.pairwise(begun)] == [5.0, 5.0]
    assert len(tasks) == 1
    assert "loop.failed name=some:loop" in caplog.text
    await tasks.cancel()


async def test_only_a_loop_that_fails_as_soon_as_it_is_begun_is_failing() -> None:
    clock, tasks = ManualClock(), Tasks("some")
    lives = iter((1.0, 100.0, 3.0, 1.0, 1e9))

    async def loop() -> None:
        await clock.sleep(next(lives))
        raise ZeroDivisionError

    tasks.keep(loop, "loop", clock)
    failing = []
    for _ in range(140):
        await clock.advance(1.0)
        if tasks.failing(clock.monotonic()):
            failing.append(clock.monotonic())
    # Failures at 1, 106, 114 and 120 s: the last two follow another at once.
    assert (failing[0], failing[-1], len(failing)) == (114.0, 130.0, 17)
    await tasks.cancel()


async def test_what_was_booked_for_a_task_is_given_back_however_it_ends() -> None:
    tasks = Tasks("some")
    given_back: list[str] = []

    async def fail() -> None:
        raise ZeroDivisionError

    async def wait() -> None:
        await ManualClock().sleep(1e9)

    tasks.start(fail(), "fails", after=lambda: given_back.append("failed"))
    tasks.start(wait(), "waits", after=lambda: given_back.append("cancelled"))
    await settle()
    tasks.start(wait(), "never begins", after=lambda: given_back.append("cancelled before its first step"))
    await tasks.cancel()
    assert sorted(given_back) == ["cancelled", "cancelled before its first step", "failed"]


async def test_a_loop_that_ends_by_itself_is_over() -> None:
    tasks = Tasks("some")

    async def once() -> None:
        return

    tasks.keep(once, "once", ManualClock())
    await settle()
    assert len(tasks) == 0


async def test_a_race_ends_with_the_first_and_leaves_nobody_running() -> None:
    clock, ended = ManualClock(), list[str]()

    async def runner(name: str, seconds: float) -> str:
        try:
            await clock.sleep(seconds)
        finally:
            ended.append(name)
        return name

    async def race() -> tuple[bool, ...]:
        async with racing(runner("slow", 9.0), runner("fast", 1.0)) as tasks:
            return tuple(task.done() for task in tasks)

    racer = asyncio.create_task(race())
    await settle()
    await clock.advance(1)
    assert await racer == (False, True)
    assert ended == ["fast", "slow"]


async def test_a_loop_waits_for_its_event_and_its_delay_without_a_task_of_its_own() -> None:
    clock, event, rounds = ManualClock(), asyncio.Event(), list[float]()

    async def loop() -> None:
        while True:
            event.clear()
            await wait_or_wake(event, clock, 10.0)
            rounds.append(clock.monotonic())

    task = asyncio.create_task(loop())
    running = asyncio.all_tasks()
    await clock.advance(12)
    event.set()
    await clock.advance(9)
    assert asyncio.all_tasks() == running
    await clock.advance(2)
    assert rounds == [10.0, 12.0, 22.0]
    task.cancel()


async def test_the_end_of_a_sleep_sets_no_event() -> None:
    clock, stop = ManualClock(), asyncio.Event()
    sleeper = asyncio.create_task(sleep_unless(stop, clock, 5.0))
    await clock.advance(5)
    assert sleeper.done()
    assert not stop.is_set()


def test_delays_double_up_to_the_longest_however_many_failures() -> None:
    backoff = Backoff(2.0, 60.0)
    assert [backoff.after(failures) for failures in (0, 1, 2, 5, 6, 10**9)] == [2.0, 2.0, 4.0, 32.0, 60.0, 60.0]


def test_what_was_used_for_longest_is_forgotten() -> None:
    kept: LruDict[str, int] = LruDict(2)
    kept["a"], kept["b"] = 1, 2
    assert kept.use("a") == 1
    kept["c"] = 3
    assert (kept.use("b"), list(kept)) == (None, ["a", "c"])
