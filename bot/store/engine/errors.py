"""Translate library exceptions into :mod:`bot.errors`. Nothing else in the package decides what a failure means."""

import asyncio
import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from bot.errors import StoreError, StoreRefused, StoreUnavailable
from bot.store.engine.sessions import POOLED

_SQLITE_UNAVAILABLE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_NOMEM")
_SQLITE_UNAVAILABLE_TOO = ("SQLITE_READONLY", "SQLITE_PROTOCOL", "SQLITE_INTERRUPT")
_SQLITE_REFUSED = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_PERM", "SQLITE_AUTH")

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES_UNAVAILABLE = ("08", "25006", "25P03", "40", "53", "55", "57", "58", "XX")
_POSTGRES_REFUSED = ("28", "3D", "42501")
_READ_ONLY = "25006"
_PROTOCOL_VIOLATION = "08P01"
# PgBouncer's permanent errors under that code, which it uses for everything.
_POOLER_REFUSED = ("no such database", "no such user", "bouncer config error", "authentication failed")
# A prepared statement is missing, or exists already: it was prepared in another session of a pooler.
_PREPARED_ELSEWHERE = ("26000", "42P05")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and those the libraries wrapped in it, outermost first."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = getattr(current, "orig", None) or current.__cause__


def _is_postgres(error: BaseException) -> bool:
    return type(error).__module__.split(".", 1)[0] == "asyncpg"


def _describe(error: BaseException) -> str:
    """Describe the error without the statement or its values: those may contain a prompt."""
    # Our own time limits end a call by cancelling it; the timeout error says more.
    root = [cause for cause in _causes(error) if not isinstance(cause, asyncio.CancelledError)][-1]
    name = str(getattr(root, "sqlite_errorname", None) or getattr(root, "sqlstate", None) or type(root).__name__)
    # SQLAlchemy repeats statement and values, and PostgreSQL's class 22 (bad data) the value.
    if isinstance(root, exc.SQLAlchemyError) or name.startswith("22"):
        return name
    shown = str(root).partition("\n")[0][:200]
    return f"{name}: {shown}" if shown else name


def _from_sqlite(error: sqlite3.Error) -> type[StoreError] | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(_SQLITE_UNAVAILABLE + _SQLITE_UNAVAILABLE_TOO):
        return StoreUnavailable
    return StoreRefused if name.startswith(_SQLITE_REFUSED) else None


def _from_sqlstate(sqlstate: str) -> type[StoreError] | None:
    if sqlstate.startswith(_POSTGRES_UNAVAILABLE):
        return StoreUnavailable
    return StoreRefused if sqlstate.startswith(_POSTGRES_REFUSED) else None


def _class_of(error: BaseException) -> type[StoreError]:
    for cause in _causes(error):
        if isinstance(cause, sqlite3.Error) and (known := _from_sqlite(cause)):
            return known
        if (sqlstate := _sqlstate(cause)) and (known := _from_sqlstate(sqlstate)):
            return known
        if isinstance(cause, ssl.SSLCertVerificationError):
            return StoreRefused
        if isinstance(cause, exc.DBAPIError) and cause.connection_invalidated:
            return StoreUnavailable
        if isinstance(cause, (exc.TimeoutError, exc.InterfaceError, OSError, TimeoutError)):
            return StoreUnavailable
        if _is_postgres(cause) and type(cause).__name__ in {
            "InterfaceError",
            "InternalClientError",
            "TargetServerAttributeNotMatched",
        }:
            return StoreUnavailable
    return StoreError


def _sqlstate(error: BaseException) -> str:
    return str(getattr(error, "sqlstate", None) or "")


def is_read_only(error: BaseException) -> bool:
    """Return whether the session an error comes from can't write, though others may."""
    return any(_sqlstate(cause) == _READ_ONLY for cause in _causes(error))


def _named(error: BaseException) -> StoreRefused | None:
    """Return the refusal for errors that have a sentence of their own, which says more than the library's message."""
    for cause in _causes(error):
        sqlstate = _sqlstate(cause)
        if sqlstate in _PREPARED_ELSEWHERE or (sqlstate == _PROTOCOL_VIOLATION and "pooling mode" in str(cause)):
            return StoreRefused(_describe(error), key=POOLED)
        # https://www.pgbouncer.org/config.html#ignore_startup_parameters
        _, found, parameter = str(cause).partition("unsupported startup parameter")
        if sqlstate == _PROTOCOL_VIOLATION and found:
            values = {"parameter": parameter.lstrip(" in:").strip() or "?"}
            return StoreRefused(_describe(error), key="store-refused-parameter", values=values)
        if sqlstate == _PROTOCOL_VIOLATION and any(one in str(cause) for one in _POOLER_REFUSED):
            return StoreRefused(_describe(error), key="store-refused", values={"detail": _describe(error)})
    return None


def is_ours_to_translate(error: BaseException) -> bool:
    """Return whether an exception comes from the database libraries or the connection to the database."""
    return isinstance(error, (exc.SQLAlchemyError, sqlite3.Error, OSError, TimeoutError)) or _is_postgres(error)


def translate(error: BaseException) -> StoreError:
    """Return the StoreError for a library's exception. The detail names the failure, never a value."""
    if (named := _named(error)) is not None:
        return named
    error_class = _class_of(error)
    key = {StoreRefused: "store-refused", StoreUnavailable: None, StoreError: None}[error_class]
    detail = _describe(error)
    return error_class(detail, key=key, values={"detail": detail} if key else {})


@contextmanager
def translated() -> Iterator[None]:
    """Translate the block's database errors into :class:`StoreError`; other exceptions pass through."""
    try:
        yield
    except Exception as error:
        if not is_ours_to_translate(error):
            raise
        raise translate(error) from error
