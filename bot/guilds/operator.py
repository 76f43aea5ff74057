"""The operator's switches for all servers and processes: pause, drain, a maintenance line. Cached, kept fresh.

Who the operator is, is the caller's to check: owner commands exist only in the operator's own server.
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
_REFRESH_SECONDS = 20.0  # behind the signals, of which one may get lost
_OVERVIEW_SECONDS = 24 * 3600.0


class OperatorService:
    """Holds the state in memory; :meth:`keep_fresh`, running in every process, reads it again."""

    def __init__(self, store: GuildStore, signals: Signals, clock: Clock) -> None:
        self._store = store
        self._signals = signals
        self._clock = clock
        self._watchers: list[Callable[[OperatorState], None]] = []
        self._changed = asyncio.Event()
        self._unsubscribe = signals.subscribe(TOPIC, lambda payload: self._changed.set())
        self.state = OperatorState()

    def close(self) -> None:
        """Stop hearing of changes."""
        self._unsubscribe()

    def watch(self, watcher: Callable[[OperatorState], None]) -> Callable[[], None]:
        """Call ``watcher`` with the state whenever it was read; returns what ends it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    async def refresh(self) -> OperatorState:
        """Read the state from disk; with the database away the last known one stays."""
        try:
            self._put(await self._store.load_operator())
        except StoreError as error:
            log.warning("operator.refresh_failed: the last known state holds: %s", error)
        return self.state

    async def keep_fresh(self) -> None:
        """Read the state now, whenever another process has changed it, and now and then; runs until cancelled."""
        while True:
            self._changed.clear()
            await self.refresh()
            await wait_or_wake(self._changed, self._clock, _REFRESH_SECONDS)

    def _put(self, state: OperatorState) -> None:
        self.state = state
        for watcher in tuple(self._watchers):
            watcher(state)

    async def set_paused(self, *, paused: bool) -> OperatorState:
        """Take nothing new and send nothing, or go on. Raises StoreUnavailable."""
        return await self._save(lambda old: replace(old, paused=paused))

    async def set_draining(self, *, draining: bool) -> OperatorState:
        """Take nothing new and finish what there is, or take new requests again. Raises StoreUnavailable."""
        return await self._save(lambda old: replace(old, draining=draining))

    async def set_maintenance(self, line: str) -> OperatorState:
        """Show a line in every status message; empty takes it away. Raises InvalidRequest, StoreUnavailable."""
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
