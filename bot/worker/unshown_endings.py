"""Choose the jobs whose status message may not show how they ended: their process died right after telling it. Pure.

The board edits a status message seconds after its job was told, and nothing on disk says that it did. Whatever it owed
was told within the last moments of that process, however long ago those are: they are measured from the newest ending.
"""

from collections.abc import Sequence

from bot.jobs.model import DeliveryState, Job
from bot.jobs.ports import JobFilter

# Enough where five jobs a second end; where more do, the oldest of the last minute may be missed.
LAST_TOLD = JobFilter(delivery_states=frozenset({DeliveryState.SENT, DeliveryState.HELD}), limit=500)
# Twice the longest that the board waits between two edits.
_LAST_MOMENTS_SECONDS = 60.0
# When a result was deleted is not on disk: those of young jobs are shown in any case.
_DELETED_WITHIN_SECONDS = 3600.0


def unshown_endings(told: Sequence[Job]) -> list[Job]:
    """Return those of ``told`` jobs whose status message is to be shown again."""
    newest_at = max(map(_told_at, told), default=0.0)
    return [job for job in told if job.place.status_message_id is not None and _may_be_unshown(job, newest_at)]


def _may_be_unshown(job: Job, newest_at: float) -> bool:
    was_just_told = _told_at(job) >= newest_at - _LAST_MOMENTS_SECONDS
    return was_just_told or (job.is_removed and job.created_at >= newest_at - _DELETED_WITHIN_SECONDS)


def _told_at(job: Job) -> float:
    return max(job.ended_at or 0.0, job.notified_at or 0.0)
