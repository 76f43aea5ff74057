"""The local cloud shares no code with what it is there to test."""

import ast
import sys
from pathlib import Path

import bot.sandbox.tencent

ALLOWED = {"aiohttp", "av", *sys.stdlib_module_names}
WEB_SERVER = "bot.sandbox.web_server"  # knows no cloud
FILES = sorted(Path(bot.sandbox.tencent.__file__).parent.rglob("*.py"))


def imported(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or ".")
    return names


def strangers(source: str) -> set[str]:
    own = "bot.sandbox.tencent"
    foreign = {name for name in imported(source) if name not in (own, WEB_SERVER) and not name.startswith(f"{own}.")}
    return {name for name in foreign if name.split(".")[0] not in ALLOWED}


def test_only_its_own_modules_and_two_libraries() -> None:
    assert len(FILES) > 15
    assert {file.name: found for file in FILES if (found := strangers(file.read_text()))} == {}


def test_a_planted_import_is_found() -> None:
    assert strangers("from bot.tencent import signing\nimport numpy\nimport json") == {"bot.tencent", "numpy"}
