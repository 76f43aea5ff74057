"""A poller on a store in memory, and a provider whose jobs are over at a given age."""

from collections.abc import Awaitable, Callable, Collection, Sequence

from bot.errors import Ambiguous, ProviderError, TaskUnknown
from bot.jobs.model import (
    ColumnUpdate,
    Job,
    Kind,
    Medium,
    Output,
    State,
    Transition,
    TransitionRequest,
)
from bot.jobs.ports import PollResult, Running, Submission, Succeeded
from bot.jobs.repository import JobRepository
from bot.polling.durations import Durations, Prior
from bot.worker.poller import Poller
from tests.support.domain import a_new_job
from tests.support.manual_clock import ManualClock, settle
from tests.support.memory_store import MemoryJobStore, QuietSignals

DONE = Succeeded((Output("http://x.example/a.mp3", Medium.AUDIO),))
GIVE_UP_SECONDS = 400.0
GONE = TaskUnknown("no such task", code="ResourceNotFound.TaskNotFound")


class Oracle:
    """Answers looks from the age of the job; counts them."""

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock
        self.done_after_seconds = 60.0
        self.polls: list[tuple[float, str]] = []
        self.broken_backends: set[str] = set()
        self.error: ProviderError = Ambiguous("connection reset")
        self.final: PollResult = DONE
        self.bug = False
        self.listed: list[str] = []  # tasks that fit whatever is looked for
        self.turns = 0  # of the loop that a look takes

    def create_key(self, job: Job) -> str:
        return f"{job.backend}-create"

    def poll_key(self, kind: Kind, backend: str) -> str:
        return f"{backend}-look"

    def poll_rate(self, poll_key: str) -> float:
        return 10.0

    async def approach(self, job: Job) -> Callable[[], None]:
        return lambda: None  # whenever it likes

    async def create(self, job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        raise AssertionError("the poller buys nothing")

    async def poll(self, job: Job) -> PollResult:
        self.polls.append((self._clock.monotonic(), job.id))
        await settle(self.turns)
        if self.bug:
            raise ZeroDivisionError
        if job.backend.value in self.broken_backends:
            raise self.error
        age_seconds = self._clock.now() - (job.waiting_at or 0.0)
        return self.final if age_seconds >= self.done_after_seconds else Running(started=True)

    async def abort(self, job: Job) -> bool:
        return False

    async def find(self, job: Job, known: Callable[[Sequence[str]], Awaitable[Collection[str]]]) -> tuple[str, ...]:
        others = await known(self.listed)
        return tuple(task_id for task_id in self.listed if task_id not in others)

    def are_alike(self, job: Job, other: Job) -> bool:
        return job.request == other.request


class Watch:
    """A poller on a store in memory."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.store = MemoryJobStore()
        self.oracle = Oracle(self.clock)
        self.repository = JobRepository(self.store, QuietSignals(), self.clock)
        self.poller = Poller(
            self.repository,
            self.oracle,
            Durations(lambda key: Prior(60.0, 0.4)),
            self.clock,
            give_up_seconds=lambda backend: GIVE_UP_SECONDS,
        )
        self.repository.subscribe(self.poller.observe)

    async def waiting(self, *, ago_seconds: float = 0.0, **changes: object) -> Job:
        """Return a job that the provider has taken, so long ago."""
        job = await self.repository.add(a_new_job(self.clock, **changes))
        await self.repository.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=self.clock.now())))
        taken = await self.repository.take(
            TransitionRequest(job.id, Transition.ACCEPT, ColumnUpdate(at=self.clock.now() - ago_seconds, task_id="t"))
        )
        assert taken is not None
        return taken

    async def recovers(self) -> None:
        """Everything is fine again; let the jobs be found."""
        self.oracle.broken_backends = set()
        await self.clock.advance(120)

    def state(self, job: Job) -> State:
        return self.store.rows[job.id].state
