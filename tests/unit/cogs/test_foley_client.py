"""Foley's own client: when commands are synced, what it asks of Discord, and errors nobody answered."""

from pathlib import Path

import pytest
from discord import app_commands

from bot.chat.answers import AnyInteraction
from bot.chat.translator import is_command_name
from bot.client import FileMemory, Foley
from bot.errors import ConfigError
from bot.sandbox.discord import LocalDiscord
from tests.unit.cogs.conftest import CountingMemory, Hall, HallRuntime, said, settings_for


def syncs(local: LocalDiscord) -> list[str]:
    return [record.path for record in local.requests if record.method == "PUT" and record.path.endswith("/commands")]


async def start(local: LocalDiscord, folder: Path, memory: CountingMemory, **settings: object) -> Foley:
    bot = Foley(settings_for(local, folder, **settings), memory=memory)
    async with bot:
        await bot.login(local.token)
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
    with pytest.raises(ConfigError, match="It is wrong"):
        await start(local, tmp_path, CountingMemory())
    assert syncs(local) == []


async def test_asks_for_no_more_than_it_needs(hall: Hall) -> None:
    bot = hall.bot
    assert bot.intents.value == 1  # guilds
    assert not bot.intents.message_content
    assert bot.allowed_mentions is not None
    assert dict(bot.allowed_mentions.to_dict()) == {"parse": []}


async def test_every_command_is_for_servers_and_named_as_discord_wants(hall: Hall) -> None:
    commands = hall.bot.tree.get_commands()
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
        "tts": ["text", "voice", "language", "pitch", "sample_rate"],
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
    for command in hall.bot.tree.walk_commands():
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
    assert "changed" in said(await hall.run("/sfx prompt:a door"))


async def test_a_check_that_fails_is_told_once(hall: Hall) -> None:
    command = next(one for one in hall.bot.tree.walk_commands() if one.qualified_name == "sfx")
    assert isinstance(command, app_commands.Command)

    def refuse(_: AnyInteraction) -> bool:
        return False

    command.add_check(refuse)
    ran = await hall.run("/sfx prompt:a door")
    assert len(ran.ephemeral) == 1


async def test_the_memory_survives_and_a_broken_file_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "commands.json"
    await FileMemory(path).save("a", "1")
    await FileMemory(path).save("b", "2")
    assert [await FileMemory(path).load(scope) for scope in "abc"] == ["1", "2", None]
    path.write_text("[1]")
    assert await FileMemory(path).load("a") is None
    path.write_text("{")
    await FileMemory(path).save("a", "3")
    assert await FileMemory(path).load("a") == "3"
    await FileMemory(Path("/proc/none/x.json")).save("a", "1")
