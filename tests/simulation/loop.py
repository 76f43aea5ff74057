"""An event loop whose clock is virtual and whose order is the seed's. No threads, no sockets, no signals.

Everything asyncio leaves open is drawn: which of the tasks that are ready goes on next. The draw is a hash of seed,
task and the number of its step, so that the order in which tasks became ready (a set of tasks may have been walked
through, in the order of their addresses) makes no difference. Callbacks that are not steps of tasks keep their order,
as asyncio promises.

Each task belongs to a process, that of whoever started it. A process that was killed takes no further step.
"""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from typing import Any, TypeVar

T = TypeVar("T")
# Of the machine's clock: what sleeps for less than it can tell would sleep for ever on a clock that stands.
_TICK_SECONDS = 1e-6
_MOST_CLOSINGS = 20
# What a person does, and what it reads of a server.
_ENDS_WITH_PROCESS = ("act", "guild:")
_MASK = (1 << 64) - 1
_PRIME_A, _PRIME_B, _PRIME_C = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9


class Owner:
    """Whose tasks these are: a process, or the world itself."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.alive = True
        self.tasks: dict[SimulatedTask, None] = {}
        self.watched_steps: list[tuple[int, Callable[[], object]]] = []
        self.stalls = 0
        self.held_steps: list[Step] = []
        self.held_callbacks: list[Handle] = []


_OWNER: ContextVar[Owner | None] = ContextVar("owner", default=None)


class SimulatedFuture(asyncio.Future[Any]):
    """A future that knows whose it is: what a dead process left unread is no bug. Most of all objects are of it."""

    __slots__ = ("owner",)
    owner: Owner | None


class SimulatedTask(asyncio.Task[Any]):
    """A task with a number of its own. ``steps`` counts how often it went on."""

    __slots__ = ("number", "owner", "steps")

    number: int
    owner: Owner
    steps: int


class Handle:
    """A callback that may be cancelled. asyncio's own handles keep and ask for what is not used here."""

    __slots__ = ("args", "callback", "cancelled", "context")

    def __init__(self, callback: Callable[..., object], args: tuple[Any, ...], context: Context) -> None:
        self.callback, self.args, self.context = callback, args, context
        self.cancelled = False

    def cancel(self) -> None:
        """Do nothing when its time comes."""
        self.cancelled = True

    def run(self, loop: "SimulatedLoop") -> None:
        """Call back, unless it was cancelled or its process has died."""
        owner = self.context.get(_OWNER)
        if self.cancelled or (owner is not None and not owner.alive):
            return
        if owner is not None and owner.stalls:
            owner.held_callbacks.append(self)
            return
        try:
            self.context.run(self.callback, *self.args)
        except Exception as error:  # as asyncio does: whoever scheduled it is long gone
            loop.call_exception_handler({"message": f"in {self.callback}", "exception": error})


# Its place in the order, its task and what to call.
Step = tuple[int, int, SimulatedTask, Callable[..., object], tuple[Any, ...], Context | None]


class OutOfWorld(AssertionError):
    """Something was asked of the loop that only a real machine has."""


class Stuck(AssertionError):
    """Nothing is ready and no timer is set, and yet what was waited for has not come."""


