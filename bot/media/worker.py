"""The media worker: ``python -m bot.media.worker`` runs one job and exits.

The only process in which decoders run. It loads them, reads one job from stdin, limits and confines itself before it
opens the job's file, writes JSON lines to stdout, and exits at once when the bot does. It makes no connections and
reads no settings.
"""

import json
import os
import resource
import sys
import threading
from pathlib import Path
from typing import Any

from bot.media.confinement import confine
from bot.media.protocol import Failure, WorkerCaps, WorkerJob


def main() -> int:
    """Run the job from stdin; return the exit code."""
    # Loaded while the job may still be on its way: no untrusted input has been read by then.
    from bot.media.work.run import Incomplete, Unfit, Unreadable, run

    job = begin()
    threading.Thread(target=_end_with_parent, name="parent watch", daemon=True).start()
    try:
        made = run(job, lambda done: _send({"progress": round(done, 3)}))
    except Unreadable as error:
        _send({"error": Failure.UNREADABLE, "detail": str(error)})
    except Incomplete as error:
        _send({"error": Failure.INCOMPLETE, "detail": str(error)})
    except Unfit as error:
        _send({"error": Failure.TOO_LARGE, "detail": str(error)})
    except MemoryError:
        _send({"error": Failure.MEMORY, "detail": "out of memory"})
    else:
        _send({"result": made.to_json()})
    return 0


def begin() -> WorkerJob:
    """Read the job, apply its limits, confine this process and report the active fences."""
    line = sys.stdin.buffer.readline()
    if not line:  # the bot has gone, or had no job after all
        os._exit(0)
    job, caps = WorkerJob.decode(line)
    os.chdir(job.folder)
    _limit(caps)
    active = confine(Path(job.folder), Path(job.source))
    _send({"fences": sorted(active)})
    return job


def _send(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _limit(caps: WorkerCaps) -> None:
    os.nice(caps.niceness)
    for limit, amount in (
        (resource.RLIMIT_AS, caps.memory_bytes),
        (resource.RLIMIT_CPU, caps.cpu_seconds),
        (resource.RLIMIT_FSIZE, caps.file_bytes),
        (resource.RLIMIT_NOFILE, caps.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        capped = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(limit, (capped, capped))


def _end_with_parent() -> None:
    """Exit when stdin ends: the bot keeps it open as long as it lives."""
    while os.read(0, 4096):  # not through sys.stdin, whose lock would be held while the interpreter exits
        pass
    os._exit(1)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Not sys.exit: the watching thread holds stdin, and the decoders' threads need no cleanup.
    os._exit(code)
