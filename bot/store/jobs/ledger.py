"""The ledger: claims reserved with a new job, settled with the transition that ends it, on the same connection.

Two commands at once can't both take the last of a limit: on SQLite there is one writer, on PostgreSQL a lock a
server, held until the job is written.

A person whose data is deleted keeps a number nobody is called by until the longest window is over: otherwise
deleting one's data would be a way around one's limits.
"""

import hashlib
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.guilds.quota import refuse_beyond, settled
from bot.guilds.usage import Allowance, Standing
from bot.jobs.claim import DAY_SECONDS, Bound, Claim, Measure
from bot.jobs.model import Job, NewJob, State, Transition
from bot.jobs.states import COMPLETED
from bot.store.guilds.schema import app_state, quota_ledger
from bot.store.jobs.queries import open_count
from bot.store.schema import jobs

_LOCK_CLASS = 0x466F6C79
_SETTLING = COMPLETED | {
    Transition.REFUSE,
    Transition.EXPIRE,
    Transition.REFUSE_LATE,
    Transition.FAIL,
    Transition.CANCEL,
}
SALT = "salt"


async def alias_of(connection: AsyncConnection, user_id: int) -> int:
    """Return the number a person's use is kept under once their data is deleted."""
    salt = (await connection.execute(select(app_state.c.value).where(app_state.c.name == SALT))).scalar_one()
    digest = hashlib.blake2b(str(user_id).encode(), key=str(salt).encode(), digest_size=8).digest()
    return -(int.from_bytes(digest) >> 2) - 1


async def lock_guild(connection: AsyncConnection, guild_id: int) -> None:
    """Let one writer at a time look at a server's books and write to them."""
    if connection.dialect.name == "postgresql":
        key = (guild_id ^ guild_id >> 32) & 0x7FFFFFFF
        await connection.execute(text("SELECT pg_advisory_xact_lock(:class, :key)"), {"class": _LOCK_CLASS, "key": key})


async def refuse_over(connection: AsyncConnection, new: NewJob, claim: Claim, *, not_counted: int = 0) -> None:
    """Raise QuotaExceeded when a claim goes beyond one of its bounds. ``not_counted``: as in :func:`measure`."""
    for allowance in await measure(connection, new.place.guild_id, new.user_id, claim.bounds, not_counted=not_counted):
        refuse_beyond(allowance, claim)


async def reserve(connection: AsyncConnection, new: NewJob, claim: Claim) -> None:
    """Write the claim of a job that was just inserted. Raises QuotaExceeded; the transaction can't go on after it."""
    if new.retry_of is not None:
        await _give_back_unknown(connection, new)
        # The job itself stands among the open ones already, its claim not yet in the ledger.
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
        )
    )


async def _give_back_unknown(connection: AsyncConnection, new: NewJob) -> None:
    """Settle the claim of a job nobody knows the outcome of: it is submitted again, with a claim of its own."""
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
            counts, seconds = outcome
            standing = Standing.CHARGED if counts else Standing.RETURNED
            await connection.execute(
                update(quota_ledger)
                .where(quota_ledger.c.job_id == job.id)
                .values(standing=standing.value, uses=int(counts), seconds=seconds, settled_at=job.ended_at)
            )


async def measure(
    connection: AsyncConnection, guild_id: int, user_id: int, bounds: Sequence[Bound], *, not_counted: int = 0
) -> list[Allowance]:
    """Return what is used of each bound. ``not_counted``: open jobs to leave out of those at once."""
    used: dict[Bound, float] = {}
    for is_personal in (True, False):
        counted = [one for one in bounds if one.is_personal is is_personal and one.window is not None]
        people = [user_id, await alias_of(connection, user_id)] if is_personal and counted else None
        for began_at in {one.began_at for one in counted}:
            count, seconds = (await connection.execute(used_since(guild_id, people, began_at))).one()
            for one in counted:
                if one.began_at == began_at:
                    used[one] = float(seconds if one.measure is Measure.SECONDS else count)
        for one in bounds:
            if one.is_personal is is_personal and one.window is None:
                question = open_count(guild_id, user_id if is_personal else None)
                used[one] = float((await connection.execute(question)).scalar_one() - not_counted)
    return [Allowance(one, used[one]) for one in bounds]


def used_since(guild_id: int, people: Sequence[int] | None, began_at: float) -> Select[Any]:
    """Ask how many jobs and seconds a server, or some people in it, have used since a window began.

    One question a window: each walks its own rows in the index, and no row of the longest is weighed for the shorter.
    """
    count, seconds = func.sum(quota_ledger.c.uses), func.sum(quota_ledger.c.seconds)
    statement = select(func.coalesce(count, 0), func.coalesce(seconds, 0)).where(
        quota_ledger.c.guild_id == guild_id, quota_ledger.c.reserved_at >= began_at
    )
    return statement if people is None else statement.where(quota_ledger.c.user_id.in_(people))
