"""The plans made before anything is encoded, and the marks below a waveform: pure arithmetic."""

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.media.playable import content_type, plays_in_discord
from bot.media.protocol import Made, Probed, Task, WorkerCaps, WorkerJob
from bot.media.work.audio import plans
from bot.media.work.errors import Unfit
from bot.media.work.peaks import Peaks
from bot.media.work.pictures.picture import marks
from bot.media.work.video import plan_video
from bot.media.work.voice import waveform

MIB = 1024 * 1024
FILM = Probed("mp4", "video", "h264", 60.0, 2, 1920, 1080)


def best(seconds: float, limit_bytes: int, channels: int = 2, rate: int = 44100) -> tuple[str, int, int] | None:
    plan = next(plans(seconds, channels, rate, limit_bytes), None)
    return None if plan is None else (plan.container, plan.bits_per_second, plan.sample_rate)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (60, ("mp3", 320_000, 44100)),
        (300, ("mp3", 256_000, 44100)),
        (600, ("mp3", 128_000, 44100)),
        (700, ("ogg", 112_000, 48000)),
        (1280, ("ogg", 64_000, 48000)),
        (1400, None),
    ],
)
def test_best_sound_that_fits_ten_mebibytes(seconds: float, expected: tuple[str, int, int] | None) -> None:
    assert best(seconds, 10 * MIB) == expected


def test_mono_is_not_given_more_than_helps_and_rates_are_ones_the_format_has() -> None:
    assert best(60, 10 * MIB, channels=1, rate=16000) == ("mp3", 192_000, 44100)
    assert best(60, 10 * MIB, rate=48000) == ("mp3", 320_000, 48000)


def test_plans_only_get_smaller_and_never_go_below_64_kilobits() -> None:
    rates = [plan.bits_per_second for plan in plans(10, 2, 44100, MIB)]
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] == 64_000


@pytest.mark.parametrize("limit_bytes", [2 * MIB, 5 * MIB, 10 * MIB, 25 * MIB, 100 * MIB])
def test_film_plan_stays_within_the_limit(limit_bytes: int) -> None:
    plan = plan_video(FILM, 24.0, limit_bytes)
    assert (plan.picture_bits_per_second + plan.sound_bits_per_second) / 8 * 60 < limit_bytes
    assert plan.width % 2 == plan.height % 2 == 0
    assert plan.width / plan.height == pytest.approx(16 / 9, rel=0.02)
    assert plan.height <= 1080


def test_film_gets_smaller_pictures_for_a_smaller_limit_and_an_upright_one_stays_upright() -> None:
    heights = [plan_video(FILM, 24.0, limit * MIB).height for limit in (100, 25, 10, 5, 2)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] == 1080
    assert heights[-1] < 480
    upright = plan_video(Probed("mp4", "video", "h264", 60.0, None, 1080, 1920), 24.0, 5 * MIB)
    assert upright.height > upright.width
    assert upright.sound_bits_per_second == 0


def test_measured_excess_makes_the_next_plan_smaller_and_no_room_is_told() -> None:
    assert plan_video(FILM, 24.0, 10 * MIB, 0.5).picture_bits_per_second < 700_000
    with pytest.raises(Unfit):
        plan_video(FILM, 24.0, 500_000)


@pytest.mark.parametrize("seconds", [0.0, 0.4, 1.3, 8.0, 60.0, 187.0, 3600.0, 90_000.0])
def test_marks_are_few_even_and_within(seconds: float) -> None:
    found = marks(seconds)
    assert found[0] == 0
    assert len(found) <= 9
    assert all(moment <= seconds for moment in found)
    steps = {round(later - earlier, 6) for earlier, later in pairwise(found)}
    assert len(steps) <= 1


