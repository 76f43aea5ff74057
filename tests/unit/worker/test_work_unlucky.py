"""The background work where something happens at an unlucky moment: nothing is lost, told twice or paid for twice."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from bot.errors import StoreError, StoreRefused, StoreUnavailable
from bot.jobs.model import ColumnUpdate, DeliveryState, Job, State, Transition, TransitionRequest
from bot.jobs.ports import DurationRecord, PollResult, Submission
from bot.service.create_waiter import CreateWaiter
from bot.worker.reconciler import LEFT_SECONDS
from tests.support.domain import a_new_job
from tests.support.manual_clock import settle
from tests.unit.worker.test_work import House, lose_the_lease_midway


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path, alone=False)
    yield house
    stopping = asyncio.create_task(house.worker.stop(5.0))
    await settle()
    await house.clock.advance(20)
    await stopping


@pytest.fixture
async def busy(house: House) -> House:
    """One that holds the lease and works."""
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(1)
    return house


def disturb(
    house: House, transition: Transition, *, before: StoreError | None = None, after: StoreError | None = None
) -> None:
    """Let the database fail once at a transition, before it is stored or after."""
    real, once = house.store.take_many, [1]

    async def take_many(requests: Sequence[TransitionRequest]) -> list[Job | None]:
        is_it = bool(requests and requests[0].transition is transition and once)
        if is_it:
            once.clear()
            if before is not None:
                raise before
        found = await real(requests)
        if is_it and after is not None:
            raise after
        return found

    house.store.take_many = take_many  # type: ignore[method-assign]


async def test_a_take_up_that_fails_leaves_creates_on_their_way_alone(house: House) -> None:
    job = await lose_the_lease_midway(house)
    house.store.away = 1  # the lease has a connection of its own: it may come back before the rest
    house.lease.free.set()
    await settle()
    await house.clock.advance(0.5)
    house.oracle.answer_now.set()
    await house.clock.advance(10)
    assert house.row(job).state is State.WAITING
    assert house.row(job).task_id == f"task-{job.id}"


@pytest.mark.parametrize("stored", [False, True])
async def test_a_mark_that_was_not_answered_is_taken_back_and_the_job_sent(busy: House, *, stored: bool) -> None:
    away = StoreUnavailable("not answered")
    disturb(busy, Transition.SUBMIT, **{"after" if stored else "before": away})
    job = await busy.repository.add(a_new_job(busy.clock))
    await busy.clock.advance(20)
    assert busy.oracle.creates == [job.id]
    assert busy.row(job).state is State.WAITING


async def test_the_mark_of_another_process_is_not_taken_back(house: House, tmp_path: Path) -> None:
    """Ours was not stored, the work went to another process, and that one is sending the job now."""
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(1)
    disturb(house, Transition.SUBMIT, before=StoreUnavailable("not answered"))
    job = await house.repository.add(a_new_job(house.clock))
    await settle()
    house.lease.free.clear()
    house.lease.gone.set()
    await house.clock.advance(0.5)
    theirs = await house.store.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=house.clock.now())))
    assert theirs is not None
    await house.clock.advance(30)
    assert house.row(job).state is State.SUBMITTING
    assert house.oracle.creates == []


async def test_a_job_that_is_told_of_again_while_it_is_marked_goes_out_once(busy: House) -> None:
    door = asyncio.Lock()

    async def approach(job: Job) -> Callable[[], None]:
        await door.acquire()
        return lambda: door.release() if door.locked() else None

    async def create(job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        on_turn()
        busy.oracle.creates.append(job.id)
        await busy.oracle.answer_now.wait()
        return Submission(f"task-{job.id}", "r")

    busy.oracle.approach, busy.oracle.create = approach, create  # type: ignore[method-assign]
    busy.oracle.answer_now.clear()
    await busy.clock.advance(18)  # a sweep comes every 20 s
    real = busy.store.take_many

    async def slow(requests: Sequence[TransitionRequest]) -> list[Job | None]:
        if requests and requests[0].transition is Transition.SUBMIT:
            await busy.clock.sleep(2.0)
        return await real(requests)

    busy.store.take_many = slow  # type: ignore[method-assign]
    job = await busy.repository.add(a_new_job(busy.clock))
    await busy.clock.advance(40)
    assert busy.worker.stages.dispatcher.on_their_way() == {job.id}
    assert busy.row(job).state is State.SUBMITTING
    busy.oracle.answer_now.set()
    await busy.clock.advance(5)
    assert busy.row(job).state is State.WAITING
    assert busy.oracle.creates == [job.id]


@pytest.mark.parametrize("error", [StoreRefused("28P01"), StoreError("other")])
@pytest.mark.parametrize("transition", [Transition.ACCEPT, Transition.COMPLETE, Transition.CONFIRM_DELIVERY])
async def test_a_no_of_the_database_forgets_nothing_that_has_happened(
    busy: House, transition: Transition, error: StoreError
) -> None:
    disturb(busy, transition, before=error)
    busy.oracle.done_after_seconds = 5.0
    job = await busy.repository.add(a_new_job(busy.clock))
    await busy.clock.advance(120)
    assert (busy.row(job).state, busy.row(job).delivery_state) == (State.READY, DeliveryState.SENT)
    assert busy.oracle.creates == [job.id]
    assert len(busy.wall.posts) == 1


async def test_a_no_that_lasts_names_the_task(busy: House, caplog: pytest.LogCaptureFixture) -> None:
    real = busy.store.take_many

    async def refuse(requests: Sequence[TransitionRequest]) -> list[Job | None]:
        if requests and requests[0].transition is Transition.ACCEPT:
            raise StoreRefused("28P01")
        return await real(requests)

    busy.store.take_many = refuse  # type: ignore[method-assign]
    job = await busy.repository.add(a_new_job(busy.clock))
    await busy.clock.advance(1200)
    assert f"task=task-{job.id}: nobody watches it" in caplog.text


async def test_a_notice_that_its_teller_left_half_told_is_told_after_some_minutes(busy: House) -> None:
    job = await busy.job(
        Transition.SUBMIT, Transition.REFUSE, Transition.START_DELIVERY
    )  # a command of another process, which died
    await busy.clock.advance(LEFT_SECONDS - 30)
    assert busy.row(job).delivery_state is DeliveryState.SENDING, "it may still be telling"
    await busy.clock.advance(60)
    assert busy.row(job).delivery_state is DeliveryState.SENT
    assert len(busy.wall.posts) == 1


async def test_a_notice_that_is_being_posted_here_is_left_alone_however_long_it_takes(busy: House) -> None:
    go_on = asyncio.Event()
    post = busy.wall.post_failure

    async def slow(job: Job, channel_id: int, redirect: object = None) -> object:
        await go_on.wait()
        return await post(job, channel_id)

    busy.wall.post_failure = slow  # type: ignore[method-assign, assignment]
    job = await busy.job(Transition.SUBMIT, Transition.ACCEPT, Transition.FAIL)
    await busy.signals.publish("job", f"other:{job.id}")
    await busy.clock.advance(3 * LEFT_SECONDS)
    assert (busy.row(job).delivery_state, busy.row(job).delivery_attempts) == (DeliveryState.SENDING, 1)
    go_on.set()
    await busy.clock.advance(1)
    assert busy.row(job).delivery_state is DeliveryState.SENT


async def test_what_others_do_is_not_kept_by_a_process_that_works_for_nobody(house: House) -> None:
    house.worker.start()
    told = (
        Transition.SUBMIT,
        Transition.ACCEPT,
        Transition.FAIL,
        Transition.START_DELIVERY,
        Transition.CONFIRM_DELIVERY,
    )
    for _ in range(50):
        job = await house.job(*told)
        await house.signals.publish("job", f"other:{job.id}")
    await house.clock.advance(300)
    last = await house.job(*told)
    house.lease.free.set()
    await house.clock.advance(120)
    assert house.worker.active
    assert [view.job.id for _, view in house.wall.shown] == [last.id], "all others were told long ago"


@pytest.mark.parametrize("signal", ["lost", "followed while the database is away"])
async def test_an_ending_elsewhere_is_learned_without_its_signal(busy: House, signal: str) -> None:
    busy.oracle.done_after_seconds = 1e9
    job = await busy.job(Transition.SUBMIT, Transition.ACCEPT)
    await busy.signals.publish("job", f"other:{job.id}")
    await busy.clock.advance(5)
    assert busy.worker.stages.poller.watched() == 1
    await busy.store.take(
        TransitionRequest(job.id, Transition.CANCEL, ColumnUpdate(at=busy.clock.now(), cancelled_by=7))
    )
    if signal != "lost":
        busy.store.away = 1
        await busy.signals.publish("job", f"other:{job.id}")
        await settle()
    await busy.clock.advance(25)
    assert busy.worker.stages.poller.watched() == 0
    assert job.id not in busy.reconciler.open


async def test_no_look_is_begun_by_a_poller_that_stops(busy: House) -> None:
    hang = asyncio.Event()

    async def look(job: Job) -> PollResult:
        busy.oracle.polls.append((0.0, job.id))
        await hang.wait()
        raise AssertionError("cancelled")

    busy.oracle.poll = look  # type: ignore[method-assign]
    for _ in range(60):
        job = await busy.job(Transition.SUBMIT, Transition.ACCEPT)
        await busy.signals.publish("job", f"other:{job.id}")
    await busy.clock.advance(100)
    before = len(busy.oracle.polls)
    assert before > 0
    await busy.worker.stages.poller.stop(0.1)
    assert len(busy.oracle.polls) == before


async def test_a_stop_that_runs_out_of_time_leaves_nothing_running(busy: House) -> None:
    busy.oracle.done_after_seconds = 1e9
    job = await busy.job(Transition.SUBMIT, Transition.ACCEPT)
    await busy.signals.publish("job", f"other:{job.id}")
    await busy.clock.advance(1)
    never = asyncio.Event()

    async def stuck(requests: Sequence[TransitionRequest]) -> list[Job | None]:
        await never.wait()
        return []

    busy.store.take_many = stuck  # type: ignore[method-assign]
    busy.worker.stages.poller._outcomes.add(
        TransitionRequest(job.id, Transition.FAIL, ColumnUpdate(at=1.0, deliver_at=1.0), "t")
    )
    await busy.worker.stop(0.2)
    left = [task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert left == []


async def test_what_was_learned_while_the_database_was_away_is_stored_later(busy: House) -> None:
    save, away = busy.learning.save_durations, [True]

    async def save_durations(records: Sequence[DurationRecord]) -> None:
        if away:
            raise StoreUnavailable("away")
        await save(records)

    busy.learning.save_durations = save_durations  # type: ignore[method-assign]
    job = await busy.job(Transition.SUBMIT, Transition.ACCEPT)
    await busy.signals.publish("job", f"other:{job.id}")
    await busy.clock.advance(120)
    assert busy.learning.records == {}
    away.clear()
    await busy.clock.advance(60)
    assert busy.learning.records


async def test_the_waiter_ends_with_the_answer_and_not_when_the_call_leaves(house: House) -> None:
    waiter = CreateWaiter(house.repository, house.clock)
    job = await house.job()
    waiting = asyncio.create_task(waiter.wait(job))
    await settle()
    await house.store.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=1.0)))
    await house.signals.publish("job", f"other:{job.id}")
    await settle()
    assert not waiting.done()
    await house.store.take(TransitionRequest(job.id, Transition.REFUSE, ColumnUpdate(at=1.0, deliver_at=1.0)))
    await house.signals.publish("job", f"other:{job.id}")
    assert (await waiting).state is State.REFUSED
    late = asyncio.create_task(waiter.wait(await house.job()))
    await settle()
    await house.clock.advance(10)
    assert (await late).state is State.REQUESTED
    waiter.close()


async def test_what_was_heard_during_one_read_counts_though_another_ended_meanwhile(house: House) -> None:
    """Two reads are under way, neither has heard of anything yet: the end of one is not the end of the other."""
    reconciler = house.worker._reconciler
    with reconciler._reading() as first:
        with reconciler._reading():
            pass
        job = await house.job()
        reconciler.observe(job)
        assert first == {job.id}
