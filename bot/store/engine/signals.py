"""Signals between processes: in memory on SQLite, where there is one process; NOTIFY on PostgreSQL.

Best effort in both: a signal may be lost while the database is unavailable, and a slow sweep is the fallback for each.
Publishing therefore never fails because of the database.
"""

import asyncio
import json
import logging
import secrets
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from bot.clock import Clock
from bot.errors import FoleyError, StoreError, StoreUnavailable
from bot.jobs.ports import MISSED
from bot.store.engine.database import Database
from bot.store.engine.errors import is_ours_to_translate, translate
from bot.store.engine.waiting import within

_log = logging.getLogger(__name__)

_CHANNEL = "foley"
_LIMIT_BYTES = 7900  # PostgreSQL takes payloads shorter than 8000 bytes
_CHECK_SECONDS = 10.0
_RECONNECT_SECONDS = 1.0
_PING_SECONDS = 3.0

Callback = Callable[[str], None]


class LocalSignals:
    """Signals within this process."""

    def __init__(self) -> None:
        self._callbacks: defaultdict[str, dict[object, Callback]] = defaultdict(dict)

    async def publish(self, topic: str, payload: str) -> None:
        """Notify every subscriber of the topic."""
        self.hand_out(topic, payload)

    def subscribe(self, topic: str, callback: Callback) -> Callable[[], None]:
        """Call ``callback`` with each payload; return a function that unsubscribes it."""
        token = object()
        self._callbacks[topic][token] = callback

        def unsubscribe() -> None:
            self._callbacks[topic].pop(token, None)

        return unsubscribe

    def hand_out(self, topic: str, payload: str) -> None:
        """Call the callbacks of a topic; one that fails does not keep the others from being called."""
        for callback in list(self._callbacks[topic].values()):
            try:
                callback(payload)
            except Exception:
                _log.exception("signals.subscriber_failed topic=%s", topic)

    async def close(self) -> None:
        """Remove every subscriber."""
        self._callbacks.clear()


class PostgresSignals:
    """Signals between processes. Subscribers in this process are called at once, others through the database."""

    def __init__(self, database: Database, connect: Callable[..., Any], clock: Clock) -> None:
        self._database = database
        self._connect = connect
        self._clock = clock
        self._local = LocalSignals()
        self._origin = secrets.token_hex(4)
        self._task: asyncio.Task[None] | None = None
        self._broken = asyncio.Event()
        self.listening = asyncio.Event()
        """Set while signals of other processes are received."""

    def start(self) -> None:
        """Start to listen, and keep listening until closed."""
        self._task = asyncio.create_task(self._keep_listening(), name="store-signals")

    async def publish(self, topic: str, payload: str) -> None:
        """Notify every process. Raises ValueError for a payload over the database's limit."""
        message = json.dumps([self._origin, topic, payload], ensure_ascii=False, separators=(",", ":"))
        if len(message.encode()) > _LIMIT_BYTES:
            problem = f"a signal of {topic} is over {_LIMIT_BYTES} bytes"
            raise ValueError(problem)
        self._local.hand_out(topic, payload)
        try:
            async with self._database.write() as connection:
                await connection.execute(
                    text("SELECT pg_notify(:channel, :message)"), {"channel": _CHANNEL, "message": message}
                )
        except StoreError as error:
            _log.warning("signals.not_sent topic=%s: %s", topic, error)

    def subscribe(self, topic: str, callback: Callback) -> Callable[[], None]:
        """Call ``callback`` with each payload; return a function that unsubscribes it."""
        return self._local.subscribe(topic, callback)

    async def close(self) -> None:
        """Stop listening."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._local.close()

    async def _keep_listening(self) -> None:
        while True:
            try:
                await self._listen()
            except Exception as error:
                if isinstance(error, FoleyError):
                    _log.warning("signals.disconnected: %s", error)
                elif is_ours_to_translate(error):
                    _log.warning("signals.disconnected: %s", translate(error))
                else:
                    _log.exception("signals.failed")
            await self._clock.sleep(_RECONNECT_SECONDS)

    async def _listen(self) -> None:
        connection = await self._connect()
        self._broken.clear()
        connection.add_termination_listener(lambda _connection: self._broken.set())
        try:
            await connection.add_listener(_CHANNEL, self._on_notify)
            self.listening.set()
            self._local.hand_out(MISSED, "")
            while not await self._broken_within(_CHECK_SECONDS):
                # A connection that was cut silently looks healthy until it is queried; so does one that stayed with a
                # server that is no longer the primary.
                if await connection.fetchval("SHOW transaction_read_only", timeout=_PING_SECONDS) == "on":
                    raise StoreUnavailable("the session is read-only now")
        finally:
            self.listening.clear()
            connection.terminate()

    async def _broken_within(self, delay_seconds: float) -> bool:
        try:
            await within(self._clock, delay_seconds, self._broken.wait())
        except TimeoutError:
            return False
        return True

    def _on_notify(self, _connection: object, _pid: int, _channel: str, message: str) -> None:
        try:
            origin, topic, payload = json.loads(message)
        except ValueError:
            _log.warning("signals.foreign channel=%s", _CHANNEL)
            return
        if origin != self._origin:
            self._local.hand_out(str(topic), str(payload))
