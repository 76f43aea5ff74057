"""The entry point for commands and buttons: check permissions, insert jobs, wait for the answer to a create.

Nothing here talks to the provider or to Discord: a request is on disk when :meth:`JobService.submit` returns, and
the process that holds the lease does the rest. Every error is a :class:`bot.errors.Refusal` or StoreUnavailable.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.errors import Conflict, InvalidRequest, NotAllowed, NotFound, QuotaExceeded, Refusal, Unavailable
from bot.guilds.changes.audit import JOB_CANCELLED, JOB_POSTED
from bot.guilds.guild_service import GuildService
from bot.guilds.operator import OperatorService
from bot.guilds.usage import Allowance
from bot.jobs.abort import is_stopped
from bot.jobs.caller import Caller as Caller
from bot.jobs.model import (
    ColumnUpdate,
    DeliveryState,
    Job,
    Kind,
    NewJob,
    Place,
    Request,
    SpeechRequest,
    State,
    Transition,
    TransitionRequest,
    Voice,
    is_job_id,
)
from bot.jobs.ports import JobFilter, TaskControl, Watcher
from bot.jobs.repository import JobRepository
from bot.jobs.requests import one_of_several
from bot.service.create_waiter import CreateWaiter
from bot.service.ephemeral_delivery import EphemeralDelivery
from bot.service.insert_job import JobInserter
from bot.service.job_groups import Cancellation, JobGroups
from bot.service.poll_again import AbandonedJobPoller, LatePoll
from bot.service.prepare_request import RequestPreparer
from bot.service.sound_clips import SoundClips
from bot.service.voice_clips import VoiceClips
from bot.utils.lru import LruDict
from bot.worker.status_views import StatusViews


class JobService:
    """The entry point for cogs, buttons and modals."""

    def __init__(
        self,
        repository: JobRepository,
        requests: RequestPreparer,
        guilds: GuildService,
        operator: OperatorService,
        provider: TaskControl,
        views: StatusViews,
        clips: VoiceClips,
    ) -> None:
        self.catalog = requests.catalog
        self.voices = requests.voices
        self.guilds = guilds
        self.operator = operator
        self.views = views
        self._repository = repository
        self._requests = requests
        self._provider = provider
        self.sounds = SoundClips(self.look_up, guilds, clips)
        self._clock = repository.clock
        self._seen: LruDict[int, None] = LruDict(10_000)
        self._create_waiter = CreateWaiter(repository, repository.clock)
        self._inserter = JobInserter(repository, repository.clock)
        self._abandoned_poller = AbandonedJobPoller(repository, provider, repository.clock)
        self._refusal_watchers: list[Callable[[str], None]] = []
        self.ephemeral = EphemeralDelivery(repository, repository.clock)
        self.groups = JobGroups(repository, self.may_edit, self.cancel)
        self.stopping = False

    async def close(self) -> None:
        """Unsubscribe from jobs, and stop what runs in the background."""
        await self.ephemeral.close()
        self._create_waiter.close()
        await self._inserter.close()

    def is_first(self, interaction_id: int) -> bool:
        """Return whether this interaction is new: the gateway may send one twice, but it must be billed only once."""
        if interaction_id in self._seen:
            return False
        self._seen[interaction_id] = None
        return True

    # --- new jobs ---

    def check(self, caller: Caller, request: Request) -> None:
        """Refuse what can't work, without touching disk or network. Raises Refusal.

        Uses the server's rules as last read; :meth:`submit` reads them again if they are stale.
        """
        with self._counting_refusals():
            self._check(request)
            settings = self.guilds.cached(caller.guild_id)
            if settings is not None:
                self.guilds.enforce(settings, caller, request)

    @contextmanager
    def _counting_refusals(self) -> Iterator[None]:
        """Notify the watchers of refusals raised in the block."""
        try:
            yield
        except Refusal as refusal:
            for watcher in tuple(self._refusal_watchers):
                watcher(refusal.key)
            raise

    def _check(self, request: Request) -> None:
        if self.stopping:
            raise Unavailable(key="refusal-stopping")
        self.operator.enforce()
        self._requests.check(request)

    def can_be_made(self, request: Request) -> bool:
        """Return whether a request is possible, apart from the server's rules. Counts no refusal."""
        try:
            self._check(request)
        except Refusal:
            return False
        return True

    async def submit(self, caller: Caller, place: Place, request: Request) -> Job:
        """Insert a new job and its claim on the server's limits; both are on disk when this returns.

        For a request for several, all of its jobs are inserted or none; the first one is returned.

        Raises Refusal (also for the server's rules and QuotaExceeded for its limits) or StoreUnavailable.
        """
        with self._counting_refusals():
            return await self._submit(caller, place, request)

    async def _submit(
        self, caller: Caller, place: Place, request: Request, retry_of: str | None = None, only_if_unknown: bool = False
    ) -> Job:
        self._check(request)
        settings = await self.guilds.settings(caller.guild_id)
        settled, backend = await self._requests.prepare(request, caller, settings.defaults_for(Kind.TTS))
        self.guilds.enforce(settings, caller, settled)
        self.guilds.enforce_caps(settings, settled, self.catalog.resolution(settled))
        claim = self.guilds.claim(settings, caller, settled)
        new = NewJob(
            id="",
            place=replace(place, channel_id=settings.results_channel_id or place.channel_id),
            user_id=caller.user_id,
            locale=settings.announcement_locale or caller.locale,
            request=one_of_several(settled),
            backend=backend,
            created_at=self._clock.now(),
            retry_of=retry_of,
            only_if_unknown=only_if_unknown,
            price=claim.price,
        )
        try:
            job = await self._inserter.add(new, claim)
        except QuotaExceeded:
            # Results may have turned out longer than reserved: this refusal may be the first sign of it.
            await self.guilds.warn_if_due(settings, caller)
            raise
        await self.guilds.warn_if_due(settings, caller)
        return job

    async def allowance(self, caller: Caller, kind: Kind) -> Allowance | None:
        """Return what this user has left of their tightest limit on a kind, None if no limit applies.

        Its ``key`` and ``values`` make "2 left of 5 videos a day". Raises StoreUnavailable.
        """
        return next(iter(await self.guilds.allowances(caller, (kind,))), None)

    async def wait_for_create(self, job: Job) -> Job:
        """Wait until the create call is answered or time runs out; return the current row in either case."""
        return await self._create_waiter.wait(job)

    # --- existing jobs: permissions are checked here and nowhere else ---

    async def get(self, caller: Caller, job_id: str) -> Job:
        """Return a job the caller may see: their own, or for moderators any of the server. Raises NotFound."""
        job = await self.look_up(caller, job_id)
        if job.user_id != caller.user_id and not caller.is_moderator:
            raise NotFound
        return job

    async def look_up(self, caller: Caller, job_id: str) -> Job:
        """Return a job of this server, whoever owns it: some actions are open to everybody. Raises NotFound."""
        job_id = job_id.strip().lower()
        job = await self._repository.store.get(job_id) if is_job_id(job_id) else None
        if job is None or job.place.guild_id != caller.guild_id:
            raise NotFound
        return job

    async def list(
        self, caller: Caller, *, everyone: bool = False, before_id: str | None = None, limit: int = 10
    ) -> list[Job]:
        """Return the caller's jobs in this server newest first; with ``everyone`` all, for moderators.

        ``before_id``: the last id of the previous page. Raises NotAllowed, NotFound.
        """
        if before_id is not None and not is_job_id(before_id):
            raise NotFound
        if everyone and not caller.is_moderator:
            raise NotAllowed(key="refusal-moderators-only")
        user_id = None if everyone else caller.user_id
        return await self._repository.store.list(
            JobFilter(guild_id=caller.guild_id, user_id=user_id, before_id=before_id, limit=limit)
        )

    async def may_edit(self, caller: Caller, job_id: str) -> Job:
        """Return a job the caller may change or delete. Raises NotFound; NotAllowed, with a text, for other people."""
        job = await self.look_up(caller, job_id)
        if job.user_id != caller.user_id and not caller.is_moderator:
            raise NotAllowed(key="refusal-not-yours")
        return job

    async def posted_to(self, user_id: int, channel_id: int, job_id: str) -> Job:
        """Return a job whose result this user received as a direct message in this channel. Raises NotFound."""
        job = await self._repository.store.get(job_id) if is_job_id(job_id) else None
        if job is None or (job.user_id, job.result_channel_id) != (user_id, channel_id):
            raise NotFound
        return job

    async def cancel(self, caller: Caller, job_id: str) -> Cancellation:
        """Cancel a job that is not posted yet. Raises NotFound, NotAllowed, Conflict."""
        job = await self.may_edit(caller, job_id)
        changes = ColumnUpdate(at=self._clock.now(), cancelled_by=caller.user_id)
        for transition in (Transition.CANCEL, Transition.CANCEL_UNPOSTED):
            cancelled = await self._repository.take(TransitionRequest(job.id, transition, changes))
            if cancelled is not None:
                await self._note(caller, cancelled, JOB_CANCELLED)
                # Before the provider has accepted it there is nothing to stop, and nothing to be billed.
                stopped = not cancelled.was_begun or (
                    transition is Transition.CANCEL and await is_stopped(self._provider, cancelled)
                )
                return Cancellation(cancelled, stopped)
        current = await self.look_up(caller, job_id)
        in_flight = current.state is State.SUBMITTING
        raise Conflict(key="refusal-cancel-submitting" if in_flight else "refusal-cancel-too-late")

    async def _note(self, caller: Caller, job: Job, setting: str) -> None:
        """Record in the server's audit log what a moderator did with somebody else's job."""
        if job.user_id != caller.user_id:
            await self.guilds.note(caller, setting, job.id)

    async def owners(self, caller: Caller, job_ids: Collection[str]) -> dict[str, int]:
        """Return the owner of each of these jobs that belongs to this server and still exists."""
        jobs = await self._repository.store.changed_since(job_ids) if job_ids else []
        return {job.id: job.user_id for job in jobs if job.place.guild_id == caller.guild_id}

    async def again(self, caller: Caller, job_id: str, place: Place) -> Job:
        """Repeat a request as the caller's own job; return their open repeat of it if there is one."""
        job = await self.look_up(caller, job_id)
        return await self._repeat(caller, job, place, only_if_unknown=False)

    async def speak_with(self, caller: Caller, job_id: str, voice: Voice, place: Place) -> Job:
        """Repeat a speech request with another voice. Raises InvalidRequest for anything but speech."""
        job = await self.look_up(caller, job_id)
        if not isinstance(job.request, SpeechRequest):
            raise InvalidRequest(key="refusal-no-sound")
        request = replace(job.request, voice_id=voice.id, voice_name=voice.name)
        return await self._repeat(caller, replace(job, request=request), place, only_if_unknown=False)

    async def submit_again(self, caller: Caller, job_id: str, place: Place) -> Job:
        """Submit an ``unknown`` job again, at the request of its caller or a moderator, and only once."""
        job = await self.may_edit(caller, job_id)
        if job.state is not State.UNKNOWN:
            raise Conflict(key="refusal-not-unknown")
        if await self._repository.store.retry_exists(job.id):
            raise Conflict(key="refusal-already-resubmitted")
        return await self._repeat(caller, job, place, only_if_unknown=True)

    async def was_submitted_again(self, job_id: str) -> bool:
        """Return whether somebody has submitted a job of unknown outcome again."""
        return await self._repository.store.retry_exists(job_id)

    async def _repeat(self, caller: Caller, job: Job, place: Place, *, only_if_unknown: bool) -> Job:
        try:
            with self._counting_refusals():
                return await self._submit(caller, place, job.request, job.id, only_if_unknown)
        except Conflict:
            # The database allows one open repeat of a job per person: this is a second press of the button.
            open_repeat = await self._repository.store.open_repeat(job.id, caller.user_id)
            if open_repeat is None:
                raise
            return open_repeat

    async def poll_again(self, caller: Caller, job_id: str) -> LatePoll:
        """Poll the provider once more about a job that was given up. Raises NotFound, NotAllowed, Conflict."""
        return await self._abandoned_poller.poll(await self.may_edit(caller, job_id))

    async def deliver_again(self, caller: Caller, job_id: str, place: Place | None) -> Job:
        """Post an ended job again: it is held, or its message is gone. Raises Conflict when it has not ended."""
        job = await self.get(caller, job_id)
        if not job.state.is_final or job.state is State.CANCELLED:
            raise Conflict(key="refusal-not-ended")
        if job.delivery_state in (DeliveryState.DUE, DeliveryState.SENDING):
            raise Conflict(key="refusal-being-posted")
        await self.guilds.enforce_here(caller)
        changes = ColumnUpdate(deliver_at=self._clock.now(), place=place)
        again = await self._repository.take(TransitionRequest(job.id, Transition.DELIVER_AGAIN, changes))
        if again is None:
            raise Conflict(key="refusal-being-posted")
        await self._note(caller, again, JOB_POSTED)
        return again

    def subscribe(self, watcher: Watcher) -> Callable[[], None]:
        """Call ``watcher`` with every job that changes in this process; return a function that unsubscribes it."""
        return self._repository.subscribe(watcher)

    def watch_refusals(self, watcher: Callable[[str], None]) -> Callable[[], None]:
        """Call ``watcher`` with the key of each refusal; return a function that unsubscribes it."""
        self._refusal_watchers.append(watcher)
        return lambda: self._refusal_watchers.remove(watcher)
