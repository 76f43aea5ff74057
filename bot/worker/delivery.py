"""Post how each job ended, exactly once: result, failure, refusal, unknown and abandoned share one code path.

``due`` becomes ``sending`` on disk before anything is sent, and ``sent`` with the message's id afterwards. After a
crash in between, our own message is searched for before sending again, and the nonce covers what the search can't see.
A process that stalled until its lease expired posts nothing more: its claims belong to the next holder.
If no channel can be posted to, the caller gets a direct message; if those are closed too, the delivery is held.
Deliveries run concurrently under their own limit, fair between servers and users, and never hold up polling.
Delays are measured on the monotonic clock, from when this process first learns of them.
"""

import asyncio
import itertools
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from bot.clock import Clock
from bot.errors import (
    FoleyError,
    MediaError,
    MessageDelayed,
    MessageError,
    MessageForbidden,
    MessageGone,
    MessageTooLarge,
    StoreError,
)
from bot.jobs.model import ColumnUpdate, DeliveryState, Job, State, Transition, TransitionRequest
from bot.jobs.ports import Messenger, Redirect, RedirectReason, SentMessage
from bot.jobs.repository import JobRepository
from bot.utils.backoff import Backoff
from bot.utils.tasks import Tasks, wait_or_wake
from bot.worker.ending_corrections import EndingCorrections
from bot.worker.fair_queue import FairQueue
from bot.worker.result_builder import ResultBuilder

log = logging.getLogger(__name__)
_BACKOFF = Backoff(5.0, 300.0)
# Attempts to fetch a link before it is posted as it is.
_FETCH_TRIES = 4
_SHRINK = 0.5
_CONCURRENCY = 6
_SHARE_OF_ONE_SERVER = 2 / 3
_SMALLEST_LIMIT_BYTES = 512 * 1024
# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
_REDIRECT_REASONS = {
    50001: RedirectReason.ACCESS,
    50013: RedirectReason.PERMISSION,
    50083: RedirectReason.THREAD,
    160005: RedirectReason.THREAD,
}


@dataclass(frozen=True, slots=True)
class Delivered:
    """The outcome of one delivery, for the metrics."""

    job: Job
    outcome: str  # "sent", "direct", "adopted", "held", "later"


class _LeaseLost(Exception):
    """The lease ended while this process stalled: another one may be posting what it has claimed."""


