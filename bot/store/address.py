"""Database URLs: what they may say, and how they are shown without their secrets."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from bot.errors import ConfigError

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://", "postgresql+asyncpg://")


@dataclass(frozen=True, slots=True)
class SqliteAddress:
    """A database file."""

    path: Path

    @property
    def shown(self) -> str:
        """The path."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A PostgreSQL database. ``dsn`` holds the password: never show it.

    The driver reads libpq's options from the dsn itself: ``sslmode``, ``sslrootcert``, ``sslcert``, ``sslkey``,
    ``host`` (a folder for a local socket), ``passfile`` and the rest.
    """

    dsn: str

    def __repr__(self) -> str:
        return f"PostgresAddress({self.shown})"

    @property
    def shown(self) -> str:
        """Host, port and database name."""
        parts = urlsplit(self.dsn)
        query = parse_qs(parts.query)
        host = parts.netloc.rpartition("@")[2] or query.get("host", ["local socket"])[0]
        return f"{unquote(host)}/{unquote(parts.path.lstrip('/'))}"


Address = SqliteAddress | PostgresAddress


def parse_url(url: str) -> Address:
    """Read a database URL. Raises ConfigError, which never repeats the URL: it may hold a password."""
    if url.startswith(_SQLITE):
        path = unquote(url.removeprefix(_SQLITE))
        if not path or path.startswith(":memory:") or "?" in path:
            raise ConfigError(["FOLEY_DATABASE_URL: sqlite needs the path of a file, as in sqlite:///foley.db"])
        return SqliteAddress(Path(path))
    for prefix in _POSTGRES:
        if url.startswith(prefix):
            return _parse_postgres("postgresql://" + url.removeprefix(prefix))
    raise ConfigError(["FOLEY_DATABASE_URL: must begin with sqlite:/// or postgresql://"])


def _parse_postgres(dsn: str) -> PostgresAddress:
    try:
        parts = urlsplit(dsn)
        port_is_readable = parts.port is None or parts.port > 0
    except ValueError:
        port_is_readable = False
        parts = urlsplit("")
    if not port_is_readable:
        raise ConfigError(["FOLEY_DATABASE_URL: host or port can't be read"])
    if not parts.path.strip("/"):
        raise ConfigError(["FOLEY_DATABASE_URL: the database name is missing, as in postgresql://user@host/foley"])
    return PostgresAddress(dsn)