class SimulatedLoop(asyncio.AbstractEventLoop):
    """Runs until a coroutine is done. Whatever else of asyncio's loop is asked for raises NotImplementedError."""

    def __init__(self, seed: int) -> None:
        self._seed = (seed * _PRIME_C + _PRIME_A) & _MASK
        self._now = 0.0
        self._nobody = Owner("world")
        self._numbers = itertools.count(1)
        self._order = 0
        self._callbacks: deque[Handle] = deque()
        self._steps: list[Step] = []
        self._no_handle = Handle(print, (), Context())
        self._timers: list[tuple[float, int, Handle]] = []
        self.burying = False
        self._running = False
        self.turns = 0
        self.complaints: list[str] = []
        self.is_disturbed = False
        self.on_disturbed: Callable[[], None] = lambda: None

    # --- what asyncio asks for ---

    def time(self) -> float:
        return self._now

    def get_debug(self) -> bool:
        return False

    def is_running(self) -> bool:
        return self._running

    def is_closed(self) -> bool:
        return False

    def create_future(self) -> "asyncio.Future[Any]":
        future = SimulatedFuture(loop=self)
        future.owner = _OWNER.get()
        return future

    def create_task(self, coro: Any, *, name: str | None = None, context: Context | None = None) -> SimulatedTask:
        owner = (_OWNER.get() if context is None else context.get(_OWNER)) or self._nobody
        if not owner.alive:
            coro.close()
            never: SimulatedTask = self._no_task()
            return never
        task = SimulatedTask.__new__(SimulatedTask)
        task.number, task.owner, task.steps = next(self._numbers), owner, 0  # asked for by its first call_soon
        SimulatedTask.__init__(task, coro, loop=self, name=name, context=context)
        owner.tasks[task] = None
        return task

    def _no_task(self) -> Any:
        """Return what a dead process gets instead of a task: it is cancelled already."""
        never = self.create_future()
        never.cancel()
        return never

    def call_soon(  # type: ignore[override]  # looser: its arguments are not told by type
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Handle:
        if self.burying:
            return self._no_handle
        task = getattr(callback, "__self__", None)  # of a step and of a wake-up of it
        if isinstance(task, SimulatedTask):
            task.steps += 1
            draw = ((task.number * _PRIME_A + task.steps * _PRIME_B) ^ self._seed) * _PRIME_C >> 32 & _MASK
            # Nobody cancels a step of a task: it needs no handle, and there are many.
            heapq.heappush(self._steps, (draw, task.number, task, callback, args, context))
            return self._no_handle
        handle = Handle(callback, args, copy_context() if context is None else context)
        self._callbacks.append(handle)
        return handle

    def call_later(  # type: ignore[override]
        self, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Handle:
        handle = Handle(callback, args, copy_context() if context is None else context)
        if not self.burying:
            self._order += 1
            when = self._now + max(_TICK_SECONDS, delay)
            heapq.heappush(self._timers, (when, self._order, handle))
        return handle

    def call_at(  # type: ignore[override]
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Handle:
        return self.call_later(when - self._now, callback, *args, context=context)

    def disturb(self) -> None:
        """Call :attr:`on_disturbed` after this step."""
        self.is_disturbed = True

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        left = context.get("future")
        owner = left.owner if isinstance(left, SimulatedFuture | SimulatedTask) else None
        is_of_dead = owner is not None and not owner.alive
        if not (self.burying or is_of_dead):
            self.disturb()
            self.complaints.append(f"{context.get('message')}: {context.get('exception')!r}")

    def run_in_executor(self, executor: Any, func: Callable[..., object], *args: Any) -> Any:  # type: ignore[override]
        raise OutOfWorld(f"a thread was asked for: {func}")

    def call_soon_threadsafe(  # type: ignore[override]
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Any:
        raise OutOfWorld(f"called from a thread: {callback}")

    # --- processes ---

    def start(self, owner: Owner, coroutine: Coroutine[Any, Any, T], name: str) -> "asyncio.Task[T]":
        """Run a coroutine as this owner; all that it starts is its owner's too."""
        context = copy_context()
        context.run(_OWNER.set, owner)
        return self.create_task(coroutine, name=name, context=context)

    def as_owner(self, owner: Owner, call: Callable[[], T]) -> T:
        """Call something as this owner, at once."""
        context = copy_context()
        context.run(_OWNER.set, owner)
        return context.run(call)

    def kill(self, owner: Owner) -> int:
        """Let a process die where it stands: none of its tasks goes on. Returns how many there were.

        Its coroutines are closed here, one after the other, so that no garbage collector does it at a moment of its
        own; whatever their ``finally`` schedules is dropped.
        """
        owner.alive = False
        tasks = [task for task in owner.tasks if not task.done()]
        self.burying = True
        try:
            with self._set_running():
                for task in tasks:
                    _close(task)
        finally:
            self.burying = False
        owner.tasks.clear()
        return len(tasks)

    def stall(self, owner: Owner) -> None:
        """Let a process stand still where it is, as a machine does that is paused: time passes, and it does nothing."""
        owner.stalls += 1

    def resume(self, owner: Owner) -> None:
        """Let it go on: all that has come meanwhile is there at once."""
        owner.stalls -= 1
        if owner.stalls:
            return
        self._callbacks.extend(owner.held_callbacks)
        for step in owner.held_steps:
            heapq.heappush(self._steps, step)
        owner.held_callbacks, owner.held_steps = [], []

    def end(self) -> None:
        """Let go of the tasks that no process has started."""
        self.kill(self._nobody)

    def watch_steps(self, owner: Owner, steps: int, call: Callable[[], object]) -> None:
        """Call something right after so many further steps of an owner's tasks."""
        owner.watched_steps.append((steps, call))

    def left_over(self, owner: Owner) -> list[str]:
        """Return the names of an owner's tasks that are not done."""
        names = [task.get_name() for task in owner.tasks if not task.done()]
        return [name for name in names if not name.startswith(_ENDS_WITH_PROCESS)]

    # --- running ---

    def run_until_complete(self, future: Any) -> Any:
        with self._set_running():
            task = asyncio.ensure_future(future, loop=self)
            while not task.done():
                if self._callbacks:
                    self._callbacks.popleft().run(self)
                elif self._steps:
                    self._step()
                elif self._timers:
                    self._wake()
                else:
                    raise Stuck("nothing will ever happen again")
            return task.result()

    @contextmanager
    def _set_running(self) -> Generator[None]:
        outer, was_running = asyncio.events._get_running_loop(), self._running
        asyncio.events._set_running_loop(self)
        self._running = True
        try:
            yield
        finally:
            self._running = was_running
            asyncio.events._set_running_loop(outer)

    def _step(self) -> None:
        """Run one step of a task."""
        step = heapq.heappop(self._steps)
        _, _, task, callback, args, step_context = step
        owner = task.owner
        if not owner.alive:
            return
        if owner.stalls:
            owner.held_steps.append(step)
            return
        self.turns += 1
        (copy_context() if step_context is None else step_context).run(callback, *args)
        if task.done():
            owner.tasks.pop(task, None)
        if owner.watched_steps:
            _count_step(owner)
        if self.is_disturbed:
            self.is_disturbed = False
            self.on_disturbed()

    def _wake(self) -> None:
        """Let time pass up to the next timer, and run all that are due then."""
        timers = self._timers
        while timers and timers[0][2].cancelled:
            heapq.heappop(timers)
        if timers:
            self._now = max(self._now, timers[0][0])
        while timers and timers[0][0] <= self._now:
            heapq.heappop(timers)[2].run(self)


def _count_step(owner: Owner) -> None:
    counted = [(steps - 1, call) for steps, call in owner.watched_steps]
    owner.watched_steps = [one for one in counted if one[0] > 0]
    for steps, call in counted:
        if steps <= 0:
            call()


def _close(task: SimulatedTask) -> None:
    """Unwind the coroutine of a task that never goes on, whatever it says, from the innermost await outwards."""
    task._log_destroy_pending = False  # type: ignore[attr-defined]  # asyncio.gather sets it, too
    coroutine: Any = task.get_coro()
    for _ in range(_MOST_CLOSINGS):
        try:
            coroutine.throw(asyncio.CancelledError())  # close() would leave what is awaited in a ``finally``
        except BaseException:  # it is at its end, or fails: a dead process does not get that far
            return
    coroutine.close()


def drop(generator: AsyncGenerator[Any, Any]) -> None:
    """Be what an asynchronous generator is given to that nobody has finished: it is not finished here either."""
