"""Is an ending seen in time while the budget is idle? The real bot, real time, tasks with exact durations and endings.

Every case has a bot of its own, so that none has learned from another: four kinds, ending well or badly after 1.5, 3,
6, 20 and 60 seconds and at the usual time; alone, ten at once, and with a catalogue that is four times off. The cases
run side by side, those of longest first, each as soon as its bot is up; bots start one after another, since the
machine's processors are not what is measured. All in all some seven minutes.
"""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import pytest

from bot.sandbox.bot_process import BotProcess
from bot.sandbox.discord import Limits, LocalDiscord
from bot.sandbox.stage import SECRET_ID, SECRET_KEY, Stage
from bot.sandbox.tencent import LocalTencent, Settings
from bot.sandbox.tencent.actions.calls import Call
from bot.sandbox.tencent.tasks import Failure
from tests.bench.report import Results, Row
from tests.support.fork_server import fork

_USUAL = 0.0
# The longest first.
_SECONDS = (*(_USUAL,) * 6, 60.0, 20.0, 6.0, 3.0, 1.5)
# Jobs at the usual time end at twelve moments, spread evenly over the longest gap between two polls of a job that old.
_PHASE_SECONDS = 0.46
_USUAL_SECONDS = {"tts": 12.0, "sfx": 40.0, "music": 60.0, "video": 220.0}
_COMMANDS = {
    # Long: short texts can be had without a task.
    "tts": "/tts voice:Emma text:number {n} " + "and so on " * 220,
    "sfx": "/sfx prompt:door {n}",
    "music": "/music prompt:song {n}",
    "video": "/video prompt:boat {n}",
}
_KIND_OF = {"speech": "tts"}
_POLLS = frozenset(
    {"DescribeAigcAudioTask", "DescribeAigcVideoTask", "DescribeTextToSpeechAsyncTask", "DescribeTaskDetail"}
)
_MOST_SECONDS = 900.0
# So far apart that results are not all made and posted at once.
_STARTS_APART_SECONDS = 4.0


@dataclass(frozen=True)
class _Scene:
    name: str
    jobs: int = 1
    catalog_scale: float = 1.0


_SCENES = (
    _Scene("alone"),
    _Scene("ten at once", jobs=10),
    _Scene("catalogue 4 times too long", catalog_scale=4.0),
    _Scene("catalogue 4 times too short", catalog_scale=0.25),
)


@dataclass(frozen=True)
class _Case:
    """What one bot is given: jobs of each kind that all end alike."""

    scene: _Scene
    seconds: float
    phase: float
    well: bool


def _cases() -> list[_Case]:
    return [
        _Case(scene, seconds, _PHASE_SECONDS * (number + well / 2), well)
        for number, seconds in enumerate(_SECONDS)
        for scene in _SCENES
        for well in (True, False)
    ]


@dataclass
class _Job:
    """What the local cloud saw of one task."""

    kind: str
    ends_at: float
    seconds: float
    is_usual: bool
    polled_at: list[float] = field(default_factory=list)

    @property
    def lag(self) -> float | None:
        """Seconds from its end to the first poll after it, once there is one."""
        return self.polled_at[-1] - self.ends_at if self.polled_at and self.polled_at[-1] >= self.ends_at else None

    @property
    def is_late(self) -> bool:
        return self.lag is None or self.lag > max(2.5, 0.25 * self.seconds)

    @property
    def closest(self) -> float:
        return min((b - a for a, b in zip(self.polled_at, self.polled_at[1:], strict=False)), default=float("inf"))


class _Watch:
    """Gives each new task its end, and keeps when it was polled."""

    def __init__(self, cloud: LocalTencent, case: _Case) -> None:
        self._cloud = cloud
        self._case = case
        self._changed = asyncio.Event()
        self.jobs: dict[str, _Job] = {}

    def hear(self, call: Call) -> None:
        task = self._cloud.tasks.get(call.task_id)
        if task is None or call.error_code:
            return
        if call.task_id not in self.jobs:
            kind = _KIND_OF.get(task.kind, task.kind)
            usual = self._case.seconds == _USUAL
            seconds = _USUAL_SECONDS[kind] + self._case.phase if usual else self._case.seconds
            failure = None if self._case.well else Failure("the picture can't be read")
            ends_at = task.created_at + seconds
            self._cloud.tasks.change(call.task_id, begins_at=task.created_at, ends_at=ends_at, failure=failure)
            self.jobs[call.task_id] = _Job(kind, ends_at, seconds, usual)
        job = self.jobs[call.task_id]
        if call.action in _POLLS and job.lag is None:
            now = self._cloud.clock.life()
            # When it was asked: the local cloud makes the media before it answers.
            job.polled_at.append(max(now - call.milliseconds / 1000, min(now, job.ends_at)))
            self._changed.set()

    async def wait_for(self, jobs: int) -> None:
        while sum(job.lag is not None for job in self.jobs.values()) < jobs:
            self._changed.clear()
            await self._changed.wait()


