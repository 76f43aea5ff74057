"""Check how one process paces its creates after the provider has deferred one ("later").

Until the provider accepts again, one create at a time probes for all, never earlier than the provider asked for; once
it accepts, no job waits needlessly.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping

from bot.errors import Deferred
from bot.jobs.model import Job, State
from tests.simulation.clock import EPOCH, ProcessClock
from tests.simulation.story import Story

_IDLE_SECONDS = 6.0
_JUST_RESUMED_SECONDS = 1.0
# A task that was handed back for lack of capacity counts as "later", too; its job waits at most so long.
_PUT_BACK_SECONDS = 150.0


class PacingChecker:
    """Observes the creates of one process. ``ended_at``: by product, when a job of it last ended."""

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

    def job_known(self, job: Job) -> None:
        """Note that the process knows of a job."""
        if job.state is State.REQUESTED and job.id not in self._begun:
            self._known_at.setdefault(job.id, self._now())

    def begin_create(self, job: Job, key: str) -> None:
        """Note that a create enters the queue, and check that it may."""
        if not self.is_just_resumed():
            if key in self._probing and self._in_progress[key]:
                self._story.fail("probes at once", f"{job.id} is sent while another create probes {key}")
            self._check_not_early(job, key)
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

    def _check_not_idle(self, job: Job, key: str) -> None:
        self._begun.add(job.id)
        known_at = self._known_at.pop(job.id, None)
        free_at = self._accepting_since.get(key)
        if known_at is None or free_at is None or self._in_progress[key]:
            return
        if (
            not self._is_alone or self._clock.stepped_seconds
        ):  # with several processes a job may be known to one that may not send it
            return
        idle_seconds = self._now() - max(known_at, free_at, self._disturbed_until)
        if idle_seconds > _IDLE_SECONDS:
            self._story.fail("idle", f"{job.id} waited {idle_seconds:.1f} s although {key} accepts creates")

    def _ended(self, key: str) -> None:
        self._in_progress[key] -= 1
        if key in self._accepting_since:
            self._accepting_since[key] = self._now()

    def was_deferred(self, key: str, error: Deferred) -> None:
        """Note that the provider has deferred a create."""
        self._probing[key] = None
        self._accepting_since.pop(key, None)
        now = self._now()
        still = [one for one in self._not_before.get(key, ()) if one[1] > now]
        # With a clock that was set back, earlier endings look like later ones, which allows one more probe.
        said_at = min(now, self._clock.now() - EPOCH)
        self._not_before[key] = [*still, (said_at, now + (error.retry_after_seconds or 0.0))]

    def was_not_sent(self, key: str) -> None:
        """Note that a create could not be sent: whether the provider accepts is unknown."""
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
