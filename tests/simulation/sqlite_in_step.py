"""The slower mode: each call goes to the store in memory and to the real SQL store on SQLite, and they must agree.

SQLite is in memory, too, and runs synchronously in the calling thread: no other thread and no file is involved.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import StaticPool

from bot.errors import FoleyError
from bot.jobs.claim import Claim
from bot.jobs.model import Job, NewJob, TransitionRequest
from bot.jobs.ports import JobFilter, JobStore
from bot.store.engine import engine as engines
from bot.store.engine.address import SqliteAddress
from bot.store.engine.database import Database
from bot.store.guilds.schema import quota_ledger
from bot.store.jobs.job_store import SqlJobStore
from tests.simulation.limits import LedgerRow
from tests.simulation.loop import SimulatedLoop
from tests.simulation.network import finish
from tests.simulation.story import Story
from tests.support.migrated import migrated_sqlite

T = TypeVar("T")
_FORMAT_VERSIONS = slice(18, 20)  # of SQLite's header: 2 says WAL, which needs files


class _AtOnce:
    """Replaces the queue of aiosqlite's thread: runs each entry immediately."""

    def put_nowait(self, entry: "tuple[asyncio.Future[Any] | None, Callable[[], Any]]") -> None:
        future, function = entry
        found = function()
        if future is not None:
            future.set_result(found)


class SteppedConnection(aiosqlite.Connection):
    """A connection that runs everything synchronously."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, 64)
        self._tx = _AtOnce()  # type: ignore[assignment]  # the only method that is used

    async def _execute(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        return fn(*args, **kwargs)

    async def _connect(self) -> "SteppedConnection":
        self._connection = self._connector()
        return self

    def __await__(self) -> Any:
        return self._connect().__await__()

    def stop(self) -> None:
        """Close it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    async def close(self) -> None:
        self.stop()


def _connect() -> sqlite3.Connection:
    content = bytearray(migrated_sqlite())
    content[_FORMAT_VERSIONS] = b"\x01\x01"
    connection = sqlite3.connect(":memory:")
    connection.deserialize(bytes(content))
    return connection


def open_database() -> Database:
    """Open an empty, migrated database in memory."""
    database = Database(SqliteAddress(Path("in-memory")), pool_size=1)

    async def connect(*_args: object, **_kwargs: object) -> SteppedConnection:
        return await SteppedConnection(_connect)._connect()

    database.engine = create_async_engine("sqlite+aiosqlite://", async_creator=connect, poolclass=StaticPool)
    event.listen(database.engine.sync_engine, "connect", engines._prepare_sqlite)
    event.listen(database.engine.sync_engine, "begin", engines._begin_sqlite)
    event.listen(database.engine.sync_engine, "invalidate", engines._end_sqlite)
    return database


class JobsInStep:
    """A JobStore that calls two stores, compares them, and returns the result of the first."""

    def __init__(self, memory: JobStore, database: Database, story: Story) -> None:
        self._memory = memory
        self.database = database
        # SQLAlchemy closes connections in tasks of its own: they run to completion on a separate loop.
        self._loop = SimulatedLoop(0)  # type: ignore[abstract]  # as in the world
        self._sql: JobStore = SqlJobStore(database)
        self._story = story

    def at_once(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine of SQLAlchemy to completion while simulated time stands still."""
        world = asyncio.events._get_running_loop()
        asyncio.events._set_running_loop(None)
        try:
            found: T = self._loop.run_until_complete(coroutine)
        finally:
            asyncio.events._set_running_loop(world)
        return found

    def close(self) -> None:
        """Close the database."""
        self.at_once(self.database.close())

    async def _both(self, name: str, ask: Callable[[JobStore], Coroutine[Any, Any, T]]) -> T:
        first, second = _outcome(finish, ask(self._memory)), _outcome(self.at_once, ask(self._sql))
        if _plain(first) != _plain(second):
            self._story.fail("in step", f"{name}: {_plain(first)} in memory, {_plain(second)} on SQLite")
        if isinstance(first, Exception):
            raise first
        return first

    async def add(self, new: NewJob, claim: Claim | None = None) -> Job:
        return await self._both("add", lambda store: store.add(new, claim))

    async def add_group(self, news: Sequence[NewJob], claim: Claim) -> "list[Job]":
        return await self._both("add_group", lambda store: store.add_group(news, claim))

    async def group(self, group_id: str) -> "list[Job]":
        return await self._both("group", lambda store: store.group(group_id))

    async def take(self, request: TransitionRequest) -> Job | None:
        return await self._both(request.transition.name, lambda store: store.take(request))

    async def take_many(self, requests: Sequence[TransitionRequest]) -> "list[Job | None]":
        names = ", ".join(f"{request.transition.name} {request.job_id}" for request in requests)
        return await self._both(names, lambda store: store.take_many(requests))

    async def get(self, job_id: str) -> Job | None:
        return await self._both("get", lambda store: store.get(job_id))

    async def open_jobs(self, after_id: str = "", limit: int | None = None) -> "list[Job]":
        return await self._both("open_jobs", lambda store: store.open_jobs(after_id, limit))

    async def known_tasks(self, task_ids: Collection[str]) -> frozenset[str]:
        return await self._both("known_tasks", lambda store: store.known_tasks(task_ids))

    async def being_sent(self) -> "list[Job]":
        return await self._both("being_sent", lambda store: store.being_sent())

    async def of_unknown_outcome(self, asked_since: float) -> "list[Job]":
        return await self._both("of_unknown_outcome", lambda store: store.of_unknown_outcome(asked_since))

    async def changed_since(self, job_ids: Collection[str]) -> "list[Job]":
        return await self._both("changed_since", lambda store: store.changed_since(job_ids))

    async def list(self, job_filter: JobFilter) -> "list[Job]":
        return await self._both("list", lambda store: store.list(job_filter))

    async def open_repeat(self, job_id: str, user_id: int) -> Job | None:
        return await self._both("open_repeat", lambda store: store.open_repeat(job_id, user_id))

    async def retry_exists(self, job_id: str) -> bool:
        return await self._both("retry_exists", lambda store: store.retry_exists(job_id))


def ledger_of(store: JobStore) -> Mapping[str, LedgerRow]:
    """Return uses, seconds and cost of every claim on SQLite, by job id."""
    assert isinstance(store, JobsInStep)

    async def read() -> Mapping[str, LedgerRow]:
        async with store.database.read() as connection:
            rows = (await connection.execute(select(quota_ledger))).all()
        return {row.job_id: (row.uses, float(row.seconds), row.cost) for row in rows}

    return store.at_once(read())


def _outcome(run: Callable[[Coroutine[Any, Any, T]], T], coroutine: Coroutine[Any, Any, T]) -> T | FoleyError:
    try:
        return run(coroutine)
    except FoleyError as error:
        return error


def _plain(outcome: object) -> object:
    """Return what outcomes are compared by: rows sorted by id, errors by type and key."""
    if isinstance(outcome, FoleyError):
        return type(outcome).__name__, outcome.key
    if isinstance(outcome, list) and all(isinstance(one, Job) for one in outcome):
        return sorted(outcome, key=lambda job: job.id)
    return outcome
