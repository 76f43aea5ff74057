"""The bot's registered application commands, global and per guild. It owns them; `rules/commands.py` validates them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.sandbox.discord.clock import Clock
from bot.sandbox.discord.errors import ApiError, known
from bot.sandbox.discord.gateway.bus import EventBus
from bot.sandbox.discord.rules import commands as validate_commands
from bot.sandbox.discord.rules.form import Form, fail
from bot.sandbox.discord.world.model import Limits
from bot.sandbox.discord.world.snowflake import SnowflakeFactory

Json = dict[str, Any]
_DAY_SECONDS = 24 * 3600.0
_MAX_COMMANDS = {validate_commands.CHAT_INPUT: 100, validate_commands.USER: 15, validate_commands.MESSAGE: 15, 4: 1}


class Registry:
    """Commands by scope: a guild's id, or None for the global ones."""

    def __init__(self, application_id: int, ids: SnowflakeFactory, bus: EventBus, clock: Clock, limits: Limits) -> None:
        self._application_id = application_id
        self._ids = ids
        self._bus = bus
        self._clock = clock
        self._limits = limits
        self._created: dict[int | None, list[float]] = {}
        self.by_scope: dict[int | None, dict[int, Json]] = {None: {}}

    def all(self, scope: int | None) -> list[Json]:
        """Return the commands of one scope."""
        return list(self.by_scope.get(scope, {}).values())

    def visible(self, guild_id: int | None) -> list[Json]:
        """Return the commands visible in a guild: its own ones shadow global ones of the same name."""
        own = self.all(guild_id) if guild_id is not None else []
        taken = {(command["type"], command["name"]) for command in own}
        return own + [command for command in self.all(None) if (command["type"], command["name"]) not in taken]

    def get(self, scope: int | None, command_id: int) -> Json:
        """Return one command. Raises 10063 when there is none."""
        command = self.by_scope.get(scope, {}).get(command_id)
        if command is None:
            raise known(10063)
        return command

    def overwrite(self, scope: int | None, commands: object) -> list[Json]:
        """Replace every command of a scope; a command that keeps its name and type keeps its id."""
        if not isinstance(commands, list):
            raise fail((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        form = Form()
        validate_commands.check_all(form, commands)
        form.raise_if_any()
        self._check_count(commands)
        old = {(one["type"], one["name"]): one for one in self.all(scope)}
        self._count_creates(scope, sum((one.get("type") or 1, one["name"]) not in old for one in commands))
        records = [self._record(scope, one, old.get((one.get("type") or 1, one["name"]))) for one in commands]
        self.by_scope[scope] = {int(one["id"]): one for one in records}
        self._changed(scope)
        return records

    def create(self, scope: int | None, command: object) -> tuple[Json, bool]:
        """Add one command, or replace the one with the same name; the flag is whether it is new."""
        form = Form()
        validate_commands.check(form, (), command)
        form.raise_if_any()
        assert isinstance(command, dict)
        key = (command.get("type") or 1, command["name"])
        old = next((one for one in self.all(scope) if (one["type"], one["name"]) == key), None)
        if old is None:
            self._check_count([*self.all(scope), command])
            self._count_creates(scope, 1)
        record = self._record(scope, command, old)
        self.by_scope.setdefault(scope, {})[int(record["id"])] = record
        self._changed(scope)
        return record, old is None

    def update(self, scope: int | None, command_id: int, changes: Json) -> Json:
        """Change some fields of one command."""
        old = self.get(scope, command_id)
        updated = {**old, **changes, "type": old["type"]}
        form = Form()
        validate_commands.check(form, (), updated)
        form.raise_if_any()
        record = self._record(scope, updated, old)
        self.by_scope[scope][command_id] = record
        self._changed(scope)
        return record

    def delete(self, scope: int | None, command_id: int) -> None:
        """Remove one command."""
        self.get(scope, command_id)
        del self.by_scope[scope][command_id]
        self._changed(scope)

    def _count_creates(self, scope: int | None, new_count: int) -> None:
        """Count new commands against the daily limit of a scope, which deleting old ones does not free up."""
        now = self._clock.monotonic()
        created_at = [at for at in self._created.get(scope, []) if at > now - _DAY_SECONDS]
        if len(created_at) + new_count > self._limits.command_creates_per_day:
            raise known(30034)
        self._created[scope] = created_at + [now] * new_count

    def _changed(self, scope: int | None) -> None:
        names = [command["name"] for command in self.all(scope)]
        self._bus.publish("commands", guild_id=None if scope is None else str(scope), names=names)

    @staticmethod
    def _check_count(commands: list[Json]) -> None:
        counts = Counter(one.get("type") or 1 for one in commands)
        if any(count > _MAX_COMMANDS.get(kind, 100) for kind, count in counts.items()):
            error = known(30032)
            raise ApiError(
                400, 50035, "Invalid Form Body", errors={"_errors": [{"code": 30032, "message": error.message}]}
            )

    def _record(self, scope: int | None, command: Json, old: Json | None) -> Json:
        kind = command.get("type") or 1
        granted = command.get("default_member_permissions")
        record: Json = {
            "id": old["id"] if old else str(self._ids.next()),
            "application_id": str(self._application_id),
            "version": str(self._ids.next()),
            "default_member_permissions": None if granted is None else str(granted),
            "type": kind,
            "name": command["name"],
            "name_localizations": command.get("name_localizations") or None,
            "description": command.get("description") or "",
            "description_localizations": command.get("description_localizations") or None,
            "dm_permission": command.get("dm_permission", True),
            "contexts": command.get("contexts"),
            "integration_types": command.get("integration_types") or [0],
            "nsfw": bool(command.get("nsfw")),
        }
        if kind == validate_commands.CHAT_INPUT:
            record["options"] = command.get("options") or []
        if scope is not None:
            record["guild_id"] = str(scope)
        return record
