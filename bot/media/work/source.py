"""Open a file for decoding: only plain containers, never one that can reference other files or URLs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from bot.media.work.errors import Unreadable

# Demuxers by FFmpeg's own names. Playlists (hls, concat, dash, sdp …) are left out: they open what they reference.
_DEMUXERS = (
    "mp3", "wav", "w64", "ogg", "flac", "aac", "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "aiff", "avi", "flv",
    "mpegts", "mpeg", "asf", "amr", "au", "caf",
)  # fmt: skip
_OPTIONS = {
    "format_whitelist": ",".join(_DEMUXERS),
    "protocol_whitelist": "none",  # the file is passed in open; nothing else may be opened
    "probesize": str(8 * 1024 * 1024),
}
_MAX_PIXELS = 8192 * 8192
_BUFFER_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """An open file and its streams to use."""

    container: InputContainer
    audio: AudioStream | None
    video: VideoStream | None


@contextmanager
def open_source(path: str) -> Iterator[Source]:
    """Open a file. Raises Unreadable if it has neither audio nor video, or reading it fails."""
    with Path(path).open("rb") as file:
        try:
            with av.open(
                file,
                "r",
                container_options=_OPTIONS,
                buffer_size=_BUFFER_BYTES,
                metadata_errors="replace",  # titles may be in any encoding
            ) as container:
                source = Source(container, _audio(container), _video(container))
                if source.audio is None and source.video is None:
                    raise Unreadable("neither sound nor pictures in the file")
                yield source
        except av.error.MemoryError as error:
            raise MemoryError from error
        except av.error.FFmpegError as error:
            raise Unreadable(f"{type(error).__name__} while reading") from error


def _audio(container: InputContainer) -> AudioStream | None:
    for stream in container.streams.audio:
        if _decodable(stream) and stream.sample_rate and stream.channels:
            return stream
    return None


def _video(container: InputContainer) -> VideoStream | None:
    for stream in container.streams.video:
        if not _decodable(stream) or stream.disposition & Disposition.attached_pic:
            continue  # cover art does not make a song a video
        context = stream.codec_context
        if context.width * context.height > _MAX_PIXELS:
            raise Unreadable(f"pictures of {context.width} x {context.height}")
        if context.width and context.height:
            context.options = {**context.options, "max_pixels": str(_MAX_PIXELS)}
            context.thread_count = 2
            return stream
    return None


def _decodable(stream: AudioStream | VideoStream) -> bool:
    context: object = stream.codec_context  # typed as never None, but it is for an unknown codec
    return context is not None


def packets_from_zero(source: Source, *streams: AudioStream | VideoStream) -> "Iterator[Packet[Any]]":
    """Read packets with times shifted so that the file begins at 0: players count an empty beginning as length."""
    start = Fraction(max(0, source.container.start_time or 0), 1_000_000)
    for packet in source.container.demux(*streams):
        if packet.time_base:
            shift = round(start / packet.time_base)
            packet.pts = None if packet.pts is None else packet.pts - shift
            packet.dts = None if packet.dts is None else packet.dts - shift
        yield packet


def decode_audio(packet: "Packet[Any]") -> list[AudioFrame]:
    """Decode a packet; a broken one yields nothing, as in a player, so a truncated file still plays up to its end."""
    return [frame for frame in _decode(packet) if isinstance(frame, AudioFrame)]


def decode_video(packet: "Packet[Any]") -> list[VideoFrame]:
    """Like :func:`decode_audio`, for video."""
    return [frame for frame in _decode(packet) if isinstance(frame, VideoFrame)]


def _decode(packet: "Packet[Any]") -> list[Any]:
    try:
        return packet.decode()
    except (av.error.InvalidDataError, av.error.PatchWelcomeError):
        return []


def audio_frames(source: Source, stream: AudioStream) -> Iterator[AudioFrame]:
    """Decode all audio, frame by frame."""
    for packet in source.container.demux(stream):
        yield from decode_audio(packet)
