"""A short run of the simulation, and tests of the simulation itself."""

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
from tests.simulation.kept_seeds import KeptSeed, read_kept_seeds
from tests.simulation.profiles import DIRECTED, PROFILES
from tests.simulation.run import simulate
from tests.simulation.scenario import ActionKind, FaultKind, Scenario
from tests.simulation.shrink import describe, shrink

_ROOT = Path(__file__).parent.parent.parent
_JOBS = 40
_SHORT = [seed for seed in range(len(PROFILES)) if not profile_of(seed).expires]


@pytest.mark.parametrize("seed", _SHORT, ids=[profile_of(seed).name for seed in _SHORT])
def test_no_invariant_is_violated(seed: int) -> None:
    outcome = simulate(draw(seed, _JOBS))
    assert outcome.violation is None
    assert outcome.lives > 0


@pytest.mark.parametrize("kept", read_kept_seeds(), ids=lambda kept: kept.mutant.name)
def test_a_kept_seed_passes_now(kept: KeptSeed) -> None:
    kept.mutant.applied_to((_ROOT / kept.mutant.file).read_text("utf-8"))
    assert simulate(draw(kept.seed, kept.jobs, is_on_sqlite=kept.is_on_sqlite)).violation is None


@pytest.mark.parametrize("mutant", plant.read_planted(), ids=lambda mutant: mutant.name)
def test_a_planted_fault_still_applies(mutant: Mutant) -> None:
    assert mutant.applied_to((_ROOT / mutant.file).read_text("utf-8"))


def test_general_and_directed_profiles_alternate() -> None:
    drawn = {profile_of(seed).name for seed in range(2 * len(PROFILES))}
    assert drawn == {profile.name for profile in (*PROFILES, *DIRECTED)}


def test_every_fault_excluded_from_planting_exists() -> None:
    planted = {mutant.name for mutant in plant.about_jobs(read_mutants(_ROOT / LIST))}
    assert set(plant.NOT_SIMULATED) < planted


def test_every_fault_has_a_class_and_the_table_names_unreached_pairs() -> None:
    assert set(FaultKind) | set(ActionKind) - {ActionKind.ASK} < set(CLASS_OF)
    table_lines = list(table.lines(Counter({("SUBMIT", FaultClass.DEATH): 3})))
    assert any(line.startswith("SUBMIT ") and line.split()[1:].count("3") == 1 for line in table_lines)
    assert f"  SUBMIT × {FaultClass.PEOPLE}" in table_lines
    assert f"  ADD × {FaultClass.REFUSAL}" not in table_lines


def test_the_store_in_memory_and_sqlite_agree() -> None:
    outcome = simulate(draw(3, 20, is_on_sqlite=True))
    assert outcome.violation is None
    assert outcome.lives > 0


def _story_of(python: Path, seed: int, jobs: int, hash_seed: str) -> bytes:
    command = [str(python), "-m", "tests.simulation", "--seed", str(seed), "--jobs", str(jobs)]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.run(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, check=True).stdout


def _other_pythons() -> list[Path]:
    """Return those ``make interpreters`` has brought so far: none in its first run, each of the others in its last."""
    locked_at = (_ROOT / "requirements-dev.lock").stat().st_mtime
    stamps = [*_ROOT.glob(".venv/.installed"), *_ROOT.glob(".venv-3.*/.installed")]
    venvs = [stamp.parent for stamp in stamps if stamp.stat().st_mtime >= locked_at]
    return [venv / "bin" / "python" for venv in venvs if venv != Path(sys.prefix)]


# In 5 processes die; in 17 one is frozen, and it releases a lease whose heartbeat has ended by then.
@pytest.mark.parametrize("seed", [5, 17])
def test_the_same_seed_tells_the_same_story_on_every_python(seed: int) -> None:
    first = _story_of(Path(sys.executable), seed, 20, "1")
    assert len(first.splitlines()) > 100
    assert first == _story_of(Path(sys.executable), seed, 20, "2")
    for python in _other_pythons():
        assert first == _story_of(python, seed, 20, "3"), python


def test_a_fault_is_found_and_shrunk(monkeypatch: pytest.MonkeyPatch) -> None:
    async def find_nothing(self: Delivery, job: object) -> None:
        """Find nothing: the fault planted here."""

    monkeypatch.setattr(Delivery, "_find_posted", find_nothing)
    scenarios = (draw(seed, _JOBS // 2) for seed in range(1, 40))
    failing = next(one for one in scenarios if _rule_violated_by(one) == "posted twice")
    smallest = shrink(failing, lambda one: _rule_violated_by(one) == "posted twice", tries=12)
    assert len(smallest.actions) < len(failing.actions)
    assert len(describe(smallest)) < len(describe(failing))
    lines = simulate(smallest, is_recorded=True).lines
    assert "posted twice" in "\n".join(lines[-3:])


def _rule_violated_by(scenario: Scenario) -> str:
    violation = simulate(scenario).violation
    return "" if violation is None else violation[0]
