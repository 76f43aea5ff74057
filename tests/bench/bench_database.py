"""1,000,000 finished jobs in SQLite with their lines on the books: lists, limits, usage, learned durations."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from sqlalchemy import text

from bot.clock import SystemClock
from bot.jobs.claim import Bound, Measure, Window
from bot.jobs.model import DeliveryState, State
from bot.jobs.ports import JobFilter
from bot.polling.durations import Durations, Prior
from bot.store import Store
from tests.bench.report import Results, Row

_JOBS = 1_000_000
_GUILDS, _USERS = 400, 6000
_TIMES = 200
_GUILD, _USER = 40, 40  # the server that has every fifth job, and a person in it
_FILL = f"""
INSERT INTO jobs (id, guild_id, channel_id, status_channel_id, upload_limit_bytes, user_id, locale, kind, request,
    backend, state, delivery_state, created_at, submitted_at, waiting_at, ended_at, notified_at, task_id, outputs)
WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < {_JOBS - 1})
SELECT printf('1%013d', n), CASE WHEN n % 5 = 0 THEN {_GUILD} ELSE n % {_GUILDS} END, 1, 1, 10485760, n % {_USERS},
    'en-US',
    CASE (n / 5) % 4 WHEN 0 THEN 'sfx' WHEN 1 THEN 'video' ELSE 'music' END,
    '{{"prompt":"calm rain over a tin roof","model":"MiniMaxMusic","version":"2.6"}}', 'mps',
    CASE WHEN (n / 5) % 20 = 7 THEN 'failed' ELSE 'ready' END, 'sent',
    1.7e9 + n, 1.7e9 + n, 1.7e9 + n, 1.7e9 + n + 60, 1.7e9 + n + 61, 'task-' || n, '[]'
FROM numbers
"""
_BOOKS = """
INSERT INTO quota_ledger (job_id, guild_id, user_id, kind, day, reserved_at, settled_at, standing, uses, seconds)
SELECT id, guild_id, user_id, kind, CAST(created_at / 86400 AS INTEGER), created_at, created_at + 60,
    CASE state WHEN 'ready' THEN 'charged' ELSE 'returned' END, state = 'ready', (state = 'ready') * 30.0
FROM jobs
"""
# A million jobs a second apart: eleven and a half days, all within one month.
_FIRST_AT, _LAST_AT = 1.7e9, 1.7e9 + _JOBS
_LIMITS = tuple(
    Bound(measure, window, 10, is_personal, began_at=max(_FIRST_AT, _LAST_AT - seconds))
    for is_personal in (True, False)
    for window, seconds in ((Window.HOUR, 3_600), (Window.DAY, 86_400), (Window.MONTH, 31 * 86_400))
    for measure in (Measure.COUNT, Measure.SECONDS)
)
Question = Callable[[], Awaitable[object]]


def run(out: Results) -> None:
    """Fill a database and ask it."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_run(out, Path(folder) / "foley.db"))


async def _run(out: Results, path: Path) -> None:
    async with Store.opened(f"sqlite:///{path}", SystemClock()) as store:
        async with store.database.write_without_limit() as connection:
            await connection.execute(text(_FILL))
            await connection.execute(text(_BOOKS))
        await _learn(store)
        rows: list[Row] = []
        for name, question in _questions(store).items():
            times = await _times(question)
            p99 = times[int(len(times) * 0.99) - 1]
            rows.append({"query": name, "median ms": round(times[len(times) // 2], 3), "p99 ms": round(p99, 3)})
            out.target(f"{name}: p99 ms", p99, 20)
        out.table(f"{_JOBS:,} finished jobs in SQLite, {path.stat().st_size // 2**20} MiB", rows)


async def _learn(store: Store) -> None:
    """Store estimates for more models than the catalogue has."""
    durations = Durations(lambda key: Prior(60.0))
    for number in range(100):
        for seconds in range(20, 60):
            durations.ended(("music", f"model-{number % 20}", f"{number // 20}"), seconds, seconds)
    await store.learning.save_durations(durations.changed(1.7e9))


def _questions(store: Store) -> dict[str, Question]:
    def listing(**restricted: object) -> Question:
        wanted = JobFilter(**restricted)  # type: ignore[arg-type]
        return lambda: store.jobs.list(wanted)

    def asking(*bounds: Bound) -> Question:
        return lambda: store.guilds.allowances(_GUILD, _USER, bounds)

    everybody = {"guild_id": _GUILD}
    person = {"guild_id": _GUILD, "user_id": _USER}
    middle = f"1{_JOBS // 2:013d}"
    return {
        "/jobs list, a person": listing(**person),
        "/jobs list, a person, a page in the middle": listing(**person, before_id=middle),
        "/jobs list, the server": listing(**everybody),
        "/jobs list, a person, running": listing(
            **person, states=frozenset(state for state in State if not state.is_final)
        ),
        "/jobs list, the server, held": listing(**everybody, delivery_states=frozenset({DeliveryState.HELD})),
        "one job": lambda: store.jobs.get(middle),
        **{
            f"limit: {'a person' if bound.is_personal else 'the server'}, {bound.measure}, {bound.window}": asking(
                bound
            )
            for bound in _LIMITS
        },
        "limit: all of them at once": asking(*_LIMITS),
        "ETA: every learned duration": store.learning.load_durations,
        "restart: all open jobs": store.jobs.open_jobs,
    }


async def _times(question: Question) -> list[float]:
    """Milliseconds of many askings, sorted."""
    await question()
    times = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        await question()
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)
