"""Converts a person's input into the option values and `resolved` data of an interaction, as the client would.

It raises `CommandRejected` for what the client would not accept, and stores attachments on the local CDN.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.discord.errors import CommandRejected
from bot.sandbox.discord.people.command_text import Target, names
from bot.sandbox.discord.rules import commands as kinds
from bot.sandbox.discord.world import payloads
from bot.sandbox.discord.world.files import Files
from bot.sandbox.discord.world.model import Channel, LocalFile, Role, User
from bot.sandbox.discord.world.world import World

Json = dict[str, Any]
_SAFE_INTEGER = 2**53 - 1


class OptionReader:
    """Reads the options of one command, run by one person in one channel."""

    def __init__(self, world: World, files: Files, user: User, channel: Channel, target: Target) -> None:
        self._world = world
        self._files = files
        self._user = user
        self._channel = channel
        self._target = target
        self.resolved: dict[str, Json] = {}

    def read(self, given: Mapping[str, object], *, focused: str | None = None) -> list[Json]:
        """Return the option values; with `focused`, incomplete ones as in an autocomplete interaction."""
        known = {alias: one for one in self._target.options for alias in names(one, self._user.locale)}
        for name in given:
            if name not in known:
                shown = ", ".join(one["name"] for one in self._target.options) or "nothing"
                raise CommandRejected(f"{self._target.label} has no option “{name}”. It takes: {shown}.")
        values = {known[name]["name"]: value for name, value in given.items() if value is not None}
        filled = []
        for option in self._target.options:
            name = option["name"]
            if name == focused:
                filled.append(
                    {"name": name, "type": option["type"], "value": str(values.get(name, "")), "focused": True}
                )
            elif name in values:
                filled.append({"name": name, "type": option["type"], "value": self._value(option, values[name])})
            elif option.get("required") and focused is None:
                raise CommandRejected(f"{self._target.label}: the option “{name}” is required.")
        return filled

    def nested(self, filled: list[Json]) -> list[Json]:
        """Return the options nested inside their sub command and group."""
        for step in reversed(self._target.path):
            filled = [{"name": step["name"], "type": step["type"], "options": filled}]
        return filled

    def _refuse(self, option: Json, why: str) -> CommandRejected:
        return CommandRejected(f"{self._target.label}: “{option['name']}” {why}")

    def _value(self, option: Json, value: object) -> object:
        if option.get("choices"):
            return self._choice(option, value)
        match option["type"]:
            case kinds.STRING:
                return self._string(option, value)
            case kinds.INTEGER | kinds.NUMBER:
                return self._number(option, value)
            case kinds.BOOLEAN:
                return self._boolean(option, value)
            case kinds.ATTACHMENT:
                return self._attachment(option, value)
            case kinds.USER_OPTION:
                return self._user_id(option, value)
            case kinds.CHANNEL:
                return self._channel_id(option, value)
            case kinds.ROLE:
                return self._role_id(option, value)
        return self._mentionable(option, value)

    def _choice(self, option: Json, value: object) -> object:
        for one in option["choices"]:
            if value == one["value"] or str(value) == str(one["value"]) or value in names(one, self._user.locale):
                return one["value"]
        shown = ", ".join(one["name"] for one in option["choices"])
        raise self._refuse(option, f"must be one of: {shown}.")

    def _string(self, option: Json, value: object) -> str:
        text = str(value)
        low, high = option.get("min_length") or 0, option.get("max_length") or 6000
        if not text and option.get("required"):
            raise self._refuse(option, "is required.")
        if not low <= len(text) <= high:
            raise self._refuse(option, f"must be {low} to {high} characters long, not {len(text)}.")
        return text

    def _number(self, option: Json, value: object) -> int | float:
        is_integer = option["type"] == kinds.INTEGER
        try:
            number = int(str(value)) if is_integer else float(str(value))
        except ValueError:
            raise self._refuse(option, f"must be a {'whole ' if is_integer else ''}number, not “{value}”.") from None
        low = option.get("min_value", -_SAFE_INTEGER)
        high = option.get("max_value", _SAFE_INTEGER)
        low = -_SAFE_INTEGER if low is None else low
        high = _SAFE_INTEGER if high is None else high
        if not low <= number <= high:
            raise self._refuse(option, f"must be between {low} and {high}.")
        return number

    def _boolean(self, option: Json, value: object) -> bool:
        if isinstance(value, bool):
            return value
        if str(value).lower() not in {"true", "false"}:
            raise self._refuse(option, "must be True or False.")
        return str(value).lower() == "true"

    def _attachment(self, option: Json, value: object) -> str:
        if not isinstance(value, LocalFile):
            raise self._refuse(option, "needs a file.")
        limit = self._world.file_limit_bytes(self._channel)
        if len(value.data) > limit:
            raise self._refuse(option, f"is too large: at most {limit // 1024 // 1024} MiB here.")
        stored = self._files.store(self._world.bot.id, value, ephemeral=True)
        body = self._files.attachment(stored, value.filename)
        self.resolved.setdefault("attachments", {})[str(stored.id)] = self._files.render(body)
        return str(stored.id)

    def _user_id(self, option: Json, value: object) -> str:
        user = value if isinstance(value, User) else self._by_text(str(value), self._world.users, "username")
        if not isinstance(user, User):
            raise self._refuse(option, f"names no user: “{value}”.")
        self.resolved.setdefault("users", {})[str(user.id)] = payloads.user(user)
        guild = self._world.guild_of(self._channel)
        member = None if guild is None else guild.members.get(user.id)
        if member is not None:
            allowed = str(int(self._world.permissions_in(self._channel, user.id)))
            body = payloads.member(member, None)
            body = {key: one for key, one in body.items() if key not in {"deaf", "mute"}} | {"permissions": allowed}
            self.resolved.setdefault("members", {})[str(user.id)] = body
        return str(user.id)

    def _channel_id(self, option: Json, value: object) -> str:
        here = {key: one for key, one in self._world.channels.items() if one.guild_id == self._channel.guild_id}
        channel = value if isinstance(value, Channel) else self._by_text(str(value), here, "name")
        if not isinstance(channel, Channel):
            raise self._refuse(option, f"names no channel: “{value}”.")
        allowed = option.get("channel_types")
        if allowed and int(channel.type) not in allowed:
            raise self._refuse(option, "is not a channel of the right kind.")
        body = self._world.channel_payload(channel)
        body["permissions"] = str(int(self._world.permissions_in(channel, self._user.id)))
        self.resolved.setdefault("channels", {})[str(channel.id)] = body
        return str(channel.id)

    def _role_id(self, option: Json, value: object) -> str:
        guild = self._world.guild_of(self._channel)
        roles = {} if guild is None else guild.roles
        role = value if isinstance(value, Role) else self._by_text(str(value), roles, "name")
        if not isinstance(role, Role):
            raise self._refuse(option, f"names no role: “{value}”.")
        self.resolved.setdefault("roles", {})[str(role.id)] = payloads.role(role)
        return str(role.id)

    def _mentionable(self, option: Json, value: object) -> str:
        try:
            return self._user_id(option, value)
        except CommandRejected:
            return self._role_id(option, value)

    @staticmethod
    def _by_text(text: str, table: Mapping[int, Any], attribute: str) -> object:
        bare = text.strip("<>").lstrip("@#&!")
        if bare.isdigit() and int(bare) in table:
            return table[int(bare)]
        wanted = {text, bare}
        return next((one for one in table.values() if getattr(one, attribute) in wanted), None)
