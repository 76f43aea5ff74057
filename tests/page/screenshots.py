"""`make screenshots`: pictures of the real page with the real bot behind it, in three languages.

Run as `python -m tests.page.screenshots`: those that README shows, into docs/screenshots. With `--all [LANGUAGE…]`:
every scene in every size and look, into build/screenshots, to be looked at by a person.
"""

import asyncio
import io
import sys
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Locator, expect

from bot.chat.texts import Texts
from bot.sandbox.discord import Interaction, LocalDiscord
from bot.sandbox.page import PageServer
from bot.sandbox.stage import Stage
from tests.page.browser import NO_BROWSER, find_chromium, new_context, open_browser
from tests.page.chat import Chat, pictures_are_there
from tests.support.patience import STAGE_LIMITS

ROOT = Path(__file__).parents[2]
SIZES = {"wide": (1280, 860), "narrow": (390, 844)}
THEMES = ("dark", "light")
SPEED = 60.0
SHOWN = frozenset(
    {
        *("result-wide-dark-en-US", "result-wide-light-en-US", "result-narrow-dark-en-US"),
        *("command-narrow-light-en-US", "form-narrow-dark-de", "result-narrow-light-ja"),
    }
)
# What people ask for in each language: a sound, a song, a sentence, and what the song's result is found by.
ASKED = {
    "en-US": (
        "a heavy door creaks open",
        "calm rain on a tin roof, soft piano",
        "Good evening, everybody.",
        "calm rain",
    ),
    "de": ("eine schwere Tür knarrt", "ruhiger Regen auf einem Blechdach, leises Klavier", "Guten Abend.", "Regen"),
    "ja": ("重いドアがきしむ音", "トタン屋根に降る静かな雨、やわらかなピアノ", "みなさん、こんばんは。", "静かな雨"),
}


@dataclass
class Camera:
    """One open page in one language, size and look, and where its pictures go."""

    chat: Chat
    locale: str
    size: str
    theme: str
    folder: Path
    wanted: Collection[str]  # names of the pictures to take; empty: all
    texts: Texts

    def word(self, key: str) -> str:
        """Return a text of the bot as this page's reader sees it."""
        return self.texts.text(key, self.locale)

    def name(self, scene: str) -> str:
        return f"{scene}-{self.size}-{self.theme}-{self.locale}"

    def wants(self, *scenes: str) -> bool:
        return not self.wanted or any(self.name(scene) in self.wanted for scene in scenes)

    async def shoot(self, scene: str, shown: Locator | None = None) -> None:
        """Take one picture of the chat's end, or of what is to be shown."""
        if not self.wants(scene):
            return
        page = self.chat.page
        await pictures_are_there(page)
        if shown is None:
            await page.evaluate("document.querySelector('#scroller').scrollTop = 1e9")
        else:
            await shown.scroll_into_view_if_needed()
        taken = Image.open(io.BytesIO(await page.screenshot(animations="disabled"))).convert("RGB")
        # Few colours make a third of the size and look the same; by coverage, so that a small red mark stays red.
        small = taken.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        small.save(self.folder / f"{self.name(scene)}.png", optimize=True)

    async def note(self, scene: str, command: str) -> None:
        """Send a command that is answered to its sender alone, and take its picture."""
        if not self.wants(scene):
            return
        await self.chat.line(command)
        note = self.chat.page.locator(".message.ephemeral").last
        await expect(note.locator(".embed, .text").first).to_be_visible()
        await self.shoot(scene)
        await note.get_by_role("button", name="Dismiss message").click()
        await expect(self.chat.page.locator(".message.ephemeral")).to_have_count(0)


async def prepare(stage: Stage, locale: str) -> None:
    """Fill #music-lab with something of everything."""
    world, discord = stage.world, stage.discord
    world.member.locale = world.admin.locale = world.moderator.locale = locale
    sound, song, sentence, _ = ASKED[locale]
    for command in (f"/sfx prompt:{sound} duration:6", f"/tts text:{sentence}", f"/music prompt:{song}"):
        ran = await discord.command(world.member, world.music_lab, command)
        if await stage.outcome(ran) is None:
            raise SystemExit(f"{command} was refused; its pictures would be empty")
        # The status message shrinks to one line a moment later: pictures show what people see from then on.
        await stage.discord.wait_for(partial(_is_short, ran))


