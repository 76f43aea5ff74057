"""One user, one server and many servers, each trying to starve the rest; and a small flood."""

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.model import Job
from bot.worker.fair_queue import FairQueue
from tests.attack.flood import Flood
from tests.e2e.conftest import open_stage
from tests.support.manual_clock import ManualClock
from tests.unit.chat.chat_samples import a_job

BYSTANDER = 99_999


def job(number: int, *, guild: int, user: int) -> Job:
    sample = a_job()
    return replace(sample, id=f"{number:014d}", user_id=user, place=replace(sample.place, guild_id=guild))


def queue_of(*jobs: Job) -> FairQueue:
    """A queue as the dispatcher and the delivery have it; all jobs are due."""
    queue = FairQueue(ManualClock(), lambda one: None)
    for one in jobs:
        queue.put(one)
    return queue


def drained(queue: FairQueue) -> list[Job]:
    popped = []
    while (one := queue.pop()) is not None:
        popped.append(one)
    return popped


def turns_of(user: int, order: list[Job]) -> list[int]:
    return [place for place, one in enumerate(order) if one.user_id == user]


def test_one_user_does_not_starve_the_others_of_the_server() -> None:
    flood = [job(number, guild=1, user=1) for number in range(1000)]
    late = [job(5000 + number, guild=1, user=BYSTANDER) for number in range(3)]
    assert turns_of(BYSTANDER, drained(queue_of(*flood, *late))) == [1, 3, 5]


def test_one_server_with_a_thousand_people_does_not_starve_another() -> None:
    flood = [job(number, guild=1, user=number) for number in range(1000)]
    late = [job(5000 + number, guild=2, user=BYSTANDER) for number in range(3)]
    assert turns_of(BYSTANDER, drained(queue_of(*flood, *late))) == [1, 3, 5]


def test_a_hundred_servers_leave_their_share_to_one_more() -> None:
    flood = [job(number, guild=number % 100, user=number % 100) for number in range(1000)]
    late = [job(5000 + number, guild=500, user=BYSTANDER) for number in range(3)]
    assert turns_of(BYSTANDER, drained(queue_of(*flood, *late))) == [100, 201, 302]


whose = st.tuples(st.integers(1, 3), st.integers(1, 3))


@given(st.lists(whose, max_size=40), st.integers(0, 20))
def test_everything_goes_once_and_the_shown_place_is_the_real_one(owners: list[tuple[int, int]], gone: int) -> None:
    queue = queue_of(*(job(number, guild=guild, user=user) for number, (guild, user) in enumerate(owners)))
    before = [popped for _ in range(gone) if (popped := queue.pop()) is not None]
    shown = {one.id: queue.position(one.id) for one in queue.jobs()}
    assert dict(queue.positions()) == shown
    order = drained(queue)
    assert sorted(one.id for one in before + order) == [f"{number:014d}" for number in range(len(owners))]
    for guild in {one.place.guild_id for one in order}:
        of_guild = [one.id for one in order if one.place.guild_id == guild]
        assert [shown[job_id] for job_id in of_guild] == [
            (place, len(of_guild)) for place in range(1, len(of_guild) + 1)
        ]


async def test_a_flood_leaves_the_bystander_answered_and_the_memory_bounded() -> None:
    async with open_stage(FOLEY_LOG_LEVEL="ERROR") as stage:
        report = await Flood(stage, 300, 3.0).run()
    assert report.unanswered == 0
    assert report.restarts == 0
    assert math.inf not in report.first_answer_ms, report.lines()
    assert report.rss_peak_bytes - report.rss_before_bytes < 64 * 2**20, report.lines()
