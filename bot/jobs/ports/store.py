"""The store ports: jobs, learned durations and preferences on disk; signals between processes; the lease."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.jobs.claim import Claim
from bot.jobs.model import DeliveryState, Job, Kind, NewJob, Request, State, TransitionRequest
from bot.polling.durations import DurationRecord


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs to list, newest first. Empty collections do not restrict. ``before_id``: older than this one."""

    guild_id: int | None = None
    user_id: int | None = None
    states: frozenset[State] = frozenset()
    delivery_states: frozenset[DeliveryState] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    before_id: str | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Preferences:
    """What Foley remembers of a person."""

    voice_id: str = ""
    voice_name: str = ""
    language: str = ""


class JobStore(Protocol):
    """Jobs on disk. Every method is one transaction; raises StoreUnavailable when the database cannot be reached."""

    async def add(self, new: NewJob, claim: Claim | None = None) -> Job:
        """Write a job as `requested`, and its claim in the ledger of the server, in one transaction.

        Transitions that end the job settle the claim in theirs. Raises Conflict when this person has an open job with
        the same ``retry_of``, or when the outcome of the job it repeats must be unknown and is not; QuotaExceeded
        when the claim exceeds one of its bounds.
        """

    async def add_group(self, news: Sequence[NewJob], claim: Claim) -> list[Job]:
        """Write several jobs of one request with a claim for each, all of them or none, in one transaction.

        Raises Conflict and QuotaExceeded.
        """

    async def group(self, group_id: str) -> list[Job]:
        """Return the jobs of one request for several, in their order."""

    async def get(self, job_id: str) -> Job | None:
        """Return a job."""

    async def take(self, request: TransitionRequest) -> Job | None:
        """Take one transition; None when the job is not in a state it starts from (someone else was first).

        Also None when the row holds another task, posting or create than the request names.
        """

    async def take_many(self, requests: Sequence[TransitionRequest]) -> list[Job | None]:
        """Take several transitions in one transaction, each on its own condition; results in the same order."""

    async def open_jobs(self, after_id: str = "", limit: int | None = None) -> list[Job]:
        """Return the jobs that still need work: not final, or with a delivery due or in progress.

        Oldest first, those after ``after_id``, at most ``limit`` of them.
        """

    async def known_tasks(self, task_ids: Collection[str]) -> frozenset[str]:
        """Return which of these TaskIds belong to jobs."""

    async def being_sent(self) -> list[Job]:
        """Return the jobs that are `submitting`."""

    async def of_unknown_outcome(self, asked_since: float) -> list[Job]:
        """Return the jobs requested since then whose outcome is not known, and that nobody has submitted again."""

    async def changed_since(self, job_ids: Collection[str]) -> list[Job]:
        """Return the current rows of these ids (missing ones left out)."""

    async def list(self, job_filter: JobFilter) -> list[Job]:
        """Return jobs newest first."""

    async def open_repeat(self, job_id: str, user_id: int) -> Job | None:
        """Return this person's unfinished job with ``retry_of`` = this one; the database allows only one."""

    async def retry_exists(self, job_id: str) -> bool:
        """Return whether a job was submitted again while its outcome was not known."""


class LearningStore(Protocol):
    """Learned durations."""

    async def load_durations(self) -> list[DurationRecord]:
        """Return every stored estimate."""

    async def save_durations(self, records: Sequence[DurationRecord]) -> None:
        """Write estimates, replacing those of the same key."""


class PreferenceStore(Protocol):
    """What each person chose last."""

    async def load_preferences(self, user_id: int) -> Preferences:
        """Return the person's preferences, or the defaults."""

    async def save_preferences(self, user_id: int, preferences: Preferences) -> None:
        """Save the person's preferences."""


@dataclass(frozen=True, slots=True)
class RequestPreset:
    """A request that somebody saved for reuse. ``guild_id`` 0: a person's own, in every server.

    ``user_id``: who saved it; 0 once that person's data is deleted.
    """

    guild_id: int
    user_id: int
    name: str
    request: Request
    saved_at: float

    @property
    def is_of_server(self) -> bool:
        """Whether it is for everybody in a server."""
        return bool(self.guild_id)


class PresetStore(Protocol):
    """Saved requests. Names are compared without regard to case and character width."""

    async def load_presets(self, guild_id: int, user_id: int) -> list[RequestPreset]:
        """Return a person's own presets, then those of the server, each sorted by name."""

    async def save_preset(self, preset: RequestPreset, most: int) -> bool:
        """Save one; True if it replaced one of that name. Raises Conflict beyond ``most`` per owner."""

    async def delete_preset(self, guild_id: int, user_id: int, name: str) -> bool:
        """Delete a server's, or with ``guild_id`` 0 this person's own; False if there is none of that name."""


MISSED = "missed"
"""Topic published only within this process once it receives signals again: those sent meanwhile are lost to it."""


class Signals(Protocol):
    """Signals between the processes of one Foley: "this job changed", "this server's settings changed"."""

    async def publish(self, topic: str, payload: str) -> None:
        """Notify every process, this one included. Best effort: a slow sweep backs up every signal."""

    def subscribe(self, topic: str, callback: Callable[[str], None]) -> Callable[[], None]:
        """Call ``callback`` with the payload of each signal; return a function that unsubscribes. It must not block."""


class Lease(Protocol):
    """The right to submit, poll and deliver: one process holds it."""

    async def acquire(self) -> None:
        """Wait until this process holds the lease."""

    async def lost(self) -> None:
        """Wait until the lease can no longer be relied on."""

    async def release(self) -> None:
        """Give the lease up."""

    @property
    def held(self) -> bool:
        """Whether this process may act on the lease now."""
