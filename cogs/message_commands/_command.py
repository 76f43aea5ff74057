"""What a message command is, and what it can find in the message it was used on."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import discord

from bot.chat.interaction.answers import AnyInteraction
from bot.chat.interaction.attachments import FileKind, check_file
from bot.errors import InvalidRequest
from cogs._common.cog import FoleyCog

Run = Callable[[FoleyCog, AnyInteraction, discord.Message], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class MessageCommand:
    """One command: its English name, the key of its name in other languages, and what it does."""

    name: str
    key: str
    run: Run


def text_of(message: discord.Message) -> str:
    """Return what people read in a message: its words, those it forwards, else those of its embeds."""
    written = [message.content, *(forwarded.content for forwarded in message.message_snapshots)]
    words = [text.strip() for text in written if text.strip()]
    return "\n\n".join(words or _embedded(message.embeds))


def file_of(message: discord.Message, kind: FileKind) -> discord.Attachment | None:
    """Return the first file of a message that is of this kind and not too big."""
    forwarded = (file for snapshot in message.message_snapshots for file in snapshot.attachments)
    for attachment in (*message.attachments, *forwarded):
        try:
            check_file(attachment, kind)
        except InvalidRequest:
            continue
        return attachment
    return None


def picture_of(message: discord.Message) -> str:
    """Return the address of the first picture of a message: attached, or shown by an embed; empty where it has none."""
    attached = file_of(message, FileKind.IMAGE)
    shown = (one.url for embed in message.embeds for one in (embed.image, embed.thumbnail))
    return attached.url if attached is not None else next((url for url in shown if url), "")


def _embedded(embeds: list[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        yield from (text.strip() for text in (embed.title, embed.description) if text and text.strip())
