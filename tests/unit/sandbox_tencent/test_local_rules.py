"""What the local cloud accepts of each product, refuses at once, or lets fail later."""

import asyncio
import json
from typing import Any

import pytest

from bot.sandbox.tencent import DEFAULT_SUB_APP_ID, LocalTencent, ManualTencentClock, TaskState, default_voices

MUSIC = {"ModelName": "MiniMaxMusic", "ModelVersion": "2.6", "SceneType": "music", "Prompt": "rain"}
SFX = {"ModelName": "Kling", "SceneType": "sfx", "Prompt": "rain"}
LYRIA = {"ModelName": "GL", "ModelVersion": "3.0-pro", "SceneType": "music", "Prompt": "rain"}
MUREKA = {"ModelName": "Mureka", "ModelVersion": "song_9", "SceneType": "music", "Prompt": "rain"}
PICTURES = [{"ImageUrl": "https://image.example/a.png"}] * 5
VIDEO = {"ModelName": "Kling", "ModelVersion": "2.6", "Prompt": "rain"}
VOICE = default_voices()[0].voice_id
SPEECH = {"Text": "hello", "VoiceId": VOICE, "TextLang": "en"}


def without(fields: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != name}


def more(**parameters: Any) -> dict[str, Any]:
    return {"AdditionalParameters": json.dumps(parameters)}


def extra(**parameters: Any) -> dict[str, Any]:
    return {"ExtraParameters": parameters}


def synthesis(**parameters: Any) -> dict[str, Any]:
    return {"ExtParam": json.dumps({"synExt": parameters})}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (MUSIC, ""),
        (SFX, ""),
        (MUSIC | {"Prompt": "r" * 2000}, ""),
        (MUSIC | {"Operator": None, "VideoInfos": None}, ""),
        (MUSIC | {"Prompt": "r" * 2001}, "InvalidParameterValue"),
        (without(MUSIC, "Prompt"), "MissingParameter"),
        (without(MUSIC, "SceneType"), "InvalidParameter"),
        (without(MUSIC, "ModelName"), "InvalidParameter"),
        (without(MUSIC, "ModelVersion"), "InvalidParameterValue"),
        (without(LYRIA, "ModelVersion"), "InvalidParameterValue"),
        (MUSIC | {"ModelName": "MinimaxMusic"}, "InvalidParameter"),
        (MUSIC | {"ModelVersion": "1.0"}, "InvalidParameterValue"),
        (SFX | {"ModelVersion": "1.0"}, "InvalidParameterValue"),
        (SFX | {"SceneType": "noise"}, "InvalidParameter"),
        (SFX | {"SceneType": "tts"}, "InvalidParameter"),
        (MUSIC | {"SceneType": "sfx"}, "InvalidParameter"),
        (MUSIC | {"Prompt": 5}, "InvalidParameter"),
        (MUSIC | {"AudioInfos": {"AudioUrl": "https://a.example"}}, "InvalidParameter"),
        (MUSIC | {"AudioInfos": [{"AudioUrl": "ftp://a.example"}]}, "InvalidParameterValue"),
        (MUSIC | {"AudioInfos": [{"Url": "https://a.example"}]}, "UnknownParameter"),
        (MUSIC | extra(OutputAudioFormat="flac"), "InvalidParameterValue"),
        (MUSIC | extra(Duration=5), "UnknownParameter"),
        (MUSIC | {"AdditionalParameters": "{"}, "InvalidParameter"),
        (MUSIC | {"AdditionalParameters": "[]"}, "InvalidParameter"),
        (MUSIC | more(is_instrumental=True), ""),
        (MUSIC | more(is_instrumental=True, lyric="la"), "InvalidParameterValue"),
        (MUSIC | more(lyric="la"), ""),
        (MUSIC | more(lyrics="la"), "InvalidParameterValue"),
        (LYRIA | more(lyrics="la"), "InvalidParameterValue"),
        (MUREKA | more(lyrics="la"), ""),
        (MUREKA | more(lyric="la"), "InvalidParameterValue"),
        (MUSIC | {"ModelVersion": "2.0"}, "InvalidParameterValue"),
        (MUSIC | {"ModelVersion": "2.0"} | more(is_instrumental=True), "InvalidParameterValue"),
        (MUSIC | {"ModelVersion": "2.0"} | more(lyric="la"), ""),
        (MUSIC | more(lyric="some forbidden words"), "InvalidParameter.ViolationContent"),
        (MUSIC | {"Prompt": "Forbidden Words"}, "InvalidParameter.ViolationContent"),
        (MUREKA | more(n=0), "InvalidParameterValue"),
        (MUREKA | more(n="2"), "InvalidParameterValue"),
    ],
)
async def test_audio_creates(client: Any, cloud: LocalTencent, fields: dict[str, Any], code: str) -> None:
    assert (await client("mps", "CreateAigcAudioTask", fields)).code == code
    assert len(cloud.tasks) == (0 if code else 1)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (SFX | {"SceneType": "music"}, "Invalid model name for music"),
        (LYRIA, "no parts in response"),
        ({"ModelName": "Tme", "SceneType": "music", "Prompt": "x"}, "SongId is required for TME model"),
        (SFX | {"VideoInfos": [{"VideoUrl": "http://127.0.0.1:9/none.mp4"}]}, "download file error: connection failed"),
        (
            MUSIC | {"AudioInfos": [{"AudioUrl": "https://gone.invalid/a.mp3"}]},
            "download file error: connection failed",
        ),
    ],
)
async def test_some_bad_audio_passes_the_create_and_fails_later(
    client: Any, clock: ManualTencentClock, fields: dict[str, Any], message: str
) -> None:
    task_id = (await client("mps", "CreateAigcAudioTask", fields)).response["TaskId"]
    clock.advance(3600)
    end = (await client("mps", "DescribeAigcAudioTask", {"TaskId": task_id})).response
    assert (end["Status"], end["Message"], end["AudioInfos"]) == ("FAIL", message, [])


