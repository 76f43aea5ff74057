"""The faults that the simulation has found in Foley: each with its seed, and with what takes its mend back."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.mutants import Mutant

_LIST = Path(__file__).with_name("found.toml")


@dataclass(frozen=True, slots=True)
class Found:
    """One fault. ``seed`` found it, with so many jobs; ``mutant`` takes the mend back."""

    seed: int
    jobs: int
    is_on_sqlite: bool
    what: str
    mutant: Mutant


def read_found() -> list[Found]:
    """Read the list."""
    rows = tomllib.loads(_LIST.read_text("utf-8"))["found"]
    return [
        Found(
            row["seed"],
            row["jobs"],
            row.get("is_on_sqlite", False),
            row["what"],
            Mutant(row["name"], row["file"], row["before"], row["after"], ()),
        )
        for row in rows
    ]
