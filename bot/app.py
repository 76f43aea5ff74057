"""Composition root: builds everything once, hands it in, closes it in reverse. The only module that knows all parts.

:func:`open_runtime` is the one way in, for the hosted process and for somebody else's bot alike: the extension
claims a runtime for its bot (cogs/_common/runtime.py). What only a process of our own needs, signals, restarts and the
health server, is added by :mod:`bot.hosted`.
"""

import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import discord

from bot import logs
from bot.catalog.catalog import Catalog
from bot.catalog.sfx_backend import SfxBackend
from bot.catalog.voices import VoiceIndex
from bot.chat.sending.attachment_links import AttachmentLinks
from bot.chat.sending.mention_names import DiscordMentionNames
from bot.chat.sending.messenger import DiscordMessenger
from bot.chat.texts import Texts
from bot.clock import Clock, SystemClock
from bot.errors import ProviderError
from bot.guilds.administration import Administration
from bot.guilds.guild_service import GuildService
from bot.guilds.operator import OperatorService
from bot.guilds.output_lengths import HISTORY_JOBS, OutputLengths
from bot.guilds.privacy import PrivacyService
from bot.jobs.model import Backend, Job, Kind, Request, State
from bot.jobs.ports import JobFilter, Media, Messenger, Provider
from bot.jobs.repository import JobRepository
from bot.media import (
    ByteBudget,
    Fetcher,
    FetchLimits,
    HostRules,
    MediaTools,
    References,
    Shelf,
    WorkerCaps,
    WorkerPool,
    work_root,
)
from bot.ops.metrics import Metrics
from bot.ops.telemetry.traced import Spans, TracedMedia, TracedMessenger, TracedProvider
from bot.patterns import compile_pattern
from bot.polling.durations import DurationKey, Durations, FailurePrior, Prior
from bot.runtime import Runtime
from bot.service.job_service import JobService
from bot.service.speech_text import SpeechPreparer
from bot.settings import Settings, worth_hiding
from bot.speech import Writer
from bot.store import Store
from bot.store.maintenance.pruning import Pruning
from bot.tencent.client import CREATE_SECONDS, TencentClient
from bot.tencent.limiter import Limiter
from bot.tencent.provider import TencentProvider, as_it_is
from bot.tencent.signing import Credentials
from bot.tencent.transport import open_connections
from bot.worker.crew import Crew
from bot.worker.delivery import Delivery
from bot.worker.dispatcher import Dispatcher
from bot.worker.give_up import give_up_seconds
from bot.worker.lost_tasks import LostTaskFinder
from bot.worker.poller import Poller
from bot.worker.result_builder import ResultBuilder
from bot.worker.status_board import StatusBoard
from bot.worker.worker import Worker

if TYPE_CHECKING:  # its library is an extra
    from bot.ops.telemetry.traces import Traces

log = logging.getLogger(__name__)
_ASKING = FetchLimits(total_seconds=5.0, connect_seconds=3.0, between_bytes_seconds=3.0, tries=1)


