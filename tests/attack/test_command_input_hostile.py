"""Buttons and windows that are forged, cut, foreign or sent twice, through the real bot."""

import copy

from bot.sandbox.discord import Channel, Interaction, Message, State, User
from bot.sandbox.stage import Stage
from tests.e2e.conftest import open_stage, result_of, rows, run, text_of

ANSWERED = (State.DEFERRED, State.ANSWERED)


def forge(stage: Stage, message: Message, custom_id: str, user: User, channel: Channel) -> Interaction:
    """Press a button as nobody could: one that is not there, or from another server."""
    data = {"custom_id": custom_id, "component_type": 2, "id": 1}
    owners = {"0": str(channel.guild_id)}
    return stage.discord.platform.interactions.send(3, user, channel, data, owners=owners, source=message)


async def told(stage: Stage, interaction: Interaction) -> str:
    """What this person alone was told, in small letters."""

    def words() -> str:
        return "\n".join(text_of(message) for message in interaction.ephemeral).strip().lower()

    return await stage.discord.wait_for(words)


async def test_forged_cut_and_foreign_buttons_and_windows_sent_twice_do_nothing() -> None:
    async with open_stage() as stage:
        message = await result_of(stage, "/sfx prompt:a door creaks")
        ids = [
            button["custom_id"] for row in message.components for button in row["components"] if "custom_id" in button
        ]
        again = next(one for one in ids if one.split(":")[1] == "again")
        before = len(rows(stage))
        world = stage.world
        owner = stage.discord.world.add_user("stranger")
        elsewhere = stage.discord.world.add_channel(stage.discord.world.add_guild("Elsewhere", owner=owner), "there")
        for pressed in [forge(stage, message, custom_id, owner, elsewhere) for custom_id in ids]:
            assert "no such job" in await told(stage, pressed)
        forged = [again[:-1], again + "0", again.upper(), again.replace(again[-14:], "0" * 14),
                  again.replace(again[-14:], "\uff10" * 14), again.replace("again", "drop"), again.replace("again", ""),
                  "", "foley", again + "\n", "x" * 100]  # fmt: skip
        for custom_id in forged:  # discord.py itself gives no answer to some of these
            forge(stage, message, custom_id, world.member, world.general)
        for custom_id in ids:  # another person of this server: whatever is theirs alone stays so
            if custom_id.split(":")[1] in ("edit", "details", "delete"):
                pressed = forge(stage, message, custom_id, world.member2, world.general)
                assert await told(stage, pressed)
                assert pressed.modal is None
        assert len(rows(stage)) == before
        assert stage.discord.message(message.id) is not None

        opened = await (await stage.discord.press(world.member, message, "Edit and run")).wait_first_answer()
        first = await stage.discord.submit_modal(world.member, opened, {"prompt": "loud creak"})
        twin = copy.deepcopy(first.payload["data"])
        again_sent = [
            stage.discord.platform.interactions.send(
                5, user, world.general, twin, owners={"0": str(world.guild.id)}, source=message, parent=opened
            )
            for user in (world.member, world.member, world.member2)
        ]
        await first.done()
        for one in again_sent[:2]:
            await one.done()
        made = [row for row in rows(stage) if "loud creak" in str(row["request"])]
        assert len(made) == 1
        assert made[0]["user_id"] == world.member.id
        assert (await run(stage, "/jobs list")).state in ANSWERED
        assert "interaction.failed" not in "\n".join(stage.bot.log)
