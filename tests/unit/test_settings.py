"""Settings: defaults, problems told together, files for secrets, and the example file equal to the class."""

import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigError
from bot.jobs.model import Backend
from bot.settings import Settings, ShardRange, secrets_of
from bot.settings.secret_files import aliases
from bot.store.engine.address import PostgresAddress, parse_url
from bot.worker.give_up import give_up_seconds

EXAMPLE = Path(__file__).parents[2] / "config.example.env"
REQUIRED = {
    "DISCORD_TOKEN": "bot.token.value",
    "TENCENTCLOUD_SECRET_ID": "AKIDFAKE-ID",
    "TENCENTCLOUD_SECRET_KEY": "fake-secret-key",
}


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine the tests run on leaks in."""
    for field in Settings.model_fields.values():
        for name in aliases(field):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(f"{name}_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


def set_required(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in REQUIRED.items():
        monkeypatch.setenv(name, value)


def example_values() -> dict[str, str]:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    return dict(line.removeprefix("#").split("=", 1) for line in lines if re.match(r"#?[A-Z_]+=", line))


def test_example_names_every_variable_once() -> None:
    documented = re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted(aliases(field)[0] for field in Settings.model_fields.values())


def test_the_example_decides_nothing_but_what_has_no_default() -> None:
    """Copied as it is, it would undo what a container, a unit or a manifest sets."""
    assert set(re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)) == set(REQUIRED)


def test_example_values_are_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    set_required(monkeypatch)
    defaults = Settings.load(None)
    for name, value in example_values().items():
        if name not in REQUIRED:
            monkeypatch.setenv(name, value)
    assert Settings.load(None) == defaults


def test_every_variable_has_a_why_above_it() -> None:
    blocks = EXAMPLE.read_text(encoding="utf-8").strip().split("\n\n")[1:]
    assert blocks
    for block in blocks:
        assert block.startswith("# "), block


@pytest.mark.parametrize("password", ["p/a#s@s:w%o?r&d +", "%2F", "ünï", "a" * 200])
def test_a_database_password_of_its_own_may_hold_anything(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    set_required(monkeypatch)
    monkeypatch.setenv("FOLEY_DATABASE_PASSWORD", password)
    for url in ("postgresql://foley@db-1,db-2:5433/foley?sslmode=disable", "postgresql://foley:old@db-1/foley"):
        monkeypatch.setenv("FOLEY_DATABASE_URL", url)
        settings = Settings.load(None)
        address = parse_url(settings.database_url.get_secret_value())
        assert isinstance(address, PostgresAddress)
        parts = urlsplit(address.dsn)
        assert (parts.username, unquote(parts.password or "")) == ("foley", password)
        assert address.shown.startswith("db-1")
        assert parts.query == urlsplit(url).query
        assert {password, quote(password, safe="")} <= set(secrets_of(settings)) or len(password) < 6


def test_a_database_password_without_a_place_for_it_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    set_required(monkeypatch)
    monkeypatch.setenv("FOLEY_DATABASE_PASSWORD", "s3cret")
    assert Settings.load(None).database_url.get_secret_value() == "sqlite:///foley.db"
    monkeypatch.setenv("FOLEY_DATABASE_URL", "postgresql:///foley?user=foley")
    assert Settings.load(None).database_url.get_secret_value() == "postgresql://:s3cret@/foley?user=foley"


def test_all_problems_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENCENTCLOUD_SECRET_KEY", "  ")
    monkeypatch.setenv("FOLEY_POLL_BUDGET", "2")
    monkeypatch.setenv("FOLEY_SHARDS", "3-1/2")
    monkeypatch.setenv("FOLEY_MPS_URL", "ftp://x")
    monkeypatch.setenv("FOLEY_GIVE_UP_AFTER", "soon")
    with pytest.raises(ConfigError) as caught:
        Settings.load(None)
    told = "\n".join(caught.value.problems)
    for name in (
        "DISCORD_TOKEN is not set.",
        "TENCENTCLOUD_SECRET_ID is not set.",
        "TENCENTCLOUD_SECRET_KEY is empty.",
    ):
        assert name in caught.value.problems
    for name in ("FOLEY_POLL_BUDGET", "FOLEY_SHARDS", "FOLEY_MPS_URL", "FOLEY_GIVE_UP_AFTER"):
        assert name in told
    assert len(caught.value.problems) == 7


def test_secrets_by_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_required(monkeypatch)
    monkeypatch.delenv("DISCORD_TOKEN")
    (tmp_path / "token").write_text("from.a.file\n", encoding="utf-8")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "token"))
    assert Settings.load(None).discord_token.get_secret_value() == "from.a.file"


def test_secret_file_named_in_the_dotenv_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_required(monkeypatch)
    monkeypatch.delenv("TENCENTCLOUD_SECRET_KEY")
    (tmp_path / "key").write_text("key-from-file", encoding="utf-8")
    (tmp_path / ".env").write_text(f"TENCENTCLOUD_SECRET_KEY_FILE={tmp_path / 'key'}\n", encoding="utf-8")
    assert Settings.load(tmp_path / ".env").tencentcloud_secret_key.get_secret_value() == "key-from-file"


def test_unreadable_secret_file_is_one_problem_among_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN_FILE", "/does/not/exist")
    with pytest.raises(ConfigError) as caught:
        Settings.load(None)
    assert [problem for problem in caught.value.problems if problem.startswith("DISCORD_TOKEN")] == [
        "DISCORD_TOKEN_FILE names a file that can't be read: /does/not/exist (No such file or directory)."
    ]
    assert len(caught.value.problems) == 3


def test_keys_in_files_are_read_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_required(monkeypatch)
    for part in ("SECRET_ID", "SECRET_KEY", "TOKEN"):
        name = f"TENCENTCLOUD_{part}"
        monkeypatch.delenv(name, raising=False)
        (tmp_path / part).write_text(f"old-{part}\n", encoding="utf-8")
        monkeypatch.setenv(f"{name}_FILE", str(tmp_path / part))
    settings = Settings.load(None)
    assert (
        settings.read_tencent_keys_again()
        == settings.tencent_keys()
        == ("old-SECRET_ID", "old-SECRET_KEY", "old-TOKEN")
    )
    for part in ("SECRET_ID", "SECRET_KEY", "TOKEN"):
        (tmp_path / part).write_text(f"new-{part}\n", encoding="utf-8")
    assert settings.read_tencent_keys_again() == ("new-SECRET_ID", "new-SECRET_KEY", "new-TOKEN")
    (tmp_path / "TOKEN").unlink()
    assert settings.read_tencent_keys_again() == ("new-SECRET_ID", "new-SECRET_KEY", "old-TOKEN")


def test_keys_that_are_no_files_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    set_required(monkeypatch)
    settings = Settings.load(None)
    assert settings.read_tencent_keys_again() == settings.tencent_keys()


@pytest.mark.parametrize("name", ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN"])
def test_temporary_token_under_each_of_its_names(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    set_required(monkeypatch)
    monkeypatch.setenv(name, "temporary-token")
    token = Settings.load(None).tencentcloud_token
    assert token is not None
    assert token.get_secret_value() == "temporary-token"


def test_an_empty_line_hides_no_other_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_required(monkeypatch)
    path = tmp_path / "some.env"
    path.write_text("TENCENTCLOUD_TOKEN=\nTENCENTCLOUD_SESSION_TOKEN=of-a-session\n", "utf-8")
    token = Settings.load(path).tencentcloud_token
    assert token is not None
    assert token.get_secret_value() == "of-a-session"


@pytest.mark.parametrize("content", ["# für den Bot\n".encode("latin-1"), "A=1\n".encode("utf-16")])
def test_a_file_that_is_no_text_is_a_problem_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    set_required(monkeypatch)
    path = tmp_path / "some.env"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        Settings.load(path)
    assert caught.value.problems == (f"{path} is not UTF-8 text.",)


def test_a_folder_in_place_of_the_file_is_a_problem_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_required(monkeypatch)

    def refuse(path: object) -> dict[str, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("bot.settings.reader.dotenv_values", refuse)
    path = tmp_path / "some.env"
    path.write_text("", "utf-8")
    with pytest.raises(ConfigError) as caught:
        Settings.load(path)
    assert caught.value.problems == (f"{path} can't be read: Permission denied.",)


def test_secrets_show_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    set_required(monkeypatch)
    monkeypatch.setenv("FOLEY_DATABASE_URL", "postgresql://foley:database-password%21@host/db")
    settings = Settings.load(None)
    shown = repr(settings) + str(settings) + settings.model_dump_json()
    for secret in (*REQUIRED.values(), "database-password"):
        assert secret not in shown
    hidden = {*REQUIRED.values(), "database-password%21", "database-password!"}
    assert hidden <= set(secrets_of(settings))


@given(value=st.text(min_size=1).filter(lambda text: "\x00" not in text))
def test_a_bad_value_is_a_config_error_that_hides_it(value: str) -> None:
    secret = "s3cret" + value
    told = ""
    try:
        Settings.load(
            None, DISCORD_TOKEN=secret, TENCENTCLOUD_SECRET_ID="i", TENCENTCLOUD_SECRET_KEY="k", FOLEY_SHARDS=value
        )
    except ConfigError as error:
        told = str(error)
    assert secret not in told


def test_give_up_age_by_product(monkeypatch: pytest.MonkeyPatch) -> None:
    set_required(monkeypatch)
    usual = Settings.load(None).give_up_after_seconds
    assert [give_up_seconds(one, usual) for one in (Backend.VOD, Backend.MPS)] == [72 * 3600, 24 * 3600]
    monkeypatch.setenv("FOLEY_GIVE_UP_AFTER", "90m")
    chosen = Settings.load(None).give_up_after_seconds
    assert [give_up_seconds(one, chosen) for one in (Backend.VOD, Backend.MPS)] == [5400, 5400]


def test_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    set_required(monkeypatch)
    monkeypatch.setenv("FOLEY_SHARDS", "4-7/16")
    shards = Settings.load(None).shards
    assert shards == ShardRange(4, 7, 16)
    assert shards is not None
    assert shards.ids == [4, 5, 6, 7]
