"""Answer a refused request ephemerally, with what was typed and buttons to correct it in one press.

*Edit and run* opens the prefilled form. *Fix it* lists the changes of one option that would make the request work;
choosing one submits it at once. *Try again* is offered if the request was not at fault.
"""

import io
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot.chat.escape import code_block
from bot.chat.interaction.answers import AnyInteraction, locale_of, sentence_for, tell
from bot.chat.interaction.drafts import Draft, Kept, drafts_of
from bot.chat.render.command_text import command_of, option_name, written
from bot.chat.render.parts import button
from bot.chat.render.payload import Action, Payload, in_rows, stopped_view
from bot.chat.sending.requests import FAILURES, translate
from bot.chat.texts import Texts
from bot.errors import FoleyError, InvalidRequest, Refusal, StoreUnavailable
from bot.jobs.model import Job, Kind, Request, SpeechRequest, kind_of
from bot.service.job_service import JobService
from bot.service.repairs import Repair, repairs

log = logging.getLogger(__name__)
DRAFT_ID = re.compile(r"foley-draft:(?P<action>[a-z]+):(?P<token>[\w-]+)", re.ASCII)
EDIT, RETRY, FIX = "edit", "retry", "fix"
_LONGEST_SHOWN = 400
_LONGEST_LABEL = 100
_LONGEST_PLACEHOLDER = 150
_VOICES = 24
_NESTED = (discord.AppCommandOptionType.subcommand.value, discord.AppCommandOptionType.subcommand_group.value)
# Which option a refusal is about, by the prefix of its key; the first match wins.
_OPTION_OF_KEY = (
    ("catalog-lyrics", "lyrics"), ("catalog-reference", "reference"), ("catalog-duration", "duration"),
    ("catalog-aspect", "aspect"), ("catalog-audio", "audio"),
    ("catalog-image", "image"), ("catalog-last-image", "last_image"), ("catalog-voice", "voice"), ("voice-", "voice"),
    ("catalog-language", "language"), ("catalog-pitch", "pitch"), ("catalog-sample-rate", "sample_rate"),
    ("quota-fewer", "count"), ("rules-count", "count"),
    ("catalog-model", "model"), ("catalog-version", "model"), ("tencent-model", "model"),
    ("attachment-", "file"), ("tencent-reference", "file"), ("refusal-shape", "resolution"),
)  # fmt: skip
_FILE_OPTION = {Kind.MUSIC: "reference", Kind.SFX: "video", Kind.VIDEO: "image"}


def option_of(key: str, values: object, request: Request) -> str:
    """Return the option a refusal is about, empty if none in particular."""
    named = values.get("option") if isinstance(values, dict) else None
    if isinstance(named, str):
        return named.removesuffix("_url")
    option = next((option for start, option in _OPTION_OF_KEY if key.startswith(start)), "")
    return _FILE_OPTION.get(kind_of(request), "") if option == "file" else option


@asynccontextmanager
async def refusing(interaction: AnyInteraction, service: JobService, texts: Texts, kept: Kept) -> AsyncIterator[None]:
    """Answer any error raised inside with one ephemeral sentence, and with buttons to continue from what was kept."""
    try:
        yield
    except Exception as error:  # the edge of a command or a form
        await refuse(interaction, service, texts, error, kept)


async def refuse(interaction: AnyInteraction, service: JobService, texts: Texts, error: Exception, kept: Kept) -> None:
    """Answer with one refusal or failure. Never raises."""
    sentence = sentence_for(interaction, error, texts)
    if not sentence:
        return
    try:
        if kept.request is None:
            await tell(interaction, sentence)
        else:
            draft = draft_of(error, kept.request, kept)
            await _tell_draft(interaction, service, texts, sentence, draft, may_retry=_may_retry(error))
    except FAILURES as send_error:
        log.warning("interaction.answer_failed: %s", translate(send_error))


def draft_of(error: Exception, request: Request, kept: Kept) -> Draft:
    """Return the draft of a refused request; if the count was at fault, its form starts with as many as would fit."""
    option = option_of(error.key, error.values, request) if isinstance(error, FoleyError) else ""
    fits = error.values.get("fits") if isinstance(error, FoleyError) else None
    return Draft(request, {**kept.typed, **({} if fits is None else {"count": str(fits)})}, option)


def _may_retry(error: Exception) -> bool:
    """Return whether the same request may work later. After an unexpected error nobody knows what was started."""
    return isinstance(error, Refusal | StoreUnavailable) and not isinstance(error, InvalidRequest)


