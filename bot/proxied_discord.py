"""Connect to Discord through a proxy that is chosen for each URL.

discord.py takes one proxy for all its requests; but the REST API may be a host of our own network
(FOLEY_DISCORD_API_URL) while the gateway is Discord's, and only one of them behind the proxy.
"""

import aiohttp
from aiohttp.client_reqrep import ClientRequest
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from yarl import URL

from bot.proxies import Proxies


class ProxiedConnector(aiohttp.TCPConnector):
    """Connects through the proxy for each request's URL."""

    def __init__(self, proxies: Proxies) -> None:
        super().__init__(limit=0)  # as discord.py's own
        self._proxies = proxies

    async def connect(self, req: ClientRequest, traces: list[Trace], timeout: aiohttp.ClientTimeout) -> Connection:
        """Connect, through a proxy where there is one."""
        proxy = self._proxies.for_url(str(req.url))
        req.update_proxy(URL(proxy) if proxy else None, None, None)
        return await super().connect(req, traces, timeout)
