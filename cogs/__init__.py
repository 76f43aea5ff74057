"""Foley as an extension for any discord.py bot: ``await bot.load_extension("foley.cogs")``, ``"cogs"`` in a checkout.

Loads every module of this package. Each also loads alone (``foley.cogs.tts``). Commands are not synced here: when to do
that is up to the owner of the bot.
"""

import pkgutil

from discord.ext import commands

_BACKGROUND = "poller"


def parts() -> list[str]:
    """Return every module here without an underscore, the background worker first."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return sorted(names, key=lambda name: name != _BACKGROUND)


async def setup(bot: commands.Bot | commands.AutoShardedBot) -> None:
    """Load every module that is not loaded yet. Raises ExtensionFailed with the cause."""
    for part in parts():
        if f"{__name__}.{part}" not in bot.extensions:
            await bot.load_extension(f"{__name__}.{part}")


async def teardown(bot: commands.Bot | commands.AutoShardedBot) -> None:
    """Unload every module, the background worker last."""
    for part in reversed(parts()):
        if f"{__name__}.{part}" in bot.extensions:
            await bot.unload_extension(f"{__name__}.{part}")
