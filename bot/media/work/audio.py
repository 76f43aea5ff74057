"""Fit audio to a size: the best MP3 that fits, below that Opus, down to 64 kbit/s and no further."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bot.media.playable import SAMPLE_RATES
from bot.media.protocol import Probed
from bot.media.work.errors import Unfit
from bot.media.work.sink import AudioPlan, Report, new_file, transcode_audio

# MP3 plays in every Discord client and sounds good from 128 kbit/s up; below that, Opus sounds better.
_MP3_BITS_PER_SECOND = (320_000, 256_000, 224_000, 192_000, 160_000, 128_000)
_OPUS_BITS_PER_SECOND = (112_000, 96_000, 80_000, 64_000)
_MP3_MONO_TOP = 192_000
_MP3_PLENTY = 192_000
_MP3_RATES = (32_000, 44_100, 48_000)
_OPUS_RATE = 48_000
# Replacements for sample formats that not every player supports, with bytes per sample; all others become 16-bit.
_PLAIN_SAMPLES = {
    "pcm_f64le": ("pcm_f32le", 4),
    "pcm_f32le": ("pcm_f32le", 4),
    "pcm_s32le": ("pcm_s24le", 3),
    "pcm_s24le": ("pcm_s24le", 3),
}
# Frames are padded, Ogg pages have headers, tags need a page: a plan may use this share of the limit.
_MARGIN = 0.985
_FIXED_BYTES = 4096


def fit_audio(path: str, folder: Path, probed: Probed, limit_bytes: int, report: Report, gain_db: float = 0.0) -> Path:
    """Write the best version under the limit. Raises Unfit if even 64 kbit/s is too much."""
    seconds = probed.seconds or 0.0
    channels = min(probed.channels or 2, 2)
    lossy = plans(seconds, channels, probed.sample_rate or 0, limit_bytes)
    for plan in chain(plain_plans(probed, channels, limit_bytes), lossy):
        target = new_file(folder, "fitted", plan.container)
        if transcode_audio(path, target, plan, seconds, report, gain_db) <= limit_bytes:
            return target
        target.unlink()  # the estimate was wrong: the next plan is smaller
    raise Unfit(f"{seconds:.0f} s of sound do not fit {limit_bytes} bytes")


def plain_plans(probed: Probed, channels: int, limit_bytes: int) -> Iterator[AudioPlan]:
    """Yield the plan that keeps a WAV file as WAV, for sample formats that not every player supports."""
    if probed.container != "wav" or not probed.codec.startswith("pcm_"):
        return
    encoder, sample_bytes = _PLAIN_SAMPLES.get(probed.codec, ("pcm_s16le", 2))
    rate = probed.sample_rate or 0
    plan = AudioPlan("wav", encoder, 0, rate if rate in SAMPLE_RATES else _OPUS_RATE, channels)
    if (probed.seconds or 0.0) * plan.sample_rate * channels * sample_bytes + _FIXED_BYTES <= limit_bytes:
        yield plan


def plans(seconds: float, channels: int, sample_rate: int, limit_bytes: int) -> Iterator[AudioPlan]:
    """Yield every plan whose estimate fits, best first."""
    budget = (limit_bytes - _FIXED_BYTES) * _MARGIN
    for bits_per_second in _MP3_BITS_PER_SECOND:
        too_good = channels == 1 and bits_per_second > _MP3_MONO_TOP
        if not too_good and bits_per_second / 8 * seconds <= budget:
            rate = sample_rate if sample_rate in _MP3_RATES else 44_100
            # With bits to spare, LAME's longer search makes no audible difference and takes twice the time.
            effort = "7" if bits_per_second >= _MP3_PLENTY else "5"
            yield AudioPlan("mp3", "libmp3lame", bits_per_second, rate, channels, (("compression_level", effort),))
    for bits_per_second in _OPUS_BITS_PER_SECOND:
        if bits_per_second / 8 * seconds <= budget:
            yield AudioPlan("ogg", "libopus", bits_per_second, _OPUS_RATE, channels, (("vbr", "constrained"),))
