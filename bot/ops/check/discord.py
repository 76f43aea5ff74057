"""`foley check`, Discord: token, gateway, shards, commands. Sends no Identify and changes nothing.

Plain HTTP and one WebSocket that is closed after the Hello: no session start is used up, and a running bot is not
disturbed.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.clock import Clock
from bot.ops.check.clock import clock_line
from bot.ops.check.report import Level, Line
from bot.ops.command_names import command_names
from bot.settings import Settings

_SECONDS = 10.0
_GUILDS_PER_SHARD = 2500
_CLOCK = "Discord clock"
_TOKEN, _GATEWAY, _SHARDS, _COMMANDS = "Discord token", "Discord gateway", "Discord shards", "Discord commands"
_HELLO = 10
_SLASH = 1  # a slash command; the default if Discord leaves the type out
_USER_AGENT = "DiscordBot (https://discord.com, 1) foley-check"
_TRANSPORT_ERRORS = (aiohttp.ClientError, TimeoutError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class DiscordFindings:
    """The lines, and the application's id if the token is valid."""

    lines: tuple[Line, ...]
    application_id: int | None = None


class _Refused(Exception):
    """Discord answered with a status other than 200."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"HTTP {status}")


async def check_discord(settings: Settings, clock: Clock) -> DiscordFindings:
    """Run the checks of Discord."""
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    headers = {"Authorization": f"Bot {settings.discord_token.get_secret_value()}", "User-Agent": _USER_AGENT}
    async with aiohttp.ClientSession(timeout=timeout, headers=headers) as session:
        checks = _Checks(session, settings)
        token_line, application = await checks.application()
        clock_lines = _clock_difference(checks.date, clock.now())
        if application is None:
            return DiscordFindings((token_line, *clock_lines))
        application_id = int(application["id"])
        gateway, shards = await checks.gateway(application)
        commands = await checks.commands(application_id)
        return DiscordFindings((token_line, *clock_lines, gateway, *shards, commands), application_id)


def _clock_difference(date: str, now: float) -> tuple[Line, ...]:
    """Return a line if Discord's clock differs; that the clock is right is in Tencent Cloud's line."""
    line = clock_line(_CLOCK, "Discord", date, now)
    return () if line is None or line.level is Level.OK else (line,)


class _Checks:
    """The checks, over one HTTP session."""

    def __init__(self, session: aiohttp.ClientSession, settings: Settings) -> None:
        self._session = session
        self._proxies = settings.proxies
        self.date = ""  # of the last answer
        self._settings = settings

    async def _get(self, path: str) -> Any:
        url = f"{self._settings.discord_api_url}{path}"
        async with self._session.get(url, allow_redirects=False, proxy=self._proxies.for_url(url)) as response:
            self.date = response.headers.get("Date", "")
            if response.status != 200:
                raise _Refused(response.status)
            return await response.json()

    async def application(self) -> tuple[Line, dict[str, Any] | None]:
        """Check the token; return its application too, None if that can't be read."""
        try:
            application = await self._get("/applications/@me")
            name, _ = str(application["name"]), int(application["id"])
        except _Refused as refused:
            return _token_refused(refused.status), None
        except (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError):
            text = "Discord can't be reached: the proxy does not lead there."
            return Line(_TOKEN, Level.AWAY, text, "See what is said of the proxy."), None
        except (*_TRANSPORT_ERRORS, KeyError, TypeError) as error:
            text = f"Discord can't be reached at {self._settings.discord_api_url} ({type(error).__name__})."
            return Line(_TOKEN, Level.AWAY, text, "Check the network, and FOLEY_DISCORD_API_URL if it is set."), None
        return Line(_TOKEN, Level.OK, f"The token belongs to {name}; no privileged intent is needed."), application

    async def gateway(self, application: dict[str, Any]) -> tuple[Line, list[Line]]:
        """Check that the gateway says Hello, and that the shards are enough."""
        try:
            gateway = await self._get("/gateway/bot")
            url, recommended = str(gateway["url"]), int(gateway["shards"])
            budget = gateway.get("session_start_limit") or {}
            hello = await self._receive_hello(f"{url}/?v=10&encoding=json")
        except (*_TRANSPORT_ERRORS, _Refused, KeyError, TypeError) as error:
            text = f"The gateway can't be reached ({error if isinstance(error, _Refused) else type(error).__name__})."
            return Line(_GATEWAY, Level.AWAY, text, "Allow outgoing WebSocket connections (TCP 443)."), []
        if hello.get("op") != _HELLO:
            return Line(_GATEWAY, Level.AWAY, "The gateway does not greet.", "Try again in a few minutes."), []
        left = budget.get("remaining")
        line = Line(_GATEWAY, Level.OK, f"The gateway answers; {left} session starts are left today.")
        if isinstance(left, int) and left < recommended:
            advice = "Wait a day before starting again, or find out what restarts so often."
            line = Line(_GATEWAY, Level.WARN, f"Only {left} session starts are left today.", advice)
        return line, [_shards(self._settings, int(application.get("approximate_guild_count") or 0), recommended)]

    async def _receive_hello(self, url: str) -> dict[str, Any]:
        connection = self._session.ws_connect(url, proxy=self._proxies.for_url(url))
        async with asyncio.timeout(_SECONDS), connection as socket:
            hello: dict[str, Any] = await socket.receive_json()
            return hello

    async def commands(self, application_id: int) -> Line:
        """Check that the commands are registered."""
        guild = self._settings.dev_guild_id
        scope = f"/guilds/{guild}" if guild else ""
        try:
            registered = await self._registered(f"/applications/{application_id}{scope}/commands")
        except _Refused as refused:
            advice = "Invite the bot to the server FOLEY_DEV_GUILD_ID names, or leave it empty." if guild else ""
            level = Level.WRONG if guild and refused.status in (403, 404) else Level.AWAY
            return Line(_COMMANDS, level, f"The commands can't be read (HTTP {refused.status}).", advice)
        except (*_TRANSPORT_ERRORS, KeyError, TypeError) as error:
            return Line(_COMMANDS, Level.AWAY, f"The commands can't be read ({type(error).__name__}).")
        missing = sorted(command_names() - registered)
        if not missing:
            return Line(_COMMANDS, Level.OK, f"{len(registered)} commands are registered.")
        text = f"Not registered yet: {', '.join(missing)}."
        return Line(_COMMANDS, Level.WARN, text, "The next start registers them.")

    async def _registered(self, path: str) -> set[str]:
        """Return the names of the registered commands, in the form of :func:`command_names`."""
        return {"/" * (one.get("type", _SLASH) == _SLASH) + str(one["name"]) for one in await self._get(path)}


