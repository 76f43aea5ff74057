"""Load open jobs from disk: all at start, all again in a slow sweep, and those that other processes change.

The slow sweep is the safety net for every lost signal, including those of endings reached elsewhere. A row that was
read before its job changed again is stale, and is not passed on to the stages.
"""

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from bot.clock import Clock
from bot.errors import StoreError
from bot.jobs.model import DeliveryState, Job, State
from bot.jobs.ports import JobFilter
from bot.jobs.repository import JobRepository
from bot.worker.delivery import Delivery
from bot.worker.dispatcher import Dispatcher
from bot.worker.lost_tasks import LostTaskFinder
from bot.worker.poller import Poller
from bot.worker.status_board import StatusBoard

log = logging.getLogger(__name__)
SWEEP_SECONDS = 20.0
# A delivery that has been `sending` for this long, and not by us, was left by a process that is gone.
LEFT_SECONDS = 300.0
_PAGE_JOBS = 200
# Enough for five endings a second; with more, the oldest of the last minute may be missed.
LAST_TOLD = JobFilter(delivery_states=frozenset({DeliveryState.SENT, DeliveryState.HELD}), limit=500)
# Twice the longest gap between two edits of a status message.
_LAST_MOMENTS_SECONDS = 60.0
# When a result was deleted is not stored: deletions are shown in any case while the job is young.
_DELETED_WITHIN_SECONDS = 3600.0
# Most sweeps pass on only rows that are new here; every so often one passes on all, in case a stage dropped one.
_ALL_EVERY_SWEEPS = 15


class Stages(NamedTuple):
    """Send, poll and post a job; in addition, the status messages and the search for lost tasks."""

    dispatcher: Dispatcher
    poller: Poller
    delivery: Delivery
    board: StatusBoard
    lost_tasks: LostTaskFinder


