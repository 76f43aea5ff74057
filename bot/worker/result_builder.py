"""Build the view of a finished job: fetch each output, fit it to the limit, add a picture or a voice clip.

Anything that can't be fetched or made small enough becomes a link with a remark; nothing is dropped silently.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.clock import Clock
from bot.errors import (
    FetchBroken,
    FetchError,
    FetchExpired,
    FetchGone,
    FetchIncomplete,
    InvalidRequest,
    MediaError,
    MediaUnreadable,
    WorkspaceFull,
)
from bot.guilds.settings import GuildSettings
from bot.jobs.instant_speech import is_instant
from bot.jobs.model import Job, Kind, Medium, Output, PostAs, SfxRequest, SpeechRequest
from bot.jobs.ports import Attachment, Drawing, Media, MediaFile, ResultCache, ResultView, VoiceClip
from bot.jobs.provenance import marks_of

log = logging.getLogger(__name__)
# Discord takes 10 files a message and 25 MiB a request; the messenger splits over messages, this bounds one file.
_REQUEST_LIMIT_BYTES = 25 * 1024 * 1024
_REQUEST_MARGIN_BYTES = 64 * 1024
# A picture of 1280 pixels takes about a tenth of this.
_LARGEST_POSTER_BYTES = 1024 * 1024
_LONGEST_VOICE_CLIP_SECONDS = 1200.0

T = TypeVar("T")
Stage = Callable[[str, int | None], None]
SettingsOf = Callable[[int], Awaitable[GuildSettings]]
"""Returns a server's settings: whether copies of its results are kept, sound is levelled, results are labelled."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """One prepared output: an attachment, or a link, perhaps with a poster; and the remarks about it."""

    attachment: Attachment | None = None
    link: Output | None = None
    poster: Path | None = None
    remarks: tuple[str, ...] = ()


@asynccontextmanager
async def made_in_workspace(media: Media, name: str, make: Callable[[Path], Awaitable[T]]) -> AsyncIterator[T]:
    """Yield what ``make`` makes in a workspace that is removed on exit.

    If the workspace turns out too small, it is released before a larger one is waited for: waiting while holding one
    could deadlock. Raises MediaError, and what ``make`` raises.
    """
    room_bytes = 0
    while True:
        async with media.workspace(name, room_bytes) as folder:
            try:
                made = await make(folder)
            except WorkspaceFull as full:
                room_bytes = full.needed_bytes
                log.info("workspace.full bytes=%d: begins anew with more room", room_bytes)
                continue
            yield made
            return


async def _by_default(guild_id: int) -> GuildSettings:
    return GuildSettings(guild_id)


