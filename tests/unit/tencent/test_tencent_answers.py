"""The reader of answers: arbitrary bytes and JSON give a value or a typed error, never anything else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Ambiguous, Deferred, ProviderError, Rejected
from bot.jobs.ports import Failed, Running, Succeeded
from bot.tencent import protocol, reading
from bot.tencent.actions.audio import mps_poll_result, vod_poll_result
from bot.tencent.actions.speech import check_created, speech_poll_result
from bot.tencent.actions.video import read_size, video_poll_result
from bot.tencent.actions.voices import read_voices
from bot.tencent.protocol import (
    ANSWER_LIMIT_BYTES,
    REQUEST_LIMIT_BYTES,
    Answer,
    encode_body,
    read_answer,
)


def test_a_code_is_one_word_and_never_one_of_ours() -> None:
    for sent, read in (("Foley.LeaseLost", "LeaseLost"), ("Bad\nline {x}", "Badlinex"), ("A" * 500, "A" * 100)):
        body = json.dumps({"Response": {"Error": {"Code": sent, "Message": "m"}, "RequestId": "r"}}).encode()
        with pytest.raises(ProviderError) as caught:
            read_answer(200, "application/json", body, protocol.ACTIONS[0], {})
        assert caught.value.code == read


ACTIONS = st.sampled_from(protocol.ACTIONS)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.sampled_from([10**400, "\ud800", "\0", ""])
)
NAMES = st.sampled_from(
    [
        "Response",
        "Error",
        "Code",
        "Message",
        "RequestId",
        "TaskId",
        "Status",
        "AudioInfos",
        "VideoInfos",
        "Url",
        "Duration",
        "VideoUrls",
        "Resolution",
        "ErrorCode",
        "Msg",
        "AudioUrl",
        "ExtInfo",
        "Voices",
        "VoiceId",
        "Name",
        "Languages",
        "TotalCount",
        "AigcAudioTask",
        "ErrCode",
        "ErrCodeExt",
        "Progress",
        "Output",
        "FileUrl",
        "ExpireTime",
        "MetaData",
        "FinishTime",
    ]
)
WORDS = st.sampled_from(
    [
        "DONE",
        "FAIL",
        "RUN",
        "FINISH",
        "ABORTED",
        "success",
        "http://a.example/x",
        "https://[::1",
        "0000-00-00T00:00:00Z",
    ]
)
JSONS = st.recursive(
    st.one_of(SCALARS, WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=8)),
    max_leaves=25,
)
RESPONSES = st.dictionaries(NAMES, JSONS, max_size=10)
READERS = (mps_poll_result, vod_poll_result, speech_poll_result, video_poll_result)


def read(body: bytes, status: int = 200, content_type: str = "application/json") -> Answer:
    return read_answer(status, content_type, body, protocol.MPS_CREATE_AUDIO, {})


@given(body=st.binary(), status=st.integers(100, 599), content_type=st.text(max_size=30), action=ACTIONS)
def test_any_bytes(body: bytes, status: int, content_type: str, action: protocol.Action) -> None:
    for kind in (content_type, "application/json"):
        with pytest.raises((Ambiguous, Rejected)) as caught:
            read_answer(status, kind, body, action, {})
        assert caught.value.code.startswith("Foley.")
        if isinstance(caught.value, Rejected):  # only what certainly did not reach the service
            assert action.effect is protocol.Effect.CREATE
            assert 300 <= status < 500


@given(value=JSONS, action=ACTIONS)
def test_any_json(value: object, action: protocol.Action) -> None:
    for envelope in (value, {"Response": value}):
        try:
            answer = read_answer(200, "application/json", json.dumps(envelope).encode(), action, {})
        except ProviderError:
            continue
        assert isinstance(answer, Answer)
        assert isinstance(answer.request_id, str)


@given(fields=RESPONSES)
def test_any_fields_make_a_look_or_a_typed_error(fields: dict[str, Any]) -> None:
    for reader in READERS:
        try:
            look = reader(fields, 1_800_000_000.0)
        except Ambiguous:
            continue
        assert isinstance(look, Running | Succeeded | Failed)
        json.dumps(repr(look)).encode("utf-8")
        if isinstance(look, Succeeded):
            assert look.outputs
            assert all(output.url.startswith(("http://", "https://")) for output in look.outputs)
    assert all(voice.id for voice in read_voices(fields).voices)
    try:
        check_created(Answer(fields, ""), ())
    except Rejected:
        assert not reading.text(fields.get("TaskId"))


@given(value=JSONS)
def test_readers_of_single_values_never_raise(value: object) -> None:
    reading.text(value).encode("utf-8")
    assert "\0" not in reading.text(value)
    assert isinstance(reading.integer(value), int)
    assert abs(reading.integer(value)) <= 2**53
    seconds = reading.length_seconds(value)
    assert seconds is None or 0 < seconds < float("inf")
    assert isinstance(reading.link(value), str)
    reading.moment(value)
    assert len(reading.short(value)) <= 200


@pytest.mark.parametrize(
    ("body", "status", "content_type", "code"),
    [
        (b"<html>Bad Gateway</html>", 502, "text/html", "Foley.Status502"),
        (b'{"Response":{"TaskId":"1"}}', 500, "application/json", "Foley.Status500"),
        (b"", 408, "text/html", "Foley.Status408"),
        (b"<html></html>", 200, "text/html", "Foley.ContentType"),
        (b'{"Response":{"TaskId":"1"}}', 200, "image/png", "Foley.ContentType"),
        (b"<html></html>", 200, "application/json", "Foley.NotJson"),
        (b'{"Response":{"TaskId":"1"', 200, "application/json", "Foley.NotJson"),
        (b"[" * 200_000, 200, "application/json", "Foley.NotJson"),
        (b"\xff\xfe\xff", 200, "application/json", "Foley.NotJson"),
        (b"", 200, "application/json", "Foley.Empty"),
        (b" \n", 200, "application/json", "Foley.Empty"),
        (b"[]", 200, "application/json", "Foley.NoResponse"),
        (b"null", 200, "application/json", "Foley.NoResponse"),
        (b'{"TaskId":"1"}', 200, "application/json", "Foley.NoResponse"),
        (b'{"Response":null}', 200, "application/json", "Foley.NoResponse"),
        (b'{"Response":{"Error":"no"}}', 200, "application/json", "Foley.BadError"),
        (b'{"Response":{"Error":{}}}', 200, "application/json", "Foley.BadError"),
    ],
)
def test_each_unreadable_answer(body: bytes, status: int, content_type: str, code: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        read(body, status, content_type)
    assert caught.value.code == code
    assert caught.value.key == "provider-unknown"


def test_too_large_an_answer() -> None:
    with pytest.raises(Ambiguous) as caught:
        read(bytes(ANSWER_LIMIT_BYTES + 1))
    assert caught.value.code == "Foley.AnswerTooLarge"


def test_too_large_a_request_is_refused_before_it_is_sent() -> None:
    with pytest.raises(Rejected) as caught:
        encode_body({"Prompt": "x" * REQUEST_LIMIT_BYTES})
    assert caught.value.key == "tencent-size"


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Text/Plain", "", "application/JSON"])
def test_a_good_answer(content_type: str) -> None:
    answer = read(b'{"Response":{"TaskId":"1","New":{"x":1},"Error":null,"RequestId":"r"}}', 200, content_type)
    assert answer.request_id == "r"
    assert answer.fields["TaskId"] == "1"


def test_an_error_is_typed_and_keeps_its_ids() -> None:
    body = {"Response": {"Error": {"Code": "LimitExceeded.CreateTask", "Message": "busy"}, "RequestId": "r"}}
    with pytest.raises(Deferred) as caught:
        read(json.dumps(body).encode())
    assert (caught.value.code, caught.value.request_id) == ("LimitExceeded.CreateTask", "r")


@pytest.mark.parametrize(
    ("message", "payload"),
    [
        ("Prompt 'a song about my SECRET garden' is bad", {"Prompt": "A song about my secret garden"}),
        ("bad text: hush", {"Text": "hush"}),
        ("bad a song about m...", {"Prompt": "a song about my secret garden"}),
        ("in lyrics: la la secret", {"AdditionalParameters": '{"lyrics": "la la secret tune"}'}),
        ("can't load https://cdn.example/secret?sign=hush", {}),
    ],
)
def test_what_people_wrote_stays_out_of_the_detail(message: str, payload: dict[str, str]) -> None:
    body = {"Response": {"Error": {"Code": "InvalidParameterValue", "Message": message}, "RequestId": "r"}}
    with pytest.raises(Rejected) as caught:
        read_answer(200, "application/json", json.dumps(body).encode(), protocol.MPS_CREATE_AUDIO, payload)
    for word in ("secret", "hush", "a song", "la la"):
        assert word not in str(caught.value).lower()


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("1080*720", (1080, 720)),
        ("1920x1088", (1920, 1088)),
        ("640X480", (640, 480)),
        ("", None),
        ("720P", None),
        ("0x0", None),
        ("1x2x3", None),
    ],
)
def test_both_spellings_of_a_resolution(words: str, size: tuple[int, int] | None) -> None:
    assert read_size(words) == size
