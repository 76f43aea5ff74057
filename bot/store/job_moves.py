"""Writing jobs on a connection somebody else opened, so that more can be written in the same transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Update, case, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Conflict, NotFound, Refusal
from bot.jobs.model import Arrow, Job, Move, NewJob, State
from bot.store.codec import load_job
from bot.store.job_values import Written, fixed_values, moved_values, new_values
from bot.store.ledger import settle
from bot.store.schema import jobs

_GROUP_SIZE = 100


async def insert_job(connection: AsyncConnection, new: NewJob) -> Job:
    """Write a job as `requested`. Raises Conflict and NotFound; the transaction can't go on after either.

    A job whose outcome is not known may be bought again once: the row then carries the original's id a second
    time in a column that is UNIQUE. The state is read by the INSERT itself; `unknown` never changes.
    """
    original = jobs.alias("original")
    unknown = select(original.c.id).where(original.c.id == new.retry_of, original.c.state == State.UNKNOWN.value)
    statement = insert(jobs).values(**new_values(new), unknown_retry_of=unknown.scalar_subquery()).returning(jobs)
    try:
        row = (await connection.execute(statement)).mappings().one()
    except IntegrityError as error:
        raise _refusal_of(error, new) from error
    return load_job(row)


def _refusal_of(error: IntegrityError, new: NewJob) -> Refusal:
    told = str(error.orig)
    if "foreign key" in told.lower():
        return NotFound(f"retry of {new.retry_of}, which does not exist")
    if "unknown_retry_of" in told:
        return Conflict(f"{new.retry_of} was submitted again already", key="refusal-already-resubmitted")
    if "uq_jobs_open_repeat" in told or "jobs.retry_of, jobs.user_id" in told:
        return Conflict(f"this person's repeat of {new.retry_of} has not ended", key="store-conflict-repeat-open")
    return Conflict(f"job {new.id} exists already", key="store-conflict-exists")


async def take_moves(connection: AsyncConnection, moves: Sequence[Move]) -> list[Job | None]:
    """Take arrows, each on its own condition, with one statement for many of the same shape."""
    taken: list[Job | None] = [None] * len(moves)
    for batch in _batches(moves):
        if connection.dialect.name == "postgresql" and len(batch) > 1:
            await _lock_rows(connection, sorted(moves[index].job_id for index in batch))
        for group in _groups(moves, batch):
            rows = (await connection.execute(_statement(group))).mappings()
            found = {row["id"]: load_job(row) for row in rows}
            await settle(connection, group.arrow, found.values())
            for index, job_id in zip(group.indexes, group.values, strict=True):
                taken[index] = found.get(job_id)
    return taken


async def _lock_rows(connection: AsyncConnection, job_ids: Sequence[str]) -> None:
    """Lock in one order for all, so that two writers of many rows can't wait for each other."""
    await connection.execute(select(jobs.c.id).where(jobs.c.id.in_(job_ids)).order_by(jobs.c.id).with_for_update())


@dataclass(frozen=True, slots=True)
class _Group:
    """Moves of one arrow that write the same columns; different jobs."""

    arrow: Arrow
    indexes: list[int] = field(default_factory=list)
    values: dict[str, dict[str, Written]] = field(default_factory=dict)


def _batches(moves: Sequence[Move]) -> Iterator[list[int]]:
    """Split into runs in which no job comes twice: moves of one job keep their order."""
    run: list[int] = []
    seen: set[str] = set()
    for index, move in enumerate(moves):
        if move.job_id in seen:
            yield run
            run, seen = [], set()
        run.append(index)
        seen.add(move.job_id)
    if run:
        yield run


def _groups(moves: Sequence[Move], batch: Sequence[int]) -> Iterator[_Group]:
    open_groups: dict[tuple[Arrow, frozenset[str]], _Group] = {}
    for index in batch:
        move = moves[index]
        values = moved_values(move)
        shape = (move.arrow, frozenset(values))
        group = open_groups.setdefault(shape, _Group(move.arrow))
        group.indexes.append(index)
        group.values[move.job_id] = values
        if len(group.indexes) == _GROUP_SIZE:
            yield open_groups.pop(shape)
    yield from open_groups.values()


def _statement(group: _Group) -> Update:
    step = group.arrow.value
    return (
        update(jobs)
        .where(
            jobs.c.id.in_(sorted(group.values)),
            jobs.c.state.in_(sorted(state.value for state in step.states)),
            jobs.c.notice.in_(sorted(notice.value for notice in step.notices)),
        )
        .values(**fixed_values(group.arrow), **_columns(group.values))
        .returning(jobs)
    )


def _columns(values: Mapping[str, Mapping[str, Written]]) -> dict[str, Any]:
    """Return each column's new value: one for all where they agree, else chosen by the job's id."""
    columns: dict[str, Any] = {}
    for name in next(iter(values.values())):
        by_id = {job_id: one[name] for job_id, one in values.items()}
        distinct = set(by_id.values())
        columns[name] = distinct.pop() if len(distinct) == 1 else _chosen(name, by_id)
    return columns


def _chosen(name: str, by_id: Mapping[str, Written]) -> ColumnElement[Any]:
    return case(
        *((jobs.c.id == job_id, value) for job_id, value in by_id.items()),
        else_=jobs.c[name],
    )
