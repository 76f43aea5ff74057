"""Poll an abandoned job once more: a late result is delivered, a job that still runs is watched again.

Works in any process: the outcome is stored, and the lease holder is notified of it.
"""

from enum import StrEnum

from bot.clock import Clock
from bot.errors import Conflict, ProviderError, TaskUnknown
from bot.jobs.model import ColumnUpdate, Job, State, Transition, TransitionRequest
from bot.jobs.ports import Failed, PollResult, Succeeded, TaskControl
from bot.jobs.repository import JobRepository


class LatePoll(StrEnum):
    """What the poll found."""

    FOUND = "found"  # finished: it is posted now
    RUNNING = "running"  # watched again
    FAILED = "failed"  # ended without a result: that is posted
    GONE = "gone"  # the provider does not know the task
    SILENT = "silent"  # no answer


class AbandonedJobPoller:
    """Polls an abandoned job once per call."""

    def __init__(self, repository: JobRepository, provider: TaskControl, clock: Clock) -> None:
        self._repository = repository
        self._provider = provider
        self._clock = clock

    async def poll(self, job: Job) -> LatePoll:
        """Poll an abandoned job, and resume or end it. Raises Conflict if it is not abandoned."""
        if job.state is not State.ABANDONED:
            raise Conflict(key="refusal-not-abandoned")
        try:
            answer = await self._provider.poll(job)
        except TaskUnknown:
            return LatePoll.GONE
        except ProviderError:
            return LatePoll.SILENT
        outcome, ending = self._read(job, answer)
        again = TransitionRequest(job.id, Transition.WATCH_AGAIN, ColumnUpdate(at=self._clock.now()), job.task_id)
        first, *_ = await self._repository.take_many([again, *ending])
        if first is None:
            raise Conflict(key="refusal-not-abandoned")
        return outcome

    def _read(self, job: Job, answer: PollResult) -> tuple[LatePoll, list[TransitionRequest]]:
        now = self._clock.now()
        if isinstance(answer, Succeeded):
            done = ColumnUpdate(at=now, deliver_at=now, outputs=answer.outputs)
            return LatePoll.FOUND, [TransitionRequest(job.id, Transition.COMPLETE, done, job.task_id)]
        if isinstance(answer, Failed):
            failed = ColumnUpdate(at=now, deliver_at=now, fault=answer.fault)
            return LatePoll.FAILED, [TransitionRequest(job.id, Transition.FAIL, failed, job.task_id)]
        return LatePoll.RUNNING, []
