"""Discord through a proxy, decided for each address anew.

discord.py takes one proxy for all it asks; but its REST side may be a host of our own network (FOLEY_DISCORD_API_URL)
while the gateway is Discord's, and only one of them behind the proxy.
"""

import aiohttp
from aiohttp.client_reqrep import ClientRequest
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from yarl import URL

from bot.proxies import Proxies


class ProxiedConnector(aiohttp.TCPConnector):
    """Connects through the proxy that leads to the address of each request."""

    def __init__(self, proxies: Proxies) -> None:
        super().__init__(limit=0)  # as discord.py's own
        self._proxies = proxies

    async def connect(self, req: ClientRequest, traces: list[Trace], timeout: aiohttp.ClientTimeout) -> Connection:
        """Connect, by way of a proxy where there is one."""
        proxy = self._proxies.for_url(str(req.url))
        req.update_proxy(URL(proxy) if proxy else None, None, None)
        return await super().connect(req, traces, timeout)
