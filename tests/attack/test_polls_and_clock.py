"""The real process while looks fail for long, and while its wall clock is set: every paid job is delivered."""

import asyncio
from pathlib import Path

from bot.sandbox.bot_process import BotProcess
from bot.sandbox.discord import LocalDiscord
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault, Moment
from bot.sandbox.tencent.profile import Pace, Profile
from tests.attack import database_rows
from tests.support.patience import STAGE_LIMITS

JOBS = 8
GIVE_UP_SECONDS = 1.0
POLLS_AFTER_A_STEP = 6
DAY_SECONDS = 86_400.0
STEPS_SECONDS = (600.0, -600.0, 2 * DAY_SECONDS, -2 * DAY_SECONDS, 0.0)
LOOKS = ("DescribeAigcAudioTask", "DescribeTaskDetail")
_STEPPED = Path(__file__).with_name("stepped_bot.py")


async def ask_for_all(stage: Stage) -> None:
    for number in range(JOBS):
        kind = "music" if number % 2 else "sfx"
        await stage.discord.command(stage.world.member, stage.world.general, f"/{kind} prompt:calm rain {number}")


async def until_all(url: str, stage: Stage, done: str) -> list[database_rows.Row]:
    """Return all rows once each is told (``sent``) or accepted (``waiting``)."""

    async def there() -> list[database_rows.Row] | None:
        rows = await database_rows.jobs(url)
        return (
            rows if len(rows) == JOBS and all(done in (row["delivery_state"], row["state"]) for row in rows) else None
        )

    return await stage.patience.until_found(there, 0.1)


def url_of(stage: Stage) -> str:
    return f"sqlite:///{stage.folder / 'foley.db'}"


async def test_looks_that_fail_for_three_give_up_ages_lose_no_job() -> None:
    async with Stage.opened(
        speed=60.0,
        settings={"FOLEY_GIVE_UP_AFTER": f"{GIVE_UP_SECONDS:.0f}s"},
        discord=LocalDiscord(limits=STAGE_LIMITS),
    ) as stage:
        await stage.start_bot()
        await stage.wait_for_commands()
        for action in LOOKS:
            stage.tencent.faults.add(Fault("http", action=action, status=503, times=None))
        await ask_for_all(stage)
        await until_all(url_of(stage), stage, "waiting")
        await asyncio.sleep(3 * GIVE_UP_SECONDS)  # real time is what this is about
        assert {row["state"] for row in await database_rows.jobs(url_of(stage))} == {"waiting"}
        for task in stage.tencent.tasks:
            stage.tencent.tasks.finish_now(task.task_id)
        stage.tencent.faults.clear()
        rows = await until_all(url_of(stage), stage, "sent")
        assert [row["state"] for row in rows] == ["ready"] * JOBS


async def polls_go_on(stage: Stage, polls: list[str]) -> None:
    """Return once tasks were asked about several times more."""
    wanted = len(polls) + POLLS_AFTER_A_STEP
    await stage.patience.until(lambda: len(polls) >= wanted)


async def test_a_wall_clock_that_is_set_loses_no_job_and_stops_no_poll() -> None:
    async with Stage.opened(speed=4.0, discord=LocalDiscord(limits=STAGE_LIMITS)) as stage:
        clock_file = stage.folder / "wall-clock"
        environment = {**stage.environment(), "WALL_CLOCK_FILE": str(clock_file)}
        stage.bots[:] = [BotProcess(environment, stage.folder, arguments=(str(_STEPPED),))]
        # None ends by itself: half do midway, the others after the last step.
        paces = dict.fromkeys(("sfx", "music"), Pace(DAY_SECONDS, 0.1))
        stage.tencent.settings.profile = Profile(paces=paces, lengths_seconds={"music": 2.0, "sfx": 1.0})
        await stage.start_bot()
        await stage.wait_for_commands()
        polls: list[str] = []

        async def note_polls(moment: Moment) -> None:
            if moment.phase == "before" and moment.action in LOOKS:
                polls.append(moment.action)

        stage.tencent.on_request = note_polls
        await ask_for_all(stage)
        await until_all(url_of(stage), stage, "waiting")
        tasks = [task.task_id for task in stage.tencent.tasks]
        for number, seconds in enumerate(STEPS_SECONDS):
            clock_file.write_text(str(seconds), "ascii")
            await polls_go_on(stage, polls)
            if number == len(STEPS_SECONDS) // 2:
                for task_id in tasks[: JOBS // 2]:
                    stage.tencent.tasks.finish_now(task_id)
        for task_id in tasks[JOBS // 2 :]:
            stage.tencent.tasks.finish_now(task_id)
        rows = await until_all(url_of(stage), stage, "sent")
        assert [row["state"] for row in rows] == ["ready"] * JOBS
