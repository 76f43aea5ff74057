"""Copies of a SQLite database, made while it is in use, and put back with checks. PostgreSQL has its own tools.

A copy is written beside its goal and moved there only after its check, so neither a crash nor a full disk leaves
half of one behind.
"""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StoreRefused
from bot.store.address import PostgresAddress, SqliteAddress, parse_url
from bot.store.errors import translated
from bot.store.migrate import APPLICATION_ID, known_revisions
from bot.store.process_lock import ProcessLock
from bot.store.schema import VERSION_TABLE

_PAGES_A_STEP = 1024
_BUSY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What was copied, as the check after copying found it."""

    path: Path
    size_bytes: int
    job_count: int
    revision: str


async def backup(url: str, target: Path) -> CopyReport:
    """Copy the database to a new file; Foley may go on running. Raises StoreRefused and StoreUnavailable."""
    address = _sqlite_only(url, f"pg_dump --format=custom --file={target}")
    return await asyncio.to_thread(_backup, address.path, target)


async def restore(url: str, source: Path) -> CopyReport:
    """Put a copy in the place of the database, which nobody may be using. Raises StoreRefused, StoreUnavailable."""
    address = _sqlite_only(url, f"pg_restore --clean --if-exists --single-transaction {source}")
    return await asyncio.to_thread(_restore, address.path, source)


def _sqlite_only(url: str, command: str) -> SqliteAddress:
    address = parse_url(url)
    if isinstance(address, PostgresAddress):
        shown = f"{command} --dbname=postgresql://{address.shown}"
        raise StoreRefused("PostgreSQL has tools of its own", key="store-copy-postgres", values={"command": shown})
    return address


def _backup(database: Path, target: Path) -> CopyReport:
    _refuse_missing(database)
    if target.exists():
        raise StoreRefused("the file exists", key="store-copy-exists", values={"path": str(target)})
    return _copy(database, target)


def _restore(database: Path, source: Path) -> CopyReport:
    _refuse_missing(source)
    lock = ProcessLock(database)
    lock.take()
    try:
        with translated():
            _check(source)
        return _copy(source, database)
    finally:
        lock.release()


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise StoreRefused("no such file", key="store-copy-missing", values={"path": str(path)})


def _copy(source: Path, target: Path) -> CopyReport:
    partial = target.with_name(f"{target.name}.partial-{os.getpid()}")
    try:
        with translated():
            with _opened(source, "ro") as reader, _opened(partial, "rwc") as writer:
                reader.backup(writer, pages=_PAGES_A_STEP)
                # One file, complete in itself: no log beside it that could be forgotten.
                writer.execute("PRAGMA journal_mode=DELETE")
            report = _check(partial)
            _put(partial, target)
    finally:
        for leftover in (partial, *_logs_of(partial)):
            leftover.unlink(missing_ok=True)
    return CopyReport(target, report.size_bytes, report.job_count, report.revision)


def _put(partial: Path, target: Path) -> None:
    descriptor = os.open(partial, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    # As the one it replaces: whoever restores may be root, and the bot's own user must be able to write it.
    model = (target if target.exists() else target.parent).stat()
    partial.chmod(0o600)
    with suppress(PermissionError):
        os.chown(partial, model.st_uid, model.st_gid)
    for log in _logs_of(target):
        log.unlink(missing_ok=True)  # of the database that is replaced: it must not be played into the new one
    partial.replace(target)


def _logs_of(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        yield connection


def _check(path: Path) -> CopyReport:
    """Read all of a database file and say what it holds. Raises StoreRefused when it isn't a sound one of ours."""
    with _opened(path, "ro") as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreRefused("not a database of Foley", key="store-refused-foreign")
        problems = connection.execute("PRAGMA integrity_check(1)").fetchall()
        strays = connection.execute("PRAGMA foreign_key_check").fetchall()
        if problems != [("ok",)] or strays:
            raise StoreRefused("integrity check failed", key="store-copy-damaged", values={"path": str(path)})
        revision = str(connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()[0])  # noqa: S608
        job_count = int(connection.execute("SELECT count(*) FROM jobs").fetchone()[0])
    if revision not in known_revisions():
        raise StoreRefused(
            f"revision {revision}",
            key="store-refused-newer",
            values={"revision": revision, "known": max(known_revisions())},
        )
    return CopyReport(path, path.stat().st_size, job_count, revision)
