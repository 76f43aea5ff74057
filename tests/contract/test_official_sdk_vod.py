"""The vendor's own VOD client against the local cloud: sound effects, music, lists, abort, refusals."""

import asyncio
import hashlib
import io
import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import aiohttp
import av
import pytest
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.vod.v20180717 import models
from tencentcloud.vod.v20180717.vod_client import VodClient

from bot.sandbox.tencent import DEFAULT_SUB_APP_ID, Fault, LocalTencent, SandboxClock, Settings

SECRET_ID, SECRET_KEY = "AKIDFAKE-contract", "fake-key-contract"
APP = {"SubAppId": DEFAULT_SUB_APP_ID}
SFX = APP | {"ModelName": "Kling", "SceneType": "sfx", "Prompt": "fireworks", "OutputConfig": {"Duration": 6}}
MUSIC = APP | {
    "ModelName": "MiniMaxMusic",
    "ModelVersion": "2.0",
    "SceneType": "music",
    "Prompt": "A cheerful song",
    "OutputConfig": {"StorageMode": "Temporary", "OutputAudioFormat": "wav"},
    "AdditionalParameters": '{"lyrics": "la la"}',
}
LONG_ENOUGH_SECONDS = 3600


@pytest.fixture
async def cloud() -> AsyncIterator[LocalTencent]:
    # Signatures need the real time of day; tasks and rates stand still until they are moved on.
    clock = SandboxClock(monotonic=lambda: 0.0)
    local = LocalTencent(Settings(credentials={SECRET_ID: SECRET_KEY}, max_running={"vod:music": 1}), clock=clock)
    await local.start()
    yield local
    await local.close()


def sdk(cloud: LocalTencent, key: str = SECRET_KEY) -> Any:
    http = HttpProfile(protocol="http", endpoint=cloud.vod_url.removeprefix("http://"))
    return VodClient(Credential(SECRET_ID, key), "", ClientProfile(httpProfile=http))


async def call(cloud: LocalTencent, action: str, **fields: Any) -> Any:
    """Send a request through the SDK's typed method for an action."""
    request = getattr(models, f"{action}Request")()
    request.from_json_string(json.dumps(fields))
    return await asyncio.to_thread(getattr(sdk(cloud), action), request)


async def refusal(cloud: LocalTencent, action: str, **fields: Any) -> str:
    with pytest.raises(TencentCloudSDKException) as caught:
        await asyncio.to_thread(sdk(cloud).call_json, action, fields)
    return str(caught.value.code)


async def described(cloud: LocalTencent, task_id: str) -> Any:
    return await call(cloud, "DescribeTaskDetail", TaskId=task_id, **APP)


async def finished(cloud: LocalTencent, **fields: Any) -> Any:
    """Create, let it end, and return the AigcAudioTask of the answer."""
    task_id = (await call(cloud, "CreateAigcAudioTask", **fields)).TaskId
    cloud.clock.jump(LONG_ENOUGH_SECONDS)
    answer = await described(cloud, task_id)
    assert answer.Status == "FINISH"
    return answer.AigcAudioTask


async def download(url: str) -> bytes:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        return await answer.read()


def seconds_of(data: bytes, name: str) -> float:
    with av.open(io.BytesIO(data), "r") as container:
        assert sum(1 for _ in container.decode()) > 0
        assert name in container.format.name
        assert container.duration is not None
        return container.duration / av.time_base


