"""The command line before anything is opened: which file is read, what it says of names, what needs no keys."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.errors import ConfigError
from bot.settings import DatabaseSettings, Settings
from bot.settings.reader import strange_names


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither a setting of this machine nor a settings file."""
    monkeypatch.setattr("os.environ", {"PATH": "/usr/bin:/bin"})
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "command", [("check",), ("check", "--json"), ("run",), ("backup", "x.db"), ("restore", "x.db")]
)
def test_a_settings_file_that_is_not_there_is_named(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--env-file", "folley.env", *command]) == 78
    told = "".join(capsys.readouterr())
    assert f"--env-file names a file that does not exist: {tmp_path / 'folley.env'}." in told
    assert "is not set" not in told


def test_a_problem_in_the_file_names_it(tmp_path: Path) -> None:
    path = tmp_path / "some.env"
    path.write_text("FOLEY_POLL_BUDGET=2\nDISCORD_TOKEN=a b\nDISCORD_TOKN=x\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        Settings.load(path)
    assert f"FOLEY_POLL_BUDGET is not right: input should be less than or equal to 1 (in {path})." in (
        caught.value.problems
    )
    assert any(problem.startswith("DISCORD_TOKEN holds a space") for problem in caught.value.problems)


def test_a_misspelled_required_name_is_guessed(tmp_path: Path) -> None:
    path = tmp_path / "some.env"
    path.write_text("DISCORD_TOKN=x\nTENCENTCLOUD_SECRETID=x\nTENCENTCLOUD_SECRET_KEY=x\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        Settings.load(path)
    assert caught.value.problems == (
        "DISCORD_TOKEN is not set (DISCORD_TOKN is: is it misspelled?).",
        "TENCENTCLOUD_SECRET_ID is not set (TENCENTCLOUD_SECRETID is: is it misspelled?).",
    )


def test_names_that_nothing_reads_are_told_with_the_nearest_that_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "some.env"
    path.write_text("FOLEY_DATABSE_URL=x\nFOLEY_DATABASE_URL_FILE=x\n", "utf-8")
    monkeypatch.setenv("FOLEY_WEATHER", "fine")
    monkeypatch.setenv("foley_log_level", "DEBUG")  # names may be written small
    assert strange_names([Settings], path) == [
        f"FOLEY_DATABSE_URL is no setting of Foley; FOLEY_DATABASE_URL is one (in {path}).",
        "FOLEY_WEATHER is no setting of Foley.",
    ]


def test_backup_and_restore_need_no_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".env").write_text(f"FOLEY_DATABASE_URL=sqlite:///{tmp_path / 'foley.db'}\n", "utf-8")
    assert main(["backup", "copy.db"]) == 78
    assert capsys.readouterr().err == f"foley: {tmp_path / 'foley.db'} does not exist.\n"
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE t (a)")
    assert main(["restore", str(tmp_path / "other.db")]) == 78
    assert "belongs to another program" in capsys.readouterr().err
    assert DatabaseSettings.load(None).database_url.get_secret_value() == "sqlite:///foley.db"
