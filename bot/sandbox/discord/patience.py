"""Waiting with an end: what did not happen in time is told together with what there was to see."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

PATIENCE_SECONDS = 20.0
# How many times as long a wait may take where more processes want to run than there are cores.
_LONGEST_FACTOR = 4.0
_PAUSE_SECONDS = 0.01
T = TypeVar("T")
Account = Callable[[], str]


class NeverHappened(AssertionError):
    """What was waited for did not happen in time; the text says what happened instead."""


@dataclass
class Patience:
    """How long a wait may take, and who tells what there was to see when it ran out.

    ``seconds`` are those of a machine with time to spare; None: for ever. ``accounts``: each returns a text.
    """

    seconds: float | None = PATIENCE_SECONDS
    accounts: list[Account] = field(default_factory=list)

    def limit(self) -> float | None:
        """Return the seconds a wait may take as busy as the machine is now."""
        return None if self.seconds is None else self.seconds * _busy()

    async def bounded(self, waiting: Awaitable[T]) -> T:
        """Return what ``waiting`` returns. Raises NeverHappened, and cancels it, when that takes too long."""
        __tracebackhide__ = True  # of pytest: what was waited for stands above it
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

    async def until(self, look: Callable[[], T | None], pause_seconds: float = _PAUSE_SECONDS) -> T:
        """Return the first truthy value of ``look``: for things that tell nobody of their changes."""

        __tracebackhide__ = True

        async def looked() -> T | None:
            return look()

        return await self.until_found(looked, pause_seconds)

    async def until_found(self, look: Callable[[], Awaitable[T | None]], pause_seconds: float = _PAUSE_SECONDS) -> T:
        """Return the first truthy value of ``look``, which has to wait for its answer itself."""
        __tracebackhide__ = True

        async def found() -> T:
            while not (value := await look()):  # noqa: ASYNC110  # what is looked at has no events
                await asyncio.sleep(pause_seconds)
            return value

        return await self.bounded(found())

    def account(self) -> str:
        """Return what there is to see now."""
        return "\n\n".join(account() for account in self.accounts)


def _busy() -> float:
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    return min(max(1.0, load / cores), _LONGEST_FACTOR)
