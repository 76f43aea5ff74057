"""Jobs that had ended and go on: looked at once more on request, or found again in the provider's own list."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import Ambiguous, Conflict, ProviderError, Rejected, TaskUnknown
from bot.jobs.model import (
    Backend,
    ColumnUpdate,
    DeliveryState,
    Fault,
    Job,
    SfxRequest,
    State,
    Transition,
    TransitionRequest,
)
from bot.jobs.ports import Failed, PollResult, Redirect, Running, SentMessage, Submission
from bot.service.poll_again import AbandonedJobPoller, LatePoll
from tests.support.domain import a_new_job
from tests.support.manual_clock import settle
from tests.support.poller_watch import DONE, Oracle
from tests.unit.worker.test_work import CREATE_SECONDS, House


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path, alone=False)
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(1)
    yield house
    house.oracle.answer_now.set()
    stopping = asyncio.create_task(house.worker.stop(5.0))
    await settle()
    await house.clock.advance(10)
    await stopping


async def lost_job(house: House, backend: Backend = Backend.VOD, prompt: str = "creak") -> Job:
    """Buy something whose answer never comes."""

    async def create(job: Job, **_: object) -> Submission:
        raise Ambiguous("connection reset")

    house.oracle.create = create  # type: ignore[method-assign]
    job = await house.repository.add(a_new_job(house.clock, backend=backend, request=SfxRequest(prompt)))
    await settle()
    assert house.row(job).state is State.UNKNOWN
    return job


# --- given up, and looked at once more ---


@pytest.mark.parametrize(
    ("answer", "sight", "state", "posts"),
    [
        (DONE, LatePoll.FOUND, State.READY, 2),
        (Failed(Fault("tencent-failed", "FAIL")), LatePoll.FAILED, State.FAILED, 2),
        (Running(started=True), LatePoll.RUNNING, State.WAITING, 1),
        (TaskUnknown("no such task", code="ResourceNotFound"), LatePoll.GONE, State.ABANDONED, 1),
        (Ambiguous("connection reset"), LatePoll.SILENT, State.ABANDONED, 1),
    ],
)
async def test_a_second_look_tells_what_it_finds(
    house: House, answer: PollResult | ProviderError, sight: LatePoll, state: State, posts: int
) -> None:
    class Asked(Oracle):
        async def poll(self, job: Job) -> PollResult:
            if isinstance(answer, Exception):
                raise answer
            return answer

    house.oracle.done_after_seconds = 1e9
    job = await house.job(Transition.SUBMIT, Transition.ACCEPT, Transition.ABANDON)
    await house.signals.publish("job", f"other:{job.id}")
    await house.clock.advance(2)
    assert (house.row(job).delivery_state, house.row(job).task_id) == (DeliveryState.SENT, "t")
    assert await AbandonedJobPoller(house.repository, Asked(house.clock), house.clock).poll(house.row(job)) is sight
    await house.clock.advance(5)
    assert house.row(job).state is state
    assert len(house.wall.posts) == posts
    assert [told for told, _ in house.wall.corrected] == ([job.id] if state is not State.ABANDONED else [])


async def test_a_second_look_at_what_was_not_given_up_is_refused(house: House) -> None:
    abandoned_poller = AbandonedJobPoller(house.repository, house.oracle, house.clock)
    job = await house.job(Transition.SUBMIT, Transition.ACCEPT, Transition.ABANDON)
    await abandoned_poller.poll(job)
    for row in (house.row(job), job):  # also by one who has read it before the other press
        with pytest.raises(Conflict):
            await abandoned_poller.poll(row)


# --- of unknown outcome, and found again ---


async def test_the_one_task_that_fits_is_adopted_before_anybody_was_told(house: House) -> None:
    house.oracle.listed = ["found"]
    job = await lost_job(house)
    await house.clock.advance(24)
    row = house.row(job)
    assert (row.state, row.task_id, row.delivery_state) == (State.WAITING, "found", DeliveryState.NONE)
    await house.clock.advance(120)
    assert (house.row(job).state, house.row(job).delivery_state) == (State.READY, DeliveryState.SENT)
    assert len(house.wall.posts) == 1


@pytest.mark.parametrize("listed", [[], ["one", "other"]])
async def test_where_none_or_several_fit_it_stays_unknown_and_that_is_told(house: House, listed: list[str]) -> None:
    house.oracle.listed = listed
    job = await lost_job(house)
    await house.clock.advance(40)
    assert (house.row(job).state, house.row(job).delivery_state) == (State.UNKNOWN, DeliveryState.SENT)
    await house.clock.advance(4000)
    assert house.row(job).state is State.UNKNOWN
    assert len(house.wall.posts) == 1


async def test_of_two_alike_that_were_lost_none_adopts_the_one_task(house: House) -> None:
    house.oracle.listed = ["whose"]
    first, second = await lost_job(house), await lost_job(house)
    await house.clock.advance(120)
    assert [house.row(one).state for one in (first, second)] == [State.UNKNOWN] * 2
    await house.store.add(replace(a_new_job(house.clock), retry_of=first.id))  # its caller does not wait for it
    await house.clock.advance(400)
    assert (house.row(first).state, house.row(second).task_id) == (State.UNKNOWN, "whose")


async def test_of_two_lost_at_the_same_moment_each_gets_its_own_task_or_none(house: House) -> None:
    """Different input, and a provider whose echo can't tell them apart: the store gives one task to one job."""
    house.oracle.listed = ["one"]
    jobs = [await lost_job(house, prompt=prompt) for prompt in ("creak", "bang")]
    await house.clock.advance(120)
    assert sorted(house.row(job).task_id for job in jobs) == ["", "one"]
    house.oracle.listed = ["one", "other"]
    await house.clock.advance(600)
    assert sorted(house.row(job).task_id for job in jobs) == ["one", "other"]


