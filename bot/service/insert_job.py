"""Insert a new job, and keep what its caller is told true when the database does not answer.

A commit that is stored but not confirmed (the connection was lost at that moment) is found by reading again. If that
fails, the caller is told that nothing was started; a job that turns up later, and was not sent yet, is withdrawn in the
background, so that this stays true and nobody is billed for it.
"""

import logging
from dataclasses import replace

from bot.clock import Clock
from bot.errors import Conflict, StoreUnavailable, Unavailable
from bot.jobs.claim import Claim
from bot.jobs.model import ColumnUpdate, Group, Job, NewJob, State, Transition, TransitionRequest
from bot.jobs.repository import JobRepository
from bot.utils.tasks import Tasks

log = logging.getLogger(__name__)
_ID_TRIES = 3
_ID_TAKEN = "store-conflict-exists"  # what JobStore.add raises for an id that already exists
_RECHECK_SECONDS = (0.2, 0.5, 1.0)
_WITHDRAW_SECONDS = 5.0


class JobInserter:
    """Inserts jobs under new ids."""

    def __init__(self, repository: JobRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock
        self._withdrawals = Tasks("withdraw")
        self._unanswered: dict[str, NewJob] = {}

    async def close(self) -> None:
        """Stop withdrawing; what is left is on disk, and no caller was told of it."""
        await self._withdrawals.cancel()

    async def add(self, new: NewJob, claim: Claim) -> Job:
        """Insert as many jobs as the claim counts, each with its claim, under new ids; return the first one.

        Raises Refusal or StoreUnavailable: then none was inserted.
        """
        for _ in range(_ID_TRIES):
            news = self._with_ids(new, claim.count)
            try:
                return await self._insert(news, claim)
            except Conflict as conflict:
                if conflict.key != _ID_TAKEN:
                    raise
            except StoreUnavailable:
                stored = await self._find_stored(news)
                if not stored:
                    raise
                log.warning(
                    "job.commit_recovered: stored although the database did not answer", extra={"job": news[0].id}
                )
                for job in stored:
                    await self._repository.notify(job)
                return stored[0]
        raise Unavailable("no free job id")

    def _with_ids(self, new: NewJob, count: int) -> list[NewJob]:
        ids = sorted(self._repository.new_id(self._clock.now()) for _ in range(count))
        if count == 1:
            return [replace(new, id=ids[0])]
        return [replace(new, id=one, group=Group(ids[0], index, count)) for index, one in enumerate(ids, start=1)]

    async def _insert(self, news: list[NewJob], claim: Claim) -> Job:
        if len(news) == 1:
            return await self._repository.add(news[0], claim)
        return (await self._repository.add_group(news, claim))[0]

    async def _find_stored(self, news: list[NewJob]) -> list[Job]:
        for delay_seconds in _RECHECK_SECONDS:
            await self._clock.sleep(delay_seconds)
            try:
                stored = await self._repository.store.changed_since([new.id for new in news])
            except StoreUnavailable:
                continue
            if stored:  # one transaction: all of them
                return sorted(stored, key=lambda job: job.id)
            break
        # Also if nothing is there: a commit may still be in flight.
        self._unanswered |= {new.id: new for new in news}
        if not len(self._withdrawals):
            self._withdrawals.start(self._withdraw(), "unanswered")
        return []

    async def _withdraw(self) -> None:
        """Cancel the jobs that were stored after all, unless they were sent already: then their result is posted.

        One read covers all: in a long outage, many commands are told that nothing was started.
        """
        while self._unanswered:
            unanswered = dict(self._unanswered)  # copied before the wait, to give each commit time to arrive
            await self._clock.sleep(_WITHDRAW_SECONDS)
            try:
                stored = await self._repository.store.changed_since(unanswered.keys())
                if unsent := [job for job in stored if job.state is State.REQUESTED]:
                    await self._cancel(unsent)
            except StoreUnavailable:
                continue
            for job_id in unanswered:
                del self._unanswered[job_id]

    async def _cancel(self, jobs: list[Job]) -> None:
        now = self._clock.now()
        requests = [
            TransitionRequest(job.id, Transition.CANCEL, ColumnUpdate(at=now, cancelled_by=job.user_id)) for job in jobs
        ]
        for job in await self._repository.take_many(requests):
            if job is not None:
                log.warning("job.withdrawn: its caller was told that nothing was started", extra={"job": job.id})
