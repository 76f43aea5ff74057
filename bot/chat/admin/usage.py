"""Render a server's usage by kind, day, model and person, and the numbers for the chart. Pure."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import discord

from bot.chat.render.parts import BLUE
from bot.chat.texts import Texts, Verbatim
from bot.chat.times import timestamp
from bot.guilds.usage import Allowance, Usage, UsageRow
from bot.jobs.model import Kind
from bot.jobs.price import MICRO, money

PICTURE = "usage.png"
TABLE = "usage.csv"
_SHOWN_DAYS = 7
_SHOWN_PEOPLE = 10
_SHOWN_MODELS = 8
_LONGEST_MODEL = 20
_HUNDREDTH = MICRO // 100


def render_usage(usage: Usage, budget: Sequence[Allowance], texts: Texts, locale: str) -> discord.Embed:
    """Return an embed with the tables. ``budget``: what is left of the server's own limits."""
    days = usage.to_day - usage.from_day + 1
    embed = discord.Embed(
        title=texts.text("usage-title", locale, days=days)[:256],
        description=_by_kind(usage, texts, locale) if usage.rows else texts.text("usage-empty", locale),
        colour=BLUE,
    )
    if usage.rows:
        name = texts.text("usage-days", locale)[:256]
        embed.add_field(name=name, value=_by_day(usage, texts, locale), inline=False)
    if any(row.model for row in usage.rows):
        name = texts.text("usage-models", locale)[:256]
        embed.add_field(name=name, value=_by_model(usage, texts, locale), inline=False)
    if usage.users:
        name = texts.text("usage-people", locale)[:256]
        embed.add_field(name=name, value=_by_person(usage, texts, locale), inline=False)
    still_open = sum(row.open_count for row in usage.rows)
    if still_open:
        embed.set_footer(text=texts.text("usage-open", locale, count=still_open)[:2048])
    if budget:
        lines = [allowance_line(one, texts, locale) for one in budget]
        embed.add_field(name=texts.text("usage-budget", locale)[:256], value="\n".join(lines)[:1024], inline=False)
    return embed


class Charted(StrEnum):
    """What the chart shows."""

    REQUESTS = "requests"
    SECONDS = "seconds"
    MONEY = "money"


def chart_days(usage: Usage, charted: Charted = Charted.REQUESTS) -> list[dict[str, int]]:
    """Return the amount of each kind for each day, empty days included; money in hundredths of the currency."""
    days: list[dict[str, float]] = [{} for _ in range(usage.to_day - usage.from_day + 1)]
    for row in usage.rows:
        amount = {Charted.REQUESTS: row.count, Charted.SECONDS: row.seconds, Charted.MONEY: row.cost / _HUNDREDTH}[
            charted
        ]
        day = days[row.day - usage.from_day]
        day[row.kind.value] = day.get(row.kind.value, 0.0) + amount
    return [{kind: round(amount) for kind, amount in day.items()} for day in days]


def usage_csv(usage: Usage) -> str:
    """Return every row as comma-separated values, for a spreadsheet."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("day", "command", "model", "requests", "open", "free", "seconds", "cost", "currency"))
    for row in usage.rows:
        cost = f"{row.cost / MICRO:.6f}" if usage.currency else ""
        amounts = (row.count, row.open_count, row.returned, f"{row.seconds:.1f}", cost, usage.currency)
        writer.writerow((_date(row.day), f"/{row.kind.value}", row.model, *amounts))
    return buffer.getvalue()


def allowance_line(allowance: Allowance, texts: Texts, locale: str) -> str:
    """Return what is left of a limit, and when it resets."""
    line = texts.text(allowance.key, locale, **allowance.values)
    return line if allowance.free_at is None else f"{line} ({timestamp(allowance.free_at)})"


def _by_kind(usage: Usage, texts: Texts, locale: str) -> str:
    names = {kind: texts.command(kind.value, locale) for kind in Kind}
    lines = [_total_row(name, [row for row in usage.rows if row.kind is kind], usage) for kind, name in names.items()]
    return _table([_header(texts, locale, "", usage), *lines, _total_row("Σ", usage.rows, usage)])


def _by_day(usage: Usage, texts: Texts, locale: str) -> str:
    days = sorted({row.day for row in usage.rows}, reverse=True)[:_SHOWN_DAYS]
    lines = [_total_row(_date(day), [row for row in usage.rows if row.day == day], usage) for day in days]
    return _table([_header(texts, locale, "UTC", usage), *lines])


def _by_model(usage: Usage, texts: Texts, locale: str) -> str:
    counts: Counter[str] = Counter()
    for row in usage.rows:
        counts[row.model] += row.count
    names = [name for name, _ in counts.most_common(_SHOWN_MODELS) if name]
    lines = [
        _total_row(name[:_LONGEST_MODEL], [row for row in usage.rows if row.model == name], usage) for name in names
    ]
    return _table([_header(texts, locale, "", usage), *lines])


def _by_person(usage: Usage, texts: Texts, locale: str) -> str:
    lines = []
    for user in usage.users[:_SHOWN_PEOPLE]:
        who = Verbatim(f"<@{user.user_id}>" if user.user_id else "—")
        cost = f" · {money(user.cost, usage.currency)}" if usage.currency else ""
        line = texts.text("usage-person", locale, who=who, count=user.count, seconds=round(user.seconds))
        lines.append(line + cost)
    return "\n".join(lines)[:1024]


def _header(texts: Texts, locale: str, first: str, usage: Usage) -> tuple[str, ...]:
    names = (
        texts.text("usage-requests", locale),
        texts.text("usage-seconds", locale),
        texts.text("usage-returned", locale),
    )
    return (first, *names, *([usage.currency] if usage.currency else []))


def _total_row(name: str, rows: Sequence[UsageRow], usage: Usage) -> tuple[str, ...]:
    sums = (sum(row.count for row in rows), round(sum(row.seconds for row in rows)), sum(row.returned for row in rows))
    cost = [money(sum(row.cost for row in rows), "").strip()] if usage.currency else []
    return (name, *map(str, sums), *cost)


def _date(day: int) -> str:
    return f"{datetime.fromtimestamp(0, UTC) + timedelta(days=day):%Y-%m-%d}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a table in a code block, the first column left-aligned and the others right-aligned."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        first = row[0] + " " * (widths[0] - _width(row[0]))
        cells = (" " * (width - _width(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True))
        lines.append("  ".join([first, *cells]))
    return "```\n" + "\n".join(lines) + "\n```"


def _width(text: str) -> int:
    """Return how many columns a text takes in a monospaced font: ideographs take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
