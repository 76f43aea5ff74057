"""The simulated Discord: which messages are in which channel. One for all processes.

For a few minutes, posting with a nonce that was used returns the existing message, as ``enforce_nonce`` does.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.errors import MessageDelayed, MessageForbidden, MessageGone, MessageTooLarge
from bot.jobs.model import Job
from bot.jobs.ports import Redirect, ResultView, SentMessage, StatusView
from tests.simulation.network import Network
from tests.simulation.scenario import Rates
from tests.simulation.story import Coverage, Story

_NONCE_SECONDS = 180.0
LATE_SECONDS = 20.0
_LATE_EDIT_SECONDS = 10.0  # as where Discord limits the edits of a channel
_FIRST_DM = 1_000_000
DM_LIMIT_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PostedMessage:
    """One message with the result of a job."""

    message_id: int
    channel_id: int
    job_id: str
    posting: int
    state: str
    nonce: str
    at: float
    is_deleted: bool = False


@dataclass
class DiscordModel:
    """All result messages, by job. ``away``: number of active outages; ``gone``: the same by deleted channel."""

    now: Callable[[], float]
    rng: random.Random
    rates: Rates
    story: Story
    coverage: Coverage
    away: int = 0
    gone: dict[int, int] = field(default_factory=dict)
    closed_dms: frozenset[int] = frozenset({103, 106})
    of_job: dict[str, list[PostedMessage]] = field(default_factory=dict)
    undeliverable: dict[str, tuple[int, int]] = field(
        default_factory=dict
    )  # by job: the attempt that had nowhere to post
    unsearchable: set[tuple[str, int, int, int]] = field(
        default_factory=set
    )  # attempts that could not search a channel
    posted: int = 0

    def check(self, channel_id: int, job: Job) -> None:
        """Raise Discord's refusal to post to a channel, if any."""
        if self.gone.get(channel_id, 0) > 0:
            raise MessageGone("unknown channel", code=10003)
        if channel_id - _FIRST_DM in self.closed_dms:
            self.undeliverable[job.id] = (job.postings, job.delivery_attempts)
            raise MessageForbidden("closed", code=50007)
        if self.rng.random() < self.rates.post_forbidden:
            self.coverage.hit_job(job.id, "post-forbidden")
            raise MessageForbidden("missing permissions", code=50013)

    def post(self, job: Job, channel_id: int, round_number: int) -> SentMessage:
        """Post a message to a channel, or return the existing one with the same nonce."""
        nonce = f"{job.id}-{job.postings}.{round_number}"
        mine = self.of_job.setdefault(job.id, [])
        for one in mine:
            if one.nonce == nonce and one.channel_id == channel_id and self.now() - one.at < _NONCE_SECONDS:
                return SentMessage(channel_id, one.message_id)
        self.posted += 1
        message = PostedMessage(self.posted, channel_id, job.id, job.postings, job.state.value, nonce, self.now())
        # An attempt that could not search a channel can't know of a message there, even if the channel is back now.
        if any(one.posting == job.postings and _search(job, one.channel_id) not in self.unsearchable for one in mine):
            self.story.fail("posted twice", f"job {job.id}, posting {job.postings}, in channel {channel_id}")
        mine.append(message)
        self.story.record("discord", f"message {message.message_id} in {channel_id}: {job.id} {job.state.value}")
        return SentMessage(channel_id, message.message_id)

    def delete(self, job: Job) -> None:
        """Delete the result message of a job, as a person would."""
        mine = self.of_job.get(job.id, [])
        self.of_job[job.id] = [
            replace(one, is_deleted=one.is_deleted or one.message_id == job.result_message_id) for one in mine
        ]

    def find(self, job: Job, channel_id: int) -> SentMessage | None:
        """Search for a message of this posting; a deleted channel yields nothing."""
        if self.gone.get(channel_id):
            self.unsearchable.add(_search(job, channel_id))
            return None
        for one in self.of_job.get(job.id, ()):
            if one.posting == job.postings and one.channel_id == channel_id and not one.is_deleted:
                return SentMessage(channel_id, one.message_id)
        return None


def _search(job: Job, channel_id: int) -> tuple[str, int, int, int]:
    return job.id, job.postings, job.delivery_attempts, channel_id


class SimulatedMessenger:
    """The Messenger port of one process."""

    def __init__(self, discord: DiscordModel, network: Network, rng: random.Random) -> None:
        self._discord = discord
        self._network = network
        self._rng = rng

    async def _exchange_call(
        self, there: Callable[[], SentMessage | None], job_id: str, *, writes: bool
    ) -> SentMessage | None:
        rates, draw = self._discord.rates, self._rng.random()
        lost = writes and draw < rates.post_lost
        if self._discord.away or lost:
            self._discord.coverage.hit_job(job_id, "post-lost")
            await asyncio.sleep(2.0 * self._rng.random())
            raise MessageDelayed("simulated outage")
        late = 0.1
        if self._rng.random() < rates.post_late:
            late = LATE_SECONDS
            self._discord.coverage.hit_job(job_id, "post-late")
        found = await self._network.ask(0.03, there, lambda: late * self._rng.random())
        if writes and rates.post_lost <= draw < rates.post_lost + rates.post_answer_lost:
            self._discord.coverage.hit_job(job_id, "post-answer-lost")
            raise MessageDelayed("stored, but the answer was lost")
        return found

    async def show_status(self, view: StatusView) -> None:
        draw, rates = 0.0 if self._discord.away else self._rng.random(), self._discord.rates
        if self._discord.away or draw < rates.edit_failed:
            raise MessageDelayed("simulated outage")
        late = _LATE_EDIT_SECONDS * (1.0 - draw) if draw > 1.0 - rates.edit_late else 0.0
        await self._network.ask(0.03 + late, lambda: None, lambda: 0.0)

    async def post_result(self, view: ResultView, channel_id: int) -> SentMessage:
        if view.attachments and self._rng.random() < self._discord.rates.post_too_large:
            self._discord.coverage.hit_job(view.job.id, "post-too-large")
            raise MessageTooLarge("413")
        limit = DM_LIMIT_BYTES if channel_id > _FIRST_DM else view.job.place.upload_limit_bytes
        if any(attachment.file.size_bytes > limit for attachment in view.attachments):
            self._discord.story.fail("over the limit", f"a file of {view.job.id} is larger than {limit} bytes")
        return await self._post(view.job, channel_id, view.round)

    async def post_failure(self, job: Job, channel_id: int, redirect: Redirect | None = None) -> SentMessage:
        return await self._post(job, channel_id, 0)

    async def _post(self, job: Job, channel_id: int, round_number: int) -> SentMessage:
        def arrive() -> SentMessage:
            self._discord.check(channel_id, job)
            return self._discord.post(job, channel_id, round_number)

        sent = await self._exchange_call(arrive, job.id, writes=True)
        assert sent is not None
        return sent

    async def correct_ending(self, job: Job) -> None:
        if self._discord.away:
            raise MessageDelayed("simulated outage")
        await self._network.ask(0.03, lambda: None, lambda: 0.0)

    async def find_posted(self, job: Job, channel_id: int) -> SentMessage | None:
        return await self._exchange_call(lambda: self._discord.find(job, channel_id), job.id, writes=False)

    async def dm_channel(self, user_id: int) -> int:
        if self._discord.away:
            raise MessageDelayed("simulated outage")
        await self._network.ask(0.03, lambda: None, lambda: 0.0)
        return _FIRST_DM + user_id

    async def upload_limit_bytes(self, guild_id: int) -> int | None:
        return None
