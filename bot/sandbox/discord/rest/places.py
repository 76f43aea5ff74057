"""REST: channels, threads, direct messages, guilds, members, roles and the audit log."""

from __future__ import annotations

from typing import Any

from bot.sandbox.discord.errors import known
from bot.sandbox.discord.rest.call import Call, Reply, Route
from bot.sandbox.discord.rules import access
from bot.sandbox.discord.rules.form import Form, fail
from bot.sandbox.discord.rules.permissions import Permission, in_guild
from bot.sandbox.discord.world import payloads
from bot.sandbox.discord.world.messages import Draft
from bot.sandbox.discord.world.model import FORUM_TYPES, THREAD_TYPES, Channel, ChannelType, Guild

Json = dict[str, Any]


async def get_channel(call: Call) -> Reply:
    """GET /channels/{channel_id}."""
    return Reply(200, call.platform.world.channel_payload(access.channel_seen(call.platform, call.id("channel_id"))))


async def patch_channel(call: Call) -> Reply:
    """PATCH /channels/{channel_id}: name and topic; of a thread, name, archived and locked."""
    world = call.platform.world
    channel = access.channel_seen(call.platform, call.id("channel_id"))
    if channel.guild_id is None:
        raise known(50024)
    granted = access.bot_permissions(call.platform, channel)
    own_thread = channel.is_thread and channel.owner_id == world.bot.id and "locked" not in call.body
    if not own_thread:
        access.require(granted, Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS)
    form = Form()
    if "name" in call.body and form.text(("name",), call.body["name"], 1, 100):
        channel.name = call.body["name"]
    form.raise_if_any()
    if channel.is_thread:
        archived, locked = call.body.get("archived", channel.archived), call.body.get("locked", channel.locked)
        world.archive_thread(channel, archived=bool(archived), locked=bool(locked))
    else:
        channel.topic = call.body.get("topic", channel.topic)
        world.channel_changed(channel)
    return Reply(200, world.channel_payload(channel))


async def delete_channel(call: Call) -> Reply:
    """DELETE /channels/{channel_id}."""
    channel = access.channel_seen(call.platform, call.id("channel_id"))
    body = call.platform.world.channel_payload(channel)
    if channel.guild_id is not None:
        needed = Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS
        access.require(access.bot_permissions(call.platform, channel), needed)
        call.platform.world.delete_channel(channel)
    return Reply(200, body)


async def start_thread(call: Call) -> Reply:
    """POST /channels/{channel_id}/threads and …/messages/{message_id}/threads; in a forum, starts a post."""
    platform = call.platform
    parent = access.channel_seen(platform, call.id("channel_id"))
    guild = platform.world.guild_of(parent)
    if guild is None or parent.is_thread:
        raise known(50024)
    form = Form()
    form.text(("name",), call.body.get("name"), 1, 100)
    form.raise_if_any()
    granted = access.bot_permissions(platform, parent)
    in_forum = parent.type in FORUM_TYPES
    kind = ChannelType.PUBLIC_THREAD
    if not in_forum and "message_id" not in call.params and call.body.get("type", 12) == ChannelType.PRIVATE_THREAD:
        kind = ChannelType.PRIVATE_THREAD
    needed = (
        Permission.CREATE_PRIVATE_THREADS if kind is ChannelType.PRIVATE_THREAD else Permission.CREATE_PUBLIC_THREADS
    )
    access.require(granted, Permission.SEND_MESSAGES if in_forum else needed)
    if "message_id" in call.params:
        platform.messages.get(parent.id, call.id("message_id"))
    first = call.body.get("message") or {}
    if in_forum and not first and not call.files:
        raise fail(("message",), "BASE_TYPE_REQUIRED", "This field is required")
    thread = platform.world.add_channel(guild, call.body["name"], kind=kind, parent=parent)
    thread.owner_id = platform.world.bot.id
    body = platform.world.channel_payload(thread)
    if in_forum:
        draft = Draft(thread, platform.world.bot, first, call.files, id=thread.id)
        body["message"] = platform.messages.create(draft).payload
    return Reply(201, body)


async def join_thread(call: Call) -> Reply:
    """PUT and DELETE /channels/{channel_id}/thread-members/@me."""
    if access.channel_seen(call.platform, call.id("channel_id")).type not in THREAD_TYPES:
        raise known(50024)
    return Reply()


async def open_dm(call: Call) -> Reply:
    """POST /users/@me/channels."""
    recipient_id = str(call.body.get("recipient_id", ""))
    user = call.platform.world.users.get(int(recipient_id)) if recipient_id.isdigit() else None
    if user is None:
        raise known(10013)
    if user.id == call.platform.world.bot.id:
        raise known(50007)
    return Reply(200, call.platform.world.channel_payload(call.platform.world.open_dm(user)))


