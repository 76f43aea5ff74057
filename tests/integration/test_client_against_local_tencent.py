"""The bot's own client and provider against the local Tencent Cloud: products, clock, format field, faults.

The two were written apart from the same documents and share no code.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import aiohttp
import pytest

from bot.catalog.catalog import Catalog
from bot.errors import Ambiguous, Deferred, ProviderError, Rejected
from bot.jobs.model import (
    Backend,
    DeliveryState,
    Job,
    Medium,
    MusicRequest,
    Request,
    SfxRequest,
    SpeechRequest,
    State,
    VideoRequest,
    kind_of,
)
from bot.jobs.ports import Failed, PollResult, Running, Succeeded
from bot.sandbox.tencent import DEFAULT_SUB_APP_ID, Call, Fault, LocalTencent, ManualTencentClock, Settings
from bot.tencent.client import Account, CallRecord, Credentials, TencentClient
from bot.tencent.limiter import Limiter
from bot.tencent.protocol import ACTIONS
from bot.tencent.provider import ProviderOptions, TencentProvider
from bot.tencent.transport import open_connections
from tests.support.instant_clock import InstantClock
from tests.support.jobs import PLACE

PAIR = Credentials("AKIDFAKE-client", "fake-key", "fake-token")
MUSIC = MusicRequest(prompt="calm rain", model="MiniMaxMusic", version="2.6")
ORDERS: dict[str, tuple[Request, Backend]] = {
    "music": (MUSIC, Backend.MPS),
    "song": (replace(MUSIC, model="MinimaxMusic", lyrics="la la"), Backend.MPS),
    "instrumental": (replace(MUSIC, instrumental=True), Backend.MPS),
    "music by GL": (replace(MUSIC, model="GL", version="3.0-pro", lyrics="la la"), Backend.MPS),
    "music on VOD": (MUSIC, Backend.VOD),
    "song by GL on VOD": (replace(MUSIC, model="GL", version="3.0-pro", lyrics="la la"), Backend.VOD),
    "effect on VOD": (SfxRequest(prompt="wind", duration_seconds=6), Backend.VOD),
    "effect": (SfxRequest(prompt="wind"), Backend.MPS),
    "speech": (SpeechRequest(text="hello", voice_id="", pitch=2, sample_rate=22050), Backend.MPS),
    "video": (
        VideoRequest(
            prompt="sea",
            model="Kling",
            version="2.6",
            duration_seconds=5,
            resolution="1080P",
            aspect="9:16",
            audio=True,
        ),
        Backend.MPS,
    ),
}


@dataclass
class Meeting:
    """One client in front of one local cloud."""

    cloud: LocalTencent
    life: ManualTencentClock
    provider: TencentProvider
    calls: list[CallRecord]

    async def job(self, name: str) -> Job:
        request, backend = ORDERS[name]
        if isinstance(request, SpeechRequest):
            request = replace(request, voice_id=(await self.provider.list_voices())[0].id)
        return Job(
            id="0123456789abcd", place=PLACE, user_id=1, locale="en-US", kind=kind_of(request), request=request,
            backend=backend, state=State.SUBMITTING, delivery_state=DeliveryState.NONE, created_at=0.0,
        )  # fmt: skip

    async def create(self, name: str) -> Job:
        job = await self.job(name)
        return replace(job, task_id=(await self.provider.create(job)).task_id)

    async def finish(self, job: Job) -> PollResult:
        self.life.jump(3600)
        return await self.provider.poll(job)

    def codes(self) -> list[str]:
        return [call.code for call in self.calls]


@pytest.fixture
async def meeting() -> AsyncIterator[Meeting]:
    life = ManualTencentClock()
    clock = InstantClock(life.wall())
    # Rates are another test's; the local cloud's clock stands still, so every request is in one window.
    rates = {action.key: 1000 for action in ACTIONS}
    cloud = LocalTencent(
        Settings(credentials={PAIR.secret_id: PAIR.secret_key}, token=PAIR.token), clock=life, limits=rates
    )
    await cloud.start()
    calls: list[CallRecord] = []
    async with open_connections() as connections:
        endpoints = {Backend.MPS: cloud.mps_url, Backend.VOD: cloud.vod_url}
        limiter = Limiter({action.key: float("inf") for action in ACTIONS}, clock)
        client = TencentClient(connections, Account(PAIR, endpoints), clock, limiter=limiter, on_call=calls.append)
        provider = TencentProvider(
            client,
            clock,
            lyrics_key=Catalog.load().lyrics_key,
            options=ProviderOptions(vod_sub_app_id=DEFAULT_SUB_APP_ID),
        )
        yield Meeting(cloud, life, provider, calls)
    await cloud.close()


@pytest.mark.parametrize("name", ORDERS)
async def test_each_product_from_order_to_result(meeting: Meeting, name: str) -> None:
    job = await meeting.create(name)
    assert isinstance(await meeting.provider.poll(job), Running)
    look = await meeting.finish(job)
    assert isinstance(look, Succeeded)
    medium = Medium.VIDEO if name == "video" else Medium.AUDIO
    assert {output.medium for output in look.outputs} == {medium}
    for output in look.outputs:
        assert output.expires_at is not None
        assert output.expires_at > meeting.life.wall()
        async with aiohttp.ClientSession() as session, session.get(output.url) as answer:
            assert answer.status == 200
            assert len(await answer.read()) > 100
    assert set(meeting.codes()) == {""}


async def test_every_voice_of_the_system_is_listed(meeting: Meeting) -> None:
    voices = await meeting.provider.list_voices()
    system = [voice.voice_id for voice in meeting.cloud.settings.voices if voice.category == "system"]
    assert sorted(voice.id for voice in voices) == sorted(system)
    assert len(system) < len(meeting.cloud.settings.voices)
    meeting.cloud.set_generation(voices="old")
    assert await meeting.provider.list_voices() == voices


async def test_a_clock_ten_minutes_off_is_corrected(meeting: Meeting) -> None:
    for skew_seconds in (600.0, -600.0):
        meeting.life.skew_seconds = skew_seconds
        job = await meeting.create("music")
        await meeting.provider.poll(job)
    assert meeting.codes() == ["AuthFailure.SignatureExpire", "", ""] * 2


@pytest.mark.parametrize(("place", "refusals"), [("extra", 0), ("top", 1), ("none", 2)])
async def test_the_format_field_finds_its_place(meeting: Meeting, place: str, refusals: int) -> None:
    meeting.cloud.set_generation(audio_format=place)
    await meeting.create("music")
    await meeting.create("instrumental")
    assert meeting.codes() == ["UnknownParameter"] * refusals + ["", ""]
    assert len(meeting.cloud.tasks) == 2


@pytest.mark.parametrize(
    "fault",
    [
        Fault("http", status=500),
        Fault("html"),
        Fault("truncated"),
        Fault("content_type"),
        Fault("empty"),
        Fault("no_response"),
        Fault("close"),
        Fault("close", where="after"),
        Fault("error", code="InternalError"),
    ],
    ids=lambda fault: f"{fault.kind} {fault.where}",
)
@pytest.mark.parametrize("name", ["music", "effect on VOD", "speech", "video"])
async def test_a_create_is_sent_once_whatever_happens(meeting: Meeting, name: str, fault: Fault) -> None:
    job = await meeting.job(name)
    meeting.calls.clear()
    meeting.cloud.faults.add(fault)
    with pytest.raises(Ambiguous):
        await meeting.provider.create(job)
    assert len(meeting.calls) == 1
    assert len(meeting.cloud.tasks) <= 1


async def test_looks_get_over_faults(meeting: Meeting) -> None:
    job = await meeting.create("music")
    meeting.cloud.faults.add(Fault("close", action="DescribeAigcAudioTask"), Fault("http", skip=1, status=502))
    assert isinstance(await meeting.provider.poll(job), Running)
    assert len(meeting.cloud.tasks) == 1


async def test_a_rate_refusal_twice_and_then_success(meeting: Meeting) -> None:
    meeting.cloud.faults.add(Fault("error", code="RequestLimitExceeded", times=2))
    await meeting.create("music")
    assert meeting.codes() == ["RequestLimitExceeded", "RequestLimitExceeded", ""]
    assert len(meeting.cloud.tasks) == 1


async def test_too_many_running_tasks(meeting: Meeting) -> None:
    meeting.cloud.settings.max_running["music"] = 1
    await meeting.create("music")
    with pytest.raises(Deferred) as caught:
        await meeting.create("music")
    assert caught.value.code == "LimitExceeded.CreateTask"
    await meeting.create("music on VOD")
    look = await meeting.finish(await meeting.create("music on VOD"))  # VOD takes it, and fails it later
    assert isinstance(look, Failed)
    assert look.fault.key == "tencent-capacity"
    assert look.not_begun


async def test_forbidden_words(meeting: Meeting) -> None:
    job = await meeting.job("music")
    with pytest.raises(Rejected) as caught:
        await meeting.provider.create(replace(job, request=replace(MUSIC, prompt="forbidden words")))
    assert caught.value.key == "tencent-moderation"
    on_vod = replace(job, backend=Backend.VOD, request=replace(MUSIC, prompt="forbidden words"))
    look = await meeting.finish(replace(on_vod, task_id=(await meeting.provider.create(on_vod)).task_id))
    assert isinstance(look, Failed)
    assert look.fault.key == "tencent-moderation"


@pytest.mark.parametrize(
    ("name", "fault", "key"),
    [
        ("music", Fault("fail", message="no parts in response"), "tencent-model-failed"),
        ("video", Fault("fail", message="no parts in response"), "tencent-model-failed"),
        ("speech", Fault("tts_error", number=1001, where="after"), "tencent-speech-failed"),
        ("effect on VOD", Fault("vod_error", number=70000, code="ModelGenerateFailed"), "tencent-model-failed"),
        ("music", Fault("no_url"), "tencent-no-result"),
        ("effect on VOD", Fault("no_url"), "tencent-no-result"),
        ("speech", Fault("no_url"), "tencent-no-result"),
        ("video", Fault("no_url"), "tencent-no-result"),
    ],
)
async def test_tasks_that_fail(meeting: Meeting, name: str, fault: Fault, key: str) -> None:
    meeting.cloud.faults.add(fault)
    look = await meeting.finish(await meeting.create(name))
    assert isinstance(look, Failed)
    assert look.fault.key == key


async def test_speech_refused_at_once(meeting: Meeting) -> None:
    job = await meeting.job("speech")
    with pytest.raises(Rejected) as caught:
        await meeting.provider.create(replace(job, request=SpeechRequest(text="hello", voice_id="s1_cut")))
    assert caught.value.key == "tencent-speech-refused"


async def test_null_lists_and_several_outputs(meeting: Meeting) -> None:
    meeting.cloud.faults.add(Fault("outputs", number=3), Fault("null_lists"))
    look = await meeting.finish(await meeting.create("music"))
    assert isinstance(look, Succeeded)
    assert len(look.outputs) == 3


async def test_stopping_on_vod_before_it_runs(meeting: Meeting) -> None:
    job = await meeting.create("effect on VOD")
    assert await meeting.provider.abort(job) is True
    look = await meeting.provider.poll(job)
    assert isinstance(look, Failed)
    assert look.fault.key == "tencent-task-stopped"
    other = await meeting.create("effect on VOD")
    meeting.life.jump(3600)
    assert await meeting.provider.abort(other) is False
    assert await meeting.provider.abort(await meeting.create("music")) is False


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        (replace(PAIR, secret_key="other"), "AuthFailure.SignatureFailure"),
        (replace(PAIR, secret_id="other"), "AuthFailure.SecretIdNotFound"),
        (replace(PAIR, token="other"), "AuthFailure.TokenFailure"),
    ],
    ids=["key", "id", "token"],
)
async def test_wrong_credentials_are_the_owners(meeting: Meeting, pair: Credentials, code: str) -> None:
    endpoints = {Backend.MPS: meeting.cloud.mps_url, Backend.VOD: meeting.cloud.vod_url}
    clock = InstantClock(meeting.life.wall())
    async with open_connections() as connections:
        provider = TencentProvider(
            TencentClient(connections, Account(pair, endpoints), clock), clock, lyrics_key=Catalog.load().lyrics_key
        )
        with pytest.raises(ProviderError) as caught:
            await provider.create(await meeting.job("music"))
    assert caught.value.code == code
    assert len(meeting.cloud.tasks) == 0


async def test_the_cloud_saw_only_good_signatures(meeting: Meeting) -> None:
    seen: list[Call] = []
    meeting.cloud.subscribe(seen.append)
    for name in ORDERS:
        await meeting.create(name)
    assert len(seen) == len(ORDERS) + 1
    assert {call.verdict for call in seen} == {"ok"}
