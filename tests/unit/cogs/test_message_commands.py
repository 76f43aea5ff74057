"""What the menu of a message offers: as the person reads it, on what the message says."""

import logging

import discord
import pytest
from discord import app_commands

from bot.jobs.model import SpeechRequest
from bot.sandbox.discord import CommandRejected, LocalFile, Message
from tests.unit.cogs.conftest import Hall, said


async def read_aloud(hall: Hall, message: Message, name: str = "Read aloud") -> str:
    """Use the command as the member; returns what only this person was told."""
    ran = await hall.local.message_command(hall.world.member, message, name)
    await ran.done()
    await hall.settle()
    return said(ran)


async def texts(hall: Hall) -> list[str]:
    requests = [job.request for job in await hall.jobs()]
    return [request.text for request in requests if isinstance(request, SpeechRequest)]


async def test_a_message_is_read_aloud(hall: Hall) -> None:
    message = await hall.local.say(hall.world.member2, hall.world.general, "Hello **everybody**")
    assert await read_aloud(hall, message) == ""
    (job,) = await hall.jobs()
    assert isinstance(job.request, SpeechRequest)
    assert (job.request.text, job.request.spoken_text) == ("Hello **everybody**", "Hello everybody")
    assert (job.user_id, bool(job.request.voice_name)) == (hall.world.member.id, True)
    (status,) = [one for one in hall.local.messages(hall.world.general) if one.id == job.place.status_message_id]
    assert status.payload["type"] == 23
    assert status.payload["interaction_metadata"]["target_message_id"] == str(message.id)


async def test_its_name_is_in_the_persons_language(hall: Hall) -> None:
    hall.world.member.locale = "de"
    message = await hall.local.say(hall.world.member2, hall.world.general, "Good morning")
    await read_aloud(hall, message, "Vorlesen")
    assert await texts(hall) == ["Good morning"]


async def test_a_text_file_is_read_after_the_words(hall: Hall) -> None:
    file = LocalFile("message.txt", b"The rest of it.", "text/plain")
    message = await hall.local.say(hall.world.member2, hall.world.general, "Look:", [file])
    await read_aloud(hall, message)
    alone = await hall.local.say(hall.world.member2, hall.world.general, "", [file])
    await read_aloud(hall, alone)
    assert await texts(hall) == ["Look:\n\nThe rest of it.", "The rest of it."]


async def test_the_words_of_an_embed_are_read_where_there_are_no_others(hall: Hall) -> None:
    channel = hall.bot.get_partial_messageable(hall.world.general.id)
    sent = await channel.send(embed=discord.Embed(title="News", description="It rains."))
    message = hall.local.message(sent.id)
    assert message is not None
    await read_aloud(hall, message)
    assert await texts(hall) == ["News\n\nIt rains."]


async def test_a_message_without_words_is_refused_to_the_person_alone(hall: Hall) -> None:
    picture = LocalFile("cat.png", b"\x89PNG" + b"0" * 100, "image/png")
    message = await hall.local.say(hall.world.member2, hall.world.general, "", [picture])
    assert (await read_aloud(hall, message)).startswith("There's nothing to read in this message")
    assert await hall.jobs() == []


async def test_the_menu_has_what_is_registered_and_nothing_else(hall: Hall) -> None:
    message = await hall.local.say(hall.world.member2, hall.world.general, "x")
    with pytest.raises(CommandRejected, match="Read aloud"):
        await hall.local.message_command(hall.world.member, message, "Read upside down")


async def test_a_bot_with_five_of_its_own_keeps_them(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    await hall.bot.unload_extension("cogs.message_commands")

    async def theirs(interaction: discord.Interaction, message: discord.Message) -> None:
        """One of the other bot's."""

    for number in range(5):
        hall.bot.tree.add_command(app_commands.ContextMenu(name=f"Theirs {number}", callback=theirs))
    with caplog.at_level(logging.WARNING):
        await hall.bot.load_extension("cogs.message_commands")
    menus = hall.bot.tree.get_commands(type=discord.AppCommandType.message)
    assert [menu.name for menu in menus] == [f"Theirs {number}" for number in range(5)]
    assert hall.bot.get_cog("Foley message commands") is not None
    assert "Read aloud" in caplog.text
