"""The tasks of the local cloud: values whose state is computed from the life clock, and the book of them.

Nothing here waits or runs: a task is its three moments, and asking for its state compares them with now.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.sandbox.tencent.clock import SandboxClock
from bot.sandbox.tencent.results.media import MediaSpec


class TaskState(StrEnum):
    """Where a task is."""

    WAITING = "waiting"  # accepted; becomes running at begins_at, or aborted (VOD only)
    RUNNING = "running"  # becomes done or failed at ends_at
    DONE = "done"
    FAILED = "failed"
    ABORTED = "aborted"


@dataclass(frozen=True)
class Asset:
    """One file a task results in."""

    role: str
    """``audio`` or ``video``: which list of the answer it stands in."""
    media: MediaSpec


@dataclass(frozen=True)
class Failure:
    """Why a task ends badly, in the words of every product at once."""

    message: str
    err_code: int = 70000
    err_code_ext: str = "InternalError"


@dataclass(frozen=True)
class Task:
    """One accepted piece of work. Moments are seconds of the life clock; ``ends_at`` None is never."""

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
        """Return where the task is when the life clock reads ``now``."""
        if self.aborted_at is not None:
            return TaskState.ABORTED
        if self.ends_at is not None and now >= self.ends_at:
            return TaskState.FAILED if self.failure else TaskState.DONE
        return TaskState.RUNNING if now >= self.begins_at else TaskState.WAITING

    def progress(self, now: float) -> int:
        """Return the share of the work done, 0 to 100."""
        if self.state(now) in (TaskState.DONE, TaskState.FAILED):
            return 100
        if self.ends_at is None or now <= self.begins_at:
            return 0
        return min(99, int(100 * (now - self.begins_at) / (self.ends_at - self.begins_at)))

    def links_die_at(self) -> float | None:
        """Return when the results can no longer be fetched."""
        return None if self.ends_at is None else self.ends_at + self.link_life_seconds


@dataclass(frozen=True)
class TaskBook:
    """Every task ever accepted, by id, in the order they came."""

    clock: SandboxClock
    _tasks: dict[str, Task] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Task]:
        return iter(tuple(self._tasks.values()))

    def __len__(self) -> int:
        return len(self._tasks)

    def add(self, task: Task) -> None:
        """Keep a new task."""
        self._tasks[task.task_id] = task

    def get(self, task_id: str) -> Task | None:
        """Return a task, or None."""
        return self._tasks.get(task_id)

    def state(self, task_id: str) -> TaskState:
        """Return where a task is now."""
        return self._tasks[task_id].state(self.clock.life())

    def unfinished(self, service: str, kind: str) -> int:
        """Return how many tasks of a service and kind wait or run now."""
        now = self.clock.life()
        open_states = (TaskState.WAITING, TaskState.RUNNING)
        return sum(
            task.service == service and task.kind == kind and task.state(now) in open_states
            for task in self._tasks.values()
        )

    def change(self, task_id: str, **changes: Any) -> Task:
        """Replace fields of a task, for scripts and the page's switches."""
        changed = replace(self._tasks[task_id], **changes)
        self._tasks[task_id] = changed
        return changed

    def finish_now(self, task_id: str) -> None:
        """Let an unfinished task end this instant."""
        now = self.clock.life()
        task = self._tasks[task_id]
        if task.ends_at is None or task.ends_at > now:
            self.change(task_id, begins_at=min(task.begins_at, now), ends_at=now)

    def fail_now(self, task_id: str, message: str) -> None:
        """Let an unfinished task end this instant, badly."""
        if self.state(task_id) in (TaskState.WAITING, TaskState.RUNNING):
            self.change(task_id, failure=Failure(message))
            self.finish_now(task_id)

    def expire_links(self, task_id: str) -> None:
        """Make the links of a task dead from now on."""
        task = self._tasks[task_id]
        if task.ends_at is not None:
            self.change(task_id, link_life_seconds=min(task.link_life_seconds, self.clock.life() - task.ends_at))

    def to_list(self) -> list[dict[str, Any]]:
        """Return every task as plain JSON."""
        return [asdict(task) for task in self._tasks.values()]

    def restore(self, tasks: list[dict[str, Any]]) -> None:
        """Take back what :meth:`to_list` returned."""
        self._tasks.clear()
        for data in tasks:
            assets = tuple(Asset(item["role"], MediaSpec(**item["media"])) for item in data["assets"])
            failure = Failure(**data["failure"]) if data["failure"] else None
            self.add(Task(**{**data, "assets": assets, "failure": failure}))

    def listed(self) -> list[dict[str, Any]]:
        """Return every task for a page: its moments on the wall clock and its state now."""
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
