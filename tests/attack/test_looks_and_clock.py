"""The real process while looks fail for long, and while its wall clock is set: every paid job is delivered."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.sandbox.bot_process import BotProcess
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault, Moment
from bot.sandbox.tencent.profile import Pace, Profile
from tests.attack import books

JOBS = 20
GIVE_UP_SECONDS = 3.0
LONGEST_GAP_SECONDS = 5.0
DAY_SECONDS = 86_400.0
STEPS_SECONDS = (600.0, -600.0, 2 * DAY_SECONDS, -2 * DAY_SECONDS, 0.0)
LOOKS = ("DescribeAigcAudioTask", "DescribeTaskDetail")
_STEPPED = Path(__file__).with_name("stepped_bot.py")
_TICK_SECONDS = 0.1


async def ask_for_all(stage: Stage) -> None:
    for number in range(JOBS):
        kind = "music" if number % 2 else "sfx"
        await stage.discord.command(stage.world.member, stage.world.general, f"/{kind} prompt:calm rain {number}")


async def until_all(url: str, stage: Stage, done: str) -> list[books.Row]:
    """Return all rows once each is told (``sent``) or accepted (``waiting``)."""
    patience = stage.patience

    async def there() -> bool:
        rows = await books.jobs(url)
        return len(rows) == JOBS and all(done in (row["notice"], row["state"]) for row in rows)

    async with asyncio.timeout(patience.limit() or 120.0):
        while not await there():  # noqa: ASYNC110  # of another process
            await asyncio.sleep(0.1)
    return await books.jobs(url)


def url_of(stage: Stage) -> str:
    return f"sqlite:///{stage.folder / 'foley.db'}"


async def test_looks_that_fail_for_three_give_up_ages_lose_no_job() -> None:
    async with Stage.opened(speed=60.0, settings={"FOLEY_GIVE_UP_AFTER": f"{GIVE_UP_SECONDS:.0f}s"}) as stage:
        await stage.start_bot()
        await stage.wait_for_commands()
        for action in LOOKS:
            stage.tencent.faults.add(Fault("http", action=action, status=503, times=None))
        await ask_for_all(stage)
        await until_all(url_of(stage), stage, "waiting")
        await asyncio.sleep(3 * GIVE_UP_SECONDS)  # real time is what this is about
        assert {row["state"] for row in await books.jobs(url_of(stage))} == {"waiting"}
        for task in stage.tencent.tasks:
            stage.tencent.tasks.finish_now(task.task_id)
        stage.tencent.faults.clear()
        rows = await until_all(url_of(stage), stage, "sent")
        assert [row["state"] for row in rows] == ["ready"] * JOBS


class Gaps:
    """How long nobody polled while tasks ran, less what this process itself was held up."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.polled_at = time.monotonic()
        self.stall_seconds = 0.0
        self.longest_seconds = 0.0
        self.polls = 0
        stage.tencent.on_request = self._on_request

    async def _on_request(self, moment: Moment) -> None:
        if moment.phase == "before" and moment.action in LOOKS:
            self.polls += 1
            self._close()

    def _close(self) -> None:
        now = time.monotonic()
        self.longest_seconds = max(self.longest_seconds, now - self.polled_at - self.stall_seconds)
        self.polled_at, self.stall_seconds = now, 0.0

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Count from here on, up to the end of the block."""
        self.polled_at, self.longest_seconds, self.polls = time.monotonic(), 0.0, 0
        watcher = asyncio.create_task(self._feel_stalls(), name="stalls")
        try:
            yield
            self._close()
        finally:
            watcher.cancel()

    async def _feel_stalls(self) -> None:
        while True:
            began_at = time.monotonic()
            await asyncio.sleep(_TICK_SECONDS)
            self.stall_seconds += max(0.0, time.monotonic() - began_at - 2 * _TICK_SECONDS)


async def test_a_wall_clock_that_is_set_loses_no_job_and_stops_no_poll() -> None:
    async with Stage.opened(speed=1.0) as stage:
        clock_file = stage.folder / "wall-clock"
        environment = {**stage.environment(), "WALL_CLOCK_FILE": str(clock_file)}
        stage.bots[:] = [BotProcess(environment, stage.folder, arguments=(str(_STEPPED),))]
        # Half are over midway, the others after the last step.
        paces = {"sfx": Pace(12.0, 0.2), "music": Pace(30.0, 0.1)}
        stage.tencent.settings.profile = Profile(paces=paces, lengths_seconds={"music": 2.0, "sfx": 1.0})
        await stage.start_bot()
        await stage.wait_for_commands()
        gaps = Gaps(stage)
        await ask_for_all(stage)
        await until_all(url_of(stage), stage, "waiting")
        async with gaps.watched():
            for seconds in STEPS_SECONDS:
                clock_file.write_text(str(seconds), "ascii")
                await asyncio.sleep(LONGEST_GAP_SECONDS)
        print(f"\n{gaps.polls} polls, longest gap {gaps.longest_seconds:.1f} s")
        assert gaps.longest_seconds <= LONGEST_GAP_SECONDS
        rows = await until_all(url_of(stage), stage, "sent")
        assert [row["state"] for row in rows] == ["ready"] * JOBS
