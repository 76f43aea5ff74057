"""Keep status messages up to date: edited on change only, and less often the longer a job takes.

Discord limits edits per channel and counts edits of old messages against the bot, so each job's message is edited
at most every five seconds, later every thirty (:func:`gap_seconds`), and after an hour only once more, at the end.
The jobs of one request for several share a message; the state of those that ended long ago comes from the database.
All edits together are paced so that most of Discord's global rate limit is left to answers and results; when more are
due than that, as after a restart with thousands of jobs, the messages that changed last come first.
"""

import heapq
import itertools
import logging
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import partial

from bot.clock import Clock
from bot.errors import MessageDelayed, MessageError, StoreError
from bot.jobs.model import DeliveryState, Job, State
from bot.jobs.ports import Messenger, Running, StatusView
from bot.utils.alarm import Alarm
from bot.utils.tasks import Tasks
from bot.worker.status_views import StatusViews

log = logging.getLogger(__name__)
_SHORTEST_GAP_SECONDS = 5.0
_LONGEST_GAP_SECONDS = 30.0
# Discord limits edits of messages older than this (error 30046); the last one is kept for the ending.
_OLD_SECONDS = 3600.0
_PERCENT_STEP = 25
_CONCURRENT_EDITS = 4
# Of the 50 requests a second that Discord allows a bot in all.
_EDITS_PER_SECOND = 10.0
_POSITIONS_SECONDS = 1.0
# In that time, only a tenth of a long queue could be edited.
_POSITIONS_SECONDS_PER_JOB = 0.1 / _EDITS_PER_SECOND
_SLOW_MARGIN_SECONDS = 1.0
_SPARE_PLANS = 64
_SHORTEST_WAIT_SECONDS = 0.05
_UNSENT = (State.REQUESTED, State.QUEUED)


def gap_seconds(age_seconds: float) -> float:
    """Return the least time between two edits of a status message of this age."""
    return min(_LONGEST_GAP_SECONDS, max(_SHORTEST_GAP_SECONDS, age_seconds))


def is_settled(job: Job) -> bool:
    """Return whether nothing more happens to this job: it has ended, and its last message is posted or held."""
    return job.state.is_final and job.delivery_state in (DeliveryState.SENT, DeliveryState.HELD)


def _message_key(job: Job) -> str:
    """Return the key of a job's status message: the jobs of a group share one."""
    return job.id if job.group is None else job.group.id


@dataclass(eq=False)
class _Entry:
    """One status message; times are monotonic. ``due_at`` is when its next edit is planned, None when there is none.

    ``views``: what it should show of each job, by id; ``desired``: of all. ``began_at``: when the jobs' age was zero;
    ``waiting_since``: when the first one reached the provider.
    """

    key: str
    began_at: float
    views: dict[str, StatusView] = field(default_factory=dict)
    desired: tuple[StatusView, ...] = ()
    waiting_since: float | None = None
    slow_at: float | None = None
    shown: tuple[StatusView, ...] = ()
    shown_at: float = -1e9
    tries: int = 0
    due_at: float | None = None
    editing: bool = False

    def show(self, view: StatusView) -> None:
        """Set what it should show of one job."""
        self.views[view.job.id] = view
        self.desired = tuple(self.views.values())

    @property
    def is_final(self) -> bool:
        """Whether all of its jobs have ended."""
        return all(view.job.state.is_final for view in self.desired)

    @property
    def is_settled(self) -> bool:
        """Whether nothing more happens to any of its jobs."""
        return all(is_settled(view.job) for view in self.desired)


