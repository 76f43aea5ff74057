"""The HTTP server: reads a request, applies scripted faults, checks token and rate limit, calls the handler, logs.

It owns the sockets and the request log; the rules of the API are in the handlers.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import struct
from collections import deque
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, StreamReader, web

from bot.sandbox.discord.errors import ApiError, known, not_found, unauthorized
from bot.sandbox.discord.platform import Platform
from bot.sandbox.discord.rest import application as rest_application
from bot.sandbox.discord.rest import cdn, faults
from bot.sandbox.discord.rest import interactions as rest_interactions
from bot.sandbox.discord.rest import messages as rest_messages
from bot.sandbox.discord.rest import places as rest_places
from bot.sandbox.discord.rest import soundboard as rest_soundboard
from bot.sandbox.discord.rest.call import Call, Reply, Route
from bot.sandbox.discord.traffic import Answer, Request
from bot.sandbox.discord.world.model import LocalFile
from bot.sandbox.web_server import WebServer

Json = dict[str, Any]
_API = "/api/v10"
_MAX_LOG_ENTRIES = 100_000
_MAX_READ_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request of the log; status 0 means the connection was cut by a fault."""

    at_seconds: float
    method: str
    route: str
    path: str
    status: int
    bytes_received: int
    bytes_sent: int


class Server:
    """The aiohttp application of one platform."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._server: WebServer | None = None
        self.requests: deque[RequestRecord] = deque(maxlen=_MAX_LOG_ENTRIES)
        self.invalid: dict[int, int] = {401: 0, 403: 0, 429: 0}
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 picks a free one."""
        app = web.Application(client_max_size=_MAX_READ_BYTES)
        for route in self._routes():
            prefix = _API if route.under_api else ""
            app.router.add_route(route.method, prefix + route.template, self._endpoint(route))
        app.router.add_get("/gateway", self._platform.gateway.handle)
        app.router.add_get("/gateway/", self._platform.gateway.handle)
        app.router.add_route("*", "/{tail:.*}", self._endpoint(Route("*", "(unknown)", _unknown, needs_token=False)))
        self._server = WebServer(app, shutdown_seconds=1.0)
        self.port = await self._server.start(host, port)

    @staticmethod
    def _routes() -> list[Route]:
        modules = (rest_application, rest_interactions, rest_messages, rest_places, rest_soundboard, cdn)
        return [route for module in modules for route in module.routes()]

    async def close(self) -> None:
        """Stop listening and close every connection."""
        if self._server is not None:
            await self._server.close()
            self._server = None

    def _endpoint(self, route: Route) -> Any:
        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(route, request)

        return serve

    async def _serve(self, route: Route, request: web.Request) -> web.StreamResponse:
        hits = self._platform.faults.hitting(request.method, route.template)
        received = 0
        try:
            raw = await self._read(request)
            received = len(raw)
            published = await self._publish_request(route, request, raw)
            early = await self._apply_faults([one for one in hits if not one.after_storing], request, None)
            response = early or await self._answer(route, request, raw, published)
            if early is None:
                response = (
                    await self._apply_faults([one for one in hits if one.after_storing], request, response) or response
                )
        except _Cut:
            self._log(route, request, 0, received, 0)
            return web.Response()
        body = response.body if isinstance(response, web.Response) else None
        self._log(route, request, response.status, received, len(body) if isinstance(body, bytes) else 0)
        return response

    def _log(self, route: Route, request: web.Request, status: int, received: int, sent: int) -> None:
        record = RequestRecord(
            self._platform.clock.wall(), request.method, route.template, request.path, status, received, sent
        )  # fmt: skip
        self.requests.append(record)
        self._platform.bus.publish(
            "request", method=record.method, route=record.route, status=status, received=received, sent=sent
        )  # fmt: skip

    async def _read(self, request: web.Request) -> bytes:
        """Read the whole body, even when it is too large: a sender that is cut off would never read the 413."""
        return await request.read() if request.body_exists else b""

    # --- regular handling -------------------------------------------------------------------------------------

    async def _publish_request(self, route: Route, request: web.Request, raw: bytes) -> Request | None:
        """Publish an API request to the traffic listeners, and return it; None when its body can't be parsed."""
        if not route.under_api or not self._platform.traffic.listeners:
            return None
        try:
            data, files = await _parse(request, raw)
        except ApiError:
            return None
        path = request.path.removeprefix(_API)
        published = Request(request.method, path, dict(request.query), data, tuple(sorted(files)))
        self._platform.traffic.tell(published)
        return published

    async def _answer(
        self, route: Route, request: web.Request, raw: bytes, published: Request | None
    ) -> web.StreamResponse:
        """Return the response, and publish it to the traffic listeners."""
        reply, headers = await self._reply(route, request, raw)
        if isinstance(reply, web.StreamResponse):
            return reply
        if published is not None:
            self._platform.traffic.tell(Answer(published, reply.status, reply.body))
        return _json(reply.status, reply.body, headers)

    async def _reply(
        self, route: Route, request: web.Request, raw: bytes
    ) -> tuple[Reply | web.StreamResponse, dict[str, str]]:
        headers: dict[str, str] = {}
        try:
            if route.needs_token and request.headers.get("Authorization") != f"Bot {self._platform.token}":
                raise unauthorized()
            params = dict(request.match_info)
            if route.limited:
                counted = route.counts_globally
                headers = self._platform.rates.take(request.method, route.template, params, counts_globally=counted)
            if len(raw) > self._platform.limits.request_bytes:
                raise known(40005)
            data, files = await _parse(request, raw)
            reply = await route.handler(Call(self._platform, request, params, data, files))
        except ApiError as error:
            if error.status in self.invalid and error.headers.get("X-RateLimit-Scope") != "shared":
                self.invalid[error.status] += 1
            return Reply(error.status, error.body()), {**headers, **error.headers}
        return reply, headers

    # --- faults -----------------------------------------------------------------------------------------------

    async def _apply_faults(
        self, hits: list[faults.Fault], request: web.Request, response: web.StreamResponse | None
    ) -> web.StreamResponse | None:
        for fault in hits:
            match fault.action:
                case faults.Delay(seconds):
                    await self._platform.clock.sleep(seconds)
                case faults.Call(hook):
                    await hook()
                case faults.Reset():
                    _reset(request)
                case faults.Truncate():
                    await _send_half(request, response)
                case faults.ContentType(value) if response is not None:
                    response.headers["Content-Type"] = value
                case faults.Respond(status, body, headers, content_type):
                    if status in self.invalid:
                        self.invalid[status] += 1
                    data = body if isinstance(body, bytes) else json.dumps(body).encode()
                    return web.Response(
                        status=status, body=data, headers={**dict(headers), "Content-Type": content_type}
                    )
        return None


