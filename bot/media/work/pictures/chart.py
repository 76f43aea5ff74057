"""Draw a server's usage as bars per day, one colour per kind. The picture contains only digits and command names.

Text in the reader's language belongs next to it: the font that ships with the library has only Latin letters.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.media.work.errors import Unreadable
from bot.media.work.sink import new_file

WIDTH, HEIGHT = 1000, 420
_SMOOTH = 2  # drawn larger by this factor, then scaled down
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 24, 64, 48
_CORNER = 18
_BACKGROUND = (54, 60, 78, 255)  # the same as behind a waveform: legible on both themes
_RULE = (86, 94, 118, 255)
_MARK = (196, 202, 220, 255)
_FONT_SIZE = 20
_MOST_DATES = 10
_MOST_RULES = 5
_MOST_DAYS = 400
# They differ in lightness too, for the colour-blind.
COLOURS = {
    "music": (104, 142, 255, 255),
    "sfx": (92, 225, 230, 255),
    "tts": (255, 205, 110, 255),
    "video": (240, 128, 128, 255),
}


@dataclass(frozen=True, slots=True)
class Days:
    """How much of each kind on each day; ``first`` counts days since 1970."""

    first: int
    counts: tuple[dict[str, int], ...]

    @property
    def highest(self) -> int:
        """The highest total of one day, at least 1."""
        return max([1, *(sum(day.values()) for day in self.counts)])


def draw_usage(path: str, folder: Path) -> Path:
    """Draw the contents of a JSON file: ``{"first": 20000, "days": [{"music": 3}, …]}``. Raises Unreadable."""
    target = new_file(folder, "usage", "png")
    draw_days(_read(path)).save(target, "PNG", optimize=True)
    return target


def _read(path: str) -> Days:
    try:
        usage = json.loads(Path(path).read_text(encoding="utf-8"))
        counts = tuple({kind: int(day.get(kind, 0)) for kind in COLOURS} for day in usage["days"][:_MOST_DAYS])
        return Days(int(usage["first"]), counts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable("no usage to draw") from error


def draw_days(days: Days) -> Image.Image:
    """Draw the bars with a scale on the left, dates below and the kinds above."""
    image = Image.new("RGBA", (WIDTH * _SMOOTH, HEIGHT * _SMOOTH), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, WIDTH * _SMOOTH - 1, HEIGHT * _SMOOTH - 1), _CORNER * _SMOOTH, fill=_BACKGROUND)
    font = ImageFont.load_default(_FONT_SIZE * _SMOOTH)
    top = _draw_scale(draw, font, days.highest)
    _draw_bars(draw, days, top)
    _draw_dates(draw, font, days)
    _draw_kinds(draw, font, days)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def scale(highest: int) -> list[int]:
    """Return round numbers for the scale, from 0 to at least the highest bar.

    >>> scale(7)
    [0, 2, 4, 6, 8]
    """
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if highest <= step * (_MOST_RULES - 1):
                return list(range(0, step * -(-highest // step) + 1, step))
        size *= 10


def _draw_scale(draw: ImageDraw.ImageDraw, font: ImageFont.ImageFont | ImageFont.FreeTypeFont, highest: int) -> int:
    marks = scale(highest)
    for mark in marks:
        y = HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * mark / marks[-1]
        line = tuple(edge * _SMOOTH for edge in (_LEFT, y, WIDTH - _RIGHT, y))
        draw.line(line, fill=_RULE, width=_SMOOTH)
        _write(draw, font, _LEFT - 10, y, str(mark), "rm")
    return marks[-1]


def _draw_bars(draw: ImageDraw.ImageDraw, days: Days, top: int) -> None:
    step = _day_width(days)
    width = min(step * 0.72, 60.0)
    height = HEIGHT - _TOP - _BOTTOM
    for number, day in enumerate(days.counts):
        left = _LEFT + step * (number + 0.5) - width / 2
        base = 0
        for kind, colour in COLOURS.items():
            count = day.get(kind, 0)
            if not count:
                continue
            low, high = (HEIGHT - _BOTTOM - height * level / top for level in (base, base + count))
            box = (left, high, left + max(1.0, width), low)
            draw.rectangle(tuple(edge * _SMOOTH for edge in box), fill=colour)
            base += count


def _draw_dates(draw: ImageDraw.ImageDraw, font: ImageFont.ImageFont | ImageFont.FreeTypeFont, days: Days) -> None:
    every = -(-len(days.counts) // _MOST_DATES) or 1
    step = _day_width(days)
    for number in range(0, len(days.counts), every):
        date = datetime.fromtimestamp(0, UTC) + timedelta(days=days.first + number)
        _write(draw, font, _LEFT + step * (number + 0.5), HEIGHT - _BOTTOM + 22, f"{date:%m-%d}", "mm")


def _draw_kinds(draw: ImageDraw.ImageDraw, font: ImageFont.ImageFont | ImageFont.FreeTypeFont, days: Days) -> None:
    x = float(_LEFT)
    for kind, colour in COLOURS.items():
        box = (x, 24, x + 18, 42)
        draw.rounded_rectangle(tuple(edge * _SMOOTH for edge in box), 4 * _SMOOTH, fill=colour)
        text = f"/{kind}  {sum(day.get(kind, 0) for day in days.counts)}"
        _write(draw, font, x + 28, 33, text, "lm")
        x += 28 + draw.textlength(text, font) / _SMOOTH + 36


def _day_width(days: Days) -> float:
    return (WIDTH - _LEFT - _RIGHT) / max(1, len(days.counts))


def _write(
    draw: ImageDraw.ImageDraw,
    font: ImageFont.ImageFont | ImageFont.FreeTypeFont,
    x: float,
    y: float,
    text: str,
    anchor: str,
) -> None:
    draw.text((x * _SMOOTH, y * _SMOOTH), text, fill=_MARK, font=font, anchor=anchor)
