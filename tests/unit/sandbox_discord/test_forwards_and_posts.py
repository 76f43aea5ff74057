"""Forwards, voice messages and forum posts: what they carry, and what the local Discord refuses of them."""

from __future__ import annotations

import base64
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord import (
    ApiError,
    DefaultWorld,
    Limits,
    LocalDiscord,
    LocalFile,
    Message,
    Permission,
    PersonError,
    User,
)
from bot.sandbox.discord.rules import message_content
from bot.sandbox.discord.rules.message import Flag
from bot.sandbox.discord.world.messages import Draft

Json = dict[str, Any]
PICTURE = LocalFile("cat.png", b"\x89PNG" + b"0" * 100, "image/png")
RECORDING = LocalFile("voice-message.ogg", b"OggS" + b"0" * 100, "audio/ogg")
WAVEFORM = base64.b64encode(bytes(25)).decode()


def forwarding(message: Message, **more: object) -> Json:
    return {
        "message_reference": {"type": 1, "message_id": str(message.id), "channel_id": str(message.channel_id)}
    } | more


async def sent_by_the_bot(local: LocalDiscord, channel_id: int, body: Json) -> tuple[int, Json]:
    headers = {"Authorization": f"Bot {local.token}"}
    url = f"{local.api_url}/channels/{channel_id}/messages"
    async with aiohttp.ClientSession(headers=headers) as session, session.post(url, json=body) as answer:
        return answer.status, await answer.json()


async def test_a_forward_is_a_snapshot_that_nothing_changes_any_more(local: LocalDiscord, world: DefaultWorld) -> None:
    first = await local.say(world.member, world.music_lab, "look at this", [PICTURE])
    again = await local.forward(world.member2, first, world.general)
    await local.delete_message(world.member, first)
    assert (again.content, again.flags) == ("", Flag.HAS_SNAPSHOT)
    assert again.payload["message_reference"]["type"] == 1
    [snapshot] = [one["message"] for one in again.payload["message_snapshots"]]
    assert snapshot["content"] == "look at this"
    assert "author" not in snapshot
    async with aiohttp.ClientSession() as session, session.get(snapshot["attachments"][0]["url"]) as answer:
        assert await answer.read() == PICTURE.data
    once_more = await local.forward(world.member, again, world.general)
    assert once_more.payload["message_snapshots"][0]["message"]["content"] == "look at this"
    bare = message_content.without_content(again.payload, local.bot.id, in_dm=False)
    assert bare["message_snapshots"][0]["message"]["content"] == ""


async def test_the_bot_forwards_what_it_may_read_and_nothing_else(local: LocalDiscord, world: DefaultWorld) -> None:
    own = local.platform.messages.create(Draft(world.music_lab, local.bot, {"content": "mine"}))
    status, made = await sent_by_the_bot(local, world.general.id, forwarding(own))
    assert (status, made["message_snapshots"][0]["message"]["content"]) == (200, "mine")

    others = await local.say(world.member, world.music_lab, "not for apps")
    hidden = local.platform.messages.create(Draft(world.nsfw, local.bot, {"content": "hot"}))
    system = local.platform.messages.create(Draft(world.general, local.bot, {"content": "pinned"}, type=6))
    cases = (
        (forwarding(others), 160014), (forwarding(hidden), 160010), (forwarding(system), 50035),
        (forwarding(own, content="words of its own"), 50035),
        ({"message_reference": {"type": 1, "message_id": str(own.id)}}, 50035),
    )  # fmt: skip
    for body, code in cases:
        status, answer = await sent_by_the_bot(local, world.general.id, body)
        assert (status, answer["code"]) == (400, code), answer
    local.world.set_permissions(world.music_lab, local.bot, deny=Permission.READ_MESSAGE_HISTORY)
    assert (await sent_by_the_bot(local, world.general.id, forwarding(own)))[1]["code"] == 160009
    local.world.set_permissions(world.music_lab, local.bot, deny=Permission.VIEW_CHANNEL)
    assert (await sent_by_the_bot(local, world.general.id, forwarding(own)))[1]["code"] == 50001


async def test_with_the_intent_for_content_the_bot_forwards_what_people_wrote() -> None:
    async with LocalDiscord(limits=Limits(privileged_intents=True)) as local:
        world = local.default_world()
        message = await local.say(world.member, world.music_lab, "for apps, too")
        assert (await sent_by_the_bot(local, world.general.id, forwarding(message)))[0] == 200


async def test_people_forward_and_speak_only_where_they_may(local: LocalDiscord, world: DefaultWorld) -> None:
    hot = await local.say(world.member, world.nsfw, "hot")
    with pytest.raises(PersonError, match="age-restricted"):
        await local.forward(world.member, hot, world.general)
    local.world.set_permissions(world.general, world.member, deny=Permission.SEND_VOICE_MESSAGES)
    with pytest.raises(PersonError, match="voice messages"):
        await spoken(local, world, world.member)
    with pytest.raises(PersonError, match="can't post"):
        await local.post(world.member, world.general, "Rain", "in no forum")


async def test_a_voice_message_has_its_length_and_waveform(local: LocalDiscord, world: DefaultWorld) -> None:
    message = await spoken(local, world, world.member)
    [file] = message.attachments
    assert (file["duration_secs"], file["waveform"], file["content_type"]) == (2.5, WAVEFORM, "audio/ogg")
    assert message.flags & Flag.IS_VOICE_MESSAGE
    with pytest.raises(ApiError, match="single audio attachment"):
        await local.say_aloud(world.member, world.general, PICTURE, seconds=1.0, waveform=WAVEFORM)


async def test_the_first_message_of_a_post_has_the_id_of_its_thread(local: LocalDiscord, world: DefaultWorld) -> None:
    message = await local.post(world.member, world.forum, "Rain", "rain on a roof", [PICTURE])
    thread = local.world.channels[message.channel_id]
    assert (message.id, thread.parent_id, thread.owner_id) == (thread.id, world.forum.id, world.member.id)
    assert (thread.name, thread.is_thread) == ("Rain", True)


async def spoken(local: LocalDiscord, world: DefaultWorld, who: User) -> Message:
    return await local.say_aloud(who, world.general, RECORDING, seconds=2.5, waveform=WAVEFORM)
