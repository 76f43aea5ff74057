"""`LocalDiscord`: the whole local Discord as one object. It wires, starts and stops its parts, which hold the rules."""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

from bot.sandbox.discord.clock import Clock, SystemClock
from bot.sandbox.discord.gateway.bus import Event
from bot.sandbox.discord.gateway.gateway import Gateway
from bot.sandbox.discord.patience import Patience
from bot.sandbox.discord.people.people import People
from bot.sandbox.discord.platform import build
from bot.sandbox.discord.report import account_of
from bot.sandbox.discord.rest.faults import Faults
from bot.sandbox.discord.rest.ratelimit import RateLimits
from bot.sandbox.discord.rest.server import RequestRecord, Server
from bot.sandbox.discord.traffic import Listener, Traffic
from bot.sandbox.discord.world import payloads, storage
from bot.sandbox.discord.world.interaction import Interaction
from bot.sandbox.discord.world.messages import Message
from bot.sandbox.discord.world.model import Channel, Limits, User
from bot.sandbox.discord.world.world import DefaultWorld, World

Json = dict[str, Any]
T = TypeVar("T")
DEFAULT_APPLICATION_ID = 1_111_111_111_111_111_111


def make_token(application_id: int = DEFAULT_APPLICATION_ID) -> str:
    """Return a token in Discord's format: its first part is the application id in base64."""
    first = base64.b64encode(str(application_id).encode()).decode().rstrip("=")
    return f"{first}.local.not-a-secret"


