"""The More… panel of a result: what it offers to whom, what each entry does, and the buttons of before."""

from dataclasses import replace

import pytest

from bot.catalog.catalog import Catalog
from bot.chat.sending.messenger import DiscordMessenger
from bot.jobs.ports import ResultView
from bot.sandbox.discord import DefaultWorld, LocalDiscord, Message, Permission
from tests.integration.chat.chat_bench import Bench, finished, ran, said
from tests.support.instant_clock import InstantClock
from tests.support.more_panel import chosen, deleted, panel_of
from tests.support.small_bot import SmallBot


async def test_details_hold_the_exact_command(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    note = await chosen(local, world.member, message, "Details")
    assert "/music prompt:calm rain model:GL" in note.embeds[0]["description"]
    assert any("24-t" in field["value"] for field in note.embeds[0]["fields"])


async def test_the_voice_button_posts_one_voice_message(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    for _ in range(2):
        assert (await chosen(local, world.member2, message, "Voice message")).content == "Posted as a voice message."
    voices = [one for one in local.messages(world.general) if one.payload["flags"] & 1 << 13]
    assert len(voices) == 1
    assert voices[0].payload["message_reference"]["message_id"] == str(message.id)


async def test_voice_messages_are_made_one_at_a_time_for_a_person_and_two_for_all(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    bench.media.may_fetch.clear()
    people = [world.member, world.member2, world.moderator]
    panels = [await panel_of(local, user, message) for user in people]
    await local.press(world.member, panels[0], "Voice message")
    await local.patience.until(lambda: bench.media.fetching)
    assert "still being made" in (await chosen(local, world.member, message, "Voice message")).content
    for user, panel in zip(people[1:], panels[1:], strict=True):
        await (await local.press(user, panel, "Voice message")).wait_first_answer()
    assert bench.media.fetching <= 2
    bench.media.may_fetch.set()
    await local.wait_for(lambda: all(one.content == "Posted as a voice message." for one in panels))


async def test_the_voice_button_falls_back_to_a_file(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    local.world.set_permissions(world.general, local.bot, deny=Permission.SEND_VOICE_MESSAGES)
    assert "Posted as a file" in (await chosen(local, world.member, message, "Voice message")).content
    assert local.messages(world.general)[-1].payload["attachments"][0]["filename"] == "calm-rain.mp3"


@pytest.mark.parametrize("who", ["member", "moderator"])
async def test_delete_by_the_caller_or_a_moderator(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, who: str
) -> None:
    message = await finished(bot, bench, world, local)
    job = bench.jobs[0]
    bench.store.rows[job.id] = replace(job, result_channel_id=world.general.id, result_message_id=message.id)
    assert await deleted(local, getattr(world, who), message) == "Deleted."
    assert message.deleted
    assert bench.store.rows[job.id].is_removed


@pytest.mark.parametrize("which", ["details", "delete", "voice"])
async def test_the_buttons_on_results_of_before_the_panel_go_on_working(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, which: str
) -> None:
    message = await finished(bot, bench, world, local)
    old = {"type": 2, "style": 2, "label": "Old", "id": 9, "custom_id": f"foley:{which}:{bench.jobs[0].id}"}
    message.raw["components"][0]["components"][-1] = old
    pressed = await local.press(world.member, message, "Old")
    await local.wait_for(lambda: pressed.ephemeral and not pressed.ephemeral[-1].loading)
    note = pressed.ephemeral[-1]
    if which == "delete":
        await local.press(world.member, note, "Delete for everyone")
        await local.wait_for(lambda: message.deleted or None)
    expected = {"details": "/music prompt:calm rain", "delete": "Deleted.", "voice": "Posted as a voice message."}[
        which
    ]
    await local.wait_for(lambda: expected in note.content + str(note.embeds))


async def test_the_panel_offers_what_fits_the_person(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    for user, labels in (
        (world.member, ["Voice message", "Cover in another style", "Details", "Delete"]),
        (world.moderator, ["Voice message", "Cover in another style", "Details", "Delete"]),
        (world.member2, ["Voice message", "Cover in another style"]),
    ):
        panel = await panel_of(local, user, message)
        shown = [one["label"] for row in panel.components for one in row["components"] if "custom_id" in one]
        assert shown == labels


async def test_an_id_of_ones_own_in_the_panel_deletes_no_message_of_another(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    own = replace(bench.jobs[0], id="zzzzzzzzzzzzzz", user_id=world.member2.id)
    bench.store.rows[own.id] = own
    panel = await panel_of(local, world.member2, message)
    forged = f"foley:remove:{own.id}:{message.id}"
    panel.raw["components"][0]["components"][0]["custom_id"] = forged
    pressed = await local.press(world.member2, panel, "Voice message")
    assert "no such job" in (await said(pressed)).lower()
    assert not message.deleted


async def directly(bot: SmallBot, bench: Bench, world: DefaultWorld, local: LocalDiscord) -> Message:
    """Return the result of a job that could only be posted as a direct message."""
    await ran(local, world)
    job = await bench.finish(bench.jobs[-1])
    messenger = DiscordMessenger(bot, bench.texts, InstantClock(), Catalog.load())
    channel_id = await messenger.dm_channel(world.member.id)
    sent = await messenger.post_result(ResultView(job, ()), channel_id)
    bench.store.rows[job.id] = replace(job, result_channel_id=channel_id, result_message_id=sent.message_id)
    message = local.message(sent.message_id)
    assert message is not None
    return message


async def test_a_direct_message_offers_what_works_there_and_it_works(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await directly(bot, bench, world, local)
    shown = [one["custom_id"].split(":")[1] for row in message.components for one in row["components"]]
    assert shown == ["more"]
    details = await chosen(local, world.member, message, "Details")
    assert "/music prompt:calm rain" in details.embeds[0]["description"]
    await chosen(local, world.member, message, "Voice message")
    voices = [one for one in local.dm_messages(world.member) if one.payload.get("flags", 0) & 1 << 13]
    assert len(voices) == 1
    await deleted(local, world.member, message)
    assert message not in local.dm_messages(world.member)


async def test_a_direct_message_gives_no_way_to_somebody_elses_job(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await directly(bot, bench, world, local)
    other = replace(bench.store.rows[bench.jobs[-1].id], id="zzzzzzzzzzzzzz", user_id=world.member2.id)
    bench.store.rows[other.id] = other
    # What the message says is checked, too: here it names the job, so that only whose job it is can refuse.
    message.raw["content"] = message.raw["content"].replace(bench.jobs[0].id, other.id)
    for row in message.raw["components"]:
        for item in row["components"]:
            item["custom_id"] = item["custom_id"].replace(bench.jobs[0].id, other.id)
    assert "no such job" in (await said(await local.press(world.member, message, "More…"))).lower()


async def test_an_id_of_ones_own_deletes_no_message_of_another(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    own = replace(bench.jobs[0], id="zzzzzzzzzzzzzz", user_id=world.member2.id)
    bench.store.rows[own.id] = own
    for item in message.raw["components"][0]["components"]:
        item["custom_id"] = item["custom_id"].replace(bench.jobs[0].id, own.id)
    assert "no such job" in (await said(await local.press(world.member2, message, "More…"))).lower()
    assert message in local.messages(world.general)
