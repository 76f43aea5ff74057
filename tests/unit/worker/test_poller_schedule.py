"""Watching with the clock and the schedule: monotonic ages, one question at a time, shared keys."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.jobs.model import Fault, Job, MusicRequest
from bot.jobs.ports import Failed, PollResult
from bot.polling.durations import Durations, Prior
from tests.support.poller_watch import Oracle, Watch


@pytest.fixture
async def watch() -> AsyncIterator[Watch]:
    watch = Watch()
    watch.poller.start()
    yield watch
    await watch.poller.stop(0.0)


@pytest.mark.parametrize("step_seconds", [-3600.0, 3600.0])
async def test_a_wall_clock_that_is_set_neither_stops_polls_nor_hurries_them(watch: Watch, step_seconds: float) -> None:
    await watch.waiting()
    await watch.clock.advance(20)
    before = len(watch.oracle.polls)
    watch.oracle.done_after_seconds = 1e9
    watch.clock.step(step_seconds)
    await watch.clock.advance(20)
    assert 8 <= len(watch.oracle.polls) - before <= 21


async def test_the_age_of_a_job_met_late_is_its_stored_one(watch: Watch) -> None:
    job = await watch.waiting()
    watch.poller.observe(replace(job, id="older", waiting_at=watch.clock.now() - 55.0))
    await watch.clock.advance(6)
    assert "older" not in watch.poller._jobs, "over at 60 s of its own age"


async def test_a_product_in_trouble_is_asked_one_question_at_a_time(watch: Watch) -> None:
    under_way, most = [0], [0]

    class Slow(Oracle):
        async def poll(self, job: Job) -> PollResult:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
            try:
                await self._clock.sleep(5.0)
                return await super().poll(job)
            finally:
                under_way[0] -= 1

    watch.oracle.__class__ = Slow
    watch.oracle.broken_backends = {"mps"}
    for _ in range(30):
        await watch.waiting()
    await watch.clock.advance(60)
    assert most[0] > 1
    most[0] = 0
    await watch.clock.advance(60)
    assert most[0] == 1


async def test_versions_that_were_typed_share_what_is_learned(watch: Watch) -> None:
    watch.poller._durations = durations = Durations(lambda key: Prior(60.0, 0.4), lambda key: key[2] == "")
    for version in ("9.1", "9.2"):
        await watch.waiting(request=MusicRequest("rain", "GL", version))
    await watch.clock.advance(70)
    assert durations.estimate("music", "GL", "9.3").samples == 2


async def test_jobs_that_fail_do_not_change_the_time_that_people_are_told(watch: Watch) -> None:
    watch.poller._durations = durations = Durations(lambda key: Prior(60.0, 0.4))
    before = durations.estimate("music", "GL", "2.0")
    watch.oracle.final, watch.oracle.done_after_seconds = Failed(Fault("tencent-failed", "FAIL")), 3.0
    for _ in range(20):
        await watch.waiting(request=MusicRequest("rain", "GL", "2.0"))
    key = durations.key("music", "GL", "2.0")
    likely_over = 1 - durations.endings(key).survival(5.0)
    await watch.clock.advance(10)
    assert not watch.poller._jobs
    after = durations.estimate("music", "GL", "2.0")
    assert (after.samples, after.p50_seconds, after.p90_seconds) == (0, before.p50_seconds, before.p90_seconds)
    assert 1 - durations.endings(key).survival(5.0) > 3 * likely_over
