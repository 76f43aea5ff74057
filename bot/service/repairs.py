"""Suggest repairs of a refused request: possible requests that differ from it in one option. Pure.

Every change that could help is tried against the catalogue, and those that pass are offered. The rules themselves are
not here, but in :mod:`bot.catalog.checks`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from bot.catalog.catalog import Catalog
from bot.jobs.model import (
    AudioFormat,
    Kind,
    MusicRequest,
    Request,
    SfxRequest,
    SpeechRequest,
    VideoRequest,
    Voice,
)

MOST_REPAIRS = 25
_REFERRING = frozenset({"voice", "reference", "video", "image", "last_image"})
_Changes = Iterator[tuple[str, str, Request]]


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair: ``option`` gets ``value``, as shown to people; an empty value leaves the option out."""

    option: str
    value: str
    request: Request


def repairs(
    request: Request,
    catalog: Catalog,
    can_be_made: Callable[[Request], bool],
    *,
    option: str = "",
    voices: Iterable[Voice] = (),
) -> list[Repair]:
    """Return at most 25 repairs, those of ``option`` first.

    If the request itself is possible, only what it refers to can be at fault: then only ``option`` is changed, if it is
    a voice or a file.
    """
    changes = [Repair(*change) for change in _changes(request, catalog, voices)]
    if can_be_made(request):
        changes = [one for one in changes if one.option == option and option in _REFERRING]
    possible = [one for one in changes if one.request != request and can_be_made(one.request)]
    return sorted(possible, key=lambda one: one.option != option)[:MOST_REPAIRS]


def _changes(request: Request, catalog: Catalog, voices: Iterable[Voice]) -> _Changes:
    match request:
        case MusicRequest():
            yield from _music(request, catalog)
        case SfxRequest():
            yield from _sfx(request, catalog)
        case SpeechRequest():
            yield from _speech(request, catalog, voices)
        case VideoRequest():
            yield from _video(request, catalog)


def _music(old: MusicRequest, catalog: Catalog) -> _Changes:
    limit = catalog.limits.lyrics_characters
    yield from _cut("prompt", old.prompt, catalog.limits.prompt_characters, lambda text: replace(old, prompt=text))
    yield from _cut("lyrics", old.lyrics, limit, lambda text: replace(old, lyrics=text))
    yield "lyrics", "", replace(old, lyrics="")
    yield "instrumental", "", replace(old, instrumental=False)
    yield "reference", "", replace(old, reference_url="")
    yield from (("format", one.value.upper(), replace(old, format=one)) for one in AudioFormat if one != old.format)
    yield "version", "", replace(old, version="")
    for model, version, label in _models(catalog, Kind.MUSIC):
        yield "model", label, replace(old, model=model, version=version)


def _sfx(old: SfxRequest, catalog: Catalog) -> _Changes:
    yield from _cut("prompt", old.prompt, catalog.limits.prompt_characters, lambda text: replace(old, prompt=text))
    for seconds in _nearest(catalog.durations(Kind.SFX, old.model, old.version), old.duration_seconds):
        yield "duration", f"{seconds} s", replace(old, duration_seconds=seconds)
    yield "duration", "", replace(old, duration_seconds=None)
    yield "video", "", replace(old, video_url="")
    yield from (("format", one.value.upper(), replace(old, format=one)) for one in AudioFormat if one != old.format)
    for model, version, label in _models(catalog, Kind.SFX):
        yield "model", label, replace(old, model=model, version=version)


def _speech(old: SpeechRequest, catalog: Catalog, voices: Iterable[Voice]) -> _Changes:
    yield from _cut("text", old.text, catalog.limits.speech_characters, lambda text: replace(old, text=text))
    yield "language", "", replace(old, language="")
    yield "pitch", "", replace(old, pitch=0)
    yield "sample_rate", "", replace(old, sample_rate=catalog.speech.default_sample_rate)
    for voice in voices:
        languages = [known.names[0] for code in voice.languages if (known := catalog.language(code)) is not None]
        facts = ", ".join(fact for fact in (voice.gender, "/".join(languages[:3])) if fact)
        named = f"{voice.name} ({facts})" if facts else voice.name
        yield "voice", named, replace(old, voice_id=voice.id, voice_name=voice.name)


def _video(old: VideoRequest, catalog: Catalog) -> _Changes:
    yield from _cut("prompt", old.prompt, catalog.limits.prompt_characters, lambda text: replace(old, prompt=text))
    for seconds in _nearest(catalog.durations(Kind.VIDEO, old.model, old.version), old.duration_seconds):
        yield "duration", f"{seconds} s", replace(old, duration_seconds=seconds)
    yield "duration", "", replace(old, duration_seconds=None)
    for name in catalog.resolutions(old.model, old.version):
        yield "resolution", name, replace(old, resolution=name)
    yield "resolution", "", replace(old, resolution="")
    for name in catalog.aspects(old.model, old.version):
        yield "aspect", name, replace(old, aspect=name)
    yield "aspect", "", replace(old, aspect="")
    yield "audio", "", replace(old, audio=None)
    yield "image", "", replace(old, image_url="", last_image_url="")
    yield "last_image", "", replace(old, last_image_url="")
    yield "version", "", replace(old, version="")
    for model, version, label in _models(catalog, Kind.VIDEO):
        yield "model", label, replace(old, model=model, version=version)


def _cut(option: str, text: str, limit: int, with_text: Callable[[str], Request]) -> _Changes:
    """Offer an overlong text cut off at the end of a line, sentence or word."""
    if len(text.strip()) <= limit:
        return
    whole = text.strip()[:limit]
    end = max((whole.rfind(mark) + 1 for mark in ("\n", ". ", "! ", "? ", "。")), default=0)
    end = end if end > limit // 2 else whole.rfind(" ")
    kept = whole[:end].rstrip() if end > 0 else whole
    yield option, f"1–{len(kept)}", with_text(kept)


def _nearest(offered: Iterable[int], asked: int | None) -> list[int]:
    return sorted(offered, key=lambda seconds: abs(seconds - (asked or 0)))[:10]


def _models(catalog: Catalog, kind: Kind) -> Iterator[tuple[str, str, str]]:
    for model in catalog.models(kind):
        for version in (one.name for one in model.ordered_versions) if model.versions else ("",):
            yield model.name, version, catalog.label(kind, model.name, version)
