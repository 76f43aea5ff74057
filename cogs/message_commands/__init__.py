"""The context menu of a message ("Apps" in Discord): a cog that registers the commands of the modules here.

A new command is a ``MessageCommand`` in a module here, its entry in ``COMMANDS``, and the text of its name.
Discord takes fifteen per bot; discord.py registers five.
"""

import logging

import discord
from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction
from cogs._common.cog import FoleyCog, extension
from cogs._common.words import word
from cogs.message_commands._command import MessageCommand
from cogs.message_commands._make import ADD_SOUND, ANIMATE, SONG, SOUND_EFFECT
from cogs.message_commands._read_aloud import READ_ALOUD

log = logging.getLogger(__name__)
COMMANDS: tuple[MessageCommand, ...] = (READ_ALOUD, SOUND_EFFECT, ADD_SOUND, ANIMATE, SONG)


class MessageCommands(FoleyCog, name="Foley message commands"):
    """The commands on a message."""

    async def cog_load(self) -> None:
        """Claim the runtime and register the commands."""
        await super().cog_load()
        for command in COMMANDS:
            menu = self._menu_of(command)
            try:
                self.bot.tree.add_command(menu)
            except (app_commands.CommandLimitReached, app_commands.CommandAlreadyRegistered) as error:
                # Somebody else's bot may have five of its own: the slash commands still work.
                log.warning("commands.menu_refused name=%r: %s", command.name, error)
            else:
                self.exits.callback(self.bot.tree.remove_command, menu.name, type=menu.type)

    def _menu_of(self, command: MessageCommand) -> app_commands.ContextMenu:
        async def run(interaction: AnyInteraction, message: discord.Message) -> None:
            await command.run(self, interaction, message)

        menu = app_commands.ContextMenu(
            name=word(command.name, command.key),
            callback=run,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
        )
        menu.error(self.cog_app_command_error)
        return menu


setup, teardown = extension(MessageCommands)
