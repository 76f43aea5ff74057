"""A worker that loads before its job is known: taken by the next job, ended where none comes, never one too many."""

import asyncio
import sys
import textwrap
from pathlib import Path

import pytest

from bot.errors import MediaWorkerDied
from bot.media import WorkerPool
from bot.media.pool import MOST_WORKERS
from bot.media.protocol import Task, WorkerJob
from bot.media.spare import Process, SpareWorker
from bot.sandbox.discord import Patience
from tests.support.processes import NewChildren

ECHO = """
    import json, os, sys
    sys.stdin.readline() or sys.exit(0)
    print(json.dumps({"result": {"path": str(os.getpid()), "waveform": "", "probed": {}}}), flush=True)
    sys.stdin.readline()
"""
PROBE = WorkerJob(Task.PROBE, "x", "/")


def a_pool(code: str = ECHO) -> WorkerPool:
    return WorkerPool(command=(sys.executable, "-S", "-c", textwrap.dedent(code)))


async def children(new_children: NewChildren, count: int) -> list[int]:
    def found() -> list[int] | None:
        pids = [one.pid for one in new_children()]
        return pids if len(pids) == count else None

    return await Patience().until(found)


async def test_the_next_job_takes_the_worker_that_was_expected(new_children: NewChildren) -> None:
    pool = a_pool()
    pool.expect_job()
    pool.expect_job()
    [expected] = await children(new_children, 1)
    assert (await pool.run(PROBE)).path == str(expected)
    assert (await pool.run(PROBE)).path != str(expected)
    assert new_children() == []


async def test_one_that_no_job_comes_for_is_ended(new_children: NewChildren) -> None:
    pool = a_pool()
    pool.expect_job()
    await children(new_children, 1)
    await pool.close()
    assert new_children() == []

    async def start() -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-S", "-c", "input()", stdin=asyncio.subprocess.PIPE
        )

    ended: list[int] = []

    async def end(process: Process) -> None:
        process.kill()
        ended.append(await process.wait())

    spare = SpareWorker(start, end, kept_seconds=0.0)
    spare.prepare()
    await Patience().until(lambda: ended)
    assert await spare.take() is None


async def test_one_that_died_or_never_started_costs_no_job(new_children: NewChildren, tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    dies_first = f"""
        import os, pathlib, sys
        flag = pathlib.Path({str(flag)!r})
        if not flag.exists():
            flag.touch()
            sys.exit(3)
    """
    pool = a_pool(textwrap.dedent(dies_first) + textwrap.dedent(ECHO))
    pool.expect_job()
    dying = await pool._spare._starting  # type: ignore[misc]
    await dying.wait()
    assert flag.exists()
    assert (await pool.run(PROBE)).path

    broken = WorkerPool(command=("/no/such/program",))
    broken.expect_job()
    with pytest.raises(MediaWorkerDied):
        await broken.run(PROBE)
    await broken.close()


async def test_a_cancelled_job_leaves_no_worker_behind(new_children: NewChildren) -> None:
    pool = a_pool()
    pool.expect_job()
    job = asyncio.create_task(pool.run(PROBE))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    job.cancel()
    await asyncio.gather(job, return_exceptions=True)
    await pool.close()
    await Patience().until(lambda: not new_children())


async def test_there_are_never_more_workers_than_memory_is_left_for(new_children: NewChildren) -> None:
    pool = a_pool("import sys; sys.stdin.readline(); sys.stdin.readline()")
    tasks = [WorkerJob(task, "x", "/") for task in (Task.PROBE, Task.PROBE, Task.FIT, Task.FIT)]
    jobs = [asyncio.create_task(pool.run(job)) for job in tasks]
    try:
        await children(new_children, MOST_WORKERS)
        pool.expect_job()
        await asyncio.sleep(0)
        assert len(new_children()) == MOST_WORKERS
    finally:
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        await pool.close()
