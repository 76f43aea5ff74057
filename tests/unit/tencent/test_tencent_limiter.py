"""The limiter: never above the rate in any window, smooth, fair, and modest after a refusal."""

import asyncio
import itertools
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tencent.limiter import JITTER_SECONDS, Limiter, Pace, Priority, smooth_rate
from tests.support.manual_clock import ManualClock, settle

RATES = st.sampled_from([1, 2, 5, 10, 20, 50, 100])


def most_in_a_second(times: list[float]) -> int:
    """Return the largest number of moments within any closed second."""
    times = sorted(times)
    most = start = 0
    for end, moment in enumerate(times):
        while moment - times[start] > 1.0:
            start += 1
        most = max(most, end - start + 1)
    return most


@settings(max_examples=150)
@given(limit=RATES, waits=st.lists(st.floats(0, 3), min_size=1, max_size=200), seed=st.integers(0, 1000))
def test_the_server_never_counts_more_than_the_limit(limit: int, waits: list[float], seed: int) -> None:
    """Whenever callers come, and however the network delays each request within the margin."""
    chance = random.Random(seed)
    pace = Pace(smooth_rate(limit), chance)
    now, arrivals = 0.0, []
    for wait in waits:
        now += wait if chance.random() < 0.3 else 0.0  # mostly a crowd
        now += pace.delay_seconds(now)
        pace.sent(now)
        if chance.random() < 0.02:
            pace.refuse(now)
        arrivals.append(now + chance.uniform(0, JITTER_SECONDS))
    assert most_in_a_second(arrivals) <= limit


@pytest.mark.parametrize("limit", [10, 20, 50, 100])
def test_most_of_the_rate_can_be_used(limit: int) -> None:
    assert smooth_rate(limit) >= 0.8 * limit


@settings(max_examples=40, deadline=None)
@given(
    limit=st.sampled_from([5, 10, 20]),
    arrivals=st.lists(st.tuples(st.floats(0, 5), st.sampled_from(list(Priority))), min_size=1, max_size=60),
    refusals=st.lists(st.floats(0, 5), max_size=3),
)
def test_all_callers_together_stay_below_the_limit(
    limit: int, arrivals: list[tuple[float, Priority]], refusals: list[float]
) -> None:
    async def run() -> None:
        clock = ManualClock()
        limiter = Limiter({"key": limit}, clock, rng=random.Random(1))
        sent: list[float] = []

        async def caller(delay_seconds: float, priority: Priority) -> None:
            await clock.sleep(delay_seconds)
            await limiter.acquire("key", priority)
            sent.append(clock.monotonic())

        async def server(delay_seconds: float) -> None:
            await clock.sleep(delay_seconds)
            limiter.refuse("key")

        tasks = [asyncio.create_task(caller(delay, priority)) for delay, priority in arrivals]
        tasks += [asyncio.create_task(server(delay)) for delay in refusals]
        await clock.advance(200)
        await asyncio.wait_for(asyncio.gather(*tasks), 5)
        assert len(sent) == len(arrivals)
        assert most_in_a_second(sent) <= limit
        gaps = [later - earlier for earlier, later in itertools.pairwise(sent)]
        assert all(gap >= 1 / smooth_rate(limit) - 1e-5 for gap in gaps)

    asyncio.run(run())


async def test_creates_go_first_and_equals_in_order() -> None:
    clock = ManualClock()
    limiter = Limiter({"key": 10}, clock)
    order: list[str] = []

    async def caller(name: str, priority: Priority) -> None:
        await limiter.acquire("key", priority)
        order.append(name)

    assert limiter.try_acquire("key")
    tasks = [asyncio.create_task(caller(f"read {number}", Priority.READ)) for number in range(3)]
    await settle()
    tasks += [asyncio.create_task(caller(f"create {number}", Priority.CREATE)) for number in range(2)]
    await settle()
    assert not limiter.try_acquire("key")
    await clock.advance(10)
    await asyncio.gather(*tasks)
    assert order == ["create 0", "create 1", "read 0", "read 1", "read 2"]


