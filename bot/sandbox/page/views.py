"""The page's data as plain JSON: the world, messages, tasks, the bot. Reads the stage and changes nothing."""

from typing import Any

from bot.sandbox.discord import Channel, ChannelType, Guild, Message, Permission, PersonError, User
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Call

Json = dict[str, Any]
_LINK_KEYS = frozenset({"url", "proxy_url", "icon_url", "proxy_icon_url"})
_STORED = "cdn://"
SHOWN_TASKS = 60
SHOWN_CALLS = 150
SHOWN_LINES = 300


def own_links(value: Any) -> Any:
    """Return a deep copy of a stored message whose file links point to the page itself."""
    if isinstance(value, list):
        return [own_links(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: f"/cdn/{one.removeprefix(_STORED)}"
        if key in _LINK_KEYS and isinstance(one, str) and one.startswith(_STORED)
        else own_links(one)
        for key, one in value.items()
    }


def message(one: Message) -> Json:
    """Return a message as the page shows it; ids are strings, as everywhere."""
    shown: Json = own_links(one.raw)
    return {
        **shown,
        "ephemeral_to": None if one.ephemeral_to is None else str(one.ephemeral_to),
        "interaction_id": None if one.interaction_id is None else str(one.interaction_id),
        "pinged": [str(each) for each in one.pinged],
    }


def world(stage: Stage) -> Json:
    """Return the server, channels and users."""
    discord_world = stage.discord.world
    guild = stage.world.guild
    return {
        "bot": _user(discord_world.bot, guild),
        "guild": {
            "id": str(guild.id),
            "name": guild.name,
            "tier": guild.boost_tier,
            "limit_bytes": guild.file_limit_bytes,
            "roles": {str(role.id): {"name": role.name, "color": role.color} for role in guild.roles.values()},
            "soundboard": {"slots": guild.soundboard_slots, "sounds": [_sound(one) for one in guild.soundboard]},
        },
        "channels": [_channel(stage, one) for one in discord_world.channels.values()],
        "users": [_user(one, guild) for one in discord_world.users.values() if not one.bot],
    }


def _user(user: User, guild: Guild) -> Json:
    member = guild.members.get(user.id)
    roles = [guild.roles[role].name for role in member.roles if role in guild.roles] if member else []
    return {
        "id": str(user.id),
        "name": user.global_name or user.username,
        "username": user.username,
        "locale": user.locale,
        "bot": user.bot,
        "roles": roles,
    }


def _sound(sound: Json) -> Json:
    return {
        "id": sound["sound_id"],
        "name": sound["name"],
        "emoji": sound["emoji_name"],
        "url": f"/sound/{sound['sound_id']}",
    }


def _channel(stage: Stage, channel: Channel) -> Json:
    granted = stage.discord.world.permissions_in(channel, stage.discord.world.bot.id)
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    return {
        "id": str(channel.id),
        "name": channel.name,
        "type": int(channel.type),
        "parent_id": None if channel.parent_id is None else str(channel.parent_id),
        "nsfw": channel.nsfw,
        "archived": channel.archived,
        "recipients": [str(each) for each in channel.recipients],
        "bot_may_write": bool(granted & needed),
    }


def view(stage: Stage, user: User, channel: Channel) -> Json:
    """Return what one user can do in one channel: commands offered, whether they may write, the upload limit."""
    try:
        commands = stage.discord.commands(user, channel)
    except PersonError as error:
        return {"commands": [], "may_write": False, "may_manage": False, "limit_bytes": 0, "reason": str(error)}
    granted = stage.discord.world.permissions_in(channel, user.id)
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    in_forum = channel.type is ChannelType.FORUM
    return {
        "commands": [] if in_forum else commands,
        "may_write": bool(granted & needed) and not in_forum,
        "may_manage": bool(granted & (Permission.MANAGE_MESSAGES | Permission.ADMINISTRATOR)),
        "limit_bytes": stage.discord.world.file_limit_bytes(channel),
        "reason": "",
    }


def page_of_messages(stage: Stage, channel_id: int, before: int | None, count: int) -> Json:
    """Return the newest messages of a channel before a given one, oldest first, including all ephemeral ones."""
    all_messages = stage.discord.platform.messages.by_id.values()
    messages = [
        one
        for one in all_messages
        if one.channel_id == channel_id and not one.deleted and (before is None or one.id < before)
    ]
    messages.sort(key=lambda one: one.id)
    return {
        "channel_id": str(channel_id),
        "messages": [message(one) for one in messages[-count:]],
        "more": len(messages) > count,
    }


def bot(stage: Stage) -> Json:
    """Return the state of the bot process and its connection."""
    process = stage.bot
    return {
        "running": process.running,
        "connected": stage.discord.ready_shards() > 0,
        "pid": process.pid,
        "starts": process.starts,
        "exit_code": process.exit_code,
    }


def log_lines(stage: Stage) -> list[str]:
    """Return the last lines of the bot's log."""
    return list(stage.bot.log)[-SHOWN_LINES:]


def tencent(stage: Stage) -> Json:
    """Return the provider's clock, speed, tasks and pending faults."""
    cloud = stage.tencent
    return {
        "now": cloud.clock.wall(),
        "speed": cloud.speed,
        "tasks": cloud.tasks.listed()[-SHOWN_TASKS:],
        "faults": cloud.faults.listed(),
    }


def call_row(call: Call) -> Json:
    """Return a call without its bodies, which the page requests when the call is opened."""
    return {key: value for key, value in call.to_dict().items() if key not in ("request", "answer")}


def calls(stage: Stage) -> list[Json]:
    """Return the newest calls."""
    return [call_row(one) for one in list(stage.tencent.calls)[-SHOWN_CALLS:]]
