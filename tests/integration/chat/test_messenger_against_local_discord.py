"""The messenger on the wire: one message an ending, whatever the connection does, and found again after a crash."""

from dataclasses import replace

import pytest

from bot.chat.sending.messenger import DiscordMessenger
from bot.chat.sending.own_messages import OwnMessages
from bot.errors import MessageDelayed, MessageForbidden, MessageGone, MessageTooLarge
from bot.jobs.model import DeliveryState, MusicRequest, State
from bot.jobs.ports import ResultView, StatusView
from bot.sandbox.discord import DefaultWorld, LocalDiscord, Message, Permission
from bot.sandbox.discord.rest.faults import Respond
from tests.integration.chat.conftest import JobIn, MakeSound
from tests.support.instant_clock import InstantClock
from tests.support.small_bot import SmallBot

MESSAGES = r"/messages$"
# The tests' clock is not the one in the local Discord's ids; our messages are looked for after the ending.
LONG_AGO = 1_700_000_000.0


def own(local: LocalDiscord, world: DefaultWorld) -> list[Message]:
    """Return what was posted beside the status message."""
    return [one for one in local.messages(world.general) if one.content != "status"]


async def test_a_result_replies_mentions_only_the_caller_and_carries_its_files(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    job = await job_in(world.general, state=State.READY, ended_at=1_800_000_065.0)
    sent = await messenger.post_result(ResultView(job, (sound(picture=True),)), world.general.id)
    (message,) = own(local, world)
    assert (message.id, message.channel_id) == (sent.message_id, sent.channel_id)
    assert message.pinged == (world.member.id,)
    assert message.payload["message_reference"]["message_id"] == str(job.place.status_message_id)
    assert [one["filename"] for one in message.payload["attachments"]] == ["calm-rain.mp3", "waveform.png"]
    assert [one.get("description") for one in message.payload["attachments"]] == [None, "Waveform of the sound"]
    assert message.content.endswith(f"Job {job.id}")
    assert message.payload["nonce"] == job.id


async def test_a_file_of_a_prompt_in_another_script_is_shown_with_it(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    job = replace(await job_in(world.general, state=State.READY), request=MusicRequest(prompt="雨の音", model="GL"))
    await messenger.post_result(ResultView(job, (sound(picture=True),)), world.general.id)
    (message,) = own(local, world)
    heard, seen = message.payload["attachments"]
    assert (heard["title"], heard["filename"], heard["content_type"]) == (
        "foley-music-雨の音",
        "foley-music-.mp3",
        "audio/mpeg",
    )
    assert seen["filename"] == "waveform.png"


@pytest.mark.parametrize("prompt", ["@everyone", "<@&1> @here"])
async def test_a_prompt_pings_nobody(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, prompt: str
) -> None:
    job = await job_in(world.general, state=State.FAILED)
    job = replace(job, request=MusicRequest(prompt=prompt, model="GL"))
    await messenger.post_failure(job, world.general.id)
    (message,) = own(local, world)
    assert message.pinged == (world.member.id,)


@pytest.mark.parametrize("status", [503, 429])
@pytest.mark.parametrize("after_storing", [False, True])
async def test_an_answer_that_failed_is_asked_again_and_makes_one_message(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    sound: MakeSound,
    clock: InstantClock,
    status: int,
    after_storing: bool,
) -> None:
    job = await job_in(world.general, state=State.READY)
    headers = {"Retry-After": "3"} if status == 429 else {}
    fault = local.faults.respond("POST", MESSAGES, status, headers=headers, after_storing=after_storing, count=2)
    sent = await messenger.post_result(ResultView(job, (sound(),)), world.general.id)
    assert fault.fired == 2
    assert [one.id for one in own(local, world)] == [sent.message_id]
    assert clock.sleeps == ([3.0, 3.0] if status == 429 else [0.5, 1.0])


@pytest.mark.parametrize("status", [403, 404])
async def test_a_page_of_something_in_between_is_not_discords_word(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    sound: MakeSound,
    status: int,
) -> None:
    job = await job_in(world.general, state=State.READY)
    page = Respond(status, b"<html>Access denied</html>", content_type="text/html")
    local.faults.add("POST", r"/messages$", page)
    with pytest.raises(MessageDelayed):
        await messenger.post_result(ResultView(job, (sound(),)), world.general.id)
    await messenger.post_result(ResultView(job, (sound(),)), world.general.id)
    assert len(own(local, world)) == 1


@pytest.mark.parametrize("after_storing", [False, True])
async def test_a_reset_connection_makes_one_message(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    sound: MakeSound,
    after_storing: bool,
) -> None:
    job = await job_in(world.general, state=State.READY)
    fault = local.faults.reset("POST", MESSAGES, after_storing=after_storing)
    sent = await messenger.post_result(ResultView(job, (sound(),)), world.general.id)
    assert fault.fired == 1
    assert [one.id for one in own(local, world)] == [sent.message_id]


async def test_patience_ends_with_nothing_known(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, clock: InstantClock
) -> None:
    job = await job_in(world.general, state=State.FAILED)
    local.faults.respond("POST", MESSAGES, 503, count=None)
    with pytest.raises(MessageDelayed):
        await messenger.post_failure(job, world.general.id)
    assert 60 <= sum(clock.sleeps) <= 90


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (403, 50013, MessageForbidden),
        (400, 50083, MessageForbidden),
        (404, 10003, MessageGone),
        (413, 40005, MessageTooLarge),
    ],
)
async def test_final_answers_are_translated_and_not_asked_again(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    status: int,
    code: int,
    error: type[Exception],
) -> None:
    job = await job_in(world.general, state=State.FAILED)
    fault = local.faults.respond("POST", MESSAGES, status, body={"code": code, "message": "no"}, count=None)
    with pytest.raises(error) as caught:
        await messenger.post_failure(job, world.general.id)
    assert getattr(caught.value, "code", None) == code
    assert fault.fired == 1


