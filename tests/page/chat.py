"""The page as a person uses it: by labels and keys, not by its inner structure where that can be helped."""

import os
import re
import time
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.page.browser import Watch

PATIENCE_SECONDS = 20.0
# A picture that is out of view is not loaded before it comes into view.
PICTURES_IN_VIEW = """() => [...document.images].every((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return one.complete || bottom < 0 || top > innerHeight;
})"""


async def until(page: Page, holds: str, *, what: str, arg: object = None) -> None:
    """Wait until a function of JavaScript returns true.

    Playwright's own `wait_for_function` evaluates text within the page when it asks a second time, which the page's
    policy forbids.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not await page.evaluate(holds, arg):
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not true, in {PATIENCE_SECONDS:.0f} s")
        await page.wait_for_timeout(50)


async def pictures_are_there(page: Page) -> None:
    """Wait until every picture in view has come, or is known not to."""
    await until(page, PICTURES_IN_VIEW, what="all pictures in view are there")


class Chat:
    """One open page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.watch = Watch(page, url)

    async def open(self, *, who: str = "member", channel: str = "general") -> "Chat":
        """Go to the page as somebody, in a channel."""
        await self.page.goto(self.url)
        await expect(self.page.locator(".bot-state")).to_contain_text("is online")
        await self.be(who)
        await self.go(channel)
        return self

    async def be(self, who: str) -> None:
        """Become somebody else through the menu."""
        await self._menu()
        person = self.page.locator(f'[data-username="{who}"]')
        await person.click()
        await expect(person).to_have_attribute("aria-pressed", "true")
        await self.page.keyboard.press("Escape")

    async def choose(self, label: str, value: str) -> None:
        """Set one of the menu's selects."""
        await self._menu()
        await self.page.get_by_label(label, exact=True).select_option(value)
        await self.page.keyboard.press("Escape")

    async def _menu(self) -> None:
        if await self.page.locator("#be-menu").is_hidden():
            await self.show_sidebar()
            await self.page.locator("#be").click()

    async def show_sidebar(self) -> None:
        """On a narrow screen, let the channels slide in."""
        opener = self.page.locator("#open-sidebar")
        if await opener.is_visible() and await opener.get_attribute("aria-expanded") != "true":
            await opener.click()
            await expect(self.page.locator("#sidebar")).to_be_in_viewport(ratio=1)

    async def go(self, channel: str) -> None:
        """Choose a channel."""
        await self.show_sidebar()
        await self.page.locator("#channels").get_by_text(channel, exact=True).click()
        await expect(self.page.locator("#channel-name")).to_contain_text(channel)
        await expect(self.page.locator("#older")).not_to_be_empty()

    async def start(self, typed: str, expected: str) -> None:
        """Type the beginning of a command and take the first one offered."""
        text = self.page.locator("#composer-text")
        await text.click()
        await self.page.keyboard.type(typed)
        await expect(self.page.locator(".command").first).to_contain_text(expected)
        await self.page.keyboard.press("Enter")
        await expect(self.page.locator(".command-form strong")).to_have_text(expected)

    def option(self, name: str) -> Locator:
        """The field of an option that is shown."""
        return self.page.locator(f'.chip[data-option="{name}"] input')

    async def add(self, name: str) -> Locator:
        """The field of an option, added first when it is an optional one not shown yet."""
        further = self.page.locator(f'[data-add="{name}"]')
        await expect(further.or_(self.option(name))).to_be_visible()
        if await further.is_visible():
            await further.click()
        return self.option(name)

    async def pick(self, field: Locator, typed: str, choice: str) -> None:
        """Type into a field with suggestions and choose one by keys, once what was typed comes first."""
        await field.press_sequentially(typed)
        offered = self.page.locator(".suggestions:not([hidden]) .suggestion")
        await expect(offered.filter(has_text=choice).first).to_be_visible()
        await expect(offered.first).to_contain_text(re.compile(re.escape(typed), re.IGNORECASE))
        for _ in range(await offered.count()):
            await field.press("ArrowDown")
            chosen = self.page.locator('.suggestion[aria-selected="true"]')
            if choice in (await chosen.text_content() or ""):
                break
        await field.press("Enter")

    async def send(self) -> None:
        """Send the command that is filled in."""
        await self.page.locator(".command-form").get_by_role("button", name="Send").click()

    async def line(self, command: str) -> None:
        """Type a whole line with its options, as the details of a job give it, and send it."""
        await self.page.locator("#composer-text").fill(command)
        await self.page.keyboard.press("Enter")
        await expect(self.page.locator(".command-form")).to_be_visible()
        await self.send()
        await expect(self.page.locator(".command-form")).to_be_hidden()

    async def say(self, text: str) -> None:
        """Write an ordinary message."""
        await self.page.locator("#composer-text").fill(text)
        await self.page.keyboard.press("Enter")

    @property
    def messages(self) -> Locator:
        """Every message shown."""
        return self.page.locator("#messages .message[data-id]")

    def result(self, prompt: str) -> Locator:
        """The messages that bring a file for a prompt."""
        return self.messages.filter(has_text=prompt).filter(has=self.page.locator(".file audio, .file video"))

    async def plays(self, player: Locator) -> float:
        """Load a player's file, play a bit of it, and return its length in seconds."""
        told: Any = await player.evaluate(
            """async (player) => {
                 const late = new Promise((_, no) => setTimeout(() => no(new Error("does not play")), 20_000));
                 const failed = new Promise((_, no) =>
                   player.addEventListener("error", () => no(new Error(player.error.message))));
                 const known = new Promise((yes) => {
                   if (player.readyState >= 1) yes();
                   else player.addEventListener("loadedmetadata", yes);
                 });
                 await Promise.race([known, failed, late]);
                 player.muted = true;
                 const moved = new Promise((yes) =>
                   player.addEventListener("timeupdate", () => player.currentTime > 0 && yes()));
                 await Promise.race([player.play().then(() => moved), failed, late]);
                 player.pause();
                 return player.duration;
               }"""
        )
        return float(told)

    async def more(self, result: Locator) -> Locator:
        """Open *More…* of a result and return the panel."""
        shown = await self.page.locator(".message.ephemeral").count()
        await result.get_by_role("button", name="More…").click()
        panels = self.page.locator(".message.ephemeral")
        await expect(panels).to_have_count(shown + 1)
        return panels.last

    async def use(self, message: Locator, command: str) -> None:
        """Use an entry of a message's menu."""
        await message.hover()
        await message.locator("button.tool").click()
        await self.page.get_by_role("menuitem", name=command).click()

    async def fill_in(self, fields: dict[str, str]) -> None:
        """Fill in the form that opens, by the labels of its fields, and send it."""
        window = self.page.get_by_role("dialog")
        await expect(window).to_be_visible()
        for label, value in fields.items():
            field = window.get_by_label(label, exact=True).or_(window.get_by_label(label)).first
            if await field.get_attribute("role") == "combobox":
                await field.click()
                await self.page.locator(".choice-line").get_by_text(value, exact=True).click()
            else:
                await field.fill(value)
        await window.get_by_role("button", name="Submit").click()
        await expect(window).to_be_hidden()

    async def picture(self, name: str) -> None:
        """Keep a picture of the page for people to look at, where FOLEY_PICTURES names a folder (`make pictures`)."""
        folder = os.environ.get("FOLEY_PICTURES")
        if folder:
            await pictures_are_there(self.page)
            await self.page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")

    async def attach(self, name: str, file: Path) -> None:
        """Pick a file for an option."""
        await self.page.locator(f'.chip[data-option="{name}"] input[type="file"]').set_input_files(file)
