"""A world for the model of a job's life: a disk that stays, a provider and a Discord that remember, and lives that end.

Every call of one life into the world goes through its :class:`Life`. When the life ends, at a border before or after
the effect of any call, that call and every later one never return: as if the power went.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from bot.errors import Ambiguous, Deferred, MessageDelayed, MessageForbidden, NotSent, ProviderError, Rejected
from bot.guilds.quota import settled
from bot.jobs.claim import Claim
from bot.jobs.model import Backend, Fault, Job, Kind, Medium, NewJob, Output, Transition, TransitionRequest
from bot.jobs.ports import Failed, PollResult, ResultView, Running, SentMessage, StatusView, Submission, Succeeded
from tests.support.manual_clock import ManualClock
from tests.support.memory_store import MemoryJobStore

T = TypeVar("T")
TAKES_SECONDS = 45.0
MADE = Output(url="https://x.myqcloud.com/a.mp3", medium=Medium.AUDIO, seconds=3.0)


class Create(Enum):
    """How the provider takes the next create call."""

    TAKEN = "taken"
    REFUSED = "refused"
    MADE = "made at once"
    LATER = "later"
    NOT_SENT = "not sent"
    LOST_BEFORE = "lost before it was worked on"
    LOST_AFTER = "lost after it was worked on"


class Find(Enum):
    """What the provider says of a task."""

    WORKS = "works"
    FAILS = "fails"
    NEVER_ENDS = "never ends"


class Post(Enum):
    """How Discord takes the next message."""

    STORED = "stored"
    LOST_BEFORE = "lost before it was stored"
    LOST_AFTER = "lost after it was stored"
    FORBIDDEN = "forbidden"


class Life:
    """One run of the program. ``borders_left``: after so many more borders it ends; None: it goes on."""

    def __init__(self) -> None:
        self.borders_left: int | None = None
        self.is_over = False

    async def border(self) -> None:
        """Stand at a border; never return when this is the last."""
        await asyncio.sleep(0)
        if self.borders_left is not None and not self.is_over:
            self.borders_left -= 1
            self.is_over = self.borders_left <= 0
        if self.is_over:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise asyncio.CancelledError  # the test clears away what is left of a life that has ended
            await asyncio.get_running_loop().create_future()

    async def through(self, effect: Callable[[], Awaitable[T]]) -> T:
        """Do something to the world, with a border before and one after it."""
        await self.border()
        result = await effect()
        await self.border()
        return result


@dataclass
class World:
    """What outlives a crash, and what is to happen next. ``claims``: standing of each job's claim in the ledger."""

    clock: ManualClock
    disk: MemoryJobStore = field(default_factory=MemoryJobStore)
    claims: dict[str, str] = field(default_factory=dict)
    bought: Counter[str] = field(default_factory=Counter)
    tasks: dict[str, tuple[str, float, Find]] = field(default_factory=dict)
    messages: Counter[tuple[str, int]] = field(default_factory=Counter)
    creates: list[Create] = field(default_factory=list)
    finds: list[Find] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    polls_that_fail: int = 0

    def heal(self) -> None:
        """Everything works from here on."""
        for script in (self.creates, self.finds, self.posts):
            script.clear()
        self.polls_that_fail = self.disk.away = 0

    def settle(self, transition: Transition, job: Job | None) -> None:
        """Keep the ledger as the store does, in the same breath as the transition."""
        if job is None or self.claims.get(job.id) != "reserved":
            return
        outcome = settled(job, transition, 1.0)
        if outcome is not None:
            self.claims[job.id] = "charged" if outcome.counts else "returned"


class LivingStore(MemoryJobStore):
    """The disk as one life sees it. Writing a job and its claim is one effect, as is taking transitions."""

    def __init__(self, world: World, life: Life) -> None:
        super().__init__()
        self._world, self._life = world, life
        self.rows, self.history = world.disk.rows, world.disk.history

    def _knock(self) -> None:
        self._world.disk._knock()

    async def add(self, new: NewJob, claim: Claim | None = None) -> Job:
        async def effect() -> Job:
            job = await super(LivingStore, self).add(new, claim)
            self._world.claims[job.id] = "reserved"
            return job

        return await self._life.through(effect)

    async def add_group(self, news: Sequence[NewJob], claim: Claim) -> "list[Job]":
        async def effect() -> "list[Job]":
            jobs = await super(LivingStore, self).add_group(news, claim)
            self._world.claims |= dict.fromkeys((job.id for job in jobs), "reserved")
            return jobs

        return await self._life.through(effect)

    async def take_many(self, requests: Sequence[TransitionRequest]) -> "list[Job | None]":
        async def effect() -> "list[Job | None]":
            jobs = await super(LivingStore, self).take_many(requests)
            for request, job in zip(requests, jobs, strict=True):
                self._world.settle(request.transition, job)
            return jobs

        return await self._life.through(effect)

    async def open_jobs(self, after_id: str = "", limit: int | None = None) -> "list[Job]":
        return await self._life.through(lambda: super(LivingStore, self).open_jobs(after_id, limit))

    async def being_sent(self) -> "list[Job]":
        return await self._life.through(super().being_sent)


