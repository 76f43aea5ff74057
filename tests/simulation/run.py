"""Run a scenario in a world, wait until all work is done without faults, and return the outcome."""

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
from tests.simulation.loop import leave_unfinished
from tests.simulation.process import Process
from tests.simulation.profiles import EXPIRY_AT
from tests.simulation.scenario import DAY, HOUR, Action, ActionKind, Fault, FaultKind, Rates, Scenario
from tests.simulation.world import LoggedErrors, Outcome, Stopped, World

_BACK_SECONDS = 5.0
_CHECKED_SECONDS = 30.0
_LONGEST_END_SECONDS = 4 * HOUR
# In _CHECKED_SECONDS. With thousands of open jobs, up to 18,000 were seen, bounded by the provider's rates.
_MOST_STEPS = 40_000
_LONGEST_AWAY_SECONDS = 60.0
_TIMES_TRIED = 4
_FORGOTTEN_SECONDS = 150.0
_COLLECTED_AFTER = 400_000, 10, 10
# Lost tasks are searched for during an hour: one lost this recently is searched for at least once without faults.
_TRACED_CHECKS, _TRACED_LATELY_SECONDS = 124, 3000.0


def simulate(scenario: Scenario, *, is_recorded: bool = False) -> Outcome:
    """Run one scenario to its end, or to the first violated invariant."""
    world = World(scenario, is_recorded=is_recorded)
    with _quiet(world) as bugs:
        world.loop.on_check = partial(_stop_on_violation, world, bugs)
        try:
            world.loop.run_until_complete(ScenarioRunner(world).whole())
        except Stopped:
            pass
        except Exception as error:  # in a model or its callee: report it for this seed, and let other seeds run
            where = traceback.extract_tb(error.__traceback__)[-1]
            world.story.fail("crash", f"{error!r} in {where.filename}:{where.lineno}")
        violation = world.story.violation
        for process in world.processes:
            if process is not None:
                world.loop.kill(process.owner)
        world.loop.end()
        for end in world.on_end:
            end()
    return Outcome(
        scenario=scenario,
        violation=None if violation is None else (violation.rule, str(violation)),
        lives=world.invariants.added,
        seconds=world.loop.time(),
        steps=world.loop.steps_taken,
        coverage=world.coverage,
        lines=tuple(world.story.lines),
        digest=world.story.digest(),
    )


def _stop_on_violation(world: World, bugs: LoggedErrors) -> None:
    if bugs.found or world.loop.unhandled_errors:
        world.story.fail("bug", (bugs.found + world.loop.unhandled_errors)[0])
        bugs.found.clear()
    if world.story.violation is not None:
        raise Stopped


@contextmanager
def _quiet(world: World) -> Generator[LoggedErrors]:
    """Log nothing but bugs, and keep asynchronous generators from being finalized at random moments."""
    root, bugs = logging.getLogger(), LoggedErrors(world.loop)
    level, handlers, hooks = root.level, root.handlers[:], sys.get_asyncgen_hooks()
    root.setLevel(logging.ERROR)
    root.handlers[:] = [bugs]
    sys.set_asyncgen_hooks(firstiter=None, finalizer=leave_unfinished)
    try:
        with _seldom_collecting():
            yield bugs
    finally:
        sys.set_asyncgen_hooks(*hooks)
        root.setLevel(level)
        root.handlers[:] = handlers


