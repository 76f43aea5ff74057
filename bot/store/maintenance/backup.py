"""Copy a SQLite database while it is in use, and restore copies with checks. PostgreSQL has its own tools.

A copy is written beside its target and moved there only after it was checked, so neither a crash nor a full disk
leaves half of one behind. What a restore replaces is kept beside it.
"""

import asyncio
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bot.clock import Clock
from bot.errors import StoreRefused
from bot.store.engine.address import PostgresAddress, SqliteAddress, parse_url
from bot.store.engine.errors import translated
from bot.store.engine.process_lock import ProcessLock
from bot.store.engine.sqlite_file import refuse_other_files, refuse_unusable
from bot.store.maintenance.migrate import APPLICATION_ID, known_revisions
from bot.store.schema import VERSION_TABLE

_BUSY_SECONDS = 3.0
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What was copied, according to the check after copying. ``kept``: where a restore left what it replaced."""

    path: Path
    size_bytes: int
    job_count: int
    revision: str
    kept: Path | None = None


async def backup(url: str, target: Path) -> CopyReport:
    """Copy the database to a new file; Foley may keep running. Raises StoreRefused and StoreUnavailable."""
    address = _sqlite_only(url, f"pg_dump --format=custom --file={target}")
    return await asyncio.to_thread(_backup, address.path, target)


async def restore(url: str, source: Path, clock: Clock) -> CopyReport:
    """Replace the database, which nobody may be using, with a copy. Raises StoreRefused, StoreUnavailable."""
    address = _sqlite_only(url, f"pg_restore --clean --if-exists --single-transaction {source}")
    return await asyncio.to_thread(_restore, address.path, source, clock.now())


def _sqlite_only(url: str, command: str) -> SqliteAddress:
    address = parse_url(url)
    if isinstance(address, PostgresAddress):
        shown = f"{command} --dbname=postgresql://{address.shown}"
        raise StoreRefused("PostgreSQL has tools of its own", key="store-copy-postgres", values={"command": shown})
    return address


def _backup(database: Path, target: Path) -> CopyReport:
    _refuse_missing(database)
    if target.exists():
        raise _refused("store-copy-exists", target)
    refuse_other_files(database, may_be_empty=False)
    with translated(), _copied(database, target) as (partial, report):
        partial.replace(target)
        _sync(target.parent)
    return report


def _restore(database: Path, source: Path, now: float) -> CopyReport:
    _refuse_missing(source)
    if database.exists() and source.samefile(database):
        raise _refused("store-copy-same", source)
    with translated(), _locked(database):
        _check(source)
        with _copied(source, database) as (partial, report):
            kept = _set_aside(database, now) if database.exists() else None
            partial.replace(database)
            _sync(database.absolute().parent)
    return replace(report, kept=kept)


def _refused(key: str, path: Path) -> StoreRefused:
    return StoreRefused(f"{path}: {key}", key=key, values={"path": str(path)})


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise _refused("store-copy-missing", path)


@contextmanager
def _locked(database: Path) -> Iterator[None]:
    refuse_unusable(database)
    lock = ProcessLock(database)
    lock.take()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _copied(source: Path, target: Path) -> Iterator[tuple[Path, CopyReport]]:
    """Yield a checked copy beside its target, for a block that moves it there."""
    refuse_unusable(target)
    partial = target.with_name(f"{target.name}.partial-{os.getpid()}")
    try:
        with _opened(source, "ro") as reader, _opened(partial, "rwc") as writer:
            # This file is discarded if anything goes wrong, so it needs no journal.
            writer.execute("PRAGMA journal_mode=OFF")
            # All pages in one step, which is one read transaction: between steps each commit of another process
            # would restart the copy (https://www.sqlite.org/c3ref/backup_finish.html).
            reader.backup(writer, pages=-1)
            # One self-contained file: no log beside it that could be forgotten.
            writer.execute("PRAGMA journal_mode=DELETE")
        report = _check(partial)
        _sync(partial)
        _give_to_owner(partial, target)
        yield partial, replace(report, path=target)
    finally:
        for leftover in (partial, *_logs_of(partial)):
            leftover.unlink(missing_ok=True)


def _give_to_owner(partial: Path, target: Path) -> None:
    """Give the copy the owner of what it replaces: root may restore it, but the bot's user must be able to write it."""
    owned = (target if target.exists() else target.absolute().parent).stat()
    partial.chmod(0o600)
    with suppress(PermissionError):
        os.chown(partial, owned.st_uid, owned.st_gid)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _set_aside(database: Path, now: float) -> Path:
    """Keep the whole database under a second name, so that another file may take its place. Return that name."""
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    kept = database.with_name(f"{database.name}.before-restore-{stamp}")
    number = 1
    while kept.exists():
        number += 1
        kept = database.with_name(f"{database.name}.before-restore-{stamp}-{number}")
    log, shared = _logs_of(database)
    kept_log = _logs_of(kept)[0]
    if log.exists():
        _duplicate(log, kept_log)  # SQLite itself drops a log that it can't read
    is_checkpointed = False
    try:
        is_checkpointed = _checkpoint(database)
        _link(database, kept)
    finally:
        if is_checkpointed or not kept.exists():
            kept_log.unlink(missing_ok=True)
    for one in (log, shared):
        one.unlink(missing_ok=True)  # kept by now; it must not be replayed into the new one
    return kept


def _checkpoint(database: Path) -> bool:
    """Let SQLite itself checkpoint the log into the database; False for one so damaged that it can't.

    Raises StoreRefused when somebody else has the database open, or it is another program's.
    """
    try:
        with _opened(database, "rw") as connection:
            _refuse_foreign(connection, database)
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith(_BUSY):
            raise _refused("store-refused-in-use", database) from error
        if error.sqlite_errorname.startswith(_DAMAGED):
            return False
        raise
    if mode != "delete":
        raise _refused("store-refused-in-use", database)
    return True


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    is_ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not is_ours and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise _refused("store-refused-foreign", path)


def _link(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError:  # a file system without links
        _duplicate(path, name)


def _duplicate(path: Path, name: Path) -> None:
    shutil.copy2(path, name)
    status = path.stat()
    with suppress(PermissionError):
        os.chown(name, status.st_uid, status.st_gid)
    _sync(name)


def _logs_of(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        yield connection


def _check(path: Path) -> CopyReport:
    """Read a whole database file and report what it holds. Raises StoreRefused unless it is an intact one of ours."""
    refuse_other_files(path, may_be_empty=False)
    try:
        with _opened(path, "ro") as connection:
            job_count, revision = _read_all(connection, path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith(_DAMAGED):
            raise _refused("store-copy-damaged", path) from error
        raise
    if revision not in known_revisions():
        values = {"path": str(path), "revision": revision, "known": max(known_revisions())}
        raise StoreRefused(f"revision {revision}", key="store-refused-newer", values=values)
    return CopyReport(path, path.stat().st_size, job_count, revision)


def _read_all(connection: sqlite3.Connection, path: Path) -> tuple[int, str]:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _refused("store-refused-foreign", path)
    problems = connection.execute("PRAGMA integrity_check(1)").fetchall()
    strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    if problems != [("ok",)] or strays:
        raise _refused("store-copy-damaged", path)
    revision = str(connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()[0])  # noqa: S608
    return int(connection.execute("SELECT count(*) FROM jobs").fetchone()[0]), revision
