"""Copies of results: whole or absent, within a size and an age, and no trouble for a delivery."""

import asyncio
import errno
import shutil
import threading
from pathlib import Path

import pytest

from bot.jobs.model import Medium
from bot.jobs.ports import MediaFile
from bot.media import DiskResultCache
from tests.support.manual_clock import ManualClock, settle

DAY = 24 * 3600
JOB, OTHER = "0123456789abcd", "0123456789abce"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    desk = tmp_path / "desk"
    desk.mkdir()
    return desk


def a_file(desk: Path, content: bytes = b"sound", extension: str = "mp3") -> MediaFile:
    path = desk / f"result.{extension}"
    path.write_bytes(content)
    return MediaFile(path, len(content), "audio/mpeg", extension, Medium.AUDIO, 12.5, "mp3", 2)


def a_shelf(folder: Path, clock: ManualClock, *, days: float = 7, total: int = 1_000_000) -> DiskResultCache:
    return DiskResultCache(folder, keep_days=days, total_bytes=total, clock=clock)


async def test_what_is_kept_comes_back_the_same(folder: Path, desk: Path, clock: ManualClock) -> None:
    file = a_file(desk)
    await a_shelf(folder, clock).keep(JOB, 1, file)
    file.path.unlink()
    found = await a_shelf(folder, clock).open(JOB, 1, desk)
    assert found is not None
    assert found.path.read_bytes() == b"sound"
    assert found.path.parent == desk
    assert (found.extension, found.medium, found.seconds, found.codec) == ("mp3", Medium.AUDIO, 12.5, "mp3")
    assert await a_shelf(folder, clock).open(JOB, 0, desk) is None
    assert await a_shelf(folder, clock).open(OTHER, 1, desk) is None


async def test_a_shelf_knows_of_which_jobs_it_has_copies(folder: Path, desk: Path, clock: ManualClock) -> None:
    shelf = a_shelf(folder, clock)
    assert await shelf.job_ids() == frozenset()
    for job_id, index in (("AAA", 0), ("AAA", 1), ("BBB", 0)):
        await shelf.keep(job_id, index, a_file(desk))
    (folder / "voices.json").touch()
    assert await shelf.job_ids() == {"AAA", "BBB"}


async def test_keeping_again_replaces_even_another_format(folder: Path, desk: Path, clock: ManualClock) -> None:
    shelf = a_shelf(folder, clock)
    await shelf.keep(JOB, 0, a_file(desk, b"first", "wav"))
    await shelf.keep(JOB, 0, a_file(desk, b"second one"))
    found = await shelf.open(JOB, 0, desk)
    assert found is not None
    assert found.path.read_bytes() == b"second one"
    assert len(list(folder.iterdir())) == 2


async def test_oldest_goes_first_over_the_total(folder: Path, desk: Path, clock: ManualClock) -> None:
    shelf = a_shelf(folder, clock, total=3000)
    for number in range(4):
        await clock.advance(60)
        await shelf.keep(JOB, number, a_file(desk, bytes(1000)))
    kept = [await shelf.open(JOB, number, desk) is not None for number in range(4)]
    assert kept == [False, False, True, True]  # descriptions count too


async def test_what_is_larger_than_all_is_not_kept(folder: Path, desk: Path, clock: ManualClock) -> None:
    shelf = a_shelf(folder, clock, total=3000)
    await shelf.keep(JOB, 0, a_file(desk, bytes(1000)))
    await shelf.keep(JOB, 1, a_file(desk, bytes(3001)))
    assert await shelf.open(JOB, 0, desk) is not None
    assert await shelf.open(JOB, 1, desk) is None


async def test_a_copy_that_is_kept_again_is_as_old_as_the_first(folder: Path, desk: Path, clock: ManualClock) -> None:
    shelf = a_shelf(folder, clock)
    await shelf.keep(JOB, 0, a_file(desk))
    await clock.advance(5 * DAY)
    await shelf.keep(JOB, 0, a_file(desk))
    await clock.advance(2 * DAY + 1)
    assert await shelf.open(JOB, 0, desk) is None


async def test_age_ends_a_copy(folder: Path, desk: Path, clock: ManualClock) -> None:
    shelf = a_shelf(folder, clock)
    await shelf.keep(JOB, 0, a_file(desk))
    await clock.advance(7 * DAY - 1)
    assert await shelf.open(JOB, 0, desk) is not None
    await clock.advance(2)
    assert await shelf.open(JOB, 0, desk) is None
    await shelf.sweep()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("days", "total"), [(0, 1000), (7, 0)])
