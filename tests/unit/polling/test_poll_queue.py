"""The poll queue: never above its budget, never late when that is free, nobody starves, calm after a restart."""

import itertools
import math
import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.polling.durations import DurationKey, Durations, FailurePrior, Prior
from bot.polling.poll_queue import SPACING_SECONDS, PollQueue

KEYS: tuple[DurationKey, ...] = (
    ("tts", "", ""),
    ("sfx", "Kling", ""),
    ("music", "GL", "2.0"),
    ("video", "Hailuo", "02"),
)
MEDIANS = dict(zip(KEYS, (12.0, 40.0, 95.0, 220.0), strict=True))
START = 1_000_000.0


def durations() -> Durations:
    return Durations(lambda key: Prior(MEDIANS.get(key, 60.0), 0.35))


@dataclass
class World:
    """A queue on a virtual clock, and a provider that is done with job n at ``done_at[n]``."""

    queue: PollQueue
    now: float = START
    done_at: dict[str, float] = field(default_factory=dict)
    polls: list[tuple[float, str]] = field(default_factory=list)
    late_by: random.Random = field(default_factory=lambda: random.Random(1))
    ends_well: bool = True

    def add(self, job_id: str, key: DurationKey, started_at: float, done_at: float, owner: object = None) -> None:
        self.done_at[job_id] = done_at
        self.queue.add(job_id, key, started_at, owner=owner)

    def run(self, until: float, *, wake_late_seconds: float = 0.0) -> None:
        while (due_at := self.queue.next_due()) is not None:
            self.now = max(self.now, due_at + self.late_by.uniform(0.0, wake_late_seconds))
            if self.now >= until:
                self.now = until
                return
            for job_id in self.queue.take(self.now):
                self.polls.append((self.now, job_id))
                if self.done_at[job_id] <= self.now:
                    self.queue.ended(job_id, self.now, well=self.ends_well)
                else:
                    self.queue.unfinished(job_id, self.now, self.now)

    def most_in_a_window(self, seconds: float) -> int:
        times = [at for at, _ in self.polls]
        most, first = 0, 0
        for last, at in enumerate(times):
            while times[first] <= at - seconds + 1e-9:
                first += 1
            most = max(most, last - first + 1)
        return most

    def closest(self) -> float:
        latest: dict[str, float] = {}
        gaps = [math.inf]
        for at, job_id in self.polls:
            gaps.append(at - latest.get(job_id, -math.inf))
            latest[job_id] = at
        return min(gaps)


JOBS = st.lists(st.tuples(st.sampled_from(KEYS), st.floats(0, 4000), st.floats(0, 2000)), min_size=1, max_size=120)


@settings(deadline=None, max_examples=40)
@given(JOBS, st.sampled_from([0.5, 1.0, 2.5, 5.0, 20.0]), st.sampled_from([0.0, 0.02, 3.0]))
def test_never_above_the_budget_in_any_second(
    jobs: list[tuple[DurationKey, float, float]], budget: float, wake_late_seconds: float
) -> None:
    world = World(PollQueue(budget, durations()))
    for number, (key, age, left) in enumerate(jobs):
        world.add(f"j{number}", key, START - age, START + left)
    world.run(START + 600, wake_late_seconds=wake_late_seconds)
    assert world.most_in_a_window(max(1.0, 1.0 / budget)) <= max(1, math.floor(budget))
    assert world.closest() >= SPACING_SECONDS - 1e-9


@settings(deadline=None, max_examples=25)
@given(JOBS, st.sampled_from([0.5, 2.0, 20.0]))
def test_every_job_is_seen_to_its_end(jobs: list[tuple[DurationKey, float, float]], budget: float) -> None:
    world = World(PollQueue(budget, durations()))
    for number, (key, age, left) in enumerate(jobs):
        world.add(f"j{number}", key, START - age, START + left)
    world.run(START + 400_000)
    assert len(world.queue) == 0


