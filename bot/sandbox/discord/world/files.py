"""Files on the local CDN: names, types, sizes, links. It owns the bytes; `rest/cdn.py` serves them.

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
# Fixed for the types the bot sends, so that they do not depend on the machine's own MIME table.
_TYPES = {
    "ogg": "audio/ogg", "opus": "audio/ogg", "mp3": "audio/mpeg", "wav": "audio/x-wav", "flac": "audio/flac",
    "m4a": "audio/mp4", "aac": "audio/aac", "mp4": "video/mp4", "webm": "video/webm", "mov": "video/quicktime",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg",
    "jfif": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "txt": "text/plain; charset=utf-8", "json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8",
}  # fmt: skip


def safe_name(filename: str) -> str:
    """Return the file name as Discord would store it: ASCII letters, digits, `_`, `-` and `.` only."""
    base = filename.replace("\\", "/").rsplit("/", 1)[-1].strip().replace(" ", "_")
    cleaned = re.sub(r"[^A-Za-z0-9_.\-]", "", base).lstrip(".")
    return cleaned[-200:] or "unknown"


def guess_type(filename: str, declared: str | None) -> str:
    """Return the content type by file extension, else the declared one."""
    extension = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    return _TYPES.get(extension) or declared or mimetypes.guess_type(filename)[0] or "application/octet-stream"


def image_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF or JPEG; None for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    return _jpeg_size(data) if data[:2] == b"\xff\xd8" else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    offset = 2
    while offset + 9 <= len(data) and data[offset] == 0xFF:
        marker, length = data[offset + 1], struct.unpack(">H", data[offset + 2 : offset + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[offset + 5 : offset + 9])
            return int(width), int(height)
        offset += 2 + int(length)
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
        """Store a file under the folder of a channel (or application)."""
        name = safe_name(file.filename)
        folder = "ephemeral-attachments" if ephemeral else "attachments"
        content_type = guess_type(name, file.content_type)
        stored = StoredFile(self._ids.next(), owner_id, name, content_type, file.data, folder)
        self.by_id[stored.id] = stored
        return stored

    def attachment(self, stored: StoredFile, original_name: str, extra: Json | None = None) -> Json:
        """Return the attachment object of a stored file, with `cdn://` links."""
        body: Json = {
            "id": str(stored.id),
            "filename": stored.filename,
            "size": len(stored.data),
            "url": _LINK + stored.path,
            "proxy_url": _LINK + stored.path,
            "content_type": stored.content_type,
        }
        if original_name != stored.filename:
            body["title"] = original_name.rsplit(".", 1)[0]
        if stored.folder.startswith("ephemeral"):
            body["ephemeral"] = True
        size = image_size(stored.data)
        if size is not None:
            body |= {"width": size[0], "height": size[1], "placeholder_version": 1}
        return body | (extra or {})

    def render(self, value: Any) -> Any:
        """Return a deep copy with every `cdn://` link replaced by a freshly signed URL."""
        if isinstance(value, list):
            return [self.render(one) for one in value]
        if not isinstance(value, dict):
            return value
        return {
            key: self._url(one) if key in _LINK_KEYS and isinstance(one, str) else self.render(one)
            for key, one in value.items()
        }

    def link_is_good(self, path: str, expires: str, signature: str) -> bool:
        """Return whether a signed link is ours and has not expired."""
        try:
            expires_at = int(expires, 16)
        except ValueError:
            return False
        return signature == self._signature(path, expires) and expires_at >= self._clock.wall()

    def refreshed_url(self, link: str) -> str | None:
        """Return a freshly signed URL of the same file; None for a link to no file of ours."""
        path = urlsplit(link).path
        parts = path.split("/")
        stored = self.by_id.get(int(parts[3])) if len(parts) == 5 and parts[3].isdigit() else None
        return self._url(_LINK + path) if stored is not None and stored.path == path else None

    def _url(self, link: str) -> str:
        if not link.startswith(_LINK + "/"):
            return link
        path = link.removeprefix(_LINK)
        issued = int(self._clock.wall())
        expires = f"{issued + _LINK_SECONDS:x}"
        return f"{self.base_url}{path}?ex={expires}&is={issued:x}&hm={self._signature(path, expires)}&"

    def _signature(self, path: str, expires: str) -> str:
        return hashlib.sha256(f"{self._secret}:{path}:{expires}".encode()).hexdigest()
