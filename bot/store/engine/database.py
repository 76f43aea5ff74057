"""One database: a read transaction, a write transaction, and their time limits.

Owns transactions, their limits and the translation of errors. Knows no table.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.engine.address import Address, SqliteAddress
from bot.store.engine.engine import DEFAULT_LIMITS, WRITES, TimeLimits, create_engine
from bot.store.engine.errors import translated
from bot.store.engine.sqlite_file import OpenedFile


class Database:
    """An engine with separate read and write transactions."""

    def __init__(self, address: Address, *, pool_size: int, limits: TimeLimits = DEFAULT_LIMITS) -> None:
        self.address = address
        self._limits = limits
        self.is_sqlite = isinstance(address, SqliteAddress)
        self.engine: AsyncEngine = create_engine(address, pool_size, limits)
        # SQLite has one writer. Waiting here is fair and costs nothing; its own busy handler is neither.
        self._writer = asyncio.Lock()
        self._file: OpenedFile | None = None

    def keep_to_this_file(self) -> None:
        """Refuse connections once the path leads to another file than now. Called once the database exists."""
        if isinstance(self.address, SqliteAddress):
            self._file = OpenedFile(self.address.path)

    def _check_file(self) -> None:
        if self._file is not None:
            self._file.check()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection for reading, where each statement is consistent in itself."""
        with translated():
            self._check_file()
            async with self._limit(), self.engine.connect() as connection:
                if not self.is_sqlite:
                    await connection.execution_options(isolation_level="AUTOCOMMIT")
                yield connection

    async def rows(self, query: Select[Any]) -> Sequence[Any]:
        """Return every row of one query."""
        async with self.read() as connection:
            rows: Sequence[Any] = (await connection.execute(query)).all()
            return rows

    async def scalar(self, query: Select[Any]) -> Any:
        """Return the first value of one query, None if there is no row."""
        async with self.read() as connection:
            return (await connection.execute(query)).scalar()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection in a transaction: everything in the block is written, or nothing."""
        with translated():
            self._check_file()
            async with self._limit(), self._writer_lock(), self.engine.connect() as connection:
                await connection.execution_options(**{WRITES: True})
                async with connection.begin():
                    yield connection

    @asynccontextmanager
    async def write_without_limit(self) -> AsyncIterator[AsyncConnection]:
        """Yield a write transaction without a time limit, for migrations."""
        # The driver has its own limit, which no SET lifts: use a separate connection that is made without it.
        unlimited = TimeLimits(operation_seconds=None)
        engine = self.engine if self.is_sqlite else create_engine(self.address, 1, unlimited)
        try:
            with translated():
                async with self._writer_lock(), engine.connect() as connection:
                    await connection.execution_options(**{WRITES: True})
                    async with connection.begin():
                        if not self.is_sqlite:
                            await connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                            await connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
                        yield connection
        finally:
            if engine is not self.engine:
                await engine.dispose()

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()

    def _writer_lock(self) -> AbstractAsyncContextManager[object]:
        return self._writer if self.is_sqlite else nullcontext()

    def _limit(self) -> AbstractAsyncContextManager[object]:
        return nullcontext() if self.is_sqlite else asyncio.timeout(self._limits.operation_seconds)
