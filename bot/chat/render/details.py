"""Render a job's details for one person: the exact command to copy, the ids for support, the time of each step."""

from dataclasses import dataclass, field

import discord

from bot.chat.escape import code_block, inline_code, joined, safe
from bot.chat.render.command_text import attachments_of, command_of
from bot.chat.render.parts import COLOURS
from bot.chat.texts import Texts, Verbatim
from bot.chat.times import duration, timestamp
from bot.guilds.quota import is_certainly_free, real_seconds
from bot.jobs.model import Job, State
from bot.jobs.price import Price, money

_LONGEST_COMMAND = 3500
_LONGEST_LINK = 480


@dataclass(frozen=True, slots=True)
class Details:
    """An embed, and the command as a file's text if the embed can't hold it unchanged."""

    embed: discord.Embed = field(repr=False)
    command_file: str | None = field(default=None, repr=False)


def render_details(job: Job, texts: Texts, locale: str) -> Details:
    """Return the details of a job."""
    command = command_of(job.request, texts, locale)
    block = code_block(command) if len(command) <= _LONGEST_COMMAND else None
    text = block or texts.text("details-command-file", locale)
    embed = discord.Embed(
        title=texts.text("details-title", locale)[:256],
        description=f"**{texts.text('details-command', locale)}**\n{text}",
        colour=COLOURS[job.state],
    )
    embed.add_field(name=texts.text("details-ids", locale)[:256], value=_ids(job, texts, locale), inline=False)
    embed.add_field(name=texts.text("details-times", locale)[:256], value=_times(job, texts, locale), inline=False)
    attached = _attached(job)
    if attached:
        embed.add_field(name=texts.text("details-attach", locale)[:256], value=attached, inline=False)
    return Details(embed, None if block else command)


def _attached(job: Job) -> str:
    """Return one line for each attachment of the command, with its link if that is short enough."""
    lines = []
    for option, url in attachments_of(job.request):
        shown = f": <{url}>" if len(url) <= _LONGEST_LINK and not set(url) & set("<> \n") else ""
        lines.append(f"`{option}`{shown}")
    return "\n".join(lines)


def _ids(job: Job, texts: Texts, locale: str) -> str:
    lines = [f"{texts.text('details-state', locale)}: {texts.text(f'state-name-{job.state.value}', locale)}"]
    fault_code = job.fault.code if job.fault is not None else ""
    for key, value in (
        ("details-job", job.id),
        ("details-made-from", job.request.made_from),
        ("details-task", job.task_id),
        ("details-request", job.provider_request_id),
        ("details-code", fault_code),
    ):
        if value:
            lines.append(f"{texts.text(key, locale)}: {inline_code(value, 150)}")
    if job.group is not None:
        lines.append(texts.text("details-group", locale, index=job.group.index, size=job.group.size))
    loudness = " · ".join(f"{one.loudness_lufs:.1f} LUFS" for one in job.outputs[:5] if one.loudness_lufs is not None)
    if loudness:
        lines.append(f"{texts.text('details-loudness', locale)}: {loudness}")
    if job.price is not None:
        lines.append(f"{texts.text('details-cost', locale)}: {_cost(job, job.price, texts, locale)}")
    if job.fault is not None and job.fault.detail:
        lines.append(safe(job.fault.detail, 150))
    return joined(lines, "\n", 1024)


def _cost(job: Job, price: Price, texts: Texts, locale: str) -> str:
    """Return what a job cost, or may have cost, consistent with the ledger."""
    seconds = real_seconds(job.outputs, 0.0)
    if job.state is State.READY and (seconds or not price.per_second):
        return money(price.cost(seconds), price.currency)
    if is_certainly_free(job):
        return money(0, price.currency)
    fixed = money(price.fixed, price.currency) if not price.per_second else texts.text(
        "details-cost-second", locale, fixed=money(price.fixed, price.currency),
        second=money(price.per_second, price.currency),
    )  # fmt: skip
    return texts.text(
        "details-cost-open" if not job.state.is_final else "details-cost-maybe", locale, cost=Verbatim(fixed)
    )


def _times(job: Job, texts: Texts, locale: str) -> str:
    lines = []
    for key, at in (
        ("details-asked", job.created_at),
        ("details-sent", job.submitted_at),
        ("details-accepted", job.waiting_at),
        ("details-ended", job.ended_at),
        ("details-posted", job.notified_at),
    ):
        if at is not None:
            after = duration(at - job.created_at, texts, locale)
            lines.append(f"{texts.text(key, locale)}: {timestamp(at, 'T')} (+{after})")
    return "\n".join(lines)[:1024]
