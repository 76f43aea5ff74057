"""What log lines look like: text and JSON, fields, repeats counted, secrets blotted out everywhere."""

import json
import logging
import warnings
from collections.abc import Iterator

import pytest

from bot import logs
from tests.support.manual_clock import ManualClock

TOKEN = "MTIz.very-secret.token"
PASSWORD_URL = "postgresql://foley:hunter2hunter2@db/foley"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Give the root logger back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in logs._QUIET}
    logging.captureWarnings(capture=False)  # a test before may have left it on, while pytest took its hook off again
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, old in quiet.items():
        logging.getLogger(name).setLevel(old)
    logging.captureWarnings(capture=False)


class Stderr:
    """All that was written to stderr so far."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self._text = ""

    def getvalue(self) -> str:
        self._text += self._capsys.readouterr().err
        return self._text


@pytest.fixture
def stderr(capsys: pytest.CaptureFixture[str]) -> Stderr:
    return Stderr(capsys)


def configure(clock: ManualClock, *, as_json: bool = False, level: str = "INFO") -> logging.Logger:
    logs.configure(level, as_json=as_json, secrets=[TOKEN, PASSWORD_URL], clock=clock)
    return logging.getLogger("bot.tests")


def lines(stream: Stderr) -> list[str]:
    return stream.getvalue().rstrip("\n").split("\n")


def test_text_has_time_level_place_and_fields(clock: ManualClock, stderr: Stderr) -> None:
    configure(clock).info("delivery.sent outcome=%s", "sent", extra={"job": "0abc", "guild": 42, "request_id": "r-1"})
    (line,) = lines(stderr)
    assert line.endswith("INFO    bot.tests: delivery.sent outcome=sent job=0abc guild=42 request_id=r-1")
    assert line[10] == " "
    assert line[19] == "Z"


def test_json_is_one_object_a_line_with_the_same_fields(clock: ManualClock, stderr: Stderr) -> None:
    log = configure(clock, as_json=True)
    log.warning("two\nlines\u2028and „quotes“", extra={"job": "0abc", "guild": 42, "code": "X.Y", "action": "a"})
    (line,) = stderr.getvalue().rstrip("\n").split("\n")
    entry = json.loads(line)
    assert entry["message"] == "two\nlines\u2028and „quotes“"
    assert (entry["level"], entry["logger"]) == ("WARNING", "bot.tests")
    assert {key: entry[key] for key in ("job", "guild", "code", "action")} == {
        "job": "0abc",
        "guild": 42,
        "code": "X.Y",
        "action": "a",
    }
    assert entry["time"].endswith("Z")
    assert not {"request_id", "event"} & entry.keys()


def test_json_names_the_event(clock: ManualClock, stderr: Stderr) -> None:
    configure(clock, as_json=True).warning("lease.lost: %s", "the session is gone")
    entry = json.loads(stderr.getvalue())
    assert (entry["event"], entry["message"]) == ("lease.lost", "lease.lost: the session is gone")


@pytest.mark.parametrize("as_json", [True, False])
def test_secrets_never_show(clock: ManualClock, stderr: Stderr, as_json: bool) -> None:
    log = configure(clock, as_json=as_json)
    log.error("with %s inside", TOKEN, extra={"code": PASSWORD_URL})
    try:
        raise RuntimeError(f"connection to {PASSWORD_URL} failed")
    except RuntimeError:
        log.exception("broken")
    shown = stderr.getvalue()
    assert TOKEN not in shown
    assert "hunter2" not in shown
    assert shown.count("[secret]") == 3
    assert "RuntimeError" in shown, "the traceback itself stays"


def test_a_secret_that_json_would_spell_otherwise_is_blotted_out_too(clock: ManualClock, stderr: Stderr) -> None:
    secret = 'quo"te\\back\u00e9'
    logs.configure("INFO", as_json=True, secrets=[secret], clock=clock)
    logging.getLogger("bot.tests").info("with %s inside", secret)
    entry = json.loads(stderr.getvalue())
    assert entry["message"] == "with [secret] inside"


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_a_secret_read_since_the_start_never_shows(clock: ManualClock, stderr: Stderr, as_json: bool) -> None:
    log = configure(clock, as_json=as_json)
    for number in range(200):
        logs.hide([f"renewed-key-{number}", TOKEN])
    log.info("keys renewed-key-198, renewed-key-199, token %s", TOKEN)
    assert "keys [secret], [secret], token [secret]" in stderr.getvalue()


async def test_the_same_error_is_counted_not_repeated(clock: ManualClock, stderr: Stderr) -> None:
    log = configure(clock)
    for number in range(100):
        log.warning("poll.failed: %d", number, extra={"code": "A"})
    log.warning("poll.failed: %d", 0, extra={"code": "B"})
    assert len(lines(stderr)) == 2, "another code is another error"
    await clock.advance(61)
    log.warning("poll.failed: %d", 100, extra={"code": "A"})
    assert lines(stderr)[-1].endswith("poll.failed: 100 code=A (and 99 more like it since the last line)")
    for _ in range(3):
        log.info("posted")
    assert len(lines(stderr)) == 6, "what is no warning is never held back"


async def test_json_says_how_often(clock: ManualClock, stderr: Stderr) -> None:
    log = configure(clock, as_json=True)
    log.error("away")
    log.error("away")
    await clock.advance(60)
    log.error("away")
    entries = [json.loads(line) for line in lines(stderr)]
    assert [entry.get("repeated") for entry in entries] == [None, 1]


def test_repeats_are_remembered_within_bounds(clock: ManualClock, stderr: Stderr) -> None:
    repeats = logs.RepeatFilter(clock, remembered=10)
    for number in range(1000):
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, f"one of many {number}", None, None)
        assert repeats.filter(record)
    assert len(repeats._seen) <= 10


def test_an_error_about_another_job_is_told_and_a_warning_is_not(clock: ManualClock, stderr: Stderr) -> None:
    configure(clock)
    log = logging.getLogger("bot.tests")
    for job in ("one", "two", "two"):
        log.error("create.outcome_unknown", extra={"job": job})
        log.warning("poll.failed", extra={"job": job})
    assert [("ERROR" in line, "one" in line.split("job=")[-1]) for line in lines(stderr)] == [
        (True, True), (False, True), (True, False),
    ]  # fmt: skip


def test_libraries_that_log_bodies_stay_quiet_at_debug(clock: ManualClock, stderr: Stderr) -> None:
    configure(clock, level="DEBUG")
    logging.getLogger("discord.http").debug("POST with {'content': 'a prompt'}")
    logging.getLogger("discord.gateway").debug("received {'name': 'prompt'}")
    logging.getLogger("bot.tests").debug("shown")
    assert len(lines(stderr)) == 1


def test_warnings_of_the_language_go_to_the_log(clock: ManualClock, stderr: Stderr) -> None:
    configure(clock)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn("old ways", UserWarning, stacklevel=1)
    assert "old ways" in stderr.getvalue()
