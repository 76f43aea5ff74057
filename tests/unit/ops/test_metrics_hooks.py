"""What the hooks make of jobs, calls and deliveries, and that labels stay few whatever comes."""

import asyncio
import platform
from dataclasses import replace

import pytest
from prometheus_client.metrics import MetricWrapperBase

from bot import __version__
from bot.errors import Blame
from bot.jobs.model import Backend, ColumnUpdate, DeliveryState, Job, State, Transition, TransitionRequest
from bot.ops.loop_lag import measure_loop_lag
from bot.ops.metrics import Metrics, bounded_code
from bot.tencent.client import CallRecord
from bot.tencent.errors import CODES
from bot.worker.delivery import Delivered
from tests.support.jobs import OUTPUT, make_new
from tests.support.manual_clock import ManualClock
from tests.support.memory_store import MemoryJobStore


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(now=1_700_000_000.0)


@pytest.fixture
def metrics(clock: ManualClock) -> Metrics:
    return Metrics(clock)


def value(metrics: Metrics, name: str, **labels: str) -> float:
    return metrics.registry.get_sample_value(name, labels) or 0.0


class Life:
    """One job taken through its transitions in a real store, told to the metrics at every step."""

    def __init__(self, metrics: Metrics, clock: ManualClock) -> None:
        self.metrics = metrics
        self.clock = clock
        self.store = MemoryJobStore()
        self.job: Job | None = None

    async def begin(self) -> None:
        self._tell(await self.store.add(make_new(self.clock.now())))

    async def take(
        self, transition: Transition, after_seconds: float = 0.0, changes: ColumnUpdate | None = None
    ) -> Job:
        assert self.job is not None
        await self.clock.advance(after_seconds)
        changes = replace(changes or ColumnUpdate(), at=self.clock.now())
        job = await self.store.take(TransitionRequest(self.job.id, transition, changes, "t"))
        assert job is not None, transition
        self._tell(job)
        return job

    def _tell(self, job: Job) -> None:
        self.job = job
        self.metrics.job_changed(job)

    def seconds(self, state: State) -> tuple[float, float]:
        labels = {"kind": "music", "state": state.value}
        name = "foley_job_state_duration_seconds"
        return value(self.metrics, f"{name}_count", **labels), value(self.metrics, f"{name}_sum", **labels)


async def test_a_whole_life_is_measured_once(metrics: Metrics, clock: ManualClock) -> None:
    life = Life(metrics, clock)
    await life.begin()
    await life.take(Transition.SUBMIT, 2.0)
    await life.take(Transition.QUEUE, 0.5)
    await life.take(Transition.SUBMIT, 30.0)
    await life.take(Transition.ACCEPT, 1.0, ColumnUpdate(task_id="t"))
    await life.take(Transition.COMPLETE, 90.0)
    # What follows is about the message; the job has ended once.
    await life.take(Transition.START_DELIVERY)
    await life.take(Transition.POSTPONE_DELIVERY, 5.0)
    await life.take(Transition.START_DELIVERY)
    await life.take(Transition.CONFIRM_DELIVERY, 1.0)
    await life.take(Transition.DELIVER_AGAIN, 600.0)
    assert life.seconds(State.REQUESTED) == (1, 2.0)
    assert life.seconds(State.QUEUED) == (1, 30.0)
    assert life.seconds(State.SUBMITTING) == (2, 1.5)
    assert life.seconds(State.WAITING) == (1, 90.0)
    assert value(metrics, "foley_jobs_requested_total", kind="music") == 1
    assert value(metrics, "foley_jobs_ended_total", kind="music", state="ready") == 1


