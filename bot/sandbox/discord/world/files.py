"""Files on the local CDN: names, types, sizes, links. It owns the bytes; serving them is `cdn.py`.

Stored messages hold links as `cdn://…`; `Files.render` turns them into URLs of the running server.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
import struct
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.discord.clock import Clock
from bot.sandbox.discord.world.model import LocalFile, StoredFile
from bot.sandbox.discord.world.snowflake import SnowflakeFactory

Json = dict[str, Any]
_LINK_KEYS = frozenset({"url", "proxy_url", "icon_url", "proxy_icon_url"})
_LINK = "cdn:/"
_LINK_SECONDS = 24 * 3600
# What the bot sends matters here, so these do not depend on the machine's own table of types.
_TYPES = {
    "ogg": "audio/ogg", "opus": "audio/ogg", "mp3": "audio/mpeg", "wav": "audio/x-wav", "flac": "audio/flac",
    "m4a": "audio/mp4", "aac": "audio/aac", "mp4": "video/mp4", "webm": "video/webm", "mov": "video/quicktime",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg",
    "jfif": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "txt": "text/plain; charset=utf-8", "json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8",
}  # fmt: skip


def safe_name(filename: str) -> str:
    """The name Discord would keep: ASCII letters, digits, `_`, `-` and `.`."""
    base = filename.replace("\\", "/").rsplit("/", 1)[-1].strip().replace(" ", "_")
    kept = re.sub(r"[^A-Za-z0-9_.\-]", "", base).lstrip(".")
    return kept[-200:] or "unknown"


def guess_type(filename: str, declared: str | None) -> str:
    """The content type by file name, else the declared one."""
    extension = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    return _TYPES.get(extension) or declared or mimetypes.guess_type(filename)[0] or "application/octet-stream"


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG; None for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    return _jpeg_size(data) if data[:2] == b"\xff\xd8" else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int(length)
    return None


class Files:
    """Every stored file by id."""

    def __init__(self, clock: Clock, ids: SnowflakeFactory, secret: str) -> None:
        self._clock = clock
        self._ids = ids
        self._secret = secret
        self.base_url = "http://127.0.0.1"
        self.by_id: dict[int, StoredFile] = {}

    def store(self, owner_id: int, file: LocalFile, *, ephemeral: bool = False) -> StoredFile:
        """Keep a file below a channel's (or application's) folder."""
        name = safe_name(file.filename)
        folder = "ephemeral-attachments" if ephemeral else "attachments"
        kind = guess_type(name, file.content_type)
        kept = StoredFile(self._ids.next(), owner_id, name, kind, file.data, folder)
        self.by_id[kept.id] = kept
        return kept

    def attachment(self, kept: StoredFile, original_name: str, extra: Json | None = None) -> Json:
        """The attachment object of a stored file, with `cdn://` links."""
        body: Json = {
            "id": str(kept.id),
            "filename": kept.filename,
            "size": len(kept.data),
            "url": _LINK + kept.path,
            "proxy_url": _LINK + kept.path,
            "content_type": kept.content_type,
        }
        if original_name != kept.filename:
            body["title"] = original_name.rsplit(".", 1)[0]
        if kept.folder.startswith("ephemeral"):
            body["ephemeral"] = True
        size = image_size(kept.data)
        if size is not None:
            body |= {"width": size[0], "height": size[1], "placeholder_version": 1}
        return body | (extra or {})

    def render(self, value: Any) -> Any:
        """A deep copy with every `cdn://` link turned into a URL that works now."""
        if isinstance(value, list):
            return [self.render(one) for one in value]
        if not isinstance(value, dict):
            return value
        return {
            key: self._url(one) if key in _LINK_KEYS and isinstance(one, str) else self.render(one)
            for key, one in value.items()
        }

    def link_is_good(self, path: str, expires: str, mark: str) -> bool:
        """Whether a signed link is ours and has not expired."""
        try:
            end = int(expires, 16)
        except ValueError:
            return False
        return mark == self._mark(path, expires) and end >= self._clock.wall()

    def signed_anew(self, link: str) -> str | None:
        """A link to the same file that works from now on; None for a link to no file of ours."""
        path = urlsplit(link).path
        parts = path.split("/")
        kept = self.by_id.get(int(parts[3])) if len(parts) == 5 and parts[3].isdigit() else None
        return self._url(_LINK + path) if kept is not None and kept.path == path else None

    def _url(self, link: str) -> str:
        if not link.startswith(_LINK + "/"):
            return link
        path = link.removeprefix(_LINK)
        issued = int(self._clock.wall())
        expires = f"{issued + _LINK_SECONDS:x}"
        return f"{self.base_url}{path}?ex={expires}&is={issued:x}&hm={self._mark(path, expires)}&"

    def _mark(self, path: str, expires: str) -> str:
        return hashlib.sha256(f"{self._secret}:{path}:{expires}".encode()).hexdigest()
