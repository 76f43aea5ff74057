"""Results find their way: refused early where they could not be posted, sent directly, held, kept, posted once."""

import signal

import pytest

from bot.chat.render.parts import AMBER
from bot.sandbox.discord import Interaction, Message
from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.discord.world.model import Channel
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.e2e.conftest import creates, open_stage, result_of, results, rows, run, stored_file, text_of, wait_row
from tests.support.more_panel import chosen, deleted, panel_of

_POST = r"^/channels/\{channel_id\}/messages$"


async def working(stage: Stage, command: str) -> str:
    """Run a command whose work does not end by itself, and return the job's id."""
    stage.tencent.faults.add(Fault("stuck"))
    await run(stage, command)
    return str((await wait_row(stage, "state = 'waiting'"))["id"])


def finish(stage: Stage) -> None:
    """Let the latest work end now."""
    stage.tencent.tasks.finish_now(list(stage.tencent.tasks)[-1].task_id)


async def told(stage: Stage, interaction: Interaction) -> Message:
    """The note that only the caller sees."""
    return await stage.discord.wait_for(lambda: next((one for one in interaction.ephemeral if not one.loading), None))


def about(stage: Stage, channel: Channel, job_id: str) -> list[Message]:
    """The bot's messages with a file about a job in a channel."""
    return [one for one in stage.discord.messages(channel) if one.attachments and job_id in text_of(one)]


async def test_places_that_can_not_take_a_result_are_refused_before_anything_is_bought(stage: Stage) -> None:
    world, local = stage.world, stage.discord.world
    local.set_permissions(world.music_lab, stage.discord.bot, deny=Permission.ATTACH_FILES | Permission.EMBED_LINKS)
    local.archive_thread(world.thread)
    expected = {
        world.read_only.id: "Send Messages",
        world.music_lab.id: "Embed Links, Attach Files",
        world.thread.id: "locked",
    }
    for channel in (world.read_only, world.music_lab, world.thread):
        refused = await run(stage, "/music prompt:calm rain", channel=channel)
        assert expected[channel.id] in (await told(stage, refused)).content
        assert stage.discord.messages(channel) == []
    assert creates(stage) == []
    assert rows(stage) == []
    for channel in (world.forum_post, await reopened(stage)):
        sent = await stage.outcome(await run(stage, "/sfx prompt:door", channel=channel))
        assert sent is not None
        assert sent.channel_id == channel.id


async def reopened(stage: Stage) -> Channel:
    """The thread, archived but no longer locked: a message wakes it."""
    stage.discord.world.archive_thread(stage.world.thread, locked=False)
    return stage.world.thread


async def test_a_channel_that_closed_then_direct_messages_that_are_closed_then_show_delivers(stage: Stage) -> None:
    world, local = stage.world, stage.discord.world
    first = await working(stage, "/music prompt:calm rain")
    local.set_permissions(world.general, stage.discord.bot, deny=Permission.SEND_MESSAGES)
    finish(stage)
    await wait_row(stage, f"id = '{first}' AND delivery_state = 'sent'")
    [direct] = stage.discord.dm_messages(world.member)
    assert direct.attachments
    assert first in text_of(direct)
    assert results(stage) == []
    details = await chosen(stage.discord, world.member, direct, "Details")
    assert "/music prompt:calm rain" in text_of(details)
    await deleted(stage.discord, world.member, direct)
    assert [one for one in stage.discord.dm_messages(world.member) if one.attachments] == []

    local.close_dms(world.member)
    local.set_permissions(world.general, stage.discord.bot)
    second = await working(stage, "/music prompt:loud rain")
    local.delete_channel(world.general)
    finish(stage)
    await wait_row(stage, f"id = '{second}' AND delivery_state = 'held'")

    stranger = await run(stage, f"/jobs show id:{second}", user=world.member2, channel=world.music_lab)
    assert "/music" not in text_of(await told(stage, stranger))
    shown = await run(stage, f"/jobs show id:{second}", channel=world.music_lab)
    assert "posted again" in (await told(stage, shown)).content
    await wait_row(stage, f"id = '{second}' AND delivery_state = 'sent'")
    [result] = about(stage, world.music_lab, second)
    assert result.pinged == (world.member.id,)
    assert len(creates(stage)) == 2


