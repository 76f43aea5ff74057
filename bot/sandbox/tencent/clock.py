"""The local cloud's clocks: its wall clock, its life clock, and the map between the two.

The wall clock is what requests are verified against and what the ``Date`` header says; it can be set
wrong on purpose. The life clock is what tasks age on; it can run faster than the wall clock and be
moved forward at once, without any signature growing old by that.
"""

import asyncio
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class _Stretch:
    """From this moment on the life clock ran at this speed."""

    life: float
    wall: float
    speed: float


class SandboxClock:
    """Three readings of time, every one in seconds, and a sleep."""

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        speed: float = 1.0,
    ) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self.skew_seconds = 0.0
        """How far the server's wall clock is off; settable at any time."""
        start = wall()
        self._origin_wall = start
        self._origin_monotonic = monotonic()
        self._stretches = [_Stretch(start, start, _checked(speed))]

    def wall(self) -> float:
        """Return the server's wall time as unix seconds, skew included."""
        return self._wall() + self.skew_seconds

    def monotonic(self) -> float:
        """Return seconds that never run backwards; rates are counted on these."""
        return self._monotonic()

    def life(self) -> float:
        """Return the time tasks live in, as unix seconds of their own."""
        last = self._stretches[-1]
        return last.life + (self._steady_wall() - last.wall) * last.speed

    def wall_of(self, life: float) -> float:
        """Return the wall time at which the life clock read (or will read) ``life``."""
        index = max(0, bisect_right(self._stretches, life, key=lambda stretch: stretch.life) - 1)
        stretch = self._stretches[index]
        wall = stretch.wall + (life - stretch.life) / stretch.speed
        if index + 1 < len(self._stretches):  # a moment that was jumped over happened at the jump
            wall = min(wall, self._stretches[index + 1].wall)
        return wall + self.skew_seconds

    @property
    def speed(self) -> float:
        """How many seconds of a task's life pass in one second of the wall."""
        return self._stretches[-1].speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._stretches.append(_Stretch(self.life(), self._steady_wall(), _checked(speed)))

    def jump(self, seconds: float) -> None:
        """Move the life clock forward at once; the wall clock stays."""
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self._stretches.append(_Stretch(self.life() + seconds, self._steady_wall(), self.speed))

    def resume_at(self, life: float) -> None:
        """Continue a kept world: the life clock reads ``life`` now and nothing before counts."""
        self._stretches = [_Stretch(life, self._steady_wall(), self.speed)]

    async def sleep(self, seconds: float) -> None:
        """Return after ``seconds`` of the wall clock."""
        await asyncio.sleep(max(0.0, seconds))

    def _steady_wall(self) -> float:
        return self._origin_wall + (self._monotonic() - self._origin_monotonic)


class ManualTencentClock(SandboxClock):
    """A clock that stands still until it is told to move; for tests."""

    def __init__(self, *, start: float = 1_782_900_000.0, speed: float = 1.0) -> None:
        self._now = start
        self._sleepers: list[tuple[float, asyncio.Event]] = []
        super().__init__(wall=lambda: self._now, monotonic=lambda: self._now, speed=speed)

    def advance(self, seconds: float) -> None:
        """Move every reading forward and wake the sleepers whose time has come."""
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self._now += seconds
        for due, event in self._sleepers:
            if due <= self._now:
                event.set()
        self._sleepers = [sleeper for sleeper in self._sleepers if sleeper[0] > self._now]

    async def sleep(self, seconds: float) -> None:
        """Return once the clock has been advanced by ``seconds``."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        event = asyncio.Event()
        self._sleepers.append((self._now + seconds, event))
        await event.wait()


def _checked(speed: float) -> float:
    if not speed > 0:
        raise ValueError("speed must be above 0")
    return speed
