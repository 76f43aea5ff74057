"""Describe settings changes in words: one line after a change, one sentence in the history. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.chat.escape import joined, safe
from bot.chat.texts import Texts, Verbatim
from bot.chat.times import timestamp
from bot.guilds.changes.audit import JOB_CANCELLED, JOB_POSTED, PRESET_DELETED, PRESET_SAVED, exact_values
from bot.guilds.changes.slots import limit_named
from bot.guilds.settings import AuditChange, AuditEntry, Scope
from bot.jobs.claim import Measure, limit_words
from bot.jobs.price import money

_NAMES = {
    "kinds_off": "admin-kinds",
    "channel_ids": "admin-channels",
    "role_ids": "admin-roles",
    "results_channel_id": "admin-results",
    "alerts_channel_id": "admin-alerts",
    "age_rule": "admin-age",
    "keep_results": "admin-keep",
    "level_loudness": "admin-loudness",
    "ai_label": "admin-label",
    "soundboard": "admin-soundboard",
    "announcement_locale": "admin-language",
    "prompt_retention_days": "admin-retention",
    "grace_days": "admin-grace",
    "longest_video_seconds": "admin-longest",
    "sharpest_video": "admin-sharpest",
    "largest_count": "admin-count",
    "blocked_user_ids": "admin-blocked-users",
    "blocked_words": "admin-blocked-words",
    "blocked_patterns": "admin-blocked-patterns",
}
_MENTIONS = {
    "channel_ids": "<#{}>", "results_channel_id": "<#{}>", "alerts_channel_id": "<#{}>", "role_ids": "<@&{}>",
    "blocked_user_ids": "<@{}>",
}  # fmt: skip
_LONGEST_VALUE, _LONGEST_LIST = 70, 300
_NOTHING = Verbatim("–")


def change_line(change: AuditChange, texts: Texts, locale: str) -> str:
    """Return a change in one line: "20 → 30 videos a month · The whole server"."""
    old, new = exact_values(change) or (change.old, change.new)
    if change.setting.startswith("limit."):
        return _limit_line(change.setting, old, new, texts, locale)
    if change.setting == "paused":
        return texts.text("change-paused" if new else "change-resumed", locale)
    name = setting_name(change.setting, texts, locale)
    if change.setting == "kinds_off":
        old, new = new, old  # stored is what is off, shown is what is on
    if isinstance(old, list) and isinstance(new, list):
        parts = [("+", new), ("−", old)]
        changes = " · ".join(
            f"{sign} {_listed(change.setting, entries, texts, locale)}" for sign, entries in parts if entries
        )
        return f"{name}: {changes}"
    return f"{name}: {_value(change.setting, old, texts, locale)} → {_value(change.setting, new, texts, locale)}"


def history_line(entry: AuditEntry, texts: Texts, locale: str, owners: Mapping[str, int]) -> str:
    """Return who did what and when. ``owners``: user ids by job id, for jobs that were cancelled or posted again."""
    return f"{timestamp(entry.at, 'f')} {_sentence(entry, texts, locale, owners)}"


def setting_name(setting: str, texts: Texts, locale: str) -> Verbatim:
    """Return the displayed name of a setting."""
    if setting.startswith("defaults."):
        _, kind, field = setting.split(".")
        return Verbatim(f"{texts.command(kind, locale)} `{field.removesuffix('_name').removesuffix('_id')}`")
    key = _NAMES.get(setting)
    return Verbatim(texts.text(key, locale) if key else safe(setting, _LONGEST_VALUE))


def _sentence(entry: AuditEntry, texts: Texts, locale: str, owners: Mapping[str, int]) -> str:
    change = entry.change
    actor = Verbatim(f"<@{entry.actor_id}>" if entry.actor_id else "—")
    old, new = exact_values(change) or (change.old, change.new)
    if change.setting in (JOB_CANCELLED, JOB_POSTED):
        owner = owners.get(change.new)
        owner_mention = Verbatim(f"<@{owner}>" if owner else "—")
        key = "history-cancelled" if change.setting == JOB_CANCELLED else "history-posted"
        return texts.text(key, locale, actor=actor, job=Verbatim(f"`{safe(change.new, 20)}`"), owner=owner_mention)
    if change.setting in (PRESET_SAVED, PRESET_DELETED):
        key = "history-preset-saved" if change.setting == PRESET_SAVED else "history-preset-deleted"
        return texts.text(key, locale, actor=actor, name=safe(change.new, _LONGEST_VALUE))
    if change.setting == "paused":
        return texts.text("history-paused" if new else "history-resumed", locale, actor=actor)
    if change.setting.startswith("limit.") and change.exact:
        return _limit_sentence(change.setting, old, new, actor, texts, locale)
    name = setting_name(change.setting, texts, locale)
    if isinstance(old, list) and isinstance(new, list):
        return _list_sentence(change.setting, old, new, actor, name, texts, locale)
    values = {
        "old": Verbatim(_value(change.setting, old, texts, locale)),
        "new": Verbatim(_value(change.setting, new, texts, locale)),
    }
    return texts.text("history-set", locale, actor=actor, setting=name, **values)


def _list_sentence(
    setting: str, old: list[Any], new: list[Any], actor: Verbatim, name: Verbatim, texts: Texts, locale: str
) -> str:
    keys = ("off", "on") if setting == "kinds_off" else ("added", "removed")
    return " · ".join(
        texts.text(
            f"history-{key}",
            locale,
            actor=actor,
            setting=name,
            values=Verbatim(_listed(setting, entries, texts, locale)),
        )
        for key, entries in zip(keys, (new, old), strict=True)
        if entries
    )


def _limit_sentence(name: str, old: Any, new: Any, actor: Verbatim, texts: Texts, locale: str) -> str:
    limit = limit_named(name)
    who = whom(limit.scope, limit.role_id, texts, locale)
    latest = new or old or {}
    words = limit_words(limit.measure, limit.window, limit.kind, latest.get("amount"), latest.get("currency", ""))
    if new is None:
        key = "history-lifted"
    elif old is None or old["amount"] is None or new["amount"] is None:
        key = "history-limited"
    else:
        key = "history-raised" if new["amount"] > old["amount"] else "history-lowered"
    before = Verbatim(_amount(limit.measure, old))
    return texts.text(key, locale, actor=actor, who=who, old=before, **words)


def _limit_line(name: str, old: Any, new: Any, texts: Texts, locale: str) -> str:
    limit = limit_named(name)
    who = whom(limit.scope, limit.role_id, texts, locale)
    if not isinstance(new, dict) and not isinstance(old, dict):  # an entry from before exact values were stored
        return f"{who}: {safe(str(old), _LONGEST_VALUE) or _NOTHING} → {safe(str(new), _LONGEST_VALUE) or _NOTHING}"
    latest = new or old
    words = limit_words(limit.measure, limit.window, limit.kind, latest["amount"], latest["currency"])
    description = texts.text("limit-what", locale, **words)
    return f"{_amount(limit.measure, old)} → {description} · {who}" if new else f"{description} → {_NOTHING} · {who}"


def whom(scope: Scope, role_id: int | None, texts: Texts, locale: str) -> Verbatim:
    """Return whom a limit applies to."""
    role = {"role": Verbatim(f"<@&{role_id}>")} if scope is Scope.ROLE else {}
    return Verbatim(texts.text(f"limit-who-{scope.value}", locale, **role))


def _amount(measure: Measure, value: Any) -> str:
    if value is None:
        return _NOTHING
    amount = value["amount"]
    if amount is None:
        return "∞"
    return money(amount, value["currency"]) if measure is Measure.MONEY else str(amount)


def _listed(setting: str, entries: list[Any], texts: Texts, locale: str) -> str:
    pattern = _MENTIONS.get(setting)
    if setting == "kinds_off":
        shown = [str(texts.command(str(entry), locale)) for entry in entries]
    else:
        shown = [pattern.format(entry) if pattern else _quoted(str(entry), texts, locale) for entry in entries]
    return joined(shown, texts.text("list-separator", locale), _LONGEST_LIST)


def _quoted(entry: str, texts: Texts, locale: str) -> str:
    return texts.text("list-quoted", locale, text=Verbatim(safe(entry, _LONGEST_VALUE)))


def _value(setting: str, value: object, texts: Texts, locale: str) -> str:
    if setting == "age_rule":
        return texts.text(f"admin-age-{value}", locale)
    if setting == "announcement_locale":
        return texts.languages.get(str(value)) or texts.text("admin-own-language", locale)
    if isinstance(value, bool):
        return texts.text("admin-on" if value else "admin-off", locale)
    if value in (None, ""):
        return _NOTHING
    pattern = _MENTIONS.get(setting)
    return pattern.format(value) if pattern else safe(str(value), _LONGEST_VALUE)
