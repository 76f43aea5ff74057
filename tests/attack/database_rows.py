"""Reads the bot's database as an onlooker, and says what in it must not be."""

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import asyncpg

from bot.guilds.quota import expected_standing
from bot.jobs.model import Backend, DeliveryState, Job, Kind, MusicRequest, Place, State

Row = Mapping[str, Any]


async def read(url: str, query: str) -> list[Row]:
    """Run one query on a database of either kind, on a connection of our own."""
    if url.startswith("sqlite:///"):
        return await asyncio.to_thread(_read_sqlite, url.removeprefix("sqlite:///"), query)
    connection = await asyncpg.connect(url)
    try:
        return [dict(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


def _read_sqlite(path: str, query: str) -> list[Row]:
    uri = f"{Path(path).absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=10)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


async def jobs(url: str) -> list[Row]:
    """Return every job, oldest first."""
    return await read(url, "SELECT * FROM jobs ORDER BY id")


def is_settled(row: Row) -> bool:
    """Whether nothing more will happen to a job: it has ended, and that was told or is held."""
    return row["delivery_state"] in (DeliveryState.SENT, DeliveryState.HELD)


async def wrong_claims(url: str, wanted: Callable[[Row], bool] = lambda row: True) -> list[str]:
    """Return what is wrong with the claims: each job has one, standing as its end says and with what was made."""
    claims: dict[str, list[Row]] = {}
    for claim in await read(url, "SELECT * FROM quota_ledger"):
        claims.setdefault(claim["job_id"], []).append(claim)
    wrong = []
    rows = await jobs(url)
    repeated = {row["retry_of"] for row in rows}
    for row in rows:
        found = claims.pop(row["id"], [])
        if not wanted(row):
            continue
        if len(found) != 1:
            wrong.append(f"{row['id']}: {len(found)} claims")
        else:
            problems = _wrong_claim(row, found[0], is_repeated=row["id"] in repeated)
            wrong += [f"{row['id']} ({row['state']}): {problem}" for problem in problems]
    wrong += [f"{job_id}: a claim without a job" for job_id in claims]
    return wrong


def _wrong_claim(row: Row, claim: Row, *, is_repeated: bool) -> list[str]:
    # Who submits a job of unknown outcome again pays once: its claim goes back, the new job has one of its own.
    given_back = is_repeated and row["state"] == State.UNKNOWN
    standing = "returned" if given_back else expected_standing(_job_of(row))
    if claim["standing"] != standing:
        return [f"claim is {claim['standing']}, not {standing}"]
    if (claim["user_id"], claim["guild_id"]) != (row["user_id"], row["guild_id"]):
        return ["claim is somebody else's"]
    if standing == "returned" and (claim["uses"], claim["seconds"]) != (0, 0):
        return ["returned, and still counted"]
    if standing != "returned" and claim["uses"] != 1:
        return [f"counted {claim['uses']} times"]
    if row["state"] == State.READY:
        told = [output["seconds"] for output in json.loads(row["outputs"]) if output.get("seconds") is not None]
        if told and abs(claim["seconds"] - sum(told)) > 0.01:
            return [f"{claim['seconds']} s in the ledger, {sum(told)} s made"]
    return []


def _job_of(row: Row) -> Job:
    """Return as much of a job as the question of its standing needs."""
    return Job(
        id=row["id"],
        place=Place(row["guild_id"], row["channel_id"], row["status_channel_id"], row["status_message_id"], 0),
        user_id=row["user_id"],
        locale=row["locale"],
        kind=Kind(row["kind"]),
        request=MusicRequest("", ""),
        backend=Backend(row["backend"]),
        state=State(row["state"]),
        delivery_state=DeliveryState(row["delivery_state"]),
        created_at=row["created_at"],
        task_id=row["task_id"],
    )
