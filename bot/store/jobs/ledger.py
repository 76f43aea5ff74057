"""The ledger: claims reserved with a new job, settled with the transition that ends it, on the same connection.

Two concurrent commands can't both take the last of a limit: SQLite has one writer, and PostgreSQL a lock for each
server, held until the job is written.

The usage of a person whose data is deleted is kept under an alias, a number that is nobody's id, until the longest
window is over: otherwise deleting one's data would be a way around one's limits.
"""

import hashlib
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, insert, literal, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.guilds.quota import refuse_over_bounds, settled
from bot.guilds.usage import Allowance, Standing
from bot.jobs.claim import DAY_SECONDS, Bound, Claim, Measure
from bot.jobs.model import Job, Kind, NewJob, Request, SpeechRequest, State, Transition
from bot.jobs.states import COMPLETED
from bot.store.guilds.schema import app_state, quota_ledger
from bot.store.jobs.queries import open_count
from bot.store.schema import jobs

_LOCK_CLASS = 0x466F6C79
_LOCK_ALL_CLASS = 0x466F6C7B
_LONGEST_MODEL = 64
_SETTLING = COMPLETED | {
    Transition.REFUSE,
    Transition.EXPIRE,
    Transition.REFUSE_LATE,
    Transition.FAIL,
    Transition.CANCEL,
}
SALT = "salt"


async def alias_of(connection: AsyncConnection, user_id: int) -> int:
    """Return the number that a person's usage is kept under once their data is deleted."""
    salt = (await connection.execute(select(app_state.c.value).where(app_state.c.name == SALT))).scalar_one()
    digest = hashlib.blake2b(str(user_id).encode(), key=str(salt).encode(), digest_size=8).digest()
    return -(int.from_bytes(digest) >> 2) - 1


async def lock_ledger(connection: AsyncConnection, guild_id: int, claim: Claim) -> None:
    """Let one writer at a time read and write a server's part of the ledger.

    A budget of all servers allows only one writer in total; its lock is always taken first, so writers can't deadlock.
    """
    if connection.dialect.name != "postgresql":
        return
    lock = text("SELECT pg_advisory_xact_lock(:class, :key)")
    if any(bound.is_global for bound in claim.bounds):
        await connection.execute(lock, {"class": _LOCK_ALL_CLASS, "key": 0})
    key = (guild_id ^ guild_id >> 32) & 0x7FFFFFFF
    await connection.execute(lock, {"class": _LOCK_CLASS, "key": key})


async def refuse_over(connection: AsyncConnection, new: NewJob, claim: Claim, *, not_counted: int = 0) -> None:
    """Raise QuotaExceeded when a claim goes beyond one of its bounds. ``not_counted``: as in :func:`measure`."""
    refuse_over_bounds(
        await measure(connection, new.place.guild_id, new.user_id, claim.bounds, not_counted=not_counted), claim
    )


