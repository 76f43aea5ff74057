"""Who may submit, poll and deliver: on SQLite the one process, on PostgreSQL the holder of an advisory lock.

On PostgreSQL the lock belongs to a session. A process that is cut off can't ask whether it still has the session,
so both sides keep a rule:

- the holder asks something of its session every HEARTBEAT_SECONDS, and stops acting as soon as the last question
  that was answered had been *sent* more than PROOF_SECONDS ago;
- the taker, having got the lock, waits GRACE_SECONDS before it acts, unless the last holder wrote down that it
  gave the lease up in order.

The server frees the lock no earlier than the last answered question was sent, and GRACE > PROOF, so the old holder
has stopped before the new one begins, however the network broke. The server finds a vanished session by TCP
keepalives within about 4 s: at most 4 + RETRY + GRACE seconds without a holder.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from bot.clock import Clock
from bot.store.errors import is_ours_to_translate, translate
from bot.store.waiting import within

_log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 1.5
PROOF_SECONDS = 4.0
GRACE_SECONDS = 4.5
RETRY_SECONDS = 0.5
HANDOVER_SECONDS = 1.2
"""After a lease given up in order: the account's requests are counted over a second, the last holder's too."""
_ASK_SECONDS = 2.0
_LEASE_LOCK = 0x466F6C79_0002
_NAME = "work"

_TRY = "SELECT pg_try_advisory_lock($1)"
_UNLOCK = "SELECT pg_advisory_unlock($1)"
_WAS_CLEAN = "SELECT clean FROM leases WHERE name = $1"
_MARK_TAKEN = (
    "INSERT INTO leases (name, clean, taken_count) VALUES ($1, 0, 1)"
    " ON CONFLICT (name) DO UPDATE SET clean = 0, taken_count = leases.taken_count + 1"
)
_MARK_CLEAN = "UPDATE leases SET clean = 1 WHERE name = $1"


class LocalLease:
    """The lease where there is one process: free for the asking, lost only by being given up."""

    def __init__(self) -> None:
        self._held = False
        self._gone = asyncio.Event()

    async def acquire(self) -> None:
        """Take it."""
        self._held = True
        self._gone.clear()

    async def lost(self) -> None:
        """Return when it was given up."""
        await self._gone.wait()

    async def release(self) -> None:
        """Give it up."""
        self._held = False
        self._gone.set()

    @property
    def held(self) -> bool:
        """Whether this process may act on it now."""
        return self._held


class PostgresLease:
    """The lease among many processes."""

    def __init__(self, connect: Callable[..., Any], clock: Clock) -> None:
        self._connect = connect
        self._clock = clock
        self._connection: Any = None
        self._heartbeat: asyncio.Task[None] | None = None
        self._gone = asyncio.Event()
        self._held = False
        self._proven_at = 0.0

    @property
    def held(self) -> bool:
        """Whether this process may act on it now. Asks the clock too: a stalled loop must not believe itself."""
        return self._held and self._clock.monotonic() - self._proven_at <= PROOF_SECONDS

    async def acquire(self) -> None:
        """Return once this process has it; keeps asking while the database is away."""
        await self._stop()
        while not await self._attempt():
            await self._clock.sleep(RETRY_SECONDS)

    async def lost(self) -> None:
        """Return when it can no longer be relied on."""
        await self._gone.wait()

    async def release(self) -> None:
        """Give it up in order, so that the next holder need not wait."""
        connection = self._connection
        was_held = self.held
        await self._stop(keep_connection=True)
        if connection is None:
            return
        try:
            if was_held:
                await connection.execute(_MARK_CLEAN, _NAME, timeout=_ASK_SECONDS)
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
            sent_at = self._clock.monotonic()
            if not await self._connection.fetchval(_TRY, _LEASE_LOCK, timeout=_ASK_SECONDS):
                return False
            return await self._settle(sent_at)
        except Exception as error:
            self._report(error)
            self._drop()
            return False
        except asyncio.CancelledError:
            self._drop()
            raise

    async def _settle(self, sent_at: float) -> bool:
        """Have the lock, become the holder: wait until whoever had it before has certainly stopped."""
        connection = self._connection
        was_clean = await connection.fetchval(_WAS_CLEAN, _NAME, timeout=_ASK_SECONDS)
        if was_clean is not None:  # None: nobody ever held it
            await self._clock.sleep(HANDOVER_SECONDS if was_clean else GRACE_SECONDS)
        sent_at = self._clock.monotonic()
        await connection.execute(_MARK_TAKEN, _NAME, timeout=_ASK_SECONDS)
        self._proven_at = sent_at
        self._gone.clear()
        self._held = True
        connection.add_termination_listener(lambda _connection: self._lose(connection, "connection closed"))
        self._heartbeat = asyncio.create_task(self._prove(connection), name="store-lease")
        return True

    async def _prove(self, connection: Any) -> None:
        try:
            while True:
                await self._clock.sleep(HEARTBEAT_SECONDS)
                sent_at = self._clock.monotonic()
                left_seconds = self._proven_at + PROOF_SECONDS - sent_at
                if left_seconds <= 0:
                    break
                await within(self._clock, left_seconds, connection.fetchval("SELECT 1"))
                self._proven_at = sent_at
        except Exception as error:
            self._report(error)
        self._lose(connection, "no answer from the database")

    def _lose(self, connection: Any, reason: str) -> None:
        if not self._held or connection is not self._connection:
            return
        _log.warning("lease lost: %s", reason)
        self._held = False
        self._gone.set()
        connection.terminate()

    async def _stop(self, *, keep_connection: bool = False) -> None:
        self._held = False
        self._gone.set()
        task, self._heartbeat = self._heartbeat, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if not keep_connection:
            self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and not connection.is_closed():
            connection.terminate()

    def _report(self, error: Exception) -> None:
        if is_ours_to_translate(error):
            _log.info("lease: %s", translate(error))
        else:
            _log.error("lease: unexpected failure", exc_info=error)
