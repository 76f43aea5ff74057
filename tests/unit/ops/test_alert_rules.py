"""The alert rules: each fires when its cause is made, and at no other; each is explained in the runbook.

A cause is made in the parts that the metrics come from. /metrics of the real server is read once a simulated minute,
and Prometheus' promtool evaluates the rules over what was read.
"""

import asyncio
import mmap
import os
import re
import resource
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml

from bot.command_sync import SyncState
from bot.jobs.model import Backend, ColumnUpdate, Job, Output, Transition, TransitionRequest
from bot.ops.loop_lag import measure_loop_lag
from bot.ops.metrics import Metrics
from bot.tencent.client import CallRecord
from bot.worker.delivery import Delivered
from bot.worker.poller import Polled
from tests.support.jobs import OUTPUT, make_new
from tests.support.manual_clock import ManualClock
from tests.support.memory_store import MemoryJobStore
from tests.support.promtool import check_alerts, promtool
from tests.support.scraped_process import ScrapedProcess

ROOT = Path(__file__).parents[3]
RULES = ROOT / "deploy" / "prometheus-alerts.yaml"
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
SECONDS_A_SCRAPE = 60.0
FIRING = 'count by (alertname) (ALERTS{alertstate="firing"})'


Cause = Callable[[ScrapedProcess, int], Awaitable[None]]
"""Called each minute from the second on: makes the cause, or goes on making it."""


@dataclass(frozen=True)
class Scenario:
    cause: Cause
    minutes: int
    fires: frozenset[str]


SCENARIOS: dict[str, Scenario] = {}


def cause_of(alert: str, minutes: int, *others: str) -> Callable[[Cause], Cause]:
    """Register a cause: after so many minutes the alert fires, with ``others`` and no other."""

    def register(cause: Cause) -> Cause:
        SCENARIOS[alert] = Scenario(cause, minutes, frozenset({alert, *others}) - {"nothing"})
        return cause

    return register


@cause_of("nothing", 30)
async def all_is_well(process: ScrapedProcess, minute: int) -> None:
    await end_job(process, Transition.COMPLETE)
    process.metrics.polled(Polled("mps", "succeeded", await end_job(process, Transition.COMPLETE), 1.0))


@cause_of("FoleyDown", 5)
async def the_process_is_gone(process: ScrapedProcess, minute: int) -> None:
    await process.ops.server.close()


@cause_of("FoleyAbsent", 14)
async def the_process_is_not_listed(process: ScrapedProcess, minute: int) -> None:
    process.is_listed = False


@cause_of("FoleyNotReady", 6)
async def a_shard_stays_away(process: ScrapedProcess, minute: int) -> None:
    process.life.shards = (1, 2)


@cause_of("FoleyCommandsOutdated", 34)
async def commands_are_refused(process: ScrapedProcess, minute: int) -> None:
    process.life.commands = SyncState(False, "Discord answered 400")


@cause_of("FoleyNobodyWorks", 7, "FoleyNotReady")
async def the_lease_is_lost(process: ScrapedProcess, minute: int) -> None:
    process.life.leads = False


@cause_of("FoleyTwoLeaseHolders", 6)
async def a_second_process_holds_the_lease(process: ScrapedProcess, minute: int) -> None:
    """The scenario's second process does, from the second minute on."""


@cause_of("FoleyRestarting", 10)
async def the_bot_begins_again_and_again(process: ScrapedProcess, minute: int) -> None:
    process.begin_again()


@cause_of("FoleyQueueStuck", 24)
async def a_request_is_not_sent(process: ScrapedProcess, minute: int) -> None:
    store = await process.database()
    if minute == 1:
        await store.jobs.add(make_new(process.clock.now()))


@cause_of("FoleyResultsNotPosted", 19)
async def an_ending_is_not_posted(process: ScrapedProcess, minute: int) -> None:
    store = await process.database()
    if minute == 1:
        added = await store.jobs.add(make_new(process.clock.now()))
        assert await store.jobs.take(
            TransitionRequest(added.id, Transition.EXPIRE, ColumnUpdate(at=process.clock.now()))
        )


@cause_of("FoleyResultsHeld", 4)
async def results_are_held(process: ScrapedProcess, minute: int) -> None:
    for _ in range(6):
        process.metrics.delivered(Delivered(await end_job(process, Transition.COMPLETE), "held"))


@cause_of("FoleyUnknownOutcomes", 3)
async def a_create_is_not_answered(process: ScrapedProcess, minute: int) -> None:
    if minute == 1:
        await end_job(process, Transition.LOSE_TRACK)


@cause_of("FoleyJobsFail", 10)
async def a_third_of_the_jobs_fails(process: ScrapedProcess, minute: int) -> None:
    for transition in (Transition.COMPLETE, Transition.FAIL, Transition.FAIL):
        await end_job(process, transition)


@cause_of("FoleyAccountRefused", 5)
async def the_account_is_in_arrears(process: ScrapedProcess, minute: int) -> None:
    call(process, "FailedOperation.UserArrears")


@cause_of("FoleyRequestsWrong", 7)
async def a_field_is_not_known(process: ScrapedProcess, minute: int) -> None:
    call(process, "UnknownParameter")


@cause_of("FoleyDetectionSlow", 14)
async def finished_jobs_are_noticed_late(process: ScrapedProcess, minute: int) -> None:
    process.metrics.polled(Polled("mps", "succeeded", await end_job(process, Transition.COMPLETE), 200.0))


@cause_of("FoleyBudgetFull", 14)
async def calls_wait_for_the_budget(process: ScrapedProcess, minute: int) -> None:
    process.life.waiting_calls = 80


