"""Database URLs: read, and shown without their secrets."""

from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.store.engine.address import PostgresAddress, SqliteAddress, parse_url


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///foley.db", "foley.db"),
        ("sqlite:////data/foley.db", "/data/foley.db"),
        ("sqlite:///with%20space.db", "with space.db"),
    ],
)
def test_sqlite_paths(url: str, path: str) -> None:
    assert parse_url(url) == SqliteAddress(Path(path).absolute())


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:s%40cret@db:5433/foley?sslmode=verify-full", "db:5433/foley"),
        ("postgres://u:secret@db/foley", "db/foley"),
        ("postgresql+asyncpg://u:secret@db/foley", "db/foley"),
        ("postgresql://u:secret@/foley?host=/run/pg", "/run/pg/foley"),
        ("postgresql:///foley", "local socket/foley"),
    ],
)
def test_postgres_addresses_show_host_and_name_only(url: str, shown: str) -> None:
    address = parse_url(url)
    assert isinstance(address, PostgresAddress)
    assert address.dsn.startswith("postgresql://")
    assert address.shown == shown
    assert "cret" not in repr(address) + str(address)


@pytest.mark.parametrize(
    "url", ["", "foley.db", "mysql://u:secret@h/d", "sqlite:///:memory:", "sqlite:///", "postgresql://secret@h/"]
)
def test_what_is_no_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse_url(url)
    assert refused.value.problems[0].startswith("FOLEY_DATABASE_URL: ")
    assert "secret" not in str(refused.value)
