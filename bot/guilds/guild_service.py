"""Servers' settings, cached and kept fresh; who may change them; what is left of their limits.

Every change is checked, written together with its audit lines, and published to the other processes. Reading costs
nothing while the cache is warm. Knows neither Discord nor SQL; :mod:`bot.guilds.privacy` removes data, and
:mod:`bot.guilds.operator` holds what the operator decides for all servers.

The refusals carry Fluent keys; see :mod:`bot.guilds.rules` and :mod:`bot.guilds.quota` for the checks themselves.
"""

import logging
from collections.abc import Callable, Collection

from bot.clock import Clock
from bot.errors import NotAllowed, NotFound, StoreError, StoreUnavailable
from bot.guilds import quota, rules
from bot.guilds.budget_alerts import BudgetAlerts, WarningWatcher
from bot.guilds.changes.audit import differences, reverted
from bot.guilds.changes.slots import canonical
from bot.guilds.output_lengths import OutputLengths
from bot.guilds.ports import NO_PRICES, Change, GuildStore, Matcher, PatternCompiler, PriceList
from bot.guilds.regex_budget import RegexBudget
from bot.guilds.settings import AuditChange, AuditEntry, Changed, GuildSettings
from bot.guilds.settings_cache import SettingsCache
from bot.guilds.usage import Allowance, BudgetWarning, Usage
from bot.jobs.caller import Caller
from bot.jobs.claim import DAY_SECONDS, Bound, Claim
from bot.jobs.model import Job, Kind, Request, is_job_id, kind_of
from bot.jobs.ports import Signals
from bot.jobs.price import Price, money
from bot.jobs.requests import count_of

log = logging.getLogger(__name__)
TOPIC = "guild"
_USERS_SHOWN = 25
_LONGEST_USAGE_DAYS = 92
_LONGEST_AUDIT = 100
_WELCOMED = "welcomed"


