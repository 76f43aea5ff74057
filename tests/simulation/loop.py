"""A deterministic event loop: its clock is virtual and the seed decides its order. No threads, sockets or signals.

What asyncio leaves open is decided by the seed: which of the ready tasks runs next. The priority of a step is a hash of
the seed, the task's number and the number of its step, so it doesn't depend on the order in which tasks became ready
(asyncio may iterate over a set of tasks, in the order of their addresses). Callbacks that are not steps of tasks keep
their order, as asyncio guarantees.

Each task belongs to the process that started it. A killed process takes no further step.
"""

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from heapq import heappop, heappush
from typing import Any, TypeVar

T = TypeVar("T")
# The resolution of the clock: on a virtual clock, sleeping for less would never end.
_TICK_SECONDS = 1e-6
_MOST_CLOSINGS = 20
# Tasks that are abandoned with their process: a person's action, and loading a server's settings for it.
_ENDS_WITH_PROCESS = ("act", "guild:")
_MASK = (1 << 64) - 1
_PRIME_A, _PRIME_B, _PRIME_C = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9


class Owner:
    """The owner of a set of tasks: a process, or the world itself."""

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
    """A future that knows its owner: an exception that a dead process left unread is no bug."""

    __slots__ = ("owner",)
    owner: Owner | None


class SimulatedTask(asyncio.Task[Any]):
    """A task with a number of its own. ``mixed`` changes each time it is scheduled: a hash of both."""

    __slots__ = ("mixed", "number", "owner")

    mixed: int
    number: int
    owner: Owner


class Handle:
    """A callback that can be cancelled. Lighter than asyncio's own handles."""

    __slots__ = ("args", "callback", "cancelled", "context")

    def __init__(self, callback: Callable[..., object], args: tuple[Any, ...], context: Context) -> None:
        self.callback, self.args, self.context = callback, args, context
        self.cancelled = False

    def cancel(self) -> None:
        """Do nothing when it is due."""
        self.cancelled = True

    def run(self, loop: "SimulatedLoop") -> None:
        """Call back unless it was cancelled or its process has died; hold it back while the process is frozen."""
        if self.cancelled:
            return
        owner = self.context.get(_OWNER)
        if owner is not None:
            if not owner.alive:
                return
            if owner.stalls:
                owner.held_callbacks.append(self)
                return
        try:
            self.context.run(self.callback, *self.args)
        except Exception as error:  # as asyncio does: the code that scheduled it has returned
            loop.call_exception_handler({"message": f"in {self.callback}", "exception": error})


# When it is due, its sequence number, and either a handle or, for the world's own, what to call.
Timer = tuple[float, int, Handle | None, Callable[..., object], tuple[Any, ...]]
# Its priority, the task's number, the task, and what to call.
Step = tuple[int, int, SimulatedTask, Callable[..., object], tuple[Any, ...], Context | None]


class NotSimulated(AssertionError):
    """The code under test uses something that only a real machine has."""


class Deadlock(AssertionError):
    """Nothing is ready and no timer is set, but the awaited result is missing."""


