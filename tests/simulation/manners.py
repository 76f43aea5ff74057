"""How one process behaves towards the provider once it has said "later": one create asks for all, and not too early;
and once it takes things again, nobody waits for nothing.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping

from bot.errors import Deferred
from bot.jobs.model import Job, State
from tests.simulation.clock import EPOCH, ProcessClock
from tests.simulation.story import Story

_IDLE_SECONDS = 6.0
_UNDER_WAY_SECONDS = 1.0
# A task that was handed back for want of room is a "later", too, and waits for so long at most.
_PUT_BACK_SECONDS = 150.0


class Manners:
    """Watches the creates of one process. ``ended_at``: when a job of a product ended last."""

    def __init__(
        self, clock: ProcessClock, now: Callable[[], float], story: Story, ended_at: Mapping[str, float], is_alone: bool
    ) -> None:
        self._is_alone = is_alone
        self._clock = clock
        self._now = now
        self._story = story
        self._ended_at = ended_at
        self._under_way: Counter[str] = Counter()
        self._recovers: dict[str, None] = {}
        self._not_before: dict[str, list[tuple[float, float]]] = {}  # when it was said, and until when it holds
        self._known_at: dict[str, float] = {}
        self._begun: set[str] = set()  # whoever still has an old row of these says nothing new
        self._free_at: dict[str, float] = {}  # since when nothing speaks against a create
        self._disturbed_until = 0.0
        self._resumed_at = float("-inf")
        self._is_paused = False

    def is_known(self, job: Job) -> None:
        """The process has heard of a job, or asks about one by a row it read before."""
        if job.state is State.REQUESTED and job.id not in self._begun:
            self._known_at.setdefault(job.id, self._now())

    def begins(self, job: Job, key: str) -> None:
        """A create takes its place in line."""
        if not self.is_just_resumed():
            if key in self._recovers and self._under_way[key]:
                self._story.broke("all at once", f"{job.id} is sent while another finds out whether {key} goes on")
            self._hold_patience(job, key)
        self._hold_zeal(job, key)
        task = asyncio.current_task()
        if task is not None:
            self._under_way[key] += 1
            task.add_done_callback(lambda _: self._ended(key))

    def _hold_patience(self, job: Job, key: str) -> None:
        now, ended_at = self._now(), self._ended_at.get(job.backend.value, 0.0)
        for said_at, until in self._not_before.get(key, ()):
            if now < until - 0.001 and ended_at < said_at:
                self._story.broke("too early", f"{job.id} is sent {until - now:.3f} s before {key} asked for")

    def _hold_zeal(self, job: Job, key: str) -> None:
        self._begun.add(job.id)
        known_at = self._known_at.pop(job.id, None)
        free_at = self._free_at.get(key)
        if known_at is None or free_at is None or self._under_way[key]:
            return
        if not self._is_alone or self._clock.stepped_seconds:  # elsewhere a job may be known and nobody's yet
            return
        idle_seconds = self._now() - max(known_at, free_at, self._disturbed_until)
        if idle_seconds > _IDLE_SECONDS:
            self._story.broke("held back", f"{job.id} waited {idle_seconds:.1f} s although {key} takes things")

    def _ended(self, key: str) -> None:
        self._under_way[key] -= 1
        if key in self._free_at:
            self._free_at[key] = self._now()

    def was_deferred(self, key: str, error: Deferred) -> None:
        """The provider said "later"."""
        self._recovers[key] = None
        self._free_at.pop(key, None)
        now = self._now()
        still = [one for one in self._not_before.get(key, ()) if one[1] > now]
        # By a clock that was set back, endings of before look like later ones: one create too many asks again.
        said_at = min(now, self._clock.now() - EPOCH)
        self._not_before[key] = [*still, (said_at, now + (error.retry_after_seconds or 0.0))]

    def was_not_sent(self, key: str) -> None:
        """It could not be reached: whoever waits for that knows no better."""
        self._free_at.pop(key, None)

    def was_accepted(self, key: str) -> None:
        """It takes things again."""
        self._recovers.pop(key, None)
        self._not_before.pop(key, None)
        self._free_at[key] = self._now()

    def was_put_back(self, key: str) -> None:
        """It has handed a task back."""
        self._disturbed_until = self._now() + _PUT_BACK_SECONDS

    def was_stalled(self) -> None:
        """The process has stood still."""
        self._resumed_at = self._now()
        self._disturbed_until = max(self._disturbed_until, self._resumed_at)

    def is_just_resumed(self) -> bool:
        """Whether it goes on with what was on its way when it stood still."""
        return self._now() <= self._resumed_at + _UNDER_WAY_SECONDS

    def operator_says(self, *, paused: bool) -> None:
        """Hear whether the operator has paused: until this process hears otherwise, it sends nothing."""
        if paused or self._is_paused:
            self._disturbed_until = max(self._disturbed_until, self._now())
        self._is_paused = paused
