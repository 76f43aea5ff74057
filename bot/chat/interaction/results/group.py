"""The buttons for several results of one request: cancel all of them, or keep one and remove the others."""

import logging

from bot.chat.interaction.answers import locale_of
from bot.chat.interaction.results.entry import Entry, Pressed
from bot.chat.render.payload import Action
from bot.errors import FoleyError
from bot.jobs.model import Job

log = logging.getLogger(__name__)


async def _cancel_all(pressed: Pressed) -> None:
    """Cancel what can be cancelled; answer how many that are and how many may be billed."""
    outcome = await pressed.tools.service.groups.cancel_all(pressed.caller, pressed.job.id)
    await _show_status(pressed)
    may_be_billed = [one for one in outcome.cancelled if not one.provider_stopped]
    await _answer(
        pressed,
        {
            "answer-group-cancelled": len(outcome.cancelled),
            "answer-group-billed": len(may_be_billed),
            "answer-group-busy": len(outcome.busy),
        },
    )


async def _keep(pressed: Pressed) -> None:
    """Remove the other results of the request, and cancel what is not posted yet. A second press removes the rest."""
    outcome = await pressed.tools.service.groups.cancel_others(pressed.caller, pressed.job.id)
    for job in outcome.posted:
        await _remove(pressed, job)
    await _show_status(pressed)
    removed = len(outcome.posted) + len(outcome.cancelled)
    await _answer(pressed, {"answer-kept": removed, "answer-group-busy": len(outcome.busy)}, always="answer-kept")


async def _remove(pressed: Pressed, job: Job) -> None:
    if job.result_channel_id is not None and job.result_message_id:
        own = pressed.tools.own_messages(pressed.interaction)
        await own.delete_result(job, job.result_channel_id, job.result_message_id)
        await pressed.tools.service.ephemeral.removed(job, job.result_message_id)


async def _show_status(pressed: Pressed) -> None:
    """Update the status message at once; if that fails, the status board does it later."""
    try:
        view = await pressed.tools.service.views.of_message(pressed.job)
        await pressed.tools.messenger(pressed.interaction).show_status(view)
    except FoleyError as error:
        log.warning("status.not_shown: %s", error, extra={"job": pressed.job.id})


async def _answer(pressed: Pressed, counts: dict[str, int], always: str = "") -> None:
    """Answer with one sentence for each count that is not zero; ``always``: one shown even if zero."""
    texts, locale = pressed.tools.texts, locale_of(pressed.interaction)
    lines = [texts.text(key, locale, count=count) for key, count in counts.items() if count or key == always]
    await pressed.interaction.edit_original_response(content="\n".join(lines), view=None)


CANCEL_ALL = Entry(Action.CANCEL_ALL, _cancel_all)  # of the status message
KEEP = Entry(Action.KEEP, _keep, "⭐", fits=lambda job: job.group is not None, in_servers=True)
