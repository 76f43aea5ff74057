"""What is fuzzed: functions from any bytes to nothing, which raise only where a promise is broken.

A target's bytes are made into arguments as plainly as can be, so that a changed byte changes one thing.
"""

import json
import math
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.catalog.catalog import Catalog
from bot.catalog.urls import browser_url, link_url, url_problem
from bot.chat.escape import code_block, inline_code, joined, safe, visible
from bot.chat.interaction.stateless import stateless
from bot.chat.render.parts import read_marker, read_voice_name
from bot.chat.render.payload import CUSTOM_ID, Action, custom_id
from bot.errors import FetchBroken, FetchForbidden, FetchTooLarge, InvalidRequest, ProviderError
from bot.jobs.model import (
    AudioFormat,
    Backend,
    MusicRequest,
    Request,
    SfxRequest,
    SpeechRequest,
    VideoRequest,
    is_job_id,
)
from bot.jobs.ports import PollResult, Succeeded
from bot.media.hosts import HostRules
from bot.media.transfer.unpack import Unpacker
from bot.media.work.errors import Incomplete, Unreadable
from bot.media.work.probe import probe
from bot.tencent import protocol
from bot.tencent.actions.audio import mps_poll_result, vod_poll_result
from bot.tencent.actions.speech import speech_poll_result
from bot.tencent.actions.video import video_poll_result
from bot.tencent.actions.voices import read_voices
from bot.tencent.protocol import Action as ApiAction
from bot.tencent.protocol import read_answer
from bot.tencent.reading import Fields

Target = Callable[[bytes], None]
SEEDS = Path(__file__).parent / "seeds"
_PROMPT = "Sevenfold thunder over a tin roof"
_PAYLOAD: Mapping[str, Any] = {
    "ModelName": "GL",
    "Prompt": _PROMPT,
    "AdditionalParameters": json.dumps({"lyrics": _PROMPT}),
    "OutputConfig": {"StorageMode": "Temporary"},
}
_STATUSES = (200, 200, 200, 200, 204, 302, 404, 413, 429, 500, 504)
_TYPES = ("application/json", "application/json; charset=utf-8", "text/plain", "text/html", "")
_LOOKS: dict[ApiAction, Callable[[Fields, float], PollResult]] = {
    protocol.MPS_DESCRIBE_AUDIO: mps_poll_result,
    protocol.VOD_DESCRIBE_TASK: vod_poll_result,
    protocol.MPS_DESCRIBE_VIDEO: video_poll_result,
    protocol.MPS_DESCRIBE_SPEECH: speech_poll_result,
}
_LIVE = re.compile(r"[\\`*~|<>\[\]()#]|://|@(?:everyone|here|\w)|discord(?:app)?\.[a-z]{2,}/|\n", re.IGNORECASE)
_UNPACK_LIMIT_BYTES = 1024 * 1024
_LABELS = ("gzip", "br", "zstd", "deflate", "gzip, br", "zstd,gzip", "aws-chunked", "gzip,gzip,gzip,gzip,gzip")
_RULES = HostRules.parse((".example.com", "one.example", "127.0.0.1:8080"))


def read_answers(data: bytes) -> None:
    """The reader of the provider's answers: a typed error or values that can be stored; never the prompt."""
    if len(data) < 3:
        return
    action = protocol.ACTIONS[data[0] % len(protocol.ACTIONS)]
    status, content_type = _STATUSES[data[1] % len(_STATUSES)], _TYPES[data[2] % len(_TYPES)]
    try:
        answer = read_answer(status, content_type, data[3:], action, _PAYLOAD)
        _storable(answer.request_id)
        if action is protocol.MPS_DESCRIBE_VOICES:
            for voice in read_voices(answer.fields).voices:
                _all_storable(voice)
        elif action in _LOOKS:
            _check_look(_LOOKS[action](answer.fields, 1e9))
    except ProviderError as error:
        _check_error(error)


def _check_error(error: ProviderError) -> None:
    _storable(str(error), error.code, error.request_id)
    assert _PROMPT[:8].casefold() not in str(error).casefold()
    assert re.fullmatch(r"[\w.-]{1,120}", error.code, re.ASCII)


def _check_look(look: PollResult) -> None:
    if isinstance(look, Succeeded):
        assert look.outputs
        for output in look.outputs:
            assert urlsplit(output.url).scheme in ("http", "https")
            assert output.seconds is None or 0 < output.seconds < math.inf
            assert output.expires_at is None or output.expires_at > 0
            _storable(output.url)


def _all_storable(value: Any) -> None:
    for field in fields(value):
        found = getattr(value, field.name)
        _storable(*(found if isinstance(found, tuple) else (found,)))


def _storable(*texts: object) -> None:
    for text in texts:
        if isinstance(text, str):
            assert "\0" not in text
            text.encode()


def probe_headers(data: bytes) -> None:
    """The first look at a downloaded file: unreadable, or a description that makes sense."""
    path = _scratch()
    path.write_bytes(data)
    try:
        found = probe(str(path))
    except (Unreadable, Incomplete, MemoryError):
        return
    assert found.medium in ("audio", "video")
    assert re.fullmatch(r"[a-z0-9]{1,8}", found.container, re.ASCII)
    assert found.seconds is None or 0 <= found.seconds < math.inf
    assert found.medium != "video" or (found.width and found.height)
    json.dumps(found.seconds, allow_nan=False)


@cache
def _scratch() -> Path:
    folder = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="foley-fuzz-", dir=folder)) / "file"


