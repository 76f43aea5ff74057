"""Store jobs, and notify their watchers.

Every transition in the program is taken here, so that all watchers (commands waiting for a create, status messages,
metrics, the poller) are notified: in this process at once, in other processes through a signal. Holds no jobs itself.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

from bot.clock import Clock
from bot.errors import StoreError, StoreRefused, StoreUnavailable
from bot.jobs.claim import Claim
from bot.jobs.model import Job, NewJob, TransitionRequest, new_job_id
from bot.jobs.ports import JobStore, Signals, Watcher

log = logging.getLogger(__name__)
T = TypeVar("T")
TOPIC = "job"
_SAVE_BACKOFF_SECONDS = (0.1, 0.3, 1.0, 2.0, 5.0)
# An error the database reports as permanent may still be fixed from outside, such as a changed password.
_MAX_REFUSALS = 200


class JobRepository:
    """Takes transitions and notifies watchers.

    ``clock``: dates everything that is written; ``new_id``: makes the id of a job created at a time.
    """

    def __init__(
        self, store: JobStore, signals: Signals, clock: Clock, new_id: Callable[[float], str] = new_job_id
    ) -> None:
        self.store = store
        self.new_id = new_id
        self._signals = signals
        self.clock = clock
        self._origin = secrets.token_hex(4)  # so that a process ignores its own signals
        self._watchers: list[Watcher] = []

    def subscribe(self, watcher: Watcher) -> Callable[[], None]:
        """Call ``watcher`` with each job that changes in this process; return a function that unsubscribes it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def listen(self, on_foreign_change: Callable[[str], None]) -> Callable[[], None]:
        """Call back with the id of each job that another process changes; return a function that unsubscribes."""

        def receive(payload: str) -> None:
            origin, _, job_id = payload.partition(":")
            if origin != self._origin:
                on_foreign_change(job_id)

        return self._signals.subscribe(TOPIC, receive)

    async def add(self, new: NewJob, claim: Claim | None = None) -> Job:
        """Insert a new job with its claim, and notify."""
        job = await self.store.add(new, claim)
        await self.notify(job)
        return job

    async def add_group(self, news: Sequence[NewJob], claim: Claim) -> list[Job]:
        """Insert the jobs of one request for several with their claims, all or none, and notify."""
        jobs = await self.store.add_group(news, claim)
        await self.notify(*jobs)
        return jobs

    async def take(self, request: TransitionRequest) -> Job | None:
        """Take one transition and notify; None when somebody else was first."""
        job = await self.store.take(request)
        if job is not None:
            await self.notify(job)
        return job

    async def take_many(self, requests: Sequence[TransitionRequest]) -> list[Job | None]:
        """Take several transitions in one transaction, and notify for each that was taken."""
        jobs = await self.store.take_many(requests)
        await self.notify(*(job for job in jobs if job is not None))
        return jobs

    async def save(self, request: TransitionRequest) -> Job | None:
        """Take a transition that records something that has already happened outside, retrying while the process lives.

        The database may be unavailable just when the provider answers; the answer must not be lost for that. Raises
        StoreError only after the database has definitely refused for a quarter of an hour.
        """
        return await self._until_stored(lambda: self.take(request))

    async def save_each(self, requests: Sequence[TransitionRequest]) -> None:
        """Like :meth:`save`, for several at once; if the database rejects one of them, each by itself.

        Never raises for a transition that can't be written: it is logged and skipped.
        """
        try:
            await self._until_stored(lambda: self.take_many(requests), is_of_many=True)
        except Exception as error:  # one of them is at fault, whatever is wrong with it
            log.warning("jobs.batch_split count=%d error=%s", len(requests), type(error).__name__)
        else:
            return
        for request in requests:
            try:
                await self._until_stored(partial(self.take, request), is_of_many=True)
            except Exception as error:  # its text may contain the provider's message
                log.error("job.outcome_unwritten error=%s", type(error).__name__, extra={"job": request.job_id})

    async def _until_stored(self, attempt: Callable[[], Awaitable[T]], *, is_of_many: bool = False) -> T:
        tries = refusals = 0
        while True:
            try:
                return await attempt()
            except StoreError as error:
                is_about_a_row = not isinstance(error, StoreUnavailable | StoreRefused)
                if is_about_a_row and is_of_many:
                    raise
                refusals += not isinstance(error, StoreUnavailable)  # an outage may last as long as it likes
                if refusals > _MAX_REFUSALS:
                    raise
                delay_seconds = _SAVE_BACKOFF_SECONDS[min(tries, len(_SAVE_BACKOFF_SECONDS) - 1)]
                tries += 1
                log.warning("job.outcome_postponed: database away: %s", error)
                await self.clock.sleep(delay_seconds)

    async def notify(self, *jobs: Job) -> None:
        """Notify the watchers in this process, then other processes, that these jobs have changed."""
        for job in jobs:
            self._notify_watchers(job)
        for job in jobs:  # each is a round trip to the database, which may be slow
            await self._signals.publish(TOPIC, f"{self._origin}:{job.id}")

    def _notify_watchers(self, job: Job) -> None:
        for watcher in tuple(self._watchers):
            try:
                watcher(job)
            except Exception:  # the change is on disk: the caller must not see the transition as failed
                log.exception("watcher.failed", extra={"job": job.id})
