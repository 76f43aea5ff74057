"""One simulated process: Foley's own parts, wired up as in bot.app, over simulated ports."""

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
from bot.jobs.model import Backend, Job, Kind, Request, new_job_id
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
from bot.worker.status_views import StatusViews
from bot.worker.worker import Chore, LearnedDurations, Worker
from tests.simulation.clock import ProcessClock
from tests.simulation.database import (
    DatabaseLink,
    DatabaseModel,
    SimulatedGuildStore,
    SimulatedJobStore,
    SimulatedLearningStore,
    WriteObserver,
)
from tests.simulation.discord_model import SimulatedMessenger
from tests.simulation.edits import CheckedStatusBoard
from tests.simulation.lease_server import LeaseConnection, LeaseServer, connect
from tests.simulation.loop import Owner, SimulatedLoop
from tests.simulation.media_model import EmptyResultCache, SimulatedMedia
from tests.simulation.network import Network
from tests.simulation.provider_model import SimulatedProvider
from tests.simulation.scenario import Rates
from tests.simulation.signals import SignalBus, SimulatedSignals
from tests.simulation.story import Story
from tests.support.memory_guilds import NothingKept
from tests.support.memory_store import MemoryPreferences

CREATE_SECONDS = 90.0
GIVE_UP_SECONDS = {Backend.MPS: 1800.0, Backend.VOD: 3600.0}
STOP_SECONDS = 20.0


class NoSpeech:
    """Writer, names and voices for a simulation without speech."""

    def says_something(self, text: str) -> bool:
        return True


async def _unchanged(request: Request) -> Request:
    return request


@dataclass
class Environment:
    """What all processes share, and factories for each process's own ports."""

    loop: SimulatedLoop
    network: Network
    catalog: Catalog
    prices: PriceList
    database: DatabaseModel
    leases: LeaseServer
    signal_bus: SignalBus
    link: Callable[[], DatabaseLink]
    provider: Callable[["Process"], SimulatedProvider]
    discord: Callable[[], SimulatedMessenger]
    media: Callable[[], SimulatedMedia]
    observer: Callable[["Process"], WriteObserver]
    new_rng: Callable[[], random.Random]
    story: Story
    is_alone: bool


