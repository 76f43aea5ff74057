"""The call log: every call with its request and response, and subscriptions to it."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

KEPT_CALLS = 50_000

Subscriber = Callable[["Call"], None]


@dataclass(frozen=True)
class Call:
    """One finished call, without secrets. ``http_status`` 0 means the connection was aborted."""

    number: int
    at: float
    service: str
    action: str
    task_id: str
    verdict: str
    """``ok``, the error code of a refused signature, or ``-`` for an unsigned request."""
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
    """The newest calls, oldest first; subscribers are notified of each when it finishes."""

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
        """Return the number for a call that begins now."""
        self._count += 1
        return self._count

    def add(self, call: Call) -> None:
        """Add a finished call and notify the subscribers."""
        self._calls.append(call)
        for subscriber in tuple(self._subscribers):
            subscriber(call)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber`` with every further call; the returned function unsubscribes it."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber) if subscriber in self._subscribers else None

    def of(self, action: str, service: str | None = None) -> list[Call]:
        """Return the calls of one action, oldest first."""
        return [call for call in self if call.action == action and service in (None, call.service)]

    def clear(self) -> None:
        """Remove the calls kept so far; the numbering continues."""
        self._calls.clear()


def masked(secret_id: str) -> str:
    """Return a key id truncated to its recognisable beginning."""
    return f"{secret_id[:8]}…" if len(secret_id) > 8 else secret_id
