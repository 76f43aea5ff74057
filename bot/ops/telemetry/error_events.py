"""Errors sent to Sentry by its own library, without anything of a request in them.

An event is what was logged as an error: the unformatted sentence, the fields of :data:`bot.logs.FIELDS`, the class of
an exception and where it was raised. Values of the moment (an exception's own words, arguments of the log line, local
variables, addresses) may hold a prompt or a key, so they are left out rather than searched for; what remains still goes
through the log's own filter. Imported only where it is switched on: it needs the extra ``sentry``.
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
_KEPT = frozenset(
    {"event_id", "timestamp", "level", "logger", "platform", "release", "server_name", "logentry", "exception", "sdk"}
)
_FRAME = (
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
    """Sends errors from now on until it is closed."""

    def __init__(self, dsn: str, secrets: Sequence[str]) -> None:
        scrubber = SecretFilter(secrets)

        def before_send(event: Event, hint: Hint) -> Event | None:
            return clean(event, hint, scrubber)

        sentry_sdk.init(
            dsn=dsn,
            release=f"foley-bot@{__version__}",
            before_send=before_send,
            # No other: they patch libraries and keep addresses and headers as breadcrumbs.
            default_integrations=False,
            auto_enabling_integrations=False,
            integrations=[LoggingIntegration(level=None, event_level=logging.ERROR), DedupeIntegration()],
            include_local_variables=False,
            max_breadcrumbs=0,
            auto_session_tracking=False,
            shutdown_timeout=_FLUSH_SECONDS,
        )

    def close(self) -> None:
        """Send what is left, and stop. Blocks: for a thread."""
        sentry_sdk.get_client().close(timeout=_FLUSH_SECONDS)


def clean(event: Event, hint: Hint, scrubber: SecretFilter) -> Event:
    """Return an event with what is known to be harmless, and nothing else."""
    kept: dict[str, Any] = {key: value for key, value in event.items() if key in _KEPT}
    if "logentry" in kept:
        kept["logentry"] = {"message": kept["logentry"].get("message", "")}
    for exception in kept.get("exception", {}).get("values", ()):
        exception["value"] = ""
        for frame in (exception.get("stacktrace") or {}).get("frames", ()):
            for key in [key for key in frame if key not in _FRAME]:
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
