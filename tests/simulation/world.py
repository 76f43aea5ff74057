"""One simulated world from its beginning to its end: builds it, lets the scenario happen, and holds what must hold."""

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
from tests.simulation.cloud import Cloud, CloudThere
from tests.simulation.database import DatabaseModel, Road, Watch
from tests.simulation.discord_model import DiscordModel, DiscordThere
from tests.simulation.invariants import Truth
from tests.simulation.lease_server import LeaseServer
from tests.simulation.limits import LedgerRow
from tests.simulation.loop import SimulatedLoop
from tests.simulation.media_model import MediaThere
from tests.simulation.people import People
from tests.simulation.prices import Prices
from tests.simulation.process import Outside, Process
from tests.simulation.scenario import Scenario
from tests.simulation.signals import Ether
from tests.simulation.story import Coverage, Story
from tests.simulation.wire import Wire
from tests.support.memory_guilds import MemoryGuildStore
from tests.support.memory_store import MemoryJobStore, MemoryLearning

# Of six deliveries side by side.
_MOST_OF_ONE_SERVER = 4
_UNDER_WAY_SECONDS = 5.0
_ROUGH_SECONDS = 400.0
_CATALOG = Catalog.load(None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one simulation. ``broken``: the first invariant that did not hold, as (rule, sentence)."""

    scenario: Scenario
    broken: tuple[str, str] | None
    lives: int
    seconds: float
    turns: int
    coverage: Coverage
    lines: tuple[str, ...]
    digest: str


class Stopped(Exception):
    """An invariant does not hold: nothing more is simulated."""


class World:
    """Everything there is."""

    def __init__(self, scenario: Scenario, *, is_told: bool) -> None:
        self.scenario = scenario
        self.loop = SimulatedLoop(scenario.seed)  # type: ignore[abstract]  # what is missing raises NotImplementedError
        self.wire = Wire(self.loop)
        now = self.loop.time
        self.story = Story(now, self.loop.disturb, is_told=is_told)
        self.coverage = Coverage(now)
        self._streams = 0
        self.on_end: list[Callable[[], None]] = []
        self.rates = scenario.rates
        self.rough_at = float("-inf")  # when the way to the database was closed last
        jobs = MemoryJobStore()
        self.store = jobs
        self.guild_store = MemoryGuildStore(jobs)
        self.database = DatabaseModel(self._in_step(jobs), self.guild_store, MemoryLearning())
        rates = scenario.rates
        self.cloud = Cloud(now, self._chance(), rates, self.story, self.coverage, jobs.rows.get)
        self.discord = DiscordModel(now, self._chance(), rates, self.story, self.coverage)
        self.leases = LeaseServer(now)
        self.truth = Truth(self.story, self.coverage, self.cloud, self.discord, jobs.rows.get, self._is_rough)
        self.truth.is_bought_again = lambda job_id: job_id in jobs._bought_again
        self.truth.all_rows = jobs.rows.values
        self.truth.lease_taken_at = lambda: self.leases.taken_at
        self.ether = Ether(self.wire, self._chance(), rates, self.coverage)
        self.people = People(
            self._chance(),
            rates,
            self.story,
            self.coverage,
            self.discord,
            jobs.rows.get,
            self._is_rough,
            scenario.prompts,
        )
        self.processes: list[Process | None] = [None] * scenario.processes
        self.outside = Outside(
            loop=self.loop,
            wire=self.wire,
            catalog=_CATALOG,
            prices=Prices(scenario.budget_micros),
            database=self.database,
            leases=self.leases,
            ether=self.ether,
            road=self._road,
            cloud=self._cloud_of,
            discord=lambda: DiscordThere(self.discord, self.wire, self._chance()),
            media=lambda: MediaThere(self._chance(), self.rates),
            watch=lambda process: _ProcessWatch(self.truth, process, self._holders),
            chance=self._chance,
            is_alone=scenario.processes == 1,
        )
        self.steps_left: dict[int, int] = {}
        self.skews = [0.0] * scenario.processes

    def _cloud_of(self, process: Process) -> CloudThere:
        def heard(job_id: str, is_clear: bool) -> None:
            self.truth.heard[job_id] = process if is_clear else None

        return CloudThere(
            self.cloud,
            self.wire,
            process.clock,
            self._chance(),
            lambda: process.lease.held,
            heard,
            process.holding,
            is_alone=len(self.processes) == 1,
        )

    def _holders(self) -> list[str]:
        alive = (process for process in self.processes if process is not None)
        return [process.owner.name for process in alive if process.lease.held]

    def _is_rough(self) -> bool:
        roads = [process.road for process in self.processes if process is not None]
        return not all(road.is_open for road in roads) or self.loop.time() - self.rough_at < _ROUGH_SECONDS

    def ledgers(self) -> Iterator[Mapping[str, LedgerRow]]:
        """Give what each store has written down of limits."""
        yield {job_id: (line.uses, line.seconds, line.cost) for job_id, line in self.store.ledger.lines.items()}
        if self.scenario.is_on_sqlite:
            from tests.simulation.sqlite_in_step import ledger_of

            yield ledger_of(self.database.jobs)

    def _in_step(self, jobs: MemoryJobStore) -> JobStore:
        if not self.scenario.is_on_sqlite:
            return jobs
        from tests.simulation.sqlite_in_step import JobsInStep, open_database  # slow to import, and seldom needed

        in_step = JobsInStep(jobs, open_database(), self.story)
        self.on_end.append(in_step.close)
        return in_step

    def _chance(self) -> random.Random:
        """Return a stream of draws of its own."""
        self._streams += 1
        return random.Random(f"{self.scenario.seed}:{self._streams}")

    def _road(self) -> Road:
        road = Road(self.wire, self._chance(), self.rates, self.coverage)
        road.is_away = self.database.is_away
        return road

    # --- living ---

    def start(self, number: int) -> None:
        """Let a process begin, unless it runs."""
        if self.processes[number] is None:
            self.story.tell(f"process{number}", "starts")
            process = self.processes[number] = Process(number, self.outside, self.skews[number])
            process.start()

    def kill(self, number: int, *, tells_nobody: bool) -> None:
        """Let a process die where it stands."""
        process = self.processes[number]
        if process is not None:
            self.story.tell(f"process{number}", "dies")
            self.processes[number] = None
            process.die(tells_nobody=tells_nobody)

    async def stop(self, number: int) -> None:
        """Stop a process in order, unless somebody does already, and see that nothing of it is left."""
        process = self.processes[number]
        if process is None or process.service.stopping:
            return
        self.story.tell(f"process{number}", "is stopped")
        task = self.loop.start(process.owner, process.stop(), "stop")
        while not task.done() and process.owner.alive:
            await asyncio.wait([task], timeout=1.0)
        if self.processes[number] is not process or not process.owner.alive:
            return  # it died meanwhile
        self.processes[number] = None
        task.result()
        await asyncio.sleep(0)
        if left := self.loop.left_over(process.owner):
            self.story.broke("leak", f"{process.owner.name} left {left}")
        process.die(tells_nobody=False)  # with what people do in it

    def of_guild(self, guild_id: int) -> Process | None:
        """Return the process that answers the interactions of a server."""
        return self.processes[guild_id % len(self.processes)]


class _ProcessWatch(Watch):
    """Tells the truth who writes."""

    def __init__(self, truth: Truth, process: Process, holders: Callable[[], list[str]]) -> None:
        self._truth = truth
        self._process = process
        self._holders = holders
        self._who = process.owner

    def sending_new(self, new: NewJob) -> None:
        if self._process.outside.loop.time() - self._process.resumed_at < _UNDER_WAY_SECONDS:
            return  # what it had found within the rules before it stood still
        known = self._process.guild_store.known.get(new.place.guild_id)
        if known is not None and (known.paused or new.user_id in known.blocked_user_ids):
            self._truth.story.broke("rules", f"{new.user_id} asks in {new.place.guild_id} against its rules")

    def sending(self, requests: Sequence[TransitionRequest]) -> None:
        names = {request.transition.name for request in requests}
        if "SUBMIT" in names and len(self._holders()) > 1:
            self._truth.story.broke("two holders", f"{self._who.name} sends, and {self._holders()} have the lease")
        if "SUBMIT" in names and self._process.stages.dispatcher.paused:
            self._truth.story.broke("paused", f"{self._who.name} sends a job while the operator has paused")
        if "START_DELIVERY" in names:
            counts = Counter(self._process.stages.delivery._active.values())
            if max(counts.values(), default=0) > _MOST_OF_ONE_SERVER:
                self._truth.story.broke("unfair", f"{self._who.name} posts for one server alone: {dict(counts)}")

    def adding(self, new: NewJob, claim: Claim | None, write: Callable[[], Job]) -> Job:
        return self._truth.adding(self._who, new, claim, write)

    def taking(self, requests: Sequence[TransitionRequest], write: Callable[[], list[Job | None]]) -> list[Job | None]:
        return self._truth.taking(self._who, requests, write, self._is_in_line, self._process.stages.delivery.waiting)

    def _is_in_line(self, job: Job) -> bool:
        # Not by way of the provider's keys, which would count as the process having heard of the job.
        lanes = self._process.stages.dispatcher._lanes.values()
        return any(lane.queue.position(job.id) is not None for lane in lanes)


class BugsSeen(logging.Handler):
    """Collects what the program logs as a bug of its own; those that were planted are left out."""

    def __init__(self, loop: SimulatedLoop) -> None:
        super().__init__(logging.ERROR)
        self._loop = loop
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, ZeroDivisionError) and not self._loop.burying:
            self.found.append(f"{record.getMessage()}: {error!r}")
            self._loop.disturb()
