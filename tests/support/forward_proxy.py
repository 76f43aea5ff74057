"""A forward proxy that counts: CONNECT for what is secure, whole addresses for what is not.

It alone knows the names it serves, so what was asked for by one of them has passed it. :func:`tls_front` is an origin
of its own for them: TLS in front of a plain port, with the certificate beside this file.
"""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.listening import listening

CERTIFICATE = Path(__file__).parent / "certificates" / "origins.crt"


@dataclass
class ForwardProxy:
    """``names``: the local port behind each ``host:port``. ``status``: what everything is refused with instead."""

    names: Mapping[str, int]
    user_info: str = ""
    status: int = 200
    port: int = 0
    opened: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What a client is told."""
        return f"http://{self.user_info}{'@' if self.user_info else ''}127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            head = await reader.readuntil(b"\r\n\r\n")
            line, *headers = head.decode("latin-1").split("\r\n")
            self.lines.append(line)
            method, target, version = line.split(" ")
            name = target if method == "CONNECT" else _name_of(target)
            refused = self._refusal(name, headers)
            if refused is not None:
                writer.write(f"HTTP/1.1 {refused} No\r\nContent-Length: 0\r\n\r\n".encode())
                await writer.drain()
                return
            self.opened.append(name)
            far = await asyncio.open_connection("127.0.0.1", self.names[name])
            if method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                # One request a connection: the next may be for another origin.
                ends = "upgrade" not in head.decode("latin-1").lower()
                kept = [
                    one
                    for one in headers
                    if not one.lower().startswith(("proxy-", "connection:" if ends else "proxy-"))
                ]
                kept = ["Connection: close", *kept] if ends else kept
                path = target.partition("://")[2].partition("/")[2]
                far[1].write("\r\n".join([f"{method} /{path} {version}", *kept]).encode("latin-1"))
            await join((reader, writer), far)

    def _refusal(self, name: str, headers: list[str]) -> int | None:
        if self.status != 200:
            return self.status
        expected = base64.b64encode(self.user_info.encode()).decode()
        if self.user_info and f"Proxy-Authorization: Basic {expected}" not in headers:
            return 407
        return None if name in self.names else 502


def _name_of(target: str) -> str:
    parts = urlsplit(target)
    return f"{parts.hostname}:{parts.port or 80}"


End = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def join(one: End, other: End) -> None:
    """Bring bytes both ways until an end closes."""
    try:
        await asyncio.gather(_pump(one[0], other[1]), _pump(other[0], one[1]))
    finally:
        other[1].transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def forward_proxy(
    names: Mapping[str, int], user_info: str = "", status: int = 200
) -> AsyncIterator[ForwardProxy]:
    """Run a proxy for the length of a block."""
    proxy = ForwardProxy(names, user_info, status)
    async with listening(proxy.serve) as proxy.port:
        yield proxy


@asynccontextmanager
async def tls_front(port: int) -> AsyncIterator[int]:
    """Take TLS for ``*.origin.test`` in front of a plain port; gives the port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE, CERTIFICATE.with_suffix(".key"))

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            await writer.start_tls(context)
            await join((reader, writer), await asyncio.open_connection("127.0.0.1", port))

    async with listening(serve) as front:
        yield front
