"""Bounds on waiting that obey the clock handed in. Knows no database."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from bot.clock import Clock
from bot.utils.tasks import wait_or_wake

_T = TypeVar("_T")


async def within(clock: Clock, limit_seconds: float, work: Awaitable[_T]) -> _T:
    """Return what ``work`` returns, or raise TimeoutError when the clock is faster. Cancels what is left over."""
    task, over = asyncio.ensure_future(work), asyncio.Event()
    task.add_done_callback(lambda _: over.set())
    try:
        await wait_or_wake(over, clock, limit_seconds)
        if task.done():
            return task.result()
        raise TimeoutError
    finally:
        # Cancelled but not waited for: what hangs on a dead connection may take its time to notice.
        task.cancel()
