"""The simulated database: stores in memory, and each process's link to them, on which calls fail."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Collection, Coroutine, Sequence
from functools import partial
from typing import Any, TypeVar

from bot.errors import StoreUnavailable
from bot.guilds.operator_state import OperatorState, Overview
from bot.guilds.ports import Change, Diff, GuildStore, OperatorChange
from bot.guilds.settings import AuditChange, AuditEntry, Changed, GuildSettings
from bot.guilds.usage import Allowance, Usage
from bot.jobs.claim import Bound, Claim
from bot.jobs.model import Job, NewJob, TransitionRequest
from bot.jobs.ports import DurationRecord, JobFilter, JobStore, LearningStore
from tests.simulation.network import Network, finish
from tests.simulation.scenario import Rates
from tests.simulation.story import Coverage

T = TypeVar("T")
# bot.store bounds each transaction: one that takes longer fails as if the database were away.
_OPERATION_SECONDS = 2.3
_SLOW_SECONDS = 1.5


class DatabaseLink:
    """One process's link to the database. ``partitions``: how many are active on it."""

    def __init__(
        self, database: "DatabaseModel", network: Network, rng: random.Random, rates: Rates, coverage: Coverage
    ) -> None:
        self._network = network
        self._rng = rng
        self.rates = rates
        self._coverage = coverage
        self._database = database
        self.partitions = 0

    @property
    def is_open(self) -> bool:
        """Whether calls get through now."""
        return not self.partitions and not self._database.outages

    async def ask(self, operation: Callable[[], T], job_id: str = "") -> T:
        """Run something in the database. Raises StoreUnavailable; then it may or may not have been done."""
        draw, rates = self._rng.random(), self.rates
        # Mostly a few milliseconds, now and then almost too long.
        request_seconds = self._rng.random() * 0.004
        if self._rng.random() < rates.store_slow:
            request_seconds = self._rng.random() * _SLOW_SECONDS
            self._note("store-slow", job_id)

        def arrive() -> T:
            if not self.is_open or draw < rates.store_away:
                self._note("store-away", job_id)
                raise StoreUnavailable("simulated outage")
            return operation()

        def response_seconds() -> float:
            return 0.0 if self._rng.random() < 0.7 else self._rng.random() * 0.004

        unanswered = rates.store_away <= draw < rates.store_away + rates.store_unanswered
        found = await self._network.ask(request_seconds, arrive, response_seconds)
        if unanswered or not self.is_open:
            self._note("store-unanswered", job_id)
            await asyncio.sleep(max(0.0, _OPERATION_SECONDS * self._rng.random()))
            raise StoreUnavailable("done, but the answer was lost")
        return found

    def _note(self, fault: str, job_id: str) -> None:
        if job_id:
            self._coverage.hit_job(job_id, fault)


class DatabaseModel:
    """The stores, and whether they can be reached."""

    def __init__(self, jobs: JobStore, guilds: GuildStore, learning: LearningStore) -> None:
        self.jobs = jobs
        self.guilds = guilds
        self.learning = learning
        self.outages = 0


def _return(job: Job) -> Job:
    return job


class SimulatedJobStore:
    """The JobStore port of one process. ``observer`` sees each write at the moment it happens."""

    def __init__(self, link: DatabaseLink, store: JobStore, watch: "WriteObserver") -> None:
        self._link = link
        self._store = store
        self._observer = watch

    async def _read(self, read: Callable[[], Coroutine[Any, Any, T]], job_id: str = "") -> T:
        return await self._link.ask(lambda: finish(read()), job_id)

    async def add(self, new: NewJob, claim: Claim | None = None) -> Job:
        self._observer.before_add(new)
        return await self._link.ask(
            lambda: self._observer.on_add(new, claim, lambda: finish(self._store.add(new, claim))), new.id
        )

    async def add_group(self, news: Sequence[NewJob], claim: Claim) -> "list[Job]":
        for new in news:
            self._observer.before_add(new)

        def write() -> "list[Job]":
            jobs = finish(self._store.add_group(news, claim))
            return [
                self._observer.on_add(new, claim, partial(_return, job)) for new, job in zip(news, jobs, strict=True)
            ]

        return await self._link.ask(write)

    async def group(self, group_id: str) -> "list[Job]":
        return await self._read(lambda: self._store.group(group_id))

    async def take(self, request: TransitionRequest) -> Job | None:
        return (await self.take_many([request]))[0]

    async def take_many(self, requests: Sequence[TransitionRequest]) -> "list[Job | None]":
        self._observer.before_take(requests)

        def write() -> "list[Job | None]":
            return self._observer.on_take(requests, lambda: finish(self._store.take_many(requests)))

        return await self._link.ask(write, requests[0].job_id if requests else "")

    async def get(self, job_id: str) -> Job | None:
        return await self._read(lambda: self._store.get(job_id), job_id)

    async def open_jobs(self, after_id: str = "", limit: int | None = None) -> "list[Job]":
        return await self._read(lambda: self._store.open_jobs(after_id, limit))

    async def known_tasks(self, task_ids: Collection[str]) -> frozenset[str]:
        return await self._read(lambda: self._store.known_tasks(task_ids))

    async def being_sent(self) -> "list[Job]":
        return await self._read(self._store.being_sent)

    async def of_unknown_outcome(self, asked_since: float) -> "list[Job]":
        return await self._read(lambda: self._store.of_unknown_outcome(asked_since))

    async def changed_since(self, job_ids: Collection[str]) -> "list[Job]":
        wanted = sorted(job_ids)
        return await self._read(lambda: self._store.changed_since(wanted))

    async def list(self, job_filter: JobFilter) -> "list[Job]":
        return await self._read(lambda: self._store.list(job_filter))

    async def open_repeat(self, job_id: str, user_id: int) -> Job | None:
        return await self._read(lambda: self._store.open_repeat(job_id, user_id))

    async def retry_exists(self, job_id: str) -> bool:
        return await self._read(lambda: self._store.retry_exists(job_id))


