"""Notices of jobs that were given up or of unknown outcome: looked at once more, and corrected when more is known."""

from dataclasses import replace

import pytest

from bot.catalog.catalog import Catalog
from bot.chat.sending.messenger import DiscordMessenger
from bot.errors import Ambiguous, ProviderError, TaskUnknown
from bot.jobs.model import ColumnUpdate, Fault, Medium, Output, State, Transition, TransitionRequest
from bot.jobs.ports import Failed, PollResult, Running, Succeeded
from bot.sandbox.discord import DefaultWorld, LocalDiscord, Message
from tests.integration.chat.chat_bench import Bench, posted, ran, said
from tests.support.instant_clock import InstantClock
from tests.support.small_bot import SmallBot


async def given_up(bot: SmallBot, bench: Bench, world: DefaultWorld, local: LocalDiscord) -> Message:
    """Return the notice of a job that was given up."""
    await ran(local, world)
    job = bench.jobs[-1]
    for transition in (Transition.ABANDON, Transition.START_DELIVERY):
        assert await bench.repository.take(
            TransitionRequest(job.id, transition, ColumnUpdate(at=bench.clock.now()), job.task_id)
        )
    message = await posted(bot, bench, world, bench.store.rows[job.id], local)
    sent = ColumnUpdate(result_channel_id=world.general.id, result_message_id=message.id)
    assert await bench.repository.take(TransitionRequest(job.id, Transition.CONFIRM_DELIVERY, sent))
    return message


@pytest.mark.parametrize(
    ("sight", "state", "word"),
    [
        (Succeeded((Output("https://results.example/a.mp3", Medium.AUDIO),)), State.READY, "finished after all"),
        (Running(started=True), State.WAITING, "still being made"),
        (Failed(Fault("tencent-failed", "FAIL")), State.FAILED, "ended without a result"),
        (TaskUnknown("no such task"), State.ABANDONED, "doesn't know this job any more"),
        (Ambiguous("reset"), State.ABANDONED, "couldn't get an answer"),
    ],
)
async def test_a_job_that_was_given_up_is_looked_at_once_more(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot,
    sight: PollResult | ProviderError, state: State, word: str,
) -> None:  # fmt: skip
    message = await given_up(bot, bench, world, local)
    bench.sight = sight
    assert "Only the person who asked" in await said(await local.press(world.member2, message, "Look again"))
    assert {job.state for job in bench.jobs} == {State.ABANDONED}
    assert word in await said(await local.press(world.member, message, "Look again"))
    assert {job.state for job in bench.jobs} == {state}
    if state is not State.ABANDONED:
        assert "haven't given up" in await said(await local.press(world.moderator, message, "Look again"))


async def test_the_notice_of_a_job_that_was_refused_after_all_says_so(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await given_up(bot, bench, world, local)
    told = bench.jobs[0]
    job = replace(told, state=State.REFUSED, fault=Fault("tencent-violation"), postings=1)
    await DiscordMessenger(bot, bench.texts, InstantClock(), Catalog.load()).correct_ending(job)
    assert "Nothing was charged" in message.embeds[0]["description"]
    assert message.components == []


async def test_the_notice_of_a_job_that_goes_on_says_so(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await given_up(bot, bench, world, local)
    await said(await local.press(world.member, message, "Look again"))
    job = bench.jobs[0]
    messenger = DiscordMessenger(bot, bench.texts, InstantClock(), Catalog.load())
    await messenger.correct_ending(job)
    assert message.embeds[0]["title"] == "Going on after all"
    assert message.components == []
    # The edited notice must not be taken for the result, which is another posting.
    assert await messenger.find_posted(job, world.general.id) is None
