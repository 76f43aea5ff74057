"""Check how one process paces its creates after the provider has deferred one ("later").

Until the provider accepts again, one create at a time probes for all, never earlier than the provider asked for; but
when a job it was working on ends, the next is sent at once. When it accepts, no job waits needlessly.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from bot.errors import Deferred
from bot.jobs.model import Job, State
from tests.simulation.clock import EPOCH, ProcessClock
from tests.simulation.story import Story

_IDLE_SECONDS = 6.0
_JUST_RESUMED_SECONDS = 1.0
_ROOM_SECONDS = 1.0
# A task that was handed back for lack of capacity counts as "later", too; its job waits at most so long.
_PUT_BACK_SECONDS = 150.0


class PacingChecker:
    """Observes the creates of one process.

    ``ended_at``: by product, when a job of it last ended; ``queued_jobs``: what the process has in a product's queue.
    """

    def __init__(
        self, clock: ProcessClock, now: Callable[[], float], story: Story, ended_at: Mapping[str, float], is_alone: bool
    ) -> None:
        self._is_alone = is_alone
        self._clock = clock
        self._now = now
        self._story = story
        self._ended_at = ended_at
        self._in_progress: Counter[str] = Counter()
        self._probing: dict[str, None] = {}
        self._not_before: dict[str, list[tuple[float, float]]] = {}  # when "later" was said, and until when
        self._known_at: dict[str, float] = {}
        self._begun: set[str] = set()  # a process may ask about these by an old row
        self._accepting_since: dict[str, float] = {}  # since when a create could have been sent
        self._disturbed_until = 0.0
        self._resumed_at = float("-inf")
        self._is_paused = False
        self.queued_jobs: Callable[[str], Iterable[Job]] = lambda key: ()
        self._working: set[str] = set()
        self._put_off_at: dict[str, float] = {}  # when a create was last deferred or could not be sent
        self._room_since: dict[str, tuple[float, frozenset[str]]] = {}  # and which jobs were queued then

    def job_known(self, job: Job) -> None:
        """Note that the process knows of a job."""
        if job.state is State.REQUESTED and job.id not in self._begun:
            self._known_at.setdefault(job.id, self._now())

    def job_changed(self, job: Job, key: str) -> None:
        """Note that the process sees a change of a job: one that the provider was working on makes room as it ends."""
        if job.state is State.WAITING:
            self._working.add(job.id)
        elif job.id in self._working:
            self._working.discard(job.id)
            if job.state.is_final and (job.ended_at or 0.0) - EPOCH >= self._put_off_at.get(key, 0.0):
                self._note_room(key)

    def _note_room(self, key: str) -> None:
        is_known = self._is_alone and not self._clock.stepped_seconds
        if is_known and key in self._probing and not self._in_progress[key] and not self._is_paused:
            self._room_since.setdefault(key, (self._now(), frozenset(job.id for job in self.queued_jobs(key))))

    def begin_create(self, job: Job, key: str) -> None:
        """Note that a create enters the queue, and check that it may."""
        if not self.is_just_resumed():
            if key in self._probing and self._in_progress[key]:
                self._story.fail("probes at once", f"{job.id} is sent while another create probes {key}")
            self._check_not_early(job, key)
        self._check_room_used(job, key)
        self._check_not_idle(job, key)
        task = asyncio.current_task()
        if task is not None:
            self._in_progress[key] += 1
            task.add_done_callback(lambda _: self._ended(key))

    def _check_not_early(self, job: Job, key: str) -> None:
        now, ended_at = self._now(), self._ended_at.get(job.backend.value, 0.0)
        for said_at, until in self._not_before.get(key, ()):
            if now < until - 0.001 and ended_at < said_at:
                self._story.fail("too early", f"{job.id} is sent {until - now:.3f} s before {key} asked for")

    def _check_room_used(self, job: Job, key: str) -> None:
        at, queued = self._room_since.pop(key, (self._now(), frozenset()))
        waited_seconds = self._now() - max(at, self._disturbed_until)
        if job.id in queued and waited_seconds > _ROOM_SECONDS:
            self._story.fail("slow to resume", f"{job.id} waited {waited_seconds:.1f} s after {key} had room again")

    def _check_not_idle(self, job: Job, key: str) -> None:
        self._begun.add(job.id)
        known_at = self._known_at.pop(job.id, None)
        free_at = self._accepting_since.get(key)
        # With several processes a job may be known to one that may not send it.
        if free_at is None or self._in_progress[key] or not self._is_alone or self._clock.stepped_seconds:
            return
        waiting = {} if known_at is None else {job.id: known_at}
        waiting |= {one.id: self._known_at[one.id] for one in self.queued_jobs(key) if one.id in self._known_at}
        if not waiting:
            return
        first = min(waiting, key=waiting.__getitem__)
        idle_seconds = self._now() - max(waiting[first], free_at, self._disturbed_until)
        if idle_seconds > _IDLE_SECONDS:
            self._story.fail("idle", f"{first} waited {idle_seconds:.1f} s although {key} accepts creates")

    def _ended(self, key: str) -> None:
        self._in_progress[key] -= 1
        if key in self._accepting_since:
            self._accepting_since[key] = self._now()

    def was_deferred(self, key: str, error: Deferred) -> None:
        """Note that the provider has deferred a create."""
        self._probing[key] = None
        self._accepting_since.pop(key, None)
        now = self._put_off_at[key] = self._now()
        still = [one for one in self._not_before.get(key, ()) if one[1] > now]
        # With a clock that was set back, earlier endings look like later ones, which allows one more probe.
        said_at = min(now, self._clock.now() - EPOCH)
        self._not_before[key] = [*still, (said_at, now + (error.retry_after_seconds or 0.0))]

    def was_not_sent(self, key: str) -> None:
        """Note that a create could not be sent: whether the provider accepts is unknown."""
        self._put_off_at[key] = self._now()
        self._accepting_since.pop(key, None)

    def was_accepted(self, key: str) -> None:
        """Note that the provider has accepted a create."""
        self._probing.pop(key, None)
        self._not_before.pop(key, None)
        self._accepting_since[key] = self._now()

    def was_put_back(self, key: str) -> None:
        """Note that the provider has handed a task back."""
        self._disturbed_until = self._now() + _PUT_BACK_SECONDS

    def was_stalled(self) -> None:
        """Note that the process was frozen until now."""
        self._resumed_at = self._now()
        self._disturbed_until = max(self._disturbed_until, self._resumed_at)

    def is_just_resumed(self) -> bool:
        """Return whether it may still be finishing what was in progress when it froze."""
        return self._now() <= self._resumed_at + _JUST_RESUMED_SECONDS

    def observe_pause(self, *, paused: bool) -> None:
        """Note whether the operator has paused, as far as this process knows: then it sends nothing."""
        if paused or self._is_paused:
            self._disturbed_until = max(self._disturbed_until, self._now())
        self._is_paused = paused
