"""`foley check`, outgoing connections: the proxy if one is set, and the hosts of results."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import aiohttp
from yarl import URL

from bot.errors import FetchError, FetchForbidden
from bot.media import Fetcher, FetchLimits, HostRules
from bot.media.hosts import is_fake
from bot.media.resolve import Lookup
from bot.ops.check.report import Level, Line
from bot.proxies import shown
from bot.settings import Settings

_PROXY, _RESULTS = "proxy", "results"
_SECONDS = 10.0
_SHORT_LIMITS = FetchLimits(total_seconds=_SECONDS, connect_seconds=_SECONDS, tries=1)
_BYTES = 256
_PROXY_AUTHENTICATION_REQUIRED = 407
# A host that always exists below a suffix of the list: the service's own
# (https://www.tencentcloud.com/document/product/436/8291).
_KNOWN_HOSTS = {".myqcloud.com": "service.cos.myqcloud.com"}
_MOST_HOSTS = 4


async def check_proxies(settings: Settings) -> list[Line]:
    """Request one URL through each proxy."""
    urls = (settings.discord_api_url, settings.mps_url, settings.vod_url)
    url_by_proxy = {proxy: url for url in reversed(urls) if (proxy := settings.proxies.for_url(url))}
    return list(await asyncio.gather(*(_check_proxy(proxy, url) for proxy, url in url_by_proxy.items())))


async def _check_proxy(proxy: str, url: str) -> Line:
    who, host = f"The proxy {shown(proxy)}", URL(url).host
    try:
        timeout = aiohttp.ClientTimeout(total=_SECONDS)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url, proxy=proxy, allow_redirects=False) as response,
        ):
            status = response.status if response.status == _PROXY_AUTHENTICATION_REQUIRED else 200
    except aiohttp.ClientHttpProxyError as error:
        status = error.status
    except (aiohttp.ClientProxyConnectionError, TimeoutError) as error:
        reason = error.os_error.strerror if isinstance(error, aiohttp.ClientProxyConnectionError) else "no answer"
        text = f"{who} can't be reached ({reason})."
        return Line(_PROXY, Level.AWAY, text, "Start it, or correct FOLEY_PROXY or HTTPS_PROXY.")
    except (aiohttp.ClientError, OSError, ValueError):
        status = 200  # the proxy works; faults of the server behind it are reported by its own check
    if status == _PROXY_AUTHENTICATION_REQUIRED:
        advice = "Write them into its address: http://user:password@host:port."
        return Line(_PROXY, Level.WRONG, f"{who} asks for a name and password, or for others (HTTP 407).", advice)
    if status != 200:
        level = Level.AWAY if status >= 500 else Level.WRONG
        return Line(_PROXY, level, f"{who} does not lead to {host} (HTTP {status}).", "Let it through there.")
    return Line(_PROXY, Level.OK, f"{who} leads to {host}.")


async def check_results(settings: Settings, lookup: Lookup) -> list[Line]:
    """Request a few hosts of the list, in the same way as results."""
    rules = replace(HostRules.parse(settings.result_hosts), fake_addresses=settings.fake_addresses)
    fetcher = Fetcher(rules, _SHORT_LIMITS, lookup=lookup, proxy_for=settings.proxies.for_url)
    hosts = list(_hosts(settings.result_hosts))[:_MOST_HOSTS]
    try:
        lines = await asyncio.gather(*(_check_host(fetcher, lookup, *host) for host in hosts))
    finally:
        await fetcher.close()
    bad = [line for line in lines if line is not None]
    if bad or not hosts:
        return bad
    return [Line(_RESULTS, Level.OK, f"Results can be fetched; tried: {', '.join(host for host, _, _ in hosts)}.")]


def _hosts(entries: tuple[str, ...]) -> Iterator[tuple[str, str, Level]]:
    """Yield hosts to try with their URL, and the level of a failure to reach them."""
    for entry in entries:
        if entry in _KNOWN_HOSTS:
            # Not a host of results itself: a failure to reach it proves little.
            yield _KNOWN_HOSTS[entry], f"https://{_KNOWN_HOSTS[entry]}/", Level.WARN
        elif not entry.startswith("."):
            yield entry, f"{'http' if ':' in entry else 'https'}://{entry}/", Level.AWAY


async def _check_host(fetcher: Fetcher, lookup: Lookup, host: str, url: str, failure_level: Level) -> Line | None:
    try:
        await fetcher.peek(url, _BYTES)
    except FetchForbidden as error:
        text = f"Results can't be fetched and would be links only: {error}."
        if any(is_fake(address) for address in await lookup(host, 443)):
            return Line(_RESULTS, Level.WRONG, text, "A transparent proxy makes it up: set FOLEY_FAKE_ADDRESSES=true.")
        return Line(_RESULTS, Level.WRONG, text, "Let this machine's DNS answer with public addresses.")
    except FetchError as error:
        advice = "Let this machine reach it (TCP 443), or set FOLEY_PROXY."
        return Line(_RESULTS, failure_level, f"Results might not be fetched: {error}.", advice)
    return None
