"""What a hosted process keeps across runs of the bot: metrics, readiness and their HTTP server.

The composition root opens :func:`operations` once; :meth:`Operations.watching` wraps each run of the bot.
"""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from bot.clock import Clock
from bot.errors import StoreError
from bot.ops.gauges import Gauges
from bot.ops.loop_lag import measure_loop_lag
from bot.ops.metrics import Metrics
from bot.ops.process_state import ProcessState
from bot.ops.readiness import Readiness
from bot.ops.server import HealthServer
from bot.utils.tasks import Tasks

log = logging.getLogger(__name__)


class Operations:
    """One process's metrics and health."""

    def __init__(self, bind: str, clock: Clock) -> None:
        self.metrics = Metrics(clock)
        self.readiness = Readiness(clock)
        self._gauges = Gauges(self.metrics, clock)
        self._state: ProcessState | None = None
        self.server = HealthServer(bind, self.metrics, self.readiness, self.refresh)

    @contextmanager
    def watching(self, state: ProcessState) -> Iterator[None]:
        """Observe one run of the bot within the block."""
        self.metrics.sessions.inc()
        self._state = state
        self.readiness.observe(state)
        try:
            yield
        finally:
            self._state = None
            self.readiness.observe(None)

    async def refresh(self) -> None:
        """Set the metrics that are states; those that can't be read now keep their last value."""
        for name, finding in (await self.readiness.findings()).items():
            self.metrics.ready.labels(name).set(finding.ok)
        state = self._state
        if state is None:
            self._gauges.clear()
            return
        try:
            await self._gauges.refresh(state)
        except StoreError as error:
            log.warning("metrics.jobs_uncounted: %s", error)


@asynccontextmanager
async def operations(bind: str, clock: Clock) -> AsyncIterator[Operations]:
    """Serve health and metrics within the block. Raises ConfigError if the address can't be bound."""
    opened = Operations(bind, clock)
    background = Tasks("ops")
    await opened.server.start()
    background.keep(lambda: measure_loop_lag(opened.metrics.loop_lag_seconds.observe, clock), "loop lag", clock)
    try:
        yield opened
    finally:
        await background.cancel()
        await opened.server.close()
