"""Each command stays within what Discord takes, in every language there are texts for."""

from collections.abc import Iterator

import discord
import pytest
from discord import app_commands

from bot.chat.texts import Texts
from bot.chat.translator import CommandTranslator
from cogs.admin import Admin
from cogs.help import Help
from cogs.jobs import Jobs
from cogs.music import Music
from cogs.owner import Owner
from cogs.presets import Presets
from cogs.privacy import Privacy
from cogs.sfx import Sfx
from cogs.tts import Tts
from cogs.video import Video
from cogs.voices import Voices

# https://discord.com/developers/docs/interactions/application-commands: name, description and value, all together.
LARGEST = 8000
COGS = (Admin, Help, Jobs, Music, Owner, Presets, Privacy, Sfx, Tts, Video, Voices)
COMMANDS = [command for cog in COGS for command in cog.__cog_app_commands__]


async def payload_of(command: object) -> dict[str, object]:
    """Return a command as it is sent, with every language."""
    assert isinstance(command, app_commands.Command | app_commands.Group)
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    await tree.set_translator(CommandTranslator(Texts()))
    assert tree.translator is not None
    return dict(await command.get_translated_payload(tree, tree.translator))


def texts_in(value: object, locale: str) -> Iterator[str]:
    """Yield every name, description and value of a payload as a reader of this language gets it."""
    if isinstance(value, list):
        for one in value:
            yield from texts_in(one, locale)
    elif isinstance(value, dict):
        for key in ("name", "description"):
            if key in value:
                yield str((value.get(f"{key}_localizations") or {}).get(locale) or value[key])
        yield str(value.get("value", ""))
        for key in ("options", "choices"):
            yield from texts_in(value.get(key), locale)


@pytest.mark.parametrize("locale", Texts().locales)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
async def test_no_command_is_too_large_in_any_language(command: object, locale: str) -> None:
    said = list(texts_in(await payload_of(command), locale))
    assert len(said) >= 3
    assert sum(map(len, said)) <= LARGEST
    assert all(len(one) <= 100 for one in said)


async def test_foley_has_eight_subcommands_and_no_group_in_them() -> None:
    names = {command.name for command in Admin.foley.commands}
    assert names == {"panel", "setup", "pause", "resume", "block", "usage", "jobs", "export"}
    assert not any(isinstance(command, app_commands.Group) for command in Admin.foley.commands)


async def test_a_group_has_no_more_children_than_discord_takes() -> None:
    for command in COMMANDS:
        if isinstance(command, app_commands.Group):
            for group in (command, *(one for one in command.walk_commands() if isinstance(one, app_commands.Group))):
                assert 1 <= len(group.commands) <= 25
