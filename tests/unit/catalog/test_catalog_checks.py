"""The catalogue against requests: what it offers passes its own check, what can't work is told with what to change."""

import itertools
from dataclasses import replace

import pytest

from bot.catalog.catalog import Catalog, spans
from bot.errors import InvalidRequest
from bot.jobs.model import (
    AudioFormat,
    Backend,
    Kind,
    MusicRequest,
    Request,
    SfxRequest,
    SpeechRequest,
    VideoRequest,
    prompt_of,
)
from tests.support.offers import URL, everything_offered


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def refusal(catalog: Catalog, request: Request, backend: Backend = Backend.MPS) -> InvalidRequest:
    with pytest.raises(InvalidRequest) as caught:
        catalog.check(request, backend)
    return caught.value


def test_everything_the_catalogue_offers_passes_its_own_check(catalog: Catalog) -> None:
    count = 0
    for request, backend in everything_offered(catalog):
        assert catalog.check(request, backend) == request
        count += 1
    assert count > 1000


def test_every_language_rate_and_pitch_offered_passes(catalog: Catalog) -> None:
    speech = catalog.speech
    for language, rate in itertools.product(speech.languages, speech.sample_rates):
        for pitch in (speech.lowest_pitch, 0, speech.highest_pitch):
            request = SpeechRequest("hello", "s1_voice", language=language.code, sample_rate=rate, pitch=pitch)
            assert catalog.check(request, Backend.MPS) == request
    assert len(speech.languages) == 40


@pytest.mark.parametrize("kind", [Kind.MUSIC, Kind.SFX, Kind.VIDEO])
@pytest.mark.parametrize("backend", list(Backend))
def test_a_default_model_leads_each_list(catalog: Catalog, kind: Kind, backend: Backend) -> None:
    models = catalog.models(kind, backend)
    if kind is Kind.VIDEO and backend is Backend.VOD:
        assert models == ()
    elif backend is Backend.MPS or kind is Kind.SFX:
        assert models[0].default


def test_fills_in_the_default_model_and_version(catalog: Catalog) -> None:
    checked = catalog.check(MusicRequest("  calm rain \x00", ""), Backend.MPS)
    assert checked == MusicRequest("calm rain", "GL", "3.0-clip")


@pytest.mark.parametrize("name", ["MinimaxMusic", "minimaxmusic", "MiniMax Music", "MiniMaxMusic"])
def test_knows_other_spellings(catalog: Catalog, name: str) -> None:
    checked = catalog.check(MusicRequest("x", name), Backend.MPS)
    assert isinstance(checked, MusicRequest)
    assert (checked.model, checked.version) == ("MiniMaxMusic", "2.6")


def test_takes_the_first_version_that_can_do_it_when_none_is_named(catalog: Catalog) -> None:
    checked = catalog.check(MusicRequest("x", "Mureka", instrumental=True), Backend.MPS)
    assert isinstance(checked, MusicRequest)
    assert checked.version == "instrumental_9.5"


def test_lets_an_unlisted_version_pass_and_says_that_it_is_not_listed(catalog: Catalog) -> None:
    request = MusicRequest("x", "MiniMaxMusic", "4.0")
    assert catalog.check(request, Backend.MPS) == request
    assert not catalog.lists_version(Kind.MUSIC, "MiniMaxMusic", "4.0")
    assert catalog.lists_version(Kind.MUSIC, "minimaxmusic", "2.6")


