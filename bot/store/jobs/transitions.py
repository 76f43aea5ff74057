"""Write jobs on the caller's connection, so that more can be written in the same transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Update, case, exists, insert, null, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Conflict, NotFound, Refusal
from bot.jobs.model import DeliveryState, Job, NewJob, State, Transition, TransitionRequest
from bot.store.jobs.codec import load_job, load_jobs
from bot.store.jobs.ledger import settle
from bot.store.jobs.values import REOPENING, REVOKING, Written, fixed_values, new_values, requested_values
from bot.store.schema import HAS_TASK, jobs

_GROUP_SIZE = 100
_TASK_LOCK_CLASS = 0x466F6C7A


async def insert_job(connection: AsyncConnection, new: NewJob) -> Job:
    """Write a job as `requested`. Raises Conflict and NotFound; the transaction can't continue after either.

    A job of unknown outcome may be submitted again once: the row then carries the original's id a second time, in a
    column that is UNIQUE. The state is read by the INSERT itself. The original's row is locked before: its TaskId may
    arrive late at the same moment, and only one of the two may be first.
    """
    if new.retry_of is not None:
        await _lock_rows(connection, [new.retry_of])
    original = jobs.alias("original")
    unknown = select(original.c.id).where(original.c.id == new.retry_of, original.c.state == State.UNKNOWN.value)
    statement = insert(jobs).values(**new_values(new), unknown_retry_of=unknown.scalar_subquery()).returning(jobs)
    try:
        row = (await connection.execute(statement)).mappings().one()
    except IntegrityError as error:
        raise _refusal_of(error, new) from error
    if new.only_if_unknown and row["unknown_retry_of"] is None:
        raise Conflict(f"the outcome of {new.retry_of} is known by now", key="refusal-not-unknown")
    return load_job(row)


def _refusal_of(error: IntegrityError, new: NewJob) -> Refusal:
    message = str(error.orig)
    if "foreign key" in message.lower():
        return NotFound(f"retry of {new.retry_of}, which does not exist")
    if "unknown_retry_of" in message:
        return Conflict(f"{new.retry_of} was submitted again already", key="refusal-already-resubmitted")
    if "uq_jobs_open_repeat" in message or "jobs.retry_of, jobs.user_id" in message:
        return Conflict(f"this person's repeat of {new.retry_of} has not ended", key="store-conflict-repeat-open")
    return Conflict(f"job {new.id} exists already", key="store-conflict-exists")


async def take_transitions(connection: AsyncConnection, requests: Sequence[TransitionRequest]) -> list[Job | None]:
    """Take transitions, each on its own condition, with one statement for many of the same shape."""
    taken: list[Job | None] = [None] * len(requests)
    for batch in _batches(requests):
        if len(batch) > 1 or requests[batch[0]].transition in REVOKING:
            await _lock_rows(connection, sorted(requests[index].job_id for index in batch))
        if requests[batch[0]].transition is Transition.ACCEPT_LATE:
            await _lock_task(connection, requests[batch[0]].changes.task_id)
        for group in _groups(requests, batch):
            rows = (await connection.execute(_statement(group))).mappings()
            found = {job.id: job for job in load_jobs(rows)}
            await settle(connection, group.transition, found.values())
            for index, job_id in zip(group.indexes, group.values, strict=True):
                taken[index] = found.get(job_id)
    return taken


async def _lock_rows(connection: AsyncConnection, job_ids: Sequence[str]) -> None:
    """Lock rows in the same order everywhere, so that two writers of many rows can't deadlock.

    A later statement reads what was committed before. SQLite has one writer, which needs no locks.
    """
    if connection.dialect.name != "postgresql":
        return
    await connection.execute(select(jobs.c.id).where(jobs.c.id.in_(job_ids)).order_by(jobs.c.id).with_for_update())


async def _lock_task(connection: AsyncConnection, task_id: str | None) -> None:
    """Let one writer at a time assign this task to a job: two would not see each other's row."""
    if connection.dialect.name == "postgresql":
        statement = text("SELECT pg_advisory_xact_lock(:class, hashtext(:task))")
        await connection.execute(statement, {"class": _TASK_LOCK_CLASS, "task": task_id or ""})


@dataclass(frozen=True, slots=True)
class _Group:
    """Requests of one transition that write and check the same columns, each for a different job."""

    transition: Transition
    indexes: list[int] = field(default_factory=list)
    requests: list[TransitionRequest] = field(default_factory=list)
    values: dict[str, dict[str, Written]] = field(default_factory=dict)


