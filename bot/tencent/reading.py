"""Read answers safely: whatever the JSON contains, return a value of the promised type.

The service sends ``null`` for lists, unknown extra keys, placeholders for times and numbers as text. None of it
may raise, so each product reads its fields through this module. It also keeps people's words out of log lines.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

Fields = Mapping[str, Any]
_MESSAGE_LIMIT = 200
_HIDDEN_PREFIX_LENGTH = 8
_SHORTEST_HIDDEN = 3
_LINK = re.compile(r"\S*://\S+")
_LARGEST_INTEGER = 2**53


def text(value: object) -> str:
    """Return a string that can be stored anywhere: no NUL, no lone surrogates. Empty for anything else."""
    if not isinstance(value, str):
        return ""
    if value.isascii() and "\0" not in value:  # nearly always
        return value
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def integer(value: object, default: int = 0) -> int:
    """Return an integer, also from ``"3"`` or ``3.0``; ``default`` for anything else."""
    if isinstance(value, int):
        return int(value) if abs(value) <= _LARGEST_INTEGER else default
    parsed = number(value)
    return default if parsed is None or abs(parsed) > _LARGEST_INTEGER else int(parsed)


def number(value: object) -> float | None:
    """Return a finite number, also from text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        parsed = float(value)
    except (ValueError, OverflowError):
        return None
    return parsed if math.isfinite(parsed) else None


def length_seconds(value: object) -> float | None:
    """Return a length in seconds; None for a missing, zero or invalid one."""
    seconds = number(value)
    return seconds if seconds is not None and seconds > 0 else None


def mapping(value: object) -> Fields:
    """Return an object's fields; empty for ``null`` and anything else."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> Iterator[Any]:
    """Yield the items of a list; none for ``null`` and anything else."""
    if isinstance(value, list):
        yield from value


def texts(value: object) -> tuple[str, ...]:
    """Return the non-empty strings of a list."""
    return tuple(item for item in map(text, items(value)) if item)


def link(value: object) -> str:
    """Return an absolute http or https URL, else an empty string."""
    url = text(value).strip()
    try:
        parts = urlsplit(url)
        is_valid = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets without a valid IPv6 address
        return ""
    return url if is_valid else ""


def moment(value: object) -> float | None:
    """Return unix seconds of an ISO time; None for the service's placeholders (year 0 or 1) and invalid ones."""
    try:
        when = datetime.fromisoformat(text(value))
        seconds = (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
    return seconds if seconds > 0 else None


def short(message: object, private: Iterable[str] = ()) -> str:
    """Return the service's message for the log and the database: one short line, without links or what people wrote.

    ``private``: the prompts and lyrics of the call. A short one is masked; at the beginning of a longer one, of which
    the service may quote only the start, the line ends.
    """
    line = _LINK.sub("<link>", " ".join(text(message).split()))
    for words in private:
        start = " ".join(words.split())[:_HIDDEN_PREFIX_LENGTH]
        if len(start) >= _SHORTEST_HIDDEN:
            rest = ".*" if len(start) == _HIDDEN_PREFIX_LENGTH else ""
            line = re.sub(re.escape(start) + rest, "…", line, flags=re.IGNORECASE)
    return line[:_MESSAGE_LIMIT]
