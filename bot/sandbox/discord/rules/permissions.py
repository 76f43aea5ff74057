"""Permission bits and the algorithm that computes what a member may do in a channel.

Pure. Source: https://discord.com/developers/docs/topics/permissions
"""

from __future__ import annotations

from enum import IntFlag

from bot.sandbox.discord.world.model import Channel, Guild, Overwrite


class Permission(IntFlag):
    """Discord's permission bits."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    PRIORITY_SPEAKER = 1 << 8
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    VIEW_GUILD_INSIGHTS = 1 << 19
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_GUILD_EXPRESSIONS = 1 << 30
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EMBEDDED_ACTIVITIES = 1 << 39
    MODERATE_MEMBERS = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
    USE_SOUNDBOARD = 1 << 42
    CREATE_GUILD_EXPRESSIONS = 1 << 43
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_SOUNDS = 1 << 45
    SEND_VOICE_MESSAGES = 1 << 46
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50


P = Permission
ALL = ~Permission(0)
# What a new server grants @everyone.
DEFAULT_EVERYONE = (
    P.CREATE_INSTANT_INVITE | P.ADD_REACTIONS | P.STREAM | P.VIEW_CHANNEL | P.SEND_MESSAGES | P.EMBED_LINKS
    | P.ATTACH_FILES | P.READ_MESSAGE_HISTORY | P.MENTION_EVERYONE | P.USE_EXTERNAL_EMOJIS | P.CONNECT | P.SPEAK
    | P.USE_VAD | P.CHANGE_NICKNAME | P.USE_APPLICATION_COMMANDS | P.REQUEST_TO_SPEAK | P.CREATE_PUBLIC_THREADS
    | P.CREATE_PRIVATE_THREADS | P.USE_EXTERNAL_STICKERS | P.SEND_MESSAGES_IN_THREADS | P.USE_EMBEDDED_ACTIVITIES
    | P.USE_SOUNDBOARD | P.SEND_VOICE_MESSAGES | P.SEND_POLLS | P.USE_EXTERNAL_APPS
)  # fmt: skip
# What an invite link with the usual permissions grants the bot's own role.
DEFAULT_BOT = (
    P.VIEW_CHANNEL | P.SEND_MESSAGES | P.SEND_MESSAGES_IN_THREADS | P.EMBED_LINKS | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY | P.SEND_VOICE_MESSAGES | P.VIEW_AUDIT_LOG | P.USE_APPLICATION_COMMANDS
)  # fmt: skip
MODERATOR = P.MANAGE_MESSAGES | P.KICK_MEMBERS | P.MODERATE_MEMBERS | P.MANAGE_THREADS
# Everybody's permissions in a direct message.
IN_DM = (
    P.VIEW_CHANNEL | P.SEND_MESSAGES | P.EMBED_LINKS | P.ATTACH_FILES | P.READ_MESSAGE_HISTORY
    | P.USE_APPLICATION_COMMANDS | P.SEND_VOICE_MESSAGES | P.ADD_REACTIONS | P.USE_EXTERNAL_EMOJIS
    | P.MENTION_EVERYONE
)  # fmt: skip
_NEEDS_SENDING = P.MENTION_EVERYONE | P.SEND_TTS_MESSAGES | P.ATTACH_FILES | P.EMBED_LINKS | P.SEND_VOICE_MESSAGES


def in_guild(guild: Guild, user_id: int) -> Permission:
    """Return a member's guild-wide permissions, before channel overwrites."""
    if guild.owner_id == user_id:
        return ALL
    member = guild.members.get(user_id)
    if member is None:
        return Permission(0)
    granted = Permission(guild.roles[guild.id].permissions)
    for role_id in member.roles:
        role = guild.roles.get(role_id)
        if role is not None:
            granted |= Permission(role.permissions)
    return ALL if granted & Permission.ADMINISTRATOR else granted


def in_channel(guild: Guild, channel: Channel, parent: Channel | None, user_id: int) -> Permission:
    """Return a member's permissions in `channel`; a thread uses its parent's overwrites."""
    granted = in_guild(guild, user_id)
    if granted & Permission.ADMINISTRATOR:
        return granted
    member = guild.members.get(user_id)
    if member is None:
        return Permission(0)
    place = parent if channel.is_thread and parent is not None else channel
    granted = _apply_overwrites(granted, place.overwrites, guild.id, member.roles, user_id)
    if not granted & Permission.VIEW_CHANNEL:
        return Permission(0)
    sending = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    if not granted & sending:
        granted &= ~_NEEDS_SENDING
    return granted


def _apply_overwrites(
    granted: Permission, overwrites: dict[int, Overwrite], guild_id: int, roles: list[int], user_id: int
) -> Permission:
    everyone = overwrites.get(guild_id)
    if everyone is not None:
        granted = granted & ~Permission(everyone.deny) | Permission(everyone.allow)
    allow = deny = Permission(0)
    for role_id in roles:
        overwrite = overwrites.get(role_id)
        if overwrite is not None:
            allow |= Permission(overwrite.allow)
            deny |= Permission(overwrite.deny)
    granted = granted & ~deny | allow
    own = overwrites.get(user_id)
    if own is not None:
        granted = granted & ~Permission(own.deny) | Permission(own.allow)
    return granted
