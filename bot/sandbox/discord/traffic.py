"""The traffic between the bot and the local Discord, for listeners such as a test run's judge. No rules of its own.

Scripted faults and malformed events are left out, as they are not Discord's behaviour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """A REST request whose body could be parsed; `path` is relative to the API's base URL."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    file_numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The local Discord's response to a request; no body means 204."""

    to: Request
    status: int
    body: Any = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An event sent to a gateway session."""

    name: str
    data: Json


TrafficEvent = Request | Answer | Dispatch
Listener = Callable[[TrafficEvent], None]


class Traffic:
    """The listeners, and how they are notified."""

    def __init__(self, listeners: Iterable[Listener] = ()) -> None:
        self.listeners = list(listeners)

    def tell(self, event: TrafficEvent) -> None:
        """Notify every listener."""
        for listener in self.listeners:
            listener(event)