async def test_real_refusals_of_the_local_discord(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    job = await job_in(world.general, state=State.READY)
    with pytest.raises(MessageForbidden):
        await messenger.post_failure(replace(job, state=State.FAILED), world.read_only.id)
    with pytest.raises(MessageTooLarge):
        await messenger.post_result(ResultView(job, (sound(11 * 1024 * 1024),)), world.general.id)
    local.world.delete_channel(world.music_lab)
    with pytest.raises(MessageGone):
        await messenger.post_failure(replace(job, state=State.FAILED), world.music_lab.id)


async def test_a_deleted_status_message_does_not_stop_the_result(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, client: SmallBot, job_in: JobIn
) -> None:
    job = await job_in(world.general, state=State.FAILED)
    assert job.place.status_message_id is not None
    await client.http.delete_message(world.general.id, job.place.status_message_id)
    await messenger.post_failure(job, world.general.id)
    assert len(own(local, world)) == 1


async def test_many_files_go_in_several_messages_and_the_first_one_counts(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    job = await job_in(world.general, state=State.READY)
    view = ResultView(job, tuple(sound(picture=True) for _ in range(7)))
    sent = await messenger.post_result(view, world.general.id)
    posted = own(local, world)
    assert [len(one.payload["attachments"]) for one in posted] == [10, 4]
    assert posted[0].id == sent.message_id
    assert [bool(one.pinged) for one in posted] == [True, False]


@pytest.mark.parametrize("code", [40005, 50013])
@pytest.mark.parametrize("voices", [0, 1])
async def test_half_a_result_that_discord_will_not_have_is_taken_back_and_then_posted_whole(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    sound: MakeSound,
    code: int,
    voices: int,
) -> None:
    job = await job_in(world.general, state=State.READY, ended_at=LONG_AGO)
    sounds = [*(sound(voice=True) for _ in range(voices)), *(sound(picture=True) for _ in range(7))]
    local.faults.error("POST", MESSAGES, code, nth=2 + voices)
    with pytest.raises((MessageTooLarge, MessageForbidden)):
        await messenger.post_result(ResultView(job, tuple(sounds)), world.general.id)
    assert own(local, world) == []
    sent = await messenger.post_result(ResultView(job, tuple(sounds), round=1), world.general.id)
    posted = own(local, world)[voices:]
    assert [len(one.payload["attachments"]) for one in posted] == [10, 4]
    assert posted[0].id == sent.message_id


async def test_a_channel_where_history_may_not_be_read_gets_a_plain_message(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    job = await job_in(world.general, state=State.READY)
    local.world.set_permissions(world.general, local.bot, deny=Permission.READ_MESSAGE_HISTORY)
    await messenger.post_result(ResultView(job, (sound(voice=True), sound())), world.general.id)
    posted = own(local, world)
    assert len(posted) == 2
    assert all("message_reference" not in one.payload for one in posted)


async def test_posting_again_makes_a_second_message_with_another_nonce(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn
) -> None:
    job = await job_in(world.general, state=State.FAILED)
    first = await messenger.post_failure(job, world.general.id)
    same = await messenger.post_failure(job, world.general.id)
    again = await messenger.post_failure(replace(job, postings=1), world.general.id)
    assert first == same != again


async def test_a_voice_message_is_taken_and_the_result_follows(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    job = await job_in(world.general, state=State.READY)
    sent = await messenger.post_result(ResultView(job, (sound(voice=True),)), world.general.id)
    voice, result = own(local, world)
    assert voice.payload["flags"] & 1 << 13
    assert voice.payload["attachments"][0]["content_type"] == "audio/ogg"
    assert voice.payload["attachments"][0]["duration_secs"] == 2.5
    assert voice.content == ""
    assert result.id == sent.message_id
    assert result.payload["attachments"] == []


async def test_without_the_permission_a_voice_message_becomes_a_file_with_a_remark(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    local.world.set_permissions(world.general, local.bot, deny=Permission.SEND_VOICE_MESSAGES)
    job = await job_in(world.general, state=State.READY)
    await messenger.post_result(ResultView(job, (sound(voice=True),)), world.general.id)
    (result,) = own(local, world)
    assert [one["filename"] for one in result.payload["attachments"]] == ["calm-rain.mp3"]
    assert "not allowed to send voice messages" in result.embeds[0]["description"]


async def test_a_voice_message_posted_before_a_crash_is_not_posted_twice(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    job = await job_in(world.general, state=State.READY, delivery_attempts=1, ended_at=LONG_AGO)
    view = ResultView(job, (sound(voice=True),))
    away = local.faults.respond("POST", MESSAGES, 503, nth=2, count=None)
    with pytest.raises(MessageDelayed):
        await messenger.post_result(view, world.general.id)
    local.faults.remove(away)
    local.platform.messages._nonces.clear()
    await messenger.post_result(replace(view, job=replace(job, delivery_attempts=2)), world.general.id)
    assert len(own(local, world)) == 2


async def test_the_status_message_is_edited_only_when_it_looks_different(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn
) -> None:
    job = await job_in(world.general, state=State.QUEUED)
    for position in (3, 3, 2):
        await messenger.show_status(StatusView(job, position, 5))
    (message,) = local.messages(world.general)
    assert len(message.edits) == 2
    assert "Position 2 of 5" in message.embeds[0]["description"]
    assert [one["label"] for one in message.components[0]["components"]] == ["Cancel"]
    await messenger.show_status(StatusView(replace(job, state=State.FAILED, delivery_state=DeliveryState.DUE)))
    (message,) = local.messages(world.general)
    assert message.components == []


@pytest.mark.parametrize("seconds", [-2 * 86_400.0, 2 * 86_400.0])
async def test_a_status_message_is_edited_whatever_the_wall_clock_says_of_its_age(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    clock: InstantClock,
    seconds: float,
) -> None:
    job = await job_in(world.general, state=State.WAITING)
    await messenger.show_status(StatusView(replace(job, created_at=clock.now() - seconds)))
    assert len(local.messages(world.general)[0].edits) == 1


async def test_a_status_edit_that_fails_is_told_and_tried_again_when_asked(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn
) -> None:
    job = await job_in(world.general, state=State.QUEUED)
    local.faults.respond("PATCH", r"/messages/", 503)
    with pytest.raises(MessageDelayed):
        await messenger.show_status(StatusView(job))
    await messenger.show_status(StatusView(job))
    assert len(local.messages(world.general)[0].edits) == 1


async def test_a_direct_message_and_one_that_is_closed(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn
) -> None:
    job = await job_in(world.general, state=State.FAILED, created_at=1_700_000_000.0)
    channel_id = await messenger.dm_channel(world.member.id)
    await messenger.post_failure(job, channel_id)
    (message,) = local.dm_messages(world.member)
    assert "message_reference" not in message.payload
    assert await messenger.find_posted(job, channel_id) is not None
    local.world.close_dms(world.member)
    with pytest.raises(MessageForbidden):
        await messenger.post_failure(replace(job, postings=1), channel_id)


async def test_the_upload_limit_follows_the_boosts(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger
) -> None:
    assert await messenger.upload_limit_bytes(world.guild.id) == world.guild.file_limit_bytes
    assert await messenger.upload_limit_bytes(5) is None


async def test_deleting_a_voice_message_takes_the_sound_its_facts_and_what_was_asked_of_it(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    sound: MakeSound,
    own_messages: OwnMessages,
) -> None:
    job, other = [await job_in(world.general, state=State.READY) for _ in range(2)]
    other = replace(other, id="zzzzzzzzzzzzzz")
    await messenger.post_result(ResultView(other, (sound(voice=True),)), world.general.id)
    kept = own(local, world)
    sent = await messenger.post_result(ResultView(job, (sound(voice=True),)), world.general.id)
    await messenger.post_voice_of(job, sound(voice=True), world.general.id, sent.message_id, f"{job.id}-b")
    assert len(own(local, world)) == len(kept) + 3
    await own_messages.delete_result(job, world.general.id, sent.message_id)
    assert own(local, world) == kept


async def test_deleting_takes_all_parts_and_nothing_else(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    sound: MakeSound,
    own_messages: OwnMessages,
) -> None:
    job = await job_in(world.general, state=State.READY)
    sent = await messenger.post_result(ResultView(job, tuple(sound(picture=True) for _ in range(7))), world.general.id)
    again = await messenger.post_failure(replace(job, state=State.FAILED, postings=1), world.general.id)
    await own_messages.delete_result(job, world.general.id, sent.message_id)
    assert [one.id for one in own(local, world)] == [again.message_id]
