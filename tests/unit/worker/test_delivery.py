"""Notices: each posted once, somewhere, or held; adopted after a crash; smaller after a 413."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.errors import (
    FetchBroken,
    FetchExpired,
    FetchGone,
    FetchIncomplete,
    FoleyError,
    MediaError,
    MediaTooLarge,
    MessageDelayed,
    MessageForbidden,
    MessageGone,
    MessageRefused,
    MessageTooLarge,
    StoreUnavailable,
    WorkspaceFull,
)
from bot.jobs.model import (
    ColumnUpdate,
    DeliveryState,
    Fault,
    Job,
    Medium,
    Output,
    PostAs,
    SpeechRequest,
    State,
    Transition,
    TransitionRequest,
)
from bot.jobs.ports import (
    NO_MARKS,
    Drawing,
    Marks,
    MediaFile,
    Redirect,
    RedirectReason,
    ResultView,
    SentMessage,
    StatusView,
    VoiceClip,
)
from bot.jobs.repository import JobRepository
from bot.worker.delivery import Delivered, Delivery
from bot.worker.result_builder import ResultBuilder
from tests.support.domain import a_new_job, a_place
from tests.support.manual_clock import ManualClock, settle
from tests.support.memory_store import MemoryJobStore, QuietSignals

DM_CHANNEL = 999
LINK = "http://x.example/a.mp3?sign=s"


class ScriptedMessenger:
    """Keeps what was posted; raises from a list first."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, int, ResultView | None]] = []
        self.errors: list[FoleyError] = []
        self.dm_closed = False
        self.found: SentMessage | None = None
        self.found_in: dict[int, int] = {}
        self.limit_bytes: int | None = None
        self.corrected: list[tuple[str, int | None]] = []

    async def correct_ending(self, job: Job) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.corrected.append((job.id, job.result_message_id))

    async def show_status(self, view: StatusView) -> None:
        raise AssertionError("the delivery shows no status")

    async def post_result(self, view: ResultView, channel_id: int) -> SentMessage:
        if self.errors:
            raise self.errors.pop(0)
        self.posts.append((view.job.id, channel_id, view))
        return SentMessage(channel_id, 5000 + len(self.posts))

    async def post_failure(self, job: Job, channel_id: int, redirect: Redirect | None = None) -> SentMessage:
        if self.errors:
            raise self.errors.pop(0)
        self.posts.append((job.id, channel_id, None))
        return SentMessage(channel_id, 5000 + len(self.posts))

    async def find_posted(self, job: Job, channel_id: int) -> SentMessage | None:
        message_id = self.found_in.get(channel_id)
        return self.found if message_id is None else SentMessage(channel_id, message_id)

    async def dm_channel(self, user_id: int) -> int:
        if self.dm_closed:
            raise MessageForbidden("closed", code=50007)
        return DM_CHANNEL

    async def upload_limit_bytes(self, guild_id: int) -> int | None:
        return self.limit_bytes


