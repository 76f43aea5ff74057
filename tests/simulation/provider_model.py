"""The simulated provider.

``ProviderModel`` is the server: one for all processes, it holds every task. ``SimulatedProvider`` is the Provider port
of one process, on which calls fail and answers are lost or late.
"""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.errors import Ambiguous, Blame, Deferred, NotSent, ProviderError, Rejected, TaskUnknown
from bot.jobs.model import Backend, Fault, Job, Kind, Medium, Output, Request, State
from bot.jobs.ports import Failed, PollResult, Running, Submission, Succeeded
from bot.tencent.limiter import Limiter, Priority
from tests.simulation.clock import ProcessClock
from tests.simulation.network import Network
from tests.simulation.pacing import PacingChecker
from tests.simulation.scenario import Rates
from tests.simulation.story import Coverage, Story

T = TypeVar("T")
CREATES_PER_SECOND, POLLS_PER_SECOND = 10.0, 20.0
POLL_SHARE = 0.5
_CAPACITY = 60
# No job may be polled more often than this in ten seconds, however much of the budget is free.
_MOST_POLLS, _POLLS_SECONDS = 30, 10.0
# Much shorter than in reality: a second of a task costs a poll, whatever happens in it.
_MEDIAN_SECONDS = {Kind.MUSIC: 5.0, Kind.SFX: 2.0, Kind.TTS: 1.0, Kind.VIDEO: 10.0}
_CREATE_TIMEOUT_SECONDS = 60.0
_LATE_ANSWER_SECONDS = 8.0
_LONGEST_LATER_SECONDS = 60.0
_LATE_LIST_SECONDS = 30.0  # it is read page by page
_LISTED_AFTER_SECONDS = 2.0
_LISTED_SECONDS = 3 * 3600.0
_SAME_TIME_SECONDS = 750.0


@dataclass
class ProviderTask:
    """One task. ``done_at`` None: it never ends."""

    task_id: str
    job: Job
    began_at: float
    done_at: float | None
    ending: str  # "made", "failed", "back"
    is_gone: bool = False
    is_aborted: bool = False
    running_answer_at: float = float("-inf")
    unknown_answers: int = 0
    polls: deque[float] = field(default_factory=lambda: deque(maxlen=_MOST_POLLS))
    is_at_once: bool = False  # the answer to its create contains the result

    def output(self) -> Output:
        """Return its result; the link is unique to this task."""
        medium = Medium.VIDEO if self.job.kind is Kind.VIDEO else Medium.AUDIO
        return Output(f"https://results.example/{self.task_id}", medium, seconds=7.5)

    @property
    def is_billed(self) -> bool:
        """Whether it is charged: not if it was handed back or aborted."""
        return self.ending != "back" and not self.is_aborted


