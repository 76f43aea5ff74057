"""Reference files named in requests: downloaded and probed, as the real cloud does, but only from loopback.

No other host is ever contacted: a link to one counts as valid without a download, except that one below ``.invalid``,
which never resolves (RFC 2606), counts as unreachable.
"""

import asyncio
import io
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import aiohttp
import av

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
UNRESOLVABLE_SUFFIX = ".invalid"
LIMIT_BYTES = 64 * 1024 * 1024
TIMEOUT_SECONDS = 15.0


@dataclass(frozen=True)
class Reference:
    """The result of checking a link. ``problem`` is empty when the file can be used."""

    problem: str = ""
    seconds: float | None = None


_UNREACHABLE = Reference("download file error: connection failed")


class References:
    """Downloads and checks reference files, over one HTTP session of its own."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def check(self, url: str, kind: Literal["audio", "video", "image"]) -> Reference:
        """Download and probe the file behind a link."""
        host = urlsplit(url).hostname or ""
        if host.endswith(UNRESOLVABLE_SUFFIX):
            return _UNREACHABLE
        if host not in LOOPBACK:
            return Reference()
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout, trust_env=False)
        try:
            async with self._session.get(url) as response:
                if response.status != 200:
                    return Reference(f"download file error: {response.status}")
                data = await response.content.read(LIMIT_BYTES)
                while not response.content.at_eof() and len(data) < LIMIT_BYTES:
                    data += await response.content.read(LIMIT_BYTES)
        except (aiohttp.ClientError, TimeoutError):
            return _UNREACHABLE
        return await asyncio.to_thread(_probe, data, kind)

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def _probe(data: bytes, kind: Literal["audio", "video", "image"]) -> Reference:
    invalid = Reference(f"{kind.capitalize()} format is invalid")
    try:
        with av.open(io.BytesIO(data), "r") as container:
            streams = container.streams.audio if kind == "audio" else container.streams.video
            seconds = container.duration / av.time_base if container.duration else None
            return Reference(seconds=seconds) if streams else invalid
    except (av.FFmpegError, ValueError):
        return invalid
