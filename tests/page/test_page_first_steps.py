"""Somebody new at the page: typing a command, the first things to try, menus and selects, the operator's side."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from bot.sandbox.bot_process import BotProcess
from bot.sandbox.discord import LocalDiscord
from bot.sandbox.stage import Stage
from tests.e2e.conftest import creates
from tests.page.chat import Chat, until
from tests.page.conftest import FAST, OpenChat
from tests.support.fork_server import fork
from tests.support.patience import STAGE_LIMITS

pytestmark = pytest.mark.asyncio(loop_scope="module")

AWAY = """() => {
    const scroller = document.querySelector("#scroller");
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight > 1000;
}"""
GREW = """() => new Promise((done) => {
    const scroller = document.querySelector("#scroller");
    document.querySelector("#messages").lastElementChild.style.minHeight = "900px";
    scroller.dispatchEvent(new Event("scroll"));
    requestAnimationFrame(() => requestAnimationFrame(() =>
        done(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight)));
})"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_stage(chromium: str) -> AsyncIterator[Stage]:
    """A sandbox as people open it: with the operator's side."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BotProcess, "default_launch", staticmethod(fork))
        async with Stage.opened(speed=FAST, for_people=True, discord=LocalDiscord(limits=STAGE_LIMITS)) as stage:
            await stage.start_bot()
            await stage.wait_for_commands()
            yield stage


def sent(stage: Stage) -> int:
    """How many commands, presses and choices the bot was sent."""
    return len(stage.discord.interactions())


async def speak(chat: Chat, text: str) -> Locator:
    """Type as somebody who knows nothing but the command's name."""
    await chat.page.locator("#composer-text").click()
    await chat.page.keyboard.type("/tts")
    await expect(chat.page.locator(".command").first).to_be_visible()
    await chat.page.keyboard.press("Enter")
    await chat.page.keyboard.type(text)
    await chat.page.keyboard.press("Enter")
    result = chat.result(text)
    await expect(result).to_have_count(1)
    return result


@pytest.mark.parametrize(
    ("who", "text", "language"),
    [
        ("member", "hello there", "en"),
        ("member2", "Guten Morgen, wie geht es dir?", "de"),
        ("moderator", "こんにちは、皆さん", "ja"),
    ],
)
async def test_a_text_after_tts_is_spoken_in_its_language(
    open_chat: OpenChat, shared_stage: Stage, who: str, text: str, language: str
) -> None:
    chat = await open_chat(who=who, channel="a-thread")
    if language == "ja":
        await chat.choose("Language", "ja")
    result = await speak(chat, text)
    assert await chat.plays(result.locator("audio")) > 0
    spoken = [call for call in shared_stage.tencent.calls if call.action.startswith("TextToSpeech")]
    bought = spoken[-1].request
    assert bought is not None
    voice = next(one for one in shared_stage.tencent.settings.voices if one.voice_id == bought["VoiceId"])
    assert language in voice.languages
    assert (bought["Text"], bought["TextLang"]) == (text, language)
    await expect(result).to_contain_text(voice.name)


async def test_an_empty_channel_offers_what_to_try_and_typing_never_sends(
    open_chat: OpenChat, shared_stage: Stage
) -> None:
    chat = await open_chat(channel="nsfw")
    examples = chat.page.locator(".example")
    await expect(examples).to_have_count(3)
    before = sent(shared_stage)
    await examples.filter(has_text="/sfx").click()
    await expect(chat.option("prompt")).to_have_value("a heavy door creaks open")
    await chat.page.get_by_role("button", name="Cancel the command").click()
    await chat.start("/privacy export", "/privacy export")
    await chat.page.keyboard.type("hello world ")
    await expect(chat.page.locator(".command-form")).to_be_visible()
    assert sent(shared_stage) == before
    await chat.page.keyboard.press("Enter")
    await expect(chat.page.locator(".message.ephemeral").last).to_contain_text("data")
    assert sent(shared_stage) == before + 1


