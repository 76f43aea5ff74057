"""Jobs in memory: the JobStore port for tests of the domain. The contract tests hold it to the same rules as SQL."""

import itertools
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bot.errors import Conflict, NotFound, StoreError, StoreUnavailable
from bot.guilds.quota import refuse_over_bounds
from bot.guilds.usage import Allowance
from bot.jobs.claim import Bound, Claim
from bot.jobs.model import (
    ColumnUpdate,
    DeliveryState,
    Job,
    Kind,
    NewJob,
    Place,
    State,
    Transition,
    TransitionRequest,
    id_time_prefix,
)
from bot.jobs.ports import DurationRecord, JobFilter, Preferences, RequestPreset
from bot.store.engine.signals import LocalSignals
from bot.store.presets import name_key
from tests.support.job_rows import JobRows
from tests.support.memory_ledger import MemoryLedger

_TIME_OF = {
    Transition.SUBMIT: "submitted_at",
    Transition.ACCEPT: "waiting_at",
    Transition.ACCEPT_LATE: "waiting_at",
    Transition.WATCH_AGAIN: "resumed_at",
    Transition.QUEUE: "retry_at",
    Transition.PUT_BACK: "retry_at",
    **dict.fromkeys((Transition.REFUSE, Transition.LOSE_TRACK, Transition.COMPLETE, Transition.FAIL), "ended_at"),
    **dict.fromkeys((Transition.ABANDON, Transition.CANCEL, Transition.EXPIRE, Transition.REFUSE_LATE), "ended_at"),
    **dict.fromkeys((Transition.COMPLETE_AT_ONCE, Transition.COMPLETE_LATE), "ended_at"),
    **dict.fromkeys((Transition.CANCEL_UNPOSTED, Transition.CONFIRM_DELIVERY), "notified_at"),
}
_GOES_ON = {Transition.ACCEPT_LATE, Transition.WATCH_AGAIN}
_PLAIN = (
    *("retry_at", "deliver_at", "task_id", "provider_request_id", "outputs", "fault", "cancelled_by"),
    *("result_channel_id", "result_message_id", "place"),
)


