"""What the libraries raise, as Foley understands it; and that no statement, value or password gets into a detail."""

import sqlite3
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import exc

from bot.errors import FoleyError, StoreError, StoreRefused, StoreUnavailable
from bot.store.engine.errors import translate, translated

_SECRET = "SELECT 'calm rain'"


def _sqlite(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("told")
    error.sqlite_errorname = name
    return error


def _wrapped(orig: BaseException, *, invalidated: bool = False) -> exc.DBAPIError:
    return exc.OperationalError(_SECRET, {"prompt": _SECRET}, orig, connection_invalidated=invalidated)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (_sqlite("SQLITE_BUSY"), StoreUnavailable),
        (_sqlite("SQLITE_FULL"), StoreUnavailable),
        (_sqlite("SQLITE_IOERR_WRITE"), StoreUnavailable),
        (_sqlite("SQLITE_READONLY"), StoreUnavailable),
        (_sqlite("SQLITE_NOTADB"), StoreRefused),
        (_sqlite("SQLITE_CORRUPT"), StoreRefused),
        (_sqlite("SQLITE_ERROR"), StoreError),
        (_sqlite("SQLITE_CONSTRAINT_CHECK"), StoreError),
        (asyncpg.CannotConnectNowError("starting up"), StoreUnavailable),
        (asyncpg.TooManyConnectionsError("full"), StoreUnavailable),
        (asyncpg.DiskFullError("full"), StoreUnavailable),
        (asyncpg.AdminShutdownError("bye"), StoreUnavailable),
        (asyncpg.QueryCanceledError("timeout"), StoreUnavailable),
        (asyncpg.DeadlockDetectedError("deadlock"), StoreUnavailable),
        (asyncpg.ReadOnlySQLTransactionError("replica"), StoreUnavailable),
        (asyncpg.ConnectionDoesNotExistError("gone"), StoreUnavailable),
        (asyncpg.InterfaceError("closed"), StoreUnavailable),
        (asyncpg.InvalidPasswordError("no"), StoreRefused),
        (asyncpg.InvalidCatalogNameError("no"), StoreRefused),
        (asyncpg.InsufficientPrivilegeError("no"), StoreRefused),
        (asyncpg.UndefinedTableError("no"), StoreError),
        (ConnectionRefusedError(111, "refused"), StoreUnavailable),
        (TimeoutError(), StoreUnavailable),
        (exc.TimeoutError("QueuePool limit"), StoreUnavailable),
    ],
)
def test_each_failure_has_its_meaning_wrapped_or_not(error: Exception, expected: type[StoreError]) -> None:
    for one in (error, _wrapped(error)):
        found = translate(one)
        assert type(found) is expected
        assert _SECRET not in str(found)


def test_a_lost_connection_is_unavailable_whatever_it_says() -> None:
    assert type(translate(_wrapped(RuntimeError("?"), invalidated=True))) is StoreUnavailable


def test_a_refused_value_is_not_repeated() -> None:
    error = asyncpg.DataError(f"invalid input for query argument $1: {_SECRET}")
    assert str(translate(error)) == "22000"


def test_the_block_lets_out_only_what_is_not_the_databases() -> None:
    with pytest.raises(KeyError), translated():
        raise KeyError
    with pytest.raises(FoleyError), translated():
        raise FoleyError
    with pytest.raises(StoreUnavailable) as told, translated():
        raise ConnectionResetError
    assert isinstance(told.value.__cause__, ConnectionResetError)


def test_only_the_store_knows_its_libraries() -> None:
    root = Path(__file__).parents[3]
    others = [path for path in (root / "bot").rglob("*.py") if "store" not in path.relative_to(root).parts]
    assert others
    for path in others:
        text = path.read_text()
        assert not any(f"import {name}" in text or f"from {name}" in text for name in ("sqlalchemy", "asyncpg"))
