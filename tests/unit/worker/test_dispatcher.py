"""Creates: sent once, put off on "later", unknown on silence, fair between servers, and never forgotten."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.errors import Ambiguous, Blame, Deferred, NotSent, ProviderError, Rejected
from bot.jobs.expiry import UNSENT_SECONDS
from bot.jobs.model import ColumnUpdate, DeliveryState, Job, Medium, Output, State, Transition, TransitionRequest
from bot.jobs.ports import PollResult, Running, Submission
from bot.jobs.repository import JobRepository
from bot.worker.dispatcher import Dispatcher
from tests.support.domain import a_new_job
from tests.support.manual_clock import ManualClock, settle
from tests.support.memory_store import MemoryJobStore, QuietSignals


class ScriptedProvider:
    """Answers creates from a list; then with success. Keeps who asked."""

    def __init__(self) -> None:
        self.answers: list[ProviderError | Exception] = []
        self.created: list[str] = []
        self.hold: Callable[[], Awaitable[None]] | None = None
        self.turn = asyncio.Event()
        self.turn.set()
        self.leaves = True

    def create_key(self, job: object) -> str:
        return "mps-create"

    def poll_key(self, kind: object, backend: object) -> str:
        return f"{backend}-look"

    def poll_rate(self, poll_key: str) -> float:
        return 10.0

    async def approach(self, job: Job) -> Callable[[], None]:
        await self.turn.wait()
        return lambda: None

    async def create(self, job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        self.created.append(job.id)
        if self.leaves:
            on_turn()
        if self.hold is not None:
            await self.hold()
        if self.answers:
            raise self.answers.pop(0)
        return Submission(f"task-{job.id}", "request-1")

    async def poll(self, job: Job) -> PollResult:
        return Running()

    async def abort(self, job: Job) -> bool:
        return False


class Desk:
    """A dispatcher on a store in memory."""

    def __init__(self, rng: random.Random | None = None) -> None:
        self.clock = ManualClock()
        self.store = MemoryJobStore()
        self.provider = ScriptedProvider()
        self.repository = JobRepository(self.store, QuietSignals(), self.clock)
        rng = rng or random.Random(7)
        self.dispatcher = Dispatcher(self.repository, self.provider, self.clock, concurrency=4, rng=rng)
        self.repository.subscribe(self.dispatcher.observe)

    async def add(self, **changes: object) -> Job:
        return await self.repository.add(a_new_job(self.clock, **changes))

    def state(self, job: Job) -> State:
        return self.store.rows[job.id].state


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    desk.dispatcher.start()
    yield desk
    await desk.dispatcher.stop(0.0)


async def test_a_job_is_marked_before_the_call_and_waits_after_it(desk: Desk) -> None:
    seen: list[State] = []

    async def look_at_the_row() -> None:
        seen.append(desk.store.rows[desk.provider.created[-1]].state)

    desk.provider.hold = look_at_the_row
    job = await desk.add()
    await settle()
    assert seen == [State.SUBMITTING]
    row = desk.store.rows[job.id]
    assert (row.state, row.task_id, row.provider_request_id) == (State.WAITING, f"task-{job.id}", "request-1")


@pytest.mark.parametrize("error", [Deferred("rate", code="RequestLimitExceeded"), NotSent("refused")])
async def test_later_queues_and_sends_again(desk: Desk, error: ProviderError) -> None:
    desk.provider.answers = [error, error]
    job = await desk.add()
    await settle()
    assert desk.state(job) is State.QUEUED
    assert desk.store.rows[job.id].retry_at is not None
    await desk.clock.advance(30)
    assert desk.state(job) is State.WAITING
    assert desk.provider.created == [job.id] * 3
    assert desk.store.rows[job.id].attempts == 2


async def test_who_waits_for_a_turn_is_not_sent_yet_and_can_be_cancelled(desk: Desk) -> None:
    desk.provider.turn.clear()
    first, second = await desk.add(), await desk.add()
    await settle()
    assert [desk.state(one) for one in (first, second)] == [State.REQUESTED] * 2  # a crash now harms nothing
    desk.dispatcher.observe(second)  # the sweep tells of it again
    cancelled = await desk.repository.take(
        TransitionRequest(first.id, Transition.CANCEL, ColumnUpdate(at=desk.clock.now(), cancelled_by=1))
    )
    assert cancelled is not None
    desk.provider.turn.set()
    await settle()
    assert desk.provider.created == [second.id]
    assert desk.state(second) is State.WAITING
    assert desk.dispatcher.waiting() == 0


async def test_a_pause_in_between_keeps_who_waits_for_a_turn(desk: Desk) -> None:
    desk.provider.turn.clear()
    job = await desk.add()
    await settle()
    desk.dispatcher.hold(paused=True)
    desk.provider.turn.set()
    await settle()
    assert desk.provider.created == []
    assert desk.state(job) is State.REQUESTED
    desk.dispatcher.hold(paused=False)
    await settle()
    assert desk.provider.created == [job.id]


async def test_silence_makes_unknown_and_is_never_sent_again(desk: Desk) -> None:
    desk.provider.answers = [Ambiguous("connection reset")]
    job = await desk.add()
    await desk.clock.advance(3600)
    row = desk.store.rows[job.id]
    assert (row.state, row.delivery_state) == (State.UNKNOWN, DeliveryState.DUE)
    assert desk.provider.created == [job.id]


async def test_a_bug_in_the_adapter_counts_as_silence(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.provider.answers = [ZeroDivisionError("bug")]
    job = await desk.add()
    await desk.clock.advance(600)
    assert desk.state(job) is State.UNKNOWN
    assert desk.provider.created == [job.id]
    assert "task.failed" in caplog.text


async def test_a_bug_before_the_call_leaves_is_a_refusal(desk: Desk) -> None:
    desk.provider.leaves = False
    desk.provider.answers = [ZeroDivisionError("bug")]
    job = await desk.add()
    await desk.clock.advance(600)
    row = desk.store.rows[job.id]
    assert row.state is State.REFUSED, "nothing was sent, so nobody may be told that it may be billed"
    assert row.fault is not None
    assert row.fault.code == "Foley.Bug"


async def test_refusal_ends_the_job_with_its_fault(desk: Desk) -> None:
    desk.provider.answers = [
        Rejected("moderation", key="tencent-violation", code="InvalidParameter.ViolationContent", blame=Blame.USER)
    ]
    job = await desk.add()
    await settle()
    row = desk.store.rows[job.id]
    assert row.state is State.REFUSED
    assert row.fault is not None
    assert (row.fault.key, row.fault.code) == ("tencent-violation", "InvalidParameter.ViolationContent")


async def test_a_job_that_was_handed_back_holds_its_product_back(desk: Desk) -> None:
    """As the poller does it: taken, and handed back for want of room."""
    first = await desk.add()
    await settle()
    now = desk.clock.now()
    await desk.repository.take(
        TransitionRequest(
            first.id, Transition.PUT_BACK, ColumnUpdate(retry_at=now + 20.0, task_id=""), f"task-{first.id}"
        )
    )
    second = await desk.add()
    await desk.clock.advance(19)
    assert desk.provider.created == [first.id]
    await desk.clock.advance(3)
    assert sorted(desk.provider.created) == sorted([first.id, first.id, second.id])


async def test_news_of_a_job_that_ended_before_the_pause_does_not_end_it(desk: Desk) -> None:
    old = await desk.add()
    await settle()
    done = ColumnUpdate(at=desk.clock.now(), deliver_at=0.0)
    ended = await desk.repository.take(TransitionRequest(old.id, Transition.COMPLETE, done, f"task-{old.id}"))
    assert ended is not None
    await desk.clock.advance(5)
    desk.provider.answers = [Deferred("full", code="LimitExceeded.CreateTask", retry_after_seconds=60.0)]
    waiting = await desk.add()
    await settle()
    await desk.repository.take(TransitionRequest(old.id, Transition.START_DELIVERY, ColumnUpdate(at=desk.clock.now())))
    await settle()
    assert desk.provider.created == [old.id, waiting.id]


async def test_somebody_who_fails_to_hear_of_a_job_stops_nothing(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    def fail(job: Job) -> None:
        raise ZeroDivisionError

    desk.repository.subscribe(fail)
    job = await desk.add()
    await settle()
    assert desk.state(job) is State.WAITING
    assert "watcher.failed" in caplog.text


async def test_full_house_waits_until_a_job_ends(desk: Desk) -> None:
    running = await desk.add()
    await settle()
    desk.provider.answers = [Deferred("full", code="LimitExceeded.CreateTask", retry_after_seconds=60.0)]
    waiting = await desk.add()
    await settle()
    assert desk.state(waiting) is State.QUEUED
    assert desk.dispatcher.position(waiting) == (1, 1)
    outputs = (Output("http://x.example/a.mp3", Medium.AUDIO),)
    done = ColumnUpdate(at=desk.clock.now(), outputs=outputs)
    await desk.repository.take(TransitionRequest(running.id, Transition.COMPLETE, done, f"task-{running.id}"))
    await settle()
    assert desk.state(waiting) is State.WAITING


async def test_servers_take_turns(desk: Desk) -> None:
    desk.dispatcher.hold(paused=True)
    crowd = [await desk.add(guild_id=1) for _ in range(6)]
    single = await desk.add(guild_id=2)
    desk.dispatcher.hold(paused=False)
    await settle()
    assert set(desk.provider.created) == {job.id for job in [*crowd, single]}
    assert desk.provider.created.index(single.id) <= 1


async def test_database_away_before_the_call_sends_nothing_until_it_is_back(desk: Desk) -> None:
    job = a_new_job(desk.clock)
    await desk.store.add(job)
    desk.store.away = 1
    desk.dispatcher.observe(desk.store.rows[job.id])
    await settle()
    assert desk.provider.created == []
    await desk.clock.advance(5)
    assert desk.state(desk.store.rows[job.id]) is State.WAITING
    assert desk.provider.created == [job.id]


async def test_database_away_after_the_call_keeps_the_answer(desk: Desk) -> None:
    async def cut_the_database() -> None:
        desk.store.away = 5

    desk.provider.hold = cut_the_database
    job = await desk.add()
    await desk.clock.advance(20)
    assert desk.store.rows[job.id].task_id == f"task-{job.id}"
    assert desk.provider.created == [job.id]


async def test_stop_waits_for_the_answer_on_its_way(desk: Desk) -> None:
    async def take_a_while() -> None:
        await desk.clock.sleep(3)

    desk.provider.hold = take_a_while
    job = await desk.add()
    await settle()
    await desk.clock.advance(3)
    await desk.dispatcher.stop(5.0)
    assert desk.state(job) is State.WAITING


async def test_a_sweep_does_not_renew_the_pause_of_a_queued_job(desk: Desk) -> None:
    """Another server's job must not wait for one that the provider will have later."""
    running = await desk.add()
    await settle()
    desk.provider.answers = [Deferred("full", code="LimitExceeded.CreateTask", retry_after_seconds=60.0)]
    queued = await desk.add(guild_id=1)
    await settle()
    done = ColumnUpdate(at=desk.clock.now(), outputs=(Output("http://x.example/a.mp3", Medium.AUDIO),))
    desk.provider.answers = [Deferred("full", code="LimitExceeded.CreateTask", retry_after_seconds=100.0)]
    await desk.repository.take(
        TransitionRequest(running.id, Transition.COMPLETE, done, f"task-{running.id}")
    )  # there is room: try at once
    await settle()
    assert desk.state(queued) is State.QUEUED
    other = await desk.add(guild_id=2)
    await desk.clock.advance(101)
    assert desk.state(queued) is desk.state(other) is State.WAITING
    desk.provider.answers = [Deferred("full", code="LimitExceeded.CreateTask", retry_after_seconds=30.0)]
    queued = await desk.add(guild_id=1)
    await settle()
    for _ in range(3):
        await desk.clock.advance(12)
        desk.dispatcher.observe(desk.store.rows[queued.id])  # as the sweep does
    last = await desk.add(guild_id=2)
    await desk.clock.advance(1)
    assert desk.state(queued) is desk.state(last) is State.WAITING