class MemoryJobStore:
    """All jobs in a dict, their claims in a ledger. ``away``: how many of the next calls find the database away.

    ``unanswered``: how many of the next writes are stored although the caller hears that the database is away.
    """

    def __init__(self) -> None:
        self.rows = JobRows()
        self.ledger = MemoryLedger()
        self._bought_again: set[str] = set()
        self.away = 0
        self.unanswered = 0
        self.history: list[tuple[str, Transition]] = []

    def _knock(self) -> None:
        if self.away:
            self.away -= 1
            raise StoreUnavailable("away, by the test")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Take everything back when the block raises."""
        tables = (self.rows, self.ledger.lines)
        for table in tables:
            table.begin()
        try:
            yield
        except BaseException:
            for table in tables:
                table.roll_back()
            raise
        for table in tables:
            table.commit()

    async def add(self, new: NewJob, claim: Claim | None = None) -> Job:
        return self._add([new], claim)[0]

    async def add_group(self, news: Sequence[NewJob], claim: Claim) -> "list[Job]":
        return self._add(news, replace(claim, count=len(news)))

    def _add(self, news: Sequence[NewJob], claim: Claim | None) -> "list[Job]":
        self._knock()
        with self._transaction():
            for place, new in enumerate(news):
                self._refuse_conflicts(new)
                if claim is not None:
                    self._reserve(new, claim, is_first=not place)
                if new.retry_of is not None and self.rows[new.retry_of].state is State.UNKNOWN:
                    self._bought_again.add(new.retry_of)
                self.rows[new.id] = _row(new)
        self._answer()
        return [self.rows[new.id] for new in news]

    async def group(self, group_id: str) -> "list[Job]":
        self._knock()
        found = [job for job in self.rows.values() if job.group is not None and job.group.id == group_id]
        return sorted(found, key=lambda job: job.group.index if job.group else 0)

    def _answer(self) -> None:
        if self.unanswered:
            self.unanswered -= 1
            raise StoreUnavailable("stored and not answered, by the test")

    def _refuse_conflicts(self, new: NewJob) -> None:
        """Be the keys of the table: one row an id, one open repeat a person, one retry of an unknown job."""
        if new.id in self.rows:
            raise Conflict("exists", key="store-conflict-exists")
        if new.retry_of is None:
            return
        if new.retry_of not in self.rows:
            raise NotFound(f"retry of {new.retry_of}, which does not exist")
        repeats = self.rows.repeats_of(new.retry_of)
        # In this order, as SQLite: PostgreSQL may name the other one first, and who asked is shown the open repeat.
        if any(job.user_id == new.user_id and not job.state.is_final for job in repeats):
            raise Conflict("the repeat has not ended", key="store-conflict-repeat-open")
        if new.retry_of in self._bought_again and self.rows[new.retry_of].state is State.UNKNOWN:
            raise Conflict("submitted again already", key="refusal-already-resubmitted")
        if new.only_if_unknown and self.rows[new.retry_of].state is not State.UNKNOWN:
            raise Conflict("its outcome is known by now", key="refusal-not-unknown")

    def _reserve(self, new: NewJob, claim: Claim, *, is_first: bool) -> None:
        if new.retry_of is not None and self.rows[new.retry_of].state is State.UNKNOWN:
            self.ledger.give_back(new.retry_of)
        if is_first:  # of all of them together
            used = (Allowance(bound, self.used(new.place.guild_id, new.user_id, bound)) for bound in claim.bounds)
            refuse_over_bounds(list(used), claim)
        self.ledger.reserve(new, claim)

    def used(self, guild_id: int, user_id: int, bound: Bound) -> float:
        """Return how much of a bound is used: by the ledger, or of those at once by the jobs."""
        if bound.window is None:
            return float(self._count_open(guild_id, user_id if bound.is_personal else None, bound.kind))
        return self.ledger.used(guild_id, user_id, bound)

    async def get(self, job_id: str) -> Job | None:
        self._knock()
        return self.rows.get(job_id)

    async def take(self, request: TransitionRequest) -> Job | None:
        return (await self.take_many([request]))[0]

    async def take_many(self, requests: Sequence[TransitionRequest]) -> "list[Job | None]":
        self._knock()
        with self._transaction():
            taken = [self._take(request) for request in requests]
        self.history += [
            (job.id, request.transition) for job, request in zip(taken, requests, strict=True) if job is not None
        ]
        self._answer()
        return taken

    def _take(self, request: TransitionRequest) -> Job | None:
        job, rule = self.rows.get(request.job_id), request.transition.rule
        if job is None or job.state not in rule.states or job.delivery_state not in rule.delivery_states:
            return None
        if (rule.names_task and job.task_id != request.task_id) or request.posting not in (None, job.postings):
            return None
        if request.submitted_at not in (None, job.submitted_at) or not self._is_first(request):
            return None
        written: dict[str, Any] = {
            "state": rule.to_state or job.state,
            "delivery_state": rule.to_delivery or job.delivery_state,
        }
        written |= _written(request.transition, job.place, request.changes) | _counted(job, request.transition)
        if request.transition in _GOES_ON and self._has_open_twin(job):
            written["retry_of"] = None
        moved = replace(job, **written)
        if moved.state is State.WAITING and not moved.task_id:
            raise StoreError("a waiting job without a TaskId")
        self.rows[job.id] = moved
        self.ledger.settle(moved, request.transition)
        return moved

    def _is_first(self, request: TransitionRequest) -> bool:
        """Tell whether a late answer is in time: nobody has bought the job again, no other job has its task."""
        if request.transition not in (Transition.ACCEPT_LATE, Transition.REFUSE_LATE, Transition.COMPLETE_LATE):
            return True
        owners = (
            self.rows.with_task(request.changes.task_id or "") if request.transition is Transition.ACCEPT_LATE else ()
        )
        is_taken = any(job.id != request.job_id for job in owners)
        return not is_taken and request.job_id not in self._bought_again

    def _has_open_twin(self, job: Job) -> bool:
        """Tell whether this person has another open repeat of the same job."""
        repeats = self.rows.repeats_of(job.retry_of)
        return any(other.user_id == job.user_id and not other.state.is_final for other in repeats)

    async def open_jobs(self, after_id: str = "", limit: int | None = None) -> "list[Job]":
        self._knock()
        return self.rows.open_jobs(after_id, limit)

    async def known_tasks(self, task_ids: Collection[str]) -> frozenset[str]:
        self._knock()
        return frozenset(task_id for task_id in task_ids if self.rows.with_task(task_id))

    async def being_sent(self) -> "list[Job]":
        self._knock()
        return [self.rows[job_id] for job_id in sorted(self.rows.submitting)]

    async def of_unknown_outcome(self, asked_since: float) -> "list[Job]":
        self._knock()
        after_id = id_time_prefix(asked_since)
        ids = [one for one in sorted(self.rows.unknown) if one > after_id and one not in self._bought_again]
        return [self.rows[job_id] for job_id in ids]

    async def changed_since(self, job_ids: Collection[str]) -> "list[Job]":
        self._knock()
        return [self.rows[job_id] for job_id in sorted(job_ids) if job_id in self.rows]

    async def list(self, job_filter: JobFilter) -> "list[Job]":
        self._knock()
        is_of_open = bool(job_filter.states) and not any(state.is_final for state in job_filter.states)
        jobs = reversed(self.rows.open_jobs()) if is_of_open else self.rows.newest_first(job_filter.before_id)
        return list(itertools.islice((job for job in jobs if _matches(job, job_filter)), job_filter.limit))

    def _count_open(self, guild_id: int, user_id: int | None, kind: Kind | None = None) -> int:
        rows = (self.rows[job_id] for job_id in self.rows.open)
        jobs = (job for job in rows if not job.state.is_final and job.place.guild_id == guild_id)
        jobs = (job for job in jobs if kind in (None, job.kind))
        return sum(user_id is None or job.user_id == user_id for job in jobs)

    async def open_repeat(self, job_id: str, user_id: int) -> Job | None:
        self._knock()
        repeats = [job for job in self.rows.repeats_of(job_id) if job.user_id == user_id]
        return next((job for job in repeats if not job.state.is_final), None)

    async def retry_exists(self, job_id: str) -> bool:
        self._knock()
        return job_id in self._bought_again


def _row(new: NewJob) -> Job:
    return Job(
        id=new.id,
        place=new.place,
        user_id=new.user_id,
        locale=new.locale,
        kind=new.kind,
        request=new.request,
        backend=new.backend,
        state=State.REQUESTED,
        delivery_state=DeliveryState.NONE,
        created_at=new.created_at,
        retry_of=new.retry_of,
        price=new.price,
        group=new.group,
    )


def _counted(job: Job, transition: Transition) -> dict[str, Any]:
    if transition in (Transition.QUEUE, Transition.PUT_BACK):
        return {"attempts": job.attempts + 1}
    if transition is Transition.START_DELIVERY:
        return {"delivery_attempts": job.delivery_attempts + 1}
    again = {"postings": job.postings + 1, "delivery_attempts": 0}
    if transition in _GOES_ON:
        return {**again, "ended_at": None, "fault": None}
    if transition is Transition.COMPLETE_LATE:
        return {**again, "fault": None}
    return again if transition in (Transition.DELIVER_AGAIN, Transition.REFUSE_LATE) else {}


def _written(transition: Transition, place: Place, changes: ColumnUpdate) -> dict[str, Any]:
    """Return what a request writes: the transition's own time, and over it what the request says itself."""
    written: dict[str, Any] = {}
    if changes.at is not None and transition in _TIME_OF:
        written[_TIME_OF[transition]] = changes.at
    if changes.at is not None and transition.rule.to_delivery is DeliveryState.DUE:
        written["deliver_at"] = changes.at
    written |= {name: value for name in _PLAIN if (value := getattr(changes, name)) is not None}
    if changes.status_message_id is not None:
        written["place"] = replace(place, status_message_id=changes.status_message_id)
    return written


