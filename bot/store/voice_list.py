"""Keep the voice list as it was last read, as one JSON text: there at once after a start, for every process.

In the database and not in a file: a container without a volume keeps it.
"""

from sqlalchemy import select

from bot.store.engine.database import Database
from bot.store.engine.upsert import upsert
from bot.store.guilds.schema import app_state

_NAME = "voices"


class SqlVoiceList:
    """Keeps the list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self) -> str:
        """Return the list, empty when there is none yet. Raises StoreUnavailable."""
        return str(await self._database.scalar(select(app_state.c.value).where(app_state.c.name == _NAME)) or "")

    async def save(self, text: str) -> None:
        """Keep a list. Raises StoreUnavailable."""
        async with self._database.write() as connection:
            await upsert(connection, app_state, [{"name": _NAME, "value": text}])