class StatusBoard:
    """The status messages of all open jobs."""

    def __init__(
        self,
        messenger: Messenger,
        clock: Clock,
        views: StatusViews,
    ) -> None:
        self._messenger = messenger
        self._clock = clock
        self._views = views
        self._entries: dict[str, _Entry] = {}
        self._unsent: dict[str, _Entry] = {}
        self._order = itertools.count()
        # Plans as (due at, sequence number, entry); one whose entry was rescheduled since is skipped.
        self._later: list[tuple[float, int, _Entry]] = []
        # Due entries by key, each once however often it changed meanwhile; the newest change comes last.
        self._due: OrderedDict[str, tuple[float, _Entry]] = OrderedDict()
        self._in_flight = 0
        self._free_at = -1e9
        self._positions_at: float | None = None
        self._alarm = Alarm(clock)
        self._loop = Tasks("status")

    def observe(self, job: Job) -> None:
        """Observe a job."""
        if job.place.status_message_id is not None:
            self._show(job)
        self._queue_moved()

    def _show(self, job: Job) -> None:
        view, key = self._views.here(job), _message_key(job)
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = _Entry(key, self._to_monotonic(job.created_at))
        known = entry.views.get(job.id)
        if known is not None and (known.percent is not None or known.stage):
            view = replace(view, percent=known.percent, stage=known.stage)
        entry.show(view)
        if job.waiting_at is not None and entry.waiting_since is None:
            entry.waiting_since = self._to_monotonic(job.waiting_at)
        elif job.waiting_at is None and job.group is None:
            entry.waiting_since = None
        entry.slow_at = self._slow_at(entry)
        if job.state in _UNSENT:
            self._unsent[job.id] = entry
        else:
            self._unsent.pop(job.id, None)
        self._plan(entry)

    def progress(self, job: Job, running: Running) -> None:
        """Show the progress of an unfinished job; only the provider's own percentage, in coarse steps."""
        entry = self._entries.get(_message_key(job))
        view = None if entry is None else entry.views.get(job.id)
        if entry is not None and view is not None and running.percent is not None:
            percent = running.percent // _PERCENT_STEP * _PERCENT_STEP
            if percent and percent != view.percent:
                entry.show(replace(view, percent=percent))
                self._plan(entry)

    def stage(self, job: Job, stage: str, percent: int | None = None) -> None:
        """Show what the delivery is doing (fetching, fitting, posting)."""
        entry = self._entries.get(_message_key(job))
        view = None if entry is None else entry.views.get(job.id)
        if entry is not None and view is not None:
            step = None if percent is None else percent // _PERCENT_STEP * _PERCENT_STEP
            entry.show(replace(view, stage=stage, stage_percent=step))
            self._plan(entry)

    def _queue_moved(self) -> None:
        """Schedule an update of all queue positions soon: one pass covers everything that moved meanwhile."""
        if self._unsent and self._positions_at is None:
            seconds = max(_POSITIONS_SECONDS, len(self._unsent) * _POSITIONS_SECONDS_PER_JOB)
            self._positions_at = self._clock.monotonic() + seconds
            self._alarm.ring_at(self._positions_at)

    def failing(self, now: float) -> list[str]:
        """Return the loops that fail repeatedly."""
        return self._loop.failing(now)

    def start(self) -> None:
        """Start editing."""
        self._loop.keep(self._edit_when_due, "board", self._clock)

    async def stop(self) -> None:
        """Stop editing; what is not shown yet is shown after the next start."""
        await self._loop.cancel()
        self._entries.clear()
        self._unsent.clear()
        self._later.clear()
        self._due.clear()
        self._positions_at = None

    def _to_monotonic(self, stored_at: float) -> float:
        """Convert a stored wall-clock time to the monotonic clock; a time in the future counts as now."""
        return self._clock.monotonic() - max(0.0, self._clock.now() - stored_at)

    @staticmethod
    def _slow_at(entry: _Entry) -> float | None:
        estimate = next((view.estimate for view in entry.desired if view.estimate is not None), None)
        if entry.waiting_since is None or estimate is None:
            return None
        return entry.waiting_since + estimate.p90_seconds + _SLOW_MARGIN_SECONDS

    # --- planning ---------------------------------------------------------------------------------

    def _plan(self, entry: _Entry) -> None:
        """Plan the next edit of a message, if it needs one; forget a finished message that needs none."""
        now = self._clock.monotonic()
        due_at = self._due_at(entry, now)
        if due_at is not None:
            due_at = max(due_at, now)  # an overdue message that changes again counts as the newest change
        if due_at is None and entry.is_final and not entry.editing:
            self._entries.pop(entry.key, None)
        if due_at == entry.due_at:
            return
        entry.due_at = due_at
        if due_at is not None:
            heapq.heappush(self._later, (due_at, next(self._order), entry))
            if len(self._later) > _SPARE_PLANS + 2 * len(self._entries):
                self._drop_stale_plans()
            self._alarm.ring_at(due_at)

    def _drop_stale_plans(self) -> None:
        """Drop superseded plans, so that memory is bounded by the number of messages."""
        self._later = [plan for plan in self._later if plan[2].due_at == plan[0]]
        heapq.heapify(self._later)

    def _due_at(self, entry: _Entry, now: float) -> float | None:
        """Return when to edit this message; None when it is up to date, or too old until its jobs are settled."""
        turns_slow = entry.slow_at is not None and entry.shown_at < entry.slow_at
        if entry.desired == entry.shown and not (turns_slow and not entry.is_final):
            return None
        age_seconds = now - entry.began_at
        if age_seconds > _OLD_SECONDS and not entry.is_settled:
            return None
        age_when_shown_seconds = max(0.0, entry.shown_at - entry.began_at)
        # A failed edit is retried sooner than the next change would be shown.
        is_urgent = entry.is_final or entry.tries > 0
        gap = _SHORTEST_GAP_SECONDS if is_urgent else gap_seconds(age_when_shown_seconds)
        earliest = entry.shown_at + gap * (1 + entry.tries)
        if entry.desired == entry.shown and entry.slow_at is not None:
            return max(earliest, entry.slow_at)
        return earliest

    # --- editing ----------------------------------------------------------------------------------

    async def _edit_when_due(self) -> None:
        while True:
            self._start_due()
            await self._alarm.wait()

    def _start_due(self) -> None:
        """Start the edits that are due, and set the alarm to when more may be."""
        now = self._clock.monotonic()
        if self._positions_at is not None and self._positions_at <= now:
            self._renew_positions()
        while self._later and self._later[0][0] <= now:
            due_at, _, entry = heapq.heappop(self._later)
            if entry.due_at == due_at:
                self._due[entry.key] = (due_at, entry)
                self._due.move_to_end(entry.key)
        while self._due and self._in_flight < _CONCURRENT_EDITS and self._free_at <= now:
            _, (due_at, entry) = self._due.popitem()
            if entry.due_at != due_at or entry.editing:
                continue
            entry.due_at = None
            if self._due_at(entry, now) is None:  # an hour old by now
                self._plan(entry)
                continue
            entry.editing = True
            self._in_flight += 1
            self._free_at = max(now, self._free_at) + 1.0 / _EDITS_PER_SECOND
            self._loop.start(self._edit(entry), entry.key, after=partial(self._edited, entry))
        times = [self._later[0][0]] if self._later else []
        if self._due and self._in_flight < _CONCURRENT_EDITS:
            times.append(self._free_at)
        if self._positions_at is not None:
            times.append(self._positions_at)
        if times:
            self._alarm.ring_at(max(now + _SHORTEST_WAIT_SECONDS, min(times)))

    def _renew_positions(self) -> None:
        self._positions_at = None
        places = self._views.positions()
        for job_id, entry in tuple(self._unsent.items()):
            view, (position, length) = entry.views[job_id], places.get(job_id, (None, None))
            if (view.position, view.queue_length) != (position, length):
                entry.show(replace(view, position=position, queue_length=length))
                self._plan(entry)

    async def _edit(self, entry: _Entry) -> None:
        shown, extra = entry.desired, {"job": entry.key}
        view = shown[0]
        try:
            if view.job.group is not None:
                view = await self._views.of_message(view.job, entry.views)
            await self._messenger.show_status(view)
            entry.tries, entry.shown = 0, shown
        except (MessageDelayed, StoreError) as error:
            log.info("status.edit_postponed: %s", error, extra=extra)
            entry.tries = min(entry.tries + 1, 10)
        except MessageError as error:
            # Deleted, or no longer ours to edit: the job does not depend on it.
            log.info("status.edit_failed: %s", error, extra=extra)
            entry.shown = shown

    def _edited(self, entry: _Entry) -> None:
        # Also after a failure: whatever went wrong, the next attempt keeps the gap.
        entry.shown_at = self._clock.monotonic()
        entry.editing = False
        self._in_flight -= 1
        self._plan(entry)
        if self._due:
            self._alarm.ring_at(self._free_at)
