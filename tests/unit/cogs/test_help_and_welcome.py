"""First steps: /help by role, and the greeting of a server that was added before the bot was ever started."""

import asyncio
from dataclasses import replace
from typing import cast

import discord
import pytest

from bot.jobs.caller import Caller
from bot.jobs.model import Kind
from bot.sandbox.discord import Channel, User
from cogs.welcome import Welcome
from tests.unit.cogs.conftest import Hall


async def help_of(hall: Hall, user: User) -> dict[str, str]:
    (message,) = (await hall.run("/help", user=user)).ephemeral
    return {field["name"]: field["value"] for field in message.payload["embeds"][0]["fields"]}


async def test_help_shows_each_role_what_it_may_use(hall: Hall) -> None:
    hall.runtime.owner_guild_id = hall.world.guild.id
    member, admin = await help_of(hall, hall.world.member), await help_of(hall, hall.world.admin)
    assert list(member) == ["Make something", "Your own"]
    assert member["Make something"].splitlines()[1].startswith("`/tts`")
    assert "Read aloud" in member["Make something"]
    assert list(admin) == [*member, "For admins of this server", "For whoever runs me"]
    assert "`/foley setup`" in admin["For admins of this server"]


async def test_help_leaves_out_what_is_switched_off(hall: Hall) -> None:

    admin = Caller(hall.world.admin.id, hall.world.guild.id, "en-US", is_admin=True)
    await hall.runtime.service.guilds.change(admin, lambda old: replace(old, kinds_off=frozenset({Kind.TTS})))
    made = (await help_of(hall, hall.world.member))["Make something"]
    assert "/tts" not in made
    assert "`/music`" in made


async def test_help_speaks_the_readers_language(hall: Hall) -> None:
    hall.world.member2.locale = "de"
    made = await help_of(hall, hall.world.member2)
    assert "`/vorlesen`" in made["Etwas machen"]
    assert max(len(value) for value in made.values()) < 700, "short"


async def added(hall: Hall) -> tuple[discord.Guild, Channel, Welcome]:
    """Return a server that has just been welcomed, its channel, and the cog."""
    await hall.started()
    world = hall.local.world
    guild = world.add_guild("New", owner=hall.world.admin, with_bot=False)
    channel = world.add_channel(guild, "lobby")
    guild.system_channel_id = channel.id
    world.bot_joins(guild, added_by=hall.world.admin)
    first = await hall.local.wait_for_message(channel)
    assert "Thank you for adding" in first.content
    cached = hall.bot.get_guild(guild.id)
    assert cached is not None
    cog = hall.bot.get_cog("Foley welcome")
    assert type(cog).__name__ == Welcome.__name__
    return cached, channel, cast("Welcome", cog)


@pytest.mark.parametrize("is_old", [False, True])
async def test_a_server_that_added_it_before_its_first_start_is_greeted_unless_that_is_long_ago(
    hall: Hall, is_old: bool
) -> None:
    cached, channel, cog = await added(hall)
    # As if it had never been heard of: only comparing servers at a start can meet it.
    await hall.runtime.service.guilds.left(cached.id)
    if is_old:
        assert cached.me.joined_at is not None
        cached.me.joined_at = cached.me.joined_at.replace(year=2020)
    await cog.on_ready()
    assert len(hall.local.messages(channel)) == (1 if is_old else 2)


async def test_a_server_that_is_added_during_a_comparison_is_greeted_once(hall: Hall) -> None:
    cached, channel, cog = await added(hall)
    await hall.runtime.service.guilds.left(cached.id)
    await asyncio.gather(cog.on_ready(), cog.on_guild_join(cached))
    assert len(hall.local.messages(channel)) == 2
