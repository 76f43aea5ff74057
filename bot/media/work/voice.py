"""Make a voice message in Discord's format: Ogg Opus, 48 kHz, mono, with a small waveform beside it."""

from pathlib import Path

from bot.media.work.errors import Unfit
from bot.media.work.peaks import Peaks, read_peaks
from bot.media.work.sink import AudioPlan, Report, new_file, transcode_audio

_BITS_PER_SECOND = (32_000, 24_000, 16_000)
_MAX_POINTS = 256
_POINTS_PER_SECOND = 10
_RATE = 48_000


def make_voice_clip(
    path: str, folder: Path, limit_bytes: int, report: Report, gain_db: float = 0.0
) -> tuple[Path, str]:
    """Write the clip; return its path and its waveform in hexadecimal. Raises Unfit, Unreadable."""
    peaks = read_peaks(path)
    target = new_file(folder, "voice-message", "ogg")
    for bits_per_second in _BITS_PER_SECOND:
        options = (("vbr", "constrained"), ("application", "audio"))
        plan = AudioPlan("ogg", "libopus", bits_per_second, _RATE, 1, options)
        if bits_per_second / 8 * peaks.seconds > limit_bytes:
            continue
        if transcode_audio(path, target, plan, peaks.seconds, report, gain_db) <= limit_bytes:
            return target, waveform(peaks).hex()
        target.unlink()
    raise Unfit(f"{peaks.seconds:.0f} s of voice do not fit {limit_bytes} bytes")


def waveform(peaks: Peaks) -> bytes:
    """Return at most 256 points of one byte each, the loudest being 255."""
    points = max(1, min(_MAX_POINTS, int(peaks.seconds * _POINTS_PER_SECOND)))
    columns = peaks.columns(points)
    loudest = max(columns)
    if loudest <= 0.0:
        return bytes(points)
    return bytes(round(column / loudest * 255) for column in columns)
