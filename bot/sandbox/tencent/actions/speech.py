"""MPS speech: TextToSpeechAsync, DescribeTextToSpeechAsyncTask and DescribeVoices.

Their own failures come as ``ErrorCode`` and ``Msg`` beside a RequestId, without an Error object.
"""

import json
import unicodedata

from bot.sandbox.tencent.actions.schema import JsonObject, decode_object
from bot.sandbox.tencent.errors import ApiError
from bot.sandbox.tencent.results.media import MediaSpec
from bot.sandbox.tencent.tasks import Asset, TaskState
from bot.sandbox.tencent.voices import select
from bot.sandbox.tencent.world import APP_ID, MPS_LINK_LIFE_SECONDS, Order, World

SAMPLE_RATES = (8000, 16000, 22050, 32000, 44100)
BAD_VOICE_CODE = 1003
SHORTEST_SECONDS = 0.6
LONGEST_SECONDS = 600.0
_CHARACTERS_PER_SECOND = 14.0
_WIDE_CHARACTERS_PER_SECOND = 4.5


async def create_speech(world: World, request: JsonObject) -> JsonObject:
    """Accept a text to be spoken."""
    text = request["Text"]
    if not text.strip():
        raise ApiError("InvalidParameterValue", "The value of `Text` is empty.")
    if len(text) > world.settings.tts_max_chars:
        raise ApiError("UnsupportedOperation.TextTooLong", "The text is too long.")
    synthesis = _synthesis(request)
    world.refuse_forbidden(text)
    if all(voice.voice_id != request["VoiceId"] for voice in world.settings.voices):
        return {"ErrorCode": BAD_VOICE_CODE, "Msg": "decode encrypt voiceId failed", "TaskId": ""}
    world.refuse_when_full("mps", "speech")
    faults = world.faults.take("task", "mps", "TextToSpeechAsync")
    refusal = next((fault for fault in faults if fault.kind == "tts_error" and fault.where == "before"), None)
    if refusal:
        return {"ErrorCode": int(refusal.number) or 1001, "Msg": refusal.message, "TaskId": ""}
    seconds = synthesis.get("duration") or world.length_seconds("speech", "") or speaking_seconds(text)
    spec = MediaSpec("wav", "speech", round(float(seconds), 2), int(synthesis.get("sampleRate") or 16000), channels=1)
    order = Order(
        service="mps",
        kind="speech",
        action="TextToSpeechAsync",
        id_form=f"{APP_ID}-DubbingAsync-{{}}",
        request=request,
        assets=(Asset("audio", spec),),
        link_life_seconds=MPS_LINK_LIFE_SECONDS,
    )
    return {"ErrorCode": 0, "Msg": "success", "TaskId": world.accept(order, faults).task_id}


async def describe_speech(world: World, request: JsonObject) -> JsonObject:
    """Tell how a speech task is going."""
    task = world.tasks.get(request["TaskId"])
    if task is None or task.action != "TextToSpeechAsync":
        raise ApiError("InvalidParameterValue", "The task does not exist.")
    state = task.state(world.clock.life())
    if state in (TaskState.WAITING, TaskState.RUNNING):
        code = world.settings.tts_processing_code
        return _spoken(code, "processing" if code else "success", "processing")
    if task.failure:
        return _spoken(task.failure.err_code, task.failure.message, "fail")
    urls = world.urls(task, "audio")
    if not urls:
        return _spoken(0, "success", "success")
    url, asset = urls[0]
    info = json.dumps({"duration": asset.media.seconds})
    answer = {"AudioUrl": url, "VoiceId": task.request["VoiceId"], "ExtInfo": info}
    return _spoken(0, "success", "success") | answer


async def describe_voices(world: World, request: JsonObject) -> JsonObject:
    """List the voices that fit."""
    extra = decode_object(request.get("ExtParam") or "", "ExtParam")
    voices = select(world.settings.voices, request, extra)
    page, size = request.get("PageNum") or 1, request.get("PageSize") or max(1, len(voices))
    shown = voices[(page - 1) * size : page * size]
    listed = [voice.answer() for voice in shown]
    return {"ErrorCode": 0, "Msg": "success", "TotalCount": len(voices), "Voices": listed or None}


def speaking_seconds(text: str) -> float:
    """Return about how long a text takes to say; a wide character is a syllable or two."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    seconds = wide / _WIDE_CHARACTERS_PER_SECOND + (len(text) - wide) / _CHARACTERS_PER_SECOND
    return min(LONGEST_SECONDS, max(SHORTEST_SECONDS, seconds))


def _spoken(code: int, message: str, status: str) -> JsonObject:
    return {"ErrorCode": code, "Msg": message, "Status": status, "AudioUrl": "", "VoiceId": "", "ExtInfo": ""}


def _synthesis(request: JsonObject) -> JsonObject:
    """Return the checked ``synExt`` of a request."""
    parameters = decode_object(request.get("ExtParam") or "", "ExtParam")
    wanted = parameters.get("synExt") or {}
    if not isinstance(wanted, dict):
        raise ApiError("InvalidParameter", "The value of `ExtParam.synExt` is not an object.")
    rate, pitch, seconds = wanted.get("sampleRate"), wanted.get("pitch"), wanted.get("duration")
    if rate is not None and rate not in SAMPLE_RATES:
        raise ApiError("InvalidParameterValue", "The value of `sampleRate` is not supported.")
    if pitch is not None and not (_is_number(pitch) and -12 <= pitch <= 12):
        raise ApiError("InvalidParameterValue", "The value of `pitch` is not within -12 and 12.")
    if seconds is not None and not (_is_number(seconds) and 0 < seconds <= LONGEST_SECONDS):
        raise ApiError("InvalidParameterValue", "The value of `duration` is not valid.")
    return wanted


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
