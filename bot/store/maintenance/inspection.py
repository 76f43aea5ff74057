"""Inspect a database without opening it as Foley does: no migration, no lock kept, nothing left behind.

For the operator's check before a start, which may run while another Foley is using the database.
"""

import asyncio
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import StoreRefused
from bot.store.engine.address import Address, PostgresAddress, SqliteAddress, parse_url
from bot.store.engine.engine import plain_connector
from bot.store.engine.errors import translated
from bot.store.engine.process_lock import ProcessLock
from bot.store.engine.sessions import prove_sessions_are_ours
from bot.store.engine.sqlite_file import prove_room, refuse_other_files, refuse_unusable
from bot.store.maintenance.migrate import APPLICATION_ID, known_revisions
from bot.store.schema import VERSION_TABLE

_SECONDS = 5.0
_PROBE = "foley_check_probe"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found. ``revision`` empty: there are no tables yet, the first start creates them."""

    kind: str
    version: str
    place: str
    revision: str
    is_newest: bool
    in_use: bool


async def inspect_database(url: str) -> Inspection:
    """Inspect it. Raises ConfigError, StoreRefused if it can't be used, StoreUnavailable if it can't be reached."""
    address = parse_url(url)
    with translated():
        if isinstance(address, SqliteAddress):
            return await asyncio.to_thread(_inspect_sqlite, address)
        return await _inspect_postgres(address)


def _inspect_sqlite(address: SqliteAddress) -> Inspection:
    path = address.path
    refuse_unusable(path)
    refuse_other_files(path, may_be_empty=True)
    prove_room(path.parent)
    if not os.path.exists(path):
        return _inspection(address, "sqlite", sqlite3.sqlite_version, "")
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_SECONDS)) as connection:
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if application_id not in (0, APPLICATION_ID) or (names and VERSION_TABLE not in names):
            raise _foreign(address)
        revision = ""
        if VERSION_TABLE in names:
            revision = str(connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()[0])  # noqa: S608
        connection.isolation_level = None
        # Written and committed: permission to write is not room to write. The number is Foley's, and is not changed.
        connection.execute("BEGIN IMMEDIATE")
        number = int(connection.execute("PRAGMA user_version").fetchone()[0])
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    return _inspection(address, "sqlite", sqlite3.sqlite_version, revision, in_use=_is_in_use(path))


def _is_in_use(path: Path) -> bool:
    if not path.with_name(path.name + ".lock").exists():
        return False
    lock = ProcessLock(path)
    try:
        lock.take()
    except StoreRefused as error:
        if error.key == "store-refused-in-use":
            return True
        raise
    lock.release()
    return False


async def _inspect_postgres(address: PostgresAddress) -> Inspection:
    connect = plain_connector(address, command_seconds=_SECONDS)
    await prove_sessions_are_ours(connect, address.shown)
    connection = await connect()
    try:
        version = str(await connection.fetchval("SHOW server_version"))
        table = await connection.fetchval("SELECT to_regclass($1)::text", VERSION_TABLE)
        if table is None and await connection.fetchval(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
        ):
            raise _foreign(address)
        revision = await connection.fetchval(f"SELECT version_num FROM {VERSION_TABLE}") if table else ""  # noqa: S608
        await _prove_writable(connection)
    finally:
        await connection.close()
    return _inspection(address, "postgresql", version, str(revision or ""))


def _foreign(address: Address) -> StoreRefused:
    return StoreRefused("tables of another program", key="store-refused-foreign", values={"path": address.shown})


async def _prove_writable(connection: Any) -> None:
    """Create a table and roll back: needs the rights that migrations need, and fails on a server in recovery."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute(f"CREATE TABLE {_PROBE} (id integer)")
    finally:
        await transaction.rollback()


def _inspection(address: Address, kind: str, version: str, revision: str, *, in_use: bool = False) -> Inspection:
    known = known_revisions()
    if revision and revision not in known:
        values = {"path": address.shown, "revision": revision, "known": max(known)}
        raise StoreRefused(f"revision {revision}", key="store-refused-newer", values=values)
    return Inspection(kind, version, address.shown, revision, revision == max(known), in_use)
