"""Validates the body of a message before it is stored: text, embeds, flags, nonce, mentions, files, voice rules.

Pure. Source: https://discord.com/developers/docs/resources/message and the reference of limits.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from enum import IntFlag
from typing import Any

from bot.sandbox.discord.errors import known
from bot.sandbox.discord.rules import components as validate_components
from bot.sandbox.discord.rules import embeds as validate_embeds
from bot.sandbox.discord.rules.form import Form
from bot.sandbox.discord.world.files import safe_name
from bot.sandbox.discord.world.model import LocalFile

Json = dict[str, Any]


class Flag(IntFlag):
    """Message flags."""

    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_VOICE_MESSAGE = 1 << 13
    HAS_SNAPSHOT = 1 << 14
    IS_COMPONENTS_V2 = 1 << 15


FORWARD = 1
_MENTION_TYPES = ("everyone", "roles", "users")


def check(
    body: Json,
    files: Mapping[int, LocalFile],
    *,
    flags: Flag,
    kept: list[Json],
    file_limit_bytes: int,
    editing: bool = False,
) -> None:
    """Raise the `ApiError` Discord would respond with; `kept` are the attachments an edit leaves in place."""
    form = Form()
    _check_texts(form, body)
    _check_mentions(form, body.get("allowed_mentions"))
    _check_nonce(form, body.get("nonce"))
    _check_files(form, files, kept, file_limit_bytes)
    v2 = bool(flags & Flag.IS_COMPONENTS_V2)
    names = frozenset([safe_name(one.filename) for one in files.values()] + [str(one["filename"]) for one in kept])
    if body.get("components") is not None:
        validate_components.check_message(form, body["components"], v2=v2, file_names=names)
    if v2:
        for name in ("content", "embeds", "poll"):
            if body.get(name):
                message = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                form.add((name,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)
    forwards = is_forward(body.get("message_reference"))
    if forwards:
        _check_forward(form, body, files)
    form.raise_if_any()
    if flags & Flag.IS_VOICE_MESSAGE:
        check_voice(body, files)
    elif not editing and not forwards and is_empty(body, files):
        raise known(50006)


def is_forward(reference: Json | None) -> bool:
    """Return whether a message reference is a forward."""
    return bool(reference) and (reference or {}).get("type") == FORWARD


def _check_forward(form: Form, body: Json, files: object) -> None:
    """Validate a forward: it requires the channel of the original, and may not have content of its own.

    https://github.com/discord/discord-api-docs/issues/8561
    """
    if not str((body["message_reference"] or {}).get("channel_id") or "").isdigit():
        form.add(("message_reference", "channel_id"), "BASE_TYPE_REQUIRED", "This field is required")
    if not is_empty(body, files):
        form.add(("message_reference",), "FORWARD_CONTAINS_UNSUPPORTED_CONTENT", "A forward has no content of its own.")


def is_empty(body: Json, files: object) -> bool:
    """Return whether a message shows nothing; whitespace alone does not count as text."""
    shown = any(body.get(key) for key in ("embeds", "components", "poll", "sticker_ids"))
    return not (files or shown or str(body.get("content") or "").strip())


def _check_texts(form: Form, body: Json) -> None:
    form.text(("content",), body.get("content"), 0, 2000, required=False)
    embeds = body.get("embeds")
    if embeds is None or not form.items(("embeds",), embeds, 0, 10):
        return
    validate_embeds.check_all(form, embeds)


def _check_mentions(form: Form, rules: Any) -> None:
    if not rules:
        return
    parse = rules.get("parse") or []
    for at, one in enumerate(parse):
        if one not in _MENTION_TYPES:
            shown = ", ".join(f"'{each}'" for each in _MENTION_TYPES)
            form.add(("allowed_mentions", "parse", at), "BASE_TYPE_CHOICES", f"Value must be one of {{{shown}}}.")
    for name in ("users", "roles"):
        listed = rules.get(name) or []
        form.items(("allowed_mentions", name), listed, 0, 100)
        if listed and name in parse:
            message = f'parse:["{name}"] and {name}: [ids...] are mutually exclusive.'
            form.add(("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)


def _check_nonce(form: Form, nonce: Any) -> None:
    if nonce is not None and len(str(nonce)) > 25:
        form.add(("nonce",), "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.")


def _check_files(form: Form, files: Mapping[int, LocalFile], kept: list[Json], limit_bytes: int) -> None:
    if len(files) + len(kept) > 10:
        form.add(("files",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    if any(len(one.data) > limit_bytes for one in files.values()):
        raise known(40005)


def check_voice(body: Json, files: Mapping[int, LocalFile]) -> None:
    """Validate a voice message: exactly one audio file with duration and waveform, and no other content."""
    if any(body.get(key) for key in ("content", "embeds", "components", "poll", "sticker_ids")):
        raise known(50159)
    only = next(iter(files.items()), None)
    if only is None or len(files) != 1 or not (only[1].content_type or "").startswith("audio/"):
        raise known(50160)
    attachments = body.get("attachments") or []
    metadata: Json = next((one for one in attachments if str(one.get("id")) == str(only[0])), {})
    duration, waveform = metadata.get("duration_secs"), metadata.get("waveform")
    if not isinstance(duration, int | float) or not isinstance(waveform, str) or not waveform:
        raise known(50161)
    form = Form()
    try:
        points = base64.b64decode(waveform, validate=True)
    except (binascii.Error, ValueError):
        points = b"\0" * 257
    if len(points) > 256:
        message = "Must be base64 of 256 bytes or fewer."
        form.add(("attachments", 0, "waveform"), "BASE_TYPE_MAX_LENGTH", message)
    form.raise_if_any()
