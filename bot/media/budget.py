"""Limit the total bytes of all workspaces of this process, so that deliveries can't fill the disk.

A workspace reserves space before it is created and may have to wait for it, first come, first served. It reserves more
when files turn out larger, but never waits for that: if nothing is left it gets :class:`WorkspaceFull`, releases
everything and starts over with a reservation that is large enough. So nobody waits while holding space, and there is
no deadlock. Use it from the event loop only.
"""

import asyncio
import logging
import shutil
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.errors import FoleyError, WorkspaceFull

log = logging.getLogger(__name__)
USUAL_ROOM_BYTES = 64 * 1024 * 1024
_SHARE_OF_DISK = 0.9


class ByteBudget:
    """The total of bytes, what is reserved of it, and the queue of waiters."""

    def __init__(self, total_bytes: int) -> None:
        self.total_bytes = total_bytes
        self._held_bytes = 0
        self._queue: deque[tuple[int, asyncio.Future[None]]] = deque()

    @classmethod
    def on_disk(cls, folder: Path, wanted_bytes: int) -> "ByteBudget":
        """Return a budget of the wanted size, or smaller if the disk of this folder has less free space."""
        free_bytes = int(shutil.disk_usage(folder).free * _SHARE_OF_DISK)
        if free_bytes < wanted_bytes:
            log.warning("workspace.budget bytes=%d wanted=%d: the disk has no more free", free_bytes, wanted_bytes)
        return cls(max(1, min(wanted_bytes, free_bytes)))

    @property
    def held_bytes(self) -> int:
        """How many bytes are reserved."""
        return self._held_bytes

    @property
    def waiting(self) -> int:
        """How many workspaces wait for a reservation."""
        return len(self._queue)

    @asynccontextmanager
    async def reserve(self, wanted_bytes: int) -> AsyncIterator["Reservation"]:
        """Wait for space and hold it. A request for more than the total gets the total."""
        reservation = Reservation(self, await self._acquire(max(0, min(wanted_bytes, self.total_bytes))))
        try:
            yield reservation
        finally:
            self._release(reservation.reserved_bytes)

    async def _acquire(self, wanted_bytes: int) -> int:
        if not self._queue and self.take(wanted_bytes):
            return wanted_bytes
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append((wanted_bytes, granted))
        try:
            await granted
        except asyncio.CancelledError:
            if not granted.cancelled():  # granted at the same moment
                self._release(wanted_bytes)
            self._grant_waiting()
            raise
        return wanted_bytes

    def take(self, more_bytes: int) -> bool:
        """Reserve more immediately, ahead of the queue; return whether there was enough."""
        if self._held_bytes + more_bytes > self.total_bytes:
            return False
        self._held_bytes += more_bytes
        return True

    def _release(self, size_bytes: int) -> None:
        self._held_bytes -= size_bytes
        self._grant_waiting()

    def _grant_waiting(self) -> None:
        """Grant space to waiters in order while there is enough; cancelled ones do not block the queue."""
        self._queue = deque(entry for entry in self._queue if not entry[1].cancelled())
        while self._queue and self.take(self._queue[0][0]):
            self._queue.popleft()[1].set_result(None)


class Reservation:
    """What one workspace has reserved, and how much of that its files use."""

    def __init__(self, budget: ByteBudget, reserved_bytes: int) -> None:
        self._budget = budget
        self.reserved_bytes = reserved_bytes
        self._used_bytes = 0

    @classmethod
    def unlimited(cls) -> "Reservation":
        """Return a reservation without a limit."""
        return cls(ByteBudget(sys.maxsize), 0)

    def claim(self, too_large: Callable[[str], FoleyError]) -> "Claim":
        """Return a claim for one more file. ``too_large`` makes the error if even the whole budget is not enough."""
        return Claim(self, too_large)

    def grow(self, more_bytes: int, too_large: Callable[[str], FoleyError]) -> None:
        """Count more bytes as used, reserving any that are missing. Raises WorkspaceFull, or ``too_large``'s error."""
        needed_bytes = self._used_bytes + more_bytes
        if needed_bytes > self._budget.total_bytes:
            raise too_large(f"{needed_bytes} bytes of work, of {self._budget.total_bytes} for all")
        missing_bytes = needed_bytes - self.reserved_bytes
        if missing_bytes > 0:
            if not self._budget.take(missing_bytes):
                # Twice as much as now, so that a file of unknown length does not start over at every step.
                raise WorkspaceFull(max(needed_bytes, 2 * self.reserved_bytes))
            self.reserved_bytes += missing_bytes
        self._used_bytes = needed_bytes

    def shrink(self, fewer_bytes: int) -> None:
        """Count fewer bytes as used; they stay reserved for the files that follow."""
        self._used_bytes -= fewer_bytes


class Claim:
    """The share of one file in a reservation."""

    def __init__(self, reservation: Reservation, too_large: Callable[[str], FoleyError]) -> None:
        self._reservation = reservation
        self._too_large = too_large
        self._bytes = 0

    def cover(self, size_bytes: int) -> None:
        """Grow to at least this size. Raises WorkspaceFull, or the claim's own error."""
        if size_bytes > self._bytes:
            self._reservation.grow(size_bytes - self._bytes, self._too_large)
            self._bytes = size_bytes

    def settle(self, size_bytes: int) -> None:
        """Shrink to at most this size."""
        if size_bytes < self._bytes:
            self._reservation.shrink(self._bytes - size_bytes)
            self._bytes = size_bytes