class Process:
    """One life of one process, from its start until it dies or is stopped."""

    def __init__(self, number: int, environment: Environment, stepped_seconds: float) -> None:
        self.number = number
        self.owner = Owner(f"process{number}")
        self.environment = environment
        self.clock = ProcessClock(environment.loop)
        self.clock.stepped_seconds = stepped_seconds
        self.link = environment.link()
        self.is_stopped = False
        self.resumed_at = float("-inf")  # the end of its last stall
        self.connections: list[LeaseConnection] = []
        self.rng = environment.new_rng()
        # So that what the constructors create or subscribe belongs to this process.
        environment.loop.as_owner(self.owner, self._build)

    def _build(self) -> None:
        environment, clock = self.environment, self.clock
        self.signals = SimulatedSignals(environment.signal_bus, self.link, self._run)
        self.lease: Lease = LocalLease() if environment.is_alone else PostgresLease(self._connect, clock)
        self.provider = environment.provider(self)
        self.media = environment.media()
        jobs = SimulatedJobStore(self.link, environment.database.jobs, environment.observer(self))
        self.repository = JobRepository(jobs, self.signals, clock, new_id=lambda now: new_job_id(now, self.rng.choice))
        self.durations = Durations(_prior_of(environment.catalog))
        lengths = OutputLengths(environment.catalog.output_seconds)
        self.guild_store = SimulatedGuildStore(self.link, environment.database.guilds)
        self.guilds = GuildService(self.guild_store, self.signals, clock, compile_pattern, lengths, environment.prices)
        self.operator = OperatorService(self.guild_store, self.signals, clock)
        self.privacy = PrivacyService(
            NothingKept(), self.repository, EmptyResultCache(), self.signals, clock, provider=self.provider
        )
        builder = ResultBuilder(self.media, EmptyResultCache(), clock, self.guilds.settings_of_results)
        self.stages, views = self._stages(jobs, builder, environment.discord())
        self.worker = self._worker()
        self.service = JobService(
            self.repository, self._requests(), self.guilds, self.operator, self.provider, views, VoiceClips(builder)
        )
        self.repository.subscribe(lengths.observe)
        self.repository.subscribe(self._note_change)
        self.background = Tasks("process")

    def _stages(
        self, jobs: SimulatedJobStore, builder: ResultBuilder, messenger: SimulatedMessenger
    ) -> tuple[Stages, StatusViews]:
        operator, clock, durations = self.operator, self.clock, self.durations
        dispatcher = Dispatcher(self.repository, self.provider, clock, rng=self.rng)
        operator.watch(lambda state: dispatcher.hold(paused=state.paused))
        self.provider.pacing.queued_jobs = lambda key: dispatcher._lanes[key].queue.jobs()
        operator.watch(lambda state: self.provider.pacing.observe_pause(paused=state.paused))
        views = StatusViews(
            jobs,
            position=dispatcher.position,
            positions=dispatcher.positions,
            estimate=lambda job: durations.estimate(job.kind.value, job.model, job.version),
            maintenance=lambda: operator.state.maintenance,
        )
        story = self.environment.story
        board = CheckedStatusBoard(messenger, clock, views, story, lambda: self.resumed_at)
        poller = Poller(
            self.repository,
            self.provider,
            durations,
            clock,
            give_up_seconds=lambda backend: GIVE_UP_SECONDS[backend],
            on_running=board.progress,
        )
        delivery = Delivery(
            self.repository, builder, messenger, clock, may_post=lambda: self.lease.held, on_stage=board.stage
        )
        return Stages(dispatcher, poller, delivery, board, LostTaskFinder(self.repository, self.provider, clock)), views

    def _worker(self) -> Worker:
        alone, clock = self.environment.is_alone, self.clock
        after_seconds = 0.0 if alone else CREATE_SECONDS
        on_their_way = self.stages.dispatcher.on_their_way
        chores = (
            Chore("orphans", OrphanedCreates(self.repository, clock, on_their_way, after_seconds).settle, 5.0),
            Chore("retention", self.privacy.sweep, 60.0),
        )
        self.reconciler = Reconciler(self.repository, self.stages, clock, alone=alone)
        learning = SimulatedLearningStore(self.link, self.environment.database.learning)
        learned = LearnedDurations(self.durations, learning, clock)
        return Worker(self.lease, self.reconciler, self.stages, learned, chores, clock)

    def _requests(self) -> RequestPreparer:
        nobody = NoSpeech()
        voices = VoiceIndex(_NoVoices(), self.clock, [])
        speech = SpeechPreparer(nobody, nobody, self.environment.catalog, voices, MemoryPreferences())  # type: ignore[arg-type]  # never used
        return RequestPreparer(self.environment.catalog, speech, sfx_backend=lambda: Backend.VOD, renew=_unchanged)

    async def _connect(self) -> LeaseConnection:
        connection = await connect(self.environment.leases, self.environment.network, self.link, self.rng)
        self.connections.append(connection)
        return connection

    def _note_change(self, job: Job) -> None:
        if self.worker.active:
            self.provider.pacing.job_changed(job, self.provider.create_key(job))

    def _run(self, call: Callable[[], None]) -> None:
        if self.owner.alive:
            self.environment.loop.as_owner(self.owner, call)

    # --- lifecycle ---

    def start(self) -> None:
        """Start working."""
        self._starting = self.environment.loop.start(self.owner, self._start(), "start")

    async def _start(self) -> None:
        await self.operator.refresh()
        self.background.keep(self.operator.keep_fresh, "operator", self.clock)
        self.background.keep(self.privacy.keep_copies_true, "copies", self.clock)
        self.worker.start()

    async def stop(self) -> None:
        """Shut down gracefully, as for a deploy."""
        self.service.stopping = True
        self._starting.cancel()
        await asyncio.wait([self._starting])
        await self.worker.stop(STOP_SECONDS)
        await self.background.cancel()
        await self.service.close()
        for part in (self.guilds, self.operator, self.privacy):
            part.close()
        await self.lease.release()
        self.signals.close()
        self.is_stopped = True

    def run(self, coroutine: Callable[[], Awaitable[None]], name: str) -> None:
        """Run a coroutine function in this process."""

        async def do() -> None:
            await coroutine()

        self.environment.loop.start(self.owner, do(), name)

    def lease_number(self) -> int:
        """Return the number of the current lease."""
        return self.lease._number if isinstance(self.lease, PostgresLease) else 0

    def set_rates(self, rates: Rates) -> None:
        """Change the error rates of its own ports."""
        for port in (self.link, self.media):
            port.rates = rates

    def leftovers(self) -> Iterator[str]:
        """Yield what this process still holds on to although there is nothing left to do."""
        stages = self.stages
        counts = {
            "jobs to send": stages.dispatcher.waiting(),
            "creates in progress": len(stages.dispatcher.on_their_way()),
            "jobs to watch": stages.poller.watched(),
            "results to post": stages.delivery.waiting(),
            "open jobs remembered": len(self.reconciler.open),
            "workspaces": self.media.open_workspaces,
            "callers at the limiter": sum(gauge.waiting for gauge in self.provider.limiter.gauges()),
        }
        return (f"{count} {name}" for name, count in counts.items() if count)

    def die(self, *, is_abrupt: bool) -> None:
        """Die between two steps. The database notices at once, or if ``is_abrupt`` only by its keepalives."""
        self.signals.close()
        self.environment.loop.kill(self.owner)
        for connection in self.connections:
            connection.lose(4.0 if is_abrupt else 0.001)


class _NoVoices:
    async def list_voices(self) -> list:  # type: ignore[type-arg]
        return []


def _prior_of(catalog: Catalog) -> Callable[[DurationKey], Prior]:
    def prior(key: DurationKey) -> Prior:
        median_seconds, spread = catalog.prior(Kind(key[0]), *key[1:])
        return Prior(median_seconds, spread)

    return prior
