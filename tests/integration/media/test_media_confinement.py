"""A media worker that is taken over and tries: the bot's memory and files, the network, a program, more memory.

The intruder's code runs where a decoder would: in the real worker, after it has limited and confined itself. Each try
is judged by the fence that must refuse it, where that fence stands on this machine; CI has all of them.
"""

import asyncio
import json
import logging
import os
import re
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bot.errors import MediaUnreadable
from bot.media import WorkerPool
from bot.media.confinement import Fence, missing
from bot.media.protocol import Task, WorkerJob

_PREAMBLE = """
import ctypes, json, os, signal, socket, sys, threading
from pathlib import Path
from bot.media import worker
job = worker.begin()
folder = Path(job.folder)
libc = ctypes.CDLL(None, use_errno=True)

def tried(what):
    try:
        return ["done", str(what())]
    except BaseException as error:
        return ["refused", type(error).__name__]

def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "")
    return result
"""
_ANSWER = """
(folder / "report.json").write_text(json.dumps(report))
print(json.dumps({"error": "unreadable", "detail": "done"}), flush=True)
"""


async def report_of(folder: Path, tries: dict[str, str], source: Path | None = None) -> dict[str, list[str]]:
    """Run each expression in a worker that is taken over; returns what became of each."""
    code = _PREAMBLE + "report = {\n" + "".join(f"  {name!r}: tried({what}),\n" for name, what in tries.items()) + "}\n"
    pool = WorkerPool(command=(sys.executable, "-P", "-c", code + textwrap.dedent(_ANSWER)))
    with pytest.raises(MediaUnreadable, match="done"):
        await pool.run(WorkerJob(Task.PROBE, str(source or folder / "fetched"), str(folder)))
    told: dict[str, list[str]] = json.loads((folder / "report.json").read_text())
    return told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "workspace"
    made.mkdir()
    (made / "fetched").write_bytes(b"sound")
    return made


