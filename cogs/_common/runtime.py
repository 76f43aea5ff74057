"""Share one runtime between Foley's cogs in one bot: opened by the first cog and closed by the last.

The only place in ``cogs`` that knows the composition root. Keeps its state on the bot, not in this module: two bots in
one process stay separate, and unloading the extension, which discards this module, loses nothing.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord.ext import commands

from bot.chat.discord_compat import compat_of
from bot.chat.interaction.answers import AnyInteraction
from bot.chat.interaction.buttons import buttons
from bot.chat.interaction.open_modals import answer_lost_modal
from bot.chat.translator import CommandTranslator

if TYPE_CHECKING:  # only a bot that really loads Foley imports its parts
    from bot.ops.metrics import Metrics
    from bot.ops.telemetry.traces import Traces
    from bot.runtime import Runtime as Runtime
    from bot.settings import Settings

log = logging.getLogger(__name__)

Host: TypeAlias = commands.Bot | commands.AutoShardedBot
_ATTRIBUTE = "_foley_share"
_INTERACTION = "on_interaction"


@dataclass(frozen=True, slots=True)
class Hosted:
    """Settings, metrics and traces that our own process creates before any cog is loaded."""

    settings: "Settings"
    metrics: "Metrics"
    traces: "Traces | None" = None


class Share:
    """One bot's runtime and the number of its users."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.users = 0
        self.poller_on_demand = False  # the worker was loaded for a cog, and is unloaded with the last one
        self.runtime: Runtime | None = None
        self.hosted: Hosted | None = None  # set in our own process; None in somebody else's bot
        self.items: tuple[type[discord.ui.DynamicItem[Any]], ...] = ()
        self.translator: CommandTranslator | None = None
        self.on_interaction: Callable[[AnyInteraction], Coroutine[Any, Any, None]] | None = None


def share_of(bot: Host) -> Share:
    """Return what this bot's cogs share, created on first use."""
    share: Share | None = getattr(bot, _ATTRIBUTE, None)
    if share is None:
        share = Share()
        setattr(bot, _ATTRIBUTE, share)
    return share


async def claim(bot: Host) -> "Runtime":
    """Return the bot's runtime, opened by the first claim. Raises ConfigError, StoreError."""
    share = share_of(bot)
    async with share.lock:
        if share.runtime is None:
            runtime = await _open(bot, share.hosted)
            try:
                await _attach(bot, share, runtime)
            except BaseException:
                await runtime.close()
                raise
            share.runtime = runtime
        share.users += 1
        return share.runtime


async def release(bot: Host) -> None:
    """Release one claim; the last release closes the runtime."""
    share = share_of(bot)
    async with share.lock:
        share.users = max(0, share.users - 1)
        runtime = share.runtime
        if share.users or runtime is None:
            return
        share.runtime = None
        try:
            await _detach(bot, share)
        finally:
            await runtime.close()


async def _open(bot: Host, hosted: Hosted | None) -> "Runtime":
    # Imported only when a bot really loads Foley: this import pulls in all of it.
    from bot.app import open_runtime
    from bot.settings import Settings

    if hosted is not None:
        return await open_runtime(bot, hosted.settings, metrics=hosted.metrics, traces=hosted.traces)
    # Somebody else's bot is already logged in: its token need not be in our settings as well.
    token = compat_of(bot).token()
    overrides: dict[str, Any] = {"discord_token": token} if token else {}
    return await open_runtime(bot, await asyncio.to_thread(lambda: Settings.load(**overrides)))


async def _attach(bot: Host, share: Share, runtime: "Runtime") -> None:
    share.items = buttons(runtime.service, runtime.texts, runtime.preferences)
    bot.add_dynamic_items(*share.items)
    share.on_interaction = partial(answer_lost_modal, texts=runtime.texts)
    bot.add_listener(share.on_interaction, _INTERACTION)
    if bot.tree.translator is None:  # another bot's own translator stays
        share.translator = CommandTranslator(runtime.texts)
        await bot.tree.set_translator(share.translator)


async def _detach(bot: Host, share: Share) -> None:
    bot.remove_dynamic_items(*share.items)
    if share.on_interaction is not None:
        bot.remove_listener(share.on_interaction, _INTERACTION)
        share.on_interaction = None
    share.items = ()
    if share.translator is not None and bot.tree.translator is share.translator:
        await bot.tree.set_translator(None)
    share.translator = None
