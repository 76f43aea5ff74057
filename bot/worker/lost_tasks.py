"""Find the tasks of jobs whose outcome is unknown, where the provider can list its tasks.

A job adopts a task when exactly one from about its time has identical input, belongs to no other job, and could belong
to no other lost job; otherwise it stays unknown. Nothing is adopted while another create of the same product is in
flight: the task of that one is not on disk yet.
"""

import logging

from bot.clock import Clock
from bot.errors import ProviderError, StoreError
from bot.jobs.model import ColumnUpdate, Job, State, Transition, TransitionRequest
from bot.jobs.ports import TaskFinder
from bot.jobs.repository import JobRepository
from bot.utils.tasks import Tasks

log = logging.getLogger(__name__)
# A task may be listed late. The first three searches come before the caller is told that the outcome is unknown.
_PAUSES_SECONDS = (3.0, 7.0, 10.0, 60.0, 300.0, 900.0, 2320.0)
_TOLD_AFTER_SECONDS = 25.0
_TRACED_SECONDS = sum(_PAUSES_SECONDS)
# A job requested this much earlier may have been sent at the same time: none waits for longer than a day.
_ASKED_BEFORE_SECONDS = 2 * 86_400.0


def told_after(job: Job) -> float:
    """Return the seconds to wait before the caller is told that the outcome is unknown."""
    return _TOLD_AFTER_SECONDS if job.is_traceable else 0.0


class LostTaskFinder:
    """Searches for each unknown job's task for an hour, unless somebody submits the job again."""

    def __init__(self, repository: JobRepository, finder: TaskFinder, clock: Clock) -> None:
        self._repository = repository
        self._finder = finder
        self._clock = clock
        self._traces = Tasks("trace")
        self._traced: set[str] = set()

    async def stop(self) -> None:
        """Stop searching; the next lease holder starts over."""
        await self._traces.cancel()

    async def load_unknown_jobs(self) -> None:
        """Resume the searches of an earlier process. Raises StoreError."""
        for job in await self._repository.store.of_unknown_outcome(self._clock.now() - _ASKED_BEFORE_SECONDS):
            self.observe(job)

    def observe(self, job: Job) -> None:
        """Observe a job: start a search when its outcome is unknown."""
        if job.state is not State.UNKNOWN or not job.is_traceable or job.id in self._traced:
            return
        if self._clock.now() - (job.ended_at or 0.0) < _TRACED_SECONDS:
            self._traced.add(job.id)
            self._traces.start(self._trace(job), job.id, after=lambda: self._traced.discard(job.id))

    async def _trace(self, job: Job) -> None:
        for pause_seconds in _PAUSES_SECONDS:
            await self._clock.sleep(pause_seconds)
            try:
                if await self._is_settled(job):
                    return
            except (ProviderError, StoreError) as error:
                log.warning("lost_task.search_failed error=%s", type(error).__name__, extra={"job": job.id})

    async def _is_settled(self, job: Job) -> bool:
        """Search once; return True when there is nothing more to search for."""
        current = await self._repository.store.get(job.id)
        if current is None or current.state is not State.UNKNOWN:
            return True
        if await self._is_another_being_sent(job):
            return False
        found = await self._finder.find(job, self._repository.store.known_tasks)
        # In this order: a job sent during the search is by now being sent, or lost, or has its task on disk.
        if len(found) != 1 or await self._is_another_being_sent(job) or await self._is_another_alike(job):
            log.info("lost_task.ambiguous candidates=%d: none fits for certain", len(found), extra={"job": job.id})
            return False
        changes = ColumnUpdate(at=self._clock.now(), task_id=found[0])
        adopted = await self._repository.save(
            TransitionRequest(job.id, Transition.ACCEPT_LATE, changes, submitted_at=job.submitted_at)
        )
        log.info("lost_task.found" if adopted else "lost_task.not_needed", extra={"job": job.id})
        return adopted is not None

    async def _is_another_being_sent(self, job: Job) -> bool:
        return any(other.backend is job.backend for other in await self._repository.store.being_sent())

    async def _is_another_alike(self, job: Job) -> bool:
        """Return whether another lost job may have this task: both may have been created, and one certainly was."""
        lost = await self._repository.store.of_unknown_outcome(job.created_at - _ASKED_BEFORE_SECONDS)
        return any(other.id != job.id and self._finder.are_alike(job, other) for other in lost)
