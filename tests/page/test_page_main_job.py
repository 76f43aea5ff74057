"""The whole way of a request as a person goes it: in a real browser, through the real bot process."""

import asyncio
import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import expect

from bot.sandbox.discord import LocalFile
from bot.sandbox.stage import Stage
from bot.sandbox.tencent.results.media import MediaSpec, make
from tests.page.conftest import FAST, OpenChat

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _come(event: asyncio.Event) -> None:
    await event.wait()


async def test_music_from_slash_to_sound_then_again_and_edited(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(channel="music-lab")
    # The bot is quick: no edit is carried out here until what comes before it has been seen.
    seen = asyncio.Event()
    gate = shared_stage.discord.faults.call("PATCH", "/messages/", hook=lambda: _come(seen), count=None)
    await chat.start("/mu", "/music")
    await chat.option("prompt").fill("rain on a tin roof")
    await chat.pick(await chat.add("model"), "mini", "MiniMax")
    await chat.send()
    await expect(chat.page.locator(".message .thinking").filter(has_text="is thinking")).to_be_visible()
    seen.set()
    shared_stage.discord.faults.remove(gate)
    status = chat.messages.filter(has_text="Member used").last
    results = chat.result("rain on a tin roof")
    await expect(results).to_have_count(1)
    await expect(results.first).to_contain_text("MiniMax")
    await expect(status).to_contain_text("Jump to the result")
    assert await chat.plays(results.first.locator("audio")) > 0

    await results.first.get_by_role("button", name="Again").click()
    await expect(results).to_have_count(2)

    await results.first.get_by_role("button", name="Edit and run").click()
    window = chat.page.get_by_role("dialog", name="Edit and run")
    await expect(window).to_be_visible()
    style = window.locator("textarea").first
    await expect(style).to_have_value("rain on a tin roof")
    await style.fill("thunder far away")
    await window.get_by_role("button", name="Submit").click()
    await expect(window).to_be_hidden()
    await expect(chat.result("thunder far away")).to_have_count(1)


async def test_speech_with_a_voice_found_by_typing(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(channel="a-thread")
    await chat.start("/tts", "/tts")
    await chat.option("text").fill("good evening everybody")
    system = [voice for voice in shared_stage.tencent.settings.voices if voice.category == "system"]
    name = system[-1].name  # far behind those offered before anything is typed
    await chat.pick(await chat.add("voice"), name.lower(), name)
    await chat.send()
    result = chat.result("good evening everybody")
    await expect(result).to_have_count(1)
    assert await chat.plays(result.locator("audio")) > 0
    await result.get_by_role("button", name="More…").click()
    await chat.page.locator(".message.ephemeral").get_by_role("button", name="Voice message").click()
    voice = chat.messages.locator(".voice")
    await expect(voice).to_have_count(1)
    await expect(voice.locator(".wave i")).to_have_count(48)
    assert await chat.plays(voice.locator("audio")) > 0


async def test_video_plays(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="general")
    await chat.line("/video prompt:a paper boat on a pond")
    result = chat.result("a paper boat on a pond")
    await expect(result).to_have_count(1)
    assert await chat.plays(result.locator("video")) > 0


async def test_sound_effect_for_an_attached_video(open_chat: OpenChat, tmp_path: Path, shared_stage: Stage) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(make(MediaSpec("mp4", "", 5.0, width=320, height=240)).data)
    chat = await open_chat(channel="a-post")
    await chat.start("/sfx", "/sfx")
    await chat.option("prompt").fill("oars in the water")
    await chat.add("video")
    await chat.attach("video", clip)
    await chat.send()
    result = chat.result("oars in the water")
    await expect(result).to_have_count(1)
    assert await chat.plays(result.locator("audio, video").first) > 0


async def test_a_wrong_option_is_refused_only_to_the_one_who_asked(open_chat: OpenChat) -> None:
    chat, other = await open_chat(who="member"), await open_chat(who="moderator")
    await chat.start("/sfx", "/sfx")
    await chat.option("prompt").fill("a bell that must not ring")
    await (await chat.add("duration")).fill("999999")
    await chat.send()
    objection = chat.page.locator(".form-error")
    await expect(objection).to_contain_text("duration")
    await expect(chat.option("duration")).to_have_attribute("aria-invalid", "true")
    await chat.page.get_by_role("button", name="Cancel the command").click()

    await chat.start("/video", "/video")
    await chat.option("prompt").fill("a model nobody has")
    await (await chat.add("model")).fill("NoSuchModel")
    await chat.send()
    note = chat.page.locator(".message.ephemeral").filter(has_text="NoSuchModel")
    await expect(note).to_be_visible()
    await expect(note).to_contain_text("Only you can see this")
    await expect(other.messages.filter(has_text="NoSuchModel")).to_have_count(0)
    await note.get_by_role("button", name="Dismiss message").click()
    await expect(note).to_have_count(0)


async def test_killed_while_a_job_waits_and_one_result_after_the_bot_is_back(
    open_chat: OpenChat, shared_stage: Stage
) -> None:
    shared_stage.tencent.speed = 0.05
    chat = await open_chat(channel="general")
    panel = chat.page.locator("#panel")
    try:
        await chat.line("/music prompt:a lullaby for a crash")
        job = panel.locator(".job").filter(has_text="a lullaby for a crash")
        await expect(job.locator(".state")).to_have_text("waiting")
        await panel.get_by_role("button", name="kill -9").click()
        await expect(chat.page.locator(".bot-state")).to_contain_text("is down")
        await expect(chat.page.locator("#banner")).to_contain_text("The bot is down")
        await expect(panel.locator(".bot-line")).to_contain_text("killed by signal 9")
        await chat.line("/jobs list")
        unanswered = chat.page.locator(".message[data-interaction]").filter(has_text="/jobs")
        await expect(unanswered).to_contain_text("did not respond")
        await chat.say("what was that?")
        below = chat.page.locator('.message[data-interaction]:has-text("/jobs") ~ .message[data-id]')
        await expect(below.filter(has_text="what was that?")).to_have_count(1)
        await chat.page.get_by_role("tab", name="Tencent Cloud").click()
        await chat.page.get_by_role("button", name="100×").click()
        await chat.page.get_by_role("tab", name="Bot", exact=True).click()
        await panel.get_by_role("button", name="Start").click()
        await expect(chat.page.locator(".bot-state")).to_contain_text("is online")
        results = chat.result("a lullaby for a crash")
        await expect(results).to_have_count(1)
        await expect(job).to_contain_text("posted")
        await expect(results).to_have_count(1)
    finally:
        shared_stage.set_speed(FAST)
        await shared_stage.start_bot()
        await shared_stage.wait_for_commands()


async def test_a_member_cannot_press_the_admins_cancel(open_chat: OpenChat, shared_stage: Stage) -> None:
    shared_stage.tencent.speed = 0.05
    try:
        admin, member = await open_chat(who="admin"), await open_chat(who="member")
        await admin.line("/music prompt:only the admin stops this")
        status = member.messages.filter(has_text="only the admin stops this")
        await status.get_by_role("button", name="Cancel").click()
        refusal = member.page.locator(".message.ephemeral").filter(has_text="moderator")
        await expect(refusal).to_contain_text("moderator")
        await expect(status).not_to_contain_text("Cancelled")
        mine = admin.messages.filter(has_text="only the admin stops this")
        await mine.get_by_role("button", name="Cancel").click()
        await expect(status).to_contain_text("Cancelled")
        await expect(admin.messages.filter(has_text="can do that")).to_have_count(0)
    finally:
        shared_stage.set_speed(FAST)


async def test_a_plain_message_with_a_picture(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(channel="music-lab")
    picture = io.BytesIO()
    Image.new("RGB", (7, 5), "teal").save(picture, "PNG")
    file = LocalFile("dot.png", picture.getvalue(), "image/png")
    await shared_stage.discord.say(shared_stage.world.moderator, shared_stage.world.music_lab, "look", [file])
    image = chat.messages.filter(has_text="look").get_by_alt_text("Picture: dot.png")
    await expect(image).to_have_js_property("naturalWidth", 7)
