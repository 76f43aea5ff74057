"""The record of every call: what came, what was answered, and whoever wants to hear of it."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

KEPT_CALLS = 50_000

Subscriber = Callable[["Call"], None]


@dataclass(frozen=True)
class Call:
    """One finished exchange, free of secrets. ``http_status`` 0 means the connection was cut."""

    number: int
    at: float
    service: str
    action: str
    task_id: str
    verdict: str
    """``ok``, the code a signature was refused with, or ``-`` where nothing is signed."""
    credential: str
    request: dict[str, Any] | None
    answer: dict[str, Any] | str | None
    http_status: int
    error_code: str
    request_id: str
    fault: str
    milliseconds: float

    def to_dict(self) -> dict[str, Any]:
        """Return the call as plain JSON."""
        return asdict(self)


class CallLog:
    """The newest calls, oldest first; a subscriber hears of each as it ends."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=KEPT_CALLS)
        self._subscribers: list[Subscriber] = []
        self._count = 0

    def __iter__(self) -> Iterator[Call]:
        return iter(tuple(self._calls))

    def __len__(self) -> int:
        return len(self._calls)

    def __getitem__(self, index: int) -> Call:
        return self._calls[index]

    def next_number(self) -> int:
        """Return the number of a call that begins now."""
        self._count += 1
        return self._count

    def add(self, call: Call) -> None:
        """Keep a finished call and tell the subscribers."""
        self._calls.append(call)
        for subscriber in tuple(self._subscribers):
            subscriber(call)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber`` with every further call; the returned function ends that."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber) if subscriber in self._subscribers else None

    def of(self, action: str, service: str | None = None) -> list[Call]:
        """Return the calls of one action, oldest first."""
        return [call for call in self if call.action == action and service in (None, call.service)]

    def clear(self) -> None:
        """Forget the calls kept so far; numbers go on."""
        self._calls.clear()


def masked(secret_id: str) -> str:
    """Return enough of a key id to recognise it."""
    return f"{secret_id[:8]}…" if len(secret_id) > 8 else secret_id
