"""The service over real databases: limits hold whoever asks through whichever process, and changes are heard of."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.errors import QuotaExceeded
from bot.guilds.changes.edits import limited
from bot.guilds.guild_service import TOPIC, GuildService
from bot.guilds.operator import OperatorService
from bot.guilds.privacy import PrivacyService
from bot.guilds.settings import Limit, Scope
from bot.guilds.usage import BudgetWarning
from bot.jobs.caller import Caller
from bot.jobs.claim import Measure, Window
from bot.jobs.model import ColumnUpdate, Job, Kind, Medium, MusicRequest, Output, Transition, TransitionRequest
from bot.jobs.ports import JobFilter, MediaFile, Preferences
from bot.jobs.repository import JobRepository
from bot.media import DiskResultCache
from bot.patterns import compile_pattern
from bot.store import Store
from bot.store.engine.signals import PostgresSignals
from cogs._common.suggestions import RecentJobs, RecentPeople
from tests.support.domain import a_place
from tests.support.job_service import QuietProvider, job_service

_ADMIN = Caller(user_id=1, guild_id=100, locale="en-US", is_admin=True, is_moderator=True)
_MEMBER = Caller(user_id=7, guild_id=100, locale="en-US")
_MUSIC = MusicRequest(prompt="calm rain", model="MiniMaxMusic", version="2.6")
# A month and not a day: no test may fail because it ran at midnight.
_FIVE = Limit(Scope.USER, Measure.COUNT, Window.MONTH, 5)
_CLOCK = SystemClock()


class _Process:
    """What one process of Foley has of the domain, over its own connections."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.result_cache = DiskResultCache(folder, keep_days=1.0, total_bytes=1_000_000, clock=_CLOCK)
        self.store = store
        self.repository = JobRepository(store.jobs, store.signals, _CLOCK)
        self.guilds = GuildService(store.guilds, store.signals, _CLOCK, compile_pattern)
        self.service = job_service(self.repository, self.guilds, OperatorService(store.guilds, store.signals, _CLOCK))
        self.privacy = PrivacyService(
            store.privacy, self.repository, self.result_cache, store.signals, _CLOCK, QuietProvider()
        )


@pytest.fixture
async def processes(store_url: str, tmp_path: Path) -> AsyncIterator[list[_Process]]:
    """One process on SQLite, which allows no more; three on PostgreSQL."""
    count = 1 if store_url.startswith("sqlite") else 3
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(Store.opened(store_url, _CLOCK)) for _ in range(count)]
        for store in stores:
            if isinstance(store.signals, PostgresSignals):
                await store.signals.listening.wait()
        yield [_Process(store, tmp_path / f"host{number}") for number, store in enumerate(stores)]


async def test_200_commands_at_once_by_one_person_make_exactly_5_jobs(processes: list[_Process]) -> None:
    await processes[0].guilds.change(_ADMIN, limited([_FIVE]))
    services = [processes[n % len(processes)].service for n in range(200)]
    asked = (service.submit(_MEMBER, a_place(), _MUSIC) for service in services)
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(outcome, Job) for outcome in outcomes) == 5
    refusals = [outcome for outcome in outcomes if isinstance(outcome, QuotaExceeded)]
    assert len(refusals) == 195
    assert {(one.key, one.values["left"], one.values["amount"]) for one in refusals} == {("quota-used", 0, 5)}
    assert all(one.free_at is not None and one.free_at > _CLOCK.now() for one in refusals)
    assert len(await processes[0].store.jobs.list(JobFilter(guild_id=100))) == 5


async def test_a_failed_job_gives_its_place_back(processes: list[_Process]) -> None:
    service, repository = processes[0].service, processes[0].repository
    await processes[0].guilds.change(_ADMIN, limited([_FIVE]))
    jobs = [await service.submit(_MEMBER, a_place(), _MUSIC) for _ in range(5)]
    told = await service.allowance(_MEMBER, Kind.MUSIC)
    assert told is not None
    assert (told.left, told.bound.amount) == (0, 5)
    await repository.take(TransitionRequest(jobs[0].id, Transition.EXPIRE, ColumnUpdate(at=_CLOCK.now())))
    for transition, task_id in ((Transition.SUBMIT, None), (Transition.ACCEPT, "task"), (Transition.FAIL, None)):
        await repository.take(
            TransitionRequest(jobs[1].id, transition, ColumnUpdate(at=_CLOCK.now(), task_id=task_id), "task")
        )
    told = await service.allowance(_MEMBER, Kind.MUSIC)
    assert told is not None
    assert (told.left, told.bound.amount) == (2, 5)
    for _ in range(2):
        await service.submit(_MEMBER, a_place(), _MUSIC)
    with pytest.raises(QuotaExceeded):
        await service.submit(_MEMBER, a_place(), _MUSIC)


