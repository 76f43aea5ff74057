"""Films as careless writers leave them, and files that are none."""

import io
import struct
import zipfile
from collections.abc import Callable
from fractions import Fraction

from tests.players.odd_file import Fate, OddFile
from tests.players.odd_sounds import cut
from tests.players.writing import SECONDS, Film, Sound, wav, write

_AAC = Sound("aac")
_OPUS = Sound("libopus", 48_000)
_QUICK = {"deadline": "realtime", "cpu-used": "8"}
_FRAGMENTED = "+frag_keyframe+empty_moov+default_base_moof"
H264 = Film("libx264")
PQ = (9, 16, 9, 1)
HLG = (9, 18, 9, 1)


def mp4(film: Film = H264, sound: Sound | None = _AAC, movflags: str = "+faststart") -> bytes:
    """An MP4, its index before the data unless told otherwise."""
    return write("mp4", film=film, sound=sound, options={"movflags": movflags} if movflags else {})


def movie_length(data: bytes, seconds: int) -> bytes:
    """An MP4 whose index states another length."""
    at = data.index(b"mvhd") + 4
    scale = int.from_bytes(data[at + 12 : at + 16], "big")
    return data[: at + 16] + struct.pack(">I", scale * seconds) + data[at + 20 :]


def archive() -> bytes:
    """Something else altogether."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as file:
        file.writestr("a.txt", "x" * 100_000)
    return output.getvalue()


_FILMS: tuple[tuple[str, Fate, Callable[[], bytes]], ...] = (
    ("mp4", "same", mp4),
    ("mp4-silent", "same", lambda: mp4(sound=None)),
    ("mp4-index-last", "copied", lambda: mp4(movflags="")),
    ("mp4-fragmented", "copied", lambda: mp4(movflags=_FRAGMENTED)),
    ("mp4-length-wrong", "copied", lambda: movie_length(mp4(), 3600)),
    ("mp4-cut", "said", lambda: cut(mp4())),
    ("mp4-cut-before-index", "said", lambda: cut(mp4(movflags=""))),
    ("mp4-cut-fragments", "said", lambda: cut(mp4(movflags=_FRAGMENTED))),
    ("mp4-cut-in-last-sample", "said", lambda: mp4()[:-3]),
    ("mp4-begins-late", "copied", lambda: mp4(Film("libx264", first_pts=24 * 600), None)),
    ("mp4-turned", "same", lambda: mp4(Film("libx264", rotation=-90))),
    ("mp4-wide-pixels", "same", lambda: mp4(Film("libx264", pixel=Fraction(4, 3)))),
    ("mp4-full-range", "same", lambda: mp4(Film("libx264", "yuvj420p", colour=(1, 1, 1, 2)))),
    ("mp4-10-bit", "encoded", lambda: mp4(Film("libx264", "yuv420p10le"))),
    ("mp4-444", "encoded", lambda: mp4(Film("libx264", "yuv444p"))),
    ("mp4-444-odd-size", "encoded", lambda: mp4(Film("libx264", "yuv444p", (321, 181)))),
    ("mp4-hevc", "encoded", lambda: mp4(Film("libx265", options={"preset": "ultrafast"}))),
    ("mp4-hevc-pq", "encoded",
     lambda: mp4(Film("libx265", "yuv420p10le", colour=PQ, options={"preset": "ultrafast"}))),
    ("mp4-hlg", "encoded", lambda: mp4(Film("libx264", "yuv420p10le", colour=HLG))),
    ("mp4-av1", "encoded", lambda: mp4(Film("libsvtav1", options={"preset": "12"}))),
    ("mp4-mpeg4", "encoded", lambda: mp4(Film("mpeg4"))),
    ("mp4-ac3", "encoded", lambda: mp4(sound=Sound("ac3", 48_000))),
    ("mp4-opus", "encoded", lambda: mp4(sound=_OPUS)),
    ("mov", "copied", lambda: write("mov", film=H264, sound=_AAC)),
    ("mov-pcm", "encoded", lambda: write("mov", film=H264, sound=Sound("pcm_s16le"))),
    ("mov-prores", "encoded", lambda: write("mov", film=Film("prores_ks", "yuv422p10le"), sound=_AAC)),
    ("mkv", "copied", lambda: write("matroska", film=H264, sound=_AAC)),
    ("mkv-opus", "encoded", lambda: write("matroska", film=H264, sound=_OPUS)),
    ("webm-vp9", "same", lambda: write("webm", film=Film("libvpx-vp9", options=_QUICK), sound=_OPUS)),
    ("webm-vp8-piped", "copied", lambda: write("webm", film=Film("libvpx", options=_QUICK), sound=_OPUS, piped=True)),
    ("ts", "copied", lambda: write("mpegts", film=H264, sound=_AAC)),
    ("flv", "copied", lambda: write("flv", film=H264, sound=_AAC)),
    ("avi-mpeg4-mp3", "encoded", lambda: write("avi", film=Film("mpeg4"), sound=Sound("libmp3lame"))),
    ("avi-mjpeg", "encoded", lambda: write("avi", film=Film("mjpeg", "yuvj420p"), sound=Sound("pcm_s16le"))),
    ("mpeg2", "encoded", lambda: write("mpeg", film=Film("mpeg2video"), sound=Sound("mp2"))),
    ("wmv", "encoded", lambda: write("asf", film=Film("wmv2"), sound=Sound("wmav2"))),
)  # fmt: skip
FILMS = tuple(OddFile(name, fate, make, SECONDS, is_film=True) for name, fate, make in _FILMS)
UNEVEN = OddFile("mp4-uneven", "same", lambda: mp4(Film("libx264", uneven=True), None), SECONDS * 1.5, is_film=True)
NEITHER = (
    OddFile("zip", "said", archive),
    OddFile("zeros", "said", lambda: bytes(1_000_000)),
    OddFile("html", "said", lambda: b"<html><body>not here</body></html>"),
    OddFile("gif", "said", lambda: write("gif", film=Film("gif", "rgb8")), is_film=True),
    OddFile("wav-header-alone", "said", lambda: wav(b"")),
)  # fmt: skip