class ScriptedMedia:
    """Files by number of bytes; fits whatever is over the limit to exactly the limit."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.size_bytes = 1000
        self.medium = Medium.AUDIO
        self.fetching = 0
        self.may_fetch = asyncio.Event()
        self.may_fetch.set()
        self.fetch_errors: list[FoleyError] = []
        self.workspace_errors: list[FoleyError] = []
        self.fits: list[int] = []
        self.rooms: list[int] = []
        self.smallest_bytes = 100

    def workspace(self, job_id: str, room_bytes: int = 0) -> AbstractAsyncContextManager[Path]:
        @asynccontextmanager
        async def folder() -> AsyncIterator[Path]:
            self.rooms.append(room_bytes)
            if self.workspace_errors:
                raise self.workspace_errors.pop(0)
            place = self._folder / job_id
            place.mkdir(exist_ok=True)
            yield place

        return folder()

    def expect_result(self) -> None:
        pass

    async def fetch(self, output: Output, folder: Path, *, draw: Drawing = Drawing.NOTHING) -> MediaFile:
        self.fetching += 1
        await self.may_fetch.wait()
        if self.fetch_errors:
            raise self.fetch_errors.pop(0)
        return MediaFile(folder / "a.mp3", self.size_bytes, "audio/mpeg", "mp3", self.medium, 5.0, loudness_lufs=-19.5)

    async def fit(
        self,
        file: MediaFile,
        limit_bytes: int,
        folder: Path,
        progress: Callable[[float], None] | None = None,
        *,
        level: bool = False,
        marks: Marks = NO_MARKS,
    ) -> MediaFile:
        if file.size_bytes <= limit_bytes:
            return file
        self.fits.append(limit_bytes)
        if limit_bytes < self.smallest_bytes:
            raise MediaTooLarge("too long")
        return replace(file, size_bytes=limit_bytes)

    async def poster_picture(self, file: MediaFile, folder: Path) -> Path:
        poster = folder / "poster.jpg"
        poster.write_bytes(b"jpeg")
        return poster

    async def waveform_picture(self, file: MediaFile, folder: Path, *, with_loudness: bool = False) -> Path:
        return folder / "waveform.png"

    async def voice_clip(
        self, file: MediaFile, folder: Path, limit_bytes: int, *, level: bool = False, marks: Marks = NO_MARKS
    ) -> VoiceClip:
        raise MediaTooLarge("no clip can be made")

    async def soundboard_clip(self, file: MediaFile, folder: Path, start_seconds: float, marks: Marks) -> MediaFile:
        return file


class EmptyResultCache:
    """Keeps nothing."""

    async def keep(self, job_id: str, index: int, file: MediaFile) -> None: ...

    async def open(self, job_id: str, index: int, folder: Path) -> MediaFile | None:
        return None

    async def job_ids(self) -> frozenset[str]:
        return frozenset()

    async def forget(self, job_ids: Collection[str]) -> None: ...

    async def sweep(self) -> None: ...


class Post:
    """A delivery on a store in memory."""

    def __init__(self, folder: Path) -> None:
        self.clock = ManualClock()
        self.store = MemoryJobStore()
        self.messenger = ScriptedMessenger()
        self.media = ScriptedMedia(folder)
        self.outcomes: list[Delivered] = []
        self.repository = JobRepository(self.store, QuietSignals(), self.clock)
        self.has_lease = True
        office = ResultBuilder(self.media, EmptyResultCache(), self.clock)
        self.delivery = Delivery(
            self.repository,
            office,
            self.messenger,
            self.clock,
            may_post=lambda: self.has_lease,
            on_delivered=self.outcomes.append,
        )
        self.repository.subscribe(self.delivery.observe)

    async def ended(
        self, transition: Transition = Transition.COMPLETE, link_seconds: float | None = None, **changes: Any
    ) -> Job:
        """Bring a job to its end; its link is good for so long."""
        job = await self.repository.add(a_new_job(self.clock, **changes))
        now = self.clock.now()
        await self.repository.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=now)))
        if transition is not Transition.LOSE_TRACK:
            await self.repository.take(TransitionRequest(job.id, Transition.ACCEPT, ColumnUpdate(at=now, task_id="t")))
        expires_at = None if link_seconds is None else now + link_seconds
        outputs = (Output(LINK, Medium.AUDIO, expires_at=expires_at),) if transition is Transition.COMPLETE else None
        fault = None if transition is Transition.COMPLETE else Fault("tencent-failed", "FAIL")
        await self.repository.take(
            TransitionRequest(
                job.id, transition, ColumnUpdate(at=now, deliver_at=now, outputs=outputs, fault=fault), "t"
            )
        )
        await settle()
        return self.store.rows[job.id]


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    post = Post(tmp_path)
    post.delivery.start()
    yield post
    await post.delivery.stop(0.0)


@pytest.mark.parametrize(
    "transition", [Transition.COMPLETE, Transition.FAIL, Transition.ABANDON, Transition.LOSE_TRACK]
)
async def test_every_ending_is_posted_once(post: Post, transition: Transition) -> None:
    job = await post.ended(transition)
    await post.clock.advance(3600)
    assert len(post.messenger.posts) == 1
    assert (job.delivery_state, job.result_message_id, job.result_channel_id) == (DeliveryState.SENT, 5001, 200)
    assert post.messenger.posts[0][2] is None or transition is Transition.COMPLETE


@pytest.mark.parametrize("transition", [Transition.COMPLETE, Transition.FAIL])
async def test_who_stood_still_past_its_lease_posts_nothing_and_leaves_the_claim_alone(
    post: Post, transition: Transition
) -> None:
    """Somebody else may have told it by now, in another channel, where no nonce stops a second message."""
    post.has_lease = False
    job = await post.ended(transition)
    await post.clock.advance(3600)
    assert post.messenger.posts == []
    assert post.store.rows[job.id].delivery_state is DeliveryState.SENDING


async def test_a_link_is_not_posted_past_the_lease_either(post: Post) -> None:
    post.has_lease = False
    job = await post.ended(link_seconds=-60.0)
    await post.clock.advance(3600)
    assert post.messenger.posts == []
    assert post.store.rows[job.id].delivery_state is DeliveryState.SENDING


async def test_the_loudness_that_was_measured_is_kept_with_the_job(post: Post) -> None:
    job = await post.ended()
    assert [one.loudness_lufs for one in job.outputs] == [-19.5]
    assert job.outputs[0].url == LINK


async def test_a_workspace_that_is_too_small_is_left_for_a_larger_one(post: Post) -> None:
    post.media.fetch_errors = [WorkspaceFull(10**8), WorkspaceFull(2 * 10**8)]
    job = await post.ended()
    assert post.media.rooms == [0, 10**8, 2 * 10**8]
    assert (job.delivery_state, job.delivery_attempts, len(post.messenger.posts)) == (DeliveryState.SENT, 1, 1)


async def test_delayed_is_tried_again_and_looks_for_its_own_message_first(post: Post) -> None:
    post.messenger.errors = [MessageDelayed("reset")]
    post.messenger.found = SentMessage(200, 4242)
    job = await post.ended()
    assert post.store.rows[job.id].delivery_state is DeliveryState.DUE
    await post.clock.advance(10)
    assert post.store.rows[job.id].result_message_id == 4242
    assert post.messenger.posts == []
    assert [outcome.outcome for outcome in post.outcomes] == ["later", "adopted"]


async def test_a_message_that_an_earlier_try_sent_elsewhere_is_found_there(post: Post) -> None:
    """The channel was closed, the direct message sent and not answered; now the channel is open again."""
    post.messenger.errors = [MessageForbidden("403", code=50013), MessageDelayed("stored, not answered")]
    post.messenger.found_in[DM_CHANNEL] = 4242
    job = await post.ended()
    await post.clock.advance(10)
    assert post.messenger.posts == []
    assert post.store.rows[job.id].result_channel_id == DM_CHANNEL


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MessageForbidden("403", code=50013), RedirectReason.PERMISSION),
        (MessageForbidden("403", code=50001), RedirectReason.ACCESS),
        (MessageForbidden("400", code=50083), RedirectReason.THREAD),
        (MessageForbidden("403", code=1), RedirectReason.OTHER),
        (MessageGone("404", code=10003), RedirectReason.GONE),
    ],
)
async def test_a_closed_channel_is_answered_directly(post: Post, error: FoleyError, reason: RedirectReason) -> None:
    post.messenger.errors = [error]
    job = await post.ended()
    view = post.messenger.posts[0][2]
    assert view is not None
    assert view.redirect == Redirect(job.place.channel_id, reason)
    assert [channel for _, channel, _ in post.messenger.posts] == [DM_CHANNEL]
    assert post.store.rows[job.id].result_channel_id == DM_CHANNEL


async def test_a_refused_payload_is_no_permission_and_goes_nowhere_else(post: Post) -> None:
    post.messenger.errors = [MessageRefused("HTTP 400, code 50035", code=50035)]
    job = await post.ended()
    assert post.messenger.posts == []
    assert post.store.rows[job.id].delivery_state is DeliveryState.DUE
    await post.clock.advance(10)
    assert [channel for _, channel, _ in post.messenger.posts] == [job.place.channel_id]


async def test_a_film_that_is_only_linked_has_a_picture_as_long_as_that_may_be_posted(post: Post) -> None:
    post.media.medium, post.media.size_bytes, post.media.smallest_bytes = Medium.VIDEO, 10**9, 10**9
    post.messenger.errors = [MessageTooLarge("413")]
    await post.ended(link_seconds=3600.0)
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert ([link.url for link in view.links], view.posters) == ([LINK], ())  # after the 413, with less
    await post.ended(link_seconds=3600.0)
    [_, (_, _, view)] = post.messenger.posts
    assert view is not None
    assert ([poster.name for poster in view.posters], view.remark_keys) == (["poster.jpg"], ("remark-too-large",))


async def test_nowhere_to_post_holds_the_result_until_it_is_asked_for(post: Post) -> None:
    post.messenger.errors = [MessageForbidden("403", code=50013)]
    post.messenger.dm_closed = True
    job = await post.ended()
    await post.clock.advance(3600)
    assert post.store.rows[job.id].delivery_state is DeliveryState.HELD
    await post.repository.take(
        TransitionRequest(job.id, Transition.DELIVER_AGAIN, ColumnUpdate(deliver_at=post.clock.now()))
    )
    await settle()
    assert post.store.rows[job.id].delivery_state is DeliveryState.SENT
    assert len(post.messenger.posts) == 1


async def test_413_makes_it_smaller_then_a_link(post: Post) -> None:
    post.media.size_bytes = 4_000_000
    post.messenger.errors = [MessageTooLarge("413")] * 3
    await post.ended()
    assert post.media.fits[0] == 2_000_000
    assert post.media.fits == sorted(post.media.fits, reverse=True)
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert view.attachments == ()
    assert [link.url for link in view.links] == [LINK]
    assert view.round == 3  # what Discord has seen before is not this message


async def test_over_the_limit_is_fitted_before_posting(post: Post) -> None:
    post.media.size_bytes = 20 * 1024 * 1024
    await post.ended()
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert view.attachments[0].file.size_bytes == 10 * 1024 * 1024
    assert view.remark_keys == ("remark-made-smaller",)


async def test_a_result_that_can_not_be_fetched_becomes_a_link_in_the_end(post: Post) -> None:
    post.media.fetch_errors = [FetchBroken("reset")] * 10
    job = await post.ended()
    await post.clock.advance(600)
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert (len(view.attachments), len(view.links)) == (0, 1)
    assert post.store.rows[job.id].delivery_attempts == 4


async def test_slow_links_of_one_server_leave_room_for_the_others(post: Post) -> None:
    post.media.may_fetch.clear()
    for _ in range(9):
        await post.ended()
    assert post.media.fetching == 4  # of six
    there = replace(a_new_job(post.clock).place, guild_id=77)
    other = await post.ended(place=there)
    assert post.media.fetching == 5
    post.media.may_fetch.set()
    await settle()
    assert post.store.rows[other.id].delivery_state is DeliveryState.SENT
    assert len(post.messenger.posts) == 10


async def test_without_a_place_to_work_in_the_link_is_posted_in_the_end(post: Post) -> None:
    post.media.workspace_errors = [MediaError("no place to work in: No space left on device")] * 10
    job = await post.ended()
    assert post.messenger.posts == []
    await post.clock.advance(600)
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert (view.attachments, [link.url for link in view.links]) == ((), [LINK])
    assert post.store.rows[job.id].delivery_state is DeliveryState.SENT


async def test_whatever_a_strange_file_breaks_the_link_is_posted_in_the_end(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(output: Output, folder: Path, *, draw: Drawing = Drawing.NOTHING) -> MediaFile:
        raise TypeError("a bug")

    post.media.fetch = broken  # type: ignore[method-assign]
    await post.ended()
    await post.clock.advance(600)
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert (view.attachments, len(view.links)) == ((), 1)
    assert "delivery.link_only error=TypeError" in caplog.text


async def test_a_voice_message_that_can_not_be_made_is_a_file_with_a_word_about_it(post: Post) -> None:
    speech = SpeechRequest("good evening", "voice-id", form=PostAs.VOICE_MESSAGE)
    job = await post.ended(request=speech)
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert (view.job.id, len(view.attachments)) == (job.id, 1)
    assert view.remark_keys == ("remark-voice-not-made",)


async def test_a_link_that_is_dead_before_its_time_is_tried_again(post: Post) -> None:
    post.media.fetch_errors = [FetchGone("404")]
    job = await post.ended(link_seconds=3600.0)
    await post.clock.advance(30)
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert (len(view.attachments), view.remark_keys) == (1, ())
    assert post.store.rows[job.id].delivery_attempts == 2


async def test_a_link_that_stays_dead_before_its_time_is_posted_as_it_is(post: Post) -> None:
    post.media.fetch_errors = [FetchGone("403")] * 4
    await post.ended(link_seconds=3600.0)
    await post.clock.advance(300)
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert ([link.url for link in view.links], view.remark_keys) == ([LINK], ("remark-not-fetched",))


async def test_a_file_that_stays_incomplete_is_fetched_again_and_then_said_to_be(post: Post) -> None:
    post.media.fetch_errors = [FetchIncomplete("the index leads beyond the end")] * 4
    await post.ended(link_seconds=3600.0)
    await post.clock.advance(300)
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert post.media.fetching == 4
    assert ([link.url for link in view.links], view.remark_keys) == ([LINK], ("remark-incomplete",))


@pytest.mark.parametrize(("error", "link_seconds"), [(FetchGone("403"), None), (FetchExpired("403"), 3600.0)])
async def test_a_dead_link_is_said_to_be_dead(post: Post, error: FetchGone, link_seconds: float | None) -> None:
    post.media.fetch_errors = [error]
    await post.ended(link_seconds=link_seconds)
    [(_, _, view)] = post.messenger.posts
    assert view is not None
    assert (view.attachments, view.links, view.remark_keys) == ((), (), ("remark-link-dead",))


async def test_database_away_while_posting_does_not_post_twice(post: Post) -> None:
    job = await post.ended(Transition.FAIL)
    assert post.store.rows[job.id].delivery_state is DeliveryState.SENT
    post.store.away = 3
    second = a_new_job(post.clock)
    row = replace(post.store.rows[job.id], id=second.id, delivery_state=DeliveryState.DUE, delivery_attempts=0)
    post.store.rows[row.id] = row
    post.delivery.observe(row)
    await post.clock.advance(60)
    assert [job_id for job_id, _, _ in post.messenger.posts].count(row.id) == 1
    assert post.store.rows[row.id].delivery_state is DeliveryState.SENT


async def test_a_claim_that_was_stored_although_the_database_seemed_away_is_taken_up(post: Post) -> None:
    take_many = post.store.take_many
    lost = [Transition.START_DELIVERY]

    async def stored_and_lost(requests: Sequence[TransitionRequest]) -> list[Job | None]:
        taken = await take_many(requests)
        if lost and requests[0].transition is lost[0]:
            lost.clear()
            raise StoreUnavailable("the commit was not answered")
        return taken

    post.store.take_many = stored_and_lost  # type: ignore[method-assign]
    job = await post.ended(Transition.FAIL)
    assert post.store.rows[job.id].delivery_state is DeliveryState.SENDING
    await post.clock.advance(60)
    assert post.store.rows[job.id].delivery_state is DeliveryState.SENT
    assert len(post.messenger.posts) == 1


async def test_recover_takes_up_what_was_being_posted(post: Post) -> None:
    job = await post.ended(Transition.FAIL)
    row = replace(post.store.rows[job.id], delivery_state=DeliveryState.SENDING, delivery_attempts=1)
    post.store.rows[job.id] = row
    post.messenger.found = SentMessage(200, 5001)
    await post.delivery.recover([row])
    await settle()
    assert post.store.rows[job.id].delivery_state is DeliveryState.SENT
    assert len(post.messenger.posts) == 1
    assert post.store.rows[job.id].state is State.FAILED


async def test_a_direct_message_takes_no_more_than_discord_takes_there(post: Post) -> None:
    """A boost lifts the limit of its server alone."""
    post.messenger.errors = [MessageForbidden("missing access", code=50001)]
    post.media.size_bytes = 40 * 1024 * 1024
    post.messenger.limit_bytes = 100 * 1024 * 1024
    place = replace(a_place(), upload_limit_bytes=100 * 1024 * 1024)
    await post.ended(place=place)
    assert post.media.fits[-1] == 10 * 1024 * 1024
    [(_, channel_id, view)] = post.messenger.posts
    assert channel_id == DM_CHANNEL
    assert view is not None
    assert view.attachments[0].file.size_bytes == 10 * 1024 * 1024


@pytest.mark.parametrize("seconds", [-2 * 86_400.0, -600.0, 600.0, 2 * 86_400.0])
async def test_a_wall_clock_that_is_set_puts_no_delivery_off(post: Post, seconds: float) -> None:
    post.messenger.errors = [MessageDelayed("503")]
    job = await post.ended(Transition.FAIL)
    post.clock.step(seconds)
    post.delivery.observe(post.store.rows[job.id])  # the sweep
    await post.clock.advance(20)
    assert post.store.rows[job.id].delivery_state is DeliveryState.SENT
