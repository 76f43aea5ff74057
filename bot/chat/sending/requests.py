"""Send requests to Discord with the bot's token, retried where discord.py gives up, with errors of our own.

Every attempt at one message carries the same nonce, so Discord returns the first message instead of a second one.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

from bot.clock import Clock
from bot.errors import (
    MessageDelayed,
    MessageError,
    MessageForbidden,
    MessageGone,
    MessageRefused,
    MessageTooLarge,
)
from bot.utils.backoff import Backoff

log = logging.getLogger(__name__)
T = TypeVar("T")

_PATIENCE_SECONDS = 90.0
_ATTEMPT_SECONDS = 120.0
_BACKOFF = Backoff(0.5, 10.0)
_TOO_LARGE = frozenset({40005})
_GONE = frozenset({10003, 10004, 10008, 10013})
# Answered with 400 as well as with 403, and always about the channel: no permissions in it, closed direct messages, not
# a channel for messages, an archived or locked thread, explicit content for a recipient who blocks it.
_CHANNEL_REFUSED = frozenset({20009, 50001, 50007, 50008, 50013, 50024, 50083, 50278, 160005})
# "In embeds.0.fields.2.value: Must be 1024 or fewer in length.", one line per part
_REFUSED_PART = re.compile(r"^In (\S+): ", re.MULTILINE)
TRANSIENT = (aiohttp.ClientError, TimeoutError, discord.DiscordServerError, discord.RateLimited, ConnectionError)
FAILURES = (*TRANSIENT, discord.HTTPException)


def translate(error: Exception) -> MessageError:
    """Return our error for one of discord.py or aiohttp. The text names status and code only."""
    if not isinstance(error, discord.HTTPException):
        return MessageDelayed(type(error).__name__)
    detail, code = f"HTTP {error.status}, code {error.code}", error.code
    if error.status == 413 or code in _TOO_LARGE:
        return MessageTooLarge(detail, code=code)
    if error.status >= 500 or error.status in (401, 408, 429):
        return MessageDelayed(detail, code=code)
    if error.status in (400, 403, 404) and code == 0:
        # Discord's own refusals have a code: this one is from something in between, and is temporary.
        return MessageDelayed(detail, code=code)
    if error.status == 404 or code in _GONE:
        return MessageGone(detail, code=code)
    if error.status == 403 or code in _CHANNEL_REFUSED:
        return MessageForbidden(detail, code=code)
    return MessageRefused(detail, code=code, parts=_REFUSED_PART.findall(error.text))


def _retry_after_seconds(error: Exception) -> float | None:
    """Return how long a 429 asks to wait, None for other errors; discord.py raises only 429s without a Via header."""
    if isinstance(error, discord.RateLimited):
        return error.retry_after
    if isinstance(error, discord.HTTPException) and error.status == 429:
        try:
            return max(0.0, float(error.response.headers.get("Retry-After", "")))
        except ValueError:
            return _BACKOFF.longest_seconds
    return None


def _is_temporary(error: Exception) -> bool:
    return isinstance(error, TRANSIENT) or (isinstance(error, discord.HTTPException) and error.status == 429)


async def persist(attempt: Callable[[], Awaitable[T]], clock: Clock, patience_seconds: float = _PATIENCE_SECONDS) -> T:
    """Run ``attempt`` until it succeeds, time is up, or the error is final. Raises MessageError.

    ``attempt`` must build a new request each time and must be safe to repeat (a nonce, or an edit).
    """
    deadline = clock.monotonic() + patience_seconds
    failures = 0
    while True:
        try:
            async with asyncio.timeout(_ATTEMPT_SECONDS):
                return await attempt()
        except FAILURES as error:
            if not _is_temporary(error):
                raise translate(error) from error
            failures += 1
            asked_seconds = _retry_after_seconds(error)
            wait_seconds = _BACKOFF.after(failures) if asked_seconds is None else asked_seconds
            if clock.monotonic() + wait_seconds > deadline:
                raise translate(error) from error
            log.info("discord.retry: %s, trying again in %.1f s", translate(error), wait_seconds)
            await clock.sleep(wait_seconds)


async def once(attempt: Callable[[], Awaitable[T]]) -> T:
    """Run ``attempt`` once. Raises MessageError."""
    try:
        async with asyncio.timeout(_ATTEMPT_SECONDS):
            return await attempt()
    except FAILURES as error:
        raise translate(error) from error
