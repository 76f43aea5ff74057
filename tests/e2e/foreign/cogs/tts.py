"""A cog that has the name of one of Foley's."""

import discord
from discord import app_commands
from discord.ext import commands


class Ping(commands.Cog):
    @app_commands.command()
    async def ping(self, interaction: discord.Interaction) -> None:
        """Answer with pong."""
        await interaction.response.send_message("pong")

    @app_commands.command()
    async def fail(self, interaction: discord.Interaction) -> None:
        """Raise."""
        raise RuntimeError("planned")


async def setup(bot: commands.Bot) -> None:
    await bot.add_cog(Ping())
