"""One simulated process: Foley's own parts, put together as bot.app does, over the ports of this world."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from bot.catalog.catalog import Catalog
from bot.catalog.voices import VoiceIndex
from bot.guilds.guild_service import GuildService
from bot.guilds.operator import OperatorService
from bot.guilds.output_lengths import OutputLengths
from bot.guilds.ports import PriceList
from bot.guilds.privacy import PrivacyService
from bot.jobs.model import Backend, Kind, Request, new_job_id
from bot.jobs.ports import Lease
from bot.jobs.repository import JobRepository
from bot.patterns import compile_pattern
from bot.polling.durations import DurationKey, Durations, Prior
from bot.service.job_service import JobService
from bot.service.prepare_request import RequestPreparer
from bot.service.speech_text import SpeechPreparer
from bot.service.voice_clips import VoiceClips
from bot.store.engine.lease import LocalLease, PostgresLease
from bot.utils.tasks import Tasks
from bot.worker.delivery import Delivery
from bot.worker.dispatcher import Dispatcher
from bot.worker.lost_tasks import LostTaskFinder
from bot.worker.orphaned_creates import OrphanedCreates
from bot.worker.poller import Poller
from bot.worker.reconciler import Reconciler, Stages
from bot.worker.result_builder import ResultBuilder
from bot.worker.status_board import StatusBoard
from bot.worker.status_views import StatusViews
from bot.worker.worker import Chore, LearnedDurations, Worker
from tests.simulation.clock import ProcessClock
from tests.simulation.cloud import CloudThere
from tests.simulation.database import DatabaseModel, GuildsThere, JobsThere, LearningThere, Road, Watch
from tests.simulation.discord_model import DiscordThere
from tests.simulation.lease_server import LeaseConnection, LeaseServer, connect
from tests.simulation.loop import Owner, SimulatedLoop
from tests.simulation.media_model import EmptyResultCache, MediaThere
from tests.simulation.scenario import Rates
from tests.simulation.signals import Ether, Station
from tests.simulation.wire import Wire
from tests.support.memory_guilds import NothingKept
from tests.support.memory_store import MemoryPreferences

CREATE_SECONDS = 90.0
GIVE_UP_SECONDS = {Backend.MPS: 1800.0, Backend.VOD: 3600.0}
STOP_SECONDS = 20.0


class NobodySpeaks:
    """Writer, names and voices of a world without speech."""

    def says_something(self, text: str) -> bool:
        return True


async def _as_it_is(request: Request) -> Request:
    return request


@dataclass
class Outside:
    """What all processes share: the world around them, as one of them reaches it."""

    loop: SimulatedLoop
    wire: Wire
    catalog: Catalog
    prices: PriceList
    database: DatabaseModel
    leases: LeaseServer
    ether: Ether
    road: Callable[[], Road]
    cloud: Callable[["Process"], CloudThere]
    discord: Callable[[], DiscordThere]
    media: Callable[[], MediaThere]
    watch: Callable[["Process"], Watch]
    chance: Callable[[], random.Random]
    is_alone: bool


class Process:
    """One life of one process, from its start to its death or stop."""

    def __init__(self, number: int, outside: Outside, stepped_seconds: float) -> None:
        self.number = number
        self.owner = Owner(f"process{number}")
        self.outside = outside
        self.clock = ProcessClock(outside.loop)
        self.clock.stepped_seconds = stepped_seconds
        self.road = outside.road()
        self.has_stopped = False
        self.resumed_at = float("-inf")  # after it stood still
        self.connections: list[LeaseConnection] = []
        self.chance = outside.chance()
        # What a constructor creates or subscribes is this process's.
        outside.loop.as_owner(self.owner, self._build)

    def _build(self) -> None:
        outside, clock = self.outside, self.clock
        self.station = Station(outside.ether, self.road, self._run)
        self.lease: Lease = LocalLease() if outside.is_alone else PostgresLease(self._connect, clock)
        self.cloud = outside.cloud(self)
        self.media = outside.media()
        jobs = JobsThere(self.road, outside.database.jobs, outside.watch(self))
        self.repository = JobRepository(
            jobs, self.station, clock, new_id=lambda now: new_job_id(now, self.chance.choice)
        )
        self.durations = Durations(_prior_of(outside.catalog))
        lengths = OutputLengths(outside.catalog.output_seconds)
        self.guild_store = GuildsThere(self.road, outside.database.guilds)
        self.guilds = GuildService(self.guild_store, self.station, clock, compile_pattern, lengths, outside.prices)
        self.operator = OperatorService(self.guild_store, self.station, clock)
        self.privacy = PrivacyService(
            NothingKept(), self.repository, EmptyResultCache(), self.station, clock, provider=self.cloud
        )
        builder = ResultBuilder(self.media, EmptyResultCache(), clock, self.guilds.settings_of_results)
        self.stages, views = self._stages(jobs, builder, outside.discord())
        self.worker = self._worker()
        self.service = JobService(
            self.repository, self._requests(), self.guilds, self.operator, self.cloud, views, VoiceClips(builder)
        )
        self.repository.subscribe(lengths.observe)
        self.background = Tasks("process")

    def _stages(self, jobs: JobsThere, builder: ResultBuilder, messenger: DiscordThere) -> tuple[Stages, StatusViews]:
        operator, clock, durations = self.operator, self.clock, self.durations
        dispatcher = Dispatcher(self.repository, self.cloud, clock, rng=self.chance)
        operator.watch(lambda state: dispatcher.hold(paused=state.paused))
        operator.watch(lambda state: self.cloud.manners.operator_says(paused=state.paused))
        views = StatusViews(
            jobs,
            position=dispatcher.position,
            positions=dispatcher.positions,
            estimate=lambda job: durations.estimate(job.kind.value, job.model, job.version),
            maintenance=lambda: operator.state.maintenance,
        )
        board = StatusBoard(messenger, clock, views)
        poller = Poller(
            self.repository,
            self.cloud,
            durations,
            clock,
            give_up_seconds=lambda backend: GIVE_UP_SECONDS[backend],
            on_running=board.progress,
        )
        delivery = Delivery(
            self.repository, builder, messenger, clock, may_post=lambda: self.lease.held, on_stage=board.stage
        )
        return Stages(dispatcher, poller, delivery, board, LostTaskFinder(self.repository, self.cloud, clock)), views

    def _worker(self) -> Worker:
        alone, clock = self.outside.is_alone, self.clock
        after_seconds = 0.0 if alone else CREATE_SECONDS
        on_their_way = self.stages.dispatcher.on_their_way
        chores = (
            Chore("orphans", OrphanedCreates(self.repository, clock, on_their_way, after_seconds).settle, 5.0),
            Chore("retention", self.privacy.sweep, 60.0),
        )
        self.reconciler = Reconciler(self.repository, self.stages, clock, alone=alone)
        learning = LearningThere(self.road, self.outside.database.learning)
        learned = LearnedDurations(self.durations, learning, clock)
        return Worker(self.lease, self.reconciler, self.stages, learned, chores, clock)

    def _requests(self) -> RequestPreparer:
        nobody = NobodySpeaks()
        voices = VoiceIndex(_NoVoices(), self.clock, [])
        speech = SpeechPreparer(nobody, nobody, self.outside.catalog, voices, MemoryPreferences())  # type: ignore[arg-type]  # never asked
        return RequestPreparer(self.outside.catalog, speech, sfx_backend=lambda: Backend.VOD, renew=_as_it_is)

    async def _connect(self) -> LeaseConnection:
        connection = await connect(self.outside.leases, self.outside.wire, self.road, self.chance)
        self.connections.append(connection)
        return connection

    def _run(self, call: Callable[[], None]) -> None:
        if self.owner.alive:
            self.outside.loop.as_owner(self.owner, call)

    # --- living ---

    def start(self) -> None:
        """Begin to work."""
        self._starting = self.outside.loop.start(self.owner, self._start(), "start")

    async def _start(self) -> None:
        await self.operator.refresh()
        self.background.keep(self.operator.keep_fresh, "operator", self.clock)
        self.background.keep(self.privacy.keep_copies_true, "copies", self.clock)
        self.worker.start()

    async def stop(self) -> None:
        """Stop in order, as a deploy does."""
        self.service.stopping = True
        self._starting.cancel()
        await asyncio.wait([self._starting])
        await self.worker.stop(STOP_SECONDS)
        await self.background.cancel()
        await self.service.close()
        for part in (self.guilds, self.operator, self.privacy):
            part.close()
        await self.lease.release()
        self.station.close()
        self.has_stopped = True

    def run(self, coroutine: Callable[[], Awaitable[None]], name: str) -> None:
        """Do something in this process."""

        async def do() -> None:
            await coroutine()

        self.outside.loop.start(self.owner, do(), name)

    def holding(self) -> int:
        """Return a number for the present stretch of holding the lease."""
        return self.lease._number if isinstance(self.lease, PostgresLease) else 0

    def calm(self, rates: Rates) -> None:
        """Let no call fail any more."""
        for one in (self.road, self.media):
            one.rates = rates

    def held(self) -> Iterator[str]:
        """Name what this process still holds, though there is nothing to do."""
        stages = self.stages
        counts = {
            "jobs to send": stages.dispatcher.waiting(),
            "creates on their way": len(stages.dispatcher.on_their_way()),
            "jobs to watch": stages.poller.watched(),
            "notices to post": stages.delivery.waiting(),
            "open jobs in mind": len(self.reconciler.open),
            "workspaces": self.media.open_workspaces,
            "callers at the limiter": sum(gauge.waiting for gauge in self.cloud.limiter.gauges()),
        }
        return (f"{count} {what}" for what, count in counts.items() if count)

    def die(self, *, tells_nobody: bool) -> None:
        """Be gone, between two steps. The database hears of it at once, or by its keepalives."""
        self.station.close()
        self.outside.loop.kill(self.owner)
        for connection in self.connections:
            connection.lose(4.0 if tells_nobody else 0.001)


class _NoVoices:
    async def list_voices(self) -> list:  # type: ignore[type-arg]
        return []


def _prior_of(catalog: Catalog) -> Callable[[DurationKey], Prior]:
    def prior(key: DurationKey) -> Prior:
        median_seconds, spread = catalog.prior(Kind(key[0]), *key[1:])
        return Prior(median_seconds, spread)

    return prior
