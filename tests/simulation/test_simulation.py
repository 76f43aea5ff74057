"""A short run of the simulation, and what makes its long ones worth anything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.worker.delivery import Delivery
from tests.simulation.run import simulate
from tests.simulation.scenario import Scenario, draw
from tests.simulation.shrink import described, shrink

_ROOT = Path(__file__).parent.parent.parent
_JOBS = 60


@pytest.mark.parametrize("seed", range(1, 9))
def test_no_invariant_breaks(seed: int) -> None:
    outcome = simulate(draw(seed, _JOBS))
    assert outcome.broken is None
    assert outcome.lives > 0


def test_the_store_in_memory_and_sqlite_say_the_same_in_step() -> None:
    outcome = simulate(draw(3, 20, is_on_sqlite=True))
    assert outcome.broken is None
    assert outcome.lives > 0


def _told(seed: int, jobs: int, hash_seed: str) -> bytes:
    command = [sys.executable, "-m", "tests.simulation", "--seed", str(seed), "--jobs", str(jobs)]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, check=True).stdout


def test_the_same_seed_tells_the_same_story() -> None:
    first, second = _told(5, 20, "1"), _told(5, 20, "2")
    assert len(first.splitlines()) > 100
    assert first == second


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
