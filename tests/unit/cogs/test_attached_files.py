"""What people may attach, by name, type and size."""

import codecs
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.chat.interaction.attachments import FileKind, check_file, file_url, one_of, read_text
from bot.errors import InvalidRequest


def attached(filename: str, content_type: str | None, size: int = 100) -> discord.Attachment:
    data: Any = {"id": "1", "filename": filename, "size": size, "url": "https://cdn.example/a", "proxy_url": ""}
    state: Any = SimpleNamespace(http=None)
    if content_type:
        data["content_type"] = content_type
    return discord.Attachment(data=data, state=state)


@pytest.mark.parametrize(
    ("kind", "filename", "content_type"),
    [
        (FileKind.AUDIO, "a.mp3", "audio/mpeg"),
        (FileKind.AUDIO, "A.WAV", "audio/x-wav"),
        (FileKind.AUDIO, "a.mp3", None),
        (FileKind.VIDEO, "a.mov", "video/quicktime"),
        (FileKind.VIDEO, "a.mp4", "application/octet-stream"),
        (FileKind.IMAGE, "a.jpeg", "image/jpeg; charset=binary"),
        (FileKind.IMAGE, "a.jfif", "image/jpeg"),
        (FileKind.IMAGE, "a.JPE", "image/jpeg"),
        (FileKind.TEXT, "a.txt", "text/plain; charset=utf-8"),
    ],
)
def test_takes(kind: FileKind, filename: str, content_type: str | None) -> None:
    assert file_url(attached(filename, content_type), kind) == "https://cdn.example/a"


@pytest.mark.parametrize(
    ("kind", "filename", "content_type", "size", "key"),
    [
        (FileKind.AUDIO, "a.exe", "audio/mpeg", 1, "attachment-type"),
        (FileKind.AUDIO, "a.mp3", "video/mp4", 1, "attachment-type"),
        (FileKind.IMAGE, "a.gif", "image/gif", 1, "attachment-type"),
        (FileKind.IMAGE, "a.png", None, 10 * 1024 * 1024 + 1, "attachment-big"),
        (FileKind.IMAGE, "a.png", "image/png", 10 * 1024 * 1024 + 1, "attachment-big"),
        (FileKind.TEXT, "a.txt", "application/x-msdownload", 1, "attachment-type"),
        (FileKind.TEXT, "a.txt", "text/plain", 64 * 1024 + 1, "attachment-big"),
        (FileKind.VIDEO, "a.mp4", "video/mp4", 0, "attachment-empty"),
    ],
)
def test_refuses(kind: FileKind, filename: str, content_type: str | None, size: int, key: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        check_file(attached(filename, content_type, size), kind)
    assert caught.value.key == key


def test_the_largest_picture_is_taken() -> None:
    check_file(attached("a.png", "image/png", 10 * 1024 * 1024), FileKind.IMAGE)


def test_one_of_two_options() -> None:
    assert one_of("", "b", "first", "second") == "b"
    assert one_of("", "", "first", "second") == ""
    with pytest.raises(InvalidRequest):
        one_of("a", "b", "first", "second")


class Sent:
    """An attachment whose bytes are known."""

    def __init__(self, raw: bytes) -> None:
        self.filename = "words.txt"
        self._raw = raw

    async def read(self) -> bytes:
        return self._raw


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
async def test_a_text_file_is_read_as_it_was_saved(encoding: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    sent: Any = Sent(mark + "Straße, 雨\nla la".encode(encoding))
    assert await read_text(sent) == "Straße, 雨\nla la"


@pytest.mark.parametrize("raw", [codecs.BOM_UTF16_LE + b"a", b"\xff\x00\x81", "Straße".encode("latin-1")])
async def test_what_is_no_text_is_refused(raw: bytes) -> None:
    sent: Any = Sent(raw)
    with pytest.raises(InvalidRequest) as caught:
        await read_text(sent)
    assert caught.value.key == "attachment-not-text"
