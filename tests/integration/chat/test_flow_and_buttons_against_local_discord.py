"""Commands, buttons and windows on the wire: public when it works, for one person when it does not, one job a wish."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.messenger import DiscordMessenger
from bot.jobs.model import Job, MusicRequest, Notice, State, prompt_of
from bot.jobs.ports import ResultView
from bot.sandbox.discord import DefaultWorld, Interaction, LocalDiscord, Message, Permission
from bot.sandbox.discord import State as Answer
from tests.integration.chat.chat_bench import Bench
from tests.integration.chat.conftest import HastyClock
from tests.support.manual_clock import ManualClock
from tests.support.small_bot import SmallBot, connected
from tests.unit.chat.chat_samples import NOW, a_job


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, ManualClock(NOW))


@pytest.fixture
async def bot(local: LocalDiscord, world: DefaultWorld, bench: Bench) -> AsyncIterator[SmallBot]:
    async with connected(bench.make_bot(), local) as made:
        yield made


async def ran(local: LocalDiscord, world: DefaultWorld, text: str = "/music prompt:calm rain") -> Interaction:
    return await (await local.command(world.member, world.general, text)).done()


async def said(pressed: Interaction) -> str:
    """Return the ephemeral sentence a press was answered with."""
    await pressed.bus.wait_for(lambda: bool(pressed.ephemeral) or pressed.state is Answer.FAILED)
    await pressed.bus.wait_for(lambda: bool(pressed.ephemeral and pressed.ephemeral[-1].content))
    return str(pressed.ephemeral[-1].content)


async def posted(bot: SmallBot, bench: Bench, world: DefaultWorld, job: Job, local: LocalDiscord) -> Message:
    """Post how a job ended and return the message."""
    messenger = DiscordMessenger(bot, bench.texts, HastyClock())
    if job.state is State.READY:
        sent = await messenger.post_result(ResultView(job, ()), world.general.id)
    else:
        sent = await messenger.post_failure(job, world.general.id)
    message = local.message(sent.message_id)
    assert message is not None
    return message


async def finished(bot: SmallBot, bench: Bench, world: DefaultWorld, local: LocalDiscord) -> Message:
    """Return the result message of a job that was made by command."""
    await ran(local, world)
    return await posted(bot, bench, world, await bench.finish(bench.jobs[-1]), local)


# --- the flow ---


async def test_a_command_becomes_the_status_message(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await ran(local, world)
    (job,) = bench.jobs
    assert command.message is not None
    assert job.place.status_message_id == command.message.id
    assert job.place.upload_limit_bytes == world.guild.file_limit_bytes
    assert command.message.content == f"**calm rain** – <@{world.member.id}>"
    assert "Composing your music" in command.message.embeds[0]["description"]
    assert command.message.components[0]["components"][0]["custom_id"] == f"foley:cancel:{job.id}"
    assert command.ephemeral == []


async def test_options_that_cannot_work_are_refused_to_the_person_alone(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await ran(local, world, "/music prompt:rain model:Nonesuch")
    assert "There is no model “Nonesuch”" in await said(command)
    assert bench.jobs == []
    assert local.messages(world.general) == []


async def test_missing_permissions_are_named_before_anything_starts(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    denied = Permission.ATTACH_FILES | Permission.EMBED_LINKS
    local.world.set_permissions(world.general, local.bot, deny=denied)
    assert "Embed Links, Attach Files" in await said(await ran(local, world))
    assert bench.jobs == []


async def test_a_refusal_of_the_provider_is_told_to_the_person_alone(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    bench.answer = bench.refuse
    told = asyncio.Event()
    bench.service.subscribe(lambda job: told.set() if job.notice is Notice.SENT else None)
    command = await local.command(world.member, world.general, "/music prompt:something rude")
    text = await said(command)
    await told.wait()
    (job,) = bench.jobs
    assert "content check" in text
    assert "Nothing was charged" in text
    assert job.id in text
    assert (job.state, job.notice) == (State.REFUSED, Notice.SENT)
    assert local.messages(world.general) == []


async def test_a_database_that_is_away_leaves_no_public_trace(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    bench.store.away = 1
    command = await local.command(world.member, world.general, "/music prompt:rain")
    assert "Nothing was started" in await said(command)
    assert local.messages(world.general) == []
    assert bench.jobs == []


async def test_a_database_that_goes_away_after_the_job_is_written_hides_nothing(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    def vanish(job: Job) -> list[object]:
        bench.store.away = 0
        return []

    bench.answer = vanish  # type: ignore[assignment]
    bench.service.subscribe(lambda job: setattr(bench.store, "away", 3))
    command = await ran(local, world)
    assert command.message is not None
    assert bench.jobs[0].id in command.message.embeds[0]["footer"]["text"]


async def test_an_unexpected_error_is_one_sentence_with_an_id_that_is_logged(
    local: LocalDiscord,
    world: DefaultWorld,
    bench: Bench,
    bot: SmallBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def burst(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(bench.service, "check", burst)
    text = await said(await local.command(world.member, world.general, "/music prompt:rain"))
    assert "secret" not in text
    fragment = text.split("`")[1]
    assert any(fragment in record.getMessage() and record.exc_info for record in caplog.records)


async def test_a_defer_whose_answer_was_lost_still_makes_one_job(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    fault = local.faults.reset("POST", r"/callback$", after_storing=True)
    command = await ran(local, world)
    assert fault.fired == 1
    assert command.message is not None
    assert [job.place.status_message_id for job in bench.jobs] == [command.message.id]


# --- buttons ---


async def test_cancel_by_the_caller(local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot) -> None:
    command = await ran(local, world)
    assert command.message is not None
    pressed = await local.press(world.member, command.message, "Cancel")
    assert "can't be stopped any more and may still charge" in await said(pressed)
    assert bench.jobs[0].state is State.CANCELLED
    assert "Cancelled." in command.message.embeds[0]["description"]
    assert command.message.components == []


@pytest.mark.parametrize("button", ["Edit and run", "Details", "Delete"])
async def test_a_stranger_gets_a_sentence(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, button: str
) -> None:
    message = await finished(bot, bench, world, local)
    pressed = await local.press(world.member2, message, button)
    assert "Only the person who asked for this" in await said(pressed)
    assert not message.deleted
    assert len(bench.jobs) == 1


async def test_a_stranger_cannot_cancel_and_a_moderator_can(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await ran(local, world)
    assert command.message is not None
    stranger = await local.press(world.member2, command.message, "Cancel")
    assert "Only the person who asked" in await said(stranger)
    assert bench.jobs[0].state is State.WAITING
    moderator = await local.press(world.moderator, command.message, "Cancel")
    await said(moderator)
    assert bench.jobs[0].cancelled_by == world.moderator.id


async def test_ten_fast_presses_of_again_make_one_job(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    raw = json.loads(json.dumps(message.components))
    presses = []
    for _ in range(10):
        message.raw["components"] = json.loads(json.dumps(raw))  # ten people-fast presses see it enabled
        presses.append(await local.press(world.member, message, "Again"))
    await asyncio.gather(*(one.done() for one in presses))
    await local.wait_for(lambda: sum(bool(one.ephemeral) for one in presses) == 9)
    assert len(bench.jobs) == 2
    assert bench.jobs[1].retry_of == bench.jobs[0].id
    public = [one for one in local.messages(world.general) if "<@" in one.content]
    assert len(public) == 3  # two status messages and the result
    first = next(one for one in presses if one.ephemeral)
    assert "already running: https://discord.com/channels/" in await said(first)


async def test_again_greys_its_button_while_it_works_and_not_after(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    await (await local.press(world.member, message, "Again")).done()
    await local.wait_for(lambda: len(message.edits) >= 2)
    states = [
        [one.get("disabled", False) for one in seen["components"][0]["components"]]
        for seen in [*message.edits, message.payload]
    ]
    assert states == [[False] * 5, [True, False, False, False, False], [False] * 5]


async def test_edit_and_run_opens_a_window_with_the_old_request(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    window = await (await local.press(world.member, message, "Edit and run")).wait_first_answer()
    assert window.modal is not None
    assert len(window.modal["components"]) == 5
    sent = await local.submit_modal(world.member, window, {"prompt": "loud rain", "vocals": "instrumental"})
    await sent.done()
    assert len(bench.jobs) == 2
    # Ids of one millisecond are in no order.
    [request] = [job.request for job in bench.jobs if prompt_of(job.request) == "loud rain"]
    assert isinstance(request, MusicRequest)
    assert (request.instrumental, request.model) == (True, "GL")
    assert sent.message is not None
    assert sent.message.content.startswith("**loud rain**")


async def test_details_hold_the_exact_command(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    pressed = await (await local.press(world.member, message, "Details")).done()
    (note,) = pressed.ephemeral
    assert "/music prompt:calm rain model:GL" in note.embeds[0]["description"]
    assert any("24-t" in field["value"] for field in note.embeds[0]["fields"])


async def test_the_voice_button_posts_one_voice_message(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    for _ in range(2):
        pressed = await local.press(world.member2, message, "Voice message")
        assert await said(pressed) == "Posted as a voice message."
        await local.wait_for(lambda: not message.components[0]["components"][2].get("disabled"))
    voices = [one for one in local.messages(world.general) if one.payload["flags"] & 1 << 13]
    assert len(voices) == 1
    assert voices[0].payload["message_reference"]["message_id"] == str(message.id)


async def test_the_voice_button_falls_back_to_a_file(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    local.world.set_permissions(world.general, local.bot, deny=Permission.SEND_VOICE_MESSAGES)
    pressed = await local.press(world.member, message, "Voice message")
    assert "Posted as a file" in await said(pressed)
    assert local.messages(world.general)[-1].payload["attachments"][0]["filename"] == "calm-rain.mp3"


@pytest.mark.parametrize("who", ["member", "moderator"])
async def test_delete_by_the_caller_or_a_moderator(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, who: str
) -> None:
    message = await finished(bot, bench, world, local)
    pressed = await local.press(getattr(world, who), message, "Delete")
    assert await said(pressed) == "Deleted."
    assert message.deleted


async def test_submit_again_works_once_and_for_the_right_people(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    bench.answer = bench.lose
    await ran(local, world)
    message = await posted(bot, bench, world, bench.jobs[0], local)
    stranger = await local.press(world.member2, message, "Submit again")
    assert "Only the person who asked" in await said(stranger)
    await local.wait_for(lambda: not message.components[0]["components"][0].get("disabled"))
    bench.answer = bench.accept
    await (await local.press(world.member, message, "Submit again")).done()
    await local.wait_for(lambda: not message.components[0]["components"][0].get("disabled"))
    twice = await local.press(world.member, message, "Submit again")
    assert await said(twice)
    assert len(bench.jobs) == 2


async def test_a_held_result_is_asked_to_be_posted(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    job = bench.jobs[0]
    bench.store.rows[job.id] = replace(job, notice=Notice.HELD)
    components = [{"type": 1, "components": [{"type": 2, "style": 2, "label": "Post it now", "id": 9}]}]
    components[0]["components"][0]["custom_id"] = f"foley:deliver:{job.id}"  # type: ignore[index]
    message.raw["components"] = components
    pressed = await local.press(world.member, message, "Post it now")
    assert "posted again in a moment" in await said(pressed)
    assert bench.store.rows[job.id].notice is Notice.DUE


@pytest.mark.parametrize(
    "forged",
    ["foley:again:zzzzzzzzzzzzzz", "foley:again:", "foley:again", "foley::", "foley:nonsense:1234567890abcd",
     "foley:cancel:1234567890abcdEXTRA", "foley:delete:'; drop"],
)  # fmt: skip
async def test_a_forged_or_cut_id_is_not_found(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, forged: str
) -> None:
    message = await finished(bot, bench, world, local)
    message.raw["components"][0]["components"][0]["custom_id"] = forged
    pressed = await local.press(world.member, message, "Again")
    assert "no such job" in await said(pressed)
    assert len(bench.jobs) == 1


@pytest.mark.parametrize("action", ["again", "edit", "voice", "details", "cancel", "resubmit", "delete", "deliver"])
async def test_an_id_of_another_server_is_not_found(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, action: str
) -> None:
    message = await finished(bot, bench, world, local)
    foreign = a_job(id="1234567890abcd", user_id=world.member.id, state=State.READY, notice=Notice.SENT)
    bench.store.rows[foreign.id] = foreign
    message.raw["components"][0]["components"][0]["custom_id"] = f"foley:{action}:{foreign.id}"
    pressed = await local.press(world.member, message, "Again")
    assert "no such job" in await said(pressed)
    assert bench.store.rows[foreign.id] == foreign


async def test_buttons_work_for_a_bot_that_was_started_again(
    local: LocalDiscord, world: DefaultWorld, bench: Bench
) -> None:
    async with connected(bench.make_bot(), local) as first:
        message = await finished(first, bench, world, local)
    async with connected(bench.make_bot(), local):
        await (await local.press(world.member, message, "Again")).done()
    assert len(bench.jobs) == 2


# --- windows ---


async def test_long_lyrics_come_from_a_window_and_keep_the_other_options(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await local.command(world.member, world.general, "/music prompt:slow jazz model:MiniMaxMusic long:True")
    window = await command.wait_first_answer()
    sent = await local.submit_modal(world.member, window, {"lyrics": "line one\nline two"})
    await sent.done()
    request = bench.jobs[0].request
    assert isinstance(request, MusicRequest)
    assert (request.prompt, request.lyrics) == ("slow jazz", "line one\nline two")


async def test_a_blank_line_separates_style_and_lyrics(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await local.command(world.member, world.general, "/music prompt:x model:MiniMaxMusic long:True")
    window = await command.wait_first_answer()
    await (await local.submit_modal(world.member, window, {"prompt": "slow jazz\n\nla la\n\nla"})).done()
    request = bench.jobs[0].request
    assert isinstance(request, MusicRequest)
    assert (request.prompt, request.lyrics) == ("slow jazz", "la la\n\nla")


async def test_what_was_written_is_given_back_when_it_is_refused(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await local.command(world.member, world.general, "/music prompt:x model:MiniMaxMusic long:True")
    window = await command.wait_first_answer()
    sent = await local.submit_modal(world.member, window, {"prompt": "p" * 3000, "lyrics": "la"})
    assert "3,000 characters" in await said(sent)
    (note,) = sent.ephemeral
    assert note.payload["attachments"][0]["filename"] == "your-text.txt"
    assert note.payload["attachments"][0]["size"] == 3000
    assert bench.jobs == []


async def test_a_window_sent_twice_makes_one_job(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await local.command(world.member, world.general, "/music prompt:slow jazz model:MiniMaxMusic long:True")
    window = await command.wait_first_answer()
    first = await local.submit_modal(world.member, window, {"lyrics": "la"})
    window.window_done = False  # the client lost the answer and lets the person press once more
    second = await local.submit_modal(world.member, window, {"lyrics": "la"})
    await first.done()
    assert "sent already" in await said(second)
    assert len(bench.jobs) == 1
