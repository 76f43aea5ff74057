"""The only user of aiohttp in this package: send signed bytes, return the answer's bytes, translate library errors.

Polls use keep-alive connections. A create never does: a server may close an idle connection at the very moment a
request is written to it, and for a paid call it would then be unknown whether it was read. So every create opens a
connection of its own.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import Payload
from yarl import URL

from bot.errors import NotSent, ProviderError
from bot.tencent.errors import LOCAL_PREFIX
from bot.tencent.protocol import ANSWER_LIMIT_BYTES, Effect, unreadable

# A longer timeout makes fewer creates ambiguous; a read can simply be retried.
TIMEOUT_SECONDS: Mapping[Effect, float] = MappingProxyType({Effect.CREATE: 60, Effect.READ: 20, Effect.STOP: 20})
_CONNECT_SECONDS = 8.0
_MOST_CONNECTIONS = 100


@dataclass(frozen=True, slots=True)
class Connections:
    """Two sessions to the same servers: ``kept`` keeps connections alive, ``fresh`` opens one for every call.

    ``proxy_for`` returns the proxy to use for a URL, None for none.
    """

    kept: aiohttp.ClientSession
    fresh: aiohttp.ClientSession
    proxy_for: Callable[[str], str | None] = lambda url: None


@asynccontextmanager
async def open_connections(
    limit: int = _MOST_CONNECTIONS, proxy_for: Callable[[str], str | None] = lambda url: None
) -> AsyncIterator[Connections]:
    """Open both sessions within the block; ``limit``: how many connections each may have at a time."""
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=limit)) as kept,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=limit, force_close=True)) as fresh,
    ):
        yield Connections(kept, fresh, proxy_for)


class RawAnswer(NamedTuple):  # a tuple, because one is made for every call
    """An unparsed answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport:
    """Exchanges the bytes of one call for those of its answer."""

    def __init__(self, connections: Connections, timeout_seconds: Mapping[Effect, float] = TIMEOUT_SECONDS) -> None:
        self._connections = connections
        self._proxies: dict[URL, str | None] = {}  # by URL: only a few, but needed for every call
        self._timeouts = {
            effect: aiohttp.ClientTimeout(total=seconds, connect=_CONNECT_SECONDS)
            for effect, seconds in timeout_seconds.items()
        }

    async def exchange(self, effect: Effect, url: URL, host: str, headers: Mapping[str, str], body: bytes) -> RawAnswer:
        """Send once and read the whole answer. Raises NotSent, or Ambiguous if the outcome is unknown."""
        request_body = _Body(body)
        session = self._connections.fresh if effect is Effect.CREATE else self._connections.kept
        try:
            # Following a redirect would send the call a second time, or its signature to another host.
            response = await session.post(
                url,
                data=request_body,
                headers=headers,
                allow_redirects=False,
                timeout=self._timeouts[effect],
                proxy=self._proxy_for(url),
            )
            return RawAnswer(response.status, response.headers, await _read_body(response))
        except (aiohttp.ClientError, OSError, TimeoutError, RuntimeError) as error:
            raise _translate(error, host, request_body.handed_over) from error

    def _proxy_for(self, url: URL) -> str | None:
        if url not in self._proxies:
            self._proxies[url] = self._connections.proxy_for(str(url))
        return self._proxies[url]


class _Body(Payload):
    """A request body that records whether it was ever handed to the connection.

    Before that nothing can have been started, whatever went wrong: a request without its body is incomplete.
    """

    handed_over = False
    _value: bytes

    def __init__(self, value: bytes) -> None:
        super().__init__(value, content_type="application/json")
        self._size = len(value)

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return self._value.decode(encoding, errors)

    async def write(self, writer: AbstractStreamWriter) -> None:
        self.handed_over = True
        await writer.write(self._value)

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        await self.write(writer)


async def _read_body(response: aiohttp.ClientResponse) -> bytes:
    """Read an answer to its end, which releases the connection, but not more than the platform ever sends."""
    content = response.content
    try:
        if content.is_eof():  # nearly always: a short answer arrives with its headers
            return content.read_nowait()
        parts: list[bytes] = []
        size = 0
        async for part in content.iter_any():
            size += len(part)
            if size > ANSWER_LIMIT_BYTES:
                raise unreadable("AnswerTooLarge", f"an answer of more than {ANSWER_LIMIT_BYTES} bytes")
            parts.append(part)
        return b"".join(parts)
    except BaseException:
        response.close()
        raise


def _translate(error: Exception, host: str, handed_over: bool) -> ProviderError:
    """Translate a library's error. The text names only type and host: a URL or header may contain secrets."""
    detail = f"{type(error).__name__} at {host}"
    if not handed_over:
        return NotSent(detail, code=f"{LOCAL_PREFIX}NoConnection")
    if isinstance(error, TimeoutError):
        return unreadable("Timeout", detail)
    return unreadable("ConnectionLost", detail)
