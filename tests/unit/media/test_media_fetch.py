"""Downloads against a server that does what servers do at their worst."""

import asyncio
import logging
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohappyeyeballs
import brotli
import pytest

from bot.errors import FetchBroken, FetchError, FetchExpired, FetchForbidden, FetchGone, FetchTooLarge
from bot.media import Fetcher, FetchLimits, HostRules
from tests.support.listening import listening
from tests.support.manual_clock import ManualClock
from tests.support.packing import gzip

SOUND = b"RIFF" + bytes(range(256)) * 3000
SECRET = "q-signature=secret"
Script = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


class RawServer:
    """Answers every connection with a script; remembers what it was asked."""

    def __init__(self) -> None:
        self.requests: list[bytes] = []
        self.scripts: list[Script] = []
        self.port = 0
        self.asked = asyncio.Event()

    def url(self, path: str = "/x.wav") -> str:
        return f"http://127.0.0.1:{self.port}{path}?{SECRET}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.requests.append(await reader.readuntil(b"\r\n\r\n"))
            self.asked.set()
            script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
            await script(self.requests[-1], writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@pytest.fixture
async def server() -> AsyncIterator[RawServer]:
    raw = RawServer()
    async with listening(raw.serve) as raw.port:
        yield raw


def answer(body: bytes = b"sound", status: str = "200 OK", length: int | None = -1, extra: str = "") -> Script:
    async def script(_request: bytes, writer: asyncio.StreamWriter) -> None:
        announced = "" if length is None else f"Content-Length: {len(body) if length == -1 else length}\r\n"
        writer.write(f"HTTP/1.1 {status}\r\n{announced}{extra}Connection: close\r\n\r\n".encode() + body)
        await writer.drain()

    return script


def redirect(location: str) -> Script:
    return answer(b"", "302 Found", extra=f"Location: {location}\r\n")


async def endless(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


async def drip(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


async def silence(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nstart")
    await writer.drain()
    await asyncio.Event().wait()


async def slam(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def fetch(server: RawServer, target: Path, *, url: str = "", **limits: float) -> int:
    rules = HostRules.parse((f"127.0.0.1:{server.port}",))
    given = {"max_bytes": 1_000_000, "tries": 1} | limits
    fetcher = Fetcher(rules, FetchLimits(**given), clock=ManualClock())  # type: ignore[arg-type]
    try:
        return await fetcher.fetch(url or server.url(), target)
    finally:
        await fetcher.close()


async def test_body_is_saved(server: RawServer, tmp_path: Path) -> None:
    body = bytes(range(256)) * 3000
    server.scripts = [answer(body)]
    assert await fetch(server, tmp_path / "x") == len(body)
    assert (tmp_path / "x").read_bytes() == body
    request = server.requests[0].decode()
    assert f"GET /x.wav?{SECRET} HTTP/1.1" in request
    assert "Accept-Encoding: identity" in request


@pytest.mark.parametrize(
    ("labels", "sent"),
    [
        *((f"Content-Encoding: {label}\r\n", SOUND) for label in ("aws-chunked", "utf-8", "binary", "none", "gzip")),
        ("Content-Encoding: gzip\r\n", gzip(SOUND)),
        ("Content-Encoding: br\r\n", brotli.compress(SOUND)),
        ("Content-Encoding: deflate\r\n", zlib.compress(SOUND)),
        ("Content-Encoding: gzip\r\nContent-Encoding: br\r\n", brotli.compress(gzip(SOUND))),
    ],
)
async def test_content_codings_are_undone(server: RawServer, tmp_path: Path, labels: str, sent: bytes) -> None:
    server.scripts = [answer(sent, extra=labels)]
    assert await fetch(server, tmp_path / "x") == len(SOUND)
    assert (tmp_path / "x").read_bytes() == SOUND


async def test_a_cut_packed_body_is_fetched_again(server: RawServer, tmp_path: Path) -> None:
    packed = gzip(SOUND)
    server.scripts = [answer(packed[:-9], extra="Content-Encoding: gzip\r\n"), answer(SOUND)]
    assert await fetch(server, tmp_path / "x", tries=2, retry_delay_seconds=0) == len(SOUND)
    assert (tmp_path / "x").read_bytes() == SOUND


@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "410 Gone"])
async def test_dead_link_is_told_and_not_retried(server: RawServer, tmp_path: Path, status: str) -> None:
    server.scripts = [answer(b"", status)]
    with pytest.raises(FetchGone):
        await fetch(server, tmp_path / "x", tries=3)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "body", "for_good"),
    [
        ("403 Forbidden", b"<Error><Message>Request has expired</Message></Error>", True),
        ("410 Gone", b"", True),
        ("403 Forbidden", b"<html>Access denied</html>", False),
        ("404 Not Found", b"<Error><Code>NoSuchKey</Code></Error>", False),
    ],
)
async def test_a_link_whose_time_is_over_is_told_from_one_that_is_refused(
    server: RawServer, tmp_path: Path, status: str, body: bytes, for_good: bool
) -> None:
    server.scripts = [answer(body, status)]
    with pytest.raises(FetchGone) as caught:
        await fetch(server, tmp_path / "x")
    assert isinstance(caught.value, FetchExpired) is for_good


async def test_trouble_is_retried(server: RawServer, tmp_path: Path) -> None:
    server.scripts = [answer(b"", "503 Busy"), slam, answer(b"sound")]
    rules = HostRules.parse((f"127.0.0.1:{server.port}",))
    fetcher = Fetcher(rules, FetchLimits(tries=3, retry_delay_seconds=0), clock=ManualClock())
    assert await fetcher.fetch(server.url(), tmp_path / "x") == 5
    await fetcher.close()
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (answer(b"short", length=100), FetchBroken),
        (answer(b"", length=0), FetchBroken),
        (answer(b"", "500 Oops"), FetchBroken),
        (answer(b"part", "206 Partial Content"), FetchBroken),
        (answer(b"bad", extra="Content-Length: 7\r\n"), FetchBroken),
        (answer(b"zz\r\nnot a chunk", length=None, extra="Transfer-Encoding: chunked\r\n"), FetchBroken),
        (answer(gzip(bytes(10_000_000)), extra="Content-Encoding: gzip\r\n"), FetchTooLarge),
        (answer(b"x", length=2_000_000), FetchTooLarge),
        (answer(b"x" * 1_000_001, length=None), FetchTooLarge),
        (endless, FetchTooLarge),
        (slam, FetchBroken),
        (answer(b"", "302 Found"), FetchBroken),
        (redirect("file:///etc/passwd"), FetchForbidden),
        (redirect("http://127.0.0.1:1/x"), FetchForbidden),
        (redirect("http://169.254.169.254/latest"), FetchForbidden),
        (redirect("http://[::1]/"), FetchForbidden),
        (redirect("http://2130706433/"), FetchForbidden),
        (redirect("//evil.test/x"), FetchForbidden),
        (redirect("http://user:word@127.0.0.1/"), FetchForbidden),
        (redirect("/again"), FetchForbidden),
    ],
)
async def test_bad_answer_is_a_typed_error(
    server: RawServer, tmp_path: Path, script: Script, error: type[FetchError]
) -> None:
    server.scripts = [script]
    with pytest.raises(FetchError) as caught:
        await fetch(server, tmp_path / "x")
    assert type(caught.value) is error
    assert list(tmp_path.iterdir()) == []
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_redirect_to_an_allowed_place_is_followed(server: RawServer, tmp_path: Path) -> None:
    server.scripts = [redirect("/one?a=%2F"), redirect(f"http://127.0.0.1:{server.port}/two"), answer(b"sound")]
    assert await fetch(server, tmp_path / "x") == 5
    assert [request.split()[1] for request in server.requests] == [f"/x.wav?{SECRET}".encode(), b"/one?a=%2F", b"/two"]


