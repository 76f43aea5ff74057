"""Tells the crew what is on disk: everything open at the start, all of it again now and then, and what others change.

The slow sweep is the net under every signal that got lost. A row that was read before newer news of its job came is
older than what the crew knows, and is not told.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from bot.clock import Clock
from bot.errors import StoreUnavailable
from bot.jobs.crew import Crew
from bot.jobs.model import Job, Notice
from bot.jobs.ports import JobStore

log = logging.getLogger(__name__)
SWEEP_SECONDS = 20.0
_PAGE_JOBS = 200


class News:
    """Reads for one crew."""

    def __init__(self, store: JobStore, crew: Crew, clock: Clock) -> None:
        self._store = store
        self._crew = crew
        self._clock = clock
        self._changed: set[str] = set()
        self._changed_event = asyncio.Event()
        # Each read under way collects the jobs of which something was heard meanwhile.
        self._readers: list[set[str]] = []

    def see(self, job: Job) -> None:
        """Hear of a change in this process, and tell the crew."""
        for told in self._readers:
            told.add(job.id)
        self._crew.see(job)

    def hear(self, job_id: str) -> None:
        """Hear that another process has changed a job."""
        self._changed.add(job_id)
        self._changed_event.set()

    async def take_up(self) -> None:
        """Take up every open job from disk: the first thing after getting the lease. Raises StoreUnavailable."""
        remembered, found, sending = set(self._crew.open_ids), set[str](), list[Job]()
        async for page in self._open_pages():
            for job in page:
                self._crew.see(job)
            found.update(job.id for job in page)
            sending += [job for job in page if job.notice is Notice.SENDING]
        ended_elsewhere = remembered - found
        for job in await self._store.changed_since(ended_elsewhere):
            self._crew.see(job)
        self._crew.open_ids.difference_update(ended_elsewhere)
        await self._crew.delivery.recover(sending)
        log.info("took up %d open jobs", len(found))

    async def sweep(self) -> None:
        """Read all open jobs now and then."""
        while True:
            await self._clock.sleep(SWEEP_SECONDS)
            try:
                async for page in self._open_pages():
                    for job in page:
                        # A notice being posted by ourselves is known to the delivery; all else may be news.
                        if job.notice is not Notice.SENDING:
                            self._crew.see(job)
            except StoreUnavailable as error:
                log.warning("database away, sweep put off: %s", error)

    async def follow(self) -> None:
        """Look up the jobs that other processes have changed."""
        while True:
            await self._changed_event.wait()
            self._changed_event.clear()
            changed, self._changed = self._changed, set()
            try:
                with self._reading() as told:
                    jobs = await self._store.changed_since(changed)
                for job in jobs:
                    if job.id not in told:
                        self._crew.see(job)
            except StoreUnavailable as error:
                log.warning("database away, a signal waits for the sweep: %s", error)

    @contextmanager
    def _reading(self) -> Iterator[set[str]]:
        """Give the ids of the jobs of which something was heard meanwhile: rows read before that are older."""
        told = set[str]()
        self._readers.append(told)
        try:
            yield told
        finally:
            self._readers.remove(told)

    async def _open_pages(self) -> AsyncIterator[list[Job]]:
        """Read all open jobs a page at a time: ten thousand at once would keep commands waiting."""
        after_id = ""
        while True:
            with self._reading() as told:
                page = await self._store.open_jobs(after_id, _PAGE_JOBS)
            if not page:
                return
            yield [job for job in page if job.id not in told]
            after_id = page[-1].id
