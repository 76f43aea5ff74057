"""Lets a scenario happen in a world, waits until all is calm and done, and says what came of it."""

import asyncio
import gc
import logging
import sys
import traceback
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial

from bot.guilds.operator_state import OperatorState
from tests.simulation.lease_server import KEEPALIVE_SECONDS
from tests.simulation.loop import drop
from tests.simulation.process import Process
from tests.simulation.profiles import EXPIRY_AT
from tests.simulation.scenario import DAY, HOUR, Act, Deed, Fault, Rates, Scenario, Trouble
from tests.simulation.world import BugsSeen, Outcome, Stopped, World

_BACK_SECONDS = 5.0
_CHECKED_SECONDS = 30.0
_LONGEST_CALM_SECONDS = 4 * HOUR
# In so long; with thousands of jobs open 18,000 are taken, which the provider's rates bound.
_MOST_TURNS = 40_000
_LONGEST_AWAY_SECONDS = 60.0
_TIMES_TRIED = 4
_FORGOTTEN_SECONDS = 150.0
_COLLECTED_AFTER = 50_000, 10, 10
# What was lost is looked for for an hour: what was lost so lately, at least once in calm.
_TRACED_CHECKS, _TRACED_LATELY_SECONDS = 124, 3000.0


def simulate(scenario: Scenario, *, is_told: bool = False) -> Outcome:
    """Run one scenario to its end, or to the first invariant that does not hold."""
    world = World(scenario, is_told=is_told)
    with _quiet(world) as bugs:
        world.loop.on_disturbed = partial(_stop_where_broken, world, bugs)
        try:
            world.loop.run_until_complete(Play(world).whole())
        except Stopped:
            pass
        except Exception as error:  # of the models or of what they ask: this seed's, and no other's
            where = traceback.extract_tb(error.__traceback__)[-1]
            world.story.broke("crash", f"{error!r} in {where.filename}:{where.lineno}")
        broken = world.story.broken
        for process in world.processes:
            if process is not None:
                world.loop.kill(process.owner)
        world.loop.end()
        for end in world.on_end:
            end()
    return Outcome(
        scenario=scenario,
        broken=None if broken is None else (broken.rule, str(broken)),
        lives=world.truth.added,
        seconds=world.loop.time(),
        turns=world.loop.turns,
        coverage=world.coverage,
        lines=tuple(world.story.lines),
        digest=world.story.digest(),
    )


def _stop_where_broken(world: World, bugs: BugsSeen) -> None:
    if bugs.found or world.loop.complaints:
        world.story.broke("bug", (bugs.found + world.loop.complaints)[0])
        bugs.found.clear()
    if world.story.broken is not None:
        raise Stopped


@contextmanager
def _quiet(world: World) -> Generator[BugsSeen]:
    """Log nothing but bugs, and let no generator of its own accord take part."""
    root, bugs = logging.getLogger(), BugsSeen(world.loop)
    level, handlers, hooks = root.level, root.handlers[:], sys.get_asyncgen_hooks()
    root.setLevel(logging.ERROR)
    root.handlers[:] = [bugs]
    sys.set_asyncgen_hooks(firstiter=None, finalizer=drop)
    try:
        with _seldom_collecting():
            yield bugs
    finally:
        sys.set_asyncgen_hooks(*hooks)
        root.setLevel(level)
        root.handlers[:] = handlers


@contextmanager
def _seldom_collecting() -> Generator[None]:
    """Look for garbage among what is of this world alone, and seldom: most of it lives until the end."""
    thresholds, is_frozen = gc.get_threshold(), gc.get_freeze_count() > 0
    gc.collect()
    if not is_frozen:
        gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        if not is_frozen:
            gc.unfreeze()


def _reach(reached: "asyncio.Future[None]") -> None:
    if not reached.done():
        reached.set_result(None)


