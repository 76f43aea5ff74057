"""The real bot with a wall clock that a test can set: started as a script in its place.

``WALL_CLOCK_FILE`` holds by how many seconds the wall clock is wrong; a file that is not there is a clock that is
right. The monotonic clock and every sleep are the machine's own, as on a machine whose clock is set under the process.
"""

import os
import sys
import time
from pathlib import Path

from bot.__main__ import main
from bot.clock import SystemClock

_FILE = Path(os.environ["WALL_CLOCK_FILE"])


def _stepped_now(self: SystemClock) -> float:
    try:
        return time.time() + float(_FILE.read_text("ascii") or 0)
    except FileNotFoundError:
        return time.time()


if __name__ == "__main__":
    SystemClock.now = _stepped_now  # type: ignore[method-assign]
    sys.exit(main([]))
