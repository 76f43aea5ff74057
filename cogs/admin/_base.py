"""What all parts of /foley share: the group, and the permission check in code."""

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
    """A part of /foley. The parts are combined in :mod:`cogs.admin`."""

    foley = app_commands.Group(
        **named("foley", "Rules, limits and use of Foley in this server"),
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @property
    def guilds(self) -> GuildService:
        """The service for what a server decides."""
        return self.service.guilds

    async def admin(self, interaction: AnyInteraction) -> Caller:
        """Return the calling admin and defer the answer ephemerally. Raises NotAllowed for anybody else.

        Discord offers /foley to those with Manage Server only, but a server can hand single commands to others.
        """
        caller = self.require_admin(interaction)
        await acknowledge(interaction, ephemeral=True, thinking=True)
        return caller

    def require_admin(self, interaction: AnyInteraction) -> Caller:
        """Return the calling admin without answering yet. Raises NotAllowed for anybody else."""
        caller = caller_of(interaction)
        require_admin(caller)
        return caller

    async def show_usage(
        self, interaction: AnyInteraction, caller: Caller, days: int = 30, charted: "Charted | None" = None
    ) -> None:
        """Show what the server used, in place of the thinking message."""
        raise NotImplementedError


def check_results_channel(interaction: AnyInteraction, texts: Texts, channel_id: int | None) -> None:
    """Refuse a channel that the bot can't post in. Raises InvalidRequest with what is missing."""
    channel = interaction.guild.get_channel_or_thread(channel_id) if interaction.guild and channel_id else None
    if interaction.guild is None or channel is None:
        return  # not cached, such as an archived thread: problems are reported with each result
    in_thread = isinstance(channel, discord.Thread)
    missing = missing_keys(channel.permissions_for(interaction.guild.me), in_thread=in_thread)
    if missing:
        names = texts.listed((texts.text(key, locale_of(interaction)) for key in missing), locale_of(interaction))
        raise InvalidRequest(key="admin-results-permissions", values={"permissions": names})
