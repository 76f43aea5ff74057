"""Writers of many rows lock them in one order, so that none waits for another that waits for it. PostgreSQL only."""

import asyncio

from sqlalchemy import text

from bot.clock import SystemClock
from bot.jobs.model import ColumnUpdate, Transition, TransitionRequest
from bot.store import Store
from tests.support.jobs import make_new

_PATIENCE_SECONDS = 20.0
_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


async def _until_somebody_waits(store: Store) -> None:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        waiting = 0
        while not waiting:
            async with store.database.read() as connection:
                waiting = (await connection.execute(text(_WAITING))).scalar_one()
            await asyncio.sleep(0.02)


async def test_who_waits_for_the_first_row_holds_no_later_one(postgres_url: str) -> None:
    async with Store.opened(postgres_url, SystemClock()) as store:
        # Written newest first: what lies on disk is in the other order.
        jobs = [await store.jobs.add(make_new(1.7e9 - n)) for n in range(6)]
        requests = [TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=1.0)) for job in jobs]
        lock = "SELECT id FROM jobs WHERE id = :id FOR UPDATE"
        async with store.database.write() as connection:
            await connection.execute(text(lock), {"id": jobs[-1].id})  # the oldest: first in order
            taking = asyncio.create_task(store.jobs.take_many(requests))
            await _until_somebody_waits(store)
            await connection.execute(text(f"{lock} NOWAIT"), {"id": jobs[0].id})
        assert all(await taking)
