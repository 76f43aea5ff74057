"""The media worker: ``python -m bot.media.worker`` does one job and ends.

The only process in which decoders run. It loads them, reads one job from stdin, limits and confines itself before it
opens the job's file, writes JSON lines to stdout, and ends at once when the bot does. It makes no connection and reads
no settings.
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
    """Do the job on stdin; returns the exit code."""
    # Loaded while the job may still be on its way: nothing that somebody else has made is read by then.
    from bot.media.work.run import Incomplete, Unfit, Unreadable, run

    job = begin()
    threading.Thread(target=_end_with_parent, name="parent watch", daemon=True).start()
    try:
        made = run(job, lambda done: _say({"progress": round(done, 3)}))
    except Unreadable as error:
        _say({"error": Failure.UNREADABLE, "detail": str(error)})
    except Incomplete as error:
        _say({"error": Failure.INCOMPLETE, "detail": str(error)})
    except Unfit as error:
        _say({"error": Failure.TOO_LARGE, "detail": str(error)})
    except MemoryError:
        _say({"error": Failure.MEMORY, "detail": "out of memory"})
    else:
        _say({"result": made.to_json()})
    return 0


def begin() -> WorkerJob:
    """Read the job, take the limits it names, raise the fences and tell which stand."""
    line = sys.stdin.buffer.readline()
    if not line:  # the bot has gone, or had no job after all
        os._exit(0)
    job, caps = WorkerJob.decode(line)
    os.chdir(job.folder)
    _limit(caps)
    standing = confine(Path(job.folder), Path(job.source))
    _say({"fences": sorted(standing)})
    return job


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _limit(caps: WorkerCaps) -> None:
    os.nice(caps.niceness)
    for what, amount in (
        (resource.RLIMIT_AS, caps.memory_bytes),
        (resource.RLIMIT_CPU, caps.cpu_seconds),
        (resource.RLIMIT_FSIZE, caps.file_bytes),
        (resource.RLIMIT_NOFILE, caps.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        wanted = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(what, (wanted, wanted))


def _end_with_parent() -> None:
    """The bot keeps our stdin open while it lives; its end is the bot's end."""
    while os.read(0, 4096):  # not by sys.stdin: its lock would be held while the interpreter ends
        pass
    os._exit(1)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Not sys.exit: the watching thread holds stdin, and a decoder's own threads need no farewell.
    os._exit(code)
