"""Saves a world between runs: users, guilds, channels, commands, messages and files as one JSON-serialisable dict.

Interactions and gateway sessions are not saved: their tokens expire with the process, as after a long outage.
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import Any

from bot.sandbox.discord.platform import Platform
from bot.sandbox.discord.world.messages import Message
from bot.sandbox.discord.world.model import Channel, ChannelType, Guild, Member, Overwrite, Role, StoredFile, User

Json = dict[str, Any]
VERSION = 1


def dump(platform: Platform) -> Json:
    """Return everything that is saved, as plain JSON."""
    world = platform.world
    return {
        "version": VERSION,
        "users": [asdict(one) for one in world.users.values()],
        "guilds": [_guild(one) for one in world.guilds.values()],
        "channels": [_channel(one) for one in world.channels.values()],
        "commands": [
            {"guild_id": scope, "commands": list(table.values())} for scope, table in platform.registry.by_scope.items()
        ],
        "messages": [_message(one) for one in platform.messages.by_id.values() if not one.deleted],
        "files": [_file(one) for one in platform.files.by_id.values()],
    }


def load(platform: Platform, kept: Json) -> None:
    """Load the result of `dump` into an empty platform."""
    if kept.get("version") != VERSION:
        raise ValueError(f"a kept world of version {kept.get('version')!r} can't be read, only {VERSION}")
    world = platform.world
    for one in kept["users"]:
        world.users[one["id"]] = User(**one)
    world.bot = world.users[world.bot.id]
    for one in kept["guilds"]:
        roles = {each["id"]: Role(**each) for each in one["roles"]}
        members = {each["user_id"]: Member(**each) for each in one["members"]}
        world.guilds[one["id"]] = Guild(**{**one, "roles": roles, "members": members})
    for one in kept["channels"]:
        overwrites = {each["id"]: Overwrite(**each) for each in one["overwrites"]}
        world.channels[one["id"]] = Channel(**{**one, "type": ChannelType(one["type"]), "overwrites": overwrites})
    for one in kept["commands"]:
        platform.registry.by_scope[one["guild_id"]] = {int(each["id"]): each for each in one["commands"]}
    for one in kept["files"]:
        platform.files.by_id[one["id"]] = StoredFile(**{**one, "data": base64.b64decode(one["data"])})
    for one in kept["messages"]:
        message = Message(**{**one, "pinged": tuple(one["pinged"]), "files": platform.files})
        platform.messages.restore(message)
    for one in [*world.users, *world.channels, *world.guilds, *platform.files.by_id, *platform.messages.by_id]:
        platform.ids.seen(one)


def _guild(guild: Guild) -> Json:
    return {**asdict(guild), "roles": [asdict(each) for each in guild.roles.values()],
            "members": [asdict(each) for each in guild.members.values()]}  # fmt: skip


def _channel(channel: Channel) -> Json:
    return {
        **asdict(channel),
        "type": int(channel.type),
        "overwrites": [asdict(each) for each in channel.overwrites.values()],
    }


def _message(message: Message) -> Json:
    names = ("id", "channel_id", "author_id", "raw", "created_at_seconds", "ephemeral_to", "interaction_id", "nonce",
             "edits", "deleted")  # fmt: skip
    return {name: getattr(message, name) for name in names} | {"pinged": list(message.pinged)}


def _file(file: StoredFile) -> Json:
    return {**asdict(file), "data": base64.b64encode(file.data).decode()}
