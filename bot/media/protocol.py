"""The messages between the bot and its media worker: one JSON line in, JSON lines out.

Used by both sides, so it may import neither ``av`` nor ``PIL`` nor the HTTP library.
The worker answers with any number of ``{"progress": 0.5}`` and then one ``{"result": …}`` or ``{"error": …}``.
"""

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

_SMALL_FILE_BYTES = 2 * 1024 * 1024


class Task(StrEnum):
    """What a worker can be asked for."""

    PROBE = "probe"
    FIT = "fit"
    PICTURE = "picture"
    MUSIC_PICTURE = "music_picture"
    POSTER = "poster"
    VOICE = "voice"
    CHART = "chart"
    SOUNDBOARD = "soundboard"


class Failure(StrEnum):
    """Why a worker could not do it."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    MEMORY = "memory"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class WorkerCaps:
    """What one worker may take. The wall seconds are watched by the bot, the rest by the system.

    ``quick_seconds`` is for all but making a file fit: a file that hangs a decoder must not hold up everybody's
    deliveries for as long as a film may take.
    """

    memory_bytes: int = 2 * 1024 * 1024 * 1024
    cpu_seconds: int = 600
    wall_seconds: float = 900.0
    quick_seconds: float = 90.0
    file_bytes: int = 1024 * 1024 * 1024
    open_files: int = 64
    niceness: int = 10

    def wall_seconds_of(self, task: Task) -> float:
        """Return how long a task may take on the clock."""
        return self.wall_seconds if task is Task.FIT else min(self.wall_seconds, self.quick_seconds)


@dataclass(frozen=True, slots=True)
class WorkerJob:
    """One piece of work. ``folder``: where results are written; ``limit_bytes``: what a result may weigh."""

    task: Task
    source: str
    folder: str
    limit_bytes: int = 0
    level: bool = False  # sound that is encoded anew is brought to the usual loudness
    title: str = ""  # with ``model``: what a file that is written anew says of itself; nothing where both are empty
    model: str = ""
    start_seconds: float = 0.0  # of what goes to a soundboard
    draws: Task | None = None  # what a probe draws of a sound by the way: one start less

    @property
    def room_bytes(self) -> int:
        """What its files may take on disk, and each of them at most. An encode is ended at one and a half its limit."""
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
        """Read the line the worker was sent."""
        message = json.loads(line)
        job = message["job"]
        draws = Task(job["draws"]) if job["draws"] else None
        return cls(**{**job, "task": Task(job["task"]), "draws": draws}), WorkerCaps(**message["caps"])


@dataclass(frozen=True, slots=True)
class Probed:
    """What a file is. ``medium``: "audio", "video" or "" when nothing in it can be played.

    ``pixels`` and ``sound``: a video's pixel format and its sound's codec, "" where there is none.
    ``loudness_lufs`` and ``highest_peak`` (0…1): of a sound that is no film's, None for silence.
    ``header_right``: players find in the header the length that was measured, and the index before the data.
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
    """A file the worker wrote, or for a probe the file it read. ``waveform`` as hexadecimal digits.

    ``picture``: what a probe drew by the way, "" where it drew nothing.
    """

    path: str
    probed: Probed = Probed()
    waveform: str = ""
    picture: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Made":
        """Read plain values. Raises KeyError, TypeError for what is not ours."""
        probed, picture = Probed(**value["probed"]), str(value.get("picture", ""))
        return cls(str(value["path"]), probed, str(value["waveform"]), picture)
