"""Send errors to Sentry by its own library, without anything from a request in them.

An event is made from a logged error: the unformatted message, the fields of :data:`bot.logs.FIELDS`, the class of an
exception and where it was raised. Variable values (an exception's message, arguments of the log line, local variables,
URLs) may contain a prompt or a key, so they are left out rather than searched; the rest still goes through the log's
own filter. Imported only if enabled: it needs the extra ``sentry``.
"""

import logging
from collections.abc import Sequence
from typing import Any

import sentry_sdk
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.types import Event, Hint

from bot import __version__
from bot.logs import FIELDS, SecretFilter

_FLUSH_SECONDS = 2.0
_EVENT_KEYS = frozenset(
    {"event_id", "timestamp", "level", "logger", "platform", "release", "server_name", "logentry", "exception", "sdk"}
)
_FRAME_KEYS = (
    "filename",
    "abs_path",
    "module",
    "function",
    "lineno",
    "context_line",
    "pre_context",
    "post_context",
    "in_app",
)


class ErrorEvents:
    """Sends errors until it is closed."""

    def __init__(self, dsn: str, secrets: Sequence[str]) -> None:
        scrubber = SecretFilter(secrets)

        def before_send(event: Event, hint: Hint) -> Event | None:
            return clean(event, hint, scrubber)

        sentry_sdk.init(
            dsn=dsn,
            release=f"foley-bot@{__version__}",
            before_send=before_send,
            # No others: they patch libraries and keep URLs and headers as breadcrumbs.
            default_integrations=False,
            auto_enabling_integrations=False,
            integrations=[LoggingIntegration(level=None, event_level=logging.ERROR), DedupeIntegration()],
            include_local_variables=False,
            max_breadcrumbs=0,
            auto_session_tracking=False,
            shutdown_timeout=_FLUSH_SECONDS,
        )

    def close(self) -> None:
        """Flush and stop. Blocks: call it in a thread."""
        sentry_sdk.get_client().close(timeout=_FLUSH_SECONDS)


def clean(event: Event, hint: Hint, scrubber: SecretFilter) -> Event:
    """Return an event with only the fields known to be harmless."""
    kept: dict[str, Any] = {key: value for key, value in event.items() if key in _EVENT_KEYS}
    if "logentry" in kept:
        kept["logentry"] = {"message": kept["logentry"].get("message", "")}
    for exception in kept.get("exception", {}).get("values", ()):
        exception["value"] = ""
        for frame in (exception.get("stacktrace") or {}).get("frames", ()):
            for key in [key for key in frame if key not in _FRAME_KEYS]:
                del frame[key]
    record = hint.get("log_record")
    kept["tags"] = {name: str(getattr(record, name)) for name in FIELDS if getattr(record, name, None)}
    cleaned: Event = _scrubbed(kept, scrubber)
    return cleaned


def _scrubbed(value: Any, scrubber: SecretFilter) -> Any:
    if isinstance(value, str):
        return scrubber.scrub(value)
    if isinstance(value, dict):
        return {key: _scrubbed(one, scrubber) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(one, scrubber) for one in value]
    return value
