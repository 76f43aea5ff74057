"""Budget alerts: sent once per window for each step that is reached, by whichever process notices first."""

import logging
from collections.abc import Callable, Sequence

from bot.clock import Clock
from bot.errors import StoreError
from bot.guilds import quota
from bot.guilds.ports import GuildStore
from bot.guilds.settings import GuildSettings
from bot.guilds.usage import Allowance, BudgetWarning
from bot.jobs.caller import Caller
from bot.jobs.claim import Bound

log = logging.getLogger(__name__)
WarningWatcher = Callable[[BudgetWarning], None]
_NO_GUILD = 0  # the guild id under which the steps of the operator's own budget are recorded


class BudgetAlerts:
    """Checks budgets and notifies watchers. Never raises StoreError."""

    def __init__(self, store: GuildStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._watchers: list[WarningWatcher] = []

    def watch(self, watcher: WarningWatcher) -> Callable[[], None]:
        """Call ``watcher`` with each warning; return a function that removes it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    async def check(self, settings: GuildSettings, caller: Caller, bounds: Sequence[Bound]) -> None:
        """Warn of every budget among these bounds that has reached a step not yet announced in its window."""
        shared = [bound for bound in bounds if not bound.is_personal and bound.window is not None]
        if not shared or not self._watchers:
            return
        try:
            for allowance in await self._store.allowances(caller.guild_id, caller.user_id, shared):
                await self._warn_once(settings, allowance)
        except StoreError as error:
            log.warning("quota.warning_skipped: database away: %s", error, extra={"guild": caller.guild_id})

    async def _warn_once(self, settings: GuildSettings, allowance: Allowance) -> None:
        """Warn of the highest step only, which implies the lower ones."""
        guild_id = None if allowance.bound.is_global else settings.guild_id
        new = [
            step
            for step in quota.reached_steps(allowance)
            if await self._store.mark_once(
                guild_id or _NO_GUILD, quota.warning_name(allowance.bound, step), self._clock.now()
            )
        ]
        if not new:
            return
        channel_id = (settings.alerts_channel_id or settings.results_channel_id) if guild_id else None
        warning = BudgetWarning(guild_id, channel_id, allowance, settings.announcement_locale, max(new))
        log.warning("budget.used percent=%d", warning.percent, extra={"guild": guild_id})
        for watcher in tuple(self._watchers):
            watcher(warning)

    async def again(self, warning: BudgetWarning) -> None:
        """Take back the mark of a warning that could not be posted, so that the next job tries again."""
        name = quota.warning_name(warning.allowance.bound, warning.percent)
        try:
            await self._store.unmark(warning.guild_id or _NO_GUILD, name)
        except StoreError as error:
            log.warning("quota.warning_unrecorded: database away: %s", error, extra={"guild": warning.guild_id})
