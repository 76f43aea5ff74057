"""The header of a WAV file: read the length it states, and write the same samples with a correct header.

http://soundfile.sapp.org/doc/WaveFormat/ and EBU Tech 3306 (RF64).
Streaming writers leave sizes of 0 or 0xFFFFFFFF; FFmpeg then reads to the end, but players show hours or nothing.
RIFX is the same in big-endian, which neither FFmpeg nor browsers know: they play noise.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

_BIG_ENDIAN_MAGIC = b"RIFX"
_MAGICS = (b"RIFF", b"RF64", b"BW64", _BIG_ENDIAN_MAGIC)
_CHUNK_HEAD = 8
_MOST_CHUNKS = 64
_KEPT_CHUNK_BYTES = 1024 * 1024
_PCM_FORMATS = (1, 3)  # integers, floating point
_EXTENSIBLE = 0xFFFE
_UNSIZED = (0, 0xFFFFFFFF)
_COPIED_SAMPLES = 64 * 1024
_Order = Literal["little", "big"]


@dataclass(frozen=True, slots=True)
class WavHeader:
    """Everything before the samples. ``chunks``: the complete ones before them; ``data_size``: as stated."""

    magic: bytes
    riff_size: int
    chunks: tuple[tuple[bytes, bytes], ...]
    data_start: int
    data_size: int
    file_size: int
    tail: bytes  # up to eight bytes after the samples

    @property
    def format(self) -> bytes:
        """The chunk that describes the samples, empty if there is none."""
        return next((body for name, body in self.chunks if name == b"fmt " and len(body) >= 16), b"")

    @property
    def is_right(self) -> bool:
        """Whether every size is valid and consistent with the file."""
        end = self.data_start + self.data_size
        return (
            self.magic == b"RIFF"
            and self.data_size not in _UNSIZED
            and self._tail_is_chunk
            and end <= self.riff_size + _CHUNK_HEAD <= self.file_size + 1
            and self.format == _corrected_format(self.format) != b""
        )

    @property
    def _tail_is_chunk(self) -> bool:
        """Whether the samples end with the file, or where another chunk begins."""
        end = self.data_start + self.data_size
        if end + _CHUNK_HEAD > self.file_size:
            return end <= self.file_size
        name, size = (
            self.tail[:4],
            int.from_bytes(self.tail[4:8], "big" if self.magic == _BIG_ENDIAN_MAGIC else "little"),
        )
        is_named = all(0x20 <= letter < 0x7F for letter in name) or name[:3] in (b"ID3", b"TAG")
        return is_named and (end + size <= self.file_size or not name.isalnum())

    @property
    def samples_size(self) -> int:
        """The number of bytes of samples: as stated if that is plausible, else up to the end of the file."""
        left = self.file_size - self.data_start
        size = self.data_size if self.data_size not in _UNSIZED and self._tail_is_chunk else left
        return size - size % (_block_bytes(self.format) or 1)


def read_header(path: str) -> WavHeader | None:
    """Read the header; return None if there is none, or it leads to no samples."""
    file_size = Path(path).stat().st_size
    with Path(path).open("rb") as file:
        head = file.read(12)
        if len(head) < 12 or head[:4] not in _MAGICS or head[8:] != b"WAVE":
            return None
        order: _Order = "big" if head[:4] == _BIG_ENDIAN_MAGIC else "little"
        chunks: list[tuple[bytes, bytes]] = []
        for _ in range(_MOST_CHUNKS):
            name, size = _chunk_head(file, order)
            if name == b"data":
                start, riff_size = file.tell(), int.from_bytes(head[4:8], order)
                file.seek(min(start + size + (size & 1), file_size))
                return WavHeader(head[:4], riff_size, tuple(chunks), start, size, file_size, file.read(8))
            if not name or size > _KEPT_CHUNK_BYTES:
                return None
            body = file.read(size)
            chunks.append((name, _little_endian_format(body) if order == "big" and name == b"fmt " else body))
            file.seek(size & 1, 1)
    return None


def rewrite(path: str, target: Path) -> bool:
    """Write the same samples with a correct header; return False if the old one can't be understood."""
    header = read_header(path)
    if header is None or not header.format or header.samples_size <= 0:
        return False
    kept = [(name, body) for name, body in header.chunks if name not in (b"fmt ", b"ds64", b"JUNK", b"fact")]
    chunks = [(b"fmt ", _corrected_format(header.format)), *kept]
    before = b"".join(name + struct.pack("<I", len(body)) + body + bytes(len(body) & 1) for name, body in chunks)
    size = header.samples_size
    with Path(path).open("rb") as source, target.open("wb") as output:
        riff_size = 4 + len(before) + _CHUNK_HEAD + size + (size & 1)
        output.write(b"RIFF" + struct.pack("<I", riff_size) + b"WAVE" + before + b"data" + struct.pack("<I", size))
        source.seek(header.data_start)
        _copy(source, output, size, _sample_bytes(header.format) if header.magic == _BIG_ENDIAN_MAGIC else 0)
        output.write(bytes(size & 1))
    return True


def _chunk_head(file: BinaryIO, order: _Order) -> tuple[bytes, int]:
    head = file.read(_CHUNK_HEAD)
    return (head[:4], int.from_bytes(head[4:8], order)) if len(head) == _CHUNK_HEAD else (b"", 0)


def _little_endian_format(fmt: bytes) -> bytes:
    return struct.pack("<HHIIHH", *struct.unpack_from(">HHIIHH", fmt)) + fmt[16:] if len(fmt) >= 16 else fmt


def _block_bytes(fmt: bytes) -> int:
    return int.from_bytes(fmt[12:14], "little") if len(fmt) >= 16 else 0


def _sample_bytes(fmt: bytes) -> int:
    return (int.from_bytes(fmt[14:16], "little") + 7) // 8


def _corrected_format(fmt: bytes) -> bytes:
    """Return the format chunk of PCM with consistent derived numbers; players compute lengths from any of them."""
    if len(fmt) < 16:
        return b""
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", fmt)
    if tag == _EXTENSIBLE and len(fmt) >= 26:
        tag = struct.unpack_from("<H", fmt, 24)[0]
    if tag not in _PCM_FORMATS:
        return fmt
    block = channels * ((bits + 7) // 8)
    return fmt[:8] + struct.pack("<IH", rate * block % 2**32, block % 2**16) + fmt[14:]


def _copy(source: BinaryIO, output: BinaryIO, size: int, swapped_width: int) -> None:
    """Copy ``size`` bytes; with a ``swapped_width``, reverse the bytes of each sample of that width."""
    piece_bytes = _COPIED_SAMPLES * (swapped_width or 1)
    while size > 0 and (piece := source.read(min(size, piece_bytes))):
        output.write(_swapped(piece, swapped_width) if swapped_width else piece)
        size -= len(piece)


def _swapped(piece: bytes, width: int) -> bytes:
    swapped = bytearray(len(piece))
    for place in range(width):
        swapped[place::width] = piece[width - 1 - place :: width]
    return bytes(swapped)
