"""The status message: one per job, or for all jobs of a group, edited while they work.

Once another message reports the ending, only a line that links to it is left. Until then it shows only what is known:
the state, the queue position, the usual time from history, and a percentage only if the provider itself reports one.
"""

import discord

from bot.chat.escape import safe
from bot.chat.render.ending import sentence_of
from bot.chat.render.parts import BLUE, COLOURS, GREEN, GREY, bold_prompt, button, mention, prompt_line
from bot.chat.render.payload import Action, Payload, in_rows
from bot.chat.texts import Texts, Verbatim
from bot.chat.times import duration, span, timestamp
from bot.jobs.model import DeliveryState, Job, State
from bot.jobs.ports import StatusView
from bot.jobs.requests import OFF_PEAK_SECONDS, is_off_peak

_CANCELLABLE = frozenset({State.REQUESTED, State.QUEUED, State.WAITING})
_STAGES = {"fetching": "stage-fetching", "fitting": "stage-fitting", "posting": "stage-posting"}
_MAINTENANCE_LIMIT = 300
_MARKS = {State.FAILED: "❌", State.REFUSED: "⛔", State.UNKNOWN: "❓", State.ABANDONED: "⌛"}
_STATES_WITH_MESSAGE = frozenset(_MARKS) | {State.READY}


def render_status(view: StatusView, texts: Texts, locale: str, now: float) -> Payload:
    """Return the status message of a job, or of all of its group, as it is now."""
    return _of_group(view, texts, locale, now) if view.group else _of_one(view, texts, locale, now)


def _of_group(view: StatusView, texts: Texts, locale: str, now: float) -> Payload:
    """Return one line per job, and what is common to them."""
    jobs = [one.job for one in view.group]
    lines = [f"`{number}` {_line_of(one, texts, locale)}" for number, one in enumerate(view.group, start=1)]
    if all(_is_reported_elsewhere(job) or job.state is State.CANCELLED for job in jobs):
        return Payload(content="\n".join([f"{bold_prompt(jobs[0])} – {mention(jobs[0].user_id)}", *lines]))
    ready = sum(job.state is State.READY for job in jobs)
    lines.insert(0, f"**{texts.text('group-progress', locale, ready=ready, all=len(jobs))}**")
    waiting = next((one for one in view.group if one.job.state is State.WAITING), None)
    if waiting is not None:
        lines.append(_usual_line(waiting, texts, locale, now))
    lines += _maintenance_line(view)
    embed = discord.Embed(description="\n".join(lines), colour=GREEN if ready == len(jobs) else BLUE)
    embed.set_footer(text=f"{texts.text('footer-job', locale)} {jobs[0].id}")
    buttons = [button(Action.DELIVER, job, texts, locale) for job in jobs if _is_held(job)]
    if any(map(_can_be_cancelled, jobs)):
        buttons.insert(0, button(Action.CANCEL_ALL, jobs[0], texts, locale))
    return Payload(
        content=f"{bold_prompt(jobs[0])} – {mention(jobs[0].user_id)}", embeds=(embed,), rows=in_rows(buttons)
    )


def _line_of(view: StatusView, texts: Texts, locale: str) -> str:
    if _is_reported_elsewhere(view.job):
        return _link_line(view.job, texts, locale)
    return " · ".join([_state_line(view, texts, locale), *_position_lines(view, texts, locale)])


def _of_one(view: StatusView, texts: Texts, locale: str, now: float) -> Payload:
    job = view.job
    if _is_reported_elsewhere(job):
        return Payload(content=_link_line(job, texts, locale))
    lines = [_state_line(view, texts, locale), *_detail_lines(view, texts, locale, now), *_maintenance_line(view)]
    embed = discord.Embed(description="\n".join(line for line in lines if line), colour=_colour(job))
    embed.set_footer(text=f"{texts.text('footer-job', locale)} {job.id}")
    buttons = [button(Action.CANCEL, job, texts, locale)] if _can_be_cancelled(job) else []
    if _is_held(job):
        buttons = [button(Action.DELIVER, job, texts, locale)]
    return Payload(content=f"{prompt_line(job)} – {mention(job.user_id)}", embeds=(embed,), rows=in_rows(buttons))


def _maintenance_line(view: StatusView) -> list[str]:
    shown = view.maintenance and not view.job.state.is_final
    return [f"⚠️ {safe(view.maintenance, _MAINTENANCE_LIMIT)}"] if shown else []


def _is_held(job: Job) -> bool:
    return job.state is State.READY and job.delivery_state is DeliveryState.HELD


def _is_reported_elsewhere(job: Job) -> bool:
    """Return whether another message has reported the ending: this one is then a single line that links to it."""
    return (
        job.delivery_state is DeliveryState.SENT
        and job.result_message_id is not None
        and job.state in _STATES_WITH_MESSAGE
    )