def test_nobody_starves_under_a_stream_of_likelier_jobs() -> None:
    world = World(PollQueue(2.0, durations()))
    world.add("old", KEYS[3], START - 50_000, START + 30)  # far past its time: its hazard is tiny
    chance = random.Random(3)
    at, number = START, 0
    while "old" in world.queue and at < START + 2000:  # three jobs a second, two looks a second: hopeless overload
        at += 1 / 3
        number += 1
        world.run(at)
        world.now = at
        world.add(f"j{number}", KEYS[0], at, at + 12.0 * math.exp(chance.gauss(0.0, 0.35)))
    assert "old" not in world.queue


def test_under_overload_the_largest_expected_lag_goes_first() -> None:
    known = durations()
    queue = PollQueue(1.0, known)
    ages = {"young": 13.0, "middle": 30.0, "oldest": 60.0}
    for job_id, age in ages.items():
        queue.add(job_id, KEYS[0], START - age)
    order = []
    for second in range(3):
        (job_id,) = queue.take(START + second)
        order.append(job_id)
        queue.ended(job_id, START + second, well=True)
    assert order == ["oldest", "middle", "young"]


def test_a_restart_with_a_thousand_jobs_neither_bursts_nor_idles() -> None:
    world = World(PollQueue(20.0, durations()))
    chance = random.Random(9)
    for number in range(1000):
        key = chance.choice(KEYS)
        age = chance.uniform(0, 2 * MEDIANS[key])
        world.add(f"j{number}", key, START - age, START + chance.uniform(0, 200))
    world.run(START + 60)
    assert world.most_in_a_window(1.0) == 20
    assert world.polls[0][0] == START
    per_second = [sum(START + s <= at < START + s + 1 for at, _ in world.polls) for s in range(60)]
    assert min(per_second) >= 19
    # Smooth inside the second as well: never more than a twentieth (and the two of catching up) in a tenth of one.
    assert world.most_in_a_window(0.1) <= 4


def test_ten_thousand_waiting_jobs_use_the_whole_budget() -> None:
    world = World(PollQueue(20.0, durations()))
    chance = random.Random(10)
    for number in range(10_000):
        world.add(f"j{number}", chance.choice(KEYS), START - chance.uniform(0, 300), START + 1e6)
    world.run(START + 120)
    assert len(world.polls) >= 0.95 * 20 * 120


def test_a_lone_job_is_seen_within_a_second_or_so() -> None:
    chance = random.Random(11)
    lags = []
    known = durations()
    for number in range(300):
        key = KEYS[number % 4]
        world = World(PollQueue(20.0, known))
        done_at = START + MEDIANS[key] * math.exp(chance.gauss(0.0, 0.35))
        world.add("only", key, START, done_at)
        world.run(math.inf)
        lags.append(world.now - done_at)
    assert sum(lags) / len(lags) <= 0.8


def polls_until(world: World, done_at: float) -> list[float]:
    """Watch one job to its end; the ages at which it was polled."""
    world.add("only", KEYS[3], START, done_at)
    world.run(math.inf)
    return [at - START for at, _ in world.polls]


ENDS = (1.5, 3.0, 6.0, 20.0, 60.0, 12.0, 40.0, 95.0, 220.0)


@pytest.mark.parametrize("scale", [1.0, 4.0, 0.25])
@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[0])
def test_a_lone_job_is_never_seen_late_whatever_the_catalogue_says(key: DurationKey, scale: float) -> None:
    for seconds, well in itertools.product(ENDS, (True, False)):
        world = World(PollQueue(10.0, Durations(lambda key: Prior(MEDIANS[key] * scale, 0.4))), ends_well=well)
        world.add("only", key, START, START + seconds)
        world.run(math.inf)
        assert world.now - START - seconds <= max(2.0, 0.15 * seconds)
        assert world.closest() >= SPACING_SECONDS - 1e-9


