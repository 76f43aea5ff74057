"""Which parts of a gateway event the document has a schema for; the events themselves are not in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
Part = tuple[str, str, Any]
_MESSAGE_EXTRA = frozenset({"guild_id", "member", "channel_type"})
_GUILD_EXTRA = frozenset({
    "joined_at", "large", "unavailable", "member_count", "voice_states", "members", "channels", "threads",
    "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds",
})  # fmt: skip


def objects_of(name: str, data: Json) -> Iterator[Part]:
    """Path, schema and value of every part that can be judged."""
    match name:
        case "READY":
            yield "user", "UserPIIResponse", data["user"]
        case "GUILD_CREATE":
            yield from _guild(data)
        case "GUILD_MEMBERS_CHUNK":
            yield from _each("members", "GuildMemberResponse", data["members"])
        case "MESSAGE_CREATE" | "MESSAGE_UPDATE":
            yield "", "MessageResponse", _without(data, _MESSAGE_EXTRA)
        case "INTERACTION_CREATE":
            yield from _interaction(data)
        case "CHANNEL_CREATE" | "CHANNEL_UPDATE":
            yield "", "GuildChannelResponse", data
        case "THREAD_CREATE":
            yield "", "ThreadResponse", _without(data, frozenset({"newly_created"}))
        case "THREAD_UPDATE":
            yield "", "ThreadResponse", data
        case "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE":
            yield "role", "GuildRoleResponse", data["role"]
        case "GUILD_MEMBER_ADD" | "GUILD_MEMBER_UPDATE":
            yield "", "GuildMemberResponse", _without(data, frozenset({"guild_id"}))


def _guild(data: Json) -> Iterator[Part]:
    yield "", "GuildResponse", _without(data, _GUILD_EXTRA)
    yield from _each("channels", "GuildChannelResponse", data["channels"])
    yield from _each("threads", "ThreadResponse", data["threads"])
    yield from _each("members", "GuildMemberResponse", data["members"])


def _interaction(data: Json) -> Iterator[Part]:
    if "member" in data:
        yield "member", "GuildMemberResponse", _without(data["member"], frozenset({"permissions"}))
    else:
        yield "user", "UserResponse", data["user"]
    if "message" in data:
        yield "message", "MessageResponse", data["message"]
    for key, user in data["data"].get("resolved", {}).get("users", {}).items():
        yield f"data.resolved.users.{key}", "UserResponse", user
    for key, message in data["data"].get("resolved", {}).get("messages", {}).items():
        yield f"data.resolved.messages.{key}", "MessageResponse", message
    for key, role in data["data"].get("resolved", {}).get("roles", {}).items():
        yield f"data.resolved.roles.{key}", "GuildRoleResponse", role
    for key, file in data["data"].get("resolved", {}).get("attachments", {}).items():
        yield f"data.resolved.attachments.{key}", "MessageAttachmentResponse", file


def _each(path: str, schema: str, things: list[Json]) -> Iterator[Part]:
    for at, one in enumerate(things):
        yield f"{path}.{at}", schema, one


def _without(data: Json, names: frozenset[str]) -> Json:
    return {key: value for key, value in data.items() if key not in names}
