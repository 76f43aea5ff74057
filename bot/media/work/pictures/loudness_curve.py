"""How loud a piece is heard, moment by moment: the short-term loudness of EBU R 128 (three seconds), by FFmpeg."""

from itertools import pairwise

import av.error
from av.audio.frame import AudioFrame
from av.filter import Graph

_POINTS = 240
_KEY = "lavfi.r128.S"
_SILENCE = -70.0
WINDOW_SECONDS = 3.0
# Until the window is full a level tells of the window, not of the sound; there are ten a second.
_WARM_UP_BLOCKS = int(WINDOW_SECONDS * 10)


class LoudnessMeter:
    """Takes frames in order; a stream that changes its form in the middle is measured up to there."""

    def __init__(self) -> None:
        self._graph: Graph | None = None
        self._shape: tuple[str, str, int] | None = None
        self._levels: list[float] = []

    def add(self, frame: AudioFrame) -> None:
        """Measure a frame."""
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._graph is None:
            self._graph, self._shape = _graph(frame), shape
        if shape == self._shape:
            self._graph.push(frame)
            self._read()

    def finish(self) -> tuple[float, ...]:
        """Return at most 240 points in LUFS, evenly spread over the middles of the windows."""
        if self._graph is not None:
            self._graph.push(None)
            self._read()
        levels = self._levels[_WARM_UP_BLOCKS:]
        count = min(_POINTS, len(levels))
        bounds = [index * len(levels) // count for index in range(count + 1)] if count else []
        return tuple(max(levels[low:high]) for low, high in pairwise(bounds))

    def _read(self) -> None:
        while self._graph is not None:
            try:
                level = self._graph.pull().metadata.get(_KEY)
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            self._levels.append(max(_SILENCE, float(level)) if level is not None else _SILENCE)


def _graph(frame: AudioFrame) -> Graph:
    graph = Graph()
    source = graph.add_abuffer(
        format=frame.format, layout=frame.layout, sample_rate=frame.sample_rate, time_base=frame.time_base
    )
    meter = graph.add("ebur128", "metadata=1:framelog=quiet")
    graph.link_nodes(source, meter, graph.add("abuffersink")).configure()
    return graph