async def my_guilds(call: Call) -> Reply:
    """GET /users/@me/guilds."""
    world = call.platform.world
    guilds: list[Json] = [
        {
            "id": str(one.id), "name": one.name, "icon": None, "banner": None, "owner": False, "features": [],
            "permissions": str(int(in_guild(one, world.bot.id))),
        }
        for one in world.guilds.values() if one.has_bot
    ]  # fmt: skip
    return Reply(200, guilds)


async def leave_guild(call: Call) -> Reply:
    """DELETE /users/@me/guilds/{guild_id}."""
    call.platform.world.bot_leaves(_guild(call))
    return Reply()


def _guild(call: Call) -> Guild:
    return access.guild_seen(call.platform, call.id("guild_id"))


async def get_guild(call: Call) -> Reply:
    """GET /guilds/{guild_id}."""
    return Reply(200, payloads.guild(_guild(call)))


def _listed(call: Call, *, threads: bool) -> list[Channel]:
    channels = [one for one in call.platform.world.channels_of(_guild(call)) if one.is_thread is threads]
    return [
        one for one in channels
        if not threads or access.bot_permissions(call.platform, one) & Permission.VIEW_CHANNEL
    ]  # fmt: skip


async def guild_channels(call: Call) -> Reply:
    """GET /guilds/{guild_id}/channels."""
    return Reply(200, [payloads.channel(one) for one in _listed(call, threads=False)])


async def active_threads(call: Call) -> Reply:
    """GET /guilds/{guild_id}/threads/active."""
    threads = [one for one in _listed(call, threads=True) if not one.archived]
    return Reply(200, {"threads": [payloads.channel(one) for one in threads], "members": [], "has_more": False})


async def get_member(call: Call) -> Reply:
    """GET /guilds/{guild_id}/members/{user_id} and /members/@me."""
    guild = _guild(call)
    world = call.platform.world
    user_id = world.bot.id if call.params.get("user_id", "@me") == "@me" else call.id("user_id")
    member = guild.members.get(user_id)
    if member is None:
        raise known(10007 if user_id in world.users else 10013)
    return Reply(200, payloads.member(member, world.users[user_id]))


async def guild_roles(call: Call) -> Reply:
    """GET /guilds/{guild_id}/roles."""
    return Reply(200, [payloads.role(one) for one in _guild(call).roles.values()])


async def audit_log(call: Call) -> Reply:
    """GET /guilds/{guild_id}/audit-logs, newest first; needs VIEW_AUDIT_LOG."""
    guild, world = _guild(call), call.platform.world
    access.require(in_guild(guild, world.bot.id), Permission.VIEW_AUDIT_LOG)
    query = call.request.query
    entries = [one for one in reversed(guild.audit_log) if query.get("action_type") in {None, str(one["action_type"])}]
    if "user_id" in query:
        entries = [one for one in entries if one["user_id"] == query["user_id"]]
    limit = int(query.get("limit", "50"))
    if not 1 <= limit <= 100:
        raise fail(("limit",), "NUMBER_TYPE_RANGE", "int value should be between 1 and 100.")
    entries = entries[:limit]
    user_ids = {int(one[key]) for one in entries for key in ("user_id", "target_id")}
    body: Json = {
        "audit_log_entries": entries,
        "users": [payloads.user(world.users[one]) for one in sorted(user_ids) if one in world.users],
    }
    empty = ("application_commands", "auto_moderation_rules", "guild_scheduled_events", "integrations", "threads",
             "webhooks")  # fmt: skip
    return Reply(200, body | {key: [] for key in empty})


def routes() -> list[Route]:
    """Return the routes of this module."""
    return [
        Route("GET", "/channels/{channel_id}", get_channel),
        Route("PATCH", "/channels/{channel_id}", patch_channel),
        Route("DELETE", "/channels/{channel_id}", delete_channel),
        Route("POST", "/channels/{channel_id}/threads", start_thread),
        Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", start_thread),
        Route("PUT", "/channels/{channel_id}/thread-members/@me", join_thread),
        Route("DELETE", "/channels/{channel_id}/thread-members/@me", join_thread),
        Route("POST", "/users/@me/channels", open_dm),
        Route("GET", "/users/@me/guilds", my_guilds),
        Route("DELETE", "/users/@me/guilds/{guild_id}", leave_guild),
        Route("GET", "/guilds/{guild_id}", get_guild),
        Route("GET", "/guilds/{guild_id}/channels", guild_channels),
        Route("GET", "/guilds/{guild_id}/threads/active", active_threads),
        Route("GET", "/guilds/{guild_id}/members/@me", get_member),
        Route("GET", "/guilds/{guild_id}/members/{user_id}", get_member),
        Route("GET", "/guilds/{guild_id}/roles", guild_roles),
        Route("GET", "/guilds/{guild_id}/audit-logs", audit_log),
    ]
