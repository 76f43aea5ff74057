"""The event bus: everything that happens is published here once, for pages, tests and waiters.

It owns no state of the world. Subscribers are called synchronously and must not block.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.sandbox.discord.clock import Clock
from bot.sandbox.discord.patience import Patience

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    `kind` is one of message_create, message_update, message_delete, interaction, typing, gateway, request, world,
    commands; `data` is JSON-able.
    """

    kind: str
    at_seconds: float
    data: dict[str, Any] = field(default_factory=dict)


class EventBus:
    """Publishes events to subscribers and wakes whoever waits for a condition, as long as `patience` lasts."""

    def __init__(self, clock: Clock) -> None:
        self.patience = Patience()
        self._clock = clock
        self._subscribers: list[Callable[[Event], None]] = []

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback` for every event; the returned function ends that."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def publish(self, kind: str, **data: Any) -> None:
        """Tell every subscriber; one that fails is logged and does not stop the others."""
        event = Event(kind, self._clock.wall(), data)
        for callback in tuple(self._subscribers):
            try:
                callback(event)
            except Exception:
                log.exception("sandbox.subscriber_failed event=%s", kind)

    async def wait_for(self, predicate: Callable[[], T | None]) -> T:
        """Return the first truthy value of `predicate`, asked now and again after every event. Raises NeverHappened."""
        __tracebackhide__ = True
        value = predicate()
        if value:
            return value
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def look(_: Event) -> None:
            if done.done():
                return
            try:
                found = predicate()
            except Exception as problem:
                done.set_exception(problem)
                return
            if found:
                done.set_result(found)

        unsubscribe = self.subscribe(look)
        try:
            return await self.patience.bounded(done)
        finally:
            unsubscribe()

    async def wait_for_event(self, match: Callable[[Event], bool]) -> Event:
        """Return the next event for which `match` is true. Raises NeverHappened."""
        done: asyncio.Future[Event] = asyncio.get_running_loop().create_future()

        def look(event: Event) -> None:
            if done.done():
                return
            try:
                hit = match(event)
            except Exception as problem:
                done.set_exception(problem)
                return
            if hit:
                done.set_result(event)

        unsubscribe = self.subscribe(look)
        try:
            return await self.patience.bounded(done)
        finally:
            unsubscribe()
