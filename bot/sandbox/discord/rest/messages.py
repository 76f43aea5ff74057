"""REST: reading, sending, editing and deleting a channel's messages with the bot token."""

from __future__ import annotations

from typing import Any

from bot.sandbox.discord.errors import known
from bot.sandbox.discord.rest.call import Call, Reply, Route
from bot.sandbox.discord.rules import access, message_content
from bot.sandbox.discord.rules.form import fail
from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.discord.world.messages import Draft, Message
from bot.sandbox.discord.world.model import Channel, ChannelType

Json = dict[str, Any]


def _shown(call: Call, message: Message, channel: Channel) -> Json:
    if call.platform.limits.privileged_intents:
        return message.payload
    return message_content.without_content(
        message.payload, call.platform.world.bot.id, in_dm=channel.type is ChannelType.DM
    )  # fmt: skip


def _id_from_query(call: Call, name: str) -> int | None:
    text = call.request.query.get(name)
    if text is None:
        return None
    if not text.isdigit():
        raise fail((name,), "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
    return int(text)


async def list_messages(call: Call) -> Reply:
    """GET /channels/{channel_id}/messages: newest first, with limit and one of before, after, around."""
    channel = access.channel_seen(call.platform, call.id("channel_id"))
    limit = _id_from_query(call, "limit")
    limit = 50 if limit is None else limit
    if not 1 <= limit <= 100:
        raise fail(("limit",), "NUMBER_TYPE_RANGE", "int value should be between 1 and 100.")
    if not access.bot_permissions(call.platform, channel) & Permission.READ_MESSAGE_HISTORY:
        return Reply(200, [])
    messages = call.platform.messages.of(channel.id)
    before, after, around = (_id_from_query(call, name) for name in ("before", "after", "around"))
    if around is not None:
        older = [message for message in messages if message.id < around][-(limit // 2) :] if limit > 1 else []
        messages = older + [message for message in messages if message.id >= around][: limit - len(older)]
    elif after is not None:
        messages = [message for message in messages if message.id > after][:limit]
    elif before is not None:
        messages = [message for message in messages if message.id < before]
    return Reply(200, [_shown(call, message, channel) for message in reversed(messages[-limit:])])


async def get_message(call: Call) -> Reply:
    """GET /channels/{channel_id}/messages/{message_id}."""
    channel = access.channel_seen(call.platform, call.id("channel_id"))
    access.require(access.bot_permissions(call.platform, channel), Permission.READ_MESSAGE_HISTORY)
    return Reply(200, _shown(call, call.platform.messages.get(channel.id, call.id("message_id")), channel))


async def post_message(call: Call) -> Reply:
    """POST /channels/{channel_id}/messages; with enforce_nonce a repeated nonce returns the first message."""
    platform = call.platform
    channel = access.channel_seen(platform, call.id("channel_id"))
    access.may_send(platform, channel, call.body, call.files)
    bot = platform.world.bot
    nonce = call.body.get("nonce")
    if nonce is not None and call.body.get("enforce_nonce"):
        earlier = platform.messages.with_nonce(bot.id, nonce, platform.limits.nonce_seconds)
        if earlier is not None and not earlier.deleted:
            return Reply(200, earlier.payload)
    message = platform.messages.create(Draft(channel, bot, call.body, call.files))
    if channel.archived:  # a message unarchives a thread that is not locked
        platform.world.archive_thread(channel, archived=False, locked=channel.locked)
    return Reply(200, message.payload)


async def patch_message(call: Call) -> Reply:
    """PATCH /channels/{channel_id}/messages/{message_id}: the bot's own messages only."""
    platform = call.platform
    channel = access.channel_seen(platform, call.id("channel_id"))
    message = platform.messages.get(channel.id, call.id("message_id"))
    bot = platform.world.bot
    if message.author_id != bot.id:
        raise known(50005)
    access.may_edit(platform, channel, call.body, call.files)
    limits = platform.limits
    if platform.clock.wall() - message.created_at_seconds > limits.old_message_seconds:
        wait_seconds = platform.messages.count_old_edit(channel.id, limits.old_edits, limits.old_edits_window_seconds)
        if wait_seconds is not None:
            error = known(30046, retry_after=wait_seconds)
            error.headers |= {"Retry-After": str(int(wait_seconds) + 1), "Via": "1.1 google"}
            raise error
    return Reply(200, platform.messages.edit(message, call.body, call.files, editor=bot.id).payload)


async def delete_message(call: Call) -> Reply:
    """DELETE /channels/{channel_id}/messages/{message_id}: others' messages require MANAGE_MESSAGES."""
    platform = call.platform
    channel = access.channel_seen(platform, call.id("channel_id"))
    message = platform.messages.get(channel.id, call.id("message_id"))
    if message.author_id != platform.world.bot.id:
        access.require(access.bot_permissions(platform, channel), Permission.MANAGE_MESSAGES)
    if channel.archived:
        raise known(50083)
    platform.messages.delete(message)
    return Reply()


async def typing(call: Call) -> Reply:
    """POST /channels/{channel_id}/typing."""
    platform = call.platform
    channel = access.channel_seen(platform, call.id("channel_id"))
    access.may_send(platform, channel, {}, {})
    platform.bus.publish("typing", channel_id=str(channel.id), user_id=str(platform.world.bot.id))
    return Reply()


async def refresh_urls(call: Call) -> Reply:
    """POST /attachments/refresh-urls: freshly signed links, 50 at most; null for an unknown file."""
    links = call.body.get("attachment_urls")
    if not isinstance(links, list) or not 1 <= len(links) <= 50 or not all(isinstance(one, str) for one in links):
        raise fail(("attachment_urls",), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 50 in length.")
    files = call.platform.files
    return Reply(200, {"refreshed_urls": [{"original": one, "refreshed": files.refreshed_url(one)} for one in links]})


def routes() -> list[Route]:
    """Return the routes of this module."""
    base = "/channels/{channel_id}"
    return [
        Route("GET", f"{base}/messages", list_messages),
        Route("POST", f"{base}/messages", post_message),
        Route("GET", f"{base}/messages/{{message_id}}", get_message),
        Route("PATCH", f"{base}/messages/{{message_id}}", patch_message),
        Route("DELETE", f"{base}/messages/{{message_id}}", delete_message),
        Route("POST", f"{base}/typing", typing),
        Route("POST", "/attachments/refresh-urls", refresh_urls),
    ]
