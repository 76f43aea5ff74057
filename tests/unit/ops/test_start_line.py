"""The first log line of a process: what runs with which settings, and no secret of them."""

from pathlib import Path

from bot import __version__
from bot.ops.start_line import start_line
from bot.settings import Settings, secrets_of
from bot.store.maintenance.migrate import known_revisions

SECRETS = {
    "DISCORD_TOKEN": "MTIz.secret-of-discord",
    "TENCENTCLOUD_SECRET_ID": "AKIDsecretid",
    "TENCENTCLOUD_SECRET_KEY": "secret-key-of-tencent",
    "FOLEY_DATABASE_URL": "postgresql://foley:secret-of-postgres@db/foley",
}


def load(**more: str) -> Settings:
    return Settings.load(None, **SECRETS, **more)


def test_versions_schema_and_database_are_told() -> None:
    line = start_line(load())
    assert line.startswith(f"version={__version__} python=3.")
    assert f" schema={max(known_revisions())} database=postgresql" in line
    assert line.endswith("database=postgresql"), "everything else is at its default"


def test_what_is_set_is_told_by_its_variable(tmp_path: Path) -> None:
    catalog = tmp_path / "models.toml"
    catalog.touch()
    line = start_line(
        load(FOLEY_SHARDS="0-3/16", FOLEY_CATALOG=str(catalog), FOLEY_RESULT_HOSTS=".a.example,.b.example")
    )
    assert " FOLEY_RESULT_HOSTS=.a.example,.b.example" in line
    assert f" FOLEY_CATALOG={catalog}" in line
    assert " FOLEY_SHARDS=0-3/16" in line


def test_no_secret_is_told() -> None:
    settings = load(TENCENTCLOUD_TOKEN="secret-session", FOLEY_DISCORD_API_URL="http://me:hunter2@proxy.example/api")
    line = start_line(settings)
    assert not [secret for secret in secrets_of(settings) if secret in line]
    assert "secret" not in line
    assert "FOLEY_DISCORD_API_URL=http://proxy.example/api" in line
