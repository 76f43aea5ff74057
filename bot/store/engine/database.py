"""One database: a read transaction, a write transaction, and their bounds.

Owns transactions, their time limits and the translation of errors. Knows no table.
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
    """An engine, with reading and writing told apart."""

    def __init__(self, address: Address, *, pool_size: int, limits: TimeLimits = DEFAULT_LIMITS) -> None:
        self.address = address
        self._limits = limits
        self.is_sqlite = isinstance(address, SqliteAddress)
        self.engine: AsyncEngine = create_engine(address, pool_size, limits)
        # SQLite has one writer. Waiting here is fair and costs nothing; its own busy handler is neither.
        self._writer = asyncio.Lock()
        self._file: OpenedFile | None = None

    def keep_to_this_file(self) -> None:
        """Give no connection any more once the database's file is another one than now. Called once it is made."""
        if isinstance(self.address, SqliteAddress):
            self._file = OpenedFile(self.address.path)

    def _check_file(self) -> None:
        if self._file is not None:
            self._file.check()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection for reading one consistent statement."""
        with translated():
            self._check_file()
            async with self._limit(), self.engine.connect() as connection:
                if not self.is_sqlite:
                    await connection.execution_options(isolation_level="AUTOCOMMIT")
                yield connection

    async def rows(self, question: Select[Any]) -> Sequence[Any]:
        """Return every row that one statement finds."""
        async with self.read() as connection:
            found: Sequence[Any] = (await connection.execute(question)).all()
            return found

    async def scalar(self, question: Select[Any]) -> Any:
        """Return the first value that one statement finds, None where it finds nothing."""
        async with self.read() as connection:
            return (await connection.execute(question)).scalar()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection in a transaction: all of the block is written, or nothing."""
        with translated():
            self._check_file()
            async with self._limit(), self._turn(), self.engine.connect() as connection:
                await connection.execution_options(**{WRITES: True})
                async with connection.begin():
                    yield connection

    @asynccontextmanager
    async def write_without_limit(self) -> AsyncIterator[AsyncConnection]:
        """Give a writing transaction that may take as long as it needs: migrations."""
        # The driver has a limit of its own, which no SET lifts: a connection made without it, for this alone.
        unlimited = TimeLimits(operation_seconds=None)
        engine = self.engine if self.is_sqlite else create_engine(self.address, 1, unlimited)
        try:
            with translated():
                async with self._turn(), engine.connect() as connection:
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

    def _turn(self) -> AbstractAsyncContextManager[object]:
        return self._writer if self.is_sqlite else nullcontext()

    def _limit(self) -> AbstractAsyncContextManager[object]:
        return nullcontext() if self.is_sqlite else asyncio.timeout(self._limits.operation_seconds)
