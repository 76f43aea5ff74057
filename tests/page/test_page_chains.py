"""Chains, presets, off-peak and several at once, each on the page as a person does it, with one refusal each."""

import io

import pytest
from PIL import Image
from playwright.async_api import Locator, expect

from bot.sandbox.discord import LocalFile
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.page.chat import Chat
from tests.page.conftest import OpenChat

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def job_of(result: Locator) -> str:
    """The job that a result names in its line of facts."""
    words = await result.get_by_text("Job ").last.text_content()
    assert words is not None
    return words.split()[-1]


async def make_of(chat: Chat, parent: Locator, entry: str, fields: dict[str, str]) -> None:
    """Press an entry of *More…* and send its form."""
    panel = await chat.more(parent)
    await panel.get_by_role("button", name=entry).click()
    await chat.fill_in(fields)


async def knows(chat: Chat, child: Locator, parent: str, picture: str) -> None:
    """The details of a child name its parent."""
    await expect(child).to_have_count(1)
    panel = await chat.more(child)
    await panel.get_by_role("button", name="Details").click()
    await expect(panel).to_contain_text(parent)
    await chat.picture(picture)
    shown = await chat.page.locator(".message.ephemeral").count()
    await panel.get_by_role("button", name="Dismiss message").click()
    await expect(chat.page.locator(".message.ephemeral")).to_have_count(shown - 1)


async def corrected(chat: Chat, said: str, fields: dict[str, str], picture: str) -> None:
    """A refusal says why, and its form, which is filled in, leads on."""
    refused = chat.page.locator(".message.ephemeral").filter(has_text=said)
    await expect(refused).to_be_visible()
    await chat.picture(picture)
    await refused.get_by_role("button", name="Edit and run").click()
    await chat.fill_in(fields)


async def test_a_film_gets_sound_and_music(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="music-lab")
    await chat.line("/video prompt:a paper boat")
    film = chat.result("a paper boat")
    await expect(film).to_have_count(1)
    parent = await job_of(film)
    await make_of(chat, film, "Add sound", {"What it should be": "soft splashing", "Seconds": "9"})
    await corrected(chat, "The length follows the video", {"Seconds": ""}, "chain-sound-refused")
    await knows(chat, chat.result("soft splashing"), parent, "chain-sound")
    await make_of(chat, film, "Add music", {"Style": "slow piano " * 300})
    await corrected(chat, "the limit is 2,000", {"Style": "slow piano"}, "chain-score-refused")
    await knows(chat, chat.result("slow piano"), parent, "chain-score")


async def test_what_was_spoken_becomes_a_song_and_the_song_a_cover(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="general")
    await chat.line("/tts text:row your boat voice:Emma")
    spoken = chat.result("row your boat")
    await expect(spoken).to_have_count(1)
    parent = await job_of(spoken)
    stranger = await open_chat(who="member2", channel="general")
    theirs = await stranger.more(stranger.result("row your boat"))
    await expect(theirs.get_by_role("button").first).to_be_visible()
    await expect(theirs.get_by_role("button", name="Make it a song")).to_have_count(0)
    await make_of(chat, spoken, "Make it a song", {"Style": "a shanty"})
    song = chat.result("a shanty")
    await knows(chat, song, parent, "chain-song")
    await make_of(chat, song, "Cover in another style", {"Style": "forbidden words"})
    await corrected(chat, "content check", {"Style": "a quiet brass band"}, "chain-cover-refused")
    await knows(chat, chat.result("a quiet brass band"), await job_of(song), "chain-cover")


