"""Everything of discord.py that its documentation does not promise, and nowhere else.

Any later version of the range in ``pyproject.toml`` may change these parts, and a bot that Foley is added to decides
which version it is. So each part is looked for when a client starts. One that is missing switches off what it serves,
with one line in the log; the rest works. ``tests/test_architecture.py`` keeps such uses out of every other module.
"""

import inspect
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import discord
import yarl
from discord import app_commands

from bot.errors import MessageRefused

log = logging.getLogger(__name__)
Reader = Callable[[Any], None]
AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group


@dataclass(frozen=True, slots=True)
class Part:
    """One part of discord.py: what is lost without it, and whether it is there."""

    name: str
    lost: str
    is_there: Callable[[discord.Client], bool]


def _can_request(client: discord.Client) -> bool:
    route = getattr(discord.http, "Route", None)
    request = getattr(getattr(client, "http", None), "request", None)
    return callable(route) and callable(request) and {"route", "files", "form"} <= _parameters_of(request)


def _parameters_of(function: Callable[..., object]) -> set[str]:
    return set(inspect.signature(function).parameters)


def _has_token(client: discord.Client) -> bool:
    return hasattr(getattr(client, "http", None), "token")


def _makes_payloads(client: discord.Client) -> bool:
    kinds = (app_commands.Command, app_commands.Group, app_commands.ContextMenu)
    makers = [getattr(kind, name, None) for kind in kinds for name in ("to_dict", "get_translated_payload")]
    return all(callable(maker) and "tree" in _parameters_of(maker) for maker in makers)


# A request of our own shares the library's rate limits, session and proxy; it has no public call for these three.
REQUESTS = Part("requests", "voice messages, names of people who are mentioned, links signed anew", _can_request)
# discord.py has no setting for where Discord's REST side is.
API_URL = Part(
    "api_url",
    "FOLEY_DISCORD_API_URL: requests go to Discord itself",
    lambda client: isinstance(getattr(getattr(discord.http, "Route", None), "BASE", None), str),
)
# With a fixed number of shards, and after a session that can't be resumed, the library connects to an address of its
# own instead of the one that GET /gateway/bot names.
GATEWAY_URL = Part(
    "gateway_url",
    "a gateway elsewhere than Discord's own, with fixed shards",
    lambda client: isinstance(getattr(_gateway(), "DEFAULT_GATEWAY", None), yarl.URL),
)
# The client ends on an event that can't be read, and reads one that comes twice twice.
EVENTS = Part(
    "events",
    "leaving out events that can't be read or come again",
    lambda client: isinstance(_readers_of(client), dict),
)
# Only what is sent tells whether Discord's copy is ours: discord.py 2.7.1 decodes some fields of it wrongly.
COMMAND_PAYLOADS = Part("command_payloads", "sending commands only when they have changed", _makes_payloads)
# Somebody else's bot is logged in already: its token need not be in our settings as well.
TOKEN = Part("token", "taking the bot's own token: DISCORD_TOKEN must be set", _has_token)
# Foley joins no calls; without this the library warns at every start that it can't.
VOICE_WARNINGS = Part(
    "voice_warnings",
    "silence about libraries for voice calls",
    lambda client: _warns_of_voice(),
)
PARTS = (REQUESTS, API_URL, GATEWAY_URL, EVENTS, COMMAND_PAYLOADS, TOKEN, VOICE_WARNINGS)


def _warns_of_voice() -> bool:
    return isinstance(getattr(discord.VoiceClient, "warn_nacl", None), bool)


def silence_voice_warnings() -> None:
    """Let the library not warn that voice calls are missing a library; before a client is made."""
    if _warns_of_voice():
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


def _gateway() -> Any:
    return getattr(getattr(discord, "gateway", None), "DiscordWebSocket", None)


def _readers_of(client: discord.Client) -> Any:
    return getattr(getattr(client, "_connection", None), "parsers", None)


class DiscordCompat:
    """What one client's discord.py offers beyond its documentation. Looks for every part when it is made."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._missing = frozenset(part.name for part in PARTS if not part.is_there(client))
        for part in PARTS:
            if not self.has(part):
                log.warning("discord_compat.off part=%s version=%s: %s", part.name, discord.__version__, part.lost)

    def has(self, part: Part) -> bool:
        """Return whether a part is there."""
        return part.name not in self._missing

    async def request(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        form: Sequence[Mapping[str, Any]] = (),
        files: Sequence[discord.File] = (),
        reason: str | None = None,
        **ids: Any,
    ) -> Any:
        """Send a request of our own; ``ids`` stand in ``path`` as ``{channel_id}``, ``reason`` in the audit log.

        Raises what discord.py raises, MessageRefused where it can't.
        """
        if not self.has(REQUESTS):
            raise MessageRefused("discord.py takes no requests")
        body: dict[str, Any] = {"reason": reason} if json is None else {"json": json, "reason": reason}
        if form:
            body |= {"form": [dict(field) for field in form], "files": files}
        return await self._client.http.request(discord.http.Route(method, path, **ids), **body)

    def use_api_url(self, url: str) -> None:
        """Send all requests to this address."""
        if self.has(API_URL):
            discord.http.Route.BASE = url

    async def use_named_gateway(self) -> None:
        """Connect where Discord says it is, however the connection is made. Raises what discord.py raises."""
        if self.has(GATEWAY_URL) and self.has(REQUESTS):
            named = await self.request("GET", "/gateway/bot")
            _gateway().DEFAULT_GATEWAY = yarl.URL(str(named["url"]))

    def event_readers(self) -> dict[str, Reader]:
        """Return what reads each event, by its name; changes to it count. Empty where it can't be changed."""
        readers: dict[str, Reader] = _readers_of(self._client) if self.has(EVENTS) else {}
        return readers

    @property
    def knows_payloads(self) -> bool:
        """Whether commands can be sent as :meth:`payload_of` has them."""
        return self.has(COMMAND_PAYLOADS) and self.has(REQUESTS)

    async def payload_of(self, command: AnyCommand, tree: app_commands.CommandTree[Any]) -> dict[str, Any]:
        """Return a command as it is sent, translations included."""
        translator = tree.translator
        return await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)

    def token(self) -> str | None:
        """Return the token that the client is logged in with."""
        return self._client.http.token if self.has(TOKEN) else None


_OF_CLIENT: WeakKeyDictionary[discord.Client, DiscordCompat] = WeakKeyDictionary()


def compat_of(client: discord.Client) -> DiscordCompat:
    """Return what a client's discord.py offers; looked for when it is first asked."""
    found = _OF_CLIENT.get(client)
    if found is None:
        found = _OF_CLIENT[client] = DiscordCompat(client)
    return found