def _batches(requests: Sequence[TransitionRequest]) -> Iterator[list[int]]:
    """Split into runs in which no job occurs twice: transitions of one job keep their order.

    A transition that revokes an outcome is alone in its run: whether it is allowed depends on other jobs.
    """
    run: list[int] = []
    seen: set[str] = set()
    for index, request in enumerate(requests):
        if run and (request.job_id in seen or REVOKING & {request.transition, requests[run[-1]].transition}):
            yield run
            run, seen = [], set()
        run.append(index)
        seen.add(request.job_id)
    if run:
        yield run


def _groups(requests: Sequence[TransitionRequest], batch: Sequence[int]) -> Iterator[_Group]:
    open_groups: dict[tuple[Transition, frozenset[str], bool, bool], _Group] = {}
    for index in batch:
        request = requests[index]
        values = requested_values(request)
        shape = (request.transition, frozenset(values), request.posting is None, request.submitted_at is None)
        group = open_groups.setdefault(shape, _Group(request.transition))
        group.indexes.append(index)
        group.requests.append(request)
        group.values[request.job_id] = values
        if len(group.indexes) == _GROUP_SIZE:
            yield open_groups.pop(shape)
    yield from open_groups.values()


def _statement(group: _Group) -> Update:
    rule = group.transition.rule
    return (
        update(jobs)
        .where(
            jobs.c.id.in_(sorted(group.values)),
            jobs.c.state.in_(sorted(state.value for state in rule.states)),
            jobs.c.delivery_state.in_(sorted(one.value for one in rule.delivery_states)),
            *_named(group),
            *_unless_resubmitted(group),
        )
        .values(_columns(group.values) | fixed_values(group.transition) | _kept_repeat(group.transition))
        .returning(jobs)
    )


def _named(group: _Group) -> Iterator[ColumnElement[bool]]:
    """Require the task, the posting and the create that each request names."""
    if group.transition.rule.names_task:
        yield jobs.c.task_id == _one_or_chosen(
            {request.job_id: request.task_id for request in group.requests}, jobs.c.task_id
        )
    postings = {request.job_id: request.posting for request in group.requests if request.posting is not None}
    if postings:
        yield jobs.c.postings == _one_or_chosen(postings, jobs.c.postings)
    creates = {request.job_id: request.submitted_at for request in group.requests if request.submitted_at is not None}
    if creates:
        yield jobs.c.submitted_at == _one_or_chosen(creates, jobs.c.submitted_at)


def _unless_resubmitted(group: _Group) -> Iterator[ColumnElement[bool]]:
    """Require that nobody has resubmitted the job for its unknown outcome, and that its task is no other job's.

    A repeat from before its outcome was unknown is a separate request, and no reason to lose what is paid for.
    """
    again, other = jobs.alias("again"), jobs.alias("other")
    if group.transition in (Transition.ACCEPT_LATE, Transition.REFUSE_LATE, Transition.COMPLETE_LATE):
        yield ~exists().where(again.c.unknown_retry_of == jobs.c.id)
    if group.transition is Transition.ACCEPT_LATE:
        task_id = group.requests[0].changes.task_id
        yield ~exists().where(text(HAS_TASK), other.c.task_id == task_id, other.c.id != jobs.c.id)


def _kept_repeat(transition: Transition) -> dict[str, Any]:
    """Make a reopened job nobody's repeat where the same person has another open repeat: only one may be open."""
    if transition not in REOPENING:
        return {}
    twin = jobs.alias("twin")
    is_beside = exists().where(
        twin.c.retry_of == jobs.c.retry_of,
        twin.c.user_id == jobs.c.user_id,
        twin.c.delivery_state == DeliveryState.NONE.value,
    )
    return {name: case((is_beside, null()), else_=jobs.c[name]) for name in ("retry_of", "unknown_retry_of")}


def _columns(values: Mapping[str, Mapping[str, Written]]) -> dict[str, Any]:
    """Return each column's new value: one for all where they agree, else chosen by the job's id."""
    columns: dict[str, Any] = {}
    for name in next(iter(values.values())):
        columns[name] = _one_or_chosen({job_id: one[name] for job_id, one in values.items()}, jobs.c[name])
    return columns


def _one_or_chosen(by_id: Mapping[str, Written | None], other: ColumnElement[Any]) -> Any:
    distinct = set(by_id.values())
    if len(distinct) == 1:
        return distinct.pop()
    return case(*((jobs.c.id == job_id, value) for job_id, value in by_id.items()), else_=other)
