"""A server of scripted answers on loopback, down to the bytes, for tests of clients.

It answers the n-th request with the n-th step; the last step repeats. It keeps every request as it came.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.support.listening import listening


@dataclass(frozen=True)
class Received:
    """One request as it came over the wire."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def payload(self) -> Any:
        return json.loads(self.body)


Step = bytes | Callable[[Received], bytes | None]


def http(
    body: bytes = b"",
    status: int = 200,
    content_type: str = "application/json",
    *,
    length: int | None = None,
    **headers: str,
) -> bytes:
    """Return a whole HTTP answer. ``length`` lies about the body's."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"Content-Type: {content_type}"] if content_type else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def response(**fields: Any) -> bytes:
    """Return a good answer of the API with these fields."""
    return http(json.dumps({"Response": {"RequestId": "request-1", **fields}}).encode())


def refusal(code: str, message: str = "no", *, date: str = "") -> bytes:
    """Return an answer with an Error, and with a Date when one is given."""
    fields = {"Error": {"Code": code, "Message": message}, "RequestId": "request-1"}
    body = json.dumps({"Response": fields}).encode()
    return http(body, Date=date) if date else http(body)


@dataclass
class RawServer:
    """Steps to answer with; an empty one (or None) cuts the connection."""

    steps: list[Step]
    received: list[Received] = field(default_factory=list)
    url: str = ""
    hangs: bool = False
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    never: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._exchange(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.split(": ", 1) for line in head[1:] if line)
        request = Received(head[0], headers, await reader.readexactly(int(headers.get("Content-Length", 0))))
        self.received.append(request)
        self.arrived.set()
        step = self.steps[min(len(self.received), len(self.steps)) - 1]
        answer = step(request) if callable(step) else step
        if not answer:
            if self.hangs:
                await self.never.wait()
            return False
        writer.write(answer)
        await writer.drain()
        return b"Content-Length: 999" not in answer


@asynccontextmanager
async def raw_server(*steps: Step, hangs: bool = False) -> AsyncIterator[RawServer]:
    """Serve these steps while the block runs."""
    server = RawServer(list(steps), hangs=hangs)
    async with listening(server.serve) as port:
        server.url = f"http://127.0.0.1:{port}"
        try:
            yield server
        finally:
            server.never.set()
