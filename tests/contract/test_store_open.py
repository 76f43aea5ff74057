"""Opening a store: migrated, recognised, refused; and what it says of itself."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.clock import SystemClock
from bot.errors import ConfigError, StoreRefused
from bot.jobs.ports import DurationRecord, Preferences
from bot.store import Store
from bot.store.schema import VERSION_TABLE, metadata
from tests.support.jobs import USER, make_new
from tests.support.store_ports import StorePorts

_CLOCK = SystemClock()


async def test_a_database_keeps_what_was_written_when_opened_again(store_url: str) -> None:
    async with Store.opened(store_url, _CLOCK) as store:
        job = await store.jobs.add(make_new())
    async with Store.opened(store_url, _CLOCK) as store:
        assert await store.jobs.get(job.id) == job


_NAMES_ON_SQLITE = {
    "ck_jobs_delivery_state": "ck_jobs_notice",
    "ck_jobs_delivery_when_final": "ck_jobs_notice_when_final",
}


async def test_the_tables_are_those_the_statements_are_built_from(sql_store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, metadata))

    def checks(connection: Connection, table: str) -> set[str]:
        found = connection.dialect.get_check_constraints(connection, table)
        return {str(check["name"]) for check in found}

    async with sql_store.database.read() as connection:
        assert await connection.run_sync(differences) == []
        named = {str(one.name) for one in metadata.tables["jobs"].constraints if str(one.name).startswith("ck_")}
        if sql_store.database.is_sqlite:  # it can't rename a constraint: see migration 0005
            named = {_NAMES_ON_SQLITE.get(name, name) for name in named}
        assert await connection.run_sync(checks, "jobs") == named
        assert len(named) == 7


async def test_a_newer_foleys_database_is_refused_and_left_alone(store_url: str) -> None:
    async with Store.opened(store_url, _CLOCK) as store, store.database.write() as connection:
        await connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreRefused) as refused:
        await Store.open(store_url, _CLOCK)
    assert refused.value.key == "store-refused-newer"
    assert refused.value.values.items() >= {"revision": "9999", "known": "0008"}.items()


async def test_another_programs_sqlite_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE jobs (id)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreRefused) as refused:
        await Store.open(f"sqlite:///{path}", _CLOCK)
    assert refused.value.key == "store-refused-foreign"
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0,)
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("jobs",)]
    connection.close()
    assert len(path.read_bytes()) == len(before)


async def test_a_marked_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id=7")
    connection.close()
    with pytest.raises(StoreRefused, match="application_id"):
        await Store.open(f"sqlite:///{path}", _CLOCK)


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all\n" * 200)
    with pytest.raises(StoreRefused, match="is no SQLite database"):
        await Store.open(f"sqlite:///{path}", _CLOCK)


async def test_a_missing_folder_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(StoreRefused) as refused:
        await Store.open(f"sqlite:///{tmp_path / 'none' / 'foley.db'}", _CLOCK)
    assert refused.value.key == "store-refused-path"
    assert str(refused.value.values["path"]).endswith("none/foley.db")


async def test_another_programs_postgres_database_is_refused(postgres_url: str) -> None:
    async with Store.opened(postgres_url, _CLOCK) as store, store.database.write() as connection:
        await connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    with pytest.raises(StoreRefused) as refused:
        await Store.open(postgres_url, _CLOCK)
    assert refused.value.key == "store-refused-foreign"


async def test_a_missing_postgres_database_is_refused(postgres_url: str) -> None:
    with pytest.raises(StoreRefused, match="3D000"):
        await Store.open(f"{postgres_url}_missing", _CLOCK)


async def test_many_processes_may_start_on_one_empty_postgres(postgres_url: str) -> None:
    stores = await asyncio.gather(*(Store.open(postgres_url, _CLOCK, pool_size=2) for _ in range(8)))
    try:
        job = await stores[0].jobs.add(make_new())
        assert await stores[7].jobs.get(job.id) == job
    finally:
        await asyncio.gather(*(store.close() for store in stores))


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:///", "postgresql://u:secret@h", "postgresql://u:secret@h:x/d"])
async def test_a_url_that_cant_work_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigError) as refused:
        await Store.open(url, _CLOCK)
    assert "secret" not in str(refused.value)
    assert "FOLEY_DATABASE_URL" in str(refused.value)


async def test_ping_writes_and_describe_tells_no_secret(sql_store: Store, migrated_url: str) -> None:
    await sql_store.ping()
    await sql_store.ping()
    told = await sql_store.describe()
    assert told.kind == ("sqlite" if migrated_url.startswith("sqlite") else "postgresql")
    assert told.revision == "0008"
    assert told.version.split(".")[0].isdigit()
    assert migrated_url.endswith(told.place)


async def test_closing_twice_is_harmless(store_url: str) -> None:
    store = await Store.open(store_url, _CLOCK)
    await store.close()
    await store.close()


async def test_preferences_are_kept_by_person(store: StorePorts) -> None:
    assert await store.preferences.load_preferences(USER) == Preferences()
    chosen = Preferences(voice_id="s2+/=", voice_name="Änn 🌧", language="en")
    await store.preferences.save_preferences(USER, Preferences(language="de"))
    await store.preferences.save_preferences(USER, chosen)
    assert await store.preferences.load_preferences(USER) == chosen
    assert await store.preferences.load_preferences(1) == Preferences()


async def test_learned_durations_are_replaced_by_key(store: StorePorts) -> None:
    assert await store.learning.load_durations() == []
    await store.learning.save_durations([])
    old = [DurationRecord("music", f"m{n}", "", "{}", float(n)) for n in range(700)]
    await store.learning.save_durations(old)
    new = DurationRecord("music", "m5", "", '{"a": 1}', 9.0)
    await store.learning.save_durations([DurationRecord("music", "m5", "", "lost", 8.0), new])
    stored = {record.model: record for record in await store.learning.load_durations()}
    assert stored == {record.model: record for record in old} | {"m5": new}
