"""Each product: what is sent for a request, and what every answer means."""

import json
from typing import Any

import pytest

from bot.errors import Ambiguous, Rejected
from bot.jobs.model import AudioFormat, Backend, Medium, MusicRequest, Output, SfxRequest, SpeechRequest, VideoRequest
from bot.jobs.ports import Failed, PollResult, Running, Succeeded
from bot.tencent.actions.audio import (
    FormatField,
    mps_payload,
    mps_poll_result,
    read_mps_task,
    vod_payload,
    vod_poll_result,
)
from bot.tencent.actions.music import music_order
from bot.tencent.actions.sfx import sfx_order
from bot.tencent.actions.speech import check_created, speech_payload, speech_poll_result
from bot.tencent.actions.video import read_video_task, video_payload, video_poll_result
from bot.tencent.actions.voices import VoicesRequest, read_voices
from bot.tencent.protocol import Answer

NOW = 1_800_000_000.0
HALF_DAY = 12 * 3600.0
WEEK = 7 * 86400.0


def music(backend: Backend = Backend.MPS, lyrics_key: str = "lyrics", **options: Any) -> dict[str, Any]:
    request = MusicRequest(**{"prompt": "calm rain", "model": "MiniMaxMusic", "version": "2.6", **options})
    order = music_order(request, lyrics_key)
    if backend is Backend.VOD:
        return vod_payload(order, FormatField.EXTRA, 251441341)
    return mps_payload(order, FormatField.EXTRA)


def additional(payload: dict[str, Any]) -> Any:
    return json.loads(payload["AdditionalParameters"])


def test_music_for_mps() -> None:
    assert music() == {
        "ModelName": "MiniMaxMusic",
        "ModelVersion": "2.6",
        "SceneType": "music",
        "Prompt": "calm rain",
        "ExtraParameters": {"OutputAudioFormat": "mp3"},
    }


def test_music_for_vod() -> None:
    assert music(Backend.VOD, format=AudioFormat.WAV, lyrics="la", reference_url="https://a.example/x.mp3") == {
        "SubAppId": 251441341,
        "ModelName": "MiniMaxMusic",
        "ModelVersion": "2.6",
        "SceneType": "music",
        "Prompt": "calm rain",
        "AudioInfos": [{"Type": "Url", "Url": "https://a.example/x.mp3"}],
        "OutputConfig": {"StorageMode": "Temporary", "OutputAudioFormat": "wav"},
        "AdditionalParameters": '{"lyrics": "la"}',
    }


def test_both_spellings_of_a_model_are_sent_as_one() -> None:
    assert music(model="MinimaxMusic")["ModelName"] == music()["ModelName"] == "MiniMaxMusic"


def test_lyrics_and_no_singing_by_model() -> None:
    assert additional(music(lyrics="la la")) == {"lyrics": "la la"}
    assert additional(music(lyrics="la la", lyrics_key="lyric")) == {"lyric": "la la"}
    assert additional(music(instrumental=True)) == {"is_instrumental": True}
    assert additional(music(model="EL", version="compose_v2", instrumental=True)) == {"ForceInstrumental": True}
    assert additional(music(model="GL", version="3.0-pro", lyrics="la")) == {"lyrics": "la"}
    assert additional(music(model="Brandnew", version="1", lyrics="la")) == {"lyrics": "la"}


@pytest.mark.parametrize(
    ("options", "prompt"),
    [
        ({"backend": Backend.VOD, "model": "GL", "lyrics": "la", "lyrics_key": ""}, "calm rain\n\nLyrics:\nla"),
        ({"model": "EL", "lyrics": "la", "lyrics_key": ""}, "calm rain\n\nLyrics:\nla"),
        ({"model": "GL", "instrumental": True}, "calm rain\n\nInstrumental only, no vocals."),
        ({"model": "Mureka", "version": "instrumental_9", "instrumental": True}, "calm rain"),
    ],
)
def test_what_a_model_has_no_field_for_is_said_in_the_prompt(options: dict[str, Any], prompt: str) -> None:
    payload = music(**options)
    assert payload["Prompt"] == prompt
    assert "AdditionalParameters" not in payload


def test_what_is_said_in_the_prompt_keeps_within_its_limit() -> None:
    prompt = music(model="GL", instrumental=True, prompt="rain " * 400)["Prompt"]
    assert len(prompt) == 2000
    assert prompt.endswith("\n\nInstrumental only, no vocals.")


