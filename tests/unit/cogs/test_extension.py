"""Foley as an extension: one runtime a bot, opened by the first cog, given back by the last, again and again."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands

import cogs
from bot.chat.translator import CommandTranslator
from bot.errors import ConfigError, StoreRefused
from bot.sandbox.discord import LocalDiscord
from cogs._common.runtime import share_of
from tests.unit.cogs.conftest import HallRuntime

PARTS = ("music", "sfx", "tts", "video", "jobs")
ITEMS = 7  # the jobs' own, those of a refusal, of voices, two of /foley setup, the panel's, and one of /privacy


class Foreigner(commands.Bot):
    """Somebody else's bot: never logs in here, but has all that loading an extension needs."""

    def __init__(self) -> None:
        super().__init__(command_prefix="!", intents=discord.Intents.default())


@pytest.fixture
async def foreigner(
    runtimes: list[HallRuntime], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Foreigner]:
    monkeypatch.chdir(tmp_path_factory.mktemp("foreigner"))
    for name in ("DISCORD_TOKEN", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"):
        monkeypatch.setenv(name, "something")
    async with Foreigner() as bot:
        yield bot


def dynamic_items(bot: Foreigner) -> int:
    state: Any = bot._connection
    return len(state._view_store._dynamic_items)


def translator_of(bot: Foreigner) -> app_commands.Translator | None:
    return bot.tree.translator


async def test_loads_all_and_gives_all_back_twice(foreigner: Foreigner, runtimes: list[HallRuntime]) -> None:
    for turn in (1, 2):
        await foreigner.load_extension("cogs")
        assert {command.name for command in foreigner.tree.get_commands()} >= set(PARTS)
        assert len(runtimes) == turn
        assert runtimes[-1].log == ["start"]
        assert dynamic_items(foreigner) == ITEMS
        assert isinstance(translator_of(foreigner), CommandTranslator)
        await foreigner.unload_extension("cogs")
        assert foreigner.tree.get_commands() == []
        assert runtimes[-1].log == ["start", "stop", "close"]
        assert dynamic_items(foreigner) == 0
        assert translator_of(foreigner) is None
        assert not foreigner.extensions
        assert not foreigner.cogs
        assert (share_of(foreigner).users, share_of(foreigner).runtime) == (0, None)


@pytest.mark.parametrize("part", PARTS)
async def test_one_part_alone_works_and_brings_the_poller(
    foreigner: Foreigner, runtimes: list[HallRuntime], part: str
) -> None:
    await foreigner.load_extension(f"cogs.{part}")
    assert [command.name for command in foreigner.tree.get_commands()] == [part]
    assert set(foreigner.extensions) == {f"cogs.{part}", "cogs.poller"}
    await foreigner.unload_extension(f"cogs.{part}")
    assert runtimes[0].log == ["start", "stop", "close"]
    assert not foreigner.extensions


async def test_parts_share_one_runtime_and_the_poller_leaves_with_the_last(
    foreigner: Foreigner, runtimes: list[HallRuntime]
) -> None:
    await foreigner.load_extension("cogs.tts")
    await foreigner.load_extension("cogs.music")
    await foreigner.unload_extension("cogs.tts")
    assert runtimes[0].log == ["start"]
    await foreigner.load_extension("cogs")
    await foreigner.unload_extension("cogs")
    assert len(runtimes) == 1
    assert runtimes[0].log == ["start", "stop", "close"]
    assert not foreigner.extensions


async def test_a_poller_loaded_on_purpose_stays(foreigner: Foreigner, runtimes: list[HallRuntime]) -> None:
    await foreigner.load_extension("cogs.poller")
    await foreigner.load_extension("cogs.tts")
    await foreigner.unload_extension("cogs.tts")
    assert set(foreigner.extensions) == {"cogs.poller"}
    assert runtimes[0].log == ["start"]


async def test_reloading_works(foreigner: Foreigner, runtimes: list[HallRuntime]) -> None:
    await foreigner.load_extension("cogs")
    await foreigner.reload_extension("cogs")
    assert [runtime.log for runtime in runtimes] == [["start", "stop", "close"], ["start"]]


async def test_closing_the_bot_gives_everything_back(foreigner: Foreigner, runtimes: list[HallRuntime]) -> None:
    await foreigner.load_extension("cogs")
    await foreigner.close()
    assert runtimes[0].log == ["start", "stop", "close"]


async def test_the_owners_translator_and_commands_stay(foreigner: Foreigner) -> None:
    class Own(app_commands.Translator):
        async def translate(self, string: Any, locale: Any, context: Any) -> None:
            return None

    own = Own()
    await foreigner.tree.set_translator(own)

    @foreigner.tree.command()
    async def ping(interaction: discord.Interaction) -> None:
        """Answer."""

    await foreigner.load_extension("cogs")
    await foreigner.unload_extension("cogs")
    assert foreigner.tree.translator is own
    assert [command.name for command in foreigner.tree.get_commands()] == ["ping"]


async def test_a_bots_own_help_stays(foreigner: Foreigner, runtimes: list[HallRuntime]) -> None:
    async def theirs(interaction: discord.Interaction) -> None:
        """Help of the other bot."""

    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name="help", description="Theirs", callback=theirs
    )
    foreigner.tree.add_command(command)
    for _ in range(2):
        await foreigner.load_extension("cogs")
        assert foreigner.tree.get_command("help") is command
        await foreigner.unload_extension("cogs")
        assert foreigner.tree.get_commands() == [command]


