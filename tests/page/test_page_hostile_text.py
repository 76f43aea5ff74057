"""Whatever people type is shown as text, and the page stays what it was."""

import pytest
from playwright.async_api import expect

from bot.sandbox.stage import Stage
from tests.page.conftest import OpenChat

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOSTILE = {
    "markup": "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>",
    "mention of all": "@everyone @here hello",
    "right to left": "abc \u202egnirts desrever\u202c \u2067שלום\u2069 \u200f end",
    "links": "[click](javascript:document.title='owned') https://example.org/?a=<b>",
    "open marks": "**bold *never __closed ~~marks ||here ```",
    "many marks": "*" * 900 + "_" * 900,
    "control characters": "a\x00b\x1b[31mc\ufeffd\u2028e",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=[name.replace(" ", "-") for name in HOSTILE])
async def test_hostile_text_is_shown_as_text(open_chat: OpenChat, text: str) -> None:
    chat = await open_chat(channel="music-lab")
    await chat.say(text)
    marker = f"still here after {len(text)} characters"
    await chat.say(marker)
    await expect(chat.messages.filter(has_text=marker).last).to_be_visible()
    assert "owned" not in await chat.page.title()
    assert (
        await chat.page.locator("#messages script, #messages [onerror], #messages a[href^='javascript']").count() == 0
    )
    head = await chat.page.locator("#channel-name").bounding_box()
    assert head is not None
    assert head["y"] >= 0
    assert await chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_markup_is_read_back_letter_by_letter(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="nsfw")
    await chat.say(HOSTILE["markup"])
    said = chat.messages.filter(has_text="<img src=x").last
    await expect(said.locator(".text")).to_have_text(HOSTILE["markup"])


async def test_everyone_in_a_prompt_highlights_nobody(open_chat: OpenChat) -> None:
    chat, other = await open_chat(channel="nsfw"), await open_chat(who="admin", channel="nsfw")
    await chat.line("/sfx prompt:@everyone come <@1> here")
    for shown in (chat, other):
        await expect(shown.messages.filter(has_text="@everyone come <@1> here").first).to_be_visible()
    for message in await other.messages.filter(has_text="@everyone come").all():
        assert "for-me" not in (await message.get_attribute("class") or "")


async def test_two_thousand_emoji(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="a-thread", width=390, height=780)
    await chat.say("🎵" * 2000)
    text = chat.messages.filter(has_text="🎵🎵🎵").locator(".text")
    await expect(text).to_have_text("🎵" * 2000)
    assert await chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await text.evaluate("(node) => node.scrollWidth <= node.clientWidth + 1")


async def test_one_letter_too_many_is_refused_as_discord_would(open_chat: OpenChat) -> None:
    chat = await open_chat(channel="a-thread")
    await chat.say("x" * 2001)
    await expect(chat.page.locator(".toast")).to_contain_text("2000 or fewer")
    await expect(chat.page.locator("#composer-text")).to_have_value("x" * 2001)


RICH = """# Head
**bold** *slanted* __under__ ~~gone~~ `code` ||secret|| and snake_case_name
> quoted
- one
- two
<t:1700000000:D> [docs](https://discord.com/developers) <https://example.org>
```py
print("<b>")
```"""


async def test_the_markdown_people_meet(open_chat: OpenChat, shared_stage: Stage) -> None:
    chat = await open_chat(channel="nsfw")
    member, general = shared_stage.world.member, shared_stage.world.general
    await shared_stage.discord.say(
        shared_stage.world.admin, shared_stage.world.nsfw, f"{RICH}\n<@{member.id}> see <#{general.id}>"
    )
    message = chat.messages.filter(has_text="snake_case_name")
    await expect(message).to_contain_text("Head")
    for selector, wanted in {
        ".heading": "Head", "strong": "bold", "em": "slanted", "u": "under", "s": "gone", "blockquote": "quoted",
        "li >> nth=1": "two", "pre code": 'print("<b>")', "time.stamp": "2023",
    }.items():  # fmt: skip
        await expect(message.locator(".text").locator(selector).first).to_contain_text(wanted)
    await expect(message).to_contain_text("snake_case_name")
    links = await message.locator(".text a").evaluate_all("(all) => all.map((one) => [one.href, one.rel])")
    assert links == [
        ["https://discord.com/developers", "noopener noreferrer"],
        ["https://example.org/", "noopener noreferrer"],
    ]
    await expect(message.locator(".me-mentioned")).to_have_text("@Member")
    await expect(message).to_have_class("message for-me")
    secret = message.locator(".spoiler")
    await expect(secret).to_have_attribute("aria-label", "Spoiler, press to show")
    await secret.click()
    await expect(secret).to_have_class("spoiler shown")
    await message.get_by_role("button", name="#general").click()
    await expect(chat.page.locator("#channel-name")).to_contain_text("general")
