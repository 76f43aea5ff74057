"""One stage, one bot and one browser for a whole module of page tests; a fresh profile for each test."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, expect

from bot.sandbox.bot_process import BotProcess
from bot.sandbox.discord import LocalDiscord
from bot.sandbox.page import PageServer
from bot.sandbox.stage import Stage
from tests.page.browser import NO_BROWSER, find_chromium, new_context, open_browser
from tests.page.chat import Chat
from tests.support.fork_server import fork
from tests.support.patience import STAGE_LIMITS

FAST = 60.0
OpenChat = Callable[..., Awaitable[Chat]]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path. Where there is none the tests say so; where one is promised they fail."""
    path = find_chromium()
    if path is None and os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(NO_BROWSER)
    if path is None:
        pytest.skip(NO_BROWSER)
    return path


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with open_browser(chromium) as browser:
        yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_stage(chromium: str) -> AsyncIterator[Stage]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BotProcess, "default_launch", staticmethod(fork))
        async with Stage.opened(
            speed=FAST, settings={"FOLEY_LOG_LEVEL": "DEBUG"}, discord=LocalDiscord(limits=STAGE_LIMITS)
        ) as stage:
            await stage.start_bot()
            await stage.wait_for_commands()
            yield stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page_url(shared_stage: Stage) -> AsyncIterator[str]:
    server = PageServer(shared_stage)
    yield await server.start(0)
    await server.close()


@pytest_asyncio.fixture(loop_scope="module")
async def open_chat(browser: Browser, shared_stage: Stage, page_url: str) -> AsyncIterator[OpenChat]:
    """Opens pages; at the end none of them may have complained or asked anybody else for anything."""
    contexts: list[BrowserContext] = []
    chats: list[Chat] = []

    async def opened(*, width: int = 1280, height: int = 800, theme: str = "dark", **where: str) -> Chat:
        patience_ms = (shared_stage.patience.limit() or 0.0) * 1000
        expect.set_options(timeout=patience_ms)
        context = await new_context(browser, width=width, height=height, theme=theme)
        context.set_default_timeout(patience_ms)
        contexts.append(context)
        chat = Chat(await context.new_page(), page_url)
        chats.append(chat)
        return await chat.open(**where)

    yield opened
    for context in contexts:
        await context.close()
    assert [problem for chat in chats for problem in chat.watch.problems] == []
