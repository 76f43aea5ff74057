"""One smooth request budget per (service, action), shared by every caller of this process.

:class:`Pace` is pure: when may the next request leave. :class:`Limiter` is the thin async shell that makes callers
wait their turn, creates before the rest, first come first served among equals.

Smooth means: requests leave at even distances, so that no window of one second *as the server counts it* holds
more than the limit. Requests that left 1 + j seconds apart may arrive within one second when the network's delay
varies by j, and a window of w seconds holds at most ``w * rate + 1`` evenly spaced requests, so the pace is::

    (limit - 1) / (1 + JITTER_SECONDS)

An answer ``RequestLimitExceeded`` halves the pace and stops it until the server's window is empty; afterwards the
pace climbs back evenly. Both times are jittered, so that processes that share an account part ways.
"""

import asyncio
import heapq
import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from bot.clock import Clock

JITTER_SECONDS = 0.1
_WINDOW_SECONDS = 1.0
_SLOWEST_SHARE = 1 / 16
_CLIMB_SECONDS = 20.0  # from standing to the full pace
_HOLD_SECONDS = (1.1, 1.6)
_NO_WAIT_SECONDS = 1e-6  # below what a clock or a network can tell
_LEAD_SECONDS = 0.05


class Priority(IntEnum):
    """Who goes first when several wait."""

    CREATE = 0
    READ = 1


@dataclass(frozen=True, slots=True)
class Gauge:
    """What a limiter is doing: for metrics. Rates in requests per second."""

    key: str
    full_rate: float
    rate: float
    used_last_second: int
    waiting: int
    granted: int
    refused: int


def smooth_rate(limit_per_second: float) -> float:
    """Return the even pace that keeps every one-second window of the server at or below the limit."""
    if limit_per_second < 2:  # too low to leave a whole request for the window's edge
        return limit_per_second / 2
    return (limit_per_second - 1) / (_WINDOW_SECONDS + JITTER_SECONDS)


class Pace:
    """When the next request may leave. Times come from outside; they must not run backwards."""

    __slots__ = ("_changed_at", "_climbs_from", "_full_rate", "_random", "_rate", "next_at", "refused")

    def __init__(self, full_rate: float, rng: random.Random) -> None:
        self._full_rate = full_rate
        self._rate = full_rate
        self._random = rng
        self._changed_at = float("-inf")
        self._climbs_from = float("-inf")
        self.next_at = float("-inf")
        self.refused = 0

    @property
    def full_rate(self) -> float:
        """The pace without refusals."""
        return self._full_rate

    def rate(self, now: float) -> float:
        """Return the pace that holds now: the one after the last refusal, plus what was climbed since."""
        if self._rate < self._full_rate:
            climbed = max(0.0, now - self._climbs_from) * self._full_rate / _CLIMB_SECONDS
            return min(self._full_rate, self._rate + climbed)
        return self._full_rate

    def delay_seconds(self, now: float) -> float:
        """Return how long the next request has to wait; 0 when it may leave now."""
        delay = self.next_at - now
        return delay if delay > _NO_WAIT_SECONDS else 0.0

    def sent(self, now: float) -> None:
        """Note that a request leaves."""
        self.next_at = now + 1 / self.rate(now)

    def refuse(self, now: float) -> None:
        """Note that the server counted too many. Refusals of one window slow the pace down once."""
        self.refused += 1
        if now - self._changed_at >= _WINDOW_SECONDS:
            self._rate = max(self._full_rate * _SLOWEST_SHARE, self.rate(now) / 2)
            self._changed_at = now
        self.next_at = max(self.next_at, now + self._random.uniform(*_HOLD_SECONDS))
        self._climbs_from = self.next_at

    def hold(self, now: float, seconds: float) -> None:
        """Let nothing leave for so long: something on the way said when to come back."""
        self.next_at = max(self.next_at, now + seconds)


class _Lane:
    """The callers of one key."""

    __slots__ = ("door", "granted", "numbers", "pace", "second", "used", "used_before", "waiters")

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.door = asyncio.Lock()
        self.waiters: list[tuple[int, int, asyncio.Event]] = []
        self.numbers: Iterator[int] = itertools.count()
        self.granted = 0
        self.second = 0
        self.used = 0
        self.used_before = 0

    def grant(self, now: float) -> None:
        self.pace.sent(now)
        self.granted += 1
        if int(now) != self.second:
            self.turn_to(int(now))
        self.used += 1

    def turn_to(self, second: int) -> None:
        if second != self.second:
            self.used_before = self.used if second == self.second + 1 else 0
            self.second, self.used = second, 0


