"""Fit a video to a size: H.264 and AAC in MP4, scaled down, in at most two encodes.

The first encode follows a plan; its measured size corrects the plan of the second. If that does not fit, give up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorRange
from av.video.stream import VideoStream

from bot.media.protocol import Probed
from bot.media.work.colour import Converter, colours_of
from bot.media.work.errors import Unfit
from bot.media.work.sink import AudioPlan, AudioSink, Report, new_file, open_sink
from bot.media.work.source import Source, decode_audio, decode_video, open_source, packets_from_zero

_STEPS = 2
_MARGIN = 0.94
_FIXED_BYTES = 16 * 1024
_SOUND_BITS_PER_SECOND = (128_000, 96_000, 64_000)
_SOUND_SHARE = 0.25
_SOUND_RATE = 48_000
_LEAST_PICTURE_BITS_PER_SECOND = 60_000
_MOST_PICTURE_BITS_PER_SECOND = 12_000_000
_HEIGHTS = (1080, 720, 540, 480, 360, 240)
# Fewer bits per pixel than this look worse than a smaller picture.
_LEAST_BITS_PER_PIXEL = 0.05
_TOO_MUCH = 1.5  # an encode this far over its limit is stopped early, as its final size can be estimated


@dataclass(frozen=True, slots=True)
class VideoPlan:
    """How to encode a video."""

    width: int
    height: int
    picture_bits_per_second: int
    sound_bits_per_second: int


def fit_video(path: str, folder: Path, probed: Probed, limit_bytes: int, report: Report) -> Path:
    """Write a version under the limit. Raises Unfit."""
    target = new_file(folder, "fitted", "mp4")
    factor = 1.0
    for step in range(_STEPS):
        with open_source(path) as source:
            plan = plan_video(probed, float(_rate(source)), limit_bytes, factor)
            size = _encode(source, target, plan, probed.seconds or 0.0, limit_bytes, _part(report, step))
        if size <= limit_bytes:
            return target
        target.unlink(missing_ok=True)
        factor *= limit_bytes / size * _MARGIN
    raise Unfit(f"film of {probed.seconds or 0:.0f} s does not fit {limit_bytes} bytes")


def plan_video(probed: Probed, frames_per_second: float, limit_bytes: int, factor: float = 1.0) -> VideoPlan:
    """Split the limit between audio and video, and choose a frame size that suits the video's share. Raises Unfit."""
    seconds = max(probed.seconds or 0.0, 0.1)
    total = (limit_bytes - _FIXED_BYTES) * 8 * _MARGIN * factor / seconds
    sound = 0
    if probed.channels:
        fitting = (bits for bits in _SOUND_BITS_PER_SECOND if bits <= total * _SOUND_SHARE)
        sound = next(fitting, _SOUND_BITS_PER_SECOND[-1])
    picture = min(int(total - sound), _MOST_PICTURE_BITS_PER_SECOND)
    if picture < _LEAST_PICTURE_BITS_PER_SECOND:
        raise Unfit(f"{limit_bytes} bytes leave {max(0, picture)} bit/s for the picture")
    width, height = probed.width or 2, probed.height or 2
    affordable_pixels = picture / (frames_per_second * _LEAST_BITS_PER_PIXEL)
    return VideoPlan(*_scale(width, height, affordable_pixels), picture, sound)


def _scale(width: int, height: int, affordable_pixels: float) -> tuple[int, int]:
    """Return the largest usual size with no more pixels than affordable, or else the smallest."""
    short = min(width, height)
    scaled = (width, height)
    for candidate in (short, *(size for size in _HEIGHTS if size < short)):
        scale = Fraction(candidate, short)
        scaled = (_even(width * scale), _even(height * scale))
        if scaled[0] * scaled[1] <= affordable_pixels:
            break
    return scaled


def _even(length: Fraction) -> int:
    return max(2, round(length / 2) * 2)


def _rate(source: Source) -> Fraction:
    rate = source.video.average_rate if source.video else None
    return min(max(Fraction(rate), Fraction(1)), Fraction(120)) if rate else Fraction(24)


