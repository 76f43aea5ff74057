"""INSERT … ON CONFLICT DO UPDATE, which both databases have and the shared language lacks."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


async def upsert(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows of equal columns, replacing those of the same primary key. Keys must differ among ``rows``."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(table).values([dict(row) for row in rows])
    replaced = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=replaced))


async def insert_missing(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Write rows of equal columns where their primary key is not there yet; return how many were written."""
    if not rows:
        return 0
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(table).values([dict(row) for row in rows])
    key = next(iter(table.primary_key))
    written = await connection.execute(statement.on_conflict_do_nothing().returning(key))
    return len(written.all())