async def test_every_fence_stands_here_and_the_log_says_so(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.media.pool")
    pool = WorkerPool()
    for _ in range(2):
        with pytest.raises(MediaUnreadable):
            await pool.run(WorkerJob(Task.PROBE, str(folder / "fetched"), str(folder)))
    (line,) = [record.getMessage() for record in caplog.records if "media.confinement" in record.getMessage()]
    standing = frozenset(
        Fence(name) for name in re.findall(r"network namespace|Landlock|seccomp", line.split("missing")[0])
    )
    assert missing(standing) == (), "a fence that CI's machines have is missing: " + line


async def test_nothing_of_the_bot_can_be_read(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / ".env"
    secret.write_text("DISCORD_TOKEN=very-secret")
    repository = Path(__file__).parents[3]
    told = await report_of(
        folder,
        {
            "environment": "lambda: open(f'/proc/{os.getppid()}/environ', 'rb').read()",
            "memory": "lambda: open(f'/proc/{os.getppid()}/mem', 'rb').read(1)",
            "trace": "lambda: checked(libc.ptrace(16, os.getppid(), 0, 0))",
            "settings": f"lambda: open({str(secret)!r}).read()",
            "checkout": f"lambda: open({str(repository / 'pyproject.toml')!r}).read()",
            "listing": f"lambda: os.listdir({str(tmp_path)!r})",
            "passwords": "lambda: open('/etc/passwd').read()",
            "link": f"lambda: (os.symlink({str(secret)!r}, folder / 'link'), open(folder / 'link').read())",
            "home": "lambda: os.listdir(os.path.expanduser('~'))",
            "source": "lambda: (folder / 'fetched').read_bytes()",
        },
    )
    assert told.pop("source") == ["done", "b'sound'"]
    assert {name: outcome for name, (outcome, _) in told.items()} == dict.fromkeys(told, "refused"), told
    assert "very-secret" not in json.dumps(told)


async def test_nothing_outside_the_workspace_can_be_changed(folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "foley.db"
    victim.write_text("jobs")
    source = tmp_path / "kept.mp3"
    source.write_bytes(b"kept")
    told = await report_of(
        folder,
        {
            "write": f"lambda: open({str(victim)!r}, 'w')",
            "remove": f"lambda: os.unlink({str(victim)!r})",
            "new": f"lambda: open({str(tmp_path / 'new')!r}, 'w')",
            "source": f"lambda: open({str(source)!r}, 'w')",
            "code": "lambda: open(worker.__file__, 'a')",
            "own": "lambda: (folder / 'made').write_text('fine')",
        },
        source,
    )
    assert told.pop("own") == ["done", "4"]
    assert {name: outcome for name, (outcome, _) in told.items()} == dict.fromkeys(told, "refused"), told
    assert (victim.read_text(), source.read_bytes()) == ("jobs", b"kept")


async def test_no_way_leads_to_the_network(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        told = await report_of(
            folder,
            {
                "loopback": f"lambda: socket.create_connection(('127.0.0.1', {port}), 2)",
                "outside": "lambda: socket.create_connection(('192.0.2.1', 80), 2)",
                "datagram": "lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
                "unix": "lambda: socket.socket(socket.AF_UNIX)",
                "pair": "lambda: socket.socketpair()",
                "ring": "lambda: checked(libc.syscall(425, 1, ctypes.create_string_buffer(120)))",
            },
        )
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert {name: outcome for name, (outcome, _) in told.items()} == dict.fromkeys(told, "refused"), told


async def test_nothing_can_be_started_or_killed(folder: Path) -> None:
    bystander = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(600)"])
    try:
        told = await report_of(
            folder,
            {
                "fork": "lambda: os.fork()",
                "program": "lambda: os.execv(sys.executable, [sys.executable, '-c', ''])",
                "spawn": "lambda: os.posix_spawn(sys.executable, [sys.executable], {})",
                "kill": "lambda: os.kill(os.getppid(), 0)",
                "bystander": f"lambda: os.kill({bystander.pid}, signal.SIGKILL)",
                "limits": "lambda: __import__('resource').prlimit(os.getppid(), 0)",
                "thread": "lambda: (lambda one: (one.start(), one.join()))(threading.Thread(target=int))",
            },
        )
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()
    # Decoders work with threads.
    assert told.pop("thread")[0] == "done"
    assert {name: outcome for name, (outcome, _) in told.items()} == dict.fromkeys(told, "refused"), told


async def test_four_gigabytes_are_refused_and_the_next_job_is_fine(folder: Path) -> None:
    told = await report_of(folder, {"memory": "lambda: bytearray(4 * 1024**3)"})
    assert told == {"memory": ["refused", "MemoryError"]}
    pool = WorkerPool()
    chart = folder / "usage.json"
    chart.write_text(json.dumps({"first": 0, "days": [{"music": 3}]}))
    made = await pool.run(WorkerJob(Task.CHART, str(chart), str(folder)))
    assert Path(made.path).read_bytes().startswith(b"\x89PNG")


async def test_a_bot_that_hides_is_read_by_no_process_of_its_user(tmp_path: Path) -> None:
    """Beside the worker's fences: any other program of that user. Root reads everything: the test drops to nobody."""
    code = """
        import ctypes, os, sys
        from bot.media.confinement import hide_process
        if os.getuid() == 0:
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
            ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # a change of user hides a process by itself
        if sys.argv[1] == "hidden":
            assert hide_process()
        print("ready", flush=True)
        child = os.fork()
        if child == 0:
            try:
                told = open(f"/proc/{os.getppid()}/environ").read()
            except PermissionError:
                told = "refused"
            print("secret" if "very-secret" in told else told, flush=True)
            os._exit(0)
        os.waitpid(child, 0)
    """

    async def told(how: str) -> bytes:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", textwrap.dedent(code), how,
            env={"DISCORD_TOKEN": "very-secret", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        output, _ = await process.communicate()
        return output.split()[-1]

    assert (await told("plain"), await told("hidden")) == (b"secret", b"refused")
