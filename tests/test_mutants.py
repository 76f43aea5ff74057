"""Every planted fault still applies, and the runner that plants them tells caught from missed."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.mutants import LIST, ROOT, Broken, Mutant, main, read_mutants
from tests.planted import LIST as PLANTED_LIST
from tests.planted import read_planted

MUTANTS = read_mutants(ROOT / LIST)
ROOMS = ("bot/jobs/", "bot/worker/", "bot/guilds/", "bot/tencent/", "bot/store/", "bot/media/", "bot/chat/", "cogs/")


@cache
def names_of(path: Path) -> set[str]:
    """Return the tests of a file, those in a class as ``Class::name``."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        found |= {prefix + one.name for one in members if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
    return found


def test_there_are_sixty_faults_in_every_room() -> None:
    assert len(MUTANTS) >= 60
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
    for room in ROOMS:
        assert any(mutant.file.startswith(room) for mutant in MUTANTS), room


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_fault_still_applies_and_its_tests_are_there(mutant: Mutant) -> None:
    ast.parse(mutant.applied_to((ROOT / mutant.file).read_text("utf-8")))
    assert mutant.tests
    for test in mutant.tests:
        file, _, name = test.partition("::")
        assert (ROOT / file).is_file(), test
        assert not name or name.partition("[")[0] in names_of(ROOT / file), test


def test_no_fault_is_a_name_that_does_not_exist(tmp_path: Path) -> None:
    """What ends in a NameError fails every test, and shows nothing of those that are named."""
    planted = [*MUTANTS, *(one.mutant for one in read_planted(ROOT / PLANTED_LIST))]
    for number, mutant in enumerate(planted):
        if mutant.file.endswith(".py"):
            source = (ROOT / mutant.file).read_text("utf-8")
            (tmp_path / f"fault_{number}.py").write_text(mutant.applied_to(source), "utf-8")
    checked = ("check", "--isolated", "--no-cache", "--select", "F821", "--output-format", "concise", str(tmp_path))
    found = subprocess.run([sys.executable, "-m", "ruff", *checked], capture_output=True, text=True, check=False)
    named = re.findall(r"fault_(\d+)\.py:.*(F821.*|invalid-syntax.*)", found.stdout)
    assert [(planted[int(number)].name, what) for number, what in named] == []
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.fixture
def plain_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the trees here be tested without the plugins that they need nothing of: two thirds of each start."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


_ENTRY = """
[[mutant]]
name = "{name}"
file = "bot/sums.py"
before = "{before}"
after = "{after}"
tests = ["tests/test_sums.py{test}"]
"""


def _tree(tmp_path: Path, *entries: tuple[str, str, str, str]) -> Path:
    files = {
        "bot/__init__.py": "",
        "bot/sums.py": "def double(number):\n    return number + number\n",
        "tests/test_sums.py": "from bot.sums import double\n\n\ndef test_double():\n    assert double(3) == 6\n",
        "pytest.ini": "[pytest]\n",
        str(LIST): "".join(_ENTRY.format(name=a, before=b, after=c, test=d) for a, b, c, d in entries),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.usefixtures("plain_pytest")
def test_a_fault_that_a_test_sees_is_caught_and_the_tree_stays_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _tree(tmp_path, ("half", "number + number", "number", ""), ("more", "number + number", "7", ""))
    before = (root / "bot/sums.py").read_text()
    assert main([], root) == 0
    assert "2 faults planted, 0 not caught" in capsys.readouterr().out
    assert (root / "bot/sums.py").read_text() == before


@pytest.mark.usefixtures("plain_pytest")
def test_a_fault_that_no_test_sees_is_told_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Of one length and planted within a second: the second one must not be run from what was compiled of the first.
    root = _tree(tmp_path, ("half", "number + number", "1 * number", ""), ("same", "number + number", "2 * number", ""))
    assert main(["--workers", "1"], root) == 1
    out = capsys.readouterr().out
    assert "caught    half" in out
    assert "SURVIVED  same" in out
    assert main(["half"], root) == 0


@pytest.mark.usefixtures("plain_pytest")
def test_a_fault_whose_tests_can_not_be_run_is_not_caught(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _tree(tmp_path, ("syntax", "return number + number", "return return", ""))
    assert main([], root) == 1
    assert "NOT RUN   syntax" in capsys.readouterr().out


@pytest.mark.parametrize("before", ["number * number", "number"])
def test_a_text_that_is_not_found_exactly_once_fails_loudly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], before: str
) -> None:
    assert main([], _tree(tmp_path, ("gone", before, "x", ""))) == 2
    assert "gone: its text is found" in capsys.readouterr().out
    with pytest.raises(Broken):
        Mutant("gone", "bot/sums.py", before, "x", ()).applied_to(f"{before}; {before}")


@pytest.mark.usefixtures("plain_pytest")
def test_tests_that_fail_without_a_fault_prove_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _tree(tmp_path, ("half", "number + number", "number", "::test_double"))
    (root / "tests/test_sums.py").write_text("def test_double():\n    assert False\n")
    assert main([], root) == 2
    assert "fail without any fault" in capsys.readouterr().out
