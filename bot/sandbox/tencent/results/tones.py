"""Sound generated with the standard library only: 16-bit little-endian PCM for each kind of result.

Every sound is a short pattern of whole wave periods, repeated to length, so that a song of several minutes takes
milliseconds. It knows nothing about files and formats.
"""

import array
import math
import random
import sys

_PEAK = 9000  # of 32767: a comfortable volume, with headroom for the sum of partials
_CHORDS = ((220.0, 261.6, 329.6), (174.6, 220.0, 261.6), (261.6, 329.6, 392.0), (196.0, 246.9, 293.7))


def pcm(kind: str, seconds: float, rate: int, channels: int, variant: int = 0) -> bytes:
    """Return ``seconds`` of interleaved samples; each ``variant`` sounds different."""
    frames = round(seconds * rate)
    pattern = {"music": _music, "speech": _speech}.get(kind, _effect)(rate, variant)
    repeated = (pattern * (frames // len(pattern) + 1))[:frames] if frames else array.array("h")
    return _interleaved(repeated, channels)


def _music(rate: int, variant: int) -> "array.array[int]":
    """Four chords, each played as an arpeggio of decaying notes."""
    notes = array.array("h")
    transposition = 2 ** (variant * 3 / 12)
    for chord in _CHORDS:
        for step in (0, 1, 2, 1):
            notes.extend(_note(chord[step] * transposition, rate, 0.25, decay=0.75))
    return notes


def _speech(rate: int, variant: int) -> "array.array[int]":
    """Syllables at the pitch of a voice with short pauses, like somebody talking in the next room."""
    rng = random.Random(f"speech:{variant}")
    syllables = array.array("h")
    pitch = 110.0 * 2 ** (variant / 6)
    for index in range(12):
        syllables.extend(_note(pitch * rng.uniform(0.85, 1.25), rate, rng.uniform(0.10, 0.22), decay=0.9))
        syllables.extend(_silence(rate, 0.18 if index % 4 == 3 else 0.03))
    return syllables


def _effect(rate: int, variant: int) -> "array.array[int]":
    """Decaying bursts of noise: rain, fire, applause."""
    rng = random.Random(f"effect:{variant}")
    noise = [rng.randint(-_PEAK, _PEAK) for _ in range(rate // 8)]
    burst = array.array("h")
    for level in (1.0, 0.7, 0.5, 0.35, 0.22, 0.12):
        burst.extend(array.array("h", [int(sample * level) for sample in noise]))
    return burst


def _note(hertz: float, rate: int, seconds: float, decay: float) -> "array.array[int]":
    """One note of three partials, in twelve steps of decreasing volume."""
    period = max(8, round(rate / hertz))
    radians_per_sample = 2 * math.pi / period
    wave = [
        math.sin(radians_per_sample * n) * 0.6
        + math.sin(2 * radians_per_sample * n) * 0.25
        + math.sin(3 * radians_per_sample * n) * 0.15
        for n in range(period)
    ]
    steps, note, volume = 12, array.array("h"), float(_PEAK)
    periods = max(1, round(seconds * rate / period / steps))
    for _ in range(steps):
        note.extend(array.array("h", [int(sample * volume) for sample in wave]) * periods)
        volume *= decay
    return note


def _silence(rate: int, seconds: float) -> "array.array[int]":
    return array.array("h", bytes(2 * int(rate * seconds)))


def _interleaved(mono: "array.array[int]", channels: int) -> bytes:
    if sys.byteorder == "big":
        mono.byteswap()
    if channels == 1:
        return mono.tobytes()
    stereo = array.array("h", bytes(2 * channels * len(mono)))
    for channel in range(channels):
        stereo[channel::channels] = mono
    return stereo.tobytes()
