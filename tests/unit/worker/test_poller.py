"""Watching: looks within the budget, one bad look ends nothing, give-up age, batches, dead endpoints alone."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from bot.errors import Ambiguous, Blame, ProviderError, Rejected, StoreError
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
    VideoRequest,
)
from bot.jobs.ports import Failed, PollResult, Running
from bot.jobs.requests import OFF_PEAK_SECONDS
from bot.worker.give_up import GONE_ANSWERS, GONE_SECONDS
from tests.support.manual_clock import settle
from tests.support.poller_watch import DONE, GIVE_UP_SECONDS, GONE, Oracle, Watch


@pytest.fixture
async def watch() -> AsyncIterator[Watch]:
    watch = Watch()
    watch.poller.start()
    yield watch
    await watch.poller.stop(0.0)


async def test_a_finished_job_is_seen_soon_with_few_looks(watch: Watch) -> None:
    job = await watch.waiting()
    await watch.clock.advance(62)
    assert watch.state(job) is State.READY
    assert watch.store.rows[job.id].outputs == DONE.outputs
    assert len(watch.oracle.polls) <= 55
    assert watch.poller.watched() == 0


async def test_failures_are_final(watch: Watch) -> None:
    watch.oracle.final = Failed(Fault("tencent-failed", "FAIL", "no parts in response"))
    job = await watch.waiting()
    await watch.clock.advance(70)
    row = watch.store.rows[job.id]
    assert (row.state, row.fault) == (State.FAILED, Fault("tencent-failed", "FAIL", "no parts in response"))


async def test_what_was_never_begun_goes_back_into_the_queue(watch: Watch) -> None:
    full = Fault("tencent-capacity", "RequestLimitExceeded", "too many tasks")
    watch.oracle.final = Failed(full, not_begun=True)
    job = await watch.waiting()
    await watch.clock.advance(70)
    row = watch.store.rows[job.id]
    assert (row.state, row.delivery_state, row.task_id, row.attempts, row.fault) == (
        State.QUEUED,
        DeliveryState.NONE,
        "",
        1,
        full,
    )
    assert row.retry_at is not None
    assert -10.0 < row.retry_at - watch.clock.now() <= 5.0
    assert watch.poller.watched() == 0
    assert (
        await watch.repository.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=watch.clock.now())))
        is not None
    )
    await watch.repository.take(
        TransitionRequest(job.id, Transition.ACCEPT, ColumnUpdate(at=watch.clock.now(), task_id="t2"))
    )
    watch.oracle.final = DONE
    await watch.clock.advance(70)
    assert watch.state(job) is State.READY


async def test_a_bug_met_in_a_look_leaves_the_job_watched(watch: Watch, caplog: pytest.LogCaptureFixture) -> None:
    watch.oracle.bug = True
    job = await watch.waiting()
    await watch.clock.advance(90)
    assert watch.state(job) is State.WAITING
    assert "task.failed" in caplog.text
    watch.oracle.bug = False
    await watch.clock.advance(120)
    assert watch.state(job) is State.READY


async def test_errors_of_looks_end_nothing(watch: Watch) -> None:
    watch.oracle.broken_backends = {"mps"}
    job = await watch.waiting()
    await watch.clock.advance(200)
    assert watch.state(job) is State.WAITING
    watch.oracle.broken_backends = set()
    await watch.clock.advance(60)
    assert watch.state(job) is State.READY


async def test_a_refusal_of_keys_or_clock_is_no_answer_about_the_job(watch: Watch) -> None:
    expired = Rejected("expired", code="AuthFailure.SignatureExpire", blame=Blame.OWNER)
    watch.oracle.done_after_seconds = 10
    watch.oracle.error, watch.oracle.broken_backends = expired, {"mps"}
    job = await watch.waiting()
    while not watch.oracle.polls:
        await watch.clock.advance(1)
    watch.oracle.broken_backends = set()
    await watch.clock.advance(30)
    assert watch.state(job) is State.READY


async def test_a_dead_product_is_asked_seldom_and_stops_no_other(watch: Watch) -> None:
    watch.oracle.broken_backends = {"vod"}
    dead = [await watch.waiting(backend=Backend.VOD, request=SfxRequest("creak")) for _ in range(30)]
    fine = await watch.waiting()
    await watch.clock.advance(120)
    assert watch.state(fine) is State.READY
    assert {watch.state(job) for job in dead} == {State.WAITING}
    before = len(watch.oracle.polls)
    await watch.clock.advance(100)
    assert len(watch.oracle.polls) - before < 60


async def test_given_up_only_at_the_give_up_age(watch: Watch) -> None:
    watch.oracle.done_after_seconds = 1e9
    job = await watch.waiting()
    await watch.clock.advance(GIVE_UP_SECONDS - 60)
    assert watch.state(job) is State.WAITING
    await watch.clock.advance(150)
    assert watch.state(job) is State.ABANDONED


async def test_what_is_made_off_peak_is_waited_for_until_its_deadline_is_over(watch: Watch) -> None:
    watch.oracle.done_after_seconds = 1e9
    taken_seconds = OFF_PEAK_SECONDS - 3600
    job = await watch.waiting(ago_seconds=taken_seconds, request=VideoRequest("waves", "Vidu", off_peak=True))
    await watch.clock.advance(3600)
    assert watch.state(job) is State.WAITING
    await watch.clock.advance(3 * 3600)
    assert watch.state(job) is State.ABANDONED


@pytest.mark.parametrize("error", [Ambiguous("reset"), Rejected("AuthFailure.SecretIdNotFound", blame=Blame.OWNER)])
async def test_looks_that_fail_for_three_give_up_ages_give_up_nothing(watch: Watch, error: ProviderError) -> None:
    watch.oracle.error, watch.oracle.broken_backends = error, {"mps"}
    jobs = [await watch.waiting() for _ in range(20)]
    await watch.clock.advance(3 * GIVE_UP_SECONDS)
    assert {watch.state(job) for job in jobs} == {State.WAITING}
    await watch.recovers()
    assert {watch.state(job) for job in jobs} == {State.READY}


async def test_an_answered_still_running_gives_up_after_such_a_time(watch: Watch) -> None:
    watch.oracle.broken_backends, watch.oracle.done_after_seconds = {"mps"}, 1e9
    job = await watch.waiting()
    await watch.clock.advance(3 * GIVE_UP_SECONDS)
    assert watch.state(job) is State.WAITING
    await watch.recovers()
    row = watch.store.rows[job.id]
    assert (row.state, row.task_id, row.fault) == (State.ABANDONED, "t", Fault("job-abandoned", "Foley.GaveUp"))


async def test_a_job_that_was_known_and_is_gone_is_ended_after_minutes(watch: Watch) -> None:
    watch.oracle.done_after_seconds = 1e9
    job = await watch.waiting()
    await watch.clock.advance(30)  # known by now
    watch.oracle.error, watch.oracle.broken_backends = GONE, {"mps"}
    await watch.clock.advance(GONE_SECONDS - 30)
    assert watch.state(job) is State.WAITING
    await watch.clock.advance(GONE_ANSWERS * 60.0)
    row = watch.store.rows[job.id]
    assert (row.state, row.task_id, row.fault) == (State.ABANDONED, "t", Fault("tencent-task-gone", GONE.code))


async def test_a_provider_that_forgets_for_a_moment_ends_nothing(watch: Watch) -> None:
    watch.oracle.done_after_seconds = 390.0
    job = await watch.waiting()
    await watch.clock.advance(30)
    for _ in range(2):
        watch.oracle.error, watch.oracle.broken_backends = GONE, {"mps"}
        await watch.clock.advance(GONE_SECONDS - 60)
        watch.oracle.broken_backends = set()
        await watch.clock.advance(60)
    await watch.recovers()
    assert watch.state(job) is State.READY


async def test_a_job_that_was_never_known_is_ended_at_the_give_up_age_only(watch: Watch) -> None:
    """Another account's keys, or another application's id: whoever mends that gets all of it back."""
    watch.oracle.error, watch.oracle.broken_backends = GONE, {"mps"}
    lost, found = await watch.waiting(), await watch.waiting()
    await watch.clock.advance(GIVE_UP_SECONDS - 20)
    assert watch.state(lost) is watch.state(found) is State.WAITING
    watch.store.rows.pop(found.id)
    await watch.clock.advance(150)
    assert watch.state(lost) is State.ABANDONED


async def test_the_age_of_a_job_is_measured_on_a_clock_that_nobody_sets(watch: Watch) -> None:
    watch.oracle.done_after_seconds = 1e9
    job = await watch.waiting()
    await watch.clock.advance(30)
    watch.clock.step(2 * 86_400)
    await watch.clock.advance(60)
    assert watch.state(job) is State.WAITING
    watch.clock.step(-4 * 86_400)
    await watch.clock.advance(GIVE_UP_SECONDS)
    assert watch.state(job) is State.ABANDONED


async def test_a_job_that_was_looked_at_once_more_is_watched_for_another_give_up_age(watch: Watch) -> None:
    watch.oracle.done_after_seconds = 1e9
    job = await watch.waiting()
    await watch.clock.advance(GIVE_UP_SECONDS + 100)
    assert watch.state(job) is State.ABANDONED
    again = TransitionRequest(job.id, Transition.WATCH_AGAIN, ColumnUpdate(at=watch.clock.now()), "t")
    assert await watch.repository.take(again) is not None
    await watch.clock.advance(GIVE_UP_SECONDS - 60)
    assert watch.state(job) is State.WAITING
    watch.oracle.done_after_seconds = 1.0
    await watch.clock.advance(300)
    assert watch.state(job) is State.READY


async def test_what_is_on_its_way_to_disk_is_not_looked_at_again(watch: Watch) -> None:
    """The sweep loads a row whose ending is known and not written yet, and the job gets another task then."""
    full = Failed(Fault("tencent-capacity", "RequestLimitExceeded"), not_begun=True)
    watch.oracle.final = full
    job = await watch.waiting()
    await watch.clock.advance(59)
    watch.store.away = 4
    await watch.clock.advance(3)
    assert watch.state(job) is State.WAITING
    assert watch.poller.watched() == 0
    watch.poller.observe(watch.store.rows[job.id])  # as the sweep does
    assert watch.poller.watched() == 0
    await watch.clock.advance(20)
    assert watch.state(job) is State.QUEUED
    await watch.repository.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=watch.clock.now())))
    await watch.repository.take(
        TransitionRequest(job.id, Transition.ACCEPT, ColumnUpdate(at=watch.clock.now(), task_id="second"))
    )
    watch.oracle.final = DONE
    await watch.clock.advance(120)
    row = watch.store.rows[job.id]
    assert (row.state, row.task_id, row.attempts) == (State.READY, "second", 1)


async def test_an_answer_about_an_old_task_is_not_taken_for_one_about_the_new(watch: Watch) -> None:
    go_on = asyncio.Event()
    look = watch.oracle.poll

    async def slow(job: Job) -> PollResult:
        answer = await look(job)
        if isinstance(answer, Failed):
            await go_on.wait()
        return answer

    watch.oracle.poll = slow  # type: ignore[method-assign]
    watch.oracle.final = Failed(Fault("tencent-failed", "FAIL"))
    job = await watch.waiting()
    await watch.clock.advance(62)
    await watch.repository.take(
        TransitionRequest(job.id, Transition.PUT_BACK, ColumnUpdate(at=watch.clock.now(), task_id=""), "t")
    )
    await watch.repository.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=watch.clock.now())))
    await watch.repository.take(
        TransitionRequest(job.id, Transition.ACCEPT, ColumnUpdate(at=watch.clock.now(), task_id="second"))
    )
    go_on.set()
    await watch.clock.advance(10)
    assert watch.state(job) is State.WAITING
    watch.oracle.final = DONE
    await watch.clock.advance(70)
    assert watch.state(job) is State.READY


async def test_one_ending_that_can_not_be_written_holds_back_no_other(
    watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    jobs = [await watch.waiting() for _ in range(5)]
    poison, real = jobs[2], watch.store.take_many

    async def take_many(requests: Sequence[TransitionRequest]) -> list[Job | None]:
        if any(request.job_id == poison.id and request.transition is Transition.COMPLETE for request in requests):
            raise StoreError("23514")
        return await real(requests)

    watch.store.take_many = take_many  # type: ignore[method-assign]
    await watch.clock.advance(90)
    assert {watch.state(job) for job in jobs if job is not poison} == {State.READY}
    assert watch.state(poison) is State.WAITING
    assert "job.outcome_unwritten" in caplog.text
    watch.store.take_many = real  # type: ignore[method-assign]
    watch.poller.observe(watch.store.rows[poison.id])  # as the sweep does
    await watch.clock.advance(30)
    assert watch.state(poison) is State.READY


async def test_jobs_the_provider_has_forgotten_do_not_slow_the_others_down(watch: Watch) -> None:
    forgotten: set[str] = set()

    class Forgetful(Oracle):
        async def poll(self, job: Job) -> PollResult:
            if job.id in forgotten:
                self.polls.append((self._clock.monotonic(), job.id))
                raise Rejected("no such task", code="ResourceNotFound.TaskNotFound")
            return await super().poll(job)

    watch.oracle.__class__ = Forgetful
    forgotten |= {(await watch.waiting()).id for _ in range(10)}
    fine = await watch.waiting()
    await watch.clock.advance(80)
    assert watch.state(fine) is State.READY
    assert sum(job_id in forgotten for _, job_id in watch.oracle.polls) < 40


async def test_cancelled_jobs_are_not_looked_at(watch: Watch) -> None:
    job = await watch.waiting()
    await watch.clock.advance(5)
    await watch.repository.take(TransitionRequest(job.id, Transition.CANCEL, ColumnUpdate(at=watch.clock.now())))
    before = len(watch.oracle.polls)
    await watch.clock.advance(100)
    assert len(watch.oracle.polls) == before


async def test_never_more_looks_than_the_budget_in_any_second(watch: Watch) -> None:
    watch.oracle.done_after_seconds = 30.0
    jobs = [await watch.waiting() for _ in range(150)]
    await watch.clock.advance(120)
    times = sorted(at for at, _ in watch.oracle.polls)
    busiest = max(sum(1 for at in times if start <= at < start + 1.0) for start in times)
    assert busiest <= 10
    assert all(watch.state(job) is State.READY for job in jobs)


async def test_many_that_finish_while_the_database_is_away_are_all_written(watch: Watch) -> None:
    jobs = [await watch.waiting() for _ in range(20)]
    watch.store.away = 6
    await watch.clock.advance(200)
    assert {watch.state(job) for job in jobs} == {State.READY}


async def test_progress_is_heard(watch: Watch) -> None:
    heard: list[Running] = []
    watch.poller._on_running = lambda job, running: heard.append(running)
    await watch.waiting()
    await watch.clock.advance(50)
    await settle()
    assert heard
    assert all(running.started for running in heard)
