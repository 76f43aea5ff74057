"""Implement the Media port: fetch a result, probe it, fit it to a limit, draw it, make a voice clip of it.

Combines the fetcher and the worker pool; decodes nothing itself.
"""

import asyncio
import errno
import json
import logging
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.errors import (
    FetchBroken,
    FetchIncomplete,
    MediaError,
    MediaIncomplete,
    MediaTooLarge,
    MediaUnreadable,
    MediaWorkerDied,
)
from bot.jobs.model import Medium, Output
from bot.jobs.ports import NO_MARKS, Drawing, Marks, MediaFile, VoiceClip
from bot.media.budget import USUAL_ROOM_BYTES, ByteBudget, Reservation
from bot.media.fetch import Fetcher
from bot.media.playable import UNKNOWN_TYPE, content_type, plays_in_discord
from bot.media.pool import WorkerPool
from bot.media.protocol import Made, Probed, Task, WorkerJob

log = logging.getLogger(__name__)
_CHART_ROOM_BYTES = 4 * 1024 * 1024
_DRAWS = {Drawing.WAVEFORM: Task.PICTURE, Drawing.WAVEFORM_WITH_LOUDNESS: Task.MUSIC_PICTURE}
_PREFIX = "foley-work-"
_LEFTOVER = re.compile(rf"{_PREFIX}(\d+)-.*")
# Roots that this process uses: from then on, a folder named after its pid is its own and no leftover of an earlier
# process. Another bot in this process, or a restart of its work, must not remove it.
_USED_ROOTS: set[Path] = set()


def work_root() -> Path:
    """Return the root of this user's workspaces: a folder per user, so that no other user can prepare it in advance."""
    return Path(tempfile.gettempdir()) / f"foley-{os.getuid()}"


