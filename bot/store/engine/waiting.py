"""Timeouts that follow the injected clock. Knows no database."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from bot.clock import Clock
from bot.utils.tasks import wait_or_wake

_T = TypeVar("_T")


async def within(clock: Clock, limit_seconds: float, work: Awaitable[_T]) -> _T:
    """Return what ``work`` returns, or raise TimeoutError after ``limit_seconds``. Cancels ``work`` if unfinished."""
    task, wake = asyncio.ensure_future(work), asyncio.Event()
    task.add_done_callback(lambda _: wake.set())
    try:
        await wait_or_wake(wake, clock, limit_seconds)
        if task.done():
            return task.result()
        raise TimeoutError
    finally:
        # Cancelled but not awaited: a call that hangs on a dead connection may take long to notice.
        task.cancel()
