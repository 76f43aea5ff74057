"""The built wheel, installed where the checkout can't be seen, runs the sandbox to the end.

The new environment sees the libraries of this one, but not the project: whatever the wheel lacks is missing.
"""

import asyncio
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT

pytestmark = pytest.mark.xdist_group("wheel")  # built and installed once


def test_the_wheel_holds_every_file_that_is_read_at_run_time(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        f"foley/{path.relative_to(ROOT)}"
        for package in ("bot", "cogs")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected <= names, expected - names
    assert {"foley/bot/catalog/catalog.toml", "foley/bot/chat/locales/en-US.ftl", "foley/bot/py.typed"} <= names
    assert any(re.fullmatch(r"foley/bot/store/migrations/.*\.py", name) for name in names)
    metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
    assert "Provides-Extra: sandbox" in zipfile.ZipFile(wheel).read(metadata).decode().splitlines()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"foley"}
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
    code = "from foley import bot, cogs; import foley.bot.catalog.catalog as c; "
    code += "print(bot.__file__, cogs.__file__, c.__file__)"
    ran = subprocess.run(
        [environment / "bin" / "python", "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert str(ROOT) + os.sep not in ran.stdout
    assert ran.stdout.count(str(environment)) == 3