def test_the_format_has_three_places_and_never_two() -> None:
    order = sfx_order(SfxRequest(prompt="wind", format=AudioFormat.WAV))
    extra, top, none = (mps_payload(order, place) for place in (FormatField.EXTRA, FormatField.TOP, FormatField.NONE))
    assert extra["ExtraParameters"] == {"OutputAudioFormat": "wav"}
    assert "OutputAudioFormat" not in extra
    assert top["OutputAudioFormat"] == "wav"
    assert "ExtraParameters" not in top
    assert none == {"ModelName": "Kling", "SceneType": "sfx", "Prompt": "wind"}
    assert vod_payload(order, FormatField.NONE, None)["OutputConfig"] == {"StorageMode": "Temporary"}
    assert vod_payload(order, FormatField.TOP, None)["OutputConfig"]["OutputAudioFormat"] == "wav"


def test_effects() -> None:
    words = sfx_order(SfxRequest(prompt="wind", version="1.0", duration_seconds=6))
    assert vod_payload(words, FormatField.EXTRA, None) == {
        "ModelName": "Kling",
        "SceneType": "sfx",
        "Prompt": "wind",
        "OutputConfig": {"StorageMode": "Temporary", "Duration": 6, "OutputAudioFormat": "mp3"},
    }
    assert "Duration" not in json.dumps(mps_payload(words, FormatField.EXTRA))
    film = sfx_order(SfxRequest(prompt="", duration_seconds=6, video_url="https://a.example/x.mp4"))
    assert mps_payload(film, FormatField.NONE)["VideoInfos"] == [{"VideoUrl": "https://a.example/x.mp4"}]
    assert "Prompt" not in mps_payload(film, FormatField.NONE)
    spelled = vod_payload(film, FormatField.EXTRA, 7)
    assert spelled["VideoInfos"] == [{"Type": "Url", "Url": "https://a.example/x.mp4"}]
    assert "Duration" not in spelled["OutputConfig"]


def test_video() -> None:
    assert video_payload(VideoRequest(prompt="sea", model="Hailuo")) == {"ModelName": "Hailuo", "Prompt": "sea"}
    request = VideoRequest(
        prompt="", model="Kling", version="2.6", duration_seconds=5, resolution="1080P", aspect="9:16", audio=False,
        image_url="https://a.example/1.png", last_image_url="https://a.example/2.png",
    )  # fmt: skip
    assert video_payload(request) == {
        "ModelName": "Kling",
        "ModelVersion": "2.6",
        "ImageUrl": "https://a.example/1.png",
        "LastImageUrl": "https://a.example/2.png",
        "Duration": 5,
        "ExtraParameters": {"Resolution": "1080P", "AspectRatio": "9:16", "EnableAudio": False},
    }


def test_speech() -> None:
    assert speech_payload(SpeechRequest(text="Hallo", voice_id="s1_+/=", language="de")) == {
        "Text": "Hallo",
        "VoiceId": "s1_+/=",
        "TextLang": "de",
    }
    payload = speech_payload(
        SpeechRequest(text="**Hi**", voice_id="v", pitch=-3, sample_rate=44100, spoken_text="Hi", spoken_language="en")
    )
    assert (payload["Text"], payload["TextLang"]) == ("Hi", "en")
    assert json.loads(payload["ExtParam"]) == {"synExt": {"sampleRate": 44100, "pitch": -3}}


def test_a_refused_speech_create_is_a_refusal_unless_a_task_is_there() -> None:
    refused = Answer({"ErrorCode": 1, "Msg": "decode encrypt voiceId failed for hush now"}, "r")
    with pytest.raises(Rejected) as caught:
        check_created(refused, ["hush now"])
    assert (caught.value.code, caught.value.request_id) == ("ErrorCode.1", "r")
    assert "hush" not in str(caught.value)
    check_created(Answer({"ErrorCode": 100, "TaskId": "t"}, "r"), ())
    check_created(Answer({"ErrorCode": 7, "TaskId": "t"}, "r"), ())
    check_created(Answer({"TaskId": "t"}, "r"), ())


def audio(url: str, seconds: Any = 5) -> dict[str, Any]:
    return {"Url": url, "Duration": seconds, "New": {"a": None}}


MPS_DONE = Succeeded((Output("https://a.example/1.mp3", Medium.AUDIO, 5.0, NOW + HALF_DAY),))
NO_RESULT = "tencent-no-result"