def application_id_of(token: str) -> int:
    """Return the application id encoded in a token, or the default when there is none."""
    first = token.split(".", 1)[0]
    try:
        text = base64.b64decode(first + "=" * (-len(first) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return DEFAULT_APPLICATION_ID
    return int(text) if text.isdigit() and len(text) > 15 else DEFAULT_APPLICATION_ID


class LocalDiscord(People):
    """A Discord on loopback. See the package's docstring for usage.

    `listeners` receive the traffic of every local Discord created while they are set: a test run sets its judge there.
    """

    listeners: ClassVar[tuple[Listener, ...]] = ()

    def __init__(
        self,
        *,
        token: str | None = None,
        clock: Clock | None = None,
        limits: Limits | None = None,
        bot_name: str = "Foley",
        seed: int = 0,
    ) -> None:
        self.token = token or make_token()
        bot = User(application_id_of(self.token), bot_name, bot=True)
        super().__init__(
            build(self.token, bot, clock or SystemClock(), limits or Limits(), Traffic(self.listeners), seed)
        )
        self._server = Server(self.platform)
        self.patience.accounts.append(self._account)

    # --- lifecycle --------------------------------------------------------------------------------------------

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Start listening; `api_url` is valid from here on."""
        await self._server.start(host, port)
        self.platform.files.base_url = f"http://{host}:{self._server.port}"
        self.platform.gateway.url = f"ws://{host}:{self._server.port}/gateway"

    async def close(self) -> None:
        """End every connection and timer and stop listening."""
        await self.platform.interactions.close()
        await self.platform.gateway.close()
        await self._server.close()

    async def __aenter__(self) -> LocalDiscord:
        """Start on a free port."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """See `close`."""
        await self.close()

    @property
    def api_url(self) -> str:
        """The base URL of the REST API."""
        return f"{self.platform.files.base_url}/api/v10"

    def publish_gateway_at(self, url: str) -> None:
        """Publish another URL for the gateway: that of a proxy in front of our port."""
        self.platform.gateway.url = url

    # --- parts ------------------------------------------------------------------------------------------------

    @property
    def world(self) -> World:
        """Users, guilds, channels, roles, permissions."""
        return self.platform.world

    @property
    def faults(self) -> Faults:
        """Scripted faults of the HTTP server."""
        return self.platform.faults

    @property
    def gateway(self) -> Gateway:
        """The gateway and its scripted faults."""
        return self.platform.gateway

    @property
    def rate_limits(self) -> RateLimits:
        """Rate limits per route."""
        return self.platform.rates

    @property
    def bot(self) -> User:
        """The bot's user."""
        return self.platform.world.bot

    def default_world(self) -> DefaultWorld:
        """Create the default server, or look it up in a restored world."""
        if self.world.named_channel("music-lab") is None:
            return self.world.default_world()
        (general, lab, nsfw, read_only, thread, forum, post) = (
            self._channel_named(name)
            for name in ("general", "music-lab", "nsfw", "read-only", "a-thread", "forum", "a-post")
        )
        (admin, moderator, member, member2) = (
            self._user_named(name) for name in ("admin", "moderator", "member", "member2")
        )
        assert lab.guild_id is not None
        guild = self.world.guilds[lab.guild_id]
        return DefaultWorld(
            guild, general, lab, nsfw, read_only, thread, forum, post, admin, moderator, member, member2
        )

    def _channel_named(self, name: str) -> Channel:
        channel = self.world.named_channel(name)
        if channel is None:
            raise ValueError(f"the kept world has no channel {name}")
        return channel

    def _user_named(self, name: str) -> User:
        user = self.world.named_user(name)
        if user is None:
            raise ValueError(f"the kept world has no user {name}")
        return user

    @property
    def patience(self) -> Patience:
        """How long waits may take, and the reports for one that times out."""
        return self.platform.bus.patience

    def _account(self) -> str:
        return account_of(self.platform, self.requests)

    # --- observing --------------------------------------------------------------------------------------------

    def messages(self, channel: Channel, *, seen_by: User | None = None) -> list[Message]:
        """Return the messages of a channel, oldest first; with `seen_by`, including that user's ephemeral ones."""
        return self.platform.messages.of(channel.id, seen_by=None if seen_by is None else seen_by.id)

    def message(self, message_id: int) -> Message | None:
        """Return a message by id, including deleted and ephemeral ones."""
        return self.platform.messages.by_id.get(message_id)

    def dm_messages(self, user: User) -> list[Message]:
        """Return the direct messages between the bot and a user."""
        return self.messages(self.world.open_dm(user))

    def interactions(self) -> list[Interaction]:
        """Return every interaction since the start, oldest first."""
        return list(self.platform.interactions.by_id.values())

    def interaction(self, interaction_id: int) -> Interaction | None:
        """Return an interaction by id."""
        return self.platform.interactions.by_id.get(interaction_id)

    async def wait_for(self, predicate: Callable[[], T | None]) -> T:
        """Return the first truthy value of `predicate`, evaluated now and after every event."""
        return await self.platform.bus.wait_for(predicate)

    async def wait_for_event(self, match: Callable[[Event], bool]) -> Event:
        """Return the next event that matches."""
        return await self.platform.bus.wait_for_event(match)

    async def wait_for_message(
        self, channel: Channel, match: Callable[[Message], bool] = bool, *, seen_by: User | None = None
    ) -> Message:
        """Return the newest matching message of a channel, as soon as there is one."""
        return await self.wait_for(
            lambda: next(
                (message for message in reversed(self.messages(channel, seen_by=seen_by)) if match(message)), None
            )
        )

    async def wait_ready(self, shards: int = 1) -> None:
        """Return once that many shards are connected and READY."""
        await self.wait_for(lambda: self.ready_shards() >= shards)

    def ready_shards(self) -> int:
        """Return how many sessions are READY and connected now."""
        return sum(session.ready and session.connection is not None for session in self.gateway.sessions.values())

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback` for every event; the returned function unsubscribes it."""
        return self.platform.bus.subscribe(callback)

    @property
    def requests(self) -> Sequence[RequestRecord]:
        """The request log, oldest first."""
        return self._server.requests

    @property
    def invalid_requests(self) -> dict[int, int]:
        """How many 401, 403 and 429 responses were sent; Discord bans an address at 10 000 in 10 minutes."""
        return dict(self._server.invalid)

    def snapshot(self) -> Json:
        """Return everything a UI shows, as plain JSON."""
        platform, world = self.platform, self.world
        return {
            "now_seconds": platform.clock.wall(),
            "bot": payloads.user(world.bot),
            "connected": self.ready_shards() > 0,
            "users": [
                {**payloads.user(one), "locale": one.locale, "dm_closed": one.dm_closed} for one in world.users.values()
            ],
            "guilds": [
                {**payloads.guild(one), "has_bot": one.has_bot, "file_limit_bytes": one.file_limit_bytes,
                 "member_ids": [str(each) for each in one.members]}
                for one in world.guilds.values()
            ],
            "channels": [
                {**world.channel_payload(one), "messages": [self._shown(each) for each in self._messages_of(one)]}
                for one in world.channels.values()
            ],
            "commands": {str(scope): list(table.values()) for scope, table in platform.registry.by_scope.items()},
            "interactions": [one.summary() for one in self.interactions()[-200:]],
            "sessions": [
                {"id": one.id, "shard": [one.shard, one.shard_count], "connected": one.connection is not None}
                for one in self.gateway.sessions.values()
            ],
            "requests": dict(Counter(str(one.status) for one in self.requests)),
            "invalid_requests": {str(key): value for key, value in self.invalid_requests.items()},
        }  # fmt: skip

    def _messages_of(self, channel: Channel) -> list[Message]:
        return [
            message for message in self.platform.messages.by_id.values()
            if message.channel_id == channel.id and not message.deleted
        ]  # fmt: skip

    @staticmethod
    def _shown(message: Message) -> Json:
        ephemeral_to = None if message.ephemeral_to is None else str(message.ephemeral_to)
        return {
            "message": message.payload, "ephemeral_to": ephemeral_to, "edits": len(message.edits),
            "pinged": [str(one) for one in message.pinged],
        }  # fmt: skip

    # --- saving and restoring ---------------------------------------------------------------------------------

    def to_dict(self) -> Json:
        """Return the world, its commands, messages and files, as plain JSON."""
        return storage.dump(self.platform)

    @classmethod
    def from_dict(cls, kept: Json, **options: Any) -> LocalDiscord:
        """Return a local Discord with the world saved by `to_dict`.

        `options` are those of the constructor, with the same token.
        """
        discord = cls(**options)
        storage.load(discord.platform, kept)
        return discord
