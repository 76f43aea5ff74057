"""Determine from a file's bytes what it is, how long it really plays, and whether its header agrees.

Headers are wrong or missing, so the length is measured: audio is decoded, video is measured by its packets.
"""

import time
from dataclasses import replace
from fractions import Fraction

from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from bot.media.protocol import Probed
from bot.media.work.errors import Unreadable
from bot.media.work.formats.header import HeaderCheck
from bot.media.work.loudness import LoudnessMeter
from bot.media.work.source import Source, decode_audio, decode_video, open_source

_DECODE_BUDGET_SECONDS = 30.0
_CHECK_EVERY_FRAMES = 256
# FFmpeg's name of the demuxer -> our short name, which is also the file extension.
_CONTAINERS = {
    "matroska,webm": "mkv", "mpegts": "ts", "mpeg": "mpg", "asf": "wma", "w64": "w64", "aiff": "aiff", "flv": "flv",
}  # fmt: skip
_WEBM_CODECS = frozenset({"vp8", "vp9", "av1", "opus", "vorbis"})


def probe(path: str) -> Probed:
    """Probe a file. Raises Unreadable if nothing in it can be decoded, Incomplete if it is truncated."""
    header = HeaderCheck(path)
    with open_source(path) as source:
        header.check_index(source)
        if source.video is not None:
            probed = _video(source, source.video)
        elif source.audio is not None:
            probed = _audio(source, source.audio)
        else:
            raise Unreadable("no stream to play")
        return replace(probed, header_right=header.is_right(source, probed.seconds or 0.0))


def _video(source: Source, video: VideoStream) -> Probed:
    context = video.codec_context
    return Probed(
        container=_container(source),
        medium="video",
        codec=_codec(video),
        seconds=_video_seconds(source),
        channels=source.audio.channels if source.audio else None,
        sample_rate=source.audio.sample_rate if source.audio else None,
        width=context.width,
        height=context.height,
        pixels=context.pix_fmt or "",
        sound=_codec(source.audio) if source.audio else "",
    )


def _audio(source: Source, audio: AudioStream) -> Probed:
    meter = LoudnessMeter()
    seconds = _audio_seconds(source, audio, meter)
    loudness = meter.loudness()
    return Probed(
        container=_container(source),
        medium="audio",
        codec=_codec(audio),
        channels=audio.channels,
        sample_rate=audio.sample_rate,
        seconds=seconds,
        loudness_lufs=loudness.integrated_lufs if loudness else None,
        highest_peak=loudness.highest_peak if loudness else 0.0,
    )


def _codec(stream: AudioStream | VideoStream) -> str:
    name = stream.codec_context.codec.canonical_name
    return name or stream.codec_context.name


def _container(source: Source) -> str:
    name = source.container.format.name
    if name == "matroska,webm":
        streams = [stream for stream in (source.video, source.audio) if stream is not None]
        return "webm" if all(_codec(stream) in _WEBM_CODECS for stream in streams) else "mkv"
    if name.startswith("mov,"):
        brand = source.container.metadata.get("major_brand", "").strip().lower()
        if source.video is None:
            return "m4a"
        return "mov" if brand == "qt" or not brand else "mp4"
    return _CONTAINERS.get(name, name.split(",", maxsplit=1)[0])


def _audio_seconds(source: Source, stream: AudioStream, meter: LoudnessMeter) -> float:
    """Decode and measure everything. Beyond the decoding budget, trust the times of the packets."""
    deadline = time.process_time() + _DECODE_BUDGET_SECONDS
    seconds = 0.0
    packet_end = Fraction(0)
    frames = 0
    decoding = True
    for packet in source.container.demux(stream):
        if packet.pts is not None and packet.time_base is not None:
            packet_end = max(packet_end, (packet.pts + (packet.duration or 0)) * packet.time_base)
        if not decoding:
            continue
        for frame in decode_audio(packet):
            seconds += frame.samples / frame.sample_rate
            frames += 1
            meter.measure(frame)
        decoding = frames % _CHECK_EVERY_FRAMES != 0 or time.process_time() < deadline
    if not frames:
        raise Unreadable("no sound could be decoded")
    return seconds if decoding else float(packet_end)


def _video_seconds(source: Source) -> float:
    """Decode one frame to prove that it works, then measure by the times of the packets in the file."""
    streams = [stream for stream in (source.video, source.audio) if stream is not None]
    first: Fraction | None = None
    end = Fraction(0)
    proven = False
    for packet in source.container.demux(*streams):
        if not proven and packet.stream is source.video:
            proven = bool(decode_video(packet))
        if packet.pts is None or packet.time_base is None:
            continue
        start = packet.pts * packet.time_base
        first = start if first is None else min(first, start)
        end = max(end, start + (packet.duration or 0) * packet.time_base)
    if not proven or first is None:
        raise Unreadable("no picture could be decoded")
    return float(end - first)
