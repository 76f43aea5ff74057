"""Plants the faults of ``tests/mutants.toml`` about the life of a job, limits and the lease, and those of
``planted.toml``: the simulation alone must find them. And takes each mend of ``found.toml`` back: the seed that is kept
must find the fault again.

``python -m tests.simulation.plant --seeds 200 [WORD …]``: each in a copy of the tree, seeds until one breaks that
breaks nothing without the fault.
"""

import argparse
import asyncio
import os
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
from tests.simulation.found import Found, read_found

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
        "create: lease gate of the client dropped": "the provider's client is a model, which has the gate itself",
        "create: lease gate left open by the composition root": "the composition root is the simulation's own",
        "lock file: a deleted one goes unnoticed": "files and their locks are the operating system's",
        "lock file: shared by two processes": "files and their locks are the operating system's",
        "rows: locked in no order": "row locks are PostgreSQL's; here transactions come one after the other",
        "store: two writers give one task to two jobs": "row locks are PostgreSQL's; here one writes at a time",
        "ledger: deleting one's data frees one's limits": "nobody deletes all their data here",
        "states: an ending names no task": "only what was handed back gives way, and nobody here makes that",
    }
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one fault. ``seeds``: how many were needed, 0 where none found it."""

    name: str
    seeds: int
    seconds: float
    said: str


# In a copy of the tree that is its own.
Judge = Callable[[Path], Awaitable[Verdict]]


def read_planted() -> list[Mutant]:
    """Read those that are planted for the simulation alone."""
    rows = tomllib.loads(_PLANTED.read_text("utf-8"))["mutant"]
    return [Mutant(row["name"], row["file"], row["before"], row["after"], ()) for row in rows]


def about_jobs(mutants: Sequence[Mutant]) -> list[Mutant]:
    """Return those about the life of a job, limits and the lease."""
    return [mutant for mutant in mutants if mutant.file.startswith(_ABOUT) or mutant.name.startswith(_LEASE)]


async def _run(tree: Path, mutant: Mutant, options: Sequence[str]) -> tuple[int | None, str]:
    """Run the simulation with a fault planted; return its exit code and what it said of the first broken seed."""
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
            process.kill()
            await process.wait()
            return None, "not done in time"
    finally:
        _write(path, original)
    lines = output.decode("utf-8", "replace").splitlines()
    said = next((line for line in lines if line.startswith("seed ")), lines[-1] if lines else "")
    return process.returncode, said


async def plant(mutant: Mutant, tree: Path, first: int, seeds: int, jobs: int) -> Verdict:
    """Run seeds until one breaks that breaks nothing without the fault."""
    began, end, every = time.monotonic(), first + seeds, "1" if mutant.file.startswith(_ABOUT_STORE) else "0"
    begin, said = first, ""
    while begin < end:
        broken, said = await _first_broken(tree, mutant, begin, end - begin, jobs, every)
        if not broken:
            break
        if not (await _first_broken(tree, _NO_FAULT, broken, 1, jobs, every))[0]:
            return Verdict(mutant.name, broken - first + 1, time.monotonic() - began, said.partition(": ")[2])
        begin = broken + 1
    return Verdict(mutant.name, 0, time.monotonic() - began, said)


async def _first_broken(tree: Path, mutant: Mutant, first: int, seeds: int, jobs: int, every: str) -> tuple[int, str]:
    """Return the first seed that breaks, 0 where none does, and what was said of it."""
    options = ("--first", str(first), "--seeds", str(seeds), "--jobs", str(jobs), "--sqlite-every", every)
    code, said = await _run(tree, mutant, options)
    number = said.partition(": ")[0].removeprefix("seed ")
    return (int(number) if code and number.isdecimal() else 0), said


async def take_back(found: Found, tree: Path, seeds: int) -> Verdict:
    """Take a mend back, and run the seed that found the fault; where the world has changed, name the one that does."""
    began = time.monotonic()
    options = ("--first", str(found.seed), "--seeds", "1", "--jobs", str(found.jobs))
    code, said = await _run(tree, found.mutant, (*options, "--sqlite-every", "1" if found.is_on_sqlite else "0"))
    if code == 1:
        return Verdict(found.mutant.name, 1, time.monotonic() - began, said.partition(": ")[2])
    other = await plant(found.mutant, tree, 1, seeds, found.jobs)
    return Verdict(found.mutant.name, 0, other.seconds, f"to be kept now: seed {other.seeds or 'none'}")


def _row(verdict: Verdict) -> str:
    needed = f"{verdict.seeds:>5}" if verdict.seeds else "    -"
    return f"| {verdict.name:62} | {needed} | {verdict.seconds:>6.0f} | {verdict.said[:110]} |"


def _planter(mutant: Mutant, chosen: argparse.Namespace) -> Judge:
    return lambda tree: plant(mutant, tree, chosen.first, chosen.seeds, chosen.jobs)


def _taker(found: Found, chosen: argparse.Namespace) -> Judge:
    return lambda tree: take_back(found, tree, chosen.seeds)


async def _all(mutants: Sequence[Mutant], kept: Sequence[Found], chosen: argparse.Namespace) -> int:
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

    print(f"| {'fault':62} | seeds | wall s | what broke |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="foley-plant-") as folder:
        for number in range(chosen.workers):
            tree = Path(folder) / str(number)
            copy_tree(ROOT, tree)
            trees.put_nowait(tree)
        verdicts = await asyncio.gather(*(judged(_planter(mutant, chosen)) for mutant in planted))
        again = await asyncio.gather(*(judged(_taker(found, chosen)) for found in kept))
    for mutant in mutants:
        if mutant.name in NOT_SIMULATED:
            print(f"| {mutant.name:62} |       |        | not simulated: {NOT_SIMULATED[mutant.name]} |")
    count = sum(verdict.seeds > 0 for verdict in verdicts)
    print(f"{count} of {len(planted)} faults found by simulation alone, {len(mutants) - len(planted)} not simulated")
    print(f"{sum(verdict.seeds for verdict in again)} of {len(again)} kept seeds find their fault again")
    return 0 if count * 10 >= len(planted) * 9 and all(verdict.seeds for verdict in again) else 1


def main() -> int:
    """Run what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="*", help="only faults with one of these words in their name")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=300)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    mutants, kept = [*about_jobs(read_mutants(ROOT / LIST)), *read_planted()], read_found()
    if chosen.words:
        mutants = [one for one in mutants if any(word in one.name for word in chosen.words)]
        kept = [one for one in kept if any(word in one.mutant.name for word in chosen.words)]
    return asyncio.run(_all(mutants, kept, chosen))


if __name__ == "__main__":
    sys.exit(main())
