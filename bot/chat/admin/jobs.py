"""Render one of a server's jobs with the buttons an admin may press. Stateless, so it works after restarts."""

from bot.chat.render.details import render_details
from bot.chat.render.parts import button
from bot.chat.render.payload import Action, Payload, in_rows
from bot.chat.texts import Texts
from bot.jobs.model import Job, State

_OPEN = frozenset(state for state in State if not state.is_final)


def render_picked(job: Job, texts: Texts, locale: str) -> Payload:
    """Return the details of a job with the buttons that apply to it."""
    actions = [Action.DETAILS]
    if job.state in _OPEN:
        actions.insert(0, Action.CANCEL)
    elif job.state is not State.CANCELLED:
        actions.insert(0, Action.DELIVER)
    embed = render_details(job, texts, locale).embed
    return Payload("", (embed,), in_rows([button(action, job, texts, locale) for action in actions]))
