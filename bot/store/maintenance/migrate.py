"""Migrate a database to the revision of this Foley, or refuse it. Called once, at start.

Refused: a database of a newer Foley (an unknown revision) and one of another program (tables, but none with a
revision). Everything happens in one transaction, so a crash leaves the database as it was.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import column

from bot.errors import StoreRefused
from bot.store.engine.database import Database
from bot.store.schema import VERSION_TABLE

APPLICATION_ID = 0x466F6C79  # "Foly", in the header of our SQLite files
_MIGRATION_LOCK = 0x466F6C79_0001

_version = table(VERSION_TABLE, column("version_num"))


async def migrate(database: Database) -> str:
    """Migrate the database, and return its revision afterwards. Raises StoreRefused and StoreUnavailable."""
    async with database.write_without_limit() as connection:
        if database.is_sqlite:
            await _check_application_id(connection, database.address.shown)
        else:
            # Many processes may start at once; the lock is released with the transaction.
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        return await connection.run_sync(_upgrade, database.address.shown)


async def current_revision(connection: AsyncConnection) -> str:
    """Return the revision a migrated database is at."""
    return str((await connection.execute(select(_version.c.version_num))).scalar_one())


async def _check_application_id(connection: AsyncConnection, path: str) -> None:
    application_id = (await connection.exec_driver_sql("PRAGMA application_id")).scalar_one()
    if application_id not in (0, APPLICATION_ID):
        raise _foreign(path, f"application_id {application_id:#x}")
    await connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def known_revisions() -> frozenset[str]:
    """Return every revision this Foley knows."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    folder = str(Path(__file__).parents[1] / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection, path: str) -> str:
    config = _config()
    config.attributes["connection"] = connection
    head = ScriptDirectory.from_config(config).get_current_head() or ""
    current = _stored_revision(connection, path)
    if current is not None and current not in known_revisions():
        raise StoreRefused(
            f"revision {current}, newest known is {head}",
            key="store-refused-newer",
            values={"path": path, "revision": current, "known": head},
        )
    if current != head:
        command.upgrade(config, "head")
    return head


def _stored_revision(connection: Connection, path: str) -> str | None:
    """Return the database's revision, None when it is empty."""
    names = set(inspect(connection).get_table_names())
    if VERSION_TABLE in names:
        return connection.execute(select(_version.c.version_num)).scalar()
    if names:
        raise _foreign(path, f"{len(names)} tables of another program")
    return None


def _foreign(path: str, detail: str) -> StoreRefused:
    return StoreRefused(detail, key="store-refused-foreign", values={"path": path})
