"""Render a server's usage: a table by kind, the latest days, the people; and the chart's numbers. Pure."""

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import discord

from bot.chat.render.parts import BLUE
from bot.chat.texts import Texts, Verbatim
from bot.chat.times import timestamp
from bot.guilds.usage import Allowance, Usage, UsageRow
from bot.jobs.model import Kind

PICTURE = "usage.png"
_SHOWN_DAYS = 7
_SHOWN_PEOPLE = 10


def render_usage(usage: Usage, budget: Sequence[Allowance], texts: Texts, locale: str) -> discord.Embed:
    """Return the tables; ``budget``: what is left of the server's own limits."""
    days = usage.to_day - usage.from_day + 1
    embed = discord.Embed(
        title=texts.text("usage-title", locale, days=days)[:256],
        description=_by_kind(usage, texts, locale) if usage.rows else texts.text("usage-empty", locale),
        colour=BLUE,
    )
    if usage.rows:
        name = texts.text("usage-days", locale)[:256]
        embed.add_field(name=name, value=_by_day(usage, texts, locale), inline=False)
    if usage.users:
        name = texts.text("usage-people", locale)[:256]
        embed.add_field(name=name, value=_by_person(usage, texts, locale), inline=False)
    if budget:
        lines = [allowance_line(one, texts, locale) for one in budget]
        embed.add_field(name=texts.text("usage-budget", locale)[:256], value="\n".join(lines)[:1024], inline=False)
    return embed


def chart_days(usage: Usage) -> list[dict[str, int]]:
    """Return how much of each kind was made on each day, empty days included."""
    days: list[dict[str, int]] = [{} for _ in range(usage.to_day - usage.from_day + 1)]
    for row in usage.rows:
        days[row.day - usage.from_day][row.kind.value] = row.count
    return days


def allowance_line(allowance: Allowance, texts: Texts, locale: str) -> str:
    """Return what is left of a bound, and when it begins anew."""
    line = texts.text(allowance.key, locale, **allowance.values)
    return line if allowance.free_at is None else f"{line} ({timestamp(allowance.free_at)})"


def _by_kind(usage: Usage, texts: Texts, locale: str) -> str:
    lines = [_summed(f"/{kind.value}", [row for row in usage.rows if row.kind is kind]) for kind in Kind]
    return _table([_head(texts, locale, ""), *lines, _summed("Σ", usage.rows)])


def _by_day(usage: Usage, texts: Texts, locale: str) -> str:
    days = sorted({row.day for row in usage.rows}, reverse=True)[:_SHOWN_DAYS]
    lines = [_summed(_date(day), [row for row in usage.rows if row.day == day]) for day in days]
    return _table([_head(texts, locale, "UTC"), *lines])


def _by_person(usage: Usage, texts: Texts, locale: str) -> str:
    lines = []
    for one in usage.users[:_SHOWN_PEOPLE]:
        who = Verbatim(f"<@{one.user_id}>" if one.user_id else "—")
        lines.append(texts.text("usage-person", locale, who=who, count=one.count, seconds=round(one.seconds)))
    return "\n".join(lines)[:1024]


def _head(texts: Texts, locale: str, first: str) -> tuple[str, ...]:
    return (first, *(texts.text(f"usage-{name}", locale) for name in ("requests", "seconds", "returned")))


def _summed(name: str, rows: Sequence[UsageRow]) -> tuple[str, ...]:
    sums = (sum(row.count for row in rows), round(sum(row.seconds for row in rows)), sum(row.returned for row in rows))
    return (name, *map(str, sums))


def _date(day: int) -> str:
    return f"{datetime.fromtimestamp(0, UTC) + timedelta(days=day):%Y-%m-%d}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows in a code block, the first column left and the others right."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        first = row[0] + " " * (widths[0] - _width(row[0]))
        cells = (" " * (width - _width(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True))
        lines.append("  ".join([first, *cells]))
    return "```\n" + "\n".join(lines) + "\n```"


def _width(text: str) -> int:
    """Return how many columns a text takes where every letter is as wide: ideographs take two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
