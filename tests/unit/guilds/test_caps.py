"""Caps on one video: its length and its resolution, asked for or the model's own."""

from dataclasses import replace

import pytest

from bot.catalog.catalog import Catalog
from bot.errors import InvalidRequest
from bot.guilds.rules import RESOLUTIONS, check_caps, check_settings
from bot.guilds.settings import GuildSettings
from bot.jobs.model import Backend, Kind, MusicRequest, VideoRequest
from bot.patterns import compile_pattern

_CATALOG = Catalog.load()
_CAPPED = GuildSettings(1, longest_video_seconds=6, sharpest_video="1080P")


def _key(request: VideoRequest, seconds: float = 5.0) -> str:
    settled = _CATALOG.check(request, Backend.MPS)
    try:
        check_caps(_CAPPED, settled, seconds, _CATALOG.resolution(settled))
    except InvalidRequest as refused:
        return refused.key
    return ""


def test_a_video_within_the_caps_passes_and_one_beyond_is_told_what_to_change() -> None:
    assert _key(VideoRequest("waves", "Kling")) == ""
    assert _key(VideoRequest("waves", "Kling", resolution="1080P"), 6.0) == ""
    assert _key(VideoRequest("waves", "Kling", resolution="2K")) == "rules-video-too-sharp"
    assert _key(VideoRequest("waves", "Kling", duration_seconds=10), 10.0) == "rules-video-too-long"


def test_a_model_that_is_sharper_by_itself_is_refused_where_nothing_is_named() -> None:
    low = replace(_CAPPED, sharpest_video="540P")
    film = _CATALOG.check(VideoRequest("waves", "Kling"), Backend.MPS)
    with pytest.raises(InvalidRequest) as refused:
        check_caps(low, film, 5.0, _CATALOG.resolution(film))
    assert refused.value.values == {"limit": "540P", "asked": "720P"}


def test_caps_hold_for_videos_alone() -> None:
    check_caps(_CAPPED, MusicRequest("rain", "GL"), 600.0, "")


def test_every_resolution_of_the_catalogue_has_its_rank() -> None:
    assert set(_CATALOG.resolutions()) <= set(RESOLUTIONS)
    for model in _CATALOG.models(Kind.VIDEO):
        assert _CATALOG.resolution(VideoRequest("x", model.name)) in (*RESOLUTIONS, "")


@pytest.mark.parametrize(("change", "key"), [
    ({"longest_video_seconds": 0}, "rules-cap-seconds"),
    ({"longest_video_seconds": 601}, "rules-cap-seconds"),
    ({"sharpest_video": "8K"}, "refusal-command-changed"),
])  # fmt: skip
def test_caps_that_say_nothing_are_refused(change: dict[str, object], key: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        check_settings(replace(_CAPPED, **change), _CAPPED, compile_pattern)  # type: ignore[arg-type]
    assert refused.value.key == key
