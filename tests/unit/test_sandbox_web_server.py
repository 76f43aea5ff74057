"""A web server of the sandbox closes every connection it has accepted, however recently."""

import asyncio
import contextlib
import socket

import pytest
from aiohttp import web

from bot.sandbox.web_server import WebServer
from tests.support.listening import listening


@pytest.mark.parametrize("steps", range(6))
async def test_a_connection_accepted_just_before_is_closed(steps: int) -> None:
    server = WebServer(web.Application())
    with socket.create_connection(("127.0.0.1", await server.start("127.0.0.1"))) as client:
        client.setblocking(False)
        for _ in range(steps):
            await asyncio.sleep(0)
        await server.close()
        await _ends(client)


@pytest.mark.parametrize("steps", range(6))
async def test_so_does_a_server_of_the_tests(steps: int) -> None:
    async def serve(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    async with listening(serve) as port:
        client = socket.create_connection(("127.0.0.1", port))
        client.setblocking(False)
        for _ in range(steps):
            await asyncio.sleep(0)
    with client:
        await _ends(client)


async def _ends(client: socket.socket) -> None:
    async with asyncio.timeout(5):
        with contextlib.suppress(ConnectionResetError):
            assert await asyncio.get_running_loop().sock_recv(client, 1) == b""
