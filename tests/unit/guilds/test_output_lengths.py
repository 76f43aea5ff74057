"""What a request reserves of a limit of seconds: what was asked, what was seen, what the catalogue says."""

from dataclasses import replace

import pytest

from bot.catalog.catalog import Catalog
from bot.guilds import quota
from bot.guilds.output_lengths import OutputLengths
from bot.guilds.settings import GuildSettings, Limit, Scope
from bot.jobs.caller import Caller
from bot.jobs.claim import Claim, Measure, Window
from bot.jobs.model import (
    Backend,
    DeliveryState,
    Job,
    Kind,
    Medium,
    MusicRequest,
    Output,
    Request,
    SfxRequest,
    SpeechRequest,
    State,
    VideoRequest,
    kind_of,
    new_job_id,
)
from tests.support.jobs import PLACE

CATALOG = Catalog.load()


def ready(request: Request, *seconds: float | None, job_id: str = "") -> Job:
    outputs = tuple(Output("https://a.example/1", Medium.AUDIO, one) for one in seconds)
    return Job(
        id=job_id or new_job_id(1.0), place=PLACE, user_id=1, locale="en-US", kind=kind_of(request), request=request,
        backend=Backend.MPS, state=State.READY, delivery_state=DeliveryState.DUE, created_at=0.0, outputs=outputs,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("request_", "seconds"),
    [
        (MusicRequest("x", "GL", "3.0-clip"), 25.0),
        (MusicRequest("x", "GL", "3.0-pro"), 175.0),
        (MusicRequest("x", "MiniMaxMusic", "2.6"), 220.0),
        (MusicRequest("x", "Brandnew", "1"), 150.0),
        (SfxRequest("x"), 5.0),
        (SfxRequest("x", duration_seconds=4), 4.0),
        (VideoRequest("x", "Hailuo", "2.3"), 6.0),
        (VideoRequest("x", "Kling", "3.0"), 5.0),
        (VideoRequest("x", "Brandnew"), 6.0),
        (VideoRequest("x", "Kling", "3.0", duration_seconds=8), 8.0),
        (SpeechRequest("a" * 140, "v"), 10.0),
        (SpeechRequest("字" * 45, "v"), 10.0),
        (SpeechRequest("a", "v"), 1.0),
    ],
)
def test_what_the_catalogue_says(request_: Request, seconds: float) -> None:
    assert OutputLengths(CATALOG.output_seconds).expected(request_) == seconds


def test_two_minutes_a_day_are_enough_for_a_short_song() -> None:
    limits = (Limit(Scope.USER, Measure.SECONDS, Window.DAY, 120),)
    settings = replace(GuildSettings(1), limits=limits)
    song = CATALOG.check(MusicRequest("calm rain", ""), Backend.MPS)
    seconds = OutputLengths(CATALOG.output_seconds).expected(song)
    bounds = quota.bounds_for(settings, Caller(1, 2, "en-US"), 1_800_000_000.0)
    assert quota.refuse_hopeless(Claim(seconds, bounds)).seconds == 25.0


def test_learns_what_a_version_makes_from_three_jobs_on() -> None:
    lengths = OutputLengths(CATALOG.output_seconds)
    song, other = MusicRequest("x", "GL", "3.0-clip"), MusicRequest("x", "GL", "3.0-pro")
    for seen, expected in ((31.0, 25.0), (600.0, 25.0), (33.0, 33.0)):
        lengths.observe(ready(song, seen))
        assert lengths.expected(song) == expected
    assert lengths.expected(other) == 175.0
    for _ in range(40):
        lengths.observe(ready(song, 900.0, job_id="0123456789abcd"))  # one job, told again and again
    assert lengths.expected(song) == (33.0 + 600.0) / 2


def test_learns_nothing_from_a_length_that_was_asked_for_or_not_told() -> None:
    lengths = OutputLengths(CATALOG.output_seconds)
    asked = VideoRequest("x", "Kling", "3.0", duration_seconds=15)
    song = MusicRequest("x", "GL", "3.0-clip")
    for _ in range(5):
        lengths.learn([ready(asked, 15.0), ready(song, None), ready(song)])
        lengths.observe(replace(ready(song, 99.0), state=State.FAILED))
    assert lengths.expected(VideoRequest("x", "Kling", "3.0")) == 5.0
    assert lengths.expected(song) == 25.0


def test_several_songs_of_one_task_are_one_length() -> None:
    lengths = OutputLengths()
    song = MusicRequest("x", "Mureka", "song_9")
    lengths.learn(ready(song, 100.0, 80.0) for _ in range(3))
    assert lengths.expected(song) == 180.0
    assert lengths.expected(replace(song, version="song_8")) == 150.0
    assert CATALOG.output_seconds(Kind.MUSIC, "gone", "1") is None
