"""Measure loudness by EBU R 128, and compute the gain that normalises it.

Measured while a file is decoded for another purpose. A gain is only applied to what is re-encoded anyway: one factor
for the whole file, never varying within it, and never so large that a peak would clip.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import av.error
from av.audio.frame import AudioFrame
from av.filter import Graph
from av.filter.context import FilterContext

# For speech alone, AES TD1008 (-18 LUFS) and what podcast players ask for (-16 LUFS) are close to each other.
TARGET_LUFS = -16.0
# https://tech.ebu.ch/docs/tech/tech3341.pdf: anything below counts as silence.
_SILENCE_LUFS = -70.0
_HIGHEST_PEAK_DB = -1.5  # of samples; between them a wave may be a little higher
_MOST_GAIN_DB = 20.0
_LEAST_GAIN_DB = 0.5  # less is inaudible
_LOUDNESS, _SHORT_TERM, _PEAK = "lavfi.r128.I", "lavfi.r128.S", "lavfi.r128.sample_peak"
WINDOW_SECONDS = 3.0  # of R 128's short-term loudness
# Until the window is full, a level depends on the window rather than the sound.
_WARM_UP_BLOCKS = int(WINDOW_SECONDS * 10)
_POINTS = 240


@dataclass(frozen=True, slots=True)
class Loudness:
    """The integrated loudness of a sound, and its highest sample (0…1)."""

    integrated_lufs: float
    highest_peak: float


class LoudnessMeter:
    """Measures the frames of one file, of any format; a stream that changes format is measured afresh from there."""

    def __init__(self) -> None:
        self._shape: tuple[str, str, int] | None = None
        self._graph: Graph | None = None
        self._lufs = -math.inf
        self._peak = 0.0
        self._levels: list[float] = []  # short-term loudness, ten per second
        self._has_failed = False

    def measure(self, frame: AudioFrame) -> None:
        """Measure a frame. If the filter rejects one, stop measuring: the file must not fail over it."""
        if self._has_failed:
            return
        try:
            self._measure(frame)
        except (av.error.FFmpegError, ValueError):
            self._has_failed, self._lufs = True, -math.inf
            self._levels.clear()

    def _measure(self, frame: AudioFrame) -> None:
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._graph is None or shape != self._shape:
            self._shape = shape
            self._graph = chain(frame, ("ebur128", "metadata=1:peak=sample:framelog=quiet"))
        self._graph.push(frame)
        self._read(self._graph)

    def _read(self, graph: Graph) -> None:
        for measured in pulled(graph):
            self._lufs = float(measured.metadata.get(_LOUDNESS, "-inf"))
            self._peak = max(self._peak, float(measured.metadata.get(_PEAK, "0")))
            self._levels.append(max(_SILENCE_LUFS, float(measured.metadata.get(_SHORT_TERM, "-inf"))))

    def loudness(self) -> Loudness | None:
        """Return the loudness of all frames so far; None for silence, and for too little to measure."""
        if not math.isfinite(self._lufs) or self._lufs <= _SILENCE_LUFS:
            return None
        return Loudness(round(self._lufs, 1), round(self._peak, 4))

    def curve(self) -> tuple[float, ...]:
        """Return the loudness over time: at most 240 points, spread over the middles of the windows."""
        if self._graph is not None and not self._has_failed:
            self._graph.push(None)
            self._read(self._graph)
        levels = self._levels[_WARM_UP_BLOCKS:]
        count = min(_POINTS, len(levels))
        bounds = [index * len(levels) // count for index in range(count + 1)] if count else []
        return tuple(max(levels[low:high]) for low, high in pairwise(bounds))


class Gain:
    """Amplifies or attenuates frames by some decibels."""

    def __init__(self, decibels: float) -> None:
        self._decibels = decibels
        self._shape: tuple[str, str, int] | None = None
        self._graph: Graph | None = None

    def apply(self, frame: AudioFrame) -> list[AudioFrame]:
        """Return the frame with the gain applied."""
        if not self._decibels:
            return [frame]
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._graph is None or shape != self._shape:
            self._shape, self._graph = shape, chain(frame, ("volume", f"{self._decibels:.2f}dB"))
        self._graph.push(frame)
        return pulled(self._graph)


def chain(like: AudioFrame, *filters: tuple[str, str]) -> Graph:
    """Return a chain of filters for frames like this one."""
    graph = Graph()
    last: FilterContext = graph.add_abuffer(
        sample_rate=like.sample_rate, format=like.format.name, layout=like.layout.name, time_base=like.time_base
    )
    for name, options in (*filters, ("abuffersink", "")):
        following = graph.add(name, options or None)
        last.link_to(following)
        last = following
    graph.configure()
    return graph


def pulled(graph: Graph) -> list[AudioFrame]:
    """Pull and return every frame that is ready."""
    ready: list[AudioFrame] = []
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return ready
        if isinstance(frame, AudioFrame):
            ready.append(frame)


def gain_db(lufs: float | None, highest_peak: float) -> float:
    """Return the gain to the target loudness, as far as the highest peak (0…1) allows; 0 for none."""
    if lufs is None or highest_peak <= 0:
        return 0.0
    headroom_db = max(0.0, _HIGHEST_PEAK_DB - 20 * math.log10(highest_peak))
    wanted_db = min(TARGET_LUFS - lufs, headroom_db, _MOST_GAIN_DB)
    return wanted_db if abs(wanted_db) >= _LEAST_GAIN_DB else 0.0
