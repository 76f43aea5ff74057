"""Decide when to give a job up: only on an answer from the provider. Pure; times are monotonic.

A failed poll says nothing about the job, however often it fails. A job is given up on an answer "still running" past
the give-up age, or on a definite "no such task", repeated over some minutes about a task that was known before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.jobs.model import Backend, Fault, Job
from bot.jobs.requests import OFF_PEAK_SECONDS, is_off_peak

_HOUR_SECONDS = 3600.0
# No limit on how long a job may take is published; results are kept for 12 hours (MPS) and seven days (VOD).
USUAL_AGES: Mapping[Backend, float] = MappingProxyType(
    {Backend.VOD: 72 * _HOUR_SECONDS, Backend.MPS: 24 * _HOUR_SECONDS}
)
# A provider that has forgotten a task says so every time; one under repair, or being moved, for a minute or two.
GONE_ANSWERS = 4
GONE_SECONDS = 180.0
# The provider ends off-peak jobs by its own clock; this leaves time for that answer to arrive.
_OFF_PEAK_MARGIN_SECONDS = 2 * _HOUR_SECONDS


def give_up_seconds(backend: Backend, chosen_seconds: float | None) -> float:
    """Return the give-up age of this product's jobs: the operator's setting, else the usual one."""
    return chosen_seconds or USUAL_AGES[backend]


@dataclass
class _Record:
    """``began_at``: when the job's age was zero, on the monotonic clock, which nobody can set."""

    began_at: float
    known: bool = False
    gone_answers: int = 0
    gone_since: float = 0.0


class GiveUp:
    """What the answers so far say about each watched job. ``after_seconds``: the give-up age of a product."""

    def __init__(self, after_seconds: Callable[[Backend], float]) -> None:
        self._after_seconds = after_seconds
        self._records: dict[str, _Record] = {}

    def watch(self, job: Job, age_seconds: float, now: float) -> None:
        """Start watching a job; ``age_seconds``: its age according to its row."""
        self._records[job.id] = _Record(now - max(0.0, age_seconds))

    def forget(self, job_id: str) -> None:
        """Stop watching a job."""
        self._records.pop(job_id, None)

    def is_old(self, job: Job, now: float) -> bool:
        """Return whether a job has reached the give-up age."""
        after_seconds = self._after_seconds(job.backend)
        if is_off_peak(job.request):  # however short the operator's setting: the job is paid for until then
            after_seconds = max(after_seconds, OFF_PEAK_SECONDS + _OFF_PEAK_MARGIN_SECONDS)
        return now - self._records[job.id].began_at >= after_seconds

    def unfinished(self, job: Job, now: float) -> Fault | None:
        """Record an answer "not finished"; return why the job is given up, None if it is not."""
        record = self._records[job.id]
        record.known, record.gone_answers = True, 0
        return Fault(key="job-abandoned", code="Foley.GaveUp") if self.is_old(job, now) else None

    def gone(self, job: Job, fault: Fault, now: float) -> Fault | None:
        """Record a definite "no such task"; return its ``fault`` if the job is given up, None if it is not."""
        record = self._records[job.id]
        if not record.gone_answers:
            record.gone_since = now
        record.gone_answers += 1
        if record.gone_answers < GONE_ANSWERS or now - record.gone_since < GONE_SECONDS:
            return None
        # Right after a create the task may not be visible yet; if never seen here, the keys may be another account's.
        return fault if record.known or self.is_old(job, now) else None
