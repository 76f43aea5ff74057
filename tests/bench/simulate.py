"""A virtual provider and a virtual clock for the schedule: lag and requests of Foley's queue and of the usual ways.

Runs the real :class:`bot.polling.poll_queue.PollQueue` and :class:`bot.polling.durations.Durations`; only time and the
jobs are made up. Nothing here is part of the bot.
"""

import heapq
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.polling.durations import DurationKey, Durations, Prior
from bot.polling.poll_queue import PollQueue


@dataclass(frozen=True)
class Hump:
    """A share of the jobs of a key with log-normal durations."""

    share: float
    median_seconds: float
    spread: float
    ends_well: bool = True


@dataclass(frozen=True)
class Traffic:
    """A key's share of all jobs, and how long they take."""

    key: DurationKey
    share: float
    humps: tuple[Hump, ...]

    def draw(self, chance: random.Random) -> tuple[float, bool]:
        """How long a job takes, and whether it ends well."""
        hump = chance.choices(self.humps, [hump.share for hump in self.humps])[0]
        return hump.median_seconds * math.exp(chance.gauss(0.0, hump.spread)), hump.ends_well


def usual_workload(spread: float = 0.35, slower: float = 1.0) -> list[Traffic]:
    """35 % speech, 25 % effects, 30 % music, 10 % video."""
    rows = (("tts", 0.35, 12.0), ("sfx", 0.25, 40.0), ("music", 0.30, 95.0), ("video", 0.10, 220.0))
    return [Traffic((kind, "model", "1"), share, (Hump(1.0, median * slower, spread),)) for kind, share, median in rows]


def bimodal_workload(spread: float = 0.35) -> list[Traffic]:
    """The usual workload with music in two humps: 60 % around 30 s, 40 % around 150 s."""
    return [
        Traffic(row.key, row.share, (Hump(0.6, 30.0, spread), Hump(0.4, 150.0, spread)))
        if row.key[0] == "music"
        else row
        for row in usual_workload(spread)
    ]


def failing_workload(spread: float = 0.35) -> list[Traffic]:
    """The usual workload, but a tenth of all jobs fails after some three seconds."""
    failures = Hump(0.1, 3.0, 0.6, ends_well=False)
    return [
        Traffic(row.key, row.share, (Hump(0.9, row.humps[0].median_seconds, spread), failures))
        for row in usual_workload(spread)
    ]


@dataclass(frozen=True)
class Arrival:
    """One job: when it starts and when the provider is done with it."""

    job_id: str
    key: DurationKey
    started_at: float
    done_at: float
    ends_well: bool = True


def arrivals(workload: Sequence[Traffic], per_second: float, seconds: float, seed: int) -> list[Arrival]:
    """Poisson arrivals over a stretch of time."""
    chance = random.Random(seed)
    at = 0.0
    jobs: list[Arrival] = []
    while (at := at + chance.expovariate(per_second)) < seconds:
        row = chance.choices(workload, [row.share for row in workload])[0]
        lasts, ends_well = row.draw(chance)
        jobs.append(Arrival(f"job-{len(jobs)}", row.key, at, at + lasts, ends_well))
    return jobs


@dataclass
class Outcome:
    """Lags of the jobs that started within the measured stretch, and every request's time."""

    lags: list[float] = field(default_factory=list)
    requests_per_job: list[int] = field(default_factory=list)
    request_times: list[float] = field(default_factory=list)
    closest_seconds: float = math.inf

    @property
    def mean_lag(self) -> float:
        return math.fsum(self.lags) / len(self.lags)

    @property
    def p95_lag(self) -> float:
        return sorted(self.lags)[math.ceil(0.95 * len(self.lags)) - 1]

    @property
    def mean_requests(self) -> float:
        return sum(self.requests_per_job) / len(self.requests_per_job)

    def most_in_a_second(self) -> int:
        """The largest number of requests in any half-open second."""
        most, first = 0, 0
        for last, at in enumerate(self.request_times):
            while self.request_times[first] <= at - 1.0 + 1e-9:
                first += 1
            most = max(most, last - first + 1)
        return most


