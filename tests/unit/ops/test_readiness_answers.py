"""Readiness on a clock of its own: what makes it red, and how soon."""

import asyncio

import pytest

from bot.command_sync import SyncState
from bot.errors import MessageDelayed, MessageError, StoreUnavailable
from bot.ops.readiness import PING_SECONDS, STALE_SECONDS, Finding, Readiness
from tests.support.manual_clock import ManualClock

PROMISED_SECONDS = 15.0


class Bot:
    """A bot whose parts can be taken away."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.shards = (2, 2)
        self.away = False
        self.hangs = False
        self.leads = True
        self.turned = clock.monotonic()
        self.beat: float | None = None
        self.failing: list[str] = []
        self.pings = 0
        self.rest: str | MessageError | None = None
        self.rest_asked = 0
        self.commands = SyncState(True, "current")

    async def refused_token(self) -> str | None:
        self.rest_asked += 1
        if isinstance(self.rest, MessageError):
            raise self.rest
        return self.rest

    def sync_state(self) -> SyncState:
        return self.commands

    def open_shards(self) -> tuple[int, int]:
        return self.shards

    async def ping(self) -> None:
        self.pings += 1
        if self.hangs:
            await asyncio.Event().wait()
        if self.away:
            raise StoreUnavailable("connection refused")

    def holds_lease(self) -> bool:
        return self.leads

    def last_tick_at(self) -> float:
        return self.turned

    def failing_loops(self) -> list[str]:
        return self.failing

    async def foreign_heartbeat(self) -> float | None:
        if self.away:
            raise StoreUnavailable("connection refused")
        return self.beat


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def bot(clock: ManualClock) -> Bot:
    return Bot(clock)


@pytest.fixture
def readiness(clock: ManualClock, bot: Bot) -> Readiness:
    readiness = Readiness(clock)
    readiness.observe(bot)
    return readiness


async def ask(readiness: Readiness, clock: ManualClock) -> dict[str, bool]:
    await clock.advance(2.0)  # past the second for which answers are kept
    return {name: finding.ok for name, finding in (await readiness.findings()).items()}


async def test_green(readiness: Readiness, clock: ManualClock) -> None:
    assert await ask(readiness, clock) == dict.fromkeys(("gateway", "rest", "commands", "database", "work"), True)


async def test_a_refused_token_is_red_at_once_and_asked_for_seldom(
    readiness: Readiness, clock: ManualClock, bot: Bot
) -> None:
    await ask(readiness, clock)
    bot.rest = "HTTP 401, code 0"
    for _ in range(4):
        await ask(readiness, clock)
    assert bot.rest_asked == 1
    await clock.advance(10.0)
    found = (await readiness.findings())["rest"]
    assert (found.ok, found.detail) == (False, "Discord's REST side refuses the bot's token (HTTP 401, code 0)")
    bot.rest = None
    await clock.advance(10.0)
    assert (await ask(readiness, clock))["rest"]


async def test_a_lost_answer_is_no_news_and_a_minute_of_silence_is(
    readiness: Readiness, clock: ManualClock, bot: Bot
) -> None:
    await ask(readiness, clock)
    bot.rest = MessageDelayed("HTTP 503, code 0")
    await clock.advance(10.0)
    assert (await ask(readiness, clock))["rest"]
    await clock.advance(60.0)
    assert not (await ask(readiness, clock))["rest"]


async def test_commands_that_are_not_synced_are_told_and_block_nothing(
    readiness: Readiness, clock: ManualClock, bot: Bot
) -> None:
    bot.commands = SyncState(False, "Discord answered 400")
    await clock.advance(2.0)
    found = (await readiness.findings())["commands"]
    assert (found.ok, found.needed, found.detail) == (False, False, "Discord answered 400")


@pytest.mark.parametrize("shards", [(0, 0), (0, 2), (1, 2)])
async def test_red_without_every_shard(
    readiness: Readiness, clock: ManualClock, bot: Bot, shards: tuple[int, int]
) -> None:
    bot.shards = shards
    found = await ask(readiness, clock)
    assert [name for name, ok in found.items() if not ok] == ["gateway"]


async def test_red_without_the_database_and_green_again(readiness: Readiness, clock: ManualClock, bot: Bot) -> None:
    bot.away = True
    assert (await ask(readiness, clock))["database"] is False
    bot.away = False
    assert (await ask(readiness, clock))["database"] is True


async def test_a_stuck_poller_is_red_within_the_promised_time(
    readiness: Readiness, clock: ManualClock, bot: Bot
) -> None:
    assert (await ask(readiness, clock))["work"]
    assert STALE_SECONDS + PING_SECONDS < PROMISED_SECONDS
    await clock.advance(STALE_SECONDS)
    found = await readiness.findings()
    assert not found["work"].ok
    assert "has not turned for 12 s" in found["work"].detail
    bot.turned = clock.monotonic()
    assert (await ask(readiness, clock))["work"]


async def test_a_loop_that_fails_again_and_again_is_red_and_named(
    readiness: Readiness, clock: ManualClock, bot: Bot
) -> None:
    bot.failing = ["delivery:loop"]
    found = await readiness.findings()
    assert not found["work"].ok
    assert "delivery:loop" in found["work"].detail
    bot.failing = []
    assert (await ask(readiness, clock))["work"]


async def test_somebody_else_works_as_long_as_there_are_signs_of_life(
    readiness: Readiness, clock: ManualClock, bot: Bot
) -> None:
    bot.leads = False
    assert not (await ask(readiness, clock))["work"], "nobody has ever worked here"
    # The other machine's clock is an hour behind: it is compared with itself only.
    for step in range(5):
        bot.beat = clock.now() - 3600 + step
        assert (await ask(readiness, clock))["work"]
    await clock.advance(STALE_SECONDS)
    assert not (await ask(readiness, clock))["work"]
    bot.beat = clock.now()
    assert (await ask(readiness, clock))["work"]


async def test_a_sign_of_life_of_unknown_age_is_none(readiness: Readiness, clock: ManualClock, bot: Bot) -> None:
    bot.leads, bot.beat = False, clock.now() - 5.0
    assert not (await ask(readiness, clock))["work"]
    bot.beat += 3.0
    assert (await ask(readiness, clock))["work"]


async def test_between_two_lives_everything_is_red(readiness: Readiness) -> None:
    readiness.observe(None)
    assert set((await readiness.findings()).values()) == {Finding(False, "the bot is starting")}


async def test_many_askers_cost_one_ping(readiness: Readiness, bot: Bot) -> None:
    await asyncio.gather(*(readiness.findings() for _ in range(20)))
    assert bot.pings == 1