def collect_seldom() -> None:
    """Collect garbage rarely, and only among what is created from now on: most of it lives until its world ends."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)


@contextmanager
def _seldom_collecting() -> Generator[None]:
    thresholds = gc.get_threshold()
    if thresholds == _COLLECTED_AFTER:  # as in a process that runs one world after another
        gc.collect()
        yield
        return
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def _reach(reached: "asyncio.Future[None]") -> None:
    if not reached.done():
        reached.set_result(None)


class ScenarioRunner:
    """Performs the actions and injects the faults of a scenario."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._scenario = world.scenario
        self._acting: list[asyncio.Future[None]] = []

    async def whole(self) -> None:
        """Run from the first start to the last check."""
        world = self._world
        for number in range(self._scenario.processes):
            world.start(number)
        faults = [asyncio.ensure_future(self._at(fault.at, self._inject, fault)) for fault in self._scenario.faults]
        for action in self._scenario.actions:
            await asyncio.sleep(max(0.0, action.at - world.loop.time()))
            self._acting.append(asyncio.ensure_future(self._do(action)))
        if faults:
            await asyncio.wait(faults)
            for one in faults:
                one.result()
        await self._finish()
        await self._end()

    async def _at(self, at: float, call: Callable[[Fault], object], fault: Fault) -> None:
        await asyncio.sleep(max(0.0, at - self._world.loop.time()))
        await call(fault)  # type: ignore[misc]

    async def _do(self, action: Action) -> None:
        """Let a person act; while Foley doesn't respond, retry a little later."""
        for _ in range(_TIMES_TRIED):
            process = self._world.process_of(action.guild_id)
            if process is not None and not process.service.stopping:
                process.run(partial(self._world.people.do, action, process), f"act{action.number}")
                await self._reset_later(action)
                return
            await asyncio.sleep(_BACK_SECONDS * 2)
            if action.kind is not ActionKind.ASK:
                return

    async def _reset_later(self, action: Action) -> None:
        """Reset, some minutes later, what an interrupted action may have left set."""
        if action.kind is ActionKind.PAUSE:
            await asyncio.sleep(_FORGOTTEN_SECONDS)
            self._world.guild_store.operator = OperatorState()
        elif action.kind in (ActionKind.LIMIT, ActionKind.RULE):
            await asyncio.sleep(_FORGOTTEN_SECONDS)
            self._world.guild_store.rows.pop(action.guild_id, None)

    # --- faults ---

    async def _inject(self, fault: Fault) -> None:
        world = self._world
        world.story.record("fault", f"{fault.kind} for {fault.seconds:.3f} s ({fault.target})")
        world.coverage.begin(fault.kind)
        await _INJECTORS[fault.kind](self, fault)
        world.coverage.end(fault.kind)
        world.story.record("fault", f"{fault.kind} is over")

    def _number(self, fault: Fault) -> int:
        return fault.target % self._scenario.processes

    async def _database_away(self, fault: Fault) -> None:
        database = self._world.database
        database.outages += 1
        self._world.leases.change()
        if fault.target % 2:
            self._world.leases.end_all()
        await asyncio.sleep(fault.seconds)
        database.outages -= 1
        self._world.last_outage_at = self._world.loop.time()
        self._reconnect()

    def _reconnect(self) -> None:
        for process in self._world.processes:
            if process is not None:
                process.signals.reconnected()

    async def _partition(self, fault: Fault) -> None:
        process = self._world.processes[self._number(fault)]
        if process is None:
            return
        process.link.partitions += 1
        self._world.leases.change()
        for connection in process.connections:
            connection.lose(4.0)
        await asyncio.sleep(fault.seconds)
        process.link.partitions -= 1
        self._world.last_outage_at = self._world.loop.time()
        process.signals.reconnected()

    async def _death(self, fault: Fault) -> None:
        number = self._number(fault)
        process = self._world.processes[number]
        if process is None:
            return
        await self._step_of(process, fault.step)
        if self._world.processes[number] is process:
            self._world.kill(number, is_abrupt=fault.kind is FaultKind.MACHINE_DEATH)
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
        world.last_outage_at = process.resumed_at = world.loop.time()
        process.provider.pacing.was_stalled()
        world.loop.resume(process.owner)

    async def _step_of(self, process: Process, steps: int) -> None:
        """Wait for ``steps`` more steps of a process, to stop at any of its awaits. A dead process takes none."""
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
            self._world.kill(number, is_abrupt=True)
        await asyncio.sleep(_BACK_SECONDS)
        for number in range(self._scenario.processes):
            self._world.start(number)

    async def _discord_away(self, fault: Fault) -> None:
        self._world.discord.away += 1
        await asyncio.sleep(fault.seconds)
        self._world.discord.away -= 1

    async def _channel_gone(self, fault: Fault) -> None:
        gone, channel = self._world.discord.gone, 110 + fault.target % 5 * 10 + fault.step % 2
        gone[channel] = gone.get(channel, 0) + 1
        await asyncio.sleep(fault.seconds)
        gone[channel] -= 1

    async def _provider_fault(self, fault: Fault) -> None:
        provider = self._world.provider
        name = {
            FaultKind.PROVIDER_AWAY: "away",
            FaultKind.PROVIDER_MUTE: "mute",
            FaultKind.PROVIDER_FULL: "full",
            FaultKind.PROVIDER_SLOW: "slow",
            FaultKind.RATE_LIMIT: "limited",
        }[fault.kind]
        setattr(provider, name, getattr(provider, name) + 1)
        await asyncio.sleep(fault.seconds)
        setattr(provider, name, getattr(provider, name) - 1)

    async def _signals_lost(self, fault: Fault) -> None:
        self._world.signal_bus.silenced += 1
        await asyncio.sleep(fault.seconds)
        self._world.signal_bus.silenced -= 1

    # --- the end ---

    async def _finish(self) -> None:
        """Stop all faults, and wait until nothing is left to do."""
        world = self._world
        world.rates = no_faults = Rates(**dict.fromkeys(Rates.__slots__, 0.0))
        for model in (world.provider, world.discord, world.people, world.signal_bus):
            model.rates = no_faults
        for process in world.processes:
            if process is not None:
                process.set_rates(no_faults)
        world.guild_store.operator = OperatorState()
        for number in range(self._scenario.processes):
            world.start(number)
        world.story.record("world", "has no more faults")
        began = world.loop.time()
        await self._until_done()
        if self._scenario.is_traced and (lost := world.invariants.lost_since(began - _TRACED_LATELY_SECONDS)):
            for _ in range(_TRACED_CHECKS):
                if not world.invariants.untraced(lost):
                    break
                await asyncio.sleep(_CHECKED_SECONDS)
            world.invariants.check_traced(lost)
            await self._until_done()

    async def _until_done(self) -> None:
        """Wait until nothing is left to do, and a little longer: a late answer may cause more work."""
        world = self._world
        began = busy_at = world.loop.time()
        while world.store.rows.open or world.loop.time() - busy_at < 2 * _CHECKED_SECONDS:
            if world.loop.time() > began + _LONGEST_END_SECONDS:
                job = world.store.rows.open_jobs()[0]
                world.story.fail(
                    "never ends", f"{job.id} is {job.state}/{job.delivery_state} hours after the last fault"
                )
                raise Stopped
            if world.store.rows.open:
                busy_at = world.loop.time()
            steps = world.loop.steps_taken
            await asyncio.sleep(_CHECKED_SECONDS)
            if (steps := world.loop.steps_taken - steps) > _MOST_STEPS:
                world.story.fail("busy", f"{steps} steps in {_CHECKED_SECONDS:.0f} s without faults")
                raise Stopped

    async def _end(self) -> None:
        world = self._world
        processes = [process for process in world.processes if process is not None]
        for process in processes:
            for leftover in process.leftovers() if process.worker.active else ():
                world.story.fail("held", f"{process.owner.name} still has {leftover}")
        world.invariants.survivors = tuple(processes)
        for number in range(self._scenario.processes):
            await world.stop(number)
        jobs = list(world.store.rows.values())
        for ledger in world.ledgers():
            world.invariants.check_at_the_end(jobs, ledger, world.people.ephemeral_messages, world.people.unconfirmed)
        if world.story.violation is not None:
            raise Stopped


_INJECTORS = {
    FaultKind.DATABASE_AWAY: ScenarioRunner._database_away,
    FaultKind.PARTITION: ScenarioRunner._partition,
    FaultKind.DEATH: ScenarioRunner._death,
    FaultKind.MACHINE_DEATH: ScenarioRunner._death,
    FaultKind.STALL: ScenarioRunner._stall,
    FaultKind.DEPLOY: ScenarioRunner._deploy,
    FaultKind.CLOCK_STEP: ScenarioRunner._clock_step,
    FaultKind.SUSPENDED: ScenarioRunner._suspended,
    FaultKind.DISCORD_AWAY: ScenarioRunner._discord_away,
    FaultKind.CHANNEL_GONE: ScenarioRunner._channel_gone,
    FaultKind.PROVIDER_AWAY: ScenarioRunner._provider_fault,
    FaultKind.PROVIDER_MUTE: ScenarioRunner._provider_fault,
    FaultKind.PROVIDER_FULL: ScenarioRunner._provider_fault,
    FaultKind.PROVIDER_SLOW: ScenarioRunner._provider_fault,
    FaultKind.RATE_LIMIT: ScenarioRunner._provider_fault,
    FaultKind.SIGNALS_LOST: ScenarioRunner._signals_lost,
}