@pytest.mark.parametrize("scale", [1.0, 4.0, 0.25])
@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[0])
def test_what_was_learned_of_one_job_makes_no_other_late(key: DurationKey, scale: float) -> None:
    known = Durations(lambda key: Prior(MEDIANS[key] * scale, 0.4))
    jobs = list(itertools.product(ENDS, (True, False))) * 4
    random.Random(12).shuffle(jobs)
    for seconds, well in jobs:
        world = World(PollQueue(10.0, known), ends_well=well)
        world.add("only", key, START, START + seconds)
        world.run(math.inf)
        assert world.now - START - seconds <= max(2.0, 0.15 * seconds)


@pytest.mark.parametrize("scale", [1.0, 4.0, 0.25])
@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[0])
def test_a_lone_job_at_its_usual_time_is_seen_within_about_a_second(key: DurationKey, scale: float) -> None:
    lags = []
    for step in range(20):
        world = World(PollQueue(10.0, Durations(lambda key: Prior(MEDIANS[key] * scale, 0.4))))
        done_at = START + MEDIANS[key] + step / 10
        world.add("only", key, START, done_at)
        world.run(math.inf)
        lags.append(world.now - done_at)
    assert sum(lags) / len(lags) <= (1.5 if key[0] == "video" else 1.1)


def test_ten_jobs_at_once_are_never_seen_late_either() -> None:
    for seconds in ENDS:
        world = World(PollQueue(10.0, durations()))
        for number in range(10):
            world.add(f"j{number}", KEYS[number % 4], START, START + seconds)
        world.run(math.inf)
        assert max(lags_of(world, "j")) <= max(2.5, 0.25 * seconds)


@pytest.mark.parametrize("scale", [1.0, 4.0, 0.25])
def test_a_lone_video_costs_a_bounded_number_of_polls(scale: float) -> None:
    world = World(PollQueue(10.0, Durations(lambda key: Prior(220.0 * scale, 0.4))))
    assert len(polls_until(world, START + 220)) <= 150


def test_the_gap_gives_way_as_the_budget_fills() -> None:
    def polls_of_a_young_job(crowd: int) -> int:
        world = World(PollQueue(10.0, durations()))
        for number in range(crowd):
            world.add(f"crowd{number}", KEYS[0], START - 12, START + 1000)
        world.add("young", KEYS[3], START, START + 1000)
        world.run(START + 30)
        return sum(job_id == "young" for _, job_id in world.polls)

    polls = [polls_of_a_young_job(crowd) for crowd in (0, 8, 20, 100)]
    assert polls == sorted(polls, reverse=True)
    assert polls[0] > 15
    assert polls[-1] <= 3, "where the budget is full it is spent on those that are likely to be over"


def test_a_likely_failure_is_asked_for_even_where_the_budget_is_short() -> None:
    def first_poll(share: float) -> float:
        known = Durations(lambda key: Prior(MEDIANS[key], 0.35, FailurePrior(share, 4.0, 0.5)))
        world = World(PollQueue(2.0, known))
        for number in range(30):
            world.add(f"crowd{number}", KEYS[2], START - 60, START + 1000)
        world.add("only", KEYS[3], START, START + 1000)
        world.run(START + 200)
        return next(at for at, job_id in world.polls if job_id == "only") - START

    assert first_poll(0.5) < 0.5 * first_poll(0.001)


def test_a_job_given_out_is_not_given_out_again_until_answered() -> None:
    queue = PollQueue(20.0, durations())
    queue.add("j", KEYS[0], START - 100)
    assert queue.take(START) == ["j"]
    assert queue.next_due() is None
    assert queue.take(START + 50) == []
    queue.unfinished("j", START + 50, START + 50)
    due_at = queue.next_due()
    assert due_at is not None
    assert due_at >= START + 50 + SPACING_SECONDS


