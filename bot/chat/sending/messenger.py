"""Implement the Messenger port: post endings once, edit status messages, find our own messages again.

Works with the bot's token alone: no interaction is needed, so a result can come days later. Holds no state that a
restart would lose; the digests of shown status messages only save requests.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import discord

from bot.catalog.catalog import Catalog
from bot.chat.discord_compat import compat_of
from bot.chat.render import (
    ResultPart,
    render_corrected,
    render_detour,
    render_failure,
    render_result_part,
    render_status,
)
from bot.chat.render.parts import made_by, voice_name
from bot.chat.render.payload import Payload
from bot.chat.sending.fallback import Draft, send_without_refused_parts
from bot.chat.sending.history import History, Posted
from bot.chat.sending.message_split import NamedFile, pack
from bot.chat.sending.requests import once, persist
from bot.chat.sending.result_messages import (
    VOICE_NOT_MADE,
    is_direct,
    nonce_of,
    parts_of,
    reply_to_status,
    why_no_voice,
)
from bot.chat.sending.voice_message import send_voice_message
from bot.chat.texts import Texts
from bot.clock import Clock
from bot.errors import MessageError, MessageForbidden, MessageGone, MessageRefused, MessageTooLarge
from bot.jobs.model import Job
from bot.jobs.ports import Attachment, Redirect, ResultView, SentMessage, StatusView, VoiceClip
from bot.utils.lru import LruDict

log = logging.getLogger(__name__)
_MAX_DIGESTS = 5000
_LONGEST_ALT = 1024
_REPLY_NOT_ALLOWED = 160002
_VOICE_REFUSED = (MessageForbidden, MessageRefused, MessageTooLarge)


class DiscordMessenger:
    """Implements :class:`bot.jobs.ports.Messenger`."""

    def __init__(self, client: discord.Client, texts: Texts, clock: Clock, catalog: Catalog) -> None:
        self._client = client
        self._texts = texts
        self._clock = clock
        self._catalog = catalog
        self._history = History(client, clock)
        self._shown_digests: LruDict[int, str] = LruDict(_MAX_DIGESTS)

    # --- status ---

    async def show_status(self, view: StatusView) -> None:
        """Edit the status message if it would look different; how stale it may get is up to the status board.

        Raises MessageError.
        """
        job = view.job
        message_id = job.place.status_message_id
        if message_id is None:
            return
        payload = render_status(view, self._texts, job.locale, self._clock.now())
        if self._shown_digests.get(message_id) == payload.digest():
            return
        await once(lambda: self._edit(job.place.status_channel_id, message_id, payload))
        self._shown_digests[message_id] = payload.digest()

    async def _edit(self, channel_id: int, message_id: int, payload: Payload) -> None:
        await self._message(channel_id, message_id).edit(
            content=payload.content,
            embeds=payload.embeds,
            view=payload.view(),
            allowed_mentions=discord.AllowedMentions.none(),
        )

    def _message(self, channel_id: int, message_id: int) -> discord.PartialMessage:
        return self._client.get_partial_messageable(channel_id).get_partial_message(message_id)

    # --- endings ---

    async def post_result(self, view: ResultView, channel_id: int) -> SentMessage:
        """Post a finished job in one or more messages; return the first one. Raises MessageError."""
        job = view.job
        posted = await self._history.posted(job, channel_id) if job.delivery_attempts > 1 else Posted()
        standing: list[int] = []
        try:
            spoken, remaining, remarks = await self._post_voices(view, channel_id, posted, standing)
            # There is always at least one part, and the first message represents all of them.
            first_id, *_ = [
                await self._post_part(view, channel_id, posted, standing, part)
                for part in parts_of(view, channel_id, spoken, remaining, remarks, made_by(job, self._catalog))
            ]
        except (MessageForbidden, MessageGone, MessageRefused, MessageTooLarge):
            await self._take_back(job, channel_id, standing)
            raise
        return SentMessage(channel_id, first_id)

    async def _post_part(
        self, view: ResultView, channel_id: int, posted: Posted, standing: list[int], part: ResultPart
    ) -> int:
        """Post one message of a result, unless it is posted already; return its id."""
        message_id = posted.parts.get((part.part, part.parts))
        if message_id is None:
            now = self._clock.now()
            payload = render_result_part(part, self._texts, view.job.locale, now)
            if part.part == 1:
                payload = self._with_detour(payload, view.job, view.redirect)
            draft = Draft(payload, part.files, links=part.urls(now))
            message_id = await self._send(view.job, channel_id, draft, nonce_of(view.job, part.part, view.round))
        standing.append(message_id)
        return message_id

    async def _take_back(self, job: Job, channel_id: int, message_ids: Sequence[int]) -> None:
        """Delete the posted messages of a result whose rest Discord refuses: half a result is none."""
        for message_id in message_ids:
            try:
                await once(self._message(channel_id, message_id).delete)
            except MessageError as error:
                log.warning("result.partial_not_deleted: %s", error, extra={"job": job.id})

    async def post_failure(self, job: Job, channel_id: int, redirect: Redirect | None = None) -> SentMessage:
        """Post how a job ended without a result. Raises MessageError."""
        payload = render_failure(job, self._texts, job.locale, direct=is_direct(job, channel_id))
        payload = self._with_detour(payload, job, redirect)
        return SentMessage(channel_id, await self._send(job, channel_id, Draft(payload), nonce_of(job, 1, 0)))

    def _with_detour(self, payload: Payload, job: Job, redirect: Redirect | None) -> Payload:
        """Add to a direct message where it would have been posted, and why it was not."""
        if redirect is None:
            return payload
        guild = self._client.get_guild(job.place.guild_id)
        line = render_detour(
            redirect, None if guild is None else guild.name, _channel_name(guild, redirect), self._texts, job.locale
        )
        return payload.with_line(line)

    async def correct_ending(self, job: Job) -> None:
        """Edit the message about an ending that was reversed, so that it says so. Raises MessageError."""
        if job.result_channel_id is not None and job.result_message_id is not None:
            payload = render_corrected(job, self._texts, job.locale)
            await persist(partial(self._edit, job.result_channel_id, job.result_message_id, payload), self._clock)

    async def find_posted(self, job: Job, channel_id: int) -> SentMessage | None:
        """Return our own message about this ending if all of its parts are in the channel."""
        posted = await self._history.posted(job, channel_id)
        message_id = posted.complete()
        return None if message_id is None else SentMessage(channel_id, message_id)

    async def _post_voices(
        self, view: ResultView, channel_id: int, posted: Posted, standing: list[int]
    ) -> tuple[tuple[Attachment, ...], tuple[Attachment, ...], tuple[str, ...]]:
        """Post voice messages; return those posted, those remaining to post as files, and all remark keys."""
        spoken: list[Attachment] = []
        remaining: list[Attachment] = []
        remarks = dict.fromkeys(view.remark_keys)
        for number, attachment in enumerate(view.attachments, start=1):
            if attachment.voice is None:
                remaining.append(attachment)
                continue
            message_id = posted.voices.get(number)
            if message_id is None:
                name, nonce = voice_name(view.job, number), f"{nonce_of(view.job, number, view.round)}v"
                reference = reply_to_status(view.job, channel_id)
                try:
                    message_id = await self._post_voice(attachment.voice, name, channel_id, nonce, reference)
                except _VOICE_REFUSED as error:
                    log.info("voice_message.refused: %s", error, extra={"job": view.job.id})
                    remarks[why_no_voice(error)] = None
                    remaining.append(replace(attachment, voice=None))
                    continue
            standing.append(message_id)
            spoken.append(attachment)
        return tuple(spoken), tuple(remaining), tuple(remarks)

    async def _post_voice(
        self, clip: VoiceClip, name: str, channel_id: int, nonce: str, reference: discord.MessageReference | None
    ) -> int:
        """Post a native voice message and return its id. Raises MessageError."""
        send = partial(send_voice_message, compat_of(self._client), channel_id, clip, name, nonce)
        return await self._as_reply(send, reference)

    async def _as_reply(
        self,
        attempt: Callable[[discord.MessageReference | None], Awaitable[int]],
        reference: discord.MessageReference | None,
    ) -> int:
        """Send as a reply; as a plain message if the bot may no longer read the message it would reply to."""
        try:
            return await persist(partial(attempt, reference), self._clock)
        except (MessageForbidden, MessageRefused) as error:
            if reference is None or error.code != _REPLY_NOT_ALLOWED:
                raise
            return await persist(partial(attempt, None), self._clock)

    async def post_voice_of(self, job: Job, attachment: Attachment, channel_id: int, reply_to: int, nonce: str) -> bool:
        """Post a finished sound as a voice message, else as a file; return whether it is a voice message."""
        reference = discord.MessageReference(message_id=reply_to, channel_id=channel_id, fail_if_not_exists=False)
        remark = VOICE_NOT_MADE
        if attachment.voice is not None:
            try:
                await self._post_voice(attachment.voice, voice_name(job, 0), channel_id, nonce, reference)
            except _VOICE_REFUSED as error:
                log.info("voice_message.refused: %s", error, extra={"job": job.id})
                remark = why_no_voice(error)
            else:
                return True
        batch = pack(job, (replace(attachment, voice=None, picture=None),), (0,))[0]
        payload = Payload(content=self._texts.text(remark, job.locale))
        links = ResultPart(job, (attachment,)).urls(self._clock.now())
        await self._post(channel_id, Draft(payload, batch.files, links=links), f"{nonce}f", reference, job.locale)
        return False

    async def _send(self, job: Job, channel_id: int, draft: Draft, nonce: str) -> int:
        return await self._post(channel_id, draft, nonce, reply_to_status(job, channel_id), job.locale)

    async def _post(
        self, channel_id: int, draft: Draft, nonce: str, reference: discord.MessageReference | None, locale: str
    ) -> int:
        """Post a message without the parts that Discord refuses; return its id. Raises MessageError."""

        async def attempt(draft: Draft) -> int:
            send = partial(self._send_draft, channel_id, draft, nonce, locale)
            return await self._as_reply(send, reference if draft.replies else None)

        return await send_without_refused_parts(draft, attempt, self._texts.text("remark-part-refused", locale))

    def _file(self, file: NamedFile, locale: str) -> discord.File:
        alt = self._texts.text(file.alt_key, locale)[:_LONGEST_ALT] if file.alt_key else None
        return discord.File(file.path, filename=file.name, description=alt)

    async def _send_draft(
        self, channel_id: int, draft: Draft, nonce: str, locale: str, reference: discord.MessageReference | None
    ) -> int:
        payload = draft.payload
        extras: dict[str, Any] = {} if reference is None else {"reference": reference}
        if payload.rows:
            extras["view"] = payload.view()
        if draft.files:
            extras["files"] = [self._file(file, locale) for file in draft.files]
        message = await self._client.get_partial_messageable(channel_id).send(
            payload.content,
            embeds=payload.embeds,
            nonce=nonce,
            allowed_mentions=payload.allowed_mentions(),
            **extras,
        )
        return message.id

    async def dm_channel(self, user_id: int) -> int:
        """Return the id of the direct message channel with this person. Raises MessageError."""
        channel = await persist(lambda: self._client.create_dm(discord.Object(user_id)), self._clock)
        return channel.id

    async def upload_limit_bytes(self, guild_id: int) -> int | None:
        """Return the largest file that this server's boosts allow, None for a server not known here."""
        guild = self._client.get_guild(guild_id)
        return None if guild is None or guild.unavailable else guild.filesize_limit


def _channel_name(guild: discord.Guild | None, redirect: Redirect) -> str | None:
    channel = None if guild is None else guild.get_channel_or_thread(redirect.channel_id)
    return None if channel is None else channel.name
