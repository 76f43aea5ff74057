"""Words between the simulated processes: late, out of order, twice, or never."""

import contextlib
import random
from collections.abc import Callable

from bot.errors import StoreUnavailable
from bot.jobs.ports import MISSED
from bot.jobs.repository import TOPIC
from bot.store.engine.signals import LocalSignals
from tests.simulation.database import Road
from tests.simulation.scenario import Rates
from tests.simulation.story import Coverage
from tests.simulation.wire import Wire

# Enough for what was said later to come before.
_LATE_SECONDS = 2.0


class Ether:
    """Carries words between processes. ``silenced``: how many troubles keep it from that now."""

    def __init__(self, wire: Wire, chance: random.Random, rates: Rates, coverage: Coverage) -> None:
        self._wire = wire
        self._chance = chance
        self.rates = rates
        self._coverage = coverage
        self._stations: dict[Station, None] = {}
        self.silenced = 0

    def join(self, station: "Station") -> None:
        """Let a process hear."""
        self._stations[station] = None

    def leave(self, station: "Station") -> None:
        """Let it hear no more."""
        self._stations.pop(station, None)

    def send(self, sender: "Station", topic: str, payload: str) -> None:
        """Tell all others."""
        for station in self._stations:
            if station is sender:
                continue
            if self.silenced or self._chance.random() < self.rates.signal_lost:
                self._note("signal-lost", topic, payload)
                continue
            self._hand_over(station, topic, payload)
            if self._chance.random() < self.rates.signal_twice:
                self._note("signal-twice", topic, payload)
                self._hand_over(station, topic, payload)

    def _hand_over(self, station: "Station", topic: str, payload: str) -> None:
        delay_seconds = self._chance.random() * 0.01
        if self._chance.random() < self.rates.signal_late:
            delay_seconds = self._chance.random() * _LATE_SECONDS
            self._note("signal-late", topic, payload)
        self._wire.later(delay_seconds, lambda: station.receive(topic, payload))

    def _note(self, fault: str, topic: str, payload: str) -> None:
        if topic == TOPIC:
            self._coverage.struck_job(payload.partition(":")[2], fault)


class Station:
    """The Signals port of one process."""

    def __init__(self, ether: Ether, road: Road, run: Callable[[Callable[[], None]], None]) -> None:
        self._ether = ether
        self._road = road
        self._run = run
        self._local = LocalSignals()
        ether.join(self)

    async def publish(self, topic: str, payload: str) -> None:
        self._local.hand_out(topic, payload)
        with contextlib.suppress(StoreUnavailable):
            await self._road.ask(lambda: self._ether.send(self, topic, payload))

    def subscribe(self, topic: str, callback: Callable[[str], None]) -> Callable[[], None]:
        return self._local.subscribe(topic, callback)

    def receive(self, topic: str, payload: str) -> None:
        """Hear a word of another process, if it gets through and this one lives."""
        if self._road.is_open:
            self._run(lambda: self._local.hand_out(topic, payload))

    def reconnected(self) -> None:
        """Hear again: what was said meanwhile is lost."""
        self.receive(MISSED, "")

    def close(self) -> None:
        self._ether.leave(self)
