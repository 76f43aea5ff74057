"""List what a change of settings changed, line by line, for the audit. Pure; needs no language."""

from collections.abc import Collection, Iterator
from dataclasses import fields

from bot.guilds.settings import AuditChange, GuildSettings, KindDefaults
from bot.jobs.model import Kind

_OWN_LINES = frozenset({"guild_id", "limits", "defaults"})
_LONGEST_VALUE = 500


def differences(old: GuildSettings, new: GuildSettings) -> list[AuditChange]:
    """Return one line for each setting that differs."""
    return [
        AuditChange(name, _cut(before), _cut(after)) for name, before, after in _values(old, new) if before != after
    ]


def _values(old: GuildSettings, new: GuildSettings) -> Iterator[tuple[str, str, str]]:
    """Yield (setting, old, new), in the order people see settings."""
    for field in fields(GuildSettings):
        if field.name not in _OWN_LINES:
            before, after = getattr(old, field.name), getattr(new, field.name)
            if isinstance(before, (frozenset, tuple)):
                # Lists may be long: only what came and went is of interest.
                yield field.name, _listed(before, after), _listed(after, before)
            else:
                yield field.name, _shown(before), _shown(after)
    for kind in Kind:
        for field in fields(KindDefaults):
            pair = (getattr(one.defaults_for(kind), field.name) for one in (old, new))
            before, after = (_shown(value) for value in pair)
            yield f"defaults.{kind}.{field.name}", before, after
    limits_before = {limit.slot: limit for limit in old.limits}
    limits_after = {limit.slot: limit for limit in new.limits}
    for slot in [*limits_before, *(slot for slot in limits_after if slot not in limits_before)]:
        limits = [of.get(slot) for of in (limits_before, limits_after)]
        name = next(limit.name for limit in limits if limit is not None)
        told = ["" if limit is None else _shown(limit.amount, none="unlimited") for limit in limits]
        yield name, told[0], told[1]


def _listed(entries: Collection[object], others: Collection[object]) -> str:
    return ", ".join(sorted(_shown(entry) for entry in entries if entry not in others))


def _shown(value: object, none: str = "") -> str:
    if value is None:
        return none
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
