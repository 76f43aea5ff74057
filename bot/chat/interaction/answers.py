"""Answer one interaction with ephemeral sentences, whether or not it was answered before, never with a traceback."""

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import discord

from bot.chat.sending.requests import FAILURES, TRANSIENT, translate
from bot.chat.texts import Texts
from bot.errors import FoleyError, Unavailable

log = logging.getLogger(__name__)
ALREADY_ANSWERED = 40060
TOO_LATE = 10062
# Discord waits three seconds for the first answer, so a database query before it may only take this long.
_FIRST_QUERY_SECONDS = 2.0
AnyInteraction = discord.Interaction[Any]


def locale_of(interaction: AnyInteraction) -> str:
    """Return the reader's Discord locale."""
    return interaction.locale.value


async def tell(
    interaction: AnyInteraction,
    text: str,
    *,
    embed: discord.Embed | None = None,
    file: discord.File | None = None,
    view: discord.ui.View | None = None,
) -> None:
    """Send an ephemeral answer. Raises what discord.py raises."""
    extras: dict[str, Any] = {"ephemeral": True, "allowed_mentions": discord.AllowedMentions.none()}
    if embed is not None:
        extras["embed"] = embed
    if file is not None:
        extras["file"] = file
    if view is not None:
        extras["view"] = view
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(text, **extras)
        except discord.HTTPException as error:
            # A racing or repeated answer arrived first: only a follow-up is possible now.
            if error.code != ALREADY_ANSWERED:
                raise
            if file is not None:
                file.reset()
        else:
            return
    await interaction.followup.send(text, **extras)


async def try_to_tell(interaction: AnyInteraction, text: str) -> bool:
    """Like :func:`tell`, but only log when Discord no longer accepts it; return whether it was sent."""
    try:
        await tell(interaction, text)
    except FAILURES as error:
        log.warning("interaction.answer_failed: %s", translate(error))
        return False
    return True


async def acknowledge(interaction: AnyInteraction, *, ephemeral: bool = False, thinking: bool = False) -> None:
    """Defer; succeed also if an earlier attempt arrived although its response was lost: the request is handled anyway.

    Raises what discord.py raises otherwise.
    """
    try:
        await interaction.response.defer(ephemeral=ephemeral, thinking=thinking)
    except discord.HTTPException as error:
        if error.code != ALREADY_ANSWERED:
            raise
        log.info("interaction.already_deferred")


@asynccontextmanager
async def first_query() -> AsyncIterator[None]:
    """Limit the time of a database query before the first answer. Raises Unavailable."""
    try:
        async with asyncio.timeout(_FIRST_QUERY_SECONDS):
            yield
    except TimeoutError:
        raise Unavailable("database too slow for a first answer") from None


async def drop_thinking(interaction: AnyInteraction, texts: Texts) -> None:
    """Delete the public "thinking" message, so that what follows is visible to one person only.

    While it exists, the next follow-up would replace it for all to see. If it can't be deleted, a neutral sentence
    replaces it instead.
    """
    neutral = texts.text("answer-not-made", locale_of(interaction))
    delete: Callable[[], Awaitable[object]] = interaction.delete_original_response
    for attempt in (delete, delete, partial(_replace, interaction, neutral)):
        try:
            await attempt()
        except discord.NotFound:
            return  # an earlier attempt succeeded although its response was lost
        except FAILURES as error:
            log.info("interaction.cleanup_failed: %s", translate(error))
        else:
            return


async def _replace(interaction: AnyInteraction, text: str) -> None:
    await interaction.edit_original_response(content=text)


def explain(error: Exception, texts: Texts, locale: str) -> str:
    """Return the sentence for any error; an unexpected one is logged under an id that the sentence contains."""
    if isinstance(error, FoleyError):
        log.info("interaction.refused error=%s key=%s", type(error).__name__, error.key)
        return texts.error(error, locale)
    error_id = uuid.uuid4().hex[:8]
    log.error("interaction.failed error_id=%s", error_id, exc_info=error)
    return texts.text("error-id", locale, id=error_id)


@asynccontextmanager
async def answering(interaction: AnyInteraction, texts: Texts) -> AsyncIterator[None]:
    """Answer any error raised inside with one ephemeral sentence. Nothing but a cancellation propagates."""
    try:
        yield
    except Exception as error:  # the edge of a command or a button
        sentence = sentence_for(interaction, error, texts)
        if sentence:
            await try_to_tell(interaction, sentence)


def sentence_for(interaction: AnyInteraction, error: Exception, texts: Texts) -> str:
    """Return the sentence for any error, empty if Discord no longer accepts an answer."""
    locale = locale_of(interaction)
    if isinstance(error, discord.NotFound) and error.code == TOO_LATE:
        log.warning("interaction.expired: it was answered too late")
        return ""
    if isinstance(error, TRANSIENT):
        log.warning("discord.unreachable: %s", translate(error))
        return texts.text("error-internal", locale)
    return explain(error, texts, locale)