class Limiter:
    """Makes callers wait. ``limits``: documented requests per second by key; ``inf`` switches one off."""

    def __init__(self, limits: Mapping[str, float], clock: Clock, *, rng: random.Random | None = None) -> None:
        self._clock = clock
        chance = rng or random.Random()
        self._lanes = {key: _Lane(Pace(smooth_rate(limit), chance)) for key, limit in limits.items()}

    def try_acquire(self, key: str) -> bool:
        """Take a turn if it is free and nobody waits; never waits itself."""
        lane = self._lanes[key]
        now = self._clock.monotonic()
        if lane.waiters or lane.pace.delay_seconds(now) > 0:
            return False
        lane.grant(now)
        return True

    async def acquire(self, key: str, priority: Priority = Priority.READ) -> None:
        """Return when a request of this key may leave. A caller that is cancelled gives its place up."""
        if self.try_acquire(key):
            return
        lane = self._lanes[key]
        waiter = (int(priority), next(lane.numbers), asyncio.Event())
        heapq.heappush(lane.waiters, waiter)
        try:
            await self._wait_turn(lane, waiter)
        finally:
            lane.waiters.remove(waiter)
            heapq.heapify(lane.waiters)
            if lane.waiters:
                lane.waiters[0][2].set()

    async def approach(self, key: str) -> Callable[[], None]:
        """Return when it is nearly this caller's turn: what it still has to write down takes a moment, too.

        One caller of a key stands at the door; the others wait their turn behind it, first come first served. It
        must call what is returned once its :meth:`acquire` was granted or given up; more calls do nothing. The pace
        itself is kept by :meth:`acquire` alone, at the moment the request leaves.
        """
        lane = self._lanes[key]
        await lane.door.acquire()
        try:
            while (delay_seconds := lane.pace.delay_seconds(self._clock.monotonic())) > _LEAD_SECONDS:
                await self._clock.sleep(delay_seconds - _LEAD_SECONDS)
        except BaseException:
            lane.door.release()
            raise
        left = False

        def leave() -> None:
            nonlocal left
            if not left:
                left = True
                lane.door.release()

        return leave

    async def _wait_turn(self, lane: _Lane, waiter: tuple[int, int, asyncio.Event]) -> None:
        """Wait as the first of the queue on the clock, and else for the first to leave."""
        while True:
            if lane.waiters[0] is not waiter:
                waiter[2].clear()
                await waiter[2].wait()
                continue
            now = self._clock.monotonic()
            delay_seconds = lane.pace.delay_seconds(now)
            if delay_seconds <= 0:
                lane.grant(now)
                return
            await self._clock.sleep(delay_seconds)

    def refuse(self, key: str) -> None:
        """Note that the server refused a request of this key for its rate."""
        self._lanes[key].pace.refuse(self._clock.monotonic())

    def hold(self, key: str, seconds: float) -> None:
        """Note that requests of this key should not come before so many seconds have passed."""
        self._lanes[key].pace.hold(self._clock.monotonic(), seconds)

    def delay_seconds(self, key: str) -> float:
        """Return how long a request of this key would have to wait if nobody else did."""
        return self._lanes[key].pace.delay_seconds(self._clock.monotonic())

    def full_rate(self, key: str) -> float:
        """Return the pace of a key when nothing is refused, in requests per second."""
        return self._lanes[key].pace.full_rate

    def gauges(self) -> list[Gauge]:
        """Return what every lane is doing, for metrics."""
        now = self._clock.monotonic()
        return [self._gauge(key, lane, now) for key, lane in self._lanes.items()]

    @staticmethod
    def _gauge(key: str, lane: _Lane, now: float) -> Gauge:
        lane.turn_to(int(now))
        rate = lane.pace.rate(now)
        used = max(lane.used, lane.used_before)
        return Gauge(key, lane.pace.full_rate, rate, used, len(lane.waiters), lane.granted, lane.pace.refused)
