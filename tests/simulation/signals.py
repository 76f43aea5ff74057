"""Signals between the simulated processes: they may be late, out of order, duplicated or lost."""

import contextlib
import random
from collections.abc import Callable

from bot.errors import StoreUnavailable
from bot.jobs.ports import MISSED
from bot.jobs.repository import TOPIC
from bot.store.engine.signals import LocalSignals
from tests.simulation.database import DatabaseLink
from tests.simulation.network import Network
from tests.simulation.scenario import Rates
from tests.simulation.story import Coverage

# Long enough for a later signal to overtake it.
_LATE_SECONDS = 2.0


class SignalBus:
    """Delivers signals between processes. ``silenced``: how many faults suppress all of them now."""

    def __init__(self, network: Network, rng: random.Random, rates: Rates, coverage: Coverage) -> None:
        self._network = network
        self._rng = rng
        self.rates = rates
        self._coverage = coverage
        self._ports: dict[SimulatedSignals, None] = {}
        self.silenced = 0

    def join(self, signals: "SimulatedSignals") -> None:
        """Connect a process."""
        self._ports[signals] = None

    def leave(self, signals: "SimulatedSignals") -> None:
        """Disconnect it."""
        self._ports.pop(signals, None)

    def send(self, sender: "SimulatedSignals", topic: str, payload: str) -> None:
        """Send a signal to all others."""
        for port in self._ports:
            if port is sender:
                continue
            if self.silenced or self._rng.random() < self.rates.signal_lost:
                self._note("signal-lost", topic, payload)
                continue
            self._deliver(port, topic, payload)
            if self._rng.random() < self.rates.signal_twice:
                self._note("signal-twice", topic, payload)
                self._deliver(port, topic, payload)

    def _deliver(self, port: "SimulatedSignals", topic: str, payload: str) -> None:
        delay_seconds = self._rng.random() * 0.01
        if self._rng.random() < self.rates.signal_late:
            delay_seconds = self._rng.random() * _LATE_SECONDS
            self._note("signal-late", topic, payload)
        self._network.later(delay_seconds, lambda: port.receive(topic, payload))

    def _note(self, fault: str, topic: str, payload: str) -> None:
        if topic == TOPIC:
            self._coverage.hit_job(payload.partition(":")[2], fault)


class SimulatedSignals:
    """The Signals port of one process."""

    def __init__(self, signal_bus: SignalBus, link: DatabaseLink, run: Callable[[Callable[[], None]], None]) -> None:
        self._bus = signal_bus
        self._link = link
        self._run = run
        self._local = LocalSignals()
        signal_bus.join(self)

    async def publish(self, topic: str, payload: str) -> None:
        self._local.hand_out(topic, payload)
        with contextlib.suppress(StoreUnavailable):
            await self._link.ask(lambda: self._bus.send(self, topic, payload))

    def subscribe(self, topic: str, callback: Callable[[str], None]) -> Callable[[], None]:
        return self._local.subscribe(topic, callback)

    def receive(self, topic: str, payload: str) -> None:
        """Receive a signal of another process, if the link is open."""
        if self._link.is_open:
            self._run(lambda: self._local.hand_out(topic, payload))

    def reconnected(self) -> None:
        """Note that signals are received again, and that some were missed."""
        self.receive(MISSED, "")

    def close(self) -> None:
        self._bus.leave(self)
