"""10,000 waiting jobs in one real bot process: memory, CPU, time to the first look, and commands meanwhile.

The simulators run in this process, the bot in its own, so the bot's figures are the bot's alone.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psutil

from bot.clock import SystemClock
from bot.jobs.model import Backend, new_job_id
from bot.sandbox.stage import SECRET_ID, SECRET_KEY, Stage
from bot.sandbox.tencent import Fault, LocalTencent, Settings
from bot.tencent.client import Account, TencentClient
from bot.tencent.limiter import Limiter
from bot.tencent.protocol import ACTIONS
from bot.tencent.signing import Credentials
from bot.tencent.transport import open_connections
from tests.bench.report import Results

_JOBS = 10_000
_QUIET_SECONDS = 30.0
_COMMANDS = 400
_COMMANDS_PER_SECOND = 20
# 0.3 of 20/s for sound and of 50/s for video: 21 looks a second in all.
_POLL_BUDGET = "0.3"
_HUGE = 1_000_000
_LOOKS = ("DescribeAigcAudioTask", "DescribeAigcVideoTask")


@dataclass(frozen=True)
class _Load:
    cpu_seconds: float
    wall_seconds: float
    looks: int
    rss_bytes: int

    @property
    def cpu_share(self) -> float:
        return self.cpu_seconds / self.wall_seconds


def run(out: Results) -> None:
    """Fill a bot with waiting jobs, restart it, and watch it."""
    asyncio.run(_run(out))


async def _run(out: Results) -> None:
    async with _stage() as stage:
        await stage.start_bot()
        await stage.wait_for_commands()
        await stage.bot.terminate()
        await _fill(stage)
        first_look_seconds = await _first_look(stage)
        await stage.wait_for_commands()
        await asyncio.sleep(5.0)
        quiet = await _watch(stage, asyncio.sleep(_QUIET_SECONDS))
        answers_ms: list[float] = []
        busy = await _watch(stage, _command_load(stage, answers_ms))
        answers_ms.sort()
        p99_ms = answers_ms[int(len(answers_ms) * 0.99) - 1]
        out.table(
            f"{_JOBS:,} waiting jobs, one process",
            [
                _row("watching only", quiet),
                _row(f"and {_COMMANDS_PER_SECOND} commands/s", busy) | {"answer p99 ms": round(p99_ms)},
            ],
        )
        out.target("resident memory, MB", max(quiet.rss_bytes, busy.rss_bytes) / 1e6, 180)
        out.target("CPU of one core while watching, %", quiet.cpu_share * 100, 10)
        out.target("looks/s while watching", quiet.looks / quiet.wall_seconds, 19, at_least=True)
        out.target("process start to first look, s", first_look_seconds, 2.5)
        out.target("slash command answered, p99 ms", p99_ms, 300)


@asynccontextmanager
async def _stage() -> AsyncIterator[Stage]:
    rates = dict.fromkeys(("CreateAigcAudioTask", "CreateAigcVideoTask"), _HUGE)
    cloud = LocalTencent(Settings(credentials={SECRET_ID: SECRET_KEY}), limits=rates)
    cloud.faults.add(Fault("stuck", times=None))
    settings = {"FOLEY_POLL_BUDGET": _POLL_BUDGET, "FOLEY_LOG_LEVEL": "WARNING"}
    async with Stage.opened(speed=1.0, settings=settings, tencent=cloud) as stage:
        yield stage


async def _fill(stage: Stage) -> None:
    """Buy the tasks at the local cloud and write their jobs into the bot's database, 0 to 300 s old."""
    music = {"ModelName": "MiniMaxMusic", "ModelVersion": "2.6", "SceneType": "music", "Prompt": "rain"}
    video = {"ModelName": "Kling", "ModelVersion": "2.6", "Prompt": "boat"}
    half = _JOBS // 2
    orders = [("music", "CreateAigcAudioTask", music)] * half + [("video", "CreateAigcVideoTask", video)] * half
    actions = {action.name: action for action in ACTIONS if action.service is Backend.MPS}
    async with open_connections() as connections:
        client = TencentClient(
            connections,
            Account(Credentials(SECRET_ID, SECRET_KEY), {Backend.MPS: stage.tencent.mps_url}),
            SystemClock(),
            limiter=Limiter({action.key: float("inf") for action in ACTIONS}, SystemClock()),
        )
        gate = asyncio.Semaphore(16)

        async def buy(number: int) -> tuple[str, int, str]:
            kind, action, payload = orders[number]
            async with gate:
                answer = await client.call(actions[action], payload)
            return kind, number, str(answer.fields["TaskId"])

        bought = await asyncio.gather(*(buy(number) for number in range(_JOBS)))
    now = time.time()
    with sqlite3.connect(stage.folder / "foley.db") as connection:
        connection.executemany(
            "INSERT INTO jobs (id, guild_id, channel_id, status_channel_id, status_message_id, upload_limit_bytes,"
            " user_id, locale, kind, request, backend, state, delivery_state, created_at, submitted_at, waiting_at,"
            " task_id, outputs)"
            " VALUES (?, ?, 1, 1, 1, 10485760, ?, 'en-US', ?, ?, 'mps', 'waiting', 'none', ?, ?, ?, ?, '[]')",
            [_job_row(stage, now, *one) for one in bought],
        )
    connection.close()