async def test_a_sweep_after_an_accepted_create_pauses_nothing(desk: Desk) -> None:
    """What the provider has just taken shows that it takes things; a job it will have later waits alone."""
    handed_back = await desk.add(guild_id=1)
    await settle()
    may_answer = asyncio.Event()

    async def hold() -> None:
        await may_answer.wait()

    desk.provider.hold = hold
    accepted = await desk.add(guild_id=2)
    await settle()
    back = ColumnUpdate(retry_at=desk.clock.now() + 60.0, task_id="")
    await desk.repository.take(TransitionRequest(handed_back.id, Transition.PUT_BACK, back, f"task-{handed_back.id}"))
    desk.provider.hold = None
    may_answer.set()
    await settle()
    assert desk.state(accepted) is State.WAITING
    desk.dispatcher.observe(desk.store.rows[handed_back.id])  # as the sweep does
    other = await desk.add(guild_id=3)
    await settle()
    assert desk.state(other) is State.WAITING
    await desk.clock.advance(58)
    assert desk.state(handed_back) is State.QUEUED
    await desk.clock.advance(3)
    assert desk.state(handed_back) is State.WAITING


async def test_what_could_not_be_sent_for_a_day_is_refused_with_a_word(desk: Desk) -> None:
    desk.dispatcher.hold(paused=True)
    job = await desk.add()
    await desk.clock.advance(UNSENT_SECONDS - 60)
    desk.dispatcher.observe(desk.store.rows[job.id])
    await settle()
    assert desk.state(job) is State.REQUESTED
    await desk.clock.advance(70)
    desk.dispatcher.observe(desk.store.rows[job.id])  # the sweep
    await settle()
    row = desk.store.rows[job.id]
    assert (row.state, row.delivery_state, row.fault and row.fault.key) == (
        State.REFUSED,
        DeliveryState.DUE,
        "job-unsent-too-long",
    )
    desk.dispatcher.hold(paused=False)
    await desk.clock.advance(600)
    assert desk.provider.created == []


