"""An admin's first rules in a real browser: few presses, one command, in two languages, wide and narrow."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from bot.sandbox.bot_process import BotProcess
from bot.sandbox.discord import LocalDiscord
from bot.sandbox.stage import Stage
from tests.e2e.conftest import rows
from tests.page.chat import Chat
from tests.page.conftest import FAST, OpenChat
from tests.page.test_page_looks import overflowing, violations
from tests.support.fork_server import fork
from tests.support.patience import STAGE_LIMITS

pytestmark = pytest.mark.asyncio(loop_scope="module")
MOST_PRESSES = 10
SIZES = {"narrow": (390, 844), "wide": (1280, 860)}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_stage(chromium: str) -> AsyncIterator[Stage]:
    """A fresh server with the usual preset, and the two channels that the rules speak of."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BotProcess, "default_launch", staticmethod(fork))
        settings = {"FOLEY_LOG_LEVEL": "DEBUG", "FOLEY_NEW_SERVER": "normal"}
        async with Stage.opened(speed=FAST, settings=settings, discord=LocalDiscord(limits=STAGE_LIMITS)) as stage:
            for name in ("studio", "mods"):
                stage.discord.world.add_channel(stage.world.guild, name)
            await stage.start_bot()
            await stage.wait_for_commands()
            # The preset is applied once the bot knows its servers, which is after its commands are there.
            await stage.patience.until(lambda: rows(stage, "SELECT 1 FROM guild_settings") or None)
            yield stage


class AdminPanel:
    """The panel on the page. ``presses``: commands, choices, buttons and forms so far."""

    def __init__(self, chat: Chat, go_to: str) -> None:
        self.chat = chat
        self.message = chat.messages.filter(has=chat.page.get_by_label(go_to, exact=True)).last
        self._go_to = go_to
        self.presses = 1

    async def _choose(self, select: Locator, label: str) -> None:
        self.presses += 1
        page = self.chat.page
        await select.click()
        await page.locator(".choice-line").filter(has=page.get_by_text(label, exact=True)).click()
        if await page.locator(".choice-list.many").count():
            await page.keyboard.press("Escape")

    async def page(self, name: str) -> None:
        """Turn to a page."""
        await self._choose(self.message.get_by_label(self._go_to, exact=True), name)
        await expect(self.message.locator(".embed-title")).to_have_text(name)

    async def command(self, select: str, command: str, fields: dict[str, str]) -> None:
        """Open the form of a command and send it."""
        await self._choose(self.message.get_by_label(select, exact=True), command)
        window = self.chat.page.get_by_role("dialog")
        await expect(window).to_be_visible()
        for label, value in fields.items():
            await window.get_by_label(label).fill(value)
        self.presses += 1
        await window.get_by_role("button", name="Submit").click()
        await expect(window).to_be_hidden()

    async def channels(self, select: str, name: str) -> None:
        """Choose a channel in a select of one or of several."""
        await self._choose(self.message.get_by_label(select, exact=True), name)

    async def answered(self, text: str) -> None:
        """Wait for the one-line answer."""
        answer = self.chat.messages.filter(has_text=text).filter(has=self.chat.page.get_by_role("button", name="Undo"))
        await expect(answer.last).to_be_visible()


async def test_from_a_fresh_server_to_its_first_rules_in_ten_presses(
    open_chat: OpenChat, shared_stage: Stage, tmp_path: Path
) -> None:
    chat = await open_chat(who="admin", channel="a-thread", width=1280, height=860)
    await chat.line("/foley panel")
    panel = AdminPanel(chat, "Go to…")
    await expect(panel.message.locator(".embed-title")).to_have_text("Overview")
    await panel.page("Limits")
    each, server = "Each person, a day", "Whole server, a day"
    await panel.command("Limit a command…", "/video", {each: "2", server: "", "Whole server, a month": "30"})
    await panel.answered("3 → 2 videos a day · Each person")
    await panel.command("Limit a command…", "/tts", {each: "", server: ""})
    await panel.answered("40 spoken texts a day → –")
    await panel.page("Commands and places")
    await panel.channels("Where I may be used (empty: everywhere)", "#studio")
    await panel.answered("Channels: + ")
    await panel.channels("Where budget alerts go", "#mods")
    await panel.answered("Budget alerts go to: – → ")
    assert panel.presses <= MOST_PRESSES
    await panel.page("Limits")
    for line in ("Each person: 2 videos a day", "The whole server: 30 videos a month"):
        await expect(panel.message).to_contain_text(line)
    await expect(panel.message).not_to_contain_text("spoken texts")
    stored = rows(shared_stage, "SELECT settings FROM guild_settings")[0]["settings"]
    ids = {one.name: one.id for one in shared_stage.discord.world.channels.values()}
    assert f'"channel_ids":[{ids["studio"]}]' in stored
    assert f'"alerts_channel_id":{ids["mods"]}' in stored


LOOKS = [(size, locale) for size in SIZES for locale in ("en-US", "ja")]


@pytest.mark.parametrize(("size", "locale"), LOOKS, ids=[f"{size}-{locale}" for size, locale in LOOKS])
async def test_every_page_keeps_on_the_screen_and_can_be_read_by_all(
    open_chat: OpenChat, shared_stage: Stage, size: str, locale: str
) -> None:
    width, height = SIZES[size]
    shared_stage.world.admin.locale = locale
    # A channel of its own: the panels of the other cases stay where they were opened.
    where = {"narrow-en-US": "general", "narrow-ja": "music-lab", "wide-en-US": "studio", "wide-ja": "mods"}
    chat = await open_chat(who="admin", channel=where[f"{size}-{locale}"], width=width, height=height)
    await chat.line("/foley panel")
    go_to = {"en-US": "Go to…", "ja": "ページを選ぶ…"}[locale]
    panel = AdminPanel(chat, go_to)
    found: list[str] = []
    select = panel.message.get_by_label(go_to, exact=True)
    await expect(select).to_be_visible()
    await select.click()
    names = await chat.page.locator(".choice-words > span:first-child").all_text_contents()
    await chat.page.keyboard.press("Escape")
    assert len(names) == 8
    kinds = {"en-US": "/music on", "ja": "/音楽 オン"}[locale]
    await expect(panel.message).to_contain_text(kinds)  # commands as this reader is offered them
    await chat.picture(f"panel-{size}-{locale}-0")
    for name in names[1:]:
        await panel.page(name)
        found += await overflowing(chat)
        await chat.picture(f"panel-{size}-{locale}-{names.index(name)}")
    found += await violations(chat, f"{size} {locale}")
    shared_stage.world.admin.locale = "en-US"
    assert found == []
