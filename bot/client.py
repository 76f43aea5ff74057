"""Foley's own Discord client: load the extension as any other bot would, and keep the commands in sync.

Owns what only the hosted bot decides: intents, caches, shards, when commands are synced, and how uncaught errors are
answered. Features are in ``cogs``; opening and closing the parts is in ``cogs._common.runtime``.
"""

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import COGS
from bot.chat.discord_compat import compat_of, silence_voice_warnings
from bot.chat.interaction.answers import AnyInteraction, explain, locale_of, try_to_tell
from bot.chat.texts import Texts
from bot.clock import Clock, SystemClock
from bot.command_sync import CommandSync, Scope, SyncMemory, SyncState
from bot.errors import ConfigError, StoreRefused
from bot.gateway import leave_out_repeated, leave_out_unreadable
from bot.ops.metrics import Metrics
from bot.proxied_discord import ProxiedConnector
from bot.runtime import Runtime
from bot.settings import Settings
from cogs._common.cog import TOLD
from cogs._common.runtime import Hosted, share_of

if TYPE_CHECKING:  # its library is an extra
    from bot.ops.telemetry.traces import Traces

log = logging.getLogger(__name__)
EXTENSION = COGS
# A request that is rate-limited for longer fails instead of sleeping unseen inside the library: deliveries and the sync
# of commands have their own back-off. (400 s and more were seen on PUT commands; discord.py takes no less than 30.)
_LONGEST_RATE_LIMIT_SECONDS = 60.0
# A command or an option value that we do not offer: the client has an older list, or the interaction is forged. The
# value is what somebody typed, so none of these is logged.
_OUTDATED = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)
_NOT_OFFERED = (*_OUTDATED, app_commands.TransformerError)


class FoleyTree(app_commands.CommandTree["Foley"]):
    """The command tree. Errors that no cog has answered are answered here, in one sentence with an id."""

    async def interaction_check(self, interaction: AnyInteraction, /) -> bool:
        """Allow every command, and start its trace."""
        if self.client.traces is not None:
            self.client.traces.command_received()
        return True

    async def on_error(self, interaction: AnyInteraction, error: app_commands.AppCommandError, /) -> None:
        """Answer an error that no cog has answered."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, _OUTDATED):
            self.client.commands_outdated()
        if interaction.extras.get(TOLD):
            return
        texts = self.client.texts
        if isinstance(cause, _NOT_OFFERED):
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
        traces: "Traces | None" = None,
        extension: str = EXTENSION,
        clock: Clock | None = None,
        **options: Any,
    ) -> None:
        self.metrics = metrics or Metrics()
        self.traces = traces
        silence_voice_warnings()
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
            max_ratelimit_timeout=_LONGEST_RATE_LIMIT_SECONDS,
            connector=ProxiedConnector(settings.proxies) if settings.proxies else None,
            **_shard_options(settings),
            **options,
        )
        readers = compat_of(self).event_readers()
        leave_out_repeated(readers)
        leave_out_unreadable(readers)
        self.settings = settings
        self.texts = texts or Texts()
        self._memory = memory
        self._clock = clock or SystemClock()
        self._extension = extension
        self._refused = asyncio.Event()
        self._refusal: StoreRefused | ConfigError | None = None
        self._syncing: asyncio.Task[None] | None = None
        self.command_sync: CommandSync | None = None

    @property
    def runtime(self) -> Runtime | None:
        """The opened runtime, once the extension is loaded."""
        return share_of(self).runtime

    async def setup_hook(self) -> None:
        """Load the extension and start syncing commands. Raises what opening the parts raised.

        The sync runs in the background: the gateway must not wait for it.
        """
        share_of(self).hosted = Hosted(self.settings, self.metrics, self.traces)
        try:
            await self.load_extension(self._extension)
        except commands.ExtensionFailed as error:
            raise _cause_of(error) from error
        self._syncing = asyncio.create_task(self._keep_commands(self._new_sync()), name="commands")

    def _new_sync(self) -> CommandSync:
        memory = self._memory
        if memory is None:
            if self.runtime is None:
                raise RuntimeError("commands are synced once the extension has opened the parts")
            memory = self.runtime.sync_memory
        self.command_sync = CommandSync(
            self.tree, memory, self._clock, self._scopes(), on_outcome=self.metrics.commands_synced
        )
        return self.command_sync

    def _scopes(self) -> list[Scope]:
        """Return where commands are registered. The operator's are registered in one server, besides the others."""
        dev, owner = self.settings.dev_guild_id, self.settings.owner_guild_id
        if dev:
            self.tree.copy_global_to(guild=discord.Object(dev))
        scopes = [Scope(dev, "FOLEY_DEV_GUILD_ID", is_required=True) if dev else Scope()]
        if owner and owner != dev:
            scopes.append(Scope(owner, "FOLEY_OWNER_GUILD_ID"))
        return scopes

    async def _keep_commands(self, sync: CommandSync) -> None:
        try:
            await sync.run()
        except ConfigError as error:
            await self.on_foley_refused(error)

    def commands_outdated(self) -> None:
        """Request another sync, because Discord's copy of a command is not ours."""
        if self.command_sync is not None:
            self.command_sync.ask_again()

    def sync_state(self) -> SyncState:
        """Return what the sync of commands is doing."""
        return self.command_sync.state if self.command_sync else SyncState(False, "the bot is starting")

    async def close(self) -> None:
        """End the sync and the connection."""
        syncing, self._syncing = self._syncing, None
        if syncing is not None:
            syncing.cancel()
            await asyncio.wait((syncing,))
        await super().close()

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect to the gateway that the API names: a proxy or a local Discord may have its own."""
        await compat_of(self).use_named_gateway()
        await super().connect(reconnect=reconnect)

    async def on_foley_refused(self, error: StoreRefused | ConfigError) -> None:
        """Record an error that only the operator can fix."""
        self._refusal = error
        self._refused.set()

    async def until_refused(self) -> None:
        """Wait for an error that ends this bot for good, and raise it."""
        await self._refused.wait()
        if self._refusal is not None:
            raise self._refusal

    async def stop_work(self) -> None:
        """Finish work in progress; refuse commands from here on."""
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
