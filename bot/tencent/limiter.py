"""Limit the request rate per (service, action), smoothly, for all callers of this process.

:class:`Pace` is pure: it decides when the next request may be sent. :class:`Limiter` is the thin async shell that makes
callers wait their turn, creates before the rest, first come first served among equals.

Smooth means that requests are evenly spaced, so that no window of one second *as the server counts it* contains more
than the limit. Requests sent 1 + j seconds apart may arrive within one second if the network's delay varies by j, and
a window of w seconds contains at most ``w * rate + 1`` evenly spaced requests, so the pace is::

    (limit - 1) / (1 + JITTER_SECONDS)

An answer ``RequestLimitExceeded`` halves the pace and pauses it until the server's window is empty; afterwards the
pace recovers linearly. The pause is jittered, so that processes that share an account fall out of step.
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
_CLIMB_SECONDS = 20.0  # from zero to the full pace
_HOLD_SECONDS = (1.1, 1.6)
_NO_WAIT_SECONDS = 1e-6  # below the resolution of clocks and networks
_LEAD_SECONDS = 0.05


class Priority(IntEnum):
    """The order of waiting callers, lowest first."""

    CREATE = 0
    READ = 1


@dataclass(frozen=True, slots=True)
class Gauge:
    """The state of a request budget, for metrics. Rates in requests per second."""

    key: str
    full_rate: float
    rate: float
    used_last_second: int
    waiting: int
    granted: int
    refused: int


def smooth_rate(limit_per_second: float) -> float:
    """Return the even pace that keeps every one-second window of the server at or below the limit."""
    if limit_per_second < 2:  # too low to reserve a whole request for the edge of the window
        return limit_per_second / 2
    return (limit_per_second - 1) / (_WINDOW_SECONDS + JITTER_SECONDS)


class Pace:
    """Decides when the next request may be sent. Times are passed in; they must not run backwards."""

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
        """Return the current pace: the one after the last refusal, plus the recovery since then."""
        if self._rate < self._full_rate:
            recovered = max(0.0, now - self._climbs_from) * self._full_rate / _CLIMB_SECONDS
            return min(self._full_rate, self._rate + recovered)
        return self._full_rate

    def delay_seconds(self, now: float) -> float:
        """Return how long the next request has to wait; 0 if it may be sent now."""
        delay = self.next_at - now
        return delay if delay > _NO_WAIT_SECONDS else 0.0

    def sent(self, now: float) -> None:
        """Record that a request is sent."""
        self.next_at = now + 1 / self.rate(now)

    def refuse(self, now: float) -> None:
        """Record a refusal for the rate. Several refusals within one window reduce the pace only once."""
        self.refused += 1
        if now - self._changed_at >= _WINDOW_SECONDS:
            self._rate = max(self._full_rate * _SLOWEST_SHARE, self.rate(now) / 2)
            self._changed_at = now
        self.next_at = max(self.next_at, now + self._random.uniform(*_HOLD_SECONDS))
        self._climbs_from = self.next_at

    def hold(self, now: float, seconds: float) -> None:
        """Send nothing for this long, as something on the way asked for."""
        self.next_at = max(self.next_at, now + seconds)


class _Lane:
    """The pace, waiting callers and counters of one key."""

    __slots__ = ("approach_lock", "granted", "numbers", "pace", "second", "used", "used_before", "waiters")

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.approach_lock = asyncio.Lock()
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
            self.advance_to(int(now))
        self.used += 1

    def advance_to(self, second: int) -> None:
        if second != self.second:
            self.used_before = self.used if second == self.second + 1 else 0
            self.second, self.used = second, 0


class Limiter:
    """Makes callers wait. ``limits``: documented requests per second by key; ``inf`` disables a limit."""

    def __init__(self, limits: Mapping[str, float], clock: Clock, *, rng: random.Random | None = None) -> None:
        self._clock = clock
        rng = rng or random.Random()
        self._lanes = {key: _Lane(Pace(smooth_rate(limit), rng)) for key, limit in limits.items()}

    def try_acquire(self, key: str) -> bool:
        """Take a turn if one is free and nobody waits; never wait."""
        lane = self._lanes[key]
        now = self._clock.monotonic()
        if lane.waiters or lane.pace.delay_seconds(now) > 0:
            return False
        lane.grant(now)
        return True

    async def acquire(self, key: str, priority: Priority = Priority.READ) -> None:
        """Wait until a request of this key may be sent. A cancelled caller leaves the queue."""
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
        """Wait until it is nearly this caller's turn, so that it can record its request just before sending it.

        One caller of a key at a time gets past this; the others wait behind it, first come first served. It must call
        the returned function once its :meth:`acquire` was granted or given up; further calls do nothing. Only
        :meth:`acquire` keeps the pace, at the moment the request is sent.
        """
        lane = self._lanes[key]
        await lane.approach_lock.acquire()
        try:
            while (delay_seconds := lane.pace.delay_seconds(self._clock.monotonic())) > _LEAD_SECONDS:
                await self._clock.sleep(delay_seconds - _LEAD_SECONDS)
        except BaseException:
            lane.approach_lock.release()
            raise
        released = False

        def release_once() -> None:
            nonlocal released
            if not released:
                released = True
                lane.approach_lock.release()

        return release_once

    async def _wait_turn(self, lane: _Lane, waiter: tuple[int, int, asyncio.Event]) -> None:
        """Wait on the clock if first in the queue, else for the first to leave the queue."""
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
        """Record that the server refused a request of this key for its rate."""
        self._lanes[key].pace.refuse(self._clock.monotonic())

    def hold(self, key: str, seconds: float) -> None:
        """Send no requests of this key for this many seconds."""
        self._lanes[key].pace.hold(self._clock.monotonic(), seconds)

    def delay_seconds(self, key: str) -> float:
        """Return how long a request of this key would have to wait if no other caller were waiting."""
        return self._lanes[key].pace.delay_seconds(self._clock.monotonic())

    def full_rate(self, key: str) -> float:
        """Return the pace of a key without refusals, in requests per second."""
        return self._lanes[key].pace.full_rate

    def gauges(self) -> list[Gauge]:
        """Return the state of every key, for metrics."""
        now = self._clock.monotonic()
        return [self._gauge(key, lane, now) for key, lane in self._lanes.items()]

    @staticmethod
    def _gauge(key: str, lane: _Lane, now: float) -> Gauge:
        lane.advance_to(int(now))
        rate = lane.pace.rate(now)
        used = max(lane.used, lane.used_before)
        return Gauge(key, lane.pace.full_rate, rate, used, len(lane.waiters), lane.granted, lane.pace.refused)