def _matches(job: Job, wanted: JobFilter) -> bool:
    return (
        wanted.guild_id in (None, job.place.guild_id)
        and wanted.user_id in (None, job.user_id)
        and (not wanted.states or job.state in wanted.states)
        and (not wanted.delivery_states or job.delivery_state in wanted.delivery_states)
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


class MemoryPresets:
    """Saved requests in memory, by owner and name."""

    def __init__(self) -> None:
        self.rows: dict[tuple[int, int, str], RequestPreset] = {}

    async def load_presets(self, guild_id: int, user_id: int) -> list[RequestPreset]:
        owners = ((0, user_id), (guild_id, 0))
        return [self.rows[key] for owner in owners for key in sorted(self.rows) if key[:2] == owner]

    async def save_preset(self, preset: RequestPreset, most: int) -> bool:
        key = _preset_key(preset.guild_id, preset.user_id, preset.name)
        if key not in self.rows and sum(one[:2] == key[:2] for one in self.rows) >= most:
            raise Conflict(key="preset-too-many", values={"limit": most})
        replaced = key in self.rows
        self.rows[key] = preset
        return replaced

    async def delete_preset(self, guild_id: int, user_id: int, name: str) -> bool:
        return self.rows.pop(_preset_key(guild_id, user_id, name), None) is not None


def _preset_key(guild_id: int, user_id: int, name: str) -> tuple[int, int, str]:
    return guild_id, 0 if guild_id else user_id, name_key(name)


class QuietSignals(LocalSignals):
    """Signals with nobody else to hear them; keeps what was said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []

    async def publish(self, topic: str, payload: str) -> None:
        self.said.append((topic, payload))
        await super().publish(topic, payload)
