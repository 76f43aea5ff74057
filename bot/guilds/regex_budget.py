"""Limit the time that servers' regular expressions take: a small budget for each server.

A pattern takes time linear in the text, but an admin can write fifty slow ones and have long texts searched again
and again, on the one thread that answers all servers. A server that has used up its budget is refused until it has
regrown: a text that was not searched is never let through.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.clock import Clock
from bot.errors import NotAllowed
from bot.utils.lru import LruDict

BURST_SECONDS = 0.25
REGROWN_PER_SECOND = 0.01
_SERVERS_KEPT = 5000


class RegexBudget:
    """The time used by every server whose patterns ran lately."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._used: LruDict[int, tuple[float, float]] = LruDict(_SERVERS_KEPT)  # seconds used, and when measured

    def check(self, guild_id: int) -> None:
        """Refuse a server that has used up its budget. Raises NotAllowed (``rules-patterns-slow``)."""
        if self._used_now(guild_id) >= BURST_SECONDS:
            raise NotAllowed(key="rules-patterns-slow")

    @contextmanager
    def counting(self, guild_id: int) -> Iterator[None]:
        """Add the time the block takes to what the server has used."""
        began_at = self._clock.monotonic()
        try:
            yield
        finally:
            now = self._clock.monotonic()
            self._used[guild_id] = (self._used_now(guild_id) + now - began_at, now)

    def _used_now(self, guild_id: int) -> float:
        used, measured_at = self._used.get(guild_id, (0.0, 0.0))
        return max(0.0, used - (self._clock.monotonic() - measured_at) * REGROWN_PER_SECOND)
