"""A clock that moves only when a test says so."""

import asyncio
import heapq
import itertools
from collections.abc import Callable


class ManualClock:
    """Implements bot.clock.Clock. Sleepers wake in order as :meth:`advance` passes them."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self._now = now
        self._start = now
        self._stepped = 0.0
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self._now + self._stepped

    def step(self, seconds: float) -> None:
        """Set the wall clock forward or back; the monotonic one, and who sleeps, do not notice."""
        self._stepped += seconds

    def monotonic(self) -> float:
        return self._now - self._start

    def block(self, seconds: float) -> None:
        """Let time pass as when the loop is held up: nobody wakes before :meth:`advance`."""
        self._now += seconds

    async def sleep(self, delay_seconds: float) -> None:
        if delay_seconds <= 0:
            await asyncio.sleep(0)
            return
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + delay_seconds, next(self._order), future))
        await future

    def call_later(self, delay_seconds: float, callback: Callable[[], object]) -> Callable[[], object]:
        future = asyncio.get_running_loop().create_future()
        future.add_done_callback(lambda ended: None if ended.cancelled() else callback())
        heapq.heappush(self._sleepers, (self._now + max(0.0, delay_seconds), next(self._order), future))
        return future.cancel

    async def advance(self, seconds: float) -> None:
        """Let time pass, waking each sleeper at its own moment and letting it act before the next."""
        end = self._now + seconds
        await settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            wake_at, _, future = heapq.heappop(self._sleepers)
            self._now = max(self._now, wake_at)
            if not future.done():
                future.set_result(None)
                await settle()
        self._now = end
        await settle()


async def settle(turns: int = 40) -> None:
    """Let everything that is ready run."""
    for _ in range(turns):
        await asyncio.sleep(0)
