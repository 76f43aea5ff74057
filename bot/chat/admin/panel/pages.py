"""The pages of the panel: settings and facts about the server in, an embed and its controls out. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import discord

from bot.catalog.presets import Preset
from bot.chat.admin.panel.controls import Controls, Option, Page
from bot.chat.admin.panel.sentences import history_line, whom
from bot.chat.admin.settings import default_words, limit_line, settings_fields
from bot.chat.escape import joined, safe
from bot.chat.render.parts import AMBER, BLUE
from bot.chat.texts import Texts, Verbatim
from bot.guilds.changes.presets import daily, preset_in_force
from bot.guilds.settings import AuditEntry, GuildSettings, Limit
from bot.guilds.usage import Allowance, Usage
from bot.jobs.claim import Measure, limit_words
from bot.jobs.model import Job, Kind, title_of
from bot.jobs.price import money

HISTORY_LENGTH = 10
_FIELD = 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """A rendered page."""

    embed: discord.Embed = field(repr=False)
    view: discord.ui.View = field(repr=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the pages show besides the settings themselves."""

    usage: Usage = field(default_factory=lambda: Usage(0, 0))
    budget: Sequence[Allowance] = ()
    lacking_channels: int = 0
    presets: Mapping[str, Preset] = field(default_factory=dict)
    prices: Sequence[tuple[str, str]] = ()  # (model, cost of a typical request)
    currency: str = ""
    price_of_day: Callable[[Preset], str] = lambda preset: ""


