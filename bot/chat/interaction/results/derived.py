"""Requests made from something that is there already: a text, a picture, a sound, a film, whoever's they are.

One place for what the menu of a message and the *More…* of a result offer. Each takes the first model that can do it,
the server's own before others; ``made_from``: the job it goes on with, empty for a message.
"""

import re

from bot.catalog.catalog import Catalog
from bot.jobs.model import Backend, MusicRequest, SfxRequest, VideoRequest

_CODE = re.compile(r"<(?:@[!&]?|#)\d+>|<a?:(?P<name>\w+):\d+>")


def in_words(text: str) -> str:
    """Return a message's text without what only Discord can read: mentions, and emoji but for their names."""
    return _CODE.sub(lambda found: found["name"] or "", text).strip()


def effect_of(text: str) -> SfxRequest:
    """Make a sound effect of what a text says."""
    return SfxRequest(prompt=in_words(text))


def sound_for(video_url: str, made_from: str = "") -> SfxRequest:
    """Make the sound of a film."""
    return SfxRequest(prompt="", video_url=video_url, made_from=made_from)


def music_for(catalog: Catalog, video_url: str, model: str = "", made_from: str = "") -> MusicRequest:
    """Make music for a film."""
    request = MusicRequest(prompt="", model=model, video_url=video_url, made_from=made_from)
    return catalog.with_able_model(request, Backend.MPS)


def cover_of(catalog: Catalog, sound_url: str, model: str = "", made_from: str = "") -> MusicRequest:
    """Play a song in another style, which has still to be named."""
    request = MusicRequest(prompt="", model=model, reference_url=sound_url, made_from=made_from)
    return catalog.with_able_model(request, Backend.MPS)


def film_of(catalog: Catalog, picture_url: str, model: str = "", made_from: str = "") -> VideoRequest:
    """Set a picture in motion."""
    request = VideoRequest(prompt="", model=model, image_url=picture_url, made_from=made_from)
    return catalog.with_able_model(request, Backend.MPS)


def song_of(catalog: Catalog, text: str, model: str = "", made_from: str = "") -> MusicRequest:
    """Sing a text, in a style that has still to be named."""
    request = MusicRequest(prompt="", model=model, lyrics=in_words(text), made_from=made_from)
    return catalog.with_able_model(request, Backend.MPS)
