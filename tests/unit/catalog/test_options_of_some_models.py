"""Options that only some models take: refused elsewhere with who does, sent under the vendor's names where they are."""

from dataclasses import fields, replace

import pytest

from bot.catalog.catalog import Catalog
from bot.errors import InvalidRequest
from bot.jobs.model import Backend, MusicRequest, Request, SfxRequest, SpeechRequest, VideoRequest, extras_of
from bot.tencent.actions.music import music_order
from bot.tencent.actions.sfx import sfx_order
from bot.tencent.actions.video import video_payload

FILM = "https://cdn.discordapp.com/attachments/1/2/boat.mp4"
PICTURE = "https://cdn.discordapp.com/attachments/1/2/boat.png"
VIDEO = VideoRequest(prompt="a boat", model="Kling", version="1.6")
MUSIC = MusicRequest(prompt="a shanty", model="Mureka")
SFX = SfxRequest(prompt="waves", video_url=FILM)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.mark.parametrize(
    ("request_", "backend"),
    [
        (replace(VIDEO, negative="people", enhance=True, watermark=True), Backend.MPS),
        (replace(VIDEO, reference_1_url=PICTURE, reference_3_url=PICTURE), Backend.MPS),
        (replace(VIDEO, version="O1", reference_video_url=FILM), Backend.MPS),
        (replace(VIDEO, model="Vidu", version="", bgm=True), Backend.MPS),
        (replace(VIDEO, model="Vidu", version="", off_peak=True), Backend.MPS),
        (replace(MUSIC, gender="female"), Backend.MPS),
        (MusicRequest(prompt="a shanty", model="MiniMaxMusic", watermark=True), Backend.MPS),
        (replace(SFX, asmr=True, bgm_prompt="a harp"), Backend.VOD),
    ],
)
def test_what_a_model_takes_passes(catalog: Catalog, request_: Request, backend: Backend) -> None:
    checked = catalog.check(request_, backend)
    assert extras_of(checked) == extras_of(request_) != ()


@pytest.mark.parametrize(
    ("request_", "backend", "option"),
    [
        (replace(VIDEO, bgm=True), Backend.MPS, "bgm"),
        (replace(VIDEO, off_peak=True), Backend.MPS, "off_peak"),
        (replace(VIDEO, version="2.6", reference_1_url=PICTURE), Backend.MPS, "reference"),
        (replace(VIDEO, reference_video_url=FILM), Backend.MPS, "reference_video"),
        (replace(VIDEO, model="Vidu", version="", negative="people"), Backend.MPS, "negative"),
        (replace(MUSIC, version="instrumental_9", gender="male"), Backend.MPS, "gender"),
        (replace(MUSIC, watermark=True), Backend.MPS, "watermark"),
        (replace(SFX, asmr=True), Backend.MPS, "asmr"),
    ],
)
def test_what_a_model_does_not_take_is_refused_by_name(
    catalog: Catalog, request_: Request, backend: Backend, option: str
) -> None:
    with pytest.raises(InvalidRequest) as caught:
        catalog.check(request_, backend)
    assert (caught.value.key, caught.value.values["option"]) == ("catalog-not-taken", option)


def test_sounds_for_a_film_need_one(catalog: Catalog) -> None:
    with pytest.raises(InvalidRequest) as caught:
        catalog.check(replace(SFX, video_url="", asmr=True), Backend.VOD)
    assert caught.value.key == "catalog-option-needs-video"


def test_they_are_sent_under_the_vendors_names() -> None:
    film = replace(
        VIDEO, negative="people", enhance=True, bgm=True, watermark=True, reference_2_url=PICTURE, off_peak=True
    )
    sent = video_payload(replace(film, reference_video_url=FILM))
    assert (sent["NegativePrompt"], sent["EnhancePrompt"]) == ("people", True)
    assert sent["ImageInfos"] == [{"ImageUrl": PICTURE}]
    assert sent["VideoInfos"] == [{"VideoUrl": FILM, "ReferType": "feature"}]
    assert sent["ExtraParameters"] == {"EnableBgm": True, "LogoAdd": 1, "OffPeak": True}
    assert sfx_order(replace(SFX, asmr=True, bgm_prompt="a harp")).additional == {
        "asmr_mode": True,
        "bgm_prompt": "a harp",
    }
    sung = music_order(replace(MUSIC, gender="female", lyrics="la"), "lyrics")
    assert sung.additional == {"lyrics": "la", "gender": "female"}
    told = music_order(replace(MUSIC, gender="male", lyrics="la"), "")
    assert ("Lyrics:\nla" in told.prompt, told.additional) == (True, {"gender": "male"})


def test_what_is_not_chosen_is_not_sent() -> None:
    assert set(video_payload(VIDEO)) == {"ModelName", "ModelVersion", "Prompt"}
    assert sfx_order(SFX).additional == {}


def test_every_link_is_one_that_is_renewed() -> None:
    links = {field.name for field in fields(VideoRequest) if "url" in field.name}
    assert all(name.endswith("_url") for name in links)
    assert len(links) == 6


@pytest.mark.parametrize("speed", [0.0, 0.4, 2.1, 1e308, float("nan")])
def test_a_speed_that_is_never_offered_is_refused(catalog: Catalog, speed: float) -> None:
    with pytest.raises(InvalidRequest):
        catalog.check(SpeechRequest(text="hello", voice_id="s1_a", speed=speed), Backend.MPS)
