"""Every hot query is answered from an index, whatever is on disk: both databases are asked how they would do it."""

import sqlite3
from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import Select, text

from bot.clock import SystemClock
from bot.jobs.model import DeliveryState, Kind, State
from bot.jobs.ports import JobFilter
from bot.store import Store
from bot.store.jobs import queries as job_queries
from bot.store.jobs.open_job_counts import open_counts
from bot.store.maintenance.pruning import old_jobs
from bot.worker.reconciler import LAST_TOLD
from tests.support.jobs import make_new

_OPEN = frozenset(state for state in State if not state.is_final)
_ID = "0" * 14
_MIDDLE = "10000000015000"

# What must answer each question, and whether the database may sort a little.
_QUESTIONS: list[tuple[Select[Any], str]] = [
    (job_queries.by_id(_ID), "pk_jobs"),
    (job_queries.by_ids([_ID, "1" * 14]), "pk_jobs"),
    (job_queries.open_jobs("", None), "ix_jobs_open"),
    (job_queries.open_jobs(_MIDDLE, 200), "ix_jobs_open"),
    (job_queries.being_sent(), "ix_jobs_unfinished"),
    (job_queries.known_tasks(["a", "b"]), "ix_jobs_task"),
    (job_queries.of_unknown_outcome("10000000019900"), "pk_jobs"),
    (job_queries.listed(LAST_TOLD), "pk_jobs"),
    (open_counts(), "ix_jobs_open"),
    (old_jobs(_MIDDLE, 1000), "pk_jobs"),
    (job_queries.open_count(1, None), "ix_jobs_unfinished"),
    (job_queries.open_count(1, 2), "ix_jobs_unfinished"),
    (job_queries.of_group(_ID), "ix_jobs_group_id"),
    (job_queries.has_retry(_ID), "uq_jobs_unknown_retry_of"),
    (job_queries.open_repeat(_ID, 5), "uq_jobs_open_repeat"),
    (job_queries.listed(JobFilter(guild_id=1)), "ix_jobs_guild"),
    (job_queries.listed(JobFilter(guild_id=1, before_id=_MIDDLE)), "ix_jobs_guild"),
    (job_queries.listed(JobFilter(guild_id=1, kinds=frozenset({Kind.TTS}))), "ix_jobs_guild"),
    (job_queries.listed(JobFilter(guild_id=1, states=frozenset({State.FAILED}))), "ix_jobs_guild"),
    (job_queries.listed(JobFilter(guild_id=1, user_id=2)), "ix_jobs_guild_user"),
    (job_queries.listed(JobFilter(guild_id=1, user_id=2, before_id=_MIDDLE)), "ix_jobs_guild_user"),
    (job_queries.listed(JobFilter(user_id=2)), "ix_jobs_user"),
    (job_queries.listed(JobFilter(guild_id=1, states=_OPEN)), "ix_jobs_unfinished"),
    (job_queries.listed(JobFilter(guild_id=1, user_id=2, states=_OPEN)), "ix_jobs_unfinished"),
    (job_queries.listed(JobFilter(delivery_states=frozenset({DeliveryState.DUE}))), "ix_jobs_open"),
    (
        job_queries.listed(JobFilter(guild_id=1, user_id=2, delivery_states=frozenset({DeliveryState.HELD}))),
        "ix_jobs_held",
    ),
    (job_queries.listed(JobFilter(guild_id=1, delivery_states=frozenset({DeliveryState.HELD}))), "ix_jobs_held"),
]

_FILL = """
INSERT INTO jobs (id, guild_id, channel_id, status_channel_id, upload_limit_bytes, user_id, locale, kind, request,
    backend, state, delivery_state, created_at, retry_of)
SELECT {id}, n % 400, 1, 1, 1, n % 6000, 'en-US', 'music', '{{}}', 'mps', 'ready', 'sent', n,
    CASE WHEN n % 50 = 0 THEN '00000000000000' END
FROM {numbers} WHERE n >= 0
"""


@pytest.fixture
async def full_store(sql_store: Store) -> Store:
    """A sql_store with 20,000 finished jobs and one open one."""
    await sql_store.jobs.add(make_new(job_id=_ID))
    if sql_store.database.is_sqlite:
        numbers = "(WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 19999) SELECT n FROM c)"
        fill = _FILL.format(id="printf('1%013d', n)", numbers=numbers)
    else:
        fill = _FILL.format(id="'1' || lpad(n::text, 13, '0')", numbers="generate_series(0, 19999) AS n")
    async with sql_store.database.write_without_limit() as connection:
        await connection.execute(text(fill))
    if not sql_store.database.is_sqlite:  # SQLite must find its way without statistics, nobody collects them there
        async with sql_store.database.write_without_limit() as connection:
            await connection.execute(text("ANALYZE jobs"))
    return sql_store


async def _plan(store: Store, question: Select[Any]) -> list[str]:
    dialect = store.database.engine.dialect
    statement = str(question.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    explain = "EXPLAIN QUERY PLAN " if store.database.is_sqlite else "EXPLAIN "
    async with store.database.read() as connection:
        rows = await connection.exec_driver_sql(explain + statement)
        return [str(row[-1]) for row in rows]


# SQLite gives the indexes of keys names of its own.
_KEYS_OF_SQLITE = {"pk_jobs": "sqlite_autoindex_jobs_1", "uq_jobs_unknown_retry_of": "sqlite_autoindex_jobs_2"}


def _named(index: str, store: Store) -> Iterable[str]:
    if store.database.is_sqlite:
        return (index, _KEYS_OF_SQLITE.get(index, index))
    # PostgreSQL chooses by cost, and both partial indexes hold next to nothing.
    return (index, "ix_jobs_open") if index == "ix_jobs_unfinished" else (index,)


async def test_each_hot_query_uses_its_index_and_never_reads_the_table_through(full_store: Store) -> None:
    for question, index in _QUESTIONS:
        plan = await _plan(full_store, question)
        told = "\n".join(plan)
        assert any(name in told for name in _named(index, full_store)), (index, told)
        assert "Seq Scan" not in told, told
        # "SCAN jobs USING INDEX ix_jobs_open" walks the few open ones, in order.
        assert all("USING" in line for line in plan if line.startswith("SCAN jobs")), told
        if index in {"ix_jobs_guild", "ix_jobs_guild_user", "ix_jobs_user"} and full_store.database.is_sqlite:
            assert "TEMP B-TREE" not in told, told


async def test_sqlite_keeps_its_promises_in_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("pragmas") / "foley.db"
    async with Store.opened(f"sqlite:///{path}", SystemClock()) as store:
        async with store.database.read() as connection:
            names = ("journal_mode", "synchronous", "foreign_keys")
            found = [(await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one() for name in names]
        assert found == ["wal", 2, 1]
    assert sqlite3.sqlite_version_info >= (3, 35)  # RETURNING
