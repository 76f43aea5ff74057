"""Download one result to a file: allowed hosts only, checked addresses, bounded in size, time and redirects.

Error texts and log lines contain no more of a URL than its host: the rest is signed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from io import BufferedWriter
from itertools import islice
from pathlib import Path
from typing import TypeVar

import aiohttp
from yarl import URL

from bot.catalog.urls import browser_url
from bot.clock import Clock, SystemClock
from bot.errors import FetchBroken, FetchExpired, FetchForbidden, FetchGone, FetchTooLarge
from bot.media.budget import Claim, Reservation
from bot.media.connections import FetchConnections, FetchLimits
from bot.media.hosts import HostRules, host_of
from bot.media.resolve import Lookup, system_lookup
from bot.media.transfer.unpack import PIECE_BYTES, Unpacker

log = logging.getLogger(__name__)
T = TypeVar("T")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({403, 404, 410})
_REASON_BYTES = 2048
_WRITE_BYTES = 1024 * 1024
_PIECES_PER_WRITE = 16
_MAX_WRITE_BYTES = _PIECES_PER_WRITE * 2 * PIECE_BYTES  # a piece is about PIECE_BYTES long, always less than twice that


@dataclass(frozen=True, slots=True)
class Peek:
    """The status, type and first bytes of a response."""

    status: int
    content_type: str
    data: bytes = field(repr=False)


class Fetcher:
    """Downloads results. Connects on first use; call :meth:`close` at the end."""

    def __init__(
        self,
        rules: HostRules,
        limits: FetchLimits | None = None,
        *,
        clock: Clock | None = None,
        lookup: Lookup = system_lookup,
        proxy_for: Callable[[str], str | None] = lambda url: None,
    ) -> None:
        self._rules = rules
        self._limits = limits or FetchLimits()
        self._clock = clock or SystemClock()
        self._connections = FetchConnections(rules, self._limits, lookup, proxy_for)

    async def close(self) -> None:
        """Close every connection."""
        await self._connections.close()

    async def fetch(self, text: str, target: Path, reservation: Reservation | None = None) -> int:
        """Download a URL to ``target`` and return its size. Raises FetchError, leaving nothing behind.

        Its space is taken from ``reservation``. Raises WorkspaceFull if that can't grow any more.
        """
        claim = (reservation or Reservation.unlimited()).claim(_too_large)
        for attempt in range(1, self._limits.tries + 1):
            try:
                return await self._fetch_once(text, target, claim)
            except FetchBroken as error:
                if attempt >= self._limits.tries:
                    raise
                log.info("fetch.retry try=%d of=%d: %s", attempt, self._limits.tries, error)
            await self._clock.sleep(self._limits.retry_delay_seconds * 2 ** (attempt - 1))
        raise FetchBroken("no try allowed")

    async def _fetch_once(self, text: str, target: Path, claim: Claim) -> int:
        done = False
        try:
            async with asyncio.timeout(self._limits.total_seconds):
                size = await self._follow(
                    self._rules.check(text), lambda response, host: self._save(response, host, target, claim)
                )
            done = True
            return size
        except TimeoutError:
            raise FetchBroken("download took too long") from None
        finally:
            if not done:
                target.unlink(missing_ok=True)  # noqa: ASYNC240  # must not await: it may be cancelled
                claim.settle(0)

    async def peek(self, text: str, count: int) -> Peek:
        """Return the response to a URL and its first bytes, whatever the status. Raises FetchError; never retries."""

        async def read(response: aiohttp.ClientResponse, _host: str) -> Peek:
            data, unpacker = b"", Unpacker(_content_encodings(response), self._limits.max_bytes)
            while len(data) < count and (chunk := await response.content.read(count)):
                data += b"".join(islice(unpacker.feed(chunk), _PIECES_PER_WRITE))
            return Peek(response.status, response.headers.get("Content-Type", ""), data[:count])

        try:
            async with asyncio.timeout(self._limits.total_seconds):
                return await self._follow(self._rules.check(text), read)
        except TimeoutError:
            raise FetchBroken("the answer took too much time") from None

    async def _follow(self, url: URL, read: Callable[[aiohttp.ClientResponse, str], Awaitable[T]]) -> T:
        for _ in range(self._limits.max_redirects + 1):
            host = host_of(url)
            try:
                async with self._connections.get(url) as response:
                    if response.status not in _REDIRECTS:
                        return await read(response, host)
                    url = self._next(url, response.headers.get("Location", ""))
            except TimeoutError:
                raise FetchBroken(f"{host} did not answer in time") from None
            except (aiohttp.ClientError, OSError, ValueError) as error:
                # `from None`: several of these carry the whole signed URL.
                raise FetchBroken(f"download from {host} broke: {type(error).__name__}") from None
        raise FetchForbidden("too many redirects", key="fetch-forbidden")

    def _next(self, url: URL, location: str) -> URL:
        try:
            joined = url.join(URL(browser_url(location), encoded=location.isascii())) if location else None
        except ValueError:
            joined = None
        if joined is None:
            raise FetchBroken(f"{host_of(url)} redirects to nowhere")
        return self._rules.check(str(joined))

    async def _save(self, response: aiohttp.ClientResponse, host: str, target: Path, claim: Claim) -> int:
        if response.status in _GONE:
            # The object store says why: https://www.tencentcloud.com/document/product/436/7730 (AccessDenied).
            reason = await response.content.read(_REASON_BYTES)
            is_expired = response.status == 410 or b"expired" in reason.lower()
            raise (FetchExpired if is_expired else FetchGone)(f"{host} answered {response.status}")
        if response.status != 200:
            raise FetchBroken(f"{host} answered {response.status}")
        announced = response.content_length
        if announced is not None and announced > self._limits.max_bytes:
            raise FetchTooLarge(f"{host} announces {announced} bytes", key="fetch-too-large")
        unpacker = Unpacker(_content_encodings(response), self._limits.max_bytes)
        if announced is not None and not unpacker.changes_size:
            claim.cover(announced)
        with await asyncio.to_thread(target.open, "wb") as file:
            received = await self._copy(response, host, _Sink(file, unpacker, claim))
            size = file.tell()
        claim.settle(size)
        if announced is not None and received != announced:
            raise FetchBroken(f"{host} announced {announced} bytes and sent {received}")
        if size == 0:
            raise FetchBroken(f"{host} sent nothing")
        return size

    async def _copy(self, response: aiohttp.ClientResponse, host: str, sink: "_Sink") -> int:
        """Write the decoded body; return how many bytes were received."""
        received = 0
        pending = bytearray()
        async for chunk in response.content.iter_any():
            received += len(chunk)
            if received > self._limits.max_bytes:
                raise FetchTooLarge(f"{host} sends more than {self._limits.max_bytes} bytes", key="fetch-too-large")
            pending += chunk
            if len(pending) >= _WRITE_BYTES:
                await sink.write(bytes(pending))
                pending.clear()
        await sink.write(bytes(pending))
        await sink.finish()
        return received


@dataclass(frozen=True, slots=True)
class _Sink:
    """Writes one body: decoded in a thread, a few pieces at a time, so that it stops soon after a cancellation."""

    file: BufferedWriter
    unpacker: Unpacker
    claim: Claim

    async def write(self, data: bytes) -> None:
        """Write the next bytes as received. Raises FetchBroken, FetchTooLarge, WorkspaceFull."""
        if not self.unpacker.changes_size:
            self.claim.cover(self.file.tell() + len(data))
        await self._write_all(self.unpacker.feed(data))

    async def finish(self) -> None:
        """Write the rest. Raises FetchBroken for a truncated body."""
        await self._write_all(self.unpacker.finish())

    async def _write_all(self, pieces: Iterator[bytes]) -> None:
        more = True
        while more:
            if self.unpacker.changes_size:
                self.claim.cover(self.file.tell() + _MAX_WRITE_BYTES)
            more = bool(await asyncio.to_thread(self._write_some, pieces))

    def _write_some(self, pieces: Iterator[bytes]) -> int:
        return sum(self.file.write(piece) for piece in islice(pieces, _PIECES_PER_WRITE))


def _too_large(detail: str) -> FetchTooLarge:
    return FetchTooLarge(detail, key="fetch-too-large")


def _content_encodings(response: aiohttp.ClientResponse) -> list[str]:
    return response.headers.getall("Content-Encoding", [])
