"""Typed addresses: asked once, guarded as results are, and refused before anything is paid where they hold no media."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from bot.errors import InvalidRequest
from bot.jobs.model import MusicRequest, Request, SfxRequest, SpeechRequest, VideoRequest
from bot.media import Fetcher, FetchLimits, HostRules, References
from bot.media.fetch import Peek
from bot.media.references import is_media
from tests.support.raw_server import RawServer, http, raw_server

HASTY = FetchLimits(total_seconds=0.5, connect_seconds=0.3, between_bytes_seconds=0.3, tries=1)


async def asked(
    request: Request, server: RawServer | None = None, lookup: Sequence[str] = (), *, trusted: Sequence[str] = ()
) -> InvalidRequest | None:
    """Check a request; ``server`` may be private, ``lookup`` is what every name resolves to."""
    literals = frozenset({("127.0.0.1", urlsplit(server.url).port or 0)}) if server else frozenset()

    async def look_up(host: str, port: int) -> Sequence[str]:
        if not lookup:
            raise OSError("no such host")
        return lookup

    fetcher = Fetcher(HostRules((), frozenset(), literals, anywhere=True), HASTY, lookup=look_up)
    try:
        await References(fetcher, trusted).check(request)
    except InvalidRequest as error:
        return error
    finally:
        await fetcher.close()
    return None


def song(url: str) -> MusicRequest:
    return MusicRequest("x", "MiniMaxMusic", "2.6", reference_url=url)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 412, 500, 503])
async def test_a_dead_address_is_refused_with_its_status(status: int) -> None:
    async with raw_server(http(b"no", status, "text/plain")) as server:
        error = await asked(song(f"{server.url}/a.mp3"), server)
        assert len(server.received) == 1
    assert error is not None
    assert error.key == "reference-dead"
    assert error.values == {"option": "reference_url", "reason": f"HTTP {status}"}


async def test_nobody_there_and_nobody_answering() -> None:
    error = await asked(song("https://nobody.example/a.mp3"))
    assert error is not None
    assert (error.key, error.values["reason"]) == ("reference-dead", "no connection")
    async with raw_server(b"", hangs=True) as server:
        error = await asked(song(server.url), server)
    assert error is not None
    assert (error.key, error.values["reason"]) == ("reference-dead", "timeout")


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "audio/mpeg", "application/octet-stream", ""])
async def test_a_page_is_no_sound_whatever_it_calls_itself(content_type: str) -> None:
    async with raw_server(http(b"\n <!DOCTYPE html><html>", 200, content_type)) as server:
        error = await asked(song(server.url), server)
    assert error is not None
    assert error.key == "reference-not-media"
    assert error.values == {"option": "reference_url", "kind": "audio"}


@pytest.mark.parametrize(
    ("request_", "content_type", "data"),
    [
        (song(""), "audio/mpeg", b"\xff\xfb\x90\x00"),
        (song(""), "application/octet-stream", b"ID3\x04"),
        (song(""), "", b"RIFF\x00\x00\x00\x00WAVE"),
        (song(""), "video/mp4", b"\x00\x00\x00\x18ftypM4A "),
        (SfxRequest("x"), "video/mp4", b"\x00\x00\x00\x18ftypisom"),
        (SfxRequest("x"), "binary/octet-stream", b"\x1aE\xdf\xa3"),
    ],
)
async def test_media_passes(request_: MusicRequest | SfxRequest, content_type: str, data: bytes) -> None:
    async with raw_server(http(data + bytes(100_000), 200, content_type)) as server:
        if isinstance(request_, MusicRequest):
            assert await asked(replace(request_, reference_url=server.url), server) is None
        else:
            assert await asked(replace(request_, video_url=server.url), server) is None


async def test_a_redirect_is_followed_to_public_places_only() -> None:
    async with raw_server(http(b"", 302, "", Location="http://169.254.169.254/latest/meta-data")) as server:
        error = await asked(song(server.url), server)
        assert len(server.received) == 1
    assert error is not None
    assert error.key == "catalog-url-private"


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "100.64.0.1"])
async def test_a_name_that_leads_inside_is_not_asked(address: str) -> None:
    error = await asked(song("https://sounds.example/a.mp3"), lookup=["93.184.216.34", address])
    assert error is not None
    assert (error.key, error.values["option"]) == ("catalog-url-private", "reference_url")


async def test_what_discord_keeps_and_what_is_not_there_is_not_asked() -> None:
    async with raw_server(http(b"", 404)) as server:
        netloc = urlsplit(server.url).netloc
        for request in (
            song("https://cdn.discordapp.com/attachments/1/2/a.mp3?ex=1&is=1&hm=1"),
            song(f"{server.url}/attachments/1/2/a.mp3"),
            song(""),
            SfxRequest("x"),
            SpeechRequest("hello", "v"),
            VideoRequest("x", "Kling"),
        ):
            assert await asked(request, server, trusted=(netloc,)) is None
        assert server.received == []


async def test_a_picture_is_known_by_its_type() -> None:
    async with raw_server(http(b"\xff\xd8\xff\xe0", 200, "image/jpeg")) as server:
        film = VideoRequest("x", "Kling", image_url=server.url, last_image_url=server.url)
        assert await asked(film, server) is None
    assert not is_media(Peek(200, "video/mp4", b"\x00"), "image")
    assert not is_media(Peek(200, "audio/mpeg", b""), "audio")
