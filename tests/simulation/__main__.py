"""``make simulate SEEDS=n [SEED=k] [JOBS=j]``: many seeds, or one with its story.

Exit code 0 when every invariant held, 1 when one did not: its story is printed, and the smallest scenario found.
"""

import argparse
import gc
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace

from tests.simulation import table
from tests.simulation.drawing import draw
from tests.simulation.run import simulate
from tests.simulation.scenario import Scenario
from tests.simulation.shrink import described, shrink
from tests.simulation.world import Outcome

_LAST_LINES = 150


@dataclass
class Total:
    """What came of all seeds so far."""

    seeds: int = 0
    lives: int = 0
    seconds: float = 0.0
    met: Counter[tuple[str, str]] = field(default_factory=Counter)
    broken: list[tuple[int, tuple[str, str]]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Add one."""
        self.seeds += 1
        self.lives += outcome.lives
        self.seconds += outcome.seconds
        self.met += outcome.coverage.met
        if outcome.broken is not None:
            self.broken.append((outcome.scenario.seed, outcome.broken))


def _one(seed: int, jobs: int, is_on_sqlite: bool) -> Outcome:
    outcome = simulate(draw(seed, jobs, is_on_sqlite=is_on_sqlite))
    outcome.coverage.forget_clock()
    return replace(outcome, scenario=replace(outcome.scenario, acts=(), faults=()))


def outcomes(seeds: Sequence[int], jobs: int, sqlite_every: int, workers: int) -> Iterator[Outcome]:
    """Run seeds side by side, and give what came of each, in order."""
    on_sqlite = [bool(sqlite_every) and seed % sqlite_every == 0 for seed in seeds]
    if workers < 2 or len(seeds) < 2:
        yield from map(_one, seeds, [jobs] * len(seeds), on_sqlite)
        return
    pool = ProcessPoolExecutor(workers, initializer=gc.freeze)  # what is imported is no garbage
    try:
        yield from pool.map(_one, seeds, [jobs] * len(seeds), on_sqlite)
    finally:
        pool.shutdown(cancel_futures=True)


def explain(seed: int, jobs: int, is_on_sqlite: bool, *, smaller: bool) -> None:
    """Print the story of a failing seed, and the smallest scenario that fails as it does."""
    whole = draw(seed, jobs, is_on_sqlite=is_on_sqlite)
    first = simulate(whole)
    if first.broken is None:
        print(f"seed {seed} breaks nothing")
        return
    rule = first.broken[0]

    def still_breaks(scenario: Scenario) -> bool:
        found = simulate(scenario).broken
        return found is not None and found[0] == rule

    smallest = shrink(whole, still_breaks) if smaller else whole
    told = simulate(smallest, is_told=True)
    print("\n".join(described(smallest)) if smaller else f"seed {seed}")
    print("\n".join(told.lines[-_LAST_LINES:]))
    print(told.broken)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line says."""
    parser = argparse.ArgumentParser(prog="make simulate", description="Foley's own code in a simulated world.")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seed", type=int, help="this one alone, with its story")
    parser.add_argument("--jobs", type=int, default=300, help="asked for in each")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--sqlite-every", type=int, default=0, help="every so many seeds also on SQLite in memory")
    parser.add_argument("--keep-going", action="store_true", help="after a broken invariant too")
    parser.add_argument("--no-shrink", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.seed is not None:
        return _tell(chosen.seed, chosen)
    total, began = Total(), time.monotonic()
    for outcome in outcomes(
        range(chosen.first, chosen.first + chosen.seeds), chosen.jobs, chosen.sqlite_every, chosen.workers
    ):
        total.add(outcome)
        if outcome.broken is not None:
            print(f"seed {outcome.scenario.seed}: {outcome.broken[1]}", flush=True)
            if not chosen.keep_going:
                break
    _summarize(total, time.monotonic() - began)
    if total.broken and not chosen.no_shrink:
        seed = total.broken[0][0]
        explain(seed, chosen.jobs, bool(chosen.sqlite_every) and seed % chosen.sqlite_every == 0, smaller=True)
    return 1 if total.broken else 0


def _tell(seed: int, chosen: argparse.Namespace) -> int:
    is_on_sqlite = bool(chosen.sqlite_every) and seed % chosen.sqlite_every == 0
    outcome = simulate(draw(seed, chosen.jobs, is_on_sqlite=is_on_sqlite), is_told=True)
    print("\n".join(outcome.lines))
    print(
        f"digest {outcome.digest}, {outcome.lives} lives, {outcome.turns} steps, {outcome.seconds:.0f} s, "
        f"broken: {outcome.broken}"
    )
    return 0 if outcome.broken is None else 1


def _summarize(total: Total, seconds: float) -> None:
    print("\n".join(table.lines(total.met)))
    print(
        f"{total.seeds} seeds, {total.lives} job lives in {seconds:.0f} s, {len(total.broken)} seeds broke an "
        f"invariant; {total.lives / seconds:.0f} lives/s, {total.seconds / seconds:.0f} simulated seconds a second"
    )
    for seed, (_, what) in total.broken:
        print(f"broken: seed {seed}, {what}")


if __name__ == "__main__":
    sys.exit(main())
