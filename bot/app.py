"""Composition root: builds everything once, hands it in, closes it in reverse. The only module that knows all parts.

:func:`open_runtime` is the one way in, for the hosted process and for somebody else's bot alike: the extension
claims a runtime for its bot (cogs/_share.py). :func:`run_hosted` adds what only a process of our own needs:
signals, restarts and the health server.
"""

import asyncio
import contextlib
import logging
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import discord
from discord.http import Route

from bot.chat.admin_operator import BudgetUse, WorkStatus
from bot.chat.messenger import DiscordMessenger
from bot.chat.texts import Texts
from bot.client import Foley
from bot.clock import Clock, SystemClock
from bot.errors import ConfigError, ProviderError, Rejected, StoreError
from bot.host import host
from bot.jobs.administration import Administration
from bot.jobs.book import JobBook
from bot.jobs.catalog import Catalog
from bot.jobs.delivery import Delivery
from bot.jobs.dispatcher import Dispatcher
from bot.jobs.durations import DurationKey, Durations, Prior
from bot.jobs.guilds import GuildService
from bot.jobs.model import Backend, Job, Kind
from bot.jobs.operator import OperatorService
from bot.jobs.poller import Poller
from bot.jobs.posting import PostOffice
from bot.jobs.privacy import PrivacyService
from bot.jobs.roll_call import RollCall
from bot.jobs.service import JobService
from bot.jobs.status import StatusBoard
from bot.jobs.tasks import Tasks
from bot.jobs.voices import VoiceBook
from bot.jobs.work import Crew, Work
from bot.media import Fetcher, HostRules, MediaTools, Shelf, WorkerCaps, WorkerPool
from bot.ops.life import Life
from bot.ops.metrics import Metrics
from bot.ops.operations import Operations, operations
from bot.patterns import compile_pattern
from bot.settings import Settings
from bot.store import Store
from bot.store.beats import beat
from bot.tencent.client import TencentClient
from bot.tencent.limiter import Limiter
from bot.tencent.provider import TencentProvider
from bot.tencent.signing import Credentials

log = logging.getLogger(__name__)
_VOICES_FILE = "voices.json"
_BEAT_SECONDS = 3.0
_KEYS_REFUSED = ("AuthFailure.SecretIdNotFound", "AuthFailure.InvalidSecretId", "AuthFailure.SignatureFailure")


class Runtime:
    """All parts of one Foley, opened. ``start_work`` and ``stop_work`` may be called again and again."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        provider: TencentProvider,
        service: JobService,
        texts: Texts,
        catalog: Catalog,
        voices: VoiceBook,
        work: Work,
        media: MediaTools,
        limiter: Limiter,
        clock: Clock,
        stack: AsyncExitStack,
    ) -> None:
        self.settings = settings
        self.store = store
        self.provider = provider
        self.service = service
        self.texts = texts
        self.catalog = catalog
        self.voices = voices
        self.work = work
        self.limiter = limiter
        self._media = media
        self._clock = clock
        self._stack = stack
        self._background = Tasks("runtime")

    @property
    def owner_guild_id(self) -> int | None:
        """The operator's own server, where there is one."""
        return self.settings.owner_guild_id

    def work_status(self) -> WorkStatus:
        """Return how the background work of this process stands, for the operator."""
        crew = self.work.crew
        return WorkStatus(
            is_active=self.work.active,
            turned_seconds=self._clock.monotonic() - crew.poller.turned_at,
            watched=crew.poller.watched(),
            to_post=crew.delivery.waiting(),
            budgets=tuple(
                BudgetUse(gauge.key, gauge.rate, gauge.used_last_second, gauge.waiting)
                for gauge in self.limiter.gauges()
            ),
        )

    async def usage_chart(self, first_day: int, days: Sequence[Mapping[str, int]]) -> bytes:
        """Draw how much of each kind was made on each day as a PNG. Raises MediaError."""
        return await self._media.usage_chart(first_day, days)

    async def start_work(self) -> None:
        """Begin to send, watch and post, as soon as the lease is ours."""
        self.service.stopping = False
        await self._media.clean_leftovers()
        self._background.start(self._keep_voices(), "voices")
        self._background.start(self._beat(), "beat")
        # Read once before anything is sent: a pause outlives the process.
        await self.service.operator.refresh()
        self._background.start(self.service.operator.keep_fresh(), "operator")
        self.work.start()

    async def stop_work(self) -> None:
        """Finish what is on its way within the stop timeout; the rest is safe on disk."""
        self.service.stopping = True
        await self.work.stop(self.settings.stop_timeout_seconds)
        await self._background.cancel()
        await self._save_voices()

    async def close(self) -> None:
        """Give everything back, in reverse order of opening."""
        await self.stop_work()
        self.service.close()
        await self._stack.aclose()

    async def _beat(self) -> None:
        """While the poller turns here, show the other processes of this database that somebody works."""
        while not self.store.database.is_sqlite:
            turning = self._clock.monotonic() - self.work.crew.poller.turned_at <= 2 * _BEAT_SECONDS
            if self.work.active and turning:
                try:
                    await beat(self.store.database, self._clock.now())
                except StoreError as error:
                    log.warning("sign of life not written: %s", error)
            await self._clock.sleep(_BEAT_SECONDS)

    async def _keep_voices(self) -> None:
        """Keep the voice list fresh, and a copy of it for a start while the provider is away."""
        path = self.settings.data_dir / _VOICES_FILE
        with contextlib.suppress(OSError):
            self.voices.restore(await asyncio.to_thread(path.read_text, "utf-8"))
        await self.voices.run()

    async def _save_voices(self) -> None:
        path = self.settings.data_dir / _VOICES_FILE
        if self.voices.refreshed_at is not None:
            try:
                await asyncio.to_thread(path.write_text, self.voices.dump(), "utf-8")
            except OSError as error:
                log.warning("voice list not kept: %s", error.strerror)


