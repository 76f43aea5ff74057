"""The local Discord's time source: wall clock, monotonic clock and sleep, all replaceable.

Every rule that depends on time (3 seconds, 15 minutes, rate windows, snowflakes) uses a `Clock`; nothing else here
reads the system time.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from typing import Protocol


class Clock(Protocol):
    """The time source of the local Discord."""

    def wall(self) -> float:
        """Return seconds since the Unix epoch."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never decrease; only differences are meaningful."""
        ...

    async def sleep(self, delay_seconds: float) -> None:
        """Return once this clock has advanced by `delay_seconds`."""
        ...


class SystemClock:
    """The system clock."""

    def wall(self) -> float:
        """See `Clock.wall`."""
        return time.time()

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        return time.monotonic()

    async def sleep(self, delay_seconds: float) -> None:
        """See `Clock.sleep`."""
        await asyncio.sleep(delay_seconds)


class ManualDiscordClock:
    """A clock that moves only when `advance` is called; sleepers wake in due order."""

    def __init__(self, wall_seconds: float = 1_767_225_600.0) -> None:
        self._wall_start = wall_seconds
        self._elapsed = 0.0
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def wall(self) -> float:
        """See `Clock.wall`."""
        return self._wall_start + self._elapsed

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        return self._elapsed

    async def sleep(self, delay_seconds: float) -> None:
        """See `Clock.sleep`."""
        if delay_seconds <= 0:
            await asyncio.sleep(0)
            return
        done = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + delay_seconds, next(self._order), done))
        await done

    async def advance(self, seconds: float) -> None:
        """Advance by `seconds`, waking each sleeper that becomes due on the way at its own due time."""
        await self._settle()  # tasks created just now may be about to sleep
        target = self._elapsed + seconds
        while self._sleepers and self._sleepers[0][0] <= target:
            due, _, done = heapq.heappop(self._sleepers)
            self._elapsed = max(self._elapsed, due)
            if not done.done():
                done.set_result(None)
            await self._settle()
        self._elapsed = target
        await self._settle()

    @staticmethod
    async def _settle() -> None:
        """Run the tasks that are ready, and those they schedule."""
        for _ in range(3):
            await asyncio.sleep(0)
