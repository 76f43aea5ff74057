"""PostgreSQL as bot.store.engine.lease uses it: sessions, an advisory lock and a row.

A session ends for the server when its process closes it or dies; if the machine dies or is cut off, only when the
keepalives time out. Until then it holds its lock, whatever the process believes.

A process that doesn't get the lock retries twice a second for hours, which would be most of the events of a simulation.
Only the first retry after a change is made, at a random moment within the retry interval.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.store.engine import lease
from tests.simulation.database import DatabaseLink
from tests.simulation.network import Network

KEEPALIVE_SECONDS = 4.0
_CONNECT_SECONDS = 2.0


class Session:
    """One session at the server."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.alive = True


class LeaseServer:
    """The sessions, the holder of the lock, and the content of the row."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.taken_at = float("-inf")
        self.holder: Session | None = None
        self.clean, self.taken_count = 1, 0
        self.sessions: list[Session] = []
        self._waiting: list[asyncio.Future[None]] = []

    async def changed_for(self, session: Session) -> None:
        """Wait until the lock may be free for this session, or the session has ended."""
        if session.alive and self.holder not in (None, session):
            changed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(changed)
            await changed

    def change(self) -> None:
        """Let the sessions that wait for the lock retry."""
        waiting, self._waiting = self._waiting, []
        for changed in waiting:
            if not changed.done():
                changed.set_result(None)

    def open(self) -> Session:
        """Open a session."""
        session = Session(len(self.sessions) + 1)
        self.sessions.append(session)
        return session

    def end(self, session: Session) -> None:
        """End a session and release its lock."""
        session.alive = False
        if self.holder is session:
            self.holder = None
        self.change()

    def end_all(self) -> None:
        """End every session, as a restart of the server does."""
        for session in self.sessions:
            self.end(session)

    def answer(self, session: Session, statement: str, args: tuple[Any, ...]) -> Any:
        """Execute a statement. Raises ConnectionResetError for a session that has ended."""
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

    def __init__(self, server: LeaseServer, network: Network, link: DatabaseLink, rng: random.Random) -> None:
        self._server = server
        self._network = network
        self._link = link
        self._rng = rng
        self._session = server.open()
        self._closed = False
        self._listeners: list[Callable[[Any], None]] = []

    def is_closed(self) -> bool:
        return self._closed

    def add_termination_listener(self, listener: Callable[[Any], None]) -> None:
        self._listeners.append(listener)

    def terminate(self) -> None:
        """Close the connection; the server notices at once if the link is open."""
        if not self._closed:
            self._closed = True
            self.lose(KEEPALIVE_SECONDS if not self._link.is_open else 0.001)

    def lose(self, after_seconds: float) -> None:
        """Let the server notice later that the client is gone."""
        self._network.later(after_seconds, lambda: self._server.end(self._session))

    async def close(self, *, timeout: float | None = None) -> None:
        self.terminate()

    async def fetchval(self, statement: str, *args: Any, timeout: float | None = None) -> Any:
        if statement == lease._TRY and self._link.is_open:
            await self._server.changed_for(self._session)
            await asyncio.sleep(self._rng.random() * lease.RETRY_SECONDS)
        return await self._ask(statement, args, timeout)

    async def fetchrow(self, statement: str, *args: Any, timeout: float | None = None) -> Any:
        return await self._ask(statement, args, timeout)

    async def execute(self, statement: str, *args: Any, timeout: float | None = None) -> Any:
        return await self._ask(statement, args, timeout)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Do nothing: only the holder of the lock gets here, so there is no concurrent transaction."""
        yield

    async def _ask(self, statement: str, args: tuple[Any, ...], timeout: float | None) -> Any:
        def handle() -> Any:
            if not self._link.is_open:
                raise TimeoutError("no answer")
            return self._server.answer(self._session, statement, args)

        def response_seconds() -> float:
            # A client that is cut off waits until its own timeout.
            return 0.0 if self._link.is_open else (timeout or 30.0)

        found = await self._network.ask(self._rng.random() * 0.003, handle, response_seconds)
        if not self._link.is_open:
            raise ConnectionResetError("cut off while the answer was on its way")
        return found


async def connect(server: LeaseServer, network: Network, link: DatabaseLink, rng: random.Random) -> LeaseConnection:
    """Open a connection. Raises TimeoutError if the link is closed."""

    def handle() -> LeaseConnection:
        if not link.is_open:
            raise TimeoutError("no answer")
        return LeaseConnection(server, network, link, rng)

    return await network.ask(0.002, handle, lambda: 0.0 if link.is_open else _CONNECT_SECONDS)
