"""Find our own messages about a job in a channel, by the marker in their footer.

After a crash between "Discord has stored it" and "we have recorded it", only the marker shows what was posted.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial

import discord

from bot.chat.render.parts import Marker, marker_of, read_voice_name
from bot.chat.sending.requests import persist
from bot.clock import Clock
from bot.errors import MessageForbidden, MessageGone
from bot.jobs.model import Job

_PAGE = 100
_MAX_PAGES = 10
_SIBLING_PAGES = 2
_VOICES_BEFORE_MILLISECONDS = 10 * 60 * 1000
# How far our clock may differ from the one in Discord's ids.
_CLOCK_SLACK_SECONDS = 600.0
_EPOCH_MILLISECONDS = 1420070400000


@dataclass(frozen=True, slots=True)
class Posted:
    """What was found in the channel: message ids by (part, parts), and of voice messages by number."""

    parts: dict[tuple[int, int], int] = field(default_factory=dict)
    voices: dict[int, int] = field(default_factory=dict)

    def complete(self) -> int | None:
        """Return the first part's message id, None if any part is missing."""
        for (part, parts), message_id in self.parts.items():
            if part == 1 and all((number, parts) in self.parts for number in range(1, parts + 1)):
                return message_id
        return None


class History:
    """Reads channel history. Used rarely: after a crash, and to delete a result of several messages."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    async def posted(self, job: Job, channel_id: int) -> Posted:
        """Return what was posted of the current posting; nothing if the bot may not read the channel."""
        found = Posted()
        async for message in self._own_around(channel_id, _likely_start_of(job), _earliest_of(job)):
            mark = _marker_of(message)
            is_status = message.id == job.place.status_message_id
            if mark is not None and _is_of(mark, job, job.postings + 1) and not is_status:
                found.parts.setdefault((mark.part, mark.parts), message.id)
            elif (voice_mark := _voice_marker_of(message)) is not None and _is_of(voice_mark, job, job.postings + 1):
                found.voices.setdefault(voice_mark.part, message.id)
        return found

    async def siblings(self, job: Job, channel_id: int, message_id: int) -> list[int]:
        """Return the other messages of the posting that this message is the first part of.

        Voice messages come shortly before it, further parts shortly after it, and so do messages that people requested
        with its button, which reply to it.
        """
        candidates: list[tuple[int, Marker | None]] = []
        own: Marker | None = None
        after = max(0, message_id - (_VOICES_BEFORE_MILLISECONDS << 22))
        async for message in self._own_messages(channel_id, after, _SIBLING_PAGES):
            mark = _marker_of(message)
            if message.id == message_id:
                own = mark
            elif message.reference is not None and message.reference.message_id == message_id:
                candidates.append((message.id, None))
            elif (mark := mark or _voice_marker_of(message)) is not None and message.id != job.place.status_message_id:
                candidates.append((message.id, mark))
        return [
            other_id
            for other_id, mark in candidates
            if mark is None or (own is not None and _is_of(mark, job, own.posting))
        ]

    async def _own_around(self, channel_id: int, likely: int, earliest: int) -> AsyncIterator[discord.Message]:
        """Read from where it should be by our clock, then what is older: our clock may have been adjusted since."""
        start = max(likely, earliest)
        async for message in self._own_messages(channel_id, start, _MAX_PAGES):
            yield message
        if start > earliest:
            async for message in self._own_before(channel_id, start, earliest):
                yield message

    async def _own_before(self, channel_id: int, before: int, earliest: int) -> AsyncIterator[discord.Message]:
        """Read backwards from one message id to another, newest first, at most :data:`_MAX_PAGES` pages."""
        for _ in range(_MAX_PAGES):
            page = await self._page(channel_id, before=before)
            for message in reversed(page):
                before = message.id
                if before <= earliest:
                    return
                if self._is_own(message):
                    yield message
            if len(page) < _PAGE:
                return

    def _is_own(self, message: discord.Message) -> bool:
        return message.author == self._client.user

    async def _page(
        self, channel_id: int, *, before: int | None = None, after: int | None = None
    ) -> list[discord.Message]:
        """Return up to a hundred messages, oldest first; none if the bot may not read them."""
        channel = self._client.get_partial_messageable(channel_id)
        bounds = (None if one is None else discord.Object(one) for one in (before, after))
        read = partial(_read, channel, *bounds)
        try:
            return sorted(await persist(read, self._clock), key=lambda message: message.id)
        except (MessageForbidden, MessageGone):
            return []

    async def _own_messages(self, channel_id: int, after: int, pages: int) -> AsyncIterator[discord.Message]:
        for _ in range(pages):
            page = await self._page(channel_id, after=after)
            for message in page:
                after = max(after, message.id)
                if self._is_own(message):
                    yield message
            if len(page) < _PAGE:
                return


async def _read(
    channel: discord.PartialMessageable, before: discord.Object | None, after: discord.Object | None
) -> list[discord.Message]:
    return [message async for message in channel.history(limit=_PAGE, before=before, after=after)]


def _likely_start_of(job: Job) -> int:
    """Return the message id after which this posting must be by our clock: the job's end, or the previous posting.

    In a busy channel the job's start may be thousands of messages away.
    """
    began_at = (job.notified_at if job.postings else None) or job.ended_at or job.created_at
    milliseconds = int((began_at - _CLOCK_SLACK_SECONDS) * 1000) - _EPOCH_MILLISECONDS
    return max(0, milliseconds) << 22


def _earliest_of(job: Job) -> int:
    """Return a message id that is certainly older than the posting by Discord's own clock, whatever its channel."""
    return max(job.place.status_message_id or 0, (job.result_message_id or 0) if job.postings else 0)


def _marker_of(message: discord.Message) -> Marker | None:
    return marker_of(message.content, (embed.footer.text or "" for embed in message.embeds))


def _is_of(mark: Marker, job: Job, posting: int) -> bool:
    return mark.job_id == job.id and mark.posting == posting


def _voice_marker_of(message: discord.Message) -> Marker | None:
    """Return the marker in the file name of a voice message, None for any other message."""
    if not message.flags.voice:
        return None
    return next((mark for one in message.attachments if (mark := read_voice_name(one.filename))), None)