async def reserve(connection: AsyncConnection, new: NewJob, claim: Claim) -> None:
    """Write the claim of a job that was just inserted. Raises QuotaExceeded, which must end the transaction."""
    if new.retry_of is not None:
        await _give_back_unknown(connection, new)
        # The job itself is among the open ones already, its claim not yet in the ledger.
        await refuse_over(connection, new, claim, not_counted=1)
    await connection.execute(
        insert(quota_ledger).values(
            job_id=new.id,
            guild_id=new.place.guild_id,
            user_id=new.user_id,
            kind=new.kind.value,
            day=int(new.created_at // DAY_SECONDS),
            reserved_at=new.created_at,
            standing=Standing.RESERVED.value,
            uses=1,
            seconds=claim.seconds,
            cost=claim.cost,
            currency="" if claim.price is None else claim.price.currency,
            model=_model_of(new.request)[:_LONGEST_MODEL],
        )
    )


def _model_of(request: Request) -> str:
    return "" if isinstance(request, SpeechRequest) else request.model


async def _give_back_unknown(connection: AsyncConnection, new: NewJob) -> None:
    """Give back the claim of a job of unknown outcome, which is submitted again with a claim of its own.

    Its cost stays: the provider may bill both.
    """
    if new.retry_of is None:
        return
    unknown = select(jobs.c.id).where(jobs.c.id == new.retry_of, jobs.c.state == State.UNKNOWN.value)
    await connection.execute(
        update(quota_ledger)
        .where(quota_ledger.c.job_id.in_(unknown), quota_ledger.c.standing == Standing.RESERVED.value)
        .values(standing=Standing.RETURNED.value, uses=0, seconds=0, settled_at=new.created_at)
    )


async def settle(connection: AsyncConnection, transition: Transition, ended: Collection[Job]) -> None:
    """Settle the claims of jobs that a transition has just ended (``ended``: the rows after it)."""
    if transition not in _SETTLING or not ended:
        return
    reserved = await connection.execute(
        select(quota_ledger.c.job_id, quota_ledger.c.seconds).where(
            quota_ledger.c.job_id.in_(sorted(job.id for job in ended)),
            quota_ledger.c.standing == Standing.RESERVED.value,
        )
    )
    expected: dict[str, float] = {row.job_id: row.seconds for row in reserved}
    for job in sorted(ended, key=lambda one: one.id):
        outcome = settled(job, transition, expected[job.id]) if job.id in expected else None
        if outcome is not None:
            standing = Standing.CHARGED if outcome.counts else Standing.RETURNED
            values = {"standing": standing.value, "uses": int(outcome.counts), "settled_at": job.ended_at}
            await connection.execute(
                update(quota_ledger)
                .where(quota_ledger.c.job_id == job.id)
                .values(**values, seconds=outcome.seconds, cost=outcome.cost)
            )


async def measure(
    connection: AsyncConnection, guild_id: int, user_id: int, bounds: Sequence[Bound], *, not_counted: int = 0
) -> list[Allowance]:
    """Return what is used of each bound. ``not_counted``: open jobs to leave out of AT_ONCE bounds."""
    mine = [user_id]
    if any(one.is_personal and one.window is not None for one in bounds):
        mine.append(await alias_of(connection, user_id))
    sums: dict[_SumKey, Row[Any]] = {}
    used: list[float] = []
    for one in bounds:
        if one.window is None:
            query = open_count(guild_id, user_id if one.is_personal else None, one.kind)
            used.append(float((await connection.execute(query)).scalar_one() - not_counted))
            continue
        key = _SumKey.of(one)
        if key not in sums:
            people = mine if one.is_personal else None
            query = used_since(None if one.is_global else guild_id, people, one.began_at, one.kind, key.currency)
            sums[key] = (await connection.execute(query)).one()
        row = sums[key]
        amounts = {Measure.SECONDS: float(row.seconds), Measure.MONEY: int(row.cost)}
        used.append(amounts.get(one.measure, int(row.uses)))
    return [Allowance(one, amount) for one, amount in zip(bounds, used, strict=True)]


class _SumKey(NamedTuple):
    """Which rows of the ledger a bound sums: bounds that sum the same ones share a query."""

    is_personal: bool
    is_global: bool
    began_at: float
    kind: Kind | None
    currency: str

    @classmethod
    def of(cls, bound: Bound) -> "_SumKey":
        currency = bound.currency if bound.measure is Measure.MONEY else ""
        return cls(bound.is_personal, bound.is_global, bound.began_at, bound.kind, currency)


def used_since(
    guild_id: int | None, people: Sequence[int] | None, began_at: float, kind: Kind | None = None, currency: str = ""
) -> Select[Any]:
    """Select how many jobs (of a kind), seconds and money a server, some people in it, or all have used since a time.

    One query per window: each scans its own rows in the index, and no row of the longest is evaluated for the shorter.
    Money is summed only with a ``currency``: the other sums are answered from an index that has no cost in it.
    """
    cost = func.sum(quota_ledger.c.cost) if currency else literal(0)
    sums = {"uses": func.sum(quota_ledger.c.uses), "seconds": func.sum(quota_ledger.c.seconds), "cost": cost}
    columns = [func.coalesce(one, 0).label(name) for name, one in sums.items()]
    statement = select(*columns).where(quota_ledger.c.reserved_at >= began_at)
    if guild_id is not None:
        statement = statement.where(quota_ledger.c.guild_id == guild_id)
    if kind is not None:
        statement = statement.where(quota_ledger.c.kind == kind.value)
    if currency:
        statement = statement.where(quota_ledger.c.currency == currency)
    return statement if people is None else statement.where(quota_ledger.c.user_id.in_(people))