def _job_row(stage: Stage, now: float, kind: str, number: int, task_id: str) -> tuple[object, ...]:
    began_at = now - number * 7919 % 300
    request = (
        '{"prompt":"rain","model":"MiniMaxMusic","version":"2.6"}'
        if kind == "music"
        else '{"prompt":"boat","model":"Kling","version":"2.6"}'
    )
    return (
        new_job_id(began_at),
        stage.world.guild.id,
        number % 500,
        kind,
        request,
        began_at,
        began_at,
        began_at,
        task_id,
    )


async def _first_look(stage: Stage) -> float:
    """Start the bot and return the seconds from its start to its first look."""
    looked = asyncio.Event()
    unsubscribe = stage.tencent.subscribe(lambda call: looked.set() if call.action in _LOOKS else None)
    began_at = time.monotonic()
    await stage.bot.start()
    await looked.wait()
    unsubscribe()
    return time.monotonic() - began_at


async def _watch(stage: Stage, until: Awaitable[None]) -> _Load:
    process = psutil.Process(stage.bot.pid)
    before = process.cpu_times()
    stage.tencent.calls.clear()
    began_at = time.monotonic()
    await until
    wall_seconds = time.monotonic() - began_at
    after = process.cpu_times()
    looks = sum(len(stage.tencent.calls.of(action)) for action in _LOOKS)
    cpu_seconds = after.user + after.system - before.user - before.system
    return _Load(cpu_seconds, wall_seconds, looks, process.memory_info().rss)


async def _command_load(stage: Stage, answers_ms: list[float]) -> None:
    """Run commands at an even rate and keep how long each first answer took."""

    async def one() -> None:
        ran = await stage.discord.command(stage.world.member, stage.world.general, "/jobs list")
        await ran.wait_first_answer()
        answers_ms.append(ran.first_answer_ms if ran.first_answer_ms is not None else 3000.0)

    began_at = time.monotonic()
    running = []
    for number in range(_COMMANDS):
        await asyncio.sleep(max(0.0, began_at + number / _COMMANDS_PER_SECOND - time.monotonic()))
        running.append(asyncio.create_task(one()))
    await asyncio.gather(*running)


def _row(name: str, load: _Load) -> dict[str, float | int | str | bool]:
    return {
        "load": name,
        "looks/s": round(load.looks / load.wall_seconds, 1),
        "CPU % of one core": round(load.cpu_share * 100, 1),
        "RSS MB": round(load.rss_bytes / 1e6),
    }
