"""Run background tasks that are named, referenced, and whose failures are logged."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from bot.clock import Clock

log = logging.getLogger(__name__)
_AFTER_BUG_SECONDS = 5.0
# A loop that ran for less than this before it failed has done nothing useful.
_HEALTHY_SECONDS = 30.0


class Tasks:
    """A set of running tasks. An exception in one is logged and affects no other."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._running: set[asyncio.Task[Any]] = set()
        self._failed_at: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self._running)

    def start(
        self, coroutine: Coroutine[Any, Any, Any], name: str, *, after: Callable[[], None] | None = None
    ) -> asyncio.Task[Any]:
        """Run a coroutine in the background.

        ``after`` is called once the task has ended, however it did: a task that is cancelled before its first step
        never reaches a ``finally`` of its own, so what was reserved for it outside is released here.
        """
        task = asyncio.create_task(coroutine, name=f"{self._name}:{name}")
        self._running.add(task)
        task.add_done_callback(self._done if after is None else partial(self._done_then, after))
        return task

    def keep(self, begin: Callable[[], Coroutine[Any, Any, None]], name: str, clock: Clock) -> asyncio.Task[Any]:
        """Run a loop in the background, and restart it some seconds after an exception has ended it."""
        return self.start(self._forever(begin, name, clock), name)

    def failing(self, now: float) -> list[str]:
        """Return the loops of :meth:`keep` that fail again soon after each restart; ``now`` is monotonic."""
        return [f"{self._name}:{name}" for name, at in self._failed_at.items() if now - at <= 2 * _AFTER_BUG_SECONDS]

    async def _forever(self, begin: Callable[[], Coroutine[Any, Any, None]], name: str, clock: Clock) -> None:
        failed_at = float("-inf")
        while True:
            try:
                return await begin()
            except Exception:
                now = clock.monotonic()
                if now - failed_at < _HEALTHY_SECONDS:
                    self._failed_at[name] = now
                failed_at = now
                log.exception("loop.failed name=%s:%s: it begins again", self._name, name)
                await clock.sleep(_AFTER_BUG_SECONDS)

    def _done_then(self, after: Callable[[], None], task: asyncio.Task[Any]) -> None:
        try:
            after()
        finally:
            self._done(task)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            log.error("task.failed name=%s", task.get_name(), exc_info=error)

    async def settle(self, timeout_seconds: float) -> bool:
        """Wait for all to end by themselves; return True when none is left."""
        if self._running:
            await asyncio.wait(tuple(self._running), timeout=timeout_seconds)
        return not self._running

    async def cancel(self) -> None:
        """Cancel all and wait until they have ended."""
        running = tuple(self._running)
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)


async def wait_or_wake(event: asyncio.Event, clock: Clock, delay_seconds: float | None) -> None:
    """Wait until the event is set, and set it when the delay is over. ``None`` waits for the event alone.

    For loops that clear it in each iteration. Uses only a timer: two tasks for each wait were most of a job's cost.
    """
    if delay_seconds is None or event.is_set():
        await event.wait()
        return
    cancel = clock.call_later(delay_seconds, event.set)
    try:
        await event.wait()
    finally:
        cancel()


async def sleep_unless(event: asyncio.Event, clock: Clock, delay_seconds: float) -> None:
    """Wait until the delay is over, or the event is set."""
    async with racing(event.wait(), clock.sleep(delay_seconds)):
        pass


@asynccontextmanager
async def racing(
    *contenders: Coroutine[Any, Any, Any], limit_seconds: float | None = None
) -> AsyncIterator[list[asyncio.Task[Any]]]:
    """Run coroutines concurrently; enter the block when the first has ended or time is up; cancel the rest after it.

    The tasks are in the order of the coroutines; asking one for its result raises its exception.
    """
    tasks = [asyncio.create_task(one, name="racing") for one in contenders]
    try:
        await asyncio.wait(tasks, timeout=limit_seconds, return_when=asyncio.FIRST_COMPLETED)
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
