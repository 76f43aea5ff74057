"""The LearningStore over SQL: estimates as opaque texts, keyed by (kind, model, version)."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select

from bot.jobs.ports import DurationRecord
from bot.store.engine.database import Database
from bot.store.engine.upsert import upsert
from bot.store.schema import durations

_ROWS_A_STATEMENT = 500


class SqlLearningStore:
    """Learned durations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load_durations(self) -> list[DurationRecord]:
        """Return every stored estimate."""
        async with self._database.read() as connection:
            return [DurationRecord(**row) for row in (await connection.execute(select(durations))).mappings()]

    async def save_durations(self, records: Sequence[DurationRecord]) -> None:
        """Write estimates, replacing those of the same key; of several with one key the last counts."""
        latest = {(record.kind, record.model, record.version): asdict(record) for record in records}
        rows = [latest[key] for key in sorted(latest)]
        async with self._database.write() as connection:
            for start in range(0, len(rows), _ROWS_A_STATEMENT):
                await upsert(connection, durations, rows[start : start + _ROWS_A_STATEMENT])