class _Cut(Exception):
    """The connection was cut, so there is no response to send."""


def _reset(request: web.Request) -> None:
    transport = request.transport
    if transport is not None:
        raw = transport.get_extra_info("socket")
        # SO_LINGER 0 turns the close into a reset, as a crashing peer or a middlebox would send.
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    raise _Cut


async def _send_half(request: web.Request, response: web.StreamResponse | None) -> None:
    body = response.body if isinstance(response, web.Response) else None
    full_body = body if isinstance(body, bytes) else b"{}"
    part = web.StreamResponse(
        status=200, headers={"Content-Type": "application/json", "Content-Length": str(len(full_body))}
    )
    await part.prepare(request)
    await part.write(full_body[: len(full_body) // 2])
    _close(request)


def _close(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()
    raise _Cut


async def _unknown(_: Call) -> Reply:
    raise not_found()


def _json(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    if body is None:
        return web.Response(status=status, headers=headers)
    # Exactly this content type: discord.py compares it as a string.
    all_headers = {**headers, "Content-Type": "application/json"}
    return web.Response(status=status, body=json.dumps(body).encode(), headers=all_headers)


async def _parse(request: web.Request, raw: bytes) -> tuple[Any, dict[int, LocalFile]]:
    if not raw:
        return None, {}
    if request.content_type.startswith("multipart/"):
        return await _parse_multipart(request, raw)
    if request.content_type != "application/json":
        raise ApiError(400, 50035, "Invalid Form Body", errors={"_errors": [{"code": "CONTENT_TYPE_INVALID",
                       "message": 'Expected "Content-Type" header to be one of {application/json}.'}]})  # fmt: skip
    return _load(raw), {}


def _load(raw: bytes | str) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise known(50109) from None


async def _parse_multipart(request: web.Request, raw: bytes) -> tuple[Any, dict[int, LocalFile]]:
    data: Any = None
    files: dict[int, LocalFile] = {}
    stream = StreamReader(request.protocol, len(raw) + 1, loop=asyncio.get_running_loop())
    stream.feed_data(raw)
    stream.feed_eof()
    async for part in MultipartReader(request.headers, stream):
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read(decode=False))
        name = part.name or ""
        match = re.fullmatch(r"files?\[?(\d*)\]?", name)
        if name == "payload_json":
            data = _load(content)
        elif match is not None:
            number = int(match.group(1) or len(files))
            files[number] = LocalFile(part.filename or "unknown", content, part.headers.get("Content-Type"))
    return data, files
