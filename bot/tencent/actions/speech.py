"""Speech (MPS TextToSpeech and TextToSpeechAsync): payload in, result out. Pure.

These actions fail inside a good answer: ``ErrorCode`` is not 0 and no ``Error`` is there. While a task runs it may
be 0 or 100, so the status is read first. The vendor publishes no list of these codes.
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
    """What DescribeTextToSpeechAsyncTask says."""

    status: str
    code: int
    message: str = field(repr=False)
    url: str = field(repr=False)
    seconds: float | None


def instant_payload(request: SpeechRequest) -> dict[str, Any]:
    """Spell a request for TextToSpeech. The result comes as a link: that can be fetched again after a crash."""
    synthesis: dict[str, object] = {}
    if request.sample_rate != _DEFAULT_SAMPLE_RATE:
        synthesis["sampleRate"] = request.sample_rate
    if request.format is not None:
        synthesis["format"] = request.format.value
    if request.speed != 1.0:
        synthesis["speed"] = request.speed
    return _with_extras({**_spoken(request), "Output": {"Type": "url"}}, synExt=synthesis)


def speech_payload(request: SpeechRequest) -> dict[str, Any]:
    """Spell a request for TextToSpeechAsync."""
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
    """Return what both calls take: the text, its language, the voice."""
    payload: dict[str, Any] = {
        "Text": request.spoken_text or request.text,
        "VoiceId": request.voice_id,
    }
    # The two sites disagree about what an empty one means (Chinese, or detection), so one is sent wherever it is known.
    language = request.language or request.spoken_language
    if language:
        payload["TextLang"] = language
    return payload


def check_created(answer: Answer, private: Iterable[str]) -> None:
    """Raise Rejected when a create was turned down inside a good answer. With a TaskId it was not: it is paid for."""
    code = integer(answer.fields.get("ErrorCode"))
    if code in (0, _STILL_WORKING) or text(answer.fields.get("TaskId")):
        return
    raise in_body_refusal(answer, code, private)


def in_body_refusal(answer: Answer, code: int, private: Iterable[str] = ()) -> Rejected:
    """Return the error of a failure that stands in ``ErrorCode`` and ``Msg``."""
    detail = f"ErrorCode {code}: {short(answer.fields.get('Msg'), private)}"
    return Rejected(
        detail, key="tencent-speech-refused", code=f"ErrorCode.{code}", request_id=answer.request_id, blame=Blame.USER
    )


def read_instant(answer: Answer, private: Iterable[str], now: float) -> Submission:
    """Return the result that an answer of TextToSpeech holds. Raises Rejected, or Ambiguous where there is no link."""
    url, code = link(answer.fields.get("AudioUrl")), integer(answer.fields.get("ErrorCode"))
    if url:
        output = Output(url, Medium.AUDIO, _seconds(answer.fields.get("ExtInfo")), now + INSTANT_LINK_SECONDS)
        return Submission("", answer.request_id, (output,))
    if code not in (0, _STILL_WORKING):
        raise in_body_refusal(answer, code, private)
    raise unreadable("NoAudioUrl", "speech without a link", answer.request_id)


def read_speech_task(fields: Fields) -> SpeechTask:
    """Read DescribeTextToSpeechAsyncTask."""
    return SpeechTask(
        status=text(fields.get("Status")).strip().lower(),
        code=integer(fields.get("ErrorCode")),
        message=text(fields.get("Msg")),
        url=link(fields.get("AudioUrl")),
        seconds=_seconds(fields.get("ExtInfo")),
    )


def _seconds(information: object) -> float | None:
    """Read the length out of ``ExtInfo``, a JSON text such as ``{"duration":1.00325}``."""
    try:
        found = json.loads(text(information))
    except (ValueError, RecursionError):
        return None
    return length_seconds(mapping(found).get("duration"))


def speech_poll_result(fields: Fields, now: float) -> PollResult:
    """Say how a speech task stands. Raises Ambiguous for a status nobody has heard of."""
    task = read_speech_task(fields)
    if task.status == "processing" or (not task.status and task.code == _STILL_WORKING):
        return Running(started=True)
    if task.status == "fail" or (task.status != "success" and task.code not in (0, _STILL_WORKING)):
        return speech_failure(task.code, task.message)
    if task.status == "success" or task.url:
        links = (MediaLink(task.url, task.seconds),) if task.url else ()
        # How long this link lives is not stated anywhere: taken for the shortest of the product.
        return finished(links, (), now + MPS_LINK_SECONDS)
    raise unreadable("TaskStatus", f"a task status {short(task.status)[:40]!r}")
