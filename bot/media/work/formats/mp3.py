"""The frames of an MP3 file: read the length its header states, and write the same frames with a correct header.

ISO/IEC 11172-3 §2.4.2.3 (frame header); the Xing header as LAME writes it: https://www.codeproject.com/Articles/8295.
Without one a player guesses the length from the first frame's bit rate, which is wrong for a variable bit rate.
"""

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

_BIT_RATES = (  # kbit/s by index: MPEG 1, then MPEG 2 and 2.5; layer III
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_TOC_POINTS = 100
_XING_BYTES = 4 + 4 + 4 + 4 + _TOC_POINTS
_HAS_FRAMES, _HAS_BYTES, _HAS_TOC = 1, 2, 4
_VBRI_AT = 36


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: its position, size, number of samples and rates. ``side``: bytes of side information."""

    start: int
    size: int
    samples: int
    sample_rate: int
    kilobits: int
    side: int


@dataclass(frozen=True, slots=True)
class _Header:
    """A Xing or VBRI header in the first frame. ``at``: its position in the file; ``frames``: None without a count."""

    at: int
    is_xing: bool
    flags: int
    frames: int | None


def stated_seconds(path: str) -> float | None:
    """Return the length a player assumes before it has read the file; None if there is no frame."""
    with _mapped(path) as data:
        first = next(frames(data), None)
        if first is None:
            return None
        header = _header(data, first)
        if header is not None and header.frames is not None:
            return header.frames * first.samples / first.sample_rate
        return (len(data) - first.start) / (first.kilobits * 125)


def rewrite(path: str, target: Path) -> bool:
    """Write the same frames after a header that counts them; return False if there are none.

    A Xing header stays in place and gets the right numbers, as it may say how many samples to skip at the start.
    """
    with _mapped(path) as data:
        every_frame = list(frames(data))
        header = _header(data, every_frame[0]) if every_frame else None
        if not every_frame:
            return False
        if header is not None and header.is_xing and header.flags & _HAS_FRAMES:
            lead, audio_frames = _corrected(data, every_frame[0], header, every_frame), every_frame[1:]
        else:
            audio_frames = every_frame if header is None else every_frame[1:]
            lead = _new_header(data, every_frame[0], audio_frames)
        with target.open("wb") as output:
            output.write(data[: _after_tag(data, 0)])
            output.write(lead)
            for frame in audio_frames:
                output.write(data[frame.start : frame.start + frame.size])
    return True


@contextmanager
def _mapped(path: str) -> Iterator[mmap.mmap]:
    with Path(path).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data


def frames(data: mmap.mmap | bytes) -> Iterator[Frame]:
    """Yield every complete frame; tags and anything else in between are skipped."""
    position, is_synced = _after_tag(data, 0), False
    while position + 4 <= len(data):
        frame = _frame(data, position)
        if frame is not None and (is_synced or _is_followed(data, frame)):
            if position + frame.size <= len(data):
                yield frame
            position, is_synced = position + frame.size, True
            continue
        is_synced = False
        tagged = _after_tag(data, position)
        position = tagged if tagged > position else _next_start(data, position + 1)


def _next_start(data: mmap.mmap | bytes, position: int) -> int:
    """Return the next position where a frame or a tag may begin."""
    end = len(data)
    frame = data.find(b"\xff", position)
    tag = data.find(b"ID3", position, frame if frame >= 0 else end)
    return next((at for at in (tag, frame) if at >= 0), end)


def _is_followed(data: mmap.mmap | bytes, frame: Frame) -> bool:
    """Return whether another frame, a tag or the end follows: four bytes may look like a frame by chance."""
    after = frame.start + frame.size
    if after + 4 > len(data) or data[after : after + 3] in (b"TAG", b"ID3", b"APE"):
        return True
    following = _frame(data, after)
    return following is not None and following.sample_rate == frame.sample_rate


def _after_tag(data: mmap.mmap | bytes, position: int) -> int:
    """Return the end of an ID3v2 tag that begins here, else ``position``; its size has seven bits per byte."""
    head = data[position : position + 10]
    if len(head) < 10 or head[:3] != b"ID3" or any(byte & 0x80 for byte in head[6:]):
        return position
    size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return position + 10 + size + (10 if head[5] & 0x10 else 0)


def _frame(data: mmap.mmap | bytes, start: int) -> Frame | None:
    word = int.from_bytes(data[start : start + 4], "big")
    version, layer = word >> 19 & 3, word >> 17 & 3
    bit_index, rate_index = word >> 12 & 15, word >> 10 & 3
    if word >> 21 != 0x7FF or version == 1 or layer != 1 or bit_index in (0, 15) or rate_index == 3:
        return None
    is_first, is_mono = version == 3, word >> 6 & 3 == 3
    rate = _RATES[version][rate_index]
    kilobits = _BIT_RATES[0 if is_first else 1][bit_index]
    samples = 1152 if is_first else 576
    size = samples * 125 * kilobits // rate + (word >> 9 & 1)
    side = {(True, False): 32, (True, True): 17, (False, False): 17, (False, True): 9}[is_first, is_mono]
    return Frame(start, size, samples, rate, kilobits, side)


def _header(data: mmap.mmap | bytes, first: Frame) -> _Header | None:
    at = first.start + 4 + first.side
    if data[at : at + 4] in (b"Xing", b"Info"):
        flags, count = struct.unpack(">II", data[at + 4 : at + 12])
        return _Header(at, True, flags, count if flags & _HAS_FRAMES else None)
    at = first.start + _VBRI_AT
    if data[at : at + 4] == b"VBRI":
        return _Header(at, False, 0, struct.unpack(">I", data[at + 14 : at + 18])[0])
    return None


def _corrected(data: mmap.mmap | bytes, first: Frame, header: _Header, every_frame: list[Frame]) -> bytes:
    """Return the frame of a Xing header with its numbers corrected."""
    lead = bytearray(data[first.start : first.start + first.size])
    at = header.at - first.start + 8
    numbers = [
        (_HAS_FRAMES, struct.pack(">I", len(every_frame) - 1)),
        (_HAS_BYTES, struct.pack(">I", _total(every_frame))),
    ]
    for flag, number in (*numbers, (_HAS_TOC, _toc(every_frame))):
        if header.flags & flag:
            lead[at : at + len(number)] = number
            at += len(number)
    return bytes(lead)


def _new_header(data: mmap.mmap | bytes, like: Frame, audio_frames: list[Frame]) -> bytes:
    """Return a silent frame with a Xing header, of the same kind as the others."""
    word = int.from_bytes(data[like.start : like.start + 4], "big") & ~(0xF << 12 | 1 << 9) | 1 << 16
    for bit_index in range(1, 15):
        head = (word | bit_index << 12).to_bytes(4, "big")
        lead = _frame(head, 0)
        if lead is not None and lead.size >= 4 + lead.side + _XING_BYTES:
            break
    else:
        raise AssertionError("the largest frame holds a header")
    placed = [lead, *audio_frames]
    flags = _HAS_FRAMES | _HAS_BYTES | _HAS_TOC
    xing = b"Xing" + struct.pack(">III", flags, len(audio_frames), _total(placed)) + _toc(placed)
    return (head + bytes(lead.side) + xing).ljust(lead.size, b"\0")


def _total(placed: list[Frame]) -> int:
    return sum(frame.size for frame in placed)


def _toc(placed: list[Frame]) -> bytes:
    """Return the seek table: where each hundredth of the time begins, in 256ths of the bytes."""
    starts = list(accumulate((frame.size for frame in placed), initial=0))
    count, total = len(placed), starts[-1]
    return bytes(starts[point * count // _TOC_POINTS] * 256 // total for point in range(_TOC_POINTS))
