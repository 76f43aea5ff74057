"""Remove finished jobs, with their lines in the ledger, once they are older than the operator keeps them.

A job's id begins with its time, so old jobs are a range of the primary key. A job that is still to be submitted, polled
or posted is never removed, however old it is.
"""

import asyncio
import logging
from typing import Any

from sqlalchemy import Select, delete, select

from bot.clock import Clock
from bot.guilds.usage import Standing
from bot.jobs.model import DeliveryState, id_time_prefix
from bot.store.engine.database import Database
from bot.store.guilds.schema import quota_ledger
from bot.store.schema import jobs

log = logging.getLogger(__name__)
_DAY_SECONDS = 86_400.0
_BATCH = 1_000
_AT_REST = (DeliveryState.SENT.value, DeliveryState.HELD.value)


class Pruning:
    """A periodic chore. ``keep_days`` None: nothing is removed because of its age."""

    def __init__(self, database: Database, clock: Clock, keep_days: float | None, *, batch: int = _BATCH) -> None:
        self._database = database
        self._clock = clock
        self._keep_days = keep_days
        self._batch = batch

    async def sweep(self) -> None:
        """Remove what is too old, in small transactions. Raises StoreError."""
        if self._keep_days is None:
            return
        before_id = id_time_prefix(self._clock.now() - self._keep_days * _DAY_SECONDS)
        removed = 0
        while True:
            batch = await self._remove(before_id)
            removed += batch
            if batch < self._batch:
                break
            await asyncio.sleep(0)  # let commands run in between
        if removed:
            log.info("jobs.pruned count=%d", removed)

    async def _remove(self, before_id: str) -> int:
        async with self._database.write() as connection:
            ids = list((await connection.execute(old_jobs(before_id, self._batch))).scalars())
            await connection.execute(delete(jobs).where(jobs.c.id.in_(ids)))
            settled = quota_ledger.c.standing != Standing.RESERVED.value
            await connection.execute(delete(quota_ledger).where(quota_ledger.c.job_id.in_(ids), settled))
        return len(ids)


def old_jobs(before_id: str, limit: int) -> Select[Any]:
    """The oldest jobs before an id for which there is nothing left to do."""
    old = (jobs.c.id < before_id) & jobs.c.delivery_state.in_(_AT_REST)
    return select(jobs.c.id).where(old).order_by(jobs.c.id).limit(limit)
