"""Resolve host names, and pass only checked addresses on to the connection.

The connector connects to what this resolver returns and does no lookup of its own, so an answer that changes between
check and connection (DNS rebinding) has no effect.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.media.hosts import HostRules

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]


async def system_lookup(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host from the system's resolver. Raises OSError."""
    entries = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # A tuple's first element is the address in both families; a scope is part of it ("fe80::1%eth0").
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


class GuardedResolver(AbstractResolver):
    """Resolves for an aiohttp connector; raises FetchForbidden for a host with an address that is not public."""

    def __init__(self, rules: HostRules, lookup: Lookup) -> None:
        self._rules = rules
        self._lookup = lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the checked addresses of a host."""
        addresses = await self._lookup(host, port)
        if not addresses:
            raise OSError(f"host {host} has no address")
        self._rules.check_addresses(host.lower().removesuffix("."), port, addresses)
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Do nothing: there is nothing to release."""