@pytest.mark.parametrize(
    ("fields", "look"),
    [
        ({"Status": "WAIT", "AudioInfos": None}, Running(started=False)),
        ({"Status": "RUN", "AudioInfos": []}, Running(started=True)),
        ({"Status": "DONE", "Message": "ok", "AudioInfos": [audio("https://a.example/1.mp3")]}, MPS_DONE),
        (
            {
                "Status": "DONE",
                "AudioInfos": [audio("https://a.example/1.mp3"), audio("https://a.example/2.mp3", 0), None, audio("")],
                "VideoInfos": [audio("https://a.example/3.mp4", "8.5")],
            },
            Succeeded(
                (
                    *MPS_DONE.outputs,
                    Output("https://a.example/2.mp3", Medium.AUDIO, None, NOW + HALF_DAY),
                    Output("https://a.example/3.mp4", Medium.VIDEO, 8.5, NOW + HALF_DAY),
                )
            ),
        ),
    ],
)
def test_mps_audio(fields: dict[str, Any], look: PollResult) -> None:
    assert mps_poll_result(fields, NOW) == look
    assert read_mps_task(fields).status == fields["Status"]


def assert_failed(look: PollResult, key: str, code: str, detail: str = "") -> None:
    assert isinstance(look, Failed)
    assert (look.fault.key, look.fault.code, look.fault.detail) == (key, code, detail)


def test_mps_audio_failures() -> None:
    fields = {"Status": "FAIL", "Message": "download file error: 403", "AudioInfos": []}
    assert_failed(mps_poll_result(fields, NOW), "tencent-reference", "FAIL", "download file error: 403")
    for empty in (None, [], [audio("")], [audio("ftp://a.example/x")], "x"):
        assert_failed(mps_poll_result({"Status": "DONE", "AudioInfos": empty}, NOW), NO_RESULT, "Foley.NoResult")
    for status in ("", None, "SLEEPING", 3):
        with pytest.raises(Ambiguous):
            mps_poll_result({"Status": status}, NOW)


def test_mps_video() -> None:
    fields = {"Status": "DONE", "Resolution": "1080*720", "VideoUrls": ["https://a.example/1.mp4", None, ""]}
    assert read_video_task(fields).size == (1080, 720)
    assert video_poll_result(fields, NOW) == Succeeded(
        (Output("https://a.example/1.mp4", Medium.VIDEO, None, NOW + HALF_DAY),)
    )
    assert video_poll_result({"Status": "RUN", "VideoUrls": None}, NOW) == Running(started=True)
    assert_failed(video_poll_result({"Status": "DONE", "VideoUrls": None}, NOW), NO_RESULT, "Foley.NoResult")
    assert_failed(video_poll_result({"Status": "FAIL", "Message": "no"}, NOW), "tencent-task-failed", "FAIL", "no")


SPEECH_URL = "https://a.example/1.wav"


@pytest.mark.parametrize(
    ("fields", "look"),
    [
        ({"Status": "processing", "ErrorCode": 0}, Running(started=True)),
        ({"Status": "processing", "ErrorCode": 100}, Running(started=True)),
        ({"ErrorCode": 100}, Running(started=True)),
        (
            {"Status": "success", "ErrorCode": 0, "AudioUrl": SPEECH_URL, "ExtInfo": '{"duration":1.00325}'},
            Succeeded((Output(SPEECH_URL, Medium.AUDIO, 1.00325, NOW + HALF_DAY),)),
        ),
        (
            {"Status": "success", "AudioUrl": SPEECH_URL, "ExtInfo": "[]"},
            Succeeded((Output(SPEECH_URL, Medium.AUDIO, None, NOW + HALF_DAY),)),
        ),
    ],
)
def test_speech_looks(fields: dict[str, Any], look: PollResult) -> None:
    assert speech_poll_result(fields, NOW) == look


def test_speech_failures() -> None:
    fields = {"Status": "fail", "ErrorCode": 1001, "Msg": "synthesis failed"}
    assert_failed(speech_poll_result(fields, NOW), "tencent-speech-failed", "ErrorCode.1001", "synthesis failed")
    assert_failed(speech_poll_result({"ErrorCode": 7, "Msg": "no"}, NOW), "tencent-speech-failed", "ErrorCode.7", "no")
    assert_failed(speech_poll_result({"Status": "success"}, NOW), NO_RESULT, "Foley.NoResult")
    with pytest.raises(Ambiguous):
        speech_poll_result({"ErrorCode": 0}, NOW)


