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
    """A file on our disk, known from its bytes.

    ``extension``: short name of the container (mp3, wav, ogg, mp4 …); ``medium`` None when unreadable; ``plays``:
    every client of Discord plays it as it is; ``loudness_lufs``: of a sound, by EBU R 128; ``picture``: of a sound,
    where it was drawn on the way.
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
    """What is drawn of a sound while it is looked at."""

    NOTHING = 0
    WAVEFORM = 1
    WAVEFORM_WITH_LOUDNESS = 2


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file that is written anew says of itself: its title, and the model that made it. Empty: nothing."""

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
        """Give a private temporary folder, removed on exit, once there is room for it: this much, or the usual.

        Raises MediaError where none can be made. What is done in it raises WorkspaceFull when it needs a larger room:
        leave it and begin anew, see :func:`bot.worker.result_builder.made_in_workspace`.
        """

    def expect_result(self) -> None:
        """Make ready for a result that comes within seconds."""

    async def fetch(self, output: Output, folder: Path, *, draw: Drawing = Drawing.NOTHING) -> MediaFile:
        """Download one output, learn what it is, and draw it where it is a sound. Raises FetchError."""

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

        ``marks``: put into what is written anew; a file that is fine keeps its bytes.
        ``level``: sound that has to be encoded anew is brought to the usual loudness; nothing is encoded for it alone.
        ``progress`` is called with 0…1 on the event loop while a long transcode runs.
        """

    async def waveform_picture(self, file: MediaFile, folder: Path, *, with_loudness: bool = False) -> Path:
        """Draw an audio file as a PNG, on request with a curve of how loud it is heard. Raises MediaError."""

    async def poster_picture(self, file: MediaFile, folder: Path) -> Path:
        """Draw one picture of a film as a JPEG. Raises MediaError."""

    async def voice_clip(
        self, file: MediaFile, folder: Path, limit_bytes: int, *, level: bool = False, marks: Marks = NO_MARKS
    ) -> VoiceClip:
        """Make a voice message of an audio file. Raises MediaError."""

    async def soundboard_clip(self, file: MediaFile, folder: Path, start_seconds: float, marks: Marks) -> MediaFile:
        """Cut a sound for a server's soundboard: short, small, faded at both ends. Raises MediaError."""


class ResultCache(Protocol):
    """Copies of results that outlive the provider's links, within a size and an age."""

    async def keep(self, job_id: str, index: int, file: MediaFile) -> None:
        """Keep a copy, dropping the oldest ones over the total size. Never raises for a full disk: it logs."""

    async def open(self, job_id: str, index: int, folder: Path) -> MediaFile | None:
        """Copy a kept result into ``folder``, or None when there is none any more."""

    async def job_ids(self) -> frozenset[str]:
        """Return the jobs of which there are copies, or parts of one."""

    async def forget(self, job_ids: Collection[str]) -> None:
        """Remove the copies of these jobs."""

    async def sweep(self) -> None:
        """Remove what is too old or too much."""
