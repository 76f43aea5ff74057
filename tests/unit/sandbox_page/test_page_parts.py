"""Parts of the page's server side that need no server: fault switches, picked files, the reader of the bot's jobs."""

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest

from bot.sandbox.discord import LocalFile
from bot.sandbox.page.hub import Client
from bot.sandbox.page.jobs import JobReader
from bot.sandbox.page.presets import PRESETS, Switchboard
from bot.sandbox.page.uploads import UnknownUpload, Uploads
from bot.sandbox.tencent import Fault, FaultScript


def modes(board: Switchboard) -> dict[str, str]:
    return {one["name"]: one["mode"] for one in board.shown() if one["mode"] != "off"}


def test_once_means_once_whichever_action_is_hit() -> None:
    script = FaultScript()
    board = Switchboard(script)
    board.set("rate_limit", "once", "creates")
    assert modes(board) == {"rate_limit": "once"}
    assert script.take("wire", "mps", "DescribeVoices") == []
    assert [one.code for one in script.take("wire", "mps", "TextToSpeechAsync")] == ["RequestLimitExceeded"]
    assert modes(board) == {}
    assert script.listed() == []


def test_on_stays_until_switched_off_and_leaves_others_alone() -> None:
    script = FaultScript()
    other = script.add(Fault("html"))
    board = Switchboard(script)
    board.set("http_500", "on", "all")
    for _ in range(3):
        hit = script.take("wire", "vod", "DescribeTasks")
        assert 500 in [one.status for one in hit if one.kind == "http"]
    board.set("http_500", "off", None)
    assert modes(board) == {}
    assert all(item["number"] != other or item["left"] == 0 for item in script.listed())


def test_faults_cleared_elsewhere_show_as_off() -> None:
    script = FaultScript()
    board = Switchboard(script)
    board.set("slow", "on", None)
    script.clear()
    assert modes(board) == {}


@pytest.mark.parametrize("name", PRESETS)
def test_every_switch_makes_faults_that_can_be_kept(name: str) -> None:
    script = FaultScript()
    Switchboard(script).set(name, "on", None)
    kept = json.loads(json.dumps(script.listed()))
    restored = FaultScript()
    restored.replace_all(kept)
    assert [item["fault"] for item in restored.listed()] == [item["fault"] for item in script.listed()]
    assert kept


def test_the_oldest_picked_files_go_first_but_the_newest_stays() -> None:
    uploads = Uploads(most_bytes=10)
    first, second = (uploads.add(LocalFile(name, b"12345678")) for name in ("first", "second"))
    assert uploads.get(second).filename == "second"
    with pytest.raises(UnknownUpload):
        uploads.get(first)


async def test_a_page_that_does_not_read_is_cut_off() -> None:
    client = Client()
    for number in range(6000):
        client.push(str(number))
    seen = 0
    while await client.next() is not None:
        seen += 1
    assert 0 < seen < 6000


def make_jobs(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        columns = (
            "id, kind, backend, state, delivery_state, user_id, channel_id, created_at, submitted_at, waiting_at, "
            "ended_at, notified_at, attempts, task_id, request, fault"
        )
        connection.execute(f"CREATE TABLE jobs ({columns})")
        row = ("job1", "music", "mps", "failed", "sent", 2**60, 7, 1.0, 2.0, 3.0, 4.0, 5.0, 0, "t")
        request, fault = json.dumps({"prompt": "rain"}), json.dumps({"code": "X", "key": "k"})
        connection.execute(f"INSERT INTO jobs VALUES ({','.join('?' * 16)})", (*row, request, fault))
        connection.commit()


async def test_the_reader_sees_jobs_and_only_changes_are_news(tmp_path: Path) -> None:
    path = tmp_path / "foley.db"
    reader = JobReader(path)
    assert await reader.refresh() is False
    make_jobs(path)
    assert await reader.refresh() is True
    [job] = reader.jobs
    assert (job["prompt"], job["fault"], job["user_id"]) == ("rain", "X", str(2**60))
    assert await reader.refresh() is False


async def test_a_database_of_another_shape_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "foley.db"
    path.write_bytes(b"not a database at all, just some bytes" * 40)
    reader = JobReader(path)
    assert await reader.refresh() is False
    assert reader.jobs == []


async def test_reading_never_writes(tmp_path: Path) -> None:
    path = tmp_path / "foley.db"
    make_jobs(path)
    before = path.read_bytes()
    await JobReader(path).refresh()
    assert path.read_bytes() == before