def test_waveform_points_and_their_scale() -> None:
    assert waveform(Peaks((0.1, 0.2, 0.4, 0.0), 0.4)) == bytes([64, 128, 255, 0])
    assert waveform(Peaks((0.0,) * 100, 10)) == bytes(100)
    assert len(waveform(Peaks((0.5,) * 5000, 3600))) == 256
    assert waveform(Peaks((0.5,), 0.01)) == bytes([255])


def test_columns_keep_the_highest_peak_and_stretch_few_blocks() -> None:
    assert Peaks((0.1, 0.9, 0.2, 0.3), 1).columns(2) == [0.9, 0.3]
    assert Peaks((0.1, 0.9), 1).columns(4) == [0.1, 0.1, 0.9, 0.9]
    assert Peaks((), 0).columns(3) == [0.0, 0.0, 0.0]


def test_drawn_levels_tell_a_dense_second_from_one_with_a_single_stroke() -> None:
    assert Peaks((1.0, 1.0, 1.0, 0.0), 1).levels(2) == [1.0, 0.75]
    assert Peaks((0.4,) * 8, 1).levels(2) == pytest.approx([0.4, 0.4])
    assert Peaks((), 0).levels(3) == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("container", "codec", "plays"),
    [
        ("mp3", "mp3", True),
        ("wav", "pcm_s16le", True),
        ("wav", "adpcm_ms", False),
        ("wav", "pcm_s24le", True),
        ("wav", "pcm_s32le", False),
        ("wav", "pcm_f64le", False),
        ("wav", "pcm_alaw", False),
        ("ogg", "opus", True),
        ("aiff", "pcm_s16be", False),
        ("webm", "opus", True),
        ("", "", False),
    ],
)
def test_what_sound_plays_in_discord(container: str, codec: str, plays: bool) -> None:
    assert plays_in_discord(Probed(container, "audio", codec, 1.0, 2)) is plays


@pytest.mark.parametrize(
    ("channels", "rate", "header_right", "plays"),
    [(6, 192_000, True, True), (8, 48_000, True, False), (2, 384_000, True, False), (2, 48_000, False, False)],
)
def test_what_else_a_sound_needs_to_play(channels: int, rate: int, header_right: bool, plays: bool) -> None:
    sound = Probed("wav", "audio", "pcm_s16le", 1.0, channels, sample_rate=rate, header_right=header_right)
    assert plays_in_discord(sound) is plays


@pytest.mark.parametrize(
    ("container", "codec", "pixels", "sound", "plays"),
    [
        ("mp4", "h264", "yuv420p", "aac", True),
        ("mp4", "h264", "yuv420p", "", True),
        ("mp4", "h264", "yuv420p10le", "aac", False),
        ("mp4", "h264", "yuv444p", "", False),
        ("mp4", "h264", "yuv420p", "ac3", False),
        ("mp4", "av1", "yuv420p", "aac", False),
        ("mp4", "hevc", "yuv420p", "aac", False),
        ("mov", "h264", "yuv420p", "aac", False),
        ("webm", "vp9", "yuv420p", "opus", True),
        ("webm", "vp9", "yuv420p", "aac", False),
    ],
)
def test_what_film_plays_in_discord(container: str, codec: str, pixels: str, sound: str, plays: bool) -> None:
    assert plays_in_discord(Probed(container, "video", codec, pixels=pixels, sound=sound)) is plays


def test_content_type_of_sound_in_webm_and_of_the_unknown() -> None:
    assert content_type("webm", "audio") == "audio/webm"
    assert content_type("webm", "video") == "video/webm"
    assert content_type("exe", "") == "application/octet-stream"


def test_both_sides_read_what_the_other_writes() -> None:
    job, caps = WorkerJob(Task.FIT, "a \n ü", "b", 7), WorkerCaps(cpu_seconds=3)
    line = job.encode(caps)
    assert line.count(b"\n") == 1
    assert WorkerJob.decode(line) == (job, replace(caps, file_bytes=job.room_bytes))
    made = Made("p", FILM, "00ff")
    assert Made.from_json(made.to_json()) == made