def vod(status: str, **task: Any) -> dict[str, Any]:
    return {
        "TaskType": "AigcAudioTask",
        "Status": status,
        "FinishTime": "2026-10-01T00:00:20Z" if status == "FINISH" else "0001-01-01T00:00:00Z",
        "AigcVideoTask": None,
        "AigcAudioTask": {"Status": "PROCESSING", "ErrCode": 0, "ErrCodeExt": "", "Output": None, **task},
    }


def file(url: str, **more: Any) -> dict[str, Any]:
    return {"FileUrl": url, "FileType": "", "ExpireTime": "0000-00-00T00:00:00Z", "MetaData": None, **more}


FINISHED_AT = 1_790_812_820.0


def test_vod_while_it_runs() -> None:
    assert vod_poll_result(vod("WAITING"), NOW) == Running(started=False)
    assert vod_poll_result(vod("PROCESSING", Progress=0), NOW) == Running(started=True)
    assert vod_poll_result(vod("PROCESSING", Progress=40), NOW) == Running(started=True, percent=40)
    assert vod_poll_result(vod("PROCESSING", Progress=999), NOW) == Running(started=True)
    assert vod_poll_result({"Status": "WAITING", "AigcAudioTask": None}, NOW) == Running(started=False)
    with pytest.raises(Ambiguous):
        vod_poll_result({"Status": "", "AigcAudioTask": None}, NOW)


def test_vod_results() -> None:
    output = {
        "AudioInfos": [file("http://251.vod-qcloud.com/1.mp3", Duration=6.06)],
        "VideoInfos": [
            file("http://cdn.example/2.mp4", ExpireTime="2026-10-08T00:00:20Z", MetaData={"Duration": 9.5, "X": None})
        ],
    }
    assert vod_poll_result(vod("FINISH", Status="FINISH", Output=output), NOW) == Succeeded(
        (
            Output("https://251.vod-qcloud.com/1.mp3", Medium.AUDIO, 6.06, FINISHED_AT + WEEK),
            Output("http://cdn.example/2.mp4", Medium.VIDEO, 9.5, FINISHED_AT + WEEK),
        )
    )
    early = vod("PROCESSING", Status="FINISH", Output={"AudioInfos": [file("http://127.0.0.1:81/1.mp3")]})
    assert vod_poll_result(early, NOW) == Succeeded(
        (Output("http://127.0.0.1:81/1.mp3", Medium.AUDIO, None, NOW + WEEK),)
    )


def test_vod_failures_are_finish_too() -> None:
    look = vod_poll_result(vod("FINISH", ErrCode=70000, ErrCodeExt="RequestLimitExceeded", Message="later"), NOW)
    assert_failed(look, "tencent-capacity", "RequestLimitExceeded", "later")
    assert isinstance(look, Failed)
    assert look.not_begun
    for spelled in ("InvalidParameter.VoilationContent", "InvalidParameter.ViolationContent"):
        assert_failed(vod_poll_result(vod("FINISH", ErrCodeExt=spelled), NOW), "tencent-moderation", spelled)
    assert_failed(vod_poll_result(vod("FINISH", ErrCode=40000), NOW), "tencent-task-input", "40000")
    assert_failed(vod_poll_result({"Status": "ABORTED", "AigcAudioTask": None}, NOW), "tencent-task-stopped", "ABORTED")
    for nothing in (None, {}, {"AudioInfos": None, "VideoInfos": None}, {"AudioInfos": [file("")]}):
        assert_failed(vod_poll_result(vod("FINISH", Output=nothing), NOW), NO_RESULT, "Foley.NoResult")
    assert_failed(vod_poll_result({"Status": "FINISH", "AigcAudioTask": None}, NOW), NO_RESULT, "Foley.NoResult")


def test_voices() -> None:
    assert VoicesRequest().payload() == {"VoiceType": "system"}
    assert VoicesRequest(own=True).payload() == {}
    assert VoicesRequest(2, own=True).payload() == {"PageNum": 2, "PageSize": 100}
    page = read_voices(
        {
            "ErrorCode": 0,
            "TotalCount": 1903,
            "Voices": [
                {"VoiceId": "s1_+/=", "Name": "News", "Gender": "famale", "Age": "middle_aged", "Languages": ["zh", 3]},
                {"VoiceId": "v1_abcdefghijklmnop", "Name": None, "Gender": "unknown", "Labels": None},
                {"VoiceId": "", "Name": "nobody"},
                None,
            ],
        }
    )
    assert page.total == 1903
    first, second = page.voices
    assert (first.gender, first.languages) == ("female", ("zh",))
    assert (second.name, second.gender, second.labels) == ("v1_abcdefghi", "", ())
    assert read_voices({"Voices": None}).voices == ()
