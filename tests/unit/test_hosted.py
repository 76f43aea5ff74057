"""What the hosted process does before its first session."""

import asyncio
import logging
import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.__main__ import main
from bot.errors import ConfigError
from bot.host import TokenRefusals, host
from bot.hosted import _make_data_dir
from bot.logs import RepeatFilter
from bot.ops.check.database import check_database
from bot.ops.check.report import Level
from bot.utils.tasks import sleep_unless
from tests.support.manual_clock import ManualClock


def test_a_data_folder_that_can_not_be_made_is_one_sentence_for_the_operator(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(ConfigError) as caught:
        _make_data_dir(blocked / "data")
    assert caught.value.problems == (f"FOLEY_DATA_DIR: {blocked / 'data'} can't be made (Not a directory).",)
    _make_data_dir(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize(("code", "word"), [(4011, "FOLEY_SHARDS"), (4010, "FOLEY_SHARDS"), (4012, "update")])
async def test_what_the_gateway_closes_for_good_ends_with_a_sentence(code: int, word: str) -> None:
    clock, lives = ManualClock(), 0

    async def session(stop: asyncio.Event) -> None:
        nonlocal lives
        lives += 1
        socket: Any = SimpleNamespace(close_code=code)
        raise discord.ConnectionClosed(socket, shard_id=0)

    with pytest.raises(ConfigError) as caught:
        await host(session, clock, asyncio.Event())
    assert lives == 1
    assert word in caught.value.problems[0]


async def test_a_life_that_always_ends_identifies_less_often_than_discord_allows_in_a_day() -> None:
    clock, lives = ManualClock(), 0

    async def session(stop: asyncio.Event) -> None:
        nonlocal lives
        lives += 1
        raise aiohttp.ClientError

    stop = asyncio.Event()
    hosting = asyncio.create_task(host(session, clock, stop, random.Random(1)))
    await clock.advance(24 * 3600.0)
    stop.set()
    await hosting
    assert 500 < lives < 950


class Lives:
    """Lives of a bot that end one after the other as told; the last way repeats."""

    def __init__(self, *ends: Exception | None) -> None:
        self.clock = ManualClock()
        self.refusals = TokenRefusals(self.clock)
        self.began: list[float] = []
        self._ends = ends
        self._stop = asyncio.Event()

    async def _session(self, stop: asyncio.Event) -> None:
        self.began.append(self.clock.monotonic())
        end = self._ends[min(len(self.began), len(self._ends)) - 1]
        if end is not None:
            raise end
        self.refusals.accepted()  # connected, for a while
        await sleep_unless(stop, self.clock, 600.0)

    async def pass_time(self, seconds: float) -> ConfigError | None:
        """Let time pass; return what ended the process."""
        hosting = asyncio.create_task(
            host(self._session, self.clock, self._stop, random.Random(1), refusals=self.refusals)
        )
        await self.clock.advance(seconds)
        self._stop.set()
        try:
            await hosting
        except ConfigError as error:
            return error
        return None


def not_authenticated() -> discord.ConnectionClosed:
    socket: Any = SimpleNamespace(close_code=4004)
    return discord.ConnectionClosed(socket, shard_id=0)


async def test_a_token_refused_at_the_first_start_ends_it_at_once() -> None:
    lives = Lives(discord.LoginFailure())
    ended = await lives.pass_time(0.0)
    assert ended is not None
    assert ended.problems == ("DISCORD_TOKEN is not accepted by Discord.",)
    assert lives.began == [0.0]


async def test_a_token_refused_at_the_first_start_after_an_outage_ends_it_too() -> None:
    assert await Lives(aiohttp.ClientError(), discord.LoginFailure()).pass_time(10.0) is not None


@pytest.mark.parametrize("refusal", [discord.LoginFailure(), not_authenticated()], ids=["rest", "gateway"])
async def test_a_bot_that_was_connected_ends_only_when_it_is_refused_still_after_minutes(refusal: Exception) -> None:
    lives = Lives(None, refusal)
    assert await lives.pass_time(600.0 + 170.0) is None
    assert len(lives.began) > 3, "it went on trying"
    lives = Lives(None, refusal)
    assert await lives.pass_time(600.0 + 900.0) is not None
    assert lives.began[-1] - lives.began[1] >= 180.0


async def test_a_token_that_is_taken_again_forgets_the_refusals_before() -> None:
    refusal = discord.LoginFailure()
    lives = Lives(None, refusal, refusal, None, refusal, refusal, None)
    assert await lives.pass_time(3000.0) is None
    assert len(lives.began) >= 7


async def test_a_restart_loop_says_its_cause_every_time() -> None:
    """Through the filter that holds repeated lines back: the end of a log must say why."""
    told: list[str] = []

    class Heard(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(record.getMessage())

    handler = Heard()
    handler.addFilter(RepeatFilter(ManualClock()))
    logger = logging.getLogger("bot.host")
    logger.addHandler(handler)
    try:
        lives = Lives(aiohttp.ClientError("no route"), OSError("no route either"))
        assert await lives.pass_time(20.0) is None
    finally:
        logger.removeHandler(handler)
    assert len(told) == len(lives.began)
    assert "ClientError: no route; starting again in" in told[0]
    assert all("OSError: no route either; starting again in" in line for line in told[1:])


def test_probe_reads_the_address_as_run_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "some.env"
    settings.write_text("FOLEY_HTTP_BIND=127.0.0.1:1\n", "utf-8")
    assert main(["--env-file", str(settings), "probe"]) == 1
    assert "http://127.0.0.1:1/healthz" in capsys.readouterr().out
    settings.write_text("FOLEY_HTTP_BIND=\n", "utf-8")
    assert main(["--env-file", str(settings), "probe"]) == 0
    assert "switched off" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [("--port", "99999"), ("--port", "x"), ("--speed", "-1"), ("--speed", "nan"), ("--speed", "0")]
)
def test_options_of_the_sandbox_that_can_not_be_are_said_to_be(
    arguments: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["sandbox", *arguments])
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


@pytest.mark.parametrize("url", ["sqlite://foley.db", "postgresql://foley@db", "sqlite:///{folder}"])
async def test_a_database_that_can_not_be_one_is_a_line_of_the_check(url: str, tmp_path: Path) -> None:
    lines = await check_database(url.format(folder=tmp_path))
    assert [line.level for line in lines] == [Level.WRONG]