async def open_runtime(
    bot: discord.Client, settings: Settings, clock: Clock | None = None, metrics: Metrics | None = None
) -> Runtime:
    """Open everything for this bot. Raises ConfigError, StoreError."""
    clock = clock or SystemClock()
    metrics = metrics or Metrics(clock)
    async with AsyncExitStack() as stack:
        catalog = Catalog.load(settings.catalog, trusted_hosts=_trusted_hosts(settings))
        store = await Store.open(settings.database_url.get_secret_value(), clock)
        stack.push_async_callback(store.close)
        provider, limiter = await _open_provider(stack, settings, clock, metrics, may_create=lambda: store.lease.held)
        texts = Texts()
        media, shelf = await _open_media(stack, settings, clock)
        durations = Durations(lambda key: _prior(catalog, key))
        voices = VoiceBook(provider, clock, [(one.code, one.names) for one in catalog.speech.languages])
        messenger = DiscordMessenger(bot, texts, clock)
        book = JobBook(store.jobs, store.signals, clock)
        administration = _administration(store, book, provider, shelf, clock)
        stack.callback(administration.close)
        operator = administration.operator
        office = PostOffice(media, shelf, clock, administration.guilds.keeps_results)
        crew = _crew(settings, book, provider, durations, office, media, messenger, clock, metrics, operator)
        work = Work(
            book,
            store.lease,
            store.learning,
            durations,
            shelf,
            crew,
            clock,
            roll_call=_roll_call(stack, store, crew, clock),
            chores=(administration.privacy.sweep,),
        )
        service = JobService(
            book,
            store.preferences,
            catalog,
            voices,
            durations,
            office,
            media,
            clock,
            administration,
            sfx_backend=settings.sfx_backend,
            abort=lambda job: _abort(provider, job),
            position=crew.dispatcher.position,
            on_refused=metrics.refused,
        )
        stack.callback(book.listen(work.hear))
        stack.callback(book.listen(service.wake))
        stack.callback(book.subscribe(metrics.job_changed))
        parts = (settings, store, provider, service, texts, catalog, voices, work, media, limiter, clock)
        return Runtime(*parts, stack.pop_all())


def _administration(
    store: Store, book: JobBook, provider: TencentProvider, shelf: Shelf, clock: Clock
) -> Administration:
    return Administration(
        guilds=GuildService(store.guilds, store.signals, clock, compile_pattern),
        operator=OperatorService(store.guilds, store.signals, clock),
        privacy=PrivacyService(store.privacy, book, shelf, clock, abort=lambda job: _abort(provider, job)),
    )


def _crew(
    settings: Settings,
    book: JobBook,
    provider: TencentProvider,
    durations: Durations,
    office: PostOffice,
    media: MediaTools,
    messenger: DiscordMessenger,
    clock: Clock,
    metrics: Metrics,
    operator: OperatorService,
) -> Crew:
    dispatcher = Dispatcher(book, provider, clock)
    operator.watch(lambda state: dispatcher.hold(paused=state.paused))
    board = StatusBoard(
        messenger,
        clock,
        position=dispatcher.position,
        estimate=lambda job: durations.estimate(job.kind.value, job.model, job.version),
        maintenance=lambda: operator.state.maintenance,
    )
    poller = Poller(
        book,
        provider,
        durations,
        clock,
        give_up_seconds=settings.give_up_seconds,
        on_running=board.progress,
        on_look=metrics.looked,
        on_found=metrics.found,
    )
    delivery = Delivery(book, media, office, messenger, clock, on_stage=board.stage, on_delivered=metrics.delivered)
    return Crew(dispatcher, poller, delivery, board)


