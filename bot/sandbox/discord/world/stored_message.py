"""Converts the embeds and components of a request to the form Discord returns: ids and defaults filled in.

Fields that exist in requests only are dropped. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from bot.sandbox.discord.rules.components import SELECTS, walk

Json = dict[str, Any]
# Defaults Discord fills in for fields a sender left out, by component type.
_DEFAULTS: Mapping[int, Json] = {
    11: {"description": None, "spoiler": False},
    13: {"name": None, "size": None, "spoiler": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}
_GALLERY_ITEM = {"description": None, "spoiler": False}


def embed(sent: Json) -> Json:
    """Return an embed as stored."""
    stored = {"type": "rich", **sent}
    if "fields" in stored:
        stored["fields"] = [{"inline": False, **one} for one in stored["fields"]]
    return stored


def components(sent: list[Json]) -> list[Json]:
    """Return the components of a message as stored; a select loses `required`, which has a meaning in modals only."""
    stored = modal_components(sent)
    for component in walk(stored):
        if component.get("type") in SELECTS:
            component.pop("required", None)
        component |= {**_DEFAULTS.get(component.get("type", 0), {}), **component}
        for name in ("media", "file"):
            if isinstance(component.get(name), dict):
                component[name] = _media(component[name])
        if "items" in component:
            component["items"] = [
                {**_GALLERY_ITEM, **item, "media": _media(item["media"])} for item in component["items"]
            ]
    return stored


def _media(sent: Json) -> Json:
    """Return an unfurled media item, with an id of its own."""
    media_id = int.from_bytes(hashlib.sha256(str(sent["url"]).encode()).digest()[:7]) | 1 << 55
    return {"id": str(media_id), "proxy_url": sent["url"], **sent}


def modal_components(sent: list[Json]) -> list[Json]:
    """Return the components with an `id` on each."""
    taken = {component["id"] for component in walk(sent) if component.get("id")}
    counter = 0

    def copy(component: Json) -> Json:
        nonlocal counter
        copied = _values(component)
        if not copied.get("id"):
            counter += 1
            while counter in taken:
                counter += 1
            copied["id"] = counter
        for key in ("accessory", "component"):
            if copied.get(key):
                copied[key] = copy(copied[key])
        if "components" in copied:
            copied["components"] = [copy(inner) for inner in copied["components"]]
        return copied

    return [copy(component) for component in sent]


def _values(component: Json) -> Json:
    """Return a copy with ids as strings, and without the `id` key of Unicode emoji."""
    values = dict(component)
    if isinstance(values.get("emoji"), dict) and values["emoji"].get("id") is None:
        values["emoji"] = {key: value for key, value in values["emoji"].items() if key != "id"}
    if values.get("default_values"):
        values["default_values"] = [{**each, "id": str(each["id"])} for each in values["default_values"]]
    return values


def linked(value: Any, links: Mapping[str, str]) -> Any:
    """Return a deep copy with each `attachment://name` replaced by that attachment's link."""
    if isinstance(value, list):
        return [linked(one, links) for one in value]
    if isinstance(value, dict):
        return {key: linked(one, links) for key, one in value.items()}
    if isinstance(value, str) and value.startswith("attachment://"):
        return links.get(value.removeprefix("attachment://"), value)
    return value
