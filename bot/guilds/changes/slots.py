"""A server's settings as a flat table of named values and back. Pure.

Each value is in a slot with a stable name: ``paused``, ``defaults.music.model``, ``limit.user.video.count.day``.
The audit, *Undo*, *Revert* and the file that moves settings to another server all use slots, with values that JSON
can hold. A limit that is not set has no slot.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from bot.guilds.settings import AgeRule, GuildSettings, KindDefaults, Limit, Scope
from bot.jobs.claim import Measure, Window
from bot.jobs.model import AudioFormat, Kind

Values = Mapping[str, object]
SETS: Mapping[str, type[Any]] = {
    "kinds_off": Kind, "channel_ids": int, "role_ids": int, "blocked_user_ids": int, "blocked_words": str,
    "blocked_patterns": str,
}  # fmt: skip
"""Slots that hold lists, whose order means nothing, with the type of their entries."""

PLAIN = tuple(
    field.name for field in fields(GuildSettings) if field.name not in {*SETS, "guild_id", "limits", "defaults"}
)
_SWITCHES = frozenset(field.name for field in fields(GuildSettings) if isinstance(field.default, bool))
_LIMIT, _DEFAULTS = "limit.", "defaults."


def canonical(settings: GuildSettings) -> GuildSettings:
    """Return settings in a canonical form that equal ones share: sorted lists, no empty defaults."""
    return replace(
        settings,
        blocked_words=tuple(sorted(set(settings.blocked_words))),
        blocked_patterns=tuple(sorted(set(settings.blocked_patterns))),
        limits=tuple(sorted(settings.limits, key=lambda limit: limit.name)),
        defaults={kind: chosen for kind in Kind if (chosen := settings.defaults_for(kind)) != KindDefaults()},
    )


def values_of(settings: GuildSettings) -> dict[str, object]:
    """Return every slot with its value."""
    values: dict[str, object] = {name: getattr(settings, name) for name in PLAIN}
    values["age_rule"] = settings.age_rule.value
    values |= {name: sorted(map(_plain, getattr(settings, name))) for name in SETS}
    for kind in Kind:
        chosen = settings.defaults_for(kind)
        for field in fields(KindDefaults):
            value = getattr(chosen, field.name)
            values[f"{_DEFAULTS}{kind.value}.{field.name}"] = value.value if isinstance(value, AudioFormat) else value
    return values | {limit.name: {"amount": limit.amount, "currency": limit.currency} for limit in settings.limits}


def with_values(settings: GuildSettings, values: Values) -> GuildSettings:
    """Return settings with these slots set; ``None`` removes a limit. Raises ValueError for what no slot can hold."""
    changes: dict[str, Any] = {}
    limits = {limit.name: limit for limit in settings.limits}
    defaults = dict(settings.defaults)
    for name, value in values.items():
        if name in PLAIN:
            changes[name] = checked_value(name, value)
        elif name in SETS:
            changes[name] = collected(name, (checked_entry(name, entry) for entry in _of(list, value)))
        elif name.startswith(_DEFAULTS):
            kind, field = _default_slot(name)
            chosen: dict[str, Any] = {field: _checked_default(field, value)}
            defaults[kind] = replace(defaults.get(kind, KindDefaults()), **chosen)
        elif value is None:
            limits.pop(limit_named(name).name, None)
        else:
            limits[name] = _checked_limit(name, value)
    return canonical(replace(settings, **changes, limits=tuple(limits.values()), defaults=defaults))


def limit_named(name: str) -> Limit:
    """Return the limit of a slot, without its amount. Raises ValueError for a name that is not a limit's."""
    parts = name.split(".")
    if parts[:1] != ["limit"]:
        raise ValueError("unknown setting")
    rest = parts[1:]
    scope = Scope(rest.pop(0)) if rest else None
    role_id = int(rest.pop(0)) if scope is Scope.ROLE and rest and rest[0].isdecimal() else None
    kind = Kind(rest.pop(0)) if rest and rest[0] in set(Kind) else None
    measure = Measure(rest.pop(0)) if rest else None
    window = Window(rest.pop(0)) if rest else None
    if scope is None or measure is None or rest:
        raise ValueError("not a limit")
    return Limit(scope, measure, window, None, role_id, kind)


def _plain(value: object) -> Any:
    return value.value if isinstance(value, Kind) else value


def checked_value(name: str, value: object) -> object:
    """Return the value of a single-value slot. Raises ValueError for one that it can't hold."""
    if name == "age_rule":
        return AgeRule(str(value))
    if name in _SWITCHES:
        return _of(bool, value)
    if name in ("announcement_locale", "sharpest_video"):
        return _of(str, value)
    return value if value is None and name != "grace_days" else _of(int, value)


def checked_entry(name: str, entry: object) -> object:
    """Return an entry of a list slot. Raises ValueError for one that it can't hold."""
    return Kind(str(entry)) if SETS[name] is Kind else _of(SETS[name], entry)


def collected(name: str, entries: Iterable[object]) -> Collection[object]:
    """Return a list's entries as settings hold them."""
    return tuple(entries) if SETS[name] is str else frozenset(entries)


def _default_slot(name: str) -> tuple[Kind, str]:
    _, kind, field = name.split(".")
    if field not in {one.name for one in fields(KindDefaults)}:
        raise ValueError("unknown setting")
    return Kind(kind), field


def _checked_default(field: str, value: object) -> object:
    if field == "format":
        return None if value is None else AudioFormat(str(value))
    return _of(str, value)


def _checked_limit(name: str, value: object) -> Limit:
    given = _of(dict, value)
    amount, currency = given.get("amount"), given.get("currency", "")
    if set(given) - {"amount", "currency"}:
        raise ValueError("unknown part of a limit")
    return replace(limit_named(name), amount=None if amount is None else _of(int, amount), currency=_of(str, currency))


def _of(cls: type[Any], value: object) -> Any:
    if type(value) is not cls:
        raise ValueError(f"{cls.__name__} expected")
    return value


def ids_in(name: str, value: object) -> Collection[int]:
    """Return the ids of channels and roles in a slot; those of people are the same in every server."""
    if name in ("channel_ids", "role_ids") and isinstance(value, list):
        return value
    if name in ("results_channel_id", "alerts_channel_id") and isinstance(value, int):
        return [value]
    if name.startswith(f"{_LIMIT}role."):
        role_id = limit_named(name).role_id
        return [] if role_id is None else [role_id]
    return []
