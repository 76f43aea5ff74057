"""What goes to a soundboard: short and small enough for Discord, faded, its peak kept, from where it was asked."""

from collections.abc import Callable
from pathlib import Path

import av
import pytest

from bot.media.protocol import Task, WorkerJob
from bot.media.work.errors import Unfit
from bot.media.work.peaks import read_peaks
from bot.media.work.run import run
from bot.media.work.soundboard import LONGEST_SECONDS
from tests.support.media_samples import decoded_seconds, write_wav

LIMIT_BYTES = 512 * 1024


def clip(source: Path, folder: Path, start_seconds: float = 0.0) -> Path:
    job = WorkerJob(Task.SOUNDBOARD, str(source), str(folder), start_seconds=start_seconds, title="boo")
    return Path(run(job, lambda done: None).path)


def loudest(path: Path) -> float:
    return max(read_peaks(str(path)).columns(200))


def test_half_a_minute_in_stereo_is_cut_and_keeps_its_peak(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "a.wav", 30, channels=2)
    made = clip(source, tmp_path)
    assert 5.0 < decoded_seconds(made) <= LONGEST_SECONDS
    assert made.stat().st_size <= LIMIT_BYTES
    assert loudest(made) == pytest.approx(loudest(source), rel=0.12)
    with av.open(str(made)) as container:
        assert (container.format.name, container.streams.audio[0].codec_context.name) == ("ogg", "opus")


def test_it_begins_where_it_was_asked_to(tmp_path: Path) -> None:
    def late(at: float) -> float:
        return 1.0 if at >= 3.0 else 0.0

    level: Callable[[float], float] = late
    source = write_wav(tmp_path / "a.wav", 6, level, channels=2)
    columns = read_peaks(str(clip(source, tmp_path, 2.0))).columns(40)  # a tenth of a second each
    assert max(columns[:9]) < 0.05 < 0.5 < min(columns[12:36])


def test_it_is_faded_at_both_ends(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "a.wav", 30, channels=2)
    columns = read_peaks(str(clip(source, tmp_path))).columns(500)
    assert columns[-1] < 0.3 * max(columns)


def test_a_short_sound_stays_whole(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "a.wav", 1.5, rate=22050)
    assert decoded_seconds(clip(source, tmp_path)) == pytest.approx(1.5, abs=0.05)


def test_nothing_is_left_after_the_end(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "a.wav", 1)
    with pytest.raises(Unfit):
        clip(source, tmp_path, 2.0)
