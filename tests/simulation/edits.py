"""Check that status messages are edited in time: no ending waits while few edits are in progress."""

from collections.abc import Callable

from bot.clock import Clock
from bot.jobs.model import Job
from bot.jobs.ports import Messenger, Running
from bot.worker.status_board import StatusBoard, _Entry, _message_key
from bot.worker.status_views import StatusViews
from tests.simulation.story import Story

_MOST_AT_ONCE = 4
_GAP_SECONDS = 5.0  # between two edits of a message whose jobs have ended; longer after each failure
_YOUNG_SECONDS = 3500.0  # an hour later, it is edited only once more
_LATE_SECONDS = 1.0


class CheckedStatusBoard(StatusBoard):
    """The status messages of one process. ``resumed_at``: when its last stall ended."""

    def __init__(
        self, messenger: Messenger, clock: Clock, views: StatusViews, story: Story, resumed_at: Callable[[], float]
    ) -> None:
        super().__init__(messenger, clock, views)
        self._story = story
        self._resumed_at = resumed_at
        self._changed_at: dict[str, float] = {}
        self._edited_at: dict[str, float] = {}
        self._in_progress = 0
        self._room_since = 0.0

    def start(self) -> None:
        self._room_since = self._clock.monotonic()  # jobs are loaded before it starts
        super().start()

    def _note_change(self, job: Job) -> None:
        self._changed_at[_message_key(job)] = self._clock.monotonic()

    def observe(self, job: Job) -> None:
        self._note_change(job)
        super().observe(job)

    def progress(self, job: Job, running: Running) -> None:
        self._note_change(job)
        super().progress(job, running)

    def stage(self, job: Job, stage: str, percent: int | None = None) -> None:
        self._note_change(job)
        super().stage(job, stage, percent)

    async def _edit(self, entry: _Entry) -> None:
        self._check_in_time(entry)
        self._in_progress += 1
        self._room_since = self._clock.monotonic()
        try:
            await super()._edit(entry)
        finally:
            if self._in_progress == _MOST_AT_ONCE:
                self._room_since = self._clock.monotonic()
            self._in_progress -= 1
            self._edited_at[entry.key] = self._clock.monotonic()

    def _check_in_time(self, entry: _Entry) -> None:
        now = self._clock.monotonic()
        if not entry.is_final or now - entry.began_at > _YOUNG_SECONDS:
            return
        next_at = self._edited_at.get(entry.key, 0.0) + _GAP_SECONDS * (1 + entry.tries)
        late_seconds = now - max(self._changed_at.get(entry.key, now), next_at, self._room_since, self._resumed_at())
        if late_seconds > _LATE_SECONDS:
            self._story.fail("edited late", f"the message of {entry.key} says {late_seconds:.1f} s late how it ended")
