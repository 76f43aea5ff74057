"""Three fixtures, named for what a test is about.

``store``: the ports. Runs on SQLite, on a real PostgreSQL and on the doubles in memory that other tests rely on.
``sql_store``: the databases (their constraints, plans, rows). Runs on both. ``store_url``: opening and migrating them,
likewise; it is the only one that starts from nothing.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.guilds.ports import Change, unchanged
from bot.store import Store
from bot.store.engine.engine import TimeLimits
from tests.support.migrated import copy_sqlite
from tests.support.migrated import migrated_postgres as migrated_postgres
from tests.support.migrated import migrated_postgres_url as migrated_postgres_url
from tests.support.store_ports import MemoryStore, OpenStore, StorePorts

_DATABASES = ("sqlite", "postgresql")
# What a store does is asked here, not how fast the machine is that may run other things beside.
_PATIENT = TimeLimits(operation_seconds=60.0, pool_seconds=60.0, lock_seconds=60.0)


@pytest.fixture(params=_DATABASES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'foley.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


def _migrated_url(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> str:
    if kind == "sqlite":
        return copy_sqlite(tmp_path / "foley.db")
    url: str = request.getfixturevalue("migrated_postgres_url")
    return url


@pytest.fixture(params=_DATABASES)
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database of either kind, empty and of this revision."""
    return _migrated_url(request, tmp_path, request.param)


@pytest.fixture
async def sql_store(migrated_url: str) -> AsyncIterator[Store]:
    """An open store on an empty database."""
    async with Store.opened(migrated_url, SystemClock(), limits=_PATIENT) as opened:
        yield opened


@pytest.fixture(params=("memory", *_DATABASES))
def _any_url(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    return None if request.param == "memory" else _migrated_url(request, tmp_path, request.param)


@pytest.fixture
def open_store(_any_url: str | None) -> OpenStore:
    """Opens the ports with what new servers start with."""

    @asynccontextmanager
    async def opened(new_server: Change) -> AsyncIterator[StorePorts]:
        if _any_url is None:
            yield MemoryStore(new_server)
        else:
            async with Store.opened(_any_url, SystemClock(), limits=_PATIENT, new_server=new_server) as store:
                yield store

    return opened


@pytest.fixture
async def store(open_store: OpenStore) -> AsyncIterator[StorePorts]:
    """The ports over an empty database, or over nothing but memory."""
    async with open_store(unchanged) as opened:
        yield opened
