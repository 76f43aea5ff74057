"""Describe a change of settings line by line: in words, and exactly, so that it can be reverted. Pure.

A line about a list holds what was added and removed, so that reverting it leaves alone what others did meanwhile.
"""

import json
from collections.abc import Sequence

from bot.guilds.changes.slots import SETS, Values, values_of, with_values
from bot.guilds.settings import AuditChange, AuditEntry, GuildSettings

_LONGEST_VALUE = 500
JOB_CANCELLED, JOB_POSTED = "job.cancelled", "job.posted"
"""Lines for what a moderator did with somebody's job; the new value is the job's id."""

PRESET_SAVED, PRESET_DELETED = "preset.saved", "preset.deleted"
"""Lines for what an admin did with the server's saved requests; the new value is the name."""


def differences(old: GuildSettings, new: GuildSettings) -> list[AuditChange]:
    """Return one line for each slot that differs."""
    before, after = values_of(old), values_of(new)
    names = [*before, *(name for name in after if name not in before)]
    return [_line(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]


def _line(name: str, old: object, new: object) -> AuditChange:
    if name in SETS and isinstance(old, list) and isinstance(new, list):
        removed = [entry for entry in old if entry not in new]
        added = [entry for entry in new if entry not in old]
        exact = json.dumps({"went": removed, "came": added})
        texts = [_cut(", ".join(sorted(map(str, entries)))) for entries in (removed, added)]
        return AuditChange(name, texts[0], texts[1], exact)
    return AuditChange(name, _cut(_shown(old)), _cut(_shown(new)), json.dumps({"old": old, "new": new}))


def _shown(value: object) -> str:
    if isinstance(value, dict):  # a limit
        amount = value["amount"]
        return "unlimited" if amount is None else f"{amount} {value['currency']}".strip()
    if value is None:
        return ""
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def exact_values(change: AuditChange) -> tuple[object, object] | None:
    """Return the exact old and new value of a line; for a list, what was removed and added. None: it has none."""
    if not change.exact:
        return None
    exact = json.loads(change.exact)
    return (exact["went"], exact["came"]) if "went" in exact else (exact["old"], exact["new"])


def reverted(settings: GuildSettings, entries: Sequence[AuditEntry]) -> GuildSettings:
    """Return settings with changes reverted. Lines without exact values are skipped."""
    values = values_of(settings)
    restored: dict[str, object] = {}
    for entry in entries:
        exact = exact_values(entry.change)
        if exact is not None:
            restored[entry.change.setting] = _reverted_value(entry.change.setting, values, *exact)
    return with_values(settings, restored)


def _reverted_value(name: str, values: Values, old: object, new: object) -> object:
    current = values.get(name)
    if not isinstance(current, list) or not isinstance(old, list) or not isinstance(new, list):
        return old
    return sorted({*(entry for entry in current if entry not in new), *old})
