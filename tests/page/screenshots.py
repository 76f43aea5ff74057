"""`make screenshots`: the pictures of the README, taken from the real page with the real bot behind it.

Run as `python -m tests.page.screenshots [FOLDER]`; default docs/screenshots.
"""

import asyncio
import io
import sys
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, expect

from bot.sandbox.page import PageServer
from bot.sandbox.stage import Stage
from tests.page.browser import NO_BROWSER, find_chromium, new_context, open_browser
from tests.page.chat import Chat

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
SIZES = {"wide": (1280, 860), "narrow": (390, 844)}
SPEED = 60.0


async def prepare(stage: Stage) -> None:
    """Fill #music-lab with something of everything."""
    who, where, discord = stage.world.member, stage.world.music_lab, stage.discord
    commands = ("/sfx prompt:a heavy door creaks open duration:6", "/music prompt:calm rain on a tin roof, soft piano")
    for command in commands:
        ran = await discord.command(who, where, command)
        if await stage.outcome(ran) is None:
            raise SystemExit(f"{command} was refused; its pictures would be empty")
    await discord.say(stage.world.moderator, where, "**lovely!** can we have it a bit slower? <@" + str(who.id) + ">")


async def picture(browser: Browser, url: str, folder: Path, size: str, theme: str) -> None:
    """Every scene in one size and look."""
    width, height = SIZES[size]
    context = await new_context(browser, width=width, height=height, theme=theme)
    chat = Chat(await context.new_page(), url)
    await chat.open(channel="music-lab")
    page = chat.page

    async def shoot(scene: str) -> None:
        await page.wait_for_function("[...document.images].every((one) => one.complete)")
        await page.evaluate("document.querySelector('#scroller').scrollTop = 1e9")
        taken = Image.open(io.BytesIO(await page.screenshot(animations="disabled"))).convert("RGB")
        # Few colours make a third of the size and look the same; by coverage, so that a small red mark stays red.
        small = taken.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        small.save(folder / f"{scene}-{size}-{theme}.png", optimize=True)

    results = chat.result("calm rain")
    await expect(results.first).to_be_visible()
    await expect(results.first.locator("audio")).to_have_js_property("readyState", 4)
    if size == "wide":
        await page.get_by_role("tab", name="Bot", exact=True).click()
    await shoot("result")

    await chat.start("/tt", "/tts")
    await chat.option("text").fill("Good evening, everybody.")
    await (await chat.add("voice")).press_sequentially("cal")
    await expect(page.locator(".suggestion").first).to_contain_text("Calm")
    if size == "wide":
        await page.get_by_role("tab", name="Tencent Cloud").dispatch_event("click")
    await shoot("command")
    await page.get_by_role("button", name="Cancel the command").click()

    await results.last.get_by_role("button", name="Edit and run").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await shoot("window")
    await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()

    if size == "narrow":
        await page.locator("#open-panel").click()
        await page.get_by_role("tab", name="Tencent Cloud").click()
        await shoot("panel")
        await page.get_by_role("button", name="Close the panel").click()
    await chat.show_sidebar()
    await page.locator("#be").click()
    await shoot("be")
    await context.close()
    if chat.watch.problems:
        raise SystemExit("\n".join(chat.watch.problems))


async def main(folder: Path) -> None:
    """Open a stage, fill it and take every picture."""
    path = find_chromium()
    if path is None:
        raise SystemExit(NO_BROWSER)
    folder.mkdir(parents=True, exist_ok=True)
    async with Stage.opened(speed=SPEED) as stage, open_browser(path) as browser:
        await stage.start_bot()
        await stage.wait_for_commands()
        await prepare(stage)
        server = PageServer(stage)
        url = await server.start(0)
        try:
            for size in SIZES:
                for theme in ("dark", "light"):
                    await picture(browser, url, folder, size, theme)
        finally:
            await server.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