async def test_a_sound_effect_walks_through_its_states(cloud: LocalTencent) -> None:
    task_id = (await call(cloud, "CreateAigcAudioTask", **SFX)).TaskId
    assert task_id.startswith(f"{DEFAULT_SUB_APP_ID}-AigcAudioTask-")
    task = cloud.tasks.get(task_id)
    assert task is not None
    assert task.ends_at is not None
    waiting = await described(cloud, task_id)
    assert (waiting.Status, waiting.TaskType) == ("WAITING", "AigcAudioTask")
    assert (waiting.BeginProcessTime, waiting.FinishTime) == ("0001-01-01T00:00:00Z",) * 2
    assert (waiting.ProcedureTask, waiting.AigcVideoTask) == (None, None)
    assert waiting.AigcAudioTask.Output is None
    cloud.clock.jump(task.begins_at - task.created_at + (task.ends_at - task.begins_at) / 2)
    processing = await described(cloud, task_id)
    assert (processing.Status, processing.AigcAudioTask.Status) == ("PROCESSING", "PROCESSING")
    assert processing.AigcAudioTask.Progress in (49, 50)
    cloud.clock.jump(task.ends_at - task.begins_at)
    done = await described(cloud, task_id)
    audio = done.AigcAudioTask
    assert (done.Status, audio.Status, audio.ErrCode, audio.ErrCodeExt, audio.Progress) == (
        "FINISH",
        "FINISH",
        0,
        "",
        100,
    )
    assert (audio.Input.ModelName, audio.Input.Prompt, audio.Input.OutputConfig.Duration) == ("Kling", "fireworks", 6)


@pytest.mark.parametrize(("fields", "container", "seconds"), [(SFX, "mp3", 6), (MUSIC, "wav", 20)])
async def test_results_are_what_the_answer_promises(
    cloud: LocalTencent, fields: dict[str, Any], container: str, seconds: int
) -> None:
    audio = await finished(cloud, **fields)
    (file,) = audio.Output.AudioInfos
    assert audio.Output.VideoInfos == []
    data = await download(file.FileUrl)
    assert seconds_of(data, container) == pytest.approx(seconds, abs=0.1)
    meta = file.MetaData
    assert (meta.Size, meta.Md5, meta.Container) == (len(data), hashlib.md5(data).hexdigest(), container)
    assert file.Duration == pytest.approx(seconds)
    finish = datetime.fromisoformat((await described(cloud, audio.TaskId)).FinishTime)
    assert (datetime.fromisoformat(file.ExpireTime) - finish).days in (6, 7)


async def test_a_reference_video_comes_back_with_its_sound(cloud: LocalTencent) -> None:
    cloud.faults.add(Fault("length", seconds=4))
    first = await finished(cloud, **SFX, VideoInfos=[{"Type": "Url", "Url": "https://video.example/any.mp4"}])
    reference = first.Output.VideoInfos[0].FileUrl
    second = await finished(cloud, **SFX, VideoInfos=[{"Type": "Url", "Url": reference}])
    assert second.Output.VideoInfos[0].Duration == pytest.approx(4, abs=0.2)
    assert seconds_of(await download(second.Output.VideoInfos[0].FileUrl), "mp4") == pytest.approx(4, abs=0.2)
    missing = await finished(cloud, **SFX, VideoInfos=[{"Type": "Url", "Url": f"http://{cloud.results_host}/none.mp4"}])
    assert (missing.ErrCode, missing.ErrCodeExt) == (60000, "InvalidParameter.MediaFormat")
    assert "404" in missing.Message


async def test_finish_can_mean_failure(cloud: LocalTencent) -> None:
    refused = await finished(cloud, **SFX | {"Prompt": "the Forbidden Words"})
    assert (refused.ErrCode, refused.ErrCodeExt) == (70000, "InvalidParameter.VoilationContent")
    too_long = await finished(cloud, **SFX | {"OutputConfig": {"Duration": 30}})
    assert (too_long.ErrCode, too_long.ErrCodeExt) == (40000, "InvalidParameterValue")
    running = (await call(cloud, "CreateAigcAudioTask", **MUSIC)).TaskId
    crowded = (await call(cloud, "CreateAigcAudioTask", **MUSIC)).TaskId
    cloud.clock.jump(LONG_ENOUGH_SECONDS)
    assert (await described(cloud, running)).AigcAudioTask.ErrCodeExt == ""
    assert (await described(cloud, crowded)).AigcAudioTask.ErrCodeExt == "RequestLimitExceeded"


