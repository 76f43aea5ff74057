"""What a message was sent with, as Discord gives it back: ids and defaults filled in, what only requests have left out.

Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from bot.sandbox.discord.rules.components import SELECTS, walk

Json = dict[str, Any]
# What Discord says of a component where its sender said nothing, by type.
_DEFAULTS: Mapping[int, Json] = {
    11: {"description": None, "spoiler": False},
    13: {"name": None, "size": None, "spoiler": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}
_GALLERY_ITEM = {"description": None, "spoiler": False}


def embed(sent: Json) -> Json:
    """An embed."""
    made = {"type": "rich", **sent}
    if "fields" in made:
        made["fields"] = [{"inline": False, **one} for one in made["fields"]]
    return made


def components(sent: list[Json]) -> list[Json]:
    """The components of a message; `required` of a select means something in a modal only."""
    made = modal_components(sent)
    for one in walk(made):
        if one.get("type") in SELECTS:
            one.pop("required", None)
        one |= {**_DEFAULTS.get(one.get("type", 0), {}), **one}
        for name in ("media", "file"):
            if isinstance(one.get(name), dict):
                one[name] = _media(one[name])
        if "items" in one:
            one["items"] = [{**_GALLERY_ITEM, **item, "media": _media(item["media"])} for item in one["items"]]
    return made


def _media(sent: Json) -> Json:
    """What is shown from an address, with a number of its own."""
    number = int.from_bytes(hashlib.sha256(str(sent["url"]).encode()).digest()[:7]) | 1 << 55
    return {"id": str(number), "proxy_url": sent["url"], **sent}


def modal_components(sent: list[Json]) -> list[Json]:
    """Components, each with an `id`."""
    taken = {one["id"] for one in walk(sent) if one.get("id")}
    counter = 0

    def copy(one: Json) -> Json:
        nonlocal counter
        new = _values(one)
        if not new.get("id"):
            counter += 1
            while counter in taken:
                counter += 1
            new["id"] = counter
        for key in ("accessory", "component"):
            if new.get(key):
                new[key] = copy(new[key])
        if "components" in new:
            new["components"] = [copy(inner) for inner in new["components"]]
        return new

    return [copy(one) for one in sent]


def _values(one: Json) -> Json:
    """A copy with ids as text, and without the id that an emoji of Unicode has not."""
    new = dict(one)
    if isinstance(new.get("emoji"), dict) and new["emoji"].get("id") is None:
        new["emoji"] = {key: value for key, value in new["emoji"].items() if key != "id"}
    if new.get("default_values"):
        new["default_values"] = [{**each, "id": str(each["id"])} for each in new["default_values"]]
    return new


def linked(value: Any, links: Mapping[str, str]) -> Any:
    """A deep copy with `attachment://name` replaced by that attachment's link."""
    if isinstance(value, list):
        return [linked(one, links) for one in value]
    if isinstance(value, dict):
        return {key: linked(one, links) for key, one in value.items()}
    if isinstance(value, str) and value.startswith("attachment://"):
        return links.get(value.removeprefix("attachment://"), value)
    return value
