"""The state of the hosted bot, read-only: what health and metrics need from its client and its runtime.

The runtime comes and goes with the extension; without it, everything is unavailable and nothing is counted.
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
    """A client and, once it is open, its runtime."""

    def __init__(self, client: Foley) -> None:
        self._client = client
        self.sync_state = client.sync_state

    def open_shards(self) -> tuple[int, int]:
        """Return how many shards are connected, and how many there are."""
        shards = list(self._client.shards.values())
        # The library never resets its ready flag, so the connections themselves are checked too.
        connected = sum(not shard.is_closed() for shard in shards) if self._client.is_ready() else 0
        return connected, len(shards)

    def gateway_latency_seconds(self) -> float:
        """Return the latency of the slowest connection; infinite if there is none."""
        return max((latency for _, latency in self._client.latencies), default=math.inf)

    async def refused_token(self) -> str | None:
        """Ask Discord's REST API who we are; return why it rejects our token, None if it accepts it.

        Raises MessageError if it does not answer properly.
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
        """Make a harmless read and write. Raises StoreError."""
        await self._require_runtime().store.ping()

    def holds_lease(self) -> bool:
        """Return whether this process holds the lease and works."""
        runtime = self._client.runtime
        return runtime is not None and runtime.work.active and runtime.store.lease.held

    def last_tick_at(self) -> float:
        """Return the time of the poller's last tick, on the monotonic clock."""
        return self._require_runtime().work.stages.poller.last_tick_at

    def failing_loops(self) -> list[str]:
        """Return the worker's loops that keep failing."""
        return self._require_runtime().failing_loops()

    async def foreign_heartbeat(self) -> float | None:
        """Return the last heartbeat of the process that holds the lease. Raises StoreError."""
        store = self._require_runtime().store
        return None if store.database.is_sqlite else await last_heartbeat(store.database)

    def watched_jobs(self) -> int:
        """Return how many jobs the poller watches."""
        runtime = self._client.runtime
        return runtime.work.stages.poller.watched() if runtime else 0

    def pending_deliveries(self) -> int:
        """Return how many deliveries wait to be posted."""
        runtime = self._client.runtime
        return runtime.work.stages.delivery.waiting() if runtime else 0

    def workspace_budget(self) -> ByteBudget | None:
        """Return the budget of all workspaces."""
        runtime = self._client.runtime
        return runtime.workspace_budget if runtime else None

    def budgets(self) -> list[Gauge]:
        """Return the state of each request budget."""
        runtime = self._client.runtime
        return runtime.limiter.gauges() if runtime else []

    async def open_job_counts(self) -> list[OpenJobCount]:
        """Count the open jobs. Raises StoreError."""
        runtime = self._client.runtime
        return await count_open_jobs(runtime.store.database) if runtime else []

    def _require_runtime(self) -> Runtime:
        runtime = self._client.runtime
        if runtime is None:
            raise StoreUnavailable("the bot is starting")
        return runtime
