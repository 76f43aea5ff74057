"""Answers that come after the job was taken for lost, and processes that are silent while another one works."""

import random

import pytest

from bot.errors import Blame, Deferred, NotSent, ProviderError, Rejected
from bot.jobs.expiry import UNSENT_SECONDS
from bot.jobs.model import ColumnUpdate, DeliveryState, State, Transition, TransitionRequest
from tests.support.manual_clock import settle
from tests.unit.worker.test_dispatcher import Desk, desk

__all__ = ["desk"]


@pytest.mark.parametrize(
    "told", [(), (Transition.START_DELIVERY,), (Transition.START_DELIVERY, Transition.CONFIRM_DELIVERY)]
)
async def test_an_answer_that_comes_after_the_job_was_taken_for_lost_is_good(
    desk: Desk, told: tuple[Transition, ...]
) -> None:
    async def lose() -> None:
        [job_id] = desk.provider.created
        for transition in (Transition.LOSE_TRACK, *told):
            assert await desk.repository.take(TransitionRequest(job_id, transition, ColumnUpdate(at=desk.clock.now())))

    desk.provider.hold = lose
    job = await desk.add()
    await settle()
    row = desk.store.rows[job.id]
    assert (row.state, row.delivery_state, row.task_id) == (State.WAITING, DeliveryState.NONE, f"task-{job.id}")
    assert (row.postings, row.ended_at, row.fault) == (1, None, None)


async def test_an_answer_that_comes_after_the_job_was_submitted_again_names_the_task(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async def submit_again() -> None:
        job_id = desk.provider.created[0]
        desk.provider.hold = None
        await desk.repository.take(TransitionRequest(job_id, Transition.LOSE_TRACK, ColumnUpdate(at=desk.clock.now())))
        await desk.add(retry_of=job_id)

    desk.provider.hold = submit_again
    job = await desk.add()
    await settle()
    assert desk.state(job) is State.UNKNOWN
    assert f"task=task-{job.id}: nobody watches it" in caplog.text


@pytest.mark.parametrize(
    "told", [(), (Transition.START_DELIVERY,), (Transition.START_DELIVERY, Transition.CONFIRM_DELIVERY)]
)
@pytest.mark.parametrize(
    "error",
    [
        Rejected("moderation", key="tencent-violation", code="InvalidParameter.ViolationContent", blame=Blame.USER),
        Deferred("rate", code="RequestLimitExceeded"),
        NotSent("connection refused"),
    ],
)
async def test_a_definite_no_that_comes_after_the_job_was_taken_for_lost_refuses_it(
    desk: Desk, error: ProviderError, told: tuple[Transition, ...]
) -> None:
    async def lose() -> None:
        [job_id] = desk.provider.created
        for transition in (Transition.LOSE_TRACK, *told):
            assert await desk.repository.take(TransitionRequest(job_id, transition, ColumnUpdate(at=desk.clock.now())))

    desk.provider.hold, desk.provider.answers = lose, [error]
    job = await desk.add()
    await settle()
    row = desk.store.rows[job.id]
    assert (row.state, row.delivery_state, row.postings) == (State.REFUSED, DeliveryState.DUE, 1)
    assert row.deliver_at == row.ended_at == desk.clock.now(), "no command waits to tell it"
    assert row.fault is not None
    assert row.fault.key == error.key
    await desk.clock.advance(600)
    assert desk.provider.created == [job.id]


async def test_a_definite_no_after_the_job_was_submitted_again_leaves_it_unknown(desk: Desk) -> None:
    async def submit_again() -> None:
        job_id = desk.provider.created[0]
        desk.provider.hold = None
        await desk.repository.take(TransitionRequest(job_id, Transition.LOSE_TRACK, ColumnUpdate(at=desk.clock.now())))
        await desk.add(retry_of=job_id)

    desk.provider.hold, desk.provider.answers = submit_again, [Rejected("no", code="InvalidParameter")]
    job = await desk.add()
    await settle()
    assert desk.state(job) is State.UNKNOWN


@pytest.mark.parametrize("answer", [Rejected("no", code="InvalidParameter"), Deferred("later", code="Busy"), None])
@pytest.mark.parametrize("now", [State.SUBMITTING, State.UNKNOWN])
async def test_an_answer_of_an_earlier_create_says_nothing_of_the_one_after_it(
    desk: Desk, answer: ProviderError | None, now: State
) -> None:
    """This process was silent; the next one found the task, had it handed back, and is sending the job again."""

    async def others_work() -> None:
        [job_id] = desk.provider.created
        at = desk.clock.now() + 1
        for request in (
            TransitionRequest(job_id, Transition.LOSE_TRACK, ColumnUpdate(at=at)),
            TransitionRequest(job_id, Transition.ACCEPT_LATE, ColumnUpdate(at=at, task_id="found")),
            TransitionRequest(job_id, Transition.PUT_BACK, ColumnUpdate(at=at, task_id=""), "found"),
            TransitionRequest(job_id, Transition.SUBMIT, ColumnUpdate(at=at)),
            *([TransitionRequest(job_id, Transition.LOSE_TRACK, ColumnUpdate(at=at))] if now is State.UNKNOWN else []),
        ):
            assert await desk.store.take(request) is not None

    desk.provider.hold, desk.provider.answers = others_work, [answer] if answer else []
    job = await desk.add()
    await settle()
    assert (desk.state(job), desk.store.rows[job.id].task_id) == (now, "")


async def test_what_is_too_old_is_not_refused_where_somebody_else_sends_it_by_now(desk: Desk) -> None:
    """A process that was silent past its lease must not end what the next one is buying."""
    desk.dispatcher.hold(paused=True)
    job = await desk.add()
    await desk.store.take(
        TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=desk.clock.now()))
    )  # the new holder
    await desk.clock.advance(UNSENT_SECONDS + 60)
    desk.dispatcher.observe(job)  # an old row, as it was read before
    await desk.clock.advance(60)
    assert desk.state(job) is State.SUBMITTING


