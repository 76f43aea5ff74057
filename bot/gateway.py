"""Skip gateway events that can't be parsed, and interactions that are delivered twice.

discord.py's client ends on an exception while it parses an event: every server would lose Foley until it reconnects,
and an event that is sent again would keep it offline. Such an event is skipped instead. The events that start a session
(READY, RESUMED) still end the client, as nothing works without them.

A gateway may send an event twice, for example when the connection breaks at that moment. A repeated interaction is
skipped: its second answer would be refused, or contradict the first. What costs money has a second guard behind this
one (``JobService.is_first``), for the bot may be somebody else's.
"""

import logging
from collections.abc import Callable
from typing import Any

from bot.utils.lru import LruDict

log = logging.getLogger(__name__)
_SESSION_EVENTS = frozenset({"READY", "RESUMED"})
_INTERACTION = "INTERACTION_CREATE"
_REMEMBERED = 10_000

EventReader = Callable[[Any], None]


def leave_out_unreadable(readers: dict[str, EventReader]) -> None:
    """Guard each reader of ``readers`` (event name to function) in place."""
    for name, read in readers.items():
        if name not in _SESSION_EVENTS:
            readers[name] = _guarded(name, read)


def leave_out_repeated(readers: dict[str, EventReader]) -> None:
    """Read each interaction only once; changes ``readers`` in place."""
    read = readers.get(_INTERACTION)
    if read is not None:
        readers[_INTERACTION] = _without_repeats(read)


def _without_repeats(read: EventReader) -> EventReader:
    seen: LruDict[str, None] = LruDict(_REMEMBERED)

    def first_only(data: Any) -> None:
        interaction_id = str(data["id"])
        if interaction_id in seen:
            log.info("interaction.duplicate")
            return
        seen[interaction_id] = None
        read(data)

    return first_only


def _guarded(name: str, read: EventReader) -> EventReader:
    def guarded(data: Any) -> None:
        try:
            read(data)
        except Exception as error:  # whatever the library raises
            # Log neither the payload nor the error's message: both may contain what people typed.
            log.warning("gateway.event_unreadable error=%s", type(error).__name__, extra={"action": name})

    return guarded
