"""Write how watched jobs ended, in batches, and know which endings are not on disk yet.

While the database is unavailable the endings stay here. One that the database rejects does not block the others: it is
dropped, and its job, still ``waiting`` on disk, is polled again.
"""

import asyncio

from bot.jobs.model import Job, TransitionRequest
from bot.jobs.repository import JobRepository


class OutcomeWriter:
    """Holds the endings that are not on disk yet, one for each job."""

    def __init__(self, repository: JobRepository) -> None:
        self._repository = repository
        self._requests: dict[str, TransitionRequest] = {}
        self._added = asyncio.Event()

    def add(self, request: TransitionRequest) -> None:
        """Queue this ending to be written."""
        self._requests[request.job_id] = request
        self._added.set()

    def holds(self, job: Job) -> bool:
        """Return whether the ending of this job's task is still unwritten: a row read meanwhile is older than it."""
        request = self._requests.get(job.id)
        return request is not None and request.task_id == job.task_id

    async def run(self) -> None:
        """Write endings as they are added."""
        while True:
            if not self._requests:
                await self._added.wait()
            self._added.clear()
            batch = tuple(self._requests.values())
            if batch:
                await self._repository.save_each(batch)
                self._drop(batch)

    async def stop(self) -> None:
        """Write what is left, in a single attempt. Raises StoreError: then another poll finds it."""
        batch = tuple(self._requests.values())
        self._requests.clear()
        if batch:
            await self._repository.take_many(batch)

    def _drop(self, batch: tuple[TransitionRequest, ...]) -> None:
        for request in batch:
            if self._requests.get(request.job_id) is request:
                del self._requests[request.job_id]
