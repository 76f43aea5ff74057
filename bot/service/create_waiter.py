"""Waiting for the first word on a new job: the answer to its create call, whichever process hears it."""

import asyncio

from bot.clock import Clock
from bot.jobs.model import Job, State
from bot.jobs.repository import JobRepository
from bot.utils.tasks import wait_or_wake

_ANSWERED = frozenset(State) - {State.REQUESTED, State.SUBMITTING}
_TIMEOUT_SECONDS = 8.0


class CreateWaiter:
    """Who waits for which job. Hears of every change, here and in other processes, until it is closed."""

    def __init__(self, repository: JobRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock
        self._waiters: dict[str, list[asyncio.Event]] = {}
        self._ends = (repository.subscribe(self._hear), repository.listen(self._wake))

    def close(self) -> None:
        """Stop hearing of jobs."""
        for end in self._ends:
            end()

    def _hear(self, job: Job) -> None:
        if job.state in _ANSWERED:
            self._wake(job.id)

    def _wake(self, job_id: str) -> None:
        for event in self._waiters.get(job_id, ()):
            event.set()

    async def wait(self, job: Job, timeout_seconds: float = _TIMEOUT_SECONDS) -> Job:
        """Wait until the create call was answered; return the current row, answered or not."""
        event = asyncio.Event()
        self._waiters.setdefault(job.id, []).append(event)
        end_at = self._clock.monotonic() + timeout_seconds
        try:
            while True:
                event.clear()
                current = await self._repository.store.get(job.id) or job
                left_seconds = end_at - self._clock.monotonic()
                if current.state in _ANSWERED or left_seconds <= 0:
                    return current
                # Another process tells of every change, also that the call is leaving.
                await wait_or_wake(event, self._clock, left_seconds)
        finally:
            self._waiters[job.id].remove(event)
            if not self._waiters[job.id]:
                del self._waiters[job.id]
