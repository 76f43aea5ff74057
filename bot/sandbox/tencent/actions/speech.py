"""MPS speech: TextToSpeech, TextToSpeechAsync, DescribeTextToSpeechAsyncTask and DescribeVoices.

Their own failures are reported as ``ErrorCode`` and ``Msg`` next to a RequestId, without an Error object.
"""

import base64
import json
import unicodedata
from collections.abc import Sequence

from bot.sandbox.tencent.actions.schema import JsonObject, decode_object
from bot.sandbox.tencent.errors import ApiError
from bot.sandbox.tencent.faults import Fault
from bot.sandbox.tencent.results.media import MediaSpec
from bot.sandbox.tencent.specs import TEXT_LANGUAGES
from bot.sandbox.tencent.tasks import Asset, Task, TaskState
from bot.sandbox.tencent.voices import select
from bot.sandbox.tencent.world import APP_ID, MPS_LINK_LIFE_SECONDS, Order, World

SAMPLE_RATES = (8000, 16000, 22050, 32000, 44100)
INSTANT_RATES = (8000, 16000, 22050, 24000, 32000, 44100)
INSTANT_CHARACTERS = 2000
INSTANT_LINK_LIFE_SECONDS = 24 * 3600.0
DEFAULT_RATE = 16000
# How long a stuck call takes; the caller times out first.
NEVER_SECONDS = 3600.0
BAD_VOICE_CODE = 1003
SHORTEST_SECONDS = 0.6
LONGEST_SECONDS = 600.0
RANGES = {"pitch": (-12, 12), "duration": (0.01, LONGEST_SECONDS), "speed": (0.5, 2.0)}
_CHARACTERS_PER_SECOND = 14.0
_WIDE_CHARACTERS_PER_SECOND = 4.5


async def speak(world: World, request: JsonObject) -> JsonObject:
    """Synthesise a short text and respond when it is done. No task can be queried."""
    synthesis = _synthesis(request, INSTANT_RATES, ("format", "duration", "speed"))
    faults = world.faults.take("task", "mps", "TextToSpeech")
    refusal = _refusal(world, request, INSTANT_CHARACTERS, faults)
    if refusal:
        return refusal
    order = Order(
        service="mps",
        kind="speech",
        model="instant",  # has a pace of its own
        action="TextToSpeech",
        id_template=f"{APP_ID}-Dubbing-{{}}",
        request=request,
        assets=(Asset("audio", _media(world, request, synthesis)),),
        link_life_seconds=INSTANT_LINK_LIFE_SECONDS,
    )
    task = world.accept(order, faults)
    seconds = (task.ends_at or task.created_at + NEVER_SECONDS) - task.created_at
    await world.clock.sleep(seconds / world.clock.speed)
    world.tasks.finish_now(task.task_id)
    if task.failure:
        return {"ErrorCode": task.failure.err_code, "Msg": task.failure.message}
    return {"ErrorCode": 0, "Msg": "success"} | await _speech_result(world, task, request)


async def _speech_result(world: World, task: Task, request: JsonObject) -> JsonObject:
    """Return the speech of a finished task, as a link or as base64 data."""
    info = {"duration": task.assets[0].media.seconds, "chars": len(request["Text"])}
    if (request.get("Output") or {}).get("Type", "data") == "url":
        urls = world.urls(task, "audio")
        return {"AudioUrl": urls[0][0] if urls else "", "ExtInfo": json.dumps(info)}
    media = await world.media.get(task.assets[0].media)
    return {"AudioData": base64.b64encode(media.data).decode(), "ExtInfo": json.dumps(info)}


async def create_speech(world: World, request: JsonObject) -> JsonObject:
    """Accept a speech task."""
    synthesis = _synthesis(request, SAMPLE_RATES, ("duration", "pitch"))
    _check_translation(request)
    faults = world.faults.take("task", "mps", "TextToSpeechAsync")
    refusal = _refusal(world, request, world.settings.tts_max_chars, faults)
    if refusal:
        return refusal | {"TaskId": ""}
    order = Order(
        service="mps",
        kind="speech",
        action="TextToSpeechAsync",
        id_template=f"{APP_ID}-DubbingAsync-{{}}",
        request=request,
        assets=(Asset("audio", _media(world, request, synthesis)),),
        link_life_seconds=MPS_LINK_LIFE_SECONDS,
    )
    return {"ErrorCode": 0, "Msg": "success", "TaskId": world.accept(order, faults).task_id}


