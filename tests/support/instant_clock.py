"""A clock on which sleeping takes no time: for code that waits between attempts."""

import asyncio
from collections.abc import Callable


class InstantClock:
    """Implements bot.clock.Clock. Time passes only by sleeping; every sleep is kept."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self._now = self._start = now
        self.sleeps: list[float] = []

    def now(self) -> float:
        return self._now

    def monotonic(self) -> float:
        return self._now - self._start

    async def sleep(self, delay_seconds: float) -> None:
        self.sleeps.append(delay_seconds)
        self._now += max(0.0, delay_seconds)
        await asyncio.sleep(0)

    def call_later(self, delay_seconds: float, callback: Callable[[], object]) -> Callable[[], object]:
        self.sleeps.append(delay_seconds)
        self._now += max(0.0, delay_seconds)
        return asyncio.get_running_loop().call_soon(callback).cancel
