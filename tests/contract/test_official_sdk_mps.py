"""The vendor's own MPS client against the local cloud: every product, and what is refused."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import av
import pytest
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.mps.v20190612 import models
from tencentcloud.mps.v20190612.mps_client import MpsClient

from bot.sandbox.tencent import LocalTencent, SandboxClock, Settings

SECRET_ID, SECRET_KEY = "AKIDFAKE-contract", "fake-key-contract"
LONG_ENOUGH_SECONDS = 3600


@pytest.fixture
async def cloud() -> AsyncIterator[LocalTencent]:
    # Signatures need the real time of day; tasks and rates stand still until they are moved on.
    local = LocalTencent(
        Settings(credentials={SECRET_ID: SECRET_KEY}, max_running={"video": 1}),
        clock=SandboxClock(monotonic=lambda: 0.0),
    )
    await local.start()
    yield local
    await local.close()


class TamperingClient(MpsClient):  # type: ignore[misc]
    """Changes the body after it was signed, as a meddling proxy would."""

    def _build_req_with_tc3_signature(self, action: str, params: Any, req: Any, options: Any = None) -> None:
        super()._build_req_with_tc3_signature(action, params, req, options)
        req.data = req.data.replace("calm", "loud")


def sdk(
    cloud: LocalTencent,
    *,
    key: str = SECRET_KEY,
    secret_id: str = SECRET_ID,
    method: str = "POST",
    kind: Any = MpsClient,
) -> Any:
    http = HttpProfile(protocol="http", endpoint=cloud.mps_url.removeprefix("http://"), reqMethod=method)
    return kind(Credential(secret_id, key), "", ClientProfile(httpProfile=http))


async def call(client: Any, action: str, **fields: Any) -> Any:
    """Send a request through the SDK's typed method for an action."""
    request = getattr(models, f"{action}Request")()
    request.from_json_string(json.dumps(fields))
    return await asyncio.to_thread(getattr(client, action), request)


async def refusal(client: Any, action: str, **fields: Any) -> str:
    with pytest.raises(TencentCloudSDKException) as caught:
        await call(client, action, **fields)
    assert caught.value.requestId
    return str(caught.value.code)


async def raw_refusal(client: Any, action: str, fields: dict[str, Any]) -> tuple[str, str]:
    """Send fields the SDK's own models may not know."""
    with pytest.raises(TencentCloudSDKException) as caught:
        await asyncio.to_thread(client.call_json, action, fields)
    return str(caught.value.code), str(caught.value.message)


