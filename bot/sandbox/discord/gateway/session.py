"""A gateway session, which survives a lost connection, and a connection (one WebSocket). No protocol rules here."""

from __future__ import annotations

import asyncio
import json
import sys
import zlib
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientConnectionResetError, web

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Json = dict[str, Any]


def _zlib_stream() -> Callable[[bytes], bytes]:
    stream = zlib.compressobj()
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd_stream() -> Callable[[bytes], bytes]:
    stream = zstd.ZstdCompressor()
    return lambda data: stream.compress(data, mode=zstd.ZstdCompressor.FLUSH_BLOCK)


# https://docs.discord.com/developers/events/gateway#transport-compression
_TRANSPORTS = {"zlib-stream": _zlib_stream, "zstd-stream": _zstd_stream}


@dataclass(frozen=True, slots=True)
class CloseFrame:
    """A close frame the server sends after everything queued before it."""

    code: int
    reason: str = ""


class Connection:
    """One WebSocket: an ordered outbox, compression, and the ways to close it."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self._request = request
        transport = _TRANSPORTS.get(request.query.get("compress", ""))
        self._compress = transport() if transport is not None else None
        self.compress_payloads = False
        self.session: Session | None = None
        self._outbox: asyncio.Queue[str | CloseFrame] = asyncio.Queue()
        self.sent_at: deque[float] = deque()
        self.heart_beat_at = 0.0
        self.closing = False

    def send(self, text: str) -> None:
        """Queue one payload."""
        self._outbox.put_nowait(text)

    def send_op(self, op: int, data: Any = None) -> None:
        """Queue a payload that is not an event."""
        self.send(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int, reason: str = "") -> None:
        """Queue a close frame."""
        self.closing = True
        self._outbox.put_nowait(CloseFrame(code, reason))

    def abort(self) -> None:
        """Abort the TCP connection without a close frame."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def write(self) -> None:
        """Send what is queued until the connection closes."""
        while True:
            item = await self._outbox.get()
            try:
                if isinstance(item, CloseFrame):
                    await self.socket.close(code=item.code, message=item.reason.encode())
                    return
                await self._write_text(item)
            except (ClientConnectionResetError, ConnectionError):
                return

    async def _write_text(self, text: str) -> None:
        if self._compress is not None:
            await self.socket.send_bytes(self._compress(text.encode()))
        elif self.compress_payloads and len(text) > 1024:
            await self.socket.send_bytes(zlib.compress(text.encode()))
        else:
            await self.socket.send_str(text)


@dataclass(slots=True, eq=False)
class Session:
    """One identified shard of one process; keeps its events for a RESUME."""

    id: str
    shard: int
    shard_count: int
    intents: int
    backlog: deque[tuple[int, str]]
    number: int
    connection: Connection | None = None
    sequence: int = 0
    ready: bool = False
    lost_at_monotonic: float = 0.0
    duplicate: set[str] = field(default_factory=set)
    tally: Counter[str] = field(default_factory=Counter)

    def push(self, name: str, data: Json) -> None:
        """Number an event, add it to the backlog and, when connected, send it; a scripted duplicate is sent twice."""
        self.sequence += 1
        text = json.dumps({"op": 0, "s": self.sequence, "t": name, "d": data})
        self.backlog.append((self.sequence, text))
        if self.connection is None:
            return
        self.connection.send(text)
        if name in self.duplicate:
            self.duplicate.discard(name)
            self.tally["events sent twice"] += 1
            self.connection.send(text)

    def missed(self, sequence: int) -> list[str] | None:
        """Return the events after `sequence`; None when they are no longer kept or never existed."""
        if sequence > self.sequence or (self.backlog and sequence < self.backlog[0][0] - 1):
            return None
        return [text for number, text in self.backlog if number > sequence]

    def serves(self, guild_id: int | None) -> bool:
        """Return whether events of a guild (None: direct messages) belong to this shard."""
        shard = 0 if guild_id is None else (guild_id >> 22) % self.shard_count
        return shard == self.shard