def learned(workload: Sequence[Traffic], jobs: int, seed: int) -> Durations:
    """Durations that have seen a number of jobs of each key, from a prior that is off by a third."""
    medians = {row.key: row.humps[0].median_seconds * 1.3 for row in workload}
    durations = Durations(lambda key: Prior(medians[key], 0.5))
    chance = random.Random(seed)
    for row in workload:
        for _ in range(jobs):
            seconds, ends_well = row.draw(chance)
            durations.ended(row.key, seconds, seconds, well=ends_well)
    return durations


def run_queue(
    jobs: Sequence[Arrival],
    durations: Durations,
    budget_per_second: float,
    *,
    measure_from: float = 0.0,
    measure_until: float = math.inf,
) -> Outcome:
    """Foley: the real queue; a look is answered at once."""
    queue = PollQueue(budget_per_second, durations)
    outcome = Outcome()
    by_id = {job.job_id: job for job in jobs}
    counts = dict.fromkeys(by_id, 0)
    last_look: dict[str, float] = {}
    coming = iter(jobs)
    following = next(coming, None)
    now = 0.0
    while True:
        due_at = queue.next_due()
        if following is not None and (due_at is None or following.started_at <= due_at):
            now = max(now, following.started_at)
            queue.add(following.job_id, following.key, following.started_at)
            following = next(coming, None)
            continue
        if due_at is None:
            return outcome
        now = max(now, due_at)
        for job_id in queue.take(now):
            job = by_id[job_id]
            counts[job_id] += 1
            outcome.request_times.append(now)
            if job_id in last_look:
                outcome.closest_seconds = min(outcome.closest_seconds, now - last_look[job_id])
            last_look[job_id] = now
            if job.done_at > now:
                queue.unfinished(job_id, now, now)
                continue
            queue.ended(job_id, now, well=job.ends_well)
            if measure_from <= job.started_at < measure_until:
                outcome.lags.append(now - job.done_at)
                outcome.requests_per_job.append(counts[job_id])


def run_interval(
    jobs: Sequence[Arrival],
    gap_of: Callable[[int], float],
    *,
    measure_from: float = 0.0,
    measure_until: float = math.inf,
) -> Outcome:
    """Every job by itself: the n-th look comes ``gap_of(n)`` seconds after the one before. No budget."""
    outcome = Outcome()
    for job in jobs:
        if not measure_from <= job.started_at < measure_until:
            continue
        at, looks = job.started_at, 0
        while looks == 0 or at < job.done_at:
            at += gap_of(looks)
            looks += 1
            outcome.request_times.append(at)
        outcome.lags.append(at - job.done_at)
        outcome.requests_per_job.append(looks)
    outcome.request_times.sort()
    return outcome


def fixed(seconds: float) -> Callable[[int], float]:
    """A fixed interval."""
    return lambda _look: seconds


def exponential(
    first_seconds: float = 1.0, longest_seconds: float = 10.0, factor: float = 2.0
) -> Callable[[int], float]:
    """Gaps that double up to a longest one."""
    return lambda look: min(longest_seconds, first_seconds * factor ** min(look, 30))


def run_round_robin(
    jobs: Sequence[Arrival],
    budget_per_second: float,
    *,
    measure_from: float = 0.0,
    measure_until: float = math.inf,
    spacing_seconds: float = 1.0,
) -> Outcome:
    """All waiting jobs in turn at the full budget, one job not more often than the spacing."""
    outcome = Outcome()
    line: list[tuple[float, int, Arrival, int]] = []
    order, position, now = 0, 0, 0.0
    step = 1.0 / budget_per_second
    while position < len(jobs) or line:
        earliest = line[0][0] if line else math.inf
        if position < len(jobs) and jobs[position].started_at <= max(now, 0.0 if line else jobs[position].started_at):
            job = jobs[position]
            position += 1
            heapq.heappush(line, (job.started_at, order, job, 0))
            order += 1
            continue
        if earliest > now:
            upcoming = jobs[position].started_at if position < len(jobs) else math.inf
            now = min(earliest, upcoming) if upcoming > now else earliest
            continue
        _, _, job, looks = heapq.heappop(line)
        looks += 1
        outcome.request_times.append(now)
        if job.done_at > now:
            heapq.heappush(line, (now + spacing_seconds, order, job, looks))
            order += 1
        elif measure_from <= job.started_at < measure_until:
            outcome.lags.append(now - job.done_at)
            outcome.requests_per_job.append(looks)
        now += step
    return outcome
