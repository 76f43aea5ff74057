"""One worker that is started before its job is known, and loads while a result is still being made or downloaded.

If no job comes it is ended after a while, so an idle bot keeps none.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.errors import MediaError
from bot.utils.tasks import Tasks

_KEPT_SECONDS = 10.0
Process = asyncio.subprocess.Process


class SpareWorker:
    """Holds at most one process; ``start`` and ``end`` are the pool's."""

    def __init__(
        self,
        start: Callable[[], Coroutine[Any, Any, Process]],
        end: Callable[[Process], Awaitable[None]],
        kept_seconds: float = _KEPT_SECONDS,
    ) -> None:
        self._start = start
        self._end = end
        self._kept_seconds = kept_seconds
        self._starting: asyncio.Task[Process] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._tasks = Tasks("media spare")

    def prepare(self) -> None:
        """Start a process if there is none, and restart its expiry."""
        self._cancel_timer()
        if self._starting is None:
            self._starting = asyncio.create_task(self._start(), name="media spare:start")
        self._timer = asyncio.get_running_loop().call_later(self._kept_seconds, self._expire)

    async def take(self) -> Process | None:
        """Hand over the process; None if there is none, it could not be started, or it has died."""
        starting, self._starting = self._starting, None
        self._cancel_timer()
        if starting is None:
            return None
        try:
            process = await asyncio.shield(starting)
        except MediaError:
            return None
        except asyncio.CancelledError:
            self._tasks.start(self._end_started(starting), "end")
            raise
        if process.returncode is None:
            return process
        await self._end(process)
        return None

    async def close(self) -> None:
        """End the process, if there is one."""
        self._expire()
        await self._tasks.settle(self._kept_seconds)

    def _expire(self) -> None:
        self._cancel_timer()
        starting, self._starting = self._starting, None
        if starting is not None:
            self._tasks.start(self._end_started(starting), "end")

    async def _end_started(self, starting: "asyncio.Task[Process]") -> None:
        try:
            process = await starting
        except MediaError:
            return
        await self._end(process)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