async def test_a_picture_of_a_message_is_set_in_motion(open_chat: OpenChat, shared_stage: Stage) -> None:
    world = shared_stage.world
    chat = await open_chat(channel="a-thread")
    picture = io.BytesIO()
    Image.new("RGB", (640, 360), "teal").save(picture, "PNG")
    boat = LocalFile("boat.png", picture.getvalue(), "image/png")
    await shared_stage.discord.say(world.moderator, world.thread, "my boat", [boat])
    message = chat.messages.filter(has_text="my boat").first
    await chat.use(message, "Add sound to this video")
    await expect(chat.page.locator(".message.ephemeral").filter(has_text="no video")).to_be_visible()
    await chat.use(message, "Animate this picture")
    await expect(chat.messages.filter(has=chat.page.locator("video"))).to_have_count(1)
    await expect(chat.messages.filter(has=chat.page.locator("video"))).to_contain_text("boat.png")
    call = shared_stage.tencent.calls.of("CreateAigcVideoTask")[-1]
    assert "boat.png" in str(call.request)
    await chat.picture("chain-animate")


async def test_a_request_is_saved_and_used_with_other_words(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="nsfw")
    own = chat.page.locator(".message.ephemeral")
    await chat.line("/preset use name:nothing")
    await expect(own.filter(has_text="There is no preset called that")).to_be_visible()
    await chat.line("/sfx prompt:a gate creaks duration:5")
    await expect(chat.result("a gate creaks")).to_have_count(1)
    await chat.line("/preset save name:Gate")
    await expect(own.filter(has_text="Saved as Gate")).to_be_visible()
    await chat.picture("preset")
    await chat.line("/preset use name:Gate prompt:a gate slams")
    await expect(chat.result("a gate slams")).to_contain_text("0:05")
    await chat.line("/preset use name:Gate")
    window = chat.page.get_by_role("dialog")
    await expect(window.get_by_label("What it should be")).to_have_value("a gate creaks")
    await chat.picture("preset-form")
    await chat.page.keyboard.press("Escape")
    await chat.line("/preset list")
    await expect(own.filter(has_text="Gate · /sfx · a gate creaks")).to_be_visible()
    await chat.picture("preset-list")


async def test_off_peak_tells_by_when_and_is_refused_where_no_model_takes_it(
    open_chat: OpenChat, shared_stage: Stage
) -> None:
    chat = await open_chat(channel="a-thread")
    await chat.line("/video prompt:grey waves model:Kling off_peak:True")
    refused = chat.page.locator(".message.ephemeral").filter(has_text="off_peak")
    await expect(refused).to_contain_text("doesn't take")
    await chat.picture("off-peak-refused")
    shared_stage.tencent.faults.add(Fault("stuck"))
    await chat.line("/video prompt:blue waves model:Vidu off_peak:True")
    status = chat.messages.filter(has_text="blue waves")
    await expect(status).to_contain_text("Made off-peak, for less: ready in 2 days at the latest")
    await chat.picture("off-peak")
    await status.get_by_role("button", name="Cancel").click()
    await expect(status).to_contain_text("ancelled")


async def test_three_at_once_one_kept_and_more_than_the_server_allows_refused(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="a-post")
    await chat.line("/sfx prompt:small chimes count:3")
    results = chat.result("small chimes")
    await expect(results).to_have_count(3)
    await chat.picture("count")
    panel = await chat.more(results.nth(1))
    await chat.picture("count-more")
    await panel.get_by_role("button", name="Keep this one").click()
    await expect(panel).to_contain_text("removed the 2 others")
    await expect(results).to_have_count(1)
    await chat.picture("count-kept")
    admin = await open_chat(who="admin", channel="a-post")
    await admin.line("/foley panel")
    opened = admin.messages.filter(has=admin.page.get_by_label("Go to…", exact=True)).last
    await opened.get_by_label("Go to…", exact=True).click()
    await admin.page.locator(".choice-line").filter(has_text="Limits").click()
    await opened.get_by_role("button", name="Video length, sharpness, count…").click()
    await admin.fill_in({"Most in one request": "2"})
    await chat.line("/sfx prompt:large chimes count:3")
    await corrected(chat, "may ask for at most 2", {"How many": "2"}, "count-refused")
    await expect(chat.result("large chimes")).to_have_count(2)
