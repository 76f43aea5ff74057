"""The report of `foley check`: exit code of the worst, text, JSON; and the invite link."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import ConfigError
from bot.ops.check import report_of_problems
from bot.ops.check.discord import _shards
from bot.ops.check.report import Level, Line, Report
from bot.ops.command_names import command_names
from bot.ops.invite import invite_url
from bot.settings import Settings


def report(*levels: Level) -> Report:
    return Report(tuple(Line(f"part {number}", level, "Told.", "Do.") for number, level in enumerate(levels)))


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ((Level.OK, Level.OK), 0),
        ((Level.OK, Level.WARN), 0),
        ((Level.OK, Level.AWAY), 69),
        ((Level.WRONG, Level.AWAY), 78),
        ((Level.WARN, Level.WRONG), 78),
    ],
)
def test_exit_code_says_the_worst(levels: tuple[Level, ...], code: int) -> None:
    assert report(*levels).exit_code == code


def test_text_says_what_to_do_and_how_it_ended() -> None:
    text = report(Level.OK, Level.WARN, Level.WRONG).to_text()
    assert text.splitlines()[0] == "ok    part 0  Told."
    assert text.count("→ Do.") == 3
    assert text.endswith("1 of 3 checks failed.")
    assert report(Level.OK, Level.WARN).to_text().endswith("All 2 checks passed, 1 with a warning.")


def test_json_holds_the_same() -> None:
    body = json.loads(report(Level.OK, Level.AWAY).to_json())
    assert body["exit_code"] == 69
    assert body["checks"][1] == {"part": "part 1", "level": "away", "text": "Told.", "advice": "Do."}


def test_problems_of_settings_become_lines() -> None:
    made = report_of_problems(ConfigError(["A is not set.", "B is empty."]))
    assert [line.text for line in made.lines] == ["A is not set.", "B is empty."]
    assert made.exit_code == 78


def test_invite_link_asks_for_exactly_what_is_used() -> None:
    query = parse_qs(urlsplit(invite_url(42)).query)
    bits = (10, 11, 14, 15, 16, 38, 46)  # view, send, embed, attach, history, send in threads, voice messages
    assert query == {
        "client_id": ["42"],
        "scope": ["bot applications.commands"],
        "permissions": [str(sum(1 << bit for bit in bits))],
    }


def test_names_of_all_commands_are_found() -> None:
    assert command_names() >= {"/music", "/sfx", "/tts", "/video", "/jobs", "Read aloud"}
    assert "/operator" not in command_names(), "it is registered in the operator's server only"


@pytest.mark.parametrize(
    ("shards", "guilds", "recommended", "level"),
    [
        ("", 1, 1, Level.OK),
        ("", 10_000, 5, Level.OK),
        ("0-3/16", 10_000, 5, Level.OK),
        ("0/2", 4_900, 5, Level.WARN),
        ("0/2", 5_001, 5, Level.WRONG),
    ],
)
def test_shards_against_servers(shards: str, guilds: int, recommended: int, level: Level) -> None:
    settings = Settings.load(
        None,
        DISCORD_TOKEN="token",
        TENCENTCLOUD_SECRET_ID="id",
        TENCENTCLOUD_SECRET_KEY="key",
        FOLEY_SHARDS=shards,
    )
    assert _shards(settings, guilds, recommended).level is level
