"""Jobs by id with the indexes that a database keeps, and a journal that takes a transaction back."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator

from bot.jobs.model import DeliveryState, Job, State

_TO_BE_TOLD = (DeliveryState.DUE, DeliveryState.SENDING)


class JobRows(dict[str, Job]):
    """A dict of rows. ``open``: the ids of those that still need something; ``unknown``: of unknown outcome;
    ``submitting``: being sent.
    """

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.unknown: dict[str, None] = {}
        self.submitting: dict[str, None] = {}
        self._ids: list[str] = []
        self._by_task: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._repeats: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._journal: list[tuple[str, Job | None]] | None = None

    def __setitem__(self, job_id: str, job: Job) -> None:
        old = self.get(job_id)
        self._remember(job_id, old)
        if old is None:
            insort(self._ids, job_id)
        else:
            self._unlink(old)
        super().__setitem__(job_id, job)
        self._link(job)

    def __delitem__(self, job_id: str) -> None:
        old = self[job_id]
        self._remember(job_id, old)
        self._unlink(old)
        super().__delitem__(job_id)
        del self._ids[bisect_left(self._ids, job_id)]

    def pop(self, job_id: str) -> Job:  # type: ignore[override]  # without a default: nobody wants one
        job = self[job_id]
        del self[job_id]
        return job

    def _link(self, job: Job) -> None:
        if _is_open(job):
            insort(self.open, job.id)
        if job.state is State.UNKNOWN:
            self.unknown[job.id] = None
        elif job.state is State.SUBMITTING:
            self.submitting[job.id] = None
        if job.task_id:
            self._by_task[job.task_id][job.id] = None
        if job.retry_of is not None:
            self._repeats[job.retry_of][job.id] = None

    def _unlink(self, job: Job) -> None:
        if _is_open(job):
            del self.open[bisect_left(self.open, job.id)]
        self.unknown.pop(job.id, None)
        self.submitting.pop(job.id, None)
        if job.task_id:
            self._by_task[job.task_id].pop(job.id, None)
        if job.retry_of is not None:
            self._repeats[job.retry_of].pop(job.id, None)

    # --- transactions ---

    def begin(self) -> None:
        """Write down from now on what stood there before."""
        self._journal = []

    def commit(self) -> None:
        """Keep what was written since :meth:`begin`."""
        self._journal = None

    def roll_back(self) -> None:
        """Take back what was written since :meth:`begin`."""
        journal, self._journal = self._journal or [], None
        for job_id, before in reversed(journal):
            if before is None:
                del self[job_id]
            else:
                self[job_id] = before

    def _remember(self, job_id: str, before: Job | None) -> None:
        if self._journal is not None:
            self._journal.append((job_id, before))

    # --- reading ---

    def open_jobs(self, after_id: str = "", limit: int | None = None) -> list[Job]:
        """Return the jobs that still need something, oldest first."""
        start = bisect_right(self.open, after_id)
        return [self[job_id] for job_id in self.open[start : None if limit is None else start + limit]]

    def with_task(self, task_id: str) -> list[Job]:
        """Return the jobs that have this task."""
        return [self[job_id] for job_id in self._by_task.get(task_id, ())]

    def repeats_of(self, job_id: str | None) -> list[Job]:
        """Return the jobs that repeat this one."""
        return [] if job_id is None else [self[one] for one in self._repeats.get(job_id, ())]

    def newest_first(self, before_id: str | None) -> Iterator[Job]:
        """Walk through all jobs from the newest one, or from the one before an id."""
        end = len(self._ids) if before_id is None else bisect_left(self._ids, before_id)
        for place in range(end - 1, -1, -1):
            yield self[self._ids[place]]


def _is_open(job: Job) -> bool:
    return not job.state.is_final or job.delivery_state in _TO_BE_TOLD
