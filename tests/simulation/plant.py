"""Mutation testing of the simulation: plant faults, which the simulation alone must find.

Plants the faults of ``tests/mutants.toml`` that concern the life of a job, limits and the lease, and those of
``planted.toml``. Also reverts each fix of ``kept_seeds.toml``: the kept seed must fail again.

``python -m tests.simulation.plant --seeds 200 [WORD …]`` plants each in a copy of the tree and runs seeds until one
fails that doesn't fail without the fault.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.mutants import LIST, ROOT, Mutant, _write, copy_tree, read_mutants
from tests.simulation.kept_seeds import KeptSeed, read_kept_seeds

_ABOUT = (
    *("bot/jobs/", "bot/worker/", "bot/service/", "bot/store/jobs/", "bot/store/engine/lease.py"),
    *("bot/store/engine/process_lock.py", "bot/guilds/quota.py", "bot/guilds/guild_service.py"),
)
_PLANTED = Path(__file__).with_name("planted.toml")
_NO_FAULT = Mutant("no fault", "tests/simulation/__init__.py", "thing", "thing ", ())
_ABOUT_STORE = ("bot/store/jobs/",)
_LEASE = "create: lease gate"
_LONGEST_SECONDS = 1800.0
NOT_SIMULATED = MappingProxyType(
    {
        "create: lease gate of the client dropped": "the provider's client is a model with a lease gate of its own",
        "create: lease gate left open by the composition root": "the simulation has its own composition root",
        "lock file: a deleted one goes unnoticed": "files and their locks are the operating system's",
        "lock file: shared by two processes": "files and their locks are the operating system's",
        "rows: locked in no order": "only PostgreSQL has row locks; here transactions are serial",
        "store: two writers give one task to two jobs": "only PostgreSQL has row locks; here transactions are serial",
        "ledger: deleting one's data frees one's limits": "no simulated person deletes all their data",
        "states: an ending names no task": "needs a handed-back task to succeed, which no model does",
    }
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for one fault. ``seeds``: how many were needed, 0 if none found it."""

    name: str
    seeds: int
    seconds: float
    said: str


# Given a copy of the tree for its exclusive use.
Judge = Callable[[Path], Awaitable[Verdict]]


def read_planted() -> list[Mutant]:
    """Read the faults that are planted for the simulation only."""
    rows = tomllib.loads(_PLANTED.read_text("utf-8"))["mutant"]
    return [Mutant(row["name"], row["file"], row["before"], row["after"], ()) for row in rows]


def about_jobs(mutants: Sequence[Mutant]) -> list[Mutant]:
    """Return the mutants that concern the life of a job, limits and the lease."""
    return [mutant for mutant in mutants if mutant.file.startswith(_ABOUT) or mutant.name.startswith(_LEASE)]


