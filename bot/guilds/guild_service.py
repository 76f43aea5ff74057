"""Servers' settings, cached and kept fresh; who may change them; what is left of their limits.

Every change is checked, written together with its audit lines, and told to the other processes. Reading costs
nothing while the cache is warm. Knows neither Discord nor SQL; who removes data is :mod:`bot.guilds.privacy`, what
the operator decides for all servers is :mod:`bot.guilds.operator`.

The refusals carry Fluent keys; see :mod:`bot.guilds.rules` and :mod:`bot.guilds.quota` for the checks themselves.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from bot.clock import Clock
from bot.errors import InvalidRequest, NotAllowed, NotFound, StoreError, StoreUnavailable
from bot.guilds import quota, rules
from bot.guilds.audit import differences
from bot.guilds.output_lengths import OutputLengths
from bot.guilds.ports import Change, GuildStore, Matcher, PatternCompiler
from bot.guilds.regex_budget import RegexBudget
from bot.guilds.settings import AuditEntry, GuildSettings, KindDefaults, Limit
from bot.guilds.settings_cache import SettingsCache
from bot.guilds.usage import Allowance, BudgetWarning, Usage
from bot.jobs.caller import Caller
from bot.jobs.claim import DAY_SECONDS, Claim
from bot.jobs.model import Kind, Request, is_job_id
from bot.jobs.ports import Signals

log = logging.getLogger(__name__)
TOPIC = "guild"
_USERS_SHOWN = 25
_LONGEST_USAGE_DAYS = 92
_LONGEST_AUDIT = 100
WarningWatcher = Callable[[BudgetWarning], None]


class GuildService:
    """The way to everything a server's admins decide. Commands of admins check :attr:`Caller.is_admin` here."""

    def __init__(
        self,
        store: GuildStore,
        signals: Signals,
        clock: Clock,
        compile_pattern: PatternCompiler,
        lengths: OutputLengths | None = None,
    ) -> None:
        self._lengths = lengths or OutputLengths()
        self._store = store
        self._signals = signals
        self._clock = clock
        self._compile = compile_pattern
        self._cache = SettingsCache(store, clock)
        self._matchers: dict[str, Matcher] = {}
        self._regex_budget = RegexBudget(clock)
        self._warning_watchers: list[WarningWatcher] = []
        self._unsubscribe = signals.subscribe(TOPIC, self._hear)

    def close(self) -> None:
        """Stop hearing of changes."""
        self._unsubscribe()

    # --- reading ---

    async def settings(self, guild_id: int) -> GuildSettings:
        """Return a server's settings, from the cache while they are fresh. Raises StoreUnavailable."""
        return await self._cache.get(guild_id)

    def cached(self, guild_id: int) -> GuildSettings | None:
        """Return what is in the cache, however old, without asking the database: for checks that must not wait."""
        return self._cache.peek(guild_id)

    async def keeps_results(self, guild_id: int) -> bool:
        """Return whether copies of results may be kept; no, while the server's word can't be read."""
        try:
            return (await self.settings(guild_id)).keep_results
        except StoreUnavailable:
            return False

    async def levels_loudness(self, guild_id: int) -> bool:
        """Return whether sound that is encoded anew is levelled; no, while the server's word can't be read."""
        try:
            return (await self.settings(guild_id)).level_loudness
        except StoreUnavailable:
            return False

    async def defaults(self, guild_id: int, kind: Kind) -> KindDefaults:
        """Return what a command of this kind takes for options left out. Raises StoreUnavailable."""
        return (await self.settings(guild_id)).defaults_for(kind)

    def _hear(self, payload: str) -> None:
        """Forget what another process (or this one) has changed."""
        if payload.isdecimal():
            self._cache.forget(int(payload))

    # --- changing ---

    async def change(self, caller: Caller, change: Change) -> GuildSettings:
        """Change the caller's server's settings: ``change(caller, lambda s: replace(s, paused=True))``.

        ``change`` must be pure. Raises NotAllowed for anybody but admins, InvalidRequest (whatever
        :func:`bot.guilds.rules.check_settings` finds) and StoreUnavailable.
        """
        require_admin(caller)

        def checked(old: GuildSettings) -> GuildSettings:
            new = change(old)
            rules.check_settings(new, old, self._compile)
            return new

        settings = await self._store.change(caller.guild_id, caller.user_id, self._clock.now(), checked, differences)
        await self._signals.publish(TOPIC, str(caller.guild_id))
        return settings

    async def set_kind(self, caller: Caller, kind: Kind, *, on: bool) -> GuildSettings:
        """Switch a kind on or off."""
        return await self.change(
            caller, lambda old: replace(old, kinds_off=old.kinds_off - {kind} if on else old.kinds_off | {kind})
        )

    async def set_defaults(self, caller: Caller, kind: Kind, defaults: KindDefaults) -> GuildSettings:
        """Set what a command of this kind takes for options left out; an empty :class:`KindDefaults` resets."""

        def put(old: GuildSettings) -> GuildSettings:
            kept = {other: value for other, value in old.defaults.items() if other is not kind}
            return replace(old, defaults=kept if defaults == KindDefaults() else {**kept, kind: defaults})

        return await self.change(caller, put)

    async def set_limit(self, caller: Caller, limit: Limit) -> GuildSettings:
        """Set a limit, replacing the one of the same slot."""
        return await self.change(
            caller,
            lambda old: replace(old, limits=(*(one for one in old.limits if one.slot != limit.slot), limit)),
        )

    async def clear_limit(self, caller: Caller, limit: Limit) -> GuildSettings:
        """Lift the limit of this slot (its amount does not matter). Raises InvalidRequest where there is none."""

        def lift(old: GuildSettings) -> GuildSettings:
            kept = tuple(one for one in old.limits if one.slot != limit.slot)
            if len(kept) == len(old.limits):
                raise InvalidRequest(key="rules-limit-missing")
            return replace(old, limits=kept)

        return await self.change(caller, lift)

    async def block_user(self, caller: Caller, user_id: int, *, blocked: bool) -> GuildSettings:
        """Block a person, or let them in again."""
        return await self.change(
            caller,
            lambda old: replace(
                old,
                blocked_user_ids=old.blocked_user_ids | {user_id} if blocked else old.blocked_user_ids - {user_id},
            ),
        )

    async def block_word(self, caller: Caller, word: str, *, blocked: bool) -> GuildSettings:
        """Block a word or phrase in every text people send, or allow it again. Its spelling does not matter."""
        return await self.change(
            caller,
            lambda old: replace(old, blocked_words=rules.listed(old.blocked_words, word, present=blocked, plain=True)),
        )

    async def block_pattern(self, caller: Caller, pattern: str, *, blocked: bool) -> GuildSettings:
        """Block a regular expression (RE2's language), or lift it. Raises InvalidRequest for one that can't be used."""
        return await self.change(
            caller,
            lambda old: replace(
                old, blocked_patterns=rules.listed(old.blocked_patterns, pattern, present=blocked, plain=False)
            ),
        )

    async def set_paused(self, caller: Caller, *, paused: bool) -> GuildSettings:
        """Take no new requests of this server, or take them again. What was asked for goes on."""
        return await self.change(caller, lambda old: replace(old, paused=paused))

    # --- what admins look at ---

    async def audit(self, caller: Caller, before_id: str | None = None, limit: int = 20) -> list[AuditEntry]:
        """Return who changed what, newest first; ``before_id`` turns the page. Raises NotAllowed, NotFound."""
        require_admin(caller)
        if before_id is not None and not is_job_id(before_id):  # its ids are made as those of jobs are
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

    # --- what a request meets ---

    def enforce(self, settings: GuildSettings, caller: Caller, request: Request) -> None:
        """Refuse what the server's rules forbid. Waits for nothing. Raises NotAllowed, each rule with its own key."""
        rules.check_request(settings, caller, request, lambda pattern: self._timed(settings.guild_id, pattern))

    async def enforce_here(self, caller: Caller, *, in_server: bool = True) -> None:
        """Refuse work on a job there is to people, and in channels, that may not use Foley. Raises NotAllowed.

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

    def claim(self, settings: GuildSettings, caller: Caller, request: Request) -> Claim:
        """Return what a request of this person asks of the ledger. Pure. Raises QuotaExceeded: it can never fit."""
        return quota.claim_for(settings, caller, self._lengths.expected(request), self._clock.now())

    async def allowances(self, caller: Caller) -> list[Allowance]:
        """Return what is left to this person, the tightest first; empty where nothing limits them."""
        settings = await self.settings(caller.guild_id)
        bounds = quota.bounds_for(settings, caller, self._clock.now())
        if not bounds:
            return []
        found = await self._store.allowances(caller.guild_id, caller.user_id, bounds)
        return sorted(found, key=quota.tightness)

    # --- the budget's warning ---

    def watch_warnings(self, watcher: WarningWatcher) -> Callable[[], None]:
        """Call ``watcher`` once a window for each server limit that is four fifths used; returns what ends it."""
        self._warning_watchers.append(watcher)
        return lambda: self._warning_watchers.remove(watcher)

    async def warn_if_due(self, settings: GuildSettings, caller: Caller) -> None:
        """Look after a new job whether the server's budget is nearly gone. Best effort: never raises StoreError."""
        bounds = [
            bound
            for bound in quota.bounds_for(settings, caller, self._clock.now())
            if not bound.is_personal and bound.window is not None
        ]
        if not bounds or not self._warning_watchers:
            return
        try:
            for allowance in await self._store.allowances(caller.guild_id, caller.user_id, bounds):
                if quota.is_nearly_used(allowance):
                    await self._warn_once(settings, allowance)
        except StoreError as error:
            log.warning("quota.warning_skipped: database away: %s", error, extra={"guild": caller.guild_id})

    async def _warn_once(self, settings: GuildSettings, allowance: Allowance) -> None:
        name = quota.warning_name(allowance.bound)
        if await self._store.mark_once(settings.guild_id, name, self._clock.now()):
            locale = settings.announcement_locale
            warning = BudgetWarning(settings.guild_id, settings.results_channel_id, allowance, locale)
            for watcher in tuple(self._warning_watchers):
                watcher(warning)

    async def warn_again(self, warning: BudgetWarning) -> None:
        """Note that a warning could not be posted now: the next job tries again. Never raises StoreError."""
        try:
            await self._store.unmark(warning.guild_id, quota.warning_name(warning.allowance.bound))
        except StoreError as error:
            log.warning("quota.warning_unrecorded: database away: %s", error, extra={"guild": warning.guild_id})

    # --- coming and going ---

    async def joined(self, guild_id: int) -> None:
        """Foley is in this server: nothing of it is to be removed."""
        await self._store.set_present([guild_id])

    async def left(self, guild_id: int) -> None:
        """Foley was removed from this server: its data goes after the grace time."""
        await self._store.set_left(guild_id, self._clock.now())

    async def reconcile(self, present: Callable[[], frozenset[int]], is_mine: Callable[[int], bool]) -> None:
        """Meet what was missed while offline. ``is_mine``: whether this process's shards would know of a server."""
        for guild_id in await self._store.present_guilds():
            if guild_id not in present() and is_mine(guild_id):  # asked anew: one may be joined meanwhile
                await self.left(guild_id)
        await self._store.set_present(present())


def require_admin(caller: Caller) -> None:
    """Raise NotAllowed for anybody without Manage Server, whatever Discord let through."""
    if not caller.is_admin:
        raise NotAllowed(key="rules-admins-only")
