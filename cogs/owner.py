"""/operator: the whole bot, for whoever runs it. Exists in the operator's own server only (FOLEY_OWNER_GUILD_ID)."""

import discord
from discord import app_commands

from bot.chat.admin.operator import render_operator
from bot.chat.interaction.answers import AnyInteraction, acknowledge, answering
from bot.chat.interaction.flow import caller_of
from bot.errors import InvalidRequest, NotAllowed
from bot.guilds.operator import LONGEST_MAINTENANCE
from bot.jobs.caller import Caller
from cogs._common.cog import FoleyCog, add_cog, bring_poller, uninstall
from cogs._common.runtime import Host, share_of
from cogs._common.words import named, options


class Owner(FoleyCog, name="Foley owner"):
    """Status, pause, drain, leaving servers, the maintenance line."""

    operator = app_commands.Group(
        **named("operator", "Run this bot"),
        guild_only=True,
        default_permissions=discord.Permissions(administrator=True),
    )

    async def _operator(self, interaction: AnyInteraction) -> Caller:
        """Return the calling operator and defer the answer ephemerally. Raises NotAllowed for anybody else."""
        caller = caller_of(interaction)
        if caller.guild_id != self.runtime.owner_guild_id or not caller.is_admin:
            raise NotAllowed(key="operator-only")
        await acknowledge(interaction, ephemeral=True, thinking=True)
        return caller

    async def _show(self, interaction: AnyInteraction, caller: Caller) -> None:
        embed = render_operator(
            self.service.operator.state,
            await self.service.operator.overview(),
            self.runtime.work_status(),
            len(self.bot.guilds),
            self.texts,
            caller.locale,
        )
        await interaction.edit_original_response(embed=embed)

    @operator.command(**named("operator-status", "Poller, budgets, oldest job, errors by code"))
    async def status(self, interaction: AnyInteraction) -> None:
        """Show the bot's status."""
        async with answering(interaction, self.texts):
            await self._show(interaction, await self._operator(interaction))

    @operator.command(**named("operator-pause", "Take and send nothing new, in all servers"))
    async def pause(self, interaction: AnyInteraction) -> None:
        """Pause everything."""
        async with answering(interaction, self.texts):
            caller = await self._operator(interaction)
            await self.service.operator.set_paused(paused=True)
            await self._show(interaction, caller)

    @operator.command(**named("operator-resume", "End a pause and a drain"))
    async def resume(self, interaction: AnyInteraction) -> None:
        """Resume everything."""
        async with answering(interaction, self.texts):
            caller = await self._operator(interaction)
            await self.service.operator.set_paused(paused=False)
            await self.service.operator.set_draining(draining=False)
            await self._show(interaction, caller)

    @operator.command(**named("operator-drain", "Take nothing new in all servers, finish what there is"))
    async def drain(self, interaction: AnyInteraction) -> None:
        """Drain."""
        async with answering(interaction, self.texts):
            caller = await self._operator(interaction)
            await self.service.operator.set_draining(draining=True)
            await self._show(interaction, caller)

    @operator.command(**named("operator-maintenance", "A line in every status message; empty takes it away"))
    @options("operator-maintenance", {"line": "What it says"})
    async def maintenance(
        self, interaction: AnyInteraction, line: app_commands.Range[str, 1, LONGEST_MAINTENANCE] | None = None
    ) -> None:
        """Set the maintenance line."""
        async with answering(interaction, self.texts):
            caller = await self._operator(interaction)
            await self.service.operator.set_maintenance(line or "")
            await self._show(interaction, caller)

    @operator.command(**named("operator-leave", "Leave a server"))
    @options("operator-leave", {"server": "The server's ID"})
    async def leave(self, interaction: AnyInteraction, server: app_commands.Range[str, 15, 20]) -> None:
        """Leave a server; its data is removed after the grace time."""
        async with answering(interaction, self.texts):
            caller = await self._operator(interaction)
            guild = self.bot.get_guild(int(server)) if server.isdecimal() else None
            if guild is None:
                raise InvalidRequest(key="operator-no-server")
            if guild.id == self.runtime.owner_guild_id:
                raise InvalidRequest(key="operator-own-server")
            await guild.leave()
            text = self.texts.text("operator-left", caller.locale, server=guild.name)
            await interaction.edit_original_response(content=text, allowed_mentions=discord.AllowedMentions.none())


async def setup(bot: Host) -> None:
    """Add /operator to the operator's server, if one is set."""
    await bring_poller(bot)
    runtime = share_of(bot).runtime
    if runtime is not None and runtime.owner_guild_id is not None:
        await add_cog(bot, Owner(bot), guild=discord.Object(runtime.owner_guild_id))


teardown = uninstall
