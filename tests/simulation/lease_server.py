"""PostgreSQL as the lease sees it: sessions, an advisory lock, a row. Speaks the statements of bot.store.engine.lease.

A session ends for the server when its process says so or dies; when its machine dies or is cut off, only once the
keepalives have found out. Until then it keeps its lock, whatever the process believes.

Who does not get the lock asks again twice a second, for hours: nearly all that ever happened in this world. Of those
tries only the next one after something has changed is made, at a moment between two tries.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.store.engine import lease
from tests.simulation.database import Road
from tests.simulation.wire import Wire

KEEPALIVE_SECONDS = 4.0
_CONNECT_SECONDS = 2.0


class Session:
    """One session at the server."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.alive = True


class LeaseServer:
    """Who has the lock, and what is written in the row."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.taken_at = float("-inf")
        self.holder: Session | None = None
        self.clean, self.taken_count = 1, 0
        self.sessions: list[Session] = []
        self._without: list[asyncio.Future[None]] = []

    async def changed_for(self, session: Session) -> None:
        """Return once a try of this session may find something else than somebody else's lock."""
        if session.alive and self.holder not in (None, session):
            changed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._without.append(changed)
            await changed

    def change(self) -> None:
        """Let those that go without the lock try again."""
        without, self._without = self._without, []
        for changed in without:
            if not changed.done():
                changed.set_result(None)

    def open(self) -> Session:
        """Begin a session."""
        session = Session(len(self.sessions) + 1)
        self.sessions.append(session)
        return session

    def end(self, session: Session) -> None:
        """End a session, and free what it held."""
        session.alive = False
        if self.holder is session:
            self.holder = None
        self.change()

    def end_all(self) -> None:
        """Restart."""
        for session in self.sessions:
            self.end(session)

    def answer(self, session: Session, statement: str, args: tuple[Any, ...]) -> Any:
        """Do what a statement says. Raises ConnectionResetError for a session that has ended."""
        if not session.alive:
            raise ConnectionResetError("the session has ended")
        return _STATEMENTS[statement](self, session, args)

    def try_lock(self, session: Session) -> bool:
        if self.holder is None:
            self.holder = session
        return self.holder is session

    def unlock(self, session: Session) -> bool:
        if self.holder is not session:
            return False
        self.holder = None
        self.change()
        return True

    def mark_taken(self, number: int) -> None:
        self.clean, self.taken_count, self.taken_at = 0, number, self._now()

    def mark_clean(self, number: int) -> None:
        if number == self.taken_count:
            self.clean = 1


_STATEMENTS: dict[str, Callable[[LeaseServer, Session, tuple[Any, ...]], Any]] = {
    lease._TRY: lambda server, session, args: server.try_lock(session),
    lease._UNLOCK: lambda server, session, args: server.unlock(session),
    lease._ADD_ROW: lambda server, session, args: None,
    lease._LAST_TAKEN: lambda server, session, args: (server.clean, server.taken_count),
    lease._MARK_TAKEN: lambda server, session, args: server.mark_taken(args[1]),
    lease._PROVE: lambda server, session, args: (
        session.number,
        server.holder is session,
        True,
        server.taken_count,
    ),
    lease._MARK_CLEAN: lambda server, session, args: server.mark_clean(args[1]),
    "SELECT pg_backend_pid()": lambda server, session, args: session.number,
}


class LeaseConnection:
    """What PostgresLease needs of an asyncpg connection."""

    def __init__(self, server: LeaseServer, wire: Wire, road: Road, chance: random.Random) -> None:
        self._server = server
        self._wire = wire
        self._road = road
        self._chance = chance
        self._session = server.open()
        self._closed = False
        self._listeners: list[Callable[[Any], None]] = []

    def is_closed(self) -> bool:
        return self._closed

    def add_termination_listener(self, listener: Callable[[Any], None]) -> None:
        self._listeners.append(listener)

    def terminate(self) -> None:
        """Give the connection up; the server hears of it at once, where anything gets through."""
        if not self._closed:
            self._closed = True
            self.lose(KEEPALIVE_SECONDS if not self._road.is_open else 0.001)

    def lose(self, after_seconds: float) -> None:
        """Let the server find out later that nobody is there any more."""
        self._wire.later(after_seconds, lambda: self._server.end(self._session))

    async def close(self, *, timeout: float | None = None) -> None:
        self.terminate()

    async def fetchval(self, statement: str, *args: Any, timeout: float | None = None) -> Any:
        if statement == lease._TRY and self._road.is_open:
            await self._server.changed_for(self._session)
            await asyncio.sleep(self._chance.random() * lease.RETRY_SECONDS)
        return await self._ask(statement, args, timeout)

    async def fetchrow(self, statement: str, *args: Any, timeout: float | None = None) -> Any:
        return await self._ask(statement, args, timeout)

    async def execute(self, statement: str, *args: Any, timeout: float | None = None) -> Any:
        return await self._ask(statement, args, timeout)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Statements between two rows of this session: only who has the lock comes here."""
        yield

    async def _ask(self, statement: str, args: tuple[Any, ...], timeout: float | None) -> Any:
        def act() -> Any:
            if not self._road.is_open:
                raise TimeoutError("no answer")
            return self._server.answer(self._session, statement, args)

        def back() -> float:
            # Who is cut off waits as long as he likes.
            return 0.0 if self._road.is_open else (timeout or 30.0)

        found = await self._wire.ask(self._chance.random() * 0.003, act, back)
        if not self._road.is_open:
            raise ConnectionResetError("cut off while the answer was on its way")
        return found


async def connect(server: LeaseServer, wire: Wire, road: Road, chance: random.Random) -> LeaseConnection:
    """Open a connection. Raises TimeoutError where nothing gets through."""

    def act() -> LeaseConnection:
        if not road.is_open:
            raise TimeoutError("no answer")
        return LeaseConnection(server, wire, road, chance)

    return await wire.ask(0.002, act, lambda: 0.0 if road.is_open else _CONNECT_SECONDS)
