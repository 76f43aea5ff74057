"""Requests derived from existing content: a text, a picture, a sound or a video, whoever made it.

Shared by the context menu of a message and by *More…* on a result. Each takes the first model that supports it, the
server's default before others; ``made_from``: the id of the source job, empty for a message.
"""

import re

from bot.catalog.catalog import Catalog
from bot.jobs.model import Backend, MusicRequest, SfxRequest, VideoRequest

_CODE = re.compile(r"<(?:@[!&]?|#)\d+>|<a?:(?P<name>\w+):\d+>")


def in_words(text: str) -> str:
    """Return a message's text without mentions, and with the names of custom emoji in their place."""
    return _CODE.sub(lambda match: match["name"] or "", text).strip()


def effect_of(text: str) -> SfxRequest:
    """Return a request for a sound effect of what a text says."""
    return SfxRequest(prompt=in_words(text))


def sound_for(video_url: str, made_from: str = "") -> SfxRequest:
    """Return a request for the sound of a video."""
    return SfxRequest(prompt="", video_url=video_url, made_from=made_from)


def music_for(catalog: Catalog, video_url: str, model: str = "", made_from: str = "") -> MusicRequest:
    """Return a request for music to a video."""
    request = MusicRequest(prompt="", model=model, video_url=video_url, made_from=made_from)
    return catalog.with_able_model(request, Backend.MPS)


def cover_of(catalog: Catalog, sound_url: str, model: str = "", made_from: str = "") -> MusicRequest:
    """Return a request for a song in another style, which is still to be entered."""
    request = MusicRequest(prompt="", model=model, reference_url=sound_url, made_from=made_from)
    return catalog.with_able_model(request, Backend.MPS)


def film_of(catalog: Catalog, picture_url: str, model: str = "", made_from: str = "") -> VideoRequest:
    """Return a request to animate a picture."""
    request = VideoRequest(prompt="", model=model, image_url=picture_url, made_from=made_from)
    return catalog.with_able_model(request, Backend.MPS)


def song_of(catalog: Catalog, text: str, model: str = "", made_from: str = "") -> MusicRequest:
    """Return a request to sing a text, in a style that is still to be entered."""
    request = MusicRequest(prompt="", model=model, lyrics=in_words(text), made_from=made_from)
    return catalog.with_able_model(request, Backend.MPS)