async def test_a_mark_that_was_not_answered_and_taken_for_lost_is_refused(desk: Desk) -> None:
    """Nothing was sent: nobody may be left with a job that may be billed."""
    desk.dispatcher.hold(paused=True)
    job = await desk.add()
    desk.store.unanswered = 1
    desk.dispatcher.hold(paused=False)
    await settle()
    assert desk.state(job) is State.SUBMITTING
    lost = TransitionRequest(job.id, Transition.LOSE_TRACK, ColumnUpdate(at=desk.clock.now()))
    assert await desk.store.take(lost) is not None
    await desk.clock.advance(10)
    row = desk.store.rows[job.id]
    assert (row.state, row.delivery_state, desk.provider.created) == (State.REFUSED, DeliveryState.DUE, [])
    assert row.fault is not None
    assert row.fault.key == "job-not-sent"


async def test_a_mark_that_was_not_answered_says_nothing_of_the_create_after_it(desk: Desk) -> None:
    """The process that took the work over has put the job back, sent it, and lost track of it."""
    desk.dispatcher.hold(paused=True)
    job = await desk.add()
    desk.store.unanswered = 1
    desk.dispatcher.hold(paused=False)
    await settle()
    at = desk.clock.now() + 1
    for transition in (Transition.QUEUE, Transition.SUBMIT, Transition.LOSE_TRACK):
        assert await desk.store.take(TransitionRequest(job.id, transition, ColumnUpdate(at=at))) is not None
    await desk.clock.advance(600)
    assert (desk.state(job), desk.provider.created) == (State.UNKNOWN, [])


async def test_two_processes_never_mark_a_create_with_the_same_moment() -> None:
    """Both wait for the moment at which a job is due by the wall clock; an answer names its create by the mark."""
    delays = [await _mark_delay_seconds(Desk(rng=random.Random(number))) for number in range(20)]
    assert len(set(delays)) == 20
    assert all(0.0 <= delay <= 0.001 for delay in delays)


async def _mark_delay_seconds(desk: Desk) -> float:
    desk.dispatcher.start()
    job = await desk.add()
    await settle()
    await desk.dispatcher.stop(0.0)
    return (desk.store.rows[job.id].submitted_at or 0.0) - desk.clock.now()
