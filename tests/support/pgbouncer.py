"""The real PgBouncer for tests: with its defaults, in the pool mode a test asks for, restarted at will.

Where it is not installed the tests that need it are reported as not run; in CI its absence is a failure.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.postgres import die_with_parent, free_port

_START_SECONDS = 10.0
_PLACES = ("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/opt/homebrew/bin")


def find_pgbouncer() -> str | None:
    """Return where PgBouncer is installed."""
    given = os.environ.get("PGBOUNCER")
    return given or shutil.which("pgbouncer", path=os.pathsep.join((os.environ.get("PATH", ""), *_PLACES)))


def need_pgbouncer() -> str:
    """Return where PgBouncer is; end the test as not run without it, as a failure in CI."""
    found = find_pgbouncer()
    if found is None:
        sentence = "PgBouncer is not installed here: make pgbouncer"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


class PgBouncer:
    """One pooler before one PostgreSQL of the loopback, every setting that is not named here at its default."""

    def __init__(self, program: str, server_port: int, pool_mode: str, settings: str = "") -> None:
        self.port = free_port()
        self._program = program
        self._folder = Path(tempfile.mkdtemp(prefix="foley-pgbouncer-"))
        # It refuses to run as root, as PostgreSQL does.
        self._user = pwd.getpwnam("nobody").pw_name if os.geteuid() == 0 else None
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="pgbouncer-starter")
        self._process: subprocess.Popen[bytes] | None = None
        self._config = self._folder / "pgbouncer.ini"
        users = self._folder / "users.txt"
        users.write_text('"postgres" ""\n')
        self._settings = (
            f"[databases]\n* = host=127.0.0.1 port={server_port}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {self.port}\nunix_socket_dir =\n"
            f"auth_type = trust\nauth_file = {users}\nlogfile = {self._folder / 'log'}\n{settings}\n"
        )
        self._write(pool_mode)
        self._folder.chmod(0o777)

    @classmethod
    @contextmanager
    def running(cls, server_port: int, pool_mode: str, settings: str = "") -> Iterator["PgBouncer"]:
        """Run one for the length of a block."""
        pooler = cls(need_pgbouncer(), server_port, pool_mode, settings)
        try:
            pooler.start()
            yield pooler
        finally:
            pooler.remove()

    def url(self, url: str) -> str:
        """Return the URL of the same database behind this pooler."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{url.rpartition('/')[2]}"

    def start(self) -> None:
        """Start it and return once it takes connections."""
        self._process = self._starter.submit(self._launch).result()
        deadline = time.monotonic() + _START_SECONDS
        while not self._is_listening():
            if self._process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"PgBouncer does not start: {self.log()}")
            time.sleep(0.02)

    def set_mode(self, pool_mode: str) -> None:
        """Let the running one lend sessions in another way: each client's at the end of its next transaction."""
        self._write(pool_mode)
        assert self._process is not None
        self._process.send_signal(signal.SIGHUP)

    def kill(self) -> None:
        """Kill it: every connection through it ends."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(_START_SECONDS)

    def restart(self) -> None:
        """Kill it and start it again on the same port."""
        self.kill()
        self.start()

    def remove(self) -> None:
        """Kill it and remove its folder."""
        self.kill()
        self._starter.shutdown()
        shutil.rmtree(self._folder)

    def log(self) -> str:
        """Return what it has written."""
        path = self._folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def _write(self, pool_mode: str) -> None:
        self._config.write_text(f"{self._settings}pool_mode = {pool_mode}\n")

    def _launch(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [self._program, "-q", str(self._config)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._user,
            cwd="/",
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )

    def _is_listening(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True
