"""/foley show, usage, audit and jobs: the commands that change nothing."""

import io

import discord
from discord import app_commands

from bot.chat.admin.audit import PAGE_LENGTH as AUDIT_LENGTH
from bot.chat.admin.audit import render_audit
from bot.chat.admin.jobs import job_picker
from bot.chat.admin.settings import render_settings
from bot.chat.admin.usage import PICTURE, chart_days, render_usage
from bot.chat.interaction.answers import AnyInteraction, answering
from bot.guilds.usage import Usage
from cogs._common.job_list import PAGE_LENGTH, render_job_list
from cogs._common.words import named
from cogs.admin._base import AdminBase, admin_options


class ReadCommands(AdminBase):
    """The sub-commands that change nothing."""

    @AdminBase.foley.command(**named("foley-show", "Show all rules of this server"))
    async def show(self, interaction: AnyInteraction) -> None:
        """Show all rules."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            settings = await self.guilds.settings(caller.guild_id)
            await interaction.edit_original_response(embed=render_settings(settings, self.texts, caller.locale))

    @AdminBase.foley.command(**named("foley-usage", "What this server used, by day, command and person, with a chart"))
    @admin_options("days")
    async def usage(self, interaction: AnyInteraction, days: app_commands.Range[int, 1, 92] = 30) -> None:
        """Show what was used."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            used = await self.guilds.usage(caller, days)
            budget = await self.guilds.server_allowances(caller)
            embed = render_usage(used, budget, self.texts, caller.locale)
            files = []
            if used.rows:
                files = [await self._chart(used)]
                embed.set_image(url=f"attachment://{PICTURE}")
            await interaction.edit_original_response(embed=embed, attachments=files)

    async def _chart(self, used: Usage) -> discord.File:
        """Draw it, in a process of its own."""
        picture = await self.runtime.usage_chart(used.from_day, chart_days(used))
        return discord.File(io.BytesIO(picture), PICTURE)

    @AdminBase.foley.command(**named("foley-audit", "Who changed what, and when"))
    @admin_options("before")
    async def audit(self, interaction: AnyInteraction, before: app_commands.Range[str, 1, 60] | None = None) -> None:
        """Show who changed what."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            entries = await self.guilds.audit(caller, before.strip() if before else None, AUDIT_LENGTH)
            await interaction.edit_original_response(embed=render_audit(entries, self.texts, caller.locale))

    @AdminBase.foley.command(**named("foley-jobs", "All requests of this server: cancel them, or post results again"))
    @admin_options("before")
    async def all_jobs(self, interaction: AnyInteraction, before: app_commands.Range[str, 1, 60] | None = None) -> None:
        """List the server's jobs, one of which can be chosen."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            before_id = before.strip().lower() if before else None
            jobs = await self.service.list(caller, everyone=True, before_id=before_id, limit=PAGE_LENGTH)
            embed = render_job_list(jobs, self.texts, caller.locale, with_people=True)
            view = job_picker(jobs, self.texts, caller.locale)
            await interaction.edit_original_response(embed=embed, view=view)
