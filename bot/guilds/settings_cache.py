"""Cache servers' settings and keep them fresh: reading costs nothing while the cache is warm."""

import asyncio

from bot.clock import Clock
from bot.errors import StoreUnavailable
from bot.guilds.ports import GuildStore
from bot.guilds.settings import GuildSettings
from bot.utils.lru import LruDict

_FRESH_SECONDS = 60.0  # fallback for the signals, which may get lost
_CACHED_GUILDS = 20_000


class SettingsCache:
    """The settings of the most recently used servers."""

    def __init__(self, store: GuildStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._kept: LruDict[int, tuple[float, GuildSettings]] = LruDict(_CACHED_GUILDS)
        self._loading: dict[int, asyncio.Task[GuildSettings]] = {}

    async def get(self, guild_id: int) -> GuildSettings:
        """Return a server's settings; stale ones if they can't be read again. Raises StoreUnavailable."""
        cached = self._kept.use(guild_id)
        if cached is not None and self._clock.monotonic() - cached[0] < _FRESH_SECONDS:
            return cached[1]
        try:
            # Many commands may find the cache cold at once: they share one query.
            return await asyncio.shield(self._loading.get(guild_id) or self._start_loading(guild_id))
        except StoreUnavailable:
            if cached is None:
                raise
            return cached[1]

    def peek(self, guild_id: int) -> GuildSettings | None:
        """Return the cached settings, however old, without asking the database."""
        cached = self._kept.get(guild_id)
        return None if cached is None else cached[1]

    def forget(self, guild_id: int) -> None:
        """Drop a server's settings, because they have changed."""
        self._kept.pop(guild_id, None)
        self._loading.pop(guild_id, None)

    def _start_loading(self, guild_id: int) -> "asyncio.Task[GuildSettings]":
        task = asyncio.create_task(self._load(guild_id), name=f"guild:{guild_id}")
        self._loading[guild_id] = task

        def done(task: "asyncio.Task[GuildSettings]") -> None:
            if self._loading.get(guild_id) is task:
                del self._loading[guild_id]
            if not task.cancelled():
                task.exception()  # retrieved, so that asyncio does not log it: whoever waited has it

        task.add_done_callback(done)
        return task

    async def _load(self, guild_id: int) -> GuildSettings:
        task = asyncio.current_task()
        loaded = await self._store.load(guild_id)
        if self._loading.get(guild_id) is task:  # else they changed while we read: what was loaded may be stale
            self._kept[guild_id] = (self._clock.monotonic(), loaded)
        return loaded