class ResultBuilder:
    """Prepares results. Raises FetchBroken only when the same may work later."""

    def __init__(
        self, media: Media, result_cache: ResultCache, clock: Clock, settings_of: SettingsOf = _by_default
    ) -> None:
        self._media = media
        self._result_cache = result_cache
        self._settings_of = settings_of
        self._clock = clock

    def expect(self, job: Job) -> None:
        """Get ready for the result of a job that is being sent, if it comes with the answer."""
        if is_instant(job.request):
            self._media.expect_result()

    @asynccontextmanager
    async def prepared(self, job: Job, limit_bytes: int, stage: Stage, *, last_try: bool) -> AsyncIterator[ResultView]:
        """Yield the view of a finished job, each output a file under the limit or a link; files are removed on exit."""
        make = partial(self._prepare, job, limit_bytes, stage, last_try)
        async with made_in_workspace(self._media, job.id, make) as view:
            yield view

    async def _prepare(self, job: Job, limit_bytes: int, stage: Stage, last_try: bool, folder: Path) -> ResultView:
        made = [
            await self._prepare_one(job, index, output, folder, limit_bytes, stage, last_try=last_try)
            for index, output in enumerate(job.outputs)
        ]
        remarks = dict.fromkeys(remark for one in made for remark in one.remarks)
        if (await self._settings_of(job.place.guild_id)).ai_label:
            remarks["remark-ai-generated"] = None
        return ResultView(
            job=replace(job, outputs=tuple(map(_measured, job.outputs, made))),
            attachments=tuple(one.attachment for one in made if one.attachment),
            links=tuple(one.link for one in made if one.link),
            posters=tuple(one.poster for one in made if one.poster),
            remark_keys=tuple(remarks),
        )

    def as_links(self, job: Job) -> ResultView:
        """Return the view of a finished job with links only."""
        return ResultView(job=job, attachments=(), links=job.outputs, remark_keys=("remark-not-fetched",))

    async def _prepare_one(
        self, job: Job, index: int, output: Output, folder: Path, limit_bytes: int, stage: Stage, *, last_try: bool
    ) -> _Prepared:
        output_folder = folder / str(index)
        limit = min(limit_bytes, _REQUEST_LIMIT_BYTES - _REQUEST_MARGIN_BYTES)
        stage("fetching", None)
        self._media.expect_result()  # the worker that probes the file loads during the download
        try:
            output_folder.mkdir(exist_ok=True)
            file = await self._obtain(job, index, output, output_folder, _drawing_of(job))
        except (FetchBroken, OSError) as error:
            if not last_try:
                raise FetchBroken(str(error)) from error
            is_incomplete = isinstance(error, FetchIncomplete)
            return _Prepared(link=output, remarks=("remark-incomplete" if is_incomplete else "remark-not-fetched",))
        except FetchGone as error:
            known_until = output.expires_at or 0.0
            if isinstance(error, FetchExpired) or known_until <= self._clock.now():
                return _Prepared(remarks=("remark-link-dead",))
            # Before its expiry: storage that is not replicated everywhere yet, or a rule that affects only us.
            if not last_try:
                raise FetchBroken(str(error)) from error
            return _Prepared(link=output, remarks=("remark-not-fetched",))
        except FetchError as error:
            log.warning("result.fetch_failed: %s", error, extra={"job": job.id})
            return _Prepared(link=output, remarks=("remark-not-fetched",))
        return await self._fitted(job, index, output, file, output_folder, limit, stage)

    async def _fitted(
        self, job: Job, index: int, output: Output, file: MediaFile, folder: Path, limit: int, stage: Stage
    ) -> _Prepared:
        if file.medium is None:
            return _Prepared(link=output, remarks=("remark-not-media",))
        too_large = file.size_bytes > limit
        if too_large:
            stage("fitting", None)
        level = (await self._settings_of(job.place.guild_id)).level_loudness
        try:
            # Also for a file that is small enough: one that Discord can't play is put into a container it can.
            fitted = await self._media.fit(
                file,
                limit,
                folder,
                lambda done: stage("fitting", int(done * 100)),
                level=level,
                marks=marks_of(job),
            )
        except MediaError as error:
            log.warning("result.fit_failed: %s", error, extra={"job": job.id})
            if too_large:
                poster = await self._poster(job, file, folder, limit)
                return _Prepared(link=output, poster=poster, remarks=("remark-too-large",))
            fitted = file
        smaller = ("remark-made-smaller",) if too_large and fitted is not file else ()
        fitted = replace(fitted, picture=file.picture)  # the sound is the same
        if (await self._settings_of(job.place.guild_id)).keep_results:
            await self._result_cache.keep(job.id, index, fitted)
        attachment = await self._decorated(job, output, fitted, folder, limit)
        unspoken = ("remark-voice-not-made",) if _wants_voice(job, fitted) and attachment.voice is None else ()
        return _Prepared(attachment=attachment, remarks=(*smaller, *unspoken))

    async def _obtain(
        self, job: Job, index: int, output: Output, folder: Path, draw: Drawing = Drawing.NOTHING
    ) -> MediaFile:
        kept = await self._result_cache.open(job.id, index, folder)
        return kept if kept is not None else await self._media.fetch(output, folder, draw=draw)

    async def _decorated(self, job: Job, output: Output, file: MediaFile, folder: Path, limit: int) -> Attachment:
        """Add the voice clip or picture: a failure of these must never cost the file itself."""
        attachment = Attachment(file=file, output=output)
        if file.medium is not Medium.AUDIO:
            return attachment
        voice = await self._voice(job, file, folder, limit)
        if voice is not None:
            return replace(attachment, voice=voice)
        try:
            return replace(attachment, picture=file.picture or await self._draw(job, file, folder))
        except MediaError as error:
            log.warning("result.no_waveform: %s", error, extra={"job": job.id})
            return attachment

    async def _draw(self, job: Job, file: MediaFile, folder: Path) -> Path:
        return await self._media.waveform_picture(file, folder, with_loudness=job.kind is Kind.MUSIC)

    async def _poster(self, job: Job, file: MediaFile, folder: Path, limit: int) -> Path | None:
        """Draw a poster to go beside a link; None where none is small enough to be posted."""
        if file.medium is not Medium.VIDEO or limit < _LARGEST_POSTER_BYTES:
            return None
        try:
            poster = await self._media.poster_picture(file, folder)
        except MediaError as error:
            log.warning("result.no_poster: %s", error, extra={"job": job.id})
            return None
        return poster if poster.stat().st_size <= _LARGEST_POSTER_BYTES else None

    async def _voice(self, job: Job, file: MediaFile, folder: Path, limit: int) -> VoiceClip | None:
        if not _wants_voice(job, file) or (file.seconds or 0.0) > _LONGEST_VOICE_CLIP_SECONDS:
            return None
        try:
            return await self._clip(job, file, folder, limit)
        except MediaError as error:
            log.warning("result.no_voice_clip: %s", error, extra={"job": job.id})
            return None

    @asynccontextmanager
    async def voice_message(self, job: Job, limit_bytes: int) -> AsyncIterator[Attachment]:
        """Yield a voice message of the job's first sound, removed on exit. Raises FetchError, MediaError."""
        make = partial(self._voice_message, job, limit_bytes)
        async with made_in_workspace(self._media, f"{job.id}-voice", make) as attachment:
            yield attachment

    async def _voice_message(self, job: Job, limit_bytes: int, folder: Path) -> Attachment:
        for index, output in enumerate(job.outputs):
            if output.medium is Medium.AUDIO:
                file = await self._obtain(job, index, output, folder)
                clip = await self._clip(job, file, folder, limit_bytes)
                return Attachment(file=file, voice=clip, output=output)
        raise MediaUnreadable("the job has no sound", key="media-no-sound")

    async def _clip(self, job: Job, file: MediaFile, folder: Path, limit: int) -> VoiceClip:
        level = (await self._settings_of(job.place.guild_id)).level_loudness
        return await self._media.voice_clip(file, folder, limit, level=level, marks=marks_of(job))

    @asynccontextmanager
    async def soundboard_clip(self, job: Job, start_seconds: float) -> AsyncIterator[MediaFile]:
        """Yield the job's first sound, cut for a soundboard, removed on exit.

        Raises FetchError, MediaError, and InvalidRequest when it starts past the end of the sound.
        """
        make = partial(self._soundboard_clip, job, start_seconds)
        async with made_in_workspace(self._media, f"{job.id}-board", make) as file:
            yield file

    async def _soundboard_clip(self, job: Job, start_seconds: float, folder: Path) -> MediaFile:
        for index, output in enumerate(job.outputs):
            if output.medium is Medium.AUDIO:
                file = await self._obtain(job, index, output, folder)
                if file.seconds is not None and start_seconds >= file.seconds:
                    raise InvalidRequest(key="soundboard-start", values={"seconds": f"{file.seconds:.1f}"})
                return await self._media.soundboard_clip(file, folder, start_seconds, marks_of(job))
        raise MediaUnreadable("the job has no sound", key="media-no-sound")


def _measured(output: Output, prepared: _Prepared) -> Output:
    if prepared.attachment is None:
        return replace(output, is_lost=prepared.link is None)
    return replace(output, loudness_lufs=prepared.attachment.file.loudness_lufs, is_lost=False)


def _drawing_of(job: Job) -> Drawing:
    """Return what to draw of a job's sounds: a voice message shows its own waveform."""
    if _is_voice(job):
        return Drawing.NOTHING
    return Drawing.WAVEFORM_WITH_LOUDNESS if job.kind is Kind.MUSIC else Drawing.WAVEFORM


def _is_voice(job: Job) -> bool:
    request = job.request
    return isinstance(request, SpeechRequest | SfxRequest) and request.form is PostAs.VOICE_MESSAGE


def _wants_voice(job: Job, file: MediaFile) -> bool:
    """Return whether this sound was requested as a voice message."""
    return _is_voice(job) and file.medium is Medium.AUDIO
