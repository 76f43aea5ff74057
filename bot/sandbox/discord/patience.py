"""Waits with a timeout: one that runs out raises an error with a report of the current state."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

PATIENCE_SECONDS = 20.0
# The largest factor by which waits are extended when more processes want to run than there are cores.
_LONGEST_FACTOR = 4.0
_PAUSE_SECONDS = 0.01
T = TypeVar("T")
Account = Callable[[], str]


class NeverHappened(AssertionError):
    """The awaited condition did not occur in time; the text reports what happened instead."""


@dataclass
class Patience:
    """How long a wait may take, and the reports to include when it times out.

    ``seconds`` apply to an idle machine; None means no limit. ``accounts``: each returns one report as text.
    """

    seconds: float | None = PATIENCE_SECONDS
    accounts: list[Account] = field(default_factory=list)

    def limit(self) -> float | None:
        """Return the seconds a wait may take under the machine's present load."""
        return None if self.seconds is None else self.seconds * _load_factor()

    async def bounded(self, waiting: Awaitable[T]) -> T:
        """Return the result of ``waiting``. Raises NeverHappened, and cancels it, when it takes too long."""
        __tracebackhide__ = True  # pytest hides this frame: the traceback ends at the caller's wait
        task = asyncio.ensure_future(waiting)
        began_at = time.monotonic()
        try:
            while not task.done():
                limit = self.limit()
                left = None if limit is None else began_at + limit - time.monotonic()
                if left is not None and left <= 0:
                    raise NeverHappened(f"never happened, in {time.monotonic() - began_at:.0f} s\n\n{self.account()}")
                await asyncio.wait((task,), timeout=left)
            return await task
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait((task,))

    async def until(self, check: Callable[[], T | None], pause_seconds: float = _PAUSE_SECONDS) -> T:
        """Poll ``check`` until it returns a truthy value, and return that: for state that publishes no events."""

        __tracebackhide__ = True

        async def poll() -> T | None:
            return check()

        return await self.until_found(poll, pause_seconds)

    async def until_found(self, check: Callable[[], Awaitable[T | None]], pause_seconds: float = _PAUSE_SECONDS) -> T:
        """Like :meth:`until`, for a ``check`` that is a coroutine function."""
        __tracebackhide__ = True

        async def found() -> T:
            while not (value := await check()):  # noqa: ASYNC110  # the polled state has no events
                await asyncio.sleep(pause_seconds)
            return value

        return await self.bounded(found())

    def account(self) -> str:
        """Return all reports of the current state."""
        return "\n\n".join(account() for account in self.accounts)


def _load_factor() -> float:
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    return min(max(1.0, load / cores), _LONGEST_FACTOR)
