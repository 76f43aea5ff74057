"""The buttons and the select of a refusal: each continues with the kept draft, once."""

from bot.chat.interaction.answers import AnyInteraction, answering, locale_of, tell
from bot.chat.interaction.drafts import Draft, drafts_of
from bot.chat.interaction.flow import submit_request
from bot.chat.interaction.modals import open_edit_modal
from bot.chat.interaction.refusals import DRAFT_ID, EDIT, FIX, repairs_for
from bot.chat.interaction.stateless import AnyStateless, chosen_values, stateless
from bot.chat.texts import Texts
from bot.jobs.model import Request
from bot.service.job_service import JobService


def draft_item(service: JobService, texts: Texts) -> AnyStateless:
    """Return the class for ``add_dynamic_items`` that handles the components of every refusal."""

    async def press(interaction: AnyInteraction, action: str, token: str) -> None:
        async with answering(interaction, texts):
            await _continue(interaction, service, texts, action, token)

    return stateless(DRAFT_ID, press)


async def _continue(interaction: AnyInteraction, service: JobService, texts: Texts, action: str, token: str) -> None:
    drafts = drafts_of(interaction.client)
    draft = drafts.find(token, interaction.user.id)
    if draft is None:
        await tell(interaction, texts.text("answer-modal-gone", locale_of(interaction)))
        return
    if action == EDIT:
        await open_edit_modal(interaction, service, texts, draft)
        return
    choice = "".join(chosen_values(interaction)[:1])
    request = _repaired(service, draft, choice) if action == FIX else draft.request
    if request is None:
        await tell(interaction, texts.text("answer-modal-gone", locale_of(interaction)))
    elif drafts.use(token, f"{action}:{choice}"):
        await submit_request(interaction, service, texts, request)
    else:
        await tell(interaction, texts.text("answer-modal-used", locale_of(interaction)))


def _repaired(service: JobService, draft: Draft, choice: str) -> Request | None:
    """Return the request of the chosen repair, None if there is no such repair any more."""
    repairs = repairs_for(service, draft)
    return repairs[int(choice)].request if choice.isdecimal() and int(choice) < len(repairs) else None