class MediaTools:
    """Implements :class:`bot.jobs.ports.Media`. ``temp_root``: where workspaces are made, within ``budget``."""

    def __init__(self, fetcher: Fetcher, pool: WorkerPool, temp_root: Path, budget: ByteBudget | None = None) -> None:
        self._fetcher = fetcher
        self._pool = pool
        self._temp_root = temp_root.absolute()  # workers run in another folder
        self.budget = budget or ByteBudget(sys.maxsize)
        self._reservations: dict[Path, Reservation] = {}

    async def clean_leftovers(self) -> None:
        """Remove the workspaces of processes that were killed. Call it before any work begins."""
        is_first = self._temp_root not in _USED_ROOTS
        _USED_ROOTS.add(self._temp_root)
        await asyncio.to_thread(_remove_leftovers, self._temp_root, keep_own=not is_first)

    @asynccontextmanager
    async def workspace(self, job_id: str, room_bytes: int = 0) -> AsyncIterator[Path]:
        """Provide a private temporary folder, removed on exit, once ``room_bytes`` (or a default) could be reserved.

        Raises MediaError if it can't be created. Work in it raises WorkspaceFull if its reservation is too small and
        can't grow.
        """
        async with self.budget.reserve(room_bytes or USUAL_ROOM_BYTES) as reservation:
            folder = self._make_folder(job_id)
            self._reservations[folder] = reservation
            try:
                yield folder
            finally:
                await _finished(asyncio.create_task(asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)))
                del self._reservations[folder]

    def _make_folder(self, job_id: str) -> Path:
        safe = re.sub(r"[^0-9A-Za-z]", "", job_id)[:32]
        try:
            # Not in a thread: a cancelled wait for it would leak the folder.
            _USED_ROOTS.add(self._temp_root)
            self._temp_root.mkdir(mode=0o700, parents=True, exist_ok=True)
            _check_owner(self._temp_root)
            return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-{safe}-", dir=self._temp_root))
        except OSError as error:
            raise MediaError(f"no place to work in: {error.strerror}") from error

    def take(self, folder: Path, size_bytes: int) -> None:
        """Reserve space for a file that is copied into a workspace. Raises WorkspaceFull, MediaTooLarge."""
        self._reservation_of(folder).claim(_too_large).cover(size_bytes)

    def _reservation_of(self, folder: Path) -> Reservation:
        """Return the reservation of a workspace, or of a folder in one; an unlimited one for any other folder."""
        folders = (folder, *folder.parents)
        return (
            next((self._reservations[path] for path in folders if path in self._reservations), None)
            or Reservation.unlimited()
        )

    async def _run(self, job: WorkerJob, progress: Callable[[float], None] | None = None) -> Made:
        """Run one job in a worker. Its space is reserved before, and what it did not use is released after."""
        folder = Path(job.folder)
        claim = self._reservation_of(folder).claim(_too_large)
        claim.cover(job.room_bytes)
        before_bytes = _bytes_in(folder)
        try:
            return await self._pool.run(job, progress)
        finally:
            claim.settle(max(0, _bytes_in(folder) - before_bytes))

    def expect_result(self) -> None:
        """Start a worker for a result that comes within seconds."""
        self._pool.expect_job()

    async def fetch(self, output: Output, folder: Path, *, draw: Drawing = Drawing.NOTHING) -> MediaFile:
        """Download one output, probe it, and draw it if it is audio.

        Raises FetchError; FetchIncomplete if the file's own index leads beyond its end. A file with nothing playable is
        returned with ``medium`` None, so that it can be posted as a link.
        """
        path = folder / "fetched"
        try:
            size = await self._fetcher.fetch(output.url, path, self._reservation_of(folder))
        except OSError as error:
            raise FetchBroken(f"result can't be stored: {error.strerror}") from error
        try:
            made = await self._probe(WorkerJob(Task.PROBE, str(path), str(folder), draws=_DRAWS.get(draw)))
            drawn = _inside(replace(made, path=made.picture), folder) if made.picture else None
        except MediaIncomplete as error:
            raise FetchIncomplete(str(error)) from error
        except MediaError as error:
            log.warning("media.unreadable: %s", error)
            return MediaFile(path, size, UNKNOWN_TYPE, "bin", None)
        named = path.with_suffix("." + made.probed.container)
        path.replace(named)
        return replace(_media_file(named, size, made.probed), picture=drawn)

    async def _probe(self, job: WorkerJob) -> Made:
        """Probe a file, without a picture if a worker dies over it. Raises MediaError."""
        try:
            return await self._run(job)
        except MediaWorkerDied:
            if job.draws is None:
                raise
            return await self._run(replace(job, draws=None))

    async def fit(
        self,
        file: MediaFile,
        limit_bytes: int,
        folder: Path,
        progress: Callable[[float], None] | None = None,
        *,
        level: bool = False,
        marks: Marks = NO_MARKS,
    ) -> MediaFile:
        """Return the file, or a version of it that is under the limit and plays in Discord.

        Raises MediaError. Starts no worker for a file that is fine as it is, so it may be called for every file.
        """
        if file.medium is None:
            raise MediaUnreadable("not a media file", key="media-unreadable")
        if file.size_bytes <= limit_bytes and file.plays:
            return file
        made = await self._run(
            WorkerJob(Task.FIT, str(file.path), str(folder), limit_bytes, level, marks.title, marks.model), progress
        )
        return _made_file(made, folder)

    async def waveform_picture(self, file: MediaFile, folder: Path, *, with_loudness: bool = False) -> Path:
        """Draw the waveform of an audio file as a PNG, optionally with its loudness curve. Raises MediaError."""
        task = Task.MUSIC_PICTURE if with_loudness else Task.PICTURE
        made = await self._run(WorkerJob(task, str(file.path), str(folder)))
        return _inside(made, folder)

    async def poster_picture(self, file: MediaFile, folder: Path) -> Path:
        """Save one frame of a video as a JPEG. Raises MediaError."""
        made = await self._run(WorkerJob(Task.POSTER, str(file.path), str(folder)))
        return _inside(made, folder)

    async def usage_chart(self, first_day: int, days: Sequence[Mapping[str, int]]) -> bytes:
        """Draw a PNG chart of how much of each kind was made per day. Raises MediaError."""
        async with self.workspace("usage", _CHART_ROOM_BYTES) as folder:
            source = folder / "usage.json"
            usage = json.dumps({"first": first_day, "days": [dict(day) for day in days]})
            await asyncio.to_thread(source.write_text, usage, "utf-8")
            made = await self._run(WorkerJob(Task.CHART, str(source), str(folder)))
            return await asyncio.to_thread(_inside(made, folder).read_bytes)

    async def voice_clip(
        self, file: MediaFile, folder: Path, limit_bytes: int, *, level: bool = False, marks: Marks = NO_MARKS
    ) -> VoiceClip:
        """Turn an audio file into a voice message. Raises MediaError."""
        made = await self._run(
            WorkerJob(Task.VOICE, str(file.path), str(folder), limit_bytes, level, marks.title, marks.model)
        )
        clip = _made_file(made, folder)
        try:
            waveform = bytes.fromhex(made.waveform)
        except ValueError as error:
            raise MediaError("worker gave a waveform that can't be read") from error
        return VoiceClip(clip.path, clip.size_bytes, clip.seconds or 0.0, waveform)

    async def soundboard_clip(self, file: MediaFile, folder: Path, start_seconds: float, marks: Marks) -> MediaFile:
        """Cut a sound for a server's soundboard. Raises MediaError."""
        job = replace(_job(Task.SOUNDBOARD, file, folder, 0, marks, level=False), start_seconds=start_seconds)
        return _made_file(await self._run(job), folder)


