"""The provider of the simulated world: what it was asked for, what it makes of it, what it says. One for all processes.

``Cloud`` is the truth; ``CloudThere`` is the Provider port of one process, where answers get lost and come late.
"""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.errors import Ambiguous, Blame, Deferred, NotSent, ProviderError, Rejected, TaskUnknown
from bot.jobs.model import Fault, Job, Kind, Medium, Output, State
from bot.jobs.ports import Failed, PollResult, Running, Submission, Succeeded
from bot.tencent.limiter import Limiter, Priority
from tests.simulation.clock import ProcessClock
from tests.simulation.manners import Manners
from tests.simulation.scenario import Rates
from tests.simulation.story import Coverage, Story
from tests.simulation.wire import Wire

T = TypeVar("T")
CREATES_PER_SECOND, LOOKS_PER_SECOND = 10.0, 20.0
POLL_SHARE = 0.5
_ROOM = 60
# No job is asked about more often than this in ten seconds, however much of the budget is free.
_MOST_LOOKS, _LOOKS_SECONDS = 30, 10.0
_MEDIAN_SECONDS = {Kind.MUSIC: 8.0, Kind.SFX: 3.0, Kind.TTS: 2.0, Kind.VIDEO: 20.0}
_CREATE_TIMEOUT_SECONDS = 60.0
_LATE_ANSWER_SECONDS = 8.0
_LONGEST_LATER_SECONDS = 60.0
_LATE_LIST_SECONDS = 30.0  # a page after the other
_LISTED_AFTER_SECONDS = 2.0
_LISTED_SECONDS = 3 * 3600.0
_SAME_TIME_SECONDS = 750.0


@dataclass
class CloudTask:
    """One task. ``done_at`` None: it never ends. ``is_billed`` False where it was handed back."""

    task_id: str
    job: Job
    began_at: float
    done_at: float | None
    ending: str  # "made", "failed", "back"
    is_gone: bool = False
    is_aborted: bool = False
    running_said_at: float = float("-inf")
    gone_said: int = 0
    looks: deque[float] = field(default_factory=lambda: deque(maxlen=_MOST_LOOKS))
    is_at_once: bool = False  # its result is the answer to its create

    def output(self) -> Output:
        """Return what it makes: nobody else's link looks so."""
        medium = Medium.VIDEO if self.job.kind is Kind.VIDEO else Medium.AUDIO
        return Output(f"https://results.example/{self.task_id}", medium, seconds=7.5)

    @property
    def is_billed(self) -> bool:
        """Whether somebody pays for it."""
        return self.ending != "back" and not self.is_aborted


