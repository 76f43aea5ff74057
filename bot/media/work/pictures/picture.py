"""Draw the waveform of an audio file as a PNG that is legible on Discord's dark and light themes."""

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.media.work.loudness import WINDOW_SECONDS, LoudnessMeter
from bot.media.work.peaks import Peaks, read_peaks
from bot.media.work.sink import new_file

WIDTH, HEIGHT = 1000, 260
BAR_WIDTH, BAR_GAP = 5, 3
SIDE = 20  # margin to the left and right of the bars
BARS = (WIDTH - 2 * SIDE + BAR_GAP) // (BAR_WIDTH + BAR_GAP)
MIDDLE = 98
HALF_HEIGHT = 78
_SMOOTH = 2  # drawn larger by this factor, then scaled down
_CORNER = 18
_BACKGROUND = (54, 60, 78, 255)  # darker than the light theme, lighter than the dark one
_BAR_LOW, _BAR_HIGH = (104, 142, 255), (92, 225, 230)
_MARK = (196, 202, 220, 255)
_RULE = (110, 118, 142, 255)
# On a phone the picture is shown at a third of its size.
_FONT_SIZE = 40
_CURVE = (255, 206, 120, 255)
_LOUDNESS_RANGE = 40.0  # 10 LU less sound half as loud
_LEAST_LOUDNESS_POINTS = 8
_MARK_STEPS_SECONDS = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
_MOST_MARKS = 4


def draw_waveform(path: str, folder: Path, *, with_loudness: bool = False) -> Path:
    """Draw the waveform of a file, optionally with its loudness curve. Raises Unreadable."""
    target = new_file(folder, "waveform", "png")
    meter = LoudnessMeter()
    peaks = read_peaks(path, meter.measure if with_loudness else None)
    draw_peaks(peaks, meter.curve()).save(target, "PNG")
    return target


def draw_peaks(peaks: Peaks, loudness: Sequence[float] = ()) -> Image.Image:
    """Draw measured peaks as bars, the loudest at full height, the time below, and the loudness as a line on top."""
    image = Image.new("RGBA", (WIDTH * _SMOOTH, HEIGHT * _SMOOTH), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, WIDTH * _SMOOTH - 1, HEIGHT * _SMOOTH - 1), _CORNER * _SMOOTH, fill=_BACKGROUND)
    _draw_bars(draw, peaks)
    _draw_loudness(draw, loudness, peaks.seconds)
    _draw_marks(draw, peaks.seconds)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def bar_left(index: int) -> int:
    """Return the left edge of a bar, in pixels of the finished picture."""
    return SIDE + index * (BAR_WIDTH + BAR_GAP)


def _draw_bars(draw: ImageDraw.ImageDraw, peaks: Peaks) -> None:
    levels = peaks.levels(BARS)
    loudest = max(levels) or 1.0
    for index, peak in enumerate(levels):
        level = peak / loudest
        half = max(BAR_WIDTH / 2, level * HALF_HEIGHT)
        left = bar_left(index)
        box = (left, MIDDLE - half, left + BAR_WIDTH - 1, MIDDLE + half)
        colour = tuple(round(low + (high - low) * level) for low, high in zip(_BAR_LOW, _BAR_HIGH, strict=True))
        scaled = tuple(edge * _SMOOTH for edge in box)
        draw.rounded_rectangle(scaled, BAR_WIDTH * _SMOOTH / 2, fill=(*colour, 255))


def _draw_loudness(draw: ImageDraw.ImageDraw, loudness: Sequence[float], seconds: float) -> None:
    """Draw the loudness curve: the loudest moment at the top, a perceived quarter of that in the middle."""
    if len(loudness) < _LEAST_LOUDNESS_POINTS:
        return
    top, span = max(loudness), bar_left(BARS - 1) + BAR_WIDTH - SIDE
    points = []
    for index, level in enumerate(loudness):
        below = min(1.0, (top - level) / _LOUDNESS_RANGE)
        moment = WINDOW_SECONDS / 2 + (seconds - WINDOW_SECONDS) * index / (len(loudness) - 1)
        x = SIDE + span * moment / seconds
        points.append((x * _SMOOTH, (MIDDLE - HALF_HEIGHT + 2 * HALF_HEIGHT * below) * _SMOOTH))
    draw.line(points, fill=_CURVE, width=3 * _SMOOTH, joint="curve")


def _draw_marks(draw: ImageDraw.ImageDraw, seconds: float) -> None:
    font = ImageFont.load_default(_FONT_SIZE * _SMOOTH)
    top = MIDDLE + HALF_HEIGHT + 12
    span = bar_left(BARS - 1) + BAR_WIDTH - SIDE
    draw.line(_scale((SIDE, top), (SIDE + span, top)), fill=_RULE, width=_SMOOTH)
    end_text = _clock(seconds, precise=seconds < 60)
    end_left = SIDE + span - draw.textlength(end_text, font) / _SMOOTH
    for moment in marks(seconds):
        x = SIDE + span * (moment / seconds if seconds else 0.0)
        draw.line(_scale((x, top), (x, top + 6)), fill=_MARK, width=2 * _SMOOTH)
        text = _clock(moment, precise=moment % 1 != 0)
        width = draw.textlength(text, font) / _SMOOTH
        left = SIDE if moment == 0 else x - width / 2
        if left + width < end_left - 14:  # the label of the end takes precedence
            draw.text((left * _SMOOTH, (top + 10) * _SMOOTH), text, fill=_MARK, font=font)
    draw.line(_scale((SIDE + span, top), (SIDE + span, top + 6)), fill=_MARK, width=2 * _SMOOTH)
    draw.text((end_left * _SMOOTH, (top + 10) * _SMOOTH), end_text, fill=(255, 255, 255, 255), font=font)


def _scale(*points: tuple[float, float]) -> list[tuple[float, float]]:
    return [(x * _SMOOTH, y * _SMOOTH) for x, y in points]


def marks(seconds: float) -> list[float]:
    """Return the times to mark, in seconds from 0, at a round interval."""
    if seconds <= 0:
        return [0.0]
    step = next((size for size in _MARK_STEPS_SECONDS if seconds / size <= _MOST_MARKS), None)
    if step is None:
        step = math.ceil(seconds / _MOST_MARKS / 3600) * 3600
    return [index * float(step) for index in range(int(seconds / step) + 1)]


def _clock(seconds: float, *, precise: bool) -> str:
    """Format a length for people: 0:07, 0:07.5, 3:05, 1:02:03."""
    tenths = round(seconds * 10)
    whole = tenths // 10 if precise else round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    tail = f".{tenths % 10}" if precise else ""
    return f"{hours}:{minutes:02}:{left:02}{tail}" if hours else f"{minutes}:{left:02}{tail}"