class WriteObserver:
    """Observes every write to the jobs. The base class does nothing."""

    def before_add(self, new: NewJob) -> None:
        """Note that a job is about to be added."""

    def before_take(self, requests: Sequence[TransitionRequest]) -> None:
        """Note that transitions are about to be requested."""

    def on_add(self, new: NewJob, claim: Claim | None, write: Callable[[], Job]) -> Job:
        """Let a job be added."""
        return write()

    def on_take(
        self, requests: Sequence[TransitionRequest], write: Callable[[], "list[Job | None]"]
    ) -> "list[Job | None]":
        """Let transitions be taken."""
        return write()


class SimulatedLearningStore:
    """The LearningStore port of one process."""

    def __init__(self, link: DatabaseLink, store: LearningStore) -> None:
        self._link = link
        self._store = store

    async def load_durations(self) -> list[DurationRecord]:
        return await self._link.ask(lambda: finish(self._store.load_durations()))

    async def save_durations(self, records: Sequence[DurationRecord]) -> None:
        await self._link.ask(lambda: finish(self._store.save_durations(records)))


class SimulatedGuildStore:
    """The GuildStore port of one process."""

    def __init__(self, link: DatabaseLink, store: GuildStore) -> None:
        self._link = link
        self._store = store
        self._loading: Counter[int] = Counter()
        self.known: dict[int, GuildSettings] = {}  # settings as read last, where no two reads overlapped

    async def _do(self, do: Callable[[], Coroutine[Any, Any, T]]) -> T:
        return await self._link.ask(lambda: finish(do()))

    async def load(self, guild_id: int) -> GuildSettings:
        self.known.pop(guild_id, None)
        self._loading[guild_id] += 1
        is_alone = self._loading[guild_id] == 1
        try:
            found = await self._do(lambda: self._store.load(guild_id))
        finally:
            self._loading[guild_id] -= 1
        if is_alone and not self._loading[guild_id]:
            self.known[guild_id] = found
        return found

    async def change(self, guild_id: int, actor_id: int, at: float, change: Change, diff: Diff) -> Changed:
        return await self._do(lambda: self._store.change(guild_id, actor_id, at, change, diff))

    async def audit(self, guild_id: int, before_id: str | None, limit: int) -> list[AuditEntry]:
        return await self._do(lambda: self._store.audit(guild_id, before_id, limit))

    async def audit_change(self, guild_id: int, entry_id: str) -> list[AuditEntry]:
        return await self._do(lambda: self._store.audit_change(guild_id, entry_id))

    async def note(self, guild_id: int, actor_id: int, at: float, changes: Sequence[AuditChange]) -> None:
        await self._do(lambda: self._store.note(guild_id, actor_id, at, changes))

    async def allowances(self, guild_id: int, user_id: int, bounds: Sequence[Bound]) -> list[Allowance]:
        return await self._do(lambda: self._store.allowances(guild_id, user_id, bounds))

    async def usage(self, guild_id: int, from_day: int, to_day: int, users: int) -> Usage:
        return await self._do(lambda: self._store.usage(guild_id, from_day, to_day, users))

    async def mark_once(self, guild_id: int, name: str, at: float) -> bool:
        return await self._do(lambda: self._store.mark_once(guild_id, name, at))

    async def unmark(self, guild_id: int, name: str) -> None:
        await self._do(lambda: self._store.unmark(guild_id, name))

    async def set_present(self, guild_ids: Collection[int]) -> None:
        await self._do(lambda: self._store.set_present(guild_ids))

    async def set_left(self, guild_id: int, left_at: float) -> None:
        await self._do(lambda: self._store.set_left(guild_id, left_at))

    async def present_guilds(self) -> list[int]:
        return await self._do(self._store.present_guilds)

    async def load_operator(self) -> OperatorState:
        return await self._do(self._store.load_operator)

    async def change_operator(self, change: OperatorChange) -> OperatorState:
        return await self._do(lambda: self._store.change_operator(change))

    async def overview(self, since: float) -> Overview:
        return await self._do(lambda: self._store.overview(since))
