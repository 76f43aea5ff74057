"""The fields each action takes: data, from the published API reference.

MPS is version 2019-06-12 and VOD 2018-07-17 of the international site, as of October 2026.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.sandbox.tencent.actions.schema import Field, Generation

TEXT = Field("string")
URL = Field("string", url=True)
PROMPT = Field("string", max_chars=2000)
JSON = Field("string", json_object=True)
INT = Field("int")
BOOL = Field("bool")
TASK_ID = Field("string", required=True)
AUDIO_FORMAT = Field("string", allowed=("mp3", "wav"))

AGES = ("child", "teenager", "youth", "middle_aged", "senior", "unknown")
_LANGUAGES = """
zh en ja de fr ko ru uk pt it es id nl tr fil ms el fi hr sk pl sv hi bg ro ar cs da ta hun vi no yue th he ca
nn af fa sl
"""
TEXT_LANGUAGES = tuple(_LANGUAGES.split())
RESOLUTIONS = ("540P", "720P", "768P", "1080P", "2K", "4K")


def _object(**fields: Field) -> Field:
    return Field("object", fields=MappingProxyType(fields))


def _objects(**fields: Field) -> Field:
    return Field("object", many=True, fields=MappingProxyType(fields))


STORE_COS = _object(CosBucketName=TEXT, CosBucketRegion=TEXT, CosBucketPath=TEXT)
VOD_SOURCE = _objects(Type=Field("string", allowed=("File", "Url")), FileId=TEXT, Url=URL)
VOD_APP = Field("uint")
TIME_RANGE = _object(After=TEXT, Before=TEXT)

MPS_CREATE_AUDIO: Mapping[str, Field] = {
    "ModelName": TEXT,
    "ModelVersion": TEXT,
    "SceneType": TEXT,
    "Prompt": PROMPT,
    "VideoInfos": _objects(VideoUrl=URL),
    "AudioInfos": _objects(AudioUrl=URL),
    "StoreCosParam": STORE_COS,
    "ExtraParameters": _object(ResourceId=TEXT),
    "AdditionalParameters": JSON,
    "Operator": TEXT,
}

MPS_CREATE_VIDEO: Mapping[str, Field] = {
    "ModelName": TEXT,
    "ModelVersion": TEXT,
    "SceneType": TEXT,
    "Prompt": PROMPT,
    "NegativePrompt": TEXT,
    "EnhancePrompt": BOOL,
    "ImageUrl": URL,
    "LastImageUrl": URL,
    "ImageInfos": _objects(ImageUrl=URL, ReferenceType=TEXT),
    "VideoInfos": _objects(
        VideoUrl=URL,
        ReferType=Field("string", allowed=("feature", "base")),
        KeepOriginalSound=Field("string", allowed=("yes", "no")),
    ),
    "AudioInfos": _objects(AudioUrl=URL),
    "SubjectInfos": _objects(
        Id=TEXT,
        Name=TEXT,
        VoiceId=TEXT,
        ImageUrls=Field("string", many=True, url=True),
        VideoUrls=Field("string", many=True, url=True),
    ),
    "Duration": INT,
    "ExtraParameters": _object(
        Resolution=Field("string", allowed=RESOLUTIONS),
        AspectRatio=TEXT,
        LogoAdd=INT,
        EnableAudio=BOOL,
        OffPeak=BOOL,
        EnableBgm=BOOL,
    ),
    "StoreCosParam": STORE_COS,
    "AdditionalParameters": JSON,
    "Operator": TEXT,
}

VOICES_FULL: Mapping[str, Field] = {
    "VoiceId": TEXT,
    "VoiceType": Field("string", allowed=("system", "clone", "design", "all")),
    "VoiceName": TEXT,
    "Description": TEXT,
    "Gender": Field("string", allowed=("male", "female", "unknown")),
    "Age": Field("string", allowed=AGES),
    "Languages": Field("string", many=True),
    "Labels": Field("string", many=True),
    "Scenes": Field("string", many=True),
    "PageNum": Field("int", minimum=1),
    "PageSize": Field("int", minimum=1),
    "ExtParam": JSON,
}

VOD_CREATE_AUDIO: Mapping[str, Field] = {
    "SubAppId": VOD_APP,
    "ModelName": TEXT,
    "ModelVersion": TEXT,
    "SceneType": Field("string", allowed=("sfx", "music")),
    "Prompt": PROMPT,
    "VideoInfos": VOD_SOURCE,
    "AudioInfos": VOD_SOURCE,
    "OutputConfig": _object(
        StorageMode=Field("string", allowed=("Temporary", "Permanent")),
        MediaName=Field("string", max_chars=64),
        ClassId=INT,
        ExpireTime=TEXT,
        Duration=Field("int", minimum=0, maximum=60),
        OutputAudioFormat=AUDIO_FORMAT,
    ),
    "AdditionalParameters": JSON,
}

VOD_DESCRIBE_TASKS: Mapping[str, Field] = {
    "SubAppId": VOD_APP,
    "Status": Field("string", allowed=("WAITING", "PROCESSING", "FINISH"), value_code="InvalidParameterValue.Status"),
    "FileId": TEXT,
    "CreateTime": TIME_RANGE,
    "FinishTime": TIME_RANGE,
    "Sort": _object(
        Field=Field("string", required=True, allowed=("CreateTime", "FinishTime")),
        Order=Field("string", required=True, allowed=("Asc", "Desc")),
    ),
    "Limit": Field("uint", minimum=1, maximum=100),
    "ScrollToken": TEXT,
}

MANAGE_TASK: Mapping[str, Field] = {
    "TaskId": TASK_ID,
    "OperationType": Field(
        "string", required=True, allowed=("Abort",), value_code="InvalidParameterValue.InvalidOperationType"
    ),
    "SubAppId": VOD_APP,
}


@dataclass(frozen=True)
class ServiceSpec:
    """A service's API version and the fields of its actions."""

    version: str
    actions: Mapping[str, Mapping[str, Field]]


