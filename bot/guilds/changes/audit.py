"""What a change of settings comes to, line by line: in words, and exactly, so that it can be taken back. Pure.

A line about a list holds what came and what went, so that taking it back leaves alone what others did meanwhile.
"""

import json
from collections.abc import Sequence

from bot.guilds.changes.slots import SETS, Values, values_of, with_values
from bot.guilds.settings import AuditChange, AuditEntry, GuildSettings

_LONGEST_VALUE = 500
JOB_CANCELLED, JOB_POSTED = "job.cancelled", "job.posted"
"""Lines of what a moderator did with somebody's job; the new value is the job's id."""

PRESET_SAVED, PRESET_DELETED = "preset.saved", "preset.deleted"
"""Lines of what an admin did with the server's saved requests; the new value is the name."""


def differences(old: GuildSettings, new: GuildSettings) -> list[AuditChange]:
    """Return one line for each slot that differs."""
    before, after = values_of(old), values_of(new)
    names = [*before, *(name for name in after if name not in before)]
    return [_line(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]


def _line(name: str, old: object, new: object) -> AuditChange:
    if name in SETS and isinstance(old, list) and isinstance(new, list):
        went = [entry for entry in old if entry not in new]
        came = [entry for entry in new if entry not in old]
        exact = json.dumps({"went": went, "came": came})
        told = [_cut(", ".join(sorted(map(str, entries)))) for entries in (went, came)]
        return AuditChange(name, told[0], told[1], exact)
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
    """Return the old and the new value of a line, exactly; of a list what went and what came. None: it has none."""
    if not change.exact:
        return None
    told = json.loads(change.exact)
    return (told["went"], told["came"]) if "went" in told else (told["old"], told["new"])


def reverted(settings: GuildSettings, entries: Sequence[AuditEntry]) -> GuildSettings:
    """Return settings with changes taken back. Lines that say nothing exact stay."""
    values = values_of(settings)
    back: dict[str, object] = {}
    for entry in entries:
        found = exact_values(entry.change)
        if found is not None:
            back[entry.change.setting] = _before(entry.change.setting, values, *found)
    return with_values(settings, back)


def _before(name: str, values: Values, old: object, new: object) -> object:
    current = values.get(name)
    if not isinstance(current, list) or not isinstance(old, list) or not isinstance(new, list):
        return old
    return sorted({*(entry for entry in current if entry not in new), *old})
