"""Convert a server's settings to JSON text and back, read as leniently as everything else on disk."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any, TypeVar

from bot.guilds.changes.slots import PLAIN, SETS, canonical, checked_entry, checked_value, collected
from bot.guilds.operator_state import OperatorState
from bot.guilds.settings import GuildSettings, KindDefaults, Limit, Scope
from bot.jobs.claim import Measure, Window
from bot.jobs.model import Kind
from bot.store.jobs.codec import dump, restore

_E = TypeVar("_E", bound=StrEnum)


def dump_settings(settings: GuildSettings) -> str:
    """Return settings as JSON text; sets are written in order, so that equal settings give equal texts."""
    written: dict[str, Any] = {}
    for field in fields(settings):
        value = getattr(settings, field.name)
        written[field.name] = sorted(value) if isinstance(value, frozenset) else value
    del written["guild_id"]
    written["limits"] = [asdict(limit) for limit in settings.limits]
    written["defaults"] = {kind.value: asdict(value) for kind, value in settings.defaults.items()}
    return json.dumps(written, separators=(",", ":"))


def load_settings(guild_id: int, text: str) -> GuildSettings:
    """Return the settings of a row; what can't be read takes its default."""
    raw = json.loads(text)
    given: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
    read: dict[str, Any] = {}
    for name in PLAIN:
        if name in given:
            with suppress(ValueError):
                read[name] = checked_value(name, given[name])
    for name in SETS:
        read[name] = collected(name, _readable(name, given.get(name)))
    read["limits"] = tuple(filter(None, map(_limit, _list(given.get("limits")))))
    return canonical(GuildSettings(guild_id, defaults=_defaults(given.get("defaults")), **read))


def dump_operator(state: OperatorState) -> str:
    """Return the operator's state as JSON text."""
    return dump(state)


def load_operator(text: str | None) -> OperatorState:
    """Return the operator's state, the default where there is none."""
    return OperatorState() if text is None else restore(OperatorState, json.loads(text))


def _readable(name: str, raw: object) -> Iterator[object]:
    for entry in _list(raw):
        with suppress(ValueError):
            yield checked_entry(name, entry)


def _list(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else []


def _word(cls: type[_E], raw: object) -> _E | None:
    return next((member for member in cls if member.value == raw), None)


def _number(raw: object) -> int | None:
    return raw if type(raw) is int else None


def _defaults(raw: object) -> dict[Kind, KindDefaults]:
    given = raw if isinstance(raw, dict) else {}
    return {kind: restore(KindDefaults, given[kind.value]) for kind in Kind if kind.value in given}


def _limit(raw: object) -> Limit | None:
    """Return a limit; None for one that can't be read: a limit must not turn into another."""
    given: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
    scope, measure = _word(Scope, given.get("scope")), _word(Measure, given.get("measure"))
    window = _word(Window, given.get("window"))
    if scope is None or measure is None or (window is None) != (measure is Measure.AT_ONCE):
        return None
    kind = _word(Kind, given.get("kind"))
    if kind is None and given.get("kind") is not None:
        return None
    amount, role_id, currency = _number(given.get("amount")), _number(given.get("role_id")), given.get("currency")
    return Limit(scope, measure, window, amount, role_id, kind, currency if isinstance(currency, str) else "")
