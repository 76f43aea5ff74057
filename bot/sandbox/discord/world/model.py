"""The things of the local world: users, guilds, roles, channels, files. Plain data, no behaviour beyond naming.

They are mutable on purpose: they are the state of a server, not values that cross the bot's module borders.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

MIB = 1024 * 1024
# Upload limit per FILE by boost tier.
# https://support.discord.com/hc/en-us/articles/360028038352: by boost tier
SOUNDBOARD_SLOTS = (8, 24, 36, 48)
FILE_LIMIT_BYTES = {0: 10 * MIB, 1: 10 * MIB, 2: 50 * MIB, 3: 100 * MIB}


class ChannelType(IntEnum):
    """Discord's channel types."""

    TEXT = 0
    DM = 1
    VOICE = 2
    GROUP_DM = 3
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    FORUM = 15
    MEDIA = 16


THREAD_TYPES = frozenset({ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD})
FORUM_TYPES = frozenset({ChannelType.FORUM, ChannelType.MEDIA})
# Channels one can write in directly.
WRITABLE_TYPES = THREAD_TYPES | {
    ChannelType.TEXT, ChannelType.DM, ChannelType.VOICE, ChannelType.ANNOUNCEMENT, ChannelType.STAGE,
}  # fmt: skip


@dataclass(slots=True)
class User:
    """A person or the bot."""

    id: int
    username: str
    global_name: str | None = None
    bot: bool = False
    locale: str = "en-US"
    dm_closed: bool = False  # takes no messages from people of shared servers
    blocked_bot: bool = False
    app_installed: bool = False
    avatar_color: int = 0x5865F2


@dataclass(slots=True)
class Role:
    """A role; the one whose id is the guild's is @everyone."""

    id: int
    name: str
    permissions: int
    position: int = 0
    color: int = 0
    managed_by_bot: int | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel allows and denies one role (kind 0) or member (kind 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class Member:
    """A user inside a guild."""

    user_id: int
    roles: list[int] = field(default_factory=list)
    nick: str | None = None
    joined_at: str = ""


@dataclass(slots=True)
class Channel:
    """A place for messages, or a forum or category that holds such places."""

    id: int
    type: ChannelType
    guild_id: int | None = None
    name: str = ""
    position: int = 0
    parent_id: int | None = None
    nsfw: bool = False
    topic: str | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipients: list[int] = field(default_factory=list)
    owner_id: int | None = None
    archived: bool = False
    locked: bool = False
    archive_timestamp: str = ""
    last_message_id: int | None = None
    message_count: int = 0

    @property
    def is_thread(self) -> bool:
        """Whether this is a thread or a forum post."""
        return self.type in THREAD_TYPES


@dataclass(slots=True)
class Guild:
    """A server. `has_bot` is false before the bot was invited and after it left."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    boost_tier: int = 0
    locale: str = "en-US"
    has_bot: bool = True
    joined_at: str = ""
    system_channel_id: int | None = None
    audit_log: list[dict[str, Any]] = field(default_factory=list)
    automod_words: list[str] = field(default_factory=list)
    soundboard: list[dict[str, Any]] = field(default_factory=list)

    @property
    def soundboard_slots(self) -> int:
        """How many sounds fit its soundboard."""
        return SOUNDBOARD_SLOTS[self.boost_tier]

    @property
    def file_limit_bytes(self) -> int:
        """The largest file one may upload here."""
        return FILE_LIMIT_BYTES[self.boost_tier]


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file on its way to the local Discord, as a person or the bot hands it over."""

    filename: str
    data: bytes
    content_type: str | None = None


@dataclass(slots=True)
class StoredFile:
    """A file on the local CDN; `folder` is the first part of its path."""

    id: int
    owner_id: int
    filename: str
    content_type: str
    data: bytes
    folder: str = "attachments"

    @property
    def path(self) -> str:
        """Its path below the server's root."""
        return f"/{self.folder}/{self.owner_id}/{self.id}/{self.filename}"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the local Discord enforces and a test may move; the defaults are Discord's own where those are known."""

    first_answer_seconds: float = 3.0
    token_seconds: float = 15 * 60.0
    nonce_seconds: float = 300.0
    request_bytes: int = 25 * MIB
    old_message_seconds: float = 3600.0
    old_edits: int = 5
    old_edits_window_seconds: float = 60.0
    gateway_sends: int = 120
    gateway_window_seconds: float = 60.0
    heartbeat_seconds: float = 41.25
    heartbeats_missed: float = 2.0  # after so many intervals without one the connection is closed
    session_seconds: float = 300.0
    session_backlog: int = 10_000
    identify_interval_seconds: float = 5.0
    max_concurrency: int = 1
    identifies_per_day: int = 1000
    command_creates_per_day: int = 200
    global_requests: int | None = 50
    route_requests: int = 50
    route_window_seconds: float = 1.0
    # Discord tells its buckets in headers only; 5 messages in 5 seconds is what bots meet in a channel.
    channel_messages: int | None = None
    channel_messages_window_seconds: float = 5.0
    privileged_intents: bool = False
    recommended_shards: int = 1
