"""Fault injection for the HTTP server: which request fails, and how. It owns the script; `server.py` executes it.

faults.respond("POST", r"/messages$", 503, nth=2)           the second send answers 503, nothing stored
faults.reset("POST", r"/messages$", after_storing=True)     stored, but the caller gets no answer
faults.call("PATCH", r"/messages/", kill_the_bot, nth=3)    a callback before the third edit is carried out
"""

from __future__ import annotations

import random
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.discord.errors import ApiError, known

Json = dict[str, Any]
Hook = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Respond:
    """Send this response instead; `body` is JSON unless it is bytes."""

    status: int
    body: Json | bytes = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Reset:
    """Reset the TCP connection without a response."""


@dataclass(frozen=True, slots=True)
class Truncate:
    """Send half of the response, then close the connection."""


@dataclass(frozen=True, slots=True)
class Delay:
    """Wait on the local Discord's clock."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ContentType:
    """Send the correct response with a wrong content type."""

    value: str


@dataclass(frozen=True, slots=True)
class Call:
    """Await a callback, then continue as usual."""

    hook: Hook


Action = Respond | Reset | Truncate | Delay | ContentType | Call


@dataclass(slots=True, eq=False)
class Fault:
    """One entry of the script.

    It applies to the matching requests number `nth` to `nth + count - 1` (`count` None: all from `nth` on), to each
    with `probability`. `fired` counts how often it applied.
    """

    method: str | None
    route: re.Pattern[str]
    action: Action
    after_storing: bool
    nth: int
    count: int | None
    probability: float
    seen: int = 0
    fired: int = 0

    def hits(self, method: str, route: str, roll: float) -> bool:
        """Count a matching request; return whether the fault applies to it. `roll`: a random number from 0 to 1."""
        if self.method not in {None, method} or not self.route.search(route):
            return False
        self.seen += 1
        last = None if self.count is None else self.nth + self.count - 1
        if self.seen < self.nth or (last is not None and self.seen > last) or roll >= self.probability:
            return False
        self.fired += 1
        return True


class Faults:
    """The script: add and remove faults, and look up those that apply to a request.

    Every method that adds one takes `method` (None: any), `route` (a regular expression searched in the route's
    template, such as `/channels/{channel_id}/messages`), and `nth`, `count`, `probability` as in `Fault`.
    """

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self.script: list[Fault] = []

    def add(
        self,
        method: str | None,
        route: str,
        action: Action,
        *,
        after_storing: bool = False,
        nth: int = 1,
        count: int | None = 1,
        probability: float = 1.0,
    ) -> Fault:
        """Add one fault."""
        fault = Fault(method, re.compile(route), action, after_storing, nth, count, probability)
        self.script.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        """Remove one fault."""
        if fault in self.script:
            self.script.remove(fault)

    def clear(self) -> None:
        """Remove every fault."""
        self.script.clear()

    def hitting(self, method: str, route: str) -> list[Fault]:
        """Return the faults that apply to this request, in order."""
        return [fault for fault in tuple(self.script) if fault.hits(method, route, self._random.random())]

    def respond(
        self,
        method: str | None,
        route: str,
        status: int,
        *,
        body: Json | bytes | None = None,
        headers: dict[str, str] | None = None,
        **when: Any,
    ) -> Fault:
        """Respond with `status`; with `after_storing=True` the request is carried out first."""
        response_body = {"message": f"{status}: scripted", "code": 0} if body is None else body
        return self.add(method, route, Respond(status, response_body, tuple((headers or {}).items())), **when)

    def error(self, method: str | None, route: str, code: int, **when: Any) -> Fault:
        """Respond with one of Discord's own errors, such as 50013 or 40005."""
        response: ApiError = known(code)
        return self.respond(method, route, response.status, body=response.body(), **when)

    def rate_limit(
        self,
        method: str | None,
        route: str,
        *,
        retry_after_seconds: float | None = 1.0,
        via: bool = True,
        is_global: bool = False,
        **when: Any,
    ) -> Fault:
        """Respond with 429; without `via` it looks like Cloudflare's, `retry_after_seconds` None omits the time."""
        body: Json = {"message": "You are being rate limited.", "global": is_global}
        headers = {"X-RateLimit-Scope": "global" if is_global else "user"}
        if retry_after_seconds is not None:
            body["retry_after"] = retry_after_seconds
            headers["Retry-After"] = str(max(1, round(retry_after_seconds)))
        if via:
            headers["Via"] = "1.1 google"
        return self.respond(method, route, 429, body=body, headers=headers, **when)

    def reset(self, method: str | None, route: str, **when: Any) -> Fault:
        """Reset the connection before, or with `after_storing=True` after, the request is carried out."""
        return self.add(method, route, Reset(), **when)

    def truncate(self, method: str | None, route: str, **when: Any) -> Fault:
        """Carry the request out and send half of the response."""
        return self.add(method, route, Truncate(), after_storing=True, **when)

    def delay(self, method: str | None, route: str, seconds: float, **when: Any) -> Fault:
        """Wait before (or after) the request is carried out."""
        return self.add(method, route, Delay(seconds), **when)

    def content_type(self, method: str | None, route: str, value: str, **when: Any) -> Fault:
        """Carry the request out and respond with another content type."""
        return self.add(method, route, ContentType(value), after_storing=True, **when)

    def call(self, method: str | None, route: str, hook: Hook, **when: Any) -> Fault:
        """Await `hook` before (or after) the request is carried out."""
        return self.add(method, route, Call(hook), **when)