@pytest.mark.parametrize(
    ("request_", "backend", "key", "values"),
    [
        (MusicRequest("x", "GL", lyrics="la", instrumental=True), Backend.MPS, "catalog-lyrics-and-instrumental", {}),
        (MusicRequest("x", "GL", "3.0-pro"), Backend.MPS, "catalog-lyrics-needed", {"model": "Google Lyria 3 Pro"}),
        (MusicRequest("x", "EL", lyrics="la"), Backend.MPS, "catalog-not-taken", {"about": "lyrics"}),
        (
            MusicRequest("x", "Mureka", "song_9", instrumental=True),
            Backend.MPS,
            "catalog-not-taken",
            {"about": "instrumental"},
        ),
        (MusicRequest("x", "GL", reference_url=URL), Backend.MPS, "catalog-not-taken", {"about": "reference"}),
        (MusicRequest("x", "Suno"), Backend.MPS, "catalog-model-unknown", {"model": "Suno"}),
        (MusicRequest("x", "GL", "9\n9"), Backend.MPS, "catalog-version-unknown", {}),
        (MusicRequest(" \x07 ", "GL"), Backend.MPS, "catalog-text-empty", {"option": "prompt"}),
        (MusicRequest("x" * 2001, "GL"), Backend.MPS, "catalog-text-long", {"length": 2001, "limit": 2000}),
        (MusicRequest("x", "GL", lyrics="x" * 3501), Backend.MPS, "catalog-lyrics-long", {"limit": 3500}),
        (SfxRequest("x", version="1"), Backend.VOD, "catalog-not-taken", {"about": "version", "model": "Kling"}),
        (SfxRequest("x", duration_seconds=5), Backend.MPS, "catalog-not-taken", {"about": "duration", "count": 0}),
        (SfxRequest("x", duration_seconds=50), Backend.VOD, "catalog-duration-not-offered", {"offered": "3–10"}),
        (SfxRequest("x", duration_seconds=5, video_url=URL), Backend.VOD, "catalog-duration-and-video", {}),
        (SfxRequest("x", "EL", video_url=URL), Backend.MPS, "catalog-not-taken", {"about": "video", "others": "Kling"}),
        (VideoRequest("x", "Kling", resolution="8K"), Backend.MPS, "catalog-not-offered", {"option": "resolution"}),
        (VideoRequest("x", "Hailuo", aspect="16:9"), Backend.MPS, "catalog-not-taken", {"about": "aspect"}),
        (
            VideoRequest("x", "Kling", aspect="9:21"),
            Backend.MPS,
            "catalog-not-offered",
            {"option": "aspect", "others": "H2 1.0"},
        ),
        (VideoRequest("x", "Kling", aspect="1:1", image_url=URL), Backend.MPS, "catalog-aspect-and-image", {}),
        (VideoRequest("x", "Vidu", aspect="1:1", image_url=URL), Backend.MPS, "catalog-aspect-and-image", {}),
        (VideoRequest("x", "PixVerse", aspect="1:1", image_url=URL), Backend.MPS, "catalog-aspect-and-image", {}),
        (VideoRequest("x", "H2", aspect="1:1", image_url=URL), Backend.MPS, "catalog-aspect-and-image", {"count": 0}),
        (VideoRequest("x", "Hailuo", audio=True), Backend.MPS, "catalog-not-taken", {"about": "audio"}),
        (
            VideoRequest("x", "Hailuo", "2.3", 10, "1080P"),
            Backend.MPS,
            "catalog-duration-resolution",
            {"duration": 10, "offered": "768P"},
        ),
        (
            VideoRequest("x", "Hailuo", "2.3-fast"),
            Backend.MPS,
            "catalog-image-needed",
            {"model": "MiniMax Hailuo 2.3 Fast"},
        ),
        (VideoRequest("x", "Vidu", "q2-pro"), Backend.MPS, "catalog-image-needed", {}),
        (VideoRequest("x", "Vidu", "q2-turbo"), Backend.MPS, "catalog-image-needed", {}),
        (VideoRequest("x", "Kling", "2.5", audio=True), Backend.MPS, "catalog-not-taken", {"about": "audio"}),
        (VideoRequest("x", "Kling", "2.6", audio=True), Backend.MPS, "catalog-audio-resolution", {"offered": "1080P"}),
        (VideoRequest(" ", "Kling"), Backend.MPS, "catalog-text-empty", {"option": "prompt"}),
        (MusicRequest("x", "MiniMaxMusic", "2.0"), Backend.MPS, "catalog-lyrics-needed", {}),
        (
            MusicRequest("x", "MiniMaxMusic", "2.0", instrumental=True),
            Backend.MPS,
            "catalog-lyrics-needed",
            {"model": "MiniMax Music 2.0"},
        ),
        (VideoRequest("x", "Kling", last_image_url=URL), Backend.MPS, "catalog-last-image-alone", {}),
        (
            VideoRequest("x", "Kling", "2.6", image_url=URL, last_image_url=URL),
            Backend.MPS,
            "catalog-last-image-resolution",
            {"offered": "1080P"},
        ),
        (VideoRequest("x", "Hunyuan", duration_seconds=5), Backend.MPS, "catalog-not-taken", {"about": "duration"}),
        (SpeechRequest(" ", "v"), Backend.MPS, "catalog-text-empty", {"option": "text"}),
        (SpeechRequest("x" * 20001, "v"), Backend.MPS, "catalog-text-long", {"limit": 20000}),
        (SpeechRequest("x", "é"), Backend.MPS, "catalog-voice-bad", {}),
        (SpeechRequest("x", "v", language="klingon"), Backend.MPS, "catalog-language-unknown", {"language": "klingon"}),
        (SpeechRequest("x", "v", pitch=13), Backend.MPS, "catalog-pitch-not-offered", {"highest": 12}),
        (SpeechRequest("x", "v", sample_rate=24000), Backend.MPS, "catalog-sample-rate-not-offered", {"rate": "24000"}),
    ],
)
def test_refuses_what_can_not_work(
    catalog: Catalog, request_: Request, backend: Backend, key: str, values: dict[str, object]
) -> None:
    error = refusal(catalog, request_, backend)
    assert error.key == key
    assert values.items() <= error.values.items()