def _refusal(world: World, request: JsonObject, longest: int, faults: Sequence[Fault]) -> JsonObject:
    """Return the response that refuses a text, empty when it is accepted. Raises ApiError."""
    text = request["Text"]
    if not text.strip():
        raise ApiError("InvalidParameterValue", "The value of `Text` is empty.")
    if len(text) > longest:
        raise ApiError("UnsupportedOperation.TextTooLong", "The text is too long.")
    world.refuse_forbidden(text)
    if all(voice.voice_id != request["VoiceId"] for voice in world.settings.voices):
        return {"ErrorCode": BAD_VOICE_CODE, "Msg": "decode encrypt voiceId failed"}
    world.refuse_when_full("mps", "speech")
    refusal = next((fault for fault in faults if fault.kind == "tts_error" and fault.where == "before"), None)
    return {"ErrorCode": int(refusal.number) or 1001, "Msg": refusal.message} if refusal else {}


def _media(world: World, request: JsonObject, synthesis: JsonObject) -> MediaSpec:
    """Return the media a request results in."""
    natural = world.length_seconds("speech", "") or speaking_seconds(request["Text"])
    seconds = float(synthesis.get("duration") or natural / float(synthesis.get("speed") or 1))
    rate = int(synthesis.get("sampleRate") or DEFAULT_RATE)
    return MediaSpec(str(synthesis.get("format") or "wav"), "speech", round(seconds, 2), rate, channels=1)


async def describe_speech(world: World, request: JsonObject) -> JsonObject:
    """Return the status of a speech task."""
    task = world.tasks.get(request["TaskId"])
    if task is None or task.action != "TextToSpeechAsync":
        raise ApiError("InvalidParameterValue", "The task does not exist.")
    state = task.state(world.clock.life())
    if state in (TaskState.WAITING, TaskState.RUNNING):
        code = world.settings.tts_processing_code
        return _status_response(code, "processing" if code else "success", "processing")
    if task.failure:
        return _status_response(task.failure.err_code, task.failure.message, "fail")
    urls = world.urls(task, "audio")
    if not urls:
        return _status_response(0, "success", "success")
    url, asset = urls[0]
    info = json.dumps({"duration": asset.media.seconds})
    answer = {"AudioUrl": url, "VoiceId": task.request["VoiceId"], "ExtInfo": info}
    return _status_response(0, "success", "success") | answer


async def describe_voices(world: World, request: JsonObject) -> JsonObject:
    """List the matching voices."""
    extra = decode_object(request.get("ExtParam") or "", "ExtParam")
    voices = select(world.settings.voices, request, extra)
    page, size = request.get("PageNum") or 1, request.get("PageSize") or max(1, len(voices))
    shown = voices[(page - 1) * size : page * size]
    listed = [voice.answer(world.links.origin) for voice in shown]
    return {"ErrorCode": 0, "Msg": "success", "TotalCount": len(voices), "Voices": listed or None}


def speaking_seconds(text: str) -> float:
    """Return the approximate time it takes to speak a text; a wide character is a syllable or two."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    seconds = wide / _WIDE_CHARACTERS_PER_SECOND + (len(text) - wide) / _CHARACTERS_PER_SECOND
    return min(LONGEST_SECONDS, max(SHORTEST_SECONDS, seconds))


def _status_response(code: int, message: str, status: str) -> JsonObject:
    return {"ErrorCode": code, "Msg": message, "Status": status, "AudioUrl": "", "VoiceId": "", "ExtInfo": ""}


def _synthesis(request: JsonObject, rates: Sequence[int], keys: Sequence[str]) -> JsonObject:
    """Return the validated ``synExt`` of a request; each of the two actions accepts its own keys."""
    extras = decode_object(request.get("ExtParam") or "", "ExtParam")
    if "transExt" in extras and "pitch" not in keys:
        raise ApiError("InvalidParameter", "The parameter `ExtParam.transExt` is not supported.")
    synthesis = extras.get("synExt") or {}
    if not isinstance(synthesis, dict):
        raise ApiError("InvalidParameter", "The value of `ExtParam.synExt` is not an object.")
    for name, value in synthesis.items():
        if name not in ("sampleRate", *keys):
            raise ApiError("InvalidParameter", f"The parameter `ExtParam.synExt.{name}` is not supported.")
        if value is not None and not _is_supported(name, value, rates):
            raise ApiError("InvalidParameterValue", f"The value of `{name}` is not supported.")
    return synthesis


def _check_translation(request: JsonObject) -> None:
    """Refuse a translation into an unsupported language."""
    translation = decode_object(request.get("ExtParam") or "", "ExtParam").get("transExt")
    if translation is None:
        return
    info = translation.get("transInfo") if isinstance(translation, dict) else None
    if not isinstance(info, dict) or info.get("transDst") not in TEXT_LANGUAGES:
        raise ApiError("InvalidParameterValue", "The value of `transDst` is not supported.")


def _is_supported(name: str, value: object, rates: Sequence[int]) -> bool:
    if name == "sampleRate":
        return value in rates
    if name == "format":
        return value in ("mp3", "wav")
    lowest, highest = RANGES[name]
    return isinstance(value, int | float) and not isinstance(value, bool) and lowest <= value <= highest