def _job(task: Task, file: MediaFile, folder: Path, limit_bytes: int, marks: Marks, *, level: bool) -> WorkerJob:
    return WorkerJob(task, str(file.path), str(folder), limit_bytes, level, marks.title, marks.model)


def _inside(made: Made, folder: Path) -> Path:
    """Return the path of a made file, once checked to be in its folder: workers are not trusted. Raises MediaError."""
    path = Path(made.path)
    if path.parent != folder or path.is_symlink() or not path.is_file():
        raise MediaError("worker named a file outside its folder")
    return path


def _made_file(made: Made, folder: Path) -> MediaFile:
    path = _inside(made, folder)
    return _media_file(path, path.stat().st_size, made.probed)


def _media_file(path: Path, size_bytes: int, probed: Probed) -> MediaFile:
    return MediaFile(
        path=path,
        size_bytes=size_bytes,
        content_type=content_type(probed.container, probed.medium),
        extension=probed.container,
        medium=Medium(probed.medium),
        seconds=probed.seconds,
        codec=probed.codec,
        channels=probed.channels,
        width=probed.width,
        height=probed.height,
        plays=plays_in_discord(probed),
        loudness_lufs=probed.loudness_lufs,
    )


def _too_large(detail: str) -> MediaTooLarge:
    return MediaTooLarge(detail, key="media-too-large")


def _bytes_in(folder: Path) -> int:
    """Return the total size of a folder's files, which are so few that no thread is needed."""
    with os.scandir(folder) as entries:
        return sum(entry.stat(follow_symlinks=False).st_size for entry in entries)


async def _finished(task: "asyncio.Task[None]") -> None:
    """Wait for the end of a task, even if cancelled meanwhile."""
    was_cancelled = False
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            was_cancelled = True
    task.result()
    if was_cancelled:
        raise asyncio.CancelledError


def _check_owner(folder: Path) -> None:
    """Reject a folder that belongs to another user, or a symbolic link to one. Raises PermissionError."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise PermissionError(errno.EPERM, f"{folder} belongs to somebody else")


def _remove_leftovers(temp_root: Path, *, keep_own: bool) -> None:
    if not temp_root.is_dir() or temp_root.is_symlink():
        return
    for folder in temp_root.iterdir():
        match = _LEFTOVER.fullmatch(folder.name)
        if match is not None and not _is_used(int(match[1]), keep_own=keep_own):
            shutil.rmtree(folder, ignore_errors=True)


def _is_used(pid: int, *, keep_own: bool) -> bool:
    """Return whether a process of this pid lives. Before this one has done any work, its pid means an earlier one."""
    if pid == os.getpid():
        return keep_own
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