async def _tell_draft(
    interaction: AnyInteraction, service: JobService, texts: Texts, sentence: str, draft: Draft, *, may_retry: bool
) -> None:
    command = typed_of(interaction, texts) or command_of(draft.request, texts, locale_of(interaction))
    block = code_block(command) if len(command) <= _LONGEST_SHOWN else None
    file = None if block else discord.File(io.BytesIO(command.encode("utf-8", "replace")), "your-request.txt")
    view = _draft_view(interaction, service, texts, draft, may_retry=may_retry)
    await tell(interaction, f"{sentence}\n{block}" if block else sentence, file=file, view=view)


def typed_of(interaction: AnyInteraction, texts: Texts) -> str:
    """Return a command as it was typed, empty if nothing was. A file is given by its name."""
    data: Any = interaction.data or {}
    is_command = interaction.type is discord.InteractionType.application_command
    if not is_command or data.get("type") != discord.AppCommandType.chat_input.value:
        return ""
    files = (data.get("resolved") or {}).get("attachments") or {}
    name, options = str(data.get("name", "")), data.get("options") or []
    while options and options[0].get("type") in _NESTED:
        name, options = f"{name} {options[0]['name']}", options[0].get("options") or []
    given = [(str(one["name"]), one.get("value")) for one in options]
    shown = [(option, str(files.get(str(value), {}).get("filename", value))) for option, value in given]
    return written(name, shown, texts, locale_of(interaction))


def _draft_view(
    interaction: AnyInteraction, service: JobService, texts: Texts, draft: Draft, *, may_retry: bool
) -> discord.ui.View:
    """Return the buttons and, if there are repairs, the select."""
    locale = locale_of(interaction)
    token = drafts_of(interaction.client).keep(interaction.user.id, draft)
    view = stopped_view()
    if may_retry and not draft.typed:
        view.add_item(_button(RETRY, token, texts.text("button-retry", locale), "🔁", discord.ButtonStyle.primary))
    view.add_item(_button(EDIT, token, texts.text("button-edit", locale), "✏️", discord.ButtonStyle.secondary))
    _add_select(view, token, repairs_for(service, draft), draft.request, texts, locale)
    return view


def view_of_refused_job(interaction: AnyInteraction, service: JobService, texts: Texts, job: Job) -> discord.ui.View:
    """Return the buttons and the select of a refused job; its form is filled from the database on demand."""
    locale = locale_of(interaction)
    draft = Draft(job.request, option=option_of(job.fault.key, {}, job.request) if job.fault else "")
    view = Payload(content="", rows=in_rows([button(Action.EDIT, job, texts, locale)])).view()
    fixes = repairs_for(service, draft)
    if fixes:
        token = drafts_of(interaction.client).keep(interaction.user.id, draft)
        _add_select(view, token, fixes, job.request, texts, locale)
    return view


def _button(
    action: str, token: str, label: str, emoji: str, style: discord.ButtonStyle
) -> "discord.ui.Button[discord.ui.View]":
    return discord.ui.Button(label=label[:80], emoji=emoji, style=style, custom_id=f"foley-draft:{action}:{token}")


def _add_select(
    view: discord.ui.View, token: str, fixes: list[Repair], request: Request, texts: Texts, locale: str
) -> None:
    if not fixes:
        return
    options = [
        discord.SelectOption(label=_repair_label(repair, request, texts, locale), value=str(number))
        for number, repair in enumerate(fixes)
    ]
    placeholder = texts.text("repair-choose", locale)[:_LONGEST_PLACEHOLDER]
    view.add_item(
        discord.ui.Select(custom_id=f"foley-draft:{FIX}:{token}", options=options, placeholder=placeholder, row=1)
    )


def _repair_label(repair: Repair, request: Request, texts: Texts, locale: str) -> str:
    name = option_name(kind_of(request), repair.option, texts, locale)
    if not repair.value:
        return texts.text("repair-without", locale, option=name)[:_LONGEST_LABEL]
    return f"{name}: {repair.value}"[:_LONGEST_LABEL]


def repairs_for(service: JobService, draft: Draft) -> list[Repair]:
    """Return the changes that would make a draft work; none while some of its input can't be parsed."""
    request, voices = draft.request, []
    if isinstance(request, SpeechRequest) and draft.option == "voice":
        typed = draft.typed.get("voice", "")
        language = service.catalog.language(request.language)
        code = language.code if language else ""
        voices = service.voices.search(typed, language=code) or service.voices.search("", language=code)
    elif draft.typed:
        return []
    return repairs(request, service.catalog, service.can_be_made, option=draft.option, voices=voices[:_VOICES])
