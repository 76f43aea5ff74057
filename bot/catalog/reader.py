"""Read a catalogue file: TOML in, values or all problems out, each with its entry and field."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, SkipValidation, ValidationError, model_validator
from pydantic_core import ErrorDetails

from bot.catalog.presets import Preset, read_presets
from bot.catalog.prices import read_budget, read_currency
from bot.catalog.values import LONGEST_NAME, MOST_ITEMS, Failures, Limits, Model, Speech, Table, Usual, UsualVoice
from bot.errors import ConfigError
from bot.jobs.claim import Measure, OperatorBudget
from bot.jobs.model import Backend, Kind

# Keyed by pydantic's error types; for all others its own message is clear enough.
_SENTENCES = {
    "missing": "is missing",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
    "tuple_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
}
Place = tuple[str | int, ...]


class Contents(Table):
    """A whole catalogue file."""

    format: Literal[1]
    limits: Limits
    usual: dict[Kind, Usual]
    failures: Failures = Failures()
    speech: Speech
    models: Annotated[tuple[Model, ...], Field(max_length=MOST_ITEMS, alias="model")]
    currency: Annotated[str, BeforeValidator(read_currency)] = ""
    budget: Annotated[SkipValidation[tuple[OperatorBudget, ...]], BeforeValidator(read_budget)] = ()
    presets: Annotated[SkipValidation[Mapping[str, Preset]], BeforeValidator(read_presets)] = Field(
        default_factory=dict
    )

    @model_validator(mode="before")
    @classmethod
    def _inherit_usual(cls, table: dict[str, Any]) -> dict[str, Any]:
        """Let each model inherit its kind's usual duration unless it sets its own."""
        usual, models = table.get("usual"), table.get("model")
        if not isinstance(usual, dict) or not isinstance(models, list):
            return table
        return {**table, "model": [_with_usual(one, usual) for one in models]}

    @model_validator(mode="after")
    def _check_consistency(self) -> Self:
        if missing := [kind for kind in Kind if kind not in self.usual]:
            raise ValueError(f"[usual.{missing[0]}] is missing")
        for kind in (Kind.MUSIC, Kind.SFX, Kind.VIDEO):
            if not any(model.kind is kind for model in self.models):
                raise ValueError(f"[[model]] names no model of kind {str(kind)!r}")
            for backend in Backend:
                _refuse_ambiguous([one for one in self.models if one.kind is kind and backend in one.backends])
        rules = [one for model in self.models for one in (model, *model.versions)]
        priced = self.speech.price is not None or any(one.price is not None for one in rules)
        if not self.currency and (priced or any(one.measure is Measure.MONEY for one in self.budget)):
            raise ValueError('currency must be set, such as "USD", where there are prices or a budget of money')
        return self


def _with_usual(model: Any, usual: dict[str, Any]) -> Any:
    kind = model.get("kind") if isinstance(model, dict) else None
    of_kind = usual.get(kind) if isinstance(kind, str) else None
    return {**of_kind, **model} if isinstance(of_kind, dict) else model


def _refuse_ambiguous(models: Iterable[Model]) -> None:
    """Reject names and defaults that are ambiguous among the models of one kind and product. Raises ValueError."""
    seen: list[Model] = []
    for model in models:
        for other in seen:
            if any(other.is_called(name) for name in (model.name, model.label, *model.aliases)):
                raise ValueError(f"model {model.name!r} shares a name with {other.name!r} of kind {str(model.kind)!r}")
            if model.default and other.default:
                raise ValueError(f"[[model]] has more than one default of kind {str(model.kind)!r} for one product")
        seen.append(model)


_KEYS = {
    field.alias or name
    for table in (Contents, Failures, Limits, Model, Speech, Usual, UsualVoice)
    for name, field in table.model_fields.items()
}


def read(text: str, name: str) -> Contents:
    """Read a catalogue. Raises ConfigError with every problem; ``name`` is what they call the file."""
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise ConfigError([f"{name} is nested too deeply."]) from None
    except ValueError as error:
        raise ConfigError([f"{name} is not valid TOML: {error}."]) from None
    try:
        return Contents.model_validate(table)
    except ValidationError as error:
        problems = [f"{name}: {_sentence(one, table)}" for one in error.errors() if not _is_inherited(one, table)]
        raise ConfigError(list(dict.fromkeys(problems))) from None


def _sentence(error: ErrorDetails, table: Mapping[str, Any]) -> str:
    place, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        place, key = place[:-1], _short(place[-1])
        close = difflib.get_close_matches(key, _KEYS, n=1)
        problem = f"has an unknown key {key!r}" + (f"; did you mean {close[0]!r}?" if close else ".")
    elif kind == "value_error":
        problem = f"{error['ctx']['error']}."
    else:
        problem = _SENTENCES.get(kind) or re.sub(r"^\w+ should", "must", error["msg"])
        problem += "."
    return f"{_where(place, table)} {problem}".strip()


def _is_inherited(error: ErrorDetails, table: Mapping[str, Any]) -> bool:
    """Return whether a model's or version's faulty value is inherited, and so reported where it is defined."""
    place = error["loc"]
    depth = 4 if place[2:3] == ("version",) and len(place) > 4 else 2
    if place[:1] != ("model",) or len(place) <= depth or place[depth] in (_at(table, place[:depth]) or ()):
        return False
    return error["type"] != "missing" or place[depth] in Usual.model_fields


def _where(place: Place, table: Mapping[str, Any]) -> str:
    """Format a place for people: ``[limits] prompt_characters``, ``model 3 (EL) version compose_v2``."""
    names = [_short(one) for one in place if isinstance(one, str) and one != "[key]"]
    if place[:1] == ("model",) and len(place) > 1:
        names[0] = f"model {int(place[1]) + 1} ({_name_at(table, place[:2])})"
        if place[2:3] == ("version",) and len(place) > 3:
            names[1] = f"version {_name_at(table, place[:4])}"
        return " ".join(names)
    field = [] if isinstance(_at(table, tuple(names)), dict) else names[-1:]
    tables = names[: len(names) - len(field)]
    return " ".join((*([f"[{'.'.join(tables)}]"] if tables else []), *field))


def _at(table: Any, place: Place) -> Any:
    """Return the value at a place in the file, None if there is none."""
    for step in place:
        try:
            table = table[step]
        except (KeyError, IndexError, TypeError):
            return None
    return table


def _name_at(table: Mapping[str, Any], place: Place) -> str:
    name = _at(table, (*place, "name"))
    return _short(name) if isinstance(name, str) and name.isprintable() else "?"


def _short(key: object) -> str:
    return str(key)[:LONGEST_NAME]
