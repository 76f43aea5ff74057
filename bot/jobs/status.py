"""Keeps status messages up to date: on change only, seldom, and less often the longer a job takes.

Discord limits edits per channel and counts edits of old messages against the bot, so each job's message is edited
at most every five seconds, later every thirty (:func:`gap_seconds`), and after an hour only once more, at the end.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.errors import MessageDelayed, MessageError
from bot.jobs.model import Job, Notice
from bot.jobs.ports import Estimate, Messenger, Running, StatusView
from bot.jobs.tasks import Tasks, wait_or_wake

log = logging.getLogger(__name__)
_SHORTEST_GAP_SECONDS = 5.0
_LONGEST_GAP_SECONDS = 30.0
_OLD_SECONDS = 3600.0
_PERCENT_STEP = 25
_CONCURRENT_EDITS = 4
_SLOW_MARGIN_SECONDS = 1.0


def gap_seconds(age_seconds: float) -> float:
    """Return how long a status message of this age stays as it is at least."""
    return min(_LONGEST_GAP_SECONDS, max(_SHORTEST_GAP_SECONDS, age_seconds / 2))


def is_told(job: Job) -> bool:
    """Whether nothing more comes of this job: ended, and its last message posted or held."""
    return job.state.is_final and job.notice in (Notice.SENT, Notice.HELD)


@dataclass
class _Entry:
    view: StatusView
    slow_at: float | None
    shown: StatusView | None = None
    shown_at: float = -1e9
    tries: int = 0


class StatusBoard:
    """The status messages of all open jobs."""

    def __init__(
        self,
        messenger: Messenger,
        clock: Clock,
        *,
        position: Callable[[Job], tuple[int, int] | None],
        estimate: Callable[[Job], Estimate],
        maintenance: Callable[[], str] = lambda: "",
    ) -> None:
        self._messenger = messenger
        self._clock = clock
        self._position = position
        self._estimate = estimate
        self._maintenance = maintenance
        self._entries: dict[str, _Entry] = {}
        self._wake = asyncio.Event()
        self._loop = Tasks("status")
        self._edits = asyncio.Semaphore(_CONCURRENT_EDITS)
        self._editing: set[str] = set()

    def view(self, job: Job) -> StatusView:
        """Return what the status message of a job should show now."""
        position, length = self._position(job) or (None, None)
        return StatusView(
            job=job,
            position=position,
            queue_length=length,
            estimate=None if job.state.is_final else self._estimate(job),
            maintenance="" if job.state.is_final else self._maintenance(),
        )

    def see(self, job: Job, *, shown: bool = False) -> None:
        """Hear of a job. ``shown``: the command has just put this very state into the message itself."""
        if job.place.status_message_id is None:
            return
        view = self.view(job)
        entry = self._entries.get(job.id)
        if entry is None:
            if job.state.is_final and shown:
                return
            entry = self._entries[job.id] = _Entry(view, self._slow_at(job, view))
        entry.view = replace(view, percent=entry.view.percent, stage=entry.view.stage)
        entry.slow_at = self._slow_at(job, view)
        if shown:
            entry.shown, entry.shown_at = entry.view, self._clock.now()
        self._wake.set()

    def progress(self, job: Job, running: Running) -> None:
        """Hear what a look said of an unfinished job; only the provider's own percent is shown, in coarse steps."""
        entry = self._entries.get(job.id)
        if entry is not None and running.percent is not None:
            percent = running.percent // _PERCENT_STEP * _PERCENT_STEP
            if percent and percent != entry.view.percent:
                entry.view = replace(entry.view, percent=percent)
                self._wake.set()

    def stage(self, job: Job, stage: str, percent: int | None = None) -> None:
        """Hear what the delivery is doing (fetching, fitting, posting)."""
        entry = self._entries.get(job.id)
        if entry is not None:
            step = None if percent is None else percent // _PERCENT_STEP * _PERCENT_STEP
            entry.view = replace(entry.view, stage=stage, stage_percent=step)
            self._wake.set()

    def queue_moved(self) -> None:
        """Bring the positions of all queued jobs up to date."""
        for entry in self._entries.values():
            position, length = self._position(entry.view.job) or (None, None)
            if entry.view.position != position:
                entry.view = replace(entry.view, position=position, queue_length=length)
                self._wake.set()

    def start(self) -> None:
        """Begin to edit."""
        self._loop.start(self._edit_when_due(), "board")

    async def stop(self) -> None:
        """Stop editing; what is not shown yet is shown after the next start."""
        await self._loop.cancel()
        self._entries.clear()

    def _slow_at(self, job: Job, view: StatusView) -> float | None:
        if job.waiting_at is None or view.estimate is None:
            return None
        return job.waiting_at + view.estimate.p90_seconds + _SLOW_MARGIN_SECONDS

    async def _edit_when_due(self) -> None:
        while True:
            self._wake.clear()
            now = self._clock.now()
            times = []
            for job_id, entry in list(self._entries.items()):
                due_at = self._due_at(entry, now)
                if due_at is None:
                    if entry.view.job.state.is_final and job_id not in self._editing:
                        del self._entries[job_id]
                elif due_at > now:
                    times.append(due_at)
                elif job_id not in self._editing:
                    self._editing.add(job_id)
                    self._loop.start(self._edit(job_id, entry), job_id)
            await wait_or_wake(self._wake, self._clock, max(0.05, min(times) - now) if times else None)

    def _due_at(self, entry: _Entry, now: float) -> float | None:
        """Return when this message should be edited; None when it shows what it should."""
        job = entry.view.job
        turns_slow = entry.slow_at is not None and entry.shown_at < entry.slow_at
        if entry.view == entry.shown and not (turns_slow and not job.state.is_final):
            return None
        age_seconds = now - job.created_at
        if age_seconds > _OLD_SECONDS and not is_told(job):
            return None
        age_when_shown_seconds = max(0.0, entry.shown_at - job.created_at)
        gap = _SHORTEST_GAP_SECONDS if job.state.is_final else gap_seconds(age_when_shown_seconds)
        earliest = entry.shown_at + gap * (1 + entry.tries)
        if entry.view == entry.shown and entry.slow_at is not None:
            return max(earliest, entry.slow_at)
        return earliest

    async def _edit(self, job_id: str, entry: _Entry) -> None:
        view = entry.view
        try:
            async with self._edits:
                await self._messenger.show_status(view)
            entry.tries = 0
        except MessageDelayed as error:
            log.info("status edit put off: %s", error, extra={"job": job_id})
            entry.tries = min(entry.tries + 1, 10)
            return
        except MessageError as error:
            # Deleted, or no longer ours to edit: the job does not depend on it.
            log.info("status message can't be edited: %s", error, extra={"job": job_id})
        finally:
            # Also after a failure: whatever went wrong, the next try keeps its distance.
            entry.shown_at = self._clock.now()
            self._editing.discard(job_id)
            self._wake.set()
        entry.shown = view
