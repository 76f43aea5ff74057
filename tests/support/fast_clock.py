"""A clock that runs faster than the machine's, for tests with real connections and long waits."""

import asyncio
import time
from collections.abc import Callable


class FastClock:
    """Real clocks, sped up. ``slept`` lists what was asked for, in this clock's seconds."""

    def __init__(self, speed: float = 10.0) -> None:
        self._speed = speed
        self.slept: list[float] = []

    def now(self) -> float:
        """Return wall time."""
        return time.time()

    def monotonic(self) -> float:
        """Return this clock's seconds."""
        return time.monotonic() * self._speed

    async def sleep(self, delay_seconds: float) -> None:
        """Sleep for a fraction of what is asked."""
        self.slept.append(delay_seconds)
        await asyncio.sleep(max(0.0, delay_seconds / self._speed))

    def call_later(self, delay_seconds: float, callback: Callable[[], object]) -> Callable[[], object]:
        """Set a timer to a fraction of what is asked."""
        self.slept.append(delay_seconds)
        return asyncio.get_running_loop().call_later(max(0.0, delay_seconds / self._speed), callback).cancel
