"""The background work under the lease: takes up what is on disk, settles lost creates, survives outages and losses."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.jobs.model import ColumnUpdate, DeliveryState, Job, State, Transition, TransitionRequest
from bot.jobs.ports import Estimate, Submission
from bot.jobs.repository import JobRepository
from bot.polling.durations import Durations, Prior
from bot.worker.delivery import Delivery
from bot.worker.dispatcher import Dispatcher
from bot.worker.lost_tasks import LostTaskFinder
from bot.worker.orphaned_creates import OrphanedCreates
from bot.worker.poller import Poller
from bot.worker.reconciler import Reconciler, Stages
from bot.worker.result_builder import ResultBuilder
from bot.worker.status_board import StatusBoard
from bot.worker.status_views import StatusViews
from bot.worker.worker import Chore, LearnedDurations, Worker
from tests.support.domain import a_new_job
from tests.support.manual_clock import ManualClock, settle
from tests.support.memory_store import MemoryJobStore, MemoryLearning, QuietSignals
from tests.support.poller_watch import Oracle
from tests.unit.worker.test_delivery import EmptyResultCache, ScriptedMedia
from tests.unit.worker.test_status_board import Wall

CREATE_SECONDS = 90.0


class SwitchLease:
    """A lease the test gives and takes."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.gone = asyncio.Event()
        self.taken = 0
        self.released = 0

    async def acquire(self) -> None:
        await self.free.wait()
        self.gone.clear()
        self.taken += 1

    async def lost(self) -> None:
        await self.gone.wait()

    async def release(self) -> None:
        self.released += 1

    @property
    def held(self) -> bool:
        return self.free.is_set() and not self.gone.is_set()


