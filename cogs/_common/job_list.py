"""Render the list of /jobs list: one line per job, newest first. Pure."""

from collections.abc import Sequence

import discord

from bot.chat.escape import safe
from bot.chat.render.parts import mention
from bot.chat.texts import Texts
from bot.chat.times import timestamp
from bot.jobs.model import DeliveryState, Job, State, title_of

PAGE_LENGTH = 10
_PROMPT_LIMIT = 60
_MARKS = {
    State.READY: "✅", State.FAILED: "❌", State.REFUSED: "⛔", State.UNKNOWN: "❓", State.ABANDONED: "⌛",
    State.CANCELLED: "🚫", State.WAITING: "▶️",
}  # fmt: skip


def render_job_list(jobs: Sequence[Job], texts: Texts, locale: str, *, with_people: bool = False) -> discord.Embed:
    """Return the list. ``with_people``: name the owner of each job, for lists of everybody's jobs."""
    lines = [_line(job, texts, locale, with_people) for job in jobs]
    embed = discord.Embed(
        title=texts.text("jobs-list-title", locale)[:256],
        description="\n".join(lines) or texts.text("jobs-list-empty", locale),
    )
    if len(jobs) == PAGE_LENGTH:
        embed.set_footer(text=texts.text("jobs-list-more", locale, job=jobs[-1].id))
    return embed


def _line(job: Job, texts: Texts, locale: str, with_person: bool) -> str:
    held = job.state.is_final and job.delivery_state is DeliveryState.HELD
    state = texts.text("jobs-list-held" if held else f"state-name-{job.state.value}", locale)
    facts = [f"`{job.id}`", job.kind.value, state, timestamp(job.created_at)]
    if with_person:
        facts.append(mention(job.user_id))
    prompt = safe(title_of(job.request), _PROMPT_LIMIT) or "…"
    return f"{_MARKS.get(job.state, '⏳')} **{_linked(prompt, job)}**\n{' · '.join(facts)}"


def _linked(prompt: str, job: Job) -> str:
    """Return the prompt as a link to its message, if that is in the server."""
    place = job.place
    if job.result_message_id and job.result_channel_id == place.channel_id:
        channel_id, message_id = job.result_channel_id, job.result_message_id
    elif place.status_message_id:
        channel_id, message_id = place.status_channel_id, place.status_message_id
    else:
        return prompt
    return f"[{prompt}](https://discord.com/channels/{place.guild_id}/{channel_id}/{message_id})"
