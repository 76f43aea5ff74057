"""Set the metrics that are states rather than events, whenever they are scraped."""

import math
from collections.abc import Sequence

from bot.clock import Clock
from bot.jobs.model import FINAL_STATES, State
from bot.ops.metrics import Metrics
from bot.ops.process_state import ProcessState

_UNSENT = (State.REQUESTED, State.QUEUED)


class Gauges:
    """Reads the state of one run of the bot into gauges."""

    def __init__(self, metrics: Metrics, clock: Clock) -> None:
        self._metrics = metrics
        self._clock = clock

    async def refresh(self, state: ProcessState) -> None:
        """Read everything. Raises StoreError if the database can't be queried; all other gauges are set by then."""
        self._read_gateway(state)
        self._read_work(state)
        self._read_budgets(state)
        await self._read_jobs(state)

    def clear(self) -> None:
        """Reset the gauges of a run that has ended."""
        self._metrics.lease_held.set(0)
        self._metrics.watched_jobs.set(0)
        self._metrics.pending_deliveries.set(0)
        self._metrics.workspace_held.set(0)
        self._metrics.workspaces_waiting.set(0)
        self._metrics.gateway_shards.clear()

    def _read_gateway(self, state: ProcessState) -> None:
        connected, wanted = state.open_shards()
        self._metrics.gateway_shards.labels("connected").set(connected)
        self._metrics.gateway_shards.labels("away").set(wanted - connected)
        latency_seconds = state.gateway_latency_seconds()
        if math.isfinite(latency_seconds):  # no heartbeat has been answered yet
            self._metrics.gateway_latency_seconds.set(latency_seconds)

    def _read_work(self, state: ProcessState) -> None:
        self._metrics.lease_held.set(state.holds_lease())
        self._metrics.watched_jobs.set(state.watched_jobs())
        self._metrics.pending_deliveries.set(state.pending_deliveries())
        budget = state.workspace_budget()
        if budget is not None:
            self._metrics.workspace_held.set(budget.held_bytes)
            self._metrics.workspace_allowed.set(budget.total_bytes)
            self._metrics.workspaces_waiting.set(budget.waiting)

    def _read_budgets(self, state: ProcessState) -> None:
        for gauge in state.budgets():
            self._metrics.budget_rate.labels(gauge.key).set(gauge.rate)
            self._metrics.budget_used.labels(gauge.key).set(gauge.used_last_second)
            self._metrics.budget_waiting.labels(gauge.key).set(gauge.waiting)

    async def _read_jobs(self, state: ProcessState) -> None:
        counts = await state.open_job_counts()
        now = self._clock.now()
        self._set_queue_age("create", [one.oldest_at for one in counts if one.state in _UNSENT], now)
        endings = [one.oldest_ended_at for one in counts if one.oldest_ended_at is not None]
        self._set_queue_age("post", endings, now)
        # Cleared in the same step as they are set: a state that no job is in any more has no sample.
        self._metrics.open_jobs.clear()
        self._metrics.oldest_job_seconds.clear()
        for one in counts:
            self._metrics.open_jobs.labels(one.kind, one.state).set(one.jobs)
            if one.state not in FINAL_STATES:
                self._metrics.oldest_job_seconds.labels(one.kind, one.state).set(max(0.0, now - one.oldest_at))

    def _set_queue_age(self, queue: str, since: Sequence[float], now: float) -> None:
        self._metrics.queue_age_seconds.labels(queue).set(max(0.0, now - min(since, default=now)))
