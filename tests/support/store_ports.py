"""The ports of a store, whatever is behind them: what the contract tests are written against."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from sqlalchemy import select

from bot.guilds.ports import Change, GuildStore, unchanged
from bot.jobs.ports import JobStore, LearningStore, PreferenceStore, PresetStore, Signals
from bot.store import Store
from bot.store.guilds.schema import quota_ledger
from tests.support.memory_guilds import MemoryGuildStore
from tests.support.memory_store import MemoryJobStore, MemoryLearning, MemoryPreferences, MemoryPresets, QuietSignals


class StorePorts(Protocol):
    """What both a database and the doubles in memory offer."""

    jobs: JobStore
    learning: LearningStore
    preferences: PreferenceStore
    presets: PresetStore
    guilds: GuildStore
    signals: Signals


# Given what new servers start with.
OpenStore = Callable[[Change], AbstractAsyncContextManager[StorePorts]]


class MemoryStore:
    """The doubles in memory, put together as :class:`bot.store.Store` puts the real ones."""

    def __init__(self, new_server: Change = unchanged) -> None:
        jobs = MemoryJobStore()
        self.jobs: JobStore = jobs
        self.learning: LearningStore = MemoryLearning()
        self.preferences: PreferenceStore = MemoryPreferences()
        self.presets: PresetStore = MemoryPresets()
        self.guilds: GuildStore = MemoryGuildStore(jobs, new_server)
        self.signals: Signals = QuietSignals()
        self.ledger = jobs.ledger


async def ledger_costs(store: StorePorts) -> dict[str, int]:
    """Return what every job costs by the ledger, in micro-units, by job id."""
    if isinstance(store, MemoryStore):
        return dict(store.ledger.costs())
    assert isinstance(store, Store)
    async with store.database.read() as connection:
        return {row.job_id: row.cost for row in (await connection.execute(select(quota_ledger))).all()}


async def ledger_lines(store: StorePorts) -> dict[str, tuple[str, int, float]]:
    """Return standing, uses and seconds of every claim, by job id."""
    if isinstance(store, MemoryStore):
        return dict(store.ledger.told())
    assert isinstance(store, Store)
    async with store.database.read() as connection:
        rows = (await connection.execute(select(quota_ledger))).all()
    return {row.job_id: (row.standing, row.uses, float(row.seconds)) for row in rows}
