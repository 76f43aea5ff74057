"""The real poller, in the real process, against the local Tencent Cloud: is the simulated lag what people get?

The clock is the machine's. Tasks run at twice the usual pace, so that the bench ends; the bot's catalogue is scaled
by the same factor and the bot has learned nothing yet.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence

from bot.sandbox.discord import Limits, LocalDiscord
from bot.sandbox.stage import SECRET_ID, SECRET_KEY, Stage
from bot.sandbox.tencent import LocalTencent, Pace, Profile, Settings, TaskState
from bot.sandbox.tencent.actions.calls import Call
from tests.bench.report import Results, Row
from tests.bench.simulate import Outcome, Traffic, arrivals, learned, run_queue, usual_workload

_SPEED = 2.0
_JOBS_PER_SECOND = 2.0
_ARRIVING_SECONDS = 100.0
_SPREAD = 0.35
_SEED = 5
# The longest video of the plan takes about 240 s at this pace.
_MOST_SECONDS = 600.0
# What the bot polls with at its default share of the documented rates, by kind.
_BUDGETS = {"tts": 10.0, "sfx": 50.0, "music": 10.0, "video": 25.0}
_COMMANDS = {
    # Long: short texts can be had without a task.
    "tts": "/tts voice:Emma text:hello number {n} " + "and so on " * 220,
    "sfx": "/sfx prompt:door {n}",
    "music": "/music prompt:song {n}",
    "video": "/video prompt:boat {n}",
}
_LOOKS = frozenset(
    {"DescribeAigcAudioTask", "DescribeAigcVideoTask", "DescribeTextToSpeechAsyncTask", "DescribeTaskDetail"}
)


def run(out: Results) -> None:
    """Run the bot under the issue's mix of kinds and set its lag beside the simulation's."""
    rows = [_row("simulated, virtual clock", _simulated())]
    real, busiest = asyncio.run(_real())
    rows.append(_row("real process, real clock", real))
    out.table(f"lag at {_JOBS_PER_SECOND:g} jobs/s, tasks at {_SPEED:g} times the usual pace", rows)
    out.table("requests in the busiest second", [{"action": name, "requests": most} for name, most in busiest.items()])
    out.target("mean lag of the real poller, s", real.mean_lag, 1.0)


def _row(name: str, outcome: Outcome) -> Row:
    return {
        "run": name,
        "jobs": len(outcome.lags),
        "mean lag s": round(outcome.mean_lag, 3),
        "p95 lag s": round(outcome.p95_lag, 3),
        "looks per job": round(outcome.mean_requests, 2),
    }


def _workload() -> list[Traffic]:
    return usual_workload(_SPREAD, 1 / _SPEED)


def _simulated() -> Outcome:
    """Each budget on its own, as the bot has one queue for each."""
    whole = Outcome()
    jobs = arrivals(_workload(), _JOBS_PER_SECOND, _ARRIVING_SECONDS, _SEED)
    for kind, budget in _BUDGETS.items():
        of_kind = [job for job in jobs if job.key[0] == kind]
        part = run_queue(of_kind, learned(_workload(), 0, _SEED), budget)
        whole.lags += part.lags
        whole.requests_per_job += part.requests_per_job
    return whole


async def _real() -> tuple[Outcome, dict[str, int]]:
    medians = {"speech": 12.0, "sfx": 40.0, "music": 95.0, "video": 220.0}
    paces = {kind: Pace(median, _SPREAD) for kind, median in medians.items()}
    cloud = LocalTencent(Settings(credentials={SECRET_ID: SECRET_KEY}, profile=Profile(paces)), seed=_SEED)
    discord = LocalDiscord(limits=Limits(global_requests=None, route_requests=1000))
    watch = _Watch(cloud)
    settings = {"FOLEY_LOG_LEVEL": "WARNING"}
    async with Stage.opened(speed=_SPEED, settings=settings, tencent=cloud, discord=discord) as stage:
        await stage.start_bot()
        await stage.wait_for_commands()
        unsubscribe = cloud.subscribe(watch.hear)
        await asyncio.gather(*[_ask(stage, kind, number, at) for number, (kind, at) in enumerate(_plan())])
        await watch.wait_for(len(_plan()), _MOST_SECONDS)
        unsubscribe()
        busiest = {f"{service}:{action}": most for service, action, most in _busiest(cloud)}
    return watch.outcome, busiest


def _plan() -> Sequence[tuple[str, float]]:
    return [(job.key[0], job.started_at) for job in arrivals(_workload(), _JOBS_PER_SECOND, _ARRIVING_SECONDS, _SEED)]


async def _ask(stage: Stage, kind: str, number: int, at_seconds: float) -> None:
    await asyncio.sleep(at_seconds)
    people = (stage.world.member, stage.world.member2, stage.world.moderator)
    command = _COMMANDS[kind].format(n=number)
    await stage.discord.command(random.Random(number).choice(people), stage.world.general, command)


def _busiest(cloud: LocalTencent) -> list[tuple[str, str, int]]:
    pairs = sorted({(call.service, call.action) for call in cloud.calls if call.action in _LOOKS})
    return [(service, action, cloud.limits.busiest_second(service, action)) for service, action in pairs]


class _Watch:
    """Hears every look; the first one after a task's end tells its lag."""

    def __init__(self, cloud: LocalTencent) -> None:
        self._cloud = cloud
        self._polls: Counter[str] = Counter()
        self._seen: set[str] = set()
        self._changed = asyncio.Event()
        self.outcome = Outcome()

    def hear(self, call: Call) -> None:
        if call.action not in _LOOKS or call.task_id in self._seen or call.error_code:
            return
        task = self._cloud.tasks.get(call.task_id)
        self._polls[call.task_id] += 1
        now = self._cloud.clock.life()
        if task is None or task.ends_at is None or task.state(now) is not TaskState.DONE:
            return
        self._seen.add(call.task_id)
        # When it was asked: the local cloud makes the media before it answers.
        lag = (now - task.ends_at) / _SPEED - call.milliseconds / 1000
        self.outcome.lags.append(max(0.0, lag))
        self.outcome.requests_per_job.append(self._polls[call.task_id])
        self._changed.set()

    async def wait_for(self, jobs: int, seconds: float) -> None:
        """Wait until so many were seen to have ended. Raises AssertionError where that takes longer."""
        try:
            async with asyncio.timeout(seconds):
                while len(self._seen) < jobs:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"{len(self._seen)} of {jobs} jobs were seen to have ended in {seconds:g} s") from None
