"""What receives traces and error events in tests: the two protocols' own endpoints on the loopback."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bot.sandbox.web_server import WebServer


@dataclass(frozen=True)
class SeenSpan:
    """A span as it was received. Ids in hexadecimal; ``parent`` empty where there is none."""

    name: str
    trace: str
    id: str
    parent: str
    process: str
    start: int
    end: int
    is_error: bool
    attributes: dict[str, str]


class Collectors:
    """An OTLP collector and a Sentry. ``bodies`` holds every byte that came, for looking for what must not."""

    def __init__(self) -> None:
        self.url = ""
        self.spans: list[SeenSpan] = []
        self.events: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []

    @property
    def dsn(self) -> str:
        """The address that Sentry's library is given."""
        return self.url.replace("http://", "http://key-of-sentry@") + "/7"

    def of(self, trace: int) -> list[SeenSpan]:
        """Return the spans of one trace."""
        return [span for span in self.spans if int(span.trace, 16) == trace]

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator["Collectors"]:
        """Receive for the length of a block."""
        self = cls()
        application = web.Application(client_max_size=2**24)
        application.router.add_post("/v1/traces", self._take_spans)
        application.router.add_post("/api/7/envelope/", self._take_envelope)
        server = WebServer(application, shutdown_seconds=0.1)
        self.url = f"http://127.0.0.1:{await server.start('127.0.0.1')}"
        try:
            yield self
        finally:
            await server.close()

    async def _take_spans(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.bodies.append(body)
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            about = {one.key: one.value.string_value for one in resource.resource.attributes}
            for scope in resource.scope_spans:
                self.spans += [
                    SeenSpan(
                        span.name, span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex(),
                        about["service.instance.id"], span.start_time_unix_nano, span.end_time_unix_nano,
                        span.status.code == span.status.STATUS_CODE_ERROR,
                        {one.key: one.value.string_value for one in span.attributes},
                    )
                    for span in scope.spans
                ]  # fmt: skip
        return web.Response(content_type="application/x-protobuf")

    async def _take_envelope(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.bodies.append(body)
        lines = [json.loads(line) for line in body.splitlines() if line]
        self.events += [line for line in lines if "event_id" in line and "level" in line]
        return web.json_response({})