@dataclass
class ProviderModel:
    """Every task, and the state of the provider. ``away``, ``mute`` …: how many faults of this kind are active."""

    now: Callable[[], float]
    rng: random.Random
    rates: Rates
    story: Story
    coverage: Coverage
    row: Callable[[str], Job | None]
    away: int = 0
    mute: int = 0
    full: int = 0
    slow: int = 0
    limited: int = 0
    tasks: dict[str, ProviderTask] = field(default_factory=dict)
    of_job: dict[str, list[ProviderTask]] = field(default_factory=dict)
    of_input: dict[tuple[Backend, Request], list[ProviderTask]] = field(default_factory=dict)
    working: dict[str, ProviderTask] = field(default_factory=dict)
    polls_by_product: dict[str, list[float]] = field(default_factory=dict)
    ended_at: dict[str, float] = field(default_factory=dict)  # by product: when a job of it last ended

    def create(self, job: Job) -> ProviderTask:
        """Begin a task for a job, whether or not the answer will get through. Raises Rejected, Deferred."""
        rates, draw = self.rates, self.rng.random()
        if draw < rates.create_refused:
            self.coverage.hit_job(job.id, "create-refused")
            raise Rejected("not this one", code="InvalidParameter", key="provider-rejected", blame=Blame.USER)
        if self.limited and draw < 0.7:
            raise Deferred("too many a second", code="RequestLimitExceeded", retry_after_seconds=self.rng.random())
        self._forget_finished()
        if self.full or draw < rates.create_refused + rates.create_later or len(self.working) >= _CAPACITY:
            self.coverage.hit_job(job.id, "create-later")
            asked = None if self.rng.random() < 0.7 else _LONGEST_LATER_SECONDS * self.rng.random()
            raise Deferred("no room", code="ResourceInsufficient", retry_after_seconds=asked)
        return self._begin(job)

    def _begin(self, job: Job) -> ProviderTask:
        row = self.row(job.id)
        if row is None or row.state not in (State.SUBMITTING, State.UNKNOWN):
            self.story.fail("create of a job not submitting", f"{job.id} is {row and row.state}")
        earlier = self.of_job.setdefault(job.id, [])
        if any(task.ending != "back" for task in earlier):
            self.story.fail("bought twice", f"job {job.id} has {len(earlier)} tasks before this one")
        now, rates = self.now(), self.rates
        kind = self.rng.random()
        ending = "made"
        if kind < rates.task_failed:
            ending = "failed"
        elif kind < rates.task_failed + rates.task_handed_back:
            ending = "back"
        seconds = self.rng.lognormvariate(0.0, 0.4) * _MEDIAN_SECONDS[job.kind] * (10.0 if self.slow else 1.0)
        stuck = self.rng.random() < rates.task_stuck
        task = ProviderTask(f"task-{len(self.tasks)}", job, now, None if stuck else now + seconds, ending)
        if ending == "back":
            task.done_at = now + 0.5 * self.rng.random()
        task.is_gone = self.rng.random() < rates.task_forgotten
        if job.kind is Kind.VIDEO and len(self.tasks) % 2:
            task.ending, task.done_at, task.is_at_once = "made", now, True
        self.tasks[task.task_id] = self.working[task.task_id] = task
        self.of_input.setdefault((job.backend, job.request), []).append(task)
        earlier.append(task)
        self.story.record("cloud", f"{task.task_id} for {job.id}: {ending} after {seconds:.3f} s")
        return task

    def _forget_finished(self) -> None:
        now = self.now()
        over = [key for key, task in self.working.items() if task.done_at is not None and task.done_at <= now]
        for key in over:
            del self.working[key]
        if len(self.working) >= _CAPACITY:  # a stuck task doesn't occupy capacity for ever
            self.working = {key: task for key, task in self.working.items() if now - task.began_at < 3600}

    def poll(self, job: Job) -> PollResult:
        """Return the state of a task. Raises TaskUnknown, Ambiguous."""
        self._check_budget(job)
        draw = self.rng.random()
        if draw < self.rates.poll_failed:
            self.coverage.hit_job(job.id, "poll-failed")
            raise Ambiguous("an answer that can't be read", code="InternalError")
        task = self.tasks.get(job.task_id)
        if task is not None:
            self._check_poll_rate(task)
        if task is None or task.is_gone or draw < self.rates.poll_failed + self.rates.poll_unknown:
            self.coverage.hit_job(job.id, "poll-unknown")
            if task is not None:
                task.unknown_answers += 1
            raise TaskUnknown("no such task", code="ResourceNotFound.TaskNotFound")
        if task.job.request != job.request:
            self.story.fail("another's task", f"{job.id} polls {task.task_id} of {task.job.id}")
        return self._answer(task)

    def _answer(self, task: ProviderTask) -> PollResult:
        now = self.now()
        if task.is_aborted:
            return Failed(Fault("provider-failed", "Aborted"))
        if task.done_at is None or now < task.done_at:
            task.running_answer_at = now
            return Running(started=True, percent=None)
        if task.ending == "failed":
            self.coverage.hit_job(task.job.id, "task-failed")
            return Failed(Fault("provider-failed", "Internal", "no luck"))
        if task.ending == "back":
            self.coverage.hit_job(task.job.id, "task-handed-back")
            return Failed(Fault("provider-later", "ResourceInsufficient"), not_begun=True)
        return Succeeded((task.output(),))

    def _check_poll_rate(self, task: ProviderTask) -> None:
        now = self.now()
        if len(task.polls) == _MOST_POLLS and now - task.polls[0] < _POLLS_SECONDS:
            self.story.fail("polled too often", f"{task.job.id}: {_MOST_POLLS} times in {now - task.polls[0]:.1f} s")
        task.polls.append(now)

    def _check_budget(self, job: Job) -> None:
        """Check the account's budget: all processes together never poll more often than it allows in a second."""
        now, key = self.now(), f"{job.backend}-poll"
        times = self.polls_by_product.setdefault(key, [])
        while times and times[0] <= now - 1.0:
            del times[0]
        times.append(now)
        if len(times) > POLLS_PER_SECOND:
            self.story.fail("budget", f"{len(times)} polls of {key} within a second")

    def abort(self, job: Job) -> bool:
        """Abort a task that has not begun its work; return whether it was aborted."""
        task = self.tasks.get(job.task_id)
        if task is None or not job.is_traceable or task.is_aborted or self.now() - task.began_at > 1.0:
            return False
        task.is_aborted, task.done_at = True, self.now()
        return True

    def listed(self, job: Job) -> list[str]:
        """Return the ids of tasks with a job's input that were created at about the same time."""
        now, found = self.now(), []
        ours = job.submitted_at or 0.0
        for task in reversed(self.of_input.get((job.backend, job.request), ())):
            age_seconds = now - task.began_at
            if age_seconds > _LISTED_SECONDS:
                break
            is_near = abs((task.job.submitted_at or 0.0) - ours) < _SAME_TIME_SECONDS
            if age_seconds >= _LISTED_AFTER_SECONDS and is_near and task.ending != "back":
                found.append(task.task_id)
        return sorted(found)


