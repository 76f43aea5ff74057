"""Counting open jobs, signs of life and a look from outside, the same on both databases."""

from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.errors import StoreRefused, StoreUnavailable
from bot.jobs.model import ColumnUpdate, Kind, SfxRequest, State, Transition, TransitionRequest
from bot.store import Store
from bot.store.heartbeat import last_heartbeat, write_heartbeat
from bot.store.jobs.open_job_counts import OpenJobCount, count_open_jobs
from bot.store.maintenance.inspection import inspect_database
from bot.store.maintenance.migrate import known_revisions
from tests.support.jobs import make_new
from tests.support.postgres import PostgresServer, free_port


async def test_only_open_jobs_are_counted_by_kind_and_state(sql_store: Store) -> None:
    assert await count_open_jobs(sql_store.database) == []
    first = await sql_store.jobs.add(make_new(100.0))
    await sql_store.jobs.add(make_new(200.0))
    await sql_store.jobs.add(make_new(50.0, request=SfxRequest(prompt="a door")))
    done = await sql_store.jobs.add(make_new(10.0))
    posting = await sql_store.jobs.add(make_new(20.0))
    requests = (
        TransitionRequest(posting.id, Transition.EXPIRE, ColumnUpdate(at=300.0)),
        TransitionRequest(posting.id, Transition.START_DELIVERY, ColumnUpdate(at=301.0)),
        TransitionRequest(done.id, Transition.EXPIRE, ColumnUpdate(at=11.0)),
        TransitionRequest(done.id, Transition.START_DELIVERY, ColumnUpdate(at=12.0)),
        TransitionRequest(done.id, Transition.CONFIRM_DELIVERY, ColumnUpdate(at=13.0)),
        TransitionRequest(first.id, Transition.SUBMIT, ColumnUpdate(at=101.0)),
    )
    for request in requests:
        assert await sql_store.jobs.take(request) is not None
    counted = await count_open_jobs(sql_store.database)
    assert sorted(counted, key=lambda one: one.oldest_at) == [
        OpenJobCount(Kind.MUSIC, State.REFUSED, 1, 20.0, 300.0),
        OpenJobCount(Kind.SFX, State.REQUESTED, 1, 50.0),
        OpenJobCount(Kind.MUSIC, State.SUBMITTING, 1, 100.0),
        OpenJobCount(Kind.MUSIC, State.REQUESTED, 1, 200.0),
    ]


async def test_the_latest_beat_is_seen(sql_store: Store) -> None:
    assert await last_heartbeat(sql_store.database) is None
    await write_heartbeat(sql_store.database, 100.5)
    await write_heartbeat(sql_store.database, 103.5)
    await sql_store.ping()  # its own row
    assert await last_heartbeat(sql_store.database) == 103.5


async def test_looking_from_outside_changes_nothing(store_url: str, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    empty = await inspect_database(store_url)
    assert (empty.revision, empty.in_use) == ("", False)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    async with Store.opened(store_url, SystemClock()) as store:
        await store.jobs.add(make_new(100.0))
        found = await inspect_database(store_url)
        assert found.revision == max(known_revisions())
        assert found.is_newest
        assert found.in_use is store.database.is_sqlite
        assert len(await store.jobs.open_jobs()) == 1
    assert not (await inspect_database(store_url)).in_use


async def test_a_newer_or_foreign_database_is_refused(store_url: str) -> None:
    async with Store.opened(store_url, SystemClock()) as store, store.database.write() as connection:
        await connection.exec_driver_sql("UPDATE foley_schema SET version_num = '9999'")
    with pytest.raises(StoreRefused) as caught:
        await inspect_database(store_url)
    assert caught.value.key == "store-refused-newer"


async def test_a_server_that_is_not_there(postgres_server: PostgresServer) -> None:
    with pytest.raises(StoreUnavailable):
        await inspect_database(postgres_server.url("foley", port=free_port()))
    with pytest.raises(StoreRefused):
        await inspect_database(postgres_server.url("no_such_database"))
