"""Converts objects of the world into the JSON objects Discord sends. Pure.

Every key that strict libraries read is present, even when it is null.
"""

from __future__ import annotations

from typing import Any

from bot.sandbox.discord.world.model import Channel, ChannelType, Guild, Member, Overwrite, Role, User
from bot.sandbox.discord.world.snowflake import created_at_seconds, timestamp

Json = dict[str, Any]


def user(who: User) -> Json:
    """Return a user object."""
    return {
        "id": str(who.id),
        "username": who.username,
        "discriminator": "0000" if who.bot else "0",
        "global_name": who.global_name,
        "avatar": None,
        "bot": who.bot,
        "system": False,
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }


def self_user(who: User) -> Json:
    """Return the bot's own user, as in READY and /users/@me."""
    return {**user(who), "verified": True, "mfa_enabled": True, "locale": who.locale, "email": None}


def member(of: Member, who: User | None) -> Json:
    """Return a member object, including the user when one is given."""
    body: Json = {
        "roles": [str(role) for role in of.roles],
        "nick": of.nick,
        "avatar": None,
        "banner": None,
        "joined_at": of.joined_at,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
        "avatar_decoration_data": None,
        "collectibles": None,
    }
    if who is not None:
        body["user"] = user(who)
    return body


def role(of: Role) -> Json:
    """Return a role object."""
    body: Json = {
        "id": str(of.id),
        "name": of.name,
        "color": of.color,
        "colors": {"primary_color": of.color, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": of.position,
        "permissions": str(int(of.permissions)),
        "managed": of.managed_by_bot is not None,
        "mentionable": False,
        "flags": 0,
    }
    if of.managed_by_bot is not None:
        body["tags"] = {"bot_id": str(of.managed_by_bot)}
    return body


def overwrite(of: Overwrite) -> Json:
    """Return a permission overwrite object."""
    return {"id": str(of.id), "type": of.kind, "allow": str(int(of.allow)), "deny": str(int(of.deny))}


def channel(of: Channel, recipients: list[User] | None = None) -> Json:
    """Return a channel, thread or DM object."""
    last = None if of.last_message_id is None else str(of.last_message_id)
    if of.type is ChannelType.DM:
        return {
            "id": str(of.id),
            "type": int(of.type),
            "last_message_id": last,
            "flags": 0,
            "recipients": [user(one) for one in recipients or []],
        }
    body: Json = {
        "id": str(of.id),
        "type": int(of.type),
        "guild_id": str(of.guild_id),
        "name": of.name,
        "parent_id": None if of.parent_id is None else str(of.parent_id),
        "last_message_id": last,
        "rate_limit_per_user": 0,
        "flags": 0,
    }
    if of.is_thread:
        return body | _thread_part(of)
    body |= {
        "position": of.position,
        "permission_overwrites": [overwrite(one) for one in of.overwrites.values()],
        "nsfw": of.nsfw,
        "topic": of.topic,
        "last_pin_timestamp": None,
        "default_auto_archive_duration": 1440,
    }
    if of.type in {ChannelType.VOICE, ChannelType.STAGE}:
        body |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None, "video_quality_mode": 1}
    if of.type in {ChannelType.FORUM, ChannelType.MEDIA}:
        body |= {
            "available_tags": [],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
            "default_thread_rate_limit_per_user": 0,
        }
    return body


def _thread_part(of: Channel) -> Json:
    return {
        "owner_id": str(of.owner_id),
        "message_count": of.message_count,
        "total_message_sent": of.message_count,
        "member_count": 1,
        "applied_tags": [],
        "thread_metadata": {
            "archived": of.archived,
            "auto_archive_duration": 1440,
            "archive_timestamp": of.archive_timestamp,
            "locked": of.locked,
            "create_timestamp": timestamp(created_at_seconds(of.id)),
            **({"invitable": True} if of.type is ChannelType.PRIVATE_THREAD else {}),
        },
    }


def guild(of: Guild) -> Json:
    """Return a guild object as the REST API sends it."""
    return {
        "id": str(of.id),
        "name": of.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "owner_id": str(of.owner_id),
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": [role(one) for one in of.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None if of.system_channel_id is None else str(of.system_channel_id),
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "max_presences": None,
        "max_members": 500000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "home_header": None,
        "premium_tier": of.boost_tier,
        "premium_subscription_count": (0, 2, 7, 14)[of.boost_tier],
        "premium_progress_bar_enabled": False,
        "preferred_locale": of.locale,
        "nsfw": False,
        "nsfw_level": 0,
        "incidents_data": None,
    }


def guild_create(of: Guild, channels: list[Channel], members: list[tuple[Member, User]]) -> Json:
    """Return the body of GUILD_CREATE: the guild with its channels, threads and the members this session may see."""
    return {
        **guild(of),
        "joined_at": of.joined_at,
        "large": False,
        "unavailable": False,
        "member_count": len(of.members),
        "voice_states": [],
        "members": [member(one, who) for one, who in members],
        "channels": [channel(one) for one in channels if not one.is_thread],
        "threads": [channel(one) for one in channels if one.is_thread and not one.archived],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application(bot: User, owner: User, *, verify_key: str) -> Json:
    """Return the bot's application object."""
    return {
        "id": str(bot.id),
        "name": bot.username,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "rpc_origins": [],
        "owner": user(owner),
        "verify_key": verify_key,
        "team": None,
        "flags": 0,
        "flags_new": "0",
        "tags": [],
        "integration_types_config": {"0": {}, "1": {}},
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "redirect_uris": [],
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
    }
