"""A text report of a stage's state besides Discord, for a wait that timed out. Short, to be read in a hurry."""

import contextlib
import re
import sqlite3
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from bot.sandbox.bot_process import BotProcess
from bot.sandbox.tencent import Call

_MAX_CALLS = 25
_MAX_LINES = 25
_MAX_LINE_CHARACTERS = 240
_TASK_CHARACTERS = 8
# Columns that are the same in every row, or reported elsewhere.
_OMITTED_COLUMNS = frozenset(
    {"guild_id", "channel_id", "status_channel_id", "upload_limit_bytes", "locale", "provider_request_id"}
)
_FIRST = ("id", "kind", "state", "delivery_state")
_LAST = ("request", "outputs")
# Log lines that repeat "Calls to Tencent", and debug output of libraries.
_OMITTED_LINE = re.compile(r" DEBUG +(?! )(?:bot\.tencent\.client: tencent\.call |(?!bot\.|cogs\.|foley\.))")


def account_of_calls(calls: Iterable[Call]) -> list[str]:
    """Return the newest calls to Tencent and their responses; consecutive equal ones share a line."""
    counted = [(key, len(list(same))) for key, same in groupby(_call_line(call) for call in calls)][-_MAX_CALLS:]
    lines = [f"  {line}" + (f" × {count}" if count > 1 else "") for line, count in counted]
    return ["Calls to Tencent:", *(lines or ["  none"])]


def _call_line(call: Call) -> str:
    task = f"task …{call.task_id[-_TASK_CHARACTERS:]}" if call.task_id else ""
    parts = (
        call.service,
        call.action,
        task,
        str(call.http_status),
        call.error_code,
        _answered(call.answer),
        call.fault,
    )
    return " ".join(part for part in parts if part)


def _answered(answer: dict[str, Any] | str | None) -> str:
    if not isinstance(answer, dict):
        return (answer or "")[: _TASK_CHARACTERS * 4]
    response = answer.get("Response", answer)
    return str(response.get("Status") or "") if isinstance(response, dict) else ""


def account_of_jobs(database: Path) -> list[str]:
    """Return the jobs of a SQLite database, one line each, without NULL columns."""
    try:
        with contextlib.closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            rows = [dict(row) for row in connection.execute("SELECT * FROM jobs ORDER BY id")]
    except sqlite3.Error as error:
        return ["Jobs:", f"  not readable: {error}"]
    return ["Jobs:", *([f"  {row_line(row)}" for row in rows] or ["  none"])]


def row_line(row: Mapping[str, Any]) -> str:
    """Return a job's row as one line, the key columns first, with times in seconds since the job was created."""
    began_at = row.get("created_at") or 0.0
    names = [*_FIRST, *(name for name in row if name not in {*_FIRST, *_LAST, *_OMITTED_COLUMNS}), *_LAST]
    fields = [
        f"{name}={value - began_at:+.1f}s" if name.endswith("_at") and isinstance(value, float) else f"{name}={value}"
        for name in names
        if (value := row.get(name)) is not None
    ]
    return " ".join(fields)[: _MAX_LINE_CHARACTERS * 2]


def account_of_bot(bot: BotProcess) -> list[str]:
    """Return whether a bot is running, and its last log lines without those that repeat its calls to Tencent."""
    state = "runs" if bot.running else f"does not run (exit code {bot.exit_code})"
    lines = [line[:_MAX_LINE_CHARACTERS] for line in bot.log if not _OMITTED_LINE.search(line)][-_MAX_LINES:]
    return [f"The bot {state}; it said last:", *(f"  {line}" for line in lines or ["nothing"])]
