"""Decode the content codings of an HTTP body on its way to disk: pure, piece by piece, within a size limit.

A label is only a claim: object stores keep whatever the uploader declared (``aws-chunked``, ``utf-8``, even ``gzip``)
with bytes that were never encoded. So a coding is decoded only if the bytes look like it; unknown codings are passed
through. Every stage has its own limit, as a small body may grow huge in the middle and shrink again at the end.
"""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import brotli

from bot.errors import FetchBroken, FetchTooLarge

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PIECE_BYTES = 256 * 1024
# A decoder returns a copy of all input after a member's end: many small members in a large piece would be quadratic.
_STEP_BYTES = 4096
_MOST_MEMBERS = 1024
_MOST_CODINGS = 4
_START_BYTES = 12
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_ZSTD_SKIPPED = b"\x2a\x4d\x18"  # after a first byte of 50…5F
# https://www.rfc-editor.org/rfc/rfc9659: no window over 8 MB in this content coding.
_ZSTD_WINDOW: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
_ZLIB_WINDOW, _GZIP_WINDOW = zlib.MAX_WBITS, zlib.MAX_WBITS + 16
_MEDIA_STARTS = (b"RIFF", b"RF64", b"OggS", b"fLaC", b"ID3", b"FORM", b"\x1aE\xdf\xa3", b"\xff\xd8\xff", b"\x89PNG")


class _Decoder(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decode a piece."""

    def is_whole(self) -> bool:
        """Return whether the input so far may be complete."""


class _Identity:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def is_whole(self) -> bool:
        return True


class _Member(Protocol):
    """One self-contained stretch of a gzip or zstd body."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def pieces(self, data: bytes) -> Iterator[bytes]: ...


class _ZlibMember:
    def __init__(self, window: int) -> None:
        self._inflater = zlib.decompressobj(wbits=window)

    @property
    def eof(self) -> bool:
        return self._inflater.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflater.unused_data

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while True:
            piece = self._inflater.decompress(data, PIECE_BYTES)
            if piece:
                yield piece
            data = self._inflater.unconsumed_tail
            if self.eof or (not data and len(piece) < PIECE_BYTES):
                return


class _ZstdMember:
    def __init__(self) -> None:
        self._decompressor = zstd.ZstdDecompressor(options=_ZSTD_WINDOW)

    @property
    def eof(self) -> bool:
        return self._decompressor.eof

    @property
    def unused_data(self) -> bytes:
        return self._decompressor.unused_data

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while True:
            piece = self._decompressor.decompress(data, PIECE_BYTES)
            data = b""
            if piece:
                yield piece
            if self.eof or self._decompressor.needs_input:
                return


class _Members:
    """Decodes one member after another; trailing bytes that do not begin another are dropped, as in browsers."""

    def __init__(self, new_member: Callable[[], _Member], begins: Callable[[bytes], bool]) -> None:
        self._new_member, self._begins = new_member, begins
        self._member: _Member | None = None
        self._members = 0
        self._pending = b""
        self._ended = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _STEP_BYTES):
            rest = data[start : start + _STEP_BYTES]
            while rest and not self._ended:
                if self._member is None:
                    rest = self._begin(self._pending + rest)
                if self._member is not None:
                    yield from self._member.pieces(rest)
                    rest = self._end(self._member)

    def _begin(self, data: bytes) -> bytes:
        """Begin the next member once enough of it has arrived; return the input for it."""
        self._pending = b""
        if len(data) < len(_ZSTD_MAGIC):
            self._pending = data
            return b""
        if not self._begins(data):
            self._ended = True
            return b""
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise FetchBroken("a packed body in too many parts")
        self._member = self._new_member()
        return data

    def _end(self, member: _Member) -> bytes:
        if not member.eof:
            return b""
        self._member = None
        return member.unused_data

    def is_whole(self) -> bool:
        return self._member is None


class _Deflate:
    """Decodes ``deflate``, which occurs both with a zlib header and without."""

    def __init__(self, window: int) -> None:
        self._member = _ZlibMember(window)

    def feed(self, data: bytes) -> Iterator[bytes]:
        if not self._member.eof:
            yield from self._member.pieces(data)

    def is_whole(self) -> bool:
        return self._member.eof


class _Brotli:
    def __init__(self) -> None:
        self._decompressor = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._decompressor.is_finished():
            # The library fails by itself if both come in one piece: the outcome must not depend on how input is cut.
            raise FetchBroken("bytes behind the end of a br body")
        while not self._decompressor.is_finished():
            # It takes all input at once; an empty piece is the only sign that it has finished with it.
            piece = self._decompressor.process(data, output_buffer_limit=PIECE_BYTES)
            if not piece:
                return
            yield piece
            data = b""

    def is_whole(self) -> bool:
        return bool(self._decompressor.is_finished())


