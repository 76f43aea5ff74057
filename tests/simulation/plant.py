"""Plants the faults of ``tests/mutants.toml`` about jobs and limits: the simulation alone must find them.

``python -m tests.simulation.plant --seeds 200 [WORD …]``: each in a copy of the tree, seeds until one breaks.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.mutants import LIST, ROOT, Mutant, _write, copy_tree, read_mutants

_ABOUT = ("bot/jobs/", "bot/worker/", "bot/service/", "bot/guilds/quota.py", "bot/guilds/guild_service.py")
_ABOUT_STORE = ("bot/store/jobs/",)
_LONGEST_SECONDS = 1200.0


def about_jobs(mutants: Sequence[Mutant]) -> list[Mutant]:
    """Return those that a simulated world can show: of the domain, and of the store on SQLite."""
    return [
        mutant
        for mutant in mutants
        if mutant.file.startswith(_ABOUT + _ABOUT_STORE) and not any("postgresql" in test for test in mutant.tests)
    ]


async def _is_found(mutant: Mutant, tree: Path, seeds: int, jobs: int) -> tuple[bool, str]:
    path = tree / mutant.file
    original = path.read_text("utf-8")
    _write(path, mutant.applied_to(original))
    every = "1" if mutant.file.startswith(_ABOUT_STORE) else "10"
    options = ("--seeds", str(seeds), "--jobs", str(jobs), "--workers", "1", "--no-shrink", "--sqlite-every", every)
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.simulation", *options),
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
            return False, "not done in time"
    finally:
        _write(path, original)
    lines = output.decode("utf-8", "replace").splitlines()
    said = next((line for line in lines if line.startswith("seed ")), lines[-1] if lines else "")
    return process.returncode != 0, said[:150]


async def _run(mutants: Sequence[Mutant], seeds: int, jobs: int) -> int:
    missed = 0
    with tempfile.TemporaryDirectory(prefix="foley-plant-") as folder:
        tree = Path(folder) / "tree"
        copy_tree(ROOT, tree)
        for mutant in mutants:
            began = time.monotonic()
            found, said = await _is_found(mutant, tree, seeds, jobs)
            missed += not found
            print(
                f"{'found ' if found else 'MISSED'} {mutant.name} ({time.monotonic() - began:.0f} s): {said}",
                flush=True,
            )
    print(f"{len(mutants)} faults planted, {len(mutants) - missed} found by simulation alone")
    return 1 if missed * 10 > len(mutants) else 0


def main() -> int:
    """Run what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="*")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=100)
    chosen = parser.parse_args()
    mutants = about_jobs(read_mutants(ROOT / LIST))
    mutants = [one for one in mutants if not chosen.words or any(word in one.name for word in chosen.words)]
    return asyncio.run(_run(mutants, chosen.seeds, chosen.jobs))


if __name__ == "__main__":
    sys.exit(main())
