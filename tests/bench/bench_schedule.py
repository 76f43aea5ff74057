"""Lag against requests, by simulation on the real schedule code with a virtual clock.

The fixed and exponential intervals are given every advantage: no budget holds them back, and each look is answered at
once. Round robin uses the whole budget at every moment. "Equal requests" compares with the fixed interval that makes
exactly as many requests per job. "Least possible" is what no schedule can undercut on average with that many
requests, even knowing the true durations: an exact dynamic programme (:mod:`tests.bench.optimum`); a seed's few
thousand jobs scatter around it by about two per cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.polling.durations import DurationKey, Durations
from tests.bench.optimum import least_lag
from tests.bench.report import Results, Row
from tests.bench.simulate import (
    Arrival,
    Outcome,
    Traffic,
    arrivals,
    bimodal_workload,
    exponential,
    failing_workload,
    fixed,
    learned,
    run_interval,
    run_queue,
    run_round_robin,
    usual_workload,
)

BUDGET = 20.0
SEED = 7
_JOBS_LEARNED = 300
_WARM_UP_SECONDS = 500.0
_MEASURED_SECONDS = 1000.0
_RATES = (0.2, 0.5, 1.0, 2.0, 3.5, 5.0, 7.0, 10.0, 12.0)
_ANCHOR_RATES = (2.0, 5.0, 10.0)
_SPREAD = 0.35
_MEAN_SECONDS = 69.0


class FrozenDurations(Durations):
    """What was learned before, and nothing learned since: the worst case of durations that have changed."""

    def ended(
        self,
        key: DurationKey,
        after_seconds: float,
        by_seconds: float,
        *,
        well: bool = True,
        counted_late: bool = False,
    ) -> None: ...

    def unfinished(self, key: DurationKey, age_seconds: float) -> bool:
        return False


@dataclass(frozen=True)
class Case:
    """A workload, what was learned before it came, and whether learning goes on."""

    name: str
    workload: list[Traffic]
    learned_from: list[Traffic]
    frozen: bool = False

    @property
    def is_mistaken(self) -> bool:
        """Whether what was learned is not how jobs are."""
        return self.learned_from != self.workload

    def durations(self) -> Durations:
        known = learned(self.learned_from, _JOBS_LEARNED, SEED + 1)
        if self.frozen:
            again = FrozenDurations(known._prior_of)
            again.load(known.changed(0.0))
            return again
        return known


def cases() -> list[Case]:
    usual = usual_workload(_SPREAD)
    slower = usual_workload(_SPREAD, slower=1.3)
    bimodal = bimodal_workload(_SPREAD)
    failing = failing_workload(_SPREAD)
    return [
        Case("usual", usual, usual),
        Case("30 % slower than learned", slower, usual),
        Case("30 % slower, learning off", slower, usual, frozen=True),
        Case("bimodal music", bimodal, bimodal),
        Case("a tenth fails early", failing, failing),
    ]


def run(out: Results) -> None:
    """Run every comparison, and draw the two plots."""
    _lone(out)
    foley = _at_equal_requests(out)
    baselines = _baselines(out)
    waiting = _saturation(out)
    from tests.bench import plots

    plots.lag_vs_requests(out.folder / "lag-vs-requests.png", foley, baselines)
    plots.lag_vs_waiting(out.folder / "lag-vs-waiting.png", waiting)


def _jobs(workload: Sequence[Traffic], rate: float) -> list[Arrival]:
    return arrivals(workload, rate, _WARM_UP_SECONDS + _MEASURED_SECONDS + 500.0, SEED)


_STRETCH = {"measure_from": _WARM_UP_SECONDS, "measure_until": _WARM_UP_SECONDS + _MEASURED_SECONDS}


def _row(outcome: Outcome) -> Row:
    return {
        "jobs": len(outcome.lags),
        "requests per job": round(outcome.mean_requests, 3),
        "mean lag s": round(outcome.mean_lag, 3),
        "p95 lag s": round(outcome.p95_lag, 3),
    }


def _lone(out: Results) -> None:
    rows: list[Row] = []
    for case in cases():
        # Ten minutes apart: each job is alone.
        jobs = arrivals(case.workload, 1 / 600, 600 * 2000, SEED)
        outcome = run_queue(jobs, case.durations(), BUDGET)
        rows.append({"workload": case.name, **_row(outcome)})
        out.target(f"lone job, {case.name}: mean lag s", outcome.mean_lag, 0.8)
    out.table("A lone job", rows)


def _at_equal_requests(out: Results) -> dict[str, list[tuple[float, float]]]:
    rows: list[Row] = []
    points: dict[str, list[tuple[float, float]]] = {}
    for case in cases():
        for rate in _RATES:
            jobs = _jobs(case.workload, rate)
            foley = run_queue(jobs, case.durations(), BUDGET, **_STRETCH)
            seconds, same = _equal_fixed(jobs, foley.mean_requests)
            points.setdefault(case.name, []).append((foley.mean_requests, foley.mean_lag))
            ratio = foley.mean_lag / same.mean_lag
            least = least_lag(case.workload, foley.mean_requests).mean_lag
            rows.append(
                {
                    "workload": case.name,
                    "new jobs/s": rate,
                    **_row(foley),
                    "most in 1 s": foley.most_in_a_second(),
                    "fixed every s": round(seconds, 2),
                    "fixed mean lag s": round(same.mean_lag, 3),
                    "ratio": round(ratio, 3),
                    "least possible s": round(least, 3),
                    "of least possible": round(foley.mean_lag / least, 3),
                }
            )
            if rate in _ANCHOR_RATES and not case.is_mistaken:
                bound = 1.15 if case.name == "bimodal music" else 1.12
                out.target(f"{case.name}, {rate:g}/s: mean lag of the least possible", foley.mean_lag / least, bound)
            # Below about one new job a second the 1 s spacing decides, not the requests.
            if rate >= 1.0:
                out.target(f"equal requests, {case.name}, {rate:g}/s: mean lag of best fixed", ratio, 0.5)
    out.table("At equal requests per job", rows)
    most = max(int(row["most in 1 s"]) for row in rows)
    out.target("requests in any 1 s window", most, BUDGET)
    return points


def _equal_fixed(jobs: Sequence[Arrival], requests_per_job: float) -> tuple[float, Outcome]:
    """Find the fixed interval that makes this many requests per job."""
    low, high = 0.2, 600.0
    for _ in range(20):
        middle = (low * high) ** 0.5
        outcome = run_interval(jobs, fixed(middle), **_STRETCH)
        if outcome.mean_requests > requests_per_job:
            low = middle
        else:
            high = middle
    return high, run_interval(jobs, fixed(high), **_STRETCH)


def _baselines(out: Results) -> dict[str, list[tuple[float, float]]]:
    """Fixed 3, 5, 10, 20 s and exponential 1 to 10 s, which do not depend on how many jobs there are."""
    rows: list[Row] = []
    points: dict[str, list[tuple[float, float]]] = {}
    for case in cases():
        if case.frozen:
            continue
        jobs = _jobs(case.workload, 5.0)
        ways = {f"fixed {seconds} s": fixed(seconds) for seconds in (3, 5, 10, 20)}
        ways["exponential 1 to 10 s"] = exponential()
        for name, way in ways.items():
            outcome = run_interval(jobs, way, **_STRETCH)
            rows.append({"workload": case.name, "way": name, **_row(outcome)})
            points.setdefault(case.name, []).append((outcome.mean_requests, outcome.mean_lag))
    out.table("Intervals without a budget", rows)
    return points


def _saturation(out: Results) -> dict[str, list[tuple[float, float]]]:
    rows: list[Row] = []
    points: dict[str, list[tuple[float, float]]] = {}
    for spread in (0.3, 0.35, 0.4):
        workload = usual_workload(spread)
        for rate in (5.0, 10.0) if spread != _SPREAD else _RATES:
            jobs = _jobs(workload, rate)
            foley = run_queue(jobs, learned(workload, _JOBS_LEARNED, SEED + 1), BUDGET, **_STRETCH)
            robin = run_round_robin(jobs, BUDGET, **_STRETCH)
            mean, p95 = foley.mean_lag / robin.mean_lag, foley.p95_lag / robin.p95_lag
            least = least_lag(workload, foley.mean_requests)
            rows.append(
                {
                    "spread": spread,
                    "new jobs/s": rate,
                    **_row(foley),
                    "most in 1 s": foley.most_in_a_second(),
                    "robin mean s": round(robin.mean_lag, 3),
                    "robin p95 s": round(robin.p95_lag, 3),
                    "mean ratio": round(mean, 3),
                    "p95 ratio": round(p95, 3),
                    "least possible s": round(least.mean_lag, 3),
                    "least ratio": round(least.mean_lag / robin.mean_lag, 3),
                }
            )
            if rate in (5.0, 10.0):
                out.target(f"saturation, spread {spread}, {rate:g}/s: mean lag of round robin", mean, 0.45)
                out.target(f"saturation, spread {spread}, {rate:g}/s: p95 lag of round robin", p95, 0.55)
            if spread == _SPREAD:
                waiting = rate * _MEAN_SECONDS
                points.setdefault("Foley", []).append((waiting, foley.mean_lag))
                points.setdefault("Foley, 95th percentile", []).append((waiting, foley.p95_lag))
                points.setdefault("round robin at full budget", []).append((waiting, robin.mean_lag))
                points.setdefault("round robin, 95th percentile", []).append((waiting, robin.p95_lag))
    out.table(f"Against round robin on {BUDGET:g} requests/s", rows)
    return points