class Play:
    """Makes the acts and faults of a scenario happen in its world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._scenario = world.scenario
        self._acting: list[asyncio.Future[None]] = []

    async def whole(self) -> None:
        """From the first start to the last check."""
        world = self._world
        for number in range(self._scenario.processes):
            world.start(number)
        faults = [asyncio.ensure_future(self._at(fault.at, self._strike, fault)) for fault in self._scenario.faults]
        for act in self._scenario.acts:
            await asyncio.sleep(max(0.0, act.at - world.loop.time()))
            self._acting.append(asyncio.ensure_future(self._do(act)))
        if faults:
            await asyncio.wait(faults)
            for one in faults:
                one.result()
        await self._calm()
        await self._end()

    async def _at(self, at: float, call: Callable[[Fault], object], fault: Fault) -> None:
        await asyncio.sleep(max(0.0, at - self._world.loop.time()))
        await call(fault)  # type: ignore[misc]

    async def _do(self, act: Act) -> None:
        """Let somebody press; where Foley does not answer, once more a little later."""
        for _ in range(_TIMES_TRIED):
            process = self._world.of_guild(act.guild_id)
            if process is not None and not process.service.stopping:
                process.run(partial(self._world.people.do, act, process), f"act{act.number}")
                await self._tidy(act)
                return
            await asyncio.sleep(_BACK_SECONDS * 2)
            if act.deed is not Deed.ASK:
                return

    async def _tidy(self, act: Act) -> None:
        """Be whoever finds, some minutes later, that something was set for a while and never set back."""
        if act.deed is Deed.PAUSE:
            await asyncio.sleep(_FORGOTTEN_SECONDS)
            self._world.guild_store.operator = OperatorState()
        elif act.deed in (Deed.LIMIT, Deed.RULE):
            await asyncio.sleep(_FORGOTTEN_SECONDS)
            self._world.guild_store.rows.pop(act.guild_id, None)

    # --- faults ---

    async def _strike(self, fault: Fault) -> None:
        world = self._world
        world.story.tell("fault", f"{fault.trouble} for {fault.seconds:.3f} s ({fault.who})")
        world.coverage.begin(fault.trouble)
        await _STRIKES[fault.trouble](self, fault)
        world.coverage.end(fault.trouble)
        world.story.tell("fault", f"{fault.trouble} is over")

    def _number(self, fault: Fault) -> int:
        return fault.who % self._scenario.processes

    async def _database_away(self, fault: Fault) -> None:
        database = self._world.database
        database.outages += 1
        self._world.leases.change()
        if fault.who % 2:
            self._world.leases.end_all()
        await asyncio.sleep(fault.seconds)
        database.outages -= 1
        self._world.rough_at = self._world.loop.time()
        self._reconnect()

    def _reconnect(self) -> None:
        for process in self._world.processes:
            if process is not None:
                process.station.reconnected()

    async def _partition(self, fault: Fault) -> None:
        process = self._world.processes[self._number(fault)]
        if process is None:
            return
        process.road.cut += 1
        self._world.leases.change()
        for connection in process.connections:
            connection.lose(4.0)
        await asyncio.sleep(fault.seconds)
        process.road.cut -= 1
        self._world.rough_at = self._world.loop.time()
        process.station.reconnected()

    async def _death(self, fault: Fault) -> None:
        number = self._number(fault)
        process = self._world.processes[number]
        if process is None:
            return
        await self._step_of(process, fault.step)
        if self._world.processes[number] is process:
            self._world.kill(number, tells_nobody=fault.trouble is Trouble.MACHINE_DEATH)
            await asyncio.sleep(min(fault.seconds, _LONGEST_AWAY_SECONDS))
            self._world.start(number)

    async def _stall(self, fault: Fault) -> None:
        world, process = self._world, self._world.processes[self._number(fault)]
        if process is None:
            return
        await self._step_of(process, fault.step)
        world.loop.stall(process.owner)
        seconds = min(fault.seconds, _LONGEST_AWAY_SECONDS)
        if seconds > KEEPALIVE_SECONDS:
            for connection in process.connections:
                connection.lose(KEEPALIVE_SECONDS)
        await asyncio.sleep(seconds)
        world.rough_at = process.resumed_at = world.loop.time()
        process.cloud.manners.was_stalled()
        world.loop.resume(process.owner)

    async def _step_of(self, process: Process, steps: int) -> None:
        """Return right after so many more steps of a process: at any await of it. One that is gone takes none."""
        reached = asyncio.get_running_loop().create_future()
        self._world.loop.watch_steps(process.owner, steps + 1, partial(_reach, reached))
        await asyncio.wait([reached], timeout=_LONGEST_AWAY_SECONDS)

    async def _deploy(self, fault: Fault) -> None:
        number = self._number(fault)
        await self._world.stop(number)
        await asyncio.sleep(min(fault.seconds, _LONGEST_AWAY_SECONDS))
        self._world.start(number)

    async def _clock_step(self, fault: Fault) -> None:
        number = self._number(fault)
        step = min(fault.seconds, 3600.0) * (1 if fault.step % 2 else -1)
        self._world.skews[number] += step
        if (process := self._world.processes[number]) is not None:
            process.clock.stepped_seconds += step

    async def _suspended(self, fault: Fault) -> None:
        for number in range(self._scenario.processes):
            self._world.skews[number] += DAY - EXPIRY_AT
            self._world.kill(number, tells_nobody=True)
        await asyncio.sleep(_BACK_SECONDS)
        for number in range(self._scenario.processes):
            self._world.start(number)

    async def _discord_away(self, fault: Fault) -> None:
        self._world.discord.away += 1
        await asyncio.sleep(fault.seconds)
        self._world.discord.away -= 1

    async def _channel_gone(self, fault: Fault) -> None:
        gone, channel = self._world.discord.gone, 110 + fault.who % 5 * 10 + fault.step % 2
        gone[channel] = gone.get(channel, 0) + 1
        await asyncio.sleep(fault.seconds)
        gone[channel] -= 1

    async def _provider(self, fault: Fault) -> None:
        cloud = self._world.cloud
        name = {
            Trouble.PROVIDER_AWAY: "away",
            Trouble.PROVIDER_MUTE: "mute",
            Trouble.PROVIDER_FULL: "full",
            Trouble.PROVIDER_SLOW: "slow",
            Trouble.RATE_LIMIT: "limited",
        }[fault.trouble]
        setattr(cloud, name, getattr(cloud, name) + 1)
        await asyncio.sleep(fault.seconds)
        setattr(cloud, name, getattr(cloud, name) - 1)

    async def _signals_lost(self, fault: Fault) -> None:
        self._world.ether.silenced += 1
        await asyncio.sleep(fault.seconds)
        self._world.ether.silenced -= 1

    # --- the end ---

    async def _calm(self) -> None:
        """Let nothing fail any more, and wait until nothing is left to do."""
        world = self._world
        world.rates = calm = Rates(**dict.fromkeys(Rates.__slots__, 0.0))
        for one in (world.cloud, world.discord, world.people, world.ether):
            one.rates = calm
        for process in world.processes:
            if process is not None:
                process.calm(calm)
        world.guild_store.operator = OperatorState()
        for number in range(self._scenario.processes):
            world.start(number)
        world.story.tell("world", "is calm")
        began = world.loop.time()
        await self._until_done()
        if self._scenario.is_traced and (lost := world.truth.lost_since(began - _TRACED_LATELY_SECONDS)):
            for _ in range(_TRACED_CHECKS):
                if not world.truth.not_traced(lost):
                    break
                await asyncio.sleep(_CHECKED_SECONDS)
            world.truth.hold_traced(lost)
            await self._until_done()

    async def _until_done(self) -> None:
        """Wait until nothing is left to do, and a little longer: what had ended may go on where an answer is late."""
        world = self._world
        began = busy_at = world.loop.time()
        while world.store.rows.open or world.loop.time() - busy_at < 2 * _CHECKED_SECONDS:
            if world.loop.time() > began + _LONGEST_CALM_SECONDS:
                job = world.store.rows.open_jobs()[0]
                world.story.broke("never ends", f"job {job.id} is {job.state}/{job.delivery_state} after hours of calm")
                raise Stopped
            if world.store.rows.open:
                busy_at = world.loop.time()
            turns = world.loop.turns
            await asyncio.sleep(_CHECKED_SECONDS)
            if (turns := world.loop.turns - turns) > _MOST_TURNS:
                world.story.broke("busy", f"{turns} steps in {_CHECKED_SECONDS:.0f} s, though all is calm")
                raise Stopped

    async def _end(self) -> None:
        world = self._world
        processes = [process for process in world.processes if process is not None]
        for process in processes:
            for what in process.held() if process.worker.active else ():
                world.story.broke("held", f"{process.owner.name} still has {what}")
        world.truth.survivors = tuple(processes)
        for number in range(self._scenario.processes):
            await world.stop(number)
        jobs = list(world.store.rows.values())
        for told in world.ledgers():
            world.truth.hold_at_the_end(jobs, told, world.people.told_alone, world.people.unwritten)
        if world.story.broken is not None:
            raise Stopped


_STRIKES = {
    Trouble.DATABASE_AWAY: Play._database_away,
    Trouble.PARTITION: Play._partition,
    Trouble.DEATH: Play._death,
    Trouble.MACHINE_DEATH: Play._death,
    Trouble.STALL: Play._stall,
    Trouble.DEPLOY: Play._deploy,
    Trouble.CLOCK_STEP: Play._clock_step,
    Trouble.SUSPENDED: Play._suspended,
    Trouble.DISCORD_AWAY: Play._discord_away,
    Trouble.CHANNEL_GONE: Play._channel_gone,
    Trouble.PROVIDER_AWAY: Play._provider,
    Trouble.PROVIDER_MUTE: Play._provider,
    Trouble.PROVIDER_FULL: Play._provider,
    Trouble.PROVIDER_SLOW: Play._provider,
    Trouble.RATE_LIMIT: Play._provider,
    Trouble.SIGNALS_LOST: Play._signals_lost,
}
