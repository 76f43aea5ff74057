"""The resources this machine allows a process: memory by cgroup, free space on its disks."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_UNLIMITED_BYTES = 1 << 60  # cgroups v1 expresses "no limit" as a number near the maximum


def free_bytes(folder: Path) -> int:
    """Return how many bytes a process of this user may still write there. Raises OSError."""
    stats = os.statvfs(folder)
    return stats.f_bavail * stats.f_frsize


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the limits are read from; tests use other paths."""

    proc: Path = Path("/proc")
    cgroups: Path = Path("/sys/fs/cgroup")
    free_bytes: Callable[[Path], int] = free_bytes

    def memory_bytes(self) -> int | None:
        """Return how much memory this process and its workers may use together; None if it is not known."""
        return min((*self._limits(), *self._installed()), default=None)

    def _installed(self) -> Iterator[int]:
        for line in _lines(self.proc / "meminfo"):
            name, _, value = line.partition(":")
            if name == "MemTotal":
                yield int(value.split()[0]) * 1024

    def _limits(self) -> Iterator[int]:
        for line in _lines(self.proc / "self" / "cgroup"):
            _, controllers, path = line.split(":", 2)
            if controllers == "":
                yield from _limits_above(self.cgroups, path, "memory.max")
            elif "memory" in controllers.split(","):
                yield from _limits_above(self.cgroups / "memory", path, "memory.limit_in_bytes")


def _limits_above(root: Path, path: str, name: str) -> Iterator[int]:
    """Yield the limits of a group and of all its ancestors, of which a container may not see all."""
    group = root / path.lstrip("/")
    for folder in (group, *group.parents):
        for line in _lines(folder / name):
            if line.isdecimal() and int(line) < _UNLIMITED_BYTES:
                yield int(line)
        if folder == root:
            return


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
