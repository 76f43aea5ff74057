"""Measure the peaks of a file over time from its decoded samples, in constant memory whatever its length."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from PIL import Image

from bot.media.work.errors import Unreadable
from bot.media.work.source import audio_frames, open_source

_FULL_SCALE = 2**31
_SAMPLE_BYTES = 4
_FIRST_BLOCK_SECONDS = 0.005
_MAX_BLOCKS = 16384
_MAX_RATE = 48_000


@dataclass(frozen=True, slots=True)
class Peaks:
    """The highest sample of each block, 0…1; all blocks are of equal length."""

    blocks: tuple[float, ...]
    seconds: float

    def columns(self, count: int) -> list[float]:
        """Return the highest peak of each of ``count`` equal parts."""
        return [max(part, default=0.0) for part in self._parts(count)]

    def levels(self, count: int) -> list[float]:
        """Return the levels to draw for ``count`` equal parts: halfway between the highest and the average peak.

        Mastered music reaches full scale in every second; the highest peaks alone would make one solid block.
        """
        parts = [part or (0.0,) for part in self._parts(count)]
        return [(max(part) + sum(part) / len(part)) / 2 for part in parts]

    def _parts(self, count: int) -> list[tuple[float, ...]]:
        total = len(self.blocks)
        bounds = [index * total // count for index in range(count + 1)]
        return [self.blocks[low : max(high, low + 1)] for low, high in pairwise(bounds)]


def read_peaks(path: str, also: Callable[[AudioFrame], None] | None = None) -> Peaks:
    """Decode a file's audio and measure it; ``also`` is called with every frame. Raises Unreadable."""
    meter: _Meter | None = None
    resampler: AudioResampler | None = None
    shape: tuple[str, str, int] | None = None
    with open_source(path) as source:
        if source.audio is None:
            raise Unreadable("no sound in the file")
        for frame in audio_frames(source, source.audio):
            frame_shape = (frame.format.name, frame.layout.name, frame.sample_rate)
            if meter is None:
                meter = _Meter(min(frame.sample_rate, _MAX_RATE))
            if resampler is None or frame_shape != shape:
                shape = frame_shape
                # Channels are kept separate: opposite phases would cancel out in a mix.
                resampler = AudioResampler("s32", frame.layout.name, meter.rate)
            frame.pts = None
            if also is not None:
                also(frame)
            for resampled in resampler.resample(frame):
                channels = resampled.layout.nb_channels
                used_bytes = resampled.samples * channels * _SAMPLE_BYTES  # a plane may be longer
                meter.add(bytes(resampled.planes[0])[:used_bytes], channels)
    if meter is None:
        raise Unreadable("no sound could be decoded")
    return meter.finish()


class _Meter:
    """Collects peaks; if there are too many blocks, pairs of them are merged."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._block_samples = max(1, int(rate * _FIRST_BLOCK_SECONDS))
        self._peaks: list[int] = []
        self._open_peak = 0
        self._open_samples = 0
        self._samples = 0

    def add(self, samples: bytes, channels: int) -> None:
        """Add interleaved samples: signed, of 32 bits, in the machine's byte order."""
        position = 0
        frame_bytes = channels * _SAMPLE_BYTES
        count = len(samples) // frame_bytes
        self._samples += count
        while position < count:
            step = min(self._block_samples - self._open_samples, count - position)
            part = samples[position * frame_bytes : (position + step) * frame_bytes]
            self._open_peak = max(self._open_peak, _peak(part))
            self._open_samples += step
            position += step
            if self._open_samples == self._block_samples:
                self._close()

    def finish(self) -> Peaks:
        """Return the peaks of all samples."""
        if self._open_samples:
            self._close()
        blocks = tuple(min(1.0, peak / _FULL_SCALE) for peak in self._peaks)
        return Peaks(blocks, self._samples / self.rate)

    def _close(self) -> None:
        self._peaks.append(self._open_peak)
        self._open_peak = self._open_samples = 0
        if len(self._peaks) >= _MAX_BLOCKS:
            pairs = zip(self._peaks[::2], self._peaks[1::2], strict=True)
            self._peaks = [max(first, second) for first, second in pairs]
            self._block_samples *= 2


def _peak(samples: bytes) -> int:
    """Return the highest absolute value. An hour has 10⁸ samples and more: Pillow finds their extrema in C."""
    row = Image.frombuffer("I", (len(samples) // _SAMPLE_BYTES, 1), samples, "raw", "I", 0, 1)
    low, high = cast("tuple[int, int]", row.getextrema())  # a pair for each band, and there is one
    return max(high, -low)
