"""Small sounds and films written on the spot with any codec, container, length and colour."""

import io
import math
import struct
import tempfile
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream

SECONDS = 6
RATE = 44_100
FRAMES_PER_SECOND = 24
Picture = Callable[[int, tuple[int, int]], av.VideoFrame]


@dataclass(frozen=True)
class Sound:
    """How to encode the tone."""

    codec: str
    rate: int = RATE
    layout: str = "stereo"
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Film:
    """How to encode the pictures. ``colour``: primaries, transfer, matrix and range as ITU-T H.273 numbers them."""

    codec: str
    pixels: str = "yuv420p"
    size: tuple[int, int] = (320, 180)
    colour: tuple[int, int, int, int] | None = None
    rotation: int = 0
    pixel: Fraction = Fraction(1)
    first_pts: int = 0
    uneven: bool = False
    options: Mapping[str, str] = field(default_factory=dict)


class _Unseekable(io.BytesIO):
    """A pipe: what was written can't be corrected."""

    def seekable(self) -> bool:
        return False

    seek = None  # type: ignore[assignment]  # how PyAV learns of it


@cache
def tone(seconds: float = SECONDS, rate: int = RATE, channels: int = 2) -> "array[int]":
    """A second of silence, then a tone over noise: its bit rate varies, and one hears where it is cut."""
    samples = array("h")
    for index in range(int(seconds * rate)):
        loud = 0 if index < rate else 9000
        value = int(loud * math.sin(index * 2 * math.pi * 440 / rate)) + (index * 7919 % 8001 - 4000 if loud else 0)
        samples.extend([value] * channels)
    return samples


def wav(samples: bytes, *, rate: int = RATE, channels: int = 2, bits: int = 16, tag: int = 1) -> bytes:
    """A WAV file as it should be."""
    block = channels * bits // 8
    fmt = struct.pack("<HHIIHH", tag, channels, rate, rate * block, block, bits)
    body = b"WAVE" + chunk(b"fmt ", fmt) + chunk(b"data", samples)
    return chunk(b"RIFF", body)


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a RIFF file."""
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) & 1)


def write(
    container: str,
    *,
    sound: Sound | None = None,
    film: Film | None = None,
    picture: Picture | None = None,
    seconds: float = SECONDS,
    piped: bool = False,
    options: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Encode sound, pictures or both. ``piped``: into a stream that can't go back to fill in lengths."""
    with tempfile.TemporaryDirectory(prefix="foley-odd-") as folder:
        path = Path(folder) / "file"  # some muxers read again what they wrote
        output = _Unseekable() if piped else str(path)
        _write(
            output, container, sound, film, picture, seconds, {name: value for name, value in options.items() if value}
        )
        return output.getvalue() if isinstance(output, _Unseekable) else path.read_bytes()


def _write(
    output: _Unseekable | str,
    container: str,
    sound: Sound | None,
    film: Film | None,
    picture: Picture | None,
    seconds: float,
    options: dict[str, str],
) -> None:
    with av.open(output, "w", format=container, options=options) as file:
        pictures = None if film is None else _picture_stream(file, film)
        sounds = None if sound is None else _sound_stream(file, sound)
        if film is not None and pictures is not None:
            for index in range(int(seconds * FRAMES_PER_SECOND)):
                file.mux(pictures.encode(_frame(index, film, picture)))
            file.mux(pictures.encode(None))
        if sound is not None and sounds is not None:
            _encode_tone(file, sounds, sound, seconds)


def _picture_stream(file: OutputContainer, film: Film) -> VideoStream:
    options = {"preset": "ultrafast"} if film.codec == "libx264" else {}
    stream = file.add_stream(film.codec, rate=FRAMES_PER_SECOND, options={**options, **film.options})
    assert isinstance(stream, VideoStream)
    stream.width, stream.height, stream.pix_fmt = *film.size, film.pixels
    context = stream.codec_context
    context.sample_aspect_ratio = film.pixel
    if film.colour is not None:
        context.color_primaries, context.color_trc, context.colorspace, context.color_range = film.colour
    if film.rotation:
        stream.set_display_rotation(film.rotation)
    return stream


def _frame(index: int, film: Film, picture: Picture | None) -> av.VideoFrame:
    if picture is not None:
        frame = picture(index, film.size)
    else:
        frame = av.VideoFrame(*film.size, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes([40 + index * 3 % 160]) * plane.buffer_size)
        frame = frame.reformat(format=film.pixels)
    if film.colour is not None:
        frame.colorspace, frame.color_range = film.colour[2], film.colour[3]
    gap = index // 2 if film.uneven else 0
    frame.pts, frame.time_base = film.first_pts + index + gap, Fraction(1, FRAMES_PER_SECOND)
    return frame


def _sound_stream(file: OutputContainer, sound: Sound) -> AudioStream:
    stream = file.add_stream(sound.codec, rate=sound.rate, options=dict(sound.options))
    assert isinstance(stream, AudioStream)
    stream.layout = sound.layout
    if not sound.codec.startswith("pcm") and "global_quality" not in sound.options and sound.rate > 8000:
        stream.bit_rate = 128_000
    return stream


def _encode_tone(file: OutputContainer, stream: AudioStream, sound: Sound, seconds: float) -> None:
    channels = stream.codec_context.layout.nb_channels
    samples = tone(seconds, sound.rate, channels).tobytes()
    resampler = av.AudioResampler(stream.format.name, sound.layout, sound.rate)
    block = 2 * channels
    for start in range(0, len(samples), 4096 * block):
        piece = samples[start : start + 4096 * block]
        frame: Any = av.AudioFrame("s16", sound.layout, len(piece) // block)
        frame.planes[0].update(piece)
        frame.sample_rate, frame.pts = sound.rate, start // block
        frame.time_base = Fraction(1, sound.rate)
        for ready in resampler.resample(frame):
            file.mux(stream.encode(ready))
    for ready in resampler.resample(None):
        file.mux(stream.encode(ready))
    file.mux(stream.encode(None))
