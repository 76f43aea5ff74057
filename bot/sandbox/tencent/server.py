"""A service's listening port: HTTP around :mod:`api`, the scripted wire faults, and the record of calls."""

import json
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any, Literal

from aiohttp import web

from bot.sandbox.tencent.actions.api import BODY_LIMIT_BYTES, Front
from bot.sandbox.tencent.actions.calls import Call, CallLog, masked
from bot.sandbox.tencent.actions.schema import JsonObject
from bot.sandbox.tencent.errors import ApiError
from bot.sandbox.tencent.faults import Fault
from bot.sandbox.tencent.verify import Verdict, WireRequest

JSON_TYPE = "application/json"
# Faults that need the right answer first: cutting or dressing up nothing makes no sense.
_SPOILING = frozenset({"truncated", "content_type", "patch"})


@dataclass(frozen=True)
class Moment:
    """What a hook is told: ``before`` the work of a request, or ``after`` it and before the answer."""

    phase: Literal["before", "after"]
    service: str
    action: str
    request: JsonObject | None
    task_id: str = ""


Hook = Callable[[Moment], Awaitable[None]]


@dataclass
class Reply:
    """What will be sent. ``cut`` means the connection is dropped instead."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON_TYPE
    cut: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Exchange:
    """One call while it goes on."""

    number: int
    at: float
    started: float
    action: str
    request: JsonObject | None
    verdict: Verdict
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    answer: JsonObject | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def task_id(self) -> str:
        """The task this call is about, as far as it is known."""
        return str((self.answer or {}).get("TaskId") or (self.request or {}).get("TaskId") or "")


class ApiServer:
    """Handles the requests of one service."""

    def __init__(self, front: Front, calls: CallLog) -> None:
        self._front = front
        self._calls = calls
        self.on_request: Hook | None = None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request."""
        clock = self._front.world.clock
        at, started = clock.wall(), time.perf_counter()
        wire = await _read(request)
        action = wire.header("X-TC-Action") or ""
        self._front.world.limits.arrived(self._front.service, action, clock.monotonic())
        exchange = _Exchange(
            number=self._calls.next_number(),
            at=at,
            started=started,
            action=action,
            request=_readable(wire, request),
            verdict=self._front.judge(wire),
            faults=self._front.world.faults.take("wire", self._front.service, action),
        )
        reply = await self._reply(wire, exchange)
        self._record(exchange, reply)
        if reply.cut:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        headers = {
            "Date": formatdate(clock.wall(), usegmt=True),
            "Content-Type": reply.content_type,
            **reply.headers,
        }
        return web.Response(status=reply.status, body=reply.body, headers=headers)

    async def _reply(self, wire: WireRequest, exchange: _Exchange) -> Reply:
        await self._tell("before", exchange)
        early = [fault for fault in exchange.faults if fault.where == "before" and fault.kind not in _SPOILING]
        late = [fault for fault in exchange.faults if fault not in early]
        for fault in early:
            broken = await self._broken(fault, exchange)
            if broken is not None:
                return broken
        try:
            exchange.answer = await self._front.answer(wire, exchange.verdict)
        except ApiError as error:
            exchange.answer = {"Error": {"Code": error.code, "Message": error.message}}
        await self._tell("after", exchange)
        for fault in late:
            broken = await self._broken(fault, exchange)
            if broken is not None:
                return broken
        return _json(exchange)

    async def _broken(self, fault: Fault, exchange: _Exchange) -> Reply | None:
        """Return the reply a fault leads to, or None where the call goes on after it."""
        match fault.kind:
            case "delay":
                await self._front.world.clock.sleep(fault.seconds)
                return None
            case "patch":
                exchange.answer = {**(exchange.answer or {}), **(fault.patch or {})}
                return None
            case "error":
                exchange.answer = {"Error": {"Code": fault.code, "Message": fault.message}}
                return _json(exchange)
            case "http":
                later = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
                return Reply(fault.status, _page(fault.status), "text/html", headers=later)
            case "html":
                return Reply(200, _page(200), "text/html")
            case "truncated":
                whole = _json(exchange).body
                return Reply(body=whole[: len(whole) // 2])
            case "content_type":
                return Reply(body=_json(exchange).body, content_type=fault.content_type)
            case "empty":
                return Reply()
            case "no_response":
                return Reply(body=b'{"Result": {}}')
            case _:
                return Reply(status=0, cut=True)

    async def _tell(self, phase: Literal["before", "after"], exchange: _Exchange) -> None:
        if self.on_request is not None:
            service = self._front.service
            await self.on_request(Moment(phase, service, exchange.action, exchange.request, exchange.task_id))

    def _record(self, exchange: _Exchange, reply: Reply) -> None:
        is_json = reply.content_type == JSON_TYPE and not reply.cut
        error: Any = (exchange.answer or {}).get("Error") or {}
        self._calls.add(
            Call(
                number=exchange.number,
                at=exchange.at,
                service=self._front.service,
                action=exchange.action,
                task_id=exchange.task_id,
                verdict=exchange.verdict.code or "ok",
                credential=masked(exchange.verdict.secret_id),
                request=exchange.request,
                answer=exchange.answer if is_json else reply.body.decode(errors="replace"),
                http_status=0 if reply.cut else reply.status,
                error_code=str(error.get("Code", "")),
                request_id=exchange.request_id,
                fault=", ".join(fault.name for fault in exchange.faults),
                milliseconds=(time.perf_counter() - exchange.started) * 1000,
            )
        )


async def _read(request: web.Request) -> WireRequest:
    """Take the request off the wire as it is; of a body far too big only as much as shows it."""
    body = bytearray()
    async for piece in request.content.iter_any():
        if len(body) <= BODY_LIMIT_BYTES:
            body += piece
    path, _, query = request.raw_path.partition("?")
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.raw_headers)
    return WireRequest(request.method, path, query, headers, bytes(body))


def _readable(wire: WireRequest, request: web.Request) -> JsonObject | None:
    """Return the parameters for the record; None when they cannot be read."""
    if wire.method == "GET":
        return dict(request.query)
    try:
        decoded = json.loads(wire.body or b"{}")
    except ValueError:
        return None
    return decoded if isinstance(decoded, dict) else None


def _json(exchange: _Exchange) -> Reply:
    response = {**(exchange.answer or {}), "RequestId": exchange.request_id}
    return Reply(body=json.dumps({"Response": response}, ensure_ascii=False).encode())


def _page(status: int) -> bytes:
    title, heading = f"<title>{status}</title>", f"<center><h1>{status}</h1></center>"
    return f"<html>\r\n<head>{title}</head>\r\n<body>\r\n{heading}\r\n</body>\r\n</html>\r\n".encode()
