"""How loud a sound is, by EBU R 128, and by how much to turn it up or down.

Measured while a file is decoded for something else. A gain is only for what is encoded anew anyway: one factor for
the whole, never a change within, and never so much that a peak would be cut.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import av.error
from av.audio.frame import AudioFrame
from av.filter import Graph
from av.filter.context import FilterContext

# Speech on its own: AES TD1008 (-18 LUFS) and what podcast players ask for (-16 LUFS) are close to one another.
TARGET_LUFS = -16.0
# https://tech.ebu.ch/docs/tech/tech3341.pdf: what is below counts as silence.
_SILENCE_LUFS = -70.0
_HIGHEST_PEAK_DB = -1.5  # of samples; between them a wave may be a little higher
_MOST_GAIN_DB = 20.0
_LEAST_GAIN_DB = 0.5  # nobody hears less
_LOUDNESS, _SHORT_TERM, _PEAK = "lavfi.r128.I", "lavfi.r128.S", "lavfi.r128.sample_peak"
WINDOW_SECONDS = 3.0  # of what R 128 calls short-term
# Until the window is full a level tells of the window, not of the sound.
_WARM_UP_BLOCKS = int(WINDOW_SECONDS * 10)
_POINTS = 240


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a sound is on the whole, and its highest sample (0…1)."""

    integrated_lufs: float
    highest_peak: float


class LoudnessMeter:
    """Hears frames of one file, of any format; a stream that changes in the middle is measured from there anew."""

    def __init__(self) -> None:
        self._shape: tuple[str, str, int] | None = None
        self._graph: Graph | None = None
        self._lufs = -math.inf
        self._peak = 0.0
        self._levels: list[float] = []  # of the last three seconds, ten a second
        self._is_deaf = False

    def hear(self, frame: AudioFrame) -> None:
        """Measure a frame; what no filter takes is not worth losing the file for, and is not measured."""
        if self._is_deaf:
            return
        try:
            self._hear(frame)
        except (av.error.FFmpegError, ValueError):
            self._is_deaf, self._lufs = True, -math.inf
            self._levels.clear()

    def _hear(self, frame: AudioFrame) -> None:
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._graph is None or shape != self._shape:
            self._shape = shape
            self._graph = chain(frame, ("ebur128", "metadata=1:peak=sample:framelog=quiet"))
        self._graph.push(frame)
        self._read(self._graph)

    def _read(self, graph: Graph) -> None:
        for heard in pulled(graph):
            self._lufs = float(heard.metadata.get(_LOUDNESS, "-inf"))
            self._peak = max(self._peak, float(heard.metadata.get(_PEAK, "0")))
            self._levels.append(max(_SILENCE_LUFS, float(heard.metadata.get(_SHORT_TERM, "-inf"))))

    def found(self) -> Loudness | None:
        """Return the loudness of everything heard; None for silence and for less than there must be to say."""
        if not math.isfinite(self._lufs) or self._lufs <= _SILENCE_LUFS:
            return None
        return Loudness(round(self._lufs, 1), round(self._peak, 4))

    def curve(self) -> tuple[float, ...]:
        """Return how loud it was from moment to moment: at most 240 points, spread over the middles of the windows."""
        if self._graph is not None and not self._is_deaf:
            self._graph.push(None)
            self._read(self._graph)
        levels = self._levels[_WARM_UP_BLOCKS:]
        count = min(_POINTS, len(levels))
        bounds = [index * len(levels) // count for index in range(count + 1)] if count else []
        return tuple(max(levels[low:high]) for low, high in pairwise(bounds))


class Gain:
    """Turns frames up or down by some decibels."""

    def __init__(self, decibels: float) -> None:
        self._decibels = decibels
        self._shape: tuple[str, str, int] | None = None
        self._graph: Graph | None = None

    def turn(self, frame: AudioFrame) -> list[AudioFrame]:
        """Return the frame as loud as it shall be."""
        if not self._decibels:
            return [frame]
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._graph is None or shape != self._shape:
            self._shape, self._graph = shape, chain(frame, ("volume", f"{self._decibels:.2f}dB"))
        self._graph.push(frame)
        return pulled(self._graph)


def chain(like: AudioFrame, *filters: tuple[str, str]) -> Graph:
    """Return filters in a row, for frames such as this one."""
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
    """Return every frame that is ready."""
    ready: list[AudioFrame] = []
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return ready
        if isinstance(frame, AudioFrame):
            ready.append(frame)


def gain_db(lufs: float | None, highest_peak: float) -> float:
    """Return the gain that brings a sound to the target, as far as its highest peak (0…1) allows; 0 for none."""
    if lufs is None or highest_peak <= 0:
        return 0.0
    headroom_db = max(0.0, _HIGHEST_PEAK_DB - 20 * math.log10(highest_peak))
    wanted_db = min(TARGET_LUFS - lufs, headroom_db, _MOST_GAIN_DB)
    return wanted_db if abs(wanted_db) >= _LEAST_GAIN_DB else 0.0
