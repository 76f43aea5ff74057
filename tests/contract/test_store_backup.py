"""Backup while in use, restore when not; every copy is checked before it counts."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.errors import StoreRefused
from bot.store import Store
from bot.store.maintenance.backup import backup, restore
from tests.support.jobs import make_new

_CLOCK = SystemClock()


async def test_a_backup_taken_while_in_use_restores_what_was_there(tmp_path: Path) -> None:
    url, copy = f"sqlite:///{tmp_path / 'foley.db'}", tmp_path / "copy.db"
    async with Store.opened(url, _CLOCK) as store:
        jobs = [await store.jobs.add(make_new(1.7e9 + n)) for n in range(50)]
        report = await backup(url, copy)
        assert (report.path, report.job_count, report.revision) == (copy, 50, "0008")
        assert report.size_bytes == copy.stat().st_size
        await store.jobs.add(make_new(1.8e9))
    restored = await restore(url, copy, _CLOCK)
    assert restored.job_count == 50
    async with Store.opened(url, _CLOCK) as store:
        assert await store.jobs.open_jobs() == jobs
    assert not list(tmp_path.glob("*partial*"))


async def test_restore_makes_a_database_where_there_was_none(tmp_path: Path) -> None:
    async with Store.opened(f"sqlite:///{tmp_path / 'foley.db'}", _CLOCK) as store:
        job = await store.jobs.add(make_new())
        await backup(f"sqlite:///{tmp_path / 'foley.db'}", tmp_path / "copy.db")
    await restore(f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "copy.db", _CLOCK)
    async with Store.opened(f"sqlite:///{tmp_path / 'new.db'}", _CLOCK) as store:
        assert await store.jobs.get(job.id) == job


async def test_what_cannot_be_copied_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    database, copy = tmp_path / "foley.db", tmp_path / "copy.db"
    url = f"sqlite:///{database}"
    async with Store.opened(url, _CLOCK) as store:
        job = await store.jobs.add(make_new())
        await backup(url, copy)
        await _refused("store-refused-in-use", restore(url, copy, _CLOCK))
        await _refused("store-copy-exists", backup(url, copy))
    await _refused("store-copy-missing", backup(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "x"))
    await _refused("store-copy-missing", restore(url, tmp_path / "none.db", _CLOCK))

    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    await _refused("store-refused-foreign", restore(url, other, _CLOCK))

    damaged = bytearray(copy.read_bytes())
    damaged[8192:16384] = b"\xff" * 8192
    (tmp_path / "damaged.db").write_bytes(damaged)
    with pytest.raises(StoreRefused):
        await restore(url, tmp_path / "damaged.db", _CLOCK)

    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE foley_schema SET version_num = '9999'")
    connection.close()
    await _refused("store-refused-newer", restore(url, copy, _CLOCK))

    async with Store.opened(url, _CLOCK) as store:
        assert await store.jobs.get(job.id) == job


async def test_for_postgres_the_command_is_told_without_the_password() -> None:
    url = "postgresql://foley:secret@db.example:5433/foley"
    for call, tool in ((backup(url, Path("f.dump")), "pg_dump"), (restore(url, Path("f.dump"), _CLOCK), "pg_restore")):
        with pytest.raises(StoreRefused) as refused:
            await call
        command = str(refused.value.values["command"])
        assert command.startswith(tool)
        assert "f.dump" in command
        assert "db.example:5433/foley" in command
        assert "secret" not in command


async def _refused(key: str, call: object) -> None:
    with pytest.raises(StoreRefused) as refused:
        await call  # type: ignore[misc]
    assert refused.value.key == key


async def test_what_is_restored_belongs_to_whom_it_belonged_before_and_to_nobody_else(tmp_path: Path) -> None:
    database, copy = tmp_path / "foley.db", tmp_path / "copy.db"
    async with Store.opened(f"sqlite:///{database}", SystemClock()) as store:
        await store.jobs.add(make_new())
    await backup(f"sqlite:///{database}", copy)
    if os.geteuid() == 0:  # whoever restores is root, and the bot is not
        os.chown(database, 65534, 65534)
    before = database.stat()
    await restore(f"sqlite:///{database}", copy, _CLOCK)
    after = database.stat()
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (database, copy)] == [0o600, 0o600]
