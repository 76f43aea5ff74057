"""The bot's own database, read as an onlooker: read-only, in a thread, only when the files changed."""

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
        """Read again when the database changed; whether the jobs are other than before."""
        mark = self._mark()
        if mark == self._seen:
            return False
        try:
            found = await asyncio.to_thread(self._read)
        except sqlite3.Error:
            return False  # being created, migrated or locked: the next look comes soon
        self._seen = mark
        changed, self.jobs = found != self.jobs, found
        return changed

    def _mark(self) -> tuple[int, ...]:
        """What changes with the database: size and time of the file and of its log of writes."""
        marks: list[int] = []
        for name in (self._path, self._path.with_name(self._path.name + "-wal")):
            with contextlib.suppress(FileNotFoundError):
                state = name.stat()
                marks += [state.st_mtime_ns, state.st_size]
        return tuple(marks)

    def _read(self) -> list[Json]:
        if not self._path.is_file():
            return []
        with contextlib.closing(sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return [_shown(row) for row in connection.execute(_QUERY)]


def _shown(row: sqlite3.Row) -> Json:
    told: Json = dict(row)
    request = json.loads(told.pop("request"))
    fault = json.loads(told["fault"]) if told["fault"] else None
    told["prompt"] = str(request.get("prompt") or request.get("text") or "")[:120] if isinstance(request, dict) else ""
    told["fault"] = (fault.get("code") or fault.get("key")) if isinstance(fault, dict) else None
    told["user_id"], told["channel_id"] = str(told["user_id"]), str(told["channel_id"])
    return told