async def test_switched_off_keeps_nothing(
    folder: Path, desk: Path, clock: ManualClock, days: float, total: int
) -> None:
    shelf = a_shelf(folder, clock, days=days, total=total)
    await shelf.keep(JOB, 0, a_file(desk))
    assert await shelf.open(JOB, 0, desk) is None
    assert not folder.exists()
    await shelf.sweep()
    await shelf.forget([JOB])


async def test_switching_off_removes_what_was_kept(folder: Path, desk: Path, clock: ManualClock) -> None:
    await a_shelf(folder, clock).keep(JOB, 0, a_file(desk))
    await a_shelf(folder, clock, days=0).sweep()
    assert list(folder.iterdir()) == []


async def test_forgetting_a_job_leaves_others(folder: Path, desk: Path, clock: ManualClock) -> None:
    shelf = a_shelf(folder, clock)
    for job in (JOB, OTHER):
        await shelf.keep(job, 0, a_file(desk))
        await shelf.keep(job, 1, a_file(desk))
    await shelf.forget([JOB])
    assert await shelf.open(JOB, 0, desk) is None
    assert await shelf.open(OTHER, 1, desk) is not None


async def test_full_disk_is_logged_and_leaves_no_part(
    folder: Path, desk: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def half_then_full(_source: Path, target: Path) -> None:
        target.write_bytes(b"so")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", half_then_full)
    await a_shelf(folder, clock).keep(JOB, 0, a_file(desk))
    assert "disk is full" in caplog.text
    assert list(folder.iterdir()) == []


async def test_folder_that_can_not_be_made_is_logged(
    tmp_path: Path, desk: Path, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    await a_shelf(tmp_path / "file" / "shelf", clock).keep(JOB, 0, a_file(desk))
    assert "cache.write_failed" in caplog.text


async def test_what_a_crash_left_is_swept_and_strangers_stay(folder: Path, desk: Path, clock: ManualClock) -> None:
    shelf = a_shelf(folder, clock)
    await shelf.keep(JOB, 0, a_file(desk))
    for name in (f"{'a' * 32}.part", f"{OTHER}-0.mp3", f"{OTHER}-1.json", "README.md"):
        (folder / name).write_text("left behind")
    await shelf.sweep()
    assert {path.name for path in folder.iterdir()} == {f"{JOB}-0.mp3", f"{JOB}-0.json", "README.md"}


@pytest.mark.parametrize("damage", ["{", "[]", "{}", '{"extension": "../../x", "size_bytes": 5}'])
async def test_damaged_description_is_no_copy(folder: Path, desk: Path, clock: ManualClock, damage: str) -> None:
    shelf = a_shelf(folder, clock, days=10**6)
    await shelf.keep(JOB, 0, a_file(desk))
    (folder / f"{JOB}-0.json").write_text(damage)
    assert await shelf.open(JOB, 0, desk) is None


async def test_cut_copy_is_no_copy(folder: Path, desk: Path, clock: ManualClock) -> None:
    shelf = a_shelf(folder, clock)
    await shelf.keep(JOB, 0, a_file(desk))
    (folder / f"{JOB}-0.mp3").write_bytes(b"so")
    assert await shelf.open(JOB, 0, desk) is None


@pytest.mark.parametrize("job_id", ["../../etc", "a/b", "", "a-b"])
async def test_only_job_ids_name_files(folder: Path, desk: Path, clock: ManualClock, job_id: str) -> None:
    with pytest.raises(ValueError, match="job id"):
        await a_shelf(folder, clock).keep(job_id, 0, a_file(desk))


async def test_a_copy_that_was_cut_off_is_over_before_anything_else_is_done(
    folder: Path, desk: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, copy = threading.Event(), shutil.copyfile

    def slow(source: Path, target: Path) -> None:
        copy(source, target)
        go_on.wait(10)

    monkeypatch.setattr(shutil, "copyfile", slow)
    shelf = a_shelf(folder, clock)
    keeping = asyncio.create_task(shelf.keep(JOB, 0, a_file(desk)))
    while not list(folder.glob("*.part")):  # noqa: ASYNC110  # written by a thread
        await asyncio.sleep(0.001)
    keeping.cancel()
    forgetting = asyncio.create_task(shelf.forget([JOB]))
    await settle()
    assert not keeping.done()
    keeping.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    await forgetting
    assert list(folder.iterdir()) == []
