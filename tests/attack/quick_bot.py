"""The real bot, with media workers that stay: for the soak, started as a script in its place.

A soak is about crashes and a broken network. Starting an interpreter for each of 4,000 files would be most of its
time, so the same work is done by two forked processes that live as long as the bot; what they do is the worker's
own code. They die with the bot's process group.
"""

import asyncio
import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from bot.__main__ import main
from bot.errors import MediaTooLarge, MediaUnreadable
from bot.media.pool import WorkerPool
from bot.media.protocol import Made, WorkerJob
from bot.media.work.run import Unfit, Unreadable, run

_WORKERS = 2


def _do(job: WorkerJob) -> Made:
    return run(job, lambda done: None)


def stay(executor: ProcessPoolExecutor) -> None:
    """Let the pool hand its work to processes that stay."""

    async def quick_run(self: WorkerPool, job: WorkerJob, progress: Callable[[float], None] | None = None) -> Made:
        try:
            return await asyncio.get_running_loop().run_in_executor(executor, _do, job)
        except Unreadable as error:
            raise MediaUnreadable(str(error), key="media-unreadable") from None
        except Unfit as error:
            raise MediaTooLarge(str(error), key="media-too-large") from None

    WorkerPool.run = quick_run  # type: ignore[method-assign]


if __name__ == "__main__":
    stay(ProcessPoolExecutor(_WORKERS, multiprocessing.get_context("forkserver")))
    sys.exit(main([]))
