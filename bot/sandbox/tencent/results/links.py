"""The URLs of result files: building and parsing them."""

import hashlib
import re
from dataclasses import dataclass

from bot.sandbox.tencent.tasks import Task

_PATH = re.compile(r"/(?P<task_id>[A-Za-z0-9-]+)/(?P<index>\d+)-(?P<key>[0-9a-f]{16})\.(?P<format>wav|mp3|mp4)")


@dataclass(frozen=True)
class Link:
    """The parts of a result file's path."""

    task_id: str
    index: int
    key: str
    format: str


class Links:
    """Unguessable URLs on the host that currently serves the results."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.origin = ""

    @property
    def host(self) -> str:
        """The ``host:port`` of the URLs."""
        return self.origin.partition("://")[2]

    def url(self, task: Task, index: int) -> str:
        """Return the URL of one file of a task."""
        file_format = task.assets[index].media.format
        return f"{self.origin}/{task.task_id}/{index}-{self.key(task.task_id, index)}.{file_format}"

    def key(self, task_id: str, index: int) -> str:
        """Return the secret part of a file's URL."""
        return hashlib.sha256(f"{self.seed}:{task_id}:{index}".encode()).hexdigest()[:16]

    @staticmethod
    def parse(path: str) -> Link | None:
        """Parse a path; return None when it does not have our format."""
        match = _PATH.fullmatch(path)
        return match and Link(match["task_id"], int(match["index"]), match["key"], match["format"])
