"""Foley's own Discord client: loads the extension as any other bot would, and brings commands up to date.

Owns what only a bot of our own decides: intents, caches, shards, when commands are synced, and what happens to an
error nobody caught. What Foley does is in ``cogs``; who opens and closes the parts is in ``cogs._share``.
"""

import asyncio
import hashlib
import json
import logging
from pathlib import Path
from typing import Any, Protocol

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket

from bot.chat.answers import AnyInteraction, explain, locale_of, try_to_tell
from bot.chat.texts import Texts
from bot.errors import ConfigError, StoreRefused
from bot.gateway import leave_out_repeated, leave_out_unreadable
from bot.ops.metrics import Metrics
from bot.settings import Settings
from cogs._base import TOLD
from cogs._share import Runtime, share_of

log = logging.getLogger(__name__)
EXTENSION = "cogs"
_MEMORY_FILE = "commands.json"
# A command or an option's value that we do not offer: from a client that knows an older list, or a forged one. The
# value itself is what somebody typed, so none of these goes into the log.
_NOT_OURS_NOW = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch, app_commands.TransformerError)


class SyncMemory(Protocol):
    """Remembers which commands Discord was given last."""

    async def load(self, scope: str) -> str | None:
        """Return the hash kept for a scope."""

    async def save(self, scope: str, payload_hash: str) -> None:
        """Keep a hash."""


class FileMemory:
    """A small JSON file in the data folder. Losing it costs one sync, nothing else."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def load(self, scope: str) -> str | None:
        """Return the hash kept for a scope; None when there is none that can be read."""
        found = (await asyncio.to_thread(self._read)).get(scope)
        return found if isinstance(found, str) else None

    async def save(self, scope: str, payload_hash: str) -> None:
        """Keep a hash; a folder that can't be written to is only logged."""
        try:
            await asyncio.to_thread(self._write, scope, payload_hash)
        except OSError as error:
            log.warning("what was synced is not remembered: %s", error.strerror)

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, scope: str, payload_hash: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".tmp")
        temporary.write_text(json.dumps({**self._read(), scope: payload_hash}), "utf-8")
        temporary.replace(self._path)


class FoleyTree(app_commands.CommandTree["Foley"]):
    """The command tree. Whatever nobody answered is answered here, in one sentence with an id."""

    async def on_error(self, interaction: AnyInteraction, error: app_commands.AppCommandError, /) -> None:
        """Answer an error that no cog has answered."""
        if interaction.extras.get(TOLD):
            return
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        texts = self.client.texts
        if isinstance(cause, _NOT_OURS_NOW):
            await try_to_tell(interaction, texts.text("refusal-command-changed", locale_of(interaction)))
            return
        await try_to_tell(interaction, explain(cause, texts, locale_of(interaction)))


class Foley(commands.AutoShardedBot):
    """The hosted bot."""

    tree: FoleyTree

    def __init__(
        self,
        settings: Settings,
        *,
        memory: SyncMemory | None = None,
        texts: Texts | None = None,
        metrics: Metrics | None = None,
        extension: str = EXTENSION,
        **options: Any,
    ) -> None:
        self.metrics = metrics or Metrics()
        # Foley joins no calls; without this discord.py warns at every start that it can't.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            command_prefix=commands.when_mentioned,  # never used: messages are not received
            help_command=None,
            tree_cls=FoleyTree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            http_trace=self.metrics.discord_trace(),
            **_shard_options(settings),
            **options,
        )
        leave_out_repeated(self._connection.parsers)
        leave_out_unreadable(self._connection.parsers)
        self.settings = settings
        self.texts = texts or Texts()
        self._memory = memory or FileMemory(settings.data_dir / _MEMORY_FILE)
        self._extension = extension
        self._refused = asyncio.Event()
        self._refusal: StoreRefused | None = None

    @property
    def runtime(self) -> Runtime | None:
        """Foley's parts, once the extension is loaded."""
        return share_of(self).runtime

    async def setup_hook(self) -> None:
        """Load the extension and sync commands. Raises what opening the parts raised, not discord.py's wrapping."""
        try:
            await self.load_extension(self._extension)
        except commands.ExtensionFailed as error:
            raise _cause_of(error) from error
        await self.sync_commands()

    async def launch_shards(self) -> None:
        """Connect where Discord says it is.

        With a fixed number of shards, and after a session that can't be resumed, the library goes to an address of
        its own instead, which is the wrong one behind a proxy and for a local Discord.
        """
        _, url, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
        await super().launch_shards()

    async def sync_commands(self) -> bool:
        """Give Discord our commands where they have changed since it was given them last; True when any were.

        The hash is of what we would send. Commands fetched from Discord are never compared: discord.py decodes some of
        their fields wrongly. The operator's commands belong to one server alone and are synced beside the others.
        """
        dev, owner = self.settings.dev_guild_id, self.settings.owner_guild_id
        if dev:
            self.tree.copy_global_to(guild=discord.Object(dev))
        try:
            changed = await self._sync(discord.Object(dev) if dev else None)
        except discord.Forbidden:
            if not dev:
                raise
            raise ConfigError(["FOLEY_DEV_GUILD_ID names a server this bot is not in."]) from None
        if owner and owner != dev:
            try:
                changed = await self._sync(discord.Object(owner)) or changed
            except discord.Forbidden:
                log.error("FOLEY_OWNER_GUILD_ID names a server this bot is not in: no operator commands")
        return changed

    async def _sync(self, guild: discord.Object | None) -> bool:
        payload_hash = await self.payload_hash(guild)
        scope = f"{self.application_id}:{guild.id if guild else 'global'}"
        if await self._memory.load(scope) == payload_hash:
            return False
        synced = await self.tree.sync(guild=guild)
        await self._memory.save(scope, payload_hash)
        log.info("commands synced: %d", len(synced))
        return True

    async def payload_hash(self, guild: discord.Object | None = None) -> str:
        """Return a hash of the commands as they would be sent, translations included."""
        tree, translator = self.tree, self.tree.translator
        payloads = [
            await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
            for command in sorted(tree.get_commands(guild=guild), key=lambda command: command.name)
        ]
        text = json.dumps(payloads, sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()

    async def on_foley_refused(self, error: StoreRefused) -> None:
        """Hear that the background work has ended for good."""
        self._refusal = error
        self._refused.set()

    async def until_refused(self) -> None:
        """Wait for what ends the work of this bot for good, and raise it."""
        await self._refused.wait()
        if self._refusal is not None:
            raise self._refusal

    async def stop_work(self) -> None:
        """Finish what is on its way; commands are refused from here on."""
        if self.runtime is not None:
            await self.runtime.stop_work()

    async def on_message(self, message: discord.Message, /) -> None:
        """Foley answers commands and buttons only, never messages."""


def _shard_options(settings: Settings) -> dict[str, Any]:
    """Return which shards to run; nothing for all of them."""
    return {"shard_ids": settings.shards.ids, "shard_count": settings.shards.total} if settings.shards else {}


def _cause_of(error: commands.ExtensionFailed) -> Exception:
    cause: Exception = error
    while isinstance(cause, commands.ExtensionFailed):
        cause = cause.original
    return cause
