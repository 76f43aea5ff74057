"""The CDN: stored files over HTTP with type, size, ETag and Range. It reads `Files` and owns nothing."""

from __future__ import annotations

import hashlib
import re

from aiohttp import web

from bot.sandbox.discord.rest.call import Call, Route
from bot.sandbox.discord.world.model import StoredFile


async def get_file(call: Call) -> web.StreamResponse:
    """GET and HEAD of an attachment; a signed link that expired is gone."""
    files, request = call.platform.files, call.request
    kept = files.by_id.get(int(call.params["file_id"])) if call.params["file_id"].isdigit() else None
    if kept is None or request.path != kept.path:
        return web.Response(status=404, text="This content is no longer available.")
    expires, mark = request.query.get("ex"), request.query.get("hm")
    if expires is not None and not files.link_is_good(kept.path, expires, mark or ""):
        return web.Response(status=404, text="This content is no longer available.")
    return file_response(kept, request)


def file_response(kept: StoredFile, request: web.Request) -> web.Response:
    """The bytes of a stored file, or the part that was asked for."""
    tag = f'"{hashlib.sha256(kept.data).hexdigest()[:32]}"'
    headers = {
        "Content-Type": kept.content_type,
        "ETag": tag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=31536000",
        "Content-Disposition": f'attachment; filename="{kept.filename}"',
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",
    }
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers={"ETag": tag})
    wanted = request.headers.get("Range")
    if wanted is None or request.headers.get("If-Range", tag) != tag:
        return web.Response(body=kept.data, headers=headers)
    span = _span(wanted, len(kept.data))
    if span is None:
        return web.Response(status=416, headers={"Content-Range": f"bytes */{len(kept.data)}"})
    first, last = span
    headers["Content-Range"] = f"bytes {first}-{last}/{len(kept.data)}"
    return web.Response(status=206, body=kept.data[first : last + 1], headers=headers)


def _span(header: str, size: int) -> tuple[int, int] | None:
    hit = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if hit is None or hit.group(0) == "bytes=-":
        return None
    first, last = hit.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end and start < size else None


def routes() -> list[Route]:
    """The routes of this file, outside /api."""
    return [
        Route(
            method, f"/{folder}/{{owner_id}}/{{file_id}}/{{name}}", get_file,
            needs_token=False, counts_globally=False, limited=False, under_api=False,
        )
        for folder in ("attachments", "ephemeral-attachments")
        for method in ("GET", "HEAD")
    ]  # fmt: skip