def test_names_those_that_could_do_it_as_it_was_asked(catalog: Catalog) -> None:
    def others(request: VideoRequest) -> str:
        return str(refusal(catalog, request).values["others"])

    assert others(VideoRequest("x", "Kling", "2.6", audio=True)).startswith("Kling 3.0, Kling 3.0 Omni")
    assert "Hailuo" not in others(VideoRequest("x", "Hailuo", "2.3", 10, "1080P"))
    assert others(VideoRequest("x", "Vidu", "q2-pro")).startswith(
        "Vidu Q3 Pro, Vidu Q3 Turbo, Vidu Q3, Vidu Q3 Mix, Vidu Q2"
    )


@pytest.mark.parametrize(
    "request_",
    [
        MusicRequest("", "MiniMaxMusic", "2.6", reference_url=URL),
        SfxRequest(" ", video_url=URL),
        VideoRequest("", "Kling", "3.0", image_url=URL),
    ],
)
def test_what_is_handed_in_may_stand_for_the_prompt(catalog: Catalog, request_: Request) -> None:
    assert prompt_of(catalog.check(request_, Backend.MPS)) == ""


def test_names_others_of_the_same_model_first(catalog: Catalog) -> None:
    error = refusal(catalog, MusicRequest("x", "GL", "3.0-pro"))
    assert str(error.values["others"]).startswith("Google Lyria 3 Clip")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("ftp://example.com/a", "catalog-url-scheme"),
        ("file:///etc/passwd", "catalog-url-scheme"),
        ("example.com/a", "catalog-url-scheme"),
        ("https:///a", "catalog-url-bad"),
        ("https://exa mple.com/", "catalog-url-bad"),
        ("https://example.com:99999/", "catalog-url-bad"),
        ("https://[::1/", "catalog-url-bad"),
        ("https://user:secret@example.com/", "catalog-url-credentials"),
        ("https://example.com/" + "a" * 3000, "catalog-url-long"),
        *(
            (f"http://{host}/a", "catalog-url-private")
            for host in (
                "localhost", "localhost.", "printer.local", "db.internal", "intranet", "127.0.0.1", "10.1.2.3",
                "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "[::1]", "[fe80::1]",
                "[fd00::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "999.1.1.1",
            )
        ),
    ],
)  # fmt: skip
def test_refuses_addresses_nobody_could_fetch(catalog: Catalog, url: str, key: str) -> None:
    error = refusal(catalog, MusicRequest("x", "MiniMaxMusic", reference_url=url))
    assert error.key == key
    assert error.values["option"] == "reference_url"


def test_trusts_only_the_hosts_it_was_told() -> None:
    catalog = Catalog.load(trusted_hosts=("127.0.0.1:5000",))
    fine = MusicRequest("x", "MiniMaxMusic", "2.6", reference_url="http://127.0.0.1:5000/attachments/a.mp3")
    assert catalog.check(fine, Backend.MPS) == fine
    assert refusal(catalog, replace(fine, reference_url="http://127.0.0.1:5001/a")).key == "catalog-url-private"


def test_normalises_language_names_and_resolutions(catalog: Catalog) -> None:
    speech = catalog.check(SpeechRequest("x", "v", language="japanese"), Backend.MPS)
    assert isinstance(speech, SpeechRequest)
    assert speech.language == "ja"
    video = catalog.check(VideoRequest("x", "kling", resolution="1080p"), Backend.MPS)
    assert isinstance(video, VideoRequest)
    assert (video.model, video.version, video.resolution) == ("Kling", "3.0", "1080P")


def test_offers_by_model_and_version(catalog: Catalog) -> None:
    assert catalog.durations(Kind.VIDEO, "Kling", "2.5") == (5, 10)
    assert catalog.durations(Kind.SFX) == tuple(range(3, 11))
    assert catalog.aspects("Vidu", "q2")[-1] == "3:4"
    assert catalog.aspects("Hailuo") == ()
    assert catalog.resolutions("nobody") == ()
    assert catalog.versions(Kind.MUSIC, "GL") == ("3.0-clip", "3.0-pro")
    assert catalog.versions(Kind.SFX, "Kling") == ()


def test_priors_fall_back_to_the_kind(catalog: Catalog) -> None:
    assert catalog.prior(Kind.TTS) == (12, 0.4)
    assert catalog.prior(Kind.MUSIC, "GL", "3.0-pro") == (110, 0.5)
    assert catalog.prior(Kind.MUSIC, "gone", "1") == (95, 0.5)


def test_formats_are_of_the_enum(catalog: Catalog) -> None:
    for kind in (Kind.MUSIC, Kind.SFX):
        for model in catalog.models(kind):
            assert set(model.formats) <= set(AudioFormat)


def test_spans() -> None:
    assert spans([5, 8, 10]) == "5, 8, 10"
    assert spans([1, 2, 3, 7, 8]) == "1–3, 7, 8"
