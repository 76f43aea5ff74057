"""The CDN: serves stored files over HTTP with content type, size, ETag and Range. It owns no state; see `Files`."""

from __future__ import annotations

import hashlib
import re

from aiohttp import web

from bot.sandbox.discord.rest.call import Call, Route
from bot.sandbox.discord.world.model import StoredFile


async def get_file(call: Call) -> web.StreamResponse:
    """GET and HEAD of an attachment; 404 when its signed link has expired."""
    files, request = call.platform.files, call.request
    stored = files.by_id.get(int(call.params["file_id"])) if call.params["file_id"].isdigit() else None
    if stored is None or request.path != stored.path:
        return web.Response(status=404, text="This content is no longer available.")
    expires, signature = request.query.get("ex"), request.query.get("hm")
    if expires is not None and not files.link_is_good(stored.path, expires, signature or ""):
        return web.Response(status=404, text="This content is no longer available.")
    return file_response(stored, request)


def file_response(stored: StoredFile, request: web.Request) -> web.Response:
    """Return the bytes of a stored file, or the requested range of them."""
    etag = f'"{hashlib.sha256(stored.data).hexdigest()[:32]}"'
    headers = {
        "Content-Type": stored.content_type,
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=31536000",
        "Content-Disposition": f'attachment; filename="{stored.filename}"',
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",
    }
    if request.headers.get("If-None-Match") == etag:
        return web.Response(status=304, headers={"ETag": etag})
    range_header = request.headers.get("Range")
    if range_header is None or request.headers.get("If-Range", etag) != etag:
        return web.Response(body=stored.data, headers=headers)
    byte_range = _byte_range(range_header, len(stored.data))
    if byte_range is None:
        return web.Response(status=416, headers={"Content-Range": f"bytes */{len(stored.data)}"})
    first, last = byte_range
    headers["Content-Range"] = f"bytes {first}-{last}/{len(stored.data)}"
    return web.Response(status=206, body=stored.data[first : last + 1], headers=headers)


def _byte_range(header: str, size: int) -> tuple[int, int] | None:
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if match is None or match.group(0) == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end and start < size else None


def routes() -> list[Route]:
    """Return the routes of this module, which are outside /api."""
    return [
        Route(
            method, f"/{folder}/{{owner_id}}/{{file_id}}/{{name}}", get_file,
            needs_token=False, counts_globally=False, limited=False, under_api=False,
        )
        for folder in ("attachments", "ephemeral-attachments")
        for method in ("GET", "HEAD")
    ]  # fmt: skip
