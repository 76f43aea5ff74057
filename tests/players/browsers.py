"""Real browsers that play files to their end: what length each shows, where it ends, what colour it has.

A page plays the files by itself and tells a server on the loopback, so any browser that opens an address will do.
"""

import asyncio
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.sandbox.web_server import WebServer
from tests.page.browser import find_chromium, open_browser

_SCRIPT = Path(__file__).with_name("player.js")
_PAGE = '<!doctype html><meta charset="utf-8"><script type="module" src="/player.js"></script>'
_RATE = 8.0
# Twelve times as long as the page itself waits for one file.
_SILENCE_SECONDS = 480.0


@dataclass(frozen=True)
class Offered:
    """A file to be played, and the type it is served as."""

    name: str
    path: Path
    content_type: str


@dataclass(frozen=True)
class Played:
    """What a browser made of a file: the length it shows, the moment it ended at, the colour in the middle."""

    name: str
    shown: float | None = None
    ended: float | None = None
    colour: tuple[int, int, int] | None = None
    error: str = "was not played"


class _Hall:
    """The server the page talks to."""

    def __init__(self, offered: Sequence[Offered], rate: float) -> None:
        self._offered = {str(number): one for number, one in enumerate(offered)}
        self._rate = rate
        self.played: dict[str, Played] = {}
        self.news = asyncio.Event()
        self.app = web.Application()
        self.app.router.add_get("/", self._page)
        self.app.router.add_get("/player.js", self._script)
        self.app.router.add_get("/list", self._list)
        self.app.router.add_get("/file/{number}", self._file)
        self.app.router.add_post("/played", self._take)

    async def _page(self, request: web.Request) -> web.Response:
        return web.Response(text=_PAGE, content_type="text/html")

    async def _script(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(_SCRIPT, headers={"Content-Type": "text/javascript"})

    async def _list(self, request: web.Request) -> web.Response:
        files = [
            {"name": one.name, "url": f"/file/{number}", "type": one.content_type, "rate": self._rate}
            for number, one in self._offered.items()
        ]
        return web.json_response(files)

    async def _file(self, request: web.Request) -> web.FileResponse:
        one = self._offered[request.match_info["number"]]
        return web.FileResponse(one.path, headers={"Content-Type": one.content_type})

    async def _take(self, request: web.Request) -> web.Response:
        told = await request.json()
        colour = tuple(told.pop("colour") or ()) or None
        self.played[told["name"]] = Played(**told, colour=colour)
        self.news.set()
        return web.Response()

    async def wait_for_all(self) -> None:
        """Return when every file was played, or nothing was heard for long."""
        while len(self.played) < len(self._offered):
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), _SILENCE_SECONDS)


async def played(
    browser: AbstractAsyncContextManager[None], url: "asyncio.Future[str]", offered: Sequence[Offered], rate: float
) -> dict[str, Played]:
    """Play files in a browser that opens ``url`` once it is known."""
    hall = _Hall(offered, rate)
    server = WebServer(hall.app)
    try:
        url.set_result(f"http://127.0.0.1:{await server.start('127.0.0.1')}/")
        async with browser:
            await hall.wait_for_all()
    finally:
        await server.close()
    return hall.played


async def play_in_chromium(offered: Sequence[Offered], chromium: str, *, rate: float = _RATE) -> dict[str, Played]:
    """Play files in Chromium."""
    url: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    return await played(_chromium(chromium, url), url, offered, rate)


async def play_in_firefox(offered: Sequence[Offered], firefox: str, *, rate: float = _RATE) -> dict[str, Played]:
    """Play files in Firefox."""
    url: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    return await played(_firefox(firefox, url), url, offered, rate)


def find_firefox() -> str | None:
    """Return the path of a Firefox on this machine, or None."""
    return next((found for name in ("firefox-esr", "firefox") if (found := shutil.which(name))), None)


@asynccontextmanager
async def _chromium(path: str, url: "asyncio.Future[str]") -> AsyncIterator[None]:
    async with open_browser(path) as browser:
        page = await browser.new_page()
        await page.goto(await url)
        yield


@asynccontextmanager
async def _firefox(path: str, url: "asyncio.Future[str]") -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory(prefix="foley-firefox-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / "user.js").write_text('user_pref("media.autoplay.default", 0);\n', "utf-8")
        process = await asyncio.create_subprocess_exec(
            path, "--headless", "--no-remote", "--profile", folder, await url,
            env={**os.environ, "HOME": folder}, start_new_session=True,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


__all__ = ["Offered", "Played", "find_chromium", "find_firefox", "play_in_chromium", "play_in_firefox"]
