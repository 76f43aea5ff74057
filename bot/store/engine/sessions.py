"""Prove that a PostgreSQL session is ours from one statement to the next.

A pooler in transaction mode assigns the server's sessions per transaction. Everything we keep in a session, above all
the lease's lock, then belongs to whichever client gets that session next: two processes would both hold the lease.
https://www.pgbouncer.org/features.html
"""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from bot.errors import StoreRefused, StoreUnavailable

POOLED = "store-refused-pooler"
"""Key of the sentence that names the pooler."""

# A key of 64 bits is shown in two halves: https://www.postgresql.org/docs/current/view-pg-locks.html
HOLDS_LOCK = (
    "EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND classid = ($1::bigint >> 32)::oid AND objid = ($1::bigint & 4294967295)::oid AND objsubid = 1)"
)
"""Whether the session that runs the query holds the advisory lock ``$1``."""

_TAKE = "SELECT pg_backend_pid(), pg_try_advisory_lock($1)"
_TAKE_BESIDE = "SELECT pg_backend_pid(), pg_try_advisory_xact_lock($1)"
_HOLDS = f"SELECT pg_backend_pid(), {HOLDS_LOCK}"
_GIVE_BACK = "SELECT pg_backend_pid(), pg_advisory_unlock($1)"
_CAN_WRITE = "SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'"
_KEY_BITS = 62
_ROUNDS = 3
_ASK_SECONDS = 2.0

Connect = Callable[[], Awaitable[Any]]


def pooled() -> StoreRefused:
    """Return the refusal that names the pooler."""
    return StoreRefused("the sessions are those of a pooler in transaction mode", key=POOLED)


async def prove_sessions_are_ours(connect: Connect, place: str) -> None:
    """Raise StoreRefused when sessions change between transactions, or are read-only. ``connect`` must set nothing.

    Raises StoreUnavailable where the server is a standby now. ``place``: the database, as it may be shown.

    One connection takes a lock; while another is in a transaction, the first must still be served by the same session,
    and that session must hold the lock. With a pooler in transaction mode the other connection gets the session of the
    first, or the first gets a different one than before.
    """
    first = await connect()
    try:
        second = await connect()
        try:
            await _prove(first, second, secrets.randbits(_KEY_BITS))
            await _prove_writable(first, place)
        finally:
            await second.close()
    finally:
        await first.close()


async def _prove(first: Any, second: Any, key: int) -> None:
    pid, _ = await _ask(first, _TAKE, key)
    try:
        for _ in range(_ROUNDS):
            async with second.transaction():
                other_pid, got_lock = await second.fetchrow(_TAKE_BESIDE, key, timeout=_ASK_SECONDS)
                if got_lock or other_pid == pid or await _ask(first, _HOLDS, key) != (pid, True):
                    raise pooled()
    finally:
        await _ask(first, _GIVE_BACK, key)


async def _prove_writable(connection: Any, place: str) -> None:
    is_standby, is_read_only = await connection.fetchrow(_CAN_WRITE, timeout=_ASK_SECONDS)
    values = {"path": place}
    if is_standby:
        raise StoreUnavailable("the server is a standby", key="store-standby", values=values)
    if is_read_only:
        raise StoreRefused("its sessions are read-only", key="store-refused-readonly", values=values)


async def _ask(connection: Any, query: str, key: int) -> tuple[int, bool]:
    """Run a query in a transaction, which every pooler keeps on one session."""
    async with connection.transaction():
        pid, answer = await connection.fetchrow(query, key, timeout=_ASK_SECONDS)
    return int(pid), bool(answer)
