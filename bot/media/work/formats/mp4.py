"""The boxes of an MP4 or MOV file: whether it is complete, where its index is and what length that states.

ISO/IEC 14496-12. A file is cut short if a box, or a sample of the index, lies beyond its end.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_FIRST_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"moof", b"styp", b"wide", b"skip"})
_LARGE_BOXES = frozenset({b"moov", b"mdat", b"moof"})
_INDEXES = frozenset({b"moov", b"moof", b"meta"})  # the last one is of a still picture
_MOST_BOXES = 100_000
_MOVIE_BYTES = 256


@dataclass(frozen=True, slots=True)
class Layout:
    """What the boxes of a file state. ``seconds``: from the index."""

    is_cut_short: bool
    index_first: bool
    is_fragmented: bool
    seconds: float | None


def read_layout(path: str) -> Layout | None:
    """Read the outer boxes; return None if it is not such a file."""
    file_size = Path(path).stat().st_size
    with Path(path).open("rb") as file:
        boxes = list(_boxes(file, 0, file_size))
        if not boxes or boxes[0][0] not in _FIRST_BOXES:
            return None
        names = [name for name, _, _ in boxes]
        seconds = None
        for name, start, end in boxes:
            if name == b"moov":
                seconds = _movie_seconds(file, start, min(end, file_size))
    is_open = any(end > file_size for name, _, end in boxes if name in _LARGE_BOXES)
    index_first = names.index(b"moov") < names.index(b"mdat") if {b"moov", b"mdat"} <= set(names) else False
    misses_index = not _INDEXES & set(names)
    return Layout(is_open or misses_index, index_first, b"moof" in names, seconds)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start of the content and end of each box; the last one may reach beyond ``end``."""
    for _ in range(_MOST_BOXES):
        file.seek(start)
        head = file.read(16)
        if start + 8 > end or len(head) < 8:
            return
        size, name = struct.unpack(">I4s", head[:8])
        content = 8
        if size == 1 and len(head) == 16:
            size, content = struct.unpack(">Q", head[8:])[0], 16
        elif size == 0:
            size = end - start
        if size < content or not name.isascii():
            return  # not a box, but what some writers leave at the end
        yield name, start + content, start + size
        start += size


def _movie_seconds(file: BinaryIO, start: int, end: int) -> float | None:
    for name, content, _ in _boxes(file, start, end):
        if name == b"mvhd":
            file.seek(content)
            body = file.read(_MOVIE_BYTES)
            layout, at = (">QQIQ", 4) if body[:1] == b"\1" else (">IIII", 4)
            if len(body) < at + struct.calcsize(layout):
                return None
            _, _, scale, length = struct.unpack_from(layout, body, at)
            return length / scale if scale else None
    return None
