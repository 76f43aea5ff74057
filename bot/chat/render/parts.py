"""What all messages share: colours, headline, facts, the footer with the job id, buttons."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.catalog.catalog import Catalog
from bot.chat.escape import safe
from bot.chat.render.payload import BELOW, Action, ButtonSpec, custom_id
from bot.chat.texts import Texts, Verbatim
from bot.jobs.model import ID_LENGTH, Job, SpeechRequest, State, title_of

PROMPT_LIMIT = 200
BLUE, AMBER, GREEN, RED, GREY = 0x5865F2, 0xF0B232, 0x23A55A, 0xDA373C, 0x80848E
COLOURS = {
    State.REQUESTED: BLUE,
    State.SUBMITTING: BLUE,
    State.QUEUED: AMBER,
    State.WAITING: BLUE,
    State.READY: GREEN,
    State.FAILED: RED,
    State.REFUSED: RED,
    State.UNKNOWN: AMBER,
    State.ABANDONED: AMBER,
    State.CANCELLED: GREY,
}
# A new job is subject to a server's rules and the person's roles in it, which are unknown in a direct message.
NEEDS_SERVER = frozenset({Action.AGAIN, Action.EDIT, Action.RESUBMIT})
_STYLES: dict[str, discord.ButtonStyle] = {
    Action.CANCEL: discord.ButtonStyle.danger,
    Action.CANCEL_ALL: discord.ButtonStyle.danger,
    Action.RESUBMIT: discord.ButtonStyle.danger,
    Action.AGAIN: discord.ButtonStyle.primary,
    Action.POLL_AGAIN: discord.ButtonStyle.primary,
}
_EMOJI: dict[str, str] = {
    Action.DETAILS: "ℹ️",
    Action.DELIVER: "📨",
    Action.POLL_AGAIN: "🔎",
}
_MARKER = re.compile(
    rf"\b(?P<job>[0-9a-z]{{{ID_LENGTH}}})(?: #(?P<posting>\d+))?(?: \((?P<part>\d+)/(?P<parts>\d+)\))?$"
)
_VOICE_NAME = re.compile(rf"voice-(?P<job>[0-9a-z]{{{ID_LENGTH}}})-(?P<posting>\d+)-(?P<number>\d+)\.ogg")


def mention(user_id: int) -> Verbatim:
    """Return a mention of a person."""
    return Verbatim(f"<@{user_id}>")


def prompt_line(job: Job) -> str:
    """Return the prompt in bold, and the job's place in its group."""
    return bold_prompt(job) if job.group is None else f"{bold_prompt(job)} · {job.group.index}/{job.group.size}"


def bold_prompt(job: Job) -> str:
    """Return the prompt in bold, cut and escaped."""
    return f"**{safe(title_of(job.request), PROMPT_LIMIT) or '…'}**"


def button(
    action: str,
    job: Job,
    texts: Texts,
    locale: str,
    message_id: int | None = None,
    *,
    emoji: str | None = None,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> ButtonSpec:
    """Return the button for an action on a job; ``message_id``: see :func:`custom_id`."""
    return ButtonSpec(
        label=texts.text(f"button-{action}", locale)[:80],
        custom_id=custom_id(action, job.id, message_id),
        style=_STYLES.get(action, style),
        emoji=_EMOJI.get(action, emoji),
    )


def made_by(job: Job, catalog: Catalog) -> str:
    """Return what made the result, as shown: the model, or for speech the voice and the language translated into."""
    if isinstance(job.request, SpeechRequest):
        voice = job.request.voice_name or job.request.voice_id
        return f"{voice} → {job.request.translate_name}" if job.request.translate_to else voice
    return catalog.label(job.kind, job.model, job.version)


def marker(job: Job, part: int = 1, parts: int = 1) -> str:
    """Return the marker in the footer of a posted ending, by which it is found again after a crash."""
    posting = f" #{job.postings + 1}" if job.postings else ""
    return f"{job.id}{posting}" + (f" ({part}/{parts})" if parts > 1 else "")


@dataclass(frozen=True, slots=True)
class Marker:
    """A parsed marker: which message of which posting of which job."""

    job_id: str
    posting: int
    part: int
    parts: int


def read_marker(footer_text: str) -> Marker | None:
    """Return the marker at the end of a footer, None if there is none."""
    match = _MARKER.search(footer_text)
    if match is None:
        return None
    return Marker(match["job"], int(match["posting"] or 1), int(match["part"] or 1), int(match["parts"] or 1))


def voice_name(job: Job, number: int) -> str:
    """Return the file name of a voice message, by which it is found again: it can contain no text.

    ``number`` counts the voice messages of a posting from 1; 0 is one that somebody requested with the button.
    """
    return f"voice-{job.id}-{job.postings + 1}-{number}.ogg"


def read_voice_name(name: str) -> Marker | None:
    """Return the marker in the name of a voice message, None for any other name."""
    match = _VOICE_NAME.fullmatch(name)
    return None if match is None else Marker(match["job"], int(match["posting"]), int(match["number"]), 0)


def marker_of(content: str, footers: Iterable[str]) -> Marker | None:
    """Return the marker of one of our messages: in a footer, or in the small print below its text."""
    for text in footers:
        mark = read_marker(text)
        if mark is not None:
            return mark
    *_, last = content.split("\n")
    return read_marker(last) if last.startswith(BELOW) else None


def footer(job: Job, texts: Texts, locale: str, part: int = 1, parts: int = 1) -> str:
    """Return the footer of a posted ending: a word and the marker at the end."""
    word = texts.text("footer-job", locale)
    return f"{word[:100]} {marker(job, part, parts)}"
