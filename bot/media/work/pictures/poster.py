"""Save one frame of a video that is too large to be posted, to show beside its link."""

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
# Videos fade in: of the first few seconds, the first frame that shows something is taken.
_EXAMINED_FRAMES = 96
_FRAME_STEP = 12
_LEAST_CONTRAST = 12.0  # standard deviation of the brightness, of 255


def draw_poster(path: str, folder: Path) -> Path:
    """Save the frame as a JPEG. Raises Unreadable."""
    with open_source(path) as source:
        picture = _first_visible(source, folder)
    target = new_file(folder, "poster", "jpg")
    picture.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target


def _first_visible(source: Source, folder: Path) -> Image.Image:
    """Return the first examined frame that is not almost one colour, else the first of all. Raises Unreadable."""
    first: Image.Image | None = None
    if source.video is None:
        raise Unreadable("no pictures in the file")
    decoded = (frame for packet in source.container.demux(source.video) for frame in decode_video(packet))
    converter: Converter | None = None
    for frame in islice(decoded, 0, _EXAMINED_FRAMES, _FRAME_STEP):
        if converter is None:
            converter = Converter(colours_of(frame, source.video), _size(frame, source), folder)
        picture = _as_image(converter, frame)
        first = first or picture
        if ImageStat.Stat(picture.convert("L")).stddev[0] >= _LEAST_CONTRAST:
            return picture
    if first is None:
        raise Unreadable("no picture could be decoded")
    return first


def _size(frame: VideoFrame, source: Source) -> tuple[int, int]:
    """Return the size with square pixels, before the frame is rotated."""
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
