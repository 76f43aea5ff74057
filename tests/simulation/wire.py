"""The way between a process and the world outside: requests arrive later, answers later still, or never.

What has arrived is done, whether its sender still lives or not; what a dead or patient sender is answered is lost.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import Context
from typing import Any, TypeVar

from bot.errors import FoleyError
from tests.simulation.loop import SimulatedLoop

T = TypeVar("T")


def finish(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that waits for nothing to its end, at once."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    coroutine.close()
    raise AssertionError("a model waited for something")


class Wire:
    """Carries requests."""

    def __init__(self, loop: SimulatedLoop) -> None:
        self._loop = loop
        self._world = Context()  # of no process: what is under way outlives its sender

    async def ask(self, there_seconds: float, act: Callable[[], T], back_seconds: Callable[[], float]) -> T:
        """Let ``act`` happen so much later, and return or raise what came of it so much later again."""
        answer: asyncio.Future[T] = self._loop.create_future()
        self._later(there_seconds, self._arrive, answer, act, back_seconds)
        try:
            return await answer
        finally:
            del answer  # it holds the exception, whose traceback holds this frame: garbage for a collector else

    def _arrive(self, answer: "asyncio.Future[T]", act: Callable[[], T], back_seconds: Callable[[], float]) -> None:
        try:
            found = act()
        except FoleyError as error:  # a fault of this world, of which there are many: no need to tell where from
            self._later(back_seconds(), _fail, answer, error.with_traceback(None))
        except Exception as error:  # whatever the model answers is for who has asked
            self._later(back_seconds(), _fail, answer, error)
        else:
            self._later(back_seconds(), _give, answer, found)

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Call something later, as nobody's doing."""
        self._later(seconds, call)

    def _later(self, seconds: float, call: Callable[..., None], *args: Any) -> None:
        if seconds > 0:
            self._loop.call_later(seconds, call, *args, context=self._world)
        else:
            call(*args)


def _give(answer: "asyncio.Future[T]", found: T) -> None:
    if not answer.done():
        answer.set_result(found)


def _fail(answer: "asyncio.Future[Any]", error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
        answer.exception()  # whoever has asked may be dead: nobody hears of it then, and that is no bug
