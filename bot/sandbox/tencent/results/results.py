"""The server of result files: whole or by range, until the links expire, or faulty as scripted."""

import asyncio
import gzip
import re
import time
import zlib
from collections.abc import AsyncIterator
from email.utils import formatdate
from xml.sax.saxutils import escape

from aiohttp import web

from bot.sandbox.tencent.actions.calls import Call, CallLog
from bot.sandbox.tencent.faults import Fault
from bot.sandbox.tencent.results.media import Media, MediaSpec
from bot.sandbox.tencent.tasks import Task, TaskState
from bot.sandbox.tencent.world import World

CHUNK_BYTES = 64 * 1024
_DRIPS_PER_SECOND = 10
_SAMPLE_SECONDS = 1.5
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class ResultServer:
    """Serves the files of finished tasks."""

    def __init__(self, world: World, calls: CallLog) -> None:
        self._world = world
        self._calls = calls

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Respond to one download."""
        if request.path.startswith("/samples/"):
            return await self._sample(request)
        at, started = self._world.clock.wall(), time.perf_counter()
        task, refusal = self._find(request)
        fault = None if task is None else next(iter(self._world.faults.take("file", task.service, task.action)), None)
        response: web.StreamResponse | None = None
        try:
            response = refusal or await self._send(request, task, fault)
            return response
        finally:
            milliseconds = (time.perf_counter() - started) * 1000
            self._record(request, task, fault, response, at, milliseconds)

    async def _sample(self, request: web.Request) -> web.StreamResponse:
        """Serve a voice's sample, which needs no task and whose link does not expire."""
        voices = enumerate(self._world.settings.voices)
        number = next((number for number, voice in voices if voice.sample_path == request.path), None)
        if number is None:
            return self._error(404, "NoSuchKey", request.path)
        spec = MediaSpec("wav", "speech", _SAMPLE_SECONDS, sample_rate=16000, channels=1, variant=number)
        return await self._whole(request, await self._world.media.get(spec))

    def _find(self, request: web.Request) -> tuple[Task | None, web.Response | None]:
        if request.method not in ("GET", "HEAD"):
            return None, self._error(405, "MethodNotAllowed", request.path)
        link = self._world.links.parse(request.path)
        task = self._world.tasks.get(link.task_id) if link else None
        if link is None or task is None or link.index >= len(task.assets):
            return None, self._error(404, "NoSuchKey", request.path)
        now = self._world.clock.life()
        good_key = link.key == self._world.links.key(link.task_id, link.index)
        if not good_key or task.state(now) is not TaskState.DONE:
            return task, self._error(404, "NoSuchKey", request.path)
        dies_at = task.links_die_at()
        if dies_at is not None and now >= dies_at:
            return task, self._error(403, "AccessDenied", request.path, "Request has expired")
        return task, None

    async def _send(self, request: web.Request, task: Task | None, fault: Fault | None) -> web.StreamResponse:
        link = self._world.links.parse(request.path)
        assert task is not None
        assert link is not None
        media = await self._world.media.get(task.assets[link.index].media)
        return await self._whole(request, media) if fault is None else await self._faulty(request, media, fault)

    async def _whole(self, request: web.Request, media: Media) -> web.Response:
        size = len(media.data)
        headers = self._headers(media) | {"Accept-Ranges": "bytes", "ETag": f'"{media.md5}"'}
        match = _RANGE.fullmatch(request.headers.get("Range", ""))
        if match is None or not (match[1] or match[2]):
            return web.Response(body=media.data, headers=headers)
        start = int(match[1]) if match[1] else max(0, size - int(match[2]))
        stop = min(size, int(match[2]) + 1) if match[1] and match[2] else size
        if start >= stop:
            return self._error(416, "InvalidRange", request.path)
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
        return web.Response(status=206, body=media.data[start:stop], headers=headers)

    async def _faulty(self, request: web.Request, media: Media, fault: Fault) -> web.StreamResponse:
        headers = self._headers(media)
        match fault.kind:
            case "file_status":
                return self._error(fault.status, fault.code, request.path, fault.message)
            case "file_redirect":
                return web.Response(status=302, headers={"Location": fault.url, "Date": headers["Date"]})
            case "file_bytes":
                headers["Content-Type"] = fault.content_type
                return web.Response(body=fault.body.encode("utf-8", "surrogateescape"), headers=headers)
            case "file_encoding":
                body = await asyncio.to_thread(gzip.compress, media.data) if fault.code == "gzip" else media.data
                return web.Response(body=body, headers=headers | {"Content-Encoding": fault.code})
            case "file_gzip_bomb":
                bomb = await asyncio.to_thread(_gzip_zeros, int(fault.number))
                return web.Response(body=bomb, headers=headers | {"Content-Encoding": "gzip"})
            case "file_endless":
                return await self._stream(request, headers, _endless(media.data), cut=False)
            case "file_drip":
                drip = self._drip(media.data, max(1, int(fault.number) // _DRIPS_PER_SECOND))
                return await self._stream(request, headers | _length(media), drip, cut=False)
            case "file_length":
                headers["Content-Length"] = str(len(media.data) + int(fault.number))
                return await self._stream(request, headers, _chunks(media.data), cut=True)
            case _:
                share = media.data[: int(len(media.data) * (fault.number or 0.5))]
                return await self._stream(request, headers | _length(media), _chunks(share), cut=True)

    async def _stream(
        self, request: web.Request, headers: dict[str, str], chunks: AsyncIterator[bytes], *, cut: bool
    ) -> web.StreamResponse:
        """Send chunk by chunk; ``cut`` closes the connection before the announced length is reached."""
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        async for chunk in chunks:
            await response.write(chunk)
        if cut and request.transport is not None:
            request.transport.close()  # flushes what was written, which an abort could discard
        elif not cut:
            await response.write_eof()
        return response

    async def _drip(self, data: bytes, chunk_bytes: int) -> AsyncIterator[bytes]:
        for start in range(0, len(data), chunk_bytes):
            yield data[start : start + chunk_bytes]
            await self._world.clock.sleep(1 / _DRIPS_PER_SECOND)

    def _headers(self, media: Media) -> dict[str, str]:
        return {"Date": formatdate(self._world.clock.wall(), usegmt=True), "Content-Type": media.content_type}

    def _error(self, status: int, code: str, path: str, message: str = "") -> web.Response:
        """Return an error as the object store does: XML with a code, a message and the resource."""
        text = (
            "<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n"
            f"\t<Code>{escape(code)}</Code>\n\t<Message>{escape(message or code)}</Message>\n"
            f"\t<Resource>{escape(path)}</Resource>\n</Error>\n"
        )
        headers = {"Date": formatdate(self._world.clock.wall(), usegmt=True), "Content-Type": "application/xml"}
        return web.Response(status=status, body=text.encode(), headers=headers)

    def _record(
        self,
        request: web.Request,
        task: Task | None,
        fault: Fault | None,
        response: web.StreamResponse | None,
        at: float,
        milliseconds: float,
    ) -> None:
        length = None if response is None else response.content_length
        self._calls.add(
            Call(
                number=self._calls.next_number(),
                at=at,
                service="results",
                action=request.method,
                task_id=task.task_id if task else "",
                verdict="-",
                credential="",
                request={"Path": request.path, "Range": request.headers.get("Range", "")},
                answer=None if length is None else f"{length:,} bytes",
                http_status=0 if response is None else response.status,
                error_code="",
                request_id="",
                fault=fault.name if fault else "",
                milliseconds=milliseconds,
            )
        )


def _length(media: Media) -> dict[str, str]:
    return {"Content-Length": str(len(media.data))}


async def _chunks(data: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(data), CHUNK_BYTES):
        yield data[start : start + CHUNK_BYTES]


async def _endless(data: bytes) -> AsyncIterator[bytes]:
    while True:
        async for chunk in _chunks(data):
            yield chunk
        await asyncio.sleep(0)


def _gzip_zeros(count: int) -> bytes:
    compressor = zlib.compressobj(9, wbits=31)
    zeros = bytes(1024 * 1024)
    compressed = bytearray()
    for start in range(0, count, len(zeros)):
        compressed += compressor.compress(zeros[: count - start])
    return bytes(compressed + compressor.flush())
