"""Queue waiting jobs round-robin between servers, within a server between users, and for each user oldest first."""

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from bot.clock import Clock
from bot.jobs.model import Job

# No caller asks for a longer delay; a wall clock that was set in between may produce one.
_LONGEST_DELAY_SECONDS = 300.0
_SHORTEST_WAIT_SECONDS = 0.05


@dataclass
class _Line:
    """The ids of one person's jobs, oldest first: ids sort by time."""

    ids: list[str] = field(default_factory=list)

    def place(self, job_id: str) -> int:
        return bisect_left(self.ids, job_id)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A queued job, and when it is due on the monotonic clock."""

    job: Job
    due_at: float


class FairQueue:
    """A round-robin queue of jobs by server and user, each due at a time of its own.

    A server with a thousand waiting jobs and one with a single job take turns, and so do the users within a server:
    nobody starves anybody. Delays are measured on the monotonic clock, from when an attempt at a job is first seen.
    ``due_of``: when a job is due on the wall clock; ``try_of``: what tells one attempt at a job from another.
    """

    def __init__(
        self, clock: Clock, due_of: Callable[[Job], float | None], try_of: Callable[[Job], Hashable] = lambda job: None
    ) -> None:
        self._clock = clock
        self._due_of = due_of
        self._try_of = try_of
        self._servers: OrderedDict[int, OrderedDict[int, _Line]] = OrderedDict()
        self._waiting: dict[str, _Waiting] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, job: Job) -> float | None:
        """Add a job, or replace its row; return when a new attempt is due (monotonic), None for one already queued."""
        known = self._waiting.get(job.id)
        if known is None or _server_and_user(known.job) != _server_and_user(job):
            self.discard(job.id)
            guild_id, user_id = _server_and_user(job)
            insort(self._servers.setdefault(guild_id, OrderedDict()).setdefault(user_id, _Line()).ids, job.id)
        if known is not None and self._try_of(known.job) == self._try_of(job):
            self._waiting[job.id] = _Waiting(job, known.due_at)
            return None
        delay_seconds = min(_LONGEST_DELAY_SECONDS, max(0.0, (self._due_of(job) or 0.0) - self._clock.now()))
        due_at = self._clock.monotonic() + delay_seconds
        self._waiting[job.id] = _Waiting(job, due_at)
        return due_at

    def discard(self, job_id: str) -> None:
        """Remove a job if it is queued."""
        waiting = self._waiting.pop(job_id, None)
        if waiting is None:
            return
        guild_id, user_id = _server_and_user(waiting.job)
        people = self._servers[guild_id]
        line = people[user_id]
        del line.ids[line.place(job_id)]
        if not line.ids:
            del people[user_id]
            if not people:
                del self._servers[guild_id]

    def pop(self, ready: Callable[[Job], bool] = lambda job: True, *, early: bool = False) -> Job | None:
        """Remove and return the next job in turn that is ready and due; ``early``: also before it is due.

        Its server, and its user within the server, go to the back of the round.
        """
        now = self._clock.monotonic()
        for guild_id, people in self._servers.items():
            for user_id, line in people.items():
                for job_id in line.ids:
                    waiting = self._waiting[job_id]
                    if (early or waiting.due_at <= now) and ready(waiting.job):
                        self._take(guild_id, user_id, job_id)
                        return waiting.job
        return None

    def _take(self, guild_id: int, user_id: int, job_id: str) -> None:
        self.discard(job_id)
        people = self._servers.get(guild_id)
        if people is not None:
            self._servers.move_to_end(guild_id)
            if user_id in people:
                people.move_to_end(user_id)

    def seconds_until_due(self) -> float | None:
        """Return the seconds until the next job becomes due, None when none will."""
        now = self._clock.monotonic()
        delays = [waiting.due_at - now for waiting in self._waiting.values() if waiting.due_at > now]
        return max(_SHORTEST_WAIT_SECONDS, min(delays)) if delays else None

    def jobs(self) -> list[Job]:
        """Return all jobs, in no particular order."""
        return [waiting.job for waiting in self._waiting.values()]

    def positions(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield every job id with its :meth:`position`, in one pass."""
        for people in self._servers.values():
            rounds = zip_longest(*(line.ids for line in people.values()))
            order = [job_id for one_of_each in rounds for job_id in one_of_each if job_id is not None]
            yield from ((job_id, (place, len(order))) for place, job_id in enumerate(order, 1))

    def position(self, job_id: str) -> tuple[int, int] | None:
        """Return (place from 1, length) of a job in its server's queue, None when it is not queued."""
        waiting = self._waiting.get(job_id)
        if waiting is None:
            return None
        guild_id, user_id = _server_and_user(waiting.job)
        people = self._servers[guild_id]
        round_number = people[user_id].place(job_id)
        place, had_turn = 1 + round_number, True
        for other, line in people.items():
            if other == user_id:
                had_turn = False
            else:
                place += min(len(line.ids), round_number + had_turn)
        return place, sum(len(line.ids) for line in people.values())


def _server_and_user(job: Job) -> tuple[int, int]:
    return job.place.guild_id, job.user_id
