"""What a worker may do wrong: every way ends as a typed error, with nothing left alive."""

import asyncio
import gc
import logging
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

from bot.errors import MediaError, MediaTooLarge, MediaUnreadable, MediaWorkerDied
from bot.media import WorkerCaps, WorkerPool
from bot.media.protocol import Task, WorkerJob
from bot.sandbox.discord import Patience
from tests.support.processes import NewChildren

RESULT = (
    '{"result": {"path": "p", "waveform": "", "probed": {"container": "mp3", "medium": "audio", "codec": "mp3",'
    ' "seconds": 1.0, "channels": 2, "width": null, "height": null}}}'
)


def a_pool(code: str, *, wall_seconds: float = 20.0, concurrency: int = 2) -> WorkerPool:
    command = (sys.executable, "-S", "-c", "import os, sys, time, signal\n" + textwrap.dedent(code))
    return WorkerPool(WorkerCaps(wall_seconds=wall_seconds), concurrency=concurrency, command=command)


def a_job(folder: Path) -> WorkerJob:
    return WorkerJob(Task.PROBE, "x", str(folder))


def is_at_work(pid: int) -> bool:
    """Tell whether a process lives; one that is dead and waits for init to notice does not."""
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", MediaWorkerDied),
        ("os.kill(os.getpid(), signal.SIGXCPU)", MediaWorkerDied),
        ("sys.exit(0)", MediaWorkerDied),
        ("sys.exit(3)", MediaWorkerDied),
        ("print('hello')", MediaWorkerDied),
        ("print('[]')", MediaWorkerDied),
        ("print('7')", MediaWorkerDied),
        ("print('{}')", MediaWorkerDied),
        ('print(\'{"error": "rudeness"}\')', MediaWorkerDied),
        ('print(\'{"result": {"path": 1}}\')', MediaWorkerDied),
        ('print(\'{"progress": "much"}\')', MediaWorkerDied),
        ("sys.stdout.buffer.write(b'\\xff\\xfe\\n')", MediaWorkerDied),
        ("print('x' * 10_000_000)", MediaWorkerDied),
        ('print(\'{"error": "memory", "detail": ""}\')', MediaWorkerDied),
        ('print(\'{"error": "unreadable", "detail": "no"}\')', MediaUnreadable),
        ('print(\'{"error": "too_large", "detail": "no"}\')', MediaTooLarge),
    ],
)
async def test_bad_worker_is_a_typed_error(
    tmp_path: Path, code: str, error: type[MediaError], new_children: NewChildren
) -> None:
    with pytest.raises(MediaError) as caught:
        await a_pool(code).run(a_job(tmp_path))
    assert type(caught.value) is error
    assert new_children() == []


async def test_progress_and_result_are_heard(tmp_path: Path) -> None:
    heard: list[float] = []
    code = f"""
        for done in (-1, 0.25, 0.5, 7):
            print('{{"progress": %s}}' % done, flush=True)
        print({RESULT!r}, flush=True)
    """
    made = await a_pool(code).run(a_job(tmp_path), heard.append)
    assert heard == [0.0, 0.25, 0.5, 1.0]
    assert made.probed.container == "mp3"


async def test_worker_that_hangs_is_killed_with_its_whole_group(tmp_path: Path, new_children: NewChildren) -> None:
    code = f"""
        import subprocess
        left = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(600)"])
        open({str(tmp_path / "left")!r}, "w").write(str(left.pid))
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(600)
    """
    with pytest.raises(MediaWorkerDied, match="stopped"):
        await a_pool(code, wall_seconds=3.0).run(a_job(tmp_path))
    assert new_children() == []
    await Patience().until(lambda: not is_at_work(int((tmp_path / "left").read_text())))


async def test_cancelling_kills_and_reaps_before_it_returns(tmp_path: Path) -> None:
    pool = a_pool("print('{\"progress\": 0.5}', flush=True); time.sleep(600)")
    started = asyncio.Event()
    task = asyncio.create_task(pool.run(a_job(tmp_path), lambda _: started.set()))
    await started.wait()
    (pid,) = pool.running_pids
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not psutil.pid_exists(pid)
    assert pool.running_pids == frozenset()
    assert [one.get_name() for one in asyncio.all_tasks() if "media" in one.get_name()] == []


async def test_only_so_many_run_at_a_time(tmp_path: Path) -> None:
    pool = a_pool(f"print('{{\"progress\": 0.5}}', flush=True); time.sleep(0.05); print({RESULT!r})", concurrency=2)
    most = 0

    def look(_: float) -> None:
        nonlocal most
        most = max(most, len(pool.running_pids))

    await asyncio.gather(*(pool.run(a_job(tmp_path), look) for _ in range(6)))
    assert most == 2
    assert pool.running_pids == frozenset()