class Reconciler:
    """Feeds the stages. ``alone``: no other process uses this database, and any earlier one ended before this began."""

    def __init__(self, repository: JobRepository, stages: Stages, clock: Clock, *, alone: bool) -> None:
        self._repository = repository
        self._store = repository.store
        self._stages = stages
        self._clock = clock
        self._unsubscribers: tuple[Callable[[], None], ...] = ()
        self._changed: set[str] = set()
        self._changed_event = asyncio.Event()
        self._recovers_all_at_load = alone
        # When a delivery was first seen as `sending`, by job id and number of attempts.
        self._sending_since: dict[tuple[str, int], float] = {}
        # The rows the stages may still remember, None where one of them failed to take it. When another process
        # ends a job, the stages are notified of it afterwards.
        self.open: dict[str, Job | None] = {}
        # Each read in progress collects the ids of the jobs that change meanwhile.
        self._readers: list[set[str]] = []

    def observe(self, job: Job) -> None:
        """Observe a change in this process, and notify the stages."""
        for changed in self._readers:
            changed.add(job.id)
        self._notify_stages(job)

    def _notify_stages(self, job: Job) -> None:
        if job.state.is_final and job.delivery_state not in (DeliveryState.DUE, DeliveryState.SENDING):
            self.open.pop(job.id, None)
        else:
            self.open[job.id] = None
        for stage in self._stages:
            stage.observe(job)
        if job.id in self.open:
            self.open[job.id] = job

    def _pass_on(self, job: Job) -> None:
        """Notify the stages of a row from disk. One that they can't handle is logged, and does not block the others."""
        try:
            self._notify_stages(job)
        except Exception:
            log.exception("job.not_loaded", extra={"job": job.id})

    def _is_new(self, job: Job) -> bool:
        """Return whether the stages have not seen this version of the row yet."""
        known = self.open.get(job.id)
        return known is not job and known != job

    def _on_foreign_change(self, job_id: str) -> None:
        """Note that another process has changed a job."""
        self._changed.add(job_id)
        self._changed_event.set()

    async def load_open_jobs(self) -> None:
        """Load every open job from disk: the first thing after acquiring the lease. Raises StoreError."""
        self._changed.clear()  # everything is read now
        self._unsubscribers = (
            self._repository.subscribe(self.observe),
            self._repository.listen(self._on_foreign_change),
        )
        remembered, open_ids, sending = set(self.open), set[str](), list[Job]()
        async for page in self._open_pages(open_ids):
            for job in page:
                self._pass_on(job)
            sending += [job for job in page if job.delivery_state is DeliveryState.SENDING]
        await self._load_endings(remembered - open_ids)
        await self._stages.delivery.recover(self._orphaned_deliveries(sending))
        await self._stages.lost_tasks.load_unknown_jobs()
        await self._show_endings()
        log.info("jobs.loaded count=%d", len(open_ids))

    async def _show_endings(self) -> None:
        """Show the endings that the previous lease holder posted, but may not have shown in the status message.

        The board edits a status message seconds after the ending is posted, and nothing on disk says that it did.
        """
        with self._reading() as changed_meanwhile:
            jobs = await self._store.list(LAST_TOLD)
        for job in _unshown(jobs):
            if job.id not in changed_meanwhile:
                self._stages.board.observe(job)

    def release(self) -> None:
        """Unsubscribe: another process does the work now."""
        for end in self._unsubscribers:
            end()
        self._unsubscribers = ()
        self._sending_since.clear()

    async def sweep(self) -> None:
        """Read all open jobs periodically."""
        for number in itertools.count(1):
            await self._clock.sleep(SWEEP_SECONDS)
            try:
                await self._sweep_once(notifies_all=number % _ALL_EVERY_SWEEPS == 0)
            except StoreError as error:
                log.warning("reconciler.sweep_postponed: %s", error)

    async def _sweep_once(self, *, notifies_all: bool) -> None:
        remembered, open_ids, sending = set(self.open), set[str](), list[Job]()
        async for page in self._open_pages(open_ids):
            for job in page:
                # Our own delivery knows what it is posting; everything else may be new.
                if job.delivery_state is DeliveryState.SENDING:
                    sending.append(job)
                elif notifies_all or self._is_new(job):
                    self._pass_on(job)
        await self._load_endings(remembered - open_ids)
        await self._stages.delivery.recover(self._left_alone(sending))

    async def _load_endings(self, job_ids: set[str]) -> None:
        """Reload jobs that the stages remember as open and that no longer are: another process may have ended them."""
        with self._reading() as changed_meanwhile:
            jobs = await self._store.changed_since(job_ids)
        for job in jobs:
            if job.id not in changed_meanwhile:
                self._pass_on(job)
        for job_id in job_ids - changed_meanwhile - {job.id for job in jobs}:
            self.open.pop(job_id, None)

    def _orphaned_deliveries(self, sending: list[Job]) -> list[Job]:
        """Return the deliveries that nobody is posting any more: the previous lease holder posts nothing now.

        Refusals are shown by commands, in any process including this one: they wait as in the sweep, except at the
        first load of a process that is the only one.
        """
        if self._recovers_all_at_load:
            self._recovers_all_at_load = False
            return sending
        refusals = [job for job in sending if job.state is State.REFUSED]
        return [job for job in sending if job.state is not State.REFUSED] + self._left_alone(refusals)

    def _left_alone(self, sending: list[Job]) -> list[Job]:
        """Return those whose delivery has been ``sending`` for too long."""
        now = self._clock.monotonic()
        since = {
            (job.id, job.delivery_attempts): self._sending_since.get((job.id, job.delivery_attempts), now)
            for job in sending
            if not self._stages.delivery.is_posting(job.id)
        }
        self._sending_since = since
        left = [job for job in sending if now - since.get((job.id, job.delivery_attempts), now) >= LEFT_SECONDS]
        for job in left:
            log.warning("delivery.recovered: it was left half done", extra={"job": job.id})
        return left

    async def follow(self) -> None:
        """Reload the jobs that other processes change."""
        while True:
            await self._changed_event.wait()
            self._changed_event.clear()
            changed, self._changed = self._changed, set()
            if not changed:
                continue
            try:
                with self._reading() as changed_meanwhile:
                    jobs = await self._store.changed_since(changed)
                for job in jobs:
                    if job.id not in changed_meanwhile:
                        self._pass_on(job)
            except StoreError as error:
                log.warning("reconciler.signal_postponed: %s", error)

    @contextmanager
    def _reading(self) -> Iterator[set[str]]:
        """Collect the ids of the jobs that change during a read: rows read before the change are stale."""
        told = set[str]()
        self._readers.append(told)
        try:
            yield told
        finally:
            # Compared by identity: two reads in progress may have collected equal sets.
            self._readers = [one for one in self._readers if one is not told]

    async def _open_pages(self, open_ids: set[str]) -> AsyncIterator[list[Job]]:
        """Yield all open jobs in pages, adding their ids to ``open_ids``: ten thousand at once would delay commands."""
        after_id = ""
        while True:
            with self._reading() as changed_meanwhile:
                page = await self._store.open_jobs(after_id, _PAGE_JOBS)
            if not page:
                return
            open_ids.update(job.id for job in page)
            yield [job for job in page if job.id not in changed_meanwhile]
            after_id = page[-1].id


def _unshown(settled: Sequence[Job]) -> list[Job]:
    """Return those of the settled jobs whose status message may not show their ending.

    They are from the last moments of a process, however long ago it died: measured from the newest ending.
    """
    newest_at = max(map(_settled_at, settled), default=0.0)
    return [job for job in settled if job.place.status_message_id is not None and _may_be_unshown(job, newest_at)]


def _may_be_unshown(job: Job, newest_at: float) -> bool:
    is_recent = _settled_at(job) >= newest_at - _LAST_MOMENTS_SECONDS
    return is_recent or (job.is_removed and job.created_at >= newest_at - _DELETED_WITHIN_SECONDS)


def _settled_at(job: Job) -> float:
    return max(job.ended_at or 0.0, job.notified_at or 0.0)
