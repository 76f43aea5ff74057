"""A restore loses nothing: what it replaces is kept whole, and a backup ends however much is written meanwhile."""

import asyncio
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.errors import StoreRefused
from bot.ops.plain import plain_sentence
from bot.store import Store
from bot.store.maintenance.backup import backup, restore
from tests.support.as_user import acting_as
from tests.support.jobs import make_new
from tests.support.manual_clock import ManualClock

_CLOCK = SystemClock()
_AT = 1_800_000_000.0  # 2027-01-15 08:00:00 UTC
_NOBODY = 65534


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


async def add_job(path: Path) -> str:
    async with Store.opened(url_of(path), _CLOCK) as store:
        return (await store.jobs.add(make_new())).id


async def ids_in(path: Path) -> list[str]:
    async with Store.opened(url_of(path), _CLOCK) as store:
        return sorted(job.id for job in await store.jobs.open_jobs())


@contextmanager
def committing(path: Path) -> Iterator[threading.Event]:
    """Commit without a pause from another connection; the event is set anew by every commit."""
    committed, stop = threading.Event(), threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            while not stop.is_set():
                connection.execute("UPDATE padding SET number = number + 1 WHERE rowid = 1")
                committed.set()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield committed
    finally:
        stop.set()
        thread.join()


async def test_a_backup_ends_while_others_commit_without_a_pause(tmp_path: Path) -> None:
    path = tmp_path / "foley.db"
    await add_job(path)
    with closing(sqlite3.connect(path)) as connection:  # many more pages than one step of a copy would take
        connection.execute("CREATE TABLE padding (number INTEGER, filling BLOB)")
        connection.executemany("INSERT INTO padding VALUES (0, zeroblob(1000000))", [()] * 24)
        connection.commit()
    with committing(path) as committed:
        assert await asyncio.to_thread(committed.wait, 30)
        copying = asyncio.create_task(backup(url_of(path), tmp_path / "copy.db"))
        report = await asyncio.wait_for(copying, 60)
        committed.clear()
        assert await asyncio.to_thread(committed.wait, 30), "the writer went on all the time"
    assert report.job_count == 1
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        assert connection.execute("SELECT number FROM padding WHERE rowid = 1").fetchone()[0] > 0


async def test_what_a_restore_replaces_is_kept_whole(tmp_path: Path) -> None:
    path, copy = tmp_path / "foley.db", tmp_path / "copy.db"
    first = await add_job(path)
    await backup(url_of(path), copy)
    later = await add_job(path)
    for kept in ("foley.db.before-restore-20270115T080000Z", "foley.db.before-restore-20270115T080000Z-2"):
        report = await restore(url_of(path), copy, ManualClock(_AT))
        assert report.kept == tmp_path / kept
    assert await ids_in(tmp_path / "foley.db.before-restore-20270115T080000Z") == sorted([first, later])
    assert await ids_in(path) == [first]


async def test_commits_that_only_the_log_holds_are_kept_too(tmp_path: Path) -> None:
    path, copy = tmp_path / "foley.db", tmp_path / "copy.db"
    await add_job(path)
    await backup(url_of(path), copy)
    # As after a crash: a log beside the database, which nobody has folded in.
    crashed = tmp_path / "crashed.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("CREATE TABLE late (a)")
        connection.commit()
        for ending in ("", "-wal"):
            crashed.with_name(crashed.name + ending).write_bytes(path.with_name(path.name + ending).read_bytes())
    report = await restore(url_of(crashed), copy, _CLOCK)
    assert report.kept is not None
    assert not crashed.with_name("crashed.db-wal").exists()
    for found, tables in ((report.kept, 1), (crashed, 0)):
        with closing(sqlite3.connect(found)) as connection:
            assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'late'").fetchone() == (tables,)


