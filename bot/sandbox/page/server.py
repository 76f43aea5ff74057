"""The page's HTTP server: static files, the WebSocket, uploads, and the stored files of the local Discord.

Loopback only. Frames of the WebSocket, all JSON:

    page -> sandbox   {"call": 7, "name": "press", "args": {…}}
    sandbox -> page   {"reply": 7, "value": …}    or    {"reply": 7, "error": "a sentence"}
    sandbox -> page   {"event": "snapshot", "data": {…}}     first, then every event
"""

import asyncio
import base64
import errno
import json
import logging
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox.discord import MIB, LocalFile
from bot.sandbox.discord.rest.cdn import file_response
from bot.sandbox.page.actions import Actions, Refused
from bot.sandbox.page.guard import Guard, add_headers
from bot.sandbox.page.hub import Client, Hub
from bot.sandbox.page.uploads import Uploads
from bot.sandbox.stage import Stage
from bot.sandbox.web_server import WebServer

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_MAX_UPLOAD_BYTES = 128 * MIB
_HOST = "127.0.0.1"
log = logging.getLogger(__name__)


class PortTaken(Exception):
    """Another program listens on the port."""


class PageServer:
    """Serves the page of one stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._guard = Guard()
        self._hub = Hub(stage)
        self._uploads = Uploads()
        self._actions = Actions(stage, self._hub, self._uploads)
        self._files = _static_files()
        self._server: WebServer | None = None
        self.url = ""

    async def start(self, port: int = 0) -> str:
        """Listen on a loopback port (0: any free one) and return the page's URL."""
        app = web.Application(client_max_size=_MAX_UPLOAD_BYTES, middlewares=[self._guard.middleware()])
        app.on_response_prepare.append(add_headers)
        app.router.add_get("/events", self._events)
        app.router.add_post("/upload", self._upload)
        app.router.add_get("/cdn/{folder}/{owner}/{number}/{name}", self._stored)
        app.router.add_get("/sound/{number}", self._sound)
        app.router.add_get("/{path:.*}", self._static)
        server = WebServer(app, shutdown_seconds=0.5)
        try:
            self._guard.port = await server.start(_HOST, port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(f"port {port} is taken") from error
            raise
        self._server = server
        self._hub.start()
        self.url = f"http://{_HOST}:{self._guard.port}/"
        return self.url

    async def close(self) -> None:
        """Close every connection and stop listening."""
        await self._hub.close()
        if self._server is not None:
            await self._server.close()

    # --- files ------------------------------------------------------------------------------------------------

    async def _static(self, request: web.Request) -> web.Response:
        file = self._files.get(request.match_info["path"] or "index.html")
        if file is None:
            raise web.HTTPNotFound
        body, content_type = file
        return web.Response(
            body=body, content_type=content_type, charset="utf-8", headers={"Cache-Control": "no-cache"}
        )

    async def _stored(self, request: web.Request) -> web.Response:
        number = request.match_info["number"]
        stored = self._stage.discord.platform.files.by_id.get(
            int(number) if number.isdecimal() and len(number) <= 20 else 0
        )
        if stored is None or request.path != f"/cdn{stored.path}":
            raise web.HTTPNotFound
        response = file_response(stored, request)
        # Uploaded content must not run scripts on this origin.
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        del response.headers["Access-Control-Allow-Origin"]
        return response

    async def _sound(self, request: web.Request) -> web.Response:
        """Serve a sound of the server's soundboard."""
        number = request.match_info["number"]
        board = self._stage.world.guild.soundboard
        data = next((base64.b64decode(one["bytes"]) for one in board if one["sound_id"] == number), None)
        if data is None:
            raise web.HTTPNotFound
        return web.Response(body=data, content_type="audio/ogg" if data.startswith(b"OggS") else "audio/mpeg")

    async def _upload(self, request: web.Request) -> web.Response:
        name = request.query.get("name", "file")
        try:
            data = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return web.json_response({"error": "This file is larger than any server takes."}, status=413)
        kind = request.content_type if "Content-Type" in request.headers else None
        return web.json_response({"upload": self._uploads.add(LocalFile(name, data, kind)), "size": len(data)})

    # --- the WebSocket ----------------------------------------------------------------------------------------

    async def _events(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=30.0, max_msg_size=4 * MIB)
        await socket.prepare(request)
        client = self._hub.join()
        sender = asyncio.create_task(_send_all(client, socket), name="sandbox-page:sender")
        running: set[asyncio.Task[None]] = set()
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    task = asyncio.create_task(self._call(client, frame.data), name="sandbox-page:call")
                    running.add(task)
                    task.add_done_callback(running.discard)
        finally:
            self._hub.leave(client)
            for each in (sender, *running):
                each.cancel()
            await asyncio.gather(sender, *running, return_exceptions=True)
        return socket

    async def _call(self, client: Client, text: str) -> None:
        try:
            frame = json.loads(text)
            number, name, arguments = int(frame["call"]), str(frame["name"]), dict(frame.get("args") or {})
        except (ValueError, KeyError, TypeError):
            return
        reply: dict[str, Any] = {"reply": number}
        try:
            reply["value"] = await self._actions.run(name, arguments)
        except Refused as error:
            reply["error"] = str(error)
        except Exception:
            log.exception("sandbox.action_failed action=%s", name)
            reply["error"] = "The sandbox itself failed here; its terminal says more."
        client.push(json.dumps(reply, ensure_ascii=False))


async def _send_all(client: Client, socket: web.WebSocketResponse) -> None:
    try:
        while (text := await client.next()) is not None:
            await socket.send_str(text.encode("utf-8", "replace").decode())  # lone surrogates can't be encoded
    except ConnectionError:
        return
    finally:
        await socket.close()


def _static_files() -> dict[str, tuple[bytes, str]]:
    """Return every file below `static` by its path; nothing else can be served."""
    files: dict[str, tuple[bytes, str]] = {}

    def walk(folder: Traversable, prefix: str) -> None:
        for entry in folder.iterdir():
            if entry.is_dir():
                walk(entry, f"{prefix}{entry.name}/")
            elif (suffix := entry.name.rsplit(".", 1)[-1]) in _TYPES:
                files[prefix + entry.name] = (entry.read_bytes(), _TYPES[suffix])

    walk(resources.files(__package__).joinpath("static"), "")
    return files