@pytest.mark.parametrize(
    ("transitions", "state"),
    [
        ((Transition.EXPIRE,), "refused"),
        ((Transition.SUBMIT, Transition.REFUSE), "refused"),
        ((Transition.SUBMIT, Transition.LOSE_TRACK), "unknown"),
        ((Transition.SUBMIT, Transition.ACCEPT, Transition.FAIL), "failed"),
        ((Transition.SUBMIT, Transition.ACCEPT, Transition.ABANDON), "abandoned"),
        ((Transition.SUBMIT, Transition.ACCEPT, Transition.CANCEL), "cancelled"),
        ((Transition.SUBMIT, Transition.ACCEPT, Transition.COMPLETE), "ready"),
    ],
)
async def test_every_end_is_counted_once(
    metrics: Metrics, clock: ManualClock, transitions: tuple[Transition, ...], state: str
) -> None:
    life = Life(metrics, clock)
    await life.begin()
    for transition in transitions:
        await life.take(transition, 1.0, ColumnUpdate(task_id="t") if transition is Transition.ACCEPT else None)
    assert value(metrics, "foley_jobs_ended_total", kind="music", state=state) == 1
    if life.job is not None and life.job.delivery_state is DeliveryState.DUE:
        await life.take(Transition.START_DELIVERY)
        await life.take(Transition.HOLD_DELIVERY)
    assert value(metrics, "foley_jobs_ended_total", kind="music", state=state) == 1


async def test_refused_while_queued_counts_the_queue(metrics: Metrics, clock: ManualClock) -> None:
    life = Life(metrics, clock)
    await life.begin()
    await life.take(Transition.SUBMIT)
    await life.take(Transition.QUEUE)
    await life.take(Transition.EXPIRE, 40.0)
    assert life.seconds(State.QUEUED) == (1, 40.0)
    assert life.seconds(State.SUBMITTING) == (1, 0.0)


async def test_deliveries_by_outcome_and_only_posted_ones_by_time(metrics: Metrics, clock: ManualClock) -> None:
    life = Life(metrics, clock)
    await life.begin()
    await life.take(Transition.SUBMIT)
    await life.take(Transition.ACCEPT, changes=ColumnUpdate(task_id="t"))
    job = await life.take(Transition.COMPLETE)
    await clock.advance(3.0)
    for outcome in ("later", "held", "sent"):
        metrics.delivered(Delivered(job, outcome))
        assert value(metrics, "foley_deliveries_total", kind="music", outcome=outcome) == 1
    assert value(metrics, "foley_delivery_duration_seconds_count", kind="music") == 1
    assert value(metrics, "foley_delivery_duration_seconds_sum", kind="music") == 3.0
    # Posted again an hour later: that is no slow delivery.
    metrics.delivered(Delivered(replace(job, postings=1), "sent"))
    assert value(metrics, "foley_delivery_duration_seconds_count", kind="music") == 1


async def test_what_is_billed_is_counted_by_kind(metrics: Metrics, clock: ManualClock) -> None:
    metrics.expected_seconds = lambda request: 90.0
    for outputs in ((replace(OUTPUT, seconds=30.0), replace(OUTPUT, seconds=12.5)), (replace(OUTPUT, seconds=None),)):
        life = Life(metrics, clock)
        await life.begin()
        await life.take(Transition.SUBMIT)
        await life.take(Transition.ACCEPT, changes=ColumnUpdate(task_id="t"))
        await life.take(Transition.COMPLETE, changes=ColumnUpdate(outputs=outputs))
        await life.take(Transition.START_DELIVERY)
    assert value(metrics, "foley_billed_output_seconds_total", kind="music") == 42.5 + 90.0
    for transitions in ((Transition.REFUSE,), (Transition.ACCEPT, Transition.FAIL), (Transition.CANCEL,)):
        life = Life(metrics, clock)
        await life.begin()
        if transitions[0] is not Transition.CANCEL:
            await life.take(Transition.SUBMIT)
        for transition in transitions:
            await life.take(transition, changes=ColumnUpdate(task_id="t") if transition is Transition.ACCEPT else None)
    assert value(metrics, "foley_billed_output_seconds_total", kind="music") == 132.5, "nothing was made"
    too_late = Life(metrics, clock)
    await too_late.begin()
    await too_late.take(Transition.SUBMIT)
    await too_late.take(Transition.ACCEPT, changes=ColumnUpdate(task_id="t"))
    await too_late.take(Transition.CANCEL)
    assert value(metrics, "foley_billed_output_seconds_total", kind="music") == 222.5, "the provider can't be held back"


