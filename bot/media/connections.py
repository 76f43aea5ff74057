"""Open the connections that results are downloaded over: directly to checked addresses, or through a proxy.

A proxy resolves host names itself: then only the list of hosts applies, and restricting what the proxy may reach is up
to its operator. URLs that anybody may have named (``HostRules.anywhere``) are never requested through a proxy.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.media.hosts import HostRules, host_of
from bot.media.resolve import GuardedResolver, Lookup

# Audio and video are already compressed: a content coding only costs time. Servers may send one regardless.
_HEADERS = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "Foley"}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The limits of one download."""

    max_bytes: int = 512 * 1024 * 1024
    total_seconds: float = 600.0
    connect_seconds: float = 15.0
    between_bytes_seconds: float = 30.0
    max_redirects: int = 3
    tries: int = 3
    retry_delay_seconds: float = 1.0


class FetchConnections:
    """Requests URLs that the rules allow. ``proxy_for`` returns the proxy to use for a URL, None for none."""

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
        """Request a URL without following redirects. Raises FetchUnjudged."""
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
        """Return the session for requests through a proxy, whose own address may be private."""
        if self._proxied is None:
            self._proxied = self._open(None)
        return self._proxied

    def _open(self, resolver: AbstractResolver | None) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=resolver,
                use_dns_cache=False,  # the address is checked for every connection
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
