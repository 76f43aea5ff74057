"""How many open jobs there are, by kind and state, and since when: one small statement over the open ones' index."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, text

from bot.jobs.model import Kind, State
from bot.store.database import Database
from bot.store.schema import IS_OPEN, jobs


@dataclass(frozen=True, slots=True)
class Headcount:
    """The open jobs of one kind in one state. ``oldest_at``: when the oldest was asked for, in unix seconds."""

    kind: Kind
    state: State
    jobs: int
    oldest_at: float


def open_counts() -> Select[Any]:
    """How many open jobs there are of each kind and state, and when the oldest was asked for."""
    return (
        select(jobs.c.kind, jobs.c.state, func.count(), func.min(jobs.c.created_at))
        .where(text(IS_OPEN))
        .group_by(jobs.c.kind, jobs.c.state)
    )


async def count_open_jobs(database: Database) -> list[Headcount]:
    """Count them. Raises StoreUnavailable."""
    async with database.read() as connection:
        rows = (await connection.execute(open_counts())).all()
    return [Headcount(Kind(kind), State(state), count, oldest_at) for kind, state, count, oldest_at in rows]
