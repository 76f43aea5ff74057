"""The menu of a message on twelve kinds of message: what each command makes of it, or the one sentence it says."""

import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.discord import Interaction, LocalFile, Message, Permission
from bot.sandbox.discord.rules.components import walk
from bot.sandbox.discord.rules.message import Flag
from bot.sandbox.discord.world.messages import Draft
from bot.sandbox.stage import Stage
from tests.e2e.conftest import open_stage, rows, text_of

READ, EFFECT, SOUND, ANIMATE, SONG = (
    "Read aloud", "Sound effect of this", "Add sound to this video", "Animate this picture", "Make a song of this",
)  # fmt: skip
PICTURE = LocalFile("cat.png", b"\x89PNG" + b"0" * 100, "image/png")
FILM = LocalFile("boat.mp4", b"\x00\x00\x00\x20ftypisom" + b"0" * 100, "video/mp4")
RECORDING = LocalFile("voice-message.ogg", b"OggS" + b"0" * 100, "audio/ogg")
WAVEFORM = base64.b64encode(bytes(range(0, 250, 10))).decode()
NO_WORDS, NO_TEXT, NO_VIDEO, NO_PICTURE, NO_LYRICS = (
    "nothing to read", "no text in this message", "no video in this message", "no picture in this message",
    "no words in this message",
)  # fmt: skip
HISTORY = "Read Message History"
Post = Callable[[Stage], Awaitable[Message]]


@dataclass(frozen=True)
class Case:
    """A kind of message, and what becomes of it: a word of the request, or of the sentence that refuses."""

    name: str
    post: Post
    expected: tuple[str, str, str, str, str]
    meanwhile: Callable[[Stage, Message], Awaitable[None]] | None = None


def saying(words: str, *files: LocalFile, where: str = "general") -> Post:
    async def post(stage: Stage) -> Message:
        channel = getattr(stage.world, where)
        return await stage.discord.say(stage.world.member2, channel, words, list(files))

    return post


def by_a_bot(body: Callable[[str], dict[str, Any]]) -> Post:
    """A message of another bot, which shows a picture that stands elsewhere."""

    async def post(stage: Stage) -> Message:
        shown = await stage.discord.say(stage.world.member2, stage.world.music_lab, "", [PICTURE])
        discord = stage.discord
        other = discord.world.named_user("other-bot") or discord.world.add_user("other-bot")
        other.bot = True
        made = body(str(shown.attachments[0]["url"]))
        return discord.platform.messages.create(Draft(stage.world.general, other, made))

    return post


async def forwarded(stage: Stage) -> Message:
    """A film with words, forwarded from another channel and deleted there."""
    first = await saying("rain on a roof", FILM, where="music_lab")(stage)
    again = await stage.discord.forward(stage.world.member2, first, stage.world.general)
    await stage.discord.delete_message(stage.world.member2, first)
    assert again.payload["message_snapshots"][0]["message"]["content"] == "rain on a roof"
    assert again.content == ""
    return again


async def spoken(stage: Stage) -> Message:
    message = await stage.discord.say_aloud(
        stage.world.member2, stage.world.general, RECORDING, seconds=2.5, waveform=WAVEFORM
    )
    assert message.flags & Flag.IS_VOICE_MESSAGE
    return message


async def posted(stage: Stage) -> Message:
    message = await stage.discord.post(stage.world.member2, stage.world.forum, "Rain", "rain on a roof", [PICTURE])
    assert message.id == message.channel_id
    return message


async def delete(stage: Stage, message: Message) -> None:
    await stage.discord.delete_message(stage.world.member2, message)


async def unread(stage: Stage) -> Message:
    """Where the bot may not read what was written before."""
    stage.discord.world.set_permissions(stage.world.general, stage.discord.bot, deny=Permission.READ_MESSAGE_HISTORY)
    return await saying(RAIN)(stage)


RAIN = "rain on a roof"


def embed(picture: str) -> dict[str, Any]:
    return {"embeds": [{"title": "Storm", "description": "It thunders.", "image": {"url": picture}}]}


