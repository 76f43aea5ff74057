"""Plan the messages of a result before any is sent: what each carries, its nonce, what it replies to. Pure."""

from collections.abc import Sequence

import discord

from bot.chat.render import ResultPart
from bot.chat.sending.message_split import pack, with_posters
from bot.errors import MessageError, MessageRefused, MessageTooLarge
from bot.jobs.model import Job
from bot.jobs.ports import Attachment, ResultView

VOICE_NOT_MADE = "remark-voice-not-made"


def parts_of(
    view: ResultView,
    channel_id: int,
    spoken: tuple[Attachment, ...],
    left: Sequence[Attachment],
    remarks: tuple[str, ...],
    made_by: str,
) -> list[ResultPart]:
    """Return the messages in order, at least one. The first one also covers the voice messages and the links."""
    sizes = [0 if item.picture is None else item.picture.stat().st_size for item in left]
    batches = pack(view.job, left, sizes)
    batches[0] = with_posters(batches[0], view.posters)
    return [
        ResultPart(
            job=view.job,
            attachments=batch.attachments,
            files=batch.files,
            pictures=batch.pictures,
            spoken=spoken if number == 1 else (),
            links=view.links if number == 1 else (),
            remark_keys=remarks if number == 1 else (),
            part=number,
            parts=len(batches),
            direct=is_direct(view.job, channel_id),
            made_by=made_by,
        )
        for number, batch in enumerate(batches, start=1)
    ]


def is_direct(job: Job, channel_id: int) -> bool:
    """Return whether a channel is the direct one with the caller: neither of the two that the job knows."""
    return channel_id not in (job.place.channel_id, job.place.status_channel_id)


def nonce_of(job: Job, part: int, round_number: int) -> str:
    """Return the nonce of one message of the current posting: the job id, with a suffix unless it is the first.

    A later round has its own nonces: Discord would return the message of an earlier round, which was deleted.
    """
    if not job.postings and part == 1 and not round_number:
        return job.id
    return f"{job.id}-{job.postings}.{part}" + (f".{round_number}" if round_number else "")


def reply_to_status(job: Job, channel_id: int) -> discord.MessageReference | None:
    """Return a reference to the status message, None if that is in another channel."""
    message_id = job.place.status_message_id
    if message_id is None or channel_id != job.place.status_channel_id:
        return None
    return discord.MessageReference(message_id=message_id, channel_id=channel_id, fail_if_not_exists=False)


def why_no_voice(error: MessageError) -> str:
    """Return the key of the remark on a voice message that Discord refused."""
    if isinstance(error, MessageRefused):
        return VOICE_NOT_MADE
    return "remark-voice-too-large" if isinstance(error, MessageTooLarge) else "remark-no-voice-message"
