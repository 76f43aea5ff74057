"""Decide when the wait for a job ends without a result: only on an answer of the provider. Pure; monotonic times.

A poll that failed says nothing of the job, however often it fails. What ends one is an answered "still running" past
the give-up age, or a definite "no such task", said several times over some minutes of a task that was known before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.jobs.model import Backend, Fault, Job
from bot.jobs.requests import OFF_PEAK_SECONDS, is_off_peak

_HOUR_SECONDS = 3600.0
# Nobody publishes how long a job may take; results are kept for 12 hours (MPS) and seven days (VOD).
USUAL_AGES: Mapping[Backend, float] = MappingProxyType(
    {Backend.VOD: 72 * _HOUR_SECONDS, Backend.MPS: 24 * _HOUR_SECONDS}
)
# A provider that has forgotten a task says so every time; one that is being repaired, or moved, for a minute or two.
GONE_ANSWERS = 4
GONE_SECONDS = 180.0
# The provider's own clock ends what is made off-peak; its word that it did must have time to come.
_OFF_PEAK_MARGIN_SECONDS = 2 * _HOUR_SECONDS


def give_up_seconds(backend: Backend, chosen_seconds: float | None) -> float:
    """Return the age at which a job of this product is given up: what the operator has chosen, else the usual one."""
    return chosen_seconds or USUAL_AGES[backend]


@dataclass
class _Record:
    """``began_at``: when the age of the job was zero, on our monotonic clock, which nobody sets."""

    began_at: float
    known: bool = False
    gone_answers: int = 0
    gone_since: float = 0.0


class GiveUp:
    """What the answers so far say of the jobs that are watched. ``after_seconds``: the give-up age."""

    def __init__(self, after_seconds: Callable[[Backend], float]) -> None:
        self._after_seconds = after_seconds
        self._records: dict[str, _Record] = {}

    def watch(self, job: Job, age_seconds: float, now: float) -> None:
        """Begin to watch a job that is so old by what is stored."""
        self._records[job.id] = _Record(now - max(0.0, age_seconds))

    def forget(self, job_id: str) -> None:
        """Note that a job is watched no more."""
        self._records.pop(job_id, None)

    def is_old(self, job: Job, now: float) -> bool:
        """Return whether a job has reached the give-up age."""
        after_seconds = self._after_seconds(job.backend)
        if is_off_peak(job.request):  # however short the operator's patience: it is paid for until then
            after_seconds = max(after_seconds, OFF_PEAK_SECONDS + _OFF_PEAK_MARGIN_SECONDS)
        return now - self._records[job.id].began_at >= after_seconds

    def unfinished(self, job: Job, now: float) -> Fault | None:
        """Hear an answered "not finished"; return why the wait ends, if it does."""
        record = self._records[job.id]
        record.known, record.gone_answers = True, 0
        return Fault(key="job-abandoned", code="Foley.GaveUp") if self.is_old(job, now) else None

    def gone(self, job: Job, said: Fault, now: float) -> Fault | None:
        """Hear a definite "no such task" in the provider's words; return why the wait ends, if it does."""
        record = self._records[job.id]
        if not record.gone_answers:
            record.gone_since = now
        record.gone_answers += 1
        if record.gone_answers < GONE_ANSWERS or now - record.gone_since < GONE_SECONDS:
            return None
        # Right after a create it may be late news; of a task that nobody here ever saw, also another account's keys.
        return said if record.known or self.is_old(job, now) else None
