"""The real bot as a separate process: started, monitored, killed and restarted.

The bot is not imported here but run as ``python -m bot`` with an environment, as an operator would.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from bot import IMPORT_ROOT, PROGRAM

_LOG_LINES = 4000
# Settings from the user's shell must not reach the sandboxed bot, or it might talk to the real services.
_OWN_PREFIXES = ("FOLEY_", "DISCORD_", "TENCENTCLOUD_")
# Makes Linux kill the bot when the sandbox ends for any reason (PR_SET_PDEATHSIG), then becomes the bot: otherwise it
# would try to reach its local Discord forever.
_END_WITH_PARENT = (
    "import ctypes, os, sys\n"
    "if sys.platform == 'linux': ctypes.CDLL(None).prctl(1, 9)\n"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])\n"
)


def _import_path(inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that let a process in another folder import this bot, even from an uninstalled checkout."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(IMPORT_ROOT), inherited.get("PYTHONPATH"))))}


class Process(Protocol):
    """A started process; asyncio's own implements it."""

    @property
    def pid(self) -> int:
        """The process id."""

    @property
    def returncode(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""

    @property
    def stderr(self) -> asyncio.StreamReader | None:
        """The stream of its stderr."""

    async def wait(self) -> int:
        """Wait until it exits and return the exit code."""

    def send_signal(self, signal: int, /) -> None:
        """Send a signal to this process only, not to its children."""


# Arguments: those of the interpreter, the working directory, the whole environment. The process must lead a session
# of its own.
Launch = Callable[[Sequence[str], Path, Mapping[str, str]], Awaitable[Process]]


async def execute(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Process:
    """Start a Python interpreter; see `Launch`."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-S", "-c", _END_WITH_PARENT),
        *arguments,
        cwd=folder,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        limit=2**20,
        start_new_session=True,
    )


class BotProcess:
    """One bot process. ``log`` holds the last lines of its stderr; ``on_line`` is called with each."""

    # Used when no `launch` is passed.
    default_launch = staticmethod(execute)

    def __init__(
        self,
        environment: Mapping[str, str],
        folder: Path,
        *,
        on_line: Callable[[str], None] = lambda line: None,
        arguments: tuple[str, ...] = ("-m", PROGRAM),
        launch: Launch | None = None,
    ) -> None:
        self.environment = dict(environment)
        self.folder = folder
        self.log: deque[str] = deque(maxlen=_LOG_LINES)
        self.starts = 0
        self.exit_code: int | None = None
        self._on_line = on_line
        self._arguments = arguments
        self._launch: Launch = launch or self.default_launch
        self._process: Process | None = None
        self._reader: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        """Whether the process is running."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int | None:
        """The process id while it is running."""
        return self._process.pid if self._process is not None and self.running else None

    async def start(self) -> None:
        """Start the process, without waiting for the bot to be ready."""
        if self.running:
            return
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(_OWN_PREFIXES)}
        self.exit_code = None
        environment = {**inherited, **_import_path(inherited), **self.environment, "PYTHONUNBUFFERED": "1"}
        self._process = await self._launch(self._arguments, self.folder, environment)
        self.starts += 1
        self._reader = asyncio.create_task(self._read(self._process), name="bot-process:log")

    async def _read(self, process: Process) -> None:
        assert process.stderr is not None
        while raw := await process.stderr.readline():
            line = raw.decode("utf-8", "replace").rstrip("\n")
            self.log.append(line)
            self._on_line(line)

    async def wait(self) -> int:
        """Wait until it exits and return its exit code."""
        assert self._process is not None
        self.exit_code = await self._process.wait()
        if self._reader is not None:
            await self._reader
        return self.exit_code

    async def terminate(self) -> int:
        """Ask it to stop (SIGTERM) and return its exit code."""
        return await self._signal(signal.SIGTERM)

    async def kill(self) -> int:
        """Kill it and every process it started with SIGKILL, as in a crash."""
        return await self._signal(signal.SIGKILL)

    def signal_now(self, number: int) -> None:
        """Send a signal without waiting for the exit, so as to kill the bot at an exact request."""
        if self._process is not None and self.running:
            with contextlib.suppress(ProcessLookupError):
                if number == signal.SIGKILL:
                    os.killpg(self._process.pid, number)
                else:
                    self._process.send_signal(number)

    async def _signal(self, number: int) -> int:
        if self._process is None:
            return 0
        self.signal_now(number)
        return await self.wait()