class Delivery:
    """Posts a message for every delivery that is due.

    ``may_post`` is checked immediately before each message is sent: its delivery may have been claimed long ago.
    """

    def __init__(
        self,
        repository: JobRepository,
        result_builder: ResultBuilder,
        messenger: Messenger,
        clock: Clock,
        *,
        may_post: Callable[[], bool] = lambda: True,
        on_stage: Callable[[Job, str, int | None], None] = lambda job, stage, percent: None,
        on_delivered: Callable[[Delivered], None] = lambda delivered: None,
    ) -> None:
        self._repository = repository
        self._result_builder = result_builder
        self._messenger = messenger
        self._clock = clock
        self._may_post = may_post
        self._on_stage = on_stage
        self._on_delivered = on_delivered
        self._queue = FairQueue(clock, lambda job: job.deliver_at, _try_number)
        self._active: dict[str, int] = {}  # job id -> its server
        # Jobs whose claim may be on disk although the database did not confirm it.
        self._doubtful: set[str] = set()
        self._wake = asyncio.Event()
        self._loop = Tasks("delivery")
        self._posts = Tasks("post")
        self._corrections = EndingCorrections(repository.store, messenger, self._posts)

    def observe(self, job: Job) -> None:
        """Observe a job: queue it for posting while its delivery is due."""
        if job.delivery_state is DeliveryState.DUE:
            self._queue.put(job)
            self._wake.set()
        else:
            self._queue.discard(job.id)
        if job.state is State.SUBMITTING:
            self._result_builder.expect(job)
        self._corrections.observe(job)

    def is_posting(self, job_id: str) -> bool:
        """Return whether this process is posting this job now."""
        return job_id in self._active

    def waiting(self) -> int:
        """Return how many deliveries are waiting or under way."""
        return len(self._queue) + len(self._active)

    async def recover(self, jobs: list[Job]) -> None:
        """Reschedule the deliveries that were left in progress. Raises StoreError."""
        requests = [
            TransitionRequest(job.id, Transition.POSTPONE_DELIVERY, ColumnUpdate(deliver_at=self._clock.now()))
            for job in jobs
            if job.delivery_state is DeliveryState.SENDING
        ]
        if requests:
            await self._repository.take_many(requests)

    def failing(self, now: float) -> list[str]:
        """Return the loops that fail repeatedly."""
        return self._loop.failing(now)

    def start(self) -> None:
        """Start posting."""
        self._loop.keep(self._post_due, "loop", self._clock)

    async def stop(self, timeout_seconds: float) -> None:
        """Stop posting; wait up to the timeout for deliveries in progress. The rest is safe on disk."""
        await self._loop.cancel()
        if not await self._posts.settle(timeout_seconds):
            log.warning("delivery.unfinished count=%d: the next start finishes them", len(self._posts))
        await self._posts.cancel()

    async def _post_due(self) -> None:
        while True:
            self._wake.clear()
            while len(self._active) < _CONCURRENCY and (job := self._next()) is not None:
                self._active[job.id] = job.place.guild_id
                self._posts.start(self._deliver(job), job.id, after=partial(self._delivered, job.id))
            is_full = len(self._active) >= _CONCURRENCY
            await wait_or_wake(self._wake, self._clock, None if is_full else self._queue.seconds_until_due())

    def _next(self) -> Job | None:
        full = self._full_servers()
        return self._queue.pop(lambda job: job.id not in self._active and job.place.guild_id not in full)

    def _full_servers(self) -> set[int]:
        """Return the servers at their limit of concurrent deliveries.

        However many slow links one server has, there is room for the others.
        """
        if len(self._active) < _CONCURRENCY * _SHARE_OF_ONE_SERVER:
            return set()
        counts = Counter(self._active.values())
        return {guild_id for guild_id, count in counts.items() if count >= _CONCURRENCY * _SHARE_OF_ONE_SERVER}

    def _delivered(self, job_id: str) -> None:
        self._active.pop(job_id, None)
        self._wake.set()

    async def _deliver(self, job: Job) -> None:
        try:
            started = await self._repository.take(
                TransitionRequest(job.id, Transition.START_DELIVERY, ColumnUpdate(at=self._clock.now()))
            )
            if started is not None:
                await self._post_and_record(started)
            elif job.id in self._doubtful:
                await self._repository.save(
                    TransitionRequest(job.id, Transition.POSTPONE_DELIVERY, ColumnUpdate(deliver_at=self._clock.now()))
                )
            self._doubtful.discard(job.id)
        except StoreError as error:
            log.warning("delivery.postponed: database away: %s", error, extra={"job": job.id})
            self._doubtful.add(job.id)
            await self._clock.sleep(_BACKOFF.first_seconds)
            # Due now, whatever the wall clock says of its due time: it may have been set meanwhile.
            self._queue.put(replace(job, deliver_at=None))

    async def _post_and_record(self, job: Job) -> None:
        """Post one job whose delivery is ``sending``, and record the outcome."""
        outcome = "later"
        try:
            sent, outcome = await self._post_with_fallback(job)
        except (MessageForbidden, MessageGone) as error:
            log.warning("delivery.held: nowhere to post: %s", error, extra={"job": job.id})
            outcome = "held"
            held = TransitionRequest(
                job.id, Transition.HOLD_DELIVERY, ColumnUpdate(at=self._clock.now()), posting=job.postings
            )
            await self._repository.save(held)
        except _LeaseLost:  # record nothing: the claim on disk may be another process's
            log.warning("delivery.left: the lease is over", extra={"job": job.id})
        except FoleyError as error:
            await self._postpone(job, error)
        except Exception as error:
            await self._postpone(job, error)
            raise
        else:
            changes = ColumnUpdate(
                at=self._clock.now(),
                result_channel_id=sent.channel_id,
                result_message_id=sent.message_id,
                outputs=sent.outputs,
            )
            stored = await self._repository.save(
                TransitionRequest(job.id, Transition.CONFIRM_DELIVERY, changes, posting=job.postings)
            )
            if stored is None and job.state in (State.UNKNOWN, State.ABANDONED):  # the outcome became known meanwhile
                await self._corrections.correct_just_posted(job, sent)
            log.info("delivery.sent outcome=%s", outcome, extra={"job": job.id, "guild": job.place.guild_id})
        self._on_delivered(Delivered(job, outcome))

    async def _postpone(self, job: Job, error: Exception) -> None:
        delay_seconds = _BACKOFF.after(job.delivery_attempts)
        log.warning("delivery.postponed seconds=%.0f: %s", delay_seconds, error, extra={"job": job.id})
        changes = ColumnUpdate(deliver_at=self._clock.now() + delay_seconds)
        await self._repository.save(
            TransitionRequest(job.id, Transition.POSTPONE_DELIVERY, changes, posting=job.postings)
        )

    async def _post_with_fallback(self, job: Job) -> tuple[SentMessage, str]:
        """Post in the results channel, else in the channel of the request, else as a direct message.

        Raises MessageForbidden or MessageGone when none of these works.
        """
        rounds = itertools.count()
        redirect: Redirect | None = None
        if job.delivery_attempts > 1 and (found := await self._find_posted(job)) is not None:
            return found, "adopted"
        for channel_id in _channels_of(job):
            try:
                return await self._post_once(job, channel_id, None, rounds)
            except (MessageForbidden, MessageGone) as error:
                log.info("delivery.redirected: %s", error, extra={"job": job.id})
                redirect = redirect or Redirect(channel_id, _redirect_reason(error))
        channel_id = await self._messenger.dm_channel(job.user_id)
        return await self._post_once(job, channel_id, redirect, rounds)

    async def _find_posted(self, job: Job) -> SentMessage | None:
        """Look for our message of an earlier attempt in every channel: the one that works now may not have then."""
        for channel_id in _channels_of(job):
            found = await self._messenger.find_posted(job, channel_id)
            if found is not None:
                return found
        try:
            return await self._messenger.find_posted(job, await self._messenger.dm_channel(job.user_id))
        except (MessageForbidden, MessageGone):
            return None

    async def _post_once(
        self, job: Job, channel_id: int, redirect: Redirect | None, rounds: Iterator[int]
    ) -> tuple[SentMessage, str]:
        """Post in one channel; ``redirect``: why it is a direct message, None when it is not."""
        outcome = "sent" if redirect is None else "direct"
        if job.state is State.READY:
            try:
                return await self._post_result(job, channel_id, redirect, rounds), outcome
            except _LeaseLost:
                raise
            except Exception as error:  # no workspace, or a bug triggered by an unusual file
                is_about_posting = isinstance(error, FoleyError) and not isinstance(error, MediaError)
                if is_about_posting or job.delivery_attempts < _FETCH_TRIES:
                    raise
                log.warning("delivery.link_only error=%s", type(error).__name__, extra={"job": job.id})
                return await self._post_links(job, channel_id, redirect, rounds), outcome
        self._check_lease()
        return await self._messenger.post_failure(job, channel_id, redirect), outcome

    async def _post_result(
        self, job: Job, channel_id: int, redirect: Redirect | None, rounds: Iterator[int]
    ) -> SentMessage:
        limit_bytes = await self._limit_bytes(job, channel_id)
        last_try = job.delivery_attempts >= _FETCH_TRIES
        while True:
            async with self._result_builder.prepared(
                job, limit_bytes, partial(self._on_stage, job), last_try=last_try
            ) as view:
                self._on_stage(job, "posting", None)
                try:
                    numbered = replace(view, round=next(rounds), redirect=redirect)
                    self._check_lease()
                    sent = await self._messenger.post_result(numbered, channel_id)
                    return replace(sent, outputs=view.job.outputs)
                except MessageTooLarge as error:
                    sizes = [attachment.file.size_bytes for attachment in view.attachments]
                    if not sizes and not view.posters:
                        raise MessageDelayed("413 for a message without files") from error
                    # Discord's answer is authoritative: shrink each time, and end with links only.
                    limit_bytes = int(min(limit_bytes, max(sizes, default=0)) * _SHRINK)
                    if limit_bytes < _SMALLEST_LIMIT_BYTES:
                        limit_bytes = 0

    async def _post_links(
        self, job: Job, channel_id: int, redirect: Redirect | None, rounds: Iterator[int]
    ) -> SentMessage:
        view = replace(self._result_builder.as_links(job), round=next(rounds), redirect=redirect)
        self._check_lease()
        return await self._messenger.post_result(view, channel_id)

    def _check_lease(self) -> None:
        if not self._may_post():
            raise _LeaseLost

    async def _limit_bytes(self, job: Job, channel_id: int) -> int:
        if channel_id not in (job.place.channel_id, job.place.status_channel_id):
            return min(job.place.upload_limit_bytes, 10 * 1024 * 1024)
        known = await self._messenger.upload_limit_bytes(job.place.guild_id)
        return job.place.upload_limit_bytes if known is None else min(known, job.place.upload_limit_bytes)


def _try_number(job: Job) -> tuple[int, int, float | None]:
    """Return which attempt at which posting this is."""
    return job.postings, job.delivery_attempts, job.deliver_at


def _channels_of(job: Job) -> tuple[int, ...]:
    """Return the channels to try, in this order, before a direct message."""
    return tuple(dict.fromkeys((job.place.channel_id, job.place.status_channel_id)))


def _redirect_reason(error: MessageError) -> RedirectReason:
    if isinstance(error, MessageGone):
        return RedirectReason.GONE
    return _REDIRECT_REASONS.get(error.code, RedirectReason.OTHER)
