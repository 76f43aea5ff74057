"""Edit & run windows: filled with the old request, giving it back unchanged when nothing is touched."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog.catalog import Catalog
from bot.chat.interaction.drafts import Draft
from bot.chat.interaction.edit_forms import edit_modal
from bot.chat.interaction.modal import RequestModal
from bot.chat.texts import Texts
from bot.errors import InvalidRequest
from bot.jobs.model import (
    AudioFormat,
    Kind,
    MusicRequest,
    PostAs,
    Request,
    SfxRequest,
    SpeechRequest,
    VideoRequest,
    Voice,
)
from tests.unit.chat.chat_samples import REQUESTS

TEXTS = Texts()


class OneVoice:
    """A voice index with one voice."""

    def resolve(self, value: str) -> Voice:
        if value != "Tom":
            raise InvalidRequest(key="voice-unknown", values={"voice": value, "count": 0, "others": ""})
        return Voice("tom-id", "Tom")


SERVICE: Any = SimpleNamespace(catalog=Catalog.load(), voices=OneVoice())
lines = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zs")), min_size=1, max_size=60)
requests: st.SearchStrategy[Request] = st.one_of(
    st.builds(
        MusicRequest,
        prompt=lines,
        model=st.sampled_from(["GL", "MiniMaxMusic", "Other"]),
        version=st.sampled_from(["", "3.0-pro", "9"]),
        lyrics=st.sampled_from(["", "la", "x" * 5000]),
        instrumental=st.booleans(),
        format=st.sampled_from(AudioFormat),
    ),
    st.builds(
        SfxRequest, prompt=lines, duration_seconds=st.none() | st.integers(1, 99), form=st.sampled_from(PostAs)
    ),
    st.builds(
        SpeechRequest, text=lines, voice_id=st.just("v+/="), voice_name=st.sampled_from(["", "Sophie"]),
        language=st.sampled_from(["", "en"]), pitch=st.integers(-12, 12),
    ),
    st.builds(
        VideoRequest, prompt=lines, model=st.just("Kling"), duration_seconds=st.none() | st.integers(1, 30),
        resolution=st.sampled_from(["", "1080P"]), aspect=st.sampled_from(["", "16:9"]),
        audio=st.sampled_from([None, True, False]), image_url=st.sampled_from(["", "https://a.example/b.png"]),
    ),
)  # fmt: skip


def fields(window: RequestModal) -> Iterator[dict[str, Any]]:
    for label in window.to_components():
        yield {**label["component"], "label": label["label"], "description": label.get("description", "")}


def untouched(window: RequestModal) -> dict[str, str]:
    """Return what Discord sends when the person changes nothing."""
    values = {}
    for field in fields(window):
        chosen = [option["value"] for option in field.get("options", ()) if option.get("default")]
        values[field["custom_id"]] = chosen[0] if "options" in field else field.get("value") or ""
    return values


@settings(deadline=None)
@given(requests, st.sampled_from(TEXTS.locales))
def test_an_untouched_window_gives_the_old_request_back(request: Request, locale: str) -> None:
    window = edit_modal(SERVICE, TEXTS, locale, Draft(request))
    assert window._make_request(untouched(window)) == request


@settings(deadline=None)
@given(requests, st.sampled_from(TEXTS.locales))
def test_a_window_is_within_discords_limits(request: Request, locale: str) -> None:
    window = edit_modal(SERVICE, TEXTS, locale, Draft(request))
    assert 1 <= len(window.title) <= 45
    shown = list(fields(window))
    assert 1 <= len(shown) <= 5
    for field in shown:
        assert 1 <= len(field["label"]) <= 45
        assert len(field["description"]) <= 100
        options = field.get("options", ())
        assert len(options) <= 25
        assert len({option["value"] for option in options}) == len(options)
        assert all(1 <= len(option["label"]) <= 100 and len(option["value"]) <= 100 for option in options)
        assert len(field.get("value") or "") <= field.get("max_length", 4000)


def changed(kind: Kind, **values: str) -> Request:
    window = edit_modal(SERVICE, TEXTS, "en-US", Draft(REQUESTS[kind]))
    return window._make_request({**untouched(window), **values})


def test_changes_arrive() -> None:
    music = changed(Kind.MUSIC, model="MiniMaxMusic|2.6", lyrics="la", format="wav")
    assert music == MusicRequest("calm rain", "MiniMaxMusic", "2.6", "la", format=AudioFormat.WAV)
    sfx = changed(Kind.SFX, duration="7s", form="voice")
    assert sfx == SfxRequest("door creaks", duration_seconds=7, form=PostAs.VOICE_MESSAGE)
    speech = changed(Kind.TTS, voice="Tom", pitch="-3")
    assert speech == SpeechRequest("Hello there", "tom-id", "Tom", pitch=-3)
    video = changed(Kind.VIDEO, shape="9:16, 720P", audio="silent")
    assert video == VideoRequest("a red car", "Kling", resolution="720P", aspect="9:16", audio=False)


@pytest.mark.parametrize(
    ("kind", "values", "key"),
    [
        (Kind.SFX, {"duration": "long"}, "refusal-number"),
        (Kind.TTS, {"pitch": "1.5"}, "refusal-number"),
        (Kind.TTS, {"voice": "Nobody"}, "voice-unknown"),
        (Kind.VIDEO, {"shape": "1080P 720P"}, "refusal-shape"),
    ],
)
def test_what_is_no_number_voice_or_shape_is_refused(kind: Kind, values: dict[str, str], key: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        changed(kind, **values)
    assert caught.value.key == key
