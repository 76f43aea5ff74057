"""The result message: what was made, how long it is and took, the waveform, links with their expiry, buttons."""

from dataclasses import dataclass

import discord

from bot.catalog.urls import link_url
from bot.chat.render.parts import GREEN, NEEDS_SERVER, button, footer, mention, model_name, prompt_line
from bot.chat.render.payload import Action, ButtonSpec, Payload, fits_button, in_rows
from bot.chat.sending.message_split import NamedFile
from bot.chat.texts import Texts
from bot.chat.times import duration, size, timestamp
from bot.jobs.model import Job, Kind, Output
from bot.jobs.ports import Attachment

_LONGEST_MASKED_URL = 1800
_LINKS_SHOWN = 10
_EMBED_PICTURES = 5


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
    spoken: tuple[Attachment, ...] = ()  # what went as voice messages, which carry no words of their own
    direct: bool = False  # to the caller alone, outside of any server

    def living_links(self, now: float) -> list[Output]:
        """Return the outputs whose links still lead somewhere: a kept copy may be posted long after the original."""
        own = [item.output for item in (*self.spoken, *self.attachments) if item.output is not None]
        return [
            output
            for output in (*self.links, *own)
            if output.url.startswith(("https://", "http://")) and (output.expires_at is None or output.expires_at > now)
        ]

    def urls(self, now: float) -> tuple[str, ...]:
        """Return these links as they stand in a message."""
        return tuple(link_url(output.url) for output in self.living_links(now))


def render_result_part(result: ResultPart, texts: Texts, locale: str, now: float) -> Payload:
    """Return one message of a finished job. The first one mentions the caller and has the buttons."""
    job = result.job
    first = result.part == 1
    embed = discord.Embed(colour=GREEN)
    lines = [prompt_line(job)]
    lines += [texts.text(key, locale) for key in result.remark_keys]
    embed.set_footer(text=footer(job, texts, locale, result.part, result.parts))
    if first:
        _add_facts(embed, result, texts, locale)
    buttons, link_lines = _links(result.living_links(now), texts, locale)
    embed.description = _within(lines + link_lines, 4000)
    pictures = [discord.Embed(colour=GREEN) for _ in result.pictures[1:_EMBED_PICTURES]]
    for picture, name in zip((embed, *pictures), result.pictures, strict=False):
        picture.set_image(url=f"attachment://{name}")
    rows = in_rows(_buttons(result, texts, locale)) if first else ()
    key = f"call-ready-{job.kind.value}" if first else "call-ready-more"
    return Payload(
        content=texts.text(key, locale, person=mention(job.user_id), part=result.part, parts=result.parts),
        embeds=(embed, *pictures),
        rows=rows + in_rows(buttons),
        mention=job.user_id if first else None,
    )


def _within(lines: list[str], limit: int) -> str:
    """Join whole lines up to a limit: half a link is worse than none."""
    kept: list[str] = []
    for line in lines:
        limit -= len(line) + 1
        if limit < 0:
            break
        kept.append(line)
    return "\n".join(kept)


def _add_facts(embed: discord.Embed, result: ResultPart, texts: Texts, locale: str) -> None:
    job, shown = result.job, (*result.spoken, *result.attachments)
    facts: list[tuple[str, str]] = []
    if model_name(job):
        facts.append(("fact-voice" if job.kind is Kind.TTS else "fact-model", model_name(job)))
    seconds = [
        length for item in shown if (length := item.file.seconds or (item.output.seconds if item.output else None))
    ] or [link.seconds for link in result.links if link.seconds]
    if seconds:
        facts.append(("fact-length", " + ".join(duration(one, texts, locale) for one in seconds[:5])))
    if shown:
        sizes = (size(item.file.size_bytes, texts, locale) for item in shown[:5])
        facts.append(("fact-size", " + ".join(sizes)))
    if job.ended_at is not None:
        facts.append(("fact-took", duration(job.ended_at - job.created_at, texts, locale)))
    for key, value in facts:
        embed.add_field(name=texts.text(key, locale)[:256], value=value[:1024], inline=True)


def _buttons(result: ResultPart, texts: Texts, locale: str) -> list[ButtonSpec]:
    actions = [Action.AGAIN, Action.EDIT, Action.VOICE, Action.DETAILS, Action.DELETE]
    if result.job.kind is Kind.VIDEO:
        actions.remove(Action.VOICE)
    offered = [action for action in actions if not (result.direct and action in NEEDS_SERVER)]
    return [button(action, result.job, texts, locale) for action in offered]


def _links(outputs: list[Output], texts: Texts, locale: str) -> tuple[list[ButtonSpec], list[str]]:
    """Return link buttons, and lines: when each link ends, and the link itself where a button can't hold it."""
    buttons: list[ButtonSpec] = []
    lines: list[str] = []
    for number, output in enumerate(outputs[:_LINKS_SHOWN], start=1):
        label = texts.text("link-label", locale)
        label = f"{label} {number}" if len(outputs) > 1 else label
        shown, url = label, link_url(output.url)
        if fits_button(url):
            buttons.append(ButtonSpec(label=label[:80], url=url, emoji="🔗"))
        elif len(url) <= _LONGEST_MASKED_URL:
            shown = f"[{label}]({_in_brackets(url)})"
        else:
            lines.append(texts.text("remark-link-too-long", locale))
            continue
        if output.expires_at is not None:
            lines.append(f"🔗 {shown}: {texts.text('link-until', locale, when=timestamp(output.expires_at))}")
        elif shown is not label:
            lines.append(f"🔗 {shown}")
    return buttons, lines


def _in_brackets(url: str) -> str:
    """Return a URL that can't end its own markdown link early."""
    for character in ' ()<>"\\':
        url = url.replace(character, f"%{ord(character):02X}")
    return "".join(character for character in url if character.isprintable())
