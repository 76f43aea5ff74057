"""The lease holder's heartbeat, for the other processes to see: written only while its poller's loop runs."""

from sqlalchemy import select

from bot.store.engine.database import Database
from bot.store.engine.upsert import upsert
from bot.store.schema import heartbeats

_WORK = "work"


async def write_heartbeat(database: Database, now: float) -> None:
    """Write that the work goes on. Raises StoreUnavailable."""
    async with database.write() as connection:
        await upsert(connection, heartbeats, [{"name": _WORK, "beat_at": now}])


async def last_heartbeat(database: Database) -> float | None:
    """Return what was written last, by whichever process; None when nobody ever did. Raises StoreUnavailable."""
    found = await database.scalar(select(heartbeats.c.beat_at).where(heartbeats.c.name == _WORK))
    return None if found is None else float(found)
