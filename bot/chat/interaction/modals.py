"""The modals: long lyrics, and Edit & run for each kind, prefilled with the old request."""

from dataclasses import replace

from bot.chat.interaction.answers import AnyInteraction, locale_of
from bot.chat.interaction.drafts import Draft
from bot.chat.interaction.edit_forms import edit_modal
from bot.chat.interaction.flow import check_place
from bot.chat.interaction.modal import LONGEST_TEXT, Field, RequestModal, Values
from bot.chat.interaction.open_modals import LONGEST_TITLE, show_modal
from bot.chat.texts import Texts
from bot.jobs.model import (
    MusicRequest,
    Request,
)
from bot.service.job_service import JobService


async def open_lyrics_modal(
    interaction: AnyInteraction, service: JobService, texts: Texts, request: MusicRequest
) -> None:
    """Answer a command with a modal for long lyrics; the other options are those of ``request``.

    It must be the first answer to the interaction. Raises NotAllowed where the result could not be posted.
    """
    check_place(interaction, texts)
    modal = _lyrics_modal(service, texts, locale_of(interaction), request)
    await show_modal(interaction, _priced(modal, service, request))


async def open_edit_modal(interaction: AnyInteraction, service: JobService, texts: Texts, draft: Draft) -> None:
    """Answer with a modal prefilled with an old or a refused request; submitting it creates a new job.

    Raises NotAllowed where the result could not be posted, so that nobody fills in a form in vain.
    """
    check_place(interaction, texts)
    modal = edit_modal(service, texts, locale_of(interaction), draft)
    await show_modal(interaction, _priced(modal, service, draft.request))


def _priced(modal: RequestModal, service: JobService, request: Request) -> RequestModal:
    """Return the modal with the approximate cost of the request in its title, if its model has a price."""
    cost = service.guilds.quote(request)
    if cost:
        mark = f" · ≈ {cost}"
        modal.title = modal.title[: LONGEST_TITLE - len(mark)] + mark
    return modal


def _lyrics_modal(service: JobService, texts: Texts, locale: str, request: MusicRequest) -> RequestModal:
    def make(values: Values) -> Request:
        style, lyrics = values["prompt"], values["lyrics"]
        if not lyrics:
            # Pasted into one field: a blank line separates the style from the lyrics.
            style, _, lyrics = (part.strip() for part in style.replace("\r\n", "\n").partition("\n\n"))
        return replace(request, prompt=style, lyrics=lyrics)

    hint = texts.text("field-style-hint", locale)
    fields = (
        Field("prompt", texts.text("field-style", locale), request.prompt, (), True, True, LONGEST_TEXT, hint),
        Field("lyrics", texts.text("field-lyrics", locale), request.lyrics, (), True, False, LONGEST_TEXT),
    )
    return RequestModal(service, texts, texts.text("modal-music-lyrics", locale), fields, make, Draft(request))
