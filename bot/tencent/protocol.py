"""Requests and answers of the API as bytes, without I/O: build a signed request; read an answer or a typed error.

An :class:`Action` names one call and its effect. A :class:`RequestForm` is an action at one URL with everything that
does not vary computed in advance. :func:`read_answer` takes status, content type and bytes, and returns an
:class:`Answer` or raises a ProviderError; nothing else. A code that starts with ``Foley.`` is ours, for responses that
are not an answer of the API.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any, NamedTuple

from bot.errors import Ambiguous, Blame, ProviderError, Rejected
from bot.jobs.model import Backend
from bot.tencent import signing
from bot.tencent.errors import LOCAL_PREFIX, error_for
from bot.tencent.reading import Fields, items, mapping, short, text
from bot.tencent.signing import Signer

# Limits of the platform: tencentcloud.com/document/product/1041/33625.
REQUEST_LIMIT_BYTES = 10 * 1024 * 1024
ANSWER_LIMIT_BYTES = 50 * 1024 * 1024
# Must equal the signed value byte for byte; a library that adds a charset would break the signature.
CONTENT_TYPE = "application/json"
# Something between us and the service timed out, or asks for a retry: the service may have received the call.
_STATUS_MAY_HAVE_STARTED = frozenset({408, 425, 429, 499})
UNKNOWN_FIELD = "UnknownParameter"
_WORD = re.compile(r"\w+", re.ASCII)
_NO_CODE = re.compile(r"[^\w.-]", re.ASCII)
_LONGEST_CODE = 100
_READABLE_TYPES = frozenset({"application/json", "text/json", "text/plain", ""})
_PRIVATE_FIELDS = ("Prompt", "NegativePrompt", "Text")
_PRIVATE_JSON_FIELDS = ("AdditionalParameters", "ExtParam")
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


class Effect(StrEnum):
    """The effect of a call at the provider, which decides whether it may be retried."""

    CREATE = "create"  # starts work that costs money; not idempotent: a repeat is a second order
    READ = "read"  # changes nothing
    STOP = "stop"  # idempotent


@dataclass(frozen=True, slots=True, eq=False)
class Action:
    """One call of the API. ``rate_per_second``: the documented limit of the account."""

    service: Backend
    name: str
    version: str
    effect: Effect
    rate_per_second: float
    key: str  # the name of its request budget


def _action(service: Backend, name: str, effect: Effect, rate_per_second: float) -> Action:
    version = "2019-06-12" if service is Backend.MPS else "2018-07-17"
    return Action(service, name, version, effect, rate_per_second, f"{service}:{name}")


MPS_CREATE_AUDIO = _action(Backend.MPS, "CreateAigcAudioTask", Effect.CREATE, 20)
MPS_DESCRIBE_AUDIO = _action(Backend.MPS, "DescribeAigcAudioTask", Effect.READ, 20)
MPS_CREATE_VIDEO = _action(Backend.MPS, "CreateAigcVideoTask", Effect.CREATE, 10)
MPS_DESCRIBE_VIDEO = _action(Backend.MPS, "DescribeAigcVideoTask", Effect.READ, 50)
# Without a task: the answer is the result, so if it is lost the outcome is as unknown as that of any create.
MPS_SPEAK = _action(Backend.MPS, "TextToSpeech", Effect.CREATE, 20)
MPS_CREATE_SPEECH = _action(Backend.MPS, "TextToSpeechAsync", Effect.CREATE, 20)
# The sample request in the documentation has "DescribeTTSTask", an old name; its parameter table has this one.
MPS_DESCRIBE_SPEECH = _action(Backend.MPS, "DescribeTextToSpeechAsyncTask", Effect.READ, 20)
MPS_DESCRIBE_VOICES = _action(Backend.MPS, "DescribeVoices", Effect.READ, 20)
VOD_CREATE_AUDIO = _action(Backend.VOD, "CreateAigcAudioTask", Effect.CREATE, 20)
VOD_DESCRIBE_TASK = _action(Backend.VOD, "DescribeTaskDetail", Effect.READ, 100)
VOD_DESCRIBE_TASKS = _action(Backend.VOD, "DescribeTasks", Effect.READ, 100)
VOD_MANAGE_TASK = _action(Backend.VOD, "ManageTask", Effect.STOP, 10)  # no published rate: the lowest known one
ACTIONS = (
    MPS_CREATE_AUDIO,
    MPS_DESCRIBE_AUDIO,
    MPS_CREATE_VIDEO,
    MPS_DESCRIBE_VIDEO,
    MPS_SPEAK,
    MPS_CREATE_SPEECH,
    MPS_DESCRIBE_SPEECH,
    MPS_DESCRIBE_VOICES,
    VOD_CREATE_AUDIO,
    VOD_DESCRIBE_TASK,
    VOD_DESCRIBE_TASKS,
    VOD_MANAGE_TASK,
)


class Answer(NamedTuple):  # a tuple, because one is made for every poll
    """An answer of the API: the fields of ``Response``, and the id that its support asks for."""

    fields: Fields
    request_id: str


class RequestForm:
    """An action at one URL: headers, canonical head and language, computed once."""

    def __init__(self, action: Action, host: str, path: str, language: str, token: str) -> None:
        signed = (("content-type", CONTENT_TYPE), ("host", host), ("x-tc-action", action.name))
        self._service = action.service.value
        self._head, self._signed_headers = signing.canonical_head("POST", signed, path=path)
        self._headers = {
            "Host": host,
            "Content-Type": CONTENT_TYPE,
            "X-TC-Action": action.name,
            "X-TC-Version": action.version,
            "X-TC-Language": language,
        }
        if token:
            self._headers["X-TC-Token"] = token

    def headers(self, body: bytes, timestamp: int, signer: Signer) -> dict[str, str]:
        """Return all headers of one signed request."""
        signed = signer.sign(self._head, self._signed_headers, signing.payload_hash(body), timestamp, self._service)
        return {**self._headers, "X-TC-Timestamp": str(timestamp), "Authorization": signed}


def encode_body(payload: Mapping[str, Any]) -> bytes:
    """Return the bytes of a request body. Raises Rejected if they exceed the platform's size limit."""
    body = _encode(payload).encode("ascii")
    if len(body) > REQUEST_LIMIT_BYTES:
        detail = f"a request of {len(body)} bytes"
        raise Rejected(detail, key="tencent-size", code=f"{LOCAL_PREFIX}RequestTooLarge", blame=Blame.USER)
    return body


