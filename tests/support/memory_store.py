"""Jobs in memory: the JobStore port for tests of the domain. The contract tests hold it to the same rules as SQL."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from bot.errors import Conflict, StoreUnavailable
from bot.jobs.guild_model import Claim
from bot.jobs.model import Arrow, Job, Move, NewJob, Notice, State
from bot.jobs.ports import DurationRecord, JobFilter, Preferences

_GOES_ON = {Arrow.ACCEPT_LATE, Arrow.WATCH_AGAIN}
_ENDINGS = {Arrow.COMPLETE, Arrow.FAIL, Arrow.ABANDON, Arrow.REFUSE, Arrow.LOSE_TRACK, Arrow.CANCEL}


class MemoryJobStore:
    """All jobs in a dict. ``away``: how many of the next calls find the database away.

    ``unanswered``: how many of the next new jobs are stored although the caller hears that the database is away.
    """

    def __init__(self) -> None:
        self.rows: dict[str, Job] = {}
        self.away = 0
        self.unanswered = 0
        self.history: list[tuple[str, Arrow]] = []

    def _knock(self) -> None:
        if self.away:
            self.away -= 1
            raise StoreUnavailable("away, by the test")

    async def add(self, new: NewJob, claim: Claim | None = None) -> Job:
        self._knock()
        if new.id in self.rows or (new.retry_of and await self.open_repeat(new.retry_of, new.user_id)):
            raise Conflict("exists")
        if new.only_if_unknown and self.rows[new.retry_of or ""].state is not State.UNKNOWN:
            raise Conflict(key="refusal-not-unknown")
        job = Job(
            id=new.id,
            place=new.place,
            user_id=new.user_id,
            locale=new.locale,
            kind=new.kind,
            request=new.request,
            backend=new.backend,
            state=State.REQUESTED,
            notice=Notice.NONE,
            created_at=new.created_at,
            retry_of=new.retry_of,
        )
        self.rows[job.id] = job
        if self.unanswered:
            self.unanswered -= 1
            raise StoreUnavailable("stored and not answered, by the test")
        return job

    async def get(self, job_id: str) -> Job | None:
        self._knock()
        return self.rows.get(job_id)

    async def take(self, move: Move) -> Job | None:
        return (await self.take_many([move]))[0]

    async def take_many(self, moves: Sequence[Move]) -> "list[Job | None]":
        self._knock()
        return [self._take(move) for move in moves]

    def _take(self, move: Move) -> Job | None:
        job, step = self.rows.get(move.job_id), move.arrow.value
        if job is None or job.state not in step.states or job.notice not in step.notices:
            return None
        if (step.names_task and job.task_id != move.task_id) or move.posting not in (None, job.postings):
            return None
        if move.arrow is Arrow.ACCEPT_LATE and not self._is_free_to_go_on(move):
            return None
        written: dict[str, Any] = {"state": step.to_state or job.state, "notice": step.to_notice or job.notice}
        changes = move.changes
        for name in ("retry_at", "notice_at", "task_id", "provider_request_id", "outputs", "fault", "cancelled_by"):
            if getattr(changes, name) is not None:
                written[name] = getattr(changes, name)
        for name in ("result_channel_id", "result_message_id", "place"):
            if getattr(changes, name) is not None:
                written[name] = getattr(changes, name)
        written |= self._stamps(job, move)
        self.history.append((job.id, move.arrow))
        self.rows[job.id] = replace(job, **written)
        return self.rows[job.id]

    def _is_free_to_go_on(self, move: Move) -> bool:
        others = [job for job in self.rows.values() if job.id != move.job_id]
        return not any(job.retry_of == move.job_id or job.task_id == move.changes.task_id for job in others)

    def _stamps(self, job: Job, move: Move) -> dict[str, Any]:
        at, arrow = move.changes.at, move.arrow
        if arrow is Arrow.SUBMIT:
            return {"submitted_at": at}
        if arrow is Arrow.ACCEPT:
            return {"waiting_at": at}
        if arrow in _GOES_ON:
            column = "waiting_at" if arrow is Arrow.ACCEPT_LATE else "resumed_at"
            fresh = {"ended_at": None, "fault": None, "postings": job.postings + 1, "notice_attempts": 0}
            repeats = [other for other in self.rows.values() if other.retry_of == job.retry_of is not None]
            is_beside = any(other.user_id == job.user_id and not other.state.is_final for other in repeats)
            return {**fresh, column: at, **({"retry_of": None} if is_beside else {})}
        if arrow in (Arrow.QUEUE, Arrow.PUT_BACK):
            return {"attempts": job.attempts + 1}
        if arrow in _ENDINGS:
            return {"ended_at": at}
        if arrow is Arrow.START_NOTICE:
            return {"notice_attempts": job.notice_attempts + 1}
        if arrow is Arrow.NOTICE_SENT:
            return {"notified_at": at}
        if arrow is Arrow.NOTICE_AGAIN:
            return {"postings": job.postings + 1, "notice_attempts": 0}
        return {}

    async def open_jobs(self, after_id: str = "", limit: int | None = None) -> "list[Job]":
        self._knock()
        waiting = {Notice.DUE, Notice.SENDING}
        jobs = [job for job in self.rows.values() if not job.state.is_final or job.notice in waiting]
        return sorted((job for job in jobs if job.id > after_id), key=lambda job: job.id)[:limit]

    async def being_sent(self) -> frozenset[str]:
        self._knock()
        return frozenset(job.id for job in self.rows.values() if job.state is State.SUBMITTING)

    async def changed_since(self, job_ids: Collection[str]) -> "list[Job]":
        return [self.rows[job_id] for job_id in job_ids if job_id in self.rows]

    async def list(self, job_filter: JobFilter) -> "list[Job]":
        self._knock()
        jobs = sorted(self.rows.values(), key=lambda job: job.id, reverse=True)
        return [job for job in jobs if _matches(job, job_filter)][: job_filter.limit]

    async def count_open(self, guild_id: int, user_id: int | None = None) -> int:
        jobs = [job for job in self.rows.values() if not job.state.is_final and job.place.guild_id == guild_id]
        return sum(user_id is None or job.user_id == user_id for job in jobs)

    async def open_repeat(self, job_id: str, user_id: int) -> Job | None:
        repeats = [job for job in self.rows.values() if job.retry_of == job_id and job.user_id == user_id]
        return next((job for job in repeats if not job.state.is_final), None)

    async def retry_exists(self, job_id: str) -> bool:
        return any(job.retry_of == job_id for job in self.rows.values())


def _matches(job: Job, wanted: JobFilter) -> bool:
    return (
        wanted.guild_id in (None, job.place.guild_id)
        and wanted.user_id in (None, job.user_id)
        and (not wanted.states or job.state in wanted.states)
        and (not wanted.notices or job.notice in wanted.notices)
        and (not wanted.kinds or job.kind in wanted.kinds)
        and (wanted.before_id is None or job.id < wanted.before_id)
    )


class MemoryLearning:
    """Learned durations in memory."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str, str], DurationRecord] = {}

    async def load_durations(self) -> list[DurationRecord]:
        return list(self.records.values())

    async def save_durations(self, records: Sequence[DurationRecord]) -> None:
        self.records |= {(record.kind, record.model, record.version): record for record in records}


class MemoryPreferences:
    """Preferences in memory."""

    def __init__(self) -> None:
        self.rows: dict[int, Preferences] = {}

    async def load_preferences(self, user_id: int) -> Preferences:
        return self.rows.get(user_id, Preferences())

    async def save_preferences(self, user_id: int, preferences: Preferences) -> None:
        self.rows[user_id] = preferences


class QuietSignals:
    """Signals with nobody else to hear them; keeps what was said."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self._callbacks: list[tuple[str, Callable[[str], None]]] = []

    async def publish(self, topic: str, payload: str) -> None:
        self.said.append((topic, payload))
        for wanted, callback in list(self._callbacks):
            if wanted == topic:
                callback(payload)

    def subscribe(self, topic: str, callback: Callable[[str], None]) -> Callable[[], None]:
        entry = (topic, callback)
        self._callbacks.append(entry)
        return lambda: self._callbacks.remove(entry)
