"""What commands and buttons may ask of Foley. Checks rights, writes the job down, and waits for its first word.

Nothing here talks to the provider or to Discord: a request is on disk when :meth:`JobService.submit` returns, and
the process that holds the lease does the rest. Every error is a :class:`bot.errors.Refusal` or StoreUnavailable.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace

from bot.catalog.catalog import Catalog
from bot.catalog.voices import VoiceIndex
from bot.clock import Clock
from bot.errors import Conflict, InvalidRequest, QuotaExceeded, Refusal, Unavailable
from bot.guilds.administration import Administration
from bot.guilds.usage import Allowance
from bot.jobs.caller import Caller as Caller
from bot.jobs.model import (
    Backend,
    ColumnUpdate,
    Job,
    Kind,
    NewJob,
    Notice,
    Place,
    Request,
    State,
    Transition,
    TransitionRequest,
    kind_of,
)
from bot.jobs.ports import (
    Attachment,
    Canceller,
    Look,
    Media,
    Preferences,
    PreferenceStore,
    Watcher,
)
from bot.jobs.repository import JobRepository
from bot.polling.durations import Durations
from bot.service.access import JobAccess
from bot.service.command_notices import CommandNotices
from bot.service.create_waiter import CreateWaiter
from bot.service.insert_job import JobInserter
from bot.service.poll_again import AbandonedJobPoller, LatePoll
from bot.service.speech_text import SpeechPreparer
from bot.service.status_views import StatusViews
from bot.service.voice_clips import VoiceClips
from bot.utils.lru import LruDict
from bot.worker.result_builder import ResultBuilder

_REMEMBERED_INTERACTIONS = 10_000


@dataclass(frozen=True, slots=True)
class Cancellation:
    """A cancelled job. ``provider_stopped`` is False where the provider can't be stopped and may still bill."""

    job: Job
    provider_stopped: bool


