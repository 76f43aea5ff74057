"""Register the commands with Discord in the background, without holding up the gateway.

A command that is registered already works whatever the outcome of a sync, so a failure is only reported (readiness,
metrics, log) and retried with its own back-off. Commands fetched from Discord are never compared with ours: discord.py
2.7.1 decodes some of their fields wrongly. The hash of what was sent last decides.
"""

import asyncio
import hashlib
import json
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import discord
from discord import app_commands

from bot.chat.discord_compat import compat_of
from bot.chat.sending.requests import FAILURES
from bot.clock import Clock
from bot.errors import ConfigError, StoreError
from bot.utils.backoff import Backoff

log = logging.getLogger(__name__)
_TRY_SECONDS = 120.0
_BACKOFF = Backoff(5.0, 600.0)
# For 400/30034 (200 creates a day are used up) and a payload that is refused: retrying often does not help.
_BACKOFF_REFUSED = Backoff(3600.0, 6 * 3600.0)
# At most one forced sync in this time. Discord's copy may be older than the hash says (a restored database, another
# version of the bot).
_REPEAT_SECONDS = 3600.0


class SyncMemory(Protocol):
    """Remembers which commands were last sent to Discord."""

    async def load(self, scope: str) -> str | None:
        """Return the hash stored for a scope. Raises StoreError."""

    async def save(self, scope: str, payload_hash: str) -> None:
        """Store a hash. Raises StoreError."""


@dataclass(frozen=True, slots=True)
class SyncState:
    """Whether the commands are current, and a short text for the operator."""

    is_current: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Where commands are registered: one server, or everywhere. ``setting``: which one gives the server's id."""

    guild_id: int | None = None
    setting: str = ""
    is_required: bool = False  # raise ConfigError if the bot is not in the server, instead of skipping the scope

    def __str__(self) -> str:
        return str(self.guild_id) if self.guild_id else "global"

    @property
    def guild(self) -> discord.Object | None:
        """The server as discord.py takes it."""
        return discord.Object(self.guild_id) if self.guild_id else None