def unreadable(reason: str, detail: str, request_id: str = "") -> Ambiguous:
    """Return the error for a response that can't be interpreted: the outcome of the call is unknown."""
    return Ambiguous(detail, code=LOCAL_PREFIX + reason, request_id=request_id)


def read_answer(status: int, content_type: str, body: bytes, action: Action, payload: Mapping[str, Any]) -> Answer:
    """Parse an answer. Raises the typed error for its ``Error``, or Ambiguous if it can't be parsed.

    The API answers with HTTP 200 even if it refuses; any other status comes from something in between.
    """
    response = _read_response(status, content_type, body, action.effect)
    request_id = text(response.get("RequestId"))
    error = response.get("Error")
    if error is None:
        return Answer(response, request_id)
    # A code ends up in logs and metrics: it must be one word, and must not look like our own.
    code = _NO_CODE.sub("", text(error.get("Code")))[:_LONGEST_CODE] if isinstance(error, dict) else ""
    code = code.removeprefix(LOCAL_PREFIX)
    if not code:
        raise unreadable("BadError", "an Error without a Code", request_id)
    message = _named_fields(code, error, payload) or short(error.get("Message"), private_texts(payload))
    raise error_for(code, message, request_id, creates=action.effect is Effect.CREATE, service=action.service)


def _named_fields(code: str, error: Fields, payload: Mapping[str, Any]) -> str:
    """Return which of the sent fields the server does not know; the names stay readable whatever a prompt contains."""
    if code.partition(".")[0] != UNKNOWN_FIELD:
        return ""
    words = set(_WORD.findall(text(error.get("Message"))))
    return ", ".join(name for name in dict.fromkeys(_field_names(payload)) if name in words)


def _field_names(value: object) -> Iterator[str]:
    for inner in items(value):
        yield from _field_names(inner)
    for name, inner in mapping(value).items():
        yield name
        yield from _field_names(inner)


def _read_response(status: int, content_type: str, body: bytes, effect: Effect) -> dict[str, Any]:
    if status != 200:
        raise _not_served(status, effect)
    if len(body) > ANSWER_LIMIT_BYTES:
        raise unreadable("AnswerTooLarge", f"an answer of more than {ANSWER_LIMIT_BYTES} bytes")
    if content_type != CONTENT_TYPE and content_type.partition(";")[0].strip().lower() not in _READABLE_TYPES:
        raise unreadable("ContentType", f"an answer of type {short(content_type)[:60]}")
    if not body.strip():
        raise unreadable("Empty", "an empty answer")
    try:
        envelope = json.loads(body)
    except (ValueError, RecursionError):
        raise unreadable("NotJson", f"{len(body)} bytes that are no JSON") from None
    response = envelope.get("Response") if isinstance(envelope, dict) else None
    if not isinstance(response, dict):
        raise unreadable("NoResponse", "JSON without a Response object")
    return response


def _not_served(status: int, effect: Effect) -> ProviderError:
    """Return the error for a status other than 200. Most redirects and client errors did not reach the service."""
    if effect is Effect.CREATE and 300 <= status < 500 and status not in _STATUS_MAY_HAVE_STARTED:
        key = "tencent-size" if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else "tencent-address"
        code = f"{LOCAL_PREFIX}Status{status}"
        return Rejected(f"HTTP status {status}", key=key, code=code, blame=Blame.OWNER)
    return unreadable(f"Status{status}", f"HTTP status {status}")


def private_texts(payload: Mapping[str, Any]) -> Iterator[str]:
    """Yield what people wrote in a request, so that it can be kept out of logs."""
    for name in _PRIVATE_FIELDS:
        if isinstance(payload.get(name), str):
            yield payload[name]
    for name in _PRIVATE_JSON_FIELDS:
        if payload.get(name):
            yield from (value for value in json.loads(payload[name]).values() if isinstance(value, str))
