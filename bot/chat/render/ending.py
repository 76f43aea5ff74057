"""Render how a job ended without a result: the cause, whether it was charged, what to do. No blame, no codes."""

from dataclasses import replace

import discord

from bot.chat.render.parts import COLOURS, NEEDS_SERVER, button, footer, mention, prompt_line
from bot.chat.render.payload import Action, Payload, in_rows
from bot.chat.texts import Texts
from bot.guilds.quota import is_certainly_free
from bot.jobs.model import Job, State

_CHARGED = {
    State.FAILED: "charged-maybe",
    State.REFUSED: "charged-no",
    State.UNKNOWN: "charged-unknown",
    State.ABANDONED: "charged-maybe",
}
_BUTTONS = {
    State.FAILED: (Action.AGAIN, Action.EDIT, Action.DETAILS),
    State.REFUSED: (Action.EDIT, Action.DETAILS),
    State.UNKNOWN: (Action.RESUBMIT, Action.EDIT, Action.DETAILS),
    State.ABANDONED: (Action.POLL_AGAIN, Action.EDIT, Action.DETAILS),
}
# Refusals whose sentence names a cause but no remedy.
_WITHOUT_ADVICE = frozenset({"tencent-failed", "tencent-size", "tencent-trouble"})


def sentence_of(job: Job, texts: Texts, locale: str) -> str:
    """Return the cause in one sentence: the fault's own, or the general one of the state."""
    if job.fault is not None and texts.has(job.fault.key):
        return texts.text(job.fault.key, locale, code=job.fault.code or "–")
    return texts.text(f"ending-{job.state.value}", locale)


def ending_lines(job: Job, texts: Texts, locale: str) -> list[str]:
    """Return cause, charge and advice, one line each."""
    charged = "charged-no" if is_certainly_free(job) else _CHARGED[job.state]
    lines = [sentence_of(job, texts, locale), texts.text(charged, locale)]
    if job.state is not State.REFUSED or not _advises(job):
        lines.append(texts.text(f"advice-{job.state.value}", locale))
    if job.state is State.UNKNOWN and job.is_traceable:
        lines.append(texts.text("advice-unknown-searched", locale))
    return lines


def _advises(job: Job) -> bool:
    """Return whether the sentence about a refusal already says what to do, and by whom."""
    return job.fault is not None and job.fault.key.startswith("tencent-") and job.fault.key not in _WITHOUT_ADVICE


def render_corrected(job: Job, texts: Texts, locale: str) -> Payload:
    """Return the new content of the message about an ending that was reversed; it keeps that posting's marker."""
    is_refused = job.state is State.REFUSED
    lines = ending_lines(job, texts, locale) if is_refused else [texts.text("ending-goes-on", locale)]
    embed = discord.Embed(
        title=texts.text("ending-refused-title" if is_refused else "ending-goes-on-title", locale)[:256],
        description="\n".join((prompt_line(job), *lines)),
        colour=COLOURS[job.state],
    )
    embed.set_footer(text=footer(replace(job, postings=max(0, job.postings - 1)), texts, locale))
    return Payload(content=mention(job.user_id), embeds=(embed,))


def render_failure(job: Job, texts: Texts, locale: str, *, direct: bool = False) -> Payload:
    """Return the message about a job that ended without a result. ``direct``: to the caller alone."""
    title = texts.text(f"ending-{job.state.value}-title", locale)
    embed = discord.Embed(
        title=title[:256],
        description="\n".join((prompt_line(job), *ending_lines(job, texts, locale))),
        colour=COLOURS[job.state],
    )
    embed.set_footer(text=footer(job, texts, locale))
    offered = [action for action in _BUTTONS[job.state] if not (direct and action in NEEDS_SERVER)]
    buttons = [button(action, job, texts, locale) for action in offered]
    content = texts.text(f"call-{job.state.value}", locale, person=mention(job.user_id))
    return Payload(content=content, embeds=(embed,), rows=in_rows(buttons), mention=job.user_id)