def escape_texts(data: bytes) -> None:
    """Texts of people in messages: nothing acts, nothing is hidden, nothing is longer than was said."""
    limit = 2 + (data[0] if data else 0)
    text = data[1:].decode("utf-8", "surrogatepass" if data[:1] > b"\x80" else "replace") if _decodes(data[1:]) else ""
    shown, seen = safe(text, limit), visible(text, limit)
    assert not _LIVE.search(re.sub(r"\\.", " ", shown)), shown
    assert len(seen) <= limit
    assert len(shown) <= 2 * limit + 1
    for part in (shown.replace("\u200b", ""), seen):
        assert all(unicodedata.category(character)[0] != "C" for character in part)
        part.encode()
    coded = inline_code(text, limit)
    assert "`" not in coded[1:-1]
    assert "\n" not in coded
    block = code_block(text)
    assert block is None or block.count("```") == 2
    assert len(joined([shown] * 3, "; ", 60)) <= 60


def _decodes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def check_options(data: bytes) -> None:
    """The checks behind the commands: a refusal, or a request that stays the same when it is checked again."""
    if len(data) < 2:
        return
    backend = (Backend.MPS, Backend.VOD)[data[1] & 1]
    request = _request(data[0], data[1], [part.decode("utf-8", "surrogatepass") for part in _texts(data[2:])])
    try:
        checked = _catalog().check(request, backend)
    except InvalidRequest:
        return
    assert _catalog().check(checked, backend) == checked
    _all_storable(checked)
    for field in fields(checked):
        if field.name.endswith("_url"):
            found = getattr(checked, field.name)
            assert not found or url_problem(found) is None


def _texts(data: bytes) -> Iterator[bytes]:
    """Cut at a byte that no text holds; what is no text is left out."""
    parts = [part for part in data.split(b"\xff") if _decodes(part)]
    yield from (*parts[:6], *([b""] * (6 - len(parts))))


def _request(kind: int, number: int, texts: list[str]) -> Request:
    prompt, model, version, extra, url, other_url = texts
    choice, flag = number >> 1 & 1, bool(number & 4)
    seconds = (number >> 3) or None
    match kind % 4:
        case 0:
            return MusicRequest(prompt, model, version, extra, flag, url, tuple(AudioFormat)[choice])
        case 1:
            return SfxRequest(prompt, model, version, seconds, url, tuple(AudioFormat)[choice])
        case 2:
            return SpeechRequest(prompt, model, "Ann", extra, number - 128, (16000, 24000, number)[number % 3])
        case _:
            return VideoRequest(prompt, model, version, seconds, extra, other_url[:9], flag or None, url, other_url)


@cache
def _catalog() -> Catalog:
    return Catalog.load()


def read_custom_ids(data: bytes) -> None:
    """Ids of buttons, markers of messages and names of files, as anybody may forge them."""
    text = data.decode("utf-8", "replace")
    match = CUSTOM_ID.fullmatch(text[:100])
    if match and match["action"] in set(Action) and is_job_id(match["job"]):
        assert custom_id(Action(match["action"]), match["job"]) in (
            text[:100],
            f"foley:{match['action']}:{match['job']}",
        )
    for marker in (read_marker(text[:2048]), read_voice_name(text[:260])):
        assert marker is None or (marker.job_id in text and min(marker.posting, marker.part, marker.parts) >= 0)
    if text:
        template = stateless(text[:100], _never).__discord_ui_compiled_template__
        assert template.fullmatch(text[:100])
        assert not template.fullmatch(text[:100] + "x")


async def _never(_: object) -> None:
    raise AssertionError("nobody presses here")


def read_addresses(data: bytes) -> None:
    """Addresses of results: as browsers spell them, and only of the hosts that are allowed."""
    if not _decodes(data):
        return
    text = data.decode("utf-8", "surrogatepass")
    asked = browser_url(text)
    assert browser_url(asked) == asked
    if asked.isascii():  # else it is no address
        assert link_url(link_url(text)) == link_url(text)
    try:
        url = _RULES.check(text)
    except FetchForbidden:
        return
    host = (urlsplit(asked).hostname or "").removesuffix(".")
    assert host == (url.raw_host or "").lower().removesuffix(".")
    assert host.endswith(".example.com") or host == "one.example" or (host, url.port) == ("127.0.0.1", 8080)
    assert url.scheme in ("http", "https")


def unpack_bodies(data: bytes) -> None:
    """Content codings: the same however the body is cut, never more than the limit."""
    if len(data) < 2:
        return
    label, step = _LABELS[data[0] % len(_LABELS)], 1 + data[1] * 16
    assert _unpacked(label, data[2:], step) == _unpacked(label, data[2:], len(data))


def _unpacked(label: str, body: bytes, step: int) -> bytes | None:
    out = bytearray()
    try:
        unpacker = Unpacker([label], _UNPACK_LIMIT_BYTES)
        for start in range(0, len(body), step):
            for piece in unpacker.feed(body[start : start + step]):
                out += piece
        for piece in unpacker.finish():
            out += piece
    except (FetchBroken, FetchTooLarge):
        return None
    assert len(out) <= _UNPACK_LIMIT_BYTES or label == "aws-chunked"
    return bytes(out)


@dataclass(frozen=True)
class Plan:
    """How one target is fuzzed: the longest input that makes sense, and how long one may take."""

    run: Target
    longest_bytes: int = 4096
    timeout_seconds: int = 20


TARGETS: dict[str, Plan] = {
    "answers": Plan(read_answers),
    "headers": Plan(probe_headers, 8192, 60),
    "escape": Plan(escape_texts, 1024),
    "options": Plan(check_options),
    "custom_ids": Plan(read_custom_ids, 512),
    "addresses": Plan(read_addresses, 512),
    "bodies": Plan(unpack_bodies),
}
