"""Validates application commands as Discord does when they are registered.

Pure. Source: https://discord.com/developers/docs/interactions/application-commands
"""

from __future__ import annotations

import unicodedata
from typing import Any

from bot.sandbox.discord.rules.form import Form, Path

Json = dict[str, Any]
LOCALES = frozenset(
    {
        "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl",
        "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi",
        "th", "zh-CN", "ja", "zh-TW", "ko",
    }
)  # fmt: skip
CHAT_INPUT, USER, MESSAGE = 1, 2, 3
SUB_COMMAND, SUB_GROUP, STRING, INTEGER, BOOLEAN, USER_OPTION, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(
    1, 12
)
_TYPES_WITH_CHOICES = frozenset({STRING, INTEGER, NUMBER})
MAX_SIZE = 8000


def is_name(name: str) -> bool:
    """Return whether a name is valid for a slash command or option."""
    return 1 <= len(name) <= 32 and name == name.lower() and all(_is_name_character(char) for char in name)


def _is_name_character(char: str) -> bool:
    in_script = "\u0900" <= char <= "\u097f" or "\u0e00" <= char <= "\u0e7f"  # Devanagari, Thai: with marks
    return char in "-_'" or in_script or unicodedata.category(char)[0] in "LN"


def check_all(form: Form, commands: list[Any]) -> None:
    """Validate a bulk overwrite; paths start with the command's index."""
    seen: set[tuple[int, str]] = set()
    for at, command in enumerate(commands):
        check(form, (at,), command)
        if isinstance(command, dict):
            key = (int(command.get("type") or CHAT_INPUT), str(command.get("name")))
            if key in seen:
                message = "Application command names must be unique"
                form.add((at, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
            seen.add(key)


def check(form: Form, path: Path, command: Any) -> None:
    """Validate one command."""
    if not isinstance(command, dict):
        form.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return
    kind = command.get("type") or CHAT_INPUT
    if not form.choice((*path, "type"), kind, frozenset({CHAT_INPUT, USER, MESSAGE, 4})):
        return
    if kind == CHAT_INPUT:
        _check_name(form, path, command)
        _check_description(form, path, command)
        _check_options(form, (*path, "options"), command.get("options") or [], depth=0)
        if size(command) > MAX_SIZE:
            form.add(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MAX_SIZE})")
    else:
        form.text((*path, "name"), command.get("name"), 1, 32)
        for locale, name in _localizations(form, (*path, "name_localizations"), command.get("name_localizations")):
            form.text((*path, "name_localizations", locale), name, 1, 32)
        if command.get("options"):
            message = "Context menu commands cannot have options"
            form.add((*path, "options"), "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_NOT_EMPTY", message)
        if command.get("description"):
            message = "Context menu commands cannot have description"
            form.add((*path, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_EMPTY", message)
    for name, allowed in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        for at, one in enumerate(command.get(name) or []):
            form.choice((*path, name, at), one, frozenset(allowed))
    granted = command.get("default_member_permissions")
    if granted is not None and not str(granted).isdigit():
        form.add((*path, "default_member_permissions"), "NUMBER_TYPE_COERCE", f'Value "{granted}" is not snowflake.')


def _check_name(form: Form, path: Path, item: Json) -> None:
    if form.text((*path, "name"), item.get("name"), 1, 32) and not is_name(item["name"]):
        form.add((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    for locale, name in _localizations(form, (*path, "name_localizations"), item.get("name_localizations")):
        where = (*path, "name_localizations", locale)
        if form.text(where, name, 1, 32) and not is_name(name):
            form.add(where, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_description(form: Form, path: Path, item: Json) -> None:
    form.text((*path, "description"), item.get("description"), 1, 100)
    for locale, text in _localizations(
        form, (*path, "description_localizations"), item.get("description_localizations")
    ):
        form.text((*path, "description_localizations", locale), text, 1, 100)


def _localizations(form: Form, path: Path, table: Any) -> list[tuple[str, Any]]:
    valid = []
    for locale, text in (table or {}).items():
        if locale in LOCALES:
            valid.append((locale, text))
        else:
            form.add((*path, locale), "LOCALE_INVALID", f"'{locale}' is not a valid locale.")
    return valid


def _check_options(form: Form, path: Path, options: Any, *, depth: int) -> None:
    if not form.items(path, options, 0, 25):
        return
    names: set[str] = set()
    optional_seen = False
    nested = {one.get("type") in {SUB_COMMAND, SUB_GROUP} for one in options if isinstance(one, dict)}
    if len(nested) > 1:
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    for at, one in enumerate(options):
        where = (*path, at)
        if not isinstance(one, dict) or not form.choice((*where, "type"), one.get("type"), frozenset(range(1, 12))):
            continue
        _check_name(form, where, one)
        _check_description(form, where, one)
        if one.get("name") in names:
            message = "Option name already exists"
            form.add((*where, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", message)
        names.add(str(one.get("name")))
        if one.get("required") and optional_seen:
            message = "Required options must be placed before non-required options"
            form.add(where, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not one.get("required")
        _check_option(form, where, one, depth)


def _check_option(form: Form, path: Path, option: Json, depth: int) -> None:
    kind = option["type"]
    if kind in {SUB_COMMAND, SUB_GROUP}:
        if depth > 1 or (kind == SUB_GROUP and depth > 0):
            form.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands are nested too deeply")
        elif kind == SUB_GROUP and not option.get("options"):
            form.add((*path, "options"), "BASE_TYPE_REQUIRED", "This field is required")
        else:
            _check_options(
                form, (*path, "options"), option.get("options") or [], depth=depth + 1 if kind == SUB_GROUP else 2
            )
        return
    choices = option.get("choices") or []
    if option.get("autocomplete") and (choices or kind not in _TYPES_WITH_CHOICES):
        message = "Options with autocomplete must be of a type with values and must not have choices"
        form.add((*path, "autocomplete"), "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID", message)
    if choices and kind not in _TYPES_WITH_CHOICES:
        message = "Choices are only allowed on string, integer and number options"
        form.add((*path, "choices"), "APPLICATION_COMMAND_OPTION_CHOICES_INVALID", message)
    _check_choices(form, (*path, "choices"), choices, kind)
    for name, least in (("min_length", 0), ("max_length", 1)):
        value = option.get(name)
        if value is not None and (kind != STRING or not least <= value <= 6000):
            form.add((*path, name), "NUMBER_TYPE_RANGE", f"int value should be between {least} and 6000.")
    low, high = option.get("min_value"), option.get("max_value")
    if (low is not None or high is not None) and kind not in {INTEGER, NUMBER}:
        form.add((*path, "min_value"), "APPLICATION_COMMAND_OPTION_RANGE_INVALID", "Only numbers have a range")
    if low is not None and high is not None and low > high:
        message = "min_value must not be above max_value"
        form.add((*path, "min_value"), "APPLICATION_COMMAND_OPTION_RANGE_INVALID", message)


def _check_choices(form: Form, path: Path, choices: Any, kind: int) -> None:
    if not form.items(path, choices, 0, 25):
        return
    names: set[str] = set()
    wanted: type | tuple[type, ...] = {STRING: str, INTEGER: int}.get(kind, (int, float))
    for at, choice in enumerate(choices):
        where = (*path, at)
        if form.text((*where, "name"), choice.get("name"), 1, 100):
            if choice["name"] in names:
                message = "Choice name already exists"
                form.add((*where, "name"), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS", message)
            names.add(choice["name"])
        for locale, name in _localizations(form, (*where, "name_localizations"), choice.get("name_localizations")):
            form.text((*where, "name_localizations", locale), name, 1, 100)
        value = choice.get("value")
        if isinstance(value, bool) or not isinstance(value, wanted):
            form.add((*where, "value"), "BASE_TYPE_BAD_TYPE", "The value has not the type of its option.")
        elif isinstance(value, str):
            form.text((*where, "value"), value, 1, 100)


def size(one: Json) -> int:
    """Return the total length of names, descriptions and values; of localised texts the longest counts."""
    total = 0
    for key in ("name", "description"):
        texts = [str(one.get(key) or ""), *(one.get(f"{key}_localizations") or {}).values()]
        total += max(len(text) for text in texts)
    if isinstance(one.get("value"), str):
        total += len(one["value"])
    return total + sum(size(inner) for inner in [*(one.get("options") or []), *(one.get("choices") or [])])
