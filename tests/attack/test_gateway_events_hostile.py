"""Gateway events and frames nobody can read: the bot leaves them out or comes back, and loses no job."""

from typing import Any

from bot.sandbox.discord import Interaction, State
from bot.sandbox.stage import Stage
from tests.e2e.conftest import open_stage, results, rows, run, wait_row

NAMES = (
    "INTERACTION_CREATE", "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "CHANNEL_CREATE", "CHANNEL_UPDATE",
    "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_LIST_SYNC", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE",
    "GUILD_MEMBERS_CHUNK", "GUILD_EMOJIS_UPDATE", "MESSAGE_CREATE", "MESSAGE_UPDATE", "ENTITLEMENT_CREATE",
    "USER_UPDATE", "NO_SUCH_EVENT",
)  # fmt: skip
INTERACTION: dict[str, Any] = {"id": "1", "application_id": "1", "token": "t", "version": 1, "channel_id": "1"}
PAYLOADS: tuple[Any, ...] = (
    None, {}, [], "text", 7, {"id": "not a number"}, {"id": None, "type": "x", "guild_id": [], "channel_id": {}},
    {**INTERACTION, "type": 2}, {**INTERACTION, "type": 2, "data": {"name": 5}}, {**INTERACTION, "type": 3, "data": {}},
    {**INTERACTION, "type": 4, "data": {"name": "music", "options": "none"}}, {**INTERACTION, "type": 5, "data": None},
    {**INTERACTION, "type": 99, "data": {"custom_id": "\x00" * 4000}},
)  # fmt: skip


def push(stage: Stage, name: str, data: Any) -> None:
    for session in stage.discord.gateway.sessions.values():
        session.push(name, data)


async def answered(stage: Stage, command: str = "/jobs list") -> Interaction:
    interaction = await run(stage, command)
    assert interaction.state in (State.DEFERRED, State.ANSWERED), interaction.error
    return interaction


async def test_no_event_that_cannot_be_read_ends_a_session_or_loses_a_job() -> None:
    async with open_stage(speed=1.0) as stage:
        await answered(stage, "/sfx prompt:a door creaks")
        await wait_row(stage, "state = 'waiting'")
        [session] = stage.discord.gateway.sessions
        for name in NAMES:
            for data in PAYLOADS:
                push(stage, name, data)
        await answered(stage)
        assert list(stage.discord.gateway.sessions) == [session]
        assert not [line for line in stage.bot.log if "starting again" in line]
        assert [line for line in stage.bot.log if "gateway.event_unreadable" in line]
        stage.tencent.speed = 60.0
        await wait_row(stage, "delivery_state = 'sent'")
        assert len(results(stage)) == len(rows(stage)) == 1


async def test_what_ends_the_library_is_met_by_a_new_session() -> None:
    async with open_stage() as stage:
        pid = stage.bot.pid
        [session] = stage.discord.gateway.sessions.values()
        assert session.connection is not None
        session.connection.send('{"op": 77, "d": null, "t": null, "s": null}')
        await answered(stage)
        for attack in ("RESUMED", "no JSON"):
            [session] = [one for one in stage.discord.gateway.sessions.values() if one.connection is not None]
            assert session.connection is not None
            if attack == "RESUMED":
                session.push(attack, None)  # type: ignore[arg-type]  # that is the attack
            else:
                session.connection.send('{"op": 0, "t": "GU')
            await stage.discord.wait_for(lambda: stage.discord.ready_shards() == 0 or None)
            await stage.discord.wait_ready()
            await answered(stage)
        assert stage.bot.pid == pid
