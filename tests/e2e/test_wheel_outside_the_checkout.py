"""The built wheel, installed where the checkout can't be seen, runs the sandbox to the end.

The new environment sees the libraries of this one, but not the project: whatever the wheel lacks is missing.
"""

import asyncio
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_SECONDS = 180


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by pip as an operator would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", folder, ROOT], check=True, timeout=_SECONDS)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """A virtual environment with the wheel, and with our libraries but not our checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    site = next((folder / "lib").glob("python*/site-packages"))
    command = [sys.executable, "-m", "pip", "--quiet", "--python", str(folder / "bin" / "python"), "install"]
    subprocess.run([*command, "--no-deps", "--no-index", str(wheel)], check=True, timeout=_SECONDS)
    # The plain path alone: .pth files of that folder, the editable install among them, are not read from here.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def test_the_wheel_holds_every_file_that_is_read_at_run_time(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        str(path.relative_to(ROOT))
        for package in ("bot", "cogs")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected <= names, expected - names
    assert {"bot/catalog/catalog.toml", "bot/chat/locales/en-US.ftl", "bot/py.typed"} <= names
    assert any(re.fullmatch(r"bot/store/migrations/.*\.py", name) for name in names)
    assert not [name for name in names if name.startswith("tests/") or name.endswith((".env", ".db"))]


async def test_the_sandbox_runs_from_the_installed_wheel(environment: Path, tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        environment / "bin" / "foley",
        "sandbox",
        "--no-page",
        "--run",
        "/music prompt:calm rain",
        "--run",
        "/tts text:hello voice:Emma",
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output = (await process.communicate())[0].decode()
    assert process.returncode == 0, output
    assert "delivered: /music prompt:calm rain" in output
    assert "NOT DELIVERED" not in output


def test_it_is_the_wheel_that_ran(environment: Path, tmp_path: Path) -> None:
    code = "import bot, cogs, bot.catalog.catalog as c; print(bot.__file__, cogs.__file__, c.__file__)"
    ran = subprocess.run(
        [environment / "bin" / "python", "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert str(ROOT) + os.sep not in ran.stdout
    assert ran.stdout.count(str(environment)) == 3
