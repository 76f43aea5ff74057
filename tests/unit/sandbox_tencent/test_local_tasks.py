"""A task's life on the cloud's clocks, the kept world, and the files that come of it."""

import asyncio
import io
import json
import statistics
from typing import Any

import av
import pytest

from bot.sandbox.tencent import (
    Fault,
    LocalTencent,
    ManualTencentClock,
    Pace,
    Profile,
    SandboxClock,
    Settings,
    TaskState,
)
from bot.sandbox.tencent.profile import DEFAULT_PACES, draw
from bot.sandbox.tencent.results.media import MediaCache, MediaSpec, make

SFX = {"ModelName": "Kling", "SceneType": "sfx", "Prompt": "rain"}


def test_speed_and_jumps_move_life_but_not_the_wall() -> None:
    clock = ManualTencentClock(start=1000.0)
    clock.advance(10)
    clock.speed = 100
    clock.advance(10)
    assert (clock.wall(), clock.life()) == (1020.0, 2010.0)
    clock.jump(500)
    clock.speed = 1
    clock.advance(5)
    assert (clock.wall(), clock.life()) == (1025.0, 2515.0)
    assert [clock.wall_of(life) for life in (1005, 1510, 2200, 2512, 2600)] == [1005, 1015, 1020, 1022, 1110]
    clock.skew_seconds = 600
    assert (clock.wall(), clock.life(), clock.wall_of(1005)) == (1625.0, 2515.0, 1605)
    for bad in (0, -1):
        with pytest.raises(ValueError, match="speed"):
            clock.speed = bad
    with pytest.raises(ValueError, match="backwards"):
        clock.jump(-1)


def test_the_real_clock_runs_at_its_speed() -> None:
    reading = [0.0]
    clock = SandboxClock(wall=lambda: 50.0 + reading[0], monotonic=lambda: reading[0], speed=10)
    reading[0] = 3.0
    assert (clock.wall(), clock.life(), clock.monotonic()) == (53.0, 80.0, 3.0)


@pytest.mark.parametrize("kind", DEFAULT_PACES)
def test_times_are_seeded_and_spread_around_the_median(kind: str) -> None:
    pace = DEFAULT_PACES[kind]
    totals = [sum(draw(pace, f"7:{number}")) for number in range(500)]
    assert totals == [sum(draw(pace, f"7:{number}")) for number in range(500)]
    assert statistics.median(totals) == pytest.approx(pace.median_seconds, rel=0.1)
    assert max(totals) > 1.3 * min(totals)


async def test_a_profile_sets_times_and_lengths(clock: ManualTencentClock) -> None:
    profile = Profile({"sfx/Kling": Pace(10, sigma=0, wait_share=0.2)}, {"sfx": 7})
    cloud = LocalTencent(Settings(credentials={}, profile=profile), clock=clock)
    pace = cloud.settings.profile.pace("sfx", "Kling")
    assert draw(pace, "any") == pytest.approx((2, 8))
    assert cloud.settings.profile.length_seconds("sfx", "Kling") == 7
    assert cloud.settings.profile.pace("music", "GL") == DEFAULT_PACES["music"]


async def test_a_task_can_be_steered(client: Any, cloud: LocalTencent) -> None:
    first, second = [(await client("mps", "CreateAigcAudioTask", SFX)).response["TaskId"] for _ in range(2)]
    cloud.tasks.finish_now(first)
    cloud.tasks.fail_now(second, "stopped")
    cloud.tasks.fail_now(first, "too late")
    assert (cloud.tasks.state(first), cloud.tasks.state(second)) == (TaskState.DONE, TaskState.FAILED)
    shown = {task["task_id"]: task for task in cloud.snapshot()["tasks"]}
    assert shown[second]["failure"]["message"] == "stopped"
    assert shown[first]["progress"] == 100


async def test_the_world_can_be_kept(client: Any, cloud: LocalTencent, clock: ManualTencentClock) -> None:
    cloud.speed = 10
    cloud.faults.add(Fault("http", skip=100, times=None), Fault("fail", skip=1))
    task_id = (await client("mps", "CreateAigcAudioTask", SFX)).response["TaskId"]
    clock.advance(1)
    kept = json.loads(json.dumps(cloud.to_dict()))
    later = ManualTencentClock(start=clock.wall() + 86400)
    other = LocalTencent(Settings(credentials=cloud.settings.credentials), clock=later)
    other.from_dict(kept)
    assert list(other.tasks) == list(cloud.tasks)
    assert other.clock.life() == cloud.clock.life()
    assert json.loads(json.dumps(other.to_dict())) == kept
    await other.start()
    client.cloud, client.clock = other, later
    later.advance(60)
    done = (await client("mps", "DescribeAigcAudioTask", {"TaskId": task_id})).response
    assert done["Status"] == "DONE"
    assert other.results_host in done["AudioInfos"][0]["Url"]
    async with client.session.get(done["AudioInfos"][0]["Url"]) as answer:
        assert answer.status == 200
    await other.close()
    with pytest.raises(ValueError, match="another version"):
        other.from_dict({"format": 0})


@pytest.mark.parametrize(
    "spec",
    [
        MediaSpec("wav", "music", 180),
        MediaSpec("wav", "speech", 1.5, sample_rate=8000, channels=1),
        MediaSpec("mp3", "sfx", 6, variant=2),
        MediaSpec("mp3", "music", 3, pad_to_bytes=500_001),
        MediaSpec("wav", "sfx", 3, pad_to_bytes=700_000),
        MediaSpec("mp4", "music", 4, width=640, height=368, pad_to_bytes=800_000),
        MediaSpec("mp4", "", 16, width=368, height=640),
    ],
)
def test_files_decode_to_what_was_asked(spec: MediaSpec) -> None:
    data = make(spec).data
    with av.open(io.BytesIO(data), "r") as container:
        assert container.duration is not None
        assert container.duration / av.time_base == pytest.approx(spec.seconds, abs=0.1)
        assert bool(container.streams.audio) == bool(spec.sound)
        if spec.sound:
            stream = container.streams.audio[0]
            assert stream.rate == spec.sample_rate
            loudest = max(max(bytes(frame.planes[0])) for frame in container.decode(stream))
            assert loudest > 0
    if spec.pad_to_bytes:
        assert len(data) == spec.pad_to_bytes
    if spec == MediaSpec("wav", "music", 180):
        assert len(data) == 180 * 44100 * 4 + 44


def test_the_picture_moves() -> None:
    data = make(MediaSpec("mp4", "", 2, width=320, height=192)).data
    with av.open(io.BytesIO(data), "r") as container:
        pictures = [bytes(frame.planes[0]) for frame in container.decode(video=0)]
    assert len(pictures) == 48
    assert len(set(pictures[:24])) > 12


async def test_a_file_is_made_once_however_many_ask() -> None:
    cache = MediaCache(limit_bytes=100_000)
    spec = MediaSpec("wav", "speech", 1, sample_rate=16000, channels=1)
    first, second = await asyncio.gather(cache.get(spec), cache.get(spec))
    assert first is second is await cache.get(spec)
    await cache.get(MediaSpec("wav", "music", 5))  # alone larger than the cache: the older one goes
    make.cache_clear()  # what other clouds of this process have made is not what is asked here
    assert await cache.get(spec) is not first
    await cache.close()