async def test_tasks_are_listed_scrolled_and_aborted_while_waiting(cloud: LocalTencent) -> None:
    ids = [(await call(cloud, "CreateAigcAudioTask", **SFX)).TaskId for _ in range(5)]
    await call(cloud, "ManageTask", TaskId=ids[0], OperationType="Abort", **APP)
    aborted = await described(cloud, ids[0])
    assert (aborted.Status, aborted.AigcAudioTask) == ("ABORTED", None)
    page = await call(cloud, "DescribeTasks", Limit=3, **APP)
    rest = await call(cloud, "DescribeTasks", Limit=3, ScrollToken=page.ScrollToken, **APP)
    assert [row.TaskId for row in (*page.TaskSet, *rest.TaskSet)] == ids[::-1]
    assert (len(page.TaskSet), rest.ScrollToken) == (3, "")
    cloud.clock.jump(LONG_ENOUGH_SECONDS)
    assert await refusal(cloud, "ManageTask", TaskId=ids[1], OperationType="Abort", **APP) == "FailedOperation"
    finished_rows = await call(cloud, "DescribeTasks", Status="FINISH", Limit=100, **APP)
    assert sorted(row.TaskId for row in finished_rows.TaskSet) == sorted(ids[1:])
    cloud.clock.jump(3 * 86400)
    assert await refusal(cloud, "DescribeTaskDetail", TaskId=ids[1], **APP) == "ResourceNotFound"
    assert (await call(cloud, "DescribeTasks", **APP)).TaskSet == []


@pytest.mark.parametrize(
    ("action", "fields", "code"),
    [
        ("CreateAigcAudioTask", {**SFX, "Nonsense": 1}, "UnknownParameter"),
        ("CreateAigcAudioTask", {**SFX, "SubAppId": None}, "InvalidParameterValue.SubAppId"),
        ("CreateAigcAudioTask", {**SFX, "SubAppId": 7}, "InvalidParameterValue.SubAppId"),
        ("CreateAigcAudioTask", {**SFX, "SubAppId": "7"}, "InvalidParameter"),
        ("CreateAigcAudioTask", {**SFX, "ModelVersion": "1.0"}, "InvalidParameterValue"),
        ("CreateAigcAudioTask", {**MUSIC, "ModelVersion": ""}, "InvalidParameterValue"),
        ("CreateAigcAudioTask", {**SFX, "SceneType": "tts"}, "InvalidParameterValue"),
        ("CreateAigcAudioTask", {**SFX, "OutputConfig": {"Duration": 61}}, "InvalidParameterValue"),
        ("CreateAigcAudioTask", {**SFX, "Prompt": ""}, "MissingParameter"),
        ("CreateAigcAudioTask", {**SFX, "VideoInfos": [{"VideoUrl": "https://a.example"}]}, "UnknownParameter"),
        ("DescribeTaskDetail", APP, "MissingParameter"),
        ("DescribeTaskDetail", {**APP, "TaskId": "none"}, "ResourceNotFound"),
        ("ManageTask", {**APP, "TaskId": "none", "OperationType": "Abort"}, "InvalidParameterValue.TaskId"),
        ("ManageTask", {**APP, "TaskId": "x", "OperationType": "Stop"}, "InvalidParameterValue.InvalidOperationType"),
        ("DescribeTasks", {**APP, "Status": "DONE"}, "InvalidParameterValue.Status"),
        ("DescribeTasks", {**APP, "Limit": 101}, "InvalidParameterValue"),
        ("CreateAigcVideoTask", {}, "InvalidAction"),
    ],
)
async def test_wrong_requests_get_the_documented_code(
    cloud: LocalTencent, action: str, fields: dict[str, Any], code: str
) -> None:
    assert await refusal(cloud, action, **fields) == code
    assert len(cloud.tasks) == 0


async def test_bad_signature_and_old_clock_are_refused(cloud: LocalTencent) -> None:
    with pytest.raises(TencentCloudSDKException) as caught:
        await asyncio.to_thread(sdk(cloud, "another").call_json, "DescribeTasks", APP)
    assert caught.value.code == "AuthFailure.SignatureFailure"
    cloud.clock.skew_seconds = 600
    assert await refusal(cloud, "DescribeTasks", **APP) == "AuthFailure.SignatureExpire"


async def test_the_read_rate_is_a_hundred(cloud: LocalTencent) -> None:
    client = sdk(cloud)
    for _ in range(100):
        await asyncio.to_thread(client.call_json, "DescribeTasks", APP)
    assert await refusal(cloud, "DescribeTasks", **APP) == "RequestLimitExceeded"
