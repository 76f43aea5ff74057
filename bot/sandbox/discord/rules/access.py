"""Permission checks of the bot's requests. Raises the error Discord would respond with. No state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.discord.errors import known
from bot.sandbox.discord.platform import Platform
from bot.sandbox.discord.rules.message import Flag, is_forward
from bot.sandbox.discord.rules.message_content import may_read
from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.discord.world.model import WRITABLE_TYPES, Channel, ChannelType, Guild, LocalFile, User

Json = dict[str, Any]


def bot_permissions(platform: Platform, channel: Channel) -> Permission:
    """Return the bot's permissions in a channel."""
    return platform.world.permissions_in(channel, platform.world.bot.id)


def require(granted: Permission, *needed: Permission) -> None:
    """Refuse with 50013 unless every permission is granted."""
    if not all(granted & one for one in needed):
        raise known(50013)


def channel_seen(platform: Platform, channel_id: int) -> Channel:
    """Return a channel. Raises 10003 when it does not exist, 50001 when the bot may not view it."""
    channel = platform.world.channels.get(channel_id)
    if channel is None:
        raise known(10003)
    guild = platform.world.guild_of(channel)
    if guild is not None and not guild.has_bot:
        raise known(50001)
    if not bot_permissions(platform, channel) & Permission.VIEW_CHANNEL:
        raise known(50001)
    return channel


def guild_seen(platform: Platform, guild_id: int) -> Guild:
    """Return a guild. Raises 10004 when the bot is not in it."""
    guild = platform.world.guilds.get(guild_id)
    if guild is None or not guild.has_bot:
        raise known(10004)
    return guild


def may_send(platform: Platform, channel: Channel, body: Json, files: Mapping[int, LocalFile]) -> None:
    """Refuse a message the bot may not send there."""
    if channel.type not in WRITABLE_TYPES:
        raise known(50008)
    if channel.type is ChannelType.DM:
        _may_write_to(platform, [platform.world.users[one] for one in channel.recipients])
        return
    granted = bot_permissions(platform, channel)
    sending = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    require(granted, sending)
    if channel.locked and not granted & Permission.MANAGE_THREADS:
        raise known(160005)
    extras(granted, body, files)
    if is_forward(body.get("message_reference")):
        _may_forward(platform, channel, body["message_reference"])
    elif body.get("message_reference") and not granted & Permission.READ_MESSAGE_HISTORY:
        raise known(160002)
    if Flag(int(body.get("flags") or 0)) & Flag.IS_VOICE_MESSAGE and not granted & Permission.SEND_VOICE_MESSAGES:
        raise known(50173)


def _may_forward(platform: Platform, channel: Channel, reference: Json) -> None:
    """Refuse to forward what the bot may not see, or may not read."""
    if not str(reference.get("channel_id") or "").isdigit():
        return  # the validation of the message refuses it
    origin = channel_seen(platform, int(reference["channel_id"]))
    if not bot_permissions(platform, origin) & Permission.READ_MESSAGE_HISTORY:
        raise known(160009)
    if origin.nsfw and not channel.nsfw:
        raise known(160010)
    message = platform.messages.get(origin.id, int(reference["message_id"]))
    in_dm, bot_id = origin.type is ChannelType.DM, platform.world.bot.id
    if not platform.limits.privileged_intents and not may_read(message.raw, bot_id, in_dm=in_dm):
        raise known(160014)


def _may_write_to(platform: Platform, people: list[User]) -> None:
    """Refuse a direct message to a user who blocked the bot, or has no shared server or installation allowing it."""
    for user in people:
        if user.blocked_bot:
            raise known(50007)
        shared = any(guild.has_bot and user.id in guild.members for guild in platform.world.guilds.values())
        if user.dm_closed or not (shared or user.app_installed):
            raise known(50278)


def extras(granted: Permission, body: Json, files: Mapping[int, LocalFile]) -> None:
    """Refuse embeds and files without their permissions."""
    if body.get("embeds"):
        require(granted, Permission.EMBED_LINKS)
    if files:
        require(granted, Permission.ATTACH_FILES)


def may_edit(platform: Platform, channel: Channel, body: Json, files: Mapping[int, LocalFile]) -> None:
    """Refuse an edit the bot may not make there."""
    if channel.archived:
        raise known(50083)
    if channel.type is not ChannelType.DM:
        extras(bot_permissions(platform, channel), body, files)
