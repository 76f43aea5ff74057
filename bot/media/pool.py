"""Run media jobs in separate processes: bounded in number, killed on timeout, always reaped.

A worker gets no secrets (its environment is built from scratch), has limits on memory, CPU and file size, and confines
itself before it decodes (:mod:`bot.media.confinement`); its first message names the active fences, which are logged
once. Whatever a hostile file does to its decoder ends here as a typed error.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

from bot import IMPORT_ROOT
from bot.errors import MediaError, MediaIncomplete, MediaTooLarge, MediaUnreadable, MediaWorkerDied
from bot.media.confinement import OPEN_WITHOUT, Fence, missing
from bot.media.protocol import Failure, Made, Task, WorkerCaps, WorkerJob
from bot.media.spare import SpareWorker

__all__ = ["WorkerCaps", "WorkerPool"]

log = logging.getLogger(__name__)
_CONCURRENCY = 2
MOST_WORKERS = 2 * _CONCURRENCY
"""How many workers may run at once; a memory limit must allow for all of them."""

_LINE_BYTES = 256 * 1024
_STDERR_BYTES = 4096
_LOGGED_CHARACTERS = 600
# -P: a module in the working directory must not shadow ours.
_COMMAND = (sys.executable, "-P", "-m", f"{__package__}.worker")

Progress = Callable[[float], None]


class WorkerPool:
    """Runs one worker per job: at most ``concurrency`` for quick jobs, and as many for fitting files; others wait.

    ``command`` is for tests of misbehaving workers.
    """

    def __init__(
        self, caps: WorkerCaps | None = None, *, concurrency: int = _CONCURRENCY, command: Sequence[str] = _COMMAND
    ) -> None:
        self._caps = caps or WorkerCaps()
        # A video may take many minutes: quick jobs never wait for one.
        self._quick_slots, self._fit_slots = asyncio.Semaphore(concurrency), asyncio.Semaphore(concurrency)
        self._command = tuple(command)
        self._running: set[int] = set()
        self._active_jobs = 0  # including those whose worker is still starting
        self._fences: frozenset[Fence] | None = None
        self._spare = SpareWorker(self._start, _reap)

    @property
    def running_pids(self) -> frozenset[int]:
        """The process ids of the workers that have a job."""
        return frozenset(self._running)

    @property
    def fences(self) -> frozenset[Fence] | None:
        """The fences that confine the workers on this machine; None until the first worker has reported them."""
        return self._fences

    def expect_job(self) -> None:
        """Start a worker for a job that comes soon: starting one takes longer than most jobs."""
        if self._active_jobs < MOST_WORKERS:
            self._spare.prepare()

    async def close(self) -> None:
        """End the spare worker, if there is one."""
        await self._spare.close()

    async def run(self, job: WorkerJob, progress: Progress | None = None) -> Made:
        """Run one job. Raises MediaError. If cancelled, the worker has ended before this returns."""
        async with self._fit_slots if job.task is Task.FIT else self._quick_slots:
            self._active_jobs += 1
            try:
                return await self._run(await self._spare.take() or await self._start(), job, progress)
            finally:
                self._active_jobs -= 1

    async def _run(self, process: asyncio.subprocess.Process, job: WorkerJob, progress: Progress | None) -> Made:
        self._running.add(process.pid)
        try:
            return await self._converse(process, job, progress)
        finally:
            await _reap(process)
            self._running.discard(process.pid)

    async def _start(self) -> asyncio.subprocess.Process:
        try:
            return await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                cwd="/",  # it changes to the folder of its job
                env=_environment(),
                limit=_LINE_BYTES,
                start_new_session=True,  # its own process group, killed as a whole
            )
        except OSError as error:
            raise _worker_died(f"no worker can be started: {error.strerror}") from error

    async def _converse(self, process: asyncio.subprocess.Process, job: WorkerJob, progress: Progress | None) -> Made:
        assert process.stdin is not None  # noqa: S101  # for the type checker: all three are pipes
        assert process.stdout is not None  # noqa: S101
        assert process.stderr is not None  # noqa: S101
        stderr_tail = asyncio.create_task(_tail(process.stderr), name="media worker stderr")
        try:
            async with asyncio.timeout(self._caps.wall_seconds_of(job.task)):
                with contextlib.suppress(ConnectionError):
                    process.stdin.write(job.encode(self._caps))
                    await process.stdin.drain()
                # stdin stays open: its end tells the worker that the bot is gone.
                answer = await _read_answer(process.stdout, progress, self._report_fences)
                if answer is None:
                    await process.wait()
                    raise _exit_error(job, process.returncode, await stderr_tail)
                return answer
        except TimeoutError:
            raise _worker_died(f"{job.task} was stopped after {self._caps.wall_seconds_of(job.task):g} s") from None
        finally:
            stderr_tail.cancel()
            await asyncio.gather(stderr_tail, return_exceptions=True)

    def _report_fences(self, active: frozenset[Fence]) -> None:
        """Log which fences confine the workers, once and whenever it changes."""
        if active == self._fences:
            return
        self._fences = active
        gaps = [f"{fence} ({OPEN_WITHOUT[fence]})" for fence in missing(active)]
        if gaps:
            log.warning("media.confinement standing=%s missing: %s", ",".join(sorted(active)), "; ".join(gaps))
        else:
            log.info("media.confinement standing=%s", ",".join(sorted(active)))


async def _read_answer(
    stdout: asyncio.StreamReader, progress: Progress | None, on_fences: Callable[[frozenset[Fence]], None]
) -> Made | None:
    """Read messages until the worker's result; return None if it ended without one. Raises MediaError."""
    while True:
        try:
            line = await stdout.readline()
            if not line:
                return None
            message = json.loads(line)
            if "fences" in message:
                on_fences(frozenset(Fence(name) for name in message["fences"]))
                continue
            if "progress" in message:
                if progress is not None:
                    progress(min(1.0, max(0.0, float(message["progress"]))))
                continue
            if "error" in message:
                raise _failure(Failure(message["error"]), str(message.get("detail", "")))
            return Made.from_json(message["result"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            # A compromised decoder may send anything.
            raise _worker_died("worker gave an answer that can't be read") from error


def _failure(failure: Failure, detail: str) -> MediaError:
    text = _clean(detail)
    if failure is Failure.UNREADABLE:
        return MediaUnreadable(text, key="media-unreadable")
    if failure is Failure.INCOMPLETE:
        return MediaIncomplete(text, key="media-incomplete")
    if failure is Failure.TOO_LARGE:
        return MediaTooLarge(text, key="media-too-large")
    return _worker_died(text or "worker is out of memory")


def _exit_error(job: WorkerJob, returncode: int | None, stderr: str) -> MediaWorkerDied:
    code = returncode or 0
    reason = f"signal {signal.Signals(-code).name}" if -code in signal.valid_signals() else f"code {code}"
    if stderr:
        log.warning("media.worker_died task=%s reason=%s: %s", job.task, reason, stderr)
    return _worker_died(f"worker ({job.task}) ended with {reason}")


def _worker_died(detail: str) -> MediaWorkerDied:
    return MediaWorkerDied(detail, key="media-worker-died")


async def _tail(stderr: asyncio.StreamReader) -> str:
    """Read all of stderr, so that the worker never blocks on it, and return the end."""
    kept = b""
    while chunk := await stderr.read(_STDERR_BYTES):
        kept = (kept + chunk)[-_STDERR_BYTES:]
    return _clean(kept.decode(errors="replace"))


def _clean(text: str) -> str:
    """Return the end of a text as one printable line."""
    line = " ".join(text.split())
    return "".join(character for character in line if character.isprintable())[-_LOGGED_CHARACTERS:]


async def _reap(process: asyncio.subprocess.Process) -> None:
    """Kill the process group and wait for its end, even if cancelled meanwhile."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdin is not None:
        process.stdin.close()
    ending = asyncio.ensure_future(_ended(process))
    cancelled = False
    while not ending.done():
        try:
            await asyncio.shield(ending)
        except asyncio.CancelledError:
            cancelled = True
    ending.result()
    if cancelled:
        raise asyncio.CancelledError


async def _ended(process: asyncio.subprocess.Process) -> None:
    await process.wait()
    for pipe in (process.stdout, process.stderr):
        # The pipes must be drained for the transport to close.
        if pipe is not None:
            with contextlib.suppress(ValueError, RuntimeError):
                while await pipe.read(_LINE_BYTES):
                    pass


def _environment() -> dict[str, str]:
    """Return the environment of a worker: where its code is, and no secrets."""
    home = str(IMPORT_ROOT)
    paths = [home, *(path for path in sys.path if path and path != home)]
    kept: dict[str, Any] = {
        name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL") if name in os.environ
    }
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
