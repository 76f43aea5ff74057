"""Validates the embeds of a message: lengths, links, colour, timestamp, and that none is empty.

Pure. Source: https://discord.com/developers/docs/resources/message#embed-object
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.sandbox.discord.rules.form import Form, Path

Json = dict[str, Any]
_TEXTS = (("title", 256), ("description", 4096))
_URLS = (("url",), ("image", "url"), ("thumbnail", "url"), ("footer", "icon_url"), ("author", "icon_url"),
         ("author", "url"))  # fmt: skip
_SCHEMES = ("http", "https", "attachment")
_VISIBLE = ("title", "description", "fields", "image", "thumbnail", "author", "footer", "timestamp", "url", "video")


def check_all(form: Form, embeds: list[Any]) -> None:
    """Validate all embeds of a message, and their total length."""
    total = sum(_check(form, ("embeds", at), one) for at, one in enumerate(embeds))
    if total > 6000:
        form.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _check(form: Form, path: Path, embed: Any) -> int:
    """Validate one embed and return its number of characters."""
    if not isinstance(embed, dict):
        form.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return 0
    if not any(embed.get(name) for name in _VISIBLE):
        form.add((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    if embed.get("color") is not None:
        form.whole((*path, "color"), embed["color"], 0, 0xFFFFFF)
    _check_time(form, (*path, "timestamp"), embed.get("timestamp"))
    for steps in _URLS:
        value = _at(embed, steps)
        if value:
            form.url((*path, *steps), str(value), _SCHEMES)
    return _check_texts(form, path, embed)


def _check_texts(form: Form, path: Path, embed: Json) -> int:
    texts: list[tuple[Any, int, Path]] = [(embed.get(name), limit, (*path, name)) for name, limit in _TEXTS]
    texts.append((_at(embed, ("footer", "text")), 2048, (*path, "footer", "text")))
    texts.append((_at(embed, ("author", "name")), 256, (*path, "author", "name")))
    total = sum(len(value) for value, limit, where in texts if form.text(where, value, 0, limit, required=False))
    fields = embed.get("fields") or []
    if form.items((*path, "fields"), fields, 0, 25):
        for number, field in enumerate(fields):
            for name, limit in (("name", 256), ("value", 1024)):
                if form.text((*path, "fields", number, name), field.get(name), 1, limit):
                    total += len(field[name])
    return total


def _at(embed: Json, steps: tuple[str, ...]) -> Any:
    value: Any = embed
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _check_time(form: Form, path: Path, value: Any) -> None:
    if value is None:
        return
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        form.add(path, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
