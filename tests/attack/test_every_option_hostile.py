"""Every option of every command with everything people can put in at its worst, through the real bot.

What members may use is tried as a member, what admins and the operator may use as the admin of the operator's server;
afterwards the lists, windows and details that show what was put in are opened, and every message is read.
"""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.sandbox.bot_process import BotProcess, execute
from bot.sandbox.discord import Interaction, State, User
from bot.sandbox.discord.rules.commands import CHAT_INPUT
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Profile
from tests.attack.hostile_values import (
    ATTACHMENT,
    BOOLEAN,
    INTEGER,
    NUMBER,
    TEXT,
    Json,
    hostile,
    live_parts,
    shown_texts,
)
from tests.attack.soak import QUICK_BOT
from tests.e2e.conftest import open_stage, rows, run
from tests.support.more_panel import chosen

ANSWERED = (State.DEFERRED, State.ANSWERED)
# So that a command is carried out for every bad value of another option.
PLAIN: dict[str, Json] = {
    "music": {"prompt": "rain"}, "sfx": {"prompt": "creak"}, "video": {"prompt": "boat"}, "tts": {"text": "hi"},
}  # fmt: skip
# An admin's wrong number, and these, end what the attack needs: they come last, once, with a good value.
ENDING = ("operator pause", "operator drain", "operator leave", "foley pause")


@dataclass(frozen=True)
class Attack:
    """One interaction as a client of somebody's own making would send it."""

    user: User
    command: Json
    options: list[Json]
    resolved: Json
    kind: int = 2
    # Values no client sends, of which discord.py itself refuses some without a word.
    must_answer: bool = True


def commands(stage: Stage) -> list[Json]:
    tables = stage.discord.platform.registry.by_scope.values()
    return [one for table in tables for one in table.values() if one["type"] == CHAT_INPUT]


def send(stage: Stage, attack: Attack) -> Interaction:
    """Send it: nothing is checked on the way."""
    command = attack.command
    data = {"id": command["id"], "name": command["name"], "type": 1, "options": attack.options}
    if command.get("guild_id"):
        data["guild_id"] = command["guild_id"]
    if attack.resolved:
        data["resolved"] = attack.resolved
    owners = {"0": str(stage.world.guild.id)}
    return stage.discord.platform.interactions.send(attack.kind, attack.user, stage.world.general, data, owners=owners)


def leaves(command: Json) -> list[tuple[list[str], list[Json]]]:
    """Every command or subcommand: the way to it, and its options."""
    inner = [one for one in command.get("options", ()) if one["type"] in (1, 2)]
    if not inner:
        return [([], command.get("options", []))]
    return [([one["name"], *way], options) for one in inner for way, options in leaves(one)]


def nested(way: list[str], filled: list[Json]) -> list[Json]:
    for depth, name in enumerate(reversed(way)):
        filled = [{"name": name, "type": 1 if depth == 0 else 2, "options": filled}]
    return filled


def plain_value(option: Json, command: str) -> Any:
    """Return a good value for a required option."""
    if option["name"] in PLAIN.get(command, {}):
        return PLAIN[command][option["name"]]
    if option.get("choices"):
        return option["choices"][0]["value"]
    return {TEXT: "plain", INTEGER: max(1, int(option.get("min_value") or 1)), BOOLEAN: True}.get(option["type"])


def attacks(stage: Stage) -> list[Attack]:
    """Every option of every command with every bad value, the others filled in plainly; also as suggestions."""
    made = []
    for command in commands(stage):
        user = stage.world.admin if command["name"] in ("foley", "operator") else stage.world.member
        for way, options in leaves(command):
            if " ".join((command["name"], *way)) in ENDING:
                continue
            plain = [
                {"name": one["name"], "type": one["type"], "value": value}
                for one in options
                if one.get("required") and (value := plain_value(one, command["name"])) is not None
            ]
            for option in options:
                for value, resolved in hostile(stage, option):
                    bad = {"name": option["name"], "type": option["type"], "value": value}
                    others = [one for one in plain if one["name"] != option["name"]]
                    sure = option["type"] == TEXT or bool(resolved)
                    made.append(Attack(user, command, nested(way, [*others, bad]), resolved, must_answer=sure))
                    if option.get("autocomplete"):
                        asked = nested(way, [*others, {**bad, "focused": True}])
                        made.append(Attack(user, command, asked, {}, kind=4, must_answer=sure))
    return made


