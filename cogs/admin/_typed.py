"""The commands of /foley that are typed faster than clicked: pause, resume, block, usage, jobs, export."""

import io
from dataclasses import replace

import discord
from discord import app_commands

from bot.chat.admin.panel.controls import Page
from bot.chat.admin.usage import PICTURE, TABLE, Charted, chart_days, render_usage, usage_csv
from bot.chat.interaction.answers import AnyInteraction, answering
from bot.errors import InvalidRequest
from bot.guilds.ports import Change
from bot.guilds.rules import listed
from bot.guilds.settings import GuildSettings
from bot.guilds.usage import Usage
from bot.jobs.caller import Caller
from cogs._common.choices import member
from cogs._common.words import named, options
from cogs._common.words import word as wording
from cogs.admin._base import AdminBase
from cogs.admin._panel import PanelCommands
from cogs.admin._panel._transfer import export_to

_CHARTS = [
    app_commands.Choice(name=wording("requests", "choice-count"), value=Charted.REQUESTS.value),
    app_commands.Choice(name=wording("seconds of sound and video", "choice-seconds"), value=Charted.SECONDS.value),
    app_commands.Choice(name=wording("money", "choice-money"), value=Charted.MONEY.value),
]


class TypedCommands(PanelCommands):
    """Each answers with one line, or with what was asked for."""

    @AdminBase.foley.command(**named("foley-panel", "Everything I do here, in one place"))
    async def open_panel(self, interaction: AnyInteraction) -> None:
        """Open the panel."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            await self.panel.open(interaction, caller)

    @AdminBase.foley.command(**named("foley-pause", "Take no new requests in this server; what runs goes on"))
    async def pause(self, interaction: AnyInteraction) -> None:
        """Pause."""
        await self._save(interaction, lambda old: replace(old, paused=True))

    @AdminBase.foley.command(**named("foley-resume", "Take requests in this server again"))
    async def resume(self, interaction: AnyInteraction) -> None:
        """Resume."""
        await self._save(interaction, lambda old: replace(old, paused=False))

    @AdminBase.foley.command(**named("foley-block", "Block a person, a word or a pattern"))
    @options(
        "foley-option",
        {
            "user": "Which person",
            "word": "A word or phrase, however it is spelled",
            "pattern": "A regular expression (RE2)",
        },
    )
    async def block(
        self,
        interaction: AnyInteraction,
        user: discord.User | None = None,
        word: app_commands.Range[str, 1, 100] | None = None,
        pattern: app_commands.Range[str, 1, 200] | None = None,
    ) -> None:
        """Block somebody or something."""

        def change(old: GuildSettings) -> GuildSettings:
            if user is not None:
                old = replace(old, blocked_user_ids=old.blocked_user_ids | {user.id})
            if word is not None:
                old = replace(old, blocked_words=listed(old.blocked_words, word, present=True, plain=True))
            if pattern is not None:
                patterns = listed(old.blocked_patterns, pattern, present=True, plain=False)
                old = replace(old, blocked_patterns=patterns)
            return old

        async with answering(interaction, self.texts):
            if user is None and word is None and pattern is None:
                self.require_admin(interaction)
                raise InvalidRequest(key="panel-block-what")
            await self._save(interaction, change)

    async def _save(self, interaction: AnyInteraction, change: Change) -> None:
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            await self.panel.answer(interaction, caller, change)

    @AdminBase.foley.command(**named("foley-usage", "What this server used, by day, command and person, with a chart"))
    @options("foley-option", {"days": "How many days", "chart": "What the chart shows"})
    @app_commands.choices(chart=_CHARTS)
    async def usage(
        self, interaction: AnyInteraction, days: app_commands.Range[int, 1, 92] = 30, chart: str = "requests"
    ) -> None:
        """Show what was used."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            await self.show_usage(interaction, caller, days, member(Charted, chart))

    async def show_usage(
        self, interaction: AnyInteraction, caller: Caller, days: int = 30, charted: Charted | None = None
    ) -> None:
        """Show what the server used, in place of the thinking message, with a chart and a table to save."""
        used = await self.guilds.usage(caller, days)
        budget = await self.guilds.server_allowances(caller)
        embed = render_usage(used, budget, self.texts, caller.locale)
        files = []
        if used.rows:
            table = discord.File(io.BytesIO(usage_csv(used).encode()), TABLE)
            files = [await self._chart(used, charted or Charted.REQUESTS), table]
            embed.set_image(url=f"attachment://{PICTURE}")
        await interaction.edit_original_response(embed=embed, attachments=files)

    async def _chart(self, used: Usage, charted: Charted) -> discord.File:
        """Draw the chart, in a process of its own."""
        picture = await self.runtime.usage_chart(used.from_day, chart_days(used, charted))
        return discord.File(io.BytesIO(picture), PICTURE)

    @AdminBase.foley.command(**named("foley-jobs", "All requests of this server: cancel them, or post results again"))
    async def all_jobs(self, interaction: AnyInteraction) -> None:
        """Open the panel at the server's jobs."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            await self.panel.open(interaction, caller, Page.JOBS)

    @AdminBase.foley.command(**named("foley-export", "This server's settings as a file"))
    async def export(self, interaction: AnyInteraction) -> None:
        """Export the settings."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            await export_to(interaction, self, caller)
