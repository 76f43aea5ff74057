"""The background worker of one process: the holder of the lease sends, polls and posts for all.

Waits for the lease, takes up every open job from disk, runs the stages of a job and what is done now and then, and
stops them when the lease is lost or the process ends. After a stretch without the database it begins again from
what is on disk. A process without the lease does nothing here; its commands write jobs that the holder hears of
through a signal, with a slow sweep behind it.
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
_PUT_DOWN_MARGIN_SECONDS = 1.0


class LearnedDurations:
    """Keeps on disk what was learned of how long jobs take."""

    def __init__(self, durations: Durations, store: LearningStore, clock: Clock) -> None:
        self._durations = durations
        self._store = store
        self._clock = clock

    async def load(self) -> None:
        """Begin with what is stored. Raises StoreError."""
        self._durations.load(await self._store.load_durations())

    async def save(self) -> None:
        """Store what has changed; what can't be stored now is stored the next time."""
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
    """What is to be done now and then, by one process for all. May raise StoreError: then it is put off."""

    name: str
    do: Callable[[], Awaitable[None]]
    every_seconds: float


class Worker:
    """Runs the stages while this process holds the lease. ``on_refused``: hears that the lease can never be had."""

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
        self._patience_seconds = 0.0
        self.active = False

    def start(self) -> None:
        """Begin to wait for the lease."""
        self._stopping.clear()
        self._main.keep(self._run, "lease", self._clock)

    async def stop(self, timeout_seconds: float) -> None:
        """Finish what is on its way as far as time allows, then give the lease up."""
        self._patience_seconds = max(0.0, timeout_seconds - _PUT_DOWN_MARGIN_SECONDS)
        self._stopping.set()
        stop_at = self._clock.monotonic() + self._patience_seconds
        await self._main.settle(timeout_seconds)
        await self._main.cancel()
        # Creates that left under a lease lost since: their answers are waited for as long as any other's.
        await self.stages.dispatcher.stop(max(0.0, stop_at - self._clock.monotonic()))
        # Nothing, unless time ran out midway.
        await self.stages.delivery.stop(0.0)
        with contextlib.suppress(StoreError):
            await self.stages.poller.stop(0.0)

    def failing(self) -> list[str]:
        """Return the loops that fail again and again, by name: the work is not done though its process lives."""
        now = self._clock.monotonic()
        dispatcher, poller, delivery, board, _ = self.stages
        loops = (self._main, self._side, dispatcher, poller, delivery, board)
        return [name for one in loops for name in one.failing(now)]

    async def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                if not await self._acquire():
                    return
                log.info("lease.acquired: this process sends, polls and posts")
                await self._hold()
                failures = 0
            except StoreError as error:
                # Anything else is a bug: it is shown, and the work begins again for that too (`Tasks.keep`).
                log.warning("worker.interrupted: trying again: %s", error)
                failures += 1
                await sleep_unless(self._stopping, self._clock, _BACKOFF.after(failures))
            finally:
                await self._lease.release()

    async def _acquire(self) -> bool:
        """Take the lease; False when told to stop instead. Where it can never be had, say so and wait for that."""
        try:
            return await self._until_stopping(self._lease.acquire())
        except StoreRefused as error:
            log.error("worker.refused: %s", error)
            self._on_refused(error)
            await self._stopping.wait()
            return False

    async def _until_stopping(self, waiting: Coroutine[Any, Any, None]) -> bool:
        """Await something unless we are told to stop first; True when it came."""
        async with racing(waiting, self._stopping.wait()) as (task, _):
            if task.done():
                task.result()
                return True
            return False

    async def _hold(self) -> None:
        """Work until the lease is lost or we are told to stop."""
        await self._learned.load()
        try:
            await self._reconciler.load_open_jobs()
            self._start()
            self.active = True
            await self._until_stopping(self._lease.lost())
        finally:
            self.active = False
            try:
                await self._put_down()
            finally:
                self._reconciler.release()

    def _start(self) -> None:
        dispatcher, poller, delivery, board, _ = self.stages
        for stage in (board, dispatcher, poller, delivery):
            stage.start()
        self._side.keep(self._reconciler.sweep, "sweep", self._clock)
        self._side.keep(self._reconciler.follow, "follow", self._clock)
        for chore in self._chores:
            self._side.keep(partial(self._do_now_and_then, chore), chore.name, self._clock)

    async def _put_down(self) -> None:
        await self._side.cancel()
        # One after the other: a create that is answered now must still find its way to disk.
        held, dispatcher = self._lease.held, self.stages.dispatcher
        patience_seconds = self._patience_seconds if held else 0.0
        try:
            stops = await asyncio.gather(
                # What has left is answered, and its answer written down, unless the process itself goes.
                dispatcher.stop(patience_seconds) if held and self._stopping.is_set() else dispatcher.let_go(),
                self.stages.poller.stop(min(1.0, patience_seconds)),
                self.stages.delivery.stop(patience_seconds),
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

    async def _do_now_and_then(self, chore: Chore) -> None:
        while True:
            try:
                await chore.do()
            except StoreError as error:
                log.warning("worker.chore_postponed chore=%s: %s", chore.name, error)
            await self._clock.sleep(chore.every_seconds)
