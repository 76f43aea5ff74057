"""Translate names and descriptions of commands for Discord, from the same Fluent files as all other texts.

A ``locale_str("music", key="cmd-music-name")`` is looked up under its key; without one nothing is translated.
The name in the code is the master: a missing translation leaves it as it is.
"""

import discord
from discord import app_commands

from bot.chat.texts import MASTER, Texts

_NAMES = frozenset(
    {
        app_commands.TranslationContextLocation.command_name,
        app_commands.TranslationContextLocation.group_name,
        app_commands.TranslationContextLocation.parameter_name,
    }
)
_LONGEST_NAME = 32
_LONGEST_TEXT = 100


class CommandTranslator(app_commands.Translator):
    """Translates for the command tree."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return the translation, None if there is none for exactly this language."""
        key = string.extras.get("key")
        nearest = self._texts.nearest(locale.value)
        if not isinstance(key, str) or (nearest == MASTER and not locale.value.startswith("en")):
            return None
        if not self._texts.has(key, nearest):
            return None
        text = self._texts.text(key, nearest)
        if isinstance(context.data, app_commands.ContextMenu):  # its name is free text
            return text[:_LONGEST_NAME]
        if context.location in _NAMES:
            return text if is_command_name(text) else None
        return text[:_LONGEST_TEXT]


def is_command_name(name: str) -> bool:
    """Return whether Discord takes this as the name of a command or an option.

    Letters, numbers, ``_ - '`` in any script, 1 to 32 of them, no upper case in a script that has lower case.
    https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
    """
    allowed = all(character in "_-'" or character.isalpha() or character.isnumeric() for character in name)
    return 1 <= len(name) <= _LONGEST_NAME and allowed and name == name.lower()
