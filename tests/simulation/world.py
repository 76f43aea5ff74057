"""The simulated world: the models, the processes, and the observers that check their writes."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.catalog.catalog import Catalog
from bot.jobs.claim import Claim
from bot.jobs.model import Job, NewJob, TransitionRequest
from bot.jobs.ports import JobStore
from tests.simulation.database import DatabaseLink, DatabaseModel, WriteObserver
from tests.simulation.discord_model import DiscordModel, SimulatedMessenger
from tests.simulation.invariants import InvariantChecker
from tests.simulation.lease_server import LeaseServer
from tests.simulation.limits import LedgerRow
from tests.simulation.loop import SimulatedLoop
from tests.simulation.media_model import SimulatedMedia
from tests.simulation.network import Network
from tests.simulation.people import People
from tests.simulation.prices import Prices
from tests.simulation.process import Environment, Process
from tests.simulation.provider_model import ProviderModel, SimulatedProvider
from tests.simulation.scenario import Scenario
from tests.simulation.signals import SignalBus
from tests.simulation.story import Coverage, Story
from tests.support.memory_guilds import MemoryGuildStore
from tests.support.memory_store import MemoryJobStore, MemoryLearning

# Out of six concurrent deliveries.
_MOST_OF_ONE_SERVER = 4
_JUST_RESUMED_SECONDS = 5.0
_UNSETTLED_SECONDS = 400.0
_CATALOG = Catalog.load(None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one simulation. ``violation``: the first violated invariant, as (rule, sentence)."""

    scenario: Scenario
    violation: tuple[str, str] | None
    lives: int
    seconds: float
    steps: int
    coverage: Coverage
    lines: tuple[str, ...]
    digest: str


class Stopped(Exception):
    """An invariant was violated: the simulation ends."""


class World:
    """Everything in one simulation."""

    def __init__(self, scenario: Scenario, *, is_recorded: bool) -> None:
        self.scenario = scenario
        self.loop = SimulatedLoop(scenario.seed)  # type: ignore[abstract]  # what is missing raises NotImplementedError
        self.network = Network(self.loop)
        now = self.loop.time
        self.story = Story(now, self.loop.request_check, is_recorded=is_recorded)
        self.coverage = Coverage(now)
        self._streams = 0
        self.on_end: list[Callable[[], None]] = []
        self.rates = scenario.rates
        self.last_outage_at = float("-inf")  # the end of the last database outage, partition or stall
        jobs = MemoryJobStore()
        self.store = jobs
        self.guild_store = MemoryGuildStore(jobs)
        self.database = DatabaseModel(self._in_step(jobs), self.guild_store, MemoryLearning())
        rates = scenario.rates
        self.provider = ProviderModel(now, self._new_rng(), rates, self.story, self.coverage, jobs.rows.get)
        self.discord = DiscordModel(now, self._new_rng(), rates, self.story, self.coverage)
        self.leases = LeaseServer(now)
        self.invariants = InvariantChecker(
            self.story, self.coverage, self.provider, self.discord, jobs.rows.get, self._is_unsettled
        )
        self.invariants.is_resubmitted = lambda job_id: job_id in jobs._bought_again
        self.invariants.all_rows = jobs.rows.values
        self.invariants.lease_taken_at = lambda: self.leases.taken_at
        self.signal_bus = SignalBus(self.network, self._new_rng(), rates, self.coverage)
        self.people = People(
            self._new_rng(),
            rates,
            self.story,
            self.coverage,
            self.discord,
            jobs.rows.get,
            self._is_unsettled,
            scenario.prompts,
        )
        self.processes: list[Process | None] = [None] * scenario.processes
        self.environment = Environment(
            loop=self.loop,
            network=self.network,
            catalog=_CATALOG,
            prices=Prices(scenario.budget_micros),
            database=self.database,
            leases=self.leases,
            signal_bus=self.signal_bus,
            link=self._new_link,
            provider=self._provider_of,
            discord=lambda: SimulatedMessenger(self.discord, self.network, self._new_rng()),
            media=lambda: SimulatedMedia(self._new_rng(), self.rates),
            observer=lambda process: _ProcessObserver(self.invariants, process, self._lease_holders),
            new_rng=self._new_rng,
            story=self.story,
            is_alone=scenario.processes == 1,
        )
        self.skews = [0.0] * scenario.processes

    def _provider_of(self, process: Process) -> SimulatedProvider:
        def answered(job_id: str, is_definite: bool) -> None:
            self.invariants.answered[job_id] = process if is_definite else None

        return SimulatedProvider(
            self.provider,
            self.network,
            process.clock,
            self._new_rng(),
            lambda: process.lease.held,
            answered,
            process.lease_number,
            is_alone=len(self.processes) == 1,
        )

    def _lease_holders(self) -> list[str]:
        alive = (process for process in self.processes if process is not None)
        return [process.owner.name for process in alive if process.lease.held]

    def _is_unsettled(self) -> bool:
        links = [process.link for process in self.processes if process is not None]
        return not all(link.is_open for link in links) or self.loop.time() - self.last_outage_at < _UNSETTLED_SECONDS

    def ledgers(self) -> Iterator[Mapping[str, LedgerRow]]:
        """Yield the ledger of each store."""
        yield {job_id: (line.uses, line.seconds, line.cost) for job_id, line in self.store.ledger.lines.items()}
        if self.scenario.is_on_sqlite:
            from tests.simulation.sqlite_in_step import ledger_of

            yield ledger_of(self.database.jobs)

    def _in_step(self, jobs: MemoryJobStore) -> JobStore:
        if not self.scenario.is_on_sqlite:
            return jobs
        from tests.simulation.sqlite_in_step import JobsInStep, open_database  # slow to import, rarely needed

        in_step = JobsInStep(jobs, open_database(), self.story)
        self.on_end.append(in_step.close)
        return in_step

    def _new_rng(self) -> random.Random:
        """Return a new independent random stream."""
        self._streams += 1
        return random.Random(f"{self.scenario.seed}:{self._streams}")

    def _new_link(self) -> DatabaseLink:
        return DatabaseLink(self.database, self.network, self._new_rng(), self.rates, self.coverage)

    # --- processes ---

    def start(self, number: int) -> None:
        """Start a process, unless it is running."""
        if self.processes[number] is None:
            self.story.record(f"process{number}", "starts")
            process = self.processes[number] = Process(number, self.environment, self.skews[number])
            process.start()

    def kill(self, number: int, *, is_abrupt: bool) -> None:
        """Kill a process."""
        process = self.processes[number]
        if process is not None:
            self.story.record(f"process{number}", "dies")
            self.processes[number] = None
            process.die(is_abrupt=is_abrupt)

    async def stop(self, number: int) -> None:
        """Stop a process gracefully, unless it is being stopped already, and check that it leaves no task behind."""
        process = self.processes[number]
        if process is None or process.service.stopping:
            return
        self.story.record(f"process{number}", "is stopped")
        task = self.loop.start(process.owner, process.stop(), "stop")
        while not task.done() and process.owner.alive:
            await asyncio.wait([task], timeout=1.0)
        if self.processes[number] is not process or not process.owner.alive:
            return  # it died meanwhile
        self.processes[number] = None
        task.result()
        await asyncio.sleep(0)
        if left := self.loop.leaked_tasks(process.owner):
            self.story.fail("leak", f"{process.owner.name} left {left}")
        process.die(is_abrupt=False)  # together with the actions of people that run in it

    def process_of(self, guild_id: int) -> Process | None:
        """Return the process that answers the interactions of a server."""
        return self.processes[guild_id % len(self.processes)]


