"""Render the audit log, one line a change. Settings keep their own names, so the lines need no language."""

import re
from collections.abc import Sequence

import discord

from bot.chat.escape import joined, safe
from bot.chat.texts import Texts
from bot.chat.times import timestamp
from bot.guilds.settings import AuditEntry

PAGE_LENGTH = 15
_LONGEST_VALUE = 70
_ID = re.compile(r"\d{15,20}")
_MENTIONS = {
    "channel_ids": "<#{}>", "results_channel_id": "<#{}>", "role_ids": "<@&{}>", "blocked_user_ids": "<@{}>",
}  # fmt: skip


def render_audit(entries: Sequence[AuditEntry], texts: Texts, locale: str) -> discord.Embed:
    """Return a page of the audit; its last line tells how to turn it."""
    embed = discord.Embed(
        title=texts.text("audit-title", locale)[:256],
        description=joined((_line(entry) for entry in entries), "\n", 4096) or texts.text("audit-empty", locale),
    )
    if len(entries) == PAGE_LENGTH:
        embed.set_footer(text=texts.text("audit-more", locale, id=entries[-1].id)[:2048])
    return embed


def _line(entry: AuditEntry) -> str:
    change = entry.change
    who = f"<@{entry.actor_id}>" if entry.actor_id else "—"
    old, new = (_value(change.setting, value) for value in (change.old, change.new))
    return f"{timestamp(entry.at, 'f')} {who} `{change.setting}`: {old} → {new}"


def _value(setting: str, value: str) -> str:
    pattern = _MENTIONS.get(setting)
    if pattern is None:
        return safe(value, _LONGEST_VALUE) or "–"
    return " ".join(pattern.format(found) for found in _ID.findall(value)[:3]) or "–"