def test_a_look_without_an_answer_is_put_off_and_teaches_nothing() -> None:
    known = durations()
    queue = PollQueue(20.0, known)
    queue.add("j", KEYS[0], START - 100)
    queue.take(START)
    queue.postpone("j", START, 7.0)
    assert queue.next_due() == START + 7.0
    assert known.changed(0.0) == []


def test_every_ending_teaches_its_own_part() -> None:
    known = durations()
    queue = PollQueue(20.0, known)
    for job_id, well in (("good", True), ("bad", False)):
        queue.add(job_id, KEYS[0], START)
        queue.unfinished(job_id, START + 10, START + 10.2)
        queue.ended(job_id, START + 12, well=well)
    assert known.estimate(*KEYS[0]).samples == 1
    queue.ended("good", START + 13, well=True)  # not watched any more
    assert known.estimate(*KEYS[0]).samples == 1
    assert len(known.changed(0.0)) == 3


def test_limit_and_removal() -> None:
    queue = PollQueue(20.0, durations())
    queue.add("a", KEYS[0], START - 100)
    queue.add("b", KEYS[0], START - 101)
    assert queue.take(START, limit=0) == []
    queue.remove("b")
    queue.remove("b")
    queue.unfinished("b", START, START)
    queue.postpone("b", START, 1.0)
    assert "b" not in queue
    assert queue.take(START + 1, limit=1) == ["a"]
    assert len(queue) == 1


def test_the_spacing_counts_from_the_answer_and_the_age_from_the_question() -> None:
    queue = PollQueue(20.0, durations())
    queue.add("j", KEYS[0], START - 15)
    assert queue.take(START) == ["j"]
    queue.unfinished("j", START, START + 0.5)
    assert queue.next_due() == START + 0.5 + SPACING_SECONDS
    assert queue.detection_lag_seconds("j", START + 2) == 2.0


def lags_of(world: World, prefix: str) -> list[float]:
    """How long each finished job of this prefix had been finished when it was found, in order of size."""
    found = {job_id: at for at, job_id in world.polls if job_id not in world.queue}
    return sorted(at - world.done_at[job_id] for job_id, at in found.items() if job_id.startswith(prefix))


@pytest.mark.parametrize("crowd", [3000, 300])
def test_one_server_with_very_many_jobs_does_not_make_another_wait(crowd: int) -> None:
    chance = random.Random(5)
    world = World(PollQueue(5.0, durations()))
    for number in range(crowd):
        age = chance.uniform(0, 220)
        done_at = START + max(0.0, 220 * math.exp(chance.gauss(0.0, 0.35)) - age)
        world.add(f"crowd{number}", KEYS[3], START - age, done_at, owner="crowd")
    for number in range(40):
        at = START + 20 + 5.0 * number
        world.run(at)
        world.now = at
        world.add(f"quiet{number}", KEYS[0], at, at + 12.0 * math.exp(chance.gauss(0.0, 0.35)), owner="quiet")
    world.run(START + 2000)
    assert world.most_in_a_window(1.0) <= 5
    quiet = lags_of(world, "quiet")
    assert len(quiet) == 40
    assert quiet[len(quiet) // 2] < 2.0
    assert quiet[37] < 6.0
    assert len(lags_of(world, "crowd")) > min(crowd, 1000) * 0.9, "the crowd has the rest of the budget"


def test_servers_of_one_size_are_looked_at_as_if_they_were_one() -> None:
    def polls(owners: int) -> list[tuple[float, str]]:
        world = World(PollQueue(2.0, durations()))
        for number in range(120):
            world.add(f"j{number}", KEYS[2], START - number, START + 10 * number, owner=number % owners)
        world.run(START + 300)
        return world.polls

    # Until the first ones have ended all have as many.
    assert polls(1)[:100] == polls(3)[:100]


@pytest.mark.parametrize("budget", [0.0, -1.0, math.inf, math.nan])
def test_a_budget_is_a_positive_number(budget: float) -> None:
    with pytest.raises(ValueError, match="budget"):
        PollQueue(budget, durations())
