"""Wrong answers planted beneath end-to-end tests: each must fail soon, and its output must be short and show why.

``python -m tests.planted`` tries those of ``tests/planted.toml`` in a copy of the tree, one after the other;
``python -m tests.planted --show twice`` those with that word in their name, and prints what pytest said.
"""

import argparse
import asyncio
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutants import ROOT, Broken, Mutant, Verdict, copy_tree, try_mutant

LIST = Path("tests") / "planted.toml"
LONGEST_SECONDS = 30.0
MOST_LINES = 120


@dataclass(frozen=True, slots=True)
class Planted:
    """A wrong answer, and the words that pytest's output must hold."""

    mutant: Mutant
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one."""

    planted: Planted
    verdict: Verdict
    seconds: float
    output: str

    def problems(self) -> list[str]:
        """Return what is not as it should be."""
        lines = len(self.output.splitlines())
        return [
            *([] if self.verdict is Verdict.CAUGHT else [self.verdict.value]),
            *([f"took longer than {LONGEST_SECONDS:.0f} s"] if self.seconds > LONGEST_SECONDS else []),
            *([f"says more than {MOST_LINES} lines"] if lines > MOST_LINES else []),
            *(f"does not show {word!r}" for word in self.planted.shows if word not in self.output),
        ]

    def line(self) -> str:
        """Return it as a line of the report."""
        figures = f"{self.seconds:5.1f} s {len(self.output.splitlines()):4} lines"
        return f"{figures}  {self.planted.mutant.name}: {'; '.join(self.problems()) or 'shows why'}"


def read_planted(path: Path) -> list[Planted]:
    """Read the list."""
    rows = tomllib.loads(path.read_text("utf-8"))["planted"]
    return [
        Planted(Mutant(row["name"], row["file"], row["before"], row["after"], tuple(row["tests"])), tuple(row["shows"]))
        for row in rows
    ]


async def try_one(planted: Planted, tree: Path) -> Outcome:
    """Plant it, run its test, take it out."""
    began_at = time.monotonic()
    verdict, output = await try_mutant(planted.mutant, tree)
    return Outcome(planted, verdict, time.monotonic() - began_at, output)


async def run(chosen: Sequence[Planted], *, show: bool) -> int:
    """Try these; return the exit code."""
    failed = False
    with tempfile.TemporaryDirectory(prefix="foley-planted-") as folder:
        tree = Path(folder) / "tree"
        copy_tree(ROOT, tree)
        for planted in chosen:
            outcome = await try_one(planted, tree)
            failed = failed or bool(outcome.problems())
            print(outcome.line() + (f"\n\n{outcome.output}" if show else ""), flush=True)
    return int(failed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the list; return 0 when every one fails as it should."""
    parser = argparse.ArgumentParser(prog="python -m tests.planted")
    parser.add_argument("words", nargs="*", help="only those with one of these words in their name")
    parser.add_argument("--show", action="store_true", help="print what pytest said")
    given = parser.parse_args(arguments)
    chosen = [
        one
        for one in read_planted(ROOT / LIST)
        if not given.words or any(word in one.mutant.name for word in given.words)
    ]
    try:
        return asyncio.run(run(chosen, show=given.show)) if chosen else 2
    except Broken as broken:
        print(broken)
        return 2


if __name__ == "__main__":
    sys.exit(main())
