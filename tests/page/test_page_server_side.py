"""What the page changes and watches: people, languages, limits, channels, the provider's clock, faults, calls."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.page import PageServer
from bot.sandbox.stage import Stage
from tests.page.browser import new_context
from tests.page.chat import Chat
from tests.page.conftest import FAST, OpenChat

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_commands_are_shown_in_the_chosen_language(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(who="member2")
    music = next(one for one in shared_stage.discord.platform.registry.all(None) if one["name"] == "music")
    name = (music["name_localizations"] or {}).get("ja", "music")
    description = str((music["description_localizations"] or {}).get("ja", music["description"]))
    await chat.choose("Language", "ja")
    try:
        await chat.page.locator("#composer-text").fill("/")
        shown = chat.page.locator(".command").filter(has_text=f"/{name}")
        await expect(shown).to_contain_text(description)
    finally:
        await chat.choose("Language", "de")


async def test_the_boost_tier_moves_the_upload_limit(open_chat: OpenChat, tmp_path: Path) -> None:
    chat = await open_chat(channel="music-lab")
    big = tmp_path / "big.mp4"
    big.write_bytes(b"\0" * (11 * 1024 * 1024))

    async def try_it() -> None:
        await chat.start("/sfx", "/sfx")
        await (await chat.add("prompt")).fill("eleven megabytes")
        await chat.add("video")
        await chat.attach("video", big)
        await chat.send()

    await try_it()
    await expect(chat.page.locator(".form-error")).to_contain_text("too large: at most 10 MiB")
    await chat.page.get_by_role("button", name="Cancel the command").click()
    await chat.choose("Server", "2")
    try:
        await try_it()
        # To the end: a create still on its way would meet the fault another test sets.
        ended = chat.messages.filter(has_text="eleven megabytes").filter(has_text=re.compile("Details|More…"))
        await expect(ended).to_have_count(1)
    finally:
        await chat.choose("Server", "0")


async def test_where_the_bot_may_not_post_it_says_so_before_anything_is_paid(
    open_chat: OpenChat, shared_stage: Stage
) -> None:
    chat = await open_chat(channel="read-only")
    before = len(shared_stage.tencent.tasks)
    await expect(chat.page.locator(".channel.here")).to_contain_text("bot can't post")
    await chat.line("/music prompt:nobody will hear this")
    note = chat.page.locator(".message.ephemeral")
    await expect(note).to_contain_text("Send Messages")
    assert len(shared_stage.tencent.tasks) == before


async def test_two_pages_see_the_same_and_a_reload_loses_nothing(open_chat: OpenChat) -> None:
    one, two = await open_chat(who="admin", channel="nsfw"), await open_chat(who="moderator", channel="nsfw")
    await one.say("written on the first page")
    await expect(two.messages.filter(has_text="written on the first page")).to_have_count(1)
    await two.start("/mu", "/music")
    await two.option("prompt").fill("half a thou")
    await two.page.reload()
    await expect(two.page.locator("#channel-name")).to_contain_text("nsfw")
    await expect(two.page.locator("#be")).to_contain_text("Moderator")
    await expect(two.messages.filter(has_text="written on the first page")).to_have_count(1)
    await expect(two.option("prompt")).to_have_value("half a thou")


async def test_calls_show_their_verdict_and_no_secret(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(channel="music-lab")
    await chat.page.get_by_role("tab", name="Tencent Cloud").click()
    await chat.line("/music prompt:seen from behind")
    task = chat.page.locator(".task").first
    await expect(task).to_contain_text("music")
    # Once it is delivered, the newest create call in the list is this one's and no earlier test's.
    await expect(chat.result("seen from behind")).to_have_count(1)
    call = chat.page.locator(".call").filter(has_text="CreateAigcAudioTask").first
    await expect(call).to_contain_text("signed ✓")
    await call.locator("summary").click()
    await expect(call.locator(".json").first).to_contain_text("seen from behind")
    await expect(call.locator(".call-bodies")).to_contain_text("key AKIDFAKE…")
    secrets = shared_stage.tencent.settings.credentials
    whole = await chat.page.content()
    assert not any(one in whole for pair in secrets.items() for one in pair)


async def test_a_fault_once_hits_once_and_switches_itself_off(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="music-lab")
    await chat.page.get_by_role("tab", name="Tencent Cloud").click()
    fault = chat.page.locator('[data-fault="moderation"]')
    await fault.get_by_role("button", name="Once").click()
    await expect(fault.get_by_role("button", name="Once")).to_have_attribute("aria-pressed", "true")
    await chat.line("/music prompt:something harmless")
    refused = chat.messages.filter(has_text="something harmless").filter(has_text="Not accepted")
    await expect(refused.or_(chat.page.locator(".message.ephemeral")).first).to_be_visible()
    await expect(fault.get_by_role("button", name="Off")).to_have_attribute("aria-pressed", "true")
    await chat.line("/music prompt:the second try")
    await expect(chat.result("the second try")).to_have_count(1)


async def test_speed_and_tasks_by_hand(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(channel="music-lab")
    await chat.page.get_by_role("tab", name="Tencent Cloud").click()
    try:
        await chat.page.get_by_role("button", name="1×", exact=True).click()
        await expect(chat.page.get_by_role("button", name="1×", exact=True)).to_have_attribute("aria-pressed", "true")
        assert shared_stage.tencent.speed == 1
        await chat.line("/video prompt:a very slow sunrise")
        task = chat.page.locator(".task").first
        await expect(task).to_contain_text("video")
        await task.get_by_role("button", name="Finish").click()
        await expect(task.locator(".state")).to_have_text("done")
        await expect(chat.result("a very slow sunrise")).to_have_count(1)
    finally:
        shared_stage.set_speed(FAST)


async def test_the_bot_is_restarted_from_the_page(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat()
    starts = shared_stage.bot.starts
    await chat.page.get_by_role("button", name="Restart").click()
    await expect(chat.page.locator(".bot-line")).to_contain_text(f"started {starts + 1}×")
    await expect(chat.page.locator(".bot-state")).to_contain_text("is online")
    await expect(chat.page.locator(".log")).to_contain_text("connected to Gateway")


async def test_the_page_comes_back_when_the_sandbox_does(browser: Browser, shared_stage: Stage) -> None:
    server = PageServer(shared_stage)
    url = await server.start(0)
    context = await new_context(browser)
    chat = await Chat(await context.new_page(), url).open(channel="nsfw")
    await server.close()
    await expect(chat.page.locator("#banner")).to_contain_text("The sandbox is not running")
    await chat.say("nobody hears this yet")
    await expect(chat.page.locator(".toast")).to_contain_text("not running")
    again = PageServer(shared_stage)
    await again.start(int(url.rstrip("/").rpartition(":")[2]))
    await expect(chat.page.locator("#banner")).to_be_hidden()
    await expect(chat.page.locator("#composer-text")).to_have_value("nobody hears this yet")
    await chat.page.locator("#composer-text").press("Enter")
    await expect(chat.messages.filter(has_text="nobody hears this yet")).to_have_count(1)
    await context.close()
    await again.close()
    assert [one for one in chat.watch.problems if "ERR_CONNECTION_REFUSED" not in one] == []
