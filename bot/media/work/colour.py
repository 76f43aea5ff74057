"""Convert decoded frames to the size and colours they are encoded in, and determine those colours.

Numbers are those of ITU-T H.273, as in FFmpeg. A stream that does not state its colours gets those that players
assume (measured in Chromium): BT.601 below 720 lines and for VP8 and VP9, otherwise BT.709.
"""

from dataclasses import dataclass
from pathlib import Path

from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from av.video.stream import VideoStream

from bot.media.work import tone_map
from bot.media.work.sink import new_file

_RGB, _BT709, _UNSPECIFIED, _BT470BG, _SMPTE170M, _BT2020 = 0, 1, 2, 5, 6, 9
_BT2020_CONSTANT = 10
_PQ, _HLG = 16, 18
_HD_LINES = 720
_OLDER_CODECS = ("vp8", "vp9")
# The colour space for swscale, by matrix.
MATRICES = {
    _BT709: Colorspace.ITU709, 4: Colorspace.FCC, _BT470BG: Colorspace.ITU601, _SMPTE170M: Colorspace.ITU601,
    7: Colorspace.SMPTE240M, _BT2020: Colorspace.BT2020, _BT2020_CONSTANT: Colorspace.BT2020,
}  # fmt: skip
_DEEP_RGB = "gbrp16le"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colour space of a stream, in numbers of H.273."""

    primaries: int
    transfer: int
    matrix: int
    is_full_range: bool

    @property
    def is_hdr(self) -> bool:
        """Whether only an HDR screen could show them unchanged."""
        return self.transfer in (_PQ, _HLG)


_HD = Colours(_BT709, _BT709, _BT709, is_full_range=False)
_SD = Colours(_SMPTE170M, _SMPTE170M, _SMPTE170M, is_full_range=False)


def colours_of(frame: VideoFrame, stream: VideoStream) -> Colours:
    """Return the colours of a frame: those it states, else those that players assume."""
    context = stream.codec_context
    is_rgb = frame.format.is_rgb
    older = context.codec.canonical_name in _OLDER_CODECS
    assumed = _HD if is_rgb or (frame.height >= _HD_LINES and not older) else _SD
    matrix = int(frame.colorspace)
    return Colours(
        _stated_or(context.color_primaries, assumed.primaries),
        _stated_or(context.color_trc, assumed.transfer),
        matrix if matrix in MATRICES else assumed.matrix,
        is_rgb or frame.format.name.startswith("yuvj") or int(frame.color_range) == ColorRange.JPEG,
    )


def _stated_or(number: int, assumed: int) -> int:
    return assumed if number in (0, _UNSPECIFIED) else number


class Converter:
    """Converts frames to 8 bits and one size; ``colours``: those of the result. HDR is tone-mapped to BT.709."""

    def __init__(self, source: Colours, size: tuple[int, int], folder: Path) -> None:
        self._source = source
        self._size = size
        self._folder = folder
        self._graph: Graph | None = None
        primaries, transfer, matrix = source.primaries, source.transfer, source.matrix
        self.colours = _HD if source.is_hdr else Colours(primaries, transfer, matrix, is_full_range=False)

    def convert(self, frame: VideoFrame) -> VideoFrame:
        """Return the frame to encode."""
        prepared = self._tone_mapped(frame) if self._source.is_hdr else frame
        is_full = self._source.is_full_range or self._source.is_hdr
        return prepared.reformat(
            *self._size,
            "yuv420p",
            src_colorspace=MATRICES[self._source.matrix],
            dst_colorspace=MATRICES[self.colours.matrix],
            src_color_range=ColorRange.JPEG if is_full else ColorRange.MPEG,
            dst_color_range=ColorRange.MPEG,
        )

    def _tone_mapped(self, frame: VideoFrame) -> VideoFrame:
        deep = frame.reformat(
            *self._size,
            _DEEP_RGB,
            src_colorspace=MATRICES[self._source.matrix],
            src_color_range=ColorRange.JPEG if self._source.is_full_range else ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
        )
        graph = self._graph or self._new_graph(deep)
        graph.vpush(deep)
        return graph.vpull()

    def _new_graph(self, deep: VideoFrame) -> Graph:
        table = new_file(self._folder, "tones", "cube")
        tone_map.write_table(table, is_hlg=self._source.transfer == _HLG)
        graph = Graph()
        source = graph.add_buffer(width=deep.width, height=deep.height, format=deep.format, time_base=deep.time_base)
        mapped = graph.add("lut3d", file=str(table), interp="tetrahedral")
        graph.link_nodes(source, mapped, graph.add("buffersink")).configure()
        table.unlink()  # already read by the filter
        self._graph = graph
        return graph