async def _run(tree: Path, mutant: Mutant, options: Sequence[str]) -> tuple[int | None, str]:
    """Run the simulation with a fault planted; return its exit code and its line about the first failing seed."""
    path = tree / mutant.file
    original = path.read_text("utf-8")
    _write(path, mutant.applied_to(original))
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.simulation", "--workers", "1", "--no-shrink", *options),
            cwd=tree,
            env=os.environ | {"PYTHONPATH": str(tree)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            output, _ = await asyncio.wait_for(process.communicate(), _LONGEST_SECONDS)
        except TimeoutError:
            return None, "not done in time"
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    finally:
        _write(path, original)
    lines = output.decode("utf-8", "replace").splitlines()
    said = next((line for line in lines if line.startswith("seed ")), lines[-1] if lines else "")
    return process.returncode, said


async def plant(mutant: Mutant, tree: Path, first: int, seeds: int, jobs: int) -> Verdict:
    """Run seeds until one fails that doesn't fail without the fault."""
    began, end, every = time.monotonic(), first + seeds, "1" if mutant.file.startswith(_ABOUT_STORE) else "0"
    begin, said = first, ""
    while begin < end:
        violation, said = await _first_failing(tree, mutant, begin, end - begin, jobs, every)
        if not violation:
            break
        if not (await _first_failing(tree, _NO_FAULT, violation, 1, jobs, every))[0]:
            return Verdict(mutant.name, violation - first + 1, time.monotonic() - began, said.partition(": ")[2])
        begin = violation + 1
    return Verdict(mutant.name, 0, time.monotonic() - began, said)


async def _first_failing(tree: Path, mutant: Mutant, first: int, seeds: int, jobs: int, every: str) -> tuple[int, str]:
    """Return the first failing seed (0 if there is none), and the line about it."""
    options = ("--first", str(first), "--seeds", str(seeds), "--jobs", str(jobs), "--sqlite-every", every)
    code, said = await _run(tree, mutant, options)
    number = said.partition(": ")[0].removeprefix("seed ")
    return (int(number) if code and number.isdecimal() else 0), said


async def revert_fix(found: KeptSeed, tree: Path, seeds: int) -> Verdict:
    """Revert a fix, and run its kept seed; if that doesn't fail any more, look for one that does."""
    began = time.monotonic()
    every = "1" if found.is_on_sqlite else "0"
    violation, said = await _first_failing(tree, found.mutant, found.seed, 1, found.jobs, every)
    if violation:
        return Verdict(found.mutant.name, 1, time.monotonic() - began, said.partition(": ")[2])
    other = await plant(found.mutant, tree, 1, seeds, found.jobs)
    return Verdict(found.mutant.name, 0, other.seconds, f"keep instead: seed {other.seeds or 'none'}")


def _row(verdict: Verdict) -> str:
    needed = f"{verdict.seeds:>5}" if verdict.seeds else "    -"
    return f"| {verdict.name:62} | {needed} | {verdict.seconds:>6.0f} | {verdict.said[:110]} |"


def _planter(mutant: Mutant, chosen: argparse.Namespace) -> Judge:
    return lambda tree: plant(mutant, tree, chosen.first, chosen.seeds, chosen.jobs)


def _reverter(found: KeptSeed, chosen: argparse.Namespace) -> Judge:
    return lambda tree: revert_fix(found, tree, chosen.seeds)


async def _all(mutants: Sequence[Mutant], kept: Sequence[KeptSeed], chosen: argparse.Namespace) -> int:
    planted = [mutant for mutant in mutants if mutant.name not in NOT_SIMULATED]
    trees: asyncio.Queue[Path] = asyncio.Queue()

    async def judged(judge: Judge) -> Verdict:
        tree = await trees.get()
        try:
            verdict = await judge(tree)
        finally:
            trees.put_nowait(tree)
        print(_row(verdict), flush=True)
        return verdict

    print(f"| {'fault':62} | seeds | wall s | violated |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="foley-plant-") as folder:
        for number in range(chosen.workers):
            tree = Path(folder) / str(number)
            copy_tree(ROOT, tree)
            trees.put_nowait(tree)
        verdicts = await asyncio.gather(*(judged(_planter(mutant, chosen)) for mutant in planted))
        again = await asyncio.gather(*(judged(_reverter(found, chosen)) for found in kept))
    for mutant in mutants:
        if mutant.name in NOT_SIMULATED:
            print(f"| {mutant.name:62} |       |        | not simulated: {NOT_SIMULATED[mutant.name]} |")
    count = sum(verdict.seeds > 0 for verdict in verdicts)
    print(f"{count} of {len(planted)} faults found by simulation alone, {len(mutants) - len(planted)} not simulated")
    print(f"{sum(verdict.seeds for verdict in again)} of {len(again)} kept seeds find their fault again")
    return 0 if count * 10 >= len(planted) * 9 and all(verdict.seeds for verdict in again) else 1


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="*", help="only faults with one of these words in their name")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=300)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    mutants, kept = [*about_jobs(read_mutants(ROOT / LIST)), *read_planted()], read_kept_seeds()
    if chosen.words:
        mutants = [one for one in mutants if any(word in one.name for word in chosen.words)]
        kept = [one for one in kept if any(word in one.mutant.name for word in chosen.words)]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what it has started ends with it
    return asyncio.run(_all(mutants, kept, chosen))


if __name__ == "__main__":
    sys.exit(main())
