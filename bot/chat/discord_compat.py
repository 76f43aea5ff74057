"""All uses of undocumented parts of discord.py.

Any version in the range of ``pyproject.toml`` may change these parts, and the host bot decides which version is
installed. So each part is probed once per client. A missing part disables the features that need it, with one line in
the log; everything else works. ``tests/test_architecture.py`` keeps such uses out of every other module.
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
    """One undocumented part of discord.py. ``lost``: what does not work without it."""

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


# Raw requests share the library's rate limits, session and proxy; it has no public call for these three features.
REQUESTS = Part("requests", "voice messages, names of people who are mentioned, links signed anew", _can_request)
# discord.py has no setting for the base URL of Discord's REST API.
API_URL = Part(
    "api_url",
    "FOLEY_DISCORD_API_URL: requests go to Discord itself",
    lambda client: isinstance(getattr(getattr(discord.http, "Route", None), "BASE", None), str),
)
# With a fixed number of shards, and after a session that can't be resumed, the library connects to a hard-coded URL
# instead of the one returned by GET /gateway/bot.
GATEWAY_URL = Part(
    "gateway_url",
    "a gateway elsewhere than Discord's own, with fixed shards",
    lambda client: isinstance(getattr(_gateway(), "DEFAULT_GATEWAY", None), yarl.URL),
)
# The client stops on an event that can't be parsed, and processes a duplicate event twice.
EVENTS = Part(
    "events",
    "leaving out events that can't be read or come again",
    lambda client: isinstance(_readers_of(client), dict),
)
# Whether Discord's copy is up to date can only be decided from the payloads sent: discord.py 2.7.1 decodes some fields
# of Discord's copy wrongly.
COMMAND_PAYLOADS = Part("command_payloads", "sending commands only when they have changed", _makes_payloads)
# A host bot is already logged in, so its token need not be in our settings as well.
TOKEN = Part("token", "taking the bot's own token: DISCORD_TOKEN must be set", _has_token)
# Foley joins no voice calls; without this the library warns at every start about missing voice dependencies.
VOICE_WARNINGS = Part(
    "voice_warnings",
    "silence about libraries for voice calls",
    lambda client: _warns_of_voice(),
)
PARTS = (REQUESTS, API_URL, GATEWAY_URL, EVENTS, COMMAND_PAYLOADS, TOKEN, VOICE_WARNINGS)


def _warns_of_voice() -> bool:
    return isinstance(getattr(discord.VoiceClient, "warn_nacl", None), bool)


def silence_voice_warnings() -> None:
    """Silence the library's warnings about missing voice dependencies. Call it before creating a client."""
    if _warns_of_voice():
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


def _gateway() -> Any:
    return getattr(getattr(discord, "gateway", None), "DiscordWebSocket", None)


def _readers_of(client: discord.Client) -> Any:
    return getattr(getattr(client, "_connection", None), "parsers", None)


class DiscordCompat:
    """The undocumented parts of discord.py that one client has, probed on construction."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._missing = frozenset(part.name for part in PARTS if not part.is_there(client))
        for part in PARTS:
            if not self.has(part):
                log.warning("discord_compat.off part=%s version=%s: %s", part.name, discord.__version__, part.lost)

    def has(self, part: Part) -> bool:
        """Return whether a part is available."""
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
        """Send a raw request. Raises what discord.py raises, MessageRefused if raw requests are not available.

        ``ids`` fill placeholders like ``{channel_id}`` in ``path``; ``reason`` is shown in the audit log.
        """
        if not self.has(REQUESTS):
            raise MessageRefused("discord.py takes no requests")
        body: dict[str, Any] = {"reason": reason} if json is None else {"json": json, "reason": reason}
        if form:
            body |= {"form": [dict(field) for field in form], "files": files}
        return await self._client.http.request(discord.http.Route(method, path, **ids), **body)

    def use_api_url(self, url: str) -> None:
        """Send all requests to this base URL."""
        if self.has(API_URL):
            discord.http.Route.BASE = url

    async def use_named_gateway(self) -> None:
        """Make every connection use the gateway URL that Discord returns. Raises what discord.py raises."""
        if self.has(GATEWAY_URL) and self.has(REQUESTS):
            answer = await self.request("GET", "/gateway/bot")
            _gateway().DEFAULT_GATEWAY = yarl.URL(str(answer["url"]))

    def event_readers(self) -> dict[str, Reader]:
        """Return the live mapping of event names to parsers; changes take effect. Empty if it is not available."""
        readers: dict[str, Reader] = _readers_of(self._client) if self.has(EVENTS) else {}
        return readers

    @property
    def knows_payloads(self) -> bool:
        """Whether commands can be sent as built by :meth:`payload_of`."""
        return self.has(COMMAND_PAYLOADS) and self.has(REQUESTS)

    async def payload_of(self, command: AnyCommand, tree: app_commands.CommandTree[Any]) -> dict[str, Any]:
        """Return the payload of a command as it is sent, translations included."""
        translator = tree.translator
        return await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)

    def token(self) -> str | None:
        """Return the token that the client is logged in with, None if it is not available."""
        return self._client.http.token if self.has(TOKEN) else None


_OF_CLIENT: WeakKeyDictionary[discord.Client, DiscordCompat] = WeakKeyDictionary()


def compat_of(client: discord.Client) -> DiscordCompat:
    """Return the :class:`DiscordCompat` of a client, created on first use."""
    compat = _OF_CLIENT.get(client)
    if compat is None:
        compat = _OF_CLIENT[client] = DiscordCompat(client)
    return compat
