"""Foley as an extension for any discord.py bot: ``await bot.load_extension("foley.cogs")``, ``"cogs"`` in a checkout.

Loads every part; each also loads alone (``foley.cogs.tts``). Commands are not synced here: when to do that is for the
owner of the bot to say.
"""

from discord.ext import commands

_PARTS = (
    *("poller", "music", "sfx", "tts", "video", "message_commands"),
    *("jobs", "admin", "privacy", "owner", "welcome"),
)


async def setup(bot: commands.Bot | commands.AutoShardedBot) -> None:
    """Load every part that is not loaded yet. Raises ExtensionFailed with the cause."""
    for part in _PARTS:
        if f"{__name__}.{part}" not in bot.extensions:
            await bot.load_extension(f"{__name__}.{part}")


async def teardown(bot: commands.Bot | commands.AutoShardedBot) -> None:
    """Unload every part, the background work last."""
    for part in reversed(_PARTS):
        if f"{__name__}.{part}" in bot.extensions:
            await bot.unload_extension(f"{__name__}.{part}")
