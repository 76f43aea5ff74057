"""Composition root: build everything once, hand it in, close it in reverse. The only module that knows all parts.

:func:`open_runtime` is the only entry point, for the hosted process and for somebody else's bot alike: the extension
claims a runtime for its bot (cogs/_common/runtime.py). :mod:`bot.hosted` adds what only our own process needs: signals,
restarts and the health server.
"""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.adapters import open_media, open_provider, open_references, trusted_hosts
from bot.catalog.catalog import Catalog
from bot.catalog.sfx_backend import SfxBackend
from bot.catalog.voices import VoiceIndex
from bot.chat.sending.attachment_links import AttachmentLinks
from bot.chat.sending.mention_names import DiscordMentionNames
from bot.chat.sending.messenger import DiscordMessenger
from bot.chat.texts import Texts
from bot.clock import Clock, SystemClock
from bot.guilds.changes.presets import applied
from bot.guilds.guild_service import GuildService
from bot.guilds.operator import OperatorService
from bot.guilds.output_lengths import HISTORY_JOBS, OutputLengths
from bot.guilds.ports import Change
from bot.guilds.privacy import PrivacyService
from bot.jobs.model import OFF_PEAK, Kind, Request, State
from bot.jobs.ports import JobFilter, Media, Messenger, Provider
from bot.jobs.repository import JobRepository
from bot.media import DiskResultCache, References
from bot.ops.metrics import Metrics
from bot.ops.telemetry.traced import Spans, TracedMedia, TracedMessenger, TracedProvider
from bot.patterns import compile_pattern
from bot.polling.durations import DurationKey, Durations, FailurePrior, Prior
from bot.runtime import Runtime
from bot.service.job_service import JobService
from bot.service.prepare_request import RequestPreparer
from bot.service.presets import Presets
from bot.service.speech_text import SpeechPreparer
from bot.service.voice_clips import VoiceClips
from bot.settings import Settings
from bot.speech import Writer
from bot.store import Store
from bot.store.maintenance.pruning import Pruning
from bot.tencent.client import CREATE_SECONDS
from bot.tencent.limiter import Limiter
from bot.tencent.provider import TencentProvider
from bot.worker.delivery import Delivery
from bot.worker.dispatcher import Dispatcher
from bot.worker.give_up import give_up_seconds
from bot.worker.lost_tasks import LostTaskFinder
from bot.worker.orphaned_creates import OrphanedCreates
from bot.worker.poller import Poller
from bot.worker.reconciler import Reconciler, Stages
from bot.worker.result_builder import ResultBuilder
from bot.worker.status_board import StatusBoard
from bot.worker.status_views import StatusViews
from bot.worker.worker import Chore, LearnedDurations, Worker

if TYPE_CHECKING:  # its library is an extra
    from bot.ops.telemetry.traces import Traces


_OFF_PEAK_FACTOR = 30
"""How many times longer than usual an off-peak video is assumed to take, until durations have been learned."""


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
        base = await _open_base(stack, bot, settings, clock, metrics)
        media, result_cache = await open_media(stack, settings, clock)
        ports = _traced(base.provider, media, DiscordMessenger(bot, base.texts, clock, base.catalog), traces)
        lengths = await _output_lengths(base.catalog, base.store)
        guilds = GuildService(base.store.guilds, base.store.signals, clock, compile_pattern, lengths, base.catalog)
        stack.callback(guilds.close)
        privacy = PrivacyService(
            base.store.privacy, base.repository, result_cache, base.store.signals, clock, base.provider
        )
        stack.callback(privacy.close)
        result_builder = ResultBuilder(ports.media, result_cache, clock, guilds.settings_of_results)
        stages, views = _stages(base, ports, result_builder)
        requests = await _open_requests(stack, base)
        service = JobService(
            base.repository, requests, guilds, base.operator, base.provider, views, VoiceClips(result_builder)
        )
        metrics.expected_seconds = lengths.expected
        stack.callback(service.watch_refusals(metrics.refused))
        for watcher in (metrics.job_changed, lengths.observe, *([traces.job_changed] if traces else [])):
            stack.callback(base.repository.subscribe(watcher))
        return Runtime(
            settings=settings,
            clock=clock,
            store=base.store,
            provider=base.provider,
            limiter=base.limiter,
            texts=base.texts,
            catalog=base.catalog,
            voices=requests.voices,
            privacy=privacy,
            service=service,
            presets=Presets(base.store.presets, guilds, clock),
            work=_worker(base, stages, privacy, result_cache),
            media=media,
            stack=stack.pop_all(),
        )


@dataclass(frozen=True, kw_only=True)
class _Base:
    """The parts that most others depend on."""

    bot: discord.Client
    settings: Settings
    clock: Clock
    metrics: Metrics
    catalog: Catalog
    texts: Texts
    store: Store
    repository: JobRepository
    operator: OperatorService
    links: AttachmentLinks
    provider: TencentProvider
    limiter: Limiter
    durations: Durations


async def _open_base(
    stack: AsyncExitStack, bot: discord.Client, settings: Settings, clock: Clock, metrics: Metrics
) -> _Base:
    catalog = Catalog.load(settings.catalog, trusted_hosts=trusted_hosts(settings))
    url = settings.database_url.get_secret_value()
    store = await Store.open(url, clock, new_server=_new_server(catalog, settings))
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
    operator = OperatorService(store.guilds, store.signals, clock)
    stack.callback(operator.close)
    return _Base(
        bot=bot,
        settings=settings,
        clock=clock,
        metrics=metrics,
        catalog=catalog,
        texts=Texts(),
        store=store,
        repository=JobRepository(store.jobs, store.signals, clock),
        operator=operator,
        links=links,
        provider=provider,
        limiter=limiter,
        durations=Durations(partial(_prior, catalog), partial(_is_listed, catalog)),
    )


