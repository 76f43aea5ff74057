"""JSON columns: complete round trips, and lenient reading of what another version wrote."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.model import (
    REQUEST_TYPES,
    AudioFormat,
    Fault,
    Kind,
    Medium,
    MusicRequest,
    Output,
    Request,
    SfxRequest,
    SpeechRequest,
    VideoRequest,
    kind_of,
)
from bot.jobs.ports import Preferences
from bot.store.jobs.codec import dump, load_fault, load_outputs, load_request, restore

_REQUESTS: st.SearchStrategy[Request] = st.one_of(*(st.from_type(cls) for cls in REQUEST_TYPES.values()))
_OUTPUTS = st.lists(
    st.builds(
        Output,
        url=st.text(),
        medium=st.sampled_from(Medium),
        seconds=st.none() | st.floats(allow_nan=False, allow_infinity=False),
        expires_at=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    )
).map(tuple)


@given(_REQUESTS)
def test_every_request_survives(request_: Request) -> None:
    text = dump(request_)
    assert text.isascii()
    assert load_request(kind_of(request_), text) == request_


@given(_OUTPUTS, st.builds(Fault, key=st.text(), code=st.text(), detail=st.text()))
def test_outputs_and_faults_survive(outputs: tuple[Output, ...], fault: Fault) -> None:
    assert load_outputs(dump(outputs)) == outputs
    assert load_fault(dump(fault)) == fault
    assert load_fault(None) is None


@pytest.mark.parametrize(
    ("kind", "stored", "expected"),
    [
        (Kind.MUSIC, {"prompt": "x", "model": "m", "tempo": 120}, MusicRequest("x", "m")),
        (Kind.MUSIC, {"prompt": "x"}, MusicRequest("x", "")),
        (Kind.MUSIC, {"prompt": "x", "model": "m", "format": "flac"}, MusicRequest("x", "m", format=AudioFormat.MP3)),
        (Kind.SFX, {"prompt": "x", "duration_seconds": "long"}, SfxRequest("x")),
        (Kind.SFX, {"prompt": "x", "duration_seconds": True}, SfxRequest("x")),
        (Kind.TTS, {}, SpeechRequest("", "")),
        (Kind.VIDEO, {"prompt": "x", "model": "m", "audio": False}, VideoRequest("x", "m", audio=False)),
        (Kind.VIDEO, [], VideoRequest("", "")),
    ],
)
def test_other_versions_are_read_as_far_as_they_go(kind: Kind, stored: Any, expected: Request) -> None:
    assert load_request(kind, json.dumps(stored)) == expected


def test_whole_seconds_are_seconds_and_preferences_default() -> None:
    [output] = load_outputs('[{"url": "u", "medium": "video", "seconds": 5}]')
    assert isinstance(output.seconds, float)
    assert restore(Preferences, {"language": "en", "theme": "dark"}) == Preferences(language="en")
