"""Speech (MPS TextToSpeech and TextToSpeechAsync): request to payload, answer to result. Pure.

These actions report failures inside a successful answer: ``ErrorCode`` is not 0, without an ``Error``. While a task
runs it may be 0 or 100, so the status is read first. The vendor publishes no list of these codes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import Blame, Rejected
from bot.jobs.model import Medium, Output, SpeechRequest
from bot.jobs.ports import PollResult, Running, Submission
from bot.tencent.actions.audio import MPS_LINK_SECONDS, MediaLink, finished
from bot.tencent.failures import speech_failure
from bot.tencent.protocol import Answer, unreadable
from bot.tencent.reading import Fields, integer, length_seconds, link, mapping, short, text

_DEFAULT_SAMPLE_RATE = 16_000
_STILL_WORKING = 100
# Of `Output.Type` "url": tencentcloud.com/document/api/1041, TextToSpeech.
INSTANT_LINK_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class SpeechTask:
    """The answer of DescribeTextToSpeechAsyncTask."""

    status: str
    code: int
    message: str = field(repr=False)
    url: str = field(repr=False)
    seconds: float | None


def instant_payload(request: SpeechRequest) -> dict[str, Any]:
    """Return the payload of TextToSpeech. It asks for a link, which can be fetched again after a crash."""
    synthesis: dict[str, object] = {}
    if request.sample_rate != _DEFAULT_SAMPLE_RATE:
        synthesis["sampleRate"] = request.sample_rate
    if request.format is not None:
        synthesis["format"] = request.format.value
    if request.speed != 1.0:
        synthesis["speed"] = request.speed
    return _with_extras({**_spoken(request), "Output": {"Type": "url"}}, synExt=synthesis)


def speech_payload(request: SpeechRequest) -> dict[str, Any]:
    """Return the payload of TextToSpeechAsync."""
    synthesis: dict[str, object] = {}
    if request.sample_rate != _DEFAULT_SAMPLE_RATE:
        synthesis["sampleRate"] = request.sample_rate
    if request.pitch:
        synthesis["pitch"] = request.pitch
    # Translated first, then spoken: ExtParam.transExt of tencentcloud.com/document/api/1041/79693.
    translation = {"transInfo": {"transDst": request.translate_to}} if request.translate_to else {}
    return _with_extras(_spoken(request), synExt=synthesis, transExt=translation)


def _with_extras(payload: dict[str, Any], **extras: Mapping[str, object]) -> dict[str, Any]:
    wanted = {name: values for name, values in extras.items() if values}
    return {**payload, "ExtParam": json.dumps(wanted)} if wanted else payload


def _spoken(request: SpeechRequest) -> dict[str, Any]:
    """Return the fields of both calls: the text, its language, the voice."""
    payload: dict[str, Any] = {
        "Text": request.spoken_text or request.text,
        "VoiceId": request.voice_id,
    }
    # The two sites disagree on what an empty language means (Chinese, or detection), so it is sent if known.
    language = request.language or request.spoken_language
    if language:
        payload["TextLang"] = language
    return payload


def check_created(answer: Answer, private: Iterable[str]) -> None:
    """Raise Rejected if a create failed inside a successful answer. With a TaskId it did not: it will be charged."""
    code = integer(answer.fields.get("ErrorCode"))
    if code in (0, _STILL_WORKING) or text(answer.fields.get("TaskId")):
        return
    raise in_body_refusal(answer, code, private)


def in_body_refusal(answer: Answer, code: int, private: Iterable[str] = ()) -> Rejected:
    """Return the error for a failure reported in ``ErrorCode`` and ``Msg``."""
    detail = f"ErrorCode {code}: {short(answer.fields.get('Msg'), private)}"
    return Rejected(
        detail, key="tencent-speech-refused", code=f"ErrorCode.{code}", request_id=answer.request_id, blame=Blame.USER
    )


def read_instant(answer: Answer, private: Iterable[str], now: float) -> Submission:
    """Return the result in an answer of TextToSpeech. Raises Rejected, or Ambiguous if there is no link."""
    url, code = link(answer.fields.get("AudioUrl")), integer(answer.fields.get("ErrorCode"))
    if url:
        output = Output(url, Medium.AUDIO, _seconds(answer.fields.get("ExtInfo")), now + INSTANT_LINK_SECONDS)
        return Submission("", answer.request_id, (output,))
    if code not in (0, _STILL_WORKING):
        raise in_body_refusal(answer, code, private)
    raise unreadable("NoAudioUrl", "speech without a link", answer.request_id)


def read_speech_task(fields: Fields) -> SpeechTask:
    """Parse the answer of DescribeTextToSpeechAsyncTask."""
    return SpeechTask(
        status=text(fields.get("Status")).strip().lower(),
        code=integer(fields.get("ErrorCode")),
        message=text(fields.get("Msg")),
        url=link(fields.get("AudioUrl")),
        seconds=_seconds(fields.get("ExtInfo")),
    )


def _seconds(information: object) -> float | None:
    """Return the length in ``ExtInfo``, a JSON text such as ``{"duration":1.00325}``."""
    try:
        parsed = json.loads(text(information))
    except (ValueError, RecursionError):
        return None
    return length_seconds(mapping(parsed).get("duration"))


def speech_poll_result(fields: Fields, now: float) -> PollResult:
    """Return the state of a speech task. Raises Ambiguous for an unknown status."""
    task = read_speech_task(fields)
    if task.status == "processing" or (not task.status and task.code == _STILL_WORKING):
        return Running(started=True)
    if task.status == "fail" or (task.status != "success" and task.code not in (0, _STILL_WORKING)):
        return speech_failure(task.code, task.message)
    if task.status == "success" or task.url:
        links = (MediaLink(task.url, task.seconds),) if task.url else ()
        # The lifetime of this link is not documented: assume the shortest of the product.
        return finished(links, (), now + MPS_LINK_SECONDS)
    raise unreadable("TaskStatus", f"a task status {short(task.status)[:40]!r}")
