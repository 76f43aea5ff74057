"""/operator answers the operator alone: in the operator's server, to its admins, whatever Discord lets through.

Who may use a command is a setting of each server (Integrations), so Discord's own check is no protection: here the
command is offered to everybody.
"""

import discord

from cogs.owner import Owner
from tests.unit.cogs.conftest import Hall, said

_ELSEWHERE = 4_242_424_242_424_242


async def _offer_to_everybody(hall: Hall, owner_guild_id: int) -> None:
    hall.runtime.owner_guild_id = owner_guild_id
    here = discord.Object(hall.world.guild.id)
    await hall.bot.add_cog(Owner(hall.bot), guild=here)
    group = hall.bot.tree.get_command("operator", guild=here)
    assert isinstance(group, discord.app_commands.Group)
    group.default_permissions = None
    await hall.bot.tree.sync(guild=here)


def _refusal(hall: Hall) -> str:
    return hall.runtime.texts.text("operator-only", "en-US")


async def test_the_operator_pauses_everything(hall: Hall) -> None:
    await _offer_to_everybody(hall, hall.world.guild.id)
    await hall.run("/operator pause", user=hall.world.admin)
    assert hall.runtime.service.operator.state.paused


async def test_a_member_of_the_operators_server_is_refused(hall: Hall) -> None:
    await _offer_to_everybody(hall, hall.world.guild.id)
    for line in ("/operator pause", "/operator status", "/operator drain", "/operator maintenance line:hello"):
        assert _refusal(hall) in said(await hall.run(line, user=hall.world.member2)), line
    state = hall.runtime.service.operator.state
    assert (state.paused, state.draining, state.maintenance) == (False, False, "")


async def test_an_admin_of_another_server_is_refused(hall: Hall) -> None:
    hall.world.admin.locale = "en-US"
    await _offer_to_everybody(hall, _ELSEWHERE)
    assert _refusal(hall) in said(await hall.run("/operator pause", user=hall.world.admin))
    assert not hall.runtime.service.operator.state.paused