class CommandSync:
    """Syncs the scopes one after another until each is current; then waits for :meth:`ask_again`."""

    def __init__(
        self,
        tree: app_commands.CommandTree[Any],
        memory: SyncMemory,
        clock: Clock,
        scopes: Sequence[Scope],
        *,
        on_outcome: Callable[[str], None] = lambda outcome: None,
    ) -> None:
        self._tree = tree
        self._compat = compat_of(tree.client)
        self._memory = memory
        self._clock = clock
        self._scopes = tuple(scopes)
        self._on_outcome = on_outcome
        self._wake = asyncio.Event()
        self._forced = False
        self._forced_at = float("-inf")
        self.current = asyncio.Event()
        self.state = SyncState(False, "commands are being synced")

    async def run(self) -> None:
        """Keep the commands current for ever. Raises ConfigError for a setting that names a wrong server."""
        while True:
            self._wake.clear()
            forced, self._forced = self._forced, False
            for scope in self._scopes:
                await self._until_current(scope, forced=forced)
            self.state = SyncState(True, "Discord has the commands of this version")
            self.current.set()
            await self._wake.wait()

    def ask_again(self) -> None:
        """Sync once more whatever the hash says, at most once an hour: Discord's copy turned out to be different."""
        if self._clock.monotonic() - self._forced_at < _REPEAT_SECONDS:
            return
        self._forced_at = self._clock.monotonic()
        log.warning("commands.outdated: Discord sent a command that is not one of ours now, syncing again")
        self._forced = True
        self._wake.set()

    async def _until_current(self, scope: Scope, *, forced: bool) -> None:
        failures = 0
        while True:
            try:
                async with asyncio.timeout(_TRY_SECONDS):
                    return await self._sync(scope, forced=forced)
            except discord.Forbidden:
                return self._not_in_server(scope)
            except Exception as error:  # the boundary of this loop: the bot keeps running without the sync
                failures += 1
                delay_seconds = retry_delay_seconds(error, failures)
                self._report_failure(scope, error, delay_seconds)
            await self._clock.sleep(delay_seconds)

    async def _sync(self, scope: Scope, *, forced: bool) -> None:
        if not self._compat.knows_payloads:
            await self._tree.sync(guild=scope.guild)
            self._on_outcome("synced")
            return
        payloads = await self._payloads(scope.guild)
        payload_hash = hash_of(payloads)
        name = f"{self._tree.client.application_id}:{scope}"
        if not forced and await self._memory.load(name) == payload_hash:
            self._on_outcome("unchanged")
            return
        await self._send(scope, payloads)
        try:
            await self._memory.save(name, payload_hash)
        except StoreError as error:
            log.warning("commands.not_remembered: %s; the next start syncs them once more", error)
        log.info("commands.synced scope=%s count=%d", scope, len(payloads))
        self._on_outcome("synced")

    def _not_in_server(self, scope: Scope) -> None:
        self._on_outcome("refused")
        if scope.is_required:
            raise ConfigError([f"{scope.setting} names a server this bot is not in."])
        log.error("commands.sync_refused: %s names a server this bot is not in", scope.setting or scope)

    def _report_failure(self, scope: Scope, error: Exception, delay_seconds: float) -> None:
        reason = describe(error)
        self._on_outcome("refused" if _is_refusal(error) else "delayed")
        self.current.clear()
        self.state = SyncState(
            False,
            f"commands not synced ({scope}): {reason}; next try within {_span(delay_seconds)};"
            " those that are registered work",
        )
        unexpected = not isinstance(error, (*FAILURES, discord.DiscordException, OSError, StoreError))
        log.warning(
            "commands.sync_failed scope=%s retry_seconds=%.0f: %s; registered commands go on working",
            *(scope, delay_seconds, reason),
            exc_info=error if unexpected else None,
        )

    async def _payloads(self, guild: discord.Object | None) -> list[dict[str, Any]]:
        """Return the commands as they are sent, translations included. Yields to the event loop after each."""
        payloads = []
        for command in sorted(self._tree.get_commands(guild=guild), key=lambda command: command.name):
            payloads.append(await self._compat.payload_of(command, self._tree))
            await asyncio.sleep(0)
        return payloads

    async def _send(self, scope: Scope, payloads: list[dict[str, Any]]) -> None:
        """Replace Discord's commands of a scope. Raises what discord.py raises."""
        application_id = self._tree.client.application_id
        if application_id is None:
            raise app_commands.MissingApplicationID
        path, ids = "/applications/{application_id}/commands", {"application_id": application_id}
        if scope.guild_id is not None:
            path, ids = "/applications/{application_id}/guilds/{guild_id}/commands", ids | {"guild_id": scope.guild_id}
        await self._compat.request("PUT", path, json=payloads, **ids)


def hash_of(payloads: list[dict[str, Any]]) -> str:
    """Return a hash of what would be sent."""
    text = json.dumps(payloads, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def retry_delay_seconds(error: Exception, failures: int) -> float:
    """Return how long to wait after this failure, the ``failures``-th in a row."""
    retry_after_seconds = _retry_after_seconds(error)
    if retry_after_seconds is not None:
        return retry_after_seconds * random.uniform(1.0, 1.05)
    if _is_refusal(error):
        return _BACKOFF_REFUSED.after(failures)
    return _BACKOFF.after(failures) * random.uniform(0.7, 1.0)


def _retry_after_seconds(error: Exception) -> float | None:
    """Return how long a 429 asks us to wait; None for other errors."""
    if isinstance(error, discord.RateLimited):
        return max(1.0, error.retry_after)
    if isinstance(error, discord.HTTPException) and error.status == 429:
        try:
            return max(1.0, float(error.response.headers.get("Retry-After", "")))
        except ValueError:
            return _BACKOFF.longest_seconds
    return None


def _is_refusal(error: Exception) -> bool:
    """Return whether Discord rejected the request itself, so that retrying it soon would not help."""
    if isinstance(error, discord.HTTPException):
        return 400 <= error.status < 500 and error.status not in (401, 408, 429)
    return isinstance(error, app_commands.AppCommandError)


def describe(error: Exception) -> str:
    """Return one line about a failed sync, without the payload."""
    if isinstance(error, discord.RateLimited):
        return "Discord's rate limit (HTTP 429)"
    if isinstance(error, discord.HTTPException):
        creates = ", today's 200 creates are used up" if error.code == 30034 else ""
        return f"Discord answered {error.status} (code {error.code}{creates})"
    if isinstance(error, TimeoutError):
        return "Discord did not answer in time"
    return type(error).__name__


def _span(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"
