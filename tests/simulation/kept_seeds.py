"""Faults that the simulation has found in Foley, each with its seed and a mutant that reverts the fix."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.mutants import Mutant

_LIST = Path(__file__).with_name("kept_seeds.toml")


@dataclass(frozen=True, slots=True)
class KeptSeed:
    """One fault, found by ``seed`` with ``jobs`` jobs; ``mutant`` reverts its fix."""

    seed: int
    jobs: int
    is_on_sqlite: bool
    what: str
    mutant: Mutant


def read_kept_seeds() -> list[KeptSeed]:
    """Read ``kept_seeds.toml``."""
    rows = tomllib.loads(_LIST.read_text("utf-8"))["kept_seed"]
    return [
        KeptSeed(
            row["seed"],
            row["jobs"],
            row.get("is_on_sqlite", False),
            row["what"],
            Mutant(row["name"], row["file"], row["before"], row["after"], ()),
        )
        for row in rows
    ]