def run(out: Results) -> None:
    """Run every scene; a target for each bound."""
    with pytest.MonkeyPatch.context() as patch:
        # Bots that each take seconds of a processor to start would be what the others wait for.
        patch.setattr(BotProcess, "default_launch", staticmethod(fork))
        found = asyncio.run(_run(_cases()))
    rows: list[Row] = []
    for scene in _SCENES:
        jobs = [job for case, of_case in found for job in of_case if case.scene is scene]
        rows += list(_rows(scene, jobs))
        _targets(out, scene, jobs)
    out.table("Endings while the budget is idle", rows)


def _rows(scene: _Scene, jobs: list[_Job]) -> Iterator[Row]:
    for kind in _COMMANDS:
        for usual in (False, True):
            some = [job for job in jobs if job.kind == kind and job.is_usual == usual]
            lags = [job.lag for job in some if job.lag is not None]
            yield {
                "scene": scene.name,
                "kind": kind,
                "ends": "at its usual time" if usual else "after 1.5 to 60 s",
                "jobs": len(some),
                "mean lag s": round(sum(lags) / len(lags), 2),
                "worst lag s": round(max(lags), 2),
                "late": sum(job.is_late for job in some),
                "most requests per job": max(len(job.polled_at) for job in some),
            }


def _targets(out: Results, scene: _Scene, jobs: list[_Job]) -> None:
    out.target(f"{scene.name}: jobs seen later than max(2.5 s, 25 % of their age)", sum(job.is_late for job in jobs), 0)
    for names, bound in ((("tts", "sfx", "music"), 1.0), (("video",), 1.5)):
        lags = [job.lag for job in jobs if job.is_usual and job.kind in names and job.lag is not None]
        what = "video" if len(names) == 1 else "other kinds"
        out.target(f"{scene.name}: mean lag at the usual time, {what}, s", sum(lags) / len(lags), bound)
    most = max(len(job.polled_at) for job in jobs if job.kind == "video" and job.is_usual)
    out.target(f"{scene.name}: most requests for a video of 220 s", most, 150)
    out.target(f"{scene.name}: closest polls of a job, s", min(job.closest for job in jobs), 1.0, at_least=True)


async def _run(cases: Sequence[_Case]) -> list[tuple[_Case, list[_Job]]]:
    starting = asyncio.Lock()
    async with asyncio.timeout(_MOST_SECONDS), asyncio.TaskGroup() as group:
        courses = [group.create_task(_course(case, starting)) for case in cases]
    return [(case, course.result()) for case, course in zip(cases, courses, strict=True)]


async def _course(case: _Case, starting: asyncio.Lock) -> list[_Job]:
    cloud = LocalTencent(Settings(credentials={SECRET_ID: SECRET_KEY}))
    watch = _Watch(cloud, case)
    async with AsyncExitStack() as stack:
        catalog = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="foley-lone-"))) / "catalog.toml"
        _write_catalog(catalog, case.scene.catalog_scale)
        async with starting, _at_least(_STARTS_APART_SECONDS):
            stage = await stack.enter_async_context(_stage(cloud, catalog))
            await stage.start_bot()
            await stage.wait_for_commands()
        stack.callback(cloud.subscribe(watch.hear))
        people = (stage.world.member, stage.world.member2, stage.world.moderator)
        for number in range(case.scene.jobs):
            for command in _COMMANDS.values():
                await stage.discord.command(people[number % 3], stage.world.general, command.format(n=number))
        await watch.wait_for(case.scene.jobs * len(_COMMANDS))
    return list(watch.jobs.values())


@asynccontextmanager
async def _at_least(seconds: float) -> AsyncIterator[None]:
    """Take at least this long over what is within."""
    pause = asyncio.create_task(asyncio.sleep(seconds))
    yield
    await pause


def _stage(cloud: LocalTencent, catalog: Path) -> AbstractAsyncContextManager[Stage]:
    discord = LocalDiscord(limits=Limits(global_requests=None, route_requests=1000))
    settings = {"FOLEY_LOG_LEVEL": "WARNING", "FOLEY_CATALOG": str(catalog)}
    return Stage.opened(speed=1.0, settings=settings, tencent=cloud, discord=discord)


def _write_catalog(path: Path, scale: float) -> None:
    """Write the shipped catalogue with every success as many times longer: what is known of failures stays."""
    shipped = resources.files("bot.catalog").joinpath("catalog.toml").read_text("utf-8")
    before, failures, after = re.split(r"(\[failures\][^\[]*)", shipped, maxsplit=1)

    def scaled(text: str) -> str:
        return re.sub(
            r"median_seconds = ([0-9.]+)", lambda found: f"median_seconds = {float(found[1]) * scale:.3f}", text
        )

    path.write_text(scaled(before) + failures + scaled(after), encoding="utf-8")
