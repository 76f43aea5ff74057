"""The PresetStore over SQL: requests that people and servers saved."""

import unicodedata

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Conflict
from bot.jobs.model import Kind, kind_of
from bot.jobs.ports import RequestPreset
from bot.store.engine.database import Database
from bot.store.engine.upsert import upsert
from bot.store.jobs.codec import dump, load_request
from bot.store.schema import request_presets as table

_LOCK_CLASS = 0x466F6C7C
_LONGEST_KEY = 200


def name_key(name: str) -> str:
    """Return a name in the form that names are compared in: without case, width and the number of blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:_LONGEST_KEY]


class SqlPresetStore:
    """Saved requests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load_presets(self, guild_id: int, user_id: int) -> list[RequestPreset]:
        """Return a person's own presets, then those of the server, each sorted by name."""
        wanted = or_(_owned(0, user_id), _owned(guild_id, user_id))
        statement = select(table).where(wanted).order_by(table.c.guild_id != 0, table.c.name_key)
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
        return [
            RequestPreset(row.guild_id, row.saved_by, row.name, load_request(Kind(row.kind), row.request), row.saved_at)
            for row in rows
        ]

    async def save_preset(self, preset: RequestPreset, most: int) -> bool:
        """Save a preset; True if it replaced one of that name. Raises Conflict beyond ``most`` per owner."""
        key, same_owner = name_key(preset.name), _owned(preset.guild_id, preset.user_id)
        async with self._database.write() as connection:
            await _lock(connection, preset.guild_id or preset.user_id)
            keys = set((await connection.execute(select(table.c.name_key).where(same_owner))).scalars())
            if key not in keys and len(keys) >= most:
                raise Conflict(key="preset-too-many", values={"limit": most})
            row = {
                "guild_id": preset.guild_id,
                "owner_id": 0 if preset.guild_id else preset.user_id,
                "name_key": key,
                "name": preset.name,
                "kind": kind_of(preset.request).value,
                "request": dump(preset.request),
                "saved_by": preset.user_id,
                "saved_at": preset.saved_at,
            }
            await upsert(connection, table, [row])
            return key in keys

    async def delete_preset(self, guild_id: int, user_id: int, name: str) -> bool:
        """Remove a server's preset, or with ``guild_id`` 0 this person's own; False if there is none of that name."""
        async with self._database.write() as connection:
            wanted = and_(_owned(guild_id, user_id), table.c.name_key == name_key(name))
            return (await connection.execute(delete(table).where(wanted))).rowcount > 0


def _owned(guild_id: int, user_id: int) -> ColumnElement[bool]:
    """A server's presets, or with ``guild_id`` 0 a person's own."""
    return and_(table.c.guild_id == guild_id, table.c.owner_id == (0 if guild_id else user_id))


async def _lock(connection: AsyncConnection, owner: int) -> None:
    """Let one writer at a time count an owner's presets. SQLite has only one writer anyway."""
    if connection.dialect.name == "postgresql":
        key = func.pg_advisory_xact_lock(text(str(_LOCK_CLASS)), text(str((owner ^ owner >> 32) & 0x7FFFFFFF)))
        await connection.execute(select(key))
