"""Status messages: on change only, seldom, never for ever."""

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FoleyError, MessageDelayed
from bot.jobs.claim import Claim
from bot.jobs.model import ColumnUpdate, DeliveryState, Group, Job, State, Transition, TransitionRequest
from bot.jobs.ports import Estimate, Running, StatusView
from bot.jobs.repository import JobRepository
from bot.worker.status_board import StatusBoard, gap_seconds
from bot.worker.status_views import StatusViews
from tests.support.domain import a_new_job
from tests.support.manual_clock import ManualClock, settle
from tests.support.memory_store import MemoryJobStore, QuietSignals
from tests.unit.worker.test_delivery import ScriptedMessenger


class Wall(ScriptedMessenger):
    """Keeps what the status messages showed, and when. ``seconds``: how long an edit takes."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__()
        self.clock = clock
        self.shown: list[tuple[float, StatusView]] = []
        self.show_errors: list[FoleyError] = []
        self.seconds = 0.0

    async def show_status(self, view: StatusView) -> None:
        if self.show_errors:
            raise self.show_errors.pop(0)
        if self.seconds:
            await self.clock.sleep(self.seconds)
        self.shown.append((self.clock.monotonic(), view))


class Office:
    """A status board fed by a store in memory."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.wall = Wall(self.clock)
        self.place: tuple[int, int] | None = None
        store = MemoryJobStore()
        self.repository = JobRepository(store, QuietSignals(), self.clock)
        views = StatusViews(
            store,
            position=lambda job: self.place,
            positions=lambda: {} if self.place is None else dict.fromkeys(store.rows, self.place),
            estimate=lambda job: Estimate(60.0, 120.0, 10),
        )
        self.board = StatusBoard(self.wall, self.clock, views)
        self.repository.subscribe(self.board.observe)

    async def waiting(self) -> Job:
        job = await self.repository.add(a_new_job(self.clock))
        await self.repository.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=self.clock.now())))
        taken = await self.repository.take(
            TransitionRequest(job.id, Transition.ACCEPT, ColumnUpdate(at=self.clock.now(), task_id="t"))
        )
        assert taken is not None
        await settle()
        return taken

    async def fail(self, job: Job) -> None:
        await self.repository.take(
            TransitionRequest(
                job.id, Transition.FAIL, ColumnUpdate(at=self.clock.now(), deliver_at=self.clock.now()), "t"
            )
        )
        await settle()


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    office = Office()
    office.board.start()
    yield office
    await office.board.stop()


@given(age=st.floats(0, 1e6))
def test_gap_is_between_five_and_thirty_seconds(age: float) -> None:
    assert 5.0 <= gap_seconds(age) <= 30.0
    assert gap_seconds(max(age, 180.0)) == 30.0


async def test_nothing_new_is_nothing_shown(office: Office) -> None:
    await office.waiting()
    before = len(office.wall.shown)
    await office.clock.advance(100)
    assert len(office.wall.shown) == before


async def test_the_jobs_of_a_group_share_one_message_that_knows_those_that_ended(office: Office) -> None:
    news = [a_new_job(office.clock) for _ in range(3)]
    group = [replace(new, group=Group(news[0].id, index, 3)) for index, new in enumerate(news, start=1)]
    jobs = await office.repository.add_group(group, Claim(1.0))
    await settle()
    done = await office.repository.take(TransitionRequest(jobs[0].id, Transition.CANCEL, ColumnUpdate(at=1.0)))
    assert done is not None
    await office.board.stop()  # another process takes over: it hears of what is open alone
    office.wall.shown.clear()
    office.board.start()
    for job in jobs[1:]:
        office.board.observe(job)
    await office.clock.advance(30)
    [(_, shown)] = office.wall.shown
    assert [one.job for one in shown.group] == [done, *jobs[1:]]
    for job in jobs[1:]:
        await office.repository.take(TransitionRequest(job.id, Transition.CANCEL, ColumnUpdate(at=1.0)))
    await office.clock.advance(30)
    assert [one.job.state for one in office.wall.shown[-1][1].group] == [State.CANCELLED] * 3
    assert office.board._entries == {}


