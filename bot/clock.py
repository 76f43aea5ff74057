"""Time as an argument: the only place that reads the machine's clocks.

Logic takes a :class:`Clock` and never calls ``time`` or ``asyncio.sleep`` itself, so tests and the
schedule's simulation hand in a clock of their own.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol


class Clock(Protocol):
    """The clock that logic is given. Every value is in seconds."""

    def now(self) -> float:
        """Return wall time as unix seconds: for what is stored, signed or shown."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards: for waits and rates."""

    async def sleep(self, delay_seconds: float) -> None:
        """Sleep for ``delay_seconds`` of this clock; when <= 0, only yield to the event loop once."""

    def call_later(self, delay_seconds: float, callback: Callable[[], object]) -> Callable[[], object]:
        """Call ``callback`` after ``delay_seconds`` of this clock; return a function that cancels it."""


class SystemClock:
    """The machine's clocks."""

    def now(self) -> float:
        """Return wall time as unix seconds."""
        return time.time()

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()

    async def sleep(self, delay_seconds: float) -> None:
        """Sleep on the event loop."""
        await asyncio.sleep(max(0.0, delay_seconds))

    def call_later(self, delay_seconds: float, callback: Callable[[], object]) -> Callable[[], object]:
        """Set a timer of the event loop."""
        return asyncio.get_running_loop().call_later(max(0.0, delay_seconds), callback).cancel
