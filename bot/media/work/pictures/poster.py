"""Draws one picture of a film that is too large to be posted: what the link beside it leads to."""

from itertools import islice
from pathlib import Path

from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange
from PIL import Image, ImageStat

from bot.media.work.colour import MATRICES, Converter, colours_of
from bot.media.work.errors import Unreadable
from bot.media.work.sink import new_file
from bot.media.work.source import Source, decode_video, open_source

_LONGEST_SIDE = 1280
_QUALITY = 85
# Films fade in: the first picture that shows something, of the first few seconds.
_LOOKED_AT = 96
_EVERY = 12
_SHOWS_SOMETHING = 12.0  # the spread of the brightness, of 255


def draw_poster(path: str, folder: Path) -> Path:
    """Draw it. Raises Unreadable."""
    with open_source(path) as source:
        picture = _first_that_shows(source, folder)
    target = new_file(folder, "poster", "jpg")
    picture.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target


def _first_that_shows(source: Source, folder: Path) -> Image.Image:
    """Return the first picture that is not all of one colour, else the first of all."""
    first: Image.Image | None = None
    if source.video is None:
        raise Unreadable("no pictures in the file")
    decoded = (frame for packet in source.container.demux(source.video) for frame in decode_video(packet))
    converter: Converter | None = None
    for frame in islice(decoded, 0, _LOOKED_AT, _EVERY):
        if converter is None:
            converter = Converter(colours_of(frame, source.video), _size(frame, source), folder)
        picture = _as_image(converter, frame)
        first = first or picture
        if ImageStat.Stat(picture.convert("L")).stddev[0] >= _SHOWS_SOMETHING:
            return picture
    if first is None:
        raise Unreadable("no picture could be decoded")
    return first


def _size(frame: VideoFrame, source: Source) -> tuple[int, int]:
    """Return the size with square pixels, before the picture is turned."""
    shape = (source.video.sample_aspect_ratio if source.video else None) or 1
    width, height = frame.width * shape, frame.height
    scale = min(1, _LONGEST_SIDE / max(width, height))
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def _as_image(converter: Converter, frame: VideoFrame) -> Image.Image:
    shown = converter.convert(frame).reformat(
        format="rgb24",
        src_colorspace=MATRICES[converter.colours.matrix],
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
    )
    image: Image.Image = shown.to_image()  # type: ignore[no-untyped-call]  # PyAV leaves it so
    return image.rotate(frame.rotation, expand=True)
