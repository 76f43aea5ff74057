"""One window: up to five fields made from values, and a request made from what was filled in. Sent once, one job."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.chat.interaction.answers import AnyInteraction, answering, locale_of, tell
from bot.chat.interaction.flow import caller_of, check_place, submit_request
from bot.chat.interaction.open_modals import CUSTOM_ID_PREFIX, KnownWindow, kept_text
from bot.chat.texts import Texts
from bot.errors import InvalidRequest, Refusal
from bot.jobs.model import Request
from bot.service.job_service import JobService

MOST_FIELDS = 5
LONGEST_TEXT = 4000
_LONGEST_LABEL = 45
_LONGEST_CHOICE = 100
_MOST_CHOICES = 25
# Long enough to write a song in; without an end, every window that is closed unsent would stay in memory.
_OPEN_SECONDS = 3600.0

Values = Mapping[str, str]
MakeRequest = Callable[[Values], Request]


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a select."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a window: a line, a paragraph, or with ``choices`` a select. ``label``: in the reader's words."""

    key: str
    label: str
    default: str = field(default="", repr=False)
    choices: tuple[Choice, ...] = ()
    paragraph: bool = False
    required: bool = False
    longest: int = 100
    hint: str = ""

    def can_hold(self) -> bool:
        """Tell whether the old value goes into the field unchanged; if not, the field is left out and it is kept."""
        return bool(self.choices) or len(self.default) <= self.longest


class Window(KnownWindow):
    """A window that makes a job when it is sent."""

    def __init__(
        self, service: JobService, texts: Texts, title: str, fields: Sequence[Field], make_request: MakeRequest
    ) -> None:
        custom_id = f"{CUSTOM_ID_PREFIX}{secrets.token_hex(8)}"
        super().__init__(title=title[:_LONGEST_LABEL], timeout=_OPEN_SECONDS, custom_id=custom_id)
        self._service = service
        self._texts = texts
        self._make_request = make_request
        self._inputs: dict[str, discord.ui.TextInput[Any] | discord.ui.Select[Any]] = {}
        for shown in [one for one in fields if one.can_hold()][:MOST_FIELDS]:
            component = self._inputs[shown.key] = _input_of(shown)
            hint = shown.hint[:100] or None
            self.add_item(discord.ui.Label(text=shown.label[:_LONGEST_LABEL], description=hint, component=component))

    def values(self) -> dict[str, str]:
        """Return what was filled in, by field."""
        return {key: _value_of(component) for key, component in self._inputs.items()}

    async def on_submit(self, interaction: AnyInteraction, /) -> None:
        """Make the job; what can't work is told, with the longest text given back as a file."""
        async with answering(interaction, self._texts):
            if self.sent:
                await tell(interaction, self._texts.text("answer-window-used", locale_of(interaction)))
                return
            self.sent = True
            try:
                request = self._make_request(self.values())
                check_place(interaction, self._texts)
                self._service.check(caller_of(interaction), request)
            except Refusal as error:
                await tell(interaction, self._texts.error(error, locale_of(interaction)), file=kept_text(self.values()))
                return
            await submit_request(interaction, self._service, self._texts, request)


def _input_of(shown: Field) -> "discord.ui.TextInput[Any] | discord.ui.Select[Any]":
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
        for choice in shown.choices[:_MOST_CHOICES]
    ]
    return discord.ui.Select(custom_id=shown.key, options=options, required=shown.required)


def _value_of(component: "discord.ui.TextInput[Any] | discord.ui.Select[Any]") -> str:
    if isinstance(component, discord.ui.TextInput):
        return component.value.strip()
    return component.values[0] if component.values else ""


def whole_number(values: Values, key: str, label: str) -> int | None:
    """Return the whole number of a field, None when it is empty. Raises InvalidRequest."""
    text = values.get(key, "")
    if not text:
        return None
    try:
        return int(text.removesuffix("s").strip())
    except ValueError:
        raise InvalidRequest(key="refusal-number", values={"value": text[:40], "field": label}) from None
