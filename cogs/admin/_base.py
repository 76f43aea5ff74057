"""The base of all parts of /foley: the group, the check of rights in code, and how a change is answered."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

import discord
from discord import app_commands

from bot.chat.admin.settings import LANGUAGES, render_settings
from bot.chat.interaction.answers import AnyInteraction, acknowledge, answering
from bot.chat.interaction.flow import caller_of
from bot.guilds.guild_service import GuildService, require_admin
from bot.guilds.ports import Change
from bot.guilds.settings import GuildSettings
from bot.jobs.caller import Caller
from bot.jobs.model import Kind
from cogs._common.cog import FoleyCog
from cogs._common.words import named, options, word

T = TypeVar("T")

KIND_CHOICES = [app_commands.Choice(name=f"/{kind.value}", value=kind.value) for kind in Kind]
LANGUAGE_CHOICES = [app_commands.Choice(name=name, value=locale) for locale, name in LANGUAGES.items()]

# Every option of /foley is named and described once, whichever command it belongs to.
_OPTIONS: Mapping[str, str] = {
    "kind": "Which command it is about",
    "on": "On or off",
    "channel": "Which channel",
    "allowed": "Whether it is allowed; empty means yes",
    "role": "Which role",
    "model": "Which model",
    "version": "Which version of the model",
    "voice": "Whose voice",
    "language": "Which language",
    "format": "File format",
    "rule": "Where Foley works",
    "days": "How many days",
    "measure": "What is counted",
    "amount": "How much is allowed; leave it out to let a role off",
    "window": "In which time; a day when left out",
    "together": "For everybody in the server together",
    "user": "Which person",
    "word": "A word or phrase, however it is spelled",
    "pattern": "A regular expression (RE2)",
    "before": "Only older ones than this",
}


def admin_options(*names: str, **shown: str) -> Callable[[T], T]:
    """Name and describe options; ``parameter="name"`` shows a parameter under another name."""
    specs = {name: _OPTIONS[name] for name in names}
    specs |= {f"{parameter}:{name}": _OPTIONS[name] for parameter, name in shown.items()}
    return options("foley-option", specs)


def labelled(text: str, value: str) -> app_commands.Choice[str]:
    """Return a choice whose name can be translated, under ``choice-`` and its value."""
    return app_commands.Choice(name=word(text, f"choice-{value.replace('_', '-')}"), value=value)


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

    async def save(self, interaction: AnyInteraction, change: Callable[[Caller], Awaitable[GuildSettings]]) -> None:
        """Answer a command of an admin: make a change, and show all rules as they are then."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            await self.show_saved(interaction, caller, await change(caller))

    async def change(self, interaction: AnyInteraction, change: Change) -> None:
        """Answer a command that changes settings alone."""
        await self.save(interaction, lambda caller: self.guilds.change(caller, change))

    async def show_saved(self, interaction: AnyInteraction, caller: Caller, settings: GuildSettings) -> None:
        """Say that a change is written down, with all rules as they are now."""
        await interaction.edit_original_response(
            content=self.texts.text("admin-saved", caller.locale),
            embed=render_settings(settings, self.texts, caller.locale),
            allowed_mentions=discord.AllowedMentions.none(),
        )
