"""Parse database URLs, and show them without their secrets."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from bot.errors import ConfigError

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://", "postgresql+asyncpg://")
# The options that name the database where the path does not; a service file may.
_NAMES_DATABASE = ("dbname", "database", "service")
_LAST_PORT = 65535


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

    The driver reads libpq's options from the dsn itself: several hosts, ``target_session_attrs``, ``sslmode``,
    ``sslrootcert``, ``sslcert``, ``sslkey``, ``host`` (a folder for a local socket), ``passfile`` and the rest.
    """

    dsn: str

    def __repr__(self) -> str:
        return f"PostgresAddress({self.shown})"

    @property
    def options(self) -> dict[str, str]:
        """The query parameters of the URL."""
        return _options(urlsplit(self.dsn))

    @property
    def is_local_socket(self) -> bool:
        """Whether the server is reached through a Unix socket and not over the network."""
        hosts = _hosts(urlsplit(self.dsn)) or self.options.get("host", "/")
        return unquote(hosts).startswith("/")

    @property
    def shown(self) -> str:
        """Hosts, ports and database name."""
        parts = urlsplit(self.dsn)
        hosts = _hosts(parts) or self.options.get("host", "local socket")
        named = (self.options.get(one) for one in _NAMES_DATABASE)
        database = parts.path.lstrip("/") or next((one for one in named if one), "")
        return f"{unquote(hosts)}/{unquote(database)}"


Address = SqliteAddress | PostgresAddress


def parse_url(url: str) -> Address:
    """Read a database URL. Raises ConfigError, which never repeats the URL: it may hold a password."""
    if url.startswith(_SQLITE):
        path = unquote(url.removeprefix(_SQLITE))
        if not path or path.startswith(":memory:") or "?" in path:
            raise ConfigError(["FOLEY_DATABASE_URL: sqlite needs the path of a file, as in sqlite:///foley.db"])
        return SqliteAddress(Path(path).absolute())
    for prefix in _POSTGRES:
        if url.startswith(prefix):
            return _parse_postgres("postgresql://" + url.removeprefix(prefix))
    raise ConfigError(["FOLEY_DATABASE_URL: must begin with sqlite:/// or postgresql://"])


def _parse_postgres(dsn: str) -> PostgresAddress:
    try:
        parts = urlsplit(dsn)
        hosts_are_readable = all(_is_host(one) for one in _hosts(parts).split(","))
        options = _options(parts)
    except ValueError:
        raise _unreadable("host, port or options can't be read") from None
    if not hosts_are_readable:
        raise _unreadable("host or port can't be read")
    if parts.netloc.count("@") > 1:
        # The driver would take the host from after the first one.
        raise _unreadable("an @ in the user's name or the password is written %40")
    if not parts.path.strip("/") and not any(options.get(one) for one in _NAMES_DATABASE):
        raise _unreadable("the database name is missing, as in postgresql://user@host/foley")
    return PostgresAddress(dsn)


def _unreadable(problem: str) -> ConfigError:
    return ConfigError([f"FOLEY_DATABASE_URL: {problem}"])


def _hosts(parts: SplitResult) -> str:
    """Return hosts and ports as written in the URL: one, none, or several separated by commas."""
    return parts.netloc.rpartition("@")[2]


def _options(parts: SplitResult) -> dict[str, str]:
    """Return the query parameters. Raises ValueError where the driver would."""
    return dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))


def _is_host(host: str) -> bool:
    """Return whether one entry of the list is a host, with or without a port; an empty one is the local socket."""
    # After the brackets of an IPv6 address, if there are any.
    _, colon, port = host.rpartition("]")[2].partition(":")
    return not colon or (port.isdecimal() and port.isascii() and 0 < int(port) <= _LAST_PORT)
