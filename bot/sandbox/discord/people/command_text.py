"""Parses typed text such as `/jobs show id:42` into a command, its sub command and raw option texts.

Pure. A value extends to the next ` known_option:`; quotes around a whole value are removed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.discord.errors import CommandRejected
from bot.sandbox.discord.rules.commands import CHAT_INPUT, SUB_COMMAND, SUB_GROUP

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """A resolved command: its record, the path of group and sub command, and the options it takes."""

    command: Json
    path: tuple[Json, ...]
    options: tuple[Json, ...]

    @property
    def label(self) -> str:
        """The full command as people write it, such as `/jobs show`."""
        return "/" + " ".join([self.command["name"], *(one["name"] for one in self.path)])


def names(one: Json, locale: str) -> set[str]:
    """Return the names of a command or option in a locale."""
    localized = (one.get("name_localizations") or {}).get(locale)
    return {one["name"], localized} if localized else {one["name"]}


def find(text: str, commands: list[Json], locale: str = "en-US") -> tuple[Target, str]:
    """Return the command that `text` starts with, and the rest of the text."""
    words = text.strip().removeprefix("/").split(maxsplit=1)
    word, rest = (words[0] if words else ""), (words[1] if len(words) > 1 else "")
    slash = [one for one in commands if one["type"] == CHAT_INPUT]
    command = next((one for one in slash if word in names(one, locale)), None)
    if command is None:
        shown = ", ".join(f"/{one['name']}" for one in slash) or "none"
        raise CommandRejected(f"Unknown command /{word}. Registered: {shown}.")
    path: list[Json] = []
    options: list[Json] = command.get("options") or []
    while options and options[0]["type"] in {SUB_COMMAND, SUB_GROUP}:
        words = rest.split(maxsplit=1)
        word, rest = (words[0] if words else ""), (words[1] if len(words) > 1 else "")
        inner = next((one for one in options if word in names(one, locale)), None)
        if inner is None:
            shown = ", ".join(one["name"] for one in options)
            where = " ".join([command["name"], *(one["name"] for one in path)])
            raise CommandRejected(f"/{where} needs a sub command: {shown}.")
        path.append(inner)
        options = inner.get("options") or []
    return Target(command, tuple(path), tuple(options)), rest


def values(target: Target, rest: str, locale: str = "en-US") -> dict[str, str]:
    """Return the raw text of each option in `rest`, by the option's canonical name."""
    known: dict[str, str] = {alias: one["name"] for one in target.options for alias in names(one, locale)}
    if not rest.strip():
        return {}
    if not known:
        raise CommandRejected(f"{target.label} takes no options.")
    pattern = re.compile(r"(?:^|\s)(" + "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True)) + "):")
    matches = list(pattern.finditer(rest))
    before = rest[: matches[0].start()] if matches else rest
    if before.strip():
        shown = ", ".join(one["name"] for one in target.options)
        raise CommandRejected(f"{target.label}: “{before.strip()}” belongs to no option. It takes: {shown}.")
    texts: dict[str, str] = {}
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(rest)
        texts[known[match.group(1)]] = _unquoted(rest[match.end() : end].strip())
    return texts


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def show(target: Target, options: Mapping[str, object]) -> str:
    """Return a command with options as text."""
    return " ".join([target.label, *(f"{name}:{value}" for name, value in options.items())])
