"""Bounds on waiting that obey the clock handed in. Knows no database."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from bot.clock import Clock

_T = TypeVar("_T")


async def within(clock: Clock, limit_seconds: float, work: Awaitable[_T]) -> _T:
    """Return what ``work`` returns, or raise TimeoutError when the clock is faster. Cancels what is left over."""
    task = asyncio.ensure_future(work)
    alarm = asyncio.ensure_future(clock.sleep(limit_seconds))
    try:
        await asyncio.wait({task, alarm}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise TimeoutError
    finally:
        # Cancelled but not waited for: what hangs on a dead connection may take its time to notice.
        for one in (task, alarm):
            one.cancel()
