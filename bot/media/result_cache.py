"""Keep copies of results that outlive the provider's links, in one folder, within a total size and an age.

A copy is ``<job>-<index>.<extension>`` next to ``<job>-<index>.json``, which describes it. Both are written atomically.
Disk errors are logged and never stop a delivery.
"""

import asyncio
import contextlib
import errno
import json
import logging
import os
import re
import shutil
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from bot.clock import Clock, SystemClock
from bot.jobs.model import Medium
from bot.jobs.ports import MediaFile

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
_JOB_ID = re.compile(r"[0-9A-Za-z]{1,64}", re.ASCII)
_EXTENSION = re.compile(r"[0-9a-z]{1,8}", re.ASCII)
_PART_SUFFIX = ".part"
_DAY_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class _Copy:
    """One kept copy: its description, its file, their total size, and when it was first kept."""

    description: Path
    data: Path
    size_bytes: int
    kept_at: float


class DiskResultCache:
    """Implements :class:`bot.jobs.ports.ResultCache`. With ``keep_days`` or ``total_bytes`` 0 it keeps nothing.

    ``take`` reserves space in a workspace for what is about to be copied into it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        keep_days: float,
        total_bytes: int,
        clock: Clock | None = None,
        take: Callable[[Path, int], None] = lambda folder, size_bytes: None,
    ) -> None:
        self._folder = folder
        self._keep_seconds = keep_days * _DAY_SECONDS
        self._total_bytes = total_bytes
        self._clock = clock or SystemClock()
        self._take = take
        self._lock = asyncio.Lock()

    async def keep(self, job_id: str, index: int, file: MediaFile) -> None:
        """Keep a copy, evicting the oldest ones beyond the total size. Disk errors are logged, not raised."""
        fits = 0 < file.size_bytes <= self._total_bytes
        if self._keep_seconds <= 0 or not fits or file.medium is None or not _EXTENSION.fullmatch(file.extension):
            return
        async with self._lock:
            try:
                await self._work(self._keep, _stem(job_id, index), file)
                await self._work(self._sweep)
            except OSError as error:
                full = error.errno in (errno.ENOSPC, errno.EDQUOT)
                log.warning("cache.write_failed: %s", "disk is full" if full else error.strerror, extra={"job": job_id})

    async def open(self, job_id: str, index: int, folder: Path) -> MediaFile | None:
        """Copy a kept result into ``folder``; return None if there is none any more. Raises WorkspaceFull."""
        if self._keep_seconds <= 0:
            return None
        async with self._lock:
            try:
                kept = await self._work(self._find, _stem(job_id, index))
                if kept is None:
                    return None
                self._take(folder, kept.size_bytes)
                return await self._work(_copied, kept, folder)
            except (OSError, ValueError, KeyError, TypeError) as error:
                log.warning("cache.read_failed error=%s", type(error).__name__, extra={"job": job_id})
                return None

    async def job_ids(self) -> frozenset[str]:
        """Return the ids of the jobs with copies, even incomplete ones."""
        async with self._lock:
            try:
                return await self._work(self._job_ids)
            except OSError as error:
                log.warning("cache.list_failed: %s", error.strerror)
                return frozenset()

    async def forget(self, job_ids: Collection[str]) -> None:
        """Remove the copies of these jobs."""
        wanted = frozenset(job_ids)
        async with self._lock:
            await self._work(self._remove_jobs, wanted)

    async def sweep(self) -> None:
        """Remove copies that are too old or beyond the total size, and leftovers of interrupted writes."""
        async with self._lock:
            try:
                await self._work(self._sweep)
            except OSError as error:
                log.warning("cache.sweep_failed: %s", error.strerror)

    @staticmethod
    async def _work(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run disk work in a thread. A cancelled caller still waits for it, so that the lock stays held."""
        task = asyncio.create_task(asyncio.to_thread(function, *args, **kwargs), name="result cache")
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            while not task.done():
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait((task,))
            if not task.cancelled():
                task.exception()  # retrieve it, as nobody awaits the task
            raise

    def _keep(self, stem: str, file: MediaFile) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        data = self._folder / f"{stem}.{file.extension}"
        description = self._folder / f"{stem}.json"
        part = self._folder / f"{uuid.uuid4().hex}{_PART_SUFFIX}"
        facts = {
            "file": data.name,
            "size_bytes": file.size_bytes,
            "content_type": file.content_type,
            "extension": file.extension,
            "medium": file.medium,
            "seconds": file.seconds,
            "codec": file.codec,
            "channels": file.channels,
            "width": file.width,
            "height": file.height,
            "plays": file.plays,
            "loudness_lufs": file.loudness_lufs,
        }
        try:
            # A copy that replaces another keeps its age: posting a result again must not keep it for ever.
            kept_at = description.stat().st_mtime if description.is_file() else self._clock.now()
            for older in self._folder.glob(f"{stem}.*"):
                older.unlink()
            shutil.copyfile(file.path, part)
            _publish(part, data, kept_at)
            part.write_text(json.dumps(facts), encoding="utf-8")
            _publish(part, description, kept_at)
        finally:
            part.unlink(missing_ok=True)

    def _find(self, stem: str) -> MediaFile | None:
        description = self._folder / f"{stem}.json"
        if not description.is_file() or description.stat().st_mtime < self._clock.now() - self._keep_seconds:
            return None
        facts = json.loads(description.read_text(encoding="utf-8"))
        extension = str(facts["extension"])
        data = self._folder / f"{stem}.{extension}"
        if not _EXTENSION.fullmatch(extension) or not data.is_file() or data.stat().st_size != facts["size_bytes"]:
            return None
        return MediaFile(
            path=data,
            size_bytes=int(facts["size_bytes"]),
            content_type=str(facts["content_type"]),
            extension=extension,
            medium=Medium(facts["medium"]),
            seconds=facts["seconds"],
            codec=str(facts["codec"]),
            channels=facts["channels"],
            width=facts["width"],
            height=facts["height"],
            plays=bool(facts["plays"]),
            loudness_lufs=facts.get("loudness_lufs"),  # older copies have none
        )

    def _job_ids(self) -> frozenset[str]:
        if not self._folder.is_dir():
            return frozenset()
        names = (path.name.partition("-") for path in self._folder.iterdir())
        return frozenset(job_id for job_id, dash, _ in names if dash and _JOB_ID.fullmatch(job_id))

    def _remove_jobs(self, job_ids: frozenset[str]) -> None:
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name.partition("-")[0] in job_ids:
                _remove(path)

    def _sweep(self) -> None:
        if not self._folder.is_dir():
            return
        copies, strays = self._inventory()
        for stray in strays:
            _remove(stray)
        oldest_allowed = self._clock.now() - self._keep_seconds
        remaining_bytes = self._total_bytes
        for copy in sorted(copies, key=lambda one: one.kept_at, reverse=True):
            remaining_bytes -= copy.size_bytes
            if remaining_bytes < 0 or self._keep_seconds <= 0 or copy.kept_at < oldest_allowed:
                _remove(copy.description)
                _remove(copy.data)

    def _inventory(self) -> tuple[list[_Copy], list[Path]]:
        """Return complete copies, and leftovers of interrupted writes. Must not run during a write."""
        files = {path.name: path for path in self._folder.iterdir() if path.is_file()}
        descriptions = {path.stem: path for name, path in files.items() if name.endswith(".json")}
        copies: list[_Copy] = []
        paired: set[str] = set()
        for name, data in files.items():
            description = descriptions.get(data.stem)
            if description is None or name == description.name:
                continue
            paired |= {name, description.name}
            kept = description.stat()
            copies.append(_Copy(description, data, data.stat().st_size + kept.st_size, kept.st_mtime))
        own_name = re.compile(r"[0-9A-Za-z]{1,64}-\d+\.[0-9a-z]{1,8}|[0-9a-f]{32}\.part", re.ASCII)
        return copies, [path for name, path in files.items() if name not in paired and own_name.fullmatch(name)]


def _copied(kept: MediaFile, folder: Path) -> MediaFile:
    target = folder / f"kept.{kept.extension}"
    shutil.copyfile(kept.path, target)
    return replace(kept, path=target)


def _stem(job_id: str, index: int) -> str:
    if not _JOB_ID.fullmatch(job_id) or index < 0:
        raise ValueError("not a job id")
    return f"{job_id}-{index}"


def _publish(part: Path, target: Path, kept_at: float) -> None:
    """Move a finished file to its place, with the time it was first kept as its mtime."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    os.utime(part, (kept_at, kept_at))
    part.replace(target)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.warning("cache.remove_failed: %s", error.strerror)
