"""Jobs that go on after all, on disk and in memory: by whom, when not, and never together with a second purchase."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.errors import Conflict
from bot.jobs.claim import Claim
from bot.jobs.model import ColumnUpdate, DeliveryState, Job, State, Transition, TransitionRequest
from bot.store import Store
from tests.support.jobs import FAULT, OUTPUT, USER, bring_to, make_new, way_to
from tests.support.store_ports import StorePorts, ledger_lines

_LATE = ColumnUpdate(at=50.0, task_id="late", provider_request_id="r")


def _late(job: Job) -> TransitionRequest:
    return TransitionRequest(job.id, Transition.ACCEPT_LATE, _LATE)


@pytest.mark.parametrize("transition", [Transition.COMPLETE, Transition.FAIL, Transition.ABANDON, Transition.PUT_BACK])
async def test_what_was_said_of_an_old_task_does_not_move_a_job_with_a_new_one(
    store: StorePorts, transition: Transition
) -> None:
    job = await bring_to(store.jobs, make_new(), State.WAITING)
    await store.jobs.take(TransitionRequest(job.id, Transition.PUT_BACK, ColumnUpdate(at=2.0, task_id=""), job.task_id))
    await store.jobs.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=3.0)))
    now = await store.jobs.take(TransitionRequest(job.id, Transition.ACCEPT, ColumnUpdate(at=4.0, task_id="new")))
    assert now is not None
    for task_id in (job.task_id, ""):
        assert (
            await store.jobs.take(TransitionRequest(job.id, transition, ColumnUpdate(at=5.0, task_id=""), task_id))
            is None
        )
    assert await store.jobs.get(job.id) == now
    assert (
        await store.jobs.take(TransitionRequest(job.id, transition, ColumnUpdate(at=5.0, task_id=""), "new"))
        is not None
    )


async def test_transitions_of_one_batch_are_held_each_to_its_own_task(store: StorePorts) -> None:
    first, second, third = [await bring_to(store.jobs, make_new(1.7e9 + n), State.WAITING) for n in range(3)]
    done = ColumnUpdate(at=5.0, outputs=(OUTPUT,))
    tasks = {first.id: first.task_id, second.id: first.task_id, third.id: third.task_id}
    answers = await store.jobs.take_many(
        [TransitionRequest(job_id, Transition.COMPLETE, done, tasks[job_id]) for job_id in tasks]
    )
    assert [one is not None for one in answers] == [True, False, True]


async def test_a_notice_is_told_of_the_posting_it_speaks_of(store: StorePorts) -> None:
    job = await bring_to(store.jobs, make_new(), State.UNKNOWN, DeliveryState.SENDING)
    assert await store.jobs.take(_late(job)) is not None
    await store.jobs.take(
        TransitionRequest(job.id, Transition.COMPLETE, ColumnUpdate(at=6.0, outputs=(OUTPUT,)), "late")
    )
    posted = await store.jobs.take(TransitionRequest(job.id, Transition.START_DELIVERY))
    assert posted is not None
    assert (posted.postings, posted.delivery_attempts) == (1, 1)
    old = TransitionRequest(
        job.id, Transition.CONFIRM_DELIVERY, ColumnUpdate(at=7.0, result_message_id=1), posting=job.postings
    )
    assert await store.jobs.take(old) is None  # of the message that its outcome is not known
    assert await store.jobs.take(replace(old, posting=posted.postings)) is not None


@pytest.mark.parametrize(
    "delivery_state", [DeliveryState.DUE, DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.HELD]
)
@pytest.mark.parametrize("transition", [Transition.ACCEPT_LATE, Transition.WATCH_AGAIN])
async def test_a_job_goes_on_whatever_was_told_of_it(
    store: StorePorts, transition: Transition, delivery_state: DeliveryState
) -> None:
    state = State.UNKNOWN if transition is Transition.ACCEPT_LATE else State.ABANDONED
    job = await bring_to(store.jobs, make_new(), state, delivery_state)
    request = (
        _late(job)
        if transition is Transition.ACCEPT_LATE
        else TransitionRequest(job.id, transition, ColumnUpdate(at=50.0), job.task_id)
    )
    gone_on = await store.jobs.take(request)
    assert gone_on is not None
    assert (gone_on.state, gone_on.delivery_state, gone_on.postings) == (
        State.WAITING,
        DeliveryState.NONE,
        job.postings + 1,
    )
    assert (gone_on.ended_at, gone_on.fault, gone_on.delivery_attempts) == (None, None, 0)
    since = gone_on.waiting_at if transition is Transition.ACCEPT_LATE else gone_on.resumed_at
    assert (since, gone_on.task_id) == (50.0, "late" if transition is Transition.ACCEPT_LATE else job.task_id)


async def test_a_job_that_was_submitted_again_is_not_accepted_late(store: StorePorts) -> None:
    job = await bring_to(store.jobs, make_new(), State.UNKNOWN)
    again = await store.jobs.add(make_new(1.7e9 + 1, retry_of=job.id))
    assert await store.jobs.take(_late(job)) is None
    await store.jobs.take(TransitionRequest(again.id, Transition.CANCEL, ColumnUpdate(at=1.0)))
    assert await store.jobs.take(_late(job)) is None


async def test_a_repeat_from_before_its_outcome_was_unknown_loses_no_task(store: StorePorts) -> None:
    job = await bring_to(store.jobs, make_new(), State.SUBMITTING)
    await store.jobs.add(make_new(1.7e9 + 1, retry_of=job.id))  # "the same once more", while it was being sent
    await store.jobs.take(TransitionRequest(job.id, Transition.LOSE_TRACK, ColumnUpdate(at=2.0)))
    assert not await store.jobs.retry_exists(job.id), "nobody has sent it again for its unknown outcome"
    assert await store.jobs.take(_late(job)) is not None


async def test_a_task_belongs_to_one_job(store: StorePorts) -> None:
    first, second = [await bring_to(store.jobs, make_new(1.7e9 + n), State.UNKNOWN) for n in range(2)]
    answers = await store.jobs.take_many([_late(first), _late(second)])
    assert [one is not None for one in answers] == [True, False]
    assert await store.jobs.take(_late(second)) is None


async def test_of_two_jobs_that_want_one_task_at_the_same_moment_one_gets_it(store: StorePorts) -> None:
    for number in range(20):
        pair = [await bring_to(store.jobs, make_new(1.7e9 + 2 * number + n), State.UNKNOWN) for n in range(2)]
        changes = replace(_LATE, task_id=f"wanted-{number}")
        requests = [store.jobs.take(TransitionRequest(job.id, Transition.ACCEPT_LATE, changes)) for job in pair]
        assert [one is not None for one in await asyncio.gather(*requests)].count(True) == 1


@pytest.mark.parametrize(
    "delivery_state", [DeliveryState.DUE, DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.HELD]
)
async def test_a_late_refusal_begins_another_posting_and_gives_the_claim_back(
    store: StorePorts, delivery_state: DeliveryState
) -> None:
    new = make_new()
    await store.jobs.add(new, Claim(9.0, ()))
    for transition in way_to(State.UNKNOWN, delivery_state):
        assert await store.jobs.take(TransitionRequest(new.id, transition, ColumnUpdate(at=2.0)))
    assert (await ledger_lines(store))[new.id] == ("reserved", 1, 9.0)
    refused = await store.jobs.take(
        TransitionRequest(new.id, Transition.REFUSE_LATE, ColumnUpdate(at=50.0, fault=FAULT))
    )
    assert refused is not None
    assert (refused.state, refused.delivery_state, refused.fault) == (State.REFUSED, DeliveryState.DUE, FAULT)
    assert (refused.postings, refused.delivery_attempts, refused.ended_at, refused.deliver_at) == (1, 0, 50.0, 50.0)
    assert (await ledger_lines(store))[new.id] == ("returned", 0, 0.0)


async def test_a_job_that_was_submitted_again_is_not_refused_late(store: StorePorts) -> None:
    job = await bring_to(store.jobs, make_new(), State.UNKNOWN)
    await store.jobs.add(make_new(1.7e9 + 1, retry_of=job.id))
    assert await store.jobs.take(TransitionRequest(job.id, Transition.REFUSE_LATE, ColumnUpdate(at=50.0))) is None


@pytest.mark.parametrize(
    "transition",
    [
        Transition.QUEUE,
        Transition.ACCEPT,
        Transition.REFUSE,
        Transition.LOSE_TRACK,
        Transition.ACCEPT_LATE,
        Transition.REFUSE_LATE,
    ],
)
async def test_an_answer_is_taken_of_the_create_it_speaks_of(store: StorePorts, transition: Transition) -> None:
    state = State.UNKNOWN if transition in (Transition.ACCEPT_LATE, Transition.REFUSE_LATE) else State.SUBMITTING
    job, other = [await bring_to(store.jobs, make_new(1.7e9 + n), state) for n in range(2)]
    left_at = job.submitted_at or 0.0
    of_before = TransitionRequest(job.id, transition, _LATE, submitted_at=left_at - 1)
    assert await store.jobs.take(of_before) is None
    of_other = TransitionRequest(
        other.id, transition, replace(_LATE, task_id="another"), submitted_at=other.submitted_at
    )
    answers = await store.jobs.take_many([of_before, of_other, replace(of_before, submitted_at=left_at)])
    assert [one is not None for one in answers] == [False, True, True]


async def test_lost_jobs_are_listed_as_long_as_nobody_submits_them_again(store: StorePorts) -> None:
    old, told, fresh, again = [
        await bring_to(store.jobs, make_new(1.7e9 + 100 * n), State.UNKNOWN, delivery_state)
        for n, delivery_state in enumerate(
            (DeliveryState.DUE, DeliveryState.SENT, DeliveryState.DUE, DeliveryState.SENT)
        )
    ]
    await bring_to(store.jobs, make_new(1.7e9 + 500), State.ABANDONED)
    await store.jobs.add(make_new(1.7e9 + 600, retry_of=again.id))
    assert await store.jobs.of_unknown_outcome(1.7e9 + 50) == [told, fresh]
    assert [job.id for job in await store.jobs.of_unknown_outcome(1.7e9 - 50)] == [old.id, told.id, fresh.id]


async def test_what_is_accepted_late_is_not_submitted_again(store: StorePorts) -> None:
    job = await bring_to(store.jobs, make_new(), State.UNKNOWN)
    assert await store.jobs.take(_late(job)) is not None
    with pytest.raises(Conflict) as refused:
        await store.jobs.add(make_new(retry_of=job.id, only_if_unknown=True), Claim(1.0, ()))
    assert refused.value.key == "refusal-not-unknown"
    assert await store.jobs.add(make_new(retry_of=job.id)) is not None  # "the same once more" is another wish


async def test_of_a_late_acceptance_and_a_second_purchase_one_wins(store: StorePorts) -> None:
    """Both at the same moment, many times: never both, never neither."""
    for round_number in range(30):
        job = await bring_to(store.jobs, make_new(1.7e9 + round_number), State.UNKNOWN)
        again = store.jobs.add(make_new(1.7e9 + round_number, retry_of=job.id, only_if_unknown=True), Claim(1.0, ()))
        late = store.jobs.take(
            TransitionRequest(job.id, Transition.ACCEPT_LATE, replace(_LATE, task_id=f"late-{round_number}"))
        )
        bought, accepted = await asyncio.gather(again, late, return_exceptions=True)
        assert not isinstance(accepted, BaseException), accepted
        assert isinstance(bought, Job | Conflict), bought
        assert isinstance(bought, Job) == (accepted is None)


async def test_two_open_repeats_of_one_job_are_no_reason_to_lose_a_task(store: StorePorts) -> None:
    original = await bring_to(store.jobs, make_new(), State.READY)
    lost = await bring_to(store.jobs, make_new(1.7e9 + 1, retry_of=original.id), State.UNKNOWN)
    repeat = await store.jobs.add(make_new(1.7e9 + 2, retry_of=original.id))
    accepted = await store.jobs.take(_late(lost))
    assert accepted is not None
    assert (accepted.state, accepted.retry_of) == (State.WAITING, None)
    assert await store.jobs.open_repeat(original.id, USER) == repeat


async def test_a_row_that_can_not_be_read_holds_back_no_other(
    sql_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    jobs = [await bring_to(sql_store.jobs, make_new(1.7e9 + n), State.WAITING) for n in range(6)]
    async with sql_store.database.write() as connection:
        broken = [job.id for job in jobs[2:4]]
        for job_id in broken:
            await connection.execute(text("UPDATE jobs SET request = '{' WHERE id = :id"), {"id": job_id})
    good = [job for job in jobs if job.id not in broken]
    assert await sql_store.jobs.open_jobs() == good
    pages, after_id = [], ""
    while page := await sql_store.jobs.open_jobs(after_id, 2):
        pages += page
        after_id = page[-1].id
    assert pages == good
    requests = [TransitionRequest(job.id, Transition.FAIL, ColumnUpdate(at=9.0), job.task_id) for job in jobs]
    assert [one is not None for one in await sql_store.jobs.take_many(requests)] == [job in good for job in jobs]
    assert broken[0] in {getattr(record, "job", "") for record in caplog.records}
