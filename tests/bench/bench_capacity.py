"""What one job costs the database and one server costs a process: the figures that docs/scale.md multiplies.

Lives of jobs go through the real store and its signals on a real PostgreSQL (fsync off), as fast as one process can.
Servers are those of the local Discord, each with ten roles and twenty channels.
"""

import asyncio
import time
from dataclasses import dataclass

import psutil
from sqlalchemy import text

from bot.clock import SystemClock
from bot.jobs.claim import Claim
from bot.jobs.model import ColumnUpdate, Place, SfxRequest, Transition, TransitionRequest, new_job_id
from bot.jobs.repository import JobRepository
from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.stage import Stage
from bot.store import Store
from tests.bench.report import Results, Row
from tests.support.jobs import OUTPUT, PLACE, make_new
from tests.support.postgres import PostgresServer

_LIVES = 10_000
_AT_ONCE = 16
_SERVERS = 2_000
_CHANNELS, _ROLES = 20, 10
_LIFE = (
    Transition.SUBMIT,
    Transition.ACCEPT,
    Transition.COMPLETE,
    Transition.START_DELIVERY,
    Transition.CONFIRM_DELIVERY,
)


@dataclass(frozen=True)
class _Used:
    """What something took so far: seconds on the clock and of both sides' processors, bytes of log."""

    wall: float
    ours: float
    theirs: float
    wal_bytes: int


def run(out: Results) -> None:
    """Measure both."""
    server = PostgresServer()
    try:
        server.start()
        asyncio.run(_lives(out, server))
    finally:
        server.remove()
    asyncio.run(_servers(out))


async def _lives(out: Results, server: PostgresServer) -> None:
    url = server.url(await server.create_database())
    async with Store.opened(url, SystemClock()) as store:
        await store.lease.acquire()
        repository = JobRepository(store.jobs, store.signals, SystemClock())
        before = await _used(store, server)
        numbers = iter(range(_LIVES))

        async def live_on() -> None:
            for number in numbers:
                await _live(repository, number)

        await asyncio.gather(*(live_on() for _ in range(_AT_ONCE)))
        after = await _used(store, server)
        sizes = await _sizes(store)
    wall = after.wall - before.wall
    out.table(
        f"{_LIVES:,} jobs from command to message in PostgreSQL, one process, {_AT_ONCE} at once",
        [
            {
                "jobs/s": round(_LIVES / wall),
                "own CPU ms a job": round((after.ours - before.ours) / _LIVES * 1e3, 2),
                "PostgreSQL CPU ms a job": round((after.theirs - before.theirs) / _LIVES * 1e3, 2),
                "WAL bytes a job": round((after.wal_bytes - before.wal_bytes) / _LIVES),
                **sizes,
            }
        ],
    )


async def _live(repository: JobRepository, number: int) -> None:
    """One job from its row to its message: six transactions, each with its signal."""
    now = time.time()
    place = Place(number % 3000, 21, 22, 23, PLACE.upload_limit_bytes)
    request = SfxRequest(prompt="calm rain over a tin roof, far thunder, no music at all", model="GL", version="2.0")
    new = make_new(now, job_id=new_job_id(now), place=place, user_id=number % 20_000, request=request)
    job = await repository.add(new, Claim(seconds=10.0))
    for transition in _LIFE:
        outputs = (OUTPUT,) if transition is Transition.COMPLETE else None
        changes = ColumnUpdate(
            at=now, deliver_at=now, task_id=f"1400{number:010d}-AigcAudio-0123456789abcdef", outputs=outputs,
            provider_request_id="4e1a7f9c-1c7b-4d8e-9a4e-0f3f6d0c2b1a",
            result_channel_id=21, result_message_id=10**18 + number,
        )  # fmt: skip
        taken = await repository.take(TransitionRequest(job.id, transition, changes, job.task_id))
        if taken is None:
            raise AssertionError(f"{transition} was not taken")
        job = taken


async def _used(store: Store, server: PostgresServer) -> _Used:
    async with store.database.read() as connection:
        position = await connection.execute(text("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"))
        wal_bytes = int(position.scalar_one())
    own = psutil.Process().cpu_times()
    return _Used(time.monotonic(), own.user + own.system, server.cpu_seconds(), wal_bytes)


async def _sizes(store: Store) -> dict[str, int]:
    """Bytes a row with its indexes, as they are after so many updates and a vacuum."""
    async with store.database.read() as connection:
        found = await connection.execute(
            text("SELECT pg_total_relation_size('jobs'), pg_total_relation_size('quota_ledger')")
        )
        job_bytes, ledger_bytes = found.one()
    return {"bytes a job": round(job_bytes / _LIVES), "bytes a line on the books": round(ledger_bytes / _LIVES)}


async def _servers(out: Results) -> None:
    rows: list[Row] = []
    for servers in (1, _SERVERS):
        async with Stage.opened(settings={"FOLEY_LOG_LEVEL": "WARNING"}) as stage:
            _add_servers(stage, servers - 1)
            await stage.start_bot()
            await stage.wait_for_commands()
            await asyncio.sleep(5.0)
            process = psutil.Process(stage.bot.pid)
            rss, cpu = process.memory_info().rss, process.cpu_times()
            began_at = time.monotonic()
            await asyncio.sleep(20.0)
            idle = process.cpu_times()
            share = (idle.user + idle.system - cpu.user - cpu.system) / (time.monotonic() - began_at)
            rows.append(
                {
                    "servers": servers,
                    "RSS MB": round(rss / 1e6),
                    "CPU s to be ready": round(cpu.user + cpu.system, 1),
                    "idle CPU % of one core": round(share * 100, 1),
                }
            )
    grown = (float(rows[1]["RSS MB"]) - float(rows[0]["RSS MB"])) / (_SERVERS - 1) * 1000
    out.table(f"Servers of {_CHANNELS} channels and {_ROLES} roles in one process", rows)
    out.target("memory for 1,000 servers, MB", grown, 60)


def _add_servers(stage: Stage, count: int) -> None:
    world = stage.discord.world
    for number in range(count):
        owner = world.add_user(f"owner{number}")
        guild = world.add_guild(f"Server {number}", owner=owner)
        for one in range(_ROLES):
            world.add_role(guild, f"role {one}", Permission(0))
        for one in range(_CHANNELS):
            world.add_channel(guild, f"channel-{one}")
