"""Reads the jobs from the bot's own database: read-only, in a thread, only when the files changed."""

import asyncio
import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

Json = dict[str, Any]
_QUERY = """
    SELECT id, kind, backend, state, delivery_state, user_id, channel_id, created_at, submitted_at, waiting_at,
           ended_at, notified_at, attempts, task_id, request, fault
    FROM jobs ORDER BY id DESC LIMIT 60
"""


class JobReader:
    """The newest jobs of one SQLite file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, ...] = ()
        self.jobs: list[Json] = []

    async def refresh(self) -> bool:
        """Reload the jobs if the database changed; return whether they differ from before."""
        file_states = self._file_states()
        if file_states == self._seen:
            return False
        try:
            jobs = await asyncio.to_thread(self._read)
        except sqlite3.Error:
            return False  # being created, migrated or locked: the next refresh comes soon
        self._seen = file_states
        changed, self.jobs = jobs != self.jobs, jobs
        return changed

    def _file_states(self) -> tuple[int, ...]:
        """Return what changes with the database: size and modification time of the file and its write-ahead log."""
        file_states: list[int] = []
        for name in (self._path, self._path.with_name(self._path.name + "-wal")):
            with contextlib.suppress(FileNotFoundError):
                stat = name.stat()
                file_states += [stat.st_mtime_ns, stat.st_size]
        return tuple(file_states)

    def _read(self) -> list[Json]:
        if not self._path.is_file():
            return []
        with contextlib.closing(sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return [_shown(row) for row in connection.execute(_QUERY)]


def _shown(row: sqlite3.Row) -> Json:
    shown: Json = dict(row)
    request = json.loads(shown.pop("request"))
    fault = json.loads(shown["fault"]) if shown["fault"] else None
    shown["prompt"] = str(request.get("prompt") or request.get("text") or "")[:120] if isinstance(request, dict) else ""
    shown["fault"] = (fault.get("code") or fault.get("key")) if isinstance(fault, dict) else None
    shown["user_id"], shown["channel_id"] = str(shown["user_id"]), str(shown["channel_id"])
    return shown
