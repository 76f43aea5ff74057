"""A message that Discord refuses in part: the rest is posted and says so; a 400 is never called a permission."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.sending.messenger import DiscordMessenger
from bot.chat.sending.own_messages import OwnMessages
from bot.errors import MessageRefused
from bot.jobs.model import Job, Output, State
from bot.jobs.ports import Attachment, Redirect, RedirectReason, ResultView
from bot.sandbox.discord import DefaultWorld, LocalDiscord, Message
from tests.unit.chat.chat_samples import an_output

LONG_AGO = 1_700_000_000.0
MESSAGES = r"/messages$"
REMARK = "Discord refused part of this message, so I left it out."
JobIn = Callable[..., Awaitable[Job]]
MakeSound = Callable[..., Attachment]


def refused(*paths: str) -> dict[str, Any]:
    """The body of a 50035 that names parts."""
    body: dict[str, Any] = {"code": 50035, "message": "Invalid Form Body", "errors": {}}
    for path in paths:
        node = body["errors"]
        for step in path.split("."):
            node = node.setdefault(step, {})
        node["_errors"] = [{"code": "X", "message": "Not like this."}]
    return body


def own(local: LocalDiscord, world: DefaultWorld) -> list[Message]:
    return [one for one in local.messages(world.general) if one.content != "status"]


def link_urls(message: Message) -> list[str]:
    return [one["url"] for row in message.components for one in row["components"] if "url" in one]


async def posted(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, view: ResultView, *bodies: dict[str, Any]
) -> Message:
    """Post a result to a Discord that refuses it with each of these in turn."""
    for number, body in enumerate(bodies, start=1):
        local.faults.respond("POST", MESSAGES, 400, body=body, nth=number)
    sent = await messenger.post_result(view, world.general.id)
    (message,) = own(local, world)
    assert message.id == sent.message_id
    assert await messenger.find_posted(view.job, world.general.id) == sent, "found again after a crash"
    return message


@pytest.fixture
def output() -> Output:
    return an_output()


async def test_a_blank_in_a_link_is_encoded_and_the_button_works(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, output: Output
) -> None:
    job = await job_in(world.general, state=State.READY, ended_at=LONG_AGO)
    link = replace(output, url="https://b.myqcloud.com/calm rain.mp3?sign=a%2Fb")
    message = await posted(local, world, messenger, ResultView(job, (), (link,)))
    assert link_urls(message) == ["https://b.myqcloud.com/calm%20rain.mp3?sign=a%2Fb"]
    assert REMARK not in message.content


async def test_the_named_button_goes_and_the_rest_stays(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, output: Output
) -> None:
    job = await job_in(world.general, state=State.READY, ended_at=LONG_AGO)
    links = tuple(replace(output, url=f"https://b.myqcloud.com/{name}") for name in "ab")
    view = ResultView(job, (), links)
    message = await posted(local, world, messenger, view, refused("components.0.components.3.url"))
    assert link_urls(message) == ["https://b.myqcloud.com/b"]
    assert len(message.components[0]["components"]) == 4
    assert f"{REMARK}\n<https://b.myqcloud.com/a>\n" in message.content, "a link that is paid for is not lost"


@pytest.mark.parametrize("part", ["embeds.0.footer.text", "embeds.0"])
async def test_without_its_footer_it_is_found_again_all_the_same(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    part: str,
) -> None:
    job = await job_in(world.general, state=State.FAILED, ended_at=LONG_AGO)
    local.faults.respond("POST", MESSAGES, 400, body=refused(part))
    sent = await messenger.post_failure(job, world.general.id)
    (message,) = own(local, world)
    assert await messenger.find_posted(job, world.general.id) == sent, "found again after a crash"
    assert job.id in message.content


async def test_what_names_nothing_costs_links_and_embeds_then_all_but_the_words(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    sound: MakeSound,
    own_messages: OwnMessages,
) -> None:
    job = await job_in(world.general, state=State.READY, ended_at=LONG_AGO)
    message = await posted(local, world, messenger, ResultView(job, (sound(picture=True),)), refused())
    assert message.embeds == []
    assert link_urls(message) == []
    assert message.components, "the buttons that act stay"
    assert [one["filename"] for one in message.payload["attachments"]] == ["calm-rain.mp3"]

    await own_messages.delete_result(job, world.general.id, message.id)
    local.faults.clear()
    again = ResultView(replace(job, postings=1), (sound(picture=True),))
    message = await posted(local, world, messenger, again, refused(), refused("content"), refused())
    assert message.components == []
    assert message.payload["attachments"] == []
    assert REMARK in message.content


@pytest.mark.parametrize("refusals", [1, 2])
@pytest.mark.parametrize("with_file", [True, False])
async def test_a_link_is_there_as_text_whatever_is_refused(
    local: LocalDiscord,
    world: DefaultWorld,
    messenger: DiscordMessenger,
    job_in: JobIn,
    sound: MakeSound,
    output: Output,
    refusals: int,
    with_file: bool,
) -> None:
    job = await job_in(world.general, state=State.READY, ended_at=LONG_AGO)
    link = replace(output, url=f"https://b.myqcloud.com/calm rain.mp3?sign={'a' * 600}")
    files = (replace(sound(), output=link),) if with_file else ()
    view = ResultView(job, files, () if with_file else (link,))
    message = await posted(local, world, messenger, view, *[refused()] * refusals)
    assert link_urls(message) == []
    assert bool(message.payload["attachments"]) is (with_file and refusals == 1)
    assert f"\n<https://b.myqcloud.com/calm%20rain.mp3?sign={'a' * 600}>\n" in message.content


async def test_as_many_links_stand_there_as_a_message_holds(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, output: Output
) -> None:
    job = await job_in(world.general, state=State.READY, ended_at=LONG_AGO)
    links = tuple(replace(output, url=f"https://b.myqcloud.com/{n}?sign={'a' * 700}") for n in range(4))
    message = await posted(local, world, messenger, ResultView(job, (), links), refused())
    assert message.content.count("https://b.myqcloud.com/") == 2
    assert REMARK in message.content


async def test_a_refused_file_goes_and_the_link_stays(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, sound: MakeSound
) -> None:
    job = await job_in(world.general, state=State.READY, ended_at=LONG_AGO)
    view = ResultView(job, (sound(), sound()))
    message = await posted(local, world, messenger, view, refused("attachments.0.filename"))
    assert len(message.payload["attachments"]) == 1
    assert message.components


async def test_refused_to_the_last_word_it_is_a_refusal_of_the_payload(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn
) -> None:
    job = await job_in(world.general, state=State.FAILED)
    fault = local.faults.respond("POST", MESSAGES, 400, body=refused("content"), count=None)
    with pytest.raises(MessageRefused) as caught:
        await messenger.post_failure(job, world.general.id)
    assert caught.value.parts == ("content",)
    assert fault.fired <= 4


@pytest.mark.parametrize("reason", RedirectReason)
async def test_a_direct_message_says_from_where_and_why(
    local: LocalDiscord, world: DefaultWorld, messenger: DiscordMessenger, job_in: JobIn, reason: RedirectReason
) -> None:
    job = await job_in(world.general, state=State.FAILED)
    direct = await messenger.dm_channel(world.member.id)
    await messenger.post_failure(job, direct, Redirect(world.general.id, reason))
    content = local.messages(local.world.channels[direct])[-1].content
    line = content.splitlines()[-1]
    assert line.startswith(f"From **{world.guild.name}**, #general. ")
    assert len(line) > len(f"From **{world.guild.name}**, #general. ")
