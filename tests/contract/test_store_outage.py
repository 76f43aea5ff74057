"""The database goes away, freezes or fills up: StoreUnavailable, nothing half-written, and it comes back by itself."""

import asyncio
import gc
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.clock import SystemClock
from bot.errors import StoreUnavailable
from bot.jobs.model import ColumnUpdate, Job, State, Transition, TransitionRequest
from bot.store import Store
from tests.support.jobs import bring_to, make_new
from tests.support.postgres import PostgresServer, free_port

_CLOCK = SystemClock()
_PATIENCE_SECONDS = 30


async def _every_call_is_refused(store: Store, job_id: str) -> None:
    for call in (
        store.jobs.get(job_id),
        store.jobs.add(make_new()),
        store.jobs.take(TransitionRequest(job_id, Transition.SUBMIT, ColumnUpdate(at=1.0))),
        store.jobs.open_jobs(),
        store.learning.load_durations(),
        store.preferences.load_preferences(1),
        store.ping(),
        store.describe(),
    ):
        with pytest.raises(StoreUnavailable):
            await call


async def test_a_stopped_postgres_is_unavailable_and_works_again_when_started(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    async with Store.opened(postgres_url, _CLOCK) as store:
        await store.lease.acquire()
        job = await store.jobs.add(make_new())
        await asyncio.gather(*(store.jobs.get(job.id) for _ in range(20)))  # several pooled connections
        await asyncio.to_thread(postgres_server.stop)
        await _every_call_is_refused(store, job.id)
        await asyncio.wait_for(store.lease.lost(), _PATIENCE_SECONDS)
        assert not store.lease.held

        await asyncio.to_thread(postgres_server.start)
        assert await asyncio.gather(*(store.jobs.get(job.id) for _ in range(20))) == [job] * 20
        assert await store.jobs.open_jobs() == [job]
        await asyncio.wait_for(store.lease.acquire(), _PATIENCE_SECONDS)


async def test_a_transaction_cut_by_a_power_failure_leaves_nothing(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    async with Store.opened(postgres_url, _CLOCK) as store:
        job = await store.jobs.add(make_new())

        async def lose_power_midway() -> None:
            async with store.database.write() as connection:
                await connection.execute(text("DELETE FROM jobs"))
                await asyncio.to_thread(postgres_server.kill)
                await connection.execute(text("SELECT 1"))

        with pytest.raises(StoreUnavailable):
            await lose_power_midway()
        await asyncio.to_thread(postgres_server.start)
        assert await store.jobs.get(job.id) == job


async def test_a_frozen_postgres_is_unavailable_not_endless(postgres_server: PostgresServer, postgres_url: str) -> None:
    async with Store.opened(postgres_url, _CLOCK) as store:
        job = await store.jobs.add(make_new())
        postgres_server.pause()
        try:
            with pytest.raises(StoreUnavailable):
                await asyncio.wait_for(store.jobs.get(job.id), _PATIENCE_SECONDS)
        finally:
            postgres_server.resume()
        assert await store.jobs.get(job.id) == job


async def test_opening_where_nobody_listens_is_unavailable() -> None:
    with pytest.raises(StoreUnavailable):
        await Store.open(f"postgresql://foley@127.0.0.1:{free_port()}/foley", _CLOCK)


async def test_a_cancelled_call_leaves_the_store_usable(sql_store: Store) -> None:
    job = await sql_store.jobs.add(make_new())
    calls = [asyncio.ensure_future(sql_store.jobs.take(TransitionRequest(job.id, Transition.QUEUE))) for _ in range(10)]
    await asyncio.sleep(0)
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    assert await sql_store.jobs.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=1.0))) is not None


async def test_a_full_disk_is_unavailable_and_nothing_is_half_written(tmp_path: Path) -> None:
    async with Store.opened(f"sqlite:///{tmp_path / 'foley.db'}", _CLOCK) as store:
        job = await bring_to(store.jobs, make_new(), State.WAITING)
        pages = 0

        def limit(connection: Any, _record: object, _proxy: object) -> None:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA max_page_count={pages}")
            cursor.close()

        async with store.database.read() as reader:
            used = (await reader.exec_driver_sql("PRAGMA page_count")).scalar_one()
        pages = used + 2
        event.listen(store.database.engine.sync_engine, "checkout", limit)

        requests = [
            TransitionRequest(job.id, Transition.COMPLETE, ColumnUpdate(at=1.0), job.task_id),
            TransitionRequest(job.id, Transition.START_DELIVERY),
        ]
        added: list[Job] = []

        async def fill() -> None:
            for n in range(200):
                added.append(await store.jobs.add(make_new(1.7e9 + n)))  # noqa: PERF401

        async def fill_midway() -> None:
            async with store.database.write() as connection:
                await connection.execute(text("DELETE FROM jobs"))
                await connection.execute(text("INSERT INTO preferences VALUES (1, hex(zeroblob(100000)))"))

        for attempt in (fill, fill_midway):
            with pytest.raises(StoreUnavailable, match="SQLITE_FULL"):
                await attempt()
        assert len(await store.jobs.open_jobs()) == len(added) + 1
        assert await store.jobs.get(job.id) == job

        pages = used + 10_000
        await store.jobs.add(make_new())
        assert all(await store.jobs.take_many(requests))


async def test_a_write_that_is_cancelled_at_any_moment_holds_no_lock(tmp_path: Path) -> None:
    """With the collector off: what frees the lock must not be the luck of its next run."""
    async with Store.opened(f"sqlite:///{tmp_path / 'foley.db'}", _CLOCK) as store:
        await store.jobs.add(make_new())
        gc.disable()
        try:
            cut = 0
            for turns in range(240):
                writing = asyncio.create_task(store.jobs.add(make_new()))
                await asyncio.sleep(turns % 80 * 0.00005)
                cut += writing.cancel()
                await asyncio.wait((writing,))
                await store.jobs.add(make_new())  # would raise StoreUnavailable after waiting for the lock
        finally:
            gc.enable()
    assert cut > 40, "hardly any write was cut"
