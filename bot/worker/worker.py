"""Run the background worker of one process: the lease holder sends, polls and posts for all processes.

It waits for the lease, loads every open job from disk, runs the stages of a job and the periodic chores, and stops them
when the lease is lost or the process ends. After a database outage it starts over from what is on disk. A process
without the lease does nothing here; its commands insert jobs, which the holder learns of through a signal, with a slow
sweep as a safety net.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.clock import Clock
from bot.errors import StoreError, StoreRefused
from bot.jobs.ports import LearningStore, Lease
from bot.polling.durations import Durations
from bot.utils.backoff import Backoff
from bot.utils.tasks import Tasks, racing, sleep_unless
from bot.worker.reconciler import Reconciler, Stages

log = logging.getLogger(__name__)
_SAVE_LEARNED_SECONDS = 30.0
_BACKOFF = Backoff(1.0, 15.0)
_STOP_MARGIN_SECONDS = 1.0


class LearnedDurations:
    """Loads and saves what was learned about how long jobs take."""

    def __init__(self, durations: Durations, store: LearningStore, clock: Clock) -> None:
        self._durations = durations
        self._store = store
        self._clock = clock

    async def load(self) -> None:
        """Start from what is stored. Raises StoreError."""
        self._durations.load(await self._store.load_durations())

    async def save(self) -> None:
        """Save what has changed; what can't be saved now is saved the next time."""
        records = self._durations.changed(self._clock.now())
        if records:
            try:
                await self._store.save_durations(records)
            except StoreError as error:
                log.warning("durations.not_saved: %s", error)
            else:
                self._durations.kept(records)


@dataclass(frozen=True, slots=True)
class Chore:
    """Periodic work that one process does for all. ``do`` may raise StoreError: then it is postponed."""

    name: str
    do: Callable[[], Awaitable[None]]
    every_seconds: float


class Worker:
    """Runs the stages while this process holds the lease. ``on_refused``: called when the lease can never be had."""

    def __init__(
        self,
        lease: Lease,
        reconciler: Reconciler,
        stages: Stages,
        learned: LearnedDurations,
        chores: Sequence[Chore],
        clock: Clock,
        on_refused: Callable[[StoreRefused], None] = lambda error: None,
    ) -> None:
        self._lease = lease
        self._reconciler = reconciler
        self.stages = stages
        self._learned = learned
        self._chores = (*chores, Chore("learn", learned.save, _SAVE_LEARNED_SECONDS))
        self._clock = clock
        self._on_refused = on_refused
        self._main = Tasks("work")
        self._side = Tasks("work")
        self._stopping = asyncio.Event()
        self._stop_timeout_seconds = 0.0
        self.active = False

    def start(self) -> None:
        """Start waiting for the lease."""
        self._stopping.clear()
        self._main.keep(self._run, "lease", self._clock)

    async def stop(self, timeout_seconds: float) -> None:
        """Finish what is in progress, up to the timeout, then release the lease."""
        self._stop_timeout_seconds = max(0.0, timeout_seconds - _STOP_MARGIN_SECONDS)
        self._stopping.set()
        stop_at = self._clock.monotonic() + self._stop_timeout_seconds
        await self._main.settle(timeout_seconds)
        await self._main.cancel()
        # Creates sent under a lease that was lost since: their answers are waited for as long as any other's.
        await self.stages.dispatcher.stop(max(0.0, stop_at - self._clock.monotonic()))
        # These have nothing left, unless time ran out midway.
        await self.stages.delivery.stop(0.0)
        with contextlib.suppress(StoreError):
            await self.stages.poller.stop(0.0)

    def failing(self) -> list[str]:
        """Return the names of the loops that fail repeatedly: the process lives, but its work is not done."""
        now = self._clock.monotonic()
        dispatcher, poller, delivery, board, _ = self.stages
        loops = (self._main, self._side, dispatcher, poller, delivery, board)
        return [name for tasks in loops for name in tasks.failing(now)]

    async def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                if not await self._acquire():
                    return
                log.info("lease.acquired: this process sends, polls and posts")
                await self._run_stages()
                failures = 0
            except StoreError as error:
                # Anything else is a bug: `Tasks.keep` logs it, and restarts the loop for that too.
                log.warning("worker.interrupted: trying again: %s", error)
                failures += 1
                await sleep_unless(self._stopping, self._clock, _BACKOFF.after(failures))
            finally:
                await self._lease.release()

    async def _acquire(self) -> bool:
        """Acquire the lease; False when asked to stop first. If it can never be had, report that and wait to stop."""
        try:
            return await self._until_stopping(self._lease.acquire())
        except StoreRefused as error:
            log.error("worker.refused: %s", error)
            self._on_refused(error)
            await self._stopping.wait()
            return False

    async def _until_stopping(self, waiting: Coroutine[Any, Any, None]) -> bool:
        """Await something unless asked to stop first; True when it completed."""
        async with racing(waiting, self._stopping.wait()) as (task, _):
            if task.done():
                task.result()
                return True
            return False

    async def _run_stages(self) -> None:
        """Run the stages until the lease is lost or the worker is asked to stop."""
        await self._learned.load()
        try:
            await self._reconciler.load_open_jobs()
            self._start()
            self.active = True
            await self._until_stopping(self._lease.lost())
        finally:
            self.active = False
            try:
                await self._stop_stages()
            finally:
                self._reconciler.release()

    def _start(self) -> None:
        dispatcher, poller, delivery, board, _ = self.stages
        for stage in (board, dispatcher, poller, delivery):
            stage.start()
        self._side.keep(self._reconciler.sweep, "sweep", self._clock)
        self._side.keep(self._reconciler.follow, "follow", self._clock)
        for chore in self._chores:
            self._side.keep(partial(self._repeat, chore), chore.name, self._clock)

    async def _stop_stages(self) -> None:
        await self._side.cancel()
        # In this order: a create that is answered now must still get its answer to disk.
        held, dispatcher = self._lease.held, self.stages.dispatcher
        timeout_seconds = self._stop_timeout_seconds if held else 0.0
        try:
            stops = await asyncio.gather(
                # Calls already sent get their answers recorded, unless the process itself ends.
                dispatcher.stop(timeout_seconds) if held and self._stopping.is_set() else dispatcher.stop_sending(),
                self.stages.poller.stop(min(1.0, timeout_seconds)),
                self.stages.delivery.stop(timeout_seconds),
                return_exceptions=True,
            )
        finally:
            await self.stages.board.stop()
            await self.stages.lost_tasks.stop()
        for failure in stops:
            if isinstance(failure, BaseException):
                raise failure
        if self._lease.held:
            await self._learned.save()

    async def _repeat(self, chore: Chore) -> None:
        while True:
            try:
                await chore.do()
            except StoreError as error:
                log.warning("worker.chore_postponed chore=%s: %s", chore.name, error)
            await self._clock.sleep(chore.every_seconds)
