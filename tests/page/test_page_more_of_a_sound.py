"""What can be made of a sound, each part once on the page as a person does it, with its refusals."""

import re

import pytest
from playwright.async_api import expect

from bot.sandbox.discord import Permission
from bot.sandbox.stage import Stage
from tests.page.conftest import OpenChat

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_short_speech_plays_and_can_be_translated_first(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="general")
    await chat.line("/tts text:good morning voice:Emma format:mp3")
    spoken = chat.result("good morning")
    await expect(spoken).to_have_count(1)
    assert await chat.plays(spoken.locator("audio")) > 0

    await chat.start("/tts", "/tts")
    await chat.option("text").fill("good night")
    await chat.pick(await chat.add("translate_to"), "jap", "Japanese")
    await chat.send()
    translated = chat.result("good night")
    await expect(translated).to_contain_text("→ 日本語")
    await chat.picture("speech")

    await chat.line("/tts text:good day translate_to:Klingon")
    refused = chat.page.locator(".message.ephemeral").filter(has_text="Klingon")
    await expect(refused).to_be_visible()
    await chat.line("/tts text:good day pitch:2 speed:1.5")
    await expect(chat.page.locator(".message.ephemeral").filter(has_text="2,000")).to_be_visible()
    await chat.picture("speech-refused")


async def test_a_cover_knows_the_song_it_came_from(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="music-lab")
    await chat.line("/music prompt:a slow waltz model:MiniMaxMusic")
    song = chat.result("a slow waltz")
    await expect(song).to_have_count(1)
    parent = await song.get_by_text("Job ").last.text_content()
    panel = await chat.more(song)
    await chat.picture("more")
    await panel.get_by_role("button", name="Cover in another style").click()
    await chat.fill_in({"Style": "a brass band"})
    cover = chat.result("a brass band")
    await expect(cover).to_have_count(1)
    details = await chat.more(cover)
    await details.get_by_role("button", name="Details").click()
    assert parent is not None
    await expect(details).to_contain_text(parent.split()[-1])
    await chat.picture("chain-details")


async def test_the_menu_of_a_message_makes_things_and_says_what_is_missing(
    open_chat: OpenChat, shared_stage: Stage
) -> None:
    chat = await open_chat(channel="a-thread")
    await shared_stage.discord.say(
        shared_stage.world.moderator, shared_stage.world.thread, "the old door creaks in the wind"
    )
    message = chat.messages.filter(has_text="the old door creaks in the wind").first
    await message.hover()
    await message.locator("button.tool").click()
    await expect(chat.page.get_by_role("menuitem")).to_have_count(6)
    await chat.picture("message-menu")
    await chat.page.get_by_role("menuitem", name="Sound effect of this").click()
    await expect(chat.result("the old door creaks in the wind")).to_have_count(1)
    await chat.use(message, "Animate this picture")
    await expect(chat.page.locator(".message.ephemeral").filter(has_text="no picture")).to_be_visible()

    await chat.use(message, "Forward…")
    await chat.page.get_by_role("menuitem", name="#a-thread").click()
    forward = chat.messages.filter(has=chat.page.locator(".forwarded"))
    await expect(forward).to_contain_text("the old door creaks in the wind")
    await chat.use(forward, "Read aloud")
    await expect(chat.messages.filter(has=chat.page.locator("audio"))).to_have_count(2)
    await chat.picture("forwarded-read-aloud")
    await chat.use(message, "Make a song of this")
    window = chat.page.get_by_role("dialog")
    await expect(window.locator("textarea").last).to_have_value("the old door creaks in the wind")
    await expect(window.get_by_label("Model")).to_have_text(re.compile("Automatic"))
    await chat.picture("song-of-a-message")
    await chat.page.keyboard.press("Escape")


async def test_a_sound_goes_to_the_board_and_plays_there(open_chat: OpenChat, shared_stage: Stage) -> None:
    world, guild = shared_stage.discord.world, shared_stage.world.guild
    chat = await open_chat(channel="nsfw")
    board = chat.page.locator("#soundboard")
    await expect(board).to_contain_text("0 of 8")
    await chat.line("/sfx prompt:a tiny bell")
    bell = chat.result("a tiny bell")
    await expect(bell).to_have_count(1)

    panel = await chat.more(bell)
    await panel.get_by_role("button", name="Add to soundboard").click()
    await expect(chat.page.locator(".message.ephemeral").filter(has_text="You need the")).to_be_visible()
    world.add_role(guild, "makers", Permission.CREATE_GUILD_EXPRESSIONS, shared_stage.world.member)
    world.add_role(guild, "sounds", Permission.CREATE_GUILD_EXPRESSIONS, shared_stage.discord.bot)
    panel = await chat.more(bell)
    await panel.get_by_role("button", name="Add to soundboard").click()
    await expect(chat.page.locator(".message.ephemeral").filter(has_text="off here")).to_be_visible()
    await chat.picture("soundboard-refused")

    admin = await open_chat(who="admin", channel="general")
    await admin.line("/foley panel")
    opened = admin.messages.filter(has=admin.page.get_by_label("Go to…", exact=True)).last
    await opened.get_by_label("Go to…", exact=True).click()
    await admin.page.locator(".choice-line").filter(has_text="Defaults").click()
    await opened.get_by_role("button", name="Soundboard: on/off").click()
    await expect(admin.messages.filter(has_text="Soundboard: off → on")).to_have_count(1)

    panel = await chat.more(bell)
    await panel.get_by_role("button", name="Add to soundboard").click()
    await chat.fill_in({"Name": "bell", "Emoji": "🔔", "Start": "0"})
    await expect(board.get_by_role("button")).to_have_count(1)
    await expect(board).to_contain_text("1 of 8")
    await expect(board).to_contain_text("🔔")
    await board.get_by_role("button").click()
    await expect(chat.page.locator(".toast")).to_have_count(0)
    await chat.picture("soundboard")
    narrow = await open_chat(channel="nsfw", width=390, height=844)
    await narrow.show_sidebar()
    await expect(narrow.page.locator("#soundboard")).to_contain_text("bell")
    await narrow.picture("soundboard-narrow")


async def test_further_options_of_a_model_and_of_one_that_has_none(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(channel="music-lab")
    await chat.line("/video prompt:a paper plane model:Kling negative:people enhance:True")
    await expect(chat.result("a paper plane")).to_have_count(1)
    call = shared_stage.tencent.calls.of("CreateAigcVideoTask")[-1]
    assert call.request is not None
    assert call.request["NegativePrompt"] == "people"
    await chat.line("/video prompt:a paper plane model:Vidu negative:people")
    refused = chat.page.locator(".message.ephemeral").filter(has_text="negative")
    await expect(refused).to_contain_text("doesn't take")
    await chat.picture("options-refused")


async def test_what_is_generated_says_so_where_admins_want_it(open_chat: OpenChat) -> None:
    admin = await open_chat(who="admin", channel="a-post")
    await admin.line("/foley panel")
    opened = admin.messages.filter(has=admin.page.get_by_label("Go to…", exact=True)).last
    await opened.get_by_label("Go to…", exact=True).click()
    await admin.page.locator(".choice-line").filter(has_text="Defaults").click()
    await opened.get_by_role("button", name="AI label: on/off").click()
    await admin.line("/sfx prompt:a labelled whistle")
    whistle = admin.result("a labelled whistle")
    await expect(whistle).to_contain_text("AI-generated.")
    await admin.picture("label")
