"""Name and describe commands and their options, ready to be translated.

The English in the code is the master; other languages are looked up under ``cmd-<command>-name``,
``cmd-<command>-description``, ``cmd-<command>-<option>-name`` and ``cmd-<command>-<option>-description``.
"""

from collections.abc import Callable, Mapping
from typing import TypedDict, TypeVar

from discord import app_commands

T = TypeVar("T")


def word(text: str, key: str) -> app_commands.locale_str:
    """Return a text that the translator can look up."""
    return app_commands.locale_str(text, key=key)


class Named(TypedDict):
    """The name and description of a command or a group."""

    name: app_commands.locale_str
    description: app_commands.locale_str


def named(command: str, description: str) -> Named:
    """Return a command's name and description; ``jobs-show`` is the sub-command ``show`` of ``jobs``."""
    name = word(command.rpartition("-")[2], f"cmd-{command}-name")
    return {"name": name, "description": word(description, f"cmd-{command}-description")}


def options(command: str, descriptions: Mapping[str, str]) -> Callable[[T], T]:
    """Name and describe the options of a command. ``parameter:shown`` shows a parameter under another name."""

    def decorate(function: T) -> T:
        names, texts = {}, {}
        for spec, text in descriptions.items():
            parameter, _, shown = spec.partition(":")
            shown = shown or parameter
            stem = f"cmd-{command}-{shown}".replace("_", "-")
            names[parameter] = word(shown, f"{stem}-name")
            texts[parameter] = word(text, f"{stem}-description")
        return app_commands.rename(**names)(app_commands.describe(**texts)(function))

    return decorate
