"""Telling of changed jobs: this process first, and all of a batch before any word goes out."""

import asyncio

from bot.jobs.model import ColumnUpdate, Transition, TransitionRequest
from bot.jobs.repository import JobRepository
from tests.support.domain import a_new_job
from tests.support.manual_clock import ManualClock, settle
from tests.support.memory_store import MemoryJobStore, QuietSignals


class SlowSignals(QuietSignals):
    """Signals on a way to the database that nothing comes through."""

    async def publish(self, topic: str, payload: str) -> None:
        await asyncio.Event().wait()


async def test_watchers_hear_of_a_whole_batch_before_other_processes_are_told_of_one() -> None:
    clock, store = ManualClock(), MemoryJobStore()
    jobs = [await store.add(a_new_job(clock)) for _ in range(3)]
    repository = JobRepository(store, SlowSignals(), clock)
    heard: list[str] = []
    repository.subscribe(lambda job: heard.append(job.id))
    changes = ColumnUpdate(at=clock.now(), cancelled_by=1)
    taking = asyncio.create_task(
        repository.take_many([TransitionRequest(job.id, Transition.CANCEL, changes) for job in jobs])
    )
    await settle()
    assert heard == [job.id for job in jobs]
    taking.cancel()
