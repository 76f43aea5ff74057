"""A budget's warning: never raises, and is only done once it was posted or never can be."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.chat.texts import Texts
from bot.guilds.usage import Allowance, BudgetWarning
from bot.jobs.claim import Bound, Measure, Window
from cogs.admin import Admin

_BOUND = Bound(Measure.COUNT, Window.DAY, 10, False, 0.0, 86_400.0)


class Guilds:
    """Hears which warnings are to be given again; its settings can't be read."""

    def __init__(self) -> None:
        self.again: list[BudgetWarning] = []

    async def warn_again(self, warning: BudgetWarning) -> None:
        self.again.append(warning)


class Channel:
    """Takes messages, or fails."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.sent: list[str] = []

    async def send(self, text: str, **options: Any) -> None:
        if self.failure is not None:
            raise self.failure
        self.sent.append(text)


def _admin(channel: Channel, guilds: Guilds) -> Admin:
    bot: Any = SimpleNamespace(
        get_guild=lambda guild_id: None, get_partial_messageable=lambda channel_id, guild_id: channel
    )
    admin = Admin(bot)
    runtime: Any = SimpleNamespace(service=SimpleNamespace(guilds=guilds), texts=Texts())
    admin._runtime = runtime
    return admin


def _answer(status: int) -> Any:
    return SimpleNamespace(status=status, reason="")


async def test_it_is_posted_in_the_servers_language_without_a_look_into_the_database() -> None:
    channel, guilds = Channel(), Guilds()
    await _admin(channel, guilds).post_warning(BudgetWarning(1, 5, Allowance(_BOUND, 8.0), "de"))
    assert len(channel.sent) == 1
    assert "80 % des Limits dieses Servers (10 Anfragen pro Tag)" in channel.sent[0]
    assert guilds.again == []


@pytest.mark.parametrize(
    ("failure", "is_given_again"),
    [
        (aiohttp.ClientConnectionError(), True),
        (TimeoutError(), True),
        (discord.DiscordServerError(_answer(503), "away"), True),
        (discord.Forbidden(_answer(403), "no"), False),
        (discord.NotFound(_answer(404), "gone"), False),
    ],
)
async def test_what_could_not_be_posted_now_is_given_again(failure: Exception, is_given_again: bool) -> None:
    guilds, warning = Guilds(), BudgetWarning(1, 5, Allowance(_BOUND, 8.0))
    await _admin(Channel(failure), guilds).post_warning(warning)
    assert guilds.again == ([warning] if is_given_again else [])


async def test_where_there_is_no_channel_nothing_happens() -> None:
    channel, guilds = Channel(), Guilds()
    await _admin(channel, guilds).post_warning(BudgetWarning(1, None, Allowance(_BOUND, 8.0)))
    assert (channel.sent, guilds.again) == ([], [])
