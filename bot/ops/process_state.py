"""The state of the hosted bot, read-only: what health and metrics ask of its client and its parts.

The parts come and go with the extension; before they are there, everything is away and nothing is counted.
"""

import math

import discord

from bot.chat.sending.requests import FAILURES, translate
from bot.client import Foley
from bot.errors import MessageDelayed, StoreUnavailable
from bot.media.budget import ByteBudget
from bot.runtime import Runtime
from bot.store.heartbeat import last_heartbeat
from bot.store.jobs.open_job_counts import OpenJobCount, count_open_jobs
from bot.tencent.limiter import Gauge

_TOKEN_REFUSED = (401, 403)


class ProcessState:
    """A client and, once they are open, its parts."""

    def __init__(self, client: Foley) -> None:
        self._client = client
        self.sync_state = client.sync_state

    def open_shards(self) -> tuple[int, int]:
        """Return how many shards are connected, and of how many."""
        shards = list(self._client.shards.values())
        # Being ready is never taken back by the library, so the connection itself is asked too.
        connected = sum(not shard.is_closed() for shard in shards) if self._client.is_ready() else 0
        return connected, len(shards)

    def gateway_latency_seconds(self) -> float:
        """Return the latency of the slowest connection; infinite when there is none."""
        return max((latency for _, latency in self._client.latencies), default=math.inf)

    async def refused_token(self) -> str | None:
        """Ask Discord's REST side who we are; return why it refuses our token, None when all is well.

        Raises MessageError when it does not say.
        """
        if self._client.is_closed() or self._client.user is None:
            raise MessageDelayed("not logged in")
        try:
            await self._client.fetch_user(self._client.user.id)
        except FAILURES as error:
            if isinstance(error, discord.HTTPException) and error.status in _TOKEN_REFUSED:
                return str(translate(error))
            raise translate(error) from None
        return None

    async def ping(self) -> None:
        """Read and write something harmless. Raises StoreError."""
        await self._need().store.ping()

    def holds_lease(self) -> bool:
        """Whether the work is done here."""
        parts = self._client.runtime
        return parts is not None and parts.work.active and parts.store.lease.held

    def last_tick_at(self) -> float:
        """When the poller turned last, on the monotonic clock."""
        return self._need().work.stages.poller.last_tick_at

    def failing_loops(self) -> list[str]:
        """Return the loops of the work that fail again and again."""
        return self._need().failing_loops()

    async def foreign_heartbeat(self) -> float | None:
        """Return the last sign of life of whoever does the work. Raises StoreError."""
        store = self._need().store
        return None if store.database.is_sqlite else await last_heartbeat(store.database)

    def watched_jobs(self) -> int:
        """Return how many jobs the poller watches."""
        parts = self._client.runtime
        return parts.work.stages.poller.watched() if parts else 0

    def pending_deliveries(self) -> int:
        """Return how many endings wait to be posted."""
        parts = self._client.runtime
        return parts.work.stages.delivery.waiting() if parts else 0

    def workspace_budget(self) -> ByteBudget | None:
        """Return what results in the making have reserved."""
        parts = self._client.runtime
        return parts.workspace_budget if parts else None

    def budgets(self) -> list[Gauge]:
        """Return what each request budget is doing."""
        parts = self._client.runtime
        return parts.limiter.gauges() if parts else []

    async def open_job_counts(self) -> list[OpenJobCount]:
        """Count the open jobs. Raises StoreError."""
        parts = self._client.runtime
        return await count_open_jobs(parts.store.database) if parts else []

    def _need(self) -> Runtime:
        parts = self._client.runtime
        if parts is None:
            raise StoreUnavailable("the bot is starting")
        return parts