async def test_a_busy_job_of_180_seconds_is_edited_at_most_twelve_times(office: Office) -> None:
    job = await office.waiting()
    for second in range(180):
        office.place = (180 - second, 180)
        office.board._queue_moved()
        office.board.progress(job, Running(started=True, percent=second * 100 // 180))
        await office.clock.advance(1)
    await office.fail(job)
    await office.clock.advance(30)
    # The command edits the message once or twice itself: twelve in all.
    assert 3 <= len(office.wall.shown) <= 10
    times = [shown_at for shown_at, _ in office.wall.shown]
    assert all(later - earlier >= 5 for earlier, later in pairwise(times))
    assert office.wall.shown[-1][1].job.state.is_final


async def test_slower_than_usual_is_shown_once(office: Office) -> None:
    await office.waiting()
    before = len(office.wall.shown)
    await office.clock.advance(1200)
    assert len(office.wall.shown) == before + 1
    assert office.wall.shown[-1][0] >= 120


async def test_only_coarse_steps_of_the_providers_own_percent(office: Office) -> None:
    job = await office.waiting()
    await office.clock.advance(60)
    for percent in (1, 3, 24, 26, 27, 49):
        office.board.progress(job, Running(started=True, percent=percent))
        await office.clock.advance(40)
    assert [view.percent for _, view in office.wall.shown if view.percent is not None] == [25]


async def test_discord_away_is_tried_again_with_distance(office: Office) -> None:
    office.wall.show_errors = [MessageDelayed("503")] * 3
    job = await office.waiting()
    await office.clock.advance(120)
    assert office.wall.show_errors == []
    assert office.wall.shown[-1][1].job.id == job.id


async def test_a_message_of_more_than_an_hour_is_touched_only_at_the_end(office: Office) -> None:
    job = await office.waiting()
    await office.clock.advance(3700)
    before = len(office.wall.shown)
    office.board.progress(job, Running(started=True, percent=75))
    await office.clock.advance(600)
    await office.fail(job)
    office.board.stage(job, "posting")
    await office.clock.advance(10)
    assert len(office.wall.shown) == before
    for transition in (Transition.START_DELIVERY, Transition.CONFIRM_DELIVERY):
        await office.repository.take(TransitionRequest(job.id, transition, ColumnUpdate(at=office.clock.now())))
        await office.clock.advance(10)
    assert len(office.wall.shown) == before + 1
    assert office.wall.shown[-1][1].job.delivery_state is DeliveryState.SENT


async def test_thousands_at_once_are_edited_at_a_pace_the_newest_change_first(office: Office) -> None:
    jobs = [await office.waiting() for _ in range(300)]
    await office.clock.advance(60)
    shown = [view.job.id for _, view in office.wall.shown]
    await office.clock.advance(60)
    office.wall.shown.clear()
    began_at = office.clock.monotonic()
    for job in jobs:
        office.board.progress(job, Running(started=True, percent=50))
    await office.clock.advance(1)
    await office.fail(jobs[0])
    await office.clock.advance(60)
    times = [at - began_at for at, _ in office.wall.shown]
    assert set(shown) == {job.id for job in jobs}
    assert all(sum(second <= at < second + 1 for at in times) <= 11 for second in range(60))
    assert {view.job.id for _, view in office.wall.shown} == {job.id for job in jobs}
    # Three hundred are half a minute's work; the one that changed last did not wait for them.
    assert next(at - began_at for at, view in office.wall.shown if view.job.id == jobs[0].id) < 10


async def test_an_edit_that_ends_lets_the_next_one_begin(office: Office) -> None:
    office.wall.seconds = 40.0
    jobs = [await office.waiting() for _ in range(6)]
    await office.clock.advance(41)
    assert len(office.wall.shown) == 4
    await office.clock.advance(41)
    assert {view.job.id for _, view in office.wall.shown} == {job.id for job in jobs}


async def test_only_a_queue_that_moved_is_counted_anew(office: Office) -> None:
    queued = await office.repository.add(a_new_job(office.clock))
    waiting = await office.waiting()
    await office.clock.advance(60)
    office.wall.shown.clear()
    office.place = (2, 3)
    office.board._queue_moved()
    await office.clock.advance(60)
    assert [(view.job.id, view.position, view.queue_length) for _, view in office.wall.shown] == [(queued.id, 2, 3)]
    assert waiting.id != queued.id


async def test_a_job_without_a_status_message_is_left_alone(office: Office) -> None:
    new = a_new_job(office.clock)
    job = await office.repository.add(replace(new, place=replace(new.place, status_message_id=None)))
    await office.clock.advance(60)
    assert office.wall.shown == []
    assert job.place.status_message_id is None


async def test_what_changes_faster_than_it_can_be_shown_fills_no_memory(office: Office) -> None:
    jobs = [await office.waiting() for _ in range(30)]
    for number in range(3000):
        office.board.stage(jobs[number % len(jobs)], f"stage {number}")
        await office.clock.advance(0.01)
    assert len(office.board._due) <= len(jobs)
    assert len(office.board._later) <= 64 + 2 * len(jobs)


async def test_plans_that_were_made_anew_are_let_go(office: Office) -> None:
    job = await office.waiting()
    for number in range(1000):
        office.wall.show_errors = [MessageDelayed("away")]
        office.board.stage(job, f"stage {number}")
        await office.clock.advance(0.2)
    assert len(office.board._later) <= 64 + 2


@pytest.mark.parametrize("seconds", [-2 * 86_400.0, -600.0, 600.0, 2 * 86_400.0])
async def test_a_wall_clock_that_is_set_does_not_keep_a_message_as_it_is(office: Office, seconds: float) -> None:
    job = await office.waiting()
    await office.clock.advance(10)
    before = len(office.wall.shown)
    office.clock.step(seconds)
    office.board.progress(job, Running(started=True, percent=50))
    await office.clock.advance(40)
    assert len(office.wall.shown) == before + 1
    await office.fail(job)
    await office.clock.advance(40)
    assert len(office.wall.shown) == before + 2