class Clerk(Oracle):
    """Takes creates too, and answers each when the test lets it."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock)
        self.answer_now = asyncio.Event()
        self.answer_now.set()
        self.creates: list[str] = []

    async def approach(self, job: Job) -> Callable[[], None]:
        return lambda: None  # whenever it likes

    async def create(self, job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        self.creates.append(job.id)
        await self.answer_now.wait()
        return Submission(f"task-{job.id}", "request")


class House:
    """Everything one process runs, on a store in memory."""

    def __init__(self, folder: Path, *, alone: bool, beside: "House | None" = None) -> None:
        self.alone = alone
        self.clock: ManualClock = beside.clock if beside else ManualClock()
        self.store: MemoryJobStore = beside.store if beside else MemoryJobStore()
        self.signals: QuietSignals = beside.signals if beside else QuietSignals()
        self.learning = MemoryLearning()
        self.oracle = Clerk(self.clock)
        self.wall = Wall(self.clock)
        self.lease = SwitchLease()
        self.repository = JobRepository(self.store, self.signals, self.clock)
        self.durations = Durations(lambda key: Prior(60.0, 0.4))
        media = ScriptedMedia(folder)
        dispatcher = Dispatcher(self.repository, self.oracle, self.clock)
        views = StatusViews(
            self.store,
            position=dispatcher.position,
            positions=dispatcher.positions,
            estimate=lambda job: Estimate(60.0, 120.0, 0),
        )
        board = StatusBoard(self.wall, self.clock, views)
        poller = Poller(self.repository, self.oracle, self.durations, self.clock, give_up_seconds=lambda backend: 1e9)
        delivery = Delivery(
            self.repository,
            ResultBuilder(media, EmptyResultCache(), self.clock),
            self.wall,
            self.clock,
            on_stage=board.stage,
        )
        stages = Stages(dispatcher, poller, delivery, board, LostTaskFinder(self.repository, self.oracle, self.clock))
        self.reconciler = Reconciler(self.repository, stages, self.clock, alone=alone)
        after_seconds = 0.0 if alone else CREATE_SECONDS
        orphans = OrphanedCreates(self.repository, self.clock, dispatcher.on_their_way, after_seconds)
        learned = LearnedDurations(self.durations, self.learning, self.clock)
        chores = [Chore("orphans", orphans.settle, 5.0)]
        self.worker = Worker(self.lease, self.reconciler, stages, learned, chores, self.clock)

    async def job(self, *transitions: Transition) -> Job:
        job = await self.store.add(a_new_job(self.clock))
        for transition in transitions:
            changes = ColumnUpdate(at=self.clock.now(), task_id="t" if transition is Transition.ACCEPT else None)
            taken = await self.store.take(TransitionRequest(job.id, transition, changes, "t"))
            assert taken is not None
            job = taken
        return job

    def row(self, job: Job) -> Job:
        return self.store.rows[job.id]


@pytest.fixture(params=[True, False], ids=["alone", "one-of-many"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path, alone=request.param)
    yield house
    stopping = asyncio.create_task(house.worker.stop(5.0))
    await settle()
    await house.clock.advance(10)
    await stopping


async def test_nothing_happens_without_the_lease(house: House) -> None:
    job = await house.job(Transition.SUBMIT, Transition.ACCEPT)
    house.worker.start()
    await house.clock.advance(300)
    assert house.oracle.polls == []
    assert house.row(job).state is State.WAITING
    assert not house.worker.active


async def test_what_waits_on_disk_is_taken_up_and_delivered(house: House) -> None:
    waiting = await house.job(Transition.SUBMIT, Transition.ACCEPT)
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(100)
    assert (house.row(waiting).state, house.row(waiting).delivery_state) == (State.READY, DeliveryState.SENT)
    assert len(house.wall.posts) == 1


async def test_a_create_that_was_on_its_way_when_the_process_died_becomes_unknown(house: House) -> None:
    job = await house.job(Transition.SUBMIT)
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(CREATE_SECONDS - 5)
    is_alone = house.row(job).state is State.UNKNOWN
    await house.clock.advance(15)
    assert (house.row(job).state, house.row(job).delivery_state) == (State.UNKNOWN, DeliveryState.SENT)
    assert len(house.wall.posts) == 1
    assert is_alone == house.alone, "who may be alive is waited for"


async def test_a_create_that_is_sent_again_is_another_one(tmp_path: Path) -> None:
    house = House(tmp_path, alone=False)
    job = await house.job(Transition.SUBMIT)
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(CREATE_SECONDS - 20)
    for transition in (Transition.QUEUE, Transition.SUBMIT):  # by the process that was sending it
        await house.store.take(
            TransitionRequest(job.id, transition, ColumnUpdate(at=house.clock.now(), retry_at=house.clock.now() + 60))
        )
    await house.clock.advance(CREATE_SECONDS - 20)
    assert house.row(job).state is State.SUBMITTING
    await house.clock.advance(40)
    assert house.row(job).state is State.UNKNOWN
    await house.worker.stop(0.0)


async def lose_the_lease_midway(house: House) -> Job:
    """Let a create leave, and take the lease away before its answer comes."""
    house.oracle.answer_now.clear()
    job = await house.job()
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(1)
    assert house.row(job).state is State.SUBMITTING
    house.lease.free.clear()
    house.lease.gone.set()
    await settle()
    return job


async def test_an_answer_that_comes_after_the_lease_is_lost_is_written_down(house: House) -> None:
    job = await lose_the_lease_midway(house)
    house.oracle.answer_now.set()
    await settle()
    assert house.row(job).state is State.WAITING


async def test_the_same_process_does_not_lose_track_of_its_own_create(house: House) -> None:
    job = await lose_the_lease_midway(house)
    house.lease.free.set()
    await house.clock.advance(60)
    assert house.row(job).state is State.SUBMITTING
    house.oracle.answer_now.set()
    await house.clock.advance(1)
    assert house.row(job).state is State.WAITING
    assert house.oracle.creates == [job.id]


@pytest.fixture
async def neighbours(tmp_path: Path) -> AsyncIterator[tuple[House, House]]:
    first = House(tmp_path, alone=False)
    second = House(tmp_path, alone=False, beside=first)
    yield first, second
    stopping = asyncio.gather(first.worker.stop(5.0), second.worker.stop(5.0))
    await settle()
    await first.clock.advance(20)
    await stopping


@pytest.mark.parametrize("answered_after_seconds", [60, CREATE_SECONDS + 60])
async def test_an_answer_to_a_process_that_lost_the_lease_is_good_however_late(
    neighbours: tuple[House, House], answered_after_seconds: float
) -> None:
    first, second = neighbours
    second.oracle.done_after_seconds = 60.0
    job = await lose_the_lease_midway(first)
    second.lease.free.set()
    second.worker.start()
    await first.clock.advance(answered_after_seconds)
    assert first.row(job).state is (State.SUBMITTING if answered_after_seconds < CREATE_SECONDS else State.UNKNOWN)
    first.oracle.answer_now.set()
    await first.clock.advance(1)
    assert first.row(job).state is State.WAITING
    await first.clock.advance(120)
    assert (first.row(job).state, first.row(job).delivery_state) == (State.READY, DeliveryState.SENT)
    assert second.oracle.creates == []
    assert len(second.wall.posts) == (1 if answered_after_seconds < CREATE_SECONDS else 2)


async def test_what_another_process_ended_meanwhile_is_forgotten(house: House) -> None:
    job = await house.job(Transition.SUBMIT, Transition.ACCEPT)
    house.oracle.done_after_seconds = 1e6
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(10)
    house.lease.free.clear()
    house.lease.gone.set()
    await settle()
    for transition in (Transition.FAIL, Transition.START_DELIVERY, Transition.CONFIRM_DELIVERY):
        assert await house.store.take(TransitionRequest(job.id, transition, ColumnUpdate(at=house.clock.now()), "t"))
    house.lease.free.set()
    await house.clock.advance(5)
    assert house.worker.active
    assert house.worker.stages.poller.watched() == 0


async def test_losing_the_lease_stops_looking_and_getting_it_again_goes_on(house: House) -> None:
    job = await house.job(Transition.SUBMIT, Transition.ACCEPT)
    house.oracle.done_after_seconds = 500.0
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(60)
    house.lease.free.clear()
    house.lease.gone.set()
    await settle()
    await house.clock.advance(1)
    before = len(house.oracle.polls)
    assert before > 0
    await house.clock.advance(300)
    assert len(house.oracle.polls) == before
    house.lease.free.set()
    await house.clock.advance(400)
    assert house.row(job).state is State.READY
    assert house.lease.taken == 2


async def test_work_interrupted_at_any_moment_leaves_nothing_behind(house: House) -> None:
    """Whatever was begun, or not even begun, when the lease was lost is done after it is got again, in this process."""
    house.oracle.done_after_seconds = 0.0
    house.oracle.turns = 40
    house.worker.start()
    accepted = (Transition.SUBMIT, Transition.ACCEPT)
    jobs: list[Job] = []
    for turns in range(90):
        jobs += [await house.job(*transitions) for transitions in ((), accepted, (*accepted, Transition.FAIL))]
        house.lease.free.set()
        await settle(turns)
        house.lease.free.clear()
        house.lease.gone.set()
        await house.clock.advance(3)
    house.lease.free.set()
    await house.clock.advance(1000)
    left = {f"{house.row(job).state.value} {house.row(job).delivery_state.value}" for job in jobs}
    assert left == {"ready sent", "failed sent"}
    assert house.lease.taken == 90


async def test_the_database_being_away_at_the_start_is_waited_for(house: House) -> None:
    job = await house.job(Transition.SUBMIT, Transition.ACCEPT)
    house.store.away = 3
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(200)
    assert house.row(job).state is State.READY


async def test_a_signal_from_another_process_is_followed(house: House) -> None:
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(1)
    job = await house.job(Transition.SUBMIT, Transition.ACCEPT)
    await house.signals.publish("job", f"other:{job.id}")
    await settle()
    assert house.worker.stages.poller.watched() == 1


async def test_a_sweep_tells_of_what_is_new_and_every_fifteenth_of_all(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.lease.free.set()
    house.worker.stages.dispatcher.hold(paused=True)
    house.worker.start()
    await house.clock.advance(1)
    first = await house.job()
    await house.clock.advance(20)
    told: list[str] = []
    observe = house.reconciler._notify_stages

    def tell(job: Job) -> None:
        told.append(job.id)
        observe(job)

    monkeypatch.setattr(house.reconciler, "_notify_stages", tell)
    second = await house.job()
    await house.clock.advance(13 * 20)
    assert told == [second.id]
    await house.clock.advance(20)
    assert told == [second.id, first.id, second.id]


async def test_a_lost_signal_is_made_good_by_the_sweep(house: House) -> None:
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(1)
    await house.job(Transition.SUBMIT, Transition.ACCEPT)
    await house.clock.advance(25)
    assert house.worker.stages.poller.watched() == 1


async def test_what_was_learned_is_kept(house: House) -> None:
    await house.job(Transition.SUBMIT, Transition.ACCEPT)
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(120)
    assert house.learning.records


async def test_a_bug_in_taking_up_does_not_end_the_work(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    job = await house.job(Transition.SUBMIT, Transition.ACCEPT)
    read, bugs = house.store.open_jobs, [ZeroDivisionError(), ZeroDivisionError()]

    async def buggy(after_id: str = "", limit: int | None = None) -> list[Job]:
        if bugs:
            raise bugs.pop()
        return await read(after_id, limit)

    monkeypatch.setattr(house.store, "open_jobs", buggy)
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(6)
    assert house.worker.failing() == ["work:lease"]
    await house.clock.advance(100)
    assert house.row(job).delivery_state is DeliveryState.SENT
    assert house.lease.released == 2
    assert "loop.failed name=work:lease" in caplog.text


async def test_a_worker_whose_loop_fails_again_and_again_is_named(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(house.worker.stages.delivery, "_next", broken)
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(4)
    assert house.worker.failing() == []
    await house.clock.advance(4)
    assert house.worker.failing() == ["delivery:loop"]


async def test_a_row_that_was_read_before_the_latest_news_is_no_news(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await house.job(Transition.SUBMIT, Transition.ACCEPT)
    house.oracle.done_after_seconds = 1e9
    house.lease.free.set()
    house.worker.start()
    await settle()
    read = house.store.open_jobs
    cancelled: list[Job | None] = []

    async def slow_read(after_id: str = "", limit: int | None = None) -> list[Job]:
        rows = await read(after_id, limit)
        if not cancelled:
            cancelled.append(
                await house.repository.take(
                    TransitionRequest(job.id, Transition.CANCEL, ColumnUpdate(at=1.0, cancelled_by=1))
                )
            )
        return rows

    monkeypatch.setattr(house.store, "open_jobs", slow_read)
    await house.clock.advance(25)  # a sweep
    assert cancelled[0] is not None
    assert house.worker.stages.poller.watched() == 0
    assert job.id not in house.reconciler.open