class GuildService:
    """Access to everything a server's admins decide. Admin commands have :attr:`Caller.is_admin` checked here."""

    def __init__(
        self,
        store: GuildStore,
        signals: Signals,
        clock: Clock,
        compile_pattern: PatternCompiler,
        lengths: OutputLengths | None = None,
        prices: PriceList = NO_PRICES,
    ) -> None:
        self._lengths = lengths or OutputLengths()
        self.prices = prices
        self._store = store
        self._signals = signals
        self._clock = clock
        self._compile = compile_pattern
        self._cache = SettingsCache(store, clock)
        self._matchers: dict[str, Matcher] = {}
        self._regex_budget = RegexBudget(clock)
        self._alerts = BudgetAlerts(store, clock)
        self._unsubscribe = signals.subscribe(TOPIC, self._on_signal)

    def close(self) -> None:
        """Stop listening for changes."""
        self._unsubscribe()

    # --- reading ---

    async def settings(self, guild_id: int) -> GuildSettings:
        """Return a server's settings, from the cache while they are fresh. Raises StoreUnavailable."""
        return await self._cache.get(guild_id)

    def cached(self, guild_id: int) -> GuildSettings | None:
        """Return the cached settings, however old, without asking the database: for checks that must not wait."""
        return self._cache.peek(guild_id)

    async def settings_of_results(self, guild_id: int) -> GuildSettings:
        """Return a server's settings for its results; while they can't be read, settings that keep no copies."""
        try:
            return await self.settings(guild_id)
        except StoreUnavailable:
            return GuildSettings(guild_id, keep_results=False)

    async def enforce_soundboard(self, caller: Caller) -> None:
        """Refuse the soundboard where no admin has allowed it, and whatever :meth:`enforce_here` refuses.

        Raises NotAllowed, StoreUnavailable.
        """
        await self.enforce_here(caller)
        if not (await self.settings(caller.guild_id)).soundboard:
            raise NotAllowed(key="soundboard-off")

    def _on_signal(self, payload: str) -> None:
        """Drop the cached settings that another process (or this one) has changed."""
        if payload.isdecimal():
            self._cache.forget(int(payload))

    # --- changing ---

    async def change(self, caller: Caller, change: Change) -> GuildSettings:
        """Change the caller's server's settings: ``change(caller, lambda s: replace(s, paused=True))``.

        ``change`` must be pure. Raises NotAllowed for anybody but admins, InvalidRequest (whatever
        :func:`bot.guilds.rules.check_settings` finds) and StoreUnavailable.
        """
        return (await self.record(caller, change)).settings

    async def record(self, caller: Caller, change: Change) -> Changed:
        """Change the caller's server's settings like :meth:`change`, and return them with their audit lines."""
        require_admin(caller)
        changed = await self._store.change(
            caller.guild_id,
            caller.user_id,
            self._clock.now(),
            lambda old: self.checked(old, change),
            differences,
        )
        await self._signals.publish(TOPIC, str(caller.guild_id))
        return changed

    def checked(self, old: GuildSettings, change: Change) -> GuildSettings:
        """Return settings after a change, without writing. Pure. Raises InvalidRequest for those that can't work."""
        new = canonical(change(old))
        rules.check_settings(new, old, self._compile)
        return new

    async def undo(self, caller: Caller, entry_id: str) -> Changed:
        """Revert a whole change, given the id of one of its audit lines; what others changed meanwhile stays.

        Raises NotFound for a change that is not this server's.
        """
        return await self._revert_lines(caller, await self._lines_of(caller, entry_id))

    async def revert(self, caller: Caller, entry_id: str) -> Changed:
        """Revert a single audit line. Raises NotFound."""
        lines = [one for one in await self._lines_of(caller, entry_id) if one.id == entry_id]
        return await self._revert_lines(caller, lines)

    async def _lines_of(self, caller: Caller, entry_id: str) -> list[AuditEntry]:
        require_admin(caller)
        return await self._store.audit_change(caller.guild_id, entry_id) if is_job_id(entry_id) else []

    async def _revert_lines(self, caller: Caller, lines: list[AuditEntry]) -> Changed:
        if not any(one.change.exact for one in lines):
            raise NotFound
        return await self.record(caller, lambda current: reverted(current, lines))

    async def note(self, caller: Caller, setting: str, text: str) -> None:
        """Record in the audit what a moderator did with somebody's job. Best effort: never raises StoreError."""
        try:
            await self._store.note(caller.guild_id, caller.user_id, self._clock.now(), [AuditChange(setting, "", text)])
        except StoreError as error:
            log.warning("audit.not_written: database away: %s", error, extra={"guild": caller.guild_id})

    # --- views for admins ---

    async def audit(self, caller: Caller, before_id: str | None = None, limit: int = 20) -> list[AuditEntry]:
        """Return who changed what, newest first, only before ``before_id`` if given. Raises NotAllowed, NotFound."""
        require_admin(caller)
        if before_id is not None and not is_job_id(before_id):  # audit ids have the form of job ids
            raise NotFound
        return await self._store.audit(caller.guild_id, before_id, min(limit, _LONGEST_AUDIT))

    async def usage(self, caller: Caller, days: int = 30) -> Usage:
        """Return what the server used in the last days, today included (UTC). Raises NotAllowed."""
        require_admin(caller)
        today = int(self._clock.now() // DAY_SECONDS)
        days = max(1, min(days, _LONGEST_USAGE_DAYS))
        return await self._store.usage(caller.guild_id, today - days + 1, today, _USERS_SHOWN)

    async def server_allowances(self, caller: Caller) -> list[Allowance]:
        """Return what is left of the server's own limits (its budget). Raises NotAllowed."""
        require_admin(caller)
        settings = await self.settings(caller.guild_id)
        bounds = [one for one in quota.bounds_for(settings, caller, self._clock.now()) if not one.is_personal]
        return await self._store.allowances(caller.guild_id, caller.user_id, bounds)

    # --- checks of a request ---

    def enforce(self, settings: GuildSettings, caller: Caller, request: Request) -> None:
        """Refuse what the server's rules forbid. Never waits. Raises NotAllowed, each rule with its own key."""
        rules.check_request(settings, caller, request, lambda pattern: self._timed(settings.guild_id, pattern))

    async def enforce_here(self, caller: Caller, *, in_server: bool = True) -> None:
        """Refuse actions on an existing job by people, or in channels, that may not use Foley. Raises NotAllowed.

        ``in_server`` False for a direct message: it has no channel that a server could allow.
        """
        settings = await self.settings(caller.guild_id)
        rules.check_person(settings, caller)
        if in_server:
            rules.check_channel(settings, caller)

    def _timed(self, guild_id: int, pattern: str) -> Matcher:
        matcher = self._matcher(pattern)

        def matches(text: str) -> bool:
            self._regex_budget.check(guild_id)
            with self._regex_budget.counting(guild_id):
                return matcher(text)

        return matches

    def _matcher(self, pattern: str) -> Matcher:
        if pattern not in self._matchers:
            if len(self._matchers) >= rules.MOST_PATTERNS * 50:
                self._matchers.clear()
            self._matchers[pattern] = self._compile(pattern)
        return self._matchers[pattern]

    def enforce_caps(self, settings: GuildSettings, request: Request, resolution: str) -> None:
        """Refuse more jobs, or a longer or sharper video, than the server allows. Pure. Raises InvalidRequest."""
        rules.check_caps(settings, request, self._lengths.expected(request), resolution)

    def expected_cost(self, job: Job) -> str:
        """Return what a job, with all of its group, is likely to cost, as shown to people; empty without a price."""
        return self._estimate(job.price, job.request, 1 if job.group is None else job.group.size)

    def expected(self, request: Request) -> tuple[float, Price | None]:
        """Return how many seconds of output a settled request is likely to produce, and its price."""
        return self._lengths.expected(request), self.prices.price(request)

    def quote(self, request: Request) -> str:
        """Return what a settled request is likely to cost, as shown to people; empty where it has no price."""
        return self._estimate(self.prices.price(request), request, count_of(request))

    def _estimate(self, price: Price | None, request: Request, count: int) -> str:
        return "" if price is None else money(count * price.cost(self._lengths.expected(request)), price.currency)

    def claim(self, settings: GuildSettings, caller: Caller, request: Request) -> Claim:
        """Return this person's claim on the ledger for a request. Pure. Raises QuotaExceeded if it can never fit."""
        now = self._clock.now()
        bounds = quota.bounds_for(settings, caller, now, (kind_of(request),))
        return quota.refuse_hopeless(
            Claim(
                self._lengths.expected(request),
                (*bounds, *self._operator_bounds(now)),
                self.prices.price(request),
                count_of(request),
            )
        )

    async def allowances(self, caller: Caller, kinds: Collection[Kind] = tuple(Kind)) -> list[Allowance]:
        """Return what this person has left for requests of these kinds, the tightest bound first."""
        settings = await self.settings(caller.guild_id)
        bounds = quota.bounds_for(settings, caller, self._clock.now(), kinds)
        if not bounds:
            return []
        allowances = await self._store.allowances(caller.guild_id, caller.user_id, bounds)
        return sorted(allowances, key=quota.tightness)

    # --- budget alerts: see bot.guilds.budget_alerts ---

    def watch_warnings(self, watcher: WarningWatcher) -> Callable[[], None]:
        """Call ``watcher`` once per window for each step a budget has reached; return a function that removes it."""
        return self._alerts.watch(watcher)

    async def warn_if_due(self, settings: GuildSettings, caller: Caller) -> None:
        """Check after a new job whether a budget is nearly used up. Best effort: never raises StoreError."""
        now = self._clock.now()
        await self._alerts.check(
            settings, caller, (*quota.bounds_for(settings, caller, now), *self._operator_bounds(now))
        )

    async def warn_again(self, warning: BudgetWarning) -> None:
        """Let the next job try again to post a warning that could not be posted now. Never raises StoreError."""
        await self._alerts.again(warning)

    def _operator_bounds(self, now: float) -> tuple[Bound, ...]:
        return quota.operator_bounds(self.prices.budget, self.prices.currency, now)

    # --- joining and leaving servers ---

    async def joined(self, guild_id: int) -> None:
        """Record that Foley is in this server: its data is kept."""
        await self._store.set_present([guild_id])

    async def left(self, guild_id: int) -> None:
        """Record that Foley was removed from this server: its data is deleted after the grace time."""
        await self._store.set_left(guild_id, self._clock.now())
        await self._store.unmark(guild_id, _WELCOMED)

    async def begin_welcome(self, guild_id: int) -> bool:
        """Return whether to welcome this server now: once each time Foley is added, however many notice it at once."""
        return await self._store.mark_once(guild_id, _WELCOMED, self._clock.now())

    async def reconcile(self, present: Callable[[], frozenset[int]], is_mine: Callable[[int], bool]) -> frozenset[int]:
        """Catch up with servers joined and left while offline; return those that were not known before.

        ``is_mine``: whether this process's shards would know of a server.
        """
        known = await self._store.present_guilds()
        for guild_id in known:
            if guild_id not in present() and is_mine(guild_id):  # asked each time: one may be joined meanwhile
                await self.left(guild_id)
        now = present()
        await self._store.set_present(now)
        return now - frozenset(known)


def require_admin(caller: Caller) -> None:
    """Raise NotAllowed for anybody without Manage Server, whatever Discord let through."""
    if not caller.is_admin:
        raise NotAllowed(key="rules-admins-only")
