"""Open the store once, hand out its parts, close it once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.clock import Clock
from bot.guilds.ports import Change, GuildStore, PrivacyStore, unchanged
from bot.jobs.ports import JobStore, LearningStore, Lease, PreferenceStore, PresetStore, Signals
from bot.store.engine.address import PostgresAddress, SqliteAddress, parse_url
from bot.store.engine.database import Database
from bot.store.engine.engine import DEFAULT_LIMITS, TimeLimits, plain_connector, postgres_connector
from bot.store.engine.errors import translated
from bot.store.engine.lease import LocalLease, PostgresLease
from bot.store.engine.process_lock import ProcessLock
from bot.store.engine.sessions import prove_sessions_are_ours
from bot.store.engine.signals import LocalSignals, PostgresSignals
from bot.store.engine.sqlite_file import refuse_other_files, refuse_unusable
from bot.store.engine.upsert import upsert
from bot.store.guilds.guild_store import SqlGuildStore
from bot.store.guilds.preferences import SqlPreferenceStore
from bot.store.guilds.privacy import SqlPrivacyStore
from bot.store.jobs.job_store import SqlJobStore
from bot.store.jobs.learning import SqlLearningStore
from bot.store.maintenance.migrate import current_revision, migrate
from bot.store.presets import SqlPresetStore
from bot.store.schema import heartbeats
from bot.store.voice_list import SqlVoiceList

_PING = "ping"


@dataclass(frozen=True, slots=True)
class StoreDescription:
    """What may be shown of the database. ``place``: a path, or host and name; never a password."""

    kind: str  # "sqlite" or "postgresql"
    version: str
    place: str
    revision: str


class Store:
    """Every port of the database. Create it with :meth:`open` or :meth:`opened`, end it with :meth:`close`."""

    jobs: JobStore
    learning: LearningStore
    preferences: PreferenceStore
    presets: PresetStore
    guilds: GuildStore
    privacy: PrivacyStore
    signals: Signals
    lease: Lease

    def __init__(
        self,
        database: Database,
        clock: Clock,
        signals: LocalSignals | PostgresSignals,
        lease: Lease,
        lock: ProcessLock | None,
        new_server: Change,
    ) -> None:
        self.database = database
        self._clock = clock
        self._signals = signals
        self._lock = lock
        self.jobs = SqlJobStore(database)
        self.learning = SqlLearningStore(database)
        self.preferences = SqlPreferenceStore(database)
        self.presets = SqlPresetStore(database)
        self.guilds = SqlGuildStore(database, new_server)
        self.privacy = SqlPrivacyStore(database)
        self.voices = SqlVoiceList(database)
        self.signals = signals
        self.lease = lease

    @classmethod
    async def open(
        cls,
        url: str,
        clock: Clock,
        *,
        pool_size: int = 8,
        limits: TimeLimits = DEFAULT_LIMITS,
        new_server: Change = unchanged,
    ) -> "Store":
        """Open and migrate a database. ``new_server``: turns the default settings into those that new servers get.

        Raises ConfigError for an invalid URL, StoreRefused for a database that isn't ours to use (another program's, a
        newer Foley's, in use by another process, wrong password, read-only, behind a pooler in transaction mode),
        StoreUnavailable when it can't be reached.
        """
        address = parse_url(url)
        if isinstance(address, SqliteAddress):
            return await cls._open_sqlite(address, clock, limits, new_server)
        return await cls._open_postgres(address, clock, pool_size, limits, new_server)

    @classmethod
    @asynccontextmanager
    async def opened(
        cls,
        url: str,
        clock: Clock,
        *,
        pool_size: int = 8,
        limits: TimeLimits = DEFAULT_LIMITS,
        new_server: Change = unchanged,
    ) -> AsyncIterator["Store"]:
        """Open a store for the duration of a block."""
        store = await cls.open(url, clock, pool_size=pool_size, limits=limits, new_server=new_server)
        try:
            yield store
        finally:
            await store.close()

    @classmethod
    async def _open_sqlite(
        cls, address: SqliteAddress, clock: Clock, limits: TimeLimits, new_server: Change
    ) -> "Store":
        refuse_unusable(address.path)
        refuse_other_files(address.path, may_be_empty=True)
        lock = ProcessLock(address.path)
        lock.take()
        database = Database(address, pool_size=1, limits=limits)
        try:
            await migrate(database)
            database.keep_to_this_file()
        except BaseException:
            await database.close()
            lock.release()
            raise
        return cls(database, clock, LocalSignals(), LocalLease(), lock, new_server)

    @classmethod
    async def _open_postgres(
        cls, address: PostgresAddress, clock: Clock, pool_size: int, limits: TimeLimits, new_server: Change
    ) -> "Store":
        connect = postgres_connector(address)
        with translated():
            await prove_sessions_are_ours(plain_connector(address), address.shown)
        database = Database(address, pool_size=pool_size, limits=limits)
        try:
            await migrate(database)
        except BaseException:
            await database.close()
            raise
        signals = PostgresSignals(database, connect, clock)
        signals.start()
        return cls(database, clock, signals, PostgresLease(connect, clock), None, new_server)

    async def close(self) -> None:
        """Give up the lease, stop listening and close every connection. Safe to call twice."""
        try:
            await self.lease.release()
            await self._signals.close()
            await self.database.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    async def ping(self) -> None:
        """Read and write something harmless. Raises StoreUnavailable."""
        beat_at = self._clock.now()
        async with self.database.write() as connection:
            await upsert(connection, heartbeats, [{"name": _PING, "beat_at": beat_at}])
        async with self.database.read() as connection:
            await current_revision(connection)

    async def describe(self) -> StoreDescription:
        """Describe the database. Raises StoreUnavailable."""
        query = "SELECT sqlite_version()" if self.database.is_sqlite else "SHOW server_version"
        async with self.database.read() as connection:
            version = str((await connection.exec_driver_sql(query)).scalar_one())
            revision = await current_revision(connection)
        kind = "sqlite" if self.database.is_sqlite else "postgresql"
        return StoreDescription(kind, version, self.database.address.shown, revision)