async def test_a_cancelled_caller_blocks_nobody() -> None:
    clock = ManualClock()
    limiter = Limiter({"key": 10}, clock)
    assert limiter.try_acquire("key")
    first, second, third = (asyncio.create_task(limiter.acquire("key")) for _ in range(3))
    await settle()
    first.cancel()
    third.cancel()
    await settle()
    await clock.advance(1)
    await second
    assert limiter.gauges()[0].waiting == 0
    assert limiter.gauges()[0].granted == 2


async def test_a_refusal_stops_slows_and_climbs_back() -> None:
    clock = ManualClock()
    limiter = Limiter({"key": 20, "other": 20}, clock, rng=random.Random(3))
    full_rate = limiter.full_rate("key")
    limiter.refuse("key")
    limiter.refuse("key")  # the same crowd: slows down once
    assert 1.1 <= limiter.delay_seconds("key") <= 1.6
    assert limiter.delay_seconds("other") == 0
    assert limiter.gauges()[0].rate == pytest.approx(full_rate / 2)
    assert limiter.gauges()[0].refused == 2
    await clock.advance(5)
    halfway = limiter.gauges()[0].rate
    assert full_rate / 2 < halfway < full_rate
    await clock.advance(30)
    assert limiter.gauges()[0].rate == full_rate


async def test_refusals_without_end_leave_a_trickle() -> None:
    clock = ManualClock()
    limiter = Limiter({"key": 20}, clock)
    for _ in range(50):
        await clock.advance(1.2)
        limiter.refuse("key")
    assert limiter.full_rate("key") / 20 < limiter.gauges()[0].rate < limiter.full_rate("key") / 4


async def test_shows_its_use() -> None:
    clock = ManualClock()
    limiter = Limiter({"key": 20}, clock)
    for _ in range(10):
        await limiter.acquire("key")
        await clock.advance(0.06)
    assert limiter.gauges()[0].used_last_second == 10
    await clock.advance(3)
    assert limiter.gauges()[0].used_last_second == 0


async def test_no_limit_never_waits() -> None:
    limiter = Limiter({"key": math.inf}, ManualClock())
    assert all(limiter.try_acquire("key") for _ in range(100))


async def test_one_caller_stands_at_the_door_and_the_pace_is_kept_when_it_leaves() -> None:
    """Each writes something down between its approach and its turn, which takes longer for some."""
    clock = ManualClock()
    limiter = Limiter({"key": 10}, clock)
    at_the_door, most_at_once, left_at = 0, 0, list[float]()

    async def caller(number: int) -> None:
        nonlocal at_the_door, most_at_once
        leave = await limiter.approach("key")
        at_the_door += 1
        most_at_once = max(most_at_once, at_the_door)
        await clock.sleep(0.04 * (number % 3))
        await limiter.acquire("key", Priority.CREATE)
        left_at.append(clock.monotonic())
        at_the_door -= 1
        leave()
        leave()

    tasks = [asyncio.create_task(caller(number)) for number in range(12)]
    for _ in range(400):
        await clock.advance(0.01)
    await asyncio.gather(*tasks)
    assert most_at_once == 1
    spaces = [later - earlier for earlier, later in itertools.pairwise(left_at)]
    assert min(spaces) >= 1 / limiter.full_rate("key") - 1e-6
    assert max(spaces) <= 1 / limiter.full_rate("key") + 0.06


async def test_who_gives_up_at_the_door_lets_the_next_one_come() -> None:
    clock = ManualClock()
    limiter = Limiter({"key": 10}, clock)
    limiter.hold("key", 5.0)
    first, second = (asyncio.create_task(limiter.approach("key")) for _ in range(2))
    await settle()
    first.cancel()
    await settle()
    assert not second.done()
    await clock.advance(5.0)
    (await second)()
    (await limiter.approach("key"))()
