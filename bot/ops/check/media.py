"""`foley check`, the media workers: whether one starts here, and what confines it."""

import tempfile
from pathlib import Path

from bot.errors import MediaError, MediaUnreadable
from bot.media import WorkerPool
from bot.media.confinement import OPEN_WITHOUT, Fence, missing
from bot.media.protocol import Task, WorkerJob
from bot.ops.check.report import Level, Line

_PART = "media workers"
_ADVICE = {
    Fence.NETWORK: "Allow user namespaces to the bot's user (sysctl kernel.unprivileged_userns_clone, or the "
    "container's seccomp profile).",
    Fence.FILES: "Use a kernel of 5.13 or newer with Landlock switched on (lsm=landlock,…).",
    Fence.CALLS: "Install libseccomp2.",
}


async def check_media() -> Line:
    """Run a worker on an empty file and see which fences it reports."""
    pool = WorkerPool()
    try:
        with tempfile.TemporaryDirectory(prefix="foley-check-") as name:
            source = Path(name) / "empty"
            source.touch()
            await pool.run(WorkerJob(Task.PROBE, str(source), name))
    except MediaUnreadable:
        pass  # the expected result for an empty file
    except (MediaError, OSError) as error:
        advice = "Results can't be fitted or drawn without one; see whether this user may start processes."
        return Line(_PART, Level.WRONG, f"A media worker can't do its work here: {error}.", advice)
    return _line(pool.fences or frozenset())


def _line(active: frozenset[Fence]) -> Line:
    gaps = missing(active)
    if not gaps:
        return Line(_PART, Level.OK, f"Media workers are confined by {', '.join(Fence)}.")
    text = "; ".join(f"no {fence}: {OPEN_WITHOUT[fence]}" for fence in gaps)
    return Line(_PART, Level.WARN, f"A media worker that is taken over is held less: {text}.",
                " ".join(_ADVICE[fence] for fence in gaps))  # fmt: skip