class JobService(JobAccess):
    """The way in for cogs, buttons and windows."""

    def __init__(
        self,
        repository: JobRepository,
        preferences: PreferenceStore,
        catalog: Catalog,
        voices: VoiceIndex,
        durations: Durations,
        result_builder: ResultBuilder,
        media: Media,
        clock: Clock,
        administration: Administration,
        *,
        sfx_backend: Callable[[], Backend],
        abort: Canceller,
        look: Callable[[Job], Awaitable[Look]],
        renew: Callable[[Request], Awaitable[Request]],
        speech: SpeechPreparer,
        position: Callable[[Job], tuple[int, int] | None] = lambda job: None,
        on_refused: Callable[[str], None] = lambda key: None,
    ) -> None:
        self.catalog = catalog
        self.voices = voices
        self.guilds = administration.guilds
        self.operator = administration.operator
        self.privacy = administration.privacy
        super().__init__(repository)
        self._preferences = preferences
        self._clock = clock
        self._sfx_backend = sfx_backend
        self._abort = abort
        self._renew = renew
        self._speech = speech
        self._on_refused = on_refused
        self._seen: LruDict[int, None] = LruDict(_REMEMBERED_INTERACTIONS)
        self._create_waiter = CreateWaiter(repository, clock)
        self._inserter = JobInserter(repository, clock)
        self._clips = VoiceClips(result_builder, media)
        self._abandoned_poller = AbandonedJobPoller(repository, look, clock)
        self.notices = CommandNotices(repository, clock)
        self.views = StatusViews(
            repository.store, durations, position, lambda: administration.operator.state.maintenance
        )
        self.stopping = False

    async def close(self) -> None:
        """Stop hearing of jobs, and give up what runs in the background."""
        self._create_waiter.close()
        await self._inserter.close()

    def is_first(self, interaction_id: int) -> bool:
        """Tell whether this interaction was not seen before: the gateway may send one twice, it buys only once."""
        if interaction_id in self._seen:
            return False
        self._seen[interaction_id] = None
        return True

    # --- new jobs ---

    def check(self, caller: Caller, request: Request) -> None:
        """Refuse what can't work, without touching disk or network. Raises Refusal.

        The server's rules are those last read; :meth:`submit` reads them anew where they got old.
        """
        with self._counting_refusals():
            self._check(request)
            settings = self.guilds.cached(caller.guild_id)
            if settings is not None:
                self.guilds.enforce(settings, caller, request)

    @contextmanager
    def _counting_refusals(self) -> Iterator[None]:
        """Tell the metrics why somebody was turned away."""
        try:
            yield
        except Refusal as refusal:
            self._on_refused(refusal.key)
            raise

    def _check(self, request: Request) -> None:
        if self.stopping:
            raise Unavailable(key="refusal-stopping")
        self.operator.enforce()
        self.catalog.check(request, self._backend_of(request))
        self._speech.check(request)

    async def submit(self, caller: Caller, place: Place, request: Request) -> Job:
        """Write a new job and its claim on the server's limits down; both are on disk when this returns.

        Raises Refusal (also for the server's rules and QuotaExceeded for its limits) or StoreUnavailable.
        """
        with self._counting_refusals():
            return await self._submit(caller, place, request)

    async def _submit(
        self, caller: Caller, place: Place, request: Request, retry_of: str | None = None, only_if_unknown: bool = False
    ) -> Job:
        self._check(request)
        backend = self._backend_of(request)
        request = await self._renew(request)
        settings = await self.guilds.settings(caller.guild_id)
        checked = self.catalog.check(request, backend)
        settled = await self._speech.prepare(checked, caller, settings.defaults_for(Kind.TTS))
        self.guilds.enforce(settings, caller, settled)
        claim = self.guilds.claim(settings, caller, settled)
        new = NewJob(
            id="",
            place=replace(place, channel_id=settings.results_channel_id or place.channel_id),
            user_id=caller.user_id,
            locale=settings.announcement_locale or caller.locale,
            request=settled,
            backend=backend,
            created_at=self._clock.now(),
            retry_of=retry_of,
            only_if_unknown=only_if_unknown,
        )
        try:
            job = await self._inserter.add(new, claim)
        except QuotaExceeded:
            # What was made may have come out longer than was reserved: the refusal is the first to notice.
            await self.guilds.warn_if_due(settings, caller)
            raise
        await self.guilds.warn_if_due(settings, caller)
        return job

    async def allowance(self, caller: Caller) -> Allowance | None:
        """Return what this person has left of their tightest limit, None where nothing limits them.

        Its ``key`` and ``values`` make "2 of 5 left today". Raises StoreUnavailable.
        """
        return next(iter(await self.guilds.allowances(caller)), None)

    def _backend_of(self, request: Request) -> Backend:
        return self._sfx_backend() if kind_of(request) is Kind.SFX else Backend.MPS

    async def wait_for_create(self, job: Job) -> Job:
        """Wait until the create call was answered; return the current row, answered or not."""
        return await self._create_waiter.wait(job)

    # --- jobs there are ---

    async def cancel(self, caller: Caller, job_id: str) -> Cancellation:
        """Cancel a job that is not posted yet. Raises NotFound, NotAllowed, Conflict."""
        job = await self.may_edit(caller, job_id)
        changes = ColumnUpdate(at=self._clock.now(), cancelled_by=caller.user_id)
        for transition in (Transition.CANCEL, Transition.CANCEL_UNPOSTED):
            cancelled = await self._repository.take(TransitionRequest(job.id, transition, changes))
            if cancelled is not None:
                # Before a TaskId there is nothing at the provider to stop, and nothing it could bill.
                stopped = not cancelled.task_id or (transition is Transition.CANCEL and await self._abort(cancelled))
                return Cancellation(cancelled, stopped)
        current = await self._in_guild(caller, job_id)
        in_flight = current.state is State.SUBMITTING
        raise Conflict(key="refusal-cancel-submitting" if in_flight else "refusal-cancel-too-late")

    async def again(self, caller: Caller, job_id: str, place: Place) -> Job:
        """Make the same request once more, as the presser's own job; the one still open if there is one."""
        job = await self._in_guild(caller, job_id)
        return await self._repeat(caller, job, place, only_if_unknown=False)

    async def submit_again(self, caller: Caller, job_id: str, place: Place) -> Job:
        """Send an `unknown` job once more, by the caller's or a moderator's word, and only once."""
        job = await self.may_edit(caller, job_id)
        if job.state is not State.UNKNOWN:
            raise Conflict(key="refusal-not-unknown")
        if await self._repository.store.retry_exists(job.id):
            raise Conflict(key="refusal-already-resubmitted")
        return await self._repeat(caller, job, place, only_if_unknown=True)

    async def was_submitted_again(self, job_id: str) -> bool:
        """Tell whether somebody has decided to send a job of unknown outcome once more."""
        return await self._repository.store.retry_exists(job_id)

    async def _repeat(self, caller: Caller, job: Job, place: Place, *, only_if_unknown: bool) -> Job:
        try:
            with self._counting_refusals():
                return await self._submit(caller, place, job.request, job.id, only_if_unknown)
        except Conflict:
            # The database allows one open repeat of a job per person: this is the second press.
            open_repeat = await self._repository.store.open_repeat(job.id, caller.user_id)
            if open_repeat is None:
                raise
            return open_repeat

    async def look_again(self, caller: Caller, job_id: str) -> LatePoll:
        """Ask the provider once more about a job that was given up. Raises NotFound, NotAllowed, Conflict."""
        return await self._abandoned_poller.poll(await self.may_edit(caller, job_id))

    async def deliver_again(self, caller: Caller, job_id: str, place: Place | None) -> Job:
        """Post an ended job once more: held, or its message is gone. Raises Conflict when it has not ended."""
        job = await self.get(caller, job_id)
        if not job.state.is_final or job.state is State.CANCELLED:
            raise Conflict(key="refusal-not-ended")
        if job.notice in (Notice.DUE, Notice.SENDING):
            raise Conflict(key="refusal-being-posted")
        await self.guilds.enforce_here(caller)
        changes = ColumnUpdate(notice_at=self._clock.now(), place=place)
        again = await self._repository.take(TransitionRequest(job.id, Transition.NOTICE_AGAIN, changes))
        if again is None:
            raise Conflict(key="refusal-being-posted")
        return again

    # --- what commands show ---

    async def preferences(self, user_id: int) -> Preferences:
        """Return what this person chose last."""
        return await self._preferences.load_preferences(user_id)

    async def remember(self, user_id: int, preferences: Preferences) -> None:
        """Remember what this person chose."""
        await self._preferences.save_preferences(user_id, preferences)

    @asynccontextmanager
    async def voice_clip(
        self, caller: Caller, job_id: str, limit_bytes: int, *, in_server: bool = True
    ) -> AsyncIterator[Attachment]:
        """Make a voice message of a finished sound: one at a time for a person, few at once for all.

        Raises FetchError, MediaError, InvalidRequest, NotAllowed, Conflict.
        """
        job = await self._in_guild(caller, job_id)
        if job.state is not State.READY or job.kind is Kind.VIDEO:
            raise InvalidRequest(key="refusal-no-sound")
        await self.guilds.enforce_here(caller, in_server=in_server)
        async with self._clips.of(job, caller.user_id, limit_bytes) as attachment:
            yield attachment

    def subscribe(self, watcher: Watcher) -> Callable[[], None]:
        """Hear of every job that changes in this process."""
        return self._repository.subscribe(watcher)
