"""Open the connections that results are downloaded over: directly to checked addresses, or through a proxy.

Through a proxy it is the proxy that looks a host up: then the list of hosts holds alone, and what the proxy may reach
is its own operator's to say. What anybody may have named (``HostRules.anywhere``) is not asked for through one.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.media.hosts import HostRules, host_of
from bot.media.resolve import GuardedResolver, Lookup

# A sound or a film is packed already: another coding only costs time. Servers may send one regardless.
_HEADERS = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "Foley"}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one download may take."""

    max_bytes: int = 512 * 1024 * 1024
    total_seconds: float = 600.0
    connect_seconds: float = 15.0
    between_bytes_seconds: float = 30.0
    max_redirects: int = 3
    tries: int = 3
    retry_delay_seconds: float = 1.0


class FetchConnections:
    """Asks for addresses that the rules have let through. ``proxy_for`` names the proxy that leads to one."""

    def __init__(
        self, rules: HostRules, limits: FetchLimits, lookup: Lookup, proxy_for: Callable[[str], str | None]
    ) -> None:
        self._rules = rules
        self._limits = limits
        self._lookup = lookup
        self._proxy_for = proxy_for
        self._direct: aiohttp.ClientSession | None = None
        self._proxied: aiohttp.ClientSession | None = None

    def get(self, url: URL) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """Ask for an address, following no redirect. Raises FetchUnjudged."""
        proxy = self._proxy_for(str(url))
        if proxy is None:
            return self._direct_session().get(url, allow_redirects=False)
        self._rules.check_unseen(host_of(url), url.port or 0)
        return self._proxied_session().get(url, allow_redirects=False, proxy=proxy)

    async def close(self) -> None:
        """Close every connection."""
        sessions, self._direct, self._proxied = (self._direct, self._proxied), None, None
        for session in sessions:
            if session is not None:
                await session.close()

    def _direct_session(self) -> aiohttp.ClientSession:
        if self._direct is None:
            self._direct = self._open(GuardedResolver(self._rules, self._lookup))
        return self._direct

    def _proxied_session(self) -> aiohttp.ClientSession:
        """Return what asks through a proxy, which may have a private address itself."""
        if self._proxied is None:
            self._proxied = self._open(None)
        return self._proxied

    def _open(self, resolver: AbstractResolver | None) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=resolver,
                use_dns_cache=False,  # every connection is checked by itself
                force_close=True,
                limit=32,
            ),
            timeout=aiohttp.ClientTimeout(
                total=None,  # asyncio.timeout above bounds all hops together
                sock_connect=self._limits.connect_seconds,
                sock_read=self._limits.between_bytes_seconds,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=_HEADERS,
            auto_decompress=False,
            trust_env=False,
        )
