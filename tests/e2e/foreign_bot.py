"""Somebody else's bot: a small discord.py program that has Foley added to it."""

import os

import discord
from discord.ext import commands


class MyBot(commands.Bot):
    async def setup_hook(self) -> None:
        await self.load_extension("cogs")  # Foley: /music, /sfx, /tts, /video, /jobs
        await self.tree.sync()


bot = MyBot(command_prefix="!", intents=discord.Intents(guilds=True))


@bot.tree.command()
async def ping(interaction: discord.Interaction) -> None:
    """Answer with pong."""
    await interaction.response.send_message("pong")


if __name__ == "__main__":
    bot.run(os.environ["DISCORD_TOKEN"])