def service_specs(generation: Generation) -> Mapping[str, ServiceSpec]:
    """Return the spec of each service for one generation of the API."""
    mps: dict[str, Mapping[str, Field]] = {
        "CreateAigcAudioTask": _audio_fields(generation),
        "DescribeAigcAudioTask": {"TaskId": TASK_ID},
        "CreateAigcVideoTask": MPS_CREATE_VIDEO,
        "DescribeAigcVideoTask": {"TaskId": TASK_ID},
        "TextToSpeech": {
            "Text": TEXT.must(),
            "VoiceId": TEXT.must(),
            "TextLang": Field("string", allowed=TEXT_LANGUAGES),
            "Output": _object(Type=Field("string", allowed=("data", "url"))),
            "ExtParam": JSON,
        },
        "TextToSpeechAsync": {
            "Text": TEXT.must(),
            "VoiceId": TEXT.must(),
            "TextLang": Field("string", allowed=TEXT_LANGUAGES),
            "ExtParam": JSON,
        },
        "DescribeTextToSpeechAsyncTask": {"TaskId": TASK_ID},
        "DescribeVoices": VOICES_FULL,
    }
    if generation.voices == "old":
        mps["DescribeVoices"] = {name: VOICES_FULL[name] for name in ("VoiceType", "ExtParam")}
    vod: dict[str, Mapping[str, Field]] = {
        "CreateAigcAudioTask": VOD_CREATE_AUDIO,
        "DescribeTaskDetail": {"TaskId": TASK_ID, "SubAppId": VOD_APP},
        "DescribeTasks": VOD_DESCRIBE_TASKS,
        "ManageTask": MANAGE_TASK,
    }
    return {"mps": ServiceSpec("2019-06-12", mps), "vod": ServiceSpec("2018-07-17", vod)}


def _audio_fields(generation: Generation) -> Mapping[str, Field]:
    # OutputAudioFormat was top-level until August 2026, missing for two weeks, then in ExtraParameters.
    if generation.audio_format == "top":
        return {**MPS_CREATE_AUDIO, "OutputAudioFormat": AUDIO_FORMAT}
    if generation.audio_format == "extra":
        extra = _object(ResourceId=TEXT, OutputAudioFormat=AUDIO_FORMAT)
        return {**MPS_CREATE_AUDIO, "ExtraParameters": extra}
    return MPS_CREATE_AUDIO
