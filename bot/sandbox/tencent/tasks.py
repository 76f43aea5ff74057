"""The tasks of the local cloud: values whose state is computed from the life clock, and their store.

Nothing here waits or runs: a task holds its three times, and its state follows from comparing them with now.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.sandbox.tencent.clock import SandboxClock
from bot.sandbox.tencent.results.media import MediaSpec


class TaskState(StrEnum):
    """The state of a task."""

    WAITING = "waiting"  # accepted; becomes running at begins_at, or aborted (VOD only)
    RUNNING = "running"  # becomes done or failed at ends_at
    DONE = "done"
    FAILED = "failed"
    ABORTED = "aborted"


@dataclass(frozen=True)
class Asset:
    """One result file of a task."""

    role: str
    """``audio`` or ``video``: the list of the response it is in."""
    media: MediaSpec


@dataclass(frozen=True)
class Failure:
    """Why a task fails, with the error codes of all products."""

    message: str
    err_code: int = 70000
    err_code_ext: str = "InternalError"


@dataclass(frozen=True)
class Task:
    """One accepted task. Times are in seconds of the life clock; with ``ends_at`` None it never ends."""

    task_id: str
    number: int
    service: str
    kind: str
    action: str
    model: str
    version: str
    scene: str
    sub_app_id: int
    request: Mapping[str, Any]
    created_at: float
    begins_at: float
    ends_at: float | None
    link_life_seconds: float
    assets: tuple[Asset, ...] = ()
    failure: Failure | None = None
    aborted_at: float | None = None
    without_url: bool = False
    null_lists: bool = False
    resolution: str = ""

    def state(self, now: float) -> TaskState:
        """Return the task's state at life clock time ``now``."""
        if self.aborted_at is not None:
            return TaskState.ABORTED
        if self.ends_at is not None and now >= self.ends_at:
            return TaskState.FAILED if self.failure else TaskState.DONE
        return TaskState.RUNNING if now >= self.begins_at else TaskState.WAITING

    def progress(self, now: float) -> int:
        """Return the progress in percent, 0 to 100."""
        if self.state(now) in (TaskState.DONE, TaskState.FAILED):
            return 100
        if self.ends_at is None or now <= self.begins_at:
            return 0
        return min(99, int(100 * (now - self.begins_at) / (self.ends_at - self.begins_at)))

    def links_die_at(self) -> float | None:
        """Return when the result links expire, None for a task that never ends."""
        return None if self.ends_at is None else self.ends_at + self.link_life_seconds


@dataclass(frozen=True)
class TaskStore:
    """Every task ever accepted, by id, in order of acceptance."""

    clock: SandboxClock
    _tasks: dict[str, Task] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Task]:
        return iter(tuple(self._tasks.values()))

    def __len__(self) -> int:
        return len(self._tasks)

    def add(self, task: Task) -> None:
        """Add a new task."""
        self._tasks[task.task_id] = task

    def get(self, task_id: str) -> Task | None:
        """Return a task, or None."""
        return self._tasks.get(task_id)

    def state(self, task_id: str) -> TaskState:
        """Return a task's current state."""
        return self._tasks[task_id].state(self.clock.life())

    def unfinished(self, service: str, kind: str) -> int:
        """Return how many tasks of a service and kind are waiting or running now."""
        now = self.clock.life()
        open_states = (TaskState.WAITING, TaskState.RUNNING)
        return sum(
            task.service == service and task.kind == kind and task.state(now) in open_states
            for task in self._tasks.values()
        )

    def change(self, task_id: str, **changes: Any) -> Task:
        """Replace fields of a task, for scripts and the page's controls."""
        changed = replace(self._tasks[task_id], **changes)
        self._tasks[task_id] = changed
        return changed

    def finish_now(self, task_id: str) -> None:
        """End an unfinished task now."""
        now = self.clock.life()
        task = self._tasks[task_id]
        if task.ends_at is None or task.ends_at > now:
            self.change(task_id, begins_at=min(task.begins_at, now), ends_at=now)

    def fail_now(self, task_id: str, message: str) -> None:
        """Fail an unfinished task now."""
        if self.state(task_id) in (TaskState.WAITING, TaskState.RUNNING):
            self.change(task_id, failure=Failure(message))
            self.finish_now(task_id)

    def expire_links(self, task_id: str) -> None:
        """Expire the links of a task now."""
        task = self._tasks[task_id]
        if task.ends_at is not None:
            self.change(task_id, link_life_seconds=min(task.link_life_seconds, self.clock.life() - task.ends_at))

    def to_list(self) -> list[dict[str, Any]]:
        """Return every task as plain JSON."""
        return [asdict(task) for task in self._tasks.values()]

    def restore(self, tasks: list[dict[str, Any]]) -> None:
        """Restore the result of :meth:`to_list`."""
        self._tasks.clear()
        for data in tasks:
            assets = tuple(Asset(item["role"], MediaSpec(**item["media"])) for item in data["assets"])
            failure = Failure(**data["failure"]) if data["failure"] else None
            self.add(Task(**{**data, "assets": assets, "failure": failure}))

    def listed(self) -> list[dict[str, Any]]:
        """Return every task for a UI, with wall clock times and its current state."""
        now, wall_of = self.clock.life(), self.clock.wall_of
        return [
            {
                "task_id": task.task_id,
                "service": task.service,
                "kind": task.kind,
                "model": task.model,
                "version": task.version,
                "state": task.state(now).value,
                "progress": task.progress(now),
                "created_at": wall_of(task.created_at),
                "begins_at": wall_of(task.begins_at),
                "ends_at": None if task.ends_at is None else wall_of(task.ends_at),
                "age_seconds": now - task.created_at,
                "request": dict(task.request),
                "failure": asdict(task.failure) if task.failure else None,
                "files": [f"{asset.role}.{asset.media.format}" for asset in task.assets],
            }
            for task in self._tasks.values()
        ]