def _roll_call(stack: AsyncExitStack, store: Store, crew: Crew, clock: Clock) -> RollCall | None:
    """Return what settles lost creates among many processes; alone on a database there is nobody to ask."""
    if store.database.is_sqlite:
        return None
    roll_call = RollCall(store.signals, clock, crew.dispatcher.on_their_way, hearing=lambda: store.hears_others)
    stack.push_async_callback(roll_call.close)
    return roll_call


async def _open_provider(
    stack: AsyncExitStack,
    settings: Settings,
    clock: Clock,
    metrics: Metrics | None = None,
    may_create: Callable[[], bool] = lambda: True,
) -> tuple[TencentProvider, Limiter]:
    session = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100)))
    token = settings.tencentcloud_token
    credentials = Credentials(
        settings.tencentcloud_secret_id.get_secret_value(),
        settings.tencentcloud_secret_key.get_secret_value(),
        token.get_secret_value() if token else "",
    )
    addresses = {Backend.MPS: settings.mps_url, Backend.VOD: settings.vod_url}
    on_call = metrics.called if metrics else None
    client = TencentClient(session, credentials, addresses, clock, on_call=on_call, may_create=may_create)
    provider = TencentProvider(
        client,
        clock,
        vod_sub_app_id=settings.vod_sub_app_id,
        audio_format_field=settings.audio_format_field,
        lyrics_key=settings.lyrics_key,
        poll_budget=settings.poll_budget,
    )
    return provider, client.limiter


async def _open_media(stack: AsyncExitStack, settings: Settings, clock: Clock) -> tuple[MediaTools, Shelf]:
    fetcher = Fetcher(HostRules.parse(settings.result_hosts), clock=clock)
    stack.push_async_callback(fetcher.close)
    pool = WorkerPool(WorkerCaps(wall_seconds=settings.media_timeout_seconds))
    media = MediaTools(fetcher, pool, Path(tempfile.gettempdir()) / "foley-work")
    shelf = Shelf(
        settings.data_dir / "results",
        keep_days=settings.keep_results_days,
        total_bytes=settings.keep_results_mb * 1024 * 1024,
        clock=clock,
    )
    return media, shelf


def _prior(catalog: Catalog, key: DurationKey) -> Prior:
    kind, model, version = key
    median_seconds, spread = catalog.prior(Kind(kind), model, version)
    return Prior(median_seconds, spread)


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
        log.warning("abort not confirmed: %s", error, extra={"job": job.id, "code": error.code})
        return False


async def run_hosted(settings: Settings) -> None:
    """Run the hosted bot until it is told to stop. Raises ConfigError for what only the operator can mend."""
    # Both are read by discord.py on every request; there is no constructor argument for them.
    Route.BASE = settings.discord_api_url
    clock = SystemClock()
    await _check_keys(settings, clock)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with operations(settings.http_bind, clock) as ops:

        async def session(stop: asyncio.Event) -> None:
            await _session(settings, stop, ops)

        await host(session, clock)


async def _session(settings: Settings, stop: asyncio.Event, ops: Operations) -> None:
    """One life of the bot."""
    client = Foley(settings, metrics=ops.metrics)
    async with client:
        with ops.watching(Life(client, lambda: _parts_of(client))):
            await _run_client(client, settings, stop)


def _parts_of(client: Foley) -> Runtime | None:
    runtime = client.runtime
    return runtime if isinstance(runtime, Runtime) else None


async def _run_client(client: Foley, settings: Settings, stop: asyncio.Event) -> None:
    running = asyncio.create_task(client.start(settings.discord_token.get_secret_value()), name="discord")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
            return
        await client.stop_work()
    finally:
        stopping.cancel()
        await client.close()
        running.cancel()
        await asyncio.wait((running, stopping))


async def _check_keys(settings: Settings, clock: Clock) -> None:
    """Ask for the voices once: keys that are refused are the operator's to mend, anything else can wait."""
    async with AsyncExitStack() as stack:
        provider, _ = await _open_provider(stack, settings, clock)
        try:
            async with asyncio.timeout(5.0):
                await provider.list_voices()
        except Rejected as error:
            if error.code in _KEYS_REFUSED:
                raise ConfigError([_key_sentence(error.code)]) from None
        except (ProviderError, TimeoutError) as error:
            log.warning("Tencent Cloud can't be asked yet: %s", error)


def _key_sentence(code: str) -> str:
    if code == "AuthFailure.SignatureFailure":
        return f"TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID ({code})."
    return f"TENCENTCLOUD_SECRET_ID is not known to Tencent Cloud, disabled or deleted ({code})."
