"""Check whether a file's header gives players what they need: the measured length, and where to begin.

Players differ in what they read, so everything that states a length must agree with the measured one.
"""

from bot.media.work.errors import Incomplete
from bot.media.work.formats import mp3, mp4, wav
from bot.media.work.source import Source

# A frame or two of padding at either end is no error; nobody notices a tenth of a second.
_TOLERATED_SHARE, _TOLERATED_SECONDS = 0.02, 0.1
_MICROSECONDS = 1_000_000


class HeaderCheck:
    """Checks the header of one file. The constructor raises Incomplete for a truncated MP4."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._mp4 = mp4.read_layout(path)
        if self._mp4 is not None and self._mp4.is_cut_short:
            raise Incomplete("a box of the file ends beyond its end, or its index is missing")

    def check_index(self, source: Source) -> None:
        """Raise Incomplete if a sample of the index lies beyond the end of the file."""
        if self._mp4 is None or self._mp4.is_fragmented:
            return
        streams = [stream for stream in (source.video, source.audio) if stream is not None]
        ends = (entry.pos + entry.size for stream in streams for entry in stream.index_entries)
        if max(ends, default=0) > source.container.size:
            raise Incomplete("the index of the file leads beyond its end")

    def is_right(self, source: Source, seconds: float) -> bool:
        """Return whether a player gets this length from the header."""
        name = source.container.format.name
        if name == "wav":
            header = wav.read_header(self._path)
            return header is not None and header.is_right
        if name == "mp3":
            return _agrees(mp3.stated_seconds(self._path), seconds)
        duration = source.container.duration
        stated = None if duration is None else duration / _MICROSECONDS
        if self._mp4 is not None:
            is_streamable = self._mp4.index_first and not self._mp4.is_fragmented
            return is_streamable and _agrees(self._mp4.seconds, seconds) and _agrees(stated, seconds)
        return _agrees(stated, seconds)


def _agrees(stated: float | None, seconds: float) -> bool:
    return stated is not None and abs(stated - seconds) <= max(_TOLERATED_SECONDS, seconds * _TOLERATED_SHARE)
