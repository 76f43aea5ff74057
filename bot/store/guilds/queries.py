"""Build the queries on servers, people and the operator's overview. Pure; runs nothing.

Every statement here runs on a growing table: a test checks the plans that both databases make for it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, text

from bot.jobs.model import DeliveryState, State
from bot.store.guilds.schema import DELETED_USER_ID, IS_UNSETTLED, guild_audit, quota_ledger
from bot.store.schema import IS_HELD, IS_OPEN, IS_UNFINISHED, jobs

_FAULTY = (State.FAILED, State.REFUSED, State.UNKNOWN, State.ABANDONED)
_SAME_MOMENT = 9  # characters of an id that encode its time
_MAY_BE_CANCELLED = (DeliveryState.NONE, DeliveryState.DUE, DeliveryState.HELD)


def audit(guild_id: int, before_id: str | None, limit: int) -> Select[Any]:
    """Audit lines, newest first."""
    statement = select(guild_audit).where(guild_audit.c.guild_id == guild_id).order_by(guild_audit.c.id.desc())
    if before_id is not None:
        statement = statement.where(guild_audit.c.id < before_id)
    return statement.limit(limit)


def audit_change(guild_id: int, entry_id: str) -> Select[Any]:
    """Lines written together with one: by the same person at the same moment."""
    one = guild_audit.alias("one")
    is_entry = (one.c.id == entry_id) & (one.c.guild_id == guild_id)
    together = (guild_audit.c.at == one.c.at) & (guild_audit.c.actor_id == one.c.actor_id)
    # Ids sort by time, and those of one change are made at one moment: none is far from the others.
    near = guild_audit.c.id.startswith(entry_id[:_SAME_MOMENT], autoescape=True)
    joined = guild_audit.join(one, together & is_entry)
    return (
        select(guild_audit)
        .select_from(joined)
        .where(guild_audit.c.guild_id == guild_id, near)
        .order_by(guild_audit.c.id)
    )


def _in_days(statement: Select[Any], guild_id: int, from_day: int, to_day: int) -> Select[Any]:
    return statement.where(quota_ledger.c.guild_id == guild_id, quota_ledger.c.day.between(from_day, to_day))


def usage_by_day(guild_id: int, from_day: int, to_day: int, currency: str = "") -> Select[Any]:
    """Sums by day, kind and model."""
    returned = func.sum(1 - quota_ledger.c.uses)
    statement = select(
        quota_ledger.c.day,
        quota_ledger.c.kind,
        func.sum(quota_ledger.c.uses).label("count"),
        func.sum(quota_ledger.c.seconds).label("seconds"),
        returned.label("returned"),
        quota_ledger.c.model,
        func.sum(case((text(IS_UNSETTLED), quota_ledger.c.uses), else_=0)).label("open_count"),
        _cost_in(currency).label("cost"),
    )
    keys = (quota_ledger.c.day, quota_ledger.c.kind, quota_ledger.c.model)
    return _in_days(statement.group_by(*keys), guild_id, from_day, to_day).order_by(*keys)


def _cost_in(currency: str) -> ColumnElement[int]:
    return func.sum(case((quota_ledger.c.currency == currency, quota_ledger.c.cost), else_=0))


def latest_currency(guild_id: int, from_day: int, to_day: int) -> Select[Any]:
    """The currency of the newest cost."""
    statement = select(quota_ledger.c.currency).where(quota_ledger.c.currency != "")
    return _in_days(statement, guild_id, from_day, to_day).order_by(quota_ledger.c.reserved_at.desc()).limit(1)


def usage_by_user(guild_id: int, from_day: int, to_day: int, users: int, currency: str = "") -> Select[Any]:
    """Sums by person, most requests first; people whose data was deleted are summed as one."""
    person = case((quota_ledger.c.user_id < 0, DELETED_USER_ID), else_=quota_ledger.c.user_id)
    count, seconds = func.sum(quota_ledger.c.uses), func.sum(quota_ledger.c.seconds)
    cost = _cost_in(currency).label("cost")
    statement = select(person.label("user_id"), count.label("count"), seconds.label("seconds"), cost)
    grouped = statement.group_by(person).having(count > 0).order_by(count.desc(), seconds.desc(), person)
    return _in_days(grouped, guild_id, from_day, to_day).limit(users)


def unsettled_since_before(limit_at: float) -> Select[Any]:
    """Claims whose outcome has been unknown for too long."""
    return select(quota_ledger.c.job_id).where(text(IS_UNSETTLED), quota_ledger.c.reserved_at < limit_at)


def stale_aliases(limit_at: float) -> Select[Any]:
    """Ledger rows of deleted people, beyond the longest window."""
    # Deleted people are few. With the bare column SQLite would scan the whole history instead.
    old = quota_ledger.c.reserved_at + 0 < limit_at
    return select(quota_ledger.c.job_id).where(quota_ledger.c.user_id < 0, old)


def cancellable(user_id: int, until: float) -> Select[Any]:
    """Ids of a person's jobs that may still be cancelled."""
    delivery_states = sorted(one.value for one in _MAY_BE_CANCELLED)
    return (
        select(jobs.c.id)
        .where(jobs.c.user_id == user_id, jobs.c.created_at <= until, jobs.c.delivery_state.in_(delivery_states))
        .where(jobs.c.state.not_in([state.value for state in (*_FAULTY, State.SUBMITTING, State.CANCELLED)]))
        .order_by(jobs.c.id)
    )