@pytest.mark.parametrize("damage", ["header", "pages"])
async def test_a_damaged_database_and_its_log_are_kept_as_they_are(tmp_path: Path, damage: str) -> None:
    path, copy = tmp_path / "foley.db", tmp_path / "copy.db"
    job = await add_job(path)
    await backup(url_of(path), copy)
    content = bytearray(path.read_bytes())
    hurt = slice(0, 100) if damage == "header" else slice(100, len(content))
    content[hurt] = b"\xff" * len(content[hurt])
    path.write_bytes(content)
    log = tmp_path / "foley.db-wal"
    log.write_bytes(b"what is left of a log")
    report = await restore(url_of(path), copy, _CLOCK)
    assert report.kept is not None
    assert report.kept.read_bytes() == bytes(content)
    assert report.kept.with_name(report.kept.name + "-wal").read_bytes() == b"what is left of a log"
    assert await ids_in(path) == [job], "nothing of the old log was played into the new one"


async def test_a_database_that_somebody_else_has_open_is_not_touched(tmp_path: Path) -> None:
    path, copy = tmp_path / "foley.db", tmp_path / "copy.db"
    await add_job(path)
    await backup(url_of(path), copy)
    with closing(sqlite3.connect(path)) as reader:  # a shell that was left open holds no lock of Foley's
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM jobs").fetchone()
        with pytest.raises(StoreRefused) as refused:
            await restore(url_of(path), copy, _CLOCK)
    assert refused.value.key == "store-refused-in-use"
    assert sorted(found.name for found in tmp_path.iterdir() if "before" in found.name or "partial" in found.name) == []


async def test_what_is_no_backup_is_called_what_it_is_and_nothing_is_touched(tmp_path: Path) -> None:
    path, foreign, cut = tmp_path / "foley.db", tmp_path / "foreign.db", tmp_path / "cut.db"
    job = await add_job(path)
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE guests (name)")
    for name, content in (("empty", b""), ("notes", b"a shopping list, not a database"), ("zeros", bytes(8192))):
        (tmp_path / name).write_bytes(content)
    cut.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    for source, sentence in (
        (tmp_path / "empty", "is not a database at all"),
        (tmp_path / "notes", "is not a database at all"),
        (tmp_path / "zeros", "is not a database at all"),
        (cut, "is damaged"),
        (foreign, "belongs to another program"),
        (path, "is the database itself"),
        (tmp_path / "none", "does not exist"),
    ):
        with pytest.raises(StoreRefused) as refused:
            await restore(url_of(path), source, _CLOCK)
        assert sentence in plain_sentence(refused.value)
        assert str(source) in plain_sentence(refused.value)
    await backup(url_of(path), tmp_path / "copy.db")
    with pytest.raises(StoreRefused, match="foreign"):  # nor is another program's database replaced
        await restore(url_of(foreign), tmp_path / "copy.db", _CLOCK)
    assert await ids_in(path) == [job]
    assert not [found for found in tmp_path.iterdir() if "before" in found.name or "partial" in found.name]


@pytest.mark.parametrize("call", ["open", "backup"])
async def test_a_file_that_is_no_database_is_not_called_an_error_of_the_database(tmp_path: Path, call: str) -> None:
    path = tmp_path / "foley.db"
    path.write_text("# these are settings\nA=1\n", "utf-8")
    with pytest.raises(StoreRefused) as refused:
        await (Store.open(url_of(path), _CLOCK) if call == "open" else backup(url_of(path), tmp_path / "copy.db"))
    assert f"{path} is not a database at all" in plain_sentence(refused.value)
    assert path.read_text("utf-8") == "# these are settings\nA=1\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("there", [True, False])
async def test_after_a_restore_by_root_the_bots_own_user_starts(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    path, copy = folder / "foley.db", tmp_path / "copy.db"
    job = await add_job(path)
    await backup(url_of(path), copy)
    for found in list(folder.iterdir()):
        if not there or found.name.endswith(".lock"):  # as in a folder that was moved here without it
            found.unlink()
    for found in (folder, *folder.iterdir()):
        os.chown(found, _NOBODY, _NOBODY)
    await restore(url_of(path), copy, _CLOCK)
    assert {(found.stat().st_uid, found.stat().st_gid) for found in folder.iterdir()} == {(_NOBODY, _NOBODY)}
    for above in (folder, *folder.parents):
        if above.name.startswith(("pytest-", "popen-", "test_")):
            above.chmod(0o755)
    with acting_as(_NOBODY):
        assert await ids_in(path) == [job]