class LivingProvider:
    """The provider as one life sees it."""

    def __init__(self, world: World, life: Life) -> None:
        self._world, self._life = world, life

    def create_key(self, job: Job) -> str:
        return f"create-{job.kind}"

    def poll_key(self, kind: Kind, backend: str) -> str:
        return f"look-{kind}"

    def poll_rate(self, poll_key: str) -> float:
        return 10.0

    async def approach(self, job: Job) -> Callable[[], None]:
        return lambda: None  # whenever it likes

    async def create(self, job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        return await self._life.through(lambda: self._create(job))

    async def _create(self, job: Job) -> Submission:
        how = self._world.creates.pop(0) if self._world.creates else Create.TAKEN
        if how in (Create.TAKEN, Create.MADE, Create.LOST_AFTER):
            self._world.bought[job.id] += 1
            if how is Create.MADE:
                return Submission("", "request", (MADE,))
            find = self._world.finds.pop(0) if self._world.finds else Find.WORKS
            task_id = f"task-{len(self._world.tasks)}"
            self._world.tasks[task_id] = (job.id, self._world.clock.now(), find)
            if how is Create.TAKEN:
                return Submission(task_id, "request")
        raise _create_error(how)

    async def poll(self, job: Job) -> PollResult:
        return await self._life.through(lambda: self._poll(job))

    async def _poll(self, job: Job) -> PollResult:
        if self._world.polls_that_fail:
            self._world.polls_that_fail -= 1
            raise Ambiguous("no answer, by the model")
        owner, began_at, find = self._world.tasks[job.task_id]
        assert owner == job.id, "a task of somebody else"
        if find is Find.NEVER_ENDS or self._world.clock.now() - began_at < TAKES_SECONDS:
            return Running(started=True)
        if find is Find.FAILS:
            return Failed(Fault(key="provider-failed"))
        return Succeeded((MADE,))

    async def find(self, job: Job, known: Callable[[Sequence[str]], Awaitable[Collection[str]]]) -> tuple[str, ...]:
        ours = [task_id for task_id, (owner, _, _) in self._world.tasks.items() if owner == job.id]
        others = await known(ours)
        return await self._life.through(lambda: self._find([one for one in ours if one not in others]))

    def are_alike(self, job: Job, other: Job) -> bool:
        return False

    async def _find(self, fitting: Sequence[str]) -> tuple[str, ...]:
        if self._world.polls_that_fail:
            self._world.polls_that_fail -= 1
            raise Ambiguous("no answer, by the model")
        return tuple(fitting)

    async def abort(self, job: Job) -> bool:
        return False


def _create_error(how: Create) -> ProviderError:
    match how:
        case Create.REFUSED:
            return Rejected("no, by the model")
        case Create.LATER:
            return Deferred("later, by the model")
        case Create.NOT_SENT:
            return NotSent("not sent, by the model")
    return Ambiguous("no answer, by the model")


class LivingMessenger:
    """Discord as one life sees it. One channel; a nonce is not trusted, as Discord forgets it in minutes."""

    def __init__(self, world: World, life: Life) -> None:
        self._world, self._life = world, life

    async def show_status(self, view: StatusView) -> None:
        await self._life.border()

    async def correct_ending(self, job: Job) -> None:
        await self._life.border()

    async def post_result(self, view: ResultView, channel_id: int) -> SentMessage:
        return await self._life.through(lambda: self._post(view.job, channel_id))

    async def post_failure(self, job: Job, channel_id: int, redirect: object = None) -> SentMessage:
        return await self._life.through(lambda: self._post(job, channel_id))

    async def _post(self, job: Job, channel_id: int) -> SentMessage:
        how = self._world.posts.pop(0) if self._world.posts else Post.STORED
        if how is Post.FORBIDDEN:
            raise MessageForbidden("forbidden, by the model")
        if how is not Post.LOST_BEFORE:
            self._world.messages[job.id, job.postings] += 1
        if how is not Post.STORED:
            raise MessageDelayed("no answer, by the model")
        return SentMessage(channel_id, 1)

    async def find_posted(self, job: Job, channel_id: int) -> SentMessage | None:
        async def effect() -> SentMessage | None:
            return SentMessage(channel_id, 1) if self._world.messages[job.id, job.postings] else None

        return await self._life.through(effect)

    async def dm_channel(self, user_id: int) -> int:
        raise MessageForbidden("closed, by the model")

    async def upload_limit_bytes(self, guild_id: int) -> int | None:
        return None


GIVE_UP_SECONDS = 240.0


def give_up(backend: Backend) -> float:
    """Return the age at which a job is given up."""
    return GIVE_UP_SECONDS