@pytest.mark.parametrize(
    ("spelled", "asked"),
    [
        ("/a b.wav?q-sign=A%2Fb+c=&x=1;2~x!$()*,", "/a%20b.wav?q-sign=A%2Fb+c=&x=1;2~x!$()*,"),
        ("/%41%zz/100%?a=%e4%", "/%41%zz/100%?a=%e4%"),
        ("/é/音?ü=ö", "/%C3%A9/%E9%9F%B3?%C3%BC=%C3%B6"),
        ("/a|b\"c'd?a|b\"c'd", "/a|b%22c'd?a|b%22c%27d"),
        ("/a<b>{c}^`?a<b>{c}^`", "/a%3Cb%3E%7Bc%7D%5E%60?a%3Cb%3E{c}^`"),
        ("/a//b/./c/../d?x=#part?x=y", "/a//b/d?x="),
    ],
)
async def test_odd_addresses_are_asked_as_browsers_ask(
    server: RawServer, tmp_path: Path, spelled: str, asked: str
) -> None:
    for url in (f"http://127.0.0.1:{server.port}{spelled}", ""):  # typed, and as a redirect
        server.requests.clear()
        server.scripts = [answer(b"sound")] if url else [redirect(spelled), answer(b"sound")]
        assert await fetch(server, tmp_path / "x", url=url) == 5
        assert server.requests[-1].split(b" HTTP/1.1")[0].decode() == f"GET {asked}"


