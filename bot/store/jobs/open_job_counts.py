"""Count the open jobs by kind and state, with the age of the oldest: one small query over their partial index."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, text

from bot.jobs.model import Kind, State
from bot.store.engine.database import Database
from bot.store.schema import IS_OPEN, jobs


@dataclass(frozen=True, slots=True)
class OpenJobCount:
    """The open jobs of one kind in one state. Times in unix seconds.

    ``oldest_at``: when the oldest was requested. ``oldest_ended_at``: when the first of those that ended, but are not
    posted yet, ended; None where none has ended.
    """

    kind: Kind
    state: State
    jobs: int
    oldest_at: float
    oldest_ended_at: float | None = None


def open_counts() -> Select[Any]:
    """How many open jobs there are of each kind and state, when the oldest was requested, when the first ended."""
    return (
        select(jobs.c.kind, jobs.c.state, func.count(), func.min(jobs.c.created_at), func.min(jobs.c.ended_at))
        .where(text(IS_OPEN))
        .group_by(jobs.c.kind, jobs.c.state)
    )


async def count_open_jobs(database: Database) -> list[OpenJobCount]:
    """Count the open jobs. Raises StoreUnavailable."""
    rows = await database.rows(open_counts())
    return [OpenJobCount(Kind(kind), State(state), *numbers) for kind, state, *numbers in rows]
