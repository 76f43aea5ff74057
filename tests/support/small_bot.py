"""A small discord.py client and how to connect it to a local Discord; attributes patched, nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
import yarl
from discord import app_commands

from bot.sandbox.discord import LocalDiscord


class SmallBot(discord.Client):
    """A client with a command tree that syncs in setup_hook."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.1,
            **options,
        )
        self.tree: app_commands.CommandTree[SmallBot] = app_commands.CommandTree(self)
        self.heard: asyncio.Queue[tuple[str, object]] = asyncio.Queue()

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.put_nowait(("message", message))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.heard.put_nowait(("join", guild))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.heard.put_nowait(("leave", guild))

    async def on_resumed(self) -> None:
        self.heard.put_nowait(("resumed", None))

    async def on_thread_update(self, _: discord.Thread, after: discord.Thread) -> None:
        self.heard.put_nowait(("thread", after))


@asynccontextmanager
async def connected(bot: SmallBot, local: LocalDiscord) -> AsyncIterator[SmallBot]:
    """`bot` logged in to `local`, READY, and closed at the end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(discord.http.Route, "BASE", local.api_url)
        patch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(local.gateway.url))
        patch.setattr(discord.VoiceClient, "warn_nacl", False)
        patch.setattr(discord.VoiceClient, "warn_dave", False)
        await local.patience.bounded(bot.login(local.token))
        running = asyncio.get_running_loop().create_task(bot.connect(), name="small bot")
        try:
            await local.patience.bounded(bot.wait_until_ready())
            yield bot
        finally:
            await bot.close()
            await asyncio.gather(running, return_exceptions=True)
