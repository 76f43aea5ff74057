"""Set up logging: text for people, JSON for machines; secrets masked, repeated lines counted.

Log lines carry ``job`` and ``guild`` fields through ``extra={"job": …}``; prompts, lyrics and Authorization
values are never passed to a logger. The secret filter is the second line of defence, not the first.
"""

import json
import logging
import re
import sys
import time
from collections import deque
from collections.abc import Iterable, Sequence

from bot.clock import Clock, SystemClock

# The stable name that each of our lines begins with: docs/log-events.md lists all of them.
_EVENT = re.compile(r"[a-z_]+(?:\.[a-z_]+)+(?=[: ]|$)")
FIELDS = ("job", "guild", "action", "code", "request_id", "error_id")
EVERY_TIME = {"every_time": True}
"""``extra`` of a line that is logged however often it repeats."""
_MASK = "[secret]"
_MOST_LEARNED = 60  # keys that are renewed every hour stay hidden for most of a day
# These log headers, bodies or people's whole messages at DEBUG.
_QUIET = (
    "discord.gateway",
    "discord.http",
    "discord.webhook",
    "discord.client",
    "aiosqlite",
    "asyncio",
    "PIL",
    "alembic",
    "urllib3",
)


class SecretFilter(logging.Filter):
    """Replaces every known secret in the finished line, tracebacks included."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__()
        self._initial = tuple(secrets)
        self._learned: deque[str] = deque(maxlen=_MOST_LEARNED)
        self._secrets: list[str] = []
        self.learn(())

    def learn(self, secrets: Iterable[str]) -> None:
        """Mask these secrets, too, from now on."""
        self._learned.extend(secret for secret in secrets if secret not in (*self._initial, *self._learned))
        self._secrets = sorted((*self._initial, *self._learned), key=len, reverse=True)

    def scrub(self, text: str) -> str:
        """Return ``text`` without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, _MASK)
        return text


class RepeatFilter(logging.Filter):
    """Lets the first of a repeated warning or error through, then one a minute with a count.

    Errors about different jobs are different errors.
    """

    def __init__(self, clock: Clock, every_seconds: float = 60.0, remembered: int = 512) -> None:
        super().__init__()
        self._clock = clock
        self._every_seconds = every_seconds
        self._remembered = remembered
        self._seen: dict[tuple[str, int, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is logged."""
        if record.levelno < logging.WARNING or getattr(record, "every_time", False):
            return True
        text = f"{getattr(record, 'code', '')}{record.msg}"
        if record.levelno >= logging.ERROR:  # every job that failed for good is logged
            text += str(getattr(record, "job", ""))
        key = (record.name, record.levelno, text)
        now = self._clock.monotonic()
        logged_at, suppressed = self._seen.get(key, (-self._every_seconds, 0))
        if now - logged_at < self._every_seconds:
            self._seen[key] = (logged_at, suppressed + 1)
            return False
        if len(self._seen) >= self._remembered:
            self._seen.clear()
        self._seen[key] = (now, 0)
        record.repeated = suppressed
        return True


class TextFormatter(logging.Formatter):
    """One line for a person: time, level, logger, message, fields."""

    def __init__(self, secrets: SecretFilter) -> None:
        super().__init__()
        self.secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        stamp = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(record.created))
        fields = "".join(f" {name}={getattr(record, name)}" for name in FIELDS if getattr(record, name, None))
        repeated = getattr(record, "repeated", 0)
        again = f" (and {repeated} more like it since the last line)" if repeated else ""
        line = f"{stamp}Z {record.levelname:<7} {record.name}: {record.getMessage()}{fields}{again}"
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return self.secrets.scrub(line)


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def __init__(self, secrets: SecretFilter) -> None:
        super().__init__()
        self.secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        entry: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if event := _EVENT.match(record.msg if isinstance(record.msg, str) else ""):
            entry["event"] = event[0]
        entry |= {name: getattr(record, name) for name in FIELDS if getattr(record, name, None)}
        if getattr(record, "repeated", 0):
            entry["repeated"] = record.repeated  # type: ignore[attr-defined]  # set by RepeatFilter
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        # Masked before JSON escapes quotes and backslashes, which a secret may contain.
        clean = {name: self._scrubbed(value) for name, value in entry.items()}
        return json.dumps(clean, ensure_ascii=False)

    def _scrubbed(self, value: object) -> object:
        return value if isinstance(value, int | float) else self.secrets.scrub(str(value))


def configure(level: str, *, as_json: bool, secrets: Sequence[str], clock: Clock | None = None) -> None:
    """Send all logging of the process to stderr. Called once, by the command line; never by the extension."""
    scrubber = SecretFilter(secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(scrubber) if as_json else TextFormatter(scrubber))
    handler.addFilter(RepeatFilter(clock or SystemClock()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    set_level(level)
    logging.captureWarnings(capture=True)


def set_level(level: str) -> None:
    """Log records of this level or above from now on."""
    logging.getLogger().setLevel(level)
    for name in _QUIET:
        # Their DEBUG lines contain request bodies: prompts.
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))
    logging.getLogger("alembic").setLevel(logging.WARNING)


def hide(secrets: Iterable[str]) -> None:
    """Mask secrets that were read since the start, too. Does nothing where logging was not configured by Foley."""
    learned = tuple(secrets)
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, TextFormatter | JsonFormatter):
            handler.formatter.secrets.learn(learned)