def _link_line(job: Job, texts: Texts, locale: str) -> str:
    if job.state is not State.READY:
        line = f"{_MARKS[job.state]} {texts.text(f'ending-{job.state.value}-title', locale)}"
    elif job.is_lost:
        line = f"⚠️ {texts.text('ending-lost-title', locale)}"
    else:
        line = f"✅ {texts.text('state-done', locale, took=_took(job, texts, locale))}"
    return f"{line} · {_link_or_place(job, texts, locale)}"


def _link_or_place(job: Job, texts: Texts, locale: str) -> str:
    if job.is_removed:
        return texts.text("state-removed", locale)
    # A direct message can't be linked to from a server; it is recognised by its channel.
    if job.result_channel_id not in (job.place.channel_id, job.place.status_channel_id):
        return texts.text("state-sent-directly", locale, person=mention(job.user_id))
    link = f"https://discord.com/channels/{job.place.guild_id}/{job.result_channel_id}/{job.result_message_id}"
    has_result = job.state is State.READY and not job.is_lost
    return f"[{texts.text('state-jump' if has_result else 'state-why', locale)}]({link})"


def _can_be_cancelled(job: Job) -> bool:
    return job.state in _CANCELLABLE or (job.state is State.READY and job.delivery_state is DeliveryState.DUE)


def _colour(job: Job) -> int:
    if job.state is State.READY and job.delivery_state is not DeliveryState.SENT:
        return GREY if job.delivery_state is DeliveryState.HELD else BLUE
    return COLOURS[job.state]


def _state_line(view: StatusView, texts: Texts, locale: str) -> str:
    job = view.job
    match job.state:
        case State.WAITING:
            line = texts.text(f"state-waiting-{job.kind.value}", locale)
            if view.percent is not None:
                line = f"{line} · {texts.text('state-percent', locale, percent=view.percent)}"
        case State.READY:
            line = _ready_line(view, texts, locale)
        case State.CANCELLED:
            line = _cancelled_line(job, texts, locale)
        case State.FAILED | State.REFUSED | State.UNKNOWN | State.ABANDONED:
            line = f"**{texts.text(f'ending-{job.state.value}-title', locale)}** {sentence_of(job, texts, locale)}"
        case _:
            line = texts.text(f"state-{job.state.value}", locale)
    return line


def _ready_line(view: StatusView, texts: Texts, locale: str) -> str:
    job = view.job
    if job.delivery_state is DeliveryState.HELD:
        return texts.text("state-held", locale)
    if job.delivery_state is DeliveryState.SENT:
        return texts.text("state-done", locale, took=_took(job, texts, locale))
    line = texts.text(_STAGES.get(view.stage, "state-ready"), locale)
    if view.stage == "fitting" and view.stage_percent:
        line = f"{line} · {texts.text('state-percent', locale, percent=view.stage_percent)}"
    return line


def _took(job: Job, texts: Texts, locale: str) -> Verbatim:
    return duration((job.ended_at or job.created_at) - job.created_at, texts, locale)


def _cancelled_line(job: Job, texts: Texts, locale: str) -> str:
    if job.cancelled_by is None or job.cancelled_by == job.user_id:
        line = texts.text("state-cancelled", locale)
    else:
        line = texts.text("state-cancelled-by", locale, person=mention(job.cancelled_by))
    charged = "charged-maybe-cancelled" if job.was_begun else "charged-no"
    return f"{line} {texts.text(charged, locale)}"


def _detail_lines(view: StatusView, texts: Texts, locale: str, now: float) -> list[str]:
    job = view.job
    lines = _position_lines(view, texts, locale)
    if job.state is State.WAITING:
        lines.append(_usual_line(view, texts, locale, now))
    elif job.state in (State.REQUESTED, State.QUEUED, State.SUBMITTING):
        lines.append(texts.text("state-asked", locale, when=timestamp(job.created_at)))
    return lines


def _position_lines(view: StatusView, texts: Texts, locale: str) -> list[str]:
    if view.job.state not in (State.REQUESTED, State.QUEUED) or view.position is None:
        return []
    length = max(view.queue_length or view.position, view.position)
    return [texts.text("state-position", locale, position=view.position, length=length)]


def _usual_line(view: StatusView, texts: Texts, locale: str, now: float) -> str:
    job = view.job
    began_at = job.waiting_at or job.submitted_at or job.created_at
    started = texts.text("state-started", locale, when=timestamp(began_at))
    if is_off_peak(job.request):
        by = texts.text("state-off-peak", locale, when=timestamp(began_at + OFF_PEAK_SECONDS))
        return f"{by} · {started}"
    if view.estimate is None:
        return started
    usual = span(view.estimate.p50_seconds, view.estimate.p90_seconds, texts, locale)
    key = "state-slower" if now > began_at + view.estimate.p90_seconds else "state-usual"
    return f"{texts.text(key, locale, usual=usual)} · {started}"
