"""Remember which commands were registered last, as a hash for each scope, so that a restart syncs only what changed.

In the database and not in a file: processes of one database share it, and it survives in a container without a volume.
Discord allows 200 creates of commands a day: https://discord.com/developers/docs/interactions/application-commands
"""

import hashlib

from sqlalchemy import select

from bot.store.engine.database import Database
from bot.store.engine.upsert import upsert
from bot.store.guilds.schema import app_state

_SCOPE_CHARACTERS = 24  # of its hash: names in this table hold 32 characters


class SqlSyncMemory:
    """Remembers a hash for each scope (application and, where it is not global, server)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self, scope: str) -> str | None:
        """Return the hash stored for a scope, None when there is none. Raises StoreUnavailable."""
        stored = await self._database.scalar(select(app_state.c.value).where(app_state.c.name == _row_name(scope)))
        return None if stored is None else str(stored)

    async def save(self, scope: str, payload_hash: str) -> None:
        """Store a hash. Raises StoreUnavailable."""
        async with self._database.write() as connection:
            await upsert(connection, app_state, [{"name": _row_name(scope), "value": payload_hash}])


def _row_name(scope: str) -> str:
    return f"sync:{hashlib.sha256(scope.encode()).hexdigest()[:_SCOPE_CHARACTERS]}"
