"""The PreferenceStore over SQL: one JSON text a person, so that a new preference needs no migration."""

import json

from sqlalchemy import select

from bot.jobs.ports import Preferences
from bot.store.engine.database import Database
from bot.store.engine.upsert import upsert
from bot.store.jobs.codec import dump, restore
from bot.store.schema import preferences as table


class SqlPreferenceStore:
    """What people chose last."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load_preferences(self, user_id: int) -> Preferences:
        """Return the person's preferences, defaults when there are none."""
        chosen = await self._database.scalar(select(table.c.chosen).where(table.c.user_id == user_id))
        return Preferences() if chosen is None else restore(Preferences, json.loads(chosen))

    async def save_preferences(self, user_id: int, preferences: Preferences) -> None:
        """Store the person's preferences."""
        async with self._database.write() as connection:
            await upsert(connection, table, [{"user_id": user_id, "chosen": dump(preferences)}])
