"""Check the type and size of attachments before anything is done with them.

Must not read a file before the interaction is answered: :func:`read_text` uses the network.
"""

import codecs
from dataclasses import dataclass
from enum import Enum

import discord

from bot.chat.sending.requests import FAILURES
from bot.errors import InvalidRequest

_MIB = 1024 * 1024
_GENERIC_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream"})


@dataclass(frozen=True, slots=True)
class FileRule:
    """What a file may be: name endings, content types (without parameters), and size."""

    extensions: tuple[str, ...]
    content_types: tuple[str, ...]
    max_bytes: int


class FileKind(Enum):
    """Files that commands accept. The size limits of audio and video are ours: the provider states none."""

    AUDIO = FileRule(
        ("mp3", "wav", "m4a", "ogg", "flac", "aac"),
        (
            "audio/mpeg", "audio/mp3", "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave", "audio/mp4",
            "audio/x-m4a", "audio/m4a", "audio/ogg", "audio/flac", "audio/x-flac", "audio/aac",
        ),
        50 * _MIB,
    )  # fmt: skip
    VIDEO = FileRule(("mp4", "mov"), ("video/mp4", "video/quicktime"), 100 * _MIB)
    IMAGE = FileRule(("jpg", "jpeg", "png", "jfif", "jpe"), ("image/jpeg", "image/png"), 10 * _MIB)
    TEXT = FileRule(("txt",), ("text/plain",), 64 * 1024)


def file_url(attachment: discord.Attachment | None, kind: FileKind) -> str:
    """Return the URL of a file, empty without one. Raises InvalidRequest."""
    if attachment is None:
        return ""
    check_file(attachment, kind)
    return attachment.url


def check_file(attachment: discord.Attachment, kind: FileKind) -> None:
    """Refuse a file of the wrong type or size. Raises InvalidRequest with what is accepted."""
    rule = kind.value
    if not isinstance(attachment, discord.Attachment):  # a client that named a file and sent none
        raise InvalidRequest(key="attachment-type", values={"file": "?", "types": ", ".join(rule.extensions)})
    extension = attachment.filename.rpartition(".")[2].lower()
    content_type = (attachment.content_type or "").partition(";")[0].strip().lower()
    has_right_extension = extension in rule.extensions
    has_right_type = content_type in rule.content_types or (content_type in _GENERIC_TYPES and has_right_extension)
    if not (has_right_extension and has_right_type):
        values = {"file": attachment.filename[:80], "types": ", ".join(rule.extensions)}
        raise InvalidRequest(key="attachment-type", values=values)
    if attachment.size > rule.max_bytes:
        limit = f"{rule.max_bytes // _MIB} MB" if rule.max_bytes >= _MIB else f"{rule.max_bytes // 1024} KB"
        raise InvalidRequest(key="attachment-big", values={"file": attachment.filename[:80], "limit": limit})
    if attachment.size == 0:
        raise InvalidRequest(key="attachment-empty", values={"file": attachment.filename[:80]})


def one_of(first: str, second: str, first_name: str, second_name: str) -> str:
    """Return whichever of two options was given. Raises InvalidRequest when both were."""
    if first and second:
        raise InvalidRequest(key="option-both", values={"first": first_name, "second": second_name})
    return first or second


async def with_file(text: str, attachment: discord.Attachment) -> str:
    """Return a text followed by the text of a file. Raises InvalidRequest."""
    return f"{text}\n\n{await read_text(attachment)}".strip()


async def read_text(attachment: discord.Attachment) -> str:
    """Download a text file that was checked before. Raises InvalidRequest."""
    name = attachment.filename[:80]
    try:
        raw = await attachment.read()
    except FAILURES as error:
        raise InvalidRequest(type(error).__name__, key="attachment-unreadable", values={"file": name}) from error
    if len(raw) > FileKind.TEXT.value.max_bytes:  # the size that Discord stated was wrong
        raise InvalidRequest(key="attachment-big", values={"file": name, "limit": "64 KB"})
    # Windows Notepad saves "Unicode" as UTF-16 with a byte order mark.
    encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise InvalidRequest(key="attachment-not-text", values={"file": name}) from None
