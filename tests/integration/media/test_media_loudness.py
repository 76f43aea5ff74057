"""Loudness by EBU R 128: measured of every sound, levelled only where it is encoded anew and a server wants it."""

import math
from pathlib import Path

import pytest

from bot.jobs.model import Medium
from bot.jobs.ports import MediaFile
from bot.media import Fetcher, HostRules, MediaTools, WorkerPool
from bot.media.protocol import Probed, Task, WorkerJob
from bot.media.work.loudness import TARGET_LUFS, gain_db
from bot.media.work.probe import probe
from tests.support.media_samples import transcode, write_wav

FULL = 32000 / 32768  # what write_wav calls 1


def level_of(dbfs: float) -> float:
    return float(10 ** (dbfs / 20) / FULL)


def a_tone(path: Path, dbfs: float, seconds: float = 2.0) -> Path:
    return write_wav(path, seconds, lambda _: level_of(dbfs), rate=48000, channels=2, frequency=997)


def a_file(path: Path, extension: str = "wav") -> MediaFile:
    return MediaFile(path, path.stat().st_size, f"audio/{extension}", extension, Medium.AUDIO, plays=True)


@pytest.fixture
def tools(tmp_path: Path) -> MediaTools:
    return MediaTools(Fetcher(HostRules.parse(("a.example.com",))), WorkerPool(), tmp_path)


@pytest.mark.parametrize("dbfs", [-23.0, -33.0])
def test_the_tones_of_the_standard_measure_as_it_says(tmp_path: Path, dbfs: float) -> None:
    """EBU Tech 3341, cases 1 and 2: a stereo tone of 1 kHz at -23 dBFS is -23 LUFS, within 0.1."""
    found = probe(str(a_tone(tmp_path / "a.wav", dbfs)))
    assert found.loudness_lufs == pytest.approx(dbfs, abs=0.2)
    assert 20 * math.log10(found.highest_peak) == pytest.approx(dbfs, abs=0.2)


def test_silence_and_a_blink_have_no_loudness(tmp_path: Path) -> None:
    silent = write_wav(tmp_path / "a.wav", 1, lambda _: 0.0, rate=48000)
    blink = write_wav(tmp_path / "b.wav", 0.05, rate=48000)
    assert [probe(str(path)).loudness_lufs for path in (silent, blink)] == [None, None]


@pytest.mark.parametrize(
    ("lufs", "peak", "gain"),
    [
        (-26.0, 0.1, 10.0),
        (-10.0, 1.0, -6.0),
        (-26.0, 0.5, 4.52),  # as far as the peak allows
        (-26.0, 1.0, 0.0),
        (-16.3, 0.1, 0.0),
        (-60.0, 0.001, 20.0),
        (None, 0.5, 0.0),
    ],
)
def test_the_gain_goes_as_far_as_peaks_allow(lufs: float | None, peak: float, gain: float) -> None:
    assert gain_db(lufs, peak) == pytest.approx(gain, abs=0.01)


@pytest.mark.parametrize("dbfs", [-30.0, -6.0])
async def test_what_is_encoded_anew_is_levelled_if_wanted(tools: MediaTools, tmp_path: Path, dbfs: float) -> None:
    sound = a_file(a_tone(tmp_path / "a.wav", dbfs))
    plain = await tools.fit(sound, 120_000, tmp_path)
    levelled = await tools.fit(sound, 120_000, tmp_path, level=True)
    assert plain.loudness_lufs == pytest.approx(dbfs, abs=0.5)
    assert levelled.loudness_lufs == pytest.approx(TARGET_LUFS, abs=0.5)


async def test_a_voice_message_is_levelled_if_wanted(tools: MediaTools, tmp_path: Path) -> None:
    sound = a_file(a_tone(tmp_path / "a.wav", -30.0))
    for level, expected in ((False, -33.0), (True, -19.0)):  # one channel alone is 3 LU less than two
        clip = await tools.voice_clip(sound, tmp_path, 100_000, level=level)
        assert probe(str(clip.path)).loudness_lufs == pytest.approx(expected, abs=0.7)


async def test_nothing_is_encoded_for_the_loudness_alone(tools: MediaTools, tmp_path: Path) -> None:
    sound = a_file(a_tone(tmp_path / "a.wav", -30.0))
    assert await tools.fit(sound, 10**6, tmp_path, level=True) is sound
    mp3 = transcode(sound.path, tmp_path / "a.mka", "libmp3lame", "matroska")
    probed = (await WorkerPool().run(WorkerJob(Task.PROBE, str(mp3), str(tmp_path)))).probed
    assert probed.loudness_lufs == pytest.approx(-30.0, abs=0.5)
    moved = await tools.fit(MediaFile(mp3, 1, "", "mkv", Medium.AUDIO, plays=False), 10**6, tmp_path, level=True)
    assert moved.extension == "mp3"
    assert moved.loudness_lufs == pytest.approx(-30.0, abs=0.5)


def test_a_file_of_before_has_no_loudness() -> None:
    assert Probed().loudness_lufs is None
