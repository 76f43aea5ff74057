"""Convert a server's settings to JSON text and back, read as leniently as everything else on disk."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any, TypeVar

from bot.guilds.changes.slots import canonical
from bot.guilds.operator_state import OperatorState
from bot.guilds.settings import AgeRule, GuildSettings, KindDefaults, Limit, Scope
from bot.jobs.claim import Measure, Window
from bot.jobs.model import Kind
from bot.store.jobs.codec import dump, restore

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)
_PLAIN = {
    "paused": bool,
    "keep_results": bool,
    "level_loudness": bool,
    "ai_label": bool,
    "soundboard": bool,
    "announcement_locale": str,
    "grace_days": int,
    "sharpest_video": str,
}


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
    plain = {name: given[name] for name, cls in _PLAIN.items() if type(given.get(name)) is cls}
    settings = GuildSettings(
        guild_id=guild_id,
        kinds_off=frozenset(_each(given.get("kinds_off"), lambda one: _word(Kind, one))),
        channel_ids=_ids(given.get("channel_ids")),
        role_ids=_ids(given.get("role_ids")),
        results_channel_id=_number(given.get("results_channel_id")),
        alerts_channel_id=_number(given.get("alerts_channel_id")),
        defaults=_defaults(given.get("defaults")),
        age_rule=_word(AgeRule, given.get("age_rule")) or AgeRule.ANYWHERE,
        limits=tuple(_each(given.get("limits"), _limit)),
        longest_video_seconds=_number(given.get("longest_video_seconds")),
        largest_count=_number(given.get("largest_count")),
        blocked_user_ids=_ids(given.get("blocked_user_ids")),
        blocked_words=tuple(_each(given.get("blocked_words"), _string)),
        blocked_patterns=tuple(_each(given.get("blocked_patterns"), _string)),
        prompt_retention_days=_number(given.get("prompt_retention_days")),
        **plain,
    )
    return canonical(settings)


def dump_operator(state: OperatorState) -> str:
    """Return the operator's word as JSON text."""
    return dump(state)


def load_operator(text: str | None) -> OperatorState:
    """Return the operator's word, the default where there is none."""
    return OperatorState() if text is None else restore(OperatorState, json.loads(text))


def _each(raw: object, read: Callable[[object], _T | None]) -> list[_T]:
    entries = raw if isinstance(raw, list) else []
    return [value for entry in entries if (value := read(entry)) is not None]


def _word(cls: type[_E], raw: object) -> _E | None:
    return next((member for member in cls if member.value == raw), None)


def _number(raw: object) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _string(raw: object) -> str | None:
    return raw if isinstance(raw, str) else None


def _ids(raw: object) -> frozenset[int]:
    return frozenset(_each(raw, _number))


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
    amount, role_id = _number(given.get("amount")), _number(given.get("role_id"))
    return Limit(scope, measure, window, amount, role_id, kind, _string(given.get("currency")) or "")
