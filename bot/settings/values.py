"""Parse single settings: shards, lists of hosts, durations, proxy URLs. Reads nothing."""

from enum import StrEnum
from urllib.parse import urlsplit

HOUR_SECONDS = 3600.0


class LogFormat(StrEnum):
    """The format of log lines."""

    TEXT = "text"
    JSON = "json"


class ShardRange:
    """Which shards this process serves: ``first`` to ``last`` of ``total``."""

    __slots__ = ("first", "last", "total")

    def __init__(self, first: int, last: int, total: int) -> None:
        self.first, self.last, self.total = first, last, total

    @property
    def ids(self) -> list[int]:
        """The shard ids of this process."""
        return list(range(self.first, self.last + 1))

    def __repr__(self) -> str:
        return f"{self.first}-{self.last}/{self.total}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ShardRange) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))


def parse_shards(value: object) -> object:
    """Parse ``0-3/16``; ``all`` is None."""
    if not isinstance(value, str):
        return value
    if value.strip().lower() in ("", "all"):
        return None
    try:
        span, total = value.split("/")
        first, _, last = span.partition("-")
        shards = ShardRange(int(first), int(last or first), int(total))
    except ValueError:
        raise ValueError("must be 'all' or look like 0-3/16") from None
    if not 0 <= shards.first <= shards.last < shards.total:
        raise ValueError("must be 'all' or look like 0-3/16, with shards counted from 0 and below the total")
    return shards


def parse_hosts(value: object) -> object:
    """Parse entries separated by commas."""
    if isinstance(value, str):
        return tuple(part.strip().lower() for part in value.split(",") if part.strip())
    return value


def empty_is_none(value: object) -> object:
    """Treat an empty value as not set."""
    return None if isinstance(value, str) and not value.strip() else value


def parse_duration_seconds(value: object) -> object:
    """Parse ``90s``, ``15m``, ``24h`` or ``3d``; a bare number is hours."""
    if not isinstance(value, str) or not value.strip():
        return empty_is_none(value)
    text = value.strip().lower()
    units = {"s": 1.0, "m": 60.0, "h": HOUR_SECONDS, "d": 24 * HOUR_SECONDS}
    number, unit = (text[:-1], text[-1]) if text[-1] in units else (text, "h")
    try:
        return float(number) * units[unit]
    except ValueError:
        raise ValueError("must be a length of time such as 24h, 90m or 3d") from None


def parse_proxy(value: str) -> str:
    """Parse ``http://host:port``, with or without the scheme, or with ``user:password@``."""
    text = value.strip()
    address = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(address)
        is_valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is not a number
        is_valid = False
    if not is_valid:
        raise ValueError("must be an HTTP proxy such as http://proxy.example:3128 (no SOCKS)")
    return address.rstrip("/")
