"""What the messenger makes of others: a token that is refused, messages that are not its own, whom it replies to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
import pytest

from bot.chat.sending.mention_names import DiscordMentionNames
from bot.chat.sending.messenger import DiscordMessenger
from bot.chat.texts import Texts
from bot.errors import MessageDelayed
from bot.jobs.model import State
from bot.jobs.ports import ResultView
from bot.sandbox.discord import DefaultWorld, LocalDiscord
from tests.integration.chat.conftest import JobIn, MakeSound
from tests.integration.chat.test_messenger_against_local_discord import LONG_AGO, MESSAGES, own
from tests.support.small_bot import SmallBot


async def test_a_token_that_is_refused_now_holds_nothing_for_good(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn
) -> None:
    """A token may be renewed, and Discord has answered 401 in outages: the result is posted later."""
    job = await job_in(world.general, state=State.FAILED)
    local.faults.respond("POST", MESSAGES, 401, count=1)
    with pytest.raises(MessageDelayed):
        await messenger.post_failure(job, world.general.id)


async def test_a_message_of_somebody_else_with_our_marker_is_not_ours(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    """People's messages hold no embeds but those of links, and other bots may copy any."""
    job = await job_in(world.general, state=State.READY, ended_at=LONG_AGO)
    sent = await messenger.post_result(ResultView(job, (sound(),)), world.general.id)
    copied = local.message(sent.message_id)
    assert copied is not None
    assert await messenger.find_posted(job, world.general.id) == sent
    copied.raw["mentions"] = [copied.raw["author"]]  # what mentions Foley is shown to it whole
    copied.raw["author"] = {**copied.raw["author"], "id": str(world.member2.id)}
    assert await messenger.find_posted(job, world.general.id) is None


async def test_whom_a_message_replies_to_is_not_notified(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn
) -> None:
    """Discord notifies them unless it is told who may be."""
    job = await job_in(world.general, state=State.FAILED)
    other = await local.say(world.member2, world.general, "status")
    await messenger.post_failure(replace(job, place=replace(job.place, status_message_id=other.id)), world.general.id)
    (message,) = own(local, world)
    assert message.payload["message_reference"]["message_id"] == str(other.id)
    assert message.pinged == (world.member.id,)


async def test_a_library_that_takes_no_requests_costs_voice_messages_and_names_alone(
    local: LocalDiscord,
    world: DefaultWorld,
    client: SmallBot,
    messenger: DiscordMessenger,
    job_in: JobIn,
    sound: MakeSound,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request: Callable[..., Any] = discord.http.HTTPClient.request

    async def other(self: Any, route: Any, **body: Any) -> Any:
        return await request(self, route, **body)

    monkeypatch.setattr(discord.http.HTTPClient, "request", other)
    job = await job_in(world.general, state=State.READY)
    await messenger.post_result(ResultView(job, (sound(voice=True),)), world.general.id)
    (result,) = own(local, world)
    assert [one["filename"] for one in result.payload["attachments"]] == ["calm-rain.mp3"]
    assert "voice message" in result.embeds[0]["description"]
    who = f"@{world.member.id}"
    assert await DiscordMentionNames(client, Texts()).of([who], world.guild.id, "en-US") == {who: "somebody"}
