"""Keeps one gateway event that can't be read from ending the bot.

discord.py's client ends on an exception while it reads an event: every server would lose Foley until it is
connected again, and an event that comes again would keep it away. An event that can't be read is left out instead;
what greets a session (READY, RESUMED) still ends it, as nothing works without them.
"""

import logging
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)
_GREETINGS = frozenset({"READY", "RESUMED"})

Read = Callable[[Any], None]


def leave_out_unreadable(readers: dict[str, Read]) -> None:
    """Guard each reader of ``readers`` (event name to function) in place."""
    for name, read in readers.items():
        if name not in _GREETINGS:
            readers[name] = _guarded(name, read)


def _guarded(name: str, read: Read) -> Read:
    def guarded(data: Any) -> None:
        try:
            read(data)
        except Exception as error:  # whatever the library stumbles over
            # Neither the payload nor the error's words: both may hold what people typed.
            log.warning("event left out, it can't be read: %s", type(error).__name__, extra={"action": name})

    return guarded