def _part(report: Report, step: int) -> Report:
    """Report the first encode as most of the work, as a second one is rarely needed."""
    return lambda done: report(done * 0.9 if step == 0 else 0.9 + done / 10)


def _encode(source: Source, target: Path, plan: VideoPlan, seconds: float, limit_bytes: int, report: Report) -> int:
    """Encode and return the size, or an estimate of it if the encode was stopped for being far too large."""
    if source.video is None:
        raise Unfit("no pictures in the file")
    streams: list[VideoStream | AudioStream] = [source.video]
    done = reported = 0.0
    with open_sink(target, "mp4", {"movflags": "+faststart"}) as output:
        pictures = _PictureSink(output, source.video, plan, _rate(source), target.parent)
        sound: AudioSink | None = None
        if plan.sound_bits_per_second and source.audio is not None:
            streams.append(source.audio)
            sound_plan = AudioPlan("mp4", "aac", plan.sound_bits_per_second, _SOUND_RATE, 2)
            sound = AudioSink(output, sound_plan, keep_times=True)
        for packet in packets_from_zero(source, *streams):
            if packet.stream is not source.video:
                if sound is not None:
                    sound.write_all(decode_audio(packet))
                continue
            for frame in decode_video(packet):
                pictures.write(frame)
                done = (frame.time or 0.0) / seconds if seconds else 0.0
            if done >= reported + 0.01:
                reported = done
                report(min(reported, 0.99))
                if pictures.written_bytes > limit_bytes * _TOO_MUCH:
                    return int(pictures.written_bytes / min(done, 1.0))
        pictures.finish()
        if sound is not None:
            sound.finish()
    return target.stat().st_size


class _PictureSink:
    """Encodes the H.264 stream: scaled, with its colours declared, with the input's timestamps."""

    def __init__(
        self, output: OutputContainer, original: VideoStream, plan: VideoPlan, rate: Fraction, folder: Path
    ) -> None:
        bits = plan.picture_bits_per_second
        options = {"preset": "veryfast", "maxrate": str(int(bits * 1.3)), "bufsize": str(bits * 2)}
        stream = output.add_stream("libx264", rate=rate, options=options)
        stream.width, stream.height, stream.pix_fmt = plan.width, plan.height, "yuv420p"
        stream.bit_rate = bits
        stream.codec_context.time_base = original.time_base or Fraction(1, 90_000)
        stream.codec_context.thread_count = 2
        self._output = output
        self._stream = stream
        self._plan = plan
        self._folder = folder
        self._original = original
        self._last_pts = -(2**62)
        self._converter: Converter | None = None
        self.written_bytes = 0

    def write(self, frame: VideoFrame) -> None:
        """Encode a frame; one without a timestamp, or out of order, is dropped."""
        if frame.pts is None or frame.pts <= self._last_pts:
            return
        self._last_pts = frame.pts
        if self._converter is None:
            self._converter = self._begin(frame)
        converted = self._converter.convert(frame)
        converted.pts, converted.time_base = frame.pts, frame.time_base
        converted.pict_type = PictureType.NONE  # let this encoder choose the key frames
        self._mux(self._stream.encode(converted))

    def _begin(self, frame: VideoFrame) -> Converter:
        """Copy the rotation, the pixel aspect ratio and the colours to the output: players obey all three."""
        if frame.rotation:
            self._stream.set_display_rotation(frame.rotation)
        context, shape = self._stream.codec_context, self._original.sample_aspect_ratio
        if shape and shape != 1:
            context.sample_aspect_ratio = shape
        size = (self._plan.width, self._plan.height)
        converter = Converter(colours_of(frame, self._original), size, self._folder)
        colours = converter.colours
        context.color_primaries, context.color_trc = colours.primaries, colours.transfer
        context.colorspace, context.color_range = colours.matrix, ColorRange.MPEG
        return converter

    def finish(self) -> None:
        """Flush the encoder."""
        self._mux(self._stream.encode(None))

    def _mux(self, packets: "Sequence[Packet[Any]]") -> None:
        self.written_bytes += sum(packet.size for packet in packets)
        self._output.mux(packets)
