"""Snowflake ids and Discord's timestamps. Pure except for the injected clock."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.sandbox.discord.clock import Clock

DISCORD_EPOCH_MS = 1_420_070_400_000


class SnowflakeFactory:
    """Generates increasing ids whose upper bits encode the time of creation."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """Return a new id, larger than every id generated or `seen` before."""
        now_ms = int(self._clock.wall() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, now_ms << 22)
        return self._last

    def seen(self, snowflake: int) -> None:
        """Record an id that came from a stored world, so that new ones sort after it."""
        self._last = max(self._last, snowflake)


def created_at_seconds(snowflake: int) -> float:
    """Return when an id was created, in seconds since the Unix epoch."""
    return ((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000


def timestamp(wall_seconds: float) -> str:
    """Return an ISO 8601 time in Discord's format."""
    return datetime.fromtimestamp(wall_seconds, UTC).isoformat(timespec="microseconds")