async def test_a_failed_job_gives_its_turn_back(tmp_path: Path) -> None:
    pool = a_pool("sys.exit(1)", concurrency=1)
    for _ in range(3):
        with pytest.raises(MediaWorkerDied):
            await pool.run(a_job(tmp_path))


async def test_worker_gets_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very secret")
    code = f"open({str(tmp_path / 'leak')!r}, 'w').write(repr(dict(os.environ))); print({RESULT!r})"
    await a_pool(code).run(a_job(tmp_path))
    told = (tmp_path / "leak").read_text()
    assert "PYTHONPATH" in told
    assert "secret" not in told


async def test_last_words_are_cut_cleaned_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    with pytest.raises(MediaWorkerDied, match="SIGSEGV"):
        await a_pool(
            "sys.stderr.write('y' * 1_000_000 + '\\n\\x1b[31mthe end'); sys.stderr.flush();"
            "os.kill(os.getpid(), signal.SIGSEGV)"
        ).run(a_job(tmp_path))
    (record,) = caplog.records
    line = record.getMessage()
    assert line.endswith("the end")
    assert "\x1b" not in line
    assert "\n" not in line
    assert len(line) < 1000


async def test_nothing_is_left_open(tmp_path: Path) -> None:
    pool = a_pool(f"print({RESULT!r})")
    await pool.run(a_job(tmp_path))
    gc.collect()
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        await pool.run(a_job(tmp_path))
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) <= before


def test_importing_the_parent_side_loads_no_decoder() -> None:
    code = """
        import sys
        import bot.media.fetch, bot.media.pool, bot.media.result_cache, bot.media.tools
        from bot.media import Fetcher, HostRules, MediaTools, DiskResultCache, WorkerPool
        assert not {"av", "PIL", "numpy"} & set(sys.modules), sorted(sys.modules)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)


def test_worker_loads_no_http_library_and_ends_with_its_parent(tmp_path: Path) -> None:
    code = """
        import sys
        import bot.media.worker
        assert not {"aiohttp", "discord"} & set(sys.modules), sorted(sys.modules)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    worker = subprocess.Popen([sys.executable, "-m", "bot.media.worker"], stdin=subprocess.PIPE)
    assert worker.stdin is not None
    worker.stdin.write(WorkerJob(Task.PROBE, str(fifo), str(tmp_path)).encode(WorkerCaps()))
    worker.stdin.close()  # as when the bot is killed while the worker hangs
    assert worker.wait(20) != 0


async def test_a_worker_that_can_not_be_started_is_a_typed_error(tmp_path: Path) -> None:
    pool = WorkerPool(command=(str(tmp_path / "no-such-program"),))
    with pytest.raises(MediaWorkerDied, match="can be started"):
        await pool.run(a_job(tmp_path))


async def test_only_making_a_file_fit_may_take_long(tmp_path: Path, new_children: NewChildren) -> None:
    caps = WorkerCaps(wall_seconds=600.0, quick_seconds=0.3)
    pool = WorkerPool(caps, command=(sys.executable, "-S", "-c", "import time; time.sleep(600)"))
    with pytest.raises(MediaWorkerDied, match=r"stopped after 0\.3 s"):
        await pool.run(a_job(tmp_path))
    assert caps.wall_seconds_of(Task.FIT) == 600.0
    assert WorkerCaps(wall_seconds=5.0).wall_seconds_of(Task.PROBE) == 5.0
    assert new_children() == []


async def test_a_film_keeps_nothing_quick_waiting(tmp_path: Path, new_children: NewChildren) -> None:
    code = f"""
        if '"fit"' in sys.stdin.readline(): time.sleep(600)
        print({RESULT!r}, flush=True)
    """
    pool = a_pool(code, wall_seconds=600.0, concurrency=1)
    film = asyncio.create_task(pool.run(WorkerJob(Task.FIT, "x", str(tmp_path))))
    await asyncio.sleep(0)  # it has its turn now
    assert (await pool.run(a_job(tmp_path))).probed.container == "mp3"
    assert not film.done()
    film.cancel()
    await asyncio.wait([film])
    assert new_children() == []


async def test_an_answer_nested_without_end_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(MediaWorkerDied):
        await a_pool("print('[' * 100_000, flush=True)").run(a_job(tmp_path))