@dataclass
class Cloud:
    """Every task there is, and how the provider feels. The counts say how many troubles hold at the moment."""

    now: Callable[[], float]
    chance: random.Random
    rates: Rates
    story: Story
    coverage: Coverage
    row: Callable[[str], Job | None]
    away: int = 0
    mute: int = 0
    full: int = 0
    slow: int = 0
    limited: int = 0
    tasks: dict[str, CloudTask] = field(default_factory=dict)
    of_job: dict[str, list[CloudTask]] = field(default_factory=dict)
    working: dict[str, CloudTask] = field(default_factory=dict)
    looked_at: dict[str, list[float]] = field(default_factory=dict)
    ended_at: dict[str, float] = field(default_factory=dict)  # when a job of a product ended last

    def create(self, job: Job) -> CloudTask:
        """Take a job, whether whoever asked hears of it or not. Raises Rejected, Deferred."""
        rates, draw = self.rates, self.chance.random()
        if draw < rates.create_refused:
            self.coverage.struck_job(job.id, "create-refused")
            raise Rejected("not this one", code="InvalidParameter", key="provider-rejected", blame=Blame.USER)
        if self.limited and draw < 0.7:
            raise Deferred("too many a second", code="RequestLimitExceeded", retry_after_seconds=self.chance.random())
        self._tidy()
        if self.full or draw < rates.create_refused + rates.create_later or len(self.working) >= _ROOM:
            self.coverage.struck_job(job.id, "create-later")
            asked = None if self.chance.random() < 0.7 else _LONGEST_LATER_SECONDS * self.chance.random()
            raise Deferred("no room", code="ResourceInsufficient", retry_after_seconds=asked)
        return self._begin(job)

    def _begin(self, job: Job) -> CloudTask:
        row = self.row(job.id)
        if row is None or row.state not in (State.SUBMITTING, State.UNKNOWN):
            self.story.broke("not being sent", f"a create for {job.id}, which is {row and row.state}")
        earlier = self.of_job.setdefault(job.id, [])
        if any(task.ending != "back" for task in earlier):
            self.story.broke("bought twice", f"job {job.id} has {len(earlier)} tasks before this one")
        now, rates = self.now(), self.rates
        kind = self.chance.random()
        ending = "made"
        if kind < rates.task_failed:
            ending = "failed"
        elif kind < rates.task_failed + rates.task_handed_back:
            ending = "back"
        seconds = self.chance.lognormvariate(0.0, 0.4) * _MEDIAN_SECONDS[job.kind] * (10.0 if self.slow else 1.0)
        stuck = self.chance.random() < rates.task_stuck
        task = CloudTask(f"task-{len(self.tasks)}", job, now, None if stuck else now + seconds, ending)
        if ending == "back":
            task.done_at = now + 0.5 * self.chance.random()
        task.is_gone = self.chance.random() < rates.task_forgotten
        if job.kind is Kind.VIDEO and len(self.tasks) % 2:
            task.ending, task.done_at, task.is_at_once = "made", now, True
        self.tasks[task.task_id] = self.working[task.task_id] = task
        earlier.append(task)
        self.story.tell("cloud", f"{task.task_id} for {job.id}: {ending} after {seconds:.3f} s")
        return task

    def _tidy(self) -> None:
        now = self.now()
        over = [key for key, task in self.working.items() if task.done_at is not None and task.done_at <= now]
        for key in over:
            del self.working[key]
        if len(self.working) >= _ROOM:  # what is stuck for good keeps no room for ever
            self.working = {key: task for key, task in self.working.items() if now - task.began_at < 3600}

    def poll(self, job: Job) -> PollResult:
        """Say how a task stands. Raises TaskUnknown, Ambiguous."""
        self._count_look(job)
        draw = self.chance.random()
        if draw < self.rates.poll_failed:
            self.coverage.struck_job(job.id, "poll-failed")
            raise Ambiguous("an answer that can't be read", code="InternalError")
        task = self.tasks.get(job.task_id)
        if task is not None:
            self._count_looks_at(task)
        if task is None or task.is_gone or draw < self.rates.poll_failed + self.rates.poll_unknown:
            self.coverage.struck_job(job.id, "poll-unknown")
            if task is not None:
                task.gone_said += 1
            raise TaskUnknown("no such task", code="ResourceNotFound.TaskNotFound")
        if task.job.request != job.request:
            self.story.broke("another's task", f"{job.id} looks at {task.task_id} of {task.job.id}")
        return self._answer(task)

    def _answer(self, task: CloudTask) -> PollResult:
        now = self.now()
        if task.is_aborted:
            return Failed(Fault("provider-failed", "Aborted"))
        if task.done_at is None or now < task.done_at:
            task.running_said_at = now
            return Running(started=True, percent=None)
        if task.ending == "failed":
            self.coverage.struck_job(task.job.id, "task-failed")
            return Failed(Fault("provider-failed", "Internal", "no luck"))
        if task.ending == "back":
            self.coverage.struck_job(task.job.id, "task-handed-back")
            return Failed(Fault("provider-later", "ResourceInsufficient"), not_begun=True)
        return Succeeded((task.output(),))

    def _count_looks_at(self, task: CloudTask) -> None:
        now = self.now()
        if len(task.looks) == _MOST_LOOKS and now - task.looks[0] < _LOOKS_SECONDS:
            self.story.broke("asked too often", f"{task.job.id}: {_MOST_LOOKS} times in {now - task.looks[0]:.1f} s")
        task.looks.append(now)

    def _count_look(self, job: Job) -> None:
        """Hold the one budget: no second with more looks than the account has, by any number of processes."""
        now, key = self.now(), f"{job.backend.value}-look"
        times = self.looked_at.setdefault(key, [])
        while times and times[0] <= now - 1.0:
            del times[0]
        times.append(now)
        if len(times) > LOOKS_PER_SECOND:
            self.story.broke("budget", f"{len(times)} looks of {key} within a second")

    def abort(self, job: Job) -> bool:
        """Stop a task that has not begun its work."""
        task = self.tasks.get(job.task_id)
        if task is None or not job.is_traceable or task.is_aborted or self.now() - task.began_at > 1.0:
            return False
        task.is_aborted, task.done_at = True, self.now()
        return True

    def listed(self, job: Job) -> list[str]:
        """Return the tasks of about a job's time with its input."""
        now, found = self.now(), []
        for task in reversed(self.tasks.values()):
            if now - task.began_at > _LISTED_SECONDS:
                break
            fits = task.job.request == job.request and task.job.backend is job.backend
            if fits and now - task.began_at >= _LISTED_AFTER_SECONDS and self._is_near(task, job):
                found.append(task.task_id)
        return sorted(found)

    def _is_near(self, task: CloudTask, job: Job) -> bool:
        theirs, ours = task.job.submitted_at or 0.0, job.submitted_at or 0.0
        return abs(theirs - ours) < _SAME_TIME_SECONDS and task.ending != "back"


