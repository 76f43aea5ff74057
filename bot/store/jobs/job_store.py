"""The JobStore over SQL: one transaction per method. The statements are in the modules beside this one.

Whatever must be written together with a new job or a transition belongs inside the ``write`` block of `add` or
`take`, as another function that takes the connection.
"""

import asyncio
import builtins
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy import RowMapping, Select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.jobs.claim import Claim
from bot.jobs.model import Job, NewJob, TransitionRequest, id_time_prefix
from bot.jobs.ports import JobFilter
from bot.store.engine.database import Database
from bot.store.jobs import queries as job_queries
from bot.store.jobs.codec import load_jobs
from bot.store.jobs.ledger import lock_ledger, refuse_over, reserve
from bot.store.jobs.transitions import insert_job, take_transitions

_IDS_A_STATEMENT = 500
_ROWS_A_CHUNK = 200


async def fetch_jobs(connection: AsyncConnection, statement: Select[Any]) -> builtins.list[Job]:
    """Return the jobs a statement finds. Many rows are decoded in chunks, so that commands can run in between."""
    return await _read((await connection.execute(statement)).mappings().all())


async def _read(rows: Sequence[RowMapping]) -> builtins.list[Job]:
    decoded: builtins.list[Job] = []
    for start in range(0, len(rows), _ROWS_A_CHUNK):
        decoded += load_jobs(rows[start : start + _ROWS_A_CHUNK])
        await asyncio.sleep(0)
    return decoded


class SqlJobStore:
    """Jobs on disk."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._guild_locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def add(self, new: NewJob, claim: Claim | None = None) -> Job:
        """Write a job as `requested`, and its claim in the ledger.

        Raises Conflict when the id exists, or when the job is a second retry of one whose outcome is unknown;
        NotFound when it is a retry of nothing; QuotaExceeded when the claim goes beyond a bound.
        """
        return (await self._add([new], claim))[0]

    async def add_group(self, news: Sequence[NewJob], claim: Claim) -> builtins.list[Job]:
        """Write several jobs of one request with a claim for each, all of them or none. Raises as :meth:`add`."""
        return await self._add(news, replace(claim, count=len(news)))

    async def _add(self, news: Sequence[NewJob], claim: Claim | None) -> builtins.list[Job]:
        if claim is None or not claim.bounds:
            return await self._write(news, claim)
        # Wait for the server's turn here first, and not in the database with a connection that others could use.
        guild_lock = self._guild_locks.setdefault(news[0].place.guild_id, asyncio.Lock())
        async with guild_lock:
            return await self._write(news, claim)

    async def _write(self, news: Sequence[NewJob], claim: Claim | None) -> builtins.list[Job]:
        async with self._database.write() as connection:
            if claim is not None and claim.bounds:
                await lock_ledger(connection, news[0].place.guild_id, claim)
            if claim is not None and news[0].retry_of is None:
                await refuse_over(connection, news[0], claim)
            # A repeat inserts its job first: that one exists already is a better reason to refuse than a used-up limit,
            # and a job of unknown outcome gives its claim back for its repeat.
            jobs = []
            for new in news:
                jobs.append(await insert_job(connection, new))
                if claim is not None:
                    await reserve(connection, new, claim)
            return jobs

    async def group(self, group_id: str) -> builtins.list[Job]:
        """Return the jobs of one request for several, in their order."""
        async with self._database.read() as connection:
            return await fetch_jobs(connection, job_queries.of_group(group_id))

    async def get(self, job_id: str) -> Job | None:
        """Return a job."""
        async with self._database.read() as connection:
            return next(iter(await fetch_jobs(connection, job_queries.by_id(job_id))), None)

    async def take(self, request: TransitionRequest) -> Job | None:
        """Take one transition; None when the job was not in a state that the transition starts from."""
        async with self._database.write() as connection:
            return (await take_transitions(connection, [request]))[0]

    async def take_many(self, requests: Sequence[TransitionRequest]) -> builtins.list[Job | None]:
        """Take several transitions in one transaction; answers in the same order."""
        if not requests:
            return []
        async with self._database.write() as connection:
            return await take_transitions(connection, requests)

    async def open_jobs(self, after_id: str = "", limit: int | None = None) -> builtins.list[Job]:
        """Return the open jobs, oldest first."""
        async with self._database.read() as connection:
            while True:
                statement = job_queries.open_jobs(after_id, limit)
                rows = (await connection.execute(statement)).mappings().all()
                found = await _read(rows)
                if found or not rows:
                    return found
                after_id = rows[-1]["id"]  # a page of only unreadable rows is not the end

    async def known_tasks(self, task_ids: Collection[str]) -> frozenset[str]:
        """Return which of these TaskIds belong to jobs."""
        found: set[str] = set()
        for chunk in _chunks(sorted(set(task_ids))):
            async with self._database.read() as connection:
                found.update((await connection.execute(job_queries.known_tasks(chunk))).scalars())
        return frozenset(found)

    async def being_sent(self) -> builtins.list[Job]:
        """Return the jobs that are `submitting`."""
        async with self._database.read() as connection:
            return await fetch_jobs(connection, job_queries.being_sent())

    async def of_unknown_outcome(self, asked_since: float) -> builtins.list[Job]:
        """Return the jobs requested since then whose outcome is not known, and that nobody has submitted again."""
        async with self._database.read() as connection:
            return await fetch_jobs(connection, job_queries.of_unknown_outcome(id_time_prefix(asked_since)))

    async def changed_since(self, job_ids: Collection[str]) -> builtins.list[Job]:
        """Return the current rows of these ids."""
        found: builtins.list[Job] = []
        for chunk in _chunks(sorted(set(job_ids))):
            async with self._database.read() as connection:
                found += await fetch_jobs(connection, job_queries.by_ids(chunk))
        return found

    async def list(self, job_filter: JobFilter) -> builtins.list[Job]:
        """Return jobs newest first."""
        async with self._database.read() as connection:
            return await fetch_jobs(connection, job_queries.listed(job_filter))

    async def open_repeat(self, job_id: str, user_id: int) -> Job | None:
        """Return this person's job with ``retry_of`` = this one that has not ended."""
        async with self._database.read() as connection:
            return next(iter(await fetch_jobs(connection, job_queries.open_repeat(job_id, user_id))), None)

    async def retry_exists(self, job_id: str) -> bool:
        """Return whether a job was already submitted again."""
        async with self._database.read() as connection:
            return bool((await connection.execute(job_queries.has_retry(job_id))).scalar_one())


def _chunks(job_ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (job_ids[start : start + _IDS_A_STATEMENT] for start in range(0, len(job_ids), _IDS_A_STATEMENT))
