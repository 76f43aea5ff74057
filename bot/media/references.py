"""Check that a URL somebody typed leads to a file of the right kind, once and before the job is paid for.

The provider does not reject a dead URL: the job fails after minutes, or ignores the reference and is charged. The URL
is requested under the rules for results: public addresses only, few redirects, a few bytes, a few seconds. If a proxy
would resolve its host, Foley can't tell where it leads, so it is not requested.
"""

from collections.abc import Collection, Iterator
from typing import Literal
from urllib.parse import urlsplit

from bot.errors import FetchError, FetchForbidden, FetchUnjudged, InvalidRequest
from bot.jobs.model import MusicRequest, Request, SfxRequest, VideoRequest
from bot.media.fetch import Fetcher, Peek

Kind = Literal["audio", "video", "image"]
PEEK_BYTES = 2048
# Discord stores these files itself, and their types have been checked.
_DISCORD_HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
_GENERIC_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/ogg"})
# Audio may come in a video container, and its type may say so.
_TYPES: dict[Kind, tuple[str, ...]] = {"audio": ("audio/", "video/"), "video": ("video/",), "image": ("image/",)}
_MAGIC: dict[Kind, tuple[tuple[int, bytes], ...]] = {
    "audio": (
        (0, b"ID3"), (0, b"RIFF"), (0, b"RF64"), (0, b"OggS"), (0, b"fLaC"), (0, b"FORM"), (0, b"#!AMR"),
        (0, b"\xff\xfb"), (0, b"\xff\xfa"), (0, b"\xff\xf3"), (0, b"\xff\xf2"), (0, b"\xff\xf1"), (0, b"\xff\xf9"),
        (4, b"ftyp"), (0, b"\x1aE\xdf\xa3"),
    ),
    "video": ((4, b"ftyp"), (4, b"moov"), (4, b"mdat"), (0, b"\x1aE\xdf\xa3"), (0, b"RIFF"), (0, b"FLV"), (0, b"G")),
    "image": ((0, b"\xff\xd8\xff"), (0, b"\x89PNG"), (0, b"RIFF"), (0, b"GIF8")),
}  # fmt: skip
_PAGE_STARTS = (b"<!doctype", b"<html", b"<?xml", b"<head", b"{")


class References:
    """Checks references. ``trusted_hosts``: ``host:port`` of the Discord in use, whose files are not checked either."""

    def __init__(self, fetcher: Fetcher, trusted_hosts: Collection[str] = ()) -> None:
        self._fetcher = fetcher
        self._unchecked_hosts = _DISCORD_HOSTS | {host.lower() for host in trusted_hosts}

    async def check(self, request: Request) -> None:
        """Raise InvalidRequest if a typed URL does not lead to a file of the kind that its option takes."""
        for option, kind, url in _typed(request):
            if url and urlsplit(url).netloc.lower() not in self._unchecked_hosts:
                await self._check(option, kind, url)

    async def _check(self, option: str, kind: Kind, url: str) -> None:
        try:
            response = await self._fetcher.peek(url, PEEK_BYTES)
        except FetchUnjudged:
            return  # not requested: it might lead into a private network
        except FetchForbidden as error:
            raise InvalidRequest(str(error), key="catalog-url-private", values={"option": option}) from None
        except FetchError as error:
            values = {"option": option, "reason": _reason(error)}
            raise InvalidRequest(str(error), key="reference-dead", values=values) from None
        if response.status not in (200, 206):
            values = {"option": option, "reason": f"HTTP {response.status}"}
            raise InvalidRequest(f"answered {response.status}", key="reference-dead", values=values)
        if not is_media(response, kind):
            detail = f"a {response.content_type[:40] or 'nameless type'} in place of {kind}"
            raise InvalidRequest(detail, key="reference-not-media", values={"option": option, "kind": kind})


def _typed(request: Request) -> Iterator[tuple[str, Kind, str]]:
    if isinstance(request, MusicRequest):
        yield "reference_url", "audio", request.reference_url
        yield "video_url", "video", request.video_url
    elif isinstance(request, SfxRequest):
        yield "video_url", "video", request.video_url
    elif isinstance(request, VideoRequest):
        yield "image", "image", request.image_url
        yield "last_image", "image", request.last_image_url
        for url in request.reference_urls:
            yield "reference", "image", url
        yield "reference_video", "video", request.reference_video_url


def _reason(error: FetchError) -> str:
    return "timeout" if "time" in str(error) else "no connection"


def is_media(response: Peek, kind: Kind) -> bool:
    """Return whether the type and first bytes are those of a kind of file. A generic type needs a known signature."""
    start = response.data.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not response.data or start.startswith(_PAGE_STARTS):
        return False
    content_type = response.content_type.partition(";")[0].strip().lower()
    if content_type.startswith(_TYPES[kind]):
        return True
    known = any(response.data.startswith(magic, offset) for offset, magic in _MAGIC[kind])
    return known and content_type in _GENERIC_TYPES