async def _output_lengths(catalog: Catalog, store: Store) -> OutputLengths:
    """Return the expected output lengths, from the catalogue and the most recently finished jobs."""
    lengths = OutputLengths(catalog.output_seconds)
    finished = await store.jobs.list(JobFilter(states=frozenset({State.READY}), limit=HISTORY_JOBS))
    lengths.learn(reversed(finished))
    return lengths


def _new_server(catalog: Catalog, settings: Settings) -> Change:
    """Return the change that gives a new server the operator's preset, as the catalogue has it at that moment."""
    return lambda defaults: applied(defaults, catalog.presets[settings.new_server])


async def _open_requests(stack: AsyncExitStack, base: _Base) -> RequestPreparer:
    settings, catalog, provider = base.settings, base.catalog, base.provider
    references = open_references(stack, settings, base.clock)
    languages = catalog.speech.languages
    names = [(one.code, one.names) for one in languages]
    voices = VoiceIndex(provider, base.clock, names, only_listed=not settings.own_voices)
    voices.restore(await base.store.voices.load())
    writer = Writer([language.code for language in languages], base.clock)
    sfx = SfxBackend(settings.sfx_backend, lambda backend: provider.may_use(Kind.SFX, backend), base.clock)
    stack.push_async_callback(sfx.close)
    sfx.start()
    mentions, instant = DiscordMentionNames(base.bot, base.texts), settings.speech == "instant"
    return RequestPreparer(
        catalog,
        SpeechPreparer(writer, mentions, catalog, voices, base.store.preferences, instant=instant),
        sfx_backend=lambda: sfx.current,
        renew=lambda request: _prepare(request, base.links, references),
    )


@dataclass(frozen=True, slots=True)
class _Ports:
    """The ports that process a job, wrapped in spans where tracing is on."""

    provider: Provider
    media: Media
    messenger: Messenger


def _traced(provider: Provider, media: Media, messenger: Messenger, spans: Spans | None) -> _Ports:
    if spans is None:
        return _Ports(provider, media, messenger)
    return _Ports(TracedProvider(provider, spans), TracedMedia(media, spans), TracedMessenger(messenger, spans))


def _stages(base: _Base, ports: _Ports, result_builder: ResultBuilder) -> tuple[Stages, StatusViews]:
    repository, clock, durations, metrics, operator = (
        base.repository,
        base.clock,
        base.durations,
        base.metrics,
        base.operator,
    )
    dispatcher = Dispatcher(repository, ports.provider, clock)
    operator.watch(lambda state: dispatcher.hold(paused=state.paused))
    views = StatusViews(
        base.store.jobs,
        position=dispatcher.position,
        positions=dispatcher.positions,
        estimate=lambda job: durations.estimate(job.kind.value, job.model, job.timed_as),
        maintenance=lambda: operator.state.maintenance,
    )
    board = StatusBoard(ports.messenger, clock, views)
    poller = Poller(
        repository,
        ports.provider,
        durations,
        clock,
        give_up_seconds=lambda backend: give_up_seconds(backend, base.settings.give_up_after_seconds),
        on_running=board.progress,
        on_poll=metrics.polled,
    )
    delivery = Delivery(
        repository,
        result_builder,
        ports.messenger,
        clock,
        may_post=lambda: base.store.lease.held,
        on_stage=board.stage,
        on_delivered=metrics.delivered,
    )
    return Stages(dispatcher, poller, delivery, board, LostTaskFinder(repository, base.provider, clock)), views


def _worker(base: _Base, stages: Stages, privacy: PrivacyService, result_cache: DiskResultCache) -> Worker:
    repository, clock, store = base.repository, base.clock, base.store
    is_alone = store.database.is_sqlite  # one process only: whoever was sending before us is certainly dead
    after_seconds = 0.0 if is_alone else CREATE_SECONDS
    chores = (
        Chore("orphans", OrphanedCreates(repository, clock, stages.dispatcher.on_their_way, after_seconds).settle, 5.0),
        Chore("retention", privacy.sweep, 60.0),
        Chore("pruning", Pruning(store.database, clock, base.settings.keep_jobs_days).sweep, 60.0),
        Chore("result cache", result_cache.sweep, 600.0),
    )
    return Worker(
        store.lease,
        Reconciler(repository, stages, clock, alone=is_alone),
        stages,
        LearnedDurations(base.durations, store.learning, clock),
        chores,
        clock,
        # Dispatched like Discord's own events: the hosted bot ends on it, somebody else's may listen.
        on_refused=lambda error: base.bot.dispatch("foley_refused", error),
    )


async def _prepare(request: Request, links: AttachmentLinks, references: References) -> Request:
    """Renew a request's links and check that they lead to files. Raises InvalidRequest before anything is paid."""
    renewed = await links.renew(request)
    await references.check(renewed)
    return renewed


def _is_listed(catalog: Catalog, key: DurationKey) -> bool:
    kind, model, version = key
    return version in ("", OFF_PEAK) or catalog.lists_version(Kind(kind), model, version)


def _prior(catalog: Catalog, key: DurationKey) -> Prior:
    kind, model, version = key
    median_seconds, spread = catalog.prior(Kind(kind), model, version)
    if version == OFF_PEAK:
        # Only the 48 hours it may take are published: a first guess wide enough for nearly all of them, to learn from.
        median_seconds, spread = median_seconds * _OFF_PEAK_FACTOR, 1.5
    failures = catalog.failures
    return Prior(median_seconds, spread, FailurePrior(failures.share, failures.median_seconds, failures.spread))
