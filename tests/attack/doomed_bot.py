"""The real bot, killed with SIGKILL exactly at a border inside it: for tests, started as a script in its place.

Production code knows nothing of this. The methods around a commit are wrapped at start; each looks whether the file
named by ``DOOM_FILE`` names the border it stands at, and if so removes the file and kills the whole process group:
no handler, no ``finally``, no flush. Without that file it is the ordinary bot.

Borders: ``<TRANSITION>:before`` (nothing of the transaction has begun), ``<TRANSITION>:settling`` (the job is changed,
the ledger is not), ``<TRANSITION>:uncommitted`` (everything is written, nothing committed), ``<TRANSITION>:committed``
(on disk, and nobody told); for ADD the ledger comes after the job, too. ``TURN:next`` stands where a job is next at the
request budget, before the transition after it.
``FETCH:half`` stands inside a download with half of what came on disk. ``WORKER:fit`` stands where a media worker has
said how far it is, so it is decoding; ``WORKER:<another task>`` where it has done its work and nobody has heard of it.

``DOOM_UNSENT``: nothing may wait to be sent, so every new job is too old. ``DOOM_LATE``: each refusal of a create,
and each answer that is a result, comes after the job was taken for lost, as by another process.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import aiohttp

from bot import app
from bot.__main__ import main
from bot.jobs import expiry
from bot.jobs.model import ColumnUpdate, Job, Transition, TransitionRequest
from bot.media import pool
from bot.media.fetch import Fetcher
from bot.media.pool import WorkerPool
from bot.media.protocol import Task, WorkerJob
from bot.store.jobs import job_store
from bot.store.jobs import transitions as job_transitions
from bot.store.jobs.job_store import SqlJobStore
from bot.store.jobs.ledger import reserve, settle
from bot.store.jobs.transitions import take_transitions
from bot.tencent.provider import TencentProvider
from bot.worker import dispatcher, reconciler, status_board

ADD = "ADD"
_CREATE_SECONDS = 3.0
_LEFT_SECONDS = 3.0
_SWEEP_SECONDS = 1.0
_STATUS_GAP_SECONDS = 0.5


def doom() -> str:
    """Return the border this process is to die at, empty while it is to live."""
    try:
        return Path(os.environ["DOOM_FILE"]).read_text("utf-8")
    except FileNotFoundError:
        return ""


def die_at(border: str) -> None:
    """Kill this process and its children if this is the border it was told to die at."""
    if doom() == border:
        Path(os.environ["DOOM_FILE"]).unlink()
        os.killpg(0, signal.SIGKILL)


def _put(owner: object, **wrapped: Any) -> None:
    for name, value in wrapped.items():
        if not hasattr(owner, name):
            raise SystemExit(f"there is no {name} to wrap any more")
        setattr(owner, name, value)


def _wrap_transitions() -> None:
    take, take_many = SqlJobStore.take, SqlJobStore.take_many

    async def doomed_take(self: SqlJobStore, request: TransitionRequest) -> Job | None:
        if request.transition in (Transition.REFUSE, Transition.COMPLETE_AT_ONCE) and "DOOM_LATE" in os.environ:
            await take(
                self, TransitionRequest(request.job_id, Transition.LOSE_TRACK, ColumnUpdate(at=request.changes.at))
            )
        die_at(f"{request.transition.name}:before")
        job = await take(self, request)
        die_at(f"{request.transition.name}:committed")
        return job

    async def doomed_take_many(self: SqlJobStore, requests: Sequence[TransitionRequest]) -> list[Job | None]:
        for request in requests:
            die_at(f"{request.transition.name}:before")
        jobs = await take_many(self, requests)
        for request in requests:
            die_at(f"{request.transition.name}:committed")
        return jobs

    async def doomed_transitions(connection: Any, requests: Sequence[TransitionRequest]) -> list[Job | None]:
        jobs = await take_transitions(connection, requests)
        for request in requests:
            die_at(f"{request.transition.name}:uncommitted")
        return jobs

    async def doomed_settle(connection: Any, transition: Any, ended: Any) -> None:
        die_at(f"{transition.name}:settling")
        await settle(connection, transition, ended)

    _put(job_store, take_transitions=doomed_transitions)
    _put(job_transitions, settle=doomed_settle)
    _put(SqlJobStore, take=doomed_take, take_many=doomed_take_many)


def _wrap_add() -> None:
    add = SqlJobStore.add

    async def doomed_add(self: SqlJobStore, *args: Any) -> Job:
        die_at(f"{ADD}:before")
        job = await add(self, *args)
        die_at(f"{ADD}:committed")
        return job

    async def doomed_reserve(connection: Any, *args: Any) -> None:
        die_at(f"{ADD}:settling")
        await reserve(connection, *args)
        die_at(f"{ADD}:uncommitted")

    _put(job_store, reserve=doomed_reserve)
    _put(SqlJobStore, add=doomed_add)


def _wrap_turn() -> None:
    approach = TencentProvider.approach

    async def doomed_approach(self: TencentProvider, job: Job) -> Callable[[], None]:
        leave = await approach(self, job)
        die_at("TURN:next")
        return leave

    _put(TencentProvider, approach=doomed_approach)


def _wrap_media() -> None:
    copy, converse = Fetcher._copy, WorkerPool._converse
    read_answer = pool._read_answer
    task: ContextVar[str] = ContextVar("task")

    async def doomed_copy(self: Fetcher, response: aiohttp.ClientResponse, host: str, sink: Any) -> int:
        if doom() == "FETCH:half":
            came = await response.content.readany()
            sink.file.write(came[: len(came) // 2])
            sink.file.flush()
            die_at("FETCH:half")
        return await copy(self, response, host, sink)

    async def doomed_converse(self: WorkerPool, process: Any, job: WorkerJob, progress: Any) -> Any:
        task.set(job.task.value)
        return await converse(self, process, job, progress)

    async def doomed_read_answer(stdout: asyncio.StreamReader, progress: Any, on_fences: Any) -> Any:
        def doomed_progress(done: float) -> None:
            die_at(f"WORKER:{task.get()}")
            if progress is not None:
                progress(done)

        answer = await read_answer(stdout, doomed_progress, on_fences)
        if task.get() != Task.FIT:
            die_at(f"WORKER:{task.get()}")
        return answer

    _put(Fetcher, _copy=doomed_copy)
    _put(WorkerPool, _converse=doomed_converse)
    _put(pool, _read_answer=doomed_read_answer)


if __name__ == "__main__":
    # Who dies here is dead for certain: the next one need not wait for as long as an answer could take.
    _put(app, CREATE_SECONDS=_CREATE_SECONDS)
    _put(status_board, _SHORTEST_GAP_SECONDS=_STATUS_GAP_SECONDS)
    _put(reconciler, LEFT_SECONDS=_LEFT_SECONDS, SWEEP_SECONDS=_SWEEP_SECONDS)
    if "DOOM_UNSENT" in os.environ:
        _put(expiry, UNSENT_SECONDS=0.0)
        _put(dispatcher, EXPIRY_CHECK_SECONDS=0.0)
    _wrap_transitions()
    _wrap_add()
    _wrap_turn()
    _wrap_media()
    sys.exit(main([]))
