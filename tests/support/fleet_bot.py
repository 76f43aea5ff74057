"""The real bot with two of its periods set by the environment: for tests, started as a script in its place.

``FLEET_CREATE_SECONDS``: how long a create of a process that died may still be on its way. ``FLEET_SWEEP_SECONDS``:
how often the net under every signal is drawn; with a long one, what reaches another process came by a signal.
"""

import os
import sys
from types import ModuleType

from bot import app
from bot.__main__ import main
from bot.worker import reconciler as news


def hand_in(module: ModuleType, constant: str) -> None:
    """Let a constant be what the environment says, where it says something."""
    seconds = os.environ.get(f"FLEET_{constant}")
    if seconds is None:
        return
    if not isinstance(getattr(module, constant, None), float):
        raise SystemExit(f"there is no {constant} in {module.__name__} any more")
    setattr(module, constant, float(seconds))


if __name__ == "__main__":
    hand_in(app, "CREATE_SECONDS")
    hand_in(news, "SWEEP_SECONDS")
    sys.exit(main([]))
