"""Commands and windows on the wire: public when it works, for one person when it does not, one job a wish."""

import asyncio

import pytest

from bot.jobs.model import DeliveryState, MusicRequest, State, prompt_of
from bot.sandbox.discord import DefaultWorld, LocalDiscord, Permission
from tests.integration.chat.chat_bench import Bench, ran, said
from tests.support.small_bot import SmallBot


async def test_a_command_becomes_the_status_message(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await ran(local, world)
    (job,) = bench.jobs
    assert command.message is not None
    assert job.place.status_message_id == command.message.id
    assert job.place.upload_limit_bytes == world.guild.file_limit_bytes
    assert command.message.content == f"**calm rain** – <@{world.member.id}>"
    assert "Composing…" in command.message.embeds[0]["description"]
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
    denied = Permission.ATTACH_FILES | Permission.EMBED_LINKS | Permission.READ_MESSAGE_HISTORY
    local.world.set_permissions(world.general, local.bot, deny=denied)
    assert "Embed Links, Attach Files, Read Message History" in await said(await ran(local, world))
    assert bench.jobs == []


async def test_a_refusal_of_the_provider_is_told_to_the_person_alone(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    bench.answer = bench.refuse
    told = asyncio.Event()
    bench.service.subscribe(lambda job: told.set() if job.delivery_state is DeliveryState.SENT else None)
    command = await local.command(world.member, world.general, "/music prompt:something rude")
    text = await said(command)
    await told.wait()
    (job,) = bench.jobs
    assert "content check" in text
    assert "Nothing was charged" in text
    assert job.id in text
    assert (job.state, job.delivery_state) == (State.REFUSED, DeliveryState.SENT)
    assert local.messages(world.general) == []


@pytest.mark.parametrize("failures", [1, 2])
async def test_a_refusal_stays_private_even_where_the_public_message_can_not_be_deleted(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, failures: int
) -> None:
    bench.answer = bench.refuse
    fault = local.faults.error("DELETE", r"^/webhooks/.*/messages/", 50001, count=failures)
    text = await said(await local.command(world.member, world.general, "/music prompt:something rude"))
    assert "content check" in text
    assert fault.fired == failures
    public = local.messages(world.general)
    assert [one.content for one in public] == ["Nothing was made; only the person who asked sees why."] * (failures - 1)


async def test_a_database_that_is_away_leaves_no_public_trace(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    bench.store.away = 1
    command = await local.command(world.member, world.general, "/music prompt:rain")
    telling = asyncio.create_task(said(command))
    while not telling.done():  # it looks again for a job that may have been stored, on the clock
        await bench.clock.advance(1.0)
        await asyncio.sleep(0.01)
    assert "Nothing was started" in await telling
    assert local.messages(world.general) == []
    assert bench.jobs == []


async def test_a_database_that_goes_away_after_the_job_is_written_hides_nothing(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    bench.answer = lambda job: []
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
    [file] = note.payload["attachments"]
    assert file["filename"] == "your-request.txt"
    assert "p" * 3000 + " model:MiniMaxMusic lyrics:la" in local.platform.files.by_id[int(file["id"])].data.decode()
    assert bench.jobs == []
    form = await (await local.press(world.member, note, "Edit and run")).wait_first_answer()
    await local.submit_modal(world.member, form, {"prompt": "p" * 300})
    await local.patience.until(lambda: bench.jobs)
    assert prompt_of(bench.jobs[0].request) == "p" * 300


async def test_a_window_sent_twice_makes_one_job(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await local.command(world.member, world.general, "/music prompt:slow jazz model:MiniMaxMusic long:True")
    window = await command.wait_first_answer()
    first = await local.submit_modal(world.member, window, {"lyrics": "la"})
    window.modal_submitted = False  # the client lost the answer and lets the person press once more
    second = await local.submit_modal(world.member, window, {"lyrics": "la"})
    await first.done()
    assert "sent already" in await said(second)
    assert len(bench.jobs) == 1


async def test_a_command_that_the_gateway_sends_twice_makes_one_job(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    """In somebody else's bot: nothing there leaves out what comes again."""
    local.gateway.duplicate_next("INTERACTION_CREATE")
    await ran(local, world)
    await ran(local, world, "/music prompt:loud rain")  # behind both copies
    assert local.gateway.tally["events sent twice"] == 1
    assert [job.request.prompt for job in bench.jobs if isinstance(job.request, MusicRequest)] == [
        "calm rain",
        "loud rain",
    ]


async def test_a_locked_thread_is_refused_before_anything_is_bought(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    local.world.archive_thread(world.thread, archived=False, locked=True)
    command = await local.command(world.admin, world.thread, "/music prompt:calm rain")
    assert bench.texts.text("refusal-thread-locked", "en-US") in await said(command)
    assert bench.jobs == []
