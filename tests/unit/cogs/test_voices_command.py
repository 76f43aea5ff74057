"""/voices: a voice is found, heard and taken without anything being bought; *Change voice* speaks a text once more."""

from typing import Any

import discord
import pytest

from bot.chat.render.payload import custom_id
from bot.chat.render.voices import Browser, mood_key
from bot.jobs.model import SpeechRequest, Voice
from bot.sandbox.discord import Interaction, Message
from tests.unit.cogs.conftest import EMMA, LI, Hall, said

SAMPLE = "https://samples.myqcloud.com/a.wav"
ANNA = Voice(
    "s1_anna+anna/anna+anna/anna==", "Anna", gender="female", age="youth", languages=("de",), labels=("Warm",),
    sample_url=SAMPLE,
)  # fmt: skip
CLARA = Voice("s1_clara+clara/clara+clara==", "Clara", gender="female", age="senior", languages=("de", "en"))
ERIK = Voice("s1_erik+erik/erik+erik/erik==", "Erik", gender="male", languages=("de",), labels=("Steady",))
HERD = [Voice(f"s1_herd+{number:03}/herd+herd/herd==", f"Herd {number:03}", languages=("fr",)) for number in range(60)]


@pytest.fixture(autouse=True)
def voices(hall: Hall) -> None:
    hall.runtime.service.voices.replace([EMMA, LI, ANNA, CLARA, ERIK, *HERD])


async def browse(hall: Hall, command: str) -> Message:
    (message,) = (await hall.run(command)).ephemeral
    return message


def parts(message: Message) -> dict[str, dict[str, Any]]:
    """Every select and button of the browser by its name in the ids; the link under ``listen``."""
    found = [one for row in message.payload["components"] for one in row["components"]]
    return {one["custom_id"].split(":")[1] if "custom_id" in one else "listen": one for one in found}


async def choose(hall: Hall, message: Message, part: str, *values: str) -> None:
    chosen = await hall.local.select(hall.world.member, message, parts(message)[part]["custom_id"], *values)
    await chosen.done()


async def press(hall: Hall, message: Message, part: str) -> Interaction:
    pressed = await hall.local.press(hall.world.member, message, parts(message)[part]["custom_id"])
    return await pressed.done()


async def test_a_german_female_voice_is_found_heard_and_used_and_nothing_is_bought(hall: Hall) -> None:
    message = await browse(hall, "/voices language:German gender:female")
    assert [one["label"] for one in parts(message)["voice"]["options"]] == ["Anna", "Clara"]
    await choose(hall, message, "voice", "Anna")
    assert parts(message)["listen"]["url"] == SAMPLE
    await press(hall, message, "use")
    assert "Anna is your voice now" in message.payload["embeds"][0]["description"]
    assert await hall.jobs() == []
    kept = await hall.runtime.preferences.load_preferences(hall.world.member.id)
    assert (kept.voice_id, kept.voice_name) == (ANNA.id, "Anna")
    assert (await hall.choices("/tts text:x voice:", "voice"))[0][0] == "Anna (female, youth, German)"
    await hall.run("/tts text:Guten Morgen")
    (job,) = await hall.jobs()
    assert isinstance(job.request, SpeechRequest)
    assert job.request.voice_id == ANNA.id


async def test_the_callers_language_stands_first_and_filters_narrow_each_other(hall: Hall) -> None:
    hall.world.member.locale = "de"
    message = await browse(hall, "/voices")
    shown = parts(message)
    assert [one["value"] for one in shown["language"]["options"] if one.get("default")] == ["de"]
    assert shown["language"]["options"][0]["value"] == "de"
    assert [one["label"] for one in shown["voice"]["options"]] == ["Anna", "Clara", "Erik"]
    assert shown["voice"]["options"][0]["description"] == "weiblich, jung, Deutsch"
    await choose(hall, message, "moods", mood_key("Steady"))
    assert [one["label"] for one in parts(message)["voice"]["options"]] == ["Erik"]
    await choose(hall, message, "traits", "female")
    assert "voice" not in parts(message)
    assert "Keine Stimme passt" in message.payload["embeds"][0]["description"]


async def test_many_voices_come_in_pages(hall: Hall) -> None:
    message = await browse(hall, "/voices language:French")
    assert message.payload["embeds"][0]["title"] == "60 voices"
    await press(hall, message, "on")
    await press(hall, message, "on")
    assert [one["label"] for one in parts(message)["voice"]["options"]] == [f"Herd {n:03}" for n in range(50, 60)]
    assert "on" not in parts(message)
    await press(hall, message, "back")
    assert parts(message)["voice"]["options"][0]["label"] == "Herd 025"


async def test_a_text_is_spoken_once_more_with_another_voice(hall: Hall) -> None:
    await hall.run("/tts text:Guten Morgen voice:Erik")
    first = (await hall.jobs())[0]
    view = discord.ui.View(timeout=None)
    view.stop()
    view.add_item(discord.ui.Button(label="Change voice", custom_id=custom_id("revoice", first.id)))
    channel = hall.bot.get_partial_messageable(hall.world.general.id)
    sent = await channel.send(f"your speech\n-# Job {first.id}", view=view)
    result = hall.local.message(sent.id)
    assert result is not None
    pressed = await (await hall.local.press(hall.world.member2, result, "Change voice")).done()
    (message,) = pressed.ephemeral
    await hall.local.wait_for(lambda: message.components or None)
    chosen = await hall.local.select(hall.world.member2, message, parts(message)["voice"]["custom_id"], "Clara")
    await chosen.done()
    spoken = await hall.local.press(hall.world.member2, message, "Speak with this voice")
    await spoken.done()
    second = (await hall.jobs())[1]
    assert isinstance(second.request, SpeechRequest)
    assert (second.request.voice_name, second.request.text) == ("Clara", "Guten Morgen")
    assert (second.retry_of, second.user_id) == (first.id, hall.world.member2.id)


async def test_a_language_nobody_knows_is_told(hall: Hall) -> None:
    assert "Klingon" in said(await hall.run("/voices language:Klingon"))


@pytest.mark.parametrize("text", ["", "|", "de|fz!|abc|" + "x" * 90, "|||||999999", "|" * 40, "zz|||||-1"])
def test_forged_states_are_read_as_nothing_chosen(text: str) -> None:
    browser = Browser.decoded(text)
    assert len(browser.encoded()) <= 100 - len("foley-voices:language:") or len(browser.voice) > 20
    assert Browser.decoded(browser.encoded()).traits == browser.traits


def test_what_is_chosen_survives_being_written() -> None:
    full = Browser("fil", ("female", "male", "child", "teenager", "youth", "middle_aged", "senior"), ("abcd",) * 3,
                   "v:0123456789abcdef", "0" * 14, 76)  # fmt: skip
    assert Browser.decoded(full.encoded()) == full
    assert len(f"foley-voices:language:{full.encoded()}") <= 100
