"""Autocomplete suggestions. Everything comes from memory: nothing here uses a network or a database."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from discord import app_commands

from bot.catalog.catalog import Catalog, Model, Rules, spans
from bot.chat.interaction.answers import AnyInteraction, locale_of
from bot.chat.render.voices import voice_facts
from bot.chat.texts import Texts
from bot.chat.times import clock_length, span
from bot.errors import InvalidRequest
from bot.jobs.model import Backend, Kind, Voice
from cogs._common.words import word

MAX_CHOICES = 25
_MAX_NAME = 100
Choices = list[app_commands.Choice[str]]

FORM_CHOICES = [
    app_commands.Choice(name=word("file", "choice-file"), value="file"),
    app_commands.Choice(name=word("voice message", "choice-voice"), value="voice"),
]

GENDER_CHOICES = [
    app_commands.Choice(name=word("female", "choice-female"), value="female"),
    app_commands.Choice(name=word("male", "choice-male"), value="male"),
]


Chosen = TypeVar("Chosen", bound=StrEnum)


def member(kind: type[Chosen], value: str) -> Chosen:
    """Return the member a choice stands for. Raises InvalidRequest for one never offered, which only forgers send."""
    try:
        return kind(value)
    except ValueError:
        # The value is what somebody typed: it goes neither into the sentence nor into the log.
        raise InvalidRequest(key="refusal-command-changed") from None


def option_of(interaction: AnyInteraction, name: str) -> str:
    """Return the current value of another option, empty if it is not text."""
    value = getattr(interaction.namespace, name, None)
    return value if isinstance(value, str) else ""


def matching(typed: str, items: Iterable[tuple[str, str]]) -> Choices:
    """Return choices of (name, value) that contain what was typed, those that begin with it first."""
    wanted = typed.strip().casefold()
    matches = [
        (not (name.casefold().startswith(wanted) or value.casefold().startswith(wanted)), position, name, value)
        for position, (name, value) in enumerate(items)
        if wanted in name.casefold() or wanted in value.casefold()
    ]
    return [choice(name, value) for _, _, name, value in sorted(matches)[:MAX_CHOICES]]


def choice(name: str, value: str) -> app_commands.Choice[str]:
    """Return one choice, its name cut to what Discord shows."""
    shown = name if len(name) <= _MAX_NAME else name[: _MAX_NAME - 1] + "…"
    return app_commands.Choice(name=shown or "…", value=value[:_MAX_NAME])


def model_choices(catalog: Catalog, kind: Kind, typed: str, texts: Texts, locale: str) -> Choices:
    """Return models of a kind with the length of a result, whether they sing, and the usual time to make it."""
    models = catalog.models(kind, Backend.MPS)
    return matching(typed, ((_model_line(catalog, item, texts, locale), item.name) for item in models))


def _model_line(catalog: Catalog, model: Model, texts: Texts, locale: str) -> str:
    version = model.default_version
    rules: Rules = next((one for one in model.versions if one.name == version), model)
    lengths = f"{spans(rules.durations)} s" if rules.durations else ""
    length = clock_length(rules.output_seconds) if rules.output_seconds else lengths
    sings = texts.text("choice-model-lyrics", locale, need=rules.lyrics.value) if model.kind is Kind.MUSIC else ""
    usual_seconds, _ = catalog.prior(model.kind, model.name, version)
    facts = [catalog.label(model.kind, model.name, version), length, sings]
    return " · ".join([*filter(None, facts), span(usual_seconds, usual_seconds, texts, locale)])


def duration_choices(offered: Iterable[int], typed: str) -> list[app_commands.Choice[int]]:
    """Return lengths in seconds that begin with what was typed."""
    matches = [seconds for seconds in offered if str(seconds).startswith(str(typed).strip())]
    return [app_commands.Choice(name=f"{seconds} s", value=seconds) for seconds in matches[:MAX_CHOICES]]


def version_choices(interaction: AnyInteraction, catalog: Catalog, texts: Texts, kind: Kind, typed: str) -> Choices:
    """Return versions of the chosen model; an unlisted one is offered, marked as such, if the model takes others."""
    model = catalog.find(kind, option_of(interaction, "model"), Backend.MPS)
    if model is None:
        return []
    text = typed.strip()
    choices = matching(text, ((model.label_of(item.name), item.name) for item in model.ordered_versions))
    if text and model.other_versions and not catalog.lists_version(kind, model.name, text) and len(text) <= 40:
        name = texts.text("choice-version-unlisted", locale_of(interaction), version=text)
        choices = [*choices[: MAX_CHOICES - 1], choice(name, text)]
    return choices


def language_choices(catalog: Catalog, typed: str, first: str = "") -> Choices:
    """Return languages, the one with the code ``first`` at the top."""
    languages = sorted(catalog.speech.languages, key=lambda language: language.code != first)
    return matching(typed, ((language.label, language.code) for language in languages))


def voice_label(catalog: Catalog, voice: Voice, texts: Texts, locale: str) -> str:
    """Return how a voice is shown: name, gender, age, languages."""
    known = voice_facts(catalog, voice, texts, locale)
    return f"{voice.name} ({known})" if known else voice.name