@pytest.mark.parametrize("failure", [ConfigError(["FOLEY_X is wrong."]), StoreRefused("in use")])
async def test_what_can_not_be_opened_leaves_nothing_behind(
    foreigner: Foreigner, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr("bot.app.open_runtime", refuse)
        with pytest.raises(commands.ExtensionFailed, match=str(failure)):
            await foreigner.load_extension("cogs")
    assert not foreigner.extensions
    assert not foreigner.cogs
    assert foreigner.tree.get_commands() == []
    await foreigner.load_extension("cogs")
    assert (
        len(foreigner.tree.get_commands()) == len(PARTS) + 10
    )  # /foley, /help, /preset, /privacy, /voices, five on messages


async def test_work_that_can_not_start_leaves_nothing_behind(
    foreigner: Foreigner, runtimes: list[HallRuntime], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_: object) -> None:
        raise StoreRefused("in use")

    monkeypatch.setattr(HallRuntime, "start_work", refuse)
    with pytest.raises(commands.ExtensionFailed, match="in use"):
        await foreigner.load_extension("cogs")
    assert runtimes[0].log == ["close"]
    assert not foreigner.cogs


async def test_settings_of_the_host_are_read_and_its_token_need_not_be_there(
    foreigner: Foreigner, monkeypatch: pytest.MonkeyPatch, local: LocalDiscord
) -> None:
    monkeypatch.delenv("TENCENTCLOUD_SECRET_ID")
    monkeypatch.delenv("DISCORD_TOKEN")
    foreigner.http.token = local.token
    with pytest.raises(commands.ExtensionFailed) as caught:
        await foreigner.load_extension("cogs")
    assert "TENCENTCLOUD_SECRET_ID is not set." in str(caught.value)
    assert "DISCORD_TOKEN" not in str(caught.value)
    monkeypatch.setenv("TENCENTCLOUD_SECRET_ID", "something")
    await foreigner.load_extension("cogs")


async def test_a_part_whose_command_is_taken_gives_back_what_it_claimed(
    foreigner: Foreigner, runtimes: list[HallRuntime]
) -> None:
    @foreigner.tree.command(name="video", description="somebody else's")
    async def video(interaction: discord.Interaction) -> None:
        raise AssertionError

    await foreigner.load_extension("cogs.music")
    with pytest.raises(commands.ExtensionFailed, match="already registered"):
        await foreigner.load_extension("cogs.video")
    assert foreigner.tree.get_command("video") is video
    await foreigner.unload_extension("cogs.music")
    assert not foreigner.extensions
    assert (share_of(foreigner).users, share_of(foreigner).runtime) == (0, None)
    assert runtimes[-1].log == ["start", "stop", "close"]


async def test_every_part_is_loaded_and_the_background_work_goes_last() -> None:
    folder = Path(cogs.__file__).parent
    assert set(cogs.parts()) == {path.stem for path in folder.iterdir() if not path.name.startswith("_")}
    assert cogs.parts()[0] == "poller"