def sections(picture: str) -> dict[str, Any]:
    """The same in components: no content, no embed."""
    thumbnail = {"type": 11, "media": {"url": picture}}
    section = {"type": 9, "components": [{"type": 10, "content": RAIN}], "accessory": thumbnail}
    box = {"type": 17, "components": [{"type": 10, "content": "# Rain"}, section]}
    return {"components": [box], "flags": int(Flag.IS_COMPONENTS_V2)}


CASES = (
    Case("text", saying(RAIN), (RAIN, RAIN, NO_VIDEO, NO_PICTURE, RAIN)),
    Case("emoji only", saying("🚪💥"), ("only emoji", "🚪💥", NO_VIDEO, NO_PICTURE, NO_LYRICS)),
    Case("embed", by_a_bot(embed), ("It thunders.", "It thunders.", NO_VIDEO, "cat.png", "It thunders.")),
    Case("forwarded", forwarded, (RAIN, RAIN, "boat.mp4", NO_PICTURE, RAIN)),
    Case("picture", saying("", PICTURE), (NO_WORDS, NO_TEXT, NO_VIDEO, "cat.png", NO_LYRICS)),
    Case("video", saying("", FILM), (NO_WORDS, NO_TEXT, "boat.mp4", NO_PICTURE, NO_LYRICS)),
    Case("voice message", spoken, (NO_WORDS, NO_TEXT, NO_VIDEO, NO_PICTURE, NO_LYRICS)),
    Case("another bot's", by_a_bot(sections), (RAIN, RAIN, NO_VIDEO, "cat.png", RAIN)),
    Case("deleted meanwhile", saying(RAIN), (RAIN, RAIN, NO_VIDEO, NO_PICTURE, RAIN), delete),
    Case("in a thread", saying(RAIN, where="thread"), (RAIN, RAIN, NO_VIDEO, NO_PICTURE, RAIN)),
    Case("in a forum", posted, (RAIN, RAIN, NO_VIDEO, "cat.png", RAIN)),
    Case("without the right to read", unread, (HISTORY, HISTORY, NO_VIDEO, NO_PICTURE, HISTORY)),
)


async def test_twelve_kinds_of_message_each_with_every_command() -> None:
    # At the provider's own pace nothing is ready before the test is over: no sound is made here.
    async with open_stage(speed=1.0, FOLEY_SPEECH="async") as stage:
        wrong = [line for case in CASES for line in await differences(stage, case)]
        assert not wrong, "\n".join(wrong)


async def differences(stage: Stage, case: Case) -> list[str]:
    """Use every command on one message; say where it did something else."""
    found = []
    for command, expected in zip((READ, EFFECT, SOUND, ANIMATE, SONG), case.expected, strict=True):
        message = await case.post(stage)
        before = len(rows(stage))
        ran = await stage.discord.message_command(stage.world.member, message, command)
        if case.meanwhile is not None:
            await case.meanwhile(stage, message)
        told = await answer_to(stage, ran)
        made = rows(stage)[before:]
        got = json.dumps(json.loads(made[0]["request"]), ensure_ascii=False) if made else told
        is_one = not made or (len(made) == 1 and made[0]["channel_id"] == message.channel_id)
        is_lacking = expected in (NO_WORDS, NO_TEXT, NO_VIDEO, NO_PICTURE, NO_LYRICS)
        if expected not in got or not is_one or (is_lacking and (made or "\n" in told)):
            found.append(f"{case.name}, {command}: expected {expected!r}, got {got!r}")
    return found


async def answer_to(stage: Stage, ran: Interaction) -> str:
    """What the person is told, or the words in the form that opens."""
    await ran.wait_first_answer()
    assert ran.in_time
    if ran.modal is not None:
        return json.dumps([one.get("value") for one in walk(ran.modal["components"])], ensure_ascii=False)
    await ran.done()
    return "\n".join(text_of(one) for one in ran.ephemeral)