async def test_an_address_in_the_place_of_a_file_is_told(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(channel="music-lab")
    before = sent(shared_stage)
    await chat.page.locator("#composer-text").fill("/sfx prompt:oars video:https://example.com/a.mp4")
    await chat.page.keyboard.press("Enter")
    objection = chat.page.locator(".form-error")
    await expect(objection).to_contain_text("“video” takes a file")
    await chat.send()
    await expect(objection).to_contain_text("“video” needs a file")
    assert sent(shared_stage) == before
    await chat.page.get_by_role("button", name="Remove video").click()
    await chat.send()
    await expect(chat.result("oars")).to_have_count(1)


async def test_the_menu_of_a_message_has_the_apps_commands(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(channel="a-post")
    await shared_stage.discord.say(shared_stage.world.moderator, shared_stage.world.forum_post, "The tide comes in.")
    message = chat.messages.filter(has_text="The tide comes in.")
    await message.get_by_role("button", name="More for this message").focus()
    await chat.page.keyboard.press("Enter")
    await expect(chat.page.get_by_role("menuitem").first).to_be_focused()
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.get_by_role("menu")).to_have_count(0)
    await message.click(button="right")
    await chat.page.get_by_role("menuitem", name="Read aloud").click()
    await expect(chat.result("The tide comes in.")).to_have_count(1)


async def test_a_forum_opens_and_leads_to_its_posts(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="forum")
    await expect(chat.page.locator("#composer-text")).to_have_attribute("placeholder", "Open a post to write in it")
    await chat.page.get_by_role("button", name="a-post Open this post").click()
    await expect(chat.page.locator("#channel-name")).to_contain_text("a-post")


async def test_a_german_female_voice_in_four_steps(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(who="admin", channel="a-thread")  # whose last voice no other test speaks with
    bought = len(creates(shared_stage))
    await chat.line("/voices language:German gender:female")
    browser = chat.page.locator(".message.ephemeral").last
    voices = browser.get_by_role("combobox", name="Choose a voice")
    before = sent(shared_stage)
    await voices.click()
    await chat.page.get_by_role("option", selected=True).click()  # the one that is shown already
    await shared_stage.discord.wait_for(lambda: sent(shared_stage) > before or None)
    await voices.click()
    await chat.page.get_by_role("option", name="Ratgeber").click()
    await expect(browser.locator(".embed")).to_contain_text("Ratgeber")
    await voices.click()
    store = shared_stage.discord.platform.messages
    [shown] = [one for one in store.by_id.values() if one.ephemeral_to and "Ratgeber" in str(one.embeds)]
    store.edit(shown, {"content": "drawn anew"}, {}, editor=shared_stage.discord.bot.id)
    await expect(browser).to_contain_text("drawn anew")
    await expect(chat.page.get_by_role("listbox")).to_be_visible()  # an open list outlives that
    await expect(voices).to_be_focused()
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.get_by_role("listbox")).to_have_count(0)
    sample = await browser.get_by_role("link", name="Listen").get_attribute("href")
    assert sample is not None
    async with aiohttp.ClientSession() as session, session.get(sample) as answer:
        assert (answer.status, (await answer.read())[:4]) == (200, b"RIFF")
    await browser.get_by_role("button", name="Use this voice").click()
    await expect(browser).to_contain_text("Ratgeber is your voice now")
    assert len(creates(shared_stage)) == bought


async def test_help_and_the_greeting_of_a_new_server(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="general")
    await expect(chat.messages.filter(has_text="Thank you for adding")).to_have_count(1)
    await chat.line("/help")
    note = chat.page.locator(".message.ephemeral").last
    await expect(note).to_contain_text("Try /tts text:hello there")
    await expect(note).not_to_contain_text("/operator")


async def test_the_chat_follows_what_grows_and_the_way_back_is_never_covered(
    open_chat: OpenChat, shared_stage: Stage
) -> None:
    chat = await open_chat(channel="music-lab", height=600)
    for line in range(30):
        await shared_stage.discord.say(shared_stage.world.member, shared_stage.world.music_lab, f"line {line}")
    await expect(chat.messages.filter(has_text="line 29")).to_be_in_viewport()
    assert await chat.page.evaluate(GREW) < 2
    await chat.page.locator("#scroller").hover()
    await chat.page.mouse.wheel(0, -1500)
    await until(chat.page, AWAY, what="the newest is out of sight")
    await shared_stage.discord.say(shared_stage.world.moderator, shared_stage.world.music_lab, "down here")
    newest = chat.page.get_by_role("button", name="Jump to the newest")
    await expect(newest).to_be_visible()
    await chat.page.locator("#composer-text").fill("/")
    await expect(chat.page.locator(".command").first).to_be_visible()
    await newest.click()  # a click that something else would take is an error
    await expect(chat.messages.filter(has_text="down here")).to_be_in_viewport()


async def test_the_operators_side_and_a_log_that_follows(open_chat: OpenChat) -> None:
    chat = await open_chat(who="admin", channel="music-lab", height=700)
    panel = chat.page.locator("#panel")
    await chat.page.get_by_role("tab", name="Operator").click()
    await expect(panel.locator(".check.good").filter(has_text="gateway")).to_be_visible()
    await panel.get_by_role("searchbox").fill("foley_open_jobs")
    await expect(panel.locator(".metrics")).to_contain_text("# HELP foley_open_jobs")
    await expect(panel.locator(".metrics")).not_to_contain_text("foley_billed_output_seconds")
    await chat.line("/operator status")
    await expect(chat.page.locator(".message.ephemeral").last).to_contain_text("Poller")
    await chat.line("/tts text:one more for the log")
    await expect(chat.result("one more for the log")).to_have_count(1)
    await chat.page.get_by_role("tab", name="Bot", exact=True).click()
    await expect(panel.locator(".job").first).to_contain_text("posted")
    # The page follows a frame after the box got its size, so the end is waited for.
    log = await panel.locator(".log").element_handle()
    at_end = "(log) => log.clientHeight > 0 && log.scrollHeight - log.scrollTop - log.clientHeight < 2"
    await until(chat.page, at_end, what="the log is at its end", arg=log)
