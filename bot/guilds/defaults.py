"""Check a server's defaults for options that people leave out against the catalogue."""

from dataclasses import replace

from bot.catalog.catalog import Catalog
from bot.catalog.checks import version_not_taken
from bot.errors import InvalidRequest, Values
from bot.guilds.settings import KindDefaults
from bot.jobs.model import Backend, Kind

_OPTIONS = {
    Kind.MUSIC: frozenset({"model", "version", "format"}),
    Kind.SFX: frozenset({"format"}),
    Kind.TTS: frozenset({"voice", "language"}),
    Kind.VIDEO: frozenset({"model", "version"}),
}


def checked_defaults(catalog: Catalog, kind: Kind, defaults: KindDefaults) -> KindDefaults:
    """Return defaults as the catalogue names them. Raises InvalidRequest for what is not offered."""
    given = {
        "model": defaults.model, "version": defaults.version, "format": defaults.format,
        "voice": defaults.voice_id, "language": defaults.language,
    }  # fmt: skip
    for option, value in given.items():
        if value and option not in _OPTIONS[kind]:
            raise InvalidRequest(key="admin-default-not-taken", values={"option": option, "command": kind.value})
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
        if not offered:
            raise version_not_taken(model.label)
        values = {"model": model.label, "version": defaults.version[:40], "offered": ", ".join(offered)}
        raise InvalidRequest(key="catalog-version-unknown", values=values)
    return named
