"""The menu of a message makes things of it: one run for each kind of message that people write, post and forward."""

from dataclasses import dataclass

import discord
import pytest

from bot.jobs.model import MusicRequest, Request, SfxRequest, VideoRequest
from bot.sandbox.discord import Interaction, LocalFile, Message, Permission
from tests.unit.cogs.conftest import Hall, said

EFFECT, SOUND, ANIMATE, SONG = (
    "Sound effect of this", "Add sound to this video", "Animate this picture", "Make a song of this",
)  # fmt: skip
PICTURE = LocalFile("cat.png", b"\x89PNG" + b"0" * 100, "image/png")
FILM = LocalFile("boat.mp4", b"\x00\x00\x00\x20ftypisom" + b"0" * 100, "video/mp4")
VOICE = LocalFile("voice-message.ogg", b"OggS" + b"0" * 100, "audio/ogg")


async def use(hall: Hall, message: Message, name: str) -> Interaction:
    ran = await hall.local.message_command(hall.world.member, message, name)
    await ran.done()
    await hall.settle()
    return ran


async def made(hall: Hall) -> list[Request]:
    return [job.request for job in await hall.jobs()]


async def posted(hall: Hall, words: str = "", *files: LocalFile) -> Message:
    return await hall.local.say(hall.world.member2, hall.world.general, words, list(files))


async def by_another_bot(hall: Hall) -> Message:
    """A message of a bot: nothing but an embed with words and a picture."""
    embed = discord.Embed(title="Storm", description="It thunders.")
    embed.set_image(url="https://cdn.discordapp.com/attachments/1/2/storm.png")
    sent = await hall.bot.get_partial_messageable(hall.world.general.id).send(embed=embed)
    message = hall.local.message(sent.id)
    assert message is not None
    return message


async def test_a_text_becomes_an_effect_without_what_only_discord_reads(hall: Hall) -> None:
    message = await posted(hall, f"a door creaks <:boo:123456789012345678> <@{hall.world.member2.id}>")
    assert said(await use(hall, message, EFFECT)) == ""
    assert await made(hall) == [SfxRequest(prompt="a door creaks boo")]


async def test_a_film_gets_its_sound(hall: Hall) -> None:
    message = await posted(hall, "look at this", FILM)
    assert said(await use(hall, message, SOUND)) == ""
    [request] = await made(hall)
    assert isinstance(request, SfxRequest)
    assert (request.prompt, "boat.mp4" in request.video_url) == ("", True)


async def test_a_picture_is_set_in_motion_by_a_model_that_takes_one(hall: Hall) -> None:
    for message in (await posted(hall, "", PICTURE), await by_another_bot(hall)):
        assert said(await use(hall, message, ANIMATE)) == ""
    first, second = await made(hall)
    assert isinstance(first, VideoRequest)
    assert isinstance(second, VideoRequest)
    assert ("cat.png" in first.image_url, "storm.png" in second.image_url) == (True, True)


async def test_a_song_asks_for_its_style_and_has_the_words(hall: Hall) -> None:
    ran = await use(hall, await posted(hall, "Row, row, row your boat"), SONG)
    assert ran.modal is not None
    sent = await hall.local.submit_modal(hall.world.member, ran, {"prompt": "a slow shanty"})
    await sent.done()
    await hall.settle()
    [request] = await made(hall)
    assert isinstance(request, MusicRequest)
    assert (request.prompt, request.lyrics) == ("a slow shanty", "Row, row, row your boat")


@dataclass(frozen=True)
class Lacking:
    """A message that has not what a command needs, and the word of the sentence that says so."""

    command: str
    words: str
    files: tuple[LocalFile, ...]
    missing: str


@pytest.mark.parametrize(
    "case",
    [
        Lacking(EFFECT, "", (PICTURE,), "no text"),
        Lacking(SONG, "🎉 🎉 123", (), "no words"),
        Lacking(SONG, "", (FILM,), "no words"),
        Lacking(SOUND, "a boat", (PICTURE,), "no video"),
        Lacking(SOUND, "", (VOICE,), "no video"),
        Lacking(ANIMATE, "a cat", (), "no picture"),
        Lacking(ANIMATE, "", (VOICE,), "no picture"),
    ],
    ids=lambda case: f"{case.command}-{case.missing}",
)
async def test_what_a_message_lacks_is_said_in_one_sentence(hall: Hall, case: Lacking) -> None:
    told = said(await use(hall, await posted(hall, case.words, *case.files), case.command))
    assert case.missing in told
    assert "\n" not in told
    assert await made(hall) == []


async def test_emoji_alone_are_an_idea_for_an_effect(hall: Hall) -> None:
    await use(hall, await posted(hall, "🚪💥"), EFFECT)
    assert await made(hall) == [SfxRequest(prompt="🚪💥")]


async def test_a_message_in_a_thread_makes_it_there(hall: Hall) -> None:
    thread = hall.world.thread
    message = await hall.local.say(hall.world.member, thread, "rain on a roof")
    await use(hall, message, EFFECT)
    [job] = await hall.jobs()
    assert job.place.channel_id == thread.id


async def test_without_the_right_to_read_nothing_is_made(hall: Hall) -> None:
    message = await posted(hall, "rain on a roof")
    hall.local.world.set_permissions(hall.world.general, hall.local.bot, deny=Permission.READ_MESSAGE_HISTORY)
    told = said(await use(hall, message, EFFECT))
    assert "Read Message History" in told
    assert "/sfx prompt:rain on a roof" in told
    assert EFFECT not in told
    song = await use(hall, message, SONG)
    assert song.modal is None
    assert "Read Message History" in said(song)
    assert await made(hall) == []


async def test_a_message_that_goes_meanwhile_was_read_already(hall: Hall) -> None:
    message = await posted(hall, "rain on a roof")
    ran = await hall.local.message_command(hall.world.member, message, EFFECT)
    await hall.local.delete_message(hall.world.member2, message)
    await ran.done()
    await hall.settle()
    assert await made(hall) == [SfxRequest(prompt="rain on a roof")]