class CloudThere:
    """The Provider port of one process, and its Canceller and TaskFinder."""

    def __init__(
        self,
        cloud: Cloud,
        wire: Wire,
        clock: ProcessClock,
        chance: random.Random,
        may_create: Callable[[], bool],
        on_heard: Callable[[str, bool], None],
        holding: Callable[[], int],
        is_alone: bool,
    ) -> None:
        self._holding = holding
        self._over: dict[tuple[str, str, int], None] = {}
        self._on_heard = on_heard
        self._cloud = cloud
        self._wire = wire
        self._clock = clock
        self._chance = chance
        self._may_create = may_create
        self.manners = Manners(clock, cloud.now, cloud.story, cloud.ended_at, is_alone)
        limits = {f"{product}-create": CREATES_PER_SECOND for product in ("mps", "vod")}
        limits |= {f"{product}-look": LOOKS_PER_SECOND for product in ("mps", "vod")}
        self.limiter = Limiter(limits, clock, rng=chance)

    def create_key(self, job: Job) -> str:
        self.manners.is_known(job)
        return f"{job.backend.value}-create"

    def poll_key(self, kind: Kind, backend: str) -> str:
        return f"{backend}-look"

    def poll_rate(self, poll_key: str) -> float:
        return LOOKS_PER_SECOND * POLL_SHARE

    async def approach(self, job: Job) -> Callable[[], None]:
        self.manners.begins(job, self.create_key(job))
        return await self.limiter.approach(self.create_key(job))

    async def create(self, job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        self._on_heard(job.id, False)
        try:
            submission = await self._create(job, on_turn)
        except (NotSent, Deferred, Rejected) as error:
            self._on_heard(job.id, True)
            if isinstance(error, NotSent):
                self.manners.was_not_sent(self.create_key(job))
            raise
        self._on_heard(job.id, True)
        return submission

    async def _create(self, job: Job, on_turn: Callable[[], None]) -> Submission:
        key, rates = self.create_key(job), self._cloud.rates
        await self.limiter.acquire(key, Priority.CREATE)
        draw = self._chance.random()
        if draw < rates.create_bug / 2:
            raise ZeroDivisionError("a bug before anything has left")
        on_turn()
        if not self._may_create():
            raise NotSent("this process may not create any more", code="Foley.LeaseLost")
        if self._cloud.away or self._chance.random() < rates.create_not_sent:
            self._cloud.coverage.struck_job(job.id, "create-not-sent")
            await asyncio.sleep(self._chance.random())
            raise NotSent("no connection", code="Foley.NotSent")
        try:
            submission = await self._exchange(job)
        except Deferred as error:
            if error.code == "RequestLimitExceeded":
                self.limiter.refuse(key)
            self.manners.was_deferred(key, error)
            raise
        if draw < rates.create_bug:
            raise ZeroDivisionError("a bug that reads an answer")
        self.manners.was_accepted(key)
        return submission

    async def _exchange(self, job: Job) -> Submission:
        rates, draw = self._cloud.rates, self._chance.random()
        if draw < rates.create_lost:
            self._cloud.coverage.struck_job(job.id, "create-lost")
            await asyncio.sleep(_CREATE_TIMEOUT_SECONDS * self._chance.random())
            raise Ambiguous("reset", code="Foley.Reset")
        is_mute = self._cloud.mute > 0
        late = self._chance.random() * 0.3
        if self._chance.random() < rates.create_late:
            late = self._chance.random() * _CREATE_TIMEOUT_SECONDS
            self._cloud.coverage.struck_job(job.id, "create-late")
        task = await self._wire.ask(
            0.02, lambda: self._cloud.create(job), lambda: _CREATE_TIMEOUT_SECONDS if is_mute else late
        )
        if is_mute or draw < rates.create_lost + rates.create_answer_lost:
            self._cloud.coverage.struck_job(job.id, "create-answer-lost")
            raise Ambiguous("no answer", code="Foley.Timeout")
        if task.is_at_once:
            return Submission("", f"request-{task.task_id}", outputs=(task.output(),))
        return Submission(task.task_id, f"request-{task.task_id}")

    async def poll(self, job: Job) -> PollResult:
        await self.limiter.acquire(self.poll_key(job.kind, job.backend))
        asked = (job.id, job.task_id, self._holding())
        if asked in self._over and not self.manners.is_just_resumed():  # by a row that was read before it stood still
            self._cloud.story.broke("asked again", f"{job.id} is asked about, though its end was heard")
        answer = await self._read(job, lambda: self._cloud.poll(job))
        if not isinstance(answer, Running) and job.state is State.WAITING:
            self._over[asked] = None
        if isinstance(answer, Failed) and answer.not_begun:
            self.manners.was_put_back(self.create_key(job))
        return answer

    async def _read(self, job: Job, read: Callable[[], T], there_seconds: float = 0.02) -> T:
        if self._cloud.away or self._cloud.mute:
            await asyncio.sleep(5.0 * self._chance.random())
            raise Ambiguous("no answer", code="Foley.Timeout")
        late = 0.05
        if self._chance.random() < self._cloud.rates.poll_late:
            late = _LATE_ANSWER_SECONDS
            self._cloud.coverage.struck_job(job.id, "poll-late")
        return await self._wire.ask(there_seconds, read, lambda: late * self._chance.random())

    async def abort(self, job: Job) -> bool:
        return await self._read(job, lambda: self._cloud.abort(job))

    async def stop(self, job: Job) -> bool:
        """Be the Canceller: who does not answer has not stopped."""
        try:
            return await self.abort(job)
        except ProviderError:
            return False

    async def find(self, job: Job, known: Callable[[Sequence[str]], Awaitable[Collection[str]]]) -> tuple[str, ...]:
        there_seconds = 0.02
        if self._chance.random() < self._cloud.rates.poll_late:  # others are sent while it is on its way
            there_seconds += _LATE_LIST_SECONDS * self._chance.random()
        listed = await self._read(job, lambda: self._cloud.listed(job), there_seconds)
        others = await known(listed)
        return tuple(one for one in listed if one not in others)

    def are_alike(self, job: Job, other: Job) -> bool:
        near = abs((job.submitted_at or 0.0) - (other.submitted_at or 0.0)) < _SAME_TIME_SECONDS
        return job.is_traceable and other.is_traceable and job.request == other.request and near
