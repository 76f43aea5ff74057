"""The provider: which call for which kind, the place of the format, voices, stopping."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.catalog.catalog import Catalog
from bot.errors import Ambiguous, ProviderError, Rejected, TaskUnknown
from bot.jobs.model import (
    AudioFormat,
    Backend,
    DeliveryState,
    Job,
    Kind,
    MusicRequest,
    Request,
    SfxRequest,
    SpeechRequest,
    State,
    VideoRequest,
)
from bot.jobs.ports import Failed, Provider, Running, VoiceSource
from bot.tencent.client import Account, Credentials, TencentClient
from bot.tencent.provider import ProviderOptions, TencentProvider, as_it_is
from bot.tencent.transport import open_connections
from tests.support.instant_clock import InstantClock
from tests.support.jobs import PLACE
from tests.support.raw_server import RawServer, Received, Step, http, raw_server, refusal, response

MUSIC = MusicRequest(prompt="calm rain", model="MiniMaxMusic", version="2.6")
SFX = SfxRequest(prompt="wind")
SPEECH = SpeechRequest(text="hello", voice_id="s1_a", language="en")
VIDEO = VideoRequest(prompt="sea", model="Kling")
MakeProvider = Callable[..., TencentProvider]


def job(request: Request, backend: Backend = Backend.MPS, task_id: str = "") -> Job:
    kinds = {MusicRequest: Kind.MUSIC, SfxRequest: Kind.SFX, SpeechRequest: Kind.TTS, VideoRequest: Kind.VIDEO}
    return Job(
        id="0123456789abcd", place=PLACE, user_id=1, locale="en-US", kind=kinds[type(request)], request=request,
        backend=backend, state=State.SUBMITTING, delivery_state=DeliveryState.NONE, created_at=0.0, task_id=task_id,
    )  # fmt: skip


@pytest.fixture
async def provider_at() -> AsyncIterator[MakeProvider]:
    async with open_connections() as connections:

        def make(server: RawServer, **options: Any) -> TencentProvider:
            clock = InstantClock()
            client = TencentClient(
                connections, Account(Credentials("id", "key"), dict.fromkeys(Backend, server.url)), clock
            )
            renew_links = options.pop("renew_links", as_it_is)
            return TencentProvider(
                client,
                clock,
                lyrics_key=Catalog.load().lyrics_key,
                renew_links=renew_links,
                options=ProviderOptions(**options),
            )

        yield make


def knows_format(place: str) -> Step:
    """A server that takes the format in one place only and refuses every other name."""

    def answer(request: Received) -> bytes:
        payload = request.payload
        at_top, in_extra = "OutputAudioFormat" in payload, "ExtraParameters" in payload
        in_config = "OutputAudioFormat" in payload.get("OutputConfig", {})
        if (at_top and place != "top") or (in_extra and place != "extra") or (in_config and place != "config"):
            return refusal("UnknownParameter", "The parameter `OutputAudioFormat` is not recognized.")
        return response(TaskId="1")

    return answer


@pytest.mark.parametrize(("place", "calls"), [("extra", 1), ("top", 2), ("none", 3)])
async def test_finds_the_place_of_the_format_and_remembers_it_for_each_model(
    provider_at: MakeProvider, place: str, calls: int
) -> None:
    async with raw_server(knows_format(place)) as server:
        provider = provider_at(server)
        assert (await provider.create(job(MUSIC))).task_id == "1"
        assert len(server.received) == calls
        await provider.create(job(MUSIC))
        assert len(server.received) == calls + 1
        await provider.create(job(SFX))  # of another model nothing is known yet
        assert len(server.received) == 2 * calls + 1


@pytest.mark.parametrize("code", ["InvalidParameter", "InvalidParameterValue", "InvalidParameter.MediaFormat"])
async def test_a_refused_value_is_no_field_in_the_wrong_place(provider_at: MakeProvider, code: str) -> None:
    refused = refusal(code, "The value of OutputAudioFormat: wav is not supported by model MiniMaxMusic")
    async with raw_server(refused, response(TaskId="1")) as server:
        provider = provider_at(server)
        with pytest.raises(Rejected):
            await provider.create(job(replace(MUSIC, format=AudioFormat.WAV)))
        await provider.create(job(MUSIC))
        assert [request.payload["ExtraParameters"]["OutputAudioFormat"] for request in server.received] == [
            "wav",
            "mp3",
        ]


@pytest.mark.parametrize(
    "prompt", ["OutputAudioFormat of rain", "the parameter `OutputAudioFormat` is not recognized.", "is not"]
)
async def test_a_prompt_hides_no_refused_field(provider_at: MakeProvider, prompt: str) -> None:
    async with raw_server(knows_format("top")) as server:
        await provider_at(server).create(job(replace(MUSIC, prompt=prompt)))
        assert server.received[1].payload["OutputAudioFormat"] == "mp3"


async def test_a_server_without_extra_parameters(provider_at: MakeProvider) -> None:
    async with raw_server(refusal("UnknownParameter", "`ExtraParameters`"), response(TaskId="1")) as server:
        await provider_at(server).create(job(MUSIC))
        assert server.received[1].payload["OutputAudioFormat"] == "mp3"


@pytest.mark.parametrize(
    "answer", [refusal("UnknownParameter", "`Prompt`"), refusal("FailedOperation", "OutputAudioFormat")]
)
async def test_other_refusals_do_not_move_the_format(provider_at: MakeProvider, answer: bytes) -> None:
    async with raw_server(answer) as server:
        with pytest.raises(Rejected):
            await provider_at(server).create(job(MUSIC))
        assert len(server.received) == 1


async def test_lyrics_go_where_model_and_product_take_them(provider_at: MakeProvider) -> None:
    cases = [("GL", "lyric", None), ("MiniMaxMusic", "lyric", "lyrics"), ("Mureka", "lyrics", "lyrics")]
    async with raw_server(response(TaskId="1")) as server:
        provider = provider_at(server)
        for model, on_mps, on_vod in cases:
            for backend, key in ((Backend.MPS, on_mps), (Backend.VOD, on_vod)):
                await provider.create(job(replace(MUSIC, model=model, lyrics="la la"), backend))
                payload = server.received[-1].payload
                told = payload["Prompt"].endswith("Lyrics:\nla la")
                more = json.loads(payload.get("AdditionalParameters", "{}"))
                assert (more, told) == (({key: "la la"}, False) if key else ({}, True)), (model, backend)


@pytest.mark.parametrize("place", ["extra", "top", "none"])
async def test_a_forced_place_is_kept(provider_at: MakeProvider, place: str) -> None:
    async with raw_server(knows_format(place)) as server:
        await provider_at(server, audio_format_field=place).create(job(MUSIC))
    async with raw_server(refusal("UnknownParameter", "OutputAudioFormat")) as server:
        with pytest.raises(Rejected):
            await provider_at(server, audio_format_field=place).create(job(MUSIC))
        assert len(server.received) == 1


async def test_vod_drops_the_format_without_touching_mps(provider_at: MakeProvider) -> None:
    async with raw_server(knows_format("extra")) as server:
        provider = provider_at(server, vod_sub_app_id=7)
        await provider.create(job(SFX, Backend.VOD))
        assert len(server.received) == 2
        await provider.create(job(SFX))
        assert len(server.received) == 3
    assert server.received[1].payload["SubAppId"] == 7
    assert server.received[1].payload["OutputConfig"] == {"StorageMode": "Temporary"}


@pytest.mark.parametrize(
    ("request_", "backend", "create", "look", "fields"),
    [
        (MUSIC, Backend.MPS, "CreateAigcAudioTask", "DescribeAigcAudioTask", {"Status": "RUN"}),
        (MUSIC, Backend.VOD, "CreateAigcAudioTask", "DescribeTaskDetail", {"Status": "PROCESSING"}),
        (SFX, Backend.MPS, "CreateAigcAudioTask", "DescribeAigcAudioTask", {"Status": "RUN"}),
        (SFX, Backend.VOD, "CreateAigcAudioTask", "DescribeTaskDetail", {"Status": "PROCESSING"}),
        (
            replace(SPEECH, pitch=2),
            Backend.MPS,
            "TextToSpeechAsync",
            "DescribeTextToSpeechAsyncTask",
            {"Status": "processing"},
        ),
        (VIDEO, Backend.MPS, "CreateAigcVideoTask", "DescribeAigcVideoTask", {"Status": "RUN"}),
    ],
)
async def test_each_kind_calls_its_actions(
    provider_at: MakeProvider, request_: Request, backend: Backend, create: str, look: str, fields: dict[str, Any]
) -> None:
    async with raw_server(response(TaskId="t-1"), response(**fields)) as server:
        provider = provider_at(server)
        made = job(request_, backend)
        submission = await provider.create(made)
        assert (submission.task_id, submission.request_id) == ("t-1", "request-1")
        assert await provider.poll(replace(made, task_id="t-1")) == Running(started=True)
        assert [request.headers["X-TC-Action"] for request in server.received] == [create, look]
        assert server.received[1].payload == {"TaskId": "t-1"}
        assert provider.create_key(made) == f"{backend}:{create}"
        assert provider.poll_key(made.kind, backend) == f"{backend}:{look}"


async def test_links_are_renewed_when_the_create_leaves(provider_at: MakeProvider) -> None:
    async def renew(request: Request) -> Request:
        assert isinstance(request, MusicRequest)
        return replace(request, reference_url="https://a.example/fresh")

    async with raw_server(response(TaskId="1")) as server:
        old = replace(MUSIC, reference_url="https://a.example/old")
        await provider_at(server, renew_links=renew).create(job(old))
        assert server.received[0].payload["AudioInfos"] == [{"AudioUrl": "https://a.example/fresh"}]


async def test_a_link_that_can_not_be_renewed_sends_nothing(provider_at: MakeProvider) -> None:
    async def renew(request: Request) -> Request:
        raise Rejected("gone", key="attachment-expired")

    async with raw_server(response(TaskId="1")) as server:
        with pytest.raises(Rejected):
            await provider_at(server, renew_links=renew).create(job(MUSIC))
        assert server.received == []


async def test_what_nobody_makes_is_refused(provider_at: MakeProvider) -> None:
    async with raw_server(b"") as server:
        with pytest.raises(Rejected):
            await provider_at(server).create(job(VIDEO, Backend.VOD))
        assert server.received == []


@pytest.mark.parametrize("fields", [{}, {"TaskId": None}, {"TaskId": ""}, {"TaskId": 3}])
@pytest.mark.parametrize("request_", [MUSIC, SPEECH, VIDEO])
async def test_no_task_id_means_nobody_knows(
    provider_at: MakeProvider, request_: Request, fields: dict[str, Any]
) -> None:
    async with raw_server(response(**fields)) as server:
        with pytest.raises(Ambiguous):
            await provider_at(server).create(job(request_))
        assert len(server.received) == 1


@pytest.mark.parametrize("instant", [True, False])
async def test_speech_refused_inside_a_good_answer(provider_at: MakeProvider, instant: bool) -> None:
    async with raw_server(response(ErrorCode=1, Msg="hello there is a bad text")) as server:
        with pytest.raises(Rejected) as caught:
            await provider_at(server, instant_speech=instant).create(job(SPEECH))
    assert caught.value.code == "ErrorCode.1"
    assert "hello" not in caught.value.detail


async def test_short_speech_comes_with_the_answer(provider_at: MakeProvider) -> None:
    request = replace(SPEECH, format=AudioFormat.MP3, speed=1.5, sample_rate=44100)
    made = response(ErrorCode=0, AudioUrl="https://x.example/a.mp3", ExtInfo='{"duration":0.7,"chars":5}')
    async with raw_server(made) as server:
        provider = provider_at(server)
        submission = await provider.create(job(request))
        assert provider.create_key(job(request)) == "mps:TextToSpeech"
    [output] = submission.outputs
    ends_at = InstantClock().now() + 24 * 3600.0
    assert (output.url, output.seconds, output.expires_at) == ("https://x.example/a.mp3", 0.7, ends_at)
    assert (submission.task_id, submission.request_id) == ("", "request-1")
    [sent] = server.received
    assert sent.headers["X-TC-Action"] == "TextToSpeech"
    assert sent.payload["Output"] == {"Type": "url"}
    synthesis = {"sampleRate": 44100, "format": "mp3", "speed": 1.5}
    assert json.loads(sent.payload["ExtParam"]) == {"synExt": synthesis}


@pytest.mark.parametrize("fields", [{}, {"ErrorCode": 0}, {"ErrorCode": 100}, {"AudioData": "UklGR"}])
async def test_speech_without_a_link_is_unknown(provider_at: MakeProvider, fields: dict[str, Any]) -> None:
    async with raw_server(response(**fields)) as server:
        with pytest.raises(Ambiguous):
            await provider_at(server).create(job(SPEECH))
        assert len(server.received) == 1


@pytest.mark.parametrize(
    ("request_", "instant"),
    [(replace(SPEECH, text="a" * 2001), True), (replace(SPEECH, pitch=-1), True), (SPEECH, False)],
    ids=["long", "pitch", "switched-off"],
)
async def test_other_speech_gives_a_task(provider_at: MakeProvider, request_: Request, instant: bool) -> None:
    async with raw_server(response(TaskId="t-1")) as server:
        submission = await provider_at(server, instant_speech=instant).create(job(request_))
    assert (submission.task_id, submission.outputs) == ("t-1", ())
    assert server.received[0].headers["X-TC-Action"] == "TextToSpeechAsync"


async def test_a_refusal_does_not_quote_what_was_spoken(provider_at: MakeProvider) -> None:
    spoken = replace(SPEECH, text="**my** <@5> secret", spoken_text="my Ann secret")
    async with raw_server(response(ErrorCode=1, Msg="illegal text: my Ann secret")) as server:
        with pytest.raises(Rejected) as caught:
            await provider_at(server).create(job(spoken))
    assert "secret" not in caught.value.detail


async def test_a_failed_look_keeps_the_prompt_out(provider_at: MakeProvider) -> None:
    async with raw_server(response(Status="FAIL", Message="no model for 'Calm Rain'")) as server:
        look = await provider_at(server).poll(job(MUSIC, task_id="1"))
    assert isinstance(look, Failed)
    assert look.fault.detail == "no model for '…"


async def test_looks_get_their_share_of_the_documented_rate(provider_at: MakeProvider) -> None:
    async with raw_server(b"") as server:
        half, whole = provider_at(server), provider_at(server, poll_budget=1.0)
    assert half.poll_rate(half.poll_key(Kind.MUSIC, Backend.MPS)) == 10
    assert half.poll_rate(half.poll_key(Kind.VIDEO, Backend.MPS)) == 25
    assert half.poll_rate(half.poll_key(Kind.SFX, Backend.VOD)) == 50
    assert 16 < whole.poll_rate(whole.poll_key(Kind.MUSIC, Backend.MPS)) < 20  # within the smooth pace


async def test_stopping(provider_at: MakeProvider) -> None:
    async with raw_server(
        response(), refusal("InvalidParameterValue.InvalidOperationType"), refusal("AuthFailure")
    ) as server:
        provider = provider_at(server, vod_sub_app_id=7)
        running = job(SFX, Backend.VOD, "t-1")
        assert await provider.abort(running) is True
        assert server.received[0].payload == {"TaskId": "t-1", "SubAppId": 7, "OperationType": "Abort"}
        assert await provider.abort(running) is False
        with pytest.raises(Rejected):
            await provider.abort(running)
        assert await provider.abort(job(SFX, Backend.MPS, "t-1")) is False
        assert await provider.abort(job(SFX, Backend.VOD)) is False
        assert len(server.received) == 3


def voices_server(total: int, at_once: int, page_limit: int = 100, *, pages: bool = True, counts: bool = True) -> Step:
    everything = [{"VoiceId": f"s1_{number}", "Name": f"Voice {number}"} for number in range(total)]

    def answer(request: Received) -> bytes:
        payload = {name: value for name, value in request.payload.items() if name != "VoiceType"}
        if payload and not pages:
            return refusal("UnknownParameter", "The parameter `PageNum` is not recognized.")
        size = min(payload.get("PageSize", at_once), page_limit) if payload else at_once
        start = (payload.get("PageNum", 1) - 1) * size
        count = {"TotalCount": total} if counts else {}
        return response(ErrorCode=0, Voices=everything[start : start + size] or None, **count)

    return answer


@pytest.mark.parametrize(
    ("server", "found"),
    [
        (voices_server(1903, 1903), 1903),
        (voices_server(1903, 1903, counts=False), 1903),
        (voices_server(250, 20), 250),
        (voices_server(250, 20, page_limit=20), 250),
        (voices_server(450, 150), 450),
        (voices_server(250, 20, pages=False), 20),
        (voices_server(0, 20), 0),
    ],
)
async def test_all_voices_whatever_the_pages(provider_at: MakeProvider, server: Step, found: int) -> None:
    async with raw_server(server) as running:
        voices = await provider_at(running).list_voices()
    assert len(voices) == len({voice.id for voice in voices}) == found


OWN = [{"VoiceId": "v1_a", "Category": "clone"}, {"VoiceId": "v1_b", "Category": "design"}, {"VoiceId": "v1_c"}]


async def test_the_accounts_own_voices_are_for_nobody_else(provider_at: MakeProvider) -> None:
    voices = response(ErrorCode=0, Voices=[{"VoiceId": "s1_a", "Category": "system"}, *OWN])  # it heeds no VoiceType
    async with raw_server(voices) as server:
        assert [voice.id for voice in await provider_at(server).list_voices()] == ["s1_a"]
        assert server.received[0].payload == {"VoiceType": "system"}
    async with raw_server(voices) as server:
        assert len(await provider_at(server, own_voices=True).list_voices()) == 4
        assert server.received[0].payload == {}


VOD_APP = "InvalidParameterValue.SubAppId"
MAY_USE = [
    (Backend.VOD, {"DescribeTaskDetail": "ResourceNotFound"}, True),
    (Backend.VOD, {"DescribeTaskDetail": "InvalidParameterValue.TaskId"}, True),
    (Backend.VOD, {"DescribeTasks": "FailedOperation.InvalidVodUser"}, False),
    (Backend.VOD, {"DescribeTasks": VOD_APP}, False),
    (Backend.VOD, {"DescribeTaskDetail": VOD_APP}, False),
    (Backend.VOD, {"DescribeTasks": "UnauthorizedOperation"}, False),
    (Backend.MPS, {"DescribeAigcAudioTask": "ResourceNotFound"}, True),
    (Backend.MPS, {"DescribeAigcAudioTask": "FailedOperation.InvalidMpsUser"}, False),
    (Backend.MPS, {"DescribeAigcAudioTask": "InvalidParameterValue.UserUnRegister"}, False),
]


@pytest.mark.parametrize(("backend", "refusals", "may"), MAY_USE)
async def test_what_the_account_may_use_is_found_by_reads(
    provider_at: MakeProvider, backend: Backend, refusals: dict[str, str], may: bool
) -> None:
    def answer(request: Received) -> bytes:
        code = refusals.get(request.headers["X-TC-Action"])
        return refusal(code) if code else response(TaskSet=[])

    async with raw_server(answer) as server:
        assert await provider_at(server).may_use(Kind.SFX, backend) is may
        assert all(request.headers["X-TC-Action"].startswith("Describe") for request in server.received)


async def test_a_missing_application_id_is_seen_in_any_code(provider_at: MakeProvider) -> None:
    async with raw_server(refusal("MissingParameter", "The parameter `SubAppId` must be sent.")) as server:
        assert await provider_at(server).may_use(Kind.SFX, Backend.VOD) is False


async def test_without_an_answer_nothing_is_found(provider_at: MakeProvider) -> None:
    async with raw_server(http(b"", 500)) as server:
        with pytest.raises(ProviderError):
            await provider_at(server).may_use(Kind.SFX, Backend.VOD)


async def test_voices_refused(provider_at: MakeProvider) -> None:
    async with raw_server(response(ErrorCode=5, Msg="no")) as server:
        with pytest.raises(Rejected) as caught:
            await provider_at(server).list_voices()
    assert caught.value.code == "ErrorCode.5"


async def test_endless_pages_end(provider_at: MakeProvider) -> None:
    same = response(ErrorCode=0, TotalCount=10**9, Voices=[{"VoiceId": "s1_a", "Name": "A"}])
    async with raw_server(same) as server:
        assert len(await provider_at(server).list_voices()) == 1
        assert len(server.received) <= 4


@pytest.mark.parametrize(
    ("request_", "backend", "code"),
    [
        (MUSIC, Backend.MPS, "ResourceNotFound"),
        (VIDEO, Backend.MPS, "ResourceNotFound.TaskNotFound"),
        (SPEECH, Backend.MPS, "InvalidParameterValue"),
        (SFX, Backend.VOD, "InvalidParameterValue.TaskId"),
    ],
)
async def test_a_look_at_a_task_nobody_knows_says_so(
    provider_at: MakeProvider, request_: Request, backend: Backend, code: str
) -> None:
    async with raw_server(refusal(code)) as server:
        with pytest.raises(TaskUnknown) as caught:
            await provider_at(server).poll(job(request_, backend, "1"))
    assert (caught.value.key, caught.value.code) == ("tencent-task-gone", code)
    assert caught.value.request_id == "request-1"


@pytest.mark.parametrize("code", ["InvalidParameterValue.SubAppId", "AuthFailure.SecretIdNotFound", "InternalError"])
async def test_other_trouble_with_a_look_says_nothing_of_the_task(provider_at: MakeProvider, code: str) -> None:
    async with raw_server(refusal(code)) as server:
        with pytest.raises(ProviderError) as caught:
            await provider_at(server).poll(job(SFX, Backend.VOD, "1"))
    assert not isinstance(caught.value, TaskUnknown)


async def test_implements_the_ports(provider_at: MakeProvider) -> None:
    def as_provider(provider: Provider) -> Provider:
        return provider

    def as_source(source: VoiceSource) -> VoiceSource:
        return source

    async with raw_server(b"") as server:
        made = provider_at(server)
    assert (as_provider(made), as_source(made)) == (made, made)
