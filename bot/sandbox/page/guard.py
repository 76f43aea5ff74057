"""Access control of the page: this machine's own browser, on the page's own origin. Pure except for the middleware.

A page on loopback is reachable from any website the browser has open, so every request must have this Host
(against DNS rebinding), and every request that changes state must have this Origin (against cross-site requests).
"""

from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Checks Host and Origin against the port the page listens on."""

    def __init__(self) -> None:
        self.port = 0

    def allows(self, host: str | None, origin: str | None, *, acting: bool) -> bool:
        """Return whether a request is allowed; with ``acting``, it must have the page's Origin."""
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        if host not in hosts:
            return False
        if origin is None:
            return not acting
        return origin == f"http://{host}"

    def middleware(self) -> Middleware:
        """Return the aiohttp middleware."""

        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            acting = request.method not in ("GET", "HEAD") or "Upgrade" in request.headers
            if not self.allows(request.headers.get("Host"), request.headers.get("Origin"), acting=acting):
                return web.Response(status=403, text="This page answers only itself, on this machine.")
            try:
                return await handler(request)
            except web.HTTPException as error:
                return web.Response(status=error.status, text=error.reason)

        return check


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Add the security headers that a response has not set itself."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
