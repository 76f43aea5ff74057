"""A TCP proxy that can go silent: what a cut cable or a partitioned network looks like from both ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.support.listening import listening


class TcpProxy:
    """Forwards to one port of the loopback until `cut`; ``port`` is where it listens."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._open = asyncio.Event()
        self._open.set()
        self._servers: set[asyncio.StreamWriter] = set()
        self.port = 0

    @classmethod
    @asynccontextmanager
    async def running(cls, target_port: int) -> AsyncIterator["TcpProxy"]:
        """Run a proxy for the length of a block."""
        proxy = cls(target_port)
        async with listening(proxy._serve) as proxy.port:
            yield proxy

    def cut(self) -> None:
        """Forward nothing any more. Nobody is told; the far side's connections end as by its keepalives."""
        self._open.clear()
        for writer in self._servers:
            writer.transport.abort()

    def heal(self) -> None:
        """Forward again: new connections work."""
        self._open.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._open.wait()
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        self._servers.add(far_writer)
        try:
            await asyncio.gather(self._forward(reader, far_writer), self._forward(far_reader, writer))
        finally:
            self._servers.discard(far_writer)
            for one in (writer, far_writer):
                one.transport.abort()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                await self._open.wait()
                writer.write(data)
                await writer.drain()
        await self._open.wait()  # while cut, an end is not passed on either
        writer.transport.abort()
