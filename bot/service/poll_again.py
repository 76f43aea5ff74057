"""Asking once more about a job that was given up: what came of it late is delivered, what still runs is watched again.

Works in any process: what it finds is written down, and whoever holds the lease hears of it.
"""

from collections.abc import Awaitable, Callable
from enum import StrEnum

from bot.clock import Clock
from bot.errors import Conflict, ProviderError, TaskUnknown
from bot.jobs.model import Arrow, Changes, Job, Move, State
from bot.jobs.ports import Failed, Look, Succeeded
from bot.jobs.repository import JobBook


class Sight(StrEnum):
    """What was found."""

    FOUND = "found"  # finished: it is posted now
    RUNNING = "running"  # watched again
    FAILED = "failed"  # ended without a result: that is posted
    GONE = "gone"  # the provider does not know it
    SILENT = "silent"  # no answer


class SecondLook:
    """``look`` asks the provider once. Raises ProviderError."""

    def __init__(self, book: JobBook, look: Callable[[Job], Awaitable[Look]], clock: Clock) -> None:
        self._book = book
        self._look = look
        self._clock = clock

    async def at(self, job: Job) -> Sight:
        """Ask about an abandoned job, and let it go on. Raises Conflict where it is not abandoned."""
        if job.state is not State.ABANDONED:
            raise Conflict(key="refusal-not-abandoned")
        try:
            answer = await self._look(job)
        except TaskUnknown:
            return Sight.GONE
        except ProviderError:
            return Sight.SILENT
        sight, ending = self._read(job, answer)
        again = Move(job.id, Arrow.WATCH_AGAIN, Changes(at=self._clock.now()), job.task_id)
        first, *_ = await self._book.take_many([again, *ending])
        if first is None:
            raise Conflict(key="refusal-not-abandoned")
        return sight

    def _read(self, job: Job, answer: Look) -> tuple[Sight, list[Move]]:
        now = self._clock.now()
        if isinstance(answer, Succeeded):
            done = Changes(at=now, notice_at=now, outputs=answer.outputs)
            return Sight.FOUND, [Move(job.id, Arrow.COMPLETE, done, job.task_id)]
        if isinstance(answer, Failed):
            failed = Changes(at=now, notice_at=now, fault=answer.fault)
            return Sight.FAILED, [Move(job.id, Arrow.FAIL, failed, job.task_id)]
        return Sight.RUNNING, []
