"""The local cloud's clocks: its wall clock, its life clock, and the mapping between the two.

Request signatures are verified against the wall clock, which is also in the ``Date`` header; it can be skewed on
purpose. Tasks age by the life clock, which can run faster than the wall clock and jump forward without expiring
any signature.
"""

import asyncio
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class _Segment:
    """The start of a period in which the life clock ran at a constant speed."""

    life: float
    wall: float
    speed: float


class SandboxClock:
    """Wall, monotonic and life time, all in seconds, and a sleep."""

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
        """Offset of the server's wall clock; may be set at any time."""
        start = wall()
        self._origin_wall = start
        self._origin_monotonic = monotonic()
        self._segments = [_Segment(start, start, _checked(speed))]

    def wall(self) -> float:
        """Return the server's wall time as unix seconds, skew included."""
        return self._wall() + self.skew_seconds

    def monotonic(self) -> float:
        """Return seconds that never decrease; rate limits are counted on these."""
        return self._monotonic()

    def life(self) -> float:
        """Return the life clock's time, as unix seconds."""
        last = self._segments[-1]
        return last.life + (self._steady_wall() - last.wall) * last.speed

    def wall_of(self, life: float) -> float:
        """Return the wall time at which the life clock read (or will read) ``life``."""
        index = max(0, bisect_right(self._segments, life, key=lambda segment: segment.life) - 1)
        segment = self._segments[index]
        wall = segment.wall + (life - segment.life) / segment.speed
        if index + 1 < len(self._segments):  # a time that was skipped by a jump maps to the jump
            wall = min(wall, self._segments[index + 1].wall)
        return wall + self.skew_seconds

    @property
    def speed(self) -> float:
        """How many seconds of the life clock pass in one second of the wall clock."""
        return self._segments[-1].speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._segments.append(_Segment(self.life(), self._steady_wall(), _checked(speed)))

    def jump(self, seconds: float) -> None:
        """Move the life clock forward immediately; the wall clock is not affected."""
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self._segments.append(_Segment(self.life() + seconds, self._steady_wall(), self.speed))

    def resume_at(self, life: float) -> None:
        """Set the life clock to ``life``, discarding its history: for a restored world."""
        self._segments = [_Segment(life, self._steady_wall(), self.speed)]

    async def sleep(self, seconds: float) -> None:
        """Return after ``seconds`` of the wall clock."""
        await asyncio.sleep(max(0.0, seconds))

    def _steady_wall(self) -> float:
        return self._origin_wall + (self._monotonic() - self._origin_monotonic)


class ManualTencentClock(SandboxClock):
    """A clock that moves only when :meth:`advance` is called; for tests."""

    def __init__(self, *, start: float = 1_782_900_000.0, speed: float = 1.0) -> None:
        self._now = start
        self._sleepers: list[tuple[float, asyncio.Event]] = []
        super().__init__(wall=lambda: self._now, monotonic=lambda: self._now, speed=speed)

    def advance(self, seconds: float) -> None:
        """Move all clocks forward and wake the sleepers that are due."""
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