@pytest.mark.parametrize("lyrics", [more(lyric="la la"), {"Prompt": "soft pop\n\nLyrics:\nla la"}])
async def test_lyria_pro_with_lyrics_succeeds(client: Any, clock: ManualTencentClock, lyrics: dict[str, Any]) -> None:
    task_id = (await client("mps", "CreateAigcAudioTask", LYRIA | lyrics)).response["TaskId"]
    clock.advance(3600)
    assert (await client("mps", "DescribeAigcAudioTask", {"TaskId": task_id})).response["Status"] == "DONE"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (VIDEO, ""),
        (without(VIDEO, "ModelVersion"), ""),
        (without(VIDEO, "Prompt") | {"ImageUrl": "https://image.example/a.png"}, ""),
        (without(VIDEO, "Prompt"), "MissingParameter"),
        (VIDEO | {"ModelVersion": "1.6", "ImageInfos": [{"ImageUrl": "https://image.example/a.png"}] * 4}, ""),
        (VIDEO | {"ModelVersion": "1.6", "ImageInfos": PICTURES}, "InvalidParameterValue"),
        (VIDEO | {"ImageInfos": [{"ImageUrl": "https://image.example/a.png"}]}, "InvalidParameterValue"),
        (VIDEO | {"VideoInfos": [{"VideoUrl": "https://image.example/a.mp4"}]}, "InvalidParameterValue"),
        (VIDEO | {"ExtraParameters": {"OffPeak": True}}, "InvalidParameterValue"),
        (VIDEO | {"ModelName": "Sora"}, "InvalidParameter"),
        (VIDEO | {"ModelVersion": "9"}, "InvalidParameterValue"),
        (VIDEO | {"Duration": 7}, "InvalidParameterValue"),
        (VIDEO | {"ModelVersion": "3.0", "Duration": 7}, ""),
        (VIDEO | {"Duration": 5.5}, "InvalidParameter"),
        (VIDEO | {"Duration": True}, "InvalidParameter"),
        (VIDEO | {"SceneType": "3d_scene"}, "InvalidParameterValue"),
        (VIDEO | {"SceneType": "lip_sync"}, ""),
        (VIDEO | extra(Resolution="540P"), "InvalidParameterValue"),
        (VIDEO | extra(Resolution="8K"), "InvalidParameterValue"),
        (VIDEO | extra(AspectRatio="4:3"), "InvalidParameterValue"),
        (VIDEO | extra(EnableAudio="yes"), "InvalidParameter"),
        (
            {"ModelName": "Hailuo", "ModelVersion": "02", "Prompt": "x"} | extra(EnableAudio=True),
            "InvalidParameterValue",
        ),
        (
            {"ModelName": "Hailuo", "ModelVersion": "02", "Prompt": "x"} | extra(AspectRatio="16:9"),
            "InvalidParameterValue",
        ),
        (VIDEO | {"Prompt": "forbidden words"}, "InvalidParameter.ViolationContent"),
    ],
)
async def test_video_creates(client: Any, cloud: LocalTencent, fields: dict[str, Any], code: str) -> None:
    assert (await client("mps", "CreateAigcVideoTask", fields)).code == code
    assert len(cloud.tasks) == (0 if code else 1)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (SPEECH, ""),
        (without(SPEECH, "TextLang"), ""),
        (without(SPEECH, "Text"), "MissingParameter"),
        (without(SPEECH, "VoiceId"), "MissingParameter"),
        (SPEECH | {"Text": " "}, "InvalidParameterValue"),
        (SPEECH | {"TextLang": "xx"}, "InvalidParameterValue"),
        (SPEECH | {"Text": "forbidden words"}, "InvalidParameter.ViolationContent"),
        (SPEECH | {"Text": "a" * 200_001}, "UnsupportedOperation.TextTooLong"),
        (SPEECH | synthesis(sampleRate=44100, pitch=12, duration=2), ""),
        (SPEECH | synthesis(sampleRate=24000), "InvalidParameterValue"),
        (SPEECH | synthesis(pitch=13), "InvalidParameterValue"),
        (SPEECH | synthesis(duration=0), "InvalidParameterValue"),
        (SPEECH | synthesis(format="mp3"), "InvalidParameter"),
        (SPEECH | {"ExtParam": '{"transExt": {"transInfo": {"transDst": "de"}}}'}, ""),
        (SPEECH | {"ExtParam": '{"transExt": {"transInfo": {"transDst": "xx"}}}'}, "InvalidParameterValue"),
        (SPEECH | {"ExtParam": '{"transExt": {}}'}, "InvalidParameterValue"),
        (SPEECH | {"ExtParam": '{"synExt": 1}'}, "InvalidParameter"),
        (SPEECH | {"ExtParam": "no"}, "InvalidParameter"),
    ],
)
async def test_speech_creates(client: Any, cloud: LocalTencent, fields: dict[str, Any], code: str) -> None:
    answer = await client("mps", "TextToSpeechAsync", fields)
    assert answer.code == code
    assert len(cloud.tasks) == (0 if code else 1)
    assert code or answer.response["ErrorCode"] == 0


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (SPEECH | synthesis(sampleRate=24000, format="mp3", speed=1.5, duration=2), ""),
        (SPEECH | {"Output": {"Type": "url"}}, ""),
        (SPEECH | {"Output": {"Type": "file"}}, "InvalidParameterValue"),
        (SPEECH | {"Text": "a" * 2001}, "UnsupportedOperation.TextTooLong"),
        (SPEECH | {"Text": "forbidden words"}, "InvalidParameter.ViolationContent"),
        (SPEECH | synthesis(format="ogg"), "InvalidParameterValue"),
        (SPEECH | synthesis(speed=3), "InvalidParameterValue"),
        (SPEECH | synthesis(pitch=1), "InvalidParameter"),
        (SPEECH | {"ExtParam": '{"transExt": {"transInfo": {"transDst": "de"}}}'}, "InvalidParameter"),
    ],
)
async def test_speech_at_once(
    client: Any, cloud: LocalTencent, clock: ManualTencentClock, fields: dict[str, Any], code: str
) -> None:
    calling = asyncio.create_task(client("mps", "TextToSpeech", fields))
    while not calling.done():
        clock.advance(1)
        await asyncio.wait((calling,), timeout=0.01)
    answer = calling.result()
    assert answer.code == code
    assert len(cloud.tasks) == (0 if code else 1)
    if not code:
        asked_for_link = "Output" in fields
        assert ("AudioUrl" in answer.response, "AudioData" in answer.response) == (asked_for_link, not asked_for_link)
        assert json.loads(answer.response["ExtInfo"])["chars"] == len(fields["Text"])


