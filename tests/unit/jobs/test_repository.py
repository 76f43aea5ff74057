"""Telling of changed jobs: this process first, and all of a batch before any word goes out."""

import asyncio
from collections.abc import Callable

import pytest

from bot.errors import StoreError, StoreRefused, StoreUnavailable
from bot.jobs.model import ColumnUpdate, Job, Transition, TransitionRequest
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


class FailingStore(MemoryJobStore):
    """A store whose transitions raise what ``error`` makes of the number of the attempt, until it makes None."""

    def __init__(self, error: Callable[[int], StoreError | None]) -> None:
        super().__init__()
        self._error = error
        self.attempts = 0

    async def take(self, request: TransitionRequest) -> Job | None:
        self.attempts += 1
        error = self._error(self.attempts)
        if error is not None:
            raise error
        return await super().take(request)


def _long_outage_then_refusals(attempt: int) -> StoreError | None:
    if attempt <= 2000:
        return StoreUnavailable("away")
    return StoreRefused("starting up") if attempt <= 2100 else None


@pytest.mark.parametrize(
    ("error", "attempts", "is_saved"),
    [(_long_outage_then_refusals, 2101, True), (lambda attempt: StoreRefused("password changed"), 201, False)],
    ids=["refused at the end of a long outage", "refused for a quarter of an hour"],
)
async def test_an_answer_is_saved_unless_the_database_refuses_for_long(
    error: Callable[[int], StoreError | None], attempts: int, is_saved: bool
) -> None:
    clock, store = ManualClock(), FailingStore(error)
    job = await store.add(a_new_job(clock))
    repository = JobRepository(store, QuietSignals(), clock)
    request = TransitionRequest(job.id, Transition.CANCEL, ColumnUpdate(at=clock.now(), cancelled_by=1))
    saving = asyncio.create_task(repository.save(request))
    for _ in range(12):
        await clock.advance(1000.0)
    assert saving.done()
    assert store.attempts == attempts
    assert isinstance(saving.exception(), StoreRefused) is not is_saved
