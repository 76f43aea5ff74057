"""Wake one loop, now or at a time, without waking it only to set its timer anew."""

import asyncio
import math
from collections.abc import Callable

from bot.clock import Clock


class Alarm:
    """What one loop waits for between its rounds. Rung while nobody waits, it ends the next wait at once."""

    __slots__ = ("_at", "_cancel_timer", "_clock", "_rung")

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rung = asyncio.Event()
        self._at = math.inf
        self._cancel_timer: Callable[[], object] | None = None

    def ring(self) -> None:
        """End the wait."""
        self._rung.set()

    def ring_at(self, at: float) -> None:
        """End the wait at a monotonic time, unless it ends earlier anyway."""
        if at >= self._at or self._rung.is_set():
            return
        self._stop_timer()
        delay_seconds = at - self._clock.monotonic()
        if delay_seconds <= 0:
            self.ring()
        else:
            self._at, self._cancel_timer = at, self._clock.call_later(delay_seconds, self.ring)

    async def wait(self) -> None:
        """Wait until it rings. Afterwards it is set to no time."""
        try:
            await self._rung.wait()
        finally:
            self._stop_timer()
            self._rung.clear()

    def _stop_timer(self) -> None:
        if self._cancel_timer is not None:
            self._cancel_timer()
        self._at, self._cancel_timer = math.inf, None