async def open_runtime(
    bot: discord.Client,
    settings: Settings,
    clock: Clock | None = None,
    metrics: Metrics | None = None,
    traces: "Traces | None" = None,
) -> Runtime:
    """Open everything for this bot. Raises ConfigError, StoreError."""
    clock = clock or SystemClock()
    metrics = metrics or Metrics(clock)
    async with AsyncExitStack() as stack:
        catalog = Catalog.load(settings.catalog, trusted_hosts=_trusted_hosts(settings))
        store = await Store.open(settings.database_url.get_secret_value(), clock)
        stack.push_async_callback(store.close)
        links = AttachmentLinks(bot, clock)
        provider, limiter = await open_provider(
            stack,
            settings,
            clock,
            catalog,
            metrics,
            may_create=lambda: store.lease.held,
            renew_links=links.renew_to_leave,
        )
        texts = Texts()
        media, shelf = await _open_media(stack, settings, clock)
        references = _open_references(stack, settings, clock)
        durations = Durations(lambda key: _prior(catalog, key), lambda key: catalog.is_listed(Kind(key[0]), *key[1:]))
        names = [(one.code, one.names) for one in catalog.speech.languages]
        voices = VoiceIndex(provider, clock, names, only_listed=not settings.own_voices)
        voices.restore(await store.voices.load())
        messenger = DiscordMessenger(bot, texts, clock)
        repository = JobRepository(store.jobs, store.signals, clock)
        lengths = await _output_lengths(catalog, store)
        administration = _administration(store, repository, provider, shelf, clock, lengths)
        stack.callback(administration.close)
        operator = administration.operator
        ports = _traced(provider, media, messenger, traces)
        guilds = administration.guilds
        result_builder = ResultBuilder(ports.media, shelf, clock, guilds.keeps_results, guilds.levels_loudness)
        crew = _crew(settings, repository, provider, durations, result_builder, ports, clock, metrics, operator)
        pruning = Pruning(store.database, clock, settings.keep_jobs_days)
        work = Worker(
            repository,
            store.lease,
            store.learning,
            durations,
            shelf,
            crew,
            clock,
            # SQLite has one process: who was sending before us is dead for certain.
            orphaned_after_seconds=0.0 if store.database.is_sqlite else CREATE_SECONDS,
            chores=(administration.privacy.sweep, pruning.sweep),
            # An event like Discord's own: a bot of our own ends on it, somebody else's may listen.
            on_refused=lambda error: bot.dispatch("foley_refused", error),
        )
        sfx = SfxBackend(settings.sfx_backend, lambda backend: provider.may_use(Kind.SFX, backend), clock)
        stack.push_async_callback(sfx.close)
        sfx.start()
        service = JobService(
            repository,
            store.preferences,
            catalog,
            voices,
            durations,
            result_builder,
            media,
            clock,
            administration,
            sfx_backend=lambda: sfx.current,
            abort=lambda job: _abort(provider, job),
            renew=lambda request: _prepare(request, links, references),
            speech=_speech(bot, settings, texts, catalog, voices, store, clock),
            look=provider.look,
            position=crew.dispatcher.position,
            on_refused=metrics.refused,
        )
        metrics.expected_seconds = lengths.expected
        stack.callback(repository.listen(work.notify))
        stack.callback(repository.subscribe(metrics.job_changed))
        if traces is not None:
            stack.callback(repository.subscribe(traces.job_changed))
        stack.callback(repository.subscribe(lengths.observe))
        parts = (settings, store, provider, service, texts, catalog, voices, work, media, limiter, clock)
        return Runtime(*parts, stack.pop_all())


async def _output_lengths(catalog: Catalog, store: Store) -> OutputLengths:
    """Return what songs and films come to: by the catalogue, and by the jobs finished lately."""
    lengths = OutputLengths(catalog.output_seconds)
    finished = await store.jobs.list(JobFilter(states=frozenset({State.READY}), limit=HISTORY_JOBS))
    lengths.learn(reversed(finished))
    return lengths


def _speech(
    bot: discord.Client,
    settings: Settings,
    texts: Texts,
    catalog: Catalog,
    voices: VoiceIndex,
    store: Store,
    clock: Clock,
) -> SpeechPreparer:
    writer = Writer([language.code for language in catalog.speech.languages], clock)
    names, instant = DiscordMentionNames(bot, texts), settings.speech == "instant"
    return SpeechPreparer(writer, names, catalog, voices, store.preferences, instant=instant)


