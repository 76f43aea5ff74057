"""``make simulate SEEDS=n [SEED=k] [JOBS=j]``: run many seeds, or one and print its story.

Exit code 0 if every invariant held, 1 if one was violated; then the story of the smallest failing scenario is printed.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace

from tests.simulation import table
from tests.simulation.drawing import draw
from tests.simulation.run import collect_seldom, simulate
from tests.simulation.scenario import Scenario
from tests.simulation.shrink import describe, shrink
from tests.simulation.world import Outcome

_LAST_LINES = 150
_PROGRESS_SECONDS = 60.0


@dataclass
class Total:
    """The sum of all outcomes so far."""

    seeds: int = 0
    lives: int = 0
    seconds: float = 0.0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    violations: list[tuple[int, tuple[str, str]]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Add the outcome of one seed."""
        self.seeds += 1
        self.lives += outcome.lives
        self.seconds += outcome.seconds
        self.counts += outcome.coverage.counts
        if outcome.violation is not None:
            self.violations.append((outcome.scenario.seed, outcome.violation))


def _one(seed: int, jobs: int, is_on_sqlite: bool) -> Outcome:
    outcome = simulate(draw(seed, jobs, is_on_sqlite=is_on_sqlite))
    outcome.coverage.forget_clock()
    return replace(outcome, scenario=replace(outcome.scenario, actions=(), faults=()))


def outcomes(seeds: Sequence[int], jobs: int, sqlite_every: int, workers: int) -> Iterator[Outcome]:
    """Run seeds in parallel, and yield their outcomes in order."""
    on_sqlite = [bool(sqlite_every) and seed % sqlite_every == 0 for seed in seeds]
    if workers < 2 or len(seeds) < 2:
        yield from map(_one, seeds, [jobs] * len(seeds), on_sqlite)
        return
    pool = ProcessPoolExecutor(workers, initializer=collect_seldom)
    try:
        yield from pool.map(_one, seeds, [jobs] * len(seeds), on_sqlite)
    finally:
        pool.shutdown(cancel_futures=True)


def explain(seed: int, jobs: int, is_on_sqlite: bool, *, smaller: bool) -> None:
    """Shrink the scenario of a failing seed, and print the story of the smallest one that fails the same way."""
    whole = draw(seed, jobs, is_on_sqlite=is_on_sqlite)
    first = simulate(whole)
    if first.violation is None:
        print(f"seed {seed} violates no invariant")
        return
    rule = first.violation[0]

    def still_fails(scenario: Scenario) -> bool:
        found = simulate(scenario).violation
        return found is not None and found[0] == rule

    smallest = shrink(whole, still_fails) if smaller else whole
    smallest_outcome = simulate(smallest, is_recorded=True)
    print("\n".join(describe(smallest)) if smaller else f"seed {seed}")
    print("\n".join(smallest_outcome.lines[-_LAST_LINES:]))
    print(smallest_outcome.violation)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="make simulate", description="Deterministic simulation of Foley's own code.")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seed", type=int, help="run this one alone, and print its story")
    parser.add_argument("--jobs", type=int, default=300, help="jobs requested in each")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--sqlite-every", type=int, default=0, help="run every so many seeds on SQLite in memory, too")
    parser.add_argument("--keep-going", action="store_true", help="also after a violated invariant")
    parser.add_argument("--no-shrink", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.seed is not None:
        return _print_story(chosen.seed, chosen)
    total, began = Total(), time.monotonic()
    reported = began
    for outcome in outcomes(
        range(chosen.first, chosen.first + chosen.seeds), chosen.jobs, chosen.sqlite_every, chosen.workers
    ):
        total.add(outcome)
        if outcome.violation is not None:
            print(f"seed {outcome.scenario.seed}: {outcome.violation[1]}", flush=True)
            if not chosen.keep_going:
                break
        if time.monotonic() - reported >= _PROGRESS_SECONDS:
            reported = time.monotonic()
            print(_sums(total, reported - began), file=sys.stderr, flush=True)
    _summarize(total, time.monotonic() - began)
    if total.violations and not chosen.no_shrink:
        seed = total.violations[0][0]
        explain(seed, chosen.jobs, bool(chosen.sqlite_every) and seed % chosen.sqlite_every == 0, smaller=True)
    return 1 if total.violations else 0


def _print_story(seed: int, chosen: argparse.Namespace) -> int:
    is_on_sqlite = bool(chosen.sqlite_every) and seed % chosen.sqlite_every == 0
    outcome = simulate(draw(seed, chosen.jobs, is_on_sqlite=is_on_sqlite), is_recorded=True)
    print("\n".join(outcome.lines))
    print(
        f"digest {outcome.digest}, {outcome.lives} lives, {outcome.steps} steps, {outcome.seconds:.0f} s, "
        f"violation: {outcome.violation}"
    )
    return 0 if outcome.violation is None else 1


def _sums(total: Total, seconds: float) -> str:
    return (
        f"{total.seeds} seeds, {total.lives} job lives in {seconds:.0f} s, {len(total.violations)} seeds violated an "
        f"invariant; {total.lives / seconds:.0f} lives/s, {total.seconds / seconds:.0f} simulated seconds a second"
    )


def _summarize(total: Total, seconds: float) -> None:
    print("\n".join(table.lines(total.counts)))
    print(_sums(total, seconds))
    for seed, (_, what) in total.violations:
        print(f"violation: seed {seed}, {what}")


if __name__ == "__main__":
    sys.exit(main())
