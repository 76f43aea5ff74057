"""The lease holder's heartbeat, for the other processes to see: written only while its poller's loop runs."""

from sqlalchemy import select

from bot.store.engine.database import Database
from bot.store.engine.upsert import upsert
from bot.store.schema import heartbeats

_WORK = "work"


async def write_heartbeat(database: Database, now: float) -> None:
    """Write the heartbeat. Raises StoreUnavailable."""
    async with database.write() as connection:
        await upsert(connection, heartbeats, [{"name": _WORK, "beat_at": now}])


async def last_heartbeat(database: Database) -> float | None:
    """Return when any process wrote it last; None when none ever did. Raises StoreUnavailable."""
    beat_at = await database.scalar(select(heartbeats.c.beat_at).where(heartbeats.c.name == _WORK))
    return None if beat_at is None else float(beat_at)
