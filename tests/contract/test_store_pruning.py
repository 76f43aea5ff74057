"""Old jobs go by themselves, on both databases: only what is at rest, and with its line in the ledger."""

from sqlalchemy import func, select

from bot.jobs.claim import Claim
from bot.jobs.model import ColumnUpdate, Job, Transition, TransitionRequest, new_job_id
from bot.store import Store
from bot.store.guilds.schema import quota_ledger
from bot.store.maintenance.pruning import Pruning
from tests.support.jobs import make_new
from tests.support.manual_clock import ManualClock

DAY = 86_400.0
NOW = 1_800_000_000.0


async def add(store: Store, days_ago: float, *transitions: Transition) -> Job:
    at = NOW - days_ago * DAY
    job = await store.jobs.add(make_new(at, job_id=new_job_id(at)), Claim(seconds=10.0))
    for transition in transitions:
        taken = await store.jobs.take(
            TransitionRequest(job.id, transition, ColumnUpdate(at=at, deliver_at=at, task_id="t"), "t")
        )
        assert taken is not None, transition
        job = taken
    return job


async def left(store: Store) -> tuple[set[str], int]:
    async with store.database.read() as connection:
        lines = (await connection.execute(select(func.count()).select_from(quota_ledger))).scalar_one()
    found = await store.jobs.open_jobs()
    held = {one.id for one in found}
    return held, lines


POSTED = (
    Transition.SUBMIT,
    Transition.ACCEPT,
    Transition.COMPLETE,
    Transition.START_DELIVERY,
    Transition.CONFIRM_DELIVERY,
)


async def test_what_is_old_and_at_rest_goes_and_nothing_else(sql_store: Store) -> None:
    old = [await add(sql_store, days, *POSTED) for days in (90, 80, 70, 60, 41)]
    held = await add(sql_store, 50, *POSTED[:4], Transition.HOLD_DELIVERY)
    young = await add(sql_store, 39, *POSTED)
    waiting = await add(sql_store, 400, Transition.SUBMIT, Transition.ACCEPT)
    due = await add(sql_store, 300, Transition.SUBMIT, Transition.ACCEPT, Transition.COMPLETE)
    await Pruning(sql_store.database, ManualClock(NOW), 40, batch=2).sweep()
    assert [await sql_store.jobs.get(one.id) for one in (*old, held)] == [None] * 6
    for one in (young, waiting, due):
        assert await sql_store.jobs.get(one.id) is not None
    assert await left(sql_store) == ({waiting.id, due.id}, 3)


async def test_a_line_that_is_not_settled_stays_for_its_server(sql_store: Store) -> None:
    unknown = await add(
        sql_store, 100, Transition.SUBMIT, Transition.LOSE_TRACK, Transition.START_DELIVERY, Transition.CONFIRM_DELIVERY
    )
    await Pruning(sql_store.database, ManualClock(NOW), 40).sweep()
    assert await sql_store.jobs.get(unknown.id) is None
    assert (await left(sql_store))[1] == 1


async def test_without_a_number_of_days_everything_stays(sql_store: Store) -> None:
    kept = await add(sql_store, 4000, *POSTED)
    await Pruning(sql_store.database, ManualClock(NOW), None).sweep()
    assert await sql_store.jobs.get(kept.id) is not None
