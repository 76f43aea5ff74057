"""The messages between the bot and its media worker: one JSON line in, JSON lines out.

Used by both sides, so it may import neither ``av`` nor ``PIL`` nor the HTTP library.
The worker answers with ``{"fences": […]}``, any number of ``{"progress": 0.5}``, and one ``{"result": …}`` or
``{"error": …}``.
"""

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

_SMALL_FILE_BYTES = 2 * 1024 * 1024


class Task(StrEnum):
    """The kinds of job a worker can do."""

    PROBE = "probe"
    FIT = "fit"
    PICTURE = "picture"
    MUSIC_PICTURE = "music_picture"
    POSTER = "poster"
    VOICE = "voice"
    CHART = "chart"
    SOUNDBOARD = "soundboard"


class Failure(StrEnum):
    """Why a job failed."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    MEMORY = "memory"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class WorkerCaps:
    """The limits of one worker. The bot enforces the wall-clock seconds, the operating system the rest.

    ``quick_seconds`` is for all tasks but fitting a file: a file that hangs a decoder must not hold up everybody's
    deliveries for as long as a video may take.
    """

    memory_bytes: int = 2 * 1024 * 1024 * 1024
    cpu_seconds: int = 600
    wall_seconds: float = 900.0
    quick_seconds: float = 90.0
    file_bytes: int = 1024 * 1024 * 1024
    open_files: int = 64
    niceness: int = 10

    def wall_seconds_of(self, task: Task) -> float:
        """Return how long a task may take in wall-clock time."""
        return self.wall_seconds if task is Task.FIT else min(self.wall_seconds, self.quick_seconds)


@dataclass(frozen=True, slots=True)
class WorkerJob:
    """One job for a worker. ``folder``: where results are written; ``limit_bytes``: how large a result may be."""

    task: Task
    source: str
    folder: str
    limit_bytes: int = 0
    level: bool = False  # normalise the loudness of audio that is re-encoded
    title: str = ""  # with ``model``: goes into the tags of a file that is written; no tags if both are empty
    model: str = ""
    start_seconds: float = 0.0  # of a soundboard clip
    draws: Task | None = None  # what a probe also draws of an audio file, which saves one worker's start

    @property
    def room_bytes(self) -> int:
        """The most its files may take on disk, each and together. An encode is stopped at 1.5 times its limit."""
        match self.task:
            case Task.FIT:
                return 2 * self.limit_bytes + _SMALL_FILE_BYTES
            case Task.VOICE:
                return self.limit_bytes + _SMALL_FILE_BYTES
            case Task.PICTURE | Task.MUSIC_PICTURE | Task.POSTER | Task.CHART | Task.SOUNDBOARD:
                return _SMALL_FILE_BYTES
            case _:
                return _SMALL_FILE_BYTES if self.draws else 0

    def encode(self, caps: WorkerCaps) -> bytes:
        """Return the line sent to the worker."""
        own = replace(caps, file_bytes=min(caps.file_bytes, max(_SMALL_FILE_BYTES, self.room_bytes)))
        return json.dumps({"job": asdict(self), "caps": asdict(own)}).encode() + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> "tuple[WorkerJob, WorkerCaps]":
        """Parse the line sent to the worker."""
        message = json.loads(line)
        job = message["job"]
        draws = Task(job["draws"]) if job["draws"] else None
        return cls(**{**job, "task": Task(job["task"]), "draws": draws}), WorkerCaps(**message["caps"])


@dataclass(frozen=True, slots=True)
class Probed:
    """The properties of a file. ``medium``: "audio", "video" or "" if nothing in it can be played.

    ``pixels`` and ``sound``: a video's pixel format and its audio codec, "" if there is none.
    ``loudness_lufs`` (None for silence) and ``highest_peak`` (0…1): of an audio file, not of a video's sound.
    ``header_right``: the header states the measured length, and the index comes before the data.
    """

    container: str = ""
    medium: str = ""
    codec: str = ""
    seconds: float | None = None
    channels: int | None = None
    width: int | None = None
    height: int | None = None
    pixels: str = ""
    sound: str = ""
    sample_rate: int | None = None
    loudness_lufs: float | None = None
    highest_peak: float = 0.0
    header_right: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """A file the worker wrote, or for a probe the file it read. ``waveform``: hexadecimal digits.

    ``picture``: the path of what a probe drew as well, "" if nothing.
    """

    path: str
    probed: Probed = Probed()
    waveform: str = ""
    picture: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return a dict that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Made":
        """Parse what :meth:`to_json` returns. Raises KeyError, TypeError for anything else."""
        probed, picture = Probed(**value["probed"]), str(value.get("picture", ""))
        return cls(str(value["path"]), probed, str(value["waveform"]), picture)
