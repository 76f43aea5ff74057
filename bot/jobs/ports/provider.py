"""The provider port: create, poll, cancel and find tasks, and list voices."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.jobs.model import Fault, Job, Kind, Output, Voice


@dataclass(frozen=True, slots=True)
class Submission:
    """The provider took the job: it gave a task to watch, or in ``outputs`` the result itself."""

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
    """The provider's final word is that it failed.

    ``not_begun``: for want of room, before any work. The same may be sent again later, as if it had been refused.
    """

    fault: Fault
    not_begun: bool = False


PollResult = Running | Succeeded | Failed


class TaskControl(Protocol):
    """Asks about tasks the provider has, and stops them."""

    async def poll(self, job: Job) -> PollResult:
        """Ask once how the work stands. Raises ProviderError; TaskUnknown for a definite "no such task"."""

    async def abort(self, job: Job) -> bool:
        """Ask the provider to stop; False where it can't be asked or would not. Raises ProviderError."""


class Provider(TaskControl, Protocol):
    """Somebody who makes things for money."""

    def create_key(self, job: Job) -> str:
        """Return the name of the request budget that the create of this job draws on."""

    def poll_key(self, kind: Kind, backend: str) -> str:
        """Return the name of the request budget that a poll of this kind draws on."""

    def poll_rate(self, poll_key: str) -> float:
        """Return how many polls a second that budget allows."""

    async def approach(self, job: Job) -> Callable[[], None]:
        """Return when it is nearly this job's turn at its budget, with what gives the place up again.

        One job of a budget stands there at a time; it may give its place up more than once.
        """

    async def create(self, job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        """Start the work; ``on_turn`` is called when the call is about to leave.

        Raises NotSent, Deferred, Rejected (nothing started) or Ambiguous (nobody knows).
        """


class TaskFinder(Protocol):
    """Finds tasks whose TaskId was lost with the answer to their create."""

    async def find(self, job: Job, known: Callable[[Sequence[str]], Awaitable[Collection[str]]]) -> tuple[str, ...]:
        """Return the TaskIds that may be this job's: of its time, with its very input, and ``known`` as nobody's.

        Empty where none fits, or too many are there to compare. Raises ProviderError.
        """

    def are_alike(self, job: Job, other: Job) -> bool:
        """Return whether what is found for one job may be the other's: the same input, sent at about the same time."""


class VoiceSource(Protocol):
    """Somebody who knows the voices."""

    async def list_voices(self) -> list[Voice]:
        """Return every voice, all pages. Raises ProviderError."""
