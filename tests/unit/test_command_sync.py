"""The sync of commands beside the gateway: what it makes of each refusal, how long it waits, what it says."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.client import Foley
from bot.command_sync import CommandSync, Scope, SyncState, retry_delay_seconds
from bot.errors import ConfigError, StoreUnavailable
from bot.sandbox.discord import LocalDiscord
from tests.support.manual_clock import ManualClock
from tests.unit.cogs.conftest import CountingMemory, HallRuntime, local, runtimes, settings_for

__all__ = ["local", "runtimes"]
ROUTE = r"/commands$"
TOO_MANY = {"code": 30034, "message": "Max number of daily application command creates has been reached (200)"}
HOUR = 3600.0


class AwayMemory(CountingMemory):
    """A database that is away for the first tries."""

    def __init__(self, failures: int) -> None:
        super().__init__()
        self.failures = failures

    async def load(self, scope: str) -> str | None:
        if self.failures:
            self.failures -= 1
            raise StoreUnavailable("connection refused")
        return await super().load(scope)


@pytest.fixture
async def bot(local: LocalDiscord, runtimes: list[HallRuntime], tmp_path: Path) -> AsyncIterator[Foley]:
    """A bot with Foley's commands that is logged in and syncs nothing by itself."""
    bot = Foley(settings_for(local, tmp_path), memory=CountingMemory())
    async with bot:
        await bot.login(local.token)
        assert bot.command_sync is not None
        await bot.command_sync.current.wait()
        yield bot


def sent(local: LocalDiscord) -> int:
    """How often commands were sent since the bot's own first sync."""
    return sum(record.method == "PUT" for record in local.requests) - 1


class Running:
    """A sync under way, on a clock of its own."""

    def __init__(self, bot: Foley, memory: CountingMemory, *scopes: Scope) -> None:
        self.clock = ManualClock()
        self.outcomes: list[str] = []
        self.sync = CommandSync(bot.tree, memory, self.clock, scopes or (Scope(),), on_outcome=self.outcomes.append)
        self.task = asyncio.create_task(self.sync.run(), name="sync")

    async def __aenter__(self) -> "Running":
        return self

    async def __aexit__(self, *_: object) -> None:
        self.task.cancel()
        await asyncio.wait((self.task,))

    async def tried(self, times: int) -> SyncState:
        """Wait until this many tries have an outcome and the next one is waited for, or none is needed."""
        async with asyncio.timeout(30):
            while len(self.outcomes) < times:  # noqa: ASYNC110  # outcomes have no event
                await asyncio.sleep(0.005)
            await asyncio.sleep(0.01)
        return self.sync.state


async def test_a_used_up_day_of_creates_is_told_and_tried_again_after_an_hour(bot: Foley, local: LocalDiscord) -> None:
    local.faults.respond("PUT", ROUTE, 400, body=TOO_MANY, count=2)
    async with Running(bot, CountingMemory()) as running:
        state = await running.tried(1)
        assert not state.is_current
        assert "Discord answered 400 (code 30034, today's 200 creates are used up)" in state.detail
        assert "those that are registered work" in state.detail
        await running.clock.advance(HOUR - 1)
        assert sent(local) == 1
        await running.clock.advance(2)
        await running.tried(2)
        await running.clock.advance(2 * HOUR)
        assert (await running.tried(3)).is_current
        assert running.outcomes == ["refused", "refused", "synced"]


async def test_a_rate_limit_of_hours_is_waited_out_beside_the_bot(bot: Foley, local: LocalDiscord) -> None:
    local.faults.rate_limit("PUT", ROUTE, retry_after_seconds=40_000)
    async with Running(bot, CountingMemory()) as running:
        state = await running.tried(1)
        assert "rate limit (HTTP 429)" in state.detail
        assert re.search(r"next try within 1[12] h;", state.detail)
        await running.clock.advance(39_999)
        assert sent(local) == 1


async def test_a_broken_discord_is_tried_again_soon(bot: Foley, local: LocalDiscord) -> None:
    # 503 is the one that the library does not repeat by itself.
    local.faults.respond("PUT", ROUTE, 503, count=2)
    async with Running(bot, CountingMemory()) as running:
        assert "Discord answered 503" in (await running.tried(1)).detail
        await running.clock.advance(5.1)
        await running.tried(2)
        await running.clock.advance(10.1)
        assert (await running.tried(3)).is_current
        assert running.outcomes == ["delayed", "delayed", "synced"]


async def test_a_database_that_is_away_is_not_taken_for_a_first_start(bot: Foley, local: LocalDiscord) -> None:
    memory = AwayMemory(1)
    async with Running(bot, memory) as running:
        await running.tried(1)
        assert sent(local) == 0
        await running.clock.advance(5.1)
        assert (await running.tried(2)).is_current


async def test_a_restart_syncs_nothing_in_vain(bot: Foley, local: LocalDiscord) -> None:
    memory = CountingMemory()
    for _ in range(2):
        async with Running(bot, memory) as running:
            assert (await running.tried(1)).is_current
    assert sent(local) == 1


async def test_only_a_server_the_bot_must_be_in_is_a_wrong_setting(bot: Foley, local: LocalDiscord) -> None:
    foreign = 424242424242424242
    local.faults.error("PUT", r"/guilds/", 50001, count=None)
    async with Running(bot, CountingMemory(), Scope(), Scope(foreign, "FOLEY_OWNER_GUILD_ID")) as running:
        assert (await running.tried(2)).is_current
    async with Running(bot, CountingMemory(), Scope(foreign, "FOLEY_DEV_GUILD_ID", is_required=True)) as running:
        with pytest.raises(ConfigError, match="FOLEY_DEV_GUILD_ID names a server"):
            async with asyncio.timeout(30):
                await running.task


async def test_asked_again_it_syncs_whatever_the_hash_says(bot: Foley, local: LocalDiscord) -> None:
    async with Running(bot, CountingMemory()) as running:
        await running.tried(1)
        for _ in range(3):
            running.sync.ask_again()
        await running.tried(2)
        assert sent(local) == 2
        await running.clock.advance(HOUR + 1)
        running.sync.ask_again()
        await running.tried(3)
        assert sent(local) == 3


def test_delays_grow_and_have_an_end() -> None:
    delays = [retry_delay_seconds(OSError(), failures) for failures in range(1, 41)]
    assert delays[0] <= 5.0
    assert max(delays) <= 600.0


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 400, "body": TOO_MANY},
        {"status": 500, "body": {"message": "500", "code": 0}},
        {"status": 429, "body": {"retry_after": 40_000, "message": "", "global": False}, "headers": {"Via": "x"}},
        {"status": 400, "body": {"code": 50035, "message": "Invalid Form Body", "errors": {}}},
    ],
    ids=["30034", "500", "429", "50035"],
)
async def test_the_gateway_connects_whatever_the_sync_comes_to(
    local: LocalDiscord, runtimes: list[HallRuntime], tmp_path: Path, fault: dict[str, Any]
) -> None:
    local.default_world()
    local.faults.respond("PUT", ROUTE, count=None, **fault)
    bot = Foley(settings_for(local, tmp_path), memory=CountingMemory(), guild_ready_timeout=0.1)
    async with bot:
        await bot.login(local.token)
        running = asyncio.create_task(bot.connect(), name="bot")
        async with asyncio.timeout(30):
            await local.wait_ready()
        assert not bot.sync_state().is_current
        await bot.close()
        await asyncio.gather(running, return_exceptions=True)
