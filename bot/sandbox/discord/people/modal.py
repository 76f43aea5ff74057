"""Fills in a window (modal) as a person would, with the client's own checks. Stores uploaded files on the local CDN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.discord.errors import ComponentRejected
from bot.sandbox.discord.rules.components import SELECTS, Component, walk
from bot.sandbox.discord.world import payloads
from bot.sandbox.discord.world.files import Files
from bot.sandbox.discord.world.model import Channel, LocalFile, Role, User
from bot.sandbox.discord.world.world import World

Json = dict[str, Any]
Filled = Mapping[str, object]


class WindowFiller:
    """Turns values and files into the `components` and `resolved` of a modal submit."""

    def __init__(self, world: World, files: Files, channel: Channel) -> None:
        self._world = world
        self._files = files
        self._channel = channel
        self.resolved: dict[str, Json] = {}

    def fill(self, window: Json, values: Filled, uploads: Mapping[str, Sequence[LocalFile]]) -> list[Json]:
        """The submitted components; refuses unknown fields and values the client would not take."""
        known = {one["custom_id"] for one in walk(window["components"]) if "custom_id" in one}
        for name in [*values, *uploads]:
            if name not in known:
                shown = ", ".join(sorted(known))
                raise ComponentRejected(f"The window “{window['title']}” has no field {name!r}. It has: {shown}.")
        return [self._outer(one, values, uploads) for one in window["components"]]

    def _outer(self, one: Json, values: Filled, uploads: Mapping[str, Sequence[LocalFile]]) -> Json:
        if one["type"] == Component.ROW:
            inner = [self._field(each, each.get("label"), values, uploads) for each in one["components"]]
            return {"type": 1, "id": one["id"], "components": inner}
        if one["type"] == Component.LABEL:
            filled = self._field(one["component"], one["label"], values, uploads)
            return {"type": 18, "id": one["id"], "component": filled}
        return {"type": one["type"], "id": one["id"]}

    def _field(self, one: Json, label: object, values: Filled, uploads: Mapping[str, Sequence[LocalFile]]) -> Json:
        base: Json = {"type": one["type"], "id": one["id"], "custom_id": one["custom_id"]}
        given = values.get(one["custom_id"])
        if one["type"] == Component.TEXT_INPUT:
            return base | {"value": self._text(one, label, given)}
        if one["type"] == Component.FILE_UPLOAD:
            return base | {"values": self._upload(one, label, uploads.get(one["custom_id"], ()))}
        if one["type"] == Component.CHECKBOX:
            return base | {"value": bool(one.get("default") if given is None else given)}
        chosen = pick(one, _as_list(given), str(label), required=bool(one.get("required", True)))
        if one["type"] == Component.RADIO_GROUP:
            return base | {"value": chosen[0] if chosen else None}
        resolve(self.resolved, self._world, self._channel, one, chosen)
        return base | {"values": chosen}

    @staticmethod
    def _text(one: Json, label: object, given: object) -> str:
        text = str(one.get("value") or "" if given is None else given)
        if not text and not one.get("required", True):
            return ""
        low, high = max(1, one.get("min_length") or 0), one.get("max_length") or 4000
        if not low <= len(text) <= high:
            raise ComponentRejected(f"“{label}” must be {low} to {high} characters long, not {len(text)}.")
        return text

    def _upload(self, one: Json, label: object, given: Sequence[LocalFile]) -> list[str]:
        low, high = span(one, required=bool(one.get("required", True)) or bool(given))
        if not low <= len(given) <= high:
            raise ComponentRejected(f"“{label}” takes {low} to {high} files, not {len(given)}.")
        limit = self._world.file_limit_bytes(self._channel)
        ids = []
        for file in given:
            if len(file.data) > limit:
                raise ComponentRejected(f"{file.filename} is too large: at most {limit // 1024 // 1024} MiB here.")
            kept = self._files.store(self._world.bot.id, file, ephemeral=True)
            body = self._files.render(self._files.attachment(kept, file.filename))
            self.resolved.setdefault("attachments", {})[str(kept.id)] = body
            ids.append(str(kept.id))
        return ids


def span(one: Json, *, required: bool) -> tuple[int, int]:
    """How few and how many values a field takes; a null counts as not given."""
    low, high = one.get("min_values"), one.get("max_values")
    if high is None:
        high = len(one["options"]) if one["type"] == Component.CHECKBOX_GROUP else 1
    if not required:
        return 0, high
    return (1 if low is None else low), high


def _as_list(given: object) -> list[object]:
    if given is None:
        return []
    return list(given) if isinstance(given, list | tuple) else [given]


def pick(one: Json, given: list[object], label: str, *, required: bool = True) -> list[str]:
    """The values chosen in a select or group; nothing given means its defaults."""
    if not given:
        given = [each["value"] for each in one.get("options") or [] if each.get("default")]
        given += [each["id"] for each in one.get("default_values") or []]
    options = one.get("options")
    chosen = []
    for value in given:
        if options is None:
            chosen.append(str(value.id) if isinstance(value, User | Role | Channel) else str(value))
            continue
        hit = next((each["value"] for each in options if value in {each["value"], each["label"]}), None)
        if hit is None:
            shown = ", ".join(each["label"] for each in options)
            raise ComponentRejected(f"“{label}” has no choice {value!r}. It has: {shown}.")
        chosen.append(str(hit))
    low, high = span(one, required=required or bool(chosen))
    if not low <= len(chosen) <= high:
        raise ComponentRejected(f"“{label}” takes {low} to {high} choices, not {len(chosen)}.")
    return chosen


def resolve(resolved: dict[str, Json], world: World, channel: Channel, one: Json, chosen: list[str]) -> None:
    """Add the users, roles or channels chosen in `one` to `resolved`."""
    if one["type"] not in SELECTS - {Component.STRING_SELECT}:
        return
    guild = world.guild_of(channel)
    for text in chosen:
        number = int(text) if text.isdigit() else 0
        kind = one["type"]
        if kind in {Component.USER_SELECT, Component.MENTIONABLE_SELECT} and number in world.users:
            resolved.setdefault("users", {})[text] = payloads.user(world.users[number])
            if guild is not None and number in guild.members:
                body = payloads.member(guild.members[number], None)
                body["permissions"] = str(int(world.permissions_in(channel, number)))
                resolved.setdefault("members", {})[text] = body
        elif kind in {Component.ROLE_SELECT, Component.MENTIONABLE_SELECT} and guild and number in guild.roles:
            resolved.setdefault("roles", {})[text] = payloads.role(guild.roles[number])
        elif kind == Component.CHANNEL_SELECT and number in world.channels:
            body = world.channel_payload(world.channels[number])
            body["permissions"] = str(int(world.permissions_in(channel, number)))
            resolved.setdefault("channels", {})[text] = body
        else:
            raise ComponentRejected(f"There is nothing with the id {text!r} to choose.")
