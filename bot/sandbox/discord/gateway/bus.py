"""The event bus: every event is published here once, for UIs, tests and waiters.

It owns no world state. Subscribers are called synchronously and must not block.
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
    """One event.

    `kind` is one of message_create, message_update, message_delete, interaction, typing, gateway, request, world,
    commands; `data` is plain JSON.
    """

    kind: str
    at_seconds: float
    data: dict[str, Any] = field(default_factory=dict)


class EventBus:
    """Publishes events to subscribers and wakes tasks that wait for a condition, for as long as `patience` allows."""

    def __init__(self, clock: Clock) -> None:
        self.patience = Patience()
        self._clock = clock
        self._subscribers: list[Callable[[Event], None]] = []

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback` for every event; the returned function unsubscribes it."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def publish(self, kind: str, **data: Any) -> None:
        """Notify every subscriber; one that fails is logged and does not stop the others."""
        event = Event(kind, self._clock.wall(), data)
        for callback in tuple(self._subscribers):
            try:
                callback(event)
            except Exception:
                log.exception("sandbox.subscriber_failed event=%s", kind)

    async def wait_for(self, predicate: Callable[[], T | None]) -> T:
        """Return the first truthy `predicate()`, evaluated now and after every event. Raises NeverHappened."""
        __tracebackhide__ = True
        value = predicate()
        if value:
            return value
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def check(_: Event) -> None:
            if done.done():
                return
            try:
                result = predicate()
            except Exception as error:
                done.set_exception(error)
                return
            if result:
                done.set_result(result)

        unsubscribe = self.subscribe(check)
        try:
            return await self.patience.bounded(done)
        finally:
            unsubscribe()

    async def wait_for_event(self, match: Callable[[Event], bool]) -> Event:
        """Return the next event for which `match` is true. Raises NeverHappened."""
        done: asyncio.Future[Event] = asyncio.get_running_loop().create_future()

        def check(event: Event) -> None:
            if done.done():
                return
            try:
                matched = match(event)
            except Exception as error:
                done.set_exception(error)
                return
            if matched:
                done.set_result(event)

        unsubscribe = self.subscribe(check)
        try:
            return await self.patience.bounded(done)
        finally:
            unsubscribe()
