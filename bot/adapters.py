"""Open the adapters to the outside world: Tencent Cloud, result media and the URLs people type."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from urllib.parse import urlsplit

from bot import logs
from bot.catalog.catalog import Catalog
from bot.clock import Clock
from bot.jobs.model import Backend, Request
from bot.media import (
    ByteBudget,
    DiskResultCache,
    Fetcher,
    FetchLimits,
    HostRules,
    MediaTools,
    References,
    WorkerCaps,
    WorkerPool,
    work_root,
)
from bot.ops.metrics import Metrics
from bot.settings import Settings, worth_hiding
from bot.tencent.client import Account, TencentClient
from bot.tencent.limiter import Limiter
from bot.tencent.provider import ProviderOptions, TencentProvider, as_it_is
from bot.tencent.signing import Credentials
from bot.tencent.transport import open_connections

_REFERENCE_LIMITS = FetchLimits(total_seconds=5.0, connect_seconds=3.0, between_bytes_seconds=3.0, tries=1)


async def open_provider(
    stack: AsyncExitStack,
    settings: Settings,
    clock: Clock,
    catalog: Catalog,
    metrics: Metrics | None = None,
    may_create: Callable[[], bool] = lambda: True,
    renew_links: Callable[[Request], Awaitable[Request]] = as_it_is,
) -> tuple[TencentProvider, Limiter]:
    """Open the Tencent Cloud provider, and return it with its rate limiter. Closed with the stack."""
    connections = await stack.enter_async_context(open_connections(proxy_for=settings.proxies.for_url))
    addresses = {Backend.MPS: settings.mps_url, Backend.VOD: settings.vod_url}
    on_call = metrics.called if metrics else None
    client = TencentClient(
        connections,
        Account(Credentials(*settings.tencent_keys()), addresses, read_again=lambda: _read_keys_again(settings)),
        clock,
        on_call=on_call,
        may_create=may_create,
    )
    provider = TencentProvider(
        client,
        clock,
        renew_links=renew_links,
        lyrics_key=lambda model, backend: catalog.lyrics_key(model, backend, settings.lyrics_key),
        options=ProviderOptions(
            own_voices=settings.own_voices,
            instant_speech=settings.speech == "instant",
            vod_sub_app_id=settings.vod_sub_app_id,
            audio_format_field=settings.audio_format_field,
            poll_budget=settings.poll_budget,
        ),
    )
    return provider, client.limiter


def _read_keys_again(settings: Settings) -> Credentials:
    """Read renewed keys, and mask them in the log from then on."""
    keys = settings.read_tencent_keys_again()
    logs.hide(worth_hiding(keys))
    return Credentials(*keys)


async def open_media(stack: AsyncExitStack, settings: Settings, clock: Clock) -> tuple[MediaTools, DiskResultCache]:
    """Open the tools that make results fit to be posted, and the cache of results."""
    rules = replace(HostRules.parse(settings.result_hosts), fake_addresses=settings.fake_addresses)
    fetcher = Fetcher(rules, clock=clock, proxy_for=settings.proxies.for_url)
    stack.push_async_callback(fetcher.close)
    caps = WorkerCaps(memory_bytes=settings.media_memory_mb * 1024 * 1024, wall_seconds=settings.media_timeout_seconds)
    pool = WorkerPool(caps)
    stack.push_async_callback(pool.close)
    budget = ByteBudget.on_disk(work_root().parent, settings.work_mb * 1024 * 1024)
    media = MediaTools(fetcher, pool, work_root(), budget)
    result_cache = DiskResultCache(
        settings.data_dir / "results",
        keep_days=settings.keep_results_days,
        total_bytes=settings.keep_results_mb * 1024 * 1024,
        clock=clock,
        take=media.take,
    )
    return media, result_cache


def open_references(stack: AsyncExitStack, settings: Settings, clock: Clock) -> References:
    """Open the checker of typed URLs: any public host, with short timeouts, as somebody waits for the answer."""
    listed = HostRules.parse(trusted_hosts(settings))
    rules = replace(listed, anywhere=True, fake_addresses=settings.fake_addresses)
    fetcher = Fetcher(rules, _REFERENCE_LIMITS, clock=clock, proxy_for=settings.proxies.for_url)
    stack.push_async_callback(fetcher.close)
    return References(fetcher, (urlsplit(settings.discord_api_url).netloc,))


def trusted_hosts(settings: Settings) -> tuple[str, ...]:
    """Return hosts whose links may be private: entries with a port, and a local Discord, which serves attachments."""
    parts = urlsplit(settings.discord_api_url)
    literal = tuple(entry for entry in settings.result_hosts if ":" in entry)
    return literal if parts.hostname == "discord.com" else (*literal, parts.netloc)
