"""The operator's HTTP server: /healthz, /readyz, /metrics. Read-only, GET and HEAD only, off if no address is set.

It keeps running while the bot restarts, so that a bot that can't start is visible. Exposes no secrets or user data.
"""

import json
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.errors import ConfigError
from bot.ops.metrics import CONTENT_TYPE, Metrics
from bot.ops.readiness import Readiness

log = logging.getLogger(__name__)
_CLOSE_SECONDS = 1.0
_NO_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class HealthServer:
    """Listens on ``bind`` (HOST:PORT); does nothing if that is empty."""

    def __init__(
        self, bind: str, metrics: Metrics, readiness: Readiness, refresh: Callable[[], Awaitable[None]]
    ) -> None:
        self._bind = bind
        self._metrics = metrics
        self._readiness = readiness
        self._refresh = refresh
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self) -> None:
        """Start listening. Raises ConfigError if the address can't be bound."""
        if not self._bind:
            return
        host, _, port = self._bind.rpartition(":")
        runner = web.AppRunner(
            self._application(), access_log=None, handle_signals=False, shutdown_timeout=_CLOSE_SECONDS
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        except OSError as error:
            await runner.cleanup()
            raise ConfigError([_sentence(self._bind, error)]) from None
        self._runner = runner
        self.port = int(runner.addresses[0][1])
        log.info("health.listening host=%s port=%d", host, self.port)

    async def close(self) -> None:
        """Stop listening. Safe to call twice."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=1024)
        application.router.add_get("/healthz", self._healthz)  # add_get answers HEAD too, and 405 to the rest
        application.router.add_get("/readyz", self._readyz)
        application.router.add_get("/metrics", self._show_metrics)
        return application

    async def _healthz(self, _request: web.Request) -> web.Response:
        """Answer that the event loop runs, as otherwise there would be no answer."""
        return _json({"status": "ok"}, 200)

    async def _readyz(self, _request: web.Request) -> web.Response:
        findings = await self._readiness.findings()
        ready = all(finding.ok or not finding.needed for finding in findings.values())
        checks = {name: {"ok": finding.ok, "detail": finding.detail} for name, finding in findings.items()}
        return _json({"status": "ready" if ready else "not ready", "checks": checks}, 200 if ready else 503)

    async def _show_metrics(self, _request: web.Request) -> web.Response:
        await self._refresh()
        return web.Response(body=self._metrics.exposition(), headers={**_NO_STORE, "Content-Type": CONTENT_TYPE})


def _json(body: object, status: int) -> web.Response:
    return web.Response(text=json.dumps(body) + "\n", status=status, content_type="application/json", headers=_NO_STORE)


def _sentence(bind: str, error: OSError) -> str:
    return f"FOLEY_HTTP_BIND can't be used: {bind} ({error.strerror or error})."
