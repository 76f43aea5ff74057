"""Buttons that never die: after a restart, for the right people only, and one job however often they are pressed."""

import asyncio

import pytest

from bot.chat.texts import Texts
from bot.sandbox.discord import ComponentRejected, Interaction, Message
from bot.sandbox.discord.world.model import User
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.e2e.conftest import creates, open_stage, result_of, results, rows, run, text_of, wait_row
from tests.support.more_panel import chosen, deleted, panel_of


async def told(stage: Stage, pressed: Interaction) -> Message:
    """The note that only the presser sees."""
    return await stage.discord.wait_for(lambda: next((note for note in pressed.ephemeral if not note.loading), None))


async def click(stage: Stage, user: User, message: Message, which: str) -> Interaction:
    """Press a button as soon as it is not greyed out by an earlier press."""

    def ready() -> bool:
        buttons = [item for row in message.components for item in row["components"]]
        return any(item.get("label") == which and not item.get("disabled") for item in buttons)

    await stage.discord.wait_for(lambda: ready() or None)
    return await stage.discord.press(user, message, which)


async def press(stage: Stage, user: User, message: Message, which: str) -> str:
    """Press a button and return the sentence that only the presser sees."""
    return (await told(stage, await click(stage, user, message, which))).content


def job_of(message: Message) -> str:
    """The job a message's buttons belong to."""
    return str(message.components[0]["components"][0]["custom_id"]).rpartition(":")[2]


async def restart(stage: Stage) -> None:
    await stage.kill_bot()
    await stage.start_bot()


async def test_every_button_of_a_result_works_after_a_restart_for_the_right_people() -> None:
    async with open_stage() as stage:
        world = stage.world
        message = await result_of(stage, "/music prompt:calm rain")
        job_id = job_of(message)
        await wait_row(stage, "delivery_state = 'sent'")
        await restart(stage)
        theirs = Texts().text("refusal-not-yours", world.member2.locale)
        assert await press(stage, world.member2, message, "Edit and run") == theirs
        offered = await panel_of(stage.discord, world.member2, message)
        assert [one["custom_id"].split(":")[1] for row in offered.components for one in row["components"]
                if "custom_id" in one] == ["voice", "cover"]  # fmt: skip
        assert len(rows(stage)) == 1

        note = await chosen(stage.discord, world.member, message, "Details")
        assert "/music prompt:calm rain" in text_of(note)
        assert job_id in text_of(note)

        label = Texts().text("button-voice", world.member2.locale)
        await stage.discord.press(world.member2, offered, label)
        voice = Texts().text("answer-voice-done", world.member2.locale)
        await stage.discord.wait_for(lambda: offered.content == voice or None)
        assert [one.payload["flags"] & 1 << 13 for one in results(stage)] == [0, 1 << 13]

        window = await (await click(stage, world.member, message, "Edit and run")).wait_first_answer()
        assert window.modal is not None
        assert "calm rain" in str(window.modal)
        sent = await stage.discord.submit_modal(world.member, window, {"prompt": "loud rain"})
        edited = await stage.outcome(sent)
        assert edited is not None
        assert "loud rain" in text_of(edited)

        # Anybody may have the same made once more, as a job of their own.
        again = await stage.outcome(await click(stage, world.member2, message, "Again"))
        assert again is not None
        assert again.pinged == (world.member2.id,)
        assert len(creates(stage)) == len(rows(stage)) == 3

        assert await deleted(stage.discord, world.moderator, message) == "Deleted."
        assert message.deleted
        status = stage.discord.message(int(rows(stage)[0]["status_message_id"]))
        assert status is not None
        await stage.discord.wait_for(lambda: "the result was deleted" in status.content or None)


async def test_ten_fast_presses_of_again_make_one_job(stage: Stage) -> None:
    world = stage.world
    message = await result_of(stage, "/music prompt:calm rain")
    stage.tencent.faults.add(Fault("stuck"))
    pressed = await asyncio.gather(*(stage.discord.press(world.member, message, "Again") for _ in range(10)))
    await stage.discord.wait_for(lambda: sum(bool(one.ephemeral) for one in pressed) >= 9 or None)
    notes = [note.content for one in pressed for note in one.ephemeral]
    assert all("already running" in note for note in notes)
    [shown] = [one.message for one in pressed if not one.ephemeral]
    assert shown is not None
    assert all(str(shown.id) in note for note in notes)  # a link to the one there is
    await wait_row(stage, "(SELECT count(*) FROM jobs WHERE state = 'waiting') = 1")
    assert len(creates(stage)) == len(rows(stage)) == 2
    await stage.discord.wait_for(
        lambda: not any(item.get("disabled") for row in message.components for item in row["components"]) or None
    )


async def test_cancel_after_a_restart_is_the_callers_and_the_moderators() -> None:
    async with open_stage() as stage:
        world = stage.world
        stage.tencent.faults.add(Fault("stuck", times=2))
        mine = await run(stage, "/music prompt:mine")
        other = await run(stage, "/music prompt:other")
        await wait_row(stage, "(SELECT count(*) FROM jobs WHERE state = 'waiting') = 2")
        statuses = [await cancellable(stage, one) for one in (mine, other)]
        await restart(stage)
        refused = await press(stage, world.member2, statuses[0], "Cancel")
        assert refused == Texts().text("refusal-not-yours", world.member2.locale)
        assert {row["state"] for row in rows(stage)} == {"waiting"}
        assert "may still charge" in await press(stage, world.member, statuses[0], "Cancel")
        assert "may still charge" in await press(stage, world.moderator, statuses[1], "Cancel")
        assert {row["state"] for row in rows(stage)} == {"cancelled"}
        await stage.discord.wait_for(lambda: all("Cancelled" in text_of(one) for one in statuses) or None)
        assert f"<@{world.moderator.id}>" in text_of(statuses[1])
        assert not any(one.components for one in statuses)


async def cancellable(stage: Stage, interaction: Interaction) -> Message:
    """The status message, as soon as it has its button."""
    return await stage.discord.wait_for(
        lambda: interaction.message if interaction.message is not None and interaction.message.components else None
    )


async def test_submit_again_sends_an_unknown_job_once_more_and_only_once() -> None:
    async with open_stage() as stage:
        world = stage.world
        stage.tencent.faults.add(Fault("http", action="CreateAigcAudioTask", status=502))
        unknown = await result_of(stage, "/music prompt:calm rain")
        await wait_row(stage, "state = 'unknown' AND delivery_state = 'sent'")
        await restart(stage)
        refused = await press(stage, world.member2, unknown, "Submit again")
        assert refused == Texts().text("refusal-not-yours", world.member2.locale)
        result = await stage.outcome(await click(stage, world.member, unknown, "Submit again"))
        assert result is not None
        assert result.attachments
        await stage.discord.wait_for(lambda: unknown.components[0]["components"][0].get("disabled"))
        with pytest.raises(ComponentRejected, match="disabled"):
            await stage.discord.press(world.member, unknown, "Submit again")
        assert len(creates(stage)) == len(rows(stage)) == 2
