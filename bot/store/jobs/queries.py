"""Build the queries on jobs. Pure; runs nothing.

Every statement here is a hot one: a test checks the plans that both databases make for it, and refuses a scan.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, exists, func, select, text

from bot.jobs.model import DeliveryState, Kind, State
from bot.jobs.ports import JobFilter
from bot.store.schema import HAS_TASK, IS_HELD, IS_OPEN, IS_OPEN_REPEAT, IS_UNFINISHED, jobs

_OPEN_DELIVERIES = frozenset({DeliveryState.NONE, DeliveryState.DUE, DeliveryState.SENDING})


def by_id(job_id: str) -> Select[Any]:
    """One job."""
    return select(jobs).where(jobs.c.id == job_id)


def by_ids(job_ids: Sequence[str]) -> Select[Any]:
    """These jobs."""
    return select(jobs).where(jobs.c.id.in_(job_ids))


def of_group(group_id: str) -> Select[Any]:
    """The jobs of one request for several, in their order."""
    return select(jobs).where(jobs.c.group_id == group_id).order_by(jobs.c.group_index)


def open_jobs(after_id: str, limit: int | None) -> Select[Any]:
    """Open jobs, oldest first (ids sort by time)."""
    return select(jobs).where(text(IS_OPEN), jobs.c.id > after_id).order_by(jobs.c.id).limit(limit)


def being_sent() -> Select[Any]:
    """Jobs whose create call may be on its way."""
    return select(jobs).where(text(IS_UNFINISHED), jobs.c.state == State.SUBMITTING.value)


def of_unknown_outcome(after_id: str) -> Select[Any]:
    """Jobs of unknown outcome that nobody has submitted again; ids sort by time."""
    again = jobs.alias("again")
    is_repeated = exists().where(again.c.unknown_retry_of == jobs.c.id)
    return select(jobs).where(jobs.c.id > after_id, jobs.c.state == State.UNKNOWN.value, ~is_repeated)


def known_tasks(task_ids: Sequence[str]) -> Select[Any]:
    """Which of these TaskIds belong to jobs."""
    return select(jobs.c.task_id).where(text(HAS_TASK), jobs.c.task_id.in_(task_ids))


def listed(wanted: JobFilter) -> Select[Any]:
    """Jobs newest first."""
    implied = _implied(wanted)
    # The few unfinished or held jobs are found first and then sorted. Ordering by the bare column would tempt SQLite
    # to scan the whole history of a server, which is in order already.
    order = jobs.c.id.concat("") if implied in {IS_UNFINISHED, IS_HELD} else jobs.c.id
    statement = select(jobs).order_by(order.desc()).limit(wanted.limit)
    if wanted.guild_id is not None:
        statement = statement.where(jobs.c.guild_id == wanted.guild_id)
    if wanted.user_id is not None:
        statement = statement.where(jobs.c.user_id == wanted.user_id)
    if wanted.before_id is not None:
        statement = statement.where(jobs.c.id < wanted.before_id)
    for column, words in (
        (jobs.c.state, wanted.states),
        (jobs.c.delivery_state, wanted.delivery_states),
        (jobs.c.kind, wanted.kinds),
    ):
        if words:
            statement = statement.where(column.in_(sorted(word.value for word in words)))
    if implied is not None:
        statement = statement.where(text(implied))
    return statement


def _implied(wanted: JobFilter) -> str | None:
    """Return the index condition that the filter implies, so that a partial index of the few open jobs can serve it."""
    if wanted.states and not any(state.is_final for state in wanted.states):
        return IS_UNFINISHED
    if wanted.delivery_states and wanted.delivery_states <= _OPEN_DELIVERIES:
        return IS_OPEN
    if wanted.delivery_states == {DeliveryState.HELD}:
        return IS_HELD
    return None


def open_count(guild_id: int, user_id: int | None, kind: Kind | None = None) -> Select[int]:
    """How many jobs of a server, or of a person in it, are not final."""
    statement = select(func.count()).select_from(jobs).where(jobs.c.guild_id == guild_id, text(IS_UNFINISHED))
    if kind is not None:
        statement = statement.where(jobs.c.kind == kind.value)
    return statement if user_id is None else statement.where(jobs.c.user_id == user_id)


def open_repeat(job_id: str, user_id: int) -> Select[Any]:
    """A person's repeat of a job that has not ended: at most one, by a unique index."""
    return select(jobs).where(jobs.c.retry_of == job_id, jobs.c.user_id == user_id, text(IS_OPEN_REPEAT))


def has_retry(job_id: str) -> Select[bool]:
    """Whether a job was submitted again for its unknown outcome."""
    return select(exists().where(jobs.c.unknown_retry_of == job_id))
