"""Foley's extension on SimCord, a Discord simulator that others wrote: a second opinion beside the local Discord.

Where the two differ, `tests/README.md` says which is right. SimCord follows the tasks that the bot starts from its
events; the background work is started outside of them and speaks to the local Tencent Cloud over real sockets.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import discord
import pytest
import simcord
from discord.ext import commands
from simcord.actors import _autocomplete_result

from bot.sandbox.discord import make_token
from bot.sandbox.discord.patience import Patience
from bot.sandbox.stage import SECRET_ID, SECRET_KEY, scaled_catalog
from bot.sandbox.tencent import DEFAULT_SUB_APP_ID, LocalTencent, Settings

SPEED = 60.0
SFX = {"prompt": "a door creaks"}
T = TypeVar("T")


@dataclass(frozen=True)
class Judged:
    """A bot with Foley on SimCord, a channel of its server and a member who may manage it."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor

    async def until(self, look: Callable[[], T | None]) -> T:
        """The first truthy value of `look`; what happened until then is told when it does not come."""
        return await Patience(accounts=[self.env.transcript]).until(look)

    async def run(self, name: str, **options: Any) -> simcord.InteractionResult:
        """Run a command or fail with what the bot said instead of an answer."""
        return await self.answered(await self.alice.slash(self.channel, name, **options))

    async def press(self, message: discord.Message, word: str) -> simcord.InteractionResult:
        """Press the button whose label has `word`."""
        buttons = [each for row in message.components for each in getattr(row, "children", [])]
        found = next(one.custom_id for one in buttons if word in str(one.label))
        return await self.answered(await self.alice.click(message, custom_id=found))

    async def answered(self, ran: simcord.InteractionResult) -> simcord.InteractionResult:
        """The interaction once there is something to see; "is thinking…" is a message without anything in it."""

        def seen() -> bool:
            messages = [one.message for one in (ran.response, *ran.followups) if one is not None]
            return bool(ran.modal) or any(one.content or one.embeds or one.attachments for one in messages)

        await self.until(lambda: seen() or None)
        return ran

    async def choices(self, name: str, option: str, **filled: Any) -> list[dict[str, Any]]:
        """What the bot offers for an option, asked again until its list of voices has come."""

        async def offered() -> list[dict[str, Any]]:
            # The public way does not wait for the answer of a task that is not followed.
            asked = await _autocomplete_result(self.alice, self.channel, name, option, "", filled)
            await self.until(lambda: asked.acknowledged or None)
            return asked.autocomplete_choices or []

        return await Patience(accounts=[self.env.transcript]).until_found(offered)

    async def result(self, after: int = 0) -> discord.Message:
        """The first message of the channel after the message `after` that has files."""
        return await self.until(
            lambda: next((one for one in self._messages() if one.attachments and one.id > after), None)
        )

    def _messages(self) -> list[discord.Message]:
        return self.channel.history()


@pytest.fixture
async def cloud() -> AsyncIterator[LocalTencent]:
    cloud = LocalTencent(Settings(credentials={SECRET_ID: SECRET_KEY}))
    cloud.speed = SPEED
    await cloud.start()
    yield cloud
    await cloud.close()


