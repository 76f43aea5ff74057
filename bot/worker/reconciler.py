"""Load open jobs from disk: all at the start, all again in a slow sweep, and those that other processes change.

The slow sweep is the net under every signal that got lost, for endings reached elsewhere too. A row that was read
before newer news of its job came is older than what they know, and is not told.
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
# A delivery that stood as `sending` for so long, and not by us, was left by a process that is gone.
LEFT_SECONDS = 300.0
_PAGE_JOBS = 200
# Enough where five jobs a second end; where more do, the oldest of the last minute may be missed.
LAST_TOLD = JobFilter(delivery_states=frozenset({DeliveryState.SENT, DeliveryState.HELD}), limit=500)
# Twice the longest that the board waits between two edits.
_LAST_MOMENTS_SECONDS = 60.0
# When a result was deleted is not on disk: those of young jobs are shown in any case.
_DELETED_WITHIN_SECONDS = 3600.0
# Most sweeps tell only of rows that are new here; every so many tell of all, for what a stage may have dropped.
_ALL_EVERY_SWEEPS = 15


class Stages(NamedTuple):
    """Sends, polls, posts a job; beside these the status messages, and the search for what was lost."""

    dispatcher: Dispatcher
    poller: Poller
    delivery: Delivery
    board: StatusBoard
    lost_tasks: LostTaskFinder


class Reconciler:
    """Reads for the stages. ``alone``: no other process works on this database, or did not end before this began."""

    def __init__(self, repository: JobRepository, stages: Stages, clock: Clock, *, alone: bool) -> None:
        self._repository = repository
        self._store = repository.store
        self._stages = stages
        self._clock = clock
        self._ends: tuple[Callable[[], None], ...] = ()
        self._changed: set[str] = set()
        self._changed_event = asyncio.Event()
        self._all_others_are_dead = alone
        # Since when a delivery stands as `sending`, by its job and the number of its attempts.
        self._sending_since: dict[tuple[str, int], float] = {}
        # The rows the stages may still remember, None where one of them failed to take it: an ending that another
        # process reached must be told to them afterwards.
        self.open: dict[str, Job | None] = {}
        # Each read under way collects the jobs of which something was heard meanwhile.
        self._readers: list[set[str]] = []

    def observe(self, job: Job) -> None:
        """Hear of a change in this process, and tell the stages."""
        for told in self._readers:
            told.add(job.id)
        self._tell_stages(job)

    def _tell_stages(self, job: Job) -> None:
        if job.state.is_final and job.delivery_state not in (DeliveryState.DUE, DeliveryState.SENDING):
            self.open.pop(job.id, None)
        else:
            self.open[job.id] = None
        for stage in self._stages:
            stage.observe(job)
        if job.id in self.open:
            self.open[job.id] = job

    def _tell(self, job: Job) -> None:
        """Tell the stages of a row from disk. One that nobody can do anything with holds back no other."""
        try:
            self._tell_stages(job)
        except Exception:
            log.exception("job.not_loaded", extra={"job": job.id})

    def _is_new(self, job: Job) -> bool:
        """Return whether the stages were not told of this very row yet."""
        known = self.open.get(job.id)
        return known is not job and known != job

    def _notify(self, job_id: str) -> None:
        """Note that another process has changed a job."""
        self._changed.add(job_id)
        self._changed_event.set()

    async def load_open_jobs(self) -> None:
        """Take up every open job from disk: the first thing after getting the lease. Raises StoreError."""
        self._changed.clear()  # all of it is read now
        self._ends = (self._repository.subscribe(self.observe), self._repository.listen(self._notify))
        remembered, found, sending = set(self.open), set[str](), list[Job]()
        async for page in self._open_pages(found):
            for job in page:
                self._tell(job)
            sending += [job for job in page if job.delivery_state is DeliveryState.SENDING]
        await self._hear_of_endings(remembered - found)
        await self._stages.delivery.recover(self._left_by_the_dead(sending))
        await self._stages.lost_tasks.load_unknown_jobs()
        await self._show_endings()
        log.info("jobs.loaded count=%d", len(found))

    async def _show_endings(self) -> None:
        """Show the endings that whoever had the lease before has told and may not have shown.

        The board edits a status message seconds after its job was told, and nothing on disk says that it did.
        """
        with self._reading() as told:
            jobs = await self._store.list(LAST_TOLD)
        for job in _unshown(jobs):
            if job.id not in told:
                self._stages.board.observe(job)

    def release(self) -> None:
        """Stop hearing: somebody else works now."""
        for end in self._ends:
            end()
        self._ends = ()
        self._sending_since.clear()

    async def sweep(self) -> None:
        """Read all open jobs now and then."""
        for number in itertools.count(1):
            await self._clock.sleep(SWEEP_SECONDS)
            try:
                await self._sweep_once(tells_all=number % _ALL_EVERY_SWEEPS == 0)
            except StoreError as error:
                log.warning("reconciler.sweep_postponed: %s", error)

    async def _sweep_once(self, *, tells_all: bool) -> None:
        remembered, found, sending = set(self.open), set[str](), list[Job]()
        async for page in self._open_pages(found):
            for job in page:
                # Our own delivery knows what it is posting; all else may be new.
                if job.delivery_state is DeliveryState.SENDING:
                    sending.append(job)
                elif tells_all or self._is_new(job):
                    self._tell(job)
        await self._hear_of_endings(remembered - found)
        await self._stages.delivery.recover(self._left_alone(sending))

    async def _hear_of_endings(self, job_ids: set[str]) -> None:
        """Look up what the stages remember as open and is not any more: another process may have ended it."""
        with self._reading() as told:
            jobs = await self._store.changed_since(job_ids)
        for job in jobs:
            if job.id not in told:
                self._tell(job)
        for job_id in job_ids - told - {job.id for job in jobs}:
            self.open.pop(job_id, None)

    def _left_by_the_dead(self, sending: list[Job]) -> list[Job]:
        """Return those that nobody is telling any more: whoever had the lease before posts nothing now.

        Refusals are told by commands, of any process and of this one too: those wait as in the sweep, but for what
        was left before this process began where it is the only one.
        """
        if self._all_others_are_dead:
            self._all_others_are_dead = False
            return sending
        refusals = [job for job in sending if job.state is State.REFUSED]
        return [job for job in sending if job.state is not State.REFUSED] + self._left_alone(refusals)

    def _left_alone(self, sending: list[Job]) -> list[Job]:
        """Return those whose delivery has stood as `sending` for too long."""
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
        """Look up the jobs that other processes have changed."""
        while True:
            await self._changed_event.wait()
            self._changed_event.clear()
            changed, self._changed = self._changed, set()
            if not changed:
                continue
            try:
                with self._reading() as told:
                    jobs = await self._store.changed_since(changed)
                for job in jobs:
                    if job.id not in told:
                        self._tell(job)
            except StoreError as error:
                log.warning("reconciler.signal_postponed: %s", error)

    @contextmanager
    def _reading(self) -> Iterator[set[str]]:
        """Give the ids of the jobs of which something was heard meanwhile: rows read before that are older."""
        told = set[str]()
        self._readers.append(told)
        try:
            yield told
        finally:
            # The very same set: two reads under way may have collected equal ones.
            self._readers = [one for one in self._readers if one is not told]

    async def _open_pages(self, found: set[str]) -> AsyncIterator[list[Job]]:
        """Read all open jobs a page at a time, their ids into ``found``: ten thousand at once would keep commands
        waiting.
        """
        after_id = ""
        while True:
            with self._reading() as told:
                page = await self._store.open_jobs(after_id, _PAGE_JOBS)
            if not page:
                return
            found.update(job.id for job in page)
            yield [job for job in page if job.id not in told]
            after_id = page[-1].id


def _unshown(told: Sequence[Job]) -> list[Job]:
    """Return those of the ``told`` jobs whose status message may not show it.

    These are of the last moments of a process, however long ago it died: measured from the newest ending.
    """
    newest_at = max(map(_told_at, told), default=0.0)
    return [job for job in told if job.place.status_message_id is not None and _may_be_unshown(job, newest_at)]


def _may_be_unshown(job: Job, newest_at: float) -> bool:
    was_just_told = _told_at(job) >= newest_at - _LAST_MOMENTS_SECONDS
    return was_just_told or (job.is_removed and job.created_at >= newest_at - _DELETED_WITHIN_SECONDS)


def _told_at(job: Job) -> float:
    return max(job.ended_at or 0.0, job.notified_at or 0.0)