@cause_of("FoleySpendingHigh", 4)
async def two_hours_of_sound_are_bought(process: ScrapedProcess, minute: int) -> None:
    await end_job(process, Transition.COMPLETE, replace(OUTPUT, seconds=3600.0))


@cause_of("FoleyDiscordRefuses", 4)
async def discord_answers_with_429(process: ScrapedProcess, minute: int) -> None:
    for _ in range(1500):
        process.metrics.discord_answered(429)


@cause_of("FoleyEventLoopLag", 10)
async def the_loop_is_late(process: ScrapedProcess, minute: int) -> None:
    class LateClock(ManualClock):
        async def sleep(self, delay_seconds: float) -> None:
            await process.clock.sleep(delay_seconds + 2.0)

        def monotonic(self) -> float:
            return process.clock.monotonic()

    if minute == 1:
        task = asyncio.create_task(measure_loop_lag(process.metrics.loop_lag_seconds.observe, LateClock()))
        process.stack.callback(task.cancel)


@cause_of("FoleyMemoryHigh", 18)
async def memory_is_held(process: ScrapedProcess, minute: int) -> None:
    if minute == 1:
        held = process.stack.enter_context(mmap.mmap(-1, 700_000_000))
        held[:: mmap.PAGESIZE] = b"x" * len(held[:: mmap.PAGESIZE])


@cause_of("FoleyFilesOpen", 8)
async def nearly_all_files_are_open(process: ScrapedProcess, minute: int) -> None:
    if minute == 1:
        process.stack.enter_context(_few_files())


@contextmanager
def _few_files() -> Iterator[None]:
    """Let this process open hardly more files than it has open; the limit is on their numbers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ExitStack() as held:
        highest = max(held.enter_context(Path(os.devnull).open()).fileno() for _ in range(200))
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 20, hard))
        held.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        yield


async def end_job(process: ScrapedProcess, transition: Transition, output: Output = OUTPUT) -> Job:
    """Take a job to its end, as the metrics hear of it."""
    store = MemoryJobStore()
    job = await store.add(make_new(process.clock.now()))
    process.metrics.job_changed(job)
    steps = (
        (Transition.SUBMIT, transition)
        if transition is Transition.LOSE_TRACK
        else (Transition.SUBMIT, Transition.ACCEPT, transition)
    )
    for step in steps:
        outputs = (output,) if step is Transition.COMPLETE else None
        changes = ColumnUpdate(at=process.clock.now(), task_id="t", outputs=outputs)
        taken = await store.take(TransitionRequest(job.id, step, changes, "t"))
        assert taken is not None, step
        job = taken
        process.metrics.job_changed(job)
    return job


def call(process: ScrapedProcess, code: str) -> None:
    process.metrics.called(CallRecord("CreateAigcAudioTask", Backend.MPS, code, 0.2, "id"))


async def play(name: str, scenario: Scenario, folder: Path) -> dict[str, Any]:
    """Let a scenario's minutes pass; return them as a group for promtool."""
    clock = ManualClock()
    folder.mkdir()
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        processes = [ScrapedProcess(clock, stack, folder, number) for number in (1, 2)[: 2 if "Two" in name else 1]]
        for number, process in enumerate(processes):
            process.life.leads = number == 0
            await process.ops.server.start()
            stack.push_async_callback(process.ops.server.close)
        for minute in range(scenario.minutes + 1):
            if minute >= 1:
                await scenario.cause(processes[0], minute)
                processes[-1].life.leads = processes[0].life.leads
            for process in processes:
                await process.scrape(session, minute)
            await clock.advance(SECONDS_A_SCRAPE)
    fires = [{"labels": f'{{alertname="{alert}"}}', "value": 1} for alert in sorted(scenario.fires)]
    return {
        "name": f"{name}: {scenario.cause.__name__}",
        "interval": "1m",
        "input_series": [one for process in processes for one in process.input_series(scenario.minutes + 1)],
        "promql_expr_test": [
            {"expr": FIRING, "eval_time": "30s", "exp_samples": []},
            {"expr": FIRING, "eval_time": f"{scenario.minutes}m", "exp_samples": fires},
        ],
    }


async def test_each_rule_fires_for_its_cause_and_for_no_other(tmp_path: Path) -> None:
    assert set(SCENARIOS) - {"nothing"} == set(rules())
    groups = [await play(name, scenario, tmp_path / name) for name, scenario in SCENARIOS.items()]
    check_alerts(tmp_path, RULES, groups)


def rules() -> dict[str, dict[str, Any]]:
    [group] = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return {rule["alert"]: rule for rule in group["rules"]}


def test_rules_and_the_scrape_example_are_prometheus_own_language() -> None:
    assert f"{len(rules())} rules found" in promtool("check", "rules", RULES)
    promtool("check", "config", "--syntax-only", ROOT / "deploy" / "prometheus-scrape.yaml")


def test_rules_name_only_what_is_exported() -> None:
    for name, rule in rules().items():
        named = set(re.findall(r"\b(?:foley|process)_[a-z_]+", rule["expr"]))
        assert named <= Metrics().names(), name


@pytest.mark.parametrize("name", rules())
def test_the_runbook_says_what_each_alert_means_and_what_to_do(name: str) -> None:
    rule = rules()[name]
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert rule["annotations"]["runbook"] == f"docs/runbook.md#{name.lower()}"
    section = re.search(rf"^### {name}\n(.+?)(?=^##|\Z)", RUNBOOK, re.MULTILINE | re.DOTALL)
    assert section is not None
    assert "**Means**" in section[1]
    assert "**Do**" in section[1]


def test_the_runbook_explains_no_alert_that_is_gone() -> None:
    assert sorted(re.findall(r"^### (Foley\w+)$", RUNBOOK, re.MULTILINE)) == sorted(rules())
