"""Planted faults: each is written into a copy of the tree, and the tests it names must fail there.

``tests/mutants.toml`` lists them; ``make mutants`` runs all, ``make mutants ARGS="nonce"`` those with that word in
their name. Never writes into the tree itself. ``tests/test_mutants.py`` keeps every entry applicable.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIST = Path("tests") / "mutants.toml"
_COPIED = ("bot", "cogs", "tests", "deploy", "docs")
_TESTS_FAILED = 1  # of pytest's exit codes; 2 and above mean that they could not be run
_LONGEST_SECONDS = 300.0
_SHOWN_CHARACTERS = 1500


class Broken(Exception):
    """An entry that can't be applied: its text is not found exactly once."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One planted fault: in ``file`` the text ``before`` becomes ``after``, and one of ``tests`` must fail."""

    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]

    def applied_to(self, source: str) -> str:
        """Return the source with the fault. Raises Broken."""
        found = source.count(self.before)
        if found != 1 or self.before == self.after:
            raise Broken(f"{self.name}: its text is found {found} times in {self.file}, not once")
        return source.replace(self.before, self.after)


class Verdict(Enum):
    """What came of a mutant."""

    CAUGHT = "caught"
    SURVIVED = "SURVIVED"
    NOT_RUN = "NOT RUN"  # pytest could not run its tests, or not in time


def read_mutants(path: Path) -> list[Mutant]:
    """Read the list."""
    rows = tomllib.loads(path.read_text("utf-8"))["mutant"]
    return [Mutant(row["name"], row["file"], row["before"], row["after"], tuple(row["tests"])) for row in rows]


def copy_tree(root: Path, target: Path) -> None:
    """Copy what the tests need."""
    target.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    for path in root.iterdir():
        if path.name in _COPIED:
            shutil.copytree(path, target / path.name, ignore=ignored)
        elif path.is_file() and not path.name.startswith(".env"):
            shutil.copy2(path, target / path.name)


async def run_pytest(tree: Path, tests: Sequence[str]) -> tuple[int | None, str]:
    """Run tests in a tree; return pytest's exit code and what it said. None: it took too long."""
    plain = ("-q", "-x", "--no-header", "--tb=short", "-p", "no:randomly", "-p", "no:cacheprovider")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "pytest", *plain, *tests),
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
        return None, f"not done after {_LONGEST_SECONDS:.0f} s"
    return process.returncode, output.decode("utf-8", "replace")


def _write(path: Path, text: str) -> None:
    """Write a module that is seen to be new: compiled ones are told apart by whole seconds."""
    second = int(path.stat().st_mtime) + 1
    path.write_text(text, "utf-8")
    os.utime(path, (second, second))


async def try_mutant(mutant: Mutant, tree: Path) -> tuple[Verdict, str]:
    """Plant a fault in a copy, run its tests, take the fault out. Raises Broken."""
    path = tree / mutant.file
    original = path.read_text("utf-8")
    _write(path, mutant.applied_to(original))
    try:
        code, output = await run_pytest(tree, mutant.tests)
    finally:
        _write(path, original)
    if code == _TESTS_FAILED:
        return Verdict.CAUGHT, output
    return (Verdict.SURVIVED if code == 0 else Verdict.NOT_RUN), output


async def run_all(mutants: Sequence[Mutant], base: Path, workers: int) -> list[Mutant]:
    """Try every mutant in copies of ``base`` beside it, print each verdict, and return those that were not caught."""
    missed: list[Mutant] = []
    waiting = list(reversed(mutants))

    async def work(tree: Path) -> None:
        copy_tree(base, tree)
        while waiting:
            mutant = waiting.pop()
            verdict, output = await try_mutant(mutant, tree)
            print(f"{verdict.value:9} {mutant.name}", flush=True)
            if verdict is not Verdict.CAUGHT:
                missed.append(mutant)
                print(output[-_SHOWN_CHARACTERS:], flush=True)

    await asyncio.gather(*(work(base.with_name(f"worker{number}")) for number in range(workers)))
    return missed


async def is_healthy(mutants: Sequence[Mutant], base: Path) -> bool:
    """Tell whether the named tests pass without any fault: only then does their failing say something."""
    code, output = await run_pytest(base, sorted({test for mutant in mutants for test in mutant.tests}))
    if code != 0:
        print(f"the named tests fail without any fault:\n{output[-2 * _SHOWN_CHARACTERS :]}")
    return code == 0


async def run(mutants: Sequence[Mutant], root: Path, workers: int) -> int:
    """Run these mutants; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="foley-mutants-") as folder:
        base = Path(folder) / "base"
        copy_tree(root, base)
        if not await is_healthy(mutants, base):
            return 2
        missed = await run_all(mutants, base, workers)
    print(f"{len(mutants)} faults planted, {len(missed)} not caught")
    return 1 if missed else 0


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Run the list; return 0 when every mutant was caught, 1 when one was not, 2 when the list is broken."""
    parser = argparse.ArgumentParser(prog="make mutants", description="Plant faults and see that tests fail.")
    parser.add_argument("words", nargs="*", help="only mutants with one of these words in their name")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args(arguments)
    mutants = read_mutants(root / LIST)
    mutants = [one for one in mutants if not chosen.words or any(word in one.name for word in chosen.words)]
    try:
        for mutant in mutants:
            mutant.applied_to((root / mutant.file).read_text("utf-8"))
    except Broken as broken:
        print(broken)
        return 2
    if not mutants:
        print("no such mutant")
        return 2
    return asyncio.run(run(mutants, root, chosen.workers))


if __name__ == "__main__":
    sys.exit(main())
