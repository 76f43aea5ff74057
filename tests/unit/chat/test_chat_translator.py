"""Names and descriptions of commands, as Discord takes them."""

from dataclasses import dataclass

import discord
import pytest
from discord import app_commands

from bot.chat.texts import MASTER, Texts, load_sources
from bot.chat.translator import CommandTranslator, is_command_name
from tests.unit.chat.test_chat_texts import messages

SOURCE = {
    MASTER: "cmd-a-name = music\ncmd-a-description = Make music",
    "de": "cmd-a-name = musik\ncmd-a-description = Musik machen",
    "fr": "cmd-a-name = Deux Mots",
}


@dataclass(frozen=True)
class Context:
    """The part of discord.py's context that a translator may look at."""

    location: app_commands.TranslationContextLocation
    data: object = None


NAME = Context(app_commands.TranslationContextLocation.command_name)
DESCRIPTION = Context(app_commands.TranslationContextLocation.command_description)


async def translate(key: str | None, locale: discord.Locale, where: Context = NAME) -> str | None:
    string = app_commands.locale_str("music") if key is None else app_commands.locale_str("music", key=key)
    return await CommandTranslator(Texts(SOURCE)).translate(string, locale, where)  # type: ignore[arg-type]


async def test_a_name_in_another_language() -> None:
    assert await translate("cmd-a-name", discord.Locale.german) == "musik"
    assert await translate("cmd-a-description", discord.Locale.german, DESCRIPTION) == "Musik machen"


@pytest.mark.parametrize("locale", [discord.Locale.finnish, discord.Locale.japanese])
async def test_no_translation_where_there_is_none(locale: discord.Locale) -> None:
    assert await translate("cmd-a-name", locale) is None


async def test_without_a_key_or_with_an_unknown_one_the_name_stays() -> None:
    assert await translate(None, discord.Locale.german) is None
    assert await translate("cmd-b-name", discord.Locale.german) is None


async def test_a_name_that_discord_would_refuse_is_not_sent() -> None:
    assert await translate("cmd-a-name", discord.Locale.french) is None


@pytest.mark.parametrize(
    ("name", "good"),
    [("music", True), ("音楽", True), ("klangeffekt_2", True), ("Music", False), ("two words", False), ("", False),
     ("a" * 33, False), ("naïve", True), ("a.b", False)],
)  # fmt: skip
def test_what_a_name_may_be(name: str, good: bool) -> None:
    assert is_command_name(name) is good


@pytest.mark.parametrize("locale", sorted(load_sources()))
def test_every_shipped_name_and_description_obeys_discord(locale: str) -> None:
    own = messages(load_sources()[locale])
    texts = Texts()
    for key in (key for key in own if key.startswith("cmd-")):
        text = texts.text(key, locale)
        assert is_command_name(text) if key.endswith("-name") else 1 <= len(text) <= 100, (key, text)
