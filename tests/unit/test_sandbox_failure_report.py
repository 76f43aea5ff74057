"""What a wait that ran out tells of a stage: short, and what matters first."""

import contextlib
import sqlite3
from pathlib import Path

from bot.sandbox.bot_process import BotProcess
from bot.sandbox.failure_report import account_of_bot, account_of_calls, account_of_jobs, row_line
from bot.sandbox.tencent import Call


def call(action: str, **changed: object) -> Call:
    plain: dict[str, object] = dict.fromkeys(("verdict", "credential", "error_code", "request_id", "fault"), "")
    told = {
        "number": 1, "at": 0.0, "service": "mps", "action": action, "task_id": "1300-AigcAudio-3f5b0a11b1e8a4db",
        "request": None, "answer": {"Response": {"Status": "RUN"}}, "http_status": 200, "milliseconds": 1.0,
    }  # fmt: skip
    return Call(**{**plain, **told, **changed})  # type: ignore[arg-type]  # by name


def test_equal_calls_in_a_row_are_one_line_with_what_was_answered() -> None:
    look = call("DescribeAigcAudioTask")
    done = call("DescribeAigcAudioTask", answer={"Response": {"Status": "DONE"}})
    refused = call("CreateAigcAudioTask", task_id="", answer={}, error_code="RequestLimitExceeded")
    fetched = call("GET", service="results", answer="1,234 bytes")
    assert account_of_calls([refused, look, look, look, done, fetched]) == [
        "Calls to Tencent:",
        "  mps CreateAigcAudioTask 200 RequestLimitExceeded",
        "  mps DescribeAigcAudioTask task …b1e8a4db 200 RUN × 3",
        "  mps DescribeAigcAudioTask task …b1e8a4db 200 DONE",
        "  results GET task …b1e8a4db 200 1,234 bytes",
    ]
    assert account_of_calls([]) == ["Calls to Tencent:", "  none"]


def test_a_row_says_its_state_first_and_its_texts_last_and_counts_from_when_it_was_asked_for() -> None:
    row = {
        "id": "1m8f", "guild_id": 7, "kind": "music", "request": "{}", "state": "ready", "delivery_state": "due",
        "created_at": 1000.0, "ended_at": 1004.75, "error_code": None,
    }  # fmt: skip
    times = "created_at=+0.0s ended_at=+4.8s"
    assert row_line(row) == f"id=1m8f kind=music state=ready delivery_state=due {times} request={{}}"


def test_the_log_is_told_without_the_calls_that_are_told_anyway(tmp_path: Path) -> None:
    bot = BotProcess({}, tmp_path)
    bot.log += [
        "2026-11-27 20:06:54Z DEBUG   bot.tencent.client: tencent.call action=mps:DescribeAigcAudioTask code=ok",
        "2026-11-27 20:06:54Z DEBUG   markdown_it.rules_block.list: entering list",
        "2026-11-27 20:06:54Z DEBUG   bot.worker.poller: looked",
        "2026-11-27 20:06:55Z INFO    bot.worker.delivery: delivery.sent outcome=sent",
        "Traceback (most recent call last):",
    ]
    told = account_of_bot(bot)
    assert told[0] == "The bot does not run (exit code None); it said last:"
    assert told[1:] == [f"  {line}" for line in list(bot.log)[2:]]


def test_jobs_are_read_from_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "a #1? 100%25"
    folder.mkdir()
    with contextlib.closing(sqlite3.connect(folder / "foley.db")) as connection:
        connection.execute("CREATE TABLE jobs (id TEXT, state TEXT, created_at REAL)")
        connection.execute("INSERT INTO jobs VALUES ('1m8f', 'ready', 1000.0)")
        connection.commit()
    assert account_of_jobs(folder / "foley.db") == ["Jobs:", "  id=1m8f state=ready created_at=+0.0s"]