@pytest.mark.parametrize(
    ("command", "stored", "messages"),
    [
        ("/music prompt:calm rain", 1, 1),
        # A voice message can't carry the facts, so the result is two messages.
        ("/tts text:hello there voice:Emma as:Voice message", 1, 2),
        ("/tts text:hello there voice:Emma as:Voice message", 2, 2),
    ],
    ids=["file", "voice-without-facts", "voice-with-facts"],
)
async def test_killed_between_storing_and_commit_each_message_is_there_once(
    command: str, stored: int, messages: int
) -> None:
    async with open_stage() as stage:

        async def kill() -> None:
            stage.bot.signal_now(signal.SIGKILL)

        stage.discord.faults.call("POST", _POST, kill, after_storing=True, nth=stored)
        await run(stage, command)
        await stage.discord.wait_for(lambda: len(results(stage)) == stored or None)
        assert await stage.patience.bounded(stage.bot.wait()) == -signal.SIGKILL
        [row] = rows(stage)
        assert (row["state"], row["delivery_state"]) == ("ready", "sending")
        await stage.discord.wait_for(lambda: stage.discord.ready_shards() == 0 or None)
        await stage.start_bot()
        row = await wait_row(stage, "delivery_state = 'sent'")
        assert len(results(stage)) == messages
        assert row["result_message_id"] == results(stage)[-1].id
        expected = "delivery.sent outcome=adopted" if stored == messages else "delivery.sent outcome=sent"
        await stage.patience.until(lambda: any(expected in line for line in stage.bot.log))
        assert len(creates(stage)) == 1


async def test_an_answer_lost_after_storing_makes_no_second_message(stage: Stage) -> None:
    stage.discord.faults.reset("POST", _POST, after_storing=True)
    stage.discord.faults.respond("POST", _POST, 503, nth=2)
    await result_of(stage, "/music prompt:calm rain")
    await wait_row(stage, "delivery_state = 'sent'")
    assert len(results(stage)) == 1


async def test_a_file_that_discord_finds_too_large_becomes_a_link(stage: Stage) -> None:
    fault = stage.discord.faults.error("POST", _POST, 40005)
    message = await result_of(stage, "/music prompt:calm rain")
    assert fault.fired == 1
    # Half of what was refused is too little for any sound, so what is left is the link.
    assert message.attachments == []
    assert "Too large for Discord" in text_of(message)
    assert any(item.get("url") for row in message.components for item in row["components"])
    assert len(results(stage)) == 1


async def test_a_dead_link_is_posted_again_from_the_kept_copy(stage: Stage) -> None:
    world = stage.world
    message = await result_of(stage, "/music prompt:calm rain")
    job_id = str((await wait_row(stage, "delivery_state = 'sent'"))["id"])
    before = stored_file(stage, message.attachments[0])
    for task in stage.tencent.tasks:
        stage.tencent.tasks.expire_links(task.task_id)
    downloads = sum(call.service == "results" for call in stage.tencent.calls)
    await stage.discord.delete_message(world.moderator, message)
    shown = await told(stage, await run(stage, f"/jobs show id:{job_id}", channel=world.music_lab))
    await stage.discord.press(world.member, shown, "Post again")
    await wait_row(stage, "delivery_state = 'sent' AND postings = 1")
    [again] = about(stage, world.music_lab, job_id)
    assert stored_file(stage, again.attachments[0]) == before
    assert sum(call.service == "results" for call in stage.tencent.calls) == downloads
    assert len(creates(stage)) == 1


async def test_a_dead_link_without_a_copy_is_said() -> None:
    async with open_stage(FOLEY_KEEP_RESULTS_DAYS="0") as stage:
        stage.tencent.faults.add(Fault("link_expired"))
        message = await result_of(stage, "/music prompt:calm rain")
        assert message.attachments == []
        [embed] = message.embeds
        assert (embed["title"], embed["color"]) == ("Made, but the file is gone", AMBER)
        assert "it was charged" in text_of(message)
        row = await wait_row(stage, "delivery_state = 'sent'")
        panel = await panel_of(stage.discord, stage.world.member, message)
        labels = [one["label"] for shown in (message, panel) for line in shown.components for one in line["components"]]
        assert labels == ["Again", "Edit and run", "More…", "Details", "Delete"], "no button that can't work"
        status = stage.discord.message(int(row["status_message_id"]))
        assert status is not None
        await stage.discord.wait_for(lambda: "Made, but the file is gone · [See why" in status.content or None)
