"""Fills in a modal as a person would, with the client's own checks. Stores uploaded files on the local CDN."""

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


class ModalFiller:
    """Turns values and files into the `components` and `resolved` of a modal submit."""

    def __init__(self, world: World, files: Files, channel: Channel) -> None:
        self._world = world
        self._files = files
        self._channel = channel
        self.resolved: dict[str, Json] = {}

    def fill(self, modal: Json, values: Filled, uploads: Mapping[str, Sequence[LocalFile]]) -> list[Json]:
        """Return the submitted components. Raises ComponentRejected for unknown fields and invalid values."""
        known = {one["custom_id"] for one in walk(modal["components"]) if "custom_id" in one}
        for name in [*values, *uploads]:
            if name not in known:
                shown = ", ".join(sorted(known))
                raise ComponentRejected(f"The window “{modal['title']}” has no field {name!r}. It has: {shown}.")
        return [self._layout(one, values, uploads) for one in modal["components"]]

    def _layout(self, component: Json, values: Filled, uploads: Mapping[str, Sequence[LocalFile]]) -> Json:
        if component["type"] == Component.ROW:
            inner = [self._field(each, each.get("label"), values, uploads) for each in component["components"]]
            return {"type": 1, "id": component["id"], "components": inner}
        if component["type"] == Component.LABEL:
            filled = self._field(component["component"], component["label"], values, uploads)
            return {"type": 18, "id": component["id"], "component": filled}
        return {"type": component["type"], "id": component["id"]}

    def _field(
        self, component: Json, label: object, values: Filled, uploads: Mapping[str, Sequence[LocalFile]]
    ) -> Json:
        base: Json = {"type": component["type"], "id": component["id"], "custom_id": component["custom_id"]}
        given = values.get(component["custom_id"])
        if component["type"] == Component.TEXT_INPUT:
            return base | {"value": self._text(component, label, given)}
        if component["type"] == Component.FILE_UPLOAD:
            return base | {"values": self._upload(component, label, uploads.get(component["custom_id"], ()))}
        if component["type"] == Component.CHECKBOX:
            return base | {"value": bool(component.get("default") if given is None else given)}
        chosen = pick(component, _as_list(given), str(label), required=bool(component.get("required", True)))
        if component["type"] == Component.RADIO_GROUP:
            return base | {"value": chosen[0] if chosen else None}
        resolve(self.resolved, self._world, self._channel, component, chosen)
        return base | {"values": chosen}

    @staticmethod
    def _text(component: Json, label: object, given: object) -> str:
        text = str(component.get("value") or "" if given is None else given)
        if not text and not component.get("required", True):
            return ""
        low, high = max(1, component.get("min_length") or 0), component.get("max_length") or 4000
        if not low <= len(text) <= high:
            raise ComponentRejected(f"“{label}” must be {low} to {high} characters long, not {len(text)}.")
        return text

    def _upload(self, component: Json, label: object, given: Sequence[LocalFile]) -> list[str]:
        low, high = value_range(component, required=bool(component.get("required", True)) or bool(given))
        if not low <= len(given) <= high:
            raise ComponentRejected(f"“{label}” takes {low} to {high} files, not {len(given)}.")
        limit = self._world.file_limit_bytes(self._channel)
        ids = []
        for file in given:
            if len(file.data) > limit:
                raise ComponentRejected(f"{file.filename} is too large: at most {limit // 1024 // 1024} MiB here.")
            stored = self._files.store(self._world.bot.id, file, ephemeral=True)
            body = self._files.render(self._files.attachment(stored, file.filename))
            self.resolved.setdefault("attachments", {})[str(stored.id)] = body
            ids.append(str(stored.id))
        return ids


def value_range(component: Json, *, required: bool) -> tuple[int, int]:
    """Return the minimum and maximum number of values of a field; a null counts as not given."""
    low, high = component.get("min_values"), component.get("max_values")
    if high is None:
        high = len(component["options"]) if component["type"] == Component.CHECKBOX_GROUP else 1
    if not required:
        return 0, high
    return (1 if low is None else low), high


def _as_list(given: object) -> list[object]:
    if given is None:
        return []
    return list(given) if isinstance(given, list | tuple) else [given]


def pick(component: Json, given: list[object], label: str, *, required: bool = True) -> list[str]:
    """Return the values chosen in a select or group; nothing given means its defaults."""
    if not given:
        given = [each["value"] for each in component.get("options") or [] if each.get("default")]
        given += [each["id"] for each in component.get("default_values") or []]
    options = component.get("options")
    chosen = []
    for value in given:
        if options is None:
            chosen.append(str(value.id) if isinstance(value, User | Role | Channel) else str(value))
            continue
        match = next((each["value"] for each in options if value in {each["value"], each["label"]}), None)
        if match is None:
            shown = ", ".join(each["label"] for each in options)
            raise ComponentRejected(f"“{label}” has no choice {value!r}. It has: {shown}.")
        chosen.append(str(match))
    low, high = value_range(component, required=required or bool(chosen))
    if not low <= len(chosen) <= high:
        raise ComponentRejected(f"“{label}” takes {low} to {high} choices, not {len(chosen)}.")
    return chosen


def resolve(resolved: dict[str, Json], world: World, channel: Channel, component: Json, chosen: list[str]) -> None:
    """Add the users, roles or channels chosen in the select `component` to `resolved`."""
    if component["type"] not in SELECTS - {Component.STRING_SELECT}:
        return
    guild = world.guild_of(channel)
    for text in chosen:
        number = int(text) if text.isdigit() else 0
        kind = component["type"]
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
