"""What the page is told, as plain JSON: the world, messages, tasks, the bot. Reads the stage and changes nothing."""

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
    """Return a deep copy of a stored message with its files' links leading to the page itself."""
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
    """A message as the page shows it; ids are strings, as everywhere."""
    shown: Json = own_links(one.raw)
    return {
        **shown,
        "ephemeral_to": None if one.ephemeral_to is None else str(one.ephemeral_to),
        "interaction_id": None if one.interaction_id is None else str(one.interaction_id),
        "pinged": [str(each) for each in one.pinged],
    }


def world(stage: Stage) -> Json:
    """Server, channels and people."""
    found = stage.discord.world
    guild = stage.world.guild
    return {
        "bot": _user(found.bot, guild),
        "guild": {
            "id": str(guild.id),
            "name": guild.name,
            "tier": guild.boost_tier,
            "limit_bytes": guild.file_limit_bytes,
            "roles": {str(role.id): {"name": role.name, "color": role.color} for role in guild.roles.values()},
            "soundboard": {"slots": guild.soundboard_slots, "sounds": [_sound(one) for one in guild.soundboard]},
        },
        "channels": [_channel(stage, one) for one in found.channels.values()],
        "users": [_user(one, guild) for one in found.users.values() if not one.bot],
    }


def _user(one: User, guild: Guild) -> Json:
    member = guild.members.get(one.id)
    roles = [guild.roles[role].name for role in member.roles if role in guild.roles] if member else []
    return {
        "id": str(one.id),
        "name": one.global_name or one.username,
        "username": one.username,
        "locale": one.locale,
        "bot": one.bot,
        "roles": roles,
    }


def _sound(one: Json) -> Json:
    return {"id": one["sound_id"], "name": one["name"], "emoji": one["emoji_name"], "url": f"/sound/{one['sound_id']}"}


def _channel(stage: Stage, one: Channel) -> Json:
    granted = stage.discord.world.permissions_in(one, stage.discord.world.bot.id)
    needed = Permission.SEND_MESSAGES_IN_THREADS if one.is_thread else Permission.SEND_MESSAGES
    return {
        "id": str(one.id),
        "name": one.name,
        "type": int(one.type),
        "parent_id": None if one.parent_id is None else str(one.parent_id),
        "nsfw": one.nsfw,
        "archived": one.archived,
        "recipients": [str(each) for each in one.recipients],
        "bot_may_write": bool(granted & needed),
    }


def view(stage: Stage, user: User, channel: Channel) -> Json:
    """What one person finds in one channel: commands offered, whether they may write, the upload limit."""
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
    """The newest messages of a channel before one of them, oldest first; notes to single people included."""
    every = stage.discord.platform.messages.by_id.values()
    there = [
        one for one in every if one.channel_id == channel_id and not one.deleted and (before is None or one.id < before)
    ]
    there.sort(key=lambda one: one.id)
    return {
        "channel_id": str(channel_id),
        "messages": [message(one) for one in there[-count:]],
        "more": len(there) > count,
    }


def bot(stage: Stage) -> Json:
    """The bot process and its connection."""
    one = stage.bot
    return {
        "running": one.running,
        "connected": stage.discord.ready_shards() > 0,
        "pid": one.pid,
        "starts": one.starts,
        "exit_code": one.exit_code,
    }


def log_lines(stage: Stage) -> list[str]:
    """The last lines of the bot's log."""
    return list(stage.bot.log)[-SHOWN_LINES:]


def tencent(stage: Stage) -> Json:
    """The provider: clock, speed, tasks, faults still to come."""
    cloud = stage.tencent
    return {
        "now": cloud.clock.wall(),
        "speed": cloud.speed,
        "tasks": cloud.tasks.listed()[-SHOWN_TASKS:],
        "faults": cloud.faults.listed(),
    }


def call_row(one: Call) -> Json:
    """A call without its bodies, which are asked for when somebody opens it."""
    return {key: value for key, value in one.to_dict().items() if key not in ("request", "answer")}


def calls(stage: Stage) -> list[Json]:
    """The newest calls."""
    return [call_row(one) for one in list(stage.tencent.calls)[-SHOWN_CALLS:]]