def _next_signal(process: _Process) -> asyncio.Future[str]:
    """Return what will be the next word about a server that this process hears."""
    word: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    process.store.signals.subscribe(TOPIC, word.set_result)
    return word


async def test_a_change_is_heard_of_in_every_process(processes: list[_Process]) -> None:
    for process in processes:
        assert (await process.guilds.settings(100)).limits == ()
    heard = {process: _next_signal(process) for process in processes}
    await processes[-1].guilds.change(_ADMIN, limited([_FIVE]))
    for process in processes:
        await heard[process]
        assert (await process.guilds.settings(100)).limits == (_FIVE,)


async def test_a_budget_that_was_overrun_is_warned_of_by_the_first_refusal(processes: list[_Process]) -> None:
    """A song may come out longer than was reserved for it; nobody is accepted after that."""
    process, heard = processes[0], list[BudgetWarning]()
    process.guilds.watch_warnings(heard.append)
    await process.guilds.change(_ADMIN, limited([Limit(Scope.SERVER, Measure.SECONDS, Window.MONTH, 300)]))
    job = await process.service.submit(_MEMBER, a_place(), _MUSIC)
    now = _CLOCK.now()
    song = (Output("https://x.example/y", Medium.AUDIO, 290.0),)
    await process.repository.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=now)))
    await process.repository.take(TransitionRequest(job.id, Transition.ACCEPT, ColumnUpdate(at=now, task_id="t")))
    await process.repository.take(
        TransitionRequest(job.id, Transition.COMPLETE, ColumnUpdate(at=now, outputs=song), "t")
    )
    for _ in range(2):
        with pytest.raises(QuotaExceeded):
            await process.service.submit(_MEMBER, a_place(), _MUSIC)
    assert [one.percent for one in heard] == [50, 80]


async def test_what_was_removed_is_suggested_to_nobody(processes: list[_Process]) -> None:
    remembering = [RecentJobs(process.service, process.privacy) for process in processes]
    moderator = replace(_MEMBER, user_id=2, is_moderator=True)
    await processes[0].service.submit(_MEMBER, a_place(), replace(_MUSIC, prompt="my secret song"))
    for recent in remembering:
        recent.peek(moderator)
        await recent.settle()
        assert [glance.prompt for glance in recent.peek(moderator)] == ["my secret song"]
    await processes[0].privacy.delete(_MEMBER)
    async with asyncio.timeout(30):
        for recent in remembering:
            while recent.peek(moderator):  # noqa: ASYNC110  # heard from another process
                await asyncio.sleep(0.01)
            await recent.close()


async def test_a_deleted_voice_is_used_in_no_process(processes: list[_Process]) -> None:
    remembering = [RecentPeople(process.store.preferences, process.privacy) for process in processes]
    await remembering[0].remember(_MEMBER.user_id, Preferences(voice_id="v1"))
    for people in remembering:
        assert (await people.get(_MEMBER.user_id)).voice_id == "v1"
    await processes[0].privacy.delete(_MEMBER)
    async with asyncio.timeout(30):
        for people in remembering:
            assert await people.get(_MEMBER.user_id) == Preferences()
            while people.peek(_MEMBER.user_id).voice_id:  # noqa: ASYNC110  # heard from another process
                await asyncio.sleep(0.01)
            await people.close()


async def test_copies_of_removed_jobs_go_from_every_machine(processes: list[_Process], tmp_path: Path) -> None:
    mine = await processes[0].service.submit(_MEMBER, a_place(), _MUSIC)
    theirs = await processes[0].service.submit(_ADMIN, a_place(), _MUSIC)
    sound = tmp_path / "sound.mp3"
    sound.write_bytes(b"sound")
    file = MediaFile(sound, 5, "audio/mpeg", "mp3", Medium.AUDIO, 1.0)
    for process in processes:
        for job in (mine, theirs):
            await process.result_cache.keep(job.id, 0, file)
        assert await process.result_cache.job_ids() == {mine.id, theirs.id}
    keeping = [asyncio.create_task(process.privacy.keep_copies_true()) for process in processes]
    await processes[0].privacy.delete(_MEMBER)
    async with asyncio.timeout(30):
        for process in processes:
            while await process.result_cache.job_ids() != {theirs.id}:  # noqa: ASYNC110  # heard from another process
                await asyncio.sleep(0.01)
    for task in keeping:
        task.cancel()
    await asyncio.gather(*keeping, return_exceptions=True)
