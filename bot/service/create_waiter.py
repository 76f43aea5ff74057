"""Wait for the answer to a new job's create call, whichever process gets it."""

import asyncio

from bot.clock import Clock
from bot.jobs.model import Job, State
from bot.jobs.repository import JobRepository
from bot.utils.tasks import wait_or_wake

_ANSWERED = frozenset(State) - {State.REQUESTED, State.SUBMITTING}
_TIMEOUT_SECONDS = 8.0


class CreateWaiter:
    """Wakes callers that wait for a job. Subscribed to changes here and in other processes until it is closed."""

    def __init__(self, repository: JobRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock
        self._waiters: dict[str, list[asyncio.Event]] = {}
        self._unsubscribers = (repository.subscribe(self._observe), repository.listen(self._wake))

    def close(self) -> None:
        """Unsubscribe."""
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def _observe(self, job: Job) -> None:
        if job.state in _ANSWERED:
            self._wake(job.id)

    def _wake(self, job_id: str) -> None:
        for event in self._waiters.get(job_id, ()):
            event.set()

    async def wait(self, job: Job, timeout_seconds: float = _TIMEOUT_SECONDS) -> Job:
        """Wait until the create call is answered or time runs out; return the current row in either case."""
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
                # Another process signals every change, even that the call is being sent.
                await wait_or_wake(event, self._clock, left_seconds)
        finally:
            self._waiters[job.id].remove(event)
            if not self._waiters[job.id]:
                del self._waiters[job.id]
