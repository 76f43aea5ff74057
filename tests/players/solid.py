"""Films of one colour, coded as a careful camera or a careless program codes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import av

from tests.players.writing import Film, write

Light = tuple[float, float, float]
Matrix = Literal["601", "709", "2020"]
_SHARES: dict[Matrix, tuple[float, float]] = {"601": (0.299, 0.114), "709": (0.2126, 0.0722), "2020": (0.2627, 0.0593)}
SECONDS = 0.25


@dataclass(frozen=True)
class Coding:
    """How colours become numbers. ``tags``: as in :class:`Film`, None when the film does not say."""

    matrix: Matrix
    tags: tuple[int, int, int, int] | None
    size: tuple[int, int]
    pixels: str = "yuv420p"
    is_full_range: bool = False


def coded(colour: Light, coding: Coding) -> tuple[int, int, int]:
    """Return the three numbers of a colour (0…1): ITU-R BT.601, BT.709 and BT.2020, all written alike."""
    red_share, blue_share = _SHARES[coding.matrix]
    red, green, blue = colour
    luma = red_share * red + (1 - red_share - blue_share) * green + blue_share * blue
    chroma = ((blue - luma) / 2 / (1 - blue_share), (red - luma) / 2 / (1 - red_share))
    step = 4 if "10" in coding.pixels else 1
    if coding.is_full_range:
        return round(255 * luma), *(round(255 * part + 128) for part in chroma)  # type: ignore[return-value]
    return round((16 + 219 * luma) * step), *(round((128 + 224 * part) * step) for part in chroma)  # type: ignore[return-value]


def solid(colour: Light, coding: Coding) -> bytes:
    """A quarter of a second of one colour as an MP4."""
    picture = _painter(coded(colour, coding), coding.pixels)
    film = Film("libx264", coding.pixels, coding.size, coding.tags)
    return write("mp4", film=film, picture=picture, seconds=SECONDS, options={"movflags": "+faststart"})


def _painter(numbers: tuple[int, int, int], pixels: str) -> Callable[[int, tuple[int, int]], av.VideoFrame]:
    width = 2 if "10" in pixels else 1

    def paint(index: int, size: tuple[int, int]) -> av.VideoFrame:
        frame = av.VideoFrame(*size, pixels)
        for plane, number in zip(frame.planes, numbers, strict=True):
            plane.update(number.to_bytes(width, "little") * (plane.buffer_size // width))
        return frame

    return paint