def _token_refused(status: int) -> Line:
    if status == 401:
        advice = "Copy it from the developer portal (Bot, Reset Token) into DISCORD_TOKEN."
        return Line(_TOKEN, Level.WRONG, "Discord does not accept the token.", advice)
    if status == 403:
        return Line(_TOKEN, Level.WRONG, "Discord blocks this application or address (HTTP 403).", "Check both.")
    return Line(_TOKEN, Level.AWAY, f"Discord has trouble answering (HTTP {status}).", "Try again in a few minutes.")


def _shards(settings: Settings, guilds: int, recommended: int) -> Line:
    configured = settings.shards
    total = configured.total if configured else recommended
    shown = f"{guilds} server{'' if guilds == 1 else 's'}, {total} shard{'' if total == 1 else 's'}"
    if configured and guilds > total * _GUILDS_PER_SHARD:
        advice = f"Raise the total in FOLEY_SHARDS to at least {recommended}, in every process."
        return Line(_SHARDS, Level.WRONG, f"{shown}: Discord allows {_GUILDS_PER_SHARD} servers a shard.", advice)
    if configured and total < recommended:
        advice = f"Discord recommends {recommended} shards: raise the total in FOLEY_SHARDS soon."
        return Line(_SHARDS, Level.WARN, f"{shown}.", advice)
    own_shards = f", {configured.first} to {configured.last} in this process" if configured else ", all in this process"
    return Line(_SHARDS, Level.OK, f"{shown}{own_shards}.")
