"""Prometheus' own promtool for tests: reads rules, and evaluates them over series that a test hands in.

Where it is not installed the tests that need it are reported as not run; in CI its absence is a failure.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[2]
_SECONDS = 60.0


def need_promtool() -> str:
    """Return where promtool is; end the test as not run without it, as a failure in CI."""
    # `make promtool` puts it into the first environment; tests on other Pythons have one of their own.
    ours = (Path(sys.executable).parent / "promtool", _ROOT / ".venv" / "bin" / "promtool")
    found = os.environ.get("PROMTOOL") or shutil.which("promtool") or next(filter(None, map(shutil.which, ours)), None)
    if found is None:
        sentence = "promtool is not installed here: make promtool"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


def promtool(*arguments: str | Path) -> str:
    """Run it and return what it says; a failure of its own fails the test with its words."""
    done = subprocess.run(
        [need_promtool(), *map(str, arguments)], capture_output=True, text=True, check=False, timeout=_SECONDS
    )
    said = done.stdout + done.stderr
    if done.returncode:
        pytest.fail(said)
    return said


def check_alerts(folder: Path, rules: Path, groups: Sequence[Mapping[str, Any]]) -> None:
    """Evaluate the rules over each group's series, and compare what fires when."""
    file = folder / "rules-test.yaml"
    # JSON is YAML, and needs no quoting rules of our own.
    file.write_text(
        json.dumps({"rule_files": [str(rules)], "evaluation_interval": "30s", "tests": list(groups)}), encoding="utf-8"
    )
    promtool("test", "rules", file)