async def test_at_most_three_redirects(server: RawServer, tmp_path: Path) -> None:
    server.scripts = [redirect("/again")]
    with pytest.raises(FetchForbidden, match="redirects"):
        await fetch(server, tmp_path / "x")
    assert len(server.requests) == 4


async def test_slow_drip_ends_at_the_total_time(server: RawServer, tmp_path: Path) -> None:
    server.scripts = [drip]
    with pytest.raises(FetchBroken, match="too long"):
        await fetch(server, tmp_path / "x", total_seconds=0.3)
    assert list(tmp_path.iterdir()) == []


async def test_silence_between_bytes_ends_the_download(server: RawServer, tmp_path: Path) -> None:
    server.scripts = [silence]
    with pytest.raises(FetchBroken, match="in time"):
        await fetch(server, tmp_path / "x", between_bytes_seconds=0.1)


async def test_cancelling_leaves_nothing(server: RawServer, tmp_path: Path) -> None:
    server.scripts = [silence]
    task = asyncio.create_task(fetch(server, tmp_path / "x"))
    await server.asked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert list(tmp_path.iterdir()) == []


async def test_no_log_line_holds_the_signed_url(
    server: RawServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.scripts = [slam]
    with pytest.raises(FetchBroken):
        await fetch(server, tmp_path / "x", tries=2, retry_delay_seconds=0)
    assert "fetch.retry try=1 of=2" in caplog.text
    assert "secret" not in caplog.text


class FlippingDns:
    """Answers with each list in turn, the last one for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def test_checked_address_is_the_one_connected_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Public when it is checked, private when it is asked again: it is not asked again."""
    dns = FlippingDns(["93.184.216.34"], ["127.0.0.1"])
    connected: list[str] = []

    async def start_connection(addr_infos: list[tuple[object, ...]], **_: object) -> object:
        connected.extend(info[4][0] for info in addr_infos)  # type: ignore[index]
        raise OSError("no way out of here")

    monkeypatch.setattr(aiohappyeyeballs, "start_connection", start_connection)
    fetcher = Fetcher(HostRules.parse((".example.com",)), FetchLimits(tries=1), lookup=dns)
    with pytest.raises(FetchBroken):
        await fetcher.fetch("http://a.example.com/x", tmp_path / "x")
    assert connected == ["93.184.216.34"]
    assert dns.asked == 1
    with pytest.raises(FetchForbidden):
        await fetcher.fetch("http://a.example.com/x", tmp_path / "x")
    assert connected == ["93.184.216.34"]
    await fetcher.close()


async def test_connection_goes_to_the_answer_of_the_stub(server: RawServer, tmp_path: Path) -> None:
    dns = FlippingDns(["127.0.0.1"], ["127.0.0.2"])
    server.scripts = [answer()]
    fetcher = Fetcher(HostRules.parse((f"results.test:{server.port}",)), lookup=dns)
    assert await fetcher.fetch(f"http://results.test:{server.port}/x", tmp_path / "x") == 5
    assert dns.asked == 1
    await fetcher.close()


async def test_redirect_to_a_host_with_a_private_address_is_refused(server: RawServer, tmp_path: Path) -> None:
    server.scripts = [redirect("http://inside.example.com/x")]
    rules = HostRules.parse((f"127.0.0.1:{server.port}", ".example.com"))
    fetcher = Fetcher(rules, lookup=FlippingDns(["10.0.0.5"]))
    with pytest.raises(FetchForbidden, match=r"10\.0\.0\.5"):
        await fetcher.fetch(server.url(), tmp_path / "x")
    assert len(server.requests) == 1
    await fetcher.close()


async def test_host_that_does_not_resolve_is_broken_not_forbidden(tmp_path: Path) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    fetcher = Fetcher(HostRules.parse((".example.com",)), FetchLimits(tries=1), lookup=lookup)
    with pytest.raises(FetchBroken):
        await fetcher.fetch("https://a.example.com/x", tmp_path / "x")
    await fetcher.close()
