"""The network between a process and its environment: requests arrive after a delay, and so do responses.

A request that has arrived is carried out whether or not its sender is still alive; a response to a dead sender is lost.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.errors import FoleyError
from tests.simulation.loop import SimulatedLoop

T = TypeVar("T")


def finish(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never suspends, and return its result."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    coroutine.close()
    raise AssertionError("a model suspended")


class Network:
    """Delivers requests and responses after their delays."""

    def __init__(self, loop: SimulatedLoop) -> None:
        self._loop = loop

    async def ask(self, request_seconds: float, handle: Callable[[], T], response_seconds: Callable[[], float]) -> T:
        """Call ``handle`` after the request delay, and return or raise its outcome after the response delay."""
        answer: asyncio.Future[T] = self._loop.create_future()
        self._later(request_seconds, self._arrive, answer, handle, response_seconds)
        try:
            return await answer
        finally:
            del answer  # breaks a reference cycle: the future holds the exception, whose traceback holds this frame

    def _arrive(
        self, answer: "asyncio.Future[T]", handle: Callable[[], T], response_seconds: Callable[[], float]
    ) -> None:
        try:
            result = handle()
        except FoleyError as error:  # an injected fault: drop the traceback, there are many of them
            self._later(response_seconds(), _set_exception, answer, error.with_traceback(None))
        except Exception as error:  # whatever the model raises is raised in the caller
            self._later(response_seconds(), _set_exception, answer, error)
        else:
            self._later(response_seconds(), _set_result, answer, result)

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Call something later, on behalf of no process."""
        self._later(seconds, call)

    def _later(self, seconds: float, call: Callable[..., None], *args: Any) -> None:
        if seconds > 0:  # belongs to no process: a message in flight outlives its sender
            self._loop.deliver_later(seconds, call, args)
        else:
            call(*args)


def _set_result(answer: "asyncio.Future[T]", result: T) -> None:
    if not answer.done():
        answer.set_result(result)


def _set_exception(answer: "asyncio.Future[Any]", error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
        answer.exception()  # mark it as retrieved: the caller may be dead, which is no bug
