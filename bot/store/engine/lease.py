"""The lease: who may submit, poll and deliver. On SQLite the one process, on PostgreSQL the holder of an advisory lock.

On PostgreSQL the lock belongs to a session. A process that is cut off can't ask whether it still has the session,
so both sides follow a rule:

- the holder queries its session every HEARTBEAT_SECONDS, and stops acting as soon as the last query that was answered
  had been *sent* more than PROOF_SECONDS ago;
- the next holder, having got the lock, waits GRACE_SECONDS before it acts, unless the last holder recorded that it
  released the lease in order.

The server frees the lock no earlier than the last answered query was sent, and GRACE > PROOF, so the old holder
has stopped before the new one begins, however the network broke. The server finds a vanished session by TCP
keepalives within about 4 s: at most 4 + RETRY + GRACE seconds without a holder.

The lock alone proves nothing where a pooler gives one session to two processes, or where the session stayed with a
server that is no longer the primary. So each acquisition also gets the next number, stored in a row before the wait,
and the heartbeat query checks all of it: the same session, its lock, a session that may write, and our number still the
last one. A holder that was overtaken finds out within PROOF_SECONDS, and the new holder has waited longer than that.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from bot.clock import Clock
from bot.errors import ConfigError, StoreError, StoreRefused, StoreUnavailable
from bot.store.engine.errors import is_ours_to_translate, translate
from bot.store.engine.sessions import HOLDS_LOCK, POOLED, pooled
from bot.store.engine.waiting import within

_log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 1.5
PROOF_SECONDS = 4.0
GRACE_SECONDS = 4.5
RETRY_SECONDS = 0.5
HANDOVER_SECONDS = 1.2
"""The wait after an orderly release: the account's requests are counted over a second, the last holder's too."""
_ASK_SECONDS = 2.0
_LEASE_LOCK = 0x466F6C79_0002
_NAME = "work"

_TRY = "SELECT pg_try_advisory_lock($1)"
_UNLOCK = "SELECT pg_advisory_unlock($1)"
_ADD_ROW = "INSERT INTO leases (name, clean, taken_count) VALUES ($1, 1, 0) ON CONFLICT (name) DO NOTHING"
_LAST_TAKEN = "SELECT clean, taken_count FROM leases WHERE name = $1 FOR UPDATE"
_MARK_TAKEN = "UPDATE leases SET clean = 0, taken_count = $2 WHERE name = $1"
_PROVE = (
    f"SELECT pg_backend_pid(), {HOLDS_LOCK}, current_setting('transaction_read_only') = 'off',"  # noqa: S608
    " (SELECT taken_count FROM leases WHERE name = $2)"
)
_MARK_CLEAN = "UPDATE leases SET clean = 1 WHERE name = $1 AND taken_count = $2"


class LocalLease:
    """The lease where there is only one process: always available, lost only when released."""

    def __init__(self) -> None:
        self._held = False
        self._gone = asyncio.Event()

    async def acquire(self) -> None:
        """Acquire the lease."""
        self._held = True
        self._gone.clear()

    async def lost(self) -> None:
        """Wait until it is released."""
        await self._gone.wait()

    async def release(self) -> None:
        """Release the lease."""
        self._held = False
        self._gone.set()

    @property
    def held(self) -> bool:
        """Whether this process may act as the holder now."""
        return self._held


class PostgresLease:
    """The lease shared by many processes."""

    def __init__(self, connect: Callable[..., Any], clock: Clock) -> None:
        self._connect = connect
        self._clock = clock
        self._connection: Any = None
        self._heartbeat: asyncio.Task[None] | None = None
        self._gone = asyncio.Event()
        self._held = False
        self._proven_at = 0.0
        self._pid = 0
        self._number = 0
        self._refusal: StoreRefused | None = None

    @property
    def held(self) -> bool:
        """Whether this process may act as the holder now. Checks the clock too: a stalled loop can't trust its flag."""
        return self._held and self._clock.monotonic() - self._proven_at <= PROOF_SECONDS

    async def acquire(self) -> None:
        """Wait until this process holds the lease; keep trying while the database is unavailable.

        Raises StoreRefused once sessions have turned out to be those of a pooler.
        """
        await self._stop()
        if self._refusal is not None:
            raise self._refusal
        while not await self._attempt():
            await self._clock.sleep(RETRY_SECONDS)

    async def lost(self) -> None:
        """Wait until the lease can no longer be relied on."""
        await self._gone.wait()

    async def release(self) -> None:
        """Release the lease in order, so that the next holder need not wait."""
        connection = self._connection
        was_held = self.held
        await self._stop(keep_connection=True)
        if connection is None:
            return
        try:
            if was_held:
                await connection.execute(_MARK_CLEAN, _NAME, self._number, timeout=_ASK_SECONDS)
            await connection.execute(_UNLOCK, _LEASE_LOCK, timeout=_ASK_SECONDS)
            await connection.close(timeout=_ASK_SECONDS)
        except Exception as error:
            self._report(error)
        finally:
            self._drop()

    async def _attempt(self) -> bool:
        try:
            if self._connection is None or self._connection.is_closed():
                self._connection = await self._connect()
            if not await self._connection.fetchval(_TRY, _LEASE_LOCK, timeout=_ASK_SECONDS):
                return False
            await self._settle(self._connection)
            return True
        except Exception as error:
            self._report(error)
            self._drop()
            if self._refusal is not None:
                raise self._refusal from error
            return False
        except asyncio.CancelledError:
            self._drop()
            raise

    async def _settle(self, connection: Any) -> None:
        """Become the holder once the lock is ours: wait until the previous holder has certainly stopped."""
        self._pid = await connection.fetchval("SELECT pg_backend_pid()", timeout=_ASK_SECONDS)
        async with connection.transaction():
            await connection.execute(_ADD_ROW, _NAME, timeout=_ASK_SECONDS)
            was_clean, last_number = await connection.fetchrow(_LAST_TAKEN, _NAME, timeout=_ASK_SECONDS)
            self._number = last_number + 1
            await connection.execute(_MARK_TAKEN, _NAME, self._number, timeout=_ASK_SECONDS)
        if last_number:  # else nobody ever held it
            await self._clock.sleep(HANDOVER_SECONDS if was_clean else GRACE_SECONDS)
        sent_at = self._clock.monotonic()
        self._check(await connection.fetchrow(_PROVE, _LEASE_LOCK, _NAME, timeout=_ASK_SECONDS))
        self._proven_at = sent_at
        self._gone.clear()
        self._held = True
        connection.add_termination_listener(lambda _connection: self._lose(connection, "connection closed"))
        self._heartbeat = asyncio.create_task(self._prove(connection), name="store-lease")

    def _check(self, answer: tuple[int, bool, bool, int | None]) -> None:
        """Raise StoreRefused, StoreUnavailable unless everything that makes us the holder is still true."""
        pid, is_locked, may_write, number = answer
        if pid != self._pid:
            raise pooled()
        if not is_locked:
            raise StoreUnavailable("the session has lost its lock")
        if not may_write:
            raise StoreUnavailable("the session is read-only now: its server is no longer the primary")
        if number != self._number:
            raise StoreUnavailable("another process has taken it with the same session")

    async def _prove(self, connection: Any) -> None:
        try:
            while True:
                await self._clock.sleep(HEARTBEAT_SECONDS)
                sent_at = self._clock.monotonic()
                left_seconds = self._proven_at + PROOF_SECONDS - sent_at
                if left_seconds <= 0:
                    break
                query = connection.fetchrow(_PROVE, _LEASE_LOCK, _NAME)
                self._check(await within(self._clock, left_seconds, query))
                self._proven_at = sent_at
        except Exception as error:
            self._report(error)
        self._lose(connection, "it could not be proven in time")

    def _lose(self, connection: Any, reason: str) -> None:
        if not self._held or connection is not self._connection:
            return
        _log.warning("lease.lost: %s", reason)
        self._held = False
        self._gone.set()
        connection.terminate()

    async def _stop(self, *, keep_connection: bool = False) -> None:
        self._held = False
        self._gone.set()
        task, self._heartbeat = self._heartbeat, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
        if not keep_connection:
            self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and not connection.is_closed():
            connection.terminate()

    def _report(self, error: Exception) -> None:
        """Log an error, and remember one that no further attempt can fix."""
        known = translate(error) if is_ours_to_translate(error) else error
        if not isinstance(known, (StoreError, ConfigError)):
            _log.error("lease.failed", exc_info=error)
            return
        _log.info("lease.unavailable: %s", known)
        if isinstance(known, StoreRefused) and known.key == POOLED:
            self._refusal = known