async def test_what_was_sent_while_the_list_was_read_is_not_taken_for_a_lost_one(house: House) -> None:
    find, later = house.oracle.find, await house.store.add(a_new_job(house.clock, backend=Backend.VOD))

    async def slow(job: Job, known: object) -> tuple[str, ...]:
        if house.row(later).state is State.REQUESTED:
            await house.store.take(TransitionRequest(later.id, Transition.SUBMIT, ColumnUpdate(at=house.clock.now())))
        return await find(job, known)  # type: ignore[arg-type]

    house.oracle.find, house.oracle.listed = slow, ["its"]  # type: ignore[method-assign]
    job = await lost_job(house)
    await house.clock.advance(22)
    assert house.row(job).state is State.UNKNOWN


async def test_a_task_of_another_job_is_nobody_elses(house: House) -> None:
    other = await house.job(Transition.SUBMIT, Transition.ACCEPT)
    house.oracle.listed = [other.task_id or "t"]
    job = await lost_job(house)
    await house.clock.advance(4000)
    assert house.row(job).state is State.UNKNOWN


async def test_found_after_it_was_told_the_notice_is_corrected(house: House) -> None:
    job = await lost_job(house)
    await house.clock.advance(40)
    assert house.row(job).delivery_state is DeliveryState.SENT
    house.oracle.listed = ["found"]
    await house.clock.advance(400)
    assert (house.row(job).state, house.row(job).postings) == (State.READY, 1)
    assert house.wall.corrected == [(job.id, 5001)]
    assert len(house.wall.posts) == 2


async def test_what_was_submitted_again_is_not_adopted(house: House) -> None:
    job = await lost_job(house)
    await house.clock.advance(40)
    await house.store.add(replace(a_new_job(house.clock), retry_of=job.id))
    house.oracle.listed = ["found"]
    await house.clock.advance(4000)
    assert house.row(job).state is State.UNKNOWN


async def test_nothing_is_adopted_while_another_create_is_on_its_way(house: House) -> None:
    """Its task may be the one that fits: that is known only when its answer is on disk."""
    house.oracle.listed = ["found"]
    on_its_way = await house.store.add(a_new_job(house.clock, backend=Backend.VOD))
    await house.store.take(TransitionRequest(on_its_way.id, Transition.SUBMIT, ColumnUpdate(at=house.clock.now())))
    job = await lost_job(house)
    await house.clock.advance(22)
    assert house.row(job).state is State.UNKNOWN
    await house.store.take(
        TransitionRequest(on_its_way.id, Transition.ACCEPT, ColumnUpdate(at=house.clock.now(), task_id="found"))
    )
    await house.clock.advance(4000)
    assert house.row(job).state is State.UNKNOWN


