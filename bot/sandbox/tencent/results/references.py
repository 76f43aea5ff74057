"""Reference files named in requests: fetched and looked into, as the real cloud does, but only on loopback.

Nothing but the machine itself is ever asked: a link to any other host counts as good without a look, but to one below
``.invalid``, which no name service knows (RFC 2606), as dead.
"""

import asyncio
import io
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import aiohttp
import av

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
NOWHERE = ".invalid"
LIMIT_BYTES = 64 * 1024 * 1024
TIMEOUT_SECONDS = 15.0


@dataclass(frozen=True)
class Reference:
    """What was found behind a link. ``problem`` is empty when it can be used."""

    problem: str = ""
    seconds: float | None = None


_UNREACHABLE = Reference("download file error: connection failed")


class References:
    """Fetches reference files over one session of its own."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def look(self, url: str, kind: Literal["audio", "video", "image"]) -> Reference:
        """Return what is behind a link."""
        host = urlsplit(url).hostname or ""
        if host.endswith(NOWHERE):
            return _UNREACHABLE
        if host not in LOOPBACK:
            return Reference()
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout, trust_env=False)
        try:
            async with self._session.get(url) as answer:
                if answer.status != 200:
                    return Reference(f"download file error: {answer.status}")
                data = await answer.content.read(LIMIT_BYTES)
                while not answer.content.at_eof() and len(data) < LIMIT_BYTES:
                    data += await answer.content.read(LIMIT_BYTES)
        except (aiohttp.ClientError, TimeoutError):
            return _UNREACHABLE
        return await asyncio.to_thread(_probe, data, kind)

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def _probe(data: bytes, kind: Literal["audio", "video", "image"]) -> Reference:
    wrong = Reference(f"{kind.capitalize()} format is invalid")
    try:
        with av.open(io.BytesIO(data), "r") as container:
            streams = container.streams.audio if kind == "audio" else container.streams.video
            seconds = container.duration / av.time_base if container.duration else None
            return Reference(seconds=seconds) if streams else wrong
    except (av.FFmpegError, ValueError):
        return wrong
