"""The HTTP server of one service, around :mod:`api`: scripted wire faults, and logging of calls."""

import json
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any, Literal

from aiohttp import web

from bot.sandbox.tencent.actions.api import BODY_LIMIT_BYTES, ServiceApi
from bot.sandbox.tencent.actions.calls import Call, CallLog, masked
from bot.sandbox.tencent.actions.schema import JsonObject
from bot.sandbox.tencent.errors import ApiError
from bot.sandbox.tencent.faults import Fault
from bot.sandbox.tencent.verify import Verdict, WireRequest

JSON_TYPE = "application/json"
# Faults that alter the correct response, so they always apply after it is computed.
_ALTERS_RESPONSE = frozenset({"truncated", "content_type", "patch"})


@dataclass(frozen=True)
class Moment:
    """The argument of a hook: called ``before`` a request is processed, or ``after`` it and before the response."""

    phase: Literal["before", "after"]
    service: str
    action: str
    request: JsonObject | None
    task_id: str = ""


Hook = Callable[[Moment], Awaitable[None]]


@dataclass
class Reply:
    """The response to send. With ``cut`` the connection is aborted instead."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON_TYPE
    cut: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Exchange:
    """One call in progress."""

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
        """The id of the task this call is about; empty when not known."""
        return str((self.answer or {}).get("TaskId") or (self.request or {}).get("TaskId") or "")


class ApiServer:
    """Handles the requests of one service."""

    def __init__(self, api: ServiceApi, calls: CallLog) -> None:
        self._api = api
        self._calls = calls
        self.on_request: Hook | None = None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request."""
        clock = self._api.world.clock
        at, started = clock.wall(), time.perf_counter()
        wire = await _read(request)
        action = wire.header("X-TC-Action") or ""
        self._api.world.limits.arrived(self._api.service, action, clock.monotonic())
        exchange = _Exchange(
            number=self._calls.next_number(),
            at=at,
            started=started,
            action=action,
            request=_parameters(wire, request),
            verdict=self._api.verify_signature(wire),
            faults=self._api.world.faults.take("wire", self._api.service, action),
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
        await self._call_hook("before", exchange)
        early = [fault for fault in exchange.faults if fault.where == "before" and fault.kind not in _ALTERS_RESPONSE]
        late = [fault for fault in exchange.faults if fault not in early]
        for fault in early:
            reply = await self._apply(fault, exchange)
            if reply is not None:
                return reply
        try:
            exchange.answer = await self._api.answer(wire, exchange.verdict)
        except ApiError as error:
            exchange.answer = {"Error": {"Code": error.code, "Message": error.message}}
        await self._call_hook("after", exchange)
        for fault in late:
            reply = await self._apply(fault, exchange)
            if reply is not None:
                return reply
        return _json(exchange)

    async def _apply(self, fault: Fault, exchange: _Exchange) -> Reply | None:
        """Return the reply a fault causes, or None when the call continues after it."""
        match fault.kind:
            case "delay":
                await self._api.world.clock.sleep(fault.seconds)
                return None
            case "patch":
                exchange.answer = {**(exchange.answer or {}), **(fault.patch or {})}
                return None
            case "error":
                exchange.answer = {"Error": {"Code": fault.code, "Message": fault.message}}
                return _json(exchange)
            case "http":
                headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
                return Reply(fault.status, _page(fault.status), "text/html", headers=headers)
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

    async def _call_hook(self, phase: Literal["before", "after"], exchange: _Exchange) -> None:
        if self.on_request is not None:
            service = self._api.service
            await self.on_request(Moment(phase, service, exchange.action, exchange.request, exchange.task_id))

    def _record(self, exchange: _Exchange, reply: Reply) -> None:
        is_json = reply.content_type == JSON_TYPE and not reply.cut
        error: Any = (exchange.answer or {}).get("Error") or {}
        self._calls.add(
            Call(
                number=exchange.number,
                at=exchange.at,
                service=self._api.service,
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
    """Read the raw request; of an oversized body only enough to detect that it is over the limit."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        if len(body) <= BODY_LIMIT_BYTES:
            body += chunk
    path, _, query = request.raw_path.partition("?")
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.raw_headers)
    return WireRequest(request.method, path, query, headers, bytes(body))


def _parameters(wire: WireRequest, request: web.Request) -> JsonObject | None:
    """Return the request's parameters for the call log; None when they can't be decoded."""
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
