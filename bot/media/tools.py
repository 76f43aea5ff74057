"""The Media port: fetch a result, learn what it is, make it fit, draw it, clip it.

Puts the fetcher and the worker pool together; decodes nothing itself.
"""

import asyncio
import errno
import json
import logging
import os
import re
import shutil
import stat
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.errors import FetchBroken, FetchIncomplete, MediaError, MediaIncomplete, MediaUnreadable
from bot.jobs.model import Medium, Output
from bot.jobs.ports import MediaFile, VoiceClip
from bot.media.fetch import Fetcher
from bot.media.playable import UNKNOWN_TYPE, content_type, plays_in_discord
from bot.media.pool import WorkerPool
from bot.media.protocol import Made, Probed, Task, WorkerJob

log = logging.getLogger(__name__)
_PREFIX = "foley-work-"
_LEFTOVER = re.compile(rf"{_PREFIX}(\d+)-.*")
# Roots in which this process works: from then on a folder of its number is its own, no leftover of an earlier one.
# Another bot in the process, or work that begins anew, must not remove it.
_OURS: set[Path] = set()


def work_root() -> Path:
    """Return where this user's processes work: a folder of its own, so that nobody else can prepare it for us."""
    return Path(tempfile.gettempdir()) / f"foley-{os.getuid()}"


class MediaTools:
    """Implements :class:`bot.jobs.ports.Media`. ``temp_root``: where workspaces are made."""

    def __init__(self, fetcher: Fetcher, pool: WorkerPool, temp_root: Path) -> None:
        self._fetcher = fetcher
        self._pool = pool
        self._temp_root = temp_root.absolute()  # workers run in another folder

    async def clean_leftovers(self) -> None:
        """Remove the workspaces of processes that were killed. Called before work begins."""
        is_first = self._temp_root not in _OURS
        _OURS.add(self._temp_root)
        await asyncio.to_thread(_remove_leftovers, self._temp_root, spare_ours=not is_first)

    @asynccontextmanager
    async def workspace(self, job_id: str) -> AsyncIterator[Path]:
        """Give a private temporary folder, removed on exit. Raises MediaError where none can be made."""
        safe = re.sub(r"[^0-9A-Za-z]", "", job_id)[:32]
        try:
            # Made without a thread: a cancelled wait for one would leave a folder nobody knows of.
            _OURS.add(self._temp_root)
            self._temp_root.mkdir(mode=0o700, parents=True, exist_ok=True)
            _insist_on_ours(self._temp_root)
            folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-{safe}-", dir=self._temp_root))
        except OSError as error:
            raise MediaError(f"no place to work in: {error.strerror}") from error
        try:
            yield folder
        finally:
            removal = asyncio.create_task(asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True))
            await asyncio.shield(removal)

    async def fetch(self, output: Output, folder: Path) -> MediaFile:
        """Download one output and learn what it is. Raises FetchError; FetchIncomplete where more was promised.

        A file that holds nothing playable comes back with ``medium`` None, so that it can go out as a link.
        """
        path = folder / "fetched"
        try:
            size = await self._fetcher.fetch(output.url, path)
        except OSError as error:
            raise FetchBroken(f"result can't be stored: {error.strerror}") from error
        try:
            made = await self._pool.run(WorkerJob(Task.PROBE, str(path), str(folder)))
        except MediaIncomplete as error:
            raise FetchIncomplete(str(error)) from error
        except MediaError as error:
            log.warning("result can't be read: %s", error)
            return MediaFile(path, size, UNKNOWN_TYPE, "bin", None)
        named = path.with_suffix("." + made.probed.container)
        path.replace(named)
        return _media_file(named, size, made.probed)

    async def fit(
        self, file: MediaFile, limit_bytes: int, folder: Path, progress: Callable[[float], None] | None = None
    ) -> MediaFile:
        """Return the file, or one of the same content that is under the limit and plays in Discord.

        Raises MediaError. Starts no worker for a file that is fine as it is, so it may be asked for every file.
        """
        if file.medium is None:
            raise MediaUnreadable("not a media file", key="media-unreadable")
        if file.size_bytes <= limit_bytes and file.plays:
            return file
        made = await self._pool.run(WorkerJob(Task.FIT, str(file.path), str(folder), limit_bytes), progress)
        return _made_file(made, folder)

    async def waveform_picture(self, file: MediaFile, folder: Path, *, with_loudness: bool = False) -> Path:
        """Draw an audio file as a PNG, on request with a curve of how loud it is heard. Raises MediaError."""
        task = Task.MUSIC_PICTURE if with_loudness else Task.PICTURE
        made = await self._pool.run(WorkerJob(task, str(file.path), str(folder)))
        return _inside(made, folder)

    async def poster_picture(self, file: MediaFile, folder: Path) -> Path:
        """Draw one picture of a film as a JPEG. Raises MediaError."""
        made = await self._pool.run(WorkerJob(Task.POSTER, str(file.path), str(folder)))
        return _inside(made, folder)

    async def usage_chart(self, first_day: int, days: Sequence[Mapping[str, int]]) -> bytes:
        """Draw how much of each kind was made on each day as a PNG. Raises MediaError."""
        async with self.workspace("usage") as folder:
            source = folder / "usage.json"
            told = json.dumps({"first": first_day, "days": [dict(day) for day in days]})
            await asyncio.to_thread(source.write_text, told, "utf-8")
            made = await self._pool.run(WorkerJob(Task.CHART, str(source), str(folder)))
            return await asyncio.to_thread(_inside(made, folder).read_bytes)

    async def voice_clip(self, file: MediaFile, folder: Path, limit_bytes: int) -> VoiceClip:
        """Make a voice message of an audio file. Raises MediaError."""
        made = await self._pool.run(WorkerJob(Task.VOICE, str(file.path), str(folder), limit_bytes))
        clip = _made_file(made, folder)
        try:
            waveform = bytes.fromhex(made.waveform)
        except ValueError as error:
            raise MediaError("worker gave a waveform that can't be read") from error
        return VoiceClip(clip.path, clip.size_bytes, clip.seconds or 0.0, waveform)


def _inside(made: Made, folder: Path) -> Path:
    """Return the path of a made file, if it is where it must be: a worker is not trusted with more."""
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
    )


def _insist_on_ours(folder: Path) -> None:
    """Refuse a folder that somebody else has put there, or a link to one. Raises PermissionError."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise PermissionError(errno.EPERM, f"{folder} belongs to somebody else")


def _remove_leftovers(temp_root: Path, *, spare_ours: bool) -> None:
    if not temp_root.is_dir() or temp_root.is_symlink():
        return
    for folder in temp_root.iterdir():
        found = _LEFTOVER.fullmatch(folder.name)
        if found is not None and not _is_used(int(found[1]), spare_ours=spare_ours):
            shutil.rmtree(folder, ignore_errors=True)


def _is_used(pid: int, *, spare_ours: bool) -> bool:
    """Tell whether a process of this number lives; what has our number before we have worked is an earlier one's."""
    if pid == os.getpid():
        return spare_ours
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
