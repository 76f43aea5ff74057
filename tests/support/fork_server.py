"""Bots that are forked from a process which has imported all they need: a start costs a fifth of the CPU time.

What runs is the same: ``python -m bot`` or a script, as `__main__`, with a session, a folder and an environment of
its own. Where the start itself is what a test is about, it uses `bot.sandbox.bot_process.execute`.
"""

import asyncio
import ctypes
import multiprocessing
import os
import runpy
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from bot.sandbox.bot_process import BotProcess, Process

_PRELOADED = ["tests.support.preloaded"]
_PR_SET_PDEATHSIG = 1
_LINE_BYTES = 2**20


@pytest.fixture(autouse=True)
def forked_bots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every bot of a test be forked that does not say otherwise. For a conftest to import."""
    monkeypatch.setattr(BotProcess, "default_launch", staticmethod(fork))


async def fork(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Process:
    """Start a bot as `execute` does."""
    return await fork_with_output(arguments, folder, environment, with_output=False)


async def fork_with_output(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], *, with_output: bool = True
) -> "Forked":
    """Start ``python`` with these arguments; what it writes to stdout is kept only where somebody reads it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    pipes = [context.Pipe(duplex=False) for _ in range(3 if with_output else 2)]
    (begun, begins), (error, errors), *output = pipes
    theirs = (begins, errors, output[0][1] if output else None)
    process = context.Process(target=_become, args=(tuple(arguments), folder, dict(environment), *theirs), daemon=True)
    await asyncio.to_thread(_start, process, begun, [end for _, end in pipes])
    return Forked(process, await _reader(error), await _reader(output[0][0]) if output else None)


def _start(process: ForkServerProcess, begun: Connection, theirs: Sequence[Connection]) -> None:
    """Return once it leads its own session: from then on a signal to that reaches it."""
    process.start()
    for end in theirs:
        end.close()
    with begun:
        begun.recv_bytes()


async def _reader(told: Connection) -> asyncio.StreamReader:
    stream = asyncio.StreamReader(limit=_LINE_BYTES)
    pipe = os.fdopen(os.dup(told.fileno()), "rb", buffering=0)
    told.close()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), pipe)
    return stream


class Forked:
    """A process that is the fork server's child."""

    def __init__(
        self, process: ForkServerProcess, stderr: asyncio.StreamReader, stdout: asyncio.StreamReader | None
    ) -> None:
        assert process.pid is not None
        self.pid = process.pid
        self.stdout = stdout
        self.stderr = stderr
        self.returncode: int | None = None
        self._process = process
        self._ended = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().add_reader(process.sentinel, self._has_ended)

    def _has_ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self.returncode = self._process.exitcode
        self._process.close()
        self._ended.set_result(self.returncode)

    async def wait(self) -> int:
        code: int = await asyncio.shield(self._ended)
        return code

    def send_signal(self, signal: int) -> None:
        os.kill(self.pid, signal)


def _become(
    arguments: tuple[str, ...],
    folder: Path,
    environment: Mapping[str, str],
    begins: Connection,
    errors: Connection,
    output: Connection | None,
) -> None:
    """Become the bot. Runs in the new process."""
    os.setsid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    with errors, output or open(os.devnull, "wb") as written:
        os.dup2(errors.fileno(), 2)
        os.dup2(written.fileno(), 1)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    tempfile.tempdir = None
    time.tzset()
    with begins:
        begins.send_bytes(b"!")
    if arguments[0] == "-m":
        sys.argv[1:] = arguments[2:]
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv[:] = arguments
        runpy.run_path(arguments[0], run_name="__main__")
