"""The operator's switches for all servers and processes: pause, drain, a maintenance line. Cached, kept fresh.

The caller must check that it is the operator: owner commands exist only in the operator's own server.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from bot.clock import Clock
from bot.errors import InvalidRequest, StoreError, Unavailable
from bot.guilds.operator_state import OperatorState, Overview
from bot.guilds.ports import GuildStore
from bot.jobs.ports import Signals
from bot.utils.tasks import wait_or_wake

log = logging.getLogger(__name__)
TOPIC = "operator"
LONGEST_MAINTENANCE = 200
_REFRESH_SECONDS = 20.0  # fallback for the signals, which may get lost
_OVERVIEW_SECONDS = 24 * 3600.0


class OperatorService:
    """Caches the state in memory; :meth:`keep_fresh`, running in every process, reloads it."""

    def __init__(self, store: GuildStore, signals: Signals, clock: Clock) -> None:
        self._store = store
        self._signals = signals
        self._clock = clock
        self._watchers: list[Callable[[OperatorState], None]] = []
        self._changed = asyncio.Event()
        self._unsubscribe = signals.subscribe(TOPIC, lambda payload: self._changed.set())
        self.state = OperatorState()

    def close(self) -> None:
        """Stop listening for changes."""
        self._unsubscribe()

    def watch(self, watcher: Callable[[OperatorState], None]) -> Callable[[], None]:
        """Call ``watcher`` with the state whenever it is read; return a function that removes it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    async def refresh(self) -> OperatorState:
        """Read the state from disk; keep the last known one while the database is unavailable."""
        try:
            self._put(await self._store.load_operator())
        except StoreError as error:
            log.warning("operator.refresh_failed: the last known state holds: %s", error)
        return self.state

    async def keep_fresh(self) -> None:
        """Read the state now, whenever another process has changed it, and periodically; run until cancelled."""
        while True:
            self._changed.clear()
            await self.refresh()
            await wait_or_wake(self._changed, self._clock, _REFRESH_SECONDS)

    def _put(self, state: OperatorState) -> None:
        self.state = state
        for watcher in tuple(self._watchers):
            watcher(state)

    async def set_paused(self, *, paused: bool) -> OperatorState:
        """Accept nothing new and submit nothing, or resume. Raises StoreUnavailable."""
        return await self._save(lambda old: replace(old, paused=paused))

    async def set_draining(self, *, draining: bool) -> OperatorState:
        """Accept nothing new but finish open jobs, or accept new requests again. Raises StoreUnavailable."""
        return await self._save(lambda old: replace(old, draining=draining))

    async def set_maintenance(self, line: str) -> OperatorState:
        """Show a line in every status message; empty removes it. Raises InvalidRequest, StoreUnavailable."""
        line = " ".join(line.split())
        if len(line) > LONGEST_MAINTENANCE:
            raise InvalidRequest(key="operator-maintenance-long", values={"limit": LONGEST_MAINTENANCE})
        return await self._save(lambda old: replace(old, maintenance=line))

    async def _save(self, change: Callable[[OperatorState], OperatorState]) -> OperatorState:
        state = await self._store.change_operator(change)
        self._put(state)
        await self._signals.publish(TOPIC, "")
        return state

    def enforce(self) -> None:
        """Refuse new requests while paused or draining. Pure. Raises Unavailable."""
        if self.state.paused:
            raise Unavailable(key="refusal-paused-all")
        if self.state.draining:
            raise Unavailable(key="refusal-draining")

    async def overview(self) -> Overview:
        """Return open jobs, the oldest one, and the faults of the last day by code. Raises StoreUnavailable."""
        return await self._store.overview(self._clock.now() - _OVERVIEW_SECONDS)
