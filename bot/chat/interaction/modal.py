"""A modal with up to five prefilled fields that makes a request from the input. Submitted once, one job.

A refused input is offered again with everything that was filled in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import discord

from bot.chat.interaction.answers import AnyInteraction
from bot.chat.interaction.attachments import FileKind, check_file
from bot.chat.interaction.drafts import Draft, Kept
from bot.chat.interaction.flow import submit_request
from bot.chat.interaction.open_modals import OpenModal
from bot.chat.interaction.refusals import option_of, refusing
from bot.chat.texts import Texts
from bot.errors import InvalidRequest
from bot.jobs.model import Request
from bot.service.job_service import JobService

MOST_FIELDS = 5
LONGEST_TEXT = 4000
_LONGEST_CHOICE = 100
_MAX_CHOICES = 25

_EXTRA_FIELDS = frozenset({"reference_url", "video_url", "image_url", "last_image_url", "sample_rate", "count"})

_Input: TypeAlias = "discord.ui.TextInput[Any] | discord.ui.Select[Any] | discord.ui.FileUpload[Any]"
Values = Mapping[str, str]
MakeRequest = Callable[[Values], Request]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a modal: a line, a paragraph, or with ``choices`` a select. ``label``: in the reader's language."""

    key: str
    label: str
    default: str = field(default="", repr=False)
    choices: tuple[Choice, ...] = ()
    paragraph: bool = False
    required: bool = False
    longest: int = 100
    hint: str = ""
    option: str = ""  # the command's option that it stands for
    file: FileKind | None = None  # takes a file of this kind; its value is the URL

    def can_hold(self) -> bool:
        """Return whether the old value fits the field unchanged; if not, the field is left out and the value kept."""
        return bool(self.choices) or len(self.default) <= self.longest

    @property
    def is_extra(self) -> bool:
        """Whether it is shown only if its option was refused."""
        return self.file is not None or self.key in _EXTRA_FIELDS


class RequestModal(OpenModal):
    """A modal that creates a job when it is submitted."""

    def __init__(
        self,
        service: JobService,
        texts: Texts,
        title: str,
        fields: Sequence[Field],
        make_request: MakeRequest,
        draft: Draft,
    ) -> None:
        super().__init__(texts, title)
        self._service = service
        self._make_request = make_request
        self._draft = draft
        self._inputs: dict[str, _Input] = {}
        self._fields = {one.key: one for one in fields_to_show(fields, draft)}
        for shown in self._fields.values():
            self._inputs[shown.key] = input_of(shown)
            self.add_input(shown.label, self._inputs[shown.key], shown.hint)

    def values(self) -> dict[str, str]:
        """Return the input, by field key."""
        return {key: value_of(component) for key, component in self._inputs.items()}

    async def take(self, interaction: AnyInteraction) -> None:
        """Create the job; a refusal keeps everything that was filled in."""
        kept = Kept(self._draft.request, self.values())
        async with refusing(interaction, self._service, self.texts, kept):
            try:
                self._check_files()
                request = self._make_request(self.values())
            except InvalidRequest as error:
                self._keep_valid_fields(kept, error)
                raise
            await submit_request(interaction, self._service, self.texts, request)

    def _check_files(self) -> None:
        """Raise InvalidRequest for a file that is not of the field's kind."""
        for key, component in self._inputs.items():
            kind = self._fields[key].file
            if kind is not None and isinstance(component, discord.ui.FileUpload):
                for attachment in component.values:
                    check_file(attachment, kind)

    def _keep_valid_fields(self, kept: Kept, error: InvalidRequest) -> None:
        """Keep the input of the other fields as a request, and that of the field at fault as it was typed."""
        option = option_of(error.key, error.values, self._draft.request)
        values = self.values()
        at_fault = {key for key, shown in self._fields.items() if shown.option == option or shown.file is not None}
        try:
            kept.request = self._make_request({key: text for key, text in values.items() if key not in at_fault})
        except InvalidRequest:
            return  # a second field is at fault: all of them stay as they were typed
        kept.typed = {key: values[key] for key in at_fault if self._fields[key].file is None and key in values}


def fields_to_show(fields: Sequence[Field], draft: Draft) -> list[Field]:
    """Return at most five fields, filled with what was typed; the one at fault is always among them."""
    filled = [replace(one, default=draft.typed.get(one.key, one.default)) for one in fields if one.can_hold()]
    wanted = [one for one in filled if one.option == draft.option] if draft.option else []
    usual = [one for one in filled if one not in wanted and not one.is_extra]
    shown = {one.key for one in [*usual[:1], *wanted, *usual[1:]][:MOST_FIELDS]}
    return [one for one in filled if one.key in shown]


def input_of(shown: Field) -> _Input:
    """Return the component of a field."""
    if shown.file is not None:
        return discord.ui.FileUpload(custom_id=shown.key, required=False, max_values=1)
    if not shown.choices:
        return discord.ui.TextInput(
            custom_id=shown.key,
            style=discord.TextStyle.paragraph if shown.paragraph else discord.TextStyle.short,
            default=shown.default or None,
            required=shown.required,
            max_length=shown.longest,
        )
    options = [
        discord.SelectOption(
            label=choice.label[:_LONGEST_CHOICE] or "–",
            value=choice.value[:_LONGEST_CHOICE],
            default=choice.value == shown.default,
        )
        for choice in shown.choices[:_MAX_CHOICES]
    ]
    return discord.ui.Select(custom_id=shown.key, options=options, required=shown.required)


def value_of(component: _Input) -> str:
    """Return what was filled in."""
    if isinstance(component, discord.ui.TextInput):
        return component.value.strip()
    if isinstance(component, discord.ui.FileUpload):
        return component.values[0].url if component.values else ""
    return component.values[0] if component.values else ""


def whole_number(given: Values, key: str, label: str) -> int | None:
    """Return the whole number of a field, None when it is empty. Raises InvalidRequest."""
    text = given.get(key, "")
    if not text:
        return None
    try:
        return int(text.removesuffix("s").strip())
    except ValueError:
        values = {"value": text[:40], "field": label, "option": key}
        raise InvalidRequest(key="refusal-number", values=values) from None
