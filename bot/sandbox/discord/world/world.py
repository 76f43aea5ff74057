"""The world: users, guilds, channels, roles, members and permissions.

It owns those objects and dispatches the events for their changes; messages, commands and interactions live elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from bot.sandbox.discord.clock import Clock
from bot.sandbox.discord.rules import permissions
from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.discord.world import payloads
from bot.sandbox.discord.world.model import (
    FILE_LIMIT_BYTES,
    Channel,
    ChannelType,
    Guild,
    Member,
    Overwrite,
    Role,
    User,
)  # fmt: skip
from bot.sandbox.discord.world.snowflake import SnowflakeFactory, timestamp

Json = dict[str, Any]
_NONE = Permission(0)
BOT_ADD = 28  # audit log action
_LONG_AGO_SECONDS = 7 * 86_400.0


class Announce(Protocol):
    """Sends a gateway event to every session that should receive it."""

    def __call__(self, name: str, data: Json, *, guild_id: int | None, intent: int = 0) -> None:
        """Send `data` as event `name`."""
        ...


@dataclass(frozen=True, slots=True)
class DefaultWorld:
    """The objects of the default test server."""

    guild: Guild
    general: Channel
    music_lab: Channel
    nsfw: Channel
    read_only: Channel
    thread: Channel
    forum: Channel
    forum_post: Channel
    admin: User
    moderator: User
    member: User
    member2: User


class World:
    """Users, guilds and channels by id, with methods to create and change them."""

    def __init__(self, clock: Clock, ids: SnowflakeFactory, bot: User, announce: Announce) -> None:
        self._clock = clock
        self._ids = ids
        self.announce = announce
        self.bot = bot
        self.users: dict[int, User] = {bot.id: bot}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}

    # --- queries ----------------------------------------------------------------------------------------------

    def guild_of(self, channel: Channel) -> Guild | None:
        """Return the guild a channel belongs to, None for a DM."""
        return None if channel.guild_id is None else self.guilds[channel.guild_id]

    def channels_of(self, guild: Guild) -> list[Channel]:
        """Return every channel and thread of a guild, in order of creation."""
        return [channel for channel in self.channels.values() if channel.guild_id == guild.id]

    def permissions_in(self, channel: Channel, user_id: int) -> Permission:
        """Return a user's permissions in a channel."""
        guild = self.guild_of(channel)
        if guild is None:
            in_dm = user_id in channel.recipients or user_id == self.bot.id
            return permissions.IN_DM if in_dm else Permission(0)
        parent = None if channel.parent_id is None else self.channels.get(channel.parent_id)
        return permissions.in_channel(guild, channel, parent, user_id)

    def file_limit_bytes(self, channel: Channel) -> int:
        """Return the largest file that may be uploaded in a channel."""
        guild = self.guild_of(channel)
        return FILE_LIMIT_BYTES[0] if guild is None else guild.file_limit_bytes

    def channel_payload(self, channel: Channel) -> Json:
        """Return the channel object as the bot sees it."""
        return payloads.channel(channel, [self.users[user_id] for user_id in channel.recipients])

    def guild_create(self, guild: Guild, *, all_members: bool) -> Json:
        """Return the body of GUILD_CREATE for the bot."""
        visible = [
            one for one in self.channels_of(guild)
            if not one.is_thread or self.permissions_in(one, self.bot.id) & Permission.VIEW_CHANNEL
        ]  # fmt: skip
        members = [one for one in guild.members.values() if all_members or one.user_id == self.bot.id]
        return payloads.guild_create(guild, visible, [(one, self.users[one.user_id]) for one in members])

    def named_user(self, name: str) -> User | None:
        """Return the user with that username."""
        return next((user for user in self.users.values() if user.username == name), None)

    def named_channel(self, name: str) -> Channel | None:
        """Return the first channel with that name."""
        return next((channel for channel in self.channels.values() if channel.name == name), None)

    # --- changes ----------------------------------------------------------------------------------------------

    def add_user(self, username: str, *, global_name: str | None = None, locale: str = "en-US") -> User:
        """Add a user who is not yet a member of any guild."""
        user = User(self._ids.next(), username, global_name=global_name or username.title(), locale=locale)
        self.users[user.id] = user
        return user

    def add_guild(
        self, name: str, *, owner: User, boost_tier: int = 0, locale: str = "en-US", with_bot: bool = True
    ) -> Guild:
        """Add a guild owned by `owner`; with `with_bot`, the bot joined it a week ago."""
        guild = Guild(self._ids.next(), name, owner.id, boost_tier=boost_tier, locale=locale, has_bot=False)
        guild.roles[guild.id] = Role(guild.id, "@everyone", int(permissions.DEFAULT_EVERYONE))
        self.guilds[guild.id] = guild
        self.add_member(guild, owner)
        if with_bot:
            self.bot_joins(guild, added_by=owner)
            self.set_bot_joined(guild, seconds_ago=_LONG_AGO_SECONDS)
        return guild

    def add_member(
        self, guild: Guild, user: User, *, roles: list[Role] | None = None, nick: str | None = None
    ) -> Member:
        """Make a user a member of a guild."""
        role_ids = [one.id for one in roles or []]
        member = Member(user.id, role_ids, nick, joined_at=timestamp(self._clock.wall()))
        guild.members[user.id] = member
        data = {**payloads.member(member, user), "guild_id": str(guild.id)}
        self._dispatch(guild, "GUILD_MEMBER_ADD", data, intent=1 << 1)
        return member

    def bot_joins(self, guild: Guild, *, added_by: User, grants: Permission = permissions.DEFAULT_BOT) -> None:
        """Add the bot: create its managed role, record who added it in the audit log, dispatch GUILD_CREATE."""
        bot_role = Role(self._ids.next(), self.bot.username, int(grants), len(guild.roles), managed_by_bot=self.bot.id)
        guild.roles[bot_role.id] = bot_role
        guild.members[self.bot.id] = Member(self.bot.id, [bot_role.id])
        self.set_bot_joined(guild)
        guild.audit_log.append(
            {
                "id": str(self._ids.next()),
                "user_id": str(added_by.id),
                "target_id": str(self.bot.id),
                "action_type": BOT_ADD,
            }
        )
        guild.has_bot = True
        body = self.guild_create(guild, all_members=False)
        del body["unavailable"]  # libraries tell a new guild from one that became available again by this key
        self._dispatch(guild, "GUILD_CREATE", body)

    def set_bot_joined(self, guild: Guild, *, seconds_ago: float = 0.0) -> None:
        """Set when the bot joined; events that were already dispatched keep the earlier time."""
        guild.joined_at = guild.members[self.bot.id].joined_at = timestamp(self._clock.wall() - seconds_ago)

    def bot_leaves(self, guild: Guild) -> None:
        """Remove the bot: dispatch GUILD_DELETE, then drop its member and managed role."""
        self._dispatch(guild, "GUILD_DELETE", {"id": str(guild.id)})
        guild.has_bot = False
        guild.members.pop(self.bot.id, None)
        for bot_role in [one for one in guild.roles.values() if one.managed_by_bot == self.bot.id]:
            del guild.roles[bot_role.id]

    def add_role(self, guild: Guild, name: str, grants: Permission, *members: User) -> Role:
        """Add a role and give it to `members`."""
        role = Role(self._ids.next(), name, int(grants), position=len(guild.roles))
        guild.roles[role.id] = role
        self._dispatch(guild, "GUILD_ROLE_CREATE", {"guild_id": str(guild.id), "role": payloads.role(role)}, intent=1)
        for member in members:
            guild.members[member.id].roles.append(role.id)
        return role

    def set_role(self, guild: Guild, role: Role, grants: Permission) -> None:
        """Change the permissions a role grants."""
        role.permissions = int(grants)
        self._dispatch(guild, "GUILD_ROLE_UPDATE", {"guild_id": str(guild.id), "role": payloads.role(role)}, intent=1)

    def delete_role(self, guild: Guild, role: Role) -> None:
        """Remove a role from the guild and from every member who had it."""
        del guild.roles[role.id]
        for member in guild.members.values():
            member.roles = [held for held in member.roles if held != role.id]
        self._dispatch(guild, "GUILD_ROLE_DELETE", {"guild_id": str(guild.id), "role_id": str(role.id)}, intent=1)

    def add_channel(
        self,
        guild: Guild,
        name: str,
        *,
        kind: ChannelType = ChannelType.TEXT,
        parent: Channel | None = None,
        nsfw: bool = False,
        topic: str | None = None,
    ) -> Channel:
        """Add a channel; with a thread type, a thread or forum post below `parent`."""
        channel = Channel(self._ids.next(), kind, guild.id, name, nsfw=nsfw, topic=topic)
        channel.position = len(self.channels_of(guild))
        if parent is not None:
            channel.parent_id = parent.id
            channel.nsfw = nsfw or parent.nsfw
        if channel.is_thread:
            if parent is None:
                raise ValueError("a thread needs a parent channel")
            channel.owner_id = guild.owner_id
            channel.archive_timestamp = timestamp(self._clock.wall())
        self.channels[channel.id] = channel
        data = payloads.channel(channel)
        if channel.is_thread:
            self._dispatch(guild, "THREAD_CREATE", {**data, "newly_created": True}, intent=1)
        else:
            self._dispatch(guild, "CHANNEL_CREATE", data, intent=1)
        return channel

    def set_permissions(
        self,
        channel: Channel,
        target: Role | User,
        *,
        allow: Permission = _NONE,
        deny: Permission = _NONE,
    ) -> None:
        """Set the permission overwrite of a role or user in a channel."""
        kind = 0 if isinstance(target, Role) else 1
        channel.overwrites[target.id] = Overwrite(target.id, kind, int(allow), int(deny))
        self.channel_changed(channel)

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or thread, along with the threads below it."""
        for below in [one for one in self.channels.values() if one.parent_id == channel.id and one.is_thread]:
            self.delete_channel(below)
        del self.channels[channel.id]
        guild = self.guild_of(channel)
        if guild is None:
            return
        if channel.is_thread:
            data = {
                "id": str(channel.id), "guild_id": str(guild.id),
                "parent_id": str(channel.parent_id), "type": int(channel.type),
            }  # fmt: skip
            self._dispatch(guild, "THREAD_DELETE", data, intent=1)
        else:
            self._dispatch(guild, "CHANNEL_DELETE", payloads.channel(channel), intent=1)

    def archive_thread(self, thread: Channel, *, archived: bool = True, locked: bool = True) -> None:
        """Archive or unarchive a thread; a message does not unarchive a locked one."""
        thread.archived = archived
        thread.locked = locked
        thread.archive_timestamp = timestamp(self._clock.wall())
        self.channel_changed(thread)

    def channel_changed(self, channel: Channel) -> None:
        """Dispatch CHANNEL_UPDATE or THREAD_UPDATE with the current state of a channel."""
        guild = self.guild_of(channel)
        if guild is not None:
            name = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
            self._dispatch(guild, name, payloads.channel(channel), intent=1)

    def set_boost_tier(self, guild: Guild, tier: int) -> None:
        """Change the boost tier, which sets the upload limit."""
        guild.boost_tier = tier
        self._dispatch(guild, "GUILD_UPDATE", payloads.guild(guild), intent=1)

    def open_dm(self, user: User) -> Channel:
        """Return the DM channel between the bot and a user, creating it when there is none."""
        for channel in self.channels.values():
            if channel.type is ChannelType.DM and channel.recipients == [user.id]:
                return channel
        dm = Channel(self._ids.next(), ChannelType.DM, recipients=[user.id])
        self.channels[dm.id] = dm
        return dm

    def close_dms(self, user: User, *, closed: bool = True) -> None:
        """Make a user refuse direct messages from bots, or accept them again."""
        user.dm_closed = closed

    def default_world(self) -> DefaultWorld:
        """Build "Foley Test Server" with its channels and four people."""
        admin, moderator = self.add_user("admin"), self.add_user("moderator")
        member, member2 = self.add_user("member"), self.add_user("member2", locale="de")
        guild = self.add_guild("Foley Test Server", owner=admin)
        for user in (moderator, member, member2):
            self.add_member(guild, user)
        self.add_role(guild, "Admin", Permission.ADMINISTRATOR, admin)
        self.add_role(guild, "Moderator", permissions.MODERATOR, moderator)
        general = self.add_channel(guild, "general")
        music_lab = self.add_channel(guild, "music-lab")
        nsfw = self.add_channel(guild, "nsfw", nsfw=True)
        read_only = self.add_channel(guild, "read-only")
        self.set_permissions(read_only, self.bot, deny=Permission.SEND_MESSAGES | Permission.SEND_MESSAGES_IN_THREADS)
        thread = self.add_channel(guild, "a-thread", kind=ChannelType.PUBLIC_THREAD, parent=general)
        forum = self.add_channel(guild, "forum", kind=ChannelType.FORUM)
        post = self.add_channel(guild, "a-post", kind=ChannelType.PUBLIC_THREAD, parent=forum)
        return DefaultWorld(
            guild, general, music_lab, nsfw, read_only, thread, forum, post, admin, moderator, member, member2
        )

    def _dispatch(self, guild: Guild, name: str, data: Json, *, intent: int = 0) -> None:
        if guild.has_bot:
            self.announce(name, data, guild_id=guild.id, intent=intent)