def under_way(user_id: int, until: float) -> Select[Any]:
    """How many of a person's jobs can't be removed at this moment: being sent or posted, or not ended."""
    busy = jobs.c.delivery_state.in_([DeliveryState.NONE.value, DeliveryState.SENDING.value])
    return select(func.count()).select_from(jobs).where(jobs.c.user_id == user_id, jobs.c.created_at <= until, busy)


def removable(user_id: int, until: float, limit: int) -> Select[Any]:
    """Ids of a person's jobs that can be removed now."""
    at_rest = jobs.c.delivery_state.not_in([DeliveryState.NONE.value, DeliveryState.SENDING.value])
    return select(jobs.c.id).where(jobs.c.user_id == user_id, jobs.c.created_at <= until, at_rest).limit(limit)


def jobs_of_guild(guild_id: int, limit: int) -> Select[Any]:
    """Ids of a server's jobs."""
    return select(jobs.c.id).where(jobs.c.guild_id == guild_id).order_by(jobs.c.id).limit(limit)


def oldest_open(guild_id: int | None = None) -> Select[Any]:
    """The oldest open job."""
    statement = select(jobs.c.id, jobs.c.created_at).where(text(IS_OPEN)).order_by(jobs.c.id).limit(1)
    return statement if guild_id is None else statement.where(jobs.c.guild_id == guild_id)


def texts_to_blank(guild_id: int, from_id: str, before_id: str, limit: int) -> Select[Any]:
    """Requests whose retention time is over, in order."""
    return (
        select(jobs.c.id, jobs.c.kind, jobs.c.request)
        .where(jobs.c.guild_id == guild_id, jobs.c.id >= from_id, jobs.c.id < before_id)
        .order_by(jobs.c.id)
        .limit(limit)
    )


def open_by_state() -> Select[Any]:
    """How many unfinished jobs there are, by state."""
    return select(jobs.c.state, func.count()).where(text(IS_UNFINISHED)).group_by(jobs.c.state)


def held_count() -> Select[Any]:
    """How many results wait for a place to be posted."""
    return select(func.count()).select_from(jobs).where(text(IS_HELD))


def faults_since(first_id: str) -> Select[Any]:
    """Faults of jobs requested since the time of an id, with their counts."""
    faulty: Sequence[str] = [state.value for state in _FAULTY]
    return (
        select(jobs.c.fault, func.count())
        .where(jobs.c.id >= first_id, jobs.c.state.in_(faulty), jobs.c.fault.is_not(None))
        .group_by(jobs.c.fault)
    )
