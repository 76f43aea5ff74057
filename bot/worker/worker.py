"""The background work of one process: whoever holds the lease sends, watches and posts for all.

Waits for the lease, takes up every open job from disk, runs dispatcher, poller, delivery and status board, and
stops them when the lease is lost or the process ends. After a stretch without the database it begins again from
what is on disk. A process without the lease does nothing here; its commands write jobs that the holder hears of
through a signal, with a slow sweep behind it.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from bot.clock import Clock
from bot.errors import StoreError, StoreRefused
from bot.jobs.ports import LearningStore, Lease, ResultShelf
from bot.jobs.repository import JobRepository
from bot.polling.durations import Durations
from bot.utils.backoff import Backoff
from bot.utils.tasks import Tasks, racing, wait_or_wake
from bot.worker.crew import Crew
from bot.worker.orphaned_creates import OrphanedCreates
from bot.worker.reconciler import Reconciler

log = logging.getLogger(__name__)
Chore = Callable[[], Awaitable[None]]
_SAVE_LEARNED_SECONDS = 30.0
_ORPHANS_SECONDS = 5.0
_SHELF_SECONDS = 600.0
_CHORE_SECONDS = 60.0
_BACKOFF = Backoff(1.0, 15.0)
_PUT_DOWN_MARGIN_SECONDS = 1.0


class Worker:
    """Runs the crew while this process holds the lease.

    ``orphaned_after_seconds``: after so long a create that somebody else was sending is nobody's. Alone on a database
    it is 0: who was sending is dead for certain.
    """

    def __init__(
        self,
        repository: JobRepository,
        lease: Lease,
        learning: LearningStore,
        durations: Durations,
        shelf: ResultShelf,
        crew: Crew,
        clock: Clock,
        *,
        orphaned_after_seconds: float = 0.0,
        chores: Sequence[Chore] = (),
        on_refused: Callable[[StoreRefused], None] = lambda error: None,
    ) -> None:
        self._repository = repository
        self._lease = lease
        self._learning = learning
        self._durations = durations
        self._shelf = shelf
        self.crew = crew
        self._clock = clock
        self._orphans = OrphanedCreates(repository, clock, crew.dispatcher.on_their_way, orphaned_after_seconds)
        self._chores = chores
        self._on_refused = on_refused
        self._main = Tasks("work")
        self._side = Tasks("work")
        self._stopping = asyncio.Event()
        self._reconciler = Reconciler(repository.store, crew, clock, alone=not orphaned_after_seconds)
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
        await self.crew.dispatcher.stop(max(0.0, stop_at - self._clock.monotonic()))
        # Nothing, unless time ran out midway.
        await self.crew.delivery.stop(0.0)
        with contextlib.suppress(StoreError):
            await self.crew.poller.stop(0.0)

    def failing(self) -> list[str]:
        """Return the loops that fail again and again, by name: the work is not done though its process lives."""
        now = self._clock.monotonic()
        return self._main.failing(now) + self._side.failing(now) + self.crew.failing(now)

    def notify(self, job_id: str) -> None:
        """Note that another process has changed a job."""
        self._reconciler.notify(job_id)

    async def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                if not await self._acquire():
                    return
                log.info("this process sends, watches and posts")
                await self._hold()
                failures = 0
            except StoreError as error:
                # Anything else is a bug: it is shown, and the work begins again for that too (`Tasks.keep`).
                log.warning("background work interrupted, trying again: %s", error)
                failures += 1
                await wait_or_wake(self._stopping, self._clock, _BACKOFF.after(failures))
            finally:
                await self._lease.release()

    async def _acquire(self) -> bool:
        """Take the lease; False when told to stop instead. Where it can never be had, say so and wait for that."""
        try:
            return await self._until_stopping(self._lease.acquire())
        except StoreRefused as error:
            log.error("the background work ends for good: %s", error)
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
        self._durations.load(await self._learning.load_durations())
        unsubscribe = self._repository.subscribe(self._reconciler.observe)
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
                unsubscribe()
                self._reconciler.release()

    def _start(self) -> None:
        self.crew.start()
        self._side.keep(self._reconciler.sweep, "sweep", self._clock)
        self._side.keep(self._reconciler.follow, "follow", self._clock)
        self._side.keep(self._settle_orphans, "orphans", self._clock)
        self._side.keep(self._save_learned, "learn", self._clock)
        self._side.keep(self._tidy_shelf, "shelf", self._clock)
        self._side.keep(self._do_chores, "chores", self._clock)

    async def _put_down(self) -> None:
        await self._side.cancel()
        # One after the other: a create that is answered now must still find its way to disk.
        held, dispatcher = self._lease.held, self.crew.dispatcher
        patience_seconds = self._patience_seconds if held else 0.0
        try:
            stops = await asyncio.gather(
                # What has left is answered, and its answer written down, unless the process itself goes.
                dispatcher.stop(patience_seconds) if held and self._stopping.is_set() else dispatcher.let_go(),
                self.crew.poller.stop(min(1.0, patience_seconds)),
                self.crew.delivery.stop(patience_seconds),
                return_exceptions=True,
            )
        finally:
            await self.crew.board.stop()
            await self.crew.lost_tasks.stop()
        for failure in stops:
            if isinstance(failure, BaseException):
                raise failure
        if self._lease.held:
            await self._store_learned()

    async def _settle_orphans(self) -> None:
        while True:
            try:
                await self._orphans.settle()
            except StoreError as error:
                log.warning("database away, orphaned creates wait: %s", error)
            await self._clock.sleep(_ORPHANS_SECONDS)

    async def _save_learned(self) -> None:
        while True:
            await self._clock.sleep(_SAVE_LEARNED_SECONDS)
            await self._store_learned()

    async def _store_learned(self) -> None:
        records = self._durations.changed(self._clock.now())
        if records:
            try:
                await self._learning.save_durations(records)
            except StoreError as error:
                log.warning("learned durations not saved: %s", error)
            else:
                self._durations.kept(records)

    async def _do_chores(self) -> None:
        """Do what is to be done now and then, by one process for all."""
        while True:
            for chore in self._chores:
                try:
                    await chore()
                except StoreError as error:
                    log.warning("a chore is put off: %s", error)
            await self._clock.sleep(_CHORE_SECONDS)

    async def _tidy_shelf(self) -> None:
        while True:
            await self._shelf.sweep()
            await self._clock.sleep(_SHELF_SECONDS)
