"""Open traces and error events if they are enabled; their libraries are optional extras."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.errors import ConfigError
from bot.settings import Settings, secrets_of

if TYPE_CHECKING:
    from bot.ops.telemetry.traces import Traces


@asynccontextmanager
async def observing(settings: Settings, clock: Clock) -> "AsyncIterator[Traces | None]":
    """Send traces and errors within the block. Raises ConfigError if an extra is missing."""
    problems = [
        f"{variable} needs what is not installed: pip install 'foley-bot[{extra}]'."
        for wanted, variable, extra, module in (
            (settings.otlp_url, "FOLEY_OTLP_URL", "otel", "opentelemetry.exporter"),
            (settings.sentry_dsn, "FOLEY_SENTRY_DSN", "sentry", "sentry_sdk"),
        )
        if wanted and not _is_installed(module)
    ]
    if problems:
        raise ConfigError(problems)
    async with AsyncExitStack() as stack:
        if settings.sentry_dsn is not None:
            from bot.ops.telemetry.error_events import ErrorEvents

            events = ErrorEvents(settings.sentry_dsn.get_secret_value(), secrets_of(settings))
            stack.push_async_callback(asyncio.to_thread, events.close)
        if not settings.otlp_url:
            yield None
            return
        from bot.ops.telemetry.traces import Traces

        traces = Traces(settings.otlp_url, clock, share=settings.trace_share)
        stack.push_async_callback(asyncio.to_thread, traces.close)
        yield traces


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # raised for a missing parent package
        return False