def test_refusals_of_the_provider_by_who_can_mend_them(metrics: Metrics) -> None:
    shown = metrics.exposition().decode()
    assert all(f'foley_tencent_refusals_total{{blame="{blame}"}} 0.0' in shown for blame in Blame)
    for code in (
        "AuthFailure.SignatureFailure",
        "FailedOperation.UserArrears",
        "UnknownParameter",
        "",
        "Foley.Timeout",
    ):
        metrics.called(CallRecord("CreateAigcAudioTask", Backend.MPS, code, 0.2, "id"))
    counted = {blame: value(metrics, "foley_tencent_refusals_total", blame=blame) for blame in Blame}
    assert counted == {Blame.OWNER: 2, Blame.BUG: 1, Blame.USER: 0, Blame.PROVIDER: 0}


def test_version_and_process_are_told(metrics: Metrics) -> None:
    labels = {"version": __version__, "python": platform.python_version()}
    assert value(metrics, "foley_build_info", **labels) == 1
    assert value(metrics, "process_resident_memory_bytes") > 1e6
    assert value(metrics, "process_start_time_seconds") > 1.6e9


async def test_a_loop_that_is_held_up_is_late(clock: ManualClock) -> None:
    seen: list[float] = []
    task = asyncio.create_task(measure_loop_lag(seen.append, clock))
    await clock.advance(1.0)
    assert seen == [0.0, 0.0]
    clock.block(3.0)  # something ran for so long without giving way
    await clock.advance(0.5)
    assert seen[2:3] == [2.5]
    task.cancel()


def test_codes_are_bounded(metrics: Metrics) -> None:
    for code in ("", "RequestLimitExceeded", "Foley.Timeout", "Brand.NewCode", "x" * 500):
        metrics.called(CallRecord("CreateAigcAudioTask", Backend.MPS, code, 0.2, "id"))
    codes = {
        sample.labels["code"]
        for family in metrics.registry.collect()
        for sample in family.samples
        if sample.name == "foley_tencent_calls_total"
    }
    assert codes == {"ok", "RequestLimitExceeded", "Foley.Timeout", "other"}
    assert all(bounded_code(code) == code for code in CODES)


def test_refusal_reasons_are_bounded(metrics: Metrics) -> None:
    for number in range(1000):
        metrics.refused(f"refusal-{number}")
    metrics.refused("x" * 5000)
    reasons = [
        sample
        for family in metrics.registry.collect()
        for sample in family.samples
        if sample.name == "foley_refusals_total"
    ]
    assert len(reasons) == 41
    assert value(metrics, "foley_refusals_total", reason="other") == 961


@pytest.mark.parametrize(
    ("status", "label"),
    [(200, "2xx"), (204, "2xx"), (403, "403"), (413, "413"), (429, "429"), (400, "4xx"), (503, "5xx"), (999, "other")],
)
def test_statuses_of_discord(metrics: Metrics, status: int, label: str) -> None:
    metrics.discord_answered(status)
    assert value(metrics, "foley_discord_responses_total", status=label) == 1


def test_two_sets_of_metrics_do_not_meet() -> None:
    one, other = Metrics(), Metrics()
    one.refused("refusal-stopping")
    assert value(other, "foley_refusals_total", reason="refusal-stopping") == 0


def test_no_metric_has_a_label_for_people_servers_or_jobs() -> None:
    allowed = {"kind", "state", "action", "outcome", "reason", "code", "status", "check", "queue", "blame"}
    metrics = [one for one in vars(Metrics()).values() if isinstance(one, MetricWrapperBase)]
    assert len(metrics) > 20
    for metric in metrics:
        assert set(metric._labelnames) <= allowed
