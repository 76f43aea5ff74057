"""The commands that Foley registers globally, read from the cogs without loading them into a bot."""

import importlib
import inspect
import pkgutil

from discord.ext import commands

import cogs
from cogs.message_commands import COMMANDS

# Registered only in the operator's server, and only if FOLEY_OWNER_GUILD_ID names one.
_OWNER_COG = "owner"


def command_names() -> frozenset[str]:
    """Return the names of all global commands, including those on messages; slash commands begin with a slash.

    The operator's own commands are left out.
    """
    return _slash_names() | {command.name for command in COMMANDS}


def _slash_names() -> frozenset[str]:
    return frozenset(
        f"/{command.name}"
        for entry in pkgutil.iter_modules(cogs.__path__)
        if not entry.name.startswith("_") and entry.name != _OWNER_COG
        for cog in _cogs_of(f"{cogs.__name__}.{entry.name}")
        for command in cog.__cog_app_commands__
        if command.parent is None
    )


def _cogs_of(module_name: str) -> list[type[commands.Cog]]:
    module = importlib.import_module(module_name)
    found = [value for value in vars(module).values() if inspect.isclass(value) and issubclass(value, commands.Cog)]
    return [cog for cog in found if cog.__module__ == module_name]
