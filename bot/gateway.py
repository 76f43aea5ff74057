"""Skip a gateway event that can't be read, and an interaction that comes twice.

discord.py's client ends on an exception while it reads an event: every server would lose Foley until it is
connected again, and an event that comes again would keep it away. An event that can't be read is left out instead;
what greets a session (READY, RESUMED) still ends it, as nothing works without them.

A gateway may send an event again, as when a connection breaks just then. An interaction that comes again is left out:
its second answer would be refused, or say something else than the first. What costs money is guarded once more behind
it, for the bot may be somebody else's (``JobService.is_first``).
"""

import logging
from collections.abc import Callable
from typing import Any

from bot.utils.lru import LruDict

log = logging.getLogger(__name__)
_GREETINGS = frozenset({"READY", "RESUMED"})
_INTERACTION = "INTERACTION_CREATE"
_REMEMBERED = 10_000

Read = Callable[[Any], None]


def leave_out_unreadable(readers: dict[str, Read]) -> None:
    """Guard each reader of ``readers`` (event name to function) in place."""
    for name, read in readers.items():
        if name not in _GREETINGS:
            readers[name] = _guarded(name, read)


def leave_out_repeated(readers: dict[str, Read]) -> None:
    """Let each interaction be read once; changes ``readers`` in place."""
    read = readers.get(_INTERACTION)
    if read is not None:
        readers[_INTERACTION] = _once(read)


def _once(read: Read) -> Read:
    seen: LruDict[str, None] = LruDict(_REMEMBERED)

    def first_only(data: Any) -> None:
        number = str(data["id"])
        if number in seen:
            log.info("interaction.duplicate")
            return
        seen[number] = None
        read(data)

    return first_only


def _guarded(name: str, read: Read) -> Read:
    def guarded(data: Any) -> None:
        try:
            read(data)
        except Exception as error:  # whatever the library stumbles over
            # Neither the payload nor the error's words: both may hold what people typed.
            log.warning("gateway.event_unreadable error=%s", type(error).__name__, extra={"action": name})

    return guarded
