"""What the server's admins chose for options that people leave out. A person's own word always goes first."""

import asyncio
from dataclasses import replace

from bot.catalog.catalog import Catalog
from bot.chat.interaction.answers import AnyInteraction
from bot.errors import InvalidRequest, StoreUnavailable, Values
from bot.guilds.guild_service import GuildService
from bot.guilds.settings import KindDefaults
from bot.jobs.model import AudioFormat, Backend, Kind

# Asked before the interaction is answered, so a slow database may only take this long.
_PATIENCE_SECONDS = 1.0
_USED = {
    Kind.MUSIC: frozenset({"model", "version", "format"}),
    Kind.SFX: frozenset({"format"}),
    Kind.TTS: frozenset({"voice", "language"}),
    Kind.VIDEO: frozenset({"model", "version"}),
}


async def defaults_of(guilds: GuildService, interaction: AnyInteraction, kind: Kind) -> KindDefaults:
    """Return the server's defaults; the last known ones, or none, while the database is slow or away."""
    if interaction.guild_id is None:
        return KindDefaults()
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await guilds.defaults(interaction.guild_id, kind)
    except (TimeoutError, StoreUnavailable):
        known = guilds.cached(interaction.guild_id)
        return known.defaults_for(kind) if known is not None else KindDefaults()


def chosen_model(defaults: KindDefaults, model: str | None, version: str | None) -> tuple[str, str]:
    """Return model and version: the server's version goes with the server's model only."""
    if model and model.casefold() != defaults.model.casefold():
        return model, version or ""
    return model or defaults.model, version or defaults.version


def chosen_format(defaults: KindDefaults, file_format: AudioFormat | None) -> AudioFormat:
    """Return the file format."""
    return file_format or defaults.format or AudioFormat.MP3


def checked_defaults(catalog: Catalog, kind: Kind, defaults: KindDefaults) -> KindDefaults:
    """Return defaults as the catalogue names them. Raises InvalidRequest for what is not offered."""
    given = {
        "model": defaults.model, "version": defaults.version, "format": defaults.format,
        "voice": defaults.voice_id, "language": defaults.language,
    }  # fmt: skip
    for option, value in given.items():
        if value and option not in _USED[kind]:
            raise InvalidRequest(key="admin-default-not-taken", values={"option": option, "kind": kind.value})
    if kind is Kind.TTS:
        return _checked_speech(catalog, defaults)
    return _checked_model(catalog, kind, defaults) if kind is not Kind.SFX else defaults


def _checked_speech(catalog: Catalog, defaults: KindDefaults) -> KindDefaults:
    language = catalog.language(defaults.language) if defaults.language else None
    if defaults.language and language is None:
        raise InvalidRequest(key="catalog-language-unknown", values={"language": defaults.language[:40]})
    return replace(defaults, language=language.code if language else "")


def _checked_model(catalog: Catalog, kind: Kind, defaults: KindDefaults) -> KindDefaults:
    if not defaults.model and not defaults.version:
        return defaults
    model = catalog.find(kind, defaults.model, Backend.MPS)
    if model is None:
        names = [one.name for one in catalog.models(kind, Backend.MPS)]
        values: Values = {"model": defaults.model[:60], "count": len(names), "offered": ", ".join(names)}
        raise InvalidRequest(key="catalog-model-unknown", values=values)
    named = replace(defaults, model=model.name)
    if defaults.version and not (model.other_versions or catalog.lists_version(kind, model.name, defaults.version)):
        offered = catalog.versions(kind, model.name)
        key = "catalog-version-unknown" if offered else "catalog-version-not-taken"
        told = {"model": model.name, "version": defaults.version[:40], "offered": ", ".join(offered)}
        raise InvalidRequest(key=key, values=told)
    return named
