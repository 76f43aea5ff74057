"""Somebody else's bot: a ``bot.py`` with ``cogs/``, an error handler and commands of its own, that has Foley added."""

import asyncio
import os

import discord
from discord.ext import commands


class MyBot(commands.Bot):
    async def setup_hook(self) -> None:
        await self.load_extension("cogs.tts")  # its own
        self.tree.error(answer_error)
        await self.load_extension("foley.cogs")  # or one command alone: "foley.cogs.tts"
        await self.tree.sync()


async def answer_error(interaction: discord.Interaction, error: discord.app_commands.AppCommandError) -> None:
    await interaction.response.send_message("my own words")


async def main() -> None:
    async with MyBot(command_prefix="!", intents=discord.Intents(guilds=True)) as bot:
        await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