class Pages:
    """Builds pages in one language."""

    def __init__(self, texts: Texts, locale: str) -> None:
        self._texts = texts
        self._locale = locale

    def _text(self, key: str, **values: str | int) -> str:
        return self._texts.text(key, self._locale, **values)

    def _embed(self, page: Page, text: str = "") -> discord.Embed:
        title = self._text(f"panel-{page.value}")[:256]
        return discord.Embed(title=title, description=text[:4096] or None, colour=BLUE)

    def _controls(self, page: Page) -> Controls:
        return Controls(self._texts, self._locale).pages(page)

    def _field(self, embed: discord.Embed, key: str, lines: Sequence[str]) -> None:
        value = joined(lines, "\n", _FIELD) or self._text("admin-none")
        embed.add_field(name=self._text(key)[:256], value=value, inline=False)

    # --- what is on, what is missing, this month's usage ---

    def overview(self, settings: GuildSettings, facts: Facts) -> Shown:
        """Return the overview page."""
        embed = self._embed(Page.OVERVIEW, self._text("admin-paused") if settings.paused else "")
        embed.colour = discord.Colour(AMBER if settings.paused or facts.lacking_channels else BLUE)
        fields = settings_fields(settings, self._texts, self._locale)
        for key in ("admin-kinds", "admin-channels", "admin-results", "admin-alerts", "admin-limits"):
            self._field(embed, key, [fields[key]])
        if facts.lacking_channels:
            self._field(embed, "setup-permissions", [self._text("panel-lacking", count=facts.lacking_channels)])
        self._field(embed, "panel-month", [self._used(facts.usage)])
        name = preset_in_force(settings, dict(facts.presets))
        options = [
            Option(one, self._text(f"preset-{one}"), one == name, self._preset_about(preset, facts))
            for one, preset in facts.presets.items()
        ]
        controls = self._controls(Page.OVERVIEW).select("preset", options, "panel-preset")
        pause = ("resume", "panel-resume") if settings.paused else ("pause", "panel-pause")
        return Shown(embed, controls.buttons(pause, ("export", "panel-export"), ("import", "panel-import")).view)

    def _preset_about(self, preset: Preset, facts: Facts) -> str:
        return preset_words(preset, self._texts, self._locale, facts.price_of_day(preset))

    def _used(self, usage: Usage) -> str:
        count, seconds = sum(row.count for row in usage.rows), round(sum(row.seconds for row in usage.rows))
        amounts = (("count", count), ("seconds", seconds))
        summary = " · ".join(
            self._text("limit-things", measure=measure, kind="all", amount=amount, money="")
            for measure, amount in amounts
        )
        cost = sum(row.cost for row in usage.rows)
        return f"{summary} · {money(cost, usage.currency)}" if usage.currency else summary

    # --- where, for whom ---

    def _command(self, kind: Kind) -> str:
        return self._texts.command(kind.value, self._locale)

    def places(self, settings: GuildSettings, facts: Facts) -> Shown:
        """Return the page of commands and channels."""
        embed = self._embed(Page.PLACES)
        fields = settings_fields(settings, self._texts, self._locale)
        for key in ("admin-kinds", "admin-channels", "admin-results", "admin-alerts"):
            self._field(embed, key, [fields[key]])
        kinds = [Option(kind.value, self._command(kind), kind not in settings.kinds_off) for kind in Kind]
        controls = self._controls(Page.PLACES).select("kinds", kinds, "setup-choose-kinds", most=len(kinds))
        controls.channels("channels", "panel-channels", sorted(settings.channel_ids), most=25)
        controls.channels("results", "setup-choose-results", _id_list(settings.results_channel_id))
        return Shown(embed, controls.channels("alerts", "panel-alerts", _id_list(settings.alerts_channel_id)).view)

    def limits(self, settings: GuildSettings, facts: Facts) -> Shown:
        """Return the page of limits on each person, on roles and on the server."""
        limits = [one for one in settings.limits if one.measure is not Measure.MONEY]
        embed = self._embed(Page.LIMITS, self._text("panel-limits-about"))
        self._field(embed, "admin-limits", [limit_line(one, self._texts, self._locale) for one in limits])
        fields = settings_fields(settings, self._texts, self._locale)
        self._field(embed, "panel-caps-now", [fields["panel-caps-now"]])
        commands = [
            Option("all", self._text("panel-all-commands")),
            *(Option(kind.value, self._command(kind)) for kind in Kind),
        ]
        controls = self._controls(Page.LIMITS).select("limit", commands, "panel-limit-command")
        controls.roles("limit-role", "panel-limit-role").select("lift", self._limit_options(limits), "panel-lift")
        return Shown(embed, controls.buttons(("limit-other", "panel-limit-other"), ("caps", "panel-caps")).view)

    def _limit_options(self, limits: Sequence[Limit]) -> list[Option]:
        return [Option(one.name, self._limit_label(one)) for one in limits[:25]]

    def _limit_label(self, limit: Limit) -> str:
        words = limit_words(limit.measure, limit.window, limit.kind, limit.amount, limit.currency)
        who = whom(limit.scope, limit.role_id, self._texts, self._locale)
        return f"{self._text('limit-what', **words)} · {who}"

    def budget(self, settings: GuildSettings, facts: Facts) -> Shown:
        """Return the page of money budgets and the prices behind them; without prices, of budgets of seconds."""
        embed = self._embed(Page.BUDGET, "" if facts.currency else self._text("panel-no-prices"))
        measure = Measure.MONEY if facts.currency else Measure.SECONDS
        limits = [one for one in settings.limits if one.measure in (measure, Measure.MONEY)]
        self._field(embed, "panel-budget", [limit_line(one, self._texts, self._locale) for one in limits])
        used = [self._bar(one) for one in facts.budget if one.bound.measure is measure]
        self._field(embed, "panel-month", [self._used(facts.usage), *used])
        if facts.prices:
            self._field(embed, "panel-prices", [f"{safe(model, 60)}: {price}" for model, price in facts.prices])
        stale = {one.currency for one in limits if one.currency} - {facts.currency}
        if stale:
            self._field(
                embed,
                "panel-attention",
                [self._text("panel-other-currency", currency=self._texts.listed(sorted(stale), self._locale))],
            )
        controls = self._controls(Page.BUDGET).select(
            "lift", self._limit_options(limits), "panel-lift", argument="budget"
        )
        controls.roles("budget-role", "panel-budget-role")
        return Shown(embed, controls.buttons(("budget", "panel-budget-edit"), ("usage", "panel-usage")).view)

    def _bar(self, allowance: Allowance) -> str:
        share = min(1.0, allowance.used / allowance.bound.amount) if allowance.bound.amount else 1.0
        return f"`{'█' * round(share * 10):░<10}` {self._texts.text(allowance.key, self._locale, **allowance.values)}"

    # --- the rest ---

    def defaults(self, settings: GuildSettings, facts: Facts) -> Shown:
        """Return the page of defaults for omitted options, data retention and results."""
        embed = self._embed(Page.DEFAULTS)
        fields = settings_fields(settings, self._texts, self._locale)
        for key in (
            "admin-defaults",
            "admin-language",
            "admin-retention",
            "admin-grace",
            "admin-keep",
            "admin-loudness",
            "admin-label",
            "admin-soundboard",
        ):
            self._field(embed, key, [fields[key]])
        commands = [
            Option(kind.value, self._command(kind), about=default_words(settings.defaults_for(kind))) for kind in Kind
        ]
        controls = self._controls(Page.DEFAULTS).select("defaults", commands, "panel-defaults-command")
        return Shown(
            embed,
            controls.buttons(
                *(("data", "panel-data"), ("keep", "panel-keep"), ("loudness", "panel-loudness")),
                *(("label", "panel-label"), ("soundboard", "panel-soundboard")),
            ).view,
        )

    def words(self, settings: GuildSettings, facts: Facts) -> Shown:
        """Return the page of allowed roles, the age rule, and blocked people and words."""
        embed = self._embed(Page.WORDS)
        fields = settings_fields(settings, self._texts, self._locale)
        for key in ("admin-roles", "admin-age", "admin-blocked"):
            self._field(embed, key, [fields[key]])
        controls = self._controls(Page.WORDS).roles("roles", "panel-roles", sorted(settings.role_ids), most=25)
        controls.people("people", "panel-people", sorted(settings.blocked_user_ids))
        return Shown(embed, controls.buttons(("words", "panel-words-edit"), ("age", "panel-age")).view)

    def jobs(self, listed: discord.Embed, jobs: Sequence[Job], before: str) -> Shown:
        """Return the page of the server's jobs. ``before``: cursor of the next page, empty on the last."""
        options = [
            Option(
                job.id,
                title_of(job.request)[:80] or job.id,
                about=f"{job.kind.value} · {self._text(f'state-name-{job.state.value}')}",
            )
            for job in jobs
        ]
        listed.title = self._text(f"panel-{Page.JOBS.value}")[:256]
        controls = self._controls(Page.JOBS).select("job", options, "admin-pick-job")
        return Shown(listed, controls.buttons(*_older_button("jobs", before)).view if before else controls.view)

    def history(self, entries: Sequence[AuditEntry], owners: Mapping[str, int]) -> Shown:
        """Return the page of who changed what, with a select to revert a change."""
        lines = [history_line(entry, self._texts, self._locale, owners) for entry in entries]
        embed = self._embed(Page.HISTORY, joined(lines, "\n", 4096) or self._text("audit-empty"))
        options = [Option(one.id, self._change_label(one)) for one in entries if one.change.exact]
        controls = self._controls(Page.HISTORY).select("revert", options, "panel-revert")
        before = entries[-1].id if len(entries) == HISTORY_LENGTH else ""
        return Shown(embed, controls.buttons(*_older_button("history", before)).view if before else controls.view)

    def _change_label(self, entry: AuditEntry) -> str:
        change = entry.change
        return f"{change.setting}: {change.old or '–'} → {change.new or '–'}"


def preset_words(preset: Preset, texts: Texts, locale: str, cost: str) -> str:
    """Return what a preset allows per day in the whole server, and what that may cost at most."""
    counts = daily(preset)
    if not counts:
        return texts.text("preset-free", locale)
    things = [
        texts.text("limit-things", locale, measure="count", kind=kind, amount=amount, money=Verbatim(""))
        for kind, amount in counts.items()
    ]
    text = texts.text("preset-day", locale, things=Verbatim(texts.listed(things, locale)))
    return f"{text} (≤ {cost})" if cost else text


def _id_list(channel_id: int | None) -> list[int]:
    return [] if channel_id is None else [channel_id]


def _older_button(page: str, before: str) -> list[tuple[str, str, str]]:
    return [("older", "panel-older", f"{page}.{before}")]