class SimulatedProvider:
    """The Provider port of one process, and its Canceller and TaskFinder."""

    def __init__(
        self,
        provider: ProviderModel,
        network: Network,
        clock: ProcessClock,
        rng: random.Random,
        may_create: Callable[[], bool],
        on_answer: Callable[[str, bool], None],
        lease_number: Callable[[], int],
        is_alone: bool,
    ) -> None:
        self._lease_number = lease_number
        self._over: dict[tuple[str, str, int], None] = {}
        self._on_answer = on_answer
        self._model = provider
        self._network = network
        self._clock = clock
        self._rng = rng
        self._may_create = may_create
        self.pacing = PacingChecker(clock, provider.now, provider.story, provider.ended_at, is_alone)
        limits = {f"{product}-create": CREATES_PER_SECOND for product in ("mps", "vod")}
        limits |= {f"{product}-poll": POLLS_PER_SECOND for product in ("mps", "vod")}
        self.limiter = Limiter(limits, clock, rng=rng)

    def create_key(self, job: Job) -> str:
        self.pacing.job_known(job)
        return f"{job.backend}-create"

    def poll_key(self, kind: Kind, backend: str) -> str:
        return f"{backend}-poll"

    def poll_rate(self, poll_key: str) -> float:
        return POLLS_PER_SECOND * POLL_SHARE

    async def approach(self, job: Job) -> Callable[[], None]:
        self.pacing.begin_create(job, self.create_key(job))
        return await self.limiter.approach(self.create_key(job))

    async def create(self, job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        self._on_answer(job.id, False)
        try:
            submission = await self._create(job, on_turn)
        except (NotSent, Deferred, Rejected) as error:
            self._on_answer(job.id, True)
            if isinstance(error, NotSent):
                self.pacing.was_not_sent(self.create_key(job))
            raise
        self._on_answer(job.id, True)
        return submission

    async def _create(self, job: Job, on_turn: Callable[[], None]) -> Submission:
        key, rates = self.create_key(job), self._model.rates
        await self.limiter.acquire(key, Priority.CREATE)
        draw = self._rng.random()
        if draw < rates.create_bug / 2:
            raise ZeroDivisionError("a bug before anything has left")
        on_turn()
        if not self._may_create():
            raise NotSent("this process may not create any more", code="Foley.LeaseLost")
        if self._model.away or self._rng.random() < rates.create_not_sent:
            self._model.coverage.hit_job(job.id, "create-not-sent")
            await asyncio.sleep(self._rng.random())
            raise NotSent("no connection", code="Foley.NotSent")
        try:
            submission = await self._exchange(job)
        except Deferred as error:
            if error.code == "RequestLimitExceeded":
                self.limiter.refuse(key)
            self.pacing.was_deferred(key, error)
            raise
        if draw < rates.create_bug:
            raise ZeroDivisionError("a bug that reads an answer")
        self.pacing.was_accepted(key)
        return submission

    async def _exchange(self, job: Job) -> Submission:
        rates, draw = self._model.rates, self._rng.random()
        if draw < rates.create_lost:
            self._model.coverage.hit_job(job.id, "create-lost")
            await asyncio.sleep(_CREATE_TIMEOUT_SECONDS * self._rng.random())
            raise Ambiguous("reset", code="Foley.Reset")
        is_mute = self._model.mute > 0
        late = self._rng.random() * 0.3
        if self._rng.random() < rates.create_late:
            late = self._rng.random() * _CREATE_TIMEOUT_SECONDS
            self._model.coverage.hit_job(job.id, "create-late")
        task = await self._network.ask(
            0.02, lambda: self._model.create(job), lambda: _CREATE_TIMEOUT_SECONDS if is_mute else late
        )
        if is_mute or draw < rates.create_lost + rates.create_answer_lost:
            self._model.coverage.hit_job(job.id, "create-answer-lost")
            raise Ambiguous("no answer", code="Foley.Timeout")
        if task.is_at_once:
            return Submission("", f"request-{task.task_id}", outputs=(task.output(),))
        return Submission(task.task_id, f"request-{task.task_id}")

    async def poll(self, job: Job) -> PollResult:
        await self.limiter.acquire(self.poll_key(job.kind, job.backend))
        asked = (job.id, job.task_id, self._lease_number())
        if asked in self._over and not self.pacing.is_just_resumed():  # just after a stall it may use an old row
            self._model.story.fail("polled after its end", f"{job.id} is polled although its end was received")
        answer = await self._read(job, lambda: self._model.poll(job))
        if not isinstance(answer, Running) and job.state is State.WAITING:
            self._over[asked] = None
        if isinstance(answer, Failed) and answer.not_begun:
            self.pacing.was_put_back(self.create_key(job))
        return answer

    async def _read(self, job: Job, read: Callable[[], T], request_seconds: float = 0.02) -> T:
        if self._model.away or self._model.mute:
            await asyncio.sleep(5.0 * self._rng.random())
            raise Ambiguous("no answer", code="Foley.Timeout")
        late = 0.05
        if self._rng.random() < self._model.rates.poll_late:
            late = _LATE_ANSWER_SECONDS
            self._model.coverage.hit_job(job.id, "poll-late")
        return await self._network.ask(request_seconds, read, lambda: late * self._rng.random())

    async def abort(self, job: Job) -> bool:
        return await self._read(job, lambda: self._model.abort(job))

    async def stop(self, job: Job) -> bool:
        """Implement the Canceller: without an answer, nothing was stopped."""
        try:
            return await self.abort(job)
        except ProviderError:
            return False

    async def find(self, job: Job, known: Callable[[Sequence[str]], Awaitable[Collection[str]]]) -> tuple[str, ...]:
        request_seconds = 0.02
        if (
            self._rng.random() < self._model.rates.poll_late
        ):  # so that other creates are sent while the list is being read
            request_seconds += _LATE_LIST_SECONDS * self._rng.random()
        listed = await self._read(job, lambda: self._model.listed(job), request_seconds)
        others = await known(listed)
        return tuple(one for one in listed if one not in others)

    def are_alike(self, job: Job, other: Job) -> bool:
        near = abs((job.submitted_at or 0.0) - (other.submitted_at or 0.0)) < _SAME_TIME_SECONDS
        return job.is_traceable and other.is_traceable and job.request == other.request and near
