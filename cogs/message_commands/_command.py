"""What a message command is, and what it can read from the message it was used on."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import discord

from bot.chat.interaction.answers import AnyInteraction
from bot.chat.interaction.attachments import FileKind, check_file
from bot.errors import InvalidRequest
from cogs._common.cog import FoleyCog
from cogs.message_commands._components import pictures_in, texts_in

Run = Callable[[FoleyCog, AnyInteraction, discord.Message], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class MessageCommand:
    """One command: its English name, the key of its name in other languages, and what it does."""

    name: str
    key: str
    run: Run


def text_of(message: discord.Message) -> str:
    """Return the text of a message: its content and what it forwards, else the texts of embeds and components."""
    parts = _parts(message)
    written = [part.content.strip() for part in parts]
    shown = (text.strip() for part in parts for text in (*_embedded(part.embeds), *texts_in(part.components)))
    return "\n\n".join([text for text in written if text] or [text for text in shown if text])


def file_of(message: discord.Message, kind: FileKind) -> discord.Attachment | None:
    """Return the first file of a message, or of what it forwards, that is of this kind and not too big."""
    for attachment in (file for part in _parts(message) for file in part.attachments):
        try:
            check_file(attachment, kind)
        except InvalidRequest:
            continue
        return attachment
    return None


def picture_of(message: discord.Message) -> str:
    """Return the URL of the first picture: attached, else shown by an embed or component; empty without one."""
    attached = file_of(message, FileKind.IMAGE)
    if attached is not None:
        return attached.url
    shown = (url for part in _parts(message) for url in (*_pictured(part.embeds), *pictures_in(part.components)))
    return next((url for url in shown if url), "")


def _parts(message: discord.Message) -> tuple[discord.Message | discord.MessageSnapshot, ...]:
    """Return a message and what it forwards: a forward has no content of its own."""
    return (message, *message.message_snapshots)


def _embedded(embeds: list[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        yield from (text for text in (embed.title, embed.description) if text)


def _pictured(embeds: list[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        yield from (one.url for one in (embed.image, embed.thumbnail) if one.url)
