"""What the local Discord and the bot said to each other, for whoever wants to judge it. No rules, no state but who.

A scripted fault is no answer of Discord, and a malformed event no event of it: neither is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """A REST request whose body could be read; `path` is below the API's address."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    file_numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The local Discord's answer to a request; no body means 204."""

    to: Request
    status: int
    body: Any = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An event that a gateway session was sent."""

    name: str
    data: Json


Saying = Request | Answer | Dispatch
Listener = Callable[[Saying], None]


class Traffic:
    """Who listens."""

    def __init__(self, listeners: Iterable[Listener] = ()) -> None:
        self.listeners = list(listeners)

    def tell(self, saying: Saying) -> None:
        """Tell every listener."""
        for one in self.listeners:
            one(saying)
