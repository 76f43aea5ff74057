"""A real Chromium for tests, screenshots and the bench: where it is, how it is started, what it may not do."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

NO_BROWSER = "no Chromium found: install one (Debian: apt-get install chromium) or set CHROMIUM to its path"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


def find_chromium() -> str | None:
    """The path of a Chromium on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in _NAMES if (found := shutil.which(name))), None)


@asynccontextmanager
async def open_browser(path: str) -> AsyncIterator[Browser]:
    """A headless browser with a profile of its own, closed at the end."""
    async with async_playwright() as playwright:
        with tempfile.TemporaryDirectory(prefix="foley-chromium-") as folder:
            # Chromium's start script keeps caches where these point; nothing of the person's own is touched.
            home = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
            browser = await playwright.chromium.launch(
                executable_path=path, headless=True, args=FLAGS, env={**os.environ, **home}
            )
            try:
                yield browser
            finally:
                await browser.close()


async def new_context(browser: Browser, *, width: int = 1280, height: int = 800, theme: str = "dark") -> BrowserContext:
    """A fresh profile in the browser, of one size and look."""
    return await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="light" if theme == "light" else "dark",
        locale="en-US",
        reduced_motion="reduce",  # a dot that moves is drawn sixty times a second, by the processor
    )


class Watch:
    """What a page must never do: say errors on the console, throw, or ask another host for anything."""

    def __init__(self, page: Page, url: str) -> None:
        self.problems: list[str] = []
        self._origin = url.removeprefix("http://").rstrip("/")
        page.on("console", lambda one: self._note(one.type in ("error", "warning"), f"console: {one.text}"))
        page.on("pageerror", lambda error: self._note(True, f"uncaught: {error}"))
        page.on("request", lambda request: self._check(request.url))
        page.on("websocket", lambda socket: self._check(socket.url))
        page.on("dialog", lambda dialog: self._note(True, f"dialog: {dialog.message}"))

    def _note(self, wrong: bool, text: str) -> None:
        if wrong:
            self.problems.append(text)

    def _check(self, url: str) -> None:
        scheme, _, rest = url.partition("://")
        host = rest.partition("/")[0]
        self._note(scheme in ("http", "https", "ws", "wss") and host != self._origin, f"asked {url}")


AXE = Path(__file__).with_name("vendor") / "axe.min.js"
