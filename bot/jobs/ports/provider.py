"""The provider port: create, poll, cancel and find tasks, and list voices."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.jobs.model import Fault, Job, Kind, Output, Voice


@dataclass(frozen=True, slots=True)
class Submission:
    """The provider accepted the job: it returned a task to watch, or in ``outputs`` the result itself."""

    task_id: str
    request_id: str
    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """Not finished. ``percent`` only where the provider itself reports one (VOD). ``started``: no longer waiting."""

    started: bool = False
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Succeeded:
    """Finished, with at least one output."""

    outputs: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The provider says that the job has failed for good.

    ``not_begun``: for lack of capacity, before any work. It may be sent again later, as if it had been deferred.
    """

    fault: Fault
    not_begun: bool = False


PollResult = Running | Succeeded | Failed


class TaskControl(Protocol):
    """Polls the provider's tasks, and stops them."""

    async def poll(self, job: Job) -> PollResult:
        """Ask once about the state of the task. Raises ProviderError; TaskUnknown for a definite "no such task"."""

    async def abort(self, job: Job) -> bool:
        """Ask the provider to stop; False if it can't be asked or did not stop. Raises ProviderError."""


class Provider(TaskControl, Protocol):
    """The service that makes the results, and bills for them."""

    def create_key(self, job: Job) -> str:
        """Return the name of the request budget that the create of this job draws on."""

    def poll_key(self, kind: Kind, backend: str) -> str:
        """Return the name of the request budget that a poll of this kind draws on."""

    def poll_rate(self, poll_key: str) -> float:
        """Return how many polls a second that budget allows."""

    async def approach(self, job: Job) -> Callable[[], None]:
        """Wait until it is nearly this job's turn at its request budget; return a function that gives the turn up.

        Only one job per budget has its turn at a time; the function may be called more than once.
        """

    async def create(self, job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        """Start the work; ``on_turn`` is called just before the call is sent.

        Raises NotSent, Deferred, Rejected (nothing started) or Ambiguous (outcome unknown).
        """


class TaskFinder(Protocol):
    """Finds tasks whose TaskId was lost with the answer to their create."""

    async def find(self, job: Job, known: Callable[[Sequence[str]], Awaitable[Collection[str]]]) -> tuple[str, ...]:
        """Return TaskIds that may be this job's: from its time, with identical input, and not ``known`` as a job's.

        Empty if none fits, or there are too many to compare. Raises ProviderError.
        """

    def are_alike(self, job: Job, other: Job) -> bool:
        """Return whether a task found for one job may be the other's: the same input, sent at about the same time."""


class VoiceSource(Protocol):
    """The service that lists the voices."""

    async def list_voices(self) -> list[Voice]:
        """Return every voice, all pages. Raises ProviderError."""