async def test_a_voice_that_is_not_there_is_told_in_the_body(client: Any, cloud: LocalTencent) -> None:
    answer = (await client("mps", "TextToSpeechAsync", SPEECH | {"VoiceId": VOICE[:-4]})).response
    assert answer["ErrorCode"] != 0
    assert (answer["Msg"], answer["TaskId"]) == ("decode encrypt voiceId failed", "")
    assert "Error" not in answer
    assert len(cloud.tasks) == 0


async def test_speech_lasts_as_long_as_its_text(client: Any, cloud: LocalTencent) -> None:
    for text in ("hi", "a" * 140, "雨" * 45):
        await client("mps", "TextToSpeechAsync", SPEECH | {"Text": text})
    assert [task.assets[0].media.seconds for task in cloud.tasks] == [0.6, 10.0, 10.0]


async def test_task_families_do_not_mix(client: Any) -> None:
    audio = (await client("mps", "CreateAigcAudioTask", SFX)).response["TaskId"]
    assert (await client("mps", "DescribeAigcVideoTask", {"TaskId": audio})).code == "ResourceNotFound"
    assert (await client("mps", "DescribeAigcVideoTask", {"TaskId": "x"})).code == "ResourceNotFound.TaskNotFound"
    assert (await client("mps", "DescribeAigcAudioTask", {"TaskId": "x"})).code == "ResourceNotFound"
    assert (await client("mps", "DescribeAigcAudioTask")).code == "MissingParameter"
    assert (await client("mps", "DescribeTextToSpeechAsyncTask", {"TaskId": audio})).code == "InvalidParameterValue"
    vod = {"TaskId": audio, "SubAppId": 251441341}
    assert (await client("vod", "DescribeTaskDetail", vod)).code == "ResourceNotFound"


