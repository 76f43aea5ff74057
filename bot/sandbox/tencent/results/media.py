"""Playable files: WAV, MP3 and MP4 (H.264 with AAC) generated on demand, and a cache of them.

Generating blocks; coroutines use :class:`MediaCache`, which does it in a thread.
"""

import asyncio
import hashlib
import io
import struct
from collections import OrderedDict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal

import av
import av.container

from bot.sandbox.tencent.results import tones

CACHE_BYTES = 256 * 1024 * 1024
FRAMES_PER_SECOND = 24
CONTENT_TYPES = {"wav": "audio/wav", "mp3": "audio/mpeg", "mp4": "video/mp4"}
_AUDIO_BIT_RATE = 128_000
_KEPT_FILES = 12


@dataclass(frozen=True)
class MediaSpec:
    """The file to generate. ``sound`` is music, speech or sfx; empty for a video without sound."""

    format: str
    sound: str
    seconds: float
    sample_rate: int = 44100
    channels: int = 2
    width: int = 0
    height: int = 0
    variant: int = 0
    pad_to_bytes: int = 0


@dataclass(frozen=True)
class Media:
    """A generated file."""

    spec: MediaSpec
    data: bytes

    @property
    def content_type(self) -> str:
        """The content type it is served with."""
        return CONTENT_TYPES[self.spec.format]

    @cached_property
    def md5(self) -> str:
        """The checksum that VOD reports and COS uses as ETag."""
        return hashlib.md5(self.data, usedforsecurity=False).hexdigest()


@lru_cache(maxsize=_KEPT_FILES)  # shared by all local clouds of a process, as generating a song takes half a second
def make(spec: MediaSpec) -> Media:
    """Generate the file a spec describes."""
    writers = {"wav": _wav, "mp3": _mp3, "mp4": _mp4}
    data = writers[spec.format](spec)
    return Media(spec, _padded(data, spec) if spec.pad_to_bytes > len(data) else data)


