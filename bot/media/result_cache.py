"""Keep copies of results that outlive the provider's links, in one folder, within a total size and an age.

A copy is ``<job>-<index>.<extension>`` beside ``<job>-<index>.json``, which says what it is. Both appear whole or not
at all. Trouble with the disk is logged and never stops a delivery.
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
    """One kept copy: its description, its file, both sizes together, and since when it is kept."""

    note: Path
    data: Path
    size_bytes: int
    kept_at: float


class DiskResultCache:
    """Implements :class:`bot.jobs.ports.ResultCache`. With ``keep_days`` or ``total_bytes`` 0 it keeps nothing.

    ``take`` reserves in a workspace what is about to be copied into it.
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
        """Keep a copy, dropping the oldest ones over the total size. Never raises for a full disk: it logs."""
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
        """Copy a kept result into ``folder``, or None when there is none any more. Raises WorkspaceFull."""
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
        """Return the jobs of which there are copies, or parts of one."""
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
        """Remove what is too old or too much."""
        async with self._lock:
            try:
                await self._work(self._sweep)
            except OSError as error:
                log.warning("cache.sweep_failed: %s", error.strerror)

    @staticmethod
    async def _work(do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Work with the disk in a thread. A caller that is cancelled waits for it: the lock is held as long."""
        working = asyncio.create_task(asyncio.to_thread(do, *args, **kwargs), name="result cache")
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            while not working.done():
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait((working,))
            if not working.cancelled():
                working.exception()  # nobody is left to hear of it
            raise

    def _keep(self, stem: str, file: MediaFile) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        data = self._folder / f"{stem}.{file.extension}"
        note = self._folder / f"{stem}.json"
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
            # A copy of a copy is as old as the first: posting a result again must not keep it for ever.
            kept_at = note.stat().st_mtime if note.is_file() else self._clock.now()
            for older in self._folder.glob(f"{stem}.*"):
                older.unlink()
            shutil.copyfile(file.path, part)
            _publish(part, data, kept_at)
            part.write_text(json.dumps(facts), encoding="utf-8")
            _publish(part, note, kept_at)
        finally:
            part.unlink(missing_ok=True)

    def _find(self, stem: str) -> MediaFile | None:
        note = self._folder / f"{stem}.json"
        if not note.is_file() or note.stat().st_mtime < self._clock.now() - self._keep_seconds:
            return None
        facts = json.loads(note.read_text(encoding="utf-8"))
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
            loudness_lufs=facts.get("loudness_lufs"),  # copies of before have none
        )

    def _job_ids(self) -> frozenset[str]:
        if not self._folder.is_dir():
            return frozenset()
        named = (path.name.partition("-") for path in self._folder.iterdir())
        return frozenset(job_id for job_id, dash, _ in named if dash and _JOB_ID.fullmatch(job_id))

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
        room = self._total_bytes
        for copy in sorted(copies, key=lambda one: one.kept_at, reverse=True):
            room -= copy.size_bytes
            if room < 0 or self._keep_seconds <= 0 or copy.kept_at < oldest_allowed:
                _remove(copy.note)
                _remove(copy.data)

    def _inventory(self) -> tuple[list[_Copy], list[Path]]:
        """Return whole copies, and what an interrupted write has left. Called with no write under way."""
        files = {path.name: path for path in self._folder.iterdir() if path.is_file()}
        notes = {path.stem: path for name, path in files.items() if name.endswith(".json")}
        copies: list[_Copy] = []
        paired: set[str] = set()
        for name, data in files.items():
            note = notes.get(data.stem)
            if note is None or name == note.name:
                continue
            paired |= {name, note.name}
            kept = note.stat()
            copies.append(_Copy(note, data, data.stat().st_size + kept.st_size, kept.st_mtime))
        ours = re.compile(r"[0-9A-Za-z]{1,64}-\d+\.[0-9a-z]{1,8}|[0-9a-f]{32}\.part", re.ASCII)
        return copies, [path for name, path in files.items() if name not in paired and ours.fullmatch(name)]


def _copied(kept: MediaFile, folder: Path) -> MediaFile:
    target = folder / f"kept.{kept.extension}"
    shutil.copyfile(kept.path, target)
    return replace(kept, path=target)


def _stem(job_id: str, index: int) -> str:
    if not _JOB_ID.fullmatch(job_id) or index < 0:
        raise ValueError("not a job id")
    return f"{job_id}-{index}"


def _publish(part: Path, target: Path, kept_at: float) -> None:
    """Put a finished file in its place, dated since when it is kept."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    os.utime(part, (kept_at, kept_at))
    part.replace(target)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.warning("cache.remove_failed: %s", error.strerror)
