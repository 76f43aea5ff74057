"""After a crash our own messages about a job are found in the channel, and nobody else's, whatever our clock says."""

from dataclasses import replace

import pytest

from bot.chat.sending.messenger import DiscordMessenger
from bot.errors import MessageDelayed
from bot.jobs.model import State
from bot.jobs.ports import ResultView, StatusView
from bot.sandbox.discord import DefaultWorld, LocalDiscord
from tests.integration.chat.conftest import JobIn, MakeSound
from tests.integration.chat.test_messenger_against_local_discord import LONG_AGO, MESSAGES, own


async def test_after_a_crash_between_two_parts_only_the_missing_one_is_sent(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    job = await job_in(world.general, state=State.READY, delivery_attempts=1, ended_at=LONG_AGO)
    view = ResultView(job, tuple(sound(picture=True) for _ in range(7)))
    away = local.faults.respond("POST", MESSAGES, 503, nth=2, count=None)
    with pytest.raises(MessageDelayed):
        await messenger.post_result(view, world.general.id)
    local.faults.remove(away)
    assert await messenger.find_posted(job, world.general.id) is None
    second = replace(view, job=replace(job, delivery_attempts=2))
    sent = await messenger.post_result(second, world.general.id)
    assert len(own(local, world)) == 2
    assert await messenger.find_posted(job, world.general.id) == sent


async def test_our_own_message_is_found_and_nobody_elses(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn
) -> None:
    job = await job_in(world.general, state=State.FAILED, ended_at=LONG_AGO)
    assert await messenger.find_posted(job, world.general.id) is None
    await messenger.show_status(StatusView(replace(job, state=State.WAITING)))
    assert await messenger.find_posted(job, world.general.id) is None
    sent = await messenger.post_failure(job, world.general.id)
    assert await messenger.find_posted(job, world.general.id) == sent
    assert await messenger.find_posted(replace(job, id="zzzzzzzzzzzzzz"), world.general.id) is None
    # Asked to be posted again: the message of the first time is not the one.
    assert await messenger.find_posted(replace(job, postings=1), world.general.id) is None


async def test_a_job_of_many_hours_is_found_again_behind_thousands_of_messages(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn
) -> None:
    job = await job_in(world.general, state=State.FAILED, created_at=LONG_AGO)
    for number in range(1200):
        await local.say(world.member2, world.general, f"chatter {number}")
    just_now = local.platform.clock.wall()
    sent = await messenger.post_failure(job, world.general.id)
    for message in local.messages(world.general)[:-1]:  # as if it all had been hours ago
        message.id -= 8 * 3600 * 1000 << 22
        message.payload["id"] = str(message.id)
    ended = replace(job, ended_at=just_now)
    assert await messenger.find_posted(ended, world.general.id) == sent
    assert await messenger.find_posted(replace(ended, postings=1, notified_at=just_now), world.general.id) is None


@pytest.mark.parametrize("seconds", [-2 * 86_400.0, 2 * 86_400.0])
@pytest.mark.parametrize("postings", [0, 1])
@pytest.mark.parametrize("is_direct", [False, True])
async def test_a_posting_is_found_again_although_the_wall_clock_was_set(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    seconds: float,
    postings: int,
    is_direct: bool,
) -> None:
    """A time that was written down while our clock was wrong says nothing of where a message stands."""
    wrong = local.platform.clock.wall() + seconds
    channel_id = await messenger.dm_channel(world.member.id) if is_direct else world.general.id
    job = await job_in(world.general, state=State.FAILED, created_at=LONG_AGO, ended_at=wrong, notified_at=wrong)
    if postings:
        before = await messenger.post_failure(job, channel_id)
        job = replace(job, postings=1, result_message_id=before.message_id)
    await local.say(world.member2, world.general, "chatter")
    sent = await messenger.post_failure(job, channel_id)
    assert await messenger.find_posted(job, channel_id) == sent


async def test_not_being_allowed_to_read_counts_as_nothing_found(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn
) -> None:
    job = await job_in(world.general, state=State.FAILED)
    await messenger.post_failure(job, world.general.id)
    local.faults.respond("GET", MESSAGES, 403, body={"code": 50001, "message": "Missing Access"}, count=None)
    assert await messenger.find_posted(job, world.general.id) is None