async def test_voices_are_many_odd_and_filtered(client: Any) -> None:
    async def listed(**fields: Any) -> list[dict[str, Any]]:
        return (await client("mps", "DescribeVoices", fields)).response["Voices"] or []

    everyone = await listed()
    ids = {voice["VoiceId"] for voice in everyone}
    assert len(ids) == len(everyone) == 122
    assert all(sign in "".join(ids) for sign in "+/=")
    assert 85 <= max(map(len, ids)) <= 100
    assert {voice["Gender"] for voice in everyone} == {"male", "female"}
    assert all("ja" in voice["Languages"] for voice in await listed(Languages=["ja"]))
    assert [voice["VoiceId"] for voice in await listed(VoiceId=VOICE)] == [VOICE]
    assert {voice["Category"] for voice in await listed(VoiceType="design")} == {"design"}
    by_name = await listed(VoiceName="narrator")
    assert len(by_name) == 2
    assert by_name == await listed(ExtParam='{"voiceName": "narrator"}')
    pages = [await listed(PageNum=number, PageSize=50) for number in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [50, 50, 22, 0]
    assert [voice for page in pages for voice in page] == everyone


async def test_no_sub_app_is_needed_where_none_is_required(client: Any, cloud: LocalTencent) -> None:
    cloud.settings.require_sub_app_id = False
    task_id = (await client("vod", "CreateAigcAudioTask", SFX)).response["TaskId"]
    assert cloud.tasks.state(task_id) is TaskState.WAITING
    assert (await client("vod", "DescribeTaskDetail", {"TaskId": task_id})).response["Status"] == "WAITING"


async def test_vod_looks_at_a_reference_sound(client: Any, clock: ManualTencentClock) -> None:
    fields = {"ModelName": "MiniMaxMusic", "ModelVersion": "2.6", "SceneType": "music", "SubAppId": DEFAULT_SUB_APP_ID}
    infos = {"AudioInfos": [{"Type": "Url", "Url": "https://gone.invalid/a.mp3"}]}
    created = (await client("vod", "CreateAigcAudioTask", fields | infos)).response
    clock.advance(3600)
    asked = {"TaskId": created["TaskId"], "SubAppId": DEFAULT_SUB_APP_ID}
    task = (await client("vod", "DescribeTaskDetail", asked)).response["AigcAudioTask"]
    assert (task["ErrCodeExt"], task["Message"]) == (
        "InvalidParameter.MediaFormat",
        "download file error: connection failed",
    )


@pytest.mark.parametrize(("product", "action"), [("mps", "DescribeVoices"), ("vod", "DescribeTasks")])
async def test_a_product_that_is_not_enabled_answers_nothing(
    client: Any, cloud: LocalTencent, product: str, action: str
) -> None:
    cloud.settings.disabled = frozenset({product})
    assert (await client(product, action, {})).code.startswith("FailedOperation.Invalid")
