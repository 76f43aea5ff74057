"""Measure the lag of the event loop: whatever blocks it delays heartbeats, first answers and polls alike."""

from collections.abc import Callable

from bot.clock import Clock

_EVERY_SECONDS = 0.5


async def measure_loop_lag(observe: Callable[[float], None], clock: Clock) -> None:
    """Pass the lag of the event loop, in seconds, to ``observe`` twice a second. Never returns."""
    while True:
        due_at = clock.monotonic() + _EVERY_SECONDS
        await clock.sleep(_EVERY_SECONDS)
        observe(max(0.0, clock.monotonic() - due_at))
