"""The bytes that all workspaces share: first come, first served, never a wait while holding, nothing held after."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FetchTooLarge, MediaTooLarge, WorkspaceFull
from bot.jobs.model import Medium, Output
from bot.media import ByteBudget, DiskResultCache, Fetcher, FetchLimits, HostRules, MediaTools, WorkerPool
from bot.media.budget import USUAL_ROOM_BYTES, Reservation
from bot.worker.result_builder import made_in_workspace
from tests.support.instant_clock import InstantClock
from tests.support.media_samples import write_wav
from tests.support.raw_server import http, raw_server

TURNS = 5000  # of the event loop, many more than any of these scenes needs


async def settle(done: Callable[[], bool]) -> None:
    """Let everything run until it is done; a scene that stands still fails here."""
    for _ in range(TURNS):
        if done():
            return
        await asyncio.sleep(0)
    raise AssertionError("nothing moves any more")


def too_large(detail: str) -> MediaTooLarge:
    return MediaTooLarge(detail)


deliveries = st.lists(
    # What each file of a delivery takes, and after how many turns somebody cancels it (or nobody does).
    st.tuples(st.lists(st.integers(1, 60), min_size=1, max_size=5), st.none() | st.integers(0, 40)),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=150)
@given(st.integers(20, 120), st.integers(1, 40), deliveries)
def test_all_end_within_the_budget_and_nothing_is_held_after(
    total: int, usual: int, scene: list[tuple[list[int], int | None]]
) -> None:
    budget = ByteBudget(total)
    most_used = 0
    used: dict[int, int] = {}

    async def deliver(number: int, files: list[int]) -> str:
        nonlocal most_used
        wanted = usual
        while True:
            try:
                async with budget.reserve(wanted) as reservation:
                    try:
                        for size in files:
                            reservation.claim(too_large).cover(size)
                            used[number] = used.get(number, 0) + size
                            most_used = max(most_used, sum(used.values()))
                            assert sum(used.values()) <= budget.held_bytes <= total
                            await asyncio.sleep(0)
                    finally:
                        used.pop(number, None)
                return "done"
            except WorkspaceFull as full:
                wanted = max(wanted + 1, full.needed_bytes)
            except MediaTooLarge:
                return "too large"

    async def run() -> None:
        tasks = [asyncio.create_task(deliver(number, files)) for number, (files, _) in enumerate(scene)]
        for turn in range(41):
            for task, (_, cancelled_at) in zip(tasks, scene, strict=True):
                if cancelled_at == turn:
                    task.cancel()
            await asyncio.sleep(0)
        await settle(lambda: all(task.done() for task in tasks))
        for task, (files, cancelled_at) in zip(tasks, scene, strict=True):
            if not task.cancelled():
                assert task.result() == ("too large" if sum(files) > total else "done")
            else:
                assert cancelled_at is not None

    asyncio.run(run())
    assert (budget.held_bytes, budget.waiting, used) == (0, 0, {})


async def test_a_large_one_in_front_is_not_passed_by_small_ones() -> None:
    budget = ByteBudget(100)
    came: list[str] = []

    async def enter(name: str, size: int) -> None:
        async with budget.reserve(size):
            came.append(name)

    async with AsyncExitStack() as first:
        await first.enter_async_context(budget.reserve(60))
        waiting = [asyncio.create_task(enter(name, size)) for name, size in (("large", 90), ("small", 10))]
        for _ in range(5):
            await asyncio.sleep(0)
        assert (came, budget.waiting) == ([], 2)
    await asyncio.gather(*waiting)
    assert came == ["large", "small"]


async def test_one_that_stops_waiting_lets_the_next_in() -> None:
    budget = ByteBudget(100)
    async with budget.reserve(60):
        large = asyncio.create_task(budget._acquire(90))
        small = asyncio.create_task(budget._acquire(10))
        await asyncio.sleep(0)
        large.cancel()
        await settle(small.done)
        assert budget.held_bytes == 70


async def test_a_growing_file_asks_for_twice_as_much() -> None:
    budget = ByteBudget(100)
    async with budget.reserve(20) as reservation, budget.reserve(60):
        claim = reservation.claim(too_large)
        claim.cover(30)
        with pytest.raises(WorkspaceFull) as caught:
            claim.cover(41)
        assert caught.value.needed_bytes == 60
        claim.settle(5)
        reservation.claim(too_large).cover(30)
        with pytest.raises(MediaTooLarge):
            reservation.claim(too_large).cover(96)
    assert budget.held_bytes == 0


def test_a_budget_is_never_more_than_the_disk_has(tmp_path: Path) -> None:
    assert ByteBudget.on_disk(tmp_path, 1000).total_bytes == 1000
    assert 1 <= ByteBudget.on_disk(tmp_path, 2**62).total_bytes < 2**62


# --- where it is used ---


Scene = Callable[[MediaTools, str], Coroutine[Any, Any, None]]


async def in_scene(tmp_path: Path, total: int, body: bytes, scene: Scene, coding: str = "none") -> ByteBudget:
    budget = ByteBudget(total)
    answer = http(body, content_type="audio/wav", Content_Encoding=coding)
    async with raw_server(answer) as server:
        rules = HostRules.parse((server.url.removeprefix("http://"),))
        fetcher = Fetcher(rules, FetchLimits(tries=1), clock=InstantClock())
        tools = MediaTools(fetcher, WorkerPool(), tmp_path / "work", budget)
        try:
            await scene(tools, f"{server.url}/x.wav")
        finally:
            await fetcher.close()
    assert (budget.held_bytes, budget.waiting) == (0, 0)
    assert list((tmp_path / "work").iterdir()) == []
    return budget


async def test_two_that_need_all_of_it_are_made_one_after_the_other(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 0.3, rate=48000).read_bytes()
    made = 0

    async def scene(tools: MediaTools, url: str) -> None:
        async def one(number: int) -> None:
            nonlocal made

            async def fetch(folder: Path) -> int:
                file = await tools.fetch(Output(url, Medium.AUDIO), folder)
                tools.take(folder, tools.budget.total_bytes - 2 * len(sound))
                return file.size_bytes

            async with made_in_workspace(tools, f"job{number}", fetch) as size:
                assert size == len(sound)
                made += 1

        async with asyncio.timeout(60):
            await asyncio.gather(one(1), one(2))

    await in_scene(tmp_path, 2 * USUAL_ROOM_BYTES, sound, scene)
    assert made == 2


@pytest.mark.parametrize("coding", ["none", "gzip"])
async def test_a_download_larger_than_all_of_it_is_too_large(tmp_path: Path, coding: str) -> None:
    async def scene(tools: MediaTools, url: str) -> None:
        async with tools.workspace("job") as folder:
            with pytest.raises(FetchTooLarge):
                await tools.fetch(Output(url, Medium.AUDIO), folder)
            assert list(folder.iterdir()) == []

    await in_scene(tmp_path, 1000, bytes(2000), scene, coding)


async def test_a_copy_from_the_shelf_takes_room_too(tmp_path: Path) -> None:
    kept = write_wav(tmp_path / "a.wav", 0.1)

    async def scene(tools: MediaTools, url: str) -> None:
        shelf = DiskResultCache(tmp_path / "shelf", keep_days=1, total_bytes=10**9, take=tools.take)
        async with tools.workspace("job", 10_000) as folder:
            await shelf.keep("job", 0, await tools.fetch(Output(url, Medium.AUDIO), folder))
        async with tools.workspace("job", 1000), tools.workspace("again", 1) as folder:
            with pytest.raises(WorkspaceFull):
                await shelf.open("job", 0, folder)
        async with tools.workspace("again") as folder:
            assert await shelf.open("job", 0, folder)

    size = kept.stat().st_size
    await in_scene(tmp_path, size + 500, kept.read_bytes(), scene)


async def test_a_worker_that_dies_holds_nothing(tmp_path: Path) -> None:
    kept = write_wav(tmp_path / "a.wav", 0.1)

    async def scene(tools: MediaTools, url: str) -> None:
        async with tools.workspace("job") as folder:
            file = await tools.fetch(Output(url, Medium.AUDIO), folder)
            with pytest.raises(MediaTooLarge):
                await tools.fit(file, 100, folder)
            clip = await tools.voice_clip(file, folder, 100_000)
            reservation: Reservation = tools._reservation_of(folder)
            assert reservation._used_bytes == file.size_bytes + clip.size_bytes
            making = asyncio.create_task(tools.waveform_picture(file, folder))
            await asyncio.sleep(0)
            making.cancel()
            await asyncio.wait((making,))
            assert reservation._used_bytes == file.size_bytes + clip.size_bytes

    await in_scene(tmp_path, 2 * USUAL_ROOM_BYTES, kept.read_bytes(), scene)
