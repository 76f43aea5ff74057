"""Empty databases of this revision: migrated once a process, copied from then on, at a fortieth of the CPU time.

What is about opening or migrating a database starts from nothing instead.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.store import Store
from tests.support.postgres import PostgresServer


def copy_sqlite(path: Path) -> str:
    """Put an empty, migrated database at a path and return its URL."""
    path.write_bytes(migrated_sqlite())
    return f"sqlite:///{path}"


@cache
def migrated_sqlite() -> bytes:
    """The content of an empty, migrated database file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "foley.db"
        _migrate(f"sqlite:///{path}")
        return path.read_bytes()


def _migrate(url: str) -> None:
    async def open_once() -> None:
        await (await Store.open(url, SystemClock())).close()

    with ThreadPoolExecutor(1) as beside:  # here a loop may be running already
        beside.submit(asyncio.run, open_once()).result()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer) -> str:
    """The name of a migrated database that nobody uses: what others are copied from."""
    with ThreadPoolExecutor(1) as beside:
        name = beside.submit(asyncio.run, postgres_server.create_database()).result()
    _migrate(postgres_server.url(name))
    return name


@pytest.fixture
async def migrated_postgres_url(postgres_server: PostgresServer, migrated_postgres: str) -> AsyncIterator[str]:
    """The URL of a fresh, empty, migrated database."""
    async with postgres_server.database(migrated_postgres) as url:
        yield url