class _ProcessObserver(WriteObserver):
    """Passes the writes of one process to the invariants."""

    def __init__(self, invariants: InvariantChecker, process: Process, holders: Callable[[], list[str]]) -> None:
        self._invariants = invariants
        self._process = process
        self._lease_holders = holders
        self._who = process.owner

    def before_add(self, new: NewJob) -> None:
        if self._process.environment.loop.time() - self._process.resumed_at < _JUST_RESUMED_SECONDS:
            return  # it may have checked the rules before the stall
        known = self._process.guild_store.known.get(new.place.guild_id)
        if known is not None and (known.paused or new.user_id in known.blocked_user_ids):
            self._invariants.story.fail("rules", f"{new.user_id} gets a job in {new.place.guild_id} against its rules")

    def before_take(self, requests: Sequence[TransitionRequest]) -> None:
        names = {request.transition.name for request in requests}
        if "SUBMIT" in names and len(self._lease_holders()) > 1:
            self._invariants.story.fail(
                "two holders", f"{self._who.name} sends; the lease is held by {self._lease_holders()}"
            )
        if "SUBMIT" in names and self._process.stages.dispatcher.paused:
            self._invariants.story.fail("paused", f"{self._who.name} sends a job while the operator has paused")
        if "START_DELIVERY" in names:
            counts = Counter(self._process.stages.delivery._active.values())
            if max(counts.values(), default=0) > _MOST_OF_ONE_SERVER:
                self._invariants.story.fail(
                    "unfair delivery", f"{self._who.name} posts mostly for one server: {dict(counts)}"
                )

    def on_add(self, new: NewJob, claim: Claim | None, write: Callable[[], Job]) -> Job:
        return self._invariants.on_add(self._who, new, claim, write)

    def on_take(self, requests: Sequence[TransitionRequest], write: Callable[[], list[Job | None]]) -> list[Job | None]:
        return self._invariants.on_take(
            self._who, requests, write, self._is_queued, self._process.stages.delivery.waiting
        )

    def _is_queued(self, job: Job) -> bool:
        # Not by asking the provider for the key, which PacingChecker would take for knowing of the job.
        lanes = self._process.stages.dispatcher._lanes.values()
        return any(lane.queue.position(job.id) is not None for lane in lanes)


class LoggedErrors(logging.Handler):
    """Collects errors that the program logs as bugs of its own, except for the planted ones."""

    def __init__(self, loop: SimulatedLoop) -> None:
        super().__init__(logging.ERROR)
        self._loop = loop
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, ZeroDivisionError) and not self._loop.is_closing_tasks:
            self.found.append(f"{record.getMessage()}: {error!r}")
            self._loop.request_check()
