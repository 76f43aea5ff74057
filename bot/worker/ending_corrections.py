"""Correct messages about endings that were revoked: the job continues after all, or has ended in another way.

Best effort: what matters is the next ending, which is posted as a message of its own.
"""

import logging
from dataclasses import replace

from bot.errors import FoleyError
from bot.jobs.model import Job, State
from bot.jobs.ports import JobStore, Messenger, SentMessage
from bot.utils.tasks import Tasks

log = logging.getLogger(__name__)
_MAY_END_LATE = (State.REFUSED, State.READY)


class EndingCorrections:
    """Edits messages about revoked endings, each once, alongside the other ``posts``."""

    def __init__(self, store: JobStore, messenger: Messenger, posts: Tasks) -> None:
        self._store = store
        self._messenger = messenger
        self._posts = posts
        self._corrected: set[str] = set()

    def observe(self, job: Job) -> None:
        """Observe a job: correct the last message about it if that is no longer true."""
        if not _is_message_outdated(job):
            self._corrected.discard(job.id)
        elif job.id not in self._corrected:
            self._corrected.add(job.id)
            self._posts.start(self._correct(job), f"correct-{job.id}")

    async def correct_just_posted(self, job: Job, sent: SentMessage) -> None:
        """Correct a message about ``job`` that was being sent while its outcome became known. Raises StoreError."""
        current = await self._store.get(job.id) or job
        posted = replace(current, result_channel_id=sent.channel_id, result_message_id=sent.message_id)
        await self._correct(replace(posted, postings=job.postings + 1))

    async def _correct(self, job: Job) -> None:
        try:
            await self._messenger.correct_ending(job)
        except FoleyError as error:
            log.info("ending.not_corrected: %s", error, extra={"job": job.id})


def _is_message_outdated(job: Job) -> bool:
    """Return whether the last message about a job reports an ending that was revoked."""
    if job.result_message_id is None:
        return False
    has_ended_since = job.state in _MAY_END_LATE and (job.notified_at or 0.0) < (job.ended_at or 0.0)
    return job.state is State.WAITING or has_ended_since
