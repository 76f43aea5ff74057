"""A short run of the simulation, and what makes its long ones worth anything."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.worker.delivery import Delivery
from tests.mutants import LIST, Mutant, read_mutants
from tests.simulation import plant, table
from tests.simulation.drawing import draw, profile_of
from tests.simulation.fault_classes import CLASS_OF, FaultClass
from tests.simulation.found import Found, read_found
from tests.simulation.profiles import DIRECTED, PROFILES
from tests.simulation.run import simulate
from tests.simulation.scenario import Deed, Scenario, Trouble
from tests.simulation.shrink import described, shrink

_ROOT = Path(__file__).parent.parent.parent
_JOBS = 40
_SHORT = [seed for seed in range(len(PROFILES)) if not profile_of(seed).expires]


@pytest.mark.parametrize("seed", _SHORT, ids=[profile_of(seed).name for seed in _SHORT])
def test_no_invariant_breaks(seed: int) -> None:
    outcome = simulate(draw(seed, _JOBS))
    assert outcome.broken is None
    assert outcome.lives > 0


@pytest.mark.parametrize("found", read_found(), ids=lambda found: found.mutant.name)
def test_a_seed_that_found_a_fault_breaks_nothing_now(found: Found) -> None:
    found.mutant.applied_to((_ROOT / found.mutant.file).read_text("utf-8"))
    assert simulate(draw(found.seed, found.jobs, is_on_sqlite=found.is_on_sqlite)).broken is None


@pytest.mark.parametrize("mutant", plant.read_planted(), ids=lambda mutant: mutant.name)
def test_what_is_planted_here_alone_still_applies(mutant: Mutant) -> None:
    assert mutant.applied_to((_ROOT / mutant.file).read_text("utf-8"))


def test_of_two_rounds_of_seeds_one_is_directed() -> None:
    drawn = {profile_of(seed).name for seed in range(2 * len(PROFILES))}
    assert drawn == {profile.name for profile in (*PROFILES, *DIRECTED)}


def test_what_is_not_simulated_is_a_fault_that_would_be_planted_else() -> None:
    planted = {mutant.name for mutant in plant.about_jobs(read_mutants(_ROOT / LIST))}
    assert set(plant.NOT_SIMULATED) < planted


def test_every_fault_is_of_a_class_and_every_cell_of_the_table_told() -> None:
    assert set(Trouble) | set(Deed) - {Deed.ASK} < set(CLASS_OF)
    told = list(table.lines(Counter({("SUBMIT", FaultClass.DEATH): 3})))
    assert any(line.startswith("SUBMIT ") and line.split()[1:].count("3") == 1 for line in told)
    assert f"  SUBMIT × {FaultClass.PEOPLE}" in told
    assert f"  ADD × {FaultClass.REFUSAL}" not in told


def test_the_store_in_memory_and_sqlite_say_the_same_in_step() -> None:
    outcome = simulate(draw(3, 20, is_on_sqlite=True))
    assert outcome.broken is None
    assert outcome.lives > 0


def _told(python: Path, seed: int, jobs: int, hash_seed: str) -> bytes:
    command = [str(python), "-m", "tests.simulation", "--seed", str(seed), "--jobs", str(jobs)]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.run(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, check=True).stdout


def _other_pythons() -> list[Path]:
    """Return those ``make interpreters`` has brought so far: none in its first run, each of the others in its last."""
    locked_at = (_ROOT / "requirements-dev.lock").stat().st_mtime
    stamps = [*_ROOT.glob(".venv/.installed"), *_ROOT.glob(".venv-3.*/.installed")]
    venvs = [stamp.parent for stamp in stamps if stamp.stat().st_mtime >= locked_at]
    return [venv / "bin" / "python" for venv in venvs if venv != Path(sys.prefix)]


# In 5 processes die; in 17 one stands still, and its lease is let go of with a task that has ended by then.
@pytest.mark.parametrize("seed", [5, 17])
def test_the_same_seed_tells_the_same_story_on_every_python(seed: int) -> None:
    first = _told(Path(sys.executable), seed, 20, "1")
    assert len(first.splitlines()) > 100
    assert first == _told(Path(sys.executable), seed, 20, "2")
    for python in _other_pythons():
        assert first == _told(python, seed, 20, "3"), python


def test_a_fault_is_found_and_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    async def finds_nothing(self: Delivery, job: object) -> None:
        """Be a delivery that never looks for its own message."""

    monkeypatch.setattr(Delivery, "_find_posted", finds_nothing)
    scenarios = (draw(seed, _JOBS // 2) for seed in range(1, 40))
    failing = next(one for one in scenarios if _rule_broken_by(one) == "told twice")
    smallest = shrink(failing, lambda one: _rule_broken_by(one) == "told twice", tries=12)
    assert len(smallest.acts) < len(failing.acts)
    assert len(described(smallest)) < len(described(failing))
    lines = simulate(smallest, is_told=True).lines
    assert "told twice" in "\n".join(lines[-3:])


def _rule_broken_by(scenario: Scenario) -> str:
    broken = simulate(scenario).broken
    return "" if broken is None else broken[0]
