"""An aiohttp server on one port that can be closed at any moment without leaving a connection open."""

import asyncio
import socket

from aiohttp import web

# From accepting a connection to telling the server of it, asyncio takes two steps of the event loop.
_STEPS = 3


class WebServer:
    """Serves one application. ``shutdown_seconds``: how long requests in progress may take when it is closed."""

    def __init__(self, app: web.Application, *, shutdown_seconds: float = 0.0) -> None:
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=shutdown_seconds)
        self._socket: socket.socket | None = None

    async def start(self, host: str, port: int = 0) -> int:
        """Listen, and return the port; 0 picks a free one. Raises OSError if the address can't be bound."""
        self._socket = socket.create_server((host, port))
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()
        return int(self._socket.getsockname()[1])

    async def close(self) -> None:
        """Stop listening, and close every connection. Safe to call twice.

        A connection asyncio has accepted just before its server is closed stays open for good
        (https://github.com/python/cpython/issues/109564), so accepting stops first.
        """
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket = None
            for _ in range(_STEPS):
                await asyncio.sleep(0)
        await self._runner.cleanup()