async def test_a_job_that_is_handed_back_again_and_again_is_refused_in_the_end(desk: Desk) -> None:
    job = await desk.add(created_at=desk.clock.now() - UNSENT_SECONDS + 100)
    for _ in range(12):
        await desk.clock.advance(20)
        back = ColumnUpdate(retry_at=desk.clock.now() + 5.0, task_id="")
        await desk.repository.take(TransitionRequest(job.id, Transition.PUT_BACK, back, f"task-{job.id}"))
        await settle()
    assert desk.state(job) is State.REFUSED


async def test_what_is_refused_for_its_age_is_not_sent_while_that_is_written(desk: Desk) -> None:
    desk.dispatcher.hold(paused=True)
    job = await desk.add(created_at=desk.clock.now() - UNSENT_SECONDS)
    desk.store.away = 5
    await desk.clock.advance(11)
    desk.dispatcher.observe(desk.store.rows[job.id])
    await settle()
    desk.dispatcher.hold(paused=False)
    desk.dispatcher.observe(desk.store.rows[job.id])  # the sweep
    await desk.clock.advance(30)
    assert desk.state(job) is State.REFUSED
    assert desk.provider.created == []


@pytest.mark.parametrize("seconds", [-2 * 86_400.0, -600.0, 600.0, 2 * 86_400.0])
async def test_a_wall_clock_that_is_set_changes_no_pause_and_no_age(desk: Desk, seconds: float) -> None:
    desk.provider.answers = [Deferred("full", code="LimitExceeded.CreateTask", retry_after_seconds=20.0)]
    queued = await desk.add()
    await settle()
    desk.clock.step(seconds)
    desk.dispatcher.observe(desk.store.rows[queued.id])
    await desk.clock.advance(18)
    assert desk.state(queued) is State.QUEUED
    await desk.clock.advance(3)
    assert desk.state(queued) is State.WAITING
