"""Coming and going of servers while the database is away."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.errors import StoreUnavailable
from cogs import welcome
from cogs.welcome import Welcome


class Books:
    """What is written down of servers."""

    def __init__(self) -> None:
        self.away = 0
        self.present: set[int] = {100}
        self.compared = asyncio.Event()

    def _knock(self) -> None:
        if self.away:
            self.away -= 1
            raise StoreUnavailable("away")

    async def joined(self, guild_id: int) -> None:
        self._knock()
        self.present.add(guild_id)

    async def left(self, guild_id: int) -> None:
        self._knock()
        self.present.discard(guild_id)

    async def reconcile(self, present: Callable[[], frozenset[int]], is_mine: Callable[[int], bool]) -> frozenset[int]:
        self._knock()
        new = present() - self.present
        self.present = set(present())
        self.compared.set()
        return new


@pytest.fixture
def books() -> Books:
    return Books()


@pytest.fixture
def cog(books: Books, monkeypatch: pytest.MonkeyPatch) -> Welcome:
    monkeypatch.setattr(welcome, "_AGAIN_SECONDS", 0.0)
    bot: Any = SimpleNamespace(guilds=[SimpleNamespace(id=100)], shard_count=1)
    made = Welcome(bot)
    runtime: Any = SimpleNamespace(service=SimpleNamespace(guilds=books))
    made._runtime = runtime
    return made


async def test_a_server_that_was_left_and_joined_again_is_there_in_the_end(cog: Welcome, books: Books) -> None:
    gone: Any = SimpleNamespace(id=100)
    await cog.on_guild_remove(gone)
    assert books.present == set()
    books.away = 3
    await cog._note(100, here=True)
    await books.compared.wait()
    assert books.present == {100}
    await cog._tasks.cancel()


async def test_a_server_whose_joining_could_not_be_recorded_is_greeted_once(
    cog: Welcome, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    new: Any = SimpleNamespace(id=200, me=SimpleNamespace(joined_at=discord.utils.utcnow()))
    cog.bot.guilds.append(new)  # type: ignore[attr-defined]  # a list here
    greeted: list[int] = []

    async def greet(guild: discord.Guild) -> None:
        greeted.append(guild.id)

    monkeypatch.setattr(cog, "_greet", greet)
    books.away = 1
    await cog.on_guild_join(new)
    await asyncio.wait_for(books.compared.wait(), 20)
    await cog._tasks.settle(20)
    assert greeted == [200]


async def test_a_comparison_at_the_start_that_fails_is_made_later(cog: Welcome, books: Books) -> None:
    books.away, books.present = 2, {100, 200}
    await cog.on_ready()
    assert books.present == {100, 200}
    await books.compared.wait()
    assert books.present == {100}
    await cog._tasks.cancel()


@pytest.mark.parametrize(
    ("bot", "mine"),
    [
        (SimpleNamespace(guilds=[], shard_count=2, shard_id=0), [True, False]),  # a plain client is one shard
        (SimpleNamespace(guilds=[], shard_count=2, shard_id=1), [False, True]),
        (SimpleNamespace(guilds=[], shard_count=None, shard_id=None), [True, True]),
        (SimpleNamespace(guilds=[], shard_count=2, shard_id=None, shard_ids=None), [True, True]),
        (SimpleNamespace(guilds=[], shard_count=2, shard_id=None, shard_ids=[1]), [False, True]),
    ],
)
def test_a_process_speaks_for_the_servers_of_its_own_shards_alone(bot: Any, mine: list[bool]) -> None:
    cog = Welcome(bot)
    assert [cog._is_mine(shard << 22) for shard in (0, 1)] == mine