@pytest.fixture
def settings(cloud: LocalTencent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a bot between SimCord and the local Tencent Cloud."""
    environment = {
        "DISCORD_TOKEN": make_token(),
        "TENCENTCLOUD_SECRET_ID": SECRET_ID,
        "TENCENTCLOUD_SECRET_KEY": SECRET_KEY,
        "FOLEY_MPS_URL": cloud.mps_url,
        "FOLEY_VOD_URL": cloud.vod_url,
        "FOLEY_VOD_SUB_APP_ID": str(DEFAULT_SUB_APP_ID),
        "FOLEY_RESULT_HOSTS": cloud.results_host,
        "FOLEY_DATABASE_URL": f"sqlite:///{tmp_path / 'foley.db'}",
        "FOLEY_NEW_SERVER": "open",
        "FOLEY_DATA_DIR": str(tmp_path / "results"),
        "FOLEY_HTTP_BIND": "",
        "FOLEY_CATALOG": str(scaled_catalog(tmp_path, SPEED)),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)  # no .env of the checkout


@pytest.fixture
async def judged(
    settings: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Judged]:
    bot = commands.Bot(command_prefix=commands.when_mentioned, intents=discord.Intents(guilds=True))
    env = simcord.Env(bot)
    await env.start()
    _say_who_installed(env, monkeypatch)
    _follow_no_tasks(env, monkeypatch)
    guild = env.create_guild()
    channel = guild.create_text_channel("general")
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    alice = guild.add_member(env.create_user("alice"), roles=[managers])
    await bot.load_extension("cogs")
    try:
        await bot.tree.sync()
        yield Judged(env, channel, alice)
    finally:
        await bot.unload_extension("cogs")
        await env.shutdown()
    env.raise_errors()
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []


def _say_who_installed(env: simcord.Env, monkeypatch: pytest.MonkeyPatch) -> None:
    """SimCord leaves `authorizing_integration_owners` empty, which Discord never does."""
    emit = env.backend.emit

    def with_owners(name: str, payload: dict[str, Any], *rest: Any, **more: Any) -> Any:
        if name == "INTERACTION_CREATE" and "guild_id" in payload:
            payload["authorizing_integration_owners"] = {"0": payload["guild_id"]}
        return emit(name, payload, *rest, **more)

    monkeypatch.setattr(env.backend, "emit", with_owners)


def _follow_no_tasks(env: simcord.Env, monkeypatch: pytest.MonkeyPatch) -> None:
    """SimCord would let the bot's tasks run on virtual time, which real sockets and a database do not know."""
    monkeypatch.setattr(env, "_bot_scope", env.time_context)


FOUR = {"music": {"prompt": "calm rain"}, "sfx": SFX, "tts": {"text": "hello"}, "video": {"prompt": "a paper boat"}}


@pytest.mark.parametrize("name", FOUR)
async def test_each_command_is_answered_and_its_result_posted(judged: Judged, name: str) -> None:
    options = dict(FOUR[name])
    if name == "tts":
        options["voice"] = (await judged.choices("tts", "voice", **options))[0]["value"]
    await judged.run(name, **options)
    message = await judged.result()
    assert message.reference is not None
    assert labels(message) == ["Again", "Edit and run", "More…"]


async def test_details_again_and_the_edit_form(judged: Judged) -> None:
    await judged.run("sfx", **SFX)
    first = await judged.result()
    more = await judged.press(first, "More")
    assert more.ephemeral
    assert more.response is not None
    details = await judged.press(more.response.message, "Details")
    shown = details.response
    assert shown is not None
    assert shown.ephemeral
    await judged.until(lambda: "prompt" in text_of(shown.message) or None)
    await judged.press(first, "Again")
    again = await judged.result(after=first.id)
    edit = await judged.press(again, "Edit")
    assert edit.modal is not None
    await judged.answered(await judged.alice.submit_modal(edit, preselected(edit.modal) | {"prompt": "a gate creaks"}))
    edited = await judged.result(after=again.id)
    assert "a gate creaks" in text_of(edited)


async def test_foley_panel_and_privacy_export(judged: Judged) -> None:
    shown = await judged.run("foley panel")
    assert shown.ephemeral
    await judged.run("sfx", **SFX)
    await judged.result()
    exported = await judged.run("privacy export")
    assert exported.ephemeral
    assert exported.response is not None
    (file,) = exported.response.attachments
    assert file.size > 100


def preselected(modal: dict[str, Any]) -> dict[str, Any]:
    """The defaults of a modal's selects, which people's clients send and SimCord wants to be told."""
    selects = [one["component"] for one in modal["components"] if one.get("component", {}).get("options")]
    return {
        each["custom_id"]: [option["value"]] for each in selects for option in each["options"] if option.get("default")
    }


def labels(message: discord.Message) -> list[str]:
    return [str(getattr(each, "label", "")) for row in message.components for each in getattr(row, "children", [])]


def text_of(message: discord.Message) -> str:
    return message.content + "".join(str(one.to_dict()) for one in message.embeds)
