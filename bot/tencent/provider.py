"""Tencent Cloud as the domain's Provider: choose action and payload by kind and product, and interpret the answer.

Owns that choice and the one thing that has to be learned from the live service, the place of the file format field.
Does no HTTP (see ``client``) and no JSON of a product (one module each).
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.clock import Clock
from bot.errors import Blame, Rejected, TaskUnknown
from bot.jobs.instant_speech import is_instant
from bot.jobs.model import Backend, Job, Kind, MusicRequest, Request, SfxRequest, SpeechRequest, VideoRequest, Voice
from bot.jobs.ports import Failed, PollResult, Submission
from bot.tencent import protocol
from bot.tencent.account import account_refusal
from bot.tencent.actions import audio, trace
from bot.tencent.actions.audio import NEXT_PLACE, AudioOrder, FormatField
from bot.tencent.actions.music import LyricsKey, music_order
from bot.tencent.actions.sfx import sfx_order
from bot.tencent.actions.speech import (
    check_created,
    in_body_refusal,
    instant_payload,
    read_instant,
    speech_payload,
    speech_poll_result,
)
from bot.tencent.actions.trace import Known
from bot.tencent.actions.video import video_payload, video_poll_result
from bot.tencent.actions.voices import PAGE_SIZE, VoicesRequest, is_system_voice, read_voices
from bot.tencent.client import TencentClient
from bot.tencent.protocol import UNKNOWN_FIELD, Action, Answer, unreadable
from bot.tencent.reading import Fields, short, text

# The file format's fields, as they are named in a refusal (see protocol). An old server may not know ExtraParameters
# at all. A refused *value* (InvalidParameter…) does not mean that the place is wrong.
_FORMAT_NAMES = frozenset({"OutputAudioFormat", "ExtraParameters"})
# The codes of a server without paging; the second if it checks names together with values.
_PAGE_REFUSALS = (UNKNOWN_FIELD, "InvalidParameter")
# A poll sends one value, the TaskId: products without a code for "no such task" answer an unknown one with this.
_BAD_VALUE = "InvalidParameterValue"
_MOST_VOICES_PAGES = 100


@dataclass(frozen=True, slots=True)
class _Product:
    """One product for one kind: its calls, and how to interpret the answers."""

    create: Action
    poll: Action
    read: Callable[[Fields, float], PollResult]


_MPS_AUDIO = _Product(protocol.MPS_CREATE_AUDIO, protocol.MPS_DESCRIBE_AUDIO, audio.mps_poll_result)
_VOD_AUDIO = _Product(protocol.VOD_CREATE_AUDIO, protocol.VOD_DESCRIBE_TASK, audio.vod_poll_result)
_SPEECH = _Product(protocol.MPS_CREATE_SPEECH, protocol.MPS_DESCRIBE_SPEECH, speech_poll_result)
_VIDEO = _Product(protocol.MPS_CREATE_VIDEO, protocol.MPS_DESCRIBE_VIDEO, video_poll_result)
_PRODUCTS: Mapping[tuple[Kind, Backend], _Product] = {
    (Kind.MUSIC, Backend.MPS): _MPS_AUDIO,
    (Kind.MUSIC, Backend.VOD): _VOD_AUDIO,
    (Kind.SFX, Backend.MPS): _MPS_AUDIO,
    (Kind.SFX, Backend.VOD): _VOD_AUDIO,
    (Kind.TTS, Backend.MPS): _SPEECH,
    (Kind.VIDEO, Backend.MPS): _VIDEO,
}


async def as_it_is(request: Request) -> Request:
    """Return a request unchanged, for use where none of its links can expire."""
    return request


@dataclass(frozen=True, slots=True)
class ProviderOptions:
    """The operator's options.

    ``audio_format_field``: ``auto`` learns where each model's file format goes, once per run of the program; any other
    value forces a place. ``own_voices``: also offer voices that the account cloned or designed. ``instant_speech``: use
    the call that answers with the result for short texts. ``poll_budget``: the share of each documented rate that polls
    may use.
    """

    own_voices: bool = False
    instant_speech: bool = True
    vod_sub_app_id: int | None = None
    audio_format_field: str = "auto"
    poll_budget: float = 0.5


class TencentProvider:
    """Implements :class:`bot.jobs.ports.Provider` and :class:`bot.jobs.ports.VoiceSource`.

    ``lyrics_key``: returns the field for the lyrics of a product's model, empty if it has none and they go into the
    prompt. ``renew_links``: renews links that may have expired, just before a create is sent; it raises the same errors
    as a create.
    """

    def __init__(
        self,
        client: TencentClient,
        clock: Clock,
        *,
        lyrics_key: LyricsKey,
        renew_links: Callable[[Request], Awaitable[Request]] = as_it_is,
        options: ProviderOptions | None = None,
    ) -> None:
        self._client = client
        self._clock = clock
        self._lyrics_key = lyrics_key
        self._renew_links = renew_links
        self._options = options or ProviderOptions()
        place = self._options.audio_format_field
        self._learns_place = place == "auto"
        self._first_place = FormatField.EXTRA if self._learns_place else FormatField(place)
        self._places: dict[tuple[Backend, str], FormatField] = {}

    def create_key(self, job: Job) -> str:
        """Return the name of the request budget that the create of this job draws on."""
        return self._create_of(job).key

    def _create_of(self, job: Job) -> Action:
        if self._options.instant_speech and is_instant(job.request):
            return protocol.MPS_SPEAK
        return _product(job.kind, job.backend).create

    def poll_key(self, kind: Kind, backend: str) -> str:
        """Return the name of the request budget that a poll of this kind draws on."""
        return _product(kind, backend).poll.key

    def poll_rate(self, poll_key: str) -> float:
        """Return the allowed polls per second: their share of the documented rate, at most the smooth pace."""
        documented = next(action.rate_per_second for action in protocol.ACTIONS if action.key == poll_key)
        return min(documented * self._options.poll_budget, self._client.limiter.full_rate(poll_key))

    async def approach(self, job: Job) -> Callable[[], None]:
        """Wait until it is nearly this job's turn; return what ends it: see :meth:`Limiter.approach`."""
        return await self._client.limiter.approach(self.create_key(job))

    async def create(self, job: Job, *, on_turn: Callable[[], None] = lambda: None) -> Submission:
        """Start the work; ``on_turn`` is called just before the call is sent.

        Raises NotSent, Deferred, Rejected (nothing was started) or Ambiguous (it may have been started).
        """
        action, request = self._create_of(job), await self._renew_links(job.request)
        if isinstance(request, SpeechRequest) and action is protocol.MPS_SPEAK:
            answer = await self._client.call(action, instant_payload(request), on_turn=on_turn)
            return read_instant(answer, _words(request), self._clock.now())
        if isinstance(request, MusicRequest | SfxRequest):
            answer = await self._create_audio(action, request, job.backend, on_turn)
        else:
            answer = await self._client.call(action, _plain_payload(request), on_turn=on_turn)
        check_created(answer, _words(request))
        task_id = text(answer.fields.get("TaskId"))
        if not task_id:
            raise unreadable("NoTaskId", "an answer without a TaskId", answer.request_id)
        return Submission(task_id, answer.request_id)

    async def _create_audio(
        self, action: Action, request: MusicRequest | SfxRequest, backend: Backend, on_turn: Callable[[], None]
    ) -> Answer:
        """Create a task, moving the format field if the server does not know it. A refused call starts nothing."""
        order = self._order(request, backend)
        key = (backend, order.model)
        while True:
            place = self._places.get(key, self._first_place)
            try:
                return await self._client.call(action, self._audio_payload(order, place, backend), on_turn=on_turn)
            except Rejected as error:
                next_place = self._next_place(place, backend, error)
                if next_place is None:
                    raise
            if self._places.get(key, self._first_place) is place:  # another create may have learned it in the meantime
                self._places[key] = next_place

    def _order(self, request: MusicRequest | SfxRequest, backend: Backend) -> AudioOrder:
        if isinstance(request, MusicRequest):
            return music_order(request, self._lyrics_key(request.model, backend))
        return sfx_order(request)

    def _audio_payload(self, order: AudioOrder, place: FormatField, backend: Backend) -> dict[str, Any]:
        if backend is Backend.VOD:
            return audio.vod_payload(order, place, self._options.vod_sub_app_id)
        return audio.mps_payload(order, place)

    def _next_place(self, place: FormatField, backend: Backend, error: Rejected) -> FormatField | None:
        unknown = error.code.partition(".")[0] == UNKNOWN_FIELD
        named = any(name in error.detail for name in _FORMAT_NAMES)
        if not (unknown and named and self._learns_place):
            return None
        if backend is Backend.VOD:  # it has only one place: send it there, or not at all
            return FormatField.NONE if place is not FormatField.NONE else None
        return NEXT_PLACE.get(place)

    async def poll(self, job: Job) -> PollResult:
        """Query once the state of the work. Raises ProviderError; TaskUnknown for a definite "no such task"."""
        product = _product(job.kind, job.backend)
        answer = await self._describe(product.poll, job)
        result = product.read(answer.fields, self._clock.now())
        if isinstance(result, Failed) and result.fault.detail:
            detail = short(result.fault.detail, _words(job.request))
            return replace(result, fault=replace(result.fault, detail=detail))
        return result

    async def _describe(self, action: Action, job: Job) -> Answer:
        try:
            return await self._client.call(action, self._task_payload(job))
        except Rejected as error:
            if error.code != _BAD_VALUE:
                raise
            raise TaskUnknown(
                error.detail, code=error.code, request_id=error.request_id, blame=Blame.PROVIDER
            ) from error

    async def may_use(self, kind: Kind, backend: Backend) -> bool:
        """Return whether the account may use a product, by reads only. Raises ProviderError if that is unknown."""
        return await account_refusal(self._client, _product(kind, backend).poll, self._options.vod_sub_app_id) is None

    async def find(self, job: Job, known: Known) -> tuple[str, ...]:
        """Return the tasks that may be this job's; none if its product can't list tasks. Raises ProviderError."""
        payload = self._traced_payload(job)
        if payload is None or job.submitted_at is None:
            return ()
        left_at = self._client.server_time(job.backend, job.submitted_at)
        return await trace.find(self._client, payload, left_at, self._options.vod_sub_app_id, known)

    def are_alike(self, job: Job, other: Job) -> bool:
        """Return whether a task found for one job might be the other's."""
        payload, others = self._traced_payload(job), self._traced_payload(other)
        if payload is None or others is None or job.submitted_at is None or other.submitted_at is None:
            return False
        return trace.is_same_time(job.submitted_at, other.submitted_at) and trace.fits(payload, others)

    def _traced_payload(self, job: Job) -> dict[str, Any] | None:
        """Return the payload that was sent for a job, None if its product can't list tasks."""
        if not job.is_traceable or not isinstance(job.request, MusicRequest | SfxRequest):
            return None
        order = self._order(job.request, job.backend)
        place = self._places.get((job.backend, order.model), self._first_place)
        return self._audio_payload(order, place, job.backend)

    async def abort(self, job: Job) -> bool:
        """Ask the provider to stop. Only VOD can, and only before the task has begun; MPS has no such call."""
        if job.backend is not Backend.VOD or not job.task_id:
            return False
        payload = {**self._task_payload(job), "OperationType": "Abort"}
        try:
            await self._client.call(protocol.VOD_MANAGE_TASK, payload)
        except Rejected as error:
            if error.blame is Blame.OWNER:
                raise
            return False
        return True

    def _task_payload(self, job: Job) -> dict[str, Any]:
        payload: dict[str, Any] = {"TaskId": job.task_id}
        if job.backend is Backend.VOD and self._options.vod_sub_app_id is not None:
            payload["SubAppId"] = self._options.vod_sub_app_id
        return payload

    async def list_voices(self) -> list[Voice]:
        """Return every voice on offer, from all pages. Raises ProviderError.

        According to the documentation, a request without a page returns everything; if not, the rest is fetched by
        page.
        """
        voices, total = await self._voices()
        first_page = len(voices) // PAGE_SIZE + 1
        for page in range(first_page, first_page + _MOST_VOICES_PAGES):
            if len(voices) >= total:
                break
            try:
                more, _ = await self._voices(page)
            except Rejected as error:
                if error.code.partition(".")[0] not in _PAGE_REFUSALS:
                    raise
                break  # an older server without paging: what it sent is all
            known = len(voices)
            voices |= more
            # The first page may repeat what was sent without a page; a later one with nothing new is the end.
            if not more or (page > first_page and len(voices) == known):
                break
        return [voice for voice in voices.values() if self._options.own_voices or is_system_voice(voice)]

    async def _voices(self, page: int = 0) -> tuple[dict[str, Voice], int]:
        request = VoicesRequest(page, own=self._options.own_voices)
        answer = await self._client.call(protocol.MPS_DESCRIBE_VOICES, request.payload())
        listed = read_voices(answer.fields)
        if listed.code:
            raise in_body_refusal(answer, listed.code)
        return {voice.id: voice for voice in listed.voices}, listed.total


def _product(kind: Kind, backend: str) -> _Product:
    product = _PRODUCTS.get((kind, Backend(backend)))
    if product is None:
        raise Rejected(f"{kind} can't be made by {backend}", code="Foley.NoProduct", blame=Blame.BUG)
    return product


def _plain_payload(request: Request) -> dict[str, Any]:
    if isinstance(request, SpeechRequest):
        return speech_payload(request)
    if isinstance(request, VideoRequest):
        return video_payload(request)
    raise Rejected(f"{type(request).__name__} is no plain request", code="Foley.NoProduct", blame=Blame.BUG)


def _words(request: Request) -> Iterator[str]:
    """Yield what a person wrote, so that it can be kept out of logs."""
    if isinstance(request, SpeechRequest):
        yield request.text
        yield request.spoken_text  # as sent: without markup and with names
        return
    yield request.prompt
    if isinstance(request, SfxRequest):
        yield request.bgm_prompt
    if isinstance(request, VideoRequest):
        yield request.negative
    if isinstance(request, MusicRequest):
        yield request.lyrics
