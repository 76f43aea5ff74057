"""A hosted process as Prometheus sees it: its real /metrics, read once a simulated minute into series for promtool."""

from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import aiohttp
import psutil
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from bot.command_sync import SyncState
from bot.media import ByteBudget
from bot.ops.metrics import Metrics
from bot.ops.operations import Operations
from bot.ops.process_state import ProcessState
from bot.store import Store
from bot.store.jobs.open_job_counts import OpenJobCount, count_open_jobs
from bot.tencent.limiter import Gauge
from tests.support.manual_clock import ManualClock

_MEMORY, _BOT_BYTES = "process_resident_memory_bytes", 150e6


class ToldState(ProcessState):
    """A life of the bot whose answers a test decides; open jobs are counted in a real database where there is one."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.shards = (2, 2)
        self.leads = True
        self.commands = SyncState(True, "current")
        self.sync_state = lambda: self.commands
        self.waiting_calls = 0
        self.store: Store | None = None

    def open_shards(self) -> tuple[int, int]:
        return self.shards

    def gateway_latency_seconds(self) -> float:
        return 0.05

    async def refused_token(self) -> str | None:
        return None

    async def ping(self) -> None:
        """The database is well."""

    def holds_lease(self) -> bool:
        return self.leads

    def last_tick_at(self) -> float:
        return self.clock.monotonic()

    def failing_loops(self) -> list[str]:
        return []

    async def foreign_heartbeat(self) -> float | None:
        return None

    def watched_jobs(self) -> int:
        return 0

    def pending_deliveries(self) -> int:
        return 0

    def workspace_budget(self) -> ByteBudget:
        return ByteBudget(768 * 1024 * 1024)

    def budgets(self) -> list[Gauge]:
        return [Gauge("mps:DescribeAigcAudioTask", 20.0, 10.0, 4, self.waiting_calls, 4, 0)]

    async def open_job_counts(self) -> list[OpenJobCount]:
        return [] if self.store is None else await count_open_jobs(self.store.database)


class ScrapedProcess:
    """One hosted process as Prometheus sees it: its address, and what it answered each minute."""

    def __init__(self, clock: ManualClock, stack: AsyncExitStack, folder: Path, number: int) -> None:
        self.clock = clock
        self.stack = stack
        self.folder = folder
        self.life = ToldState(clock)
        self.ops = Operations("127.0.0.1:0", clock)
        self.instance = f"bot-{number}:8080"
        self.is_listed = True
        self.series: dict[str, list[str]] = {}
        self._held_before = psutil.Process().memory_info().rss
        self._watching = stack.enter_context(ExitStack())
        self.begin_again()

    @property
    def metrics(self) -> Metrics:
        return self.ops.metrics

    def begin_again(self) -> None:
        self._watching.close()
        self._watching.enter_context(self.ops.watching(self.life))

    async def database(self) -> Store:
        if self.life.store is None:
            opened = Store.opened(f"sqlite:///{self.folder / 'foley.db'}", self.clock)
            self.life.store = await self.stack.enter_async_context(opened)
        return self.life.store

    async def scrape(self, session: aiohttp.ClientSession, minute: int) -> None:
        """Ask once, and keep every sample under its series."""
        if not self.is_listed:
            return
        try:
            async with session.get(f"http://127.0.0.1:{self.ops.server.port}/metrics") as response:
                samples = list(_samples(await response.text()))
        except aiohttp.ClientError:
            samples = [Sample("up", {}, 0.0)]
        for sample in map(self._as_of_a_bot, samples):
            labels = {**sample.labels, "job": "foley", "instance": self.instance}
            name = sample.name + "{" + ",".join(f'{key}="{value}"' for key, value in labels.items()) + "}"
            values = self.series.setdefault(name, [])
            values += [_missing(values)] * (minute - len(values)) + [repr(sample.value)]

    def _as_of_a_bot(self, sample: Sample) -> Sample:
        """This process is a test run, which holds what all its tests have left: only what is taken since counts."""
        if sample.name != _MEMORY:
            return sample
        return sample._replace(value=sample.value - self._held_before + _BOT_BYTES)

    def input_series(self, minutes: int) -> list[dict[str, str]]:
        return [
            {"series": name, "values": " ".join(values + [_missing(values)] * (minutes - len(values)))}
            for name, values in self.series.items()
        ]


def _missing(values: list[str]) -> str:
    """A series that an answer does not hold any more has ended, as Prometheus would write it down."""
    return "stale" if values else "_"


def _samples(text: str) -> Iterator[Sample]:
    yield Sample("up", {}, 1.0)
    for family in text_string_to_metric_families(text):
        yield from (sample for sample in family.samples if not sample.name.endswith("_created"))
