"""The base of every Foley cog: it claims the shared runtime while it is loaded, and loads the background worker.

Knows no command. A cog loaded alone (``bot.load_extension("cogs.tts")``) needs the background worker too, so the first
one loads ``cogs.poller`` and the last one unloads it again.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, ClassVar

import discord
from discord import app_commands
from discord.ext import commands
from discord.utils import MISSING

from bot.catalog.catalog import Catalog
from bot.chat.interaction.answers import AnyInteraction, explain, locale_of, try_to_tell
from bot.chat.interaction.stateless import AnyStateless
from bot.chat.texts import Texts
from bot.service.job_service import JobService
from cogs._common.runtime import Host, claim, release, share_of

if TYPE_CHECKING:
    from cogs._common.runtime import Runtime

log = logging.getLogger(__name__)

POLLER = f"{__package__.rpartition('.')[0]}.poller"
_NESTED = (discord.AppCommandOptionType.subcommand.value, discord.AppCommandOptionType.subcommand_group.value)
TOLD = "foley_told"  # key in interaction.extras: this error has been answered


class FoleyCog(commands.Cog):
    """A cog with a runtime."""

    is_foley: ClassVar[bool] = True  # checked instead of the type: unloading discards modules
    is_background: ClassVar[bool] = False

    def __init__(self, bot: Host) -> None:
        self.bot = bot
        self._runtime: Runtime | None = None
        self.exits = AsyncExitStack()
        """Cleanups that run when the cog is unloaded, the last one first."""

    async def cog_load(self) -> None:
        """Claim the runtime."""
        self._runtime = await claim(self.bot)
        self.exits.push_async_callback(release, self.bot)

    async def cog_unload(self) -> None:
        """Release the runtime. Errors are logged here: discord.py would swallow them."""
        try:
            await self.exits.aclose()
        except Exception:
            log.exception("cog.unload_failed")
        finally:
            self._runtime = None

    def answer_presses(self, *items: AnyStateless) -> None:
        """Handle presses of these buttons and selects while the cog is loaded, on older messages, too."""
        self.bot.add_dynamic_items(*items)
        self.exits.callback(self.bot.remove_dynamic_items, *items)

    @property
    def runtime(self) -> "Runtime":
        """The shared runtime. Only while loaded."""
        if self._runtime is None:
            raise RuntimeError("this cog is not loaded")
        return self._runtime

    @property
    def service(self) -> JobService:
        """The service that commands call."""
        return self.runtime.service

    @property
    def texts(self) -> Texts:
        """The translated texts."""
        return self.runtime.texts

    @property
    def catalog(self) -> Catalog:
        """The catalog of models and options."""
        return self.runtime.catalog

    async def interaction_check(self, interaction: AnyInteraction, /) -> bool:
        """Refuse options that Discord still sends as an older version of the command declared them.

        discord.py passes a value of another type on unchanged. Raises CommandSignatureMismatch.
        """
        command = interaction.command
        if isinstance(command, app_commands.Command):
            declared = {parameter.display_name: parameter.type.value for parameter in command.parameters}
            for option in sent_options(interaction):
                if declared.get(option.get("name", "")) != option.get("type"):
                    raise app_commands.CommandSignatureMismatch(command)
        return True

    async def cog_app_command_error(self, interaction: AnyInteraction, error: app_commands.AppCommandError) -> None:
        """Answer an error raised before a command's own code ran: a bad option, a check, an outdated command."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        interaction.extras[TOLD] = True
        locale = locale_of(interaction)
        if isinstance(cause, app_commands.CommandSignatureMismatch | app_commands.TransformerError):
            await try_to_tell(interaction, self.texts.text("refusal-command-changed", locale))
        else:
            await try_to_tell(interaction, explain(cause, self.texts, locale))


def sent_options(interaction: AnyInteraction) -> list[dict[str, Any]]:
    """Return the options of a command as Discord sent them, those of its sub-command if there is one."""
    data: Mapping[str, Any] = interaction.data or {}
    options: list[dict[str, Any]] = data.get("options") or []
    while options and options[0].get("type") in _NESTED:
        options = options[0].get("options") or []
    return options


async def install(bot: Host, cog: FoleyCog) -> None:
    """Add a cog of commands, with the background worker it needs. Raises what opening the runtime raises."""
    await bring_poller(bot)
    await add_cog(bot, cog)


async def add_cog(bot: Host, cog: FoleyCog, *, guild: discord.Object = MISSING) -> None:
    """Add a cog; if that fails, unload it so that it releases what it claimed, which discord.py would not do."""
    try:
        await bot.add_cog(cog, guild=guild)
    except BaseException:
        await cog.cog_unload()
        raise


async def bring_poller(bot: Host) -> None:
    """Load the background worker unless it is loaded. Raises what opening the runtime raises."""
    if POLLER not in bot.extensions:
        await bot.load_extension(POLLER)
        share_of(bot).poller_on_demand = True


async def uninstall(bot: Host) -> None:
    """After a cog of commands was removed, unload the worker with the last of them if it was loaded on demand."""
    share = share_of(bot)
    commands_left = any(
        getattr(cog, "is_foley", False) and not getattr(cog, "is_background", False) for cog in bot.cogs.values()
    )
    if share.poller_on_demand and not commands_left and POLLER in bot.extensions:
        share.poller_on_demand = False
        await bot.unload_extension(POLLER)


def extension(cog: type[FoleyCog]) -> tuple[Callable[[Host], Awaitable[None]], Callable[[Host], Awaitable[None]]]:
    """Return ``setup`` and ``teardown`` of a module whose commands are one cog."""

    async def setup(bot: Host) -> None:
        await install(bot, cog(bot))

    return setup, uninstall
