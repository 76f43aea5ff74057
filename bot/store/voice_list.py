"""Store the voice list as it was last read, as one JSON text: every process has it right after a start.

In the database and not in a file: it survives in a container without a volume.
"""

from sqlalchemy import select

from bot.store.engine.database import Database
from bot.store.engine.upsert import upsert
from bot.store.guilds.schema import app_state

_NAME = "voices"


class SqlVoiceList:
    """Stores the voice list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self) -> str:
        """Return the list, empty when there is none yet. Raises StoreUnavailable."""
        return str(await self._database.scalar(select(app_state.c.value).where(app_state.c.name == _NAME)) or "")

    async def save(self, text: str) -> None:
        """Store a list. Raises StoreUnavailable."""
        async with self._database.write() as connection:
            await upsert(connection, app_state, [{"name": _NAME, "value": text}])
