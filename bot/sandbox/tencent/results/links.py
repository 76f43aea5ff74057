"""The addresses of result files: how they are made, and how one is read back."""

import hashlib
import re
from dataclasses import dataclass

from bot.sandbox.tencent.tasks import Task

_PATH = re.compile(r"/(?P<task_id>[A-Za-z0-9-]+)/(?P<index>\d+)-(?P<key>[0-9a-f]{16})\.(?P<format>wav|mp3|mp4)")


@dataclass(frozen=True)
class Link:
    """What a path names."""

    task_id: str
    index: int
    key: str
    format: str


class Links:
    """Addresses that cannot be guessed, on whatever host the results are served from now."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.origin = ""

    @property
    def host(self) -> str:
        """``host:port`` of the addresses."""
        return self.origin.partition("://")[2]

    def url(self, task: Task, index: int) -> str:
        """Return the address of one file of a task."""
        file_format = task.assets[index].media.format
        return f"{self.origin}/{task.task_id}/{index}-{self.key(task.task_id, index)}.{file_format}"

    def key(self, task_id: str, index: int) -> str:
        """Return the part of an address that only the owner of the task knows."""
        return hashlib.sha256(f"{self.seed}:{task_id}:{index}".encode()).hexdigest()[:16]

    @staticmethod
    def parse(path: str) -> Link | None:
        """Return what a path names, or None when it is not of our form."""
        found = _PATH.fullmatch(path)
        return found and Link(found["task_id"], int(found["index"]), found["key"], found["format"])