async def download(url: str) -> tuple[bytes, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        data = await answer.read()
        assert answer.content_length == len(data)
        return data, answer.content_type


def probe(data: bytes) -> tuple[str, float, dict[str, str], tuple[int, int]]:
    """Decode every frame; return container, seconds, codecs by type, picture size."""
    with av.open(io.BytesIO(data), "r") as container:
        frames = sum(1 for _ in container.decode())
        assert frames > 0
        assert container.duration is not None
        codecs = {str(stream.type): stream.codec_context.name for stream in container.streams}
        picture = container.streams.video[0] if container.streams.video else None
        size = (picture.width, picture.height) if picture else (0, 0)
        return container.format.name, container.duration / av.time_base, codecs, size


MUSIC = {"ModelName": "MiniMaxMusic", "ModelVersion": "2.6", "SceneType": "music", "Prompt": "calm piano, 静かな 🎹"}
SFX = {"ModelName": "Kling", "SceneType": "sfx", "Prompt": "calm rain"}
VIDEO = {"ModelName": "Kling", "ModelVersion": "2.6", "Prompt": "a calm sea", "Duration": 10}


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize(
    ("fields", "container", "seconds"),
    [
        (MUSIC, "mp3", 20),
        (MUSIC | {"ExtraParameters": {"OutputAudioFormat": "wav"}}, "wav", 20),
        (SFX | {"ExtraParameters": {"OutputAudioFormat": "mp3"}}, "mp3", 5),
    ],
)
async def test_audio_is_created_watched_and_playable(
    cloud: LocalTencent, method: str, fields: dict[str, Any], container: str, seconds: int
) -> None:
    client = sdk(cloud, method=method)
    task_id = (await call(client, "CreateAigcAudioTask", **fields)).TaskId
    task = cloud.tasks.get(task_id)
    assert task is not None
    assert task.ends_at is not None
    assert (await call(client, "DescribeAigcAudioTask", TaskId=task_id)).Status == "WAIT"
    cloud.clock.jump(task.begins_at - task.created_at)
    assert (await call(client, "DescribeAigcAudioTask", TaskId=task_id)).Status == "RUN"
    cloud.clock.jump(task.ends_at - task.begins_at)
    done = await call(client, "DescribeAigcAudioTask", TaskId=task_id)
    assert (done.Status, done.Message, done.VideoInfos) == ("DONE", "ok", [])
    assert [info.Duration for info in done.AudioInfos] == [seconds]
    data, content_type = await download(done.AudioInfos[0].Url)
    assert content_type == {"mp3": "audio/mpeg", "wav": "audio/wav"}[container]
    name, length, _, _ = probe(data)
    assert name == container
    assert length == pytest.approx(seconds, abs=0.1)


async def test_video_has_the_asked_length_size_and_sound(cloud: LocalTencent) -> None:
    client = sdk(cloud)
    extra = {"Resolution": "720P", "AspectRatio": "9:16", "EnableAudio": True}
    task_id = (
        await call(client, "CreateAigcVideoTask", **VIDEO | {"ModelVersion": "3.0"}, ExtraParameters=extra)
    ).TaskId
    waiting = await call(client, "DescribeAigcVideoTask", TaskId=task_id)
    assert (waiting.Status, waiting.VideoUrls, waiting.Resolution) == ("WAIT", [], "")
    cloud.clock.jump(LONG_ENOUGH_SECONDS)
    done = await call(client, "DescribeAigcVideoTask", TaskId=task_id)
    assert (done.Status, done.Resolution) == ("DONE", "720x1280")
    data, content_type = await download(done.VideoUrls[0])
    name, seconds, codecs, size = probe(data)
    assert content_type == "video/mp4"
    assert "mp4" in name
    assert (codecs, size) == ({"video": "h264", "audio": "aac"}, (720, 1280))
    assert seconds == pytest.approx(10, abs=0.15)


async def test_speech_speaks_at_the_asked_rate_and_length(cloud: LocalTencent) -> None:
    client = sdk(cloud)
    voices = await call(client, "DescribeVoices", Gender="female", Languages=["en"], PageNum=1, PageSize=3)
    assert voices.ErrorCode == 0
    assert len(voices.Voices) == 3 < voices.TotalCount
    extra = json.dumps({"synExt": {"sampleRate": 22050, "duration": 3.5, "pitch": -2}})
    created = await call(
        client, "TextToSpeechAsync", Text="Hello there", VoiceId=voices.Voices[0].VoiceId, TextLang="en", ExtParam=extra
    )
    assert created.ErrorCode == 0
    processing = await call(client, "DescribeTextToSpeechAsyncTask", TaskId=created.TaskId)
    assert (processing.ErrorCode, processing.Status) == (100, "processing")
    cloud.clock.jump(LONG_ENOUGH_SECONDS)
    done = await call(client, "DescribeTextToSpeechAsyncTask", TaskId=created.TaskId)
    assert (done.ErrorCode, done.Status, done.VoiceId) == (0, "success", voices.Voices[0].VoiceId)
    assert json.loads(done.ExtInfo) == {"duration": 3.5}
    data, _ = await download(done.AudioUrl)
    with av.open(io.BytesIO(data), "r") as container:
        stream = container.streams.audio[0]
        assert (stream.rate, stream.channels) == (22050, 1)
    assert probe(data)[1] == pytest.approx(3.5, abs=0.01)


async def test_several_outputs_and_a_reference_video_with_sound(cloud: LocalTencent) -> None:
    client = sdk(cloud)
    mureka = await call(
        client,
        "CreateAigcAudioTask",
        ModelName="Mureka",
        ModelVersion="song_9",
        SceneType="music",
        Prompt="calm",
        AdditionalParameters='{"n": 3}',
    )
    video = await call(client, "CreateAigcVideoTask", **VIDEO)
    cloud.clock.jump(LONG_ENOUGH_SECONDS)
    songs = await call(client, "DescribeAigcAudioTask", TaskId=mureka.TaskId)
    files = {(await download(info.Url))[0] for info in songs.AudioInfos}
    assert len(files) == 3
    # A finished result is itself a link on loopback, so it can be the reference of the next task.
    reference = (await call(client, "DescribeAigcVideoTask", TaskId=video.TaskId)).VideoUrls[0]
    mixed = await call(client, "CreateAigcAudioTask", **SFX, VideoInfos=[{"VideoUrl": reference}])
    cloud.clock.jump(LONG_ENOUGH_SECONDS)
    done = await call(client, "DescribeAigcAudioTask", TaskId=mixed.TaskId)
    assert (done.AudioInfos[0].Duration, done.VideoInfos[0].Duration) == (10, 10)
    assert probe((await download(done.VideoInfos[0].Url))[0])[2] == {"video": "h264", "audio": "aac"}


async def test_a_signature_that_is_not_right_is_refused(cloud: LocalTencent) -> None:
    assert (
        await refusal(sdk(cloud, kind=TamperingClient), "CreateAigcAudioTask", **MUSIC)
        == "AuthFailure.SignatureFailure"
    )
    assert await refusal(sdk(cloud, key="another"), "DescribeVoices") == "AuthFailure.SignatureFailure"
    assert await refusal(sdk(cloud, secret_id="AKIDFAKE-none"), "DescribeVoices") == "AuthFailure.SecretIdNotFound"
    cloud.settings.token = "temporary"
    assert await refusal(sdk(cloud), "DescribeVoices") == "AuthFailure.TokenFailure"
    assert [entry.verdict for entry in cloud.calls] == [
        "AuthFailure.SignatureFailure",
        "AuthFailure.SignatureFailure",
        "AuthFailure.SecretIdNotFound",
        "AuthFailure.TokenFailure",
    ]
    assert len(cloud.tasks) == 0


@pytest.mark.parametrize("skew_seconds", [600, -600])
async def test_a_clock_ten_minutes_off_is_refused(cloud: LocalTencent, skew_seconds: float) -> None:
    cloud.clock.skew_seconds = skew_seconds
    assert await refusal(sdk(cloud), "DescribeVoices") == "AuthFailure.SignatureExpire"
    cloud.clock.skew_seconds = 0
    assert (await call(sdk(cloud), "DescribeVoices")).ErrorCode == 0


async def test_an_unknown_field_refuses_the_whole_call(cloud: LocalTencent) -> None:
    client = sdk(cloud)
    code, message = await raw_refusal(client, "CreateAigcAudioTask", MUSIC | {"Duration": 5})
    assert code == "UnknownParameter"
    assert "Duration" in message
    code, message = await raw_refusal(client, "CreateAigcAudioTask", MUSIC | {"OutputAudioFormat": "mp3"})
    assert code == "UnknownParameter"
    assert "OutputAudioFormat" in message
    cloud.set_generation(audio_format="top")
    assert (
        await refusal(client, "CreateAigcAudioTask", **MUSIC, ExtraParameters={"OutputAudioFormat": "mp3"})
        == "UnknownParameter"
    )
    cloud.set_generation(audio_format="none")
    assert (
        await refusal(client, "CreateAigcAudioTask", **MUSIC, ExtraParameters={"OutputAudioFormat": "mp3"})
        == "UnknownParameter"
    )
    assert (await call(client, "CreateAigcAudioTask", **MUSIC)).TaskId
    cloud.set_generation(voices="old")
    assert await refusal(client, "DescribeVoices", Gender="male") == "UnknownParameter"
    assert (await call(client, "DescribeVoices", VoiceType="clone")).TotalCount == 3


async def test_more_than_the_published_rate_is_refused(cloud: LocalTencent) -> None:
    client = sdk(cloud)
    answers = [await call(client, "CreateAigcAudioTask", **SFX) for _ in range(20)]
    assert await refusal(client, "CreateAigcAudioTask", **SFX) == "RequestLimitExceeded"
    assert (await call(client, "DescribeAigcAudioTask", TaskId=answers[0].TaskId)).Status == "WAIT"
    assert cloud.limits.busiest_second("mps", "CreateAigcAudioTask") == 21
    assert len(cloud.tasks) == 20


async def test_too_many_running_tasks_are_refused_until_one_ends(cloud: LocalTencent) -> None:
    client = sdk(cloud)
    await call(client, "CreateAigcVideoTask", **VIDEO)
    assert await refusal(client, "CreateAigcVideoTask", **VIDEO) == "LimitExceeded.CreateTask"
    cloud.clock.jump(LONG_ENOUGH_SECONDS)
    assert (await call(client, "CreateAigcVideoTask", **VIDEO)).TaskId
