"""Render the state of the whole bot for the operator. Pure."""

from dataclasses import dataclass

import discord

from bot.chat.escape import safe
from bot.chat.render.parts import AMBER, GREEN
from bot.chat.texts import Texts, Verbatim
from bot.chat.times import duration, timestamp
from bot.guilds.operator_state import OperatorState, Overview

_SHOWN_CODES = 15
_SHOWN_BUDGETS = 20


@dataclass(frozen=True, slots=True)
class BudgetUse:
    """One request budget: requests allowed per second, sent in the last second, and waiting."""

    name: str
    rate: float
    used: float
    waiting: int


@dataclass(frozen=True, slots=True)
class WorkStatus:
    """The background work as seen by this process. ``turned_seconds``: time since the poller's last tick."""

    is_active: bool
    turned_seconds: float
    watched: int
    to_post: int
    budgets: tuple[BudgetUse, ...] = ()


def render_operator(
    state: OperatorState, overview: Overview, work: WorkStatus, servers: int, texts: Texts, locale: str
) -> discord.Embed:
    """Return an embed with the status of poller, budgets, jobs and faults."""
    stopped = state.paused or state.draining
    embed = discord.Embed(title=texts.text("operator-title", locale)[:256], colour=AMBER if stopped else GREEN)
    embed.description = "\n".join(_state_lines(state, servers, texts, locale))
    for key, value in (
        ("operator-poller", _work(work, texts, locale)),
        ("operator-budgets", _budgets(work)),
        ("operator-jobs", _jobs(overview, texts, locale)),
        ("operator-faults", _faults(overview)),
    ):
        shown = value or texts.text("admin-none", locale)
        embed.add_field(name=texts.text(key, locale)[:256], value=shown[:1024], inline=False)
    return embed


def _state_lines(state: OperatorState, servers: int, texts: Texts, locale: str) -> list[str]:
    lines = [texts.text("operator-servers", locale, count=servers)]
    if state.paused:
        lines.append(texts.text("operator-paused", locale))
    if state.draining:
        lines.append(texts.text("operator-draining", locale))
    if state.maintenance:
        lines.append(texts.text("operator-line", locale, line=state.maintenance))
    return lines


def _work(work: WorkStatus, texts: Texts, locale: str) -> str:
    if not work.is_active:
        return texts.text("operator-elsewhere", locale)
    turned = duration(work.turned_seconds, texts, locale)
    return texts.text("operator-turned", locale, turned=turned, watched=work.watched, waiting=work.to_post)


def _budgets(work: WorkStatus) -> str:
    lines = [f"{safe(use.name, 60)}: {use.used:g} / {use.rate:g} · {use.waiting}" for use in work.budgets]
    return "\n".join(lines[:_SHOWN_BUDGETS])


def _jobs(overview: Overview, texts: Texts, locale: str) -> str:
    lines = [f"{texts.text(f'state-name-{state}', locale)}: {count}" for state, count in overview.open_by_state.items()]
    if overview.oldest_open_id is not None and overview.oldest_open_at is not None:
        when = Verbatim(timestamp(overview.oldest_open_at))
        lines.append(texts.text("operator-oldest", locale, job=overview.oldest_open_id, when=when))
    if overview.held_deliveries:
        lines.append(texts.text("operator-held", locale, count=overview.held_deliveries))
    return "\n".join(lines)


def _faults(overview: Overview) -> str:
    ordered = sorted(overview.faults_by_code.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join(f"{safe(code or '?', 60)}: {count}" for code, count in ordered[:_SHOWN_CODES])
