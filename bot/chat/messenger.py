"""Discord as the job loops see it: posts endings once, edits status messages, finds our own messages again.

Works with the bot's token alone: no interaction is needed, so a result can come days later. Holds nothing that a
restart would miss; the fingerprints of shown status messages only save requests.
"""

import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import discord
from discord.http import handle_message_parameters

from bot.chat.history import History, Posted
from bot.chat.payload import Payload
from bot.chat.render import ResultPart, render_failure, render_result_part, render_status
from bot.chat.sending import once, persist
from bot.chat.split import NamedFile, pack
from bot.chat.texts import Texts
from bot.chat.voice import voice_parameters
from bot.clock import Clock
from bot.errors import MessageForbidden, MessageGone, MessageTooLarge
from bot.jobs.model import Job
from bot.jobs.ports import Attachment, ResultView, SentMessage, StatusView, VoiceClip
from bot.jobs.status import is_told

log = logging.getLogger(__name__)
_REMEMBERED = 5000
_OLD_SECONDS = 3600.0
_NO_VOICE = "remark-no-voice-message"


class DiscordMessenger:
    """Implements :class:`bot.jobs.ports.Messenger`."""

    def __init__(self, client: discord.Client, texts: Texts, clock: Clock) -> None:
        self._client = client
        self._texts = texts
        self._clock = clock
        self._history = History(client, clock)
        self._shown: OrderedDict[int, str] = OrderedDict()

    # --- status ---

    async def show_status(self, view: StatusView) -> None:
        """Edit the status message when it would look different. Raises MessageError."""
        job = view.job
        message_id = job.place.status_message_id
        if message_id is None:
            return
        now = self._clock.now()
        if now - job.created_at > _OLD_SECONDS and not is_told(job):
            return  # edits of old messages are limited (30046); the last one is kept for the ending
        payload = render_status(view, self._texts, job.locale, now)
        if self._shown.get(message_id) == payload.digest():
            return
        await once(lambda: self._edit(job.place.status_channel_id, message_id, payload))
        self._shown[message_id] = payload.digest()
        self._shown.move_to_end(message_id)
        while len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)

    async def _edit(self, channel_id: int, message_id: int, payload: Payload) -> None:
        parameters = handle_message_parameters(
            content=payload.content,
            embeds=payload.embeds,
            view=payload.view(),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        with parameters:
            await self._client.http.edit_message(channel_id, message_id, params=parameters)

    # --- endings ---

    async def post_result(self, view: ResultView, channel_id: int) -> SentMessage:
        """Post a finished job in one message or several; return where the first one stands. Raises MessageError."""
        job = view.job
        posted = await self._history.posted(job, channel_id) if job.notice_attempts > 1 else Posted()
        attachments, refused = await self._post_voices(view, channel_id, posted)
        remarks = (*view.remark_keys, _NO_VOICE) if refused else view.remark_keys
        parcels = pack(job, attachments, _picture_sizes(attachments))
        sent: list[SentMessage] = []
        for number, parcel in enumerate(parcels, start=1):
            message_id = posted.parts.get((number, len(parcels)))
            if message_id is None:
                part = ResultPart(
                    job=job,
                    attachments=parcel.attachments,
                    pictures=parcel.pictures,
                    links=view.links if number == 1 else (),
                    remark_keys=remarks if number == 1 else (),
                    part=number,
                    parts=len(parcels),
                )
                payload = render_result_part(part, self._texts, job.locale)
                message_id = await self._send(job, channel_id, payload, _nonce(job, number), parcel.files)
            sent.append(SentMessage(channel_id, message_id))
        return sent[0]  # there is always one parcel

    async def post_failure(self, job: Job, channel_id: int) -> SentMessage:
        """Post how a job ended without a result. Raises MessageError."""
        payload = render_failure(job, self._texts, job.locale)
        return SentMessage(channel_id, await self._send(job, channel_id, payload, _nonce(job, 1), ()))

    async def find_posted(self, job: Job, channel_id: int) -> SentMessage | None:
        """Return our own message about this ending when all of its parts stand in the channel."""
        posted = await self._history.posted(job, channel_id)
        message_id = posted.complete()
        return None if message_id is None else SentMessage(channel_id, message_id)

    async def _post_voices(
        self, view: ResultView, channel_id: int, posted: Posted
    ) -> tuple[tuple[Attachment, ...], bool]:
        """Post voice messages; return what is left to post as files, and whether one was refused."""
        left: list[Attachment] = []
        refused = False
        voices = iter(posted.voices)
        for number, attachment in enumerate(view.attachments, start=1):
            if attachment.voice is None:
                left.append(attachment)
            elif next(voices, None) is None:
                nonce = f"{_nonce(view.job, number)}v"
                reference = _reference(view.job, channel_id)
                if await self.post_voice(attachment.voice, channel_id, nonce, reference) is None:
                    left.append(replace(attachment, voice=None))
                    refused = True
        return tuple(left), refused

    async def post_voice(
        self, clip: VoiceClip, channel_id: int, nonce: str, reference: dict[str, Any] | None
    ) -> SentMessage | None:
        """Post a native voice message; None where Discord won't have one here. Raises MessageDelayed, MessageGone."""

        async def attempt() -> int:
            with voice_parameters(clip, nonce, reference) as parameters:
                return int((await self._client.http.send_message(channel_id, params=parameters))["id"])

        try:
            return SentMessage(channel_id, await persist(attempt, self._clock))
        except (MessageForbidden, MessageTooLarge) as error:
            log.info("no voice message here: %s", error)
            return None

    async def post_voice_of(self, job: Job, attachment: Attachment, channel_id: int, reply_to: int, nonce: str) -> bool:
        """Post a finished sound as a voice message, else as a file; True when it is a voice message."""
        reference = {"message_id": reply_to, "channel_id": channel_id, "fail_if_not_exists": False}
        if attachment.voice is not None:
            sent = await self.post_voice(attachment.voice, channel_id, nonce, reference)
            if sent is not None:
                return True
        parcel = pack(job, (replace(attachment, voice=None, picture=None),), (0,))[0]
        payload = Payload(content=self._texts.text(_NO_VOICE, job.locale))
        await self._post(channel_id, payload, f"{nonce}f", parcel.files, reference)
        return False

    async def _send(self, job: Job, channel_id: int, payload: Payload, nonce: str, files: Sequence[NamedFile]) -> int:
        return await self._post(channel_id, payload, nonce, files, _reference(job, channel_id))

    async def _post(
        self,
        channel_id: int,
        payload: Payload,
        nonce: str,
        files: Sequence[NamedFile],
        reference: dict[str, Any] | None,
    ) -> int:
        async def attempt() -> int:
            parameters = handle_message_parameters(
                content=payload.content,
                embeds=payload.embeds,
                view=payload.view() if payload.rows else discord.utils.MISSING,
                files=[discord.File(file.path, filename=file.name) for file in files] or discord.utils.MISSING,
                nonce=nonce,
                allowed_mentions=payload.allowed_mentions(),
                message_reference=discord.utils.MISSING if reference is None else reference,  # type: ignore[arg-type]
            )
            with parameters:
                return int((await self._client.http.send_message(channel_id, params=parameters))["id"])

        return await persist(attempt, self._clock)

    # --- the rest ---

    async def dm_channel(self, user_id: int) -> int:
        """Return the channel of a direct message with this person. Raises MessageError."""
        channel = await persist(lambda: self._client.http.start_private_message(user_id), self._clock)
        return int(channel["id"])

    async def upload_limit_bytes(self, guild_id: int) -> int | None:
        """Return what a file in this server may weigh by its boosts, None for a server not known here."""
        guild = self._client.get_guild(guild_id)
        return None if guild is None or guild.unavailable else guild.filesize_limit

    async def paint_buttons(self, message: discord.Message, disabled_id: str) -> None:
        """Show a message's buttons with one of them greyed out, or with none for an empty id. Raises MessageError."""
        view = discord.ui.View.from_message(message, timeout=None)
        view.stop()
        for item in view.children:
            if isinstance(item, discord.ui.Button) and item.custom_id is not None:
                item.disabled = item.custom_id == disabled_id
        parameters = handle_message_parameters(view=view)
        with parameters:
            await once(lambda: self._client.http.edit_message(message.channel.id, message.id, params=parameters))

    async def delete_result(self, job: Job, channel_id: int, message_id: int) -> None:
        """Delete a posted ending with all its parts. Raises MessageError; a message already gone is fine."""
        for part_id in (message_id, *await self._history.siblings(job, channel_id, message_id)):
            try:
                await persist(partial(self._client.http.delete_message, channel_id, part_id), self._clock)
            except MessageGone:
                log.info("message to delete is gone already", extra={"job": job.id})


def _picture_sizes(attachments: Sequence[Attachment]) -> list[int]:
    return [0 if item.picture is None else item.picture.stat().st_size for item in attachments]


def _nonce(job: Job, part: int) -> str:
    """Return the nonce of one message of the current posting: the job id, with a suffix where it is not the first."""
    return job.id if job.postings == 0 and part == 1 else f"{job.id}-{job.postings}.{part}"


def _reference(job: Job, channel_id: int) -> dict[str, Any] | None:
    """Return a reply to the status message, where that stands in the same channel."""
    message_id = job.place.status_message_id
    if message_id is None or channel_id != job.place.status_channel_id:
        return None
    return {"message_id": message_id, "channel_id": channel_id, "fail_if_not_exists": False}
