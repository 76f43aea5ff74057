"""The result message: prompt, one line of facts, the file, its waveform, a row of buttons; links for what has no file.

Text and facts are plain content, so that the player, which Discord shows below it, is between them and the waveform. A
result of which nothing is available any more has an amber embed of its own.
"""

from dataclasses import dataclass

import discord

from bot.catalog.urls import link_url
from bot.chat.escape import safe
from bot.chat.render.parts import AMBER, GREEN, NEEDS_SERVER, button, footer, mention, prompt_line
from bot.chat.render.payload import BELOW, Action, Payload, in_rows
from bot.chat.render.result_links import link_buttons, living
from bot.chat.sending.message_split import NamedFile
from bot.chat.texts import Texts
from bot.chat.times import clock_length, duration, size
from bot.jobs.model import Job, Output
from bot.jobs.ports import Attachment

_EMBED_PICTURES = 5
_FILES_MEASURED = 5


@dataclass(frozen=True, slots=True)
class ResultPart:
    """What one message of a result carries; a result over the limits of a message has several parts."""

    job: Job
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[str, ...] = ()  # file names of waveform pictures in this message, for attachment:// links
    links: tuple[Output, ...] = ()
    remark_keys: tuple[str, ...] = ()
    part: int = 1
    parts: int = 1
    files: tuple[NamedFile, ...] = ()
    spoken: tuple[Attachment, ...] = ()  # what was posted as voice messages, which contain no text of their own
    direct: bool = False  # to the caller alone, outside of any server
    made_by: str = ""  # the model as people read it, or the voice

    def living_links(self, now: float) -> list[Output]:
        """Return the links to show: those to what is not in the message, if they are still valid."""
        return living(self.links, now)

    def is_lost(self, now: float) -> bool:
        """Return whether nothing of the result is available: no file, and no valid link."""
        return not self.attachments and not self.spoken and not self.living_links(now)

    def urls(self, now: float) -> tuple[str, ...]:
        """Return every valid link to the result, for a message whose files Discord refuses."""
        own = [item.output for item in (*self.spoken, *self.attachments) if item.output is not None]
        return tuple(link_url(output.url) for output in living((*self.links, *own), now))


def render_result_part(result: ResultPart, texts: Texts, locale: str, now: float) -> Payload:
    """Return one message of a finished job. The first one mentions the caller and has the buttons.

    Of a group only the first result notifies: four sounds of one request need only one notification.
    """
    job, first = result.job, result.part == 1
    head = texts.text("call-ready-more", locale, part=result.part, parts=result.parts)
    if first:
        head = f"{mention(job.user_id)} {prompt_line(job)}"
    buttons, link_lines = link_buttons(result.living_links(now), texts, locale)
    is_lost = first and result.is_lost(now)
    row = [button(action, job, texts, locale) for action in _actions(result)] if first else []
    return Payload(
        content=f"{head}\n{_small_print(result, texts, locale)}",
        embeds=_embeds(result, link_lines, texts, locale, is_lost=is_lost),
        rows=in_rows([*row, *buttons]),
        mention=job.user_id if first and (job.group is None or job.group.index == 1) else None,
    )


def _embeds(
    result: ResultPart, link_lines: list[str], texts: Texts, locale: str, *, is_lost: bool
) -> tuple[discord.Embed, ...]:
    """Return an embed for each picture, the first one with all remarks and links; empty if there are none of these."""
    lines = [texts.text(key, locale) for key in result.remark_keys] + link_lines
    if is_lost:
        lines = [*lines, texts.text("charged-lost", locale), texts.text("advice-lost", locale)]
    if not lines and not result.pictures:
        return ()
    colour = AMBER if is_lost else GREEN
    first = discord.Embed(colour=colour, description=_within(lines, 4000) or None)
    if is_lost:
        first.title = texts.text("ending-lost-title", locale)[:256]
    embeds = (first, *(discord.Embed(colour=colour) for _ in result.pictures[1:_EMBED_PICTURES]))
    for embed, name in zip(embeds, result.pictures, strict=False):
        embed.set_image(url=f"attachment://{name}")
    return embeds


def _within(lines: list[str], limit: int) -> str:
    """Join whole lines up to a limit: half a link is worse than none."""
    kept: list[str] = []
    for line in lines:
        limit -= len(line) + 1
        if limit < 0:
            break
        kept.append(line)
    return "\n".join(kept)


def _small_print(result: ResultPart, texts: Texts, locale: str) -> str:
    """Return the one line of facts. It ends in the marker by which the message is found again after a crash."""
    facts = [safe(result.made_by, 80), *_measures(result, texts, locale)] if result.part == 1 else []
    return BELOW + " · ".join([*filter(None, facts), footer(result.job, texts, locale, result.part, result.parts)])


def _measures(result: ResultPart, texts: Texts, locale: str) -> list[str]:
    """Return length, size and time taken; those of several files are listed like "0:20 + 0:21"."""
    job, shown = result.job, (*result.spoken, *result.attachments)
    seconds = [
        length for item in shown if (length := item.file.seconds or (item.output.seconds if item.output else None))
    ] or [link.seconds for link in result.links if link.seconds]
    sizes = [size(item.file.size_bytes, texts, locale) for item in shown[:_FILES_MEASURED]]
    took = [] if job.ended_at is None else [duration(job.ended_at - job.created_at, texts, locale)]
    return [" + ".join(map(clock_length, seconds[:_FILES_MEASURED])), " + ".join(sizes), *took]


def _actions(result: ResultPart) -> list[Action]:
    # A fourth one would start a second row on a phone.
    offered = (Action.AGAIN, Action.EDIT, Action.MORE)
    return [action for action in offered if not (result.direct and action in NEEDS_SERVER)]
