"""/help: what one can do here, by role: a member, an admin of the server, whoever runs the bot."""

import logging

import discord
from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction, answering, locale_of
from bot.chat.interaction.flow import caller_of
from bot.chat.render.parts import BLUE
from bot.jobs.caller import Caller
from bot.jobs.model import Kind
from cogs._common.cog import FoleyCog, install, uninstall
from cogs._common.defaults import settings_soon
from cogs._common.runtime import Host
from cogs._common.words import named

log = logging.getLogger(__name__)
# The quickest way to hear something comes first.
_MAKERS = (Kind.TTS, Kind.SFX, Kind.MUSIC, Kind.VIDEO)
_YOURS = ("voices", "preset", "jobs", "privacy")


class Help(FoleyCog, name="Foley help"):
    """First steps."""

    @app_commands.command(**named("help", "What I can do, and what to try first"))
    @app_commands.guild_only()
    async def help(self, interaction: AnyInteraction) -> None:
        """Show what this person may use."""
        async with answering(interaction, self.texts):
            caller = caller_of(interaction)
            settings = await settings_soon(self.service.guilds, caller.guild_id)
            embed = self._embed(caller, locale_of(interaction), settings.kinds_off)
            await interaction.response.send_message(embed=embed, ephemeral=True)

    def _embed(self, caller: Caller, locale: str, off: frozenset[Kind]) -> discord.Embed:
        say = self.texts.text
        makers = [self._line(kind.value, locale) for kind in _MAKERS if kind not in off]
        if Kind.TTS not in off:
            makers = [say("help-try", locale), *makers, say("help-menu", locale)]
        sections = [("help-make", makers), ("help-yours", [self._line(name, locale) for name in _YOURS])]
        if caller.is_admin:
            sections.append(("help-admins", [self._line("foley", locale), self._line("foley-setup", locale)]))
        if caller.is_admin and caller.guild_id == self.runtime.owner_guild_id:
            sections.append(("help-operators", [self._line("operator", locale)]))
        embed = discord.Embed(title=say("help-title", locale)[:256], colour=BLUE)
        for key, lines in sections:
            if lines:
                embed.add_field(name=say(key, locale)[:256], value="\n".join(lines)[:1024], inline=False)
        return embed

    def _line(self, command: str, locale: str) -> str:
        """Return a command as the reader's Discord shows it, with its description."""
        path = command.split("-")
        names = [self.texts.text(f"cmd-{'-'.join(path[: end + 1])}-name", locale) for end in range(len(path))]
        return f"`/{' '.join(names)}` {self.texts.text(f'cmd-{command}-description', locale)}"


async def setup(bot: Host) -> None:
    """Add /help to a bot, unless it has one of its own."""
    if bot.tree.get_command("help") is not None:
        log.info("help.left_out: this bot has a command of that name")
        return
    await install(bot, Help(bot))


teardown = uninstall