class MediaCache:
    """Files by spec; each is generated once, in a thread, even for concurrent callers."""

    def __init__(self, limit_bytes: int = CACHE_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._made: OrderedDict[MediaSpec, Media] = OrderedDict()
        self._making: dict[MediaSpec, asyncio.Task[Media]] = {}

    async def get(self, spec: MediaSpec) -> Media:
        """Return the file, generating it if necessary."""
        media = self._made.get(spec)
        if media is not None:
            self._made.move_to_end(spec)
            return media
        task = self._making.get(spec)
        if task is None:
            task = asyncio.create_task(self._make(spec), name=f"sandbox-media-{spec.format}")
            self._making[spec] = task
        return await asyncio.shield(task)  # a cancelled caller must not cancel the file for the others

    def put(self, media: Media) -> None:
        """Add a file that was generated elsewhere, which may be evicted like any other."""
        self._made[media.spec] = media

    async def close(self) -> None:
        """Wait for the files still being generated."""
        await asyncio.gather(*self._making.values(), return_exceptions=True)

    async def _make(self, spec: MediaSpec) -> Media:
        try:
            media = await asyncio.to_thread(make, spec)
        finally:
            del self._making[spec]
        self._made[spec] = media
        while len(self._made) > 1 and sum(len(item.data) for item in self._made.values()) > self._limit_bytes:
            self._made.popitem(last=False)
        return media


def _wav(spec: MediaSpec) -> bytes:
    samples = tones.pcm(spec.sound, spec.seconds, spec.sample_rate, spec.channels, spec.variant)
    block = 2 * spec.channels
    layout = struct.pack("<HHIIHH", 1, spec.channels, spec.sample_rate, spec.sample_rate * block, block, 16)
    chunks = b"WAVE" + _chunk(b"fmt ", layout) + _chunk(b"data", samples)
    return _chunk(b"RIFF", chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body


def _mp3(spec: MediaSpec) -> bytes:
    output = io.BytesIO()
    with av.open(output, "w", format="mp3") as container:
        _write_sound(container, "libmp3lame", spec)
    return output.getvalue()


def _mp4(spec: MediaSpec) -> bytes:
    output = io.BytesIO()
    with av.open(output, "w", format="mp4") as container:
        picture = container.add_stream("libx264", rate=FRAMES_PER_SECOND)
        picture.width, picture.height, picture.pix_fmt = spec.width, spec.height, "yuv420p"
        picture.options = {"preset": "ultrafast", "tune": "zerolatency", "crf": "30"}
        picture.codec_context.gop_size = FRAMES_PER_SECOND
        if spec.sound:
            # A stream can't be added after the first packet, so the sound is written before the picture.
            _write_sound(container, "aac", spec)
        _write_picture(container, picture, spec)
    return output.getvalue()


def _write_picture(container: av.container.OutputContainer, stream: "av.VideoStream", spec: MediaSpec) -> None:
    """Encode one second and repeat its packets: a long video costs no more than a short one."""
    packets = [packet for frame in _frames(spec) for packet in stream.encode(frame)] + stream.encode(None)
    second = [(bytes(packet), packet.is_keyframe) for packet in packets]
    for index in range(max(1, round(spec.seconds * FRAMES_PER_SECOND))):
        data, is_keyframe = second[index % len(second)]
        packet = av.Packet(data)
        packet.pts = packet.dts = index
        packet.duration = 1
        packet.time_base = Fraction(1, FRAMES_PER_SECOND)
        packet.is_keyframe = is_keyframe
        packet.stream = stream
        container.mux(packet)


def _frames(spec: MediaSpec) -> list[av.VideoFrame]:
    """Return one second of a bright band sweeping over a gradient, as a seamless loop."""
    frames = []
    for index in range(FRAMES_PER_SECOND):
        frame = av.VideoFrame(spec.width, spec.height, "yuv420p")
        for number, plane in enumerate(frame.planes):
            row = _row(plane.line_size, plane.width, index / FRAMES_PER_SECOND, number, spec.variant)
            plane.update(row * (plane.buffer_size // plane.line_size))
        frame.pts = index
        frames.append(frame)
    return frames


def _row(line_size: int, width: int, turn: float, plane: int, variant: int) -> bytes:
    if plane:  # the two chroma planes: the hue changes halfway through
        return bytes([(128 + (40 if (turn < 0.5) == (plane == 1) else -40) + 9 * variant) % 256]) * line_size
    band = max(1, width // 8)
    gradient = bytearray(40 + 120 * column // width for column in range(width)) + bytearray(line_size - width)
    start = int(turn * width)
    for column in range(start, start + band):
        gradient[column % width] = 230
    return bytes(gradient)


def _write_sound(container: av.container.OutputContainer, codec: Literal["aac", "libmp3lame"], spec: MediaSpec) -> None:
    layout = "mono" if spec.channels == 1 else "stereo"
    stream = container.add_stream(codec, rate=spec.sample_rate, layout=layout)
    assert isinstance(stream, av.AudioStream)
    stream.bit_rate = _AUDIO_BIT_RATE
    samples = tones.pcm(spec.sound, spec.seconds, spec.sample_rate, spec.channels, spec.variant)
    block = 2 * spec.channels
    for start in range(0, len(samples), spec.sample_rate * block):
        chunk = samples[start : start + spec.sample_rate * block]
        frame = av.AudioFrame(format="s16", layout=layout, samples=len(chunk) // block)
        plane = frame.planes[0]
        plane.update(chunk + bytes(plane.buffer_size - len(chunk)))
        frame.sample_rate, frame.pts = spec.sample_rate, start // block
        frame.time_base = Fraction(1, spec.sample_rate)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _padded(data: bytes, spec: MediaSpec) -> bytes:
    """Return the file padded to the requested size, in the way its format allows."""
    spare = spec.pad_to_bytes - len(data)
    if spec.format == "mp3":  # an ID3v2 tag of padding only; its size is four bytes of seven bits each
        size = max(0, spare - 10)
        sizes = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
        return b"ID3\x04\x00\x00" + sizes + bytes(size) + data
    if spec.format == "wav":
        return _chunk(b"RIFF", data[8:] + _chunk(b"JUNK", bytes(max(0, spare - 8))))
    return data + struct.pack(">I", max(8, spare)) + b"free" + bytes(max(0, spare - 8))
