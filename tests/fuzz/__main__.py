"""``make fuzz``: each target for a while, guided by coverage; a table, and the inputs that failed beside the seeds.

The corpus grows in ``build/fuzz``, so that the next run goes on where this one ended. An input that fails is written
to ``tests/fuzz/seeds/TARGET`` as ``crash-…``: every test run tries it from then on.
"""

import argparse
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.targets import SEEDS, TARGETS

ROOT = Path(__file__).parents[2]
_COVERAGE = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")
_MEMORY_MB = 2048


@dataclass(frozen=True)
class Found:
    """What came of one target."""

    target: str
    inputs: int
    per_second: int
    coverage_first: int
    coverage_last: int
    corpus: int
    crashes: tuple[str, ...]

    def row(self) -> str:
        """Return a line of the table."""
        crashes = ", ".join(self.crashes) or "none"
        grown = f"{self.coverage_first} > {self.coverage_last}"
        return f"{self.target:<12}{self.inputs:>12,}{self.per_second:>10,}{grown:>16}{self.corpus:>8}  {crashes}"


def fuzz(target: str, seconds: int) -> Found:
    """Fuzz one target for some seconds or until an input fails."""
    corpus, seeds = ROOT / "build" / "fuzz" / target, SEEDS / target
    corpus.mkdir(parents=True, exist_ok=True)
    known = set(seeds.iterdir())
    plan = TARGETS[target]
    command = [
        *(sys.executable, "-m", "tests.fuzz.one", target, str(corpus), str(seeds)),
        *(f"-max_total_time={seconds}", f"-timeout={plan.timeout_seconds}", f"-max_len={plan.longest_bytes}"),
        *(f"-rss_limit_mb={_MEMORY_MB}", f"-artifact_prefix={seeds}/", "-print_final_stats=1"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    log = done.stderr + done.stdout
    (corpus.parent / f"{target}.log").write_text(log, "utf-8")
    crashes = tuple(sorted(path.name for path in set(seeds.iterdir()) - known))
    if done.returncode and not crashes:
        raise SystemExit(f"{target} did not run:\n{log[-2000:]}")
    return _read(target, log, crashes)


def _read(target: str, log: str, crashes: tuple[str, ...]) -> Found:
    points = [(int(cov), int(corpus)) for cov, _, corpus in _COVERAGE.findall(log)] or [(0, 0)]
    return Found(
        target,
        _stat(log, "number_of_executed_units"),
        _stat(log, "average_exec_per_sec"),
        points[0][0],
        points[-1][0],
        points[-1][1],
        crashes,
    )


def _stat(log: str, name: str) -> int:
    found = re.search(rf"stat::{name}:\s+(\d+)", log)
    return int(found[1]) if found else 0


def main() -> int:
    """Fuzz what was named, everything by default. Returns 1 where an input failed."""
    parser = argparse.ArgumentParser(prog="make fuzz", description="Coverage-guided fuzzing.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=600, help="for each target (600)")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    print(f"{'target':<12}{'inputs':>12}{'a second':>10}{'coverage':>16}{'corpus':>8}  crashes", flush=True)
    failed = False
    for target in options.targets or TARGETS:
        found = fuzz(target, options.seconds)
        failed = failed or bool(found.crashes)
        print(found.row(), flush=True)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
