"""Create engines: connections to either database, bounded and timed. No query of ours is here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, ExceptionContext, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import ConfigError
from bot.store.engine.address import Address, PostgresAddress, SqliteAddress
from bot.store.engine.driver_faults import driver_faults, refuse_unreadable_files
from bot.store.engine.errors import is_read_only

if TYPE_CHECKING:
    import asyncpg

WRITES = "foley_writes"
"""Execution option of a connection that is about to write."""

CONNECT_SECONDS = 2.0
_CLOSE_SECONDS = 0.3
_SQLITE_BUSY_MILLISECONDS = 2000
_SQLITE_CONNECTIONS = 4

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a paid job survives a power cut, not only a crash
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_SQLITE_BUSY_MILLISECONDS}",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA temp_store=MEMORY",
)

# The server's side of every limit. The keepalives let it notice within about 4 s that a process was cut off,
# which frees the lease of a machine that vanished without closing. Set after connecting: PgBouncer refuses them as
# startup parameters (https://www.pgbouncer.org/config.html, ignore_startup_parameters).
_SERVER_SETTINGS = {
    "application_name": "foley",
    "tcp_keepalives_idle": "2",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "2",
    "tcp_user_timeout": "4000",
    "timezone": "UTC",
}


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """How long an operation waits before it fails: commands must be able to say so within Discord's 3 s.

    ``operation_seconds``: one transaction on PostgreSQL in all; None for no limit. ``pool_seconds``: for a free
    connection. ``lock_seconds``: for a lock that another session holds.
    """

    operation_seconds: float | None = 2.3
    pool_seconds: float = 2.0
    lock_seconds: float = 2.0

    def as_settings(self) -> Mapping[str, str]:
        """Return the limits as settings of a PostgreSQL session, in milliseconds; 0 is no limit."""
        return {
            "statement_timeout": str(int((self.operation_seconds or 0.0) * 1000)),
            "lock_timeout": str(int(self.lock_seconds * 1000)),
            "idle_in_transaction_session_timeout": "10000",
        }


DEFAULT_LIMITS = TimeLimits()


def create_engine(address: Address, pool_size: int, limits: TimeLimits) -> AsyncEngine:
    """Return an engine that has not connected yet."""
    if isinstance(address, SqliteAddress):
        return _create_sqlite(address, limits)
    return _create_postgres(address, pool_size, limits)


def _create_sqlite(address: SqliteAddress, limits: TimeLimits) -> AsyncEngine:
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{address.path}",
        pool_size=_SQLITE_CONNECTIONS,
        max_overflow=0,
        pool_timeout=limits.pool_seconds,
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    event.listen(engine.sync_engine, "invalidate", _end_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # None: the driver begins no transaction of its own; `_begin_sqlite` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction. A writer locks at once: one that locks midway can't wait and fails instead."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _end_sqlite(connection: Any, _record: object, _error: object) -> None:
    """Roll back the transaction of a connection that is discarded, for example when its task was cancelled.

    Closing is not enough: until the cursor of an unfinished statement is garbage-collected, SQLite keeps the closed
    connection, and with it a writer's lock.
    """
    connection.rollback()


def _create_postgres(address: PostgresAddress, pool_size: int, limits: TimeLimits) -> AsyncEngine:
    connect = postgres_connector(address, limits.as_settings(), limits.operation_seconds)
    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=limits.pool_seconds,
        pool_pre_ping=True,
        pool_recycle=1800,
    )
    event.listen(engine.sync_engine, "handle_error", _drop_read_only)
    return engine


def _drop_read_only(context: ExceptionContext) -> None:
    """Discard the pool's sessions once one is read-only: they lead to a server that is no longer the primary."""
    if is_read_only(context.original_exception):
        context.is_disconnect = True


def postgres_connector(
    address: PostgresAddress, settings: Mapping[str, str] | None = None, command_seconds: float | None = None
) -> "Callable[..., Any]":
    """Return a function that opens a connection to PostgreSQL, with Foley's settings and ``settings``."""
    open_plainly = plain_connector(address, command_seconds)
    statement = _set_config_statement(_SERVER_SETTINGS | dict(settings or {}))

    async def connect(**_unused: object) -> "asyncpg.Connection":
        connection = await open_plainly()
        try:
            await connection.execute(statement, timeout=CONNECT_SECONDS)
        except BaseException:
            connection.terminate()
            raise
        return connection

    return connect


def _set_config_statement(settings: Mapping[str, str]) -> str:
    """Return one statement that sets all of these for the session. Names and values are ours: no escaping needed."""
    return "SELECT " + ", ".join(f"set_config('{name}', '{value}', false)" for name, value in settings.items())


def plain_connector(address: PostgresAddress, command_seconds: float | None = None) -> "Callable[..., Any]":
    """Return a function that opens a connection without any settings. Raises ConfigError if the driver is missing.

    The function raises ConfigError for a URL that the driver does not accept.
    """
    try:
        import asyncpg
    except ImportError as error:
        problem = "FOLEY_DATABASE_URL: PostgreSQL needs the extra: pip install 'foley-bot[postgres]'"
        raise ConfigError([problem]) from error

    class Connection(asyncpg.Connection):  # type: ignore[misc]
        """Closes quickly: the pool would wait 2 s for a server that has just shown that it doesn't answer."""

        async def close(self, *, timeout: float | None = None) -> None:
            await super().close(timeout=_CLOSE_SECONDS if timeout is None else min(timeout, _CLOSE_SECONDS))

    async def connect(**_unused: object) -> "asyncpg.Connection":
        refuse_unreadable_files(address)
        with driver_faults(address):
            return await asyncpg.connect(
                address.dsn,
                timeout=CONNECT_SECONDS,
                command_timeout=command_seconds,
                connection_class=Connection,
            )

    return connect
