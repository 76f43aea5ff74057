"""How the page looks and can be used: accessibility by axe-core, nothing off the screen, keys alone suffice."""

from typing import Any

import pytest
from playwright.async_api import Locator, expect

from bot.chat.texts import Texts
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.page.browser import AXE
from tests.page.chat import Chat, pictures_are_there
from tests.page.conftest import OpenChat

pytestmark = pytest.mark.asyncio(loop_scope="module")

SIZES = {"narrow": (390, 844), "wide": (1280, 800)}
LOOKS = [(size, theme) for size in SIZES for theme in ("dark", "light")]
SERIOUS = {"serious", "critical"}


async def violations(chat: Chat, where: str) -> list[str]:
    """What axe-core finds serious, one line each."""
    await chat.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: Any = await chat.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert found["passes"], "axe looked at nothing"
    return [
        f"{where}: {one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


async def overflowing(chat: Chat) -> list[str]:
    """Elements that reach over the right edge of the screen."""
    found: list[str] = await chat.page.evaluate(
        """[...document.querySelectorAll("body *")]
             .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".unseen, .skip"))
             .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
             .map((one) => `${one.tagName}.${one.className}`)"""
    )
    return found


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=[f"{size}-{theme}" for size, theme in LOOKS])
async def test_no_serious_violation_and_nothing_off_the_screen(open_chat: OpenChat, size: str, theme: str) -> None:
    width, height = SIZES[size]
    chat = await open_chat(width=width, height=height, theme=theme, channel="music-lab")
    page, found = chat.page, []
    assert await page.evaluate("document.documentElement.dataset.theme") == theme

    prompt = f"wind over {size} {theme} hills"
    await chat.line(f"/sfx prompt:{prompt}")
    result = chat.result(prompt)
    await expect(result).to_have_count(1)
    await expect(page.locator("#announce")).not_to_be_empty()
    found += await violations(chat, "result") + await overflowing(chat)

    await page.locator("#composer-text").fill("/")
    await expect(page.locator(".command").first).to_be_visible()
    found += await violations(chat, "command list") + await overflowing(chat)
    await page.locator("#composer-text").fill("")

    await chat.start("/mus", "/music")
    await (await chat.add("model")).focus()
    await expect(page.locator(".suggestion").first).to_be_visible()
    found += await violations(chat, "command being filled in") + await overflowing(chat)
    await page.get_by_role("button", name="Cancel the command").click()

    await result.get_by_role("button", name="Edit and run").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    found += await violations(chat, "window") + await overflowing(chat)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()

    if await page.locator("#panel").is_hidden():
        await page.locator("#open-panel").click()
    for tab in ("Bot", "Tencent Cloud"):
        await page.get_by_role("tab", name=tab, exact=True).click()
        found += await violations(chat, tab) + await overflowing(chat)
    await page.locator(".call summary").first.click()
    await expect(page.locator(".call-bodies pre").first).to_be_visible()
    found += await violations(chat, "call") + await overflowing(chat)
    await page.get_by_role("button", name="Close the panel").click()

    await chat.show_sidebar()
    await page.locator("#be").click()
    found += await violations(chat, "be menu") + await overflowing(chat)
    assert not found, "\n".join(found)


async def test_a_job_by_keys_alone(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(channel="a-thread")
    page = chat.page
    await page.reload()
    await expect(page.locator(".channel.here")).to_contain_text("a-thread")
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#composer-text")).to_be_focused()
    await page.keyboard.type("/sf")
    await expect(page.locator(".command")).to_have_count(1)
    await page.keyboard.press("Tab")
    await page.keyboard.type("keys clatter")
    await page.keyboard.press("Enter")
    result = chat.result("keys clatter")
    await expect(result).to_have_count(1)
    await result.get_by_role("button", name="More…").focus()
    await page.keyboard.press("Enter")
    note = page.locator(".message.ephemeral")
    await note.get_by_role("button", name="Details").focus()
    await page.keyboard.press("Enter")
    await expect(note).to_contain_text("/sfx prompt:keys clatter")
    await note.get_by_role("button", name="Dismiss message").press("Enter")
    await expect(note).to_have_count(0)
    again = result.first.get_by_role("button", name="Again")
    await again.press("Enter")
    await expect(chat.result("keys clatter")).to_have_count(2)
    assert await page.evaluate("document.activeElement.closest('.message') !== null"), "focus was lost"
    await page.locator(".channel.here").focus()
    await shared_stage.discord.say(shared_stage.world.admin, shared_stage.world.general, "an unread word")
    await expect(page.locator(".channel.unread")).to_have_count(1)
    await expect(page.locator(".channel.here")).to_be_focused()
    await page.locator("#be").press("Enter")
    await expect(page.locator(".person.here")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#be")).to_be_focused()


HIGHEST = 420  # pixels of a sound of 20 s on a wide screen
KINDS = ("/music prompt:rain", "/sfx prompt:rain", "/tts text:{text}", "/sfx prompt:rain count:2", "/video prompt:rain")
SENTENCES = {"en-US": "Good evening, everybody.", "de": "Guten Abend zusammen.", "ja": "みなさん、こんばんは。"}


@pytest.mark.parametrize("locale", SENTENCES)
async def test_every_kind_of_result_is_compact_and_its_buttons_stand_in_one_row(
    open_chat: OpenChat, shared_stage: Stage, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, member = shared_stage, shared_stage.world.member
    channel = stage.discord.world.add_channel(stage.world.guild, f"looks-{locale.lower()}")
    monkeypatch.setattr(member, "locale", locale)
    stage.tencent.faults.add(Fault("length", seconds=20))  # of what is created first, the song
    song, *others = (kind.format(text=SENTENCES[locale]) for kind in KINDS)
    await stage.outcome(await stage.discord.command(member, channel, song))
    for asked in [await stage.discord.command(member, channel, line) for line in others]:
        await stage.outcome(asked)
    more = Texts().text("button-more", locale)
    for width, height in ((1280, 800), (390, 780)):
        chat = await open_chat(channel=channel.name, width=width, height=height)
        found = chat.messages.filter(has=chat.page.get_by_role("button", name=more, exact=True))
        await expect(found).to_have_count(len(KINDS) + 1)
        await expect(found.filter(has_text="Google Lyria 3 Clip · 0:20")).to_have_count(1)
        for result in await found.all():
            await result.scroll_into_view_if_needed()
            await pictures_are_there(chat.page)
            await expect(result.locator("audio, video").first).to_be_visible()
            box = await result.bounding_box()
            assert box is not None
            if width == 1280 and await result.locator("audio").count():
                assert box["height"] <= HIGHEST, await result.text_content()
            assert await _rows_of_buttons(result) == 1, await result.text_content()
        await chat.picture(f"results-{width}-{locale}")


async def _rows_of_buttons(result: Locator) -> int:
    """In how many rows the buttons of a result stand, from the first to *More…*.

    Measured in one call: the page may scroll by a pixel between two.
    """
    places: list[tuple[float, float]] = await result.locator(".row button").evaluate_all(
        "buttons => buttons.map(button => button.getBoundingClientRect()).map(place => [place.top, place.bottom])"
    )
    assert len(places) == 3
    rows, end = 0, float("-inf")
    for top, bottom in sorted(places):
        if top >= end:  # below all of the row before
            rows, end = rows + 1, bottom
    return rows
