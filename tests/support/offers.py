"""Every request that a catalogue offers: each model and version, with each combination of its options."""

import itertools
from collections.abc import Callable, Iterator

from bot.catalog.catalog import Catalog, Model, Need, Rules
from bot.jobs.model import Backend, Kind, MusicRequest, Request, SfxRequest, VideoRequest

URL = "https://example.com/a.mp3"


def versions_of(model: Model) -> Iterator[tuple[str, Rules]]:
    yield from ((version.name, version) for version in model.versions)
    if not model.versions:
        yield "", model


def offered_music(model: str, version: str, rules: Rules) -> Iterator[MusicRequest]:
    lyrics = {Need.NONE: ("",), Need.OPTIONAL: ("", "la la"), Need.REQUIRED: ("la la",)}[rules.lyrics]
    instrumental = (False, True) if rules.instrumental else (False,)
    references = ("", URL) if rules.reference else ("",)
    for words, silent, url, form in itertools.product(lyrics, instrumental, references, rules.formats):
        if not (words and silent):
            yield MusicRequest("rain", model, version, words, silent, url, form)
            if url:
                yield MusicRequest("", model, version, words, silent, url, form)


def offered_sfx(model: str, version: str, rules: Rules) -> Iterator[SfxRequest]:
    for duration, form in itertools.product((None, *rules.durations), rules.formats):
        yield SfxRequest("bang", model, version, duration, "", form)
    if rules.video:
        for prompt in ("bang", ""):
            yield SfxRequest(prompt, model, version, None, URL)


def offered_video(model: str, version: str, rules: Rules) -> Iterator[VideoRequest]:
    audio = (None, False, True) if rules.audio else (None, False)
    pictures = [] if rules.image_required else [("", "")]
    pictures += ([(URL, "")] if rules.image else []) + ([(URL, URL)] if rules.last_image else [])
    shapes = itertools.product((None, *rules.durations), ("", *rules.resolutions), ("", *rules.aspects))
    for (seconds, resolution, aspect), sound, (first, last) in itertools.product(shapes, audio, pictures):
        made = resolution or rules.default_resolution
        if aspect and first and not rules.aspect_with_image:
            continue
        if last and rules.last_image_resolutions and made not in rules.last_image_resolutions:
            continue
        if sound and rules.audio_resolutions and made not in rules.audio_resolutions:
            continue
        if made not in rules.duration_resolutions.get(seconds or 0, (made,)):
            continue
        yield VideoRequest("" if first else "a cat", model, version, seconds, resolution, aspect, sound, first, last)


def everything_offered(catalog: Catalog) -> Iterator[tuple[Request, Backend]]:
    makers: dict[Kind, Callable[[str, str, Rules], Iterator[Request]]] = {
        Kind.MUSIC: offered_music,
        Kind.SFX: offered_sfx,
        Kind.VIDEO: offered_video,
    }
    for backend, (kind, maker) in itertools.product(Backend, makers.items()):
        for model in catalog.models(kind, backend):
            for version, rules in versions_of(model):
                for request in maker(model.name, version, rules):
                    yield request, backend
