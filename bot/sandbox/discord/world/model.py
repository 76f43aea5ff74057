"""The objects of the local world: users, guilds, roles, channels, files. Plain data, no behaviour.

They are mutable on purpose: they are the state of a server, not values passed between the bot's modules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

MIB = 1024 * 1024
# By boost tier: soundboard slots, and the upload limit per FILE.
# https://support.discord.com/hc/en-us/articles/360028038352
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
# Channels that hold messages themselves.
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
    dm_closed: bool = False  # accepts no direct messages from members of shared servers
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
    """A channel, thread, DM, forum or category."""

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
        """How many sounds the soundboard holds."""
        return SOUNDBOARD_SLOTS[self.boost_tier]

    @property
    def file_limit_bytes(self) -> int:
        """The largest file that may be uploaded here."""
        return FILE_LIMIT_BYTES[self.boost_tier]


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file being uploaded to the local Discord, by a person or the bot."""

    filename: str
    data: bytes
    content_type: str | None = None


@dataclass(slots=True)
class StoredFile:
    """A file on the local CDN; `folder` is the first segment of its path."""

    id: int
    owner_id: int
    filename: str
    content_type: str
    data: bytes
    folder: str = "attachments"

    @property
    def path(self) -> str:
        """The path below the server's root."""
        return f"/{self.folder}/{self.owner_id}/{self.id}/{self.filename}"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits the local Discord enforces; tests may override them. Defaults are Discord's own where known."""

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
    heartbeats_missed: float = 2.0  # after this many intervals without a heartbeat the connection is closed
    session_seconds: float = 300.0
    session_backlog: int = 10_000
    identify_interval_seconds: float = 5.0
    max_concurrency: int = 1
    identifies_per_day: int = 1000
    command_creates_per_day: int = 200
    global_requests: int | None = 50
    route_requests: int = 50
    route_window_seconds: float = 1.0
    # Discord publishes its buckets in headers only; 5 messages in 5 seconds is what bots observe in a channel.
    channel_messages: int | None = None
    channel_messages_window_seconds: float = 5.0
    privileged_intents: bool = False
    recommended_shards: int = 1
