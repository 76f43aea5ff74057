"""A discord.py without one of the parts that its documentation does not promise: that is off, the rest works."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot.chat import discord_compat
from bot.client import Foley
from bot.jobs.model import prompt_of
from bot.sandbox.discord import LocalDiscord
from tests.unit.cogs.conftest import CountingMemory, Hall, HallRuntime, settings_for

Patch = pytest.MonkeyPatch
ONE = "/sfx prompt:a door"


def without_requests(patch: Patch) -> None:
    """A library whose requests take other arguments."""
    request: Callable[..., Any] = discord.http.HTTPClient.request

    async def other(self: Any, route: Any, **body: Any) -> Any:
        return await request(self, route, **body)

    patch.setattr(discord.http.HTTPClient, "request", other)


def without_api_url(patch: Patch) -> None:
    class Base:
        def __init__(self, url: str) -> None:
            self.url = url

        def __add__(self, path: str) -> str:
            return self.url + path

    patch.setattr(discord.http.Route, "BASE", Base(discord.http.Route.BASE))


def without_gateway_url(patch: Patch) -> None:
    patch.delattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY")


def without_events(patch: Patch) -> None:
    """A library whose table of readers can't be changed."""
    make = discord.state.ConnectionState.__init__

    def closed(self: Any, *args: Any, **options: Any) -> None:
        make(self, *args, **options)
        self.parsers = MappingProxyType(self.parsers)

    patch.setattr(discord.state.ConnectionState, "__init__", closed)


def without_command_payloads(patch: Patch) -> None:
    translated: Callable[..., Any] = app_commands.Command.get_translated_payload

    async def other(self: Any, *args: Any) -> Any:
        return await translated(self, *args)

    patch.setattr(app_commands.Command, "get_translated_payload", other)


def without_voice_warnings(patch: Patch) -> None:
    patch.setattr(discord.VoiceClient, "warn_nacl", 0)


WITHOUT = {
    "requests": without_requests,
    "api_url": without_api_url,
    "gateway_url": without_gateway_url,
    "events": without_events,
    "command_payloads": without_command_payloads,
    "voice_warnings": without_voice_warnings,
}


@pytest.fixture(params=list(WITHOUT))
def missing(request: pytest.FixtureRequest, local: LocalDiscord, monkeypatch: Patch) -> str:
    name: str = request.param
    WITHOUT[name](monkeypatch)
    return name


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The parts that the log calls missing."""
    lines = [record.getMessage() for when in ("setup", "call") for record in caplog.get_records(when)]
    return [line.split()[1].removeprefix("part=") for line in lines if line.startswith("discord_compat.off")]


async def test_one_part_is_off_and_told_and_commands_work(
    missing: str, hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    assert told(caplog) == [missing]
    await hall.local.wait_for(lambda: any(hall.local.platform.registry.by_scope.values()) or None)
    await hall.run(ONE)
    assert [prompt_of(job.request) for job in await hall.jobs()] == ["a door"]


async def test_with_all_parts_nothing_is_told(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    assert told(caplog) == []
    assert set(WITHOUT) | {"token"} == {part.name for part in discord_compat.PARTS}


@pytest.mark.parametrize("missing", ["requests", "command_payloads"], indirect=True)
async def test_commands_that_can_not_be_compared_are_sent_at_every_start(
    missing: str, local: LocalDiscord, runtimes: list[HallRuntime], tmp_path: Path
) -> None:
    memory = CountingMemory()
    for _ in range(2):
        bot = Foley(settings_for(local, tmp_path), memory=memory)
        async with bot:
            await bot.login(local.token)
            assert bot.command_sync is not None
            async with asyncio.timeout(30):
                await bot.command_sync.current.wait()
    assert [record.method for record in local.requests if record.path.endswith("/commands")] == ["PUT", "PUT"]
    assert memory.kept == {}


async def test_a_bot_whose_token_can_not_be_seen_has_it_from_its_settings(
    local: LocalDiscord,
    runtimes: list[HallRuntime],
    tmp_path: Path,
    monkeypatch: Patch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"):
        monkeypatch.setenv(name, "something")
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    async with commands.Bot(command_prefix="!", intents=discord.Intents.default()) as bot:
        del bot.http.token
        with pytest.raises(commands.ExtensionFailed, match="DISCORD_TOKEN is not set"):
            await bot.load_extension("cogs")
        assert told(caplog) == ["token"]
        monkeypatch.setenv("DISCORD_TOKEN", "something")
        await bot.load_extension("cogs")
        assert bot.tree.get_command("sfx") is not None