async def test_products_without_a_list_are_told_at_once(house: House) -> None:
    house.oracle.listed = ["found"]
    job = await lost_job(house, Backend.MPS)
    await house.clock.advance(2)
    assert (house.row(job).state, house.row(job).delivery_state) == (State.UNKNOWN, DeliveryState.SENT)
    await house.clock.advance(4000)
    assert house.row(job).state is State.UNKNOWN


async def test_a_create_that_was_orphaned_is_found_too(house: House) -> None:
    house.oracle.listed = ["found"]
    job = await house.store.add(a_new_job(house.clock, backend=Backend.VOD))
    await house.store.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=house.clock.now())))
    await house.clock.advance(CREATE_SECONDS + 40)
    assert house.row(job).task_id == "found"


async def test_an_unknown_notice_that_is_being_posted_while_the_job_goes_on_is_corrected(house: House) -> None:
    go_on = asyncio.Event()
    post = house.wall.post_failure

    async def slow(job: Job, channel_id: int, redirect: Redirect | None = None) -> SentMessage:
        await go_on.wait()
        return await post(job, channel_id, redirect)

    house.wall.post_failure = slow  # type: ignore[method-assign]
    job = await lost_job(house)
    await house.clock.advance(40)
    assert house.row(job).delivery_state is DeliveryState.SENDING
    house.oracle.listed = ["found"]
    await house.clock.advance(60)
    assert house.row(job).state is State.WAITING
    go_on.set()
    await house.clock.advance(5)
    assert house.wall.corrected == [(job.id, 5001)]
    await house.clock.advance(120)
    assert (house.row(job).state, house.row(job).delivery_state) == (State.READY, DeliveryState.SENT)
    assert house.row(job).result_message_id == 5002


async def test_a_refusal_that_comes_after_people_were_told_is_told_and_corrects_the_notice(house: House) -> None:
    house.oracle.answer_now.clear()
    refusal = Rejected("no", key="tencent-violation", code="InvalidParameter")

    async def create(job: Job, **_: object) -> Submission:
        await house.oracle.answer_now.wait()
        raise refusal

    house.oracle.create = create  # type: ignore[method-assign]
    job = await house.repository.add(a_new_job(house.clock))
    await settle()
    left_at = house.row(job).submitted_at
    lost = ColumnUpdate(at=house.clock.now(), deliver_at=house.clock.now())
    await house.repository.take(TransitionRequest(job.id, Transition.LOSE_TRACK, lost, submitted_at=left_at))
    await house.clock.advance(5)
    assert (house.row(job).state, house.row(job).delivery_state) == (State.UNKNOWN, DeliveryState.SENT)
    house.oracle.answer_now.set()
    await house.clock.advance(5)
    assert (house.row(job).state, house.row(job).delivery_state) == (State.REFUSED, DeliveryState.SENT)
    assert house.wall.corrected == [(job.id, 5001)]
    assert len(house.wall.posts) == 2


@pytest.mark.parametrize(("hours", "state"), [(0.5, State.READY), (1.5, State.UNKNOWN)])
async def test_after_a_restart_it_is_traced_on_although_people_were_told(
    house: House, tmp_path: Path, hours: float, state: State
) -> None:
    job = await lost_job(house)
    await house.clock.advance(40)
    assert house.row(job).delivery_state is DeliveryState.SENT
    house.lease.gone.set()
    await house.clock.advance(3600 * hours)
    house.lease.free.clear()
    after = House(tmp_path, alone=False, beside=house)
    after.oracle.listed = ["found"]
    after.lease.free.set()
    after.worker.start()
    await house.clock.advance(120)
    assert house.row(job).state is state
    assert after.wall.corrected == ([(job.id, 5001)] if state is State.READY else [])
    await after.worker.stop(0.0)


async def test_who_takes_over_looks_for_what_was_not_told_yet(tmp_path: Path) -> None:
    house = House(tmp_path, alone=False)
    house.oracle.listed = ["found"]
    job = await house.store.add(a_new_job(house.clock, backend=Backend.VOD))
    now = house.clock.now()
    await house.store.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=now)))
    await house.store.take(
        TransitionRequest(job.id, Transition.LOSE_TRACK, ColumnUpdate(at=now, deliver_at=now + 15.0))
    )
    house.lease.free.set()
    house.worker.start()
    await house.clock.advance(10)
    assert house.row(job).state is State.WAITING
    assert house.wall.posts == []
    await house.worker.stop(0.0)
