"""What all parts of /foley share: the group, and the check of rights in code."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.chat.admin.permissions import missing_keys
from bot.chat.interaction.answers import AnyInteraction, acknowledge, locale_of
from bot.chat.interaction.flow import caller_of
from bot.chat.texts import Texts
from bot.errors import InvalidRequest
from bot.guilds.guild_service import GuildService, require_admin
from bot.jobs.caller import Caller
from cogs._common.cog import FoleyCog
from cogs._common.words import named

if TYPE_CHECKING:
    from bot.chat.admin.usage import Charted


class AdminBase(FoleyCog):
    """A part of /foley. The parts are put together in :mod:`cogs.admin`."""

    foley = app_commands.Group(
        **named("foley", "Rules, limits and use of Foley in this server"),
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @property
    def guilds(self) -> GuildService:
        """What the server decides."""
        return self.service.guilds

    async def admin(self, interaction: AnyInteraction) -> Caller:
        """Return the admin who asks, the answer deferred for them alone. Raises NotAllowed for anybody else.

        Discord offers /foley to those with Manage Server only, but a server can hand single commands to others.
        """
        caller = self.require_admin(interaction)
        await acknowledge(interaction, ephemeral=True, thinking=True)
        return caller

    def require_admin(self, interaction: AnyInteraction) -> Caller:
        """Return the admin who asks, nothing answered yet. Raises NotAllowed for anybody else."""
        caller = caller_of(interaction)
        require_admin(caller)
        return caller

    async def show_usage(
        self, interaction: AnyInteraction, caller: Caller, days: int = 30, charted: "Charted | None" = None
    ) -> None:
        """Show what the server used, in place of the thinking message."""
        raise NotImplementedError


def check_results_channel(interaction: AnyInteraction, texts: Texts, channel_id: int | None) -> None:
    """Refuse a place that nothing can be posted in. Raises InvalidRequest with what is missing."""
    found = interaction.guild.get_channel_or_thread(channel_id) if interaction.guild and channel_id else None
    if interaction.guild is None or found is None:
        return  # not known here, such as an archived thread: what happens is told with each result
    in_thread = isinstance(found, discord.Thread)
    missing = missing_keys(found.permissions_for(interaction.guild.me), in_thread=in_thread)
    if missing:
        names = texts.listed((texts.text(key, locale_of(interaction)) for key in missing), locale_of(interaction))
        raise InvalidRequest(key="admin-results-permissions", values={"permissions": names})
