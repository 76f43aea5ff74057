"""INSERT … ON CONFLICT, which both databases have and SQLAlchemy's generic ``insert`` lacks."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


async def upsert(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows with the same columns, replacing those with the same primary key. Keys in ``rows`` must differ."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    dialect_insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = dialect_insert(table).values([dict(row) for row in rows])
    replaced = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=replaced))


async def insert_missing(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Write the rows, all with the same columns, whose primary key does not exist yet; return how many were written."""
    if not rows:
        return 0
    dialect_insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = dialect_insert(table).values([dict(row) for row in rows])
    key = next(iter(table.primary_key))
    written = await connection.execute(statement.on_conflict_do_nothing().returning(key))
    return len(written.all())