def _is_zstd(start: bytes) -> bool:
    return start.startswith(_ZSTD_MAGIC) or (start[1:4] == _ZSTD_SKIPPED and 0x50 <= start[0] <= 0x5F)


def _is_gzip(start: bytes) -> bool:
    return start.startswith(_GZIP_MAGIC)


def _is_zlib(start: bytes) -> bool:
    return len(start) >= 2 and start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0


def _is_media(start: bytes) -> bool:
    return start.startswith(_MEDIA_STARTS) or start[4:8] == b"ftyp"


def _gzip(start: bytes) -> _Decoder:
    return _Members(lambda: _ZlibMember(_GZIP_WINDOW), _is_gzip) if _is_gzip(start) else _Identity()


def _zstd(start: bytes) -> _Decoder:
    return _Members(_ZstdMember, _is_zstd) if _is_zstd(start) else _Identity()


def _deflate(start: bytes) -> _Decoder:
    if _is_media(start):
        return _Identity()
    return _Deflate(_ZLIB_WINDOW if _is_zlib(start) else -_ZLIB_WINDOW)


def _brotli(start: bytes) -> _Decoder:
    return _Identity() if _is_media(start) else _Brotli()


# https://www.iana.org/assignments/http-parameters/http-parameters.xhtml#content-coding
_CODINGS: dict[str, Callable[[bytes], _Decoder]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "zstd": _zstd,
    "deflate": _deflate,
    "br": _brotli,
}


class _Stage:
    """One coding: inspects the first bytes, then decodes everything or passes it through."""

    def __init__(self, coding: str, limit_bytes: int) -> None:
        self._coding = coding
        self._limit_bytes = limit_bytes
        self._start = b""
        self._decoder: _Decoder | None = None
        self._size = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._decoder is None:
            self._start += data
            if len(self._start) < _START_BYTES:
                return
            data = self._start
        yield from self._decode(data)

    def finish(self) -> Iterator[bytes]:
        if self._decoder is None:
            yield from self._decode(self._start)
        if self._decoder is not None and not self._decoder.is_whole():
            raise FetchBroken(f"a {self._coding} body that ends too early")

    def _decode(self, data: bytes) -> Iterator[bytes]:
        if self._decoder is None:
            self._decoder = _CODINGS[self._coding](data)
        try:
            for piece in self._decoder.feed(data):
                self._size += len(piece)
                if self._size > self._limit_bytes:
                    raise FetchTooLarge(f"unpacks to more than {self._limit_bytes} bytes", key="fetch-too-large")
                yield piece
        except (zlib.error, zstd.ZstdError, brotli.error):
            raise FetchBroken(f"a {self._coding} body that can't be unpacked") from None


class Unpacker:
    """Decodes all codings of one body. ``labels``: the values of its ``Content-Encoding``. Raises FetchBroken."""

    def __init__(self, labels: Iterable[str], limit_bytes: int) -> None:
        codings = codings_of(labels)
        if len(codings) > _MOST_CODINGS:
            raise FetchBroken(f"a body packed {len(codings)} times")
        if "gzip" in codings:
            codings.append("gzip")  # a proxy that compresses again may leave one label for both
        self._stages = [_Stage(coding, limit_bytes) for coding in codings]

    @property
    def changes_size(self) -> bool:
        """Whether the output may differ in size from the input."""
        return bool(self._stages)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decode the next bytes, in pieces of about :data:`PIECE_BYTES`. Raises FetchBroken, FetchTooLarge."""
        return self._through(0, data)

    def finish(self) -> Iterator[bytes]:
        """Yield the rest at the end. Raises FetchBroken for a truncated body."""
        for number, stage in enumerate(self._stages, start=1):
            for piece in stage.finish():
                yield from self._through(number, piece)

    def _through(self, number: int, data: bytes) -> Iterator[bytes]:
        if number == len(self._stages):
            yield data
            return
        for piece in self._stages[number].feed(data):
            yield from self._through(number + 1, piece)


def codings_of(labels: Iterable[str]) -> list[str]:
    """Return the codings to decode, the last one applied first."""
    named = [part.strip().lower() for label in labels for part in label.split(",")]
    return [coding.removeprefix("x-") for coding in reversed(named) if coding in _CODINGS]
