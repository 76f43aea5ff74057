"""Texts and pictures in the components of a message: bots write whole messages with them.

https://discord.com/developers/docs/components/reference
"""

from collections.abc import Iterable, Iterator

import discord
from discord.components import (
    Component,
    Container,
    MediaGalleryComponent,
    SectionComponent,
    TextDisplay,
    ThumbnailComponent,
)

_PICTURES = "image/"


def texts_in(components: Iterable[Component]) -> Iterator[str]:
    """Return the texts, from top to bottom."""
    return (one.content for one in _walk(components) if isinstance(one, TextDisplay))


def pictures_in(components: Iterable[Component]) -> Iterator[str]:
    """Return the URLs of pictures, from top to bottom."""
    for one in _walk(components):
        if isinstance(one, MediaGalleryComponent):
            yield from (item.media.url for item in one.items if _is_picture(item.media))
        elif isinstance(one, ThumbnailComponent) and _is_picture(one.media):
            yield one.media.url


def _is_picture(media: discord.UnfurledMediaItem) -> bool:
    """Return whether media is a picture, or may be one while Discord has not set its type yet."""
    return (media.content_type or _PICTURES).startswith(_PICTURES)


def _walk(components: Iterable[Component]) -> Iterator[Component]:
    for one in components:
        yield one
        if isinstance(one, Container | SectionComponent):
            yield from _walk(one.children)
        if isinstance(one, SectionComponent):
            yield one.accessory
