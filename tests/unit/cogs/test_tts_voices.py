"""/tts speaks without being told how: the voice is the person's last, the server's, or one that fits the text."""

from dataclasses import replace

import pytest

from bot.guilds.settings import KindDefaults
from bot.jobs.caller import Caller
from bot.jobs.model import Kind, SpeechRequest, Voice
from bot.sandbox.discord import CommandRejected, LocalFile
from tests.unit.cogs.conftest import EMMA, LI, Hall, said

YUKI = Voice("s1_yuki+yuki/yuki+yuki/yuki==", "Yuki", gender="female", languages=("ja",))
ANNA = Voice("s1_anna+anna/anna+anna/anna==", "Anna", gender="female", languages=("de",))
ERIK = Voice("s1_erik+erik/erik+erik/erik==", "Erik", gender="male", languages=("de",))


async def spoken(hall: Hall, text: str) -> SpeechRequest:
    """Run a command and return the newest request."""
    ran = await hall.run(text)
    jobs = await hall.jobs()
    assert jobs, said(ran)
    request = jobs[-1].request
    assert isinstance(request, SpeechRequest)
    return request


@pytest.fixture
def voices(hall: Hall) -> None:
    hall.runtime.service.voices.replace([EMMA, LI, YUKI, ANNA, ERIK])


@pytest.mark.usefixtures("voices")
@pytest.mark.parametrize(
    ("text", "language", "speakers"),
    [
        ("hello there", "en", {"Emma", "Li"}),
        ("こんにちは、元気ですか", "ja", {"Yuki"}),
        ("Guten Morgen, wie geht es dir?", "de", {"Anna", "Erik"}),
    ],
)
async def test_a_text_alone_is_enough_and_the_voice_speaks_its_language(
    hall: Hall, text: str, language: str, speakers: set[str]
) -> None:
    request = await spoken(hall, f"/tts text:{text}")
    assert request.voice_name in speakers
    assert (request.spoken_language, request.spoken_text) == (language, text)


@pytest.mark.usefixtures("voices")
async def test_the_last_voice_goes_before_the_servers_and_one_that_fits(hall: Hall) -> None:
    admin = Caller(hall.world.admin.id, hall.world.guild.id, "en-US", is_admin=True)
    await hall.runtime.service.guilds.change(
        admin, lambda old: replace(old, defaults={Kind.TTS: KindDefaults(voice_id=LI.id, voice_name="Li")})
    )
    assert (await spoken(hall, "/tts text:Guten Morgen")).voice_name == "Li"
    assert (await spoken(hall, "/tts text:hello voice:Emma")).voice_name == "Emma"
    assert (await spoken(hall, "/tts text:good evening")).voice_name == "Emma"


@pytest.mark.usefixtures("voices")
async def test_a_voice_that_can_not_read_the_text_gives_way_and_stays_the_last_one(hall: Hall) -> None:
    await spoken(hall, "/tts text:hello voice:Emma")
    assert (await spoken(hall, "/tts text:こんにちは")).voice_name == "Yuki"
    assert (await spoken(hall, "/tts text:Guten Morgen language:German")).voice_name in {"Anna", "Erik"}
    assert (await spoken(hall, "/tts text:hello again")).voice_name == "Emma"


async def test_a_language_without_a_voice_is_told(hall: Hall) -> None:
    ran = await hall.run("/tts text:สวัสดีครับ")
    assert said(ran).startswith("I have no voice that speaks Thai")
    assert await hall.jobs() == []


async def test_no_voice_is_taken_from_a_list_that_never_came(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.speech_text._FIRST_LIST_SECONDS", 0.05)
    voices = hall.runtime.service.voices
    monkeypatch.setattr(voices, "_known", type(voices._known)())
    ran = await hall.run("/tts text:hello")
    assert said(ran).startswith("I don't have the list of voices yet")


async def test_a_text_file_follows_the_text(hall: Hall) -> None:
    file = LocalFile("story.txt", "Once upon a time.\r\nThe end.".encode("utf-16"), "text/plain")
    await hall.run("/tts", options={"text": "Chapter one.", "voice": "Emma", "text_file": file})
    (job,) = await hall.jobs()
    assert isinstance(job.request, SpeechRequest)
    assert job.request.text == "Chapter one.\n\nOnce upon a time.\nThe end."


async def test_the_text_is_required_as_it_is_marked(hall: Hall) -> None:
    with pytest.raises(CommandRejected, match="“text” is required"):
        await hall.run("/tts voice:Emma")
    (command,) = [one for one in hall.local.platform.registry.all(None) if one["name"] == "tts"]
    assert [(one["name"], one["required"]) for one in command["options"] if one.get("required")] == [("text", True)]
    assert (command["options"][0]["name"], command["options"][0]["max_length"]) == ("text", 6000)


@pytest.mark.usefixtures("voices")
async def test_voices_of_the_callers_language_are_suggested_first(hall: Hall) -> None:
    hall.world.member.locale = "de"
    found = [name.partition(" ")[0] for name, _ in await hall.choices("/tts text:x voice:", "voice")]
    assert found[:2] == ["Anna", "Erik"]
    assert len(found) == 5
