"""/foley limits: how much each person, each role and the whole server may use."""

import discord
from discord import app_commands

from bot.chat.admin.settings import limit_lines
from bot.chat.interaction.answers import AnyInteraction, answering
from bot.errors import InvalidRequest
from bot.guilds.rules import LARGEST_AMOUNT
from bot.guilds.settings import Limit, Scope
from bot.jobs.claim import Measure, Window
from cogs._common.choices import member
from cogs._common.words import named
from cogs.admin._base import AdminBase, admin_options, labelled

_MEASURES = [
    labelled("requests", "count"),
    labelled("seconds of sound and video", "seconds"),
    labelled("requests at the same time", "at_once"),
]
_WINDOWS = [labelled("an hour", "hour"), labelled("a day", "day"), labelled("a month", "month")]


class LimitCommands(AdminBase):
    """The sub-commands of /foley limits."""

    limits_group = app_commands.Group(
        **named("foley-limits", "How much may be used, by person, role and server"),
        parent=AdminBase.foley,
    )

    @limits_group.command(**named("foley-limits-set", "Limit each person, the people of a role, or the server"))
    @admin_options("measure", "amount", "window", "role", "together")
    @app_commands.choices(measure=_MEASURES, window=_WINDOWS)
    async def set_limit(
        self,
        interaction: AnyInteraction,
        measure: str,
        amount: app_commands.Range[int, 0, LARGEST_AMOUNT] | None = None,
        window: str | None = None,
        role: discord.Role | None = None,
        together: bool = False,
    ) -> None:
        """Set a limit."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            limit = _limit(measure, amount, window, role, together)
            if amount is None and role is None:
                raise InvalidRequest(key="admin-limit-amount")
            await self.show_saved(interaction, caller, await self.guilds.set_limit(caller, limit))

    @limits_group.command(**named("foley-limits-remove", "Lift a limit"))
    @admin_options("measure", "window", "role", "together")
    @app_commands.choices(measure=_MEASURES, window=_WINDOWS)
    async def remove_limit(
        self,
        interaction: AnyInteraction,
        measure: str,
        window: str | None = None,
        role: discord.Role | None = None,
        together: bool = False,
    ) -> None:
        """Lift a limit."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            limit = _limit(measure, None, window, role, together)
            await self.show_saved(interaction, caller, await self.guilds.clear_limit(caller, limit))

    @limits_group.command(**named("foley-limits-list", "Show the limits there are"))
    async def list_limits(self, interaction: AnyInteraction) -> None:
        """Show the limits."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            settings = await self.guilds.settings(caller.guild_id)
            embed = discord.Embed(
                title=self.texts.text("admin-limits", caller.locale)[:256],
                description=limit_lines(settings.limits, self.texts, caller.locale),
            )
            await interaction.edit_original_response(embed=embed)


def _limit(measure: str, amount: int | None, window: str | None, role: discord.Role | None, together: bool) -> Limit:
    """Return the limit that options mean. Raises InvalidRequest for those that exclude each other."""
    if role is not None and together:
        raise InvalidRequest(key="option-both", values={"first": "role", "second": "together"})
    counted = member(Measure, measure)
    if counted is Measure.AT_ONCE and window:
        raise InvalidRequest(key="admin-limit-window")
    scope = Scope.ROLE if role else Scope.SERVER if together else Scope.USER
    span = None if counted is Measure.AT_ONCE else member(Window, window or Window.DAY)
    return Limit(scope, counted, span, amount, role.id if role else None)
