"""Run media work in processes of their own: bounded in number, killed in time, always reaped.

A worker gets no secret (its environment is made anew), limits on memory, CPU and file size, and confines itself
before it decodes (:mod:`bot.media.confinement`); which fences stand it says first, and the log repeats it once.
Whatever a hostile file does to its decoder ends here as a typed error.
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
"""How many workers may run at once: what a memory limit must leave room for."""

_LINE_BYTES = 256 * 1024
_STDERR_BYTES = 4096
_LOGGED_CHARACTERS = 600
# -P: a module in the working folder must not take the place of ours.
_COMMAND = (sys.executable, "-P", "-m", f"{__package__}.worker")

Progress = Callable[[float], None]


class WorkerPool:
    """Runs one worker a job, at most ``concurrency`` quick ones and as many that make files fit; others wait.

    ``command`` is for tests of what a worker may do wrong.
    """

    def __init__(
        self, caps: WorkerCaps | None = None, *, concurrency: int = _CONCURRENCY, command: Sequence[str] = _COMMAND
    ) -> None:
        self._caps = caps or WorkerCaps()
        # A film may take many minutes: what is quick never waits behind one.
        self._quick_turns, self._fit_turns = asyncio.Semaphore(concurrency), asyncio.Semaphore(concurrency)
        self._command = tuple(command)
        self._running: set[int] = set()
        self._at_work = 0  # with those that are still starting
        self._fences: frozenset[Fence] | None = None
        self._spare = SpareWorker(self._start, _reap)

    @property
    def running_pids(self) -> frozenset[int]:
        """Which workers are alive."""
        return frozenset(self._running)

    @property
    def fences(self) -> frozenset[Fence] | None:
        """What confines the workers on this machine; None before the first has said so."""
        return self._fences

    def expect_job(self) -> None:
        """Have a worker load for a job that comes soon: its start takes longer than most of the work."""
        if self._at_work < MOST_WORKERS:
            self._spare.prepare()

    async def close(self) -> None:
        """End the worker that waits for a job, if there is one."""
        await self._spare.close()

    async def run(self, job: WorkerJob, progress: Progress | None = None) -> Made:
        """Do one job. Raises MediaError. When cancelled, the worker is gone before this returns."""
        async with self._fit_turns if job.task is Task.FIT else self._quick_turns:
            self._at_work += 1
            try:
                return await self._run(await self._spare.take() or await self._start(), job, progress)
            finally:
                self._at_work -= 1

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
                cwd="/",  # it moves to where its job is
                env=_environment(),
                limit=_LINE_BYTES,
                start_new_session=True,  # a group of its own, to be killed as one
            )
        except OSError as error:
            raise _died(f"no worker can be started: {error.strerror}") from error

    async def _converse(self, process: asyncio.subprocess.Process, job: WorkerJob, progress: Progress | None) -> Made:
        assert process.stdin is not None  # noqa: S101  # for the type checker: all three are pipes
        assert process.stdout is not None  # noqa: S101
        assert process.stderr is not None  # noqa: S101
        complaints = asyncio.create_task(_tail(process.stderr), name="media worker stderr")
        try:
            async with asyncio.timeout(self._caps.wall_seconds_of(job.task)):
                with contextlib.suppress(ConnectionError):
                    process.stdin.write(job.encode(self._caps))
                    await process.stdin.drain()
                # stdin stays open: its end is how the worker learns that the bot is gone.
                answer = await _read_answer(process.stdout, progress, self._hear_fences)
                if answer is None:
                    await process.wait()
                    raise _death(job, process.returncode, await complaints)
                return answer
        except TimeoutError:
            raise _died(f"{job.task} was stopped after {self._caps.wall_seconds_of(job.task):g} s") from None
        finally:
            complaints.cancel()
            await asyncio.gather(complaints, return_exceptions=True)

    def _hear_fences(self, standing: frozenset[Fence]) -> None:
        """Say once what confines the workers here, and again whenever it changes."""
        if standing == self._fences:
            return
        self._fences = standing
        gaps = [f"{fence} ({OPEN_WITHOUT[fence]})" for fence in missing(standing)]
        if gaps:
            log.warning("media.confinement standing=%s missing: %s", ",".join(sorted(standing)), "; ".join(gaps))
        else:
            log.info("media.confinement standing=%s", ",".join(sorted(standing)))


async def _read_answer(
    stdout: asyncio.StreamReader, progress: Progress | None, on_fences: Callable[[frozenset[Fence]], None]
) -> Made | None:
    """Read until the worker's last word; None when it ended without one."""
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
            # A decoder that was taken over may say anything.
            raise _died("worker gave an answer that can't be read") from error


def _failure(failure: Failure, detail: str) -> MediaError:
    text = _clean(detail)
    if failure is Failure.UNREADABLE:
        return MediaUnreadable(text, key="media-unreadable")
    if failure is Failure.INCOMPLETE:
        return MediaIncomplete(text, key="media-incomplete")
    if failure is Failure.TOO_LARGE:
        return MediaTooLarge(text, key="media-too-large")
    return _died(text or "worker is out of memory")


def _death(job: WorkerJob, returncode: int | None, complaint: str) -> MediaWorkerDied:
    code = returncode or 0
    reason = f"signal {signal.Signals(-code).name}" if -code in signal.valid_signals() else f"code {code}"
    if complaint:
        log.warning("media.worker_died task=%s reason=%s: %s", job.task, reason, complaint)
    return _died(f"worker ({job.task}) ended with {reason}")


def _died(detail: str) -> MediaWorkerDied:
    return MediaWorkerDied(detail, key="media-worker-died")


async def _tail(stderr: asyncio.StreamReader) -> str:
    """Read all of stderr, so that the worker never blocks on it, and keep the end."""
    kept = b""
    while chunk := await stderr.read(_STDERR_BYTES):
        kept = (kept + chunk)[-_STDERR_BYTES:]
    return _clean(kept.decode(errors="replace"))


def _clean(text: str) -> str:
    """Return the end of a text as one harmless line."""
    line = " ".join(text.split())
    return "".join(character for character in line if character.isprintable())[-_LOGGED_CHARACTERS:]


async def _reap(process: asyncio.subprocess.Process) -> None:
    """Kill the group and wait for it, whatever else is cancelled meanwhile."""
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
        # What is left in the pipes must be read for the transport to close.
        if pipe is not None:
            with contextlib.suppress(ValueError, RuntimeError):
                while await pipe.read(_LINE_BYTES):
                    pass


def _environment() -> dict[str, str]:
    """Return what a worker may know: where its code is, and nothing secret."""
    home = str(IMPORT_ROOT)
    paths = [home, *(path for path in sys.path if path and path != home)]
    kept: dict[str, Any] = {
        name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL") if name in os.environ
    }
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