def _is_short(ran: Interaction) -> bool:
    return ran.message is not None and not ran.message.components


async def member_scenes(camera: Camera) -> None:
    """A result, a command being filled in, the form, and what is told to one person alone."""
    chat, page = camera.chat, camera.chat.page
    result = chat.result(ASKED[camera.locale][3]).last
    await expect(result).to_be_visible()
    await expect(result.locator("audio")).to_have_js_property("readyState", 4)
    if camera.size == "wide":
        await page.get_by_role("tab", name="Bot", exact=True).click()
    await camera.shoot("result")

    if camera.wants("command"):
        speech = f"/{camera.word('cmd-tts-name')}"
        await chat.start(speech[:3], speech)
        await chat.option("text").fill(ASKED[camera.locale][2])
        await (await chat.add("voice")).press_sequentially("cal")
        await expect(page.locator(".suggestion").first).to_contain_text("Calm")
        await camera.shoot("command")
        await page.get_by_role("button", name="Cancel the command").click()

    if camera.wants("form"):
        await result.get_by_role("button", name=camera.word("button-edit"), exact=True).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await camera.shoot("form")
        await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    await camera.note("refusal", "/music prompt:x lyrics:la la model:EL")
    await camera.note("help", "/help")
    await camera.note("voices", "/voices")
    if camera.wants("more", "details"):
        await result.get_by_role("button", name=camera.word("button-more"), exact=True).click()
        note = page.locator(".message.ephemeral").last
        await expect(note).to_be_visible()
        await camera.shoot("more")
        await note.get_by_role("button", name=camera.word("button-details"), exact=True).click()
        await expect(note).to_contain_text("/")
        await camera.shoot("details")
        await note.get_by_role("button", name="Dismiss message").click()


async def admin_scenes(camera: Camera) -> None:
    """The panel, the guide, and the page's own sides."""
    if not camera.wants("panel", "setup", "tencent", "be"):
        return
    chat, page = camera.chat, camera.chat.page
    await chat.be("admin")
    await chat.go("music-lab")
    await camera.note("panel", "/foley panel")
    await camera.note("setup", "/foley setup")
    if await page.locator("#panel").is_hidden():
        await page.locator("#open-panel").click()
    await page.get_by_role("tab", name="Tencent Cloud").click()
    await camera.shoot("tencent")
    if camera.size == "narrow":
        await page.get_by_role("button", name="Close the panel").click()
    await chat.show_sidebar()
    await page.locator("#be").click()
    await camera.shoot("be")


async def pictures(browser: Browser, url: str, folder: Path, locale: str, wanted: Collection[str]) -> None:
    """Take the pictures of one language in each size and look."""
    for size, theme in ((size, theme) for size in SIZES for theme in THEMES):
        if wanted and not any(f"-{size}-{theme}-{locale}" in name for name in wanted):
            continue
        width, height = SIZES[size]
        context = await new_context(browser, width=width, height=height, theme=theme)
        chat = await Chat(await context.new_page(), url).open(channel="music-lab")
        camera = Camera(chat, locale, size, theme, folder, wanted, Texts())
        await member_scenes(camera)
        await admin_scenes(camera)
        await context.close()
        if chat.watch.problems:
            raise SystemExit("\n".join(chat.watch.problems))


async def main(folder: Path, wanted: Collection[str], locales: Collection[str] = tuple(ASKED)) -> None:
    """Open a stage for each language, fill it and take its pictures."""
    path = find_chromium()
    if path is None:
        raise SystemExit(NO_BROWSER)
    folder.mkdir(parents=True, exist_ok=True)
    for locale in locales:
        async with (
            Stage.opened(speed=SPEED, discord=LocalDiscord(limits=STAGE_LIMITS)) as stage,
            open_browser(path) as browser,
        ):
            await stage.start_bot()
            await stage.wait_for_commands()
            await prepare(stage, locale)
            server = PageServer(stage)
            try:
                await pictures(browser, await server.start(0), folder, locale, wanted)
            finally:
                await server.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--all"]:
        asyncio.run(main(ROOT / "build" / "screenshots", (), sys.argv[2:] or tuple(ASKED)))
    else:
        asyncio.run(main(ROOT / "docs" / "screenshots", SHOWN))
