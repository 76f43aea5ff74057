"""The sleeping jobs of one budget by when their next look is due. Knows neither prices nor durations. Pure."""

import heapq
import math
from collections.abc import Hashable
from enum import Enum, auto

from bot.polling.durations import DurationKey

_MOST_STALE = 256


class Phase(Enum):
    """Where a watched job is: asleep until its look is due, due, being looked at, or no longer watched."""

    SLEEPING = auto()
    RIPE = auto()
    LOOKING = auto()
    GONE = auto()


class Entry:
    """One watched job. Ages are seconds since ``started_at``; ``due_at`` is what the heap believes."""

    __slots__ = (
        "counted_late",
        "due_at",
        "index",
        "job_id",
        "key",
        "looked_age",
        "not_before",
        "owner",
        "phase",
        "ripe_at",
        "started_at",
    )

    def __init__(self, job_id: str, key: DurationKey, started_at: float, looked_age: float, owner: Hashable) -> None:
        self.job_id = job_id
        self.owner = owner
        self.key = key
        self.started_at = started_at
        self.looked_age = looked_age
        self.not_before = -math.inf
        self.due_at = -math.inf
        self.ripe_at = math.inf
        self.index = 0.0
        self.phase = Phase.SLEEPING
        self.counted_late = False

    def __lt__(self, other: "Entry") -> bool:
        return self.due_at < other.due_at


class LookHeap:
    """A heap that entries are never taken out of: one that was pushed anew, or woke, is passed over."""

    __slots__ = ("_items",)

    def __init__(self) -> None:
        self._items: list[tuple[float, Entry]] = []

    def push(self, entry: Entry, due_at: float, watched: int) -> None:
        """Let a job sleep until ``due_at``; ``watched``: how many jobs there are, for when to clear out."""
        entry.due_at = due_at
        heapq.heappush(self._items, (due_at, entry))
        if len(self._items) > 2 * watched + _MOST_STALE:
            self._items = [item for item in self._items if _is_current(item)]
            heapq.heapify(self._items)

    def first_at(self) -> float | None:
        """Return when the next one is due; None when nothing sleeps."""
        while self._items and not _is_current(self._items[0]):
            heapq.heappop(self._items)
        return self._items[0][0] if self._items else None

    def pop_due(self, now: float) -> Entry | None:
        """Take the next one that is due by now."""
        while self._items and self._items[0][0] <= now:
            item = heapq.heappop(self._items)
            if _is_current(item):
                return item[1]
        return None


def _is_current(item: tuple[float, Entry]) -> bool:
    return item[1].phase is Phase.SLEEPING and item[1].due_at == item[0]
