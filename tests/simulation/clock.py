"""Clocks of simulated processes: they share one true time, and each has a wall clock that can be stepped."""

import asyncio
from collections.abc import Callable

from tests.simulation.loop import SimulatedLoop

EPOCH = 1_800_000_000.0


class ProcessClock:
    """Implements bot.clock.Clock. ``stepped_seconds``: how far this machine's wall clock is from the true time."""

    def __init__(self, loop: SimulatedLoop) -> None:
        self._loop = loop
        self._booted_at = loop.time()
        self.stepped_seconds = 0.0

    def now(self) -> float:
        return EPOCH + self._loop.now + self.stepped_seconds

    def monotonic(self) -> float:
        return self._loop.now - self._booted_at

    async def sleep(self, delay_seconds: float) -> None:
        await asyncio.sleep(max(0.0, delay_seconds))

    def call_later(self, delay_seconds: float, callback: Callable[[], object]) -> Callable[[], object]:
        return self._loop.call_later(max(0.0, delay_seconds), callback).cancel
