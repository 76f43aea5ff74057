"""Fill in the server's defaults for options that people leave out. A person's own value takes precedence."""

import asyncio

from bot.chat.interaction.answers import AnyInteraction
from bot.errors import StoreUnavailable
from bot.guilds.guild_service import GuildService
from bot.guilds.settings import GuildSettings, KindDefaults
from bot.jobs.model import AudioFormat, Kind

# Queried before the interaction is answered, so a slow database may only take this long.
_PATIENCE_SECONDS = 1.0


async def settings_soon(guilds: GuildService, guild_id: int) -> GuildSettings:
    """Return the server's settings; the last known ones, else the defaults, while the database is slow or down."""
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await guilds.settings(guild_id)
    except (TimeoutError, StoreUnavailable):
        return guilds.cached(guild_id) or GuildSettings(guild_id)


async def defaults_of(guilds: GuildService, interaction: AnyInteraction, kind: Kind) -> KindDefaults:
    """Return the server's defaults, as far as :func:`settings_soon` knows them."""
    if interaction.guild_id is None:
        return KindDefaults()
    return (await settings_soon(guilds, interaction.guild_id)).defaults_for(kind)


def chosen_model(defaults: KindDefaults, model: str | None, version: str | None) -> tuple[str, str]:
    """Return model and version: the server's version applies to the server's model only."""
    if model and model.casefold() != defaults.model.casefold():
        return model, version or ""
    return model or defaults.model, version or defaults.version


def chosen_format(defaults: KindDefaults, file_format: AudioFormat | None) -> AudioFormat:
    """Return the file format."""
    return file_format or defaults.format or AudioFormat.MP3
