"""Wrap the ports that a job uses, with a span around each slow operation: create, poll, fetch, encode, post."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Protocol

from bot.jobs.model import Job, Kind, Output
from bot.jobs.ports import (
    NO_MARKS,
    Drawing,
    Marks,
    Media,
    MediaFile,
    Messenger,
    PollResult,
    Provider,
    Redirect,
    ResultView,
    SentMessage,
    StatusView,
    Submission,
    VoiceClip,
)


class _Span(Protocol):
    def set_attribute(self, key: str, value: str, /) -> None: ...


class Spans(Protocol):
    """The part of traces that is used here."""

    def span(self, job_id: str, name: str) -> AbstractContextManager[_Span]:
        """Measure a block as part of a job."""


_job_id: ContextVar[str] = ContextVar("job_id")


class TracedProvider:
    """Implements :class:`Provider`."""

    def __init__(self, inner: Provider, spans: Spans) -> None:
        self._inner = inner
        self._spans = spans
        self.create_key: Callable[[Job], str] = inner.create_key
        self.poll_key: Callable[[Kind, str], str] = inner.poll_key
        self.poll_rate: Callable[[str], float] = inner.poll_rate

    async def approach(self, job: Job) -> Callable[[], None]:
        """Wait until it is nearly this job's turn."""
        with self._spans.span(job.id, "turn"):
            return await self._inner.approach(job)

    async def create(self, job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        """Start the work."""
        with self._spans.span(job.id, "create") as span:
            submission = await self._inner.create(job, on_turn=on_turn)
            span.set_attribute("foley.request_id", submission.request_id)
            return submission

    async def poll(self, job: Job) -> PollResult:
        """Query once the state of the work."""
        with self._spans.span(job.id, "poll") as span:
            answer = await self._inner.poll(job)
            span.set_attribute("foley.answer", type(answer).__name__.lower())
            return answer

    async def abort(self, job: Job) -> bool:
        """Ask the provider to stop."""
        with self._spans.span(job.id, "abort"):
            return await self._inner.abort(job)


class TracedMedia:
    """Implements :class:`Media`. The job of a file is known from the enclosing workspace."""

    def __init__(self, inner: Media, spans: Spans) -> None:
        self._inner = inner
        self._spans = spans

    @asynccontextmanager
    async def workspace(self, job_id: str, room_bytes: int = 0) -> AsyncIterator[Path]:
        """Provide a private temporary folder."""
        token = _job_id.set(job_id)
        try:
            async with self._inner.workspace(job_id, room_bytes) as folder:
                yield folder
        finally:
            _job_id.reset(token)

    def expect_result(self) -> None:
        """Prepare for a result that comes soon."""
        self._inner.expect_result()

    async def fetch(self, output: Output, folder: Path, *, draw: Drawing = Drawing.NOTHING) -> MediaFile:
        """Download one output, and draw it."""
        with self._spans.span(_job_id.get(), "fetch"):
            return await self._inner.fetch(output, folder, draw=draw)

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
        """Return the file, or a smaller one."""
        with self._spans.span(_job_id.get(), "encode"):
            return await self._inner.fit(file, limit_bytes, folder, progress, level=level, marks=marks)

    async def waveform_picture(self, file: MediaFile, folder: Path, *, with_loudness: bool = False) -> Path:
        """Draw an audio file."""
        with self._spans.span(_job_id.get(), "draw"):
            return await self._inner.waveform_picture(file, folder, with_loudness=with_loudness)

    async def poster_picture(self, file: MediaFile, folder: Path) -> Path:
        """Save one frame of a video."""
        with self._spans.span(_job_id.get(), "draw"):
            return await self._inner.poster_picture(file, folder)

    async def voice_clip(
        self, file: MediaFile, folder: Path, limit_bytes: int, *, level: bool = False, marks: Marks = NO_MARKS
    ) -> VoiceClip:
        """Make a voice message."""
        with self._spans.span(_job_id.get(), "encode"):
            return await self._inner.voice_clip(file, folder, limit_bytes, level=level, marks=marks)

    async def soundboard_clip(self, file: MediaFile, folder: Path, start_seconds: float, marks: Marks) -> MediaFile:
        """Cut a sound for a soundboard."""
        return await self._inner.soundboard_clip(file, folder, start_seconds, marks)


class TracedMessenger:
    """Implements :class:`Messenger`: posts and searches are measured, the rest is passed on."""

    def __init__(self, inner: Messenger, spans: Spans) -> None:
        self._inner = inner
        self._spans = spans

    async def show_status(self, view: StatusView) -> None:
        """Update the status message."""
        await self._inner.show_status(view)

    async def post_result(self, view: ResultView, channel_id: int) -> SentMessage:
        """Post a result."""
        with self._spans.span(view.job.id, "post"):
            return await self._inner.post_result(view, channel_id)

    async def post_failure(self, job: Job, channel_id: int, redirect: Redirect | None = None) -> SentMessage:
        """Post how a job ended without a result."""
        with self._spans.span(job.id, "post"):
            return await self._inner.post_failure(job, channel_id, redirect)

    async def correct_ending(self, job: Job) -> None:
        """Edit the message about an ending that was revised."""
        await self._inner.correct_ending(job)

    async def find_posted(self, job: Job, channel_id: int) -> SentMessage | None:
        """Look for our own message of this job."""
        with self._spans.span(job.id, "find"):
            return await self._inner.find_posted(job, channel_id)

    async def dm_channel(self, user_id: int) -> int:
        """Return the channel of a direct message."""
        return await self._inner.dm_channel(user_id)

    async def upload_limit_bytes(self, guild_id: int) -> int | None:
        """Return the largest upload that a message in this server may have."""
        return await self._inner.upload_limit_bytes(guild_id)
