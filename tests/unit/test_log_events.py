"""Every log line begins with the stable name of its event, and docs/log-events.md lists them all, with their levels."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EVENT = re.compile(r"[a-z_]+(?:\.[a-z_]+)+(?=[: ]|$)")
ROW = re.compile(r"^\| `([a-z_.]+)` \| ([a-z, ]+) \| \S.*\.? \|$", re.MULTILINE)
LEVELS = {name: name for name in ("debug", "info", "warning", "error")} | {"exception": "error"}


def is_logger(node: ast.expr) -> bool:
    """Tell whether methods of this expression write to the log."""
    return ast.unparse(node).split("(")[0] in ("log", "_log", "logging.getLogger")


def messages(node: ast.expr) -> Iterator[str]:
    """Yield what a call may say; nothing for what is put together elsewhere."""
    if isinstance(node, ast.IfExp):
        yield from messages(node.body)
        yield from messages(node.orelse)
    else:
        yield node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def said_in(source: str) -> Iterator[tuple[str, str]]:
    """Yield (message, level) of every log call."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        level = LEVELS.get(node.func.attr)
        if level is not None and is_logger(node.func.value):
            yield from ((message, level) for message in messages(node.args[0]))


def said() -> list[tuple[str, str, str]]:
    """Return (file, message, level) of every log call of the bot and its cogs."""
    files = [path for folder in ("bot", "cogs") for path in sorted((ROOT / folder).rglob("*.py"))]
    return [(str(file), *one) for file in files for one in said_in(file.read_text("utf-8"))]


def test_every_line_begins_with_the_name_of_its_event() -> None:
    assert [(file, message) for file, message, _ in said() if not EVENT.match(message)] == []


def test_the_documentation_lists_every_event_with_its_levels() -> None:
    found: dict[str, set[str]] = {}
    for _, message, level in said():
        event = EVENT.match(message)
        assert event is not None, message
        found.setdefault(event[0], set()).add(level)
    page = (ROOT / "docs/log-events.md").read_text("utf-8")
    listed = {event: set(levels.split(", ")) for event, levels in ROW.findall(page)}
    assert listed == found
    assert "TODO" not in page
    assert list(listed) == sorted(listed)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("log.info('job.accepted kind=%s', kind)", [("job.accepted kind=%s", "info")]),
        ("_log.exception('a.b' if late else 'a.c')", [("a.b", "error"), ("a.c", "error")]),
        ("logging.getLogger('bot').warning(text)", [("", "warning")]),
        ("math.log.info('no logger')\nself.error('x')", []),
    ],
)
def test_log_calls_are_found(source: str, expected: list[tuple[str, str]]) -> None:
    assert list(said_in(source)) == expected