async def attack_all(stage: Stage, tried: list[Attack]) -> None:
    silent = []
    for start in range(0, len(tried), 20):
        sent = [(one, send(stage, one)) for one in tried[start : start + 20]]
        await asyncio.gather(*(interaction.wait_first_answer() for one, interaction in sent if one.must_answer))
        silent += [one for one, interaction in sent if one.must_answer and interaction.state not in ANSWERED]
    for one in silent:  # a busy machine may have been late: alone it must be answered
        assert (await send(stage, one).wait_first_answer()).state in ANSWERED, (one.command["name"], one.options)


async def look_at_everything(stage: Stage) -> None:
    """Open the lists, pages, windows and details in which people see what was put in."""
    world = stage.world
    for line in ("panel", "jobs", "usage", "setup", "export"):
        assert (await run(stage, f"/foley {line}", user=world.admin)).state in ANSWERED
    assert (await run(stage, "/operator status", user=world.admin)).state in ANSWERED
    for row in rows(stage)[:40]:
        assert (await run(stage, f"/jobs show id:{row['id']}")).state in ANSWERED
    results = [one for one in stage.discord.messages(world.general) if one.payload.get("message_reference")]
    for message in results[:40]:
        labels = [one.get("label") for row in message.components for one in row["components"]]
        for label in [one for one in ("More…", "Edit and run") if one in labels]:
            pressed = await stage.discord.press(world.member, message, label)
            assert (await pressed.wait_first_answer()).state in ANSWERED
            if label == "More…":
                await chosen(stage.discord, world.member, message, "Details")
            if pressed.modal is not None:
                names = [str(pressed.modal["title"]), *(one.get("label", "") for one in pressed.modal["components"])]
                assert not any("evil" in name or "@" in name for name in names)


@pytest.mark.timeout(600)
async def test_every_option_of_every_command_with_every_bad_value_is_answered_and_nothing_acts() -> None:
    async with open_stage(start=False) as stage:
        # Short files, and workers that stay: what is drawn of hundreds of results is not what this is about.
        stage.tencent.settings.profile = Profile(lengths_seconds={"music": 1.0, "sfx": 1.0, "video": 1.0})
        environment = {**stage.environment(), "FOLEY_OWNER_GUILD_ID": str(stage.world.guild.id)}
        stage.bots[:] = [BotProcess(environment, stage.folder, arguments=(str(QUICK_BOT),), launch=execute)]
        await stage.start_bot()
        await stage.wait_for_commands()
        names = {command["name"] for command in commands(stage)}
        assert {"foley", "operator", "music", "sfx", "tts", "video", "jobs", "privacy"} <= names
        tried = attacks(stage)
        used = {option["type"] for command in commands(stage) for _, options in leaves(command) for option in options}
        assert used <= {TEXT, INTEGER, BOOLEAN, 6, 7, 8, NUMBER, ATTACHMENT}
        assert len(tried) > 1200
        # Members first: what an admin sets by a bad value that is a good one may close the door to them.
        await attack_all(stage, [one for one in tried if one.user is stage.world.member])
        assert rows(stage), "some of these are good requests"
        # Hundreds of jobs, most of them with something to draw or to fit before it is posted.
        patience = replace(stage.patience, seconds=90.0)
        await patience.until(lambda: all(row["delivery_state"] in ("sent", "held") for row in rows(stage)) or None)
        await attack_all(stage, [one for one in tried if one.user is stage.world.admin])
        await look_at_everything(stage)
        assert (await run(stage, "/jobs list")).state in ANSWERED
        assert stage.bot.starts == 1
        log = "\n".join(stage.bot.log)
        *_, failed = log.rpartition("interaction.failed")
        assert failed == log, f"a bug was met: {failed[:3000]}"
        assert not any(word in log for word in ("jndi", "zzzzzzzz", "evil"))
        messages = list(stage.discord.platform.messages.by_id.values())
        live = [(parts, list(shown_texts(one.payload))) for one in messages if (parts := live_parts(one.payload))]
        assert not live, live[:2]
        assert {user for one in messages for user in one.pinged} <= {stage.world.member.id}
        print(f"{len(tried)} hostile interactions tried, {len(messages)} messages read")
