"""What can never work is refused with its own sentence; what may mend itself is only away."""

import asyncio
import os
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from bot.clock import SystemClock
from bot.errors import ConfigError, StoreRefused, StoreUnavailable
from bot.ops.check.database import check_database
from bot.ops.check.report import Level
from bot.ops.plain import plain_sentence
from bot.store import Store
from bot.store.maintenance.inspection import inspect_database
from tests.support.as_user import acting_as
from tests.support.jobs import make_new
from tests.support.postgres import PostgresServer, free_port

_CLOCK = SystemClock()
_NOBODY = 65534


@contextmanager
def _somebody_else(*files: Path) -> Iterator[None]:
    """Act as a user who may write the folder and what is in it, but not these files."""
    plain_sentence(StoreRefused(key="store-refused-file"))  # what is imported late is not for everybody to read
    for file in files[0].parent.iterdir():
        file.chmod(0o444 if file in files else 0o666)
    if os.geteuid() != 0:
        yield
        return
    for folder in (files[0].parent, *files[0].parent.parents):
        if folder.name.startswith(("pytest-", "popen-", "test_")):
            folder.chmod(0o777)
    with acting_as(_NOBODY):
        yield


@pytest.mark.parametrize("name", ["foley.db", "foley.db-wal"])
async def test_a_sqlite_file_of_another_user_is_refused_by_start_and_check(tmp_path: Path, name: str) -> None:
    url = f"sqlite:///{tmp_path / 'foley.db'}"
    await (await Store.open(url, _CLOCK)).close()
    (tmp_path / name).touch()
    with _somebody_else(tmp_path / name):
        for look in (lambda: Store.open(url, _CLOCK), lambda: inspect_database(url)):
            with pytest.raises(StoreRefused) as refused:
                await look()
            assert refused.value.key == "store-refused-readonly"
            assert refused.value.values == {"path": str(tmp_path / name)}
        (line,) = await check_database(url)
    assert line.level is Level.WRONG
    assert "can read" in line.text
    assert str(tmp_path / name) in line.text


@pytest.mark.parametrize("happens", ["removed", "replaced"])
async def test_a_sqlite_file_that_is_gone_takes_no_more_jobs_until_it_is_back(tmp_path: Path, happens: str) -> None:
    path, aside = tmp_path / "foley.db", tmp_path / "aside.db"
    async with Store.opened(f"sqlite:///{path}", _CLOCK) as store:
        job = await store.jobs.add(make_new())
        path.rename(aside)
        if happens == "replaced":
            sqlite3.connect(path).close()
            path.touch()
        acts: list[Callable[[], Awaitable[object]]] = [
            store.ping,
            lambda: store.jobs.add(make_new()),
            lambda: store.jobs.get(job.id),
        ]
        for act in acts:
            with pytest.raises(StoreUnavailable, match=f"was {happens} while I ran"):
                await act()
        aside.replace(path)
        await store.ping()
        assert await store.jobs.get(job.id) == job


async def test_a_role_that_may_only_read_is_refused_by_start_and_check(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    name = postgres_url.rpartition("/")[2]
    await postgres_server.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    for look in (lambda: Store.open(postgres_url, _CLOCK), lambda: inspect_database(postgres_url)):
        with pytest.raises(StoreRefused) as refused:
            await look()
        assert refused.value.key == "store-refused-readonly"


async def test_a_session_that_turned_read_only_leaves_the_pool(postgres_url: str) -> None:
    async with Store.opened(postgres_url, _CLOCK, pool_size=1) as store:
        async with store.database.read() as connection:
            await connection.exec_driver_sql("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
        with pytest.raises(StoreUnavailable, match="25006"):
            await store.jobs.add(make_new())
        job = await store.jobs.add(make_new())
        assert await store.jobs.get(job.id) == job


async def test_a_holder_whose_session_turned_read_only_gives_the_lease_up(postgres_url: str) -> None:
    """As after a failover that left the old server's sessions standing."""
    async with Store.opened(postgres_url, _CLOCK) as store:
        await store.lease.acquire()
        name = postgres_url.rpartition("/")[2]
        other = await asyncpg.connect(postgres_url)
        await other.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        # A role's or database's word holds for new sessions only: the lease's own is told by hand.
        connection = store.lease._connection  # type: ignore[attr-defined]  # nothing else reaches this session
        await connection.execute("SET default_transaction_read_only = on")
        await asyncio.wait_for(store.lease.lost(), 30)
        assert not store.lease.held
        await other.close()


async def test_several_hosts_are_asked_for_the_primary(postgres_server: PostgresServer, postgres_url: str) -> None:
    name = postgres_url.rpartition("/")[2]
    hosts = f"127.0.0.1:{free_port()},127.0.0.1:{postgres_server.port}"
    url = f"postgresql://postgres:a%40b@{hosts}/{name}?target_session_attrs=primary"
    async with Store.opened(url, _CLOCK) as store:
        await store.ping()
        assert (await store.describe()).place == f"{hosts}/{name}"


async def test_no_host_that_is_wanted_is_away(postgres_url: str) -> None:
    with pytest.raises(StoreUnavailable, match="standby"):
        await Store.open(f"{postgres_url}?target_session_attrs=standby", _CLOCK)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:secret@h1:5432,h2:x/d",
        "postgresql://u:secret@h1:70000/d",
        "postgresql://u:sec@ret@h1/d",
        "postgresql://u:secret@h1/d?sslmode",
        "postgresql://u:secret@h1/d?target_session_attrs=secret-one",
        "postgresql://u:secret@h1/d?sslmode=tight",
    ],
)
async def test_what_the_driver_does_not_take_is_the_settings_fault(url: str) -> None:
    with pytest.raises(ConfigError, match="FOLEY_DATABASE_URL") as refused:
        await Store.open(url, _CLOCK)
    assert "u:sec" not in str(refused.value)
    assert "ret@" not in str(refused.value)


@pytest.mark.parametrize("option", ["sslrootcert", "sslcert", "sslkey", "passfile"])
async def test_a_file_that_is_missing_is_named(postgres_url: str, tmp_path: Path, option: str) -> None:
    with pytest.raises(StoreRefused) as refused:
        await Store.open(f"{postgres_url}?sslmode=require&{option}={tmp_path}/none.pem", _CLOCK)
    assert refused.value.key == "store-refused-file"
    assert refused.value.values["path"] == f"{tmp_path}/none.pem"


async def test_a_file_that_is_no_certificate_is_the_files_fault(postgres_url: str, tmp_path: Path) -> None:
    (tmp_path / "some.pem").write_text("not a certificate")
    with pytest.raises(StoreRefused) as refused:
        await Store.open(f"{postgres_url}?sslmode=verify-ca&sslrootcert={tmp_path}/some.pem", _CLOCK)
    assert refused.value.key == "store-refused-file"


async def test_a_home_that_may_not_be_entered_is_not_the_databases_fault(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    with _somebody_else(tmp_path / "another"):
        (line,) = await check_database(postgres_url)
    home.chmod(0o700)
    assert line.level is Level.WRONG
    assert "HOME" in line.text


async def test_a_wrong_password_is_refused(postgres_server: PostgresServer, postgres_url: str) -> None:
    async with Store.opened(postgres_url, _CLOCK) as store, store.database.read() as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar() == 1
    with pytest.raises(StoreRefused, match="28000"):
        await Store.open(postgres_url.replace("postgres@", "unknown-role:wrong@"), _CLOCK)