def _administration(
    store: Store,
    repository: JobRepository,
    provider: TencentProvider,
    shelf: Shelf,
    clock: Clock,
    lengths: OutputLengths,
) -> Administration:
    return Administration(
        guilds=GuildService(store.guilds, store.signals, clock, compile_pattern, lengths),
        operator=OperatorService(store.guilds, store.signals, clock),
        privacy=PrivacyService(
            store.privacy, repository, shelf, store.signals, clock, abort=lambda job: _abort(provider, job)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Ports:
    """What a job's work goes through, with spans around it where traces are on."""

    provider: Provider
    media: Media
    messenger: Messenger


def _traced(provider: Provider, media: Media, messenger: Messenger, spans: Spans | None) -> _Ports:
    if spans is None:
        return _Ports(provider, media, messenger)
    return _Ports(TracedProvider(provider, spans), TracedMedia(media, spans), TracedMessenger(messenger, spans))


def _crew(
    settings: Settings,
    repository: JobRepository,
    provider: TencentProvider,
    durations: Durations,
    result_builder: ResultBuilder,
    ports: _Ports,
    clock: Clock,
    metrics: Metrics,
    operator: OperatorService,
) -> Crew:
    dispatcher = Dispatcher(repository, ports.provider, clock)
    operator.watch(lambda state: dispatcher.hold(paused=state.paused))
    board = StatusBoard(
        ports.messenger,
        clock,
        position=dispatcher.position,
        estimate=lambda job: durations.estimate(job.kind.value, job.model, job.version),
        maintenance=lambda: operator.state.maintenance,
    )
    poller = Poller(
        repository,
        ports.provider,
        durations,
        clock,
        give_up_seconds=lambda backend: give_up_seconds(backend, settings.give_up_after_seconds),
        on_running=board.progress,
        on_look=metrics.looked,
        on_found=metrics.found,
    )
    delivery = Delivery(
        repository,
        ports.media,
        result_builder,
        ports.messenger,
        clock,
        on_stage=board.stage,
        on_delivered=metrics.delivered,
    )
    return Crew(dispatcher, poller, delivery, board, LostTaskFinder(repository, provider, clock))


async def _prepare(request: Request, links: AttachmentLinks, references: References) -> Request:
    """Return a request whose links work and lead to files. Raises InvalidRequest before anything is paid."""
    renewed = await links.renew(request)
    await references.check(renewed)
    return renewed


async def open_provider(
    stack: AsyncExitStack,
    settings: Settings,
    clock: Clock,
    catalog: Catalog,
    metrics: Metrics | None = None,
    may_create: Callable[[], bool] = lambda: True,
    renew_links: Callable[[Request], Awaitable[Request]] = as_it_is,
) -> tuple[TencentProvider, Limiter]:
    """Open the way to Tencent Cloud; closed with the stack."""
    connections = await stack.enter_async_context(open_connections(proxy_for=settings.proxies.for_url))
    addresses = {Backend.MPS: settings.mps_url, Backend.VOD: settings.vod_url}
    on_call = metrics.called if metrics else None
    client = TencentClient(
        connections,
        Credentials(*settings.tencent_keys()),
        addresses,
        clock,
        on_call=on_call,
        may_create=may_create,
        read_credentials=lambda: _read_keys_again(settings),
    )
    provider = TencentProvider(
        client,
        clock,
        vod_sub_app_id=settings.vod_sub_app_id,
        audio_format_field=settings.audio_format_field,
        own_voices=settings.own_voices,
        instant_speech=settings.speech == "instant",
        renew_links=renew_links,
        lyrics_key=lambda model, backend: catalog.lyrics_key(model, backend, settings.lyrics_key),
        poll_budget=settings.poll_budget,
    )
    return provider, client.limiter


def _read_keys_again(settings: Settings) -> Credentials:
    """Read keys that were renewed; no log line may hold them from then on."""
    keys = settings.read_tencent_keys_again()
    logs.hide(worth_hiding(keys))
    return Credentials(*keys)


async def _open_media(stack: AsyncExitStack, settings: Settings, clock: Clock) -> tuple[MediaTools, Shelf]:
    rules = replace(HostRules.parse(settings.result_hosts), fake_addresses=settings.fake_addresses)
    fetcher = Fetcher(rules, clock=clock, proxy_for=settings.proxies.for_url)
    stack.push_async_callback(fetcher.close)
    caps = WorkerCaps(memory_bytes=settings.media_memory_mb * 1024 * 1024, wall_seconds=settings.media_timeout_seconds)
    pool = WorkerPool(caps)
    budget = ByteBudget.on_disk(work_root().parent, settings.work_mb * 1024 * 1024)
    media = MediaTools(fetcher, pool, work_root(), budget)
    shelf = Shelf(
        settings.data_dir / "results",
        keep_days=settings.keep_results_days,
        total_bytes=settings.keep_results_mb * 1024 * 1024,
        clock=clock,
        take=media.take,
    )
    return media, shelf


def _open_references(stack: AsyncExitStack, settings: Settings, clock: Clock) -> References:
    """Open what asks typed addresses: everywhere but inside, shortly, while somebody waits for an answer."""
    listed = HostRules.parse(_trusted_hosts(settings))
    rules = replace(listed, anywhere=True, fake_addresses=settings.fake_addresses)
    fetcher = Fetcher(rules, _ASKING, clock=clock, proxy_for=settings.proxies.for_url)
    stack.push_async_callback(fetcher.close)
    return References(fetcher, (urlsplit(settings.discord_api_url).netloc,))


def _prior(catalog: Catalog, key: DurationKey) -> Prior:
    kind, model, version = key
    median_seconds, spread = catalog.prior(Kind(kind), model, version)
    failures = catalog.failures
    return Prior(median_seconds, spread, FailurePrior(failures.share, failures.median_seconds, failures.spread))


def _trusted_hosts(settings: Settings) -> tuple[str, ...]:
    """Return hosts whose links may be private: where attachments come from when Discord itself is a local one."""
    parts = urlsplit(settings.discord_api_url)
    literal = tuple(entry for entry in settings.result_hosts if ":" in entry)
    return literal if parts.hostname == "discord.com" else (*literal, parts.netloc)


async def _abort(provider: TencentProvider, job: Job) -> bool:
    """Ask the provider to stop a cancelled job; a provider that does not answer has not stopped."""
    try:
        return await provider.abort(job)
    except ProviderError as error:
        log.warning("abort not confirmed: %s", error.code, extra={"job": job.id, "code": error.code})
        return False