class SimulatedLoop(asyncio.AbstractEventLoop):
    """Runs until a coroutine is done. Other parts of asyncio's loop interface raise NotImplementedError."""

    def __init__(self, seed: int) -> None:
        self._seed = (seed * _PRIME_C + _PRIME_A) & _MASK
        self.now = 0.0
        self._world_owner = Owner("world")
        self._task_numbers = itertools.count(1)
        self._order = 0
        self._callbacks: deque[Handle] = deque()
        self._steps: list[Step] = []
        self._null_handle = Handle(print, (), Context())
        self._timers: list[Timer] = []
        self.is_closing_tasks = False
        self._running = False
        self.steps_taken = 0
        self.unhandled_errors: list[str] = []
        self.needs_check = False
        self.on_check: Callable[[], None] = lambda: None

    # --- asyncio's interface ---

    def time(self) -> float:
        return self.now

    # Every future asks for it: calling ``bool`` is False, and cheaper than a function.
    get_debug = staticmethod(bool)

    def is_running(self) -> bool:
        return self._running

    def is_closed(self) -> bool:
        return False

    def create_future(self) -> "asyncio.Future[Any]":
        future = SimulatedFuture(loop=self)
        future.owner = _OWNER.get()
        return future

    def create_task(self, coro: Any, *, name: str | None = None, context: Context | None = None) -> SimulatedTask:
        owner = (_OWNER.get() if context is None else context.get(_OWNER)) or self._world_owner
        if not owner.alive:
            coro.close()
            unreached: SimulatedTask = self._no_task()
            return unreached
        task = SimulatedTask.__new__(SimulatedTask)
        task.number, task.owner = next(self._task_numbers), owner  # asked for by its first call_soon
        task.mixed = task.number * _PRIME_A
        SimulatedTask.__init__(task, coro, loop=self, name=name, context=context)
        owner.tasks[task] = None
        return task

    def _no_task(self) -> Any:
        """Return what a dead process gets instead of a task: a cancelled future."""
        unreached = self.create_future()
        unreached.cancel()
        return unreached

    def call_soon(  # type: ignore[override]  # looser: the arguments are not typed
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Handle:
        if self.is_closing_tasks:
            return self._null_handle
        task = getattr(callback, "__self__", None)  # of a step and of a wake-up of it
        if task.__class__ is SimulatedTask:
            task.mixed += _PRIME_B
            priority = (task.mixed ^ self._seed) * _PRIME_C >> 32 & _MASK
            # A step of a task is never cancelled, so it needs no handle.
            heappush(self._steps, (priority, task.number, task, callback, args, context))
            return self._null_handle
        handle = Handle(callback, args, copy_context() if context is None else context)
        self._callbacks.append(handle)
        return handle

    def call_later(  # type: ignore[override]
        self, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Handle:
        handle = Handle(callback, args, copy_context() if context is None else context)
        if not self.is_closing_tasks:
            self._order += 1
            when = self.now + max(_TICK_SECONDS, delay)
            heappush(self._timers, (when, self._order, handle, handle.run, (self,)))
        return handle

    def call_at(  # type: ignore[override]
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Handle:
        return self.call_later(when - self.now, callback, *args, context=context)

    def deliver_later(self, delay: float, callback: Callable[..., object], args: tuple[Any, ...]) -> None:
        """Call back later on behalf of no process; it can't be cancelled. Much cheaper than :meth:`call_later`."""
        if not self.is_closing_tasks:
            self._order += 1
            heappush(self._timers, (self.now + max(_TICK_SECONDS, delay), self._order, None, callback, args))

    def request_check(self) -> None:
        """Call :attr:`on_check` after this step."""
        self.needs_check = True

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        left = context.get("future")
        owner = left.owner if isinstance(left, SimulatedFuture | SimulatedTask) else None
        is_of_dead = owner is not None and not owner.alive
        if not (self.is_closing_tasks or is_of_dead):
            self.request_check()
            self.unhandled_errors.append(f"{context.get('message')}: {context.get('exception')!r}")

    def run_in_executor(self, executor: Any, func: Callable[..., object], *args: Any) -> Any:  # type: ignore[override]
        raise NotSimulated(f"a thread is needed for {func}")

    def call_soon_threadsafe(  # type: ignore[override]
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Any:
        raise NotSimulated(f"called from a thread: {callback}")

    # --- processes ---

    def start(self, owner: Owner, coroutine: Coroutine[Any, Any, T], name: str) -> "asyncio.Task[T]":
        """Run a coroutine as this owner; everything that it starts belongs to the owner, too."""
        context = copy_context()
        context.run(_OWNER.set, owner)
        return self.create_task(coroutine, name=name, context=context)

    def as_owner(self, owner: Owner, call: Callable[[], T]) -> T:
        """Call something as this owner, immediately."""
        context = copy_context()
        context.run(_OWNER.set, owner)
        return context.run(call)

    def kill(self, owner: Owner) -> int:
        """Kill a process between two steps: none of its tasks runs again. Return how many there were.

        Its coroutines are closed here, in order, so that the garbage collector doesn't close them at a random moment;
        whatever their ``finally`` blocks schedule is dropped.
        """
        owner.alive = False
        tasks = [task for task in owner.tasks if not task.done()]
        self.is_closing_tasks = True
        try:
            with self._set_running():
                for task in tasks:
                    _close(task)
        finally:
            self.is_closing_tasks = False
        owner.tasks.clear()
        return len(tasks)

    def stall(self, owner: Owner) -> None:
        """Freeze a process, as pausing its machine would: time passes, and it does nothing."""
        owner.stalls += 1

    def resume(self, owner: Owner) -> None:
        """Unfreeze it: everything that became ready meanwhile is ready now."""
        owner.stalls -= 1
        if owner.stalls:
            return
        self._callbacks.extend(owner.held_callbacks)
        for step in owner.held_steps:
            heappush(self._steps, step)
        owner.held_callbacks, owner.held_steps = [], []

    def end(self) -> None:
        """Close the tasks that belong to no process."""
        self.kill(self._world_owner)

    def watch_steps(self, owner: Owner, steps: int, call: Callable[[], object]) -> None:
        """Call something right after ``steps`` further steps of an owner's tasks."""
        owner.watched_steps.append((steps, call))

    def leaked_tasks(self, owner: Owner) -> list[str]:
        """Return the names of an owner's tasks that are not done but should be."""
        names = [task.get_name() for task in owner.tasks if not task.done()]
        return [name for name in names if not name.startswith(_ENDS_WITH_PROCESS)]

    # --- running ---

    def run_until_complete(self, future: Any) -> Any:
        callbacks, steps, run_step = self._callbacks, self._steps, self._run_step
        with self._set_running(), _unregistered_tasks():
            task = asyncio.ensure_future(future, loop=self)
            while not task.done():
                while callbacks:
                    callbacks.popleft().run(self)
                if steps:
                    run_step(heappop(steps))
                elif self._timers:
                    self._wake()
                else:
                    raise Deadlock("nothing is ready and no timer is set")
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

    def _run_step(self, step: Step) -> None:
        """Run one step of a task."""
        _, _, task, callback, args, context = step
        owner = task.owner
        if not owner.alive:
            return
        if owner.stalls:
            owner.held_steps.append(step)
            return
        self.steps_taken += 1
        (copy_context() if context is None else context).run(callback, *args)
        if task.done():
            owner.tasks.pop(task, None)
        if owner.watched_steps:
            _count_step(owner)
        if self.needs_check:
            self.needs_check = False
            self.on_check()

    def _wake(self) -> None:
        """Advance the clock to the next timer, and run all timers that are due then."""
        timers = self._timers
        while timers and (handle := timers[0][2]) is not None and handle.cancelled:
            heappop(timers)
        if timers and timers[0][0] > self.now:
            self.now = timers[0][0]
        while timers and timers[0][0] <= self.now:
            _, _, _, callback, args = heappop(timers)
            try:
                callback(*args)
            except Exception as error:  # as in Handle.run
                self.call_exception_handler({"message": f"in {callback}", "exception": error})


@contextmanager
def _unregistered_tasks() -> Generator[None]:
    """Keep asyncio from registering each task for ``asyncio.all_tasks``, which nothing here calls: it is slow."""
    registry: Any = vars(asyncio.tasks).get("_all_tasks")
    # Since Python 3.12, registering costs nothing. One loop may run inside a step of another.
    if registry is None or "add" in vars(registry):
        yield
        return
    registry.add = id  # found before the method of its class
    try:
        yield
    finally:
        del registry.add


def _count_step(owner: Owner) -> None:
    counted = [(steps - 1, call) for steps, call in owner.watched_steps]
    owner.watched_steps = [one for one in counted if one[0] > 0]
    for steps, call in counted:
        if steps <= 0:
            call()


def _close(task: SimulatedTask) -> None:
    """Unwind the coroutine of a killed task, from the innermost await outwards, even if it resists cancellation."""
    task._log_destroy_pending = False  # type: ignore[attr-defined]  # asyncio.gather sets it, too
    coroutine: Any = task.get_coro()
    for _ in range(_MOST_CLOSINGS):
        try:
            coroutine.throw(asyncio.CancelledError())  # close() would not unwind an await in a ``finally`` block
        except BaseException:  # it has ended or failed; a real process would not have got that far
            return
    coroutine.close()


def leave_unfinished(generator: AsyncGenerator[Any, Any]) -> None:
    """Finalize an abandoned asynchronous generator by doing nothing: the hook for ``sys.set_asyncgen_hooks``."""
