"""Choose one of a server's jobs, and show what an admin may do with it. Works after restarts: nothing is kept here."""

from collections.abc import Sequence

import discord

from bot.chat.escape import visible
from bot.chat.render.details import render_details
from bot.chat.render.parts import button
from bot.chat.render.payload import Action, Payload, in_rows, stopped_view
from bot.chat.texts import Texts
from bot.jobs.model import Job, State, prompt_of

PICKER_ID = "foley-pick:job"
_LONGEST_LABEL = 100
_OPEN = frozenset(state for state in State if not state.is_final)


def job_picker(jobs: Sequence[Job], texts: Texts, locale: str) -> discord.ui.View:
    """Return a select with these jobs; empty where there are none."""
    view = stopped_view()
    if not jobs:
        return view
    options = [
        discord.SelectOption(
            label=visible(prompt_of(job.request), _LONGEST_LABEL - 20) or job.id,
            value=job.id,
            description=f"{job.kind.value} · {texts.text(f'state-name-{job.state.value}', locale)}"[:_LONGEST_LABEL],
        )
        for job in jobs[:25]
    ]
    placeholder = texts.text("admin-pick-job", locale)[:150]
    view.add_item(discord.ui.Select(custom_id=PICKER_ID, options=options, placeholder=placeholder))
    return view


def render_picked(job: Job, texts: Texts, locale: str) -> Payload:
    """Return the details of a job with the buttons that make sense for it."""
    actions = [Action.DETAILS]
    if job.state in _OPEN:
        actions.insert(0, Action.CANCEL)
    elif job.state is not State.CANCELLED:
        actions.insert(0, Action.DELIVER)
    embed = render_details(job, texts, locale).embed
    return Payload("", (embed,), in_rows([button(action, job, texts, locale) for action in actions]))
