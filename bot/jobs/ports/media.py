"""The media port: fetch, fit, draw and keep files."""

from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Protocol

from bot.jobs.model import Medium, Output


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file on our disk, described from its bytes.

    ``extension``: short name of the container (mp3, wav, ogg, mp4 …); ``medium`` None when unreadable; ``plays``:
    every Discord client plays it as it is; ``loudness_lufs``: of a sound, by EBU R 128; ``picture``: of a sound, if it
    was drawn while fetching.
    """

    path: Path
    size_bytes: int
    content_type: str
    extension: str
    medium: Medium | None
    seconds: float | None = None
    codec: str = ""
    channels: int | None = None
    width: int | None = None
    height: int | None = None
    plays: bool = False
    loudness_lufs: float | None = None
    picture: Path | None = None


class Drawing(Enum):
    """What is drawn of a sound while it is probed."""

    NOTHING = 0
    WAVEFORM = 1
    WAVEFORM_WITH_LOUDNESS = 2


@dataclass(frozen=True, slots=True)
class Marks:
    """The metadata of a re-encoded file: its title, and the model that made it. Empty text: none."""

    title: str = field(default="", repr=False)
    model: str = ""


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class VoiceClip:
    """What Discord's native voice message needs: Ogg Opus 48 kHz mono, and at most 256 waveform bytes."""

    path: Path
    size_bytes: int
    seconds: float
    waveform: bytes


class Media(Protocol):
    """Fetching and fitting results. Heavy work runs in a worker process; the event loop never blocks."""

    def workspace(self, job_id: str, room_bytes: int = 0) -> AbstractAsyncContextManager[Path]:
        """Provide a private temporary folder, removed on exit, once this much space is free, or the default.

        Raises MediaError if none can be made. Work done in it raises WorkspaceFull when it needs more space: leave the
        folder and start over, see :func:`bot.worker.result_builder.made_in_workspace`.
        """

    def expect_result(self) -> None:
        """Get ready for a result that arrives within seconds."""

    async def fetch(self, output: Output, folder: Path, *, draw: Drawing = Drawing.NOTHING) -> MediaFile:
        """Download one output, probe it, and draw it if it is a sound. Raises FetchError."""

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
        """Return the file, or a smaller one of the same content under the limit. Raises MediaError.

        ``marks``: written into a re-encoded file; a file that is fine keeps its bytes.
        ``level``: normalize the loudness of sound that has to be re-encoded; nothing is re-encoded for that alone.
        ``progress`` is called with 0…1 on the event loop while a long transcode runs.
        """

    async def waveform_picture(self, file: MediaFile, folder: Path, *, with_loudness: bool = False) -> Path:
        """Draw an audio file as a PNG, optionally with a curve of its perceived loudness. Raises MediaError."""

    async def poster_picture(self, file: MediaFile, folder: Path) -> Path:
        """Draw one frame of a video as a JPEG. Raises MediaError."""

    async def voice_clip(
        self, file: MediaFile, folder: Path, limit_bytes: int, *, level: bool = False, marks: Marks = NO_MARKS
    ) -> VoiceClip:
        """Make a voice message from an audio file. Raises MediaError."""

    async def soundboard_clip(self, file: MediaFile, folder: Path, start_seconds: float, marks: Marks) -> MediaFile:
        """Cut a sound for a server's soundboard: short, small, faded in and out. Raises MediaError."""


class ResultCache(Protocol):
    """Copies of results that outlive the provider's links, limited in size and age."""

    async def keep(self, job_id: str, index: int, file: MediaFile) -> None:
        """Keep a copy, dropping the oldest ones beyond the total size. Never raises for a full disk, only logs it."""

    async def open(self, job_id: str, index: int, folder: Path) -> MediaFile | None:
        """Copy a kept result into ``folder``; None when there is no copy any more."""

    async def job_ids(self) -> frozenset[str]:
        """Return the jobs that have copies here, or parts of one."""

    async def forget(self, job_ids: Collection[str]) -> None:
        """Remove the copies of these jobs."""

    async def sweep(self) -> None:
        """Remove copies that are too old or over the total size."""
