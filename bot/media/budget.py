"""Bound the bytes that all workspaces of this process may take together, so that deliveries can't fill the disk.

A workspace reserves a room before it is made and may wait for it, first come, first served. It takes more as files
turn out larger, and then it never waits: where nothing is left it is told so (:class:`WorkspaceFull`), gives
everything back, and begins anew in a room that is large enough. So nobody waits while holding, and nobody can block
for ever. Used from the event loop alone.
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
    """The bytes there are, and who waits for some."""

    def __init__(self, total_bytes: int) -> None:
        self.total_bytes = total_bytes
        self._held_bytes = 0
        self._queue: deque[tuple[int, asyncio.Future[None]]] = deque()

    @classmethod
    def on_disk(cls, folder: Path, wanted_bytes: int) -> "ByteBudget":
        """Return a budget of the wanted size, smaller where the disk of this folder has less to give."""
        free_bytes = int(shutil.disk_usage(folder).free * _SHARE_OF_DISK)
        if free_bytes < wanted_bytes:
            log.warning("workspace.budget bytes=%d wanted=%d: the disk has no more free", free_bytes, wanted_bytes)
        return cls(max(1, min(wanted_bytes, free_bytes)))

    @property
    def held_bytes(self) -> int:
        """How much is reserved."""
        return self._held_bytes

    @property
    def waiting(self) -> int:
        """How many workspaces wait for a room."""
        return len(self._queue)

    @asynccontextmanager
    async def room(self, wanted_bytes: int) -> AsyncIterator["Room"]:
        """Reserve a room, waiting for it. One larger than everything there is becomes all there is."""
        room = Room(self, await self._enter(max(0, min(wanted_bytes, self.total_bytes))))
        try:
            yield room
        finally:
            self._release(room.reserved_bytes)

    async def _enter(self, wanted_bytes: int) -> int:
        if not self._queue and self.take(wanted_bytes):
            return wanted_bytes
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append((wanted_bytes, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # given in the same moment
                self._release(wanted_bytes)
            self._serve()
            raise
        return wanted_bytes

    def take(self, more_bytes: int) -> bool:
        """Reserve more at once, past those who wait for a room; return whether there was enough."""
        if self._held_bytes + more_bytes > self.total_bytes:
            return False
        self._held_bytes += more_bytes
        return True

    def _release(self, some_bytes: int) -> None:
        self._held_bytes -= some_bytes
        self._serve()

    def _serve(self) -> None:
        """Let in whoever is first for as long as there is room; who was cancelled is in nobody's way."""
        self._queue = deque(entry for entry in self._queue if not entry[1].cancelled())
        while self._queue and self.take(self._queue[0][0]):
            self._queue.popleft()[1].set_result(None)


class Room:
    """What one workspace has reserved, and how much of that its files take."""

    def __init__(self, budget: ByteBudget, reserved_bytes: int) -> None:
        self._budget = budget
        self.reserved_bytes = reserved_bytes
        self._used_bytes = 0

    @classmethod
    def endless(cls) -> "Room":
        """Return a room of no budget."""
        return cls(ByteBudget(sys.maxsize), 0)

    def claim(self, too_large: Callable[[str], FoleyError]) -> "Claim":
        """Return the claim of one more file. ``too_large``: the error where all there is would not be enough."""
        return Claim(self, too_large)

    def grow(self, more_bytes: int, too_large: Callable[[str], FoleyError]) -> None:
        """Count more bytes as used, reserving what is missing. Raises WorkspaceFull, or what ``too_large`` makes."""
        needed_bytes = self._used_bytes + more_bytes
        if needed_bytes > self._budget.total_bytes:
            raise too_large(f"{needed_bytes} bytes of work, of {self._budget.total_bytes} for all")
        missing_bytes = needed_bytes - self.reserved_bytes
        if missing_bytes > 0:
            if not self._budget.take(missing_bytes):
                # Twice as much as now, so that a file of unknown length does not begin anew at every step.
                raise WorkspaceFull(max(needed_bytes, 2 * self.reserved_bytes))
            self.reserved_bytes += missing_bytes
        self._used_bytes = needed_bytes

    def shrink(self, fewer_bytes: int) -> None:
        """Count fewer bytes as used; they stay reserved for the files that follow."""
        self._used_bytes -= fewer_bytes


class Claim:
    """What one file takes of a room."""

    def __init__(self, room: Room, too_large: Callable[[str], FoleyError]) -> None:
        self._room = room
        self._too_large = too_large
        self._bytes = 0

    def cover(self, size_bytes: int) -> None:
        """Have at least this much. Raises WorkspaceFull, or the claim's own error."""
        if size_bytes > self._bytes:
            self._room.grow(size_bytes - self._bytes, self._too_large)
            self._bytes = size_bytes

    def settle(self, size_bytes: int) -> None:
        """Give back what is beyond this size."""
        if size_bytes < self._bytes:
            self._room.shrink(self._bytes - size_bytes)
            self._bytes = size_bytes
