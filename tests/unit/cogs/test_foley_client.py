"""Foley's own client: when commands are synced, what it asks of Discord, and errors nobody answered."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction
from bot.chat.translator import is_command_name
from bot.client import Foley
from bot.errors import ConfigError
from bot.sandbox.discord import LocalDiscord
from cogs.owner import Owner
from tests.unit.chat.test_chat_texts import master_messages
from tests.unit.cogs.conftest import CountingMemory, Hall, HallRuntime, said, settings_for

UNKNOWN_CHANNEL_TYPE = 99


def syncs(local: LocalDiscord) -> list[str]:
    return [record.path for record in local.requests if record.method == "PUT" and record.path.endswith("/commands")]


async def start(local: LocalDiscord, folder: Path, memory: CountingMemory, **settings: object) -> Foley:
    bot = Foley(settings_for(local, folder, **settings), memory=memory)
    async with bot:
        await bot.login(local.token)
        assert bot.command_sync is not None
        async with asyncio.timeout(30):
            await bot.command_sync.current.wait()
    return bot


async def test_syncs_once_and_again_only_when_something_changed(
    local: LocalDiscord, runtimes: list[HallRuntime], tmp_path: Path
) -> None:
    memory = CountingMemory()
    await start(local, tmp_path, memory)
    await start(local, tmp_path, memory)
    assert len(syncs(local)) == 1
    memory.kept = dict.fromkeys(memory.kept, "something else")
    await start(local, tmp_path, memory)
    assert len(syncs(local)) == 2
    assert len(runtimes) == 3


async def test_syncs_to_one_server_only_when_told(
    local: LocalDiscord, runtimes: list[HallRuntime], tmp_path: Path
) -> None:
    guild = local.default_world().guild
    await start(local, tmp_path, CountingMemory(), dev_guild_id=guild.id)
    assert [f"/guilds/{guild.id}/" in path for path in syncs(local)] == [True]


async def test_what_can_not_be_opened_comes_out_unwrapped(
    local: LocalDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise ConfigError(["It is wrong."])

    monkeypatch.setattr("bot.app.open_runtime", refuse)
    with pytest.raises(ConfigError, match="It is wrong"):  # instead of discord.py's ExtensionFailed
        await start(local, tmp_path, CountingMemory())
    assert syncs(local) == []


async def test_asks_for_no_more_than_it_needs(hall: Hall) -> None:
    bot = hall.bot
    assert bot.intents.value == 1  # guilds
    assert not bot.intents.message_content
    assert bot.allowed_mentions is not None
    assert dict(bot.allowed_mentions.to_dict()) == {"parse": []}


async def test_every_command_is_for_servers_and_named_as_discord_wants(hall: Hall) -> None:
    commands = hall.bot.tree.get_commands(type=discord.AppCommandType.chat_input)
    names = [command.qualified_name for command in hall.bot.tree.walk_commands()]
    assert len(names) == len(set(names))
    for command in commands:
        assert isinstance(command, app_commands.Command | app_commands.Group)
        # Everybody's own data can be asked for in a direct message as well.
        assert command.guild_only or command.name == "privacy"
        assert is_command_name(command.name)
    issue = {
        "music": ["prompt", "model", "version", "lyrics", "instrumental", "reference", "reference_url", "format"],
        "sfx": ["prompt", "duration", "video", "video_url", "format"],
        "tts": ["text", "voice", "language", "translate_to", "pitch", "sample_rate"],
        "video": [
            "prompt", "model", "version", "duration", "resolution", "aspect", "audio", "image", "last_image",
        ],
        "jobs list": [], "jobs show": ["id"], "jobs cancel": ["id"], "jobs retry": ["id"],
    }  # fmt: skip
    for name, options in issue.items():
        found = next(one for one in hall.bot.tree.walk_commands() if one.qualified_name == name)
        assert isinstance(found, app_commands.Command)
        assert [parameter.display_name for parameter in found.parameters][: len(options)] == options


async def test_every_word_of_a_command_has_its_english_text(hall: Hall) -> None:
    texts = hall.bot.texts
    words: list[app_commands.locale_str] = []
    operators = Owner.operator  # offered in one server alone, and there is none here
    for command in (*hall.bot.tree.walk_commands(), operators, *operators.walk_commands()):
        assert isinstance(command, app_commands.Command | app_commands.Group)
        words += [word for word in (command._locale_name, command._locale_description) if word]
        if isinstance(command, app_commands.Command):
            for parameter in command._params.values():
                assert isinstance(parameter._rename, app_commands.locale_str), parameter.name
                assert isinstance(parameter.description, app_commands.locale_str), parameter.name
                words += [parameter._rename, parameter.description]
    assert len(words) > 80
    for word in words:
        assert texts.text(word.extras["key"], "en-US") == str(word)
    named = {word.extras["key"] for word in words}
    assert sorted(key for key in master_messages() if key.startswith("cmd-") and key not in named) == []


async def test_an_error_nobody_answered_is_one_sentence_with_an_id(hall: Hall) -> None:
    @hall.bot.tree.command()
    async def broken(interaction: AnyInteraction) -> None:
        """Break."""
        raise RuntimeError("secret detail")

    await hall.bot.tree.sync()
    told = said(await hall.run("/broken"))
    assert "went wrong" in told
    assert "secret" not in told
    assert "`" in told


async def test_a_command_that_is_gone_is_told(hall: Hall) -> None:
    await hall.bot.unload_extension("cogs.sfx")
    assert "older than mine" in said(await hall.run("/sfx prompt:a door"))


def outdate(hall: Hall, command: str, option: str, **changes: Any) -> None:
    """Let Discord have an older version of one option."""
    registered = next(one for one in hall.local.platform.registry.all(None) if one["name"] == command)
    next(one for one in registered["options"] if one["name"] == option).update(changes)


@pytest.mark.parametrize(
    ("option", "changes", "filled"),
    [
        ("pitch", {"type": 3}, "pitch:high"),
        ("sample_rate", {"type": 3, "autocomplete": False}, "sample_rate:44100"),
        ("text_file", {"type": 3}, "text_file:a.txt"),
        ("voice", {"type": 4, "autocomplete": False, "max_length": None, "min_length": None}, "voice:7"),
        ("pitch", {"name": "tone"}, "tone:2"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_an_option_as_an_older_version_had_it_is_one_sentence(
    hall: Hall, caplog: pytest.LogCaptureFixture, option: str, changes: dict[str, Any], filled: str
) -> None:
    outdate(hall, "tts", option, **changes)
    told = said(await hall.run(f"/tts text:hello {filled}"))
    assert told.startswith("Discord's copy of this command is older than mine")
    assert "\n" not in told
    assert not [record for record in caplog.records if record.exc_info]
    assert await hall.jobs() == []


async def test_a_copy_that_proves_older_is_synced_again_once(hall: Hall) -> None:
    assert hall.bot.command_sync is not None
    async with asyncio.timeout(30):
        await hall.bot.command_sync.current.wait()
    before = len(syncs(hall.local))
    outdate(hall, "tts", "pitch", type=3)
    await hall.run("/tts text:hello pitch:high")
    await until(lambda: len(syncs(hall.local)) > before)
    outdate(hall, "tts", "pitch", type=3)
    await hall.run("/tts text:hello pitch:high")
    assert len(syncs(hall.local)) == before + 1, "at most once an hour: creates are counted"


async def test_a_channel_of_an_unknown_type_is_told_as_such(hall: Hall) -> None:
    # What Discord may add tomorrow.
    channel = hall.local.world.add_channel(hall.world.guild, "new kind", kind=UNKNOWN_CHANNEL_TYPE)  # type: ignore[arg-type]
    interaction = await hall.local.command(hall.world.member, channel, "/sfx prompt:a door")
    await interaction.done()
    assert said(interaction).startswith("I don't know this kind of channel")


async def until(found: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not found():  # noqa: ASYNC110  # requests have no event
            await asyncio.sleep(0.01)


async def test_a_check_that_fails_is_told_once(hall: Hall) -> None:
    command = next(one for one in hall.bot.tree.walk_commands() if one.qualified_name == "sfx")
    assert isinstance(command, app_commands.Command)

    def refuse(_: AnyInteraction) -> bool:
        return False

    command.add_check(refuse)
    ran = await hall.run("/sfx prompt:a door")
    assert len(ran.ephemeral) == 1
